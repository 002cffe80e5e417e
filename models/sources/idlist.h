// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/result.h"
#include "network/wire/transcript.h"

#include <QStringList>

namespace muster {

/// Ids of interactions as a person brought them: pasted or from a file, one a line (commas and semicolons part them,
/// too; quotes around one are taken off). Everything that is wrong is named by its line.
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

    /// BadInput "not_utf8", LimitExceeded "too_many_ids".
    [[nodiscard]] static Result<IdList> parse(const QByteArray &utf8);
    /// File faults; "too_large" above maxBytes.
    [[nodiscard]] static Result<IdList> read(const QString &file);
    /// As if each stood on a line of its own.
    [[nodiscard]] static IdList of(const QStringList &texts);
};

} // namespace muster
