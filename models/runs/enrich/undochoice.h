// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/enrich/contactids.h"
#include "network/wire/result.h"

#include <QStringList>
#include <vector>

namespace muster {

class UndoValues;

/// For which contacts of an enrichment an undo is.
struct UndoChoice
{
    /// More bytes of ids would not go into the order that the journal keeps (4 MiB, see readFrozen()).
    static constexpr qint64 maxBytes = maxContactIdBytes;

    enum class Kind {
        All, ///< `ids` is empty.
        Only, ///< For those in `ids`.
        Except, ///< For all but those.
    };
    Kind kind = Kind::All;
    QStringList ids;
    bool operator==(const UndoChoice &) const = default;
};

/// Per unit of `values` whether the choice leaves it out; empty: nobody. BadInput "not_in_backup" (`subject`: the id)
/// for one that the enrichment did not touch: whoever names it means another run.
[[nodiscard]] Result<std::vector<bool>> leftOutBy(const UndoChoice &choice, const UndoValues &values);

} // namespace muster
