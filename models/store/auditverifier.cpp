// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/auditverifier.h"

#include "models/store/auditline.h"
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
            if (carried.isEmpty() && !tooLong) { // nearly always: no copy
                line(lineStart, QByteArray::fromRawData(chunk->constData() + from, end - from));
            } else {
                carried.append(chunk->constData() + from, end - from);
                line(lineStart, tooLong ? QByteArray() : carried);
                carried.clear();
            }
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

namespace {

/// Where the digests stand in a canonical line, from its end: `,"previous":"P","seal":"S","digest":"D"}`.
constexpr qsizetype hexDigits = 64;
constexpr qsizetype digestEnd = sizeof("\"}") - 1;
constexpr qsizetype previousEnd
    = digestEnd + hexDigits + sizeof("\",\"digest\":\"") - 1 + hexDigits + sizeof("\",\"seal\":\"") - 1;

QByteArrayView hexBefore(const QByteArray &line, qsizetype end)
{
    return QByteArrayView(line).chopped(end).last(hexDigits);
}

/// The number of an entry that decodeAuditEntry() takes; 0: the line is none.
qint64 sequenceOf(const QByteArray &line)
{
    if (const auto plain = AuditLine::parse(line))
        return plain->isWhole() ? plain->sequence : 0;
    const auto entry = decodeAuditEntry(line);
    return entry && entry->sequence > 0 ? entry->sequence : 0;
}

} // namespace

AuditVerifier::AuditVerifier(QByteArray key)
    : m_key(std::move(key))
    , m_previous(auditGenesis().toLatin1())
{
}

void AuditVerifier::expect(qint64 sequence, const QString &digest)
{
    m_expectedSequence = sequence;
    m_expectedDigest = digest.toLatin1();
    m_expectationMet = false;
}

void AuditVerifier::beginBehind(const AuditRemoval &removal)
{
    m_verdict.entries = m_verdict.removedLast = removal.last;
    m_verdict.removedIn = removal.recordedIn;
    m_verdict.removedAt = removal.at;
    m_previous = removal.digest.toLatin1();
    m_recordedAt = removal.brokenAt;
    m_recordedReason = removal.brokenReason;
    if (m_expectationMet || m_expectedSequence > removal.last)
        return;
    m_isExpectedGone = true;
    for (const RemovedAuditFile &file : removal.files) {
        const bool isThis = file.digest.toLatin1() == m_expectedDigest;
        if (m_expectedSequence == 0 ? isThis : m_expectedSequence == file.last) {
            m_expectationMet = isThis;
            m_isExpectedGone = false;
        }
    }
}

bool AuditVerifier::trusts(const QByteArray &line) const
{
    return m_key.isEmpty() || auditSealFits(line, m_key);
}

void AuditVerifier::fail(const char *reason)
{
    m_bad = true;
    m_verdict.firstBad = m_verdict.entries + 1;
    m_verdict.reasonKey = QString::fromLatin1(reason);
}

void AuditVerifier::take(const QByteArray &line)
{
    if (!wantsMore())
        return;
    const qint64 sequence = sequenceOf(line);
    if (m_gap) {
        if (sequence == m_verdict.firstBad) {
            m_verdict.reasonKey = QStringLiteral("reordered");
            m_gap = false;
        }
        return;
    }
    if (sequence > 0)
        follow(sequence, line);
    else
        fail("changed");
}

void AuditVerifier::follow(qint64 sequence, const QByteArray &line)
{
    const qint64 due = this->due();
    if (sequence > due) {
        fail("missing");
        m_gap = true;
        return;
    }
    if (sequence < due)
        return fail("reordered");
    if (hexBefore(line, previousEnd) != m_previous || !trusts(line))
        return fail("changed");
    const QByteArrayView digest = hexBefore(line, digestEnd);
    m_previous.replace(0, hexDigits, digest); // in its own memory
    m_verdict.entries = due;
    if (!m_expectationMet && digest == m_expectedDigest)
        m_expectationMet = m_expectedSequence == 0 || m_expectedSequence == due;
    if (m_recordedAt == 0 && line.contains("\"event\":\"audit.mismatch\"")) {
        const auto entry = decodeAuditEntry(line); // the words may stand in another entry's facts
        if (!entry || entry->event != QLatin1String("audit.mismatch"))
            return;
        m_recordedAt = due;
        m_recordedReason = entry->facts.value(QLatin1String("reason")).toString();
    }
}

AuditVerdict AuditVerifier::finish() const
{
    AuditVerdict verdict = m_verdict;
    if (verdict.entries > 0)
        verdict.headDigest = QString::fromLatin1(m_previous);
    if (m_bad)
        return verdict;
    verdict.isExpectedGone = m_isExpectedGone && !m_expectationMet;
    if (!m_expectationMet && m_expectedSequence > verdict.entries) {
        verdict.firstBad = verdict.entries + 1;
        verdict.reasonKey = QStringLiteral("cut");
    } else if (!m_expectationMet && !m_isExpectedGone) {
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
