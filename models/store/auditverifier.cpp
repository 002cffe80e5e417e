// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/auditverifier.h"

#include "models/store/posixfile.h"

#include <algorithm>

namespace muster {

Result<qint64> scanAuditLines(const PosixFile &file,
                              const std::function<void(qint64 offset, const QByteArray &line)> &line)
{
    constexpr qint64 chunkSize = 1024 * 1024;
    QByteArray carried;
    bool tooLong = false;
    qint64 lineStart = 0;
    for (qint64 position = 0;;) {
        TRY(chunk, file.pread(position, std::min(chunkSize, file.size() - position)));
        if (chunk->isEmpty())
            return lineStart;
        qsizetype from = 0;
        for (qsizetype end = chunk->indexOf('\n'); end >= 0; end = chunk->indexOf('\n', from)) {
            if (!tooLong)
                carried.append(chunk->constData() + from, end - from);
            line(lineStart, tooLong ? QByteArray() : carried);
            carried.clear();
            tooLong = false;
            from = end + 1;
            lineStart = position + from;
        }
        carried.append(chunk->constData() + from, chunk->size() - from);
        if (carried.size() > maxAuditLine) {
            tooLong = true;
            carried.clear();
        }
        position += chunk->size();
    }
}

AuditVerifier::AuditVerifier(QByteArray key)
    : m_key(std::move(key))
    , m_previous(auditGenesis())
{
}

void AuditVerifier::expect(qint64 sequence, const QString &digest)
{
    m_expectedSequence = sequence;
    m_expectedDigest = digest;
    m_expectationMet = false;
}

void AuditVerifier::fail(const char *reason)
{
    m_bad = true;
    m_verdict.firstBad = m_verdict.entries + 1;
    m_verdict.reasonKey = QString::fromLatin1(reason);
}

void AuditVerifier::take(const QByteArray &line)
{
    if (m_bad && !m_gap)
        return;
    const auto entry = decodeAuditEntry(line);
    if (m_gap) {
        if (entry && entry->sequence == m_verdict.firstBad) {
            m_verdict.reasonKey = QStringLiteral("reordered");
            m_gap = false;
        }
        return;
    }
    if (entry)
        follow(*entry, line);
    else
        fail("changed");
}

void AuditVerifier::follow(const AuditEntry &entry, const QByteArray &line)
{
    const qint64 due = m_verdict.entries + 1;
    if (entry.sequence > due) {
        fail("missing");
        m_gap = true;
        return;
    }
    if (entry.sequence < due)
        return fail("reordered");
    if (entry.previous != m_previous || (!m_key.isEmpty() && !auditSealFits(line, m_key)))
        return fail("changed");
    m_previous = entry.digest;
    m_verdict.entries = due;
    m_verdict.headDigest = entry.digest;
    if (!m_expectationMet && entry.digest == m_expectedDigest)
        m_expectationMet = m_expectedSequence == 0 || m_expectedSequence == due;
    if (m_recordedAt == 0 && entry.event == QLatin1String("audit.mismatch")) {
        m_recordedAt = due;
        m_recordedReason = entry.facts.value(QLatin1String("reason")).toString();
    }
}

AuditVerdict AuditVerifier::finish() const
{
    AuditVerdict verdict = m_verdict;
    if (m_bad)
        return verdict;
    if (!m_expectationMet && m_expectedSequence > verdict.entries) {
        verdict.firstBad = verdict.entries + 1;
        verdict.reasonKey = QStringLiteral("cut");
    } else if (!m_expectationMet) {
        verdict.firstBad = m_expectedSequence;
        verdict.reasonKey = QStringLiteral("head_mismatch");
    } else if (m_recordedAt != 0) {
        verdict.firstBad = m_recordedAt;
        verdict.reasonKey = m_recordedReason;
    }
    verdict.intact = verdict.reasonKey.isEmpty();
    return verdict;
}

} // namespace muster
