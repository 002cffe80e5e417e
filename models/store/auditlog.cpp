// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/auditlog.h"

#include "models/store/diskaccess.h"
#include "models/store/durablefile.h"
#include "models/store/runningdigest.h"

#include <QCryptographicHash>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QtConcurrent>
#include <sys/stat.h>
#include <unistd.h>

namespace muster {

namespace {

constexpr qint64 maxWindow = 10'000;
constexpr qint64 readAtOnce = 1024 * 1024; ///< Bytes.

// The entry as it will be read back: what JSON cannot hold exactly (a number that is not finite, half a surrogate pair)
// is settled before the digest is made, not found as damage afterwards.
AuditEntry settled(AuditEntry entry)
{
    entry.facts = QJsonDocument::fromJson(QJsonDocument(entry.facts).toJson(QJsonDocument::Compact)).object();
    for (QString *text : {&entry.event, &entry.runId, &entry.actor})
        *text = QString::fromUtf8(text->toUtf8());
    return entry;
}

ApiError damagedHistory(const char *code, const QString &path, const QString &detail = {})
{
    return {.kind = ErrorKind::Damaged, .code = QString::fromLatin1(code), .detail = detail, .subject = path};
}

} // namespace

AuditLog::AuditLog(QString path, QString headFolder, DiskAccess &disk)
    : m_path(std::move(path))
    , m_headFolder(std::move(headFolder))
    , m_actor(accountName())
    , m_disk(disk)
    , m_digest(auditGenesis())
{
}

AuditLog::~AuditLog() = default;

Result<std::unique_ptr<AuditLog>> AuditLog::open(const QString &file, const QString &headFolder, bool readOnly,
                                                 DiskAccess &disk)
{
    std::unique_ptr<AuditLog> log(new AuditLog(file, headFolder, disk));
    auto opened = log->openFiles(readOnly);
    if (!opened && !readOnly) { // S35: reading goes on, writing does not
        const ApiError why = opened.error();
        log.reset(new AuditLog(file, headFolder, disk));
        (void)log->openFiles(true); // whatever can still be read
        log->m_notice = log->m_refusal = why;
    } else if (!opened) {
        return failure(opened.error());
    }
    return log;
}

Result<void> AuditLog::openFiles(bool readOnly)
{
    if (readOnly) {
        m_refusal = ApiError{.kind = ErrorKind::InUse, .code = QStringLiteral("read_only"), .subject = m_path};
    } else if (const auto mode = makePrivateFile(m_path); !mode) {
        return mode;
    }
    TRY(head, AuditHead::open(m_headFolder, readOnly, m_disk));
    m_head.emplace(*std::move(head));
    const auto access = readOnly ? PosixFile::Access::ReadOnly : PosixFile::Access::ReadWrite;
    auto file = PosixFile::openExisting(m_path, access, m_disk);
    const bool wasThere = file.has_value();
    if (!file && fileTrouble(file.error()) == FileTrouble::NotFound) {
        if (readOnly)
            return {};
        // The head first: a head at 0 without a file is a fresh start, a file without a head is not.
        if (!m_head->exists()) {
            if (const auto begun = m_head->begin({0, auditGenesis()}); !begun)
                return begun;
        }
        file = PosixFile::createExclusive(m_path, m_disk);
        if (file) {
            if (const auto synced = syncFolder(folderOf(m_path), m_disk); !synced)
                return synced;
        }
    }
    if (!file)
        return failure(file.error());
    m_file.emplace(*std::move(file));
    if (const auto indexed = readIndex(); !indexed)
        return indexed;
    return readOnly ? Result<void>() : mend(wasThere);
}

Result<void> AuditLog::readIndex()
{
    const auto end
        = scanAuditLines(*m_file, [this](qint64 offset, const QByteArray &) { m_lineStarts.append(offset); });
    if (!end)
        return failure(end.error());
    m_end = *end;
    m_sequence = count();
    if (const auto last = entryAt(count() - 1)) {
        m_sequence = last->sequence;
        m_digest = last->digest;
    }
    return {};
}

qint64 AuditLog::count() const
{
    const QMutexLocker lock(&m_index);
    return m_lineStarts.size();
}

QByteArray AuditLog::lineAt(qint64 line) const
{
    QMutexLocker lock(&m_index);
    const qint64 lines = m_lineStarts.size();
    if (line < 0 || line >= lines)
        return {};
    const qint64 start = m_lineStarts[line];
    const qint64 end = (line + 1 < lines ? m_lineStarts[line + 1] : m_end) - 1;
    lock.unlock(); // whole lines stay what they are
    return end - start > maxAuditLine ? QByteArray() : m_file->pread(start, end - start).value_or(QByteArray());
}

std::optional<AuditEntry> AuditLog::entryAt(qint64 line) const
{
    return decodeAuditEntry(lineAt(line));
}

Result<void> AuditLog::mend(bool fileWasThere)
{
    TRY(forged, cutTornTail());
    const QString reason = mismatch(fileWasThere, *forged);
    if (!reason.isEmpty()) {
        const auto head = m_head->position().value_or(AuditHead::Position{});
        m_owed.append({QStringLiteral("audit.mismatch"),
                       {},
                       {{QStringLiteral("reason"), reason},
                        {QStringLiteral("head_sequence"), head.sequence},
                        {QStringLiteral("head_digest"), head.digest},
                        {QStringLiteral("entries"), count()}}});
        m_notice = damagedHistory("audit_mismatch", m_path, reason);
    }
    if (m_owed.isEmpty())
        return {};
    // The person is told why in any case; that the record could not be written yet, append() will say.
    (void)appendAll({});
    return {};
}

// Behind the head's entry there may be some that were written and not yet vouched for, and at the end one or more that
// power loss or a crash tore. The latter were never acknowledged: they go (F100). A well-formed entry with a wrong seal
// is none of both, it is not ours: it stays where it is, as evidence.
Result<bool> AuditLog::cutTornTail()
{
    bool forged = false;
    qint64 line = m_head->position() ? std::min(m_head->position()->sequence, count()) : count();
    QString previous = line == 0 ? auditGenesis() : QString();
    if (const auto before = entryAt(line - 1))
        previous = before->digest;
    for (; line < count(); ++line) {
        const QByteArray bytes = lineAt(line);
        const auto entry = decodeAuditEntry(bytes);
        forged = entry && !auditSealFits(bytes, m_head->key());
        if (forged) {
            line = count();
            break;
        }
        if (!entry || entry->sequence != line + 1 || (!previous.isEmpty() && entry->previous != previous))
            break;
        previous = entry->digest;
    }
    const qint64 end = line < count() ? m_lineStarts[line] : m_end;
    const qint64 torn = m_file->size() - end;
    if (torn == 0)
        return forged;
    TRY(bytes, m_file->pread(end, torn));
    const auto cut = m_file->truncate(end).and_then([&] { return m_file->syncData(); });
    if (!cut)
        return failure(cut.error());
    m_lineStarts.resize(line);
    m_end = end;
    m_sequence = line;
    m_digest = auditGenesis();
    if (const auto last = entryAt(line - 1)) {
        m_sequence = last->sequence;
        m_digest = last->digest;
    }
    const QByteArray digest = QCryptographicHash::hash(*bytes, QCryptographicHash::Sha256).toHex();
    m_owed.append({QStringLiteral("audit.recovered"),
                   {},
                   {{QStringLiteral("bytes_cut"), torn}, {QStringLiteral("sha256"), QString::fromLatin1(digest)}}});
    m_notice = damagedHistory("audit_recovered", m_path);
    return forged;
}

QString AuditLog::mismatch(bool fileWasThere, bool forged) const
{
    const auto &head = m_head->position();
    if (!head)
        return count() == 0 && !m_head->exists() ? QString() : QStringLiteral("head_mismatch");
    if (count() < head->sequence)
        return fileWasThere ? QStringLiteral("cut") : QStringLiteral("file_missing");
    if (forged)
        return QStringLiteral("changed");
    if (head->sequence == 0)
        return {};
    const auto entry = entryAt(head->sequence - 1);
    if (!entry)
        return QStringLiteral("changed");
    return entry->digest == head->digest ? QString() : QStringLiteral("head_mismatch");
}

// Appending to a file that was removed or replaced would be appending to nothing.
Result<void> AuditLog::checkUntouched() const
{
    struct stat ours = {};
    struct stat named = {};
    const bool same = ::fstat(m_file->descriptor(), &ours) == 0
        && ::lstat(QFile::encodeName(m_path).constData(), &named) == 0 && ours.st_ino == named.st_ino
        && ours.st_dev == named.st_dev && ours.st_size == m_end;
    return same ? Result<void>() : failure(damagedHistory("audit_replaced", m_path));
}

Result<AuditEntry> AuditLog::append(const QString &event, const QString &runId, const QJsonObject &facts)
{
    TRY(entries, appendAll({{event, runId, facts}}));
    return entries->takeFirst();
}

Result<QList<AuditEntry>> AuditLog::appendAll(const QList<AuditDraft> &drafts)
{
    QMutexLocker lock(&m_writing);
    if (m_refusal)
        return failure(*m_refusal);
    const qsizetype owed = m_owed.size();
    auto entries = write(m_owed + drafts);
    if (!entries)
        return entries;
    m_owed.clear();
    lock.unlock(); // who hears of it may append as well
    for (const AuditEntry &entry : std::as_const(*entries))
        Q_EMIT appended(entry);
    entries->remove(0, owed);
    return entries;
}

Result<QList<AuditEntry>> AuditLog::write(const QList<AuditDraft> &drafts)
{
    if (const auto untouched = checkUntouched(); !untouched) {
        m_refusal = untouched.error();
        return failure(*m_refusal);
    }
    QByteArray lines;
    QList<qint64> starts;
    QList<AuditEntry> entries;
    QString previous = m_digest;
    for (const AuditDraft &draft : drafts) {
        AuditEntry entry = settled({.sequence = m_sequence + entries.size() + 1,
                                    .at = QDateTime::currentDateTimeUtc(),
                                    .event = draft.event,
                                    .runId = draft.runId,
                                    .actor = m_actor,
                                    .facts = draft.facts,
                                    .previous = previous});
        sealAuditEntry(entry, m_head->key());
        previous = entry.digest;
        const QByteArray line = encodeAuditEntry(entry);
        if (line.size() > maxAuditLine)
            return failure(ErrorKind::BadInput, "too_long", draft.event);
        if (!decodeAuditEntry(line)) // would read as damage for ever after
            return failure(ErrorKind::BadInput, "unsound", draft.event);
        starts.append(m_end + lines.size());
        lines += line + '\n';
        entries.append(entry);
    }
    if (entries.isEmpty())
        return entries;
    if (const auto written = m_file->writeAll(lines); !written) {
        // A line that is there in part must not get a neighbour; if it cannot be cut off, this file is done.
        if (const auto cut = m_file->truncate(m_end); !cut)
            m_refusal = written.error();
        return failure(written.error());
    }
    if (const auto synced = m_file->syncData(); !synced) {
        m_refusal = synced.error(); // what the disk holds is not known (F95)
        return failure(synced.error());
    }
    if (const auto advanced = m_head->advance({entries.last().sequence, previous}); !advanced) {
        // Nobody was told of entries that the head does not vouch for: they go, and come again once there is space
        // (F94).
        const bool passes = fileTrouble(advanced.error()) == FileTrouble::DiskFull;
        if (const auto cut = m_file->truncate(m_end); !passes || !cut)
            m_refusal = advanced.error();
        return failure(advanced.error());
    }
    {
        const QMutexLocker lock(&m_index);
        m_lineStarts += starts;
        m_end += lines.size();
    }
    m_sequence = entries.last().sequence;
    m_digest = previous;
    return entries;
}

Result<QList<AuditEntry>> AuditLog::read(qint64 firstSequence, qint64 wanted) const
{
    QList<AuditEntry> entries;
    const qint64 first = std::max<qint64>(firstSequence, 1) - 1;
    const qint64 last = std::min(first + std::clamp<qint64>(wanted, 0, maxWindow), count());
    for (qint64 line = first; line < last; ++line) {
        AuditEntry unreadable;
        unreadable.sequence = line + 1;
        unreadable.event = QStringLiteral("audit.unreadable");
        entries.append(entryAt(line).value_or(unreadable));
    }
    return entries;
}

Result<QList<QByteArray>> AuditLog::readLines(qint64 firstSequence, qint64 wanted) const
{
    QList<QByteArray> lines;
    QMutexLocker lock(&m_index);
    const qint64 first = std::max<qint64>(firstSequence, 1) - 1;
    const qint64 last = std::min(first + std::clamp<qint64>(wanted, 0, maxWindow), qint64(m_lineStarts.size()));
    if (first >= last)
        return lines;
    QList<qint64> starts = m_lineStarts.sliced(first, last - first);
    starts.append(last < m_lineStarts.size() ? m_lineStarts[last] : m_end);
    lock.unlock(); // whole lines stay what they are
    lines.reserve(last - first);
    for (qsizetype from = 0; from + 1 < starts.size();) { // several at once, and not all where lines are long
        qsizetype to = from + 1;
        while (to + 1 < starts.size() && starts[to + 1] - starts[from] <= readAtOnce)
            ++to;
        const bool isTooLong = starts[to] - starts[from] > maxAuditLine + 1 && to == from + 1;
        TRY(bytes,
            isTooLong ? Result<QByteArray>(QByteArray()) : m_file->pread(starts[from], starts[to] - starts[from]));
        for (; from < to; ++from) {
            const qint64 offset = starts[from] - starts[to] + bytes->size();
            const qint64 size = starts[from + 1] - starts[from] - 1;
            lines.append(offset < 0 || size > maxAuditLine ? QByteArray() : bytes->mid(offset, size));
        }
    }
    return lines;
}

QByteArray AuditLog::derivedKey(QByteArrayView purpose) const
{
    if (!m_head || m_head->key().isEmpty())
        return {};
    const HexDigest key = hmacSha256Hex(m_head->key(), purpose);
    return {key.data(), qsizetype(key.size())};
}

// Reading and copying whole files.

namespace {

AuditVerdict verdictOf(const char *reason, qint64 firstBad)
{
    AuditVerdict verdict;
    verdict.reasonKey = QString::fromLatin1(reason);
    verdict.firstBad = firstBad;
    return verdict;
}

AuditVerdict runVerifier(const Result<PosixFile> &file, AuditVerifier verifier)
{
    if (!file && fileTrouble(file.error()) == FileTrouble::NotFound)
        return verdictOf("file_missing", 1);
    if (!file)
        return verdictOf("unreadable", 1);
    const auto end = scanAuditLines(*file, [&](qint64, const QByteArray &line) { verifier.take(line); });
    AuditVerdict verdict = verifier.finish();
    if (!end || (*end != file->size() && verdict.intact)) {
        verdict.intact = false;
        verdict.firstBad = verdict.entries + 1;
        verdict.reasonKey = end ? QStringLiteral("cut") : QStringLiteral("unreadable");
    }
    return verdict;
}

Result<void> copyTo(const PosixFile &from, qint64 size, const QString &path, DiskAccess &disk)
{
    constexpr qint64 chunkSize = 1024 * 1024;
    TRY(to, PosixFile::createExclusive(path, disk));
    for (qint64 position = 0; position < size;) {
        TRY(chunk, from.pread(position, std::min(chunkSize, size - position)));
        if (chunk->isEmpty())
            return failure(fileError(EIO, from.path())); // shorter than a moment ago
        if (const auto written = to->writeAll(*chunk); !written)
            return written;
        position += chunk->size();
    }
    return to->sync().and_then([&] { return to->close(); }).and_then([&] { return syncFolder(folderOf(path), disk); });
}

} // namespace

AuditVerdict AuditLog::verify() const
{
    // Anew from the disk: in a read-only window the writer has moved on. The two go together, and half a line is no
    // damage; what is appended from here on is not looked at.
    QMutexLocker lock(&m_writing);
    const auto head = AuditHead::open(m_headFolder, true, m_disk);
    const auto file = PosixFile::openExisting(m_path, PosixFile::Access::ReadOnly, m_disk);
    lock.unlock();
    if (!head)
        return verdictOf("unreadable", 1);
    const bool atStart = head->position() ? head->position()->sequence == 0 : !head->exists();
    if (!head->position() || (atStart && !QFile::exists(m_path))) {
        const bool nothingYet = atStart && !QFile::exists(m_path);
        AuditVerdict verdict = verdictOf(nothingYet ? "" : "head_mismatch", 0);
        verdict.intact = nothingYet;
        return verdict;
    }
    AuditVerifier verifier(head->key());
    if (head->position()->sequence > 0)
        verifier.expect(head->position()->sequence, head->position()->digest);
    return runVerifier(file, verifier);
}

QFuture<AuditVerdict> AuditLog::verifyInBackground() const
{
    return QtConcurrent::run(&m_readers, [this] { return verify(); });
}

AuditVerdict AuditLog::verifyFile(const QString &file, const AuditCheckpoint &checkpoint)
{
    AuditVerifier verifier;
    if (!checkpoint.digest.isEmpty() && checkpoint.digest != auditGenesis()) // every history begins there
        verifier.expect(checkpoint.sequence, checkpoint.digest);
    return runVerifier(PosixFile::openExisting(file, PosixFile::Access::ReadOnly), verifier);
}

AuditCheckpoint AuditLog::checkpoint() const
{
    const QMutexLocker lock(&m_writing);
    return {m_sequence, m_digest};
}

Result<void> AuditLog::exportTo(const QString &file) const
{
    QMutexLocker lock(&m_writing);
    const qint64 end = m_end;
    const AuditCheckpoint now{m_sequence, m_digest};
    lock.unlock(); // whole lines stay what they are
    const QString checkpoint = file + QStringLiteral(".checkpoint");
    // The small one first: when either name is taken, nothing of the other is left behind.
    const auto noted = now.writeTo(checkpoint, m_disk);
    if (!noted)
        return noted;
    const auto copied = m_file ? copyTo(*m_file, end, file, m_disk)
                               : writeFileDurably(file, QByteArrayView(), Existing::Refuse, m_disk);
    if (!copied) {
        if (fileTrouble(copied.error()) != FileTrouble::Exists)
            (void)removeDurably(file, m_disk);
        (void)removeDurably(checkpoint, m_disk);
    }
    return copied;
}

QFuture<Result<void>> AuditLog::exportInBackground(const QString &file) const
{
    return QtConcurrent::run(&m_readers, [this, file] { return exportTo(file); });
}

} // namespace muster
