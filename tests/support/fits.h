// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/common/plainlabel.h"

#include <QAbstractScrollArea>
#include <QAccessible>
#include <QCheckBox>
#include <QComboBox>
#include <QHeaderView>
#include <QLayout>
#include <QPushButton>
#include <QRadioButton>
#include <QScrollArea>
#include <QSpinBox>
#include <QStackedWidget>
#include <QTabBar>
#include <QTableView>
#include <QToolButton>

namespace muster::test {

/// What in a window is cut off or has no name, one line each. Asks the widgets what room they need and compares it with
/// what they have, so it holds in any language and at any size.
class Fits
{
public:
    [[nodiscard]] static QStringList faultsOf(QWidget &window)
    {
        QStringList faults;
        for (QWidget *child : window.findChildren<QWidget *>()) {
            if (!child->isVisible() || child->visibleRegion().isEmpty()
                || child->objectName().startsWith(QStringLiteral("qt_")))
                continue;
            if (const QString words = cut(*child); !words.isEmpty())
                faults << QStringLiteral("cut off: ") + words;
            if (isText(*child) && !isScrolled(*child)
                && !window.rect().contains(QRect(child->mapTo(&window, QPoint()), child->size())))
                faults << QStringLiteral("outside the window: ") + nameOf(*child);
            if (const auto *table = qobject_cast<const QTableView *>(child))
                faults << titlesCutIn(*table);
            if (const QString words = squeezed(*child); !words.isEmpty())
                faults << QStringLiteral("squeezed: ") + words;
            if (const auto *area = qobject_cast<const QScrollArea *>(child); area && area->widget()
                && area->horizontalScrollBarPolicy() == Qt::ScrollBarAlwaysOff
                && area->widget()->width() > area->viewport()->width())
                faults << QStringLiteral("wider than what scrolls it: ") + nameOf(*area->widget());
            if (!isNamed(*child))
                faults << QStringLiteral("without a name: ") + nameOf(*child);
        }
        return faults;
    }

private:
    static QString nameOf(const QWidget &widget)
    {
        return QStringLiteral("%1 %2 \u201c%3\u201d")
            .arg(QString::fromLatin1(widget.metaObject()->className()), widget.objectName(), textOf(widget));
    }
    static QString textOf(const QWidget &widget)
    {
        if (const auto *button = qobject_cast<const QAbstractButton *>(&widget))
            return button->text();
        const auto *label = qobject_cast<const QLabel *>(&widget);
        return label ? label->text() : QString();
    }
    static bool isText(const QWidget &widget) { return !textOf(widget).isEmpty(); }
    static bool isScrolled(const QWidget &widget)
    {
        for (const QWidget *above = widget.parentWidget(); above; above = above->parentWidget()) {
            if (qobject_cast<const QAbstractScrollArea *>(above))
                return true;
        }
        return false;
    }
    static QString room(const QWidget &widget, const QSize &needed)
    {
        return QStringLiteral("%1 has %2 x %3 of %4 x %5")
            .arg(nameOf(widget))
            .arg(widget.width())
            .arg(widget.height())
            .arg(needed.width())
            .arg(needed.height());
    }

    /// Has less room than what is in it can do with, so that parts of it lie over each other. A stack asks for the room
    /// of all of its pages, whichever is shown: nothing is said of it and of what is around it.
    static QString squeezed(const QWidget &widget)
    {
        const QLayout *layout = widget.layout();
        if (!layout || qobject_cast<const QStackedWidget *>(&widget) || widget.findChild<QStackedWidget *>())
            return {};
        QSize needed = layout->totalMinimumSize();
        if (layout->hasHeightForWidth()) // texts that wrap need less height the more width there is
            needed.setHeight(std::min(needed.height(), layout->minimumHeightForWidth(widget.width())));
        return widget.width() < needed.width() || widget.height() < needed.height() ? room(widget, needed) : QString();
    }

    static QString cut(const QWidget &widget)
    {
        if (const auto *tool = qobject_cast<const QToolButton *>(&widget);
            tool && (tool->toolButtonStyle() == Qt::ToolButtonIconOnly || tool->text().isEmpty()))
            return {};
        const bool isButton = qobject_cast<const QPushButton *>(&widget) || qobject_cast<const QCheckBox *>(&widget)
            || qobject_cast<const QRadioButton *>(&widget) || qobject_cast<const QToolButton *>(&widget);
        if (isButton && isText(widget)) {
            const QSize needed = widget.minimumSizeHint();
            return widget.width() < needed.width() || widget.height() < needed.height() ? room(widget, needed)
                                                                                        : QString();
        }
        const auto *label = qobject_cast<const QLabel *>(&widget);
        if (!label || label->text().isEmpty())
            return {};
        if (label->wordWrap()) {
            const int needed = label->heightForWidth(label->width());
            return label->height() < needed ? room(widget, QSize(label->width(), needed)) : QString();
        }
        const auto *plain = qobject_cast<const PlainLabel *>(label);
        if (plain) // shortened on purpose; then all of it is to be had by pointing at it
            return plain->text() != plain->plainText() && plain->toolTip().isEmpty() ? room(widget, plain->sizeHint())
                                                                                     : QString();
        const QSize needed = label->sizeHint();
        return label->width() < needed.width() || label->height() < needed.height() ? room(widget, needed) : QString();
    }

    static QStringList titlesCutIn(const QTableView &table)
    {
        QStringList faults;
        const QHeaderView *header = table.horizontalHeader();
        for (int section = 0; table.model() && !header->isHidden() && section < header->count(); ++section) {
            const QString title = table.model()->headerData(section, Qt::Horizontal).toString();
            if (title.isEmpty() || header->isSectionHidden(section))
                continue;
            const int needed = header->sectionSizeHint(section);
            if (header->sectionSize(section) < needed)
                faults << QStringLiteral("cut off: title \u201c%1\u201d of %2 has %3 of %4")
                              .arg(title, table.objectName())
                              .arg(header->sectionSize(section))
                              .arg(needed);
        }
        return faults;
    }

    /// Whatever takes the focus says what it is.
    static bool isNamed(QWidget &widget)
    {
        if (!(widget.focusPolicy() & Qt::TabFocus) || widget.inherits("QComboBoxListView") || widget.focusProxy()
            || qobject_cast<const QTabBar *>(&widget))
            return true;
        if (qobject_cast<const QComboBox *>(widget.parentWidget())
            || qobject_cast<const QAbstractSpinBox *>(widget.parentWidget()))
            return true; // the field within, which the box speaks for
        const QAccessibleInterface *face = QAccessible::queryAccessibleInterface(&widget);
        return face && !face->text(QAccessible::Name).isEmpty();
    }
};

} // namespace muster::test
