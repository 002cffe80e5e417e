// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/lists/planlines.h"
#include "models/store/durablewriter.h"
#include "models/store/runningdigest.h"

#include <algorithm>

namespace muster {

namespace {

constexpr qint64 planPieceBytes = 1024 * 1024;

/// Lines of an open file, piece by piece.
class LineReader
{
public:
    explicit LineReader(const PosixFile &file)
        : m_file(file)
    {
    }

    /// Without its line feed; nullopt at the end of the file. A last line without line feed is torn.
    [[nodiscard]] Result<std::optional<QByteArray>> next()
    {
        for (;;) {
            const qsizetype end = m_piece.indexOf('\n', m_at);
            if (end >= 0) {
                const QByteArray line = m_piece.mid(m_at, end - m_at);
                m_at = end + 1;
                return line;
            }
            if (m_piece.size() - m_at > qsizetype(PlanLimits::maxLineBytes))
                return failure({.kind = ErrorKind::LimitExceeded, .code = QStringLiteral("plan_line")});
            TRY(more, m_file.pread(m_offset, planPieceBytes));
            if (more->isEmpty()) {
                m_torn = m_at < m_piece.size();
                return std::nullopt;
            }
            m_offset += more->size();
            m_piece = m_piece.mid(m_at) + *more;
            m_at = 0;
        }
    }
    [[nodiscard]] bool torn() const { return m_torn; }

private:
    const PosixFile &m_file;
    QByteArray m_piece;
    qsizetype m_at = 0;
    qint64 m_offset = 0;
    bool m_torn = false;
};

/// What was read so far. A fault does not end the reading: whether the file was altered is the more important news, and
/// only its end tells.
struct Reading
{
    qint64 most = 0; ///< No file of its size has more changes.
    PlanHeader header;
    std::vector<PlannedChange> changes;
    std::size_t lines = 0, faultyLine = 0;
    std::optional<QString> digest; ///< Of the last line, if it was one.
    RunningDigest running; ///< Of all lines but the last.
    QByteArray last;

    void take(const QByteArray &line)
    {
        if (lines > 0)
            running.add({last.constData(), std::size_t(last.size())});
        last = line + '\n';
        digest = ++lines > 1 ? readPlanDigest(line) : std::nullopt;
        if (faultyLine != 0 || digest)
            return;
        if (lines == 1) {
            const auto read = readPlanHeader(line);
            faultyLine = read ? 0 : lines;
            header = read.value_or(PlanHeader());
            // As many as it says, where the file can hold them: a vector that grows needs twice the room while it does.
            const qint64 planned
                = std::clamp<qint64>(header.fixes, 0, most) + std::clamp<qint64>(header.purges, 0, most);
            changes.reserve(std::size_t(std::min(planned, most)));
        } else if (auto read = readPlanChange(line)) {
            changes.push_back(*std::move(read));
        } else {
            faultyLine = lines;
        }
    }
};

tl::unexpected<ApiError> damaged(const char *code, std::size_t line)
{
    return failure({.kind = ErrorKind::Damaged,
                    .code = QString::fromLatin1(code),
                    .subject = line == 0 ? QString() : QString::number(line)});
}

} // namespace

Result<void> checkPlanFile(const QString &file, const QString &digest)
{
    TRY(open, PosixFile::openExisting(file, PosixFile::Access::ReadOnly));
    LineReader lines(*open);
    RunningDigest running;
    QByteArray last;
    for (;;) {
        TRY(line, lines.next());
        if (!*line)
            break;
        running.add({last.constData(), std::size_t(last.size())});
        last = **line + '\n';
    }
    return !lines.torn() && last == planDigestLine(digest) && running.hex() == digest ? Result<void>()
                                                                                      : damaged("plan_altered", 0);
}

Result<void> writePlan(const SanitizationPlan &plan, const QString &file, bool replace)
{
    TRY(writer, DurableWriter::create(file, replace ? Existing::Replace : Existing::Refuse));
    Result<void> written = writer->append(planHeaderLine(plan.header));
    for (const PlannedChange &change : plan.changes) {
        if (!written)
            return written;
        written = writer->append(planChangeLine(change));
    }
    return written.and_then([&] { return writer->append(planDigestLine(plan.digest)); }).and_then([&] {
        return writer->finish();
    });
}

Result<SharedPlan> readPlan(const QString &file)
{
    TRY(open, PosixFile::openExisting(file, PosixFile::Access::ReadOnly));
    LineReader lines(*open);
    constexpr qint64 leastLineBytes = 64;
    Reading reading{.most = std::min(open->size() / leastLineBytes, qint64(PlanLimits::maxChanges))};
    for (;;) {
        TRY(line, lines.next());
        if (!*line)
            break;
        reading.take(**line);
        if (reading.changes.size() > PlanLimits::maxChanges)
            return failure({.kind = ErrorKind::LimitExceeded, .code = QStringLiteral("plan_changes")});
    }
    if (!reading.digest || lines.torn())
        return damaged("plan_unreadable", reading.lines + (lines.torn() ? 1 : 0));
    if (reading.running.hex() != *reading.digest)
        return damaged("plan_altered", 0);
    if (reading.faultyLine != 0)
        return damaged("plan_unreadable", reading.faultyLine);
    auto plan = freezePlan(std::move(reading.header), std::move(reading.changes));
    if (!plan)
        return damaged("plan_unreadable", plan.error().subject.toULongLong() + 1);
    // What reads back must be what was frozen: another spelling of the same values does not pass.
    if ((*plan)->digest != *reading.digest)
        return damaged("plan_altered", 0);
    return plan;
}

} // namespace muster
