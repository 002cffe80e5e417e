// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "tests/support/fits.h"
#include "tests/support/pictures.h"
#include "tests/support/pseudolocale.h"
#include "ui/common/theme.h"

#include <QTest>

namespace muster::test {

/// What a test that pictures windows does alike for all of them: each view in light, in dark, in high contrast and in a
/// made-up language that is longer than any, and in both languages as small as the smallest window has it. Each picture
/// is kept; nothing in it may be cut off or without a name. For 200 % and 300 % the program is started once more, see
/// CMakeLists.txt.
class Looks : public QObject
{
protected:
    static constexpr QSize ordinary{1112, 740}; ///< What a window of 1280 x 800 leaves to a page.
    static constexpr QSize smallest{856, 580}; ///< And one of 1024 x 640.

    static void addLooks()
    {
        QTest::addColumn<bool>("dark");
        QTest::addColumn<bool>("pseudo");
        QTest::addColumn<QSize>("size");
        QTest::addColumn<bool>("contrast");
        QTest::newRow("light") << false << false << ordinary << false;
        QTest::newRow("dark") << true << false << ordinary << false;
        QTest::newRow("contrast") << false << false << ordinary << true;
        QTest::newRow("contrast-dark") << true << false << ordinary << true;
        QTest::newRow("pseudo") << false << true << ordinary << false;
        QTest::newRow("small") << false << false << smallest << false;
        QTest::newRow("small-pseudo") << false << true << smallest << false;
    }
    /// At the start of each test function with addLooks() as its data.
    void wear()
    {
        QFETCH(bool, dark);
        QFETCH(bool, pseudo);
        QFETCH(QSize, size);
        QFETCH(bool, contrast);
        m_size = size;
        m_isPseudo = pseudo;
        m_faults.clear();
        if (pseudo)
            QVERIFY(QCoreApplication::installTranslator(&m_language));
        Theme::instance().apply(dark ? Theme::Mode::Dark : Theme::Mode::Light,
                                contrast ? Theme::Contrast::High : Theme::Contrast::Standard);
    }
    /// At its end.
    void takeOff()
    {
        QCoreApplication::removeTranslator(&m_language);
        for (const QString &fault : std::as_const(m_faults))
            qWarning("%s", qPrintable(fault));
        QVERIFY2(m_faults.isEmpty(), "something is cut off or has no name: see the warnings");
    }
    [[nodiscard]] bool isPseudo() const { return m_isPseudo; }

    void keep(QWidget &widget, const QString &name, QSize size = {})
    {
        const QSize wanted = size.isValid() ? size : m_size;
        widget.setMinimumSize(wanted); // as the window has one, whatever its pages would like
        widget.resize(wanted);
        picture(widget, name);
    }
    /// A dialog, which has a size of its own.
    void keepDialog(QWidget &dialog, const QString &name) { picture(dialog, name); }

private:
    void picture(QWidget &widget, const QString &name)
    {
        widget.setAutoFillBackground(true);
        widget.show();
        QVERIFY(QTest::qWaitForWindowExposed(&widget));
        QTest::qWait(60); // layouts of what was added last, and what follows them
        QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
        QTest::qWait(20);
        const QString look = QString::fromLatin1(QTest::currentDataTag());
        keepPicture(widget, name + u'-' + look);
        for (const QString &fault : Fits::faultsOf(widget))
            m_faults << name + QStringLiteral(": ") + fault;
    }

    PseudoLocale m_language;
    QStringList m_faults;
    QSize m_size = ordinary;
    bool m_isPseudo = false;
};

} // namespace muster::test
