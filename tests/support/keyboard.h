// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QAbstractItemView>
#include <QApplication>
#include <QTest>

namespace muster::test {

/// A person without a mouse: presses keys and nothing else, on whatever has the focus just then.
class Keyboard
{
public:
    static void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::keyClick(target(), key, modifiers);
        QCoreApplication::processEvents();
    }
    static void alt(Qt::Key letter) { press(letter, Qt::AltModifier); }
    static void ctrl(Qt::Key key) { press(key, Qt::ControlModifier); }
    static void type(const QString &text)
    {
        for (const QChar letter : text) {
            if (letter == u'\n')
                press(Qt::Key_Return);
            else
                QTest::keyClicks(target(), QString(letter));
        }
        QCoreApplication::processEvents();
    }
    /// In place of what the field holds.
    static void replace(const QString &text)
    {
        ctrl(Qt::Key_A);
        type(text);
    }

    [[nodiscard]] static bool isOn(const char *name)
    {
        const QWidget *focus = QApplication::focusWidget();
        return focus && focus->objectName() == QLatin1String(name);
    }
    /// Where the focus is, for messages.
    [[nodiscard]] static QString place()
    {
        return QStringLiteral("the focus is on ") + describe(QApplication::focusWidget());
    }
    /// With Tab to the control of that name. More than a dozen presses are too many for anybody.
    [[nodiscard]] static bool tabTo(const char *name, int most = 12) { return step(name, Qt::Key_Tab, {}, most); }
    [[nodiscard]] static bool tabBackTo(const char *name, int most = 12)
    {
        return step(name, Qt::Key_Backtab, Qt::ShiftModifier, most);
    }
    /// With F6 into the region where that control is the one that is entered.
    [[nodiscard]] static bool regionOf(const char *name, int most = 8) { return step(name, Qt::Key_F6, {}, most); }

    /// With the arrow down to the row of the table or list in focus that shows the text in its first column.
    [[nodiscard]] static bool downTo(const QString &text)
    {
        auto *view = qobject_cast<QAbstractItemView *>(QApplication::focusWidget());
        if (!view || !view->model())
            return lost("no list has the focus");
        press(Qt::Key_Home, Qt::ControlModifier);
        for (int row = 0; row <= view->model()->rowCount(); ++row) {
            if (view->currentIndex().siblingAtColumn(0).data().toString() == text)
                return true;
            press(Qt::Key_Down);
        }
        return lost("the list has no such row");
    }

private:
    [[nodiscard]] static QWidget *target()
    {
        if (QWidget *popup = QApplication::activePopupWidget())
            return popup;
        if (QWidget *focus = QApplication::focusWidget())
            return focus;
        if (QWidget *window = QApplication::activeWindow())
            return window;
        qFatal("no window gets the keys");
    }
    [[nodiscard]] static QString describe(const QWidget *widget)
    {
        return widget ? QString::fromLatin1(widget->metaObject()->className()) + u' ' + widget->objectName()
                      : QStringLiteral("nothing");
    }
    [[nodiscard]] static bool lost(const char *why)
    {
        qWarning("%s; the focus is on %s", why, qPrintable(describe(QApplication::focusWidget())));
        return false;
    }
    [[nodiscard]] static bool step(const char *name, Qt::Key key, Qt::KeyboardModifiers modifiers, int most)
    {
        QStringList way;
        for (int pressed = 0; !isOn(name); ++pressed) {
            way << describe(QApplication::focusWidget());
            if (pressed == most) {
                qWarning("%s was not reached; the way went over %s", name, qPrintable(way.join(QStringLiteral(", "))));
                return false;
            }
            press(key, modifiers);
        }
        return true;
    }
};

} // namespace muster::test
