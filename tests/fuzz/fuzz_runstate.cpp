// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a run finds of itself after a kill (S44): its progress in the journal, the findings beside a transcript, the
// file of looked-up line types, the manifest of an export. A doubt never lets anything out.

#include "models/runs/lists/apply/applyrecorder.h"
#include "models/runs/transcripts/transcriptresult.h"
#include "models/sinks/statefile.h"
#include "models/store/linetypefile.h"
#include "tests/fuzz/fuzzers.h"

#include <QFile>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <cstdint>

namespace fuzz_runstate {

using namespace muster;
using muster::tests::check;

int fuzz(const std::uint8_t *data, std::size_t size)
{
    static const QTemporaryDir folder(QString::fromLatin1(muster::tests::scratchFolder));
    const QByteArray bytes(reinterpret_cast<const char *>(data), qsizetype(size));
    const ApplyProgress progress = ApplyProgress::parse(bytes);
    check(bytes.isEmpty() || QJsonDocument::fromJson(bytes).isObject() || progress.halted); // empty: at the start
    check(ApplyProgress::parse(progress.json()) == progress);

    const auto findings = readFindings(bytes, {QStringLiteral("r"), QStringLiteral("o")});
    check(findings ? !findings->file.contains(u'/') && findings->bytes >= 0
                   : findings.error().kind == ErrorKind::Damaged);

    const QString name = folder.filePath(QStringLiteral("file"));
    QFile file(name);
    check(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
    file.close();
    if (const auto types = LineTypeFile::read(name, std::nullopt))
        check(types->book.size() <= LineTypeFile::maxEntries && types->lostBytes <= bytes.size());
    (void)readManifest(name, {}, QStringLiteral("r"), DiskAccess::system());
    return 0;
}

} // namespace fuzz_runstate

MUSTER_FUZZER(fuzz_runstate)
