// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/transcript.h"

#include <QList>
#include <QStringList>

namespace muster {

/// Something in a text of interaction ids that is not fetched, and why.
struct InteractionProblem
{
    enum class Kind : std::uint8_t {
        Malformed, ///< See `fault`.
        Repeated, ///< An earlier line has it.
        Unknown, ///< The tenant does not know it: it would fail the whole job.
        OtherMedia, ///< Of a medium that is not asked for.
    };
    QString id; ///< As it stands in the text, at most 300 characters of it.
    Kind kind = Kind::Malformed;
    InteractionIdFault fault = InteractionIdFault::None;
    int line = 0; ///< From 1; 0: not of a text.
};

struct InteractionIdList
{
    QStringList ids; ///< Each once, in the order of the text.
    QList<InteractionProblem> problems; ///< In the order of the text, at most mostProblems.
    int repeated = 0, malformed = 0; ///< All of them.
    static constexpr int mostProblems = 10'000;
};

/// Bytes of a file of ids that is read.
inline constexpr qint64 interactionFileLimit = 16 * 1024 * 1024;

/// Ids parted by white space, commas or semicolons; quotation marks around one are taken off, a line that begins with
/// "#" is a remark. Pure.
[[nodiscard]] InteractionIdList readInteractionIds(const QString &text);

} // namespace muster
