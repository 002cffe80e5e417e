// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/lists/listworkbench.h"

#include <QJsonObject>
#include <QStringList>

namespace muster {

/// What `muster lists sanitize` says at its end.
struct ListPreview
{
    ListSource source;
    ListSummary summary;
    PlanHeader plan;
    qint64 lastingFixes = 0; ///< See SanitizationPlan.
    QString planDigest;
    QString planFile; ///< Empty: none was asked for.
    WrittenFile report; ///< Without a name: none was asked for.
    QJsonObject lookup = {}; ///< What was looked up, and for how much; empty: nothing was asked for.
};

/// Counts by verdict, reason and region, as tables. No number, no id of a contact.
[[nodiscard]] QStringList previewLines(const ListPreview &preview);
/// How to go on from a plan; empty without one.
[[nodiscard]] QString previewNextStep(const ListPreview &preview);
[[nodiscard]] QJsonObject previewObject(const ListPreview &preview);

} // namespace muster
