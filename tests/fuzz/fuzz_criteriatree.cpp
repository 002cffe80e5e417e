// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The tree of a draft as it stands in its file (F98, S44). What is read is a sound tree that is written and read as the
// same; edits of it keep it sound.

#include "models/audiences/criteriaedits.h"
#include "models/audiences/criteriatreetext.h"
#include "tests/fuzz/fuzzers.h"

#include <cstdlib>

namespace fuzz_criteriatree {

int fuzz(const std::uint8_t *data, std::size_t size)
{
    using namespace muster;
    const QByteArray bytes(reinterpret_cast<const char *>(data), qsizetype(size));
    const auto tree = parseCriteriaTree(bytes);
    if (!tree)
        return 0;
    const QByteArray text = criteriaTreeText(*tree);
    const auto again = parseCriteriaTree(text);
    if (!again || *again != *tree || criteriaTreeText(*again) != text)
        std::abort();
    const QList<CriteriaNodeId> all = tree->inReadingOrder();
    for (const CriteriaNodeId id : all) {
        const CriteriaEdits edits(*tree);
        for (const auto &edit : {edits.wrap({id}, {}), edits.ungroup(id), edits.duplicate({id}), edits.remove({id}),
                                 edits.move({id}, all.last(), 0)}) {
            if (edit && parseCriteriaTree(criteriaTreeText(edit->tree)) != edit->tree)
                std::abort();
        }
        if (all.size() > 50)
            break;
    }
    return 0;
}

} // namespace fuzz_criteriatree

MUSTER_FUZZER(fuzz_criteriatree)
