// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/auditfile.h"

#include "models/store/auditentry.h"
#include "models/store/auditverifier.h"
#include "models/store/runningdigest.h"

#include <QDir>
#include <QFileInfo>
#include <algorithm>
#include <cerrno>

namespace muster {

namespace {

constexpr int nameDigits = 10;
constexpr qint64 readAtOnce = 1024 * 1024; ///< Bytes.
constexpr int looks = 10; ///< At a moment in which one file has its name already and the next one is not there yet.

/// "audit-" of ".../audit.jsonl".
QString stemOf(const QFileInfo &auditFile)
{
    return auditFile.completeBaseName() + u'-';
}

QString endingOf(const QFileInfo &auditFile)
{
    return auditFile.suffix().isEmpty() ? QString() : u'.' + auditFile.suffix();
}

} // namespace

QString ClosedAuditFile::pathFor(const QString &auditFile, qint64 first)
{
    const QFileInfo info(auditFile);
    return info.path() + u'/' + stemOf(info) + QString::number(first).rightJustified(nameDigits, u'0') + endingOf(info);
}

QList<ClosedAuditFile> ClosedAuditFile::of(const QString &auditFile)
{
    const QFileInfo info(auditFile);
    const QString stem = stemOf(info), ending = endingOf(info);
    QList<ClosedAuditFile> files;
    const QDir folder(info.path());
    for (const QString &name : folder.entryList(QDir::Files | QDir::Hidden | QDir::System)) {
        if (!name.startsWith(stem) || !name.endsWith(ending) || name.size() != stem.size() + nameDigits + ending.size())
            continue;
        const QString digits = name.mid(stem.size(), nameDigits);
        if (std::all_of(digits.begin(), digits.end(), [](QChar c) { return c >= u'0' && c <= u'9'; }))
            files.append({folder.filePath(name), digits.toLongLong()});
    }
    std::sort(files.begin(), files.end(), [](const auto &a, const auto &b) { return a.first < b.first; });
    return files;
}

// What a folder lists while names in it change is not known, but whatever had its name before is listed. All closed
// files had theirs before the one that is written was begun; so that one is opened first, and if it lost its name
// since, it and what came behind it is left out of a list that was made afterwards.
AuditFileSet AuditFileSet::open(const QString &auditFile, PosixFile::Access access, DiskAccess &disk)
{
    AuditFileSet set{{}, failure(ErrorKind::File, "not_found", auditFile)};
    for (int look = 0; look < looks; ++look) {
        set.written = PosixFile::openExisting(auditFile, access, disk);
        set.closed = ClosedAuditFile::of(auditFile);
        if (set.written) {
            if (set.written->isAt(auditFile))
                return set;
            set.closed = ClosedAuditFile::of(auditFile);
            const auto same = std::find_if(set.closed.begin(), set.closed.end(),
                                           [&](const ClosedAuditFile &one) { return set.written->isAt(one.path); });
            if (same != set.closed.end()) {
                set.closed.erase(same, set.closed.end());
                return set;
            }
        } else if (fileTrouble(set.written.error()) != FileTrouble::NotFound) {
            return set;
        }
    }
    return set;
}

Result<QString> sha256Of(const PosixFile &file)
{
    RunningDigest digest;
    for (qint64 position = 0; position < file.size();) {
        TRY(chunk, file.pread(position, std::min(readAtOnce, file.size() - position)));
        if (chunk->isEmpty())
            return failure(fileError(EIO, file.path())); // shorter than a moment ago
        digest.add({chunk->constData(), std::size_t(chunk->size())});
        position += chunk->size();
    }
    return digest.hex();
}

AuditFile::AuditFile(QString path, DiskAccess &disk)
    : m_path(std::move(path))
    , m_disk(&disk)
{
}

AuditFile::AuditFile(PosixFile file)
    : m_path(file.path())
    , m_file(std::move(file))
{
}

Result<void> AuditFile::index() const
{
    const QMutexLocker lock(&m_mutex);
    if (m_isIndexed)
        return {};
    if (!m_file) {
        TRY(file, PosixFile::openExisting(m_path, PosixFile::Access::ReadOnly, *m_disk));
        m_file.emplace(*std::move(file));
    }
    m_starts.clear();
    m_removals.clear();
    TRY(end, scanAuditLines(*m_file, [this](qint64 offset, const QByteArray &line) {
            if (mayTellOfRemoval(line))
                m_removals.append(m_starts.size());
            m_starts.append(offset);
        }));
    m_end = *end;
    m_isIndexed = true;
    return {};
}

qint64 AuditFile::lines() const
{
    const QMutexLocker lock(&m_mutex);
    return m_starts.size();
}

qint64 AuditFile::end() const
{
    const QMutexLocker lock(&m_mutex);
    return m_end;
}

qint64 AuditFile::startOf(qint64 line) const
{
    const QMutexLocker lock(&m_mutex);
    return line < m_starts.size() ? m_starts[line] : m_end;
}

Result<QList<QByteArray>> AuditFile::read(qint64 from, qint64 count) const
{
    TRY_VOID(index());
    QList<QByteArray> lines;
    QMutexLocker lock(&m_mutex);
    const qint64 last = std::min(from + count, qint64(m_starts.size()));
    if (from < 0 || from >= last)
        return lines;
    QList<qint64> starts = m_starts.sliced(from, last - from);
    starts.append(last < m_starts.size() ? m_starts[last] : m_end);
    lock.unlock(); // whole lines stay what they are
    lines.reserve(last - from);
    for (qsizetype at = 0; at + 1 < starts.size();) { // several at once, and not all where lines are long
        qsizetype to = at + 1;
        while (to + 1 < starts.size() && starts[to + 1] - starts[at] <= readAtOnce)
            ++to;
        const bool isTooLong = starts[to] - starts[at] > maxAuditLine + 1 && to == at + 1;
        TRY(bytes, isTooLong ? Result<QByteArray>(QByteArray()) : m_file->pread(starts[at], starts[to] - starts[at]));
        for (; at < to; ++at) {
            const qint64 offset = starts[at] - starts[to] + bytes->size();
            const qint64 size = starts[at + 1] - starts[at] - 1;
            lines.append(offset < 0 || size > maxAuditLine ? QByteArray() : bytes->mid(offset, size));
        }
    }
    return lines;
}

QByteArray AuditFile::line(qint64 number) const
{
    const auto lines = read(number, 1);
    return lines && !lines->isEmpty() ? lines->first() : QByteArray();
}

std::optional<AuditRemoval> AuditFile::removalTold(const QByteArray &key) const
{
    QMutexLocker lock(&m_mutex);
    const QList<qint64> telling = m_removals;
    lock.unlock();
    const auto entryAt = [&](qint64 number) {
        const QByteArray bytes = line(number);
        const auto entry = decodeAuditEntry(bytes);
        return entry && auditSealFits(bytes, key) ? entry : std::nullopt;
    };
    for (auto number = telling.crbegin(); number != telling.crend(); ++number) {
        const auto entry = entryAt(*number);
        if (const auto removal = entry ? AuditRemoval::of(*entry) : std::nullopt)
            return removal;
    }
    const auto opening = entryAt(0);
    return opening ? AuditRemoval::ofLink(*opening) : std::nullopt;
}

void AuditFile::grow(const QList<qint64> &starts, qint64 end)
{
    const QMutexLocker lock(&m_mutex);
    m_starts += starts;
    m_end = end;
}

void AuditFile::forgetFrom(qint64 line)
{
    const QMutexLocker lock(&m_mutex);
    if (line >= m_starts.size())
        return;
    m_end = m_starts[line];
    m_starts.resize(line);
}

} // namespace muster
