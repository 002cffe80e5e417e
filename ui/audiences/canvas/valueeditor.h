// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/items/itemroles.h"
#include "network/wire/criteria.h"

#include <QStringList>
#include <QWidget>

class QCompleter;
class QLineEdit;

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

/// Where the value of a condition is typed or chosen. One kind an editor; whoever owns it takes another one when the
/// kind changes. Never holds a value of its own: what is typed and valid is told at once, what is not stays in the
/// field, is marked and said in words, and gives way to the value when the field is left.
class ValueEditor : public QWidget
{
    Q_OBJECT

public:
    enum class Kind { Text, Number, Date, Boolean };

    /// Values of text that are known of the field are offered while typing; others may be typed as well.
    [[nodiscard]] static ValueEditor *make(Kind kind, const QStringList &knownValues, QWidget *parent);
    [[nodiscard]] virtual Kind kind() const = 0;
    /// Shows the value. What is being typed stays when it means the same. Tells nobody.
    virtual void setValue(const CriteriaValue &value) = 0;
    /// For a screen reader: "Value of condition 2 of group 1".
    void setSubject(const QString &name) { focusProxy()->setAccessibleName(name); }

Q_SIGNALS:
    void edited(const muster::CriteriaValue &value); ///< Somebody changed it.
    /// What is to be said about what stands there, a whole sentence. Empty: nothing any more.
    void remarked(const QString &sentence, muster::Tone tone);

protected:
    using QWidget::QWidget;
};

} // namespace muster
