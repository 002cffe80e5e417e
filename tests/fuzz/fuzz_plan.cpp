// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Plan files, and their lines (F115, S44). What is read is what was written, or it is refused.

#include "models/rules/lists/sanitizationplan.h"
#include "tests/fuzz/fuzzers.h"

#include <QFile>
#include <QTemporaryDir>
#include <cstdlib>

namespace fuzz_plan {

int fuzz(const std::uint8_t *data, std::size_t size)
{
    using namespace muster;
    static const QTemporaryDir folder;
    const QByteArray bytes(reinterpret_cast<const char *>(data), qsizetype(size));
    if (const auto header = readPlanHeader(bytes))
        (void)planHeaderLine(*header);
    if (const auto change = readPlanChange(bytes);
        change && readPlanChange(planChangeLine(*change).chopped(1)) != change)
        std::abort();
    if (!bytes.contains("digest")) // refused for that alone; spares the disk
        return 0;
    QFile file(folder.filePath(QStringLiteral("plan")));
    if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate) || file.write(bytes) != bytes.size())
        std::abort();
    file.close();
    if (const auto plan = readPlan(file.fileName())) {
        QByteArray again = planHeaderLine((*plan)->header);
        for (const PlannedChange &change : (*plan)->changes)
            again += planChangeLine(change);
        if (again + planDigestLine((*plan)->digest) != bytes)
            std::abort();
    }
    return 0;
}

} // namespace fuzz_plan

MUSTER_FUZZER(fuzz_plan)
