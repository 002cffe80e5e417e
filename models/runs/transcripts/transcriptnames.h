// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QHash>
#include <QString>
#include <QStringList>

namespace muster {

/// The names of the files of one run, by interaction, without ending (S19, S39). An id of nothing but a-z, 0-9, '-' and
/// '_', of at most 80 characters and unlike a phone number is its own name; any other stands as "interaction-000012",
/// by its place in `ids`, because even a digest of a number could be tried out. The manifest says which is which.
/// None twice; depends on nothing but `ids`.
[[nodiscard]] QHash<QString, QString> transcriptNames(const QStringList &ids);

} // namespace muster
