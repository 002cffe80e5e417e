// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Profiles of fields (F98, S23): what can be read can be written and is read again as the same, and no name is there
// twice.

#include "models/rules/criteria/fieldprofile.h"
#include "tests/fuzz/fuzzers.h"

#include <QSet>
#include <cstdlib>

namespace fuzz_fieldprofile {

using namespace muster;

int fuzz(const std::uint8_t *data, std::size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), qsizetype(size));
    const auto profile = parseFieldProfile(bytes);
    if (!profile)
        return 0;
    QSet<QString> names;
    for (const CriteriaField &field : profile->fields.all())
        names.insert(field.name);
    if (names.size() != profile->fields.all().size() || parseFieldProfile(fieldProfileJson(*profile)) != *profile)
        std::abort();
    return 0;
}

} // namespace fuzz_fieldprofile

MUSTER_FUZZER(fuzz_fieldprofile)
