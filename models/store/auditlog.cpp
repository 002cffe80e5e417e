// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/auditlog.h"

#include "models/store/auditquery.h"
#include "models/store/diskaccess.h"
#include "models/store/durablefile.h"
#include "models/store/runningdigest.h"

#include <QCryptographicHash>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QtConcurrent>
#include <algorithm>
#include <sys/stat.h>

namespace muster {

namespace {

constexpr qint64 maxWindow = 10'000;

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
    auto [closedFiles, file] = AuditFileSet::open(m_path, access, m_disk);
    for (const ClosedAuditFile &closed : std::as_const(closedFiles)) {
        m_closed.append({closed.first, std::make_shared<AuditFile>(closed.path, m_disk)});
        if (!readOnly) // a crash may have come before, or power loss taken it back
            (void)::chmod(QFile::encodeName(closed.path).constData(), S_IRUSR);
    }
    const bool wasThere = file.has_value();
    if (!file && fileTrouble(file.error()) == FileTrouble::NotFound) {
        if (readOnly)
            return m_closed.isEmpty() ? Result<void>() : findEnd().map([this] { findRemoval(); });
        // The head first: a head at 0 without a file is a fresh start, a file without a head is not.
        if (!m_head->exists() && m_closed.isEmpty()) {
            TRY_VOID(m_head->begin({0, auditGenesis()}));
        }
        TRY_VOID(beginFile());
    } else if (!file) {
        return failure(file.error());
    } else {
        m_file = std::make_shared<AuditFile>(*std::move(file));
    }
    TRY_VOID(m_file->index());
    TRY_VOID(findEnd());
    findRemoval();
    return readOnly ? Result<void>() : mend(wasThere);
}

// Where the history ends, and how many entries stand in files that are closed: what the link at the beginning of this
// one says; where that is lacking, what is there.
Result<void> AuditLog::findEnd()
{
    const auto first = m_file ? decodeAuditEntry(m_file->line(0)) : std::nullopt;
    if (first && first->event == auditContinued) {
        m_before = first->sequence - 1;
    } else if (!m_closed.isEmpty()) {
        TRY_VOID(m_closed.constLast().file->index());
        m_before = m_closed.constLast().first - 1 + m_closed.constLast().file->lines();
    }
    // What somebody put there under a later number is none of ours: verify() names it.
    m_closed.removeIf([this](const Part &closed) { return closed.first > m_before; });
    m_sequence = count();
    if (const auto last = entryOf(m_sequence)) {
        m_sequence = last->sequence;
        m_digest = last->digest;
    }
    return {};
}

// What the newest file with an entry says.
void AuditLog::findRemoval()
{
    const QList<Part> parts = partsFrom(1);
    const auto newest = std::find_if(parts.crbegin(), parts.crend(),
                                     [](const Part &part) { return part.file->index() && part.file->lines() > 0; });
    if (const auto told = newest != parts.crend() ? newest->file->removalTold(m_head->key()) : std::nullopt)
        leave(*told);
}

void AuditLog::leave(const AuditRemoval &removal)
{
    QMutexLocker lock(&m_index);
    m_removal = removal;
    m_closed.removeIf([&](const Part &closed) { return closed.first <= removal.last; });
    lock.unlock(); // who hears of it may ask
    Q_EMIT removed(removal.last + 1);
}

AuditRemoval AuditLog::removal() const
{
    const QMutexLocker lock(&m_index);
    return m_removal;
}

QList<ClosedAuditFile> AuditLog::closedFiles() const
{
    const QMutexLocker lock(&m_index);
    QList<ClosedAuditFile> files;
    for (const Part &closed : m_closed)
        files.append({ClosedAuditFile::pathFor(m_path, closed.first), closed.first});
    return files;
}

qint64 AuditLog::writtenFrom() const
{
    const QMutexLocker lock(&m_index);
    return m_before + 1;
}

Result<AuditRemoval> AuditLog::recordRemoval(const AuditRemoval &removal)
{
    const QMutexLocker one(&m_removing);
    const QList<ClosedAuditFile> closed = closedFiles();
    const auto same = [](const auto &removed, const auto &there) { return removed.first == there.first; };
    const bool isOldest = !removal.files.isEmpty() && removal.files.size() <= closed.size()
        && std::equal(removal.files.begin(), removal.files.end(), closed.begin(), same);
    if (!isOldest)
        return failure(ErrorKind::Conflict, "history_changed", m_path);
    TRY(entry, append(QString(auditFilesRemoved), {}, removal.facts()));
    const auto recorded = AuditRemoval::of(*entry); // what facts() wrote
    leave(*recorded);
    return *recorded;
}

qint64 AuditLog::count() const
{
    const QMutexLocker lock(&m_index);
    return m_before + (m_file ? m_file->lines() : 0);
}

QList<AuditLog::Part> AuditLog::partsFrom(qint64 sequence) const
{
    const QMutexLocker lock(&m_index);
    QList<Part> parts = m_closed;
    if (m_file)
        parts.append({m_before + 1, m_file});
    const auto behind = std::upper_bound(parts.cbegin(), parts.cend(), sequence,
                                         [](qint64 wanted, const Part &part) { return wanted < part.first; });
    return parts.mid(std::max<qsizetype>(behind - parts.cbegin() - 1, 0));
}

QByteArray AuditLog::lineOf(qint64 sequence) const
{
    const auto lines = readLines(sequence, 1);
    return lines && !lines->isEmpty() && sequence > 0 ? lines->first() : QByteArray();
}

std::optional<AuditEntry> AuditLog::entryOf(qint64 sequence) const
{
    return decodeAuditEntry(lineOf(sequence));
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
    const qint64 lines = m_file->lines();
    const auto &head = m_head->position();
    qint64 line = head ? std::clamp<qint64>(head->sequence - m_before, 0, lines) : lines;
    QString previous = m_before + line == 0 ? auditGenesis() : QString();
    if (const auto before = entryOf(m_before + line))
        previous = before->digest;
    for (; line < lines; ++line) {
        const QByteArray bytes = m_file->line(line);
        const auto entry = decodeAuditEntry(bytes);
        forged = entry && !auditSealFits(bytes, m_head->key());
        if (forged) {
            line = lines;
            break;
        }
        if (!entry || entry->sequence != m_before + line + 1 || (!previous.isEmpty() && entry->previous != previous))
            break;
        previous = entry->digest;
    }
    const qint64 end = m_file->startOf(line);
    const qint64 torn = m_file->file().size() - end;
    if (torn == 0)
        return forged;
    TRY(bytes, m_file->file().pread(end, torn));
    const auto cut = m_file->file().truncate(end).and_then([&] { return m_file->file().syncData(); });
    if (!cut)
        return failure(cut.error());
    m_file->forgetFrom(line);
    m_sequence = m_before + line;
    m_digest = auditGenesis();
    if (const auto last = entryOf(m_sequence)) {
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
    const auto entry = entryOf(head->sequence);
    if (!entry)
        return QStringLiteral("changed");
    return entry->digest == head->digest ? QString() : QStringLiteral("head_mismatch");
}

// Appending to a file that was removed or replaced would be appending to nothing.
Result<void> AuditLog::checkUntouched() const
{
    struct stat ours = {};
    const bool same = m_file->file().isAt(m_path) && ::fstat(m_file->file().descriptor(), &ours) == 0
        && ours.st_size == m_file->end();
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
    QList<AuditDraft> before = m_owed;
    if (!before.isEmpty() || !drafts.isEmpty()) {
        TRY_VOID(prepareFile());
        if (!m_closed.isEmpty() && m_file->lines() == 0)
            before.prepend(link());
    }
    const qsizetype owed = before.size();
    auto entries = write(before + drafts);
    if (!entries)
        return entries;
    m_owed.clear();
    lock.unlock(); // who hears of it may append as well
    for (const AuditEntry &entry : std::as_const(*entries))
        Q_EMIT appended(entry);
    entries->remove(0, owed);
    return entries;
}

bool AuditLog::isFull() const
{
    if (m_cannotClose || m_file->lines() == 0)
        return false;
    if (m_file->end() >= m_fileLimit)
        return true;
    const auto first = AuditKeys::of(m_file->line(0));
    // Only forwards: a clock that was set back for a while would close file after file.
    return first.at > 0
        && QDateTime::fromMSecsSinceEpoch(first.at, Qt::UTC).date().year()
        < QDateTime::currentDateTimeUtc().date().year();
}

// Each step leaves a state from which open() goes on: the head stands at the end of this file, then the file has its
// name for good, then there is an empty one, which begins with the link once something is appended.
Result<void> AuditLog::closeFile()
{
    if (const auto settled = m_head->settle(); !settled) {
        m_refusal = settled.error();
        return settled;
    }
    const QString name = ClosedAuditFile::pathFor(m_path, m_before + 1);
    (void)::fchmod(m_file->file().descriptor(), S_IRUSR);
    if (const auto renamed = renameDurably(m_path, name, Existing::Refuse, m_disk); !renamed) {
        if (!QFileInfo::exists(m_path)) { // it has its name, but perhaps not for good (F95)
            m_refusal = renamed.error();
            return renamed;
        }
        m_cannotClose = true; // what is to be told of matters more than the size of a file
        (void)::fchmod(m_file->file().descriptor(), S_IRUSR | S_IWUSR);
        return {};
    }
    const QMutexLocker lock(&m_index);
    const qint64 lines = m_file->lines();
    m_closed.append({m_before + 1, std::exchange(m_file, nullptr)});
    m_before += lines;
    return {};
}

Result<void> AuditLog::beginFile()
{
    auto file = PosixFile::createExclusive(m_path, m_disk);
    if (!file)
        return failure(file.error());
    TRY_VOID(syncFolder(folderOf(m_path), m_disk));
    auto next = std::make_shared<AuditFile>(*std::move(file));
    TRY_VOID(next->index());
    const QMutexLocker lock(&m_index);
    m_file = std::move(next);
    return {};
}

// A file to write to, ours and not full.
Result<void> AuditLog::prepareFile()
{
    if (m_file) {
        if (const auto untouched = checkUntouched(); !untouched) {
            m_refusal = untouched.error();
            return failure(*m_refusal);
        }
        if (!isFull())
            return {};
        TRY_VOID(closeFile());
    }
    if (m_file)
        return {};
    const auto begun = beginFile();
    const bool passes = !begun && fileTrouble(begun.error()) == FileTrouble::DiskFull && !QFileInfo::exists(m_path);
    if (!begun && !passes)
        m_refusal = begun.error();
    return begun;
}

AuditDraft AuditLog::link() const
{
    const qint64 first = m_closed.constLast().first;
    QJsonObject facts{{QStringLiteral("file"), QFileInfo(ClosedAuditFile::pathFor(m_path, first)).fileName()},
                      {QStringLiteral("first"), first},
                      {QStringLiteral("last"), m_sequence},
                      {QStringLiteral("digest"), m_digest}};
    removal().addTo(facts);
    return {QString(auditContinued), {}, facts};
}

Result<QList<AuditEntry>> AuditLog::write(const QList<AuditDraft> &drafts)
{
    QByteArray lines;
    QList<qint64> starts;
    QList<AuditEntry> entries;
    QString previous = m_digest;
    const qint64 end = m_file ? m_file->end() : 0;
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
        starts.append(end + lines.size());
        lines += line + '\n';
        entries.append(entry);
    }
    if (entries.isEmpty())
        return entries;
    if (const auto written = m_file->file().writeAll(lines); !written) {
        // A line that is there in part must not get a neighbour; if it cannot be cut off, this file is done.
        if (const auto cut = m_file->file().truncate(end); !cut)
            m_refusal = written.error();
        return failure(written.error());
    }
    if (const auto synced = m_file->file().syncData(); !synced) {
        m_refusal = synced.error(); // what the disk holds is not known (F95)
        return failure(synced.error());
    }
    if (const auto advanced = m_head->advance({entries.last().sequence, previous}); !advanced) {
        // Nobody was told of entries that the head does not vouch for: they go, and come again once there is space
        // (F94).
        const bool passes = fileTrouble(advanced.error()) == FileTrouble::DiskFull;
        if (const auto cut = m_file->file().truncate(end); !passes || !cut)
            m_refusal = advanced.error();
        return failure(advanced.error());
    }
    m_file->grow(starts, end + lines.size());
    m_sequence = entries.last().sequence;
    m_digest = previous;
    return entries;
}

Result<QList<AuditEntry>> AuditLog::read(qint64 firstSequence, qint64 wanted) const
{
    QList<AuditEntry> entries;
    TRY(lines, readLines(firstSequence, wanted));
    qint64 sequence = std::max<qint64>(firstSequence, 1);
    for (const QByteArray &line : std::as_const(*lines)) {
        AuditEntry unreadable;
        unreadable.sequence = sequence++;
        unreadable.event = QStringLiteral("audit.unreadable");
        entries.append(decodeAuditEntry(line).value_or(unreadable));
    }
    return entries;
}

Result<QList<QByteArray>> AuditLog::readLines(qint64 firstSequence, qint64 wanted) const
{
    QList<QByteArray> lines;
    const qint64 total = count();
    qint64 next = std::max<qint64>(firstSequence, 1);
    const qint64 end = std::min(next + std::clamp<qint64>(wanted, 0, maxWindow), total + 1);
    const QList<Part> parts = partsFrom(next);
    for (qsizetype at = 0; at < parts.size() && next < end; ++at) {
        const Part &part = parts[at];
        const qint64 partEnd = at + 1 < parts.size() ? std::min(parts[at + 1].first, end) : end;
        lines.resize(lines.size() + std::clamp<qint64>(part.first - next, 0, end - next)); // lost with a file
        next = std::max(next, part.first);
        const auto own = part.file->read(next - part.first, partEnd - next);
        if (!own && fileTrouble(own.error()) != FileTrouble::NotFound)
            return failure(own.error());
        lines += own.value_or(QList<QByteArray>());
        lines.resize(lines.size() + std::max<qint64>(partEnd - next - (own ? own->size() : 0), 0));
        next = std::max(next, partEnd);
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

} // namespace

AuditVerdict AuditLog::verify() const
{
    // Anew from the disk: in a read-only window the writer has moved on. The two go together, and half a line is no
    // damage; what is appended from here on is not looked at.
    QMutexLocker lock(&m_writing);
    const auto head = AuditHead::open(m_headFolder, true, m_disk);
    const AuditChain chain = AuditChain::open(m_path, m_disk);
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
    AuditVerdict verdict = chain.verify(std::move(verifier));
    if (verdict.isExpectedGone) // the head always stands behind what was removed
        return verdictOf("head_mismatch", verdict.removedLast);
    return verdict;
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
    return AuditChain::open(file).verify(std::move(verifier));
}

AuditCheckpoint AuditLog::checkpoint() const
{
    const QMutexLocker lock(&m_writing);
    return {m_sequence, m_digest};
}

Result<void> AuditLog::exportTo(const QString &file) const
{
    QMutexLocker lock(&m_writing);
    const qint64 end = m_file ? m_file->end() : 0;
    const AuditChain chain = AuditChain::open(m_path, m_disk);
    const AuditCheckpoint now{m_sequence, m_digest};
    const qint64 first = firstKept();
    lock.unlock(); // whole lines stay what they are
    const QString checkpoint = file + QStringLiteral(".checkpoint");
    // The small one first: when either name is taken, nothing of the other is left behind.
    const auto noted = now.writeTo(checkpoint, m_disk);
    if (!noted)
        return noted;
    const auto copied = chain.copyTo(file, first, end, m_disk);
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
