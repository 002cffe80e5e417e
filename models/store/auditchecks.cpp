// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The part of AuditLog that reads and copies whole files; see auditlog.h.

#include "models/store/auditlines.h"
#include "models/store/auditlog.h"
#include "models/store/durablefile.h"

#include <QFile>
#include <QJsonDocument>
#include <QtConcurrent>

namespace muster {

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
    if (!file && file.error().code == QLatin1String("not_found"))
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

AuditVerdict AuditLog::verifyFile(const QString &file, const QString &checkpointDigest)
{
    AuditVerifier verifier;
    if (!checkpointDigest.isEmpty())
        verifier.expect(0, checkpointDigest);
    return runVerifier(PosixFile::openExisting(file, PosixFile::Access::ReadOnly), verifier);
}

Result<void> AuditLog::exportTo(const QString &file) const
{
    QMutexLocker lock(&m_writing);
    const qint64 end = m_end, sequence = m_sequence;
    const QString digest = m_digest;
    lock.unlock(); // whole lines stay what they are
    const QString checkpoint = file + QStringLiteral(".checkpoint");
    const QJsonObject content{{QStringLiteral("format"), QStringLiteral("muster-audit-checkpoint")},
                              {QStringLiteral("version"), 1},
                              {QStringLiteral("sequence"), sequence},
                              {QStringLiteral("digest"), digest}};
    // The small one first: when either name is taken, nothing of the other is left behind.
    const auto noted = writeFileDurably(checkpoint, QJsonDocument(content).toJson(), Existing::Refuse, m_disk);
    if (!noted)
        return noted;
    const auto copied = m_file ? copyTo(*m_file, end, file, m_disk)
                               : writeFileDurably(file, QByteArrayView(), Existing::Refuse, m_disk);
    if (!copied) {
        if (copied.error().code != QLatin1String("exists"))
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
