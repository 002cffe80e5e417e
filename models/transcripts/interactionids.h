// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/apierror.h"
#include "network/wire/result.h"
#include "network/wire/transcript.h"

#include <QList>
#include <QStringList>
#include <optional>

namespace muster {

/// Ids of interactions as a person brought them: typed, pasted or from a file. The one reader of such lists, for the
/// window and the command line alike:
/// - White space of any kind, commas and semicolons part ids: none of these can be in one. So a cell with two ids is
///   two, and a heading is read as ids that the service will not know.
/// - Quotation marks at either end of an id are taken off; what is nothing else is skipped.
/// - A line whose first character beside white space is "#" is a remark. An id cannot begin a line with it.
/// - A byte order mark at the beginning is skipped. Lines are counted by line feeds.
/// - What interactionIdFault() does not take is malformed; of an id that is there twice the later ones are duplicates.
///   Ids differ by letter case, as the service's do. Both are named by their line.
struct IdList
{
    static constexpr qint64 maxBytes = 16LL * 1024 * 1024;
    static constexpr qsizetype maxIds = 1'000'000;

    struct Place
    {
        qint64 line = 0; ///< From 1.
        QString id; ///< At most longestInteractionId characters of it.
        InteractionIdFault fault = InteractionIdFault::None; ///< None: it is a duplicate.
        bool operator==(const Place &) const = default;
    };
    QStringList ids; ///< Good ones, each once, in their order.
    QList<Place> malformed;
    QList<Place> duplicates; ///< The second and every later one.

    /// BadInput "not_utf8", LimitExceeded "too_many_ids" above maxIds, whether good or not.
    [[nodiscard]] static Result<IdList> parse(const QByteArray &utf8);
    [[nodiscard]] static Result<IdList> parse(QStringView text);
    /// As openOutsideFile(); "too_large" above maxBytes.
    [[nodiscard]] static Result<IdList> read(const QString &file);
    /// As if each stood on a line of its own; there are no remarks, since each was given on purpose.
    [[nodiscard]] static IdList of(const QStringList &texts);
};

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
