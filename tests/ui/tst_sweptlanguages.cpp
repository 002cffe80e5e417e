// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/runmodels.h"
#include "models/text/languages.h"
#include "resources/resources.h"
#include "sweptpages.h"
#include "tests/support/fakerun.h"
#include "tests/support/fits.h"
#include "tests/support/mnemonics.h"
#include "tests/support/pictures.h"
#include "tests/support/testprogram.h"
#include "ui/common/theme.h"

#include <QApplication>
#include <QDialog>

using namespace muster;
using namespace muster::test;

namespace tst_sweptlanguages {

/// Every page and dialog in each language that Muster speaks, as small as the smallest window has it and in text half
/// as large again: nothing is cut off, and no letter is underlined twice. And from right to left, which no language of
/// them is, but whose layouts have to hold as well.
class TestSweptLanguages : public QObject
{
    Q_OBJECT

private:
    static constexpr QSize smallest{856, 580}; ///< What a window of 1024 x 640 leaves to a page.
    static constexpr QSize larger{856, 708}; ///< And one of 1024 x 768.

    QStringList faultsOf(int page, QSize size, bool sweepsLetters)
    {
        FakeRun run(QStringLiteral("x"));
        RunListModel runs;
        runs.add(&run);
        const std::unique_ptr<QWidget> widget(makeSwept(page, &runs));
        if (!qobject_cast<QDialog *>(widget.get())) {
            widget->setMinimumSize(size); // as the window has one, whatever its pages would like
            widget->resize(size);
        }
        widget->show();
        if (!QTest::qWaitForWindowExposed(widget.get()))
            return {QStringLiteral("it was not shown")};
        QStringList faults;
        // Layouts follow each other; what is cut off then stays so.
        (void)QTest::qWaitFor([&] { return (faults = Fits::faultsOf(*widget)).isEmpty(); }, 150);
        if (sweepsLetters)
            faults += Mnemonics::takenTwiceOnAnyPage(*widget);
        if (!faults.isEmpty())
            keepPicture(*widget,
                        QString(sweptNames[page]).replace(u' ', u'-') % u'-'
                            % QString::fromLatin1(QTest::currentDataTag()));
        for (QString &fault : faults)
            fault.prepend(sweptNames[page] % QStringLiteral(": "));
        return faults;
    }

    /// What has no room in text that large on the smallest screen, in English as well.
    static QStringList crowdedInLargeText()
    {
        return {QStringLiteral("workbench"), QStringLiteral("enrich"), QStringLiteral("fetch")};
    }

private Q_SLOTS:
    void initTestCase() { Theme::instance().apply(Theme::Mode::Light); }
    void cleanup()
    {
        QApplication::setLayoutDirection(Qt::LeftToRight);
        Theme::instance().setTextSize(100);
        installTranslations(*qApp);
    }

    void everythingFits_data()
    {
        QTest::addColumn<QString>("language");
        QTest::addColumn<int>("textSize");
        QTest::addColumn<Qt::LayoutDirection>("direction");
        for (const QString &code : languageCodes()) {
            QTest::newRow(qPrintable(code)) << code << 100 << Qt::LeftToRight;
            QTest::newRow(qPrintable(code + QStringLiteral("-large"))) << code << 150 << Qt::LeftToRight;
        }
        QTest::newRow("rtl") << QStringLiteral("en") << 100 << Qt::RightToLeft;
    }
    void everythingFits()
    {
        QFETCH(QString, language);
        QFETCH(int, textSize);
        QFETCH(Qt::LayoutDirection, direction);
        useLanguage(*qApp, language);
        QCoreApplication::processEvents(); // a language has a direction, which is told to the windows
        QApplication::setLayoutDirection(direction);
        Theme::instance().setTextSize(textSize);
        QStringList faults;
        for (int page = 0; page < sweptNames.size(); ++page) {
            if (sweptNames[page].endsWith(QStringLiteral(" condition")))
                continue; // is as large as its place on the canvas, see tst_canvaslooks
            if (textSize > 100 && crowdedInLargeText().contains(sweptNames[page]))
                continue;
            faults += faultsOf(page, textSize > 100 ? larger : smallest, textSize == 100);
        }
        for (const QString &fault : std::as_const(faults))
            qWarning("%s", qPrintable(fault));
        QVERIFY2(faults.isEmpty(), "something is cut off or underlined twice: see the warnings");
    }
};

MUSTER_TEST(TestSweptLanguages, QApplication)

} // namespace tst_sweptlanguages
#include "tst_sweptlanguages.moc"
