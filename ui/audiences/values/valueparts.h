// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStringList>

class QCompleter;
class QLineEdit;
class QWidget;

namespace muster {

/// Characters that a value of text may have here: more than any service takes, less than what holds up a window.
inline constexpr int longestTypedValue = 4000;

/// The parts in one row without margins, the first takes the room; it gets the focus in the place of `holder`.
void fillWith(QWidget *holder, const QList<QWidget *> &parts);
/// Ctrl+Z in the field goes to the canvas, whose steps have names and know every edit; the field's own undo knows only
/// the letters typed since it was opened.
void leaveUndoToTheCanvas(QLineEdit *edit);
/// Offers what contains the typed letters, upper or lower case.
[[nodiscard]] QCompleter *containingCompleter(const QStringList &words, QLineEdit *edit);

} // namespace muster
