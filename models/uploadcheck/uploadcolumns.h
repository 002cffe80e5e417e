// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/uploadcheck/uploadrule.h"
#include "network/wire/result.h"

#include <QList>
#include <QStringList>
#include <span>
#include <string_view>

namespace muster {

/// What a file's columns are for. Places from 0.
struct UploadColumns
{
    /// Which ones a person chose, by name and without regard to case; what is empty is found by its usual names.
    struct Choice
    {
        QString id = {};
        QStringList phones = {};
        bool operator==(const Choice &) const = default;
    };

    QStringList names; ///< As they stand, without the empty ones at the end.
    int id = -1; ///< Of the external ids; -1: none.
    QList<int> phones;
    int timeZone = -1;
    QList<int> dates, numbers; ///< Whose values the interface has a type for.
    QList<UploadFinding> findings; ///< Of the names; row 1.

    /// BadInput "csv_no_such_column" (`subject`: the name).
    [[nodiscard]] static Result<UploadColumns> of(std::span<const std::string_view> header, qint64 characters,
                                                  const Choice &choice, const UploadLimits &limits);
};

/// Whether a text has control characters, or blanks at an end that the platform cuts off.
[[nodiscard]] bool hasControls(std::string_view utf8);
[[nodiscard]] bool hasOuterBlanks(std::string_view utf8);

} // namespace muster
