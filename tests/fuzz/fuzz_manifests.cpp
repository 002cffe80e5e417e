// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

// manifest.json beside transcripts and TARGET.manifest.json beside an export, which lie in folders that a person chose:
// anybody may have changed them. What one says of a run is taken only where it names that run and its order, and no
// name in it leads out of the folder.

#include "models/runs/transcripts/transcriptfolder.h"
#include "models/sinks/statefile.h"
#include "models/store/diskaccess.h"
#include "tests/fuzz/fuzzers.h"

#include <QFile>
#include <QTemporaryDir>

namespace fuzz_manifests {

using namespace muster;
using muster::tests::check;

void lookAt(const QList<TranscriptResult> &results)
{
    for (const TranscriptResult &result : results) {
        check(!result.file.contains(u'/') && !result.findingsFile.contains(u'/') && result.bytes >= 0);
        check(result.file != u".." && result.findingsFile != u"..");
    }
}

int fuzz(const std::uint8_t *data, std::size_t size)
{
    static const QTemporaryDir folder(QString::fromLatin1(muster::tests::scratchFolder));
    static const FrozenExportOrder order = [] {
        ExportOrder plain;
        plain.query.segmentId = QStringLiteral("s");
        plain.query.attributes = {QStringLiteral("a")};
        plain.targetFile = QStringLiteral("/x/a.csv");
        return freeze(plain);
    }();
    const QByteArray bytes(reinterpret_cast<const char *>(data), qsizetype(size));
    const QString name = folder.filePath(QLatin1String(transcriptManifestName));
    QFile file(name);
    check(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
    file.close();

    const FindingsBinding binding{QStringLiteral("r"), QStringLiteral("o")};
    for (const TranscriptFormat format : allTranscriptFormats) {
        if (const auto closed = closedBefore(folder.path(), binding, format); closed && *closed)
            lookAt(**closed);
    }
    if (const auto found = foundBefore(folder.path(), binding, {QStringLiteral("i-1")}))
        lookAt(*found);

    if (const auto record = readManifest(name, order, QStringLiteral("r"), DiskAccess::system())) {
        check(!readManifest(name, order, QStringLiteral("q"), DiskAccess::system())); // it names one run
        const SinkCheckpoint &counts = record->checkpoint;
        check(counts.bytes >= 0 && counts.records >= 0 && counts.pages >= 0 && counts.leftOut >= 0);
        for (const qint64 filled : counts.filled)
            check(filled >= 0 && filled <= counts.records);
    }
    return 0;
}

} // namespace fuzz_manifests

MUSTER_FUZZER(fuzz_manifests)
