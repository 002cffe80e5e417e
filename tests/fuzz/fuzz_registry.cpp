// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Registries of numbers as people bring them, and the file that is made of one (S23, S44). The first byte says which:
// 0 and all even ones a registry, odd ones a file with a digest that fits.

#include "models/rules/numbers/numberengine.h"
#include "models/scrub/numbersetfile.h"
#include "models/scrub/registryreader.h"
#include "models/store/runningdigest.h"
#include "tests/fuzz/fuzzers.h"

#include <QBuffer>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>

namespace fuzz_registry {

namespace {

using namespace muster;
using muster::tests::check;

void readRegistry(const QByteArray &bytes, const QString &target)
{
    auto device = std::make_unique<QBuffer>();
    device->setData(bytes);
    check(device->open(QIODevice::ReadOnly));
    const RegistryReader reader(NumberEngine::shared(),
                                {.columns = {}, .defaultRegion = QStringLiteral("US"), .skipsUnreadable = true});
    const auto report = reader.read(std::move(device), QStringLiteral("it"), target, {}, {});
    check(report.has_value() == QFileInfo::exists(target));
    if (!report)
        return;
    check(report->numbers + report->prefixes + report->repeated + report->unreadable == report->rows);
    const auto set = NumberSetFile::open(target);
    check(set && (*set)->numbers() == report->numbers && (*set)->digest() == report->digest);
    QFile::remove(target);
}

void openFile(QByteArray bytes, const QString &name)
{
    const HexDigest digest = sha256Hex(bytes);
    bytes.append(digest.data(), qsizetype(digest.size()));
    QFile file(name);
    check(file.open(QIODevice::WriteOnly | QIODevice::Truncate) && file.write(bytes) == bytes.size());
    file.close();
    if (const auto set = NumberSetFile::open(name)) {
        for (const std::uint64_t number : {1ull, 65'535ull, 12'015'550'123ull, 447'012'345'678ull, 999'999'999'999'999ull})
            (void)(*set)->contains(number);
        check(!(*set)->contains(0));
    }
    QFile::remove(name);
}

} // namespace

int fuzz(const std::uint8_t *data, std::size_t size)
{
    static const QTemporaryDir folder(QString::fromLatin1(muster::tests::scratchFolder));
    if (size == 0)
        return 0;
    const QByteArray bytes(reinterpret_cast<const char *>(data + 1), qsizetype(size - 1));
    if (*data % 2 == 0)
        readRegistry(bytes, folder.filePath(QStringLiteral("registry")));
    else
        openFile(bytes, folder.filePath(QStringLiteral("set")));
    return 0;
}

} // namespace fuzz_registry

MUSTER_FUZZER(fuzz_registry)
