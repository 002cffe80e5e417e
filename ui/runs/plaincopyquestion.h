// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <functional>

class QObject;
class QWidget;

namespace muster {

/// What would lie in the clear.
enum class PlainCopy {
    Backup, ///< Of the contacts that a run changes.
    Numbers, ///< Of a change of a do-not-call group.
    Lists, ///< Copies of lists that are deleted.
};

/// For RunQuestion::PlainCopy: may the copy lie in the clear? (S37) `accepted` is called with a yes, and only while
/// `asker` is there.
void askForPlainCopy(QWidget *parent, PlainCopy what, QObject *asker, std::function<void()> accepted);

} // namespace muster
