// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QAbstractButton>
#include <QGroupBox>
#include <QHash>
#include <QKeySequence>
#include <QLabel>
#include <QStackedWidget>
#include <QTabBar>

namespace muster::test {

/// The underlined letters of a window. Where two that are shown at once have the same one, Qt answers Alt with neither
/// of them: it moves the focus between them, and nobody without a mouse understands why.
class Mnemonics
{
public:
    /// One line for each letter that several widgets have that are shown now, whether or not they are enabled.
    [[nodiscard]] static QStringList takenTwice(const QWidget &window)
    {
        QHash<QString, QStringList> owners;
        const QList<QWidget *> all = window.findChildren<QWidget *>();
        for (const QWidget *widget : all) {
            if (!widget->isVisible())
                continue;
            const QStringList texts = textsOf(*widget);
            for (const QString &text : texts) {
                if (const QKeySequence key = QKeySequence::mnemonic(text); !key.isEmpty())
                    owners[key.toString()] << QStringLiteral("%1 \u201c%2\u201d").arg(widget->objectName(), text);
            }
        }
        QStringList lines;
        for (auto one = owners.cbegin(); one != owners.cend(); ++one) {
            if (one->size() > 1)
                lines << QString(one.key() % QStringLiteral(": ") % one->join(QStringLiteral(", ")));
        }
        lines.sort();
        return lines;
    }

    /// The same with each page of each stack in `window` shown in turn; they are put back.
    [[nodiscard]] static QStringList takenTwiceOnAnyPage(QWidget &window)
    {
        QStringList lines = takenTwice(window);
        const QList<QStackedWidget *> stacks = window.findChildren<QStackedWidget *>();
        for (QStackedWidget *stack : stacks) {
            const int before = stack->currentIndex();
            for (int page = 0; page < stack->count(); ++page) {
                stack->setCurrentIndex(page);
                lines += takenTwice(window);
            }
            stack->setCurrentIndex(before);
        }
        lines.removeDuplicates();
        return lines;
    }

private:
    [[nodiscard]] static QStringList textsOf(const QWidget &widget)
    {
        if (const auto *button = qobject_cast<const QAbstractButton *>(&widget))
            return {button->text()};
        if (const auto *label = qobject_cast<const QLabel *>(&widget))
            return label->buddy() ? QStringList{label->text()} : QStringList(); // without a buddy it hears no key
        if (const auto *group = qobject_cast<const QGroupBox *>(&widget))
            return {group->title()};
        QStringList texts;
        if (const auto *tabs = qobject_cast<const QTabBar *>(&widget)) {
            for (int tab = 0; tab < tabs->count(); ++tab) {
                if (tabs->isTabVisible(tab))
                    texts << tabs->tabText(tab);
            }
        }
        return texts;
    }
};

} // namespace muster::test
