// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/common/celldelegate.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAction>
#include <QComboBox>
#include <QGroupBox>
#include <QLabel>
#include <QTabBar>
#include <QTest>
#include <QTextBlock>
#include <QTextDocument>
#include <algorithm>

/// Names from servers, files and persons as nobody wants them, and what a window may make of them (S28).
namespace muster::test {

inline const QStringList hostile{
    QStringLiteral("<img src=file:///etc/passwd>"),
    QStringLiteral("<b>bold</b>"),
    QStringLiteral("<a href=\"http://example.com/\">look</a>"),
    QStringLiteral("a & b &lt;i&gt;"),
    QStringLiteral("line\nbreak\r\n<u>and</u>\u2028more"),
    QStringLiteral("invoice\u202Efdp.exe\u2066\u200B"),
    QStringLiteral("bell\u0007\u001B[2J"),
    QString(100'000, u'x'),
};

/// What Qt would make of a text whose format it guesses: is anything of it more than text?
[[nodiscard]] inline bool isMarkup(const QString &text)
{
    if (!Qt::mightBeRichText(text))
        return false;
    QTextDocument document;
    document.setHtml(text);
    if (document.toPlainText().contains(QChar::ObjectReplacementCharacter))
        return true;
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        for (auto at = block.begin(); !at.atEnd(); ++at) {
            const QTextCharFormat format = at.fragment().charFormat();
            if (format.isAnchor() || format.isImageFormat() || format.fontWeight() > QFont::Normal
                || format.fontUnderline() || format.fontItalic())
                return true;
        }
    }
    return false;
}

/// Characters that reorder, hide or ring; what breaks a line aside.
[[nodiscard]] inline bool isHidden(QChar c)
{
    const char16_t unit = c.unicode();
    return (unit < 0x20 && unit != '\n' && unit != '\t') || unit == 0x7f || (unit >= 0x200b && unit <= 0x200f)
        || (unit >= 0x202a && unit <= 0x202e) || (unit >= 0x2060 && unit <= 0x206f);
}

inline constexpr qsizetype longest = 12'000; // a whole window of words; a name of 100,000 characters is none

/// Looks at every text of a window and of what is in it.
class Checker
{
public:
    void check(QWidget &root)
    {
        QList<QWidget *> all = root.findChildren<QWidget *>();
        all << &root;
        for (QWidget *widget : std::as_const(all))
            checkWidget(*widget);
        for (const QAction *action : root.findChildren<QAction *>()) {
            text(*action, "action", action->text());
            tip(*action, "action tip", action->toolTip());
        }
    }
    QStringList faults;
    int seen = 0; ///< Texts that hold something of the hostile name.

private:
    void fault(const QObject &where, const char *what, const QString &text)
    {
        faults << QStringLiteral("%1 %2, %3: %4")
                      .arg(QString::fromLatin1(where.metaObject()->className()), where.objectName(),
                           QString::fromLatin1(what), text.left(120));
    }
    void text(const QObject &where, const char *what, const QString &text)
    {
        if (std::any_of(text.cbegin(), text.cend(), isHidden) || text.size() > longest)
            fault(where, what, text);
        ++seen;
    }
    void tip(const QObject &where, const char *what, const QString &tip)
    {
        text(where, what, tip);
        if (isMarkup(tip))
            fault(where, what, tip);
    }
    void checkWidget(QWidget &widget)
    {
        tip(widget, "tool tip", widget.toolTip());
        tip(widget, "what is this", widget.whatsThis());
        text(widget, "status tip", widget.statusTip());
        text(widget, "window title", widget.windowTitle());
        if (widget.windowTitle().contains(u'\n'))
            fault(widget, "window title", widget.windowTitle());
        text(widget, "accessible name", widget.accessibleName());
        text(widget, "accessible description", widget.accessibleDescription());
        if (const auto *label = qobject_cast<QLabel *>(&widget)) {
            text(widget, "label", label->text());
            if (label->textFormat() != Qt::PlainText && isMarkup(label->text()))
                fault(widget, "label", label->text());
        }
        if (const auto *button = qobject_cast<QAbstractButton *>(&widget))
            text(widget, "button", button->text());
        if (const auto *box = qobject_cast<QGroupBox *>(&widget))
            text(widget, "title", box->title());
        if (const auto *bar = qobject_cast<QTabBar *>(&widget)) {
            for (int tab = 0; tab < bar->count(); ++tab) {
                text(widget, "tab", bar->tabText(tab));
                tip(widget, "tab tip", bar->tabToolTip(tab));
            }
        }
        if (const auto *combo = qobject_cast<QComboBox *>(&widget))
            checkModel(widget, *combo->model(), {}, false);
        if (const auto *view = qobject_cast<QAbstractItemView *>(&widget); view && view->model()) {
            // A header has the table's model, and shows nothing of its cells.
            const bool isOurs
                = view->inherits("QHeaderView") || qobject_cast<CellDelegate *>(view->itemDelegate()) != nullptr;
            checkModel(widget, *view->model(), {}, isOurs);
        }
    }
    void checkModel(const QObject &where, const QAbstractItemModel &model, const QModelIndex &parent, bool escapes)
    {
        for (int column = 0; column < model.columnCount(parent); ++column) {
            text(where, "header", model.headerData(column, Qt::Horizontal).toString());
            tip(where, "header tip", model.headerData(column, Qt::Horizontal, Qt::ToolTipRole).toString());
        }
        for (int row = 0; row < std::min(model.rowCount(parent), 20); ++row) {
            for (int column = 0; column < model.columnCount(parent); ++column) {
                const QModelIndex cell = model.index(row, column, parent);
                text(where, "cell", cell.data().toString());
                text(where, "cell's words", cell.data(Qt::AccessibleTextRole).toString());
                // CellDelegate shows them through toolTips; see itsToolTipsAreText().
                if (!escapes)
                    tip(where, "cell's tip", cell.data(Qt::ToolTipRole).toString());
            }
            checkModel(where, model, model.index(row, 0, parent), escapes);
        }
    }
};

inline void hostileRows()
{
    QTest::addColumn<QString>("name");
    const char *const labels[] = {"image", "tag", "link", "entities", "line breaks", "bidi", "controls", "long"};
    for (int i = 0; i < hostile.size(); ++i)
        QTest::newRow(labels[i]) << hostile[i];
}

inline void checked(QWidget &window)
{
    window.resize(1100, 740);
    window.show();
    Checker checker;
    checker.check(window);
    QVERIFY(checker.seen > 0);
    QVERIFY2(checker.faults.isEmpty(), qPrintable(checker.faults.join(u'\n')));
}

} // namespace muster::test
