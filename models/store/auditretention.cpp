// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/auditretention.h"

#include "models/store/auditlog.h"
#include "models/store/auditquery.h"
#include "models/store/durablefile.h"
#include "models/store/runningdigest.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <algorithm>
#include <cerrno>
#include <limits>

namespace muster {

namespace {

constexpr int mostYears = 100;
constexpr qint64 chunkToCopy = 1024 * 1024; ///< Bytes.

ApiError closedDamaged(const QString &path)
{
    return {
        .kind = ErrorKind::Damaged, .code = QStringLiteral("closed_damaged"), .subject = QFileInfo(path).fileName()};
}

QDateTime utcTime(qint64 at)
{
    return QDateTime::fromMSecsSinceEpoch(at, Qt::UTC);
}

} // namespace

QDateTime AuditKeepTime::boundary(const QDateTime &now) const
{
    return isForEver() ? QDateTime() : now.toUTC().addYears(-years).addMonths(-months).addDays(-days);
}

std::optional<AuditKeepTime> AuditKeepTime::parse(const QString &text)
{
    if (text == QLatin1String("forever"))
        return AuditKeepTime();
    static const QRegularExpression form(QStringLiteral("^([1-9][0-9]{0,4})(d|mo|y)$"));
    const QRegularExpressionMatch match = form.match(text);
    if (!match.hasMatch())
        return std::nullopt;
    const int count = match.captured(1).toInt();
    const QString unit = match.captured(2);
    const bool isDays = unit == QLatin1String("d"), isMonths = unit == QLatin1String("mo");
    if (count > mostYears * (isDays ? 365 : isMonths ? 12 : 1))
        return std::nullopt;
    return isDays  ? AuditKeepTime{.days = count}
        : isMonths ? AuditKeepTime{.months = count}
                   : AuditKeepTime{.years = count};
}

QString AuditKeepTime::text() const
{
    if (years > 0)
        return QString::number(years) + u'y';
    if (months > 0)
        return QString::number(months) + QStringLiteral("mo");
    return days > 0 ? QString::number(days) + u'd' : QStringLiteral("forever");
}

AuditRetention::AuditRetention(AuditLog &log, DiskAccess &disk)
    : m_log(log)
    , m_disk(disk)
{
}

QString AuditRetention::pathOf(const RemovedAuditFile &file) const
{
    return ClosedAuditFile::pathFor(m_log.file(), file.first);
}

// The whole file, as the entry will tell of it: entries `first` to the one before `end`.
Result<RemovedAuditFile> AuditRetention::measure(qint64 first, qint64 end) const
{
    const QString path = ClosedAuditFile::pathFor(m_log.file(), first);
    const auto file = PosixFile::openExisting(path, PosixFile::Access::ReadOnly, m_disk);
    if (!file && fileTrouble(file.error()) == FileTrouble::NotFound)
        return failure(closedDamaged(path));
    if (!file)
        return failure(file.error());
    RunningDigest digest;
    QByteArray last;
    qint64 lines = 0, oldest = std::numeric_limits<qint64>::max(), newest = std::numeric_limits<qint64>::min();
    TRY(whole, scanAuditLines(*file, [&](qint64, const QByteArray &line) {
            digest.add({line.constData(), std::size_t(line.size())});
            digest.add("\n");
            ++lines;
            last = QByteArray(line.constData(), line.size());
            if (const qint64 at = AuditKeys::of(line).at; at != std::numeric_limits<qint64>::min()) {
                oldest = std::min(oldest, at);
                newest = std::max(newest, at);
            }
        }));
    const auto entry = decodeAuditEntry(last);
    if (*whole != file->size() || lines != end - first || !entry || entry->sequence != end - 1)
        return failure(closedDamaged(path));
    TRY(sha256,
        sha256Of(*file)); // of the bytes themselves: a line that is too long for an entry is not among those above
    if (*sha256 != digest.hex())
        return failure(closedDamaged(path));
    return RemovedAuditFile{.first = first,
                            .last = end - 1,
                            .bytes = file->size(),
                            .from = utcTime(oldest),
                            .until = utcTime(newest),
                            .digest = entry->digest,
                            .sha256 = *sha256};
}

Result<AuditRemoval> AuditRetention::plan(const QDateTime &before) const
{
    AuditRemoval removal{.before = before.toUTC()};
    if (!before.isValid())
        return removal;
    const QList<ClosedAuditFile> closed = m_log.closedFiles();
    qint64 due = m_log.firstKept();
    for (qsizetype at = 0; at < closed.size() && at < AuditRemoval::mostFiles; ++at) {
        if (closed[at].first != due) // what lay before it is missing
            return failure(closedDamaged(ClosedAuditFile::pathFor(m_log.file(), due)));
        const qint64 end = at + 1 < closed.size() ? closed[at + 1].first : m_log.writtenFrom();
        TRY(file, measure(closed[at].first, end));
        if (file->until >= before)
            break;
        removal.files.append(*file);
        removal.last = file->last;
        removal.digest = file->digest;
        due = end;
    }
    return removal;
}

Result<std::optional<AuditEntry>> AuditRetention::lastEntryOf(const QString &path) const
{
    TRY(file, PosixFile::openExisting(path, PosixFile::Access::ReadOnly, m_disk));
    const qint64 from = std::max<qint64>(file->size() - maxAuditLine - 1, 0);
    TRY(end, file->pread(from, file->size() - from));
    end->chop(1); // its line end; without it, it is not whole and does not read
    return decodeAuditEntry(end->mid(end->lastIndexOf('\n') + 1));
}

Result<DueAuditFiles> AuditRetention::due(const QDateTime &before) const
{
    DueAuditFiles due;
    if (!before.isValid())
        return due;
    const QList<ClosedAuditFile> all = m_log.closedFiles();
    for (const ClosedAuditFile &closed : all) {
        TRY(last, lastEntryOf(closed.path));
        if (!*last || (*last)->at >= before)
            break;
        ++due.files;
        due.last = (*last)->sequence;
    }
    return due;
}

Result<AuditRemoval> AuditRetention::carryOut(const AuditRemoval &planned, const QString &copyFolder) const
{
    TRY(now, plan(planned.before));
    if (now->files != planned.files || now->files.isEmpty())
        return failure(ErrorKind::Conflict, "history_changed", m_log.file());
    // A break in what goes is not made good by its going.
    if (const AuditVerdict verdict = m_log.verify(); !verdict.intact && verdict.firstBad <= now->last) {
        now->brokenAt = std::max<qint64>(verdict.firstBad, 1);
        now->brokenReason = verdict.reasonKey;
    }
    for (const RemovedAuditFile &file : std::as_const(now->files)) {
        if (!copyFolder.isEmpty())
            TRY_VOID(copy(file, copyFolder));
    }
    now->isCopied = !copyFolder.isEmpty();
    TRY(recorded, m_log.recordRemoval(*now));
    TRY_VOID(finish());
    return recorded;
}

// Read back from where it was written: what is about to be removed must be there.
Result<void> AuditRetention::copy(const RemovedAuditFile &file, const QString &folder) const
{
    const QString from = pathOf(file), to = QDir(folder).filePath(QFileInfo(from).fileName());
    const auto isThere = [&]() -> Result<bool> {
        const auto there = PosixFile::openExisting(to, PosixFile::Access::ReadOnly, m_disk);
        if (!there)
            return fileTrouble(there.error()) == FileTrouble::NotFound ? Result<bool>(false) : failure(there.error());
        TRY(sha256, sha256Of(*there));
        return *sha256 == file.sha256 ? Result<bool>(true) : failure(fileError(EEXIST, to));
    };
    TRY(before, isThere()); // an earlier attempt may have come that far
    if (*before)
        return {};
    TRY(source, PosixFile::openExisting(from, PosixFile::Access::ReadOnly, m_disk));
    TRY(out, DurableWriter::create(to, Existing::Refuse, m_disk));
    for (qint64 position = 0; position < source->size();) {
        TRY(chunk, source->pread(position, std::min(chunkToCopy, source->size() - position)));
        if (chunk->isEmpty())
            return failure(fileError(EIO, from));
        TRY_VOID(out->append(*chunk));
        position += chunk->size();
    }
    TRY_VOID(out->finish());
    TRY(after, isThere());
    return *after ? Result<void>() : failure(fileError(EIO, to));
}

bool AuditRetention::isUnfinished() const
{
    const qint64 last = m_log.removal().last;
    const QList<ClosedAuditFile> files = last > 0 ? ClosedAuditFile::of(m_log.file()) : QList<ClosedAuditFile>();
    return !files.isEmpty() && files.constFirst().first <= last;
}

Result<void> AuditRetention::finish() const
{
    if (!isUnfinished())
        return {};
    AuditRemoval removal = m_log.removal();
    if (removal.files.isEmpty()) { // known from a link alone
        TRY(entries, m_log.read(removal.recordedIn, 1));
        const auto told = entries->isEmpty() ? std::nullopt : AuditRemoval::of(entries->first());
        if (!told || told->last != removal.last || told->digest != removal.digest)
            return failure(closedDamaged(m_log.file()));
        removal = *told;
    }
    Result<void> outcome;
    for (const RemovedAuditFile &file : std::as_const(removal.files)) {
        const QString path = pathOf(file);
        const auto there = PosixFile::openExisting(path, PosixFile::Access::ReadOnly, m_disk);
        if (!there && fileTrouble(there.error()) == FileTrouble::NotFound)
            continue;
        const auto sha256 = there ? sha256Of(*there) : failure(there.error());
        if (!sha256 || *sha256 != file.sha256)
            continue;
        if (m_disk.remove(QFile::encodeName(path)) != 0 && outcome)
            outcome = failure(fileError(errno, path));
    }
    const auto synced = syncFolder(folderOf(m_log.file()), m_disk);
    return outcome ? synced : outcome;
}

} // namespace muster
