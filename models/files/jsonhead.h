// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QByteArrayList>

namespace muster {

/// What the beginning of a JSON text shows, although it may be cut anywhere: which members the outermost object has, or
/// the first object of an outermost array. Lenient: it says what the text looks like, not whether it is JSON. Takes
/// linear time and no stack. Pure, any thread.
struct JsonHead
{
    static constexpr qsizetype maxMembers = 100; ///< Later ones are passed over.
    static constexpr qsizetype maxDepth = 512;

    bool isObject = false, isArray = false; ///< What is outermost; neither: no JSON object or array begins here.
    QByteArrayList members; ///< As they stand between their quotation marks, in order; of a whole name only.
    bool isFlat = true; ///< None of these members is an object or an array, so far.
    qsizetype end = -1; ///< Behind the outermost value; -1: it does not end here.
    qsizetype wrong = -1; ///< The first byte that no JSON can have there; -1: none.

    [[nodiscard]] bool has(const char *member) const { return members.contains(member); }
};

/// `text`: UTF-8 without byte order mark; blanks may stand in front.
[[nodiscard]] JsonHead lookAtJson(QByteArrayView text);

} // namespace muster
