// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The readers of audit files, of blocks of their index and of checkpoints: never crash, read only what is canonical,
// and find every change to a good file.

#include "models/store/auditcheckpoint.h"
#include "models/store/auditindex.h"
#include "models/store/auditline.h"
#include "models/store/auditverifier.h"
#include "models/store/runningdigest.h"
#include "tests/fuzz/fuzzers.h"

#include <QByteArrayView>
#include <cstdint>
#include <cstdlib>

namespace fuzz_auditfile {

using namespace muster;

namespace {

QByteArray goodFile()
{
    QByteArray file;
    QString previous = auditGenesis();
    for (int number = 1; number <= 3; ++number) {
        AuditEntry entry;
        entry.sequence = number;
        entry.at = QDateTime(QDate(2025, 1, 2), QTime(3, 4, 5), Qt::UTC);
        entry.event = QStringLiteral("e");
        entry.facts.insert(QStringLiteral("n"), number);
        entry.previous = previous;
        sealAuditEntry(entry, "key");
        previous = entry.digest;
        file += encodeAuditEntry(entry) + '\n';
    }
    return file;
}

AuditVerdict verdictOf(const QByteArray &file)
{
    AuditVerifier verifier("key");
    qsizetype from = 0;
    for (qsizetype end = file.indexOf('\n'); end >= 0; end = file.indexOf('\n', from)) {
        const QByteArray line = file.sliced(from, end - from);
        if (const auto entry = decodeAuditEntry(line); entry && encodeAuditEntry(*entry) != line)
            std::abort();
        verifier.take(line);
        from = end + 1;
    }
    return verifier.finish();
}

/// What the quick reader takes is canonical whatever its digest, which is made right here.
void readQuickly(const QByteArray &line)
{
    const auto plain = AuditLine::parse(line);
    if (!plain)
        return;
    const HexDigest digest = sha256Hex(plain->sealedBody);
    QByteArray whole = plain->sealedBody.toByteArray();
    whole.append(",\"digest\":\"").append(digest.data(), qsizetype(digest.size())).append("\"}");
    const auto entry = decodeAuditEntry(whole);
    if (!entry || encodeAuditEntry(*entry) != whole)
        std::abort();
}

void readOthers(const QByteArray &input)
{
    if (const auto keys = decodeAuditBlock(input)) {
        if (keys->size() > AuditIndex::blockSize || decodeAuditBlock(encodeAuditBlock(*keys)) != keys)
            std::abort();
    }
    if (const auto checkpoint = AuditCheckpoint::fromJson(input)) {
        const auto again = AuditCheckpoint::fromJson(checkpoint->toJson());
        if (checkpoint->digest.size() != 64 || !again || *again != *checkpoint)
            std::abort();
    }
}

} // namespace

int fuzz(const std::uint8_t *data, std::size_t size)
{
    static const QByteArray good = goodFile();
    const QByteArray input(reinterpret_cast<const char *>(data), qsizetype(size));
    (void)verdictOf(input);
    readQuickly(input);
    readOthers(input);
    if (size < 3)
        return 0;
    // The rest of the input, put in place of some bytes of a good file.
    const qsizetype at = (data[0] * 256 + data[1]) % good.size();
    QByteArray changed = good;
    changed.replace(at, std::min<qsizetype>(data[2], good.size() - at), input.sliced(3));
    const AuditVerdict verdict = verdictOf(changed);
    if (verdict.intact && !good.startsWith(changed.left(changed.lastIndexOf('\n') + 1)))
        std::abort();
    return 0;
}

} // namespace fuzz_auditfile

MUSTER_FUZZER(fuzz_auditfile)
