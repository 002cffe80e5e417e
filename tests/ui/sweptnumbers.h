// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

class QWidget;

namespace muster::test {

// Windows of the sweep about numbers that must not be called, and about files of contacts; the caller owns them.

[[nodiscard]] QWidget *makeDoNotCall(bool showsGroups); ///< The desk, with numbers of each kind or with its groups.
[[nodiscard]] QWidget *makeGroupChange(bool isUndo); ///< A move with a number of each kind, or the undo of it.
[[nodiscard]] QWidget *makeScrub(); ///< With a file that was scrubbed against two registries.
[[nodiscard]] QWidget *makeUpload(bool isAfterwards); ///< A file that was checked, or what a tenant counts of it.

} // namespace muster::test
