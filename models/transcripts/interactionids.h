// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/apierror.h"
#include "network/wire/transcript.h"

#include <QList>
#include <QStringList>
#include <optional>

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
    QString id; ///< As it stands in the text, at most longestInteractionId characters of it.
    Kind kind = Kind::Malformed;
    InteractionIdFault fault = InteractionIdFault::None;
    qint64 line = 0; ///< From 1; 0: not of a text.
};

/// An IdList for showing: what is wrong in one list.
struct InteractionIdList
{
    QStringList ids; ///< Each once, in the order of the text.
    QList<InteractionProblem> problems; ///< By line, at most mostProblems.
    qsizetype repeated = 0, malformed = 0; ///< All of them.
    std::optional<ApiError> error; ///< As IdList::parse(); nothing else is there then.
    static constexpr qsizetype mostProblems = 10'000;
};

/// Reads by the rules of IdList. Pure.
[[nodiscard]] InteractionIdList readInteractionIds(const QString &text);

} // namespace muster
