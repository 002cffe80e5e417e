// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>
#include <QStringList>

class QWidget;

namespace muster {

/// Tool tips guess their format: words from outside could be markup that opens a file (S28). These are always plain
/// text; control and direction marks are visible, long words are shortened. A lint sees to it that tool tips which are
/// no literals are made here.
namespace toolTips {

constexpr qsizetype longest = 1'000; ///< Characters of a line; more does not fit a screen.

/// For Qt::ToolTipRole, QToolTip and items, which have no other way than text; nothing for no words.
[[nodiscard]] QString text(const QString &words);
[[nodiscard]] QString lines(const QStringList &lines); ///< One below the other.
/// Shows `words` over `widget`, and says them to those who do not see it, where it has no description of its own.
void set(QWidget *widget, const QString &words);

} // namespace toolTips

} // namespace muster
