// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "resources/resources.h"
#include "tests/support/guiwatchdog.h"
#include "tests/support/pictures.h"
#include "tests/support/testprogram.h"
#include "ui/common/plainlabel.h"
#include "ui/common/theme.h"
#include "ui/palette/commandpalette.h"
#include "ui/palette/objectsources.h"
#include "ui/palette/palettemodel.h"

#include <QAbstractItemModelTester>
#include <QAccessible>
#include <QLineEdit>
#include <QListView>
#include <QSignalSpy>

using namespace muster;
using namespace muster::test;

namespace tst_commandpalette {

namespace {

PaletteEntry thing(const QString &title, const QString &reason = {})
{
    return {.id = QString(QStringLiteral("thing/") % title),
            .title = title,
            .kind = QStringLiteral("thing"),
            .iconName = QStringLiteral("target"),
            .keys = title == u"Gold tier" ? QKeySequence(Qt::CTRL | Qt::Key_G) : QKeySequence(),
            .reason = reason};
}

/// A window with a field that has the focus, and a palette over it.
class Bench
{
public:
    explicit Bench(const QStringList &titles)
        : source(
              [](const QString &title) {
                  return thing(title, title == u"Locked" ? QStringLiteral("it is locked") : QString());
              },
              [this](const QString &title) {
                  opened << title;
                  focusAtOpening = QApplication::focusWidget();
              },
              nullptr)
        , palette(&model, &window)
        , before(&window)
    {
        model.addSource(&source);
        source.setObjects(titles);
        window.resize(900, 640);
        before.move(10, 600);
        window.show();
        window.activateWindow();
        before.setFocus();
    }
    [[nodiscard]] QLineEdit *edit() { return palette.findChild<QLineEdit *>(QStringLiteral("paletteEdit")); }
    [[nodiscard]] QListView *list() { return palette.findChild<QListView *>(QStringLiteral("paletteList")); }
    [[nodiscard]] QString state()
    {
        return palette.findChild<PlainLabel *>(QStringLiteral("paletteStateLabel"))->plainText();
    }
    [[nodiscard]] QString current() { return list()->currentIndex().data().toString(); }
    [[nodiscard]] bool settle()
    {
        return muster::tests::waitFor([this] { return !model.isBusy(); }, 20'000);
    }

    QStringList opened;
    QWidget *focusAtOpening = nullptr;
    QWidget window;
    PaletteModel model;
    ObjectSource<QString> source;
    CommandPalette palette;
    QLineEdit before;
};

/// Has nothing yet and says so.
class LateSource final : public PaletteSource
{
public:
    QString words = QStringLiteral("Lists are being read.");
    [[nodiscard]] qsizetype count() const override { return 0; }
    [[nodiscard]] PaletteEntry entry(qsizetype) const override { return {}; }
    void open(const QString &) override { }
    [[nodiscard]] QString waiting() const override { return words; }
};

const QStringList titles{QStringLiteral("Gold tier"), QStringLiteral("Silver tier"), QStringLiteral("Locked"),
                         QStringLiteral("Great offers")};

} // namespace

/// The palette over a window of its own: keys, focus, what is heard, and that nothing holds the window.
class TestCommandPalette : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        initResources();
        QLocale::setDefault(QLocale::c());
        Theme::instance().apply(Theme::Mode::Light);
    }

    void findsAndOpens()
    {
        Bench on(titles);
        const QAbstractItemModelTester tester(&on.model);
        QVERIFY(QTest::qWaitForWindowActive(&on.window));
        on.palette.popUp();
        QVERIFY(on.edit()->hasFocus());
        QVERIFY(on.settle());
        QCOMPARE(on.model.rowCount(), 4);
        QCOMPARE(on.current(), QStringLiteral("Gold tier"));
        QTest::keyClicks(on.edit(), QStringLiteral("tie"));
        QVERIFY(on.settle());
        QCOMPARE(on.model.rowCount(), 2);
        QTest::keyClick(on.edit(), Qt::Key_Down);
        QCOMPARE(on.current(), QStringLiteral("Silver tier"));
        QTest::keyClick(on.edit(), Qt::Key_Down); // round
        QCOMPARE(on.current(), QStringLiteral("Gold tier"));
        QTest::keyClick(on.edit(), Qt::Key_Up);
        QCOMPARE(on.current(), QStringLiteral("Silver tier"));
        QTest::keyClick(on.edit(), Qt::Key_Return);
        QCOMPARE(on.opened, QStringList{QStringLiteral("Silver tier")});
        QVERIFY(!on.palette.isVisible());
        QCOMPARE(on.focusAtOpening, static_cast<QWidget *>(&on.before)); // so that it acts where one was
    }

    void isAsHighAsWhatWasFound()
    {
        Bench on(titles);
        on.palette.popUp();
        QVERIFY(on.settle());
        const int four = on.palette.height();
        QTest::keyClicks(on.edit(), QStringLiteral("tie"));
        QVERIFY(on.settle());
        QCOMPARE(on.palette.height(), four - 2 * on.list()->sizeHintForRow(0));
        QTest::keyClicks(on.edit(), QStringLiteral("qqq"));
        QVERIFY(on.settle());
        QVERIFY(!on.list()->isVisible());
        QCOMPARE(on.state(), QStringLiteral("No results. Try fewer letters."));
    }

    void marksWhatWasFound()
    {
        Bench on(titles);
        on.palette.popUp();
        QTest::keyClicks(on.edit(), QStringLiteral("gt"));
        QVERIFY(on.settle());
        QCOMPARE(on.current(), QStringLiteral("Gold tier"));
        const auto marks = on.model.index(0, 0).data(PaletteModel::MarksRole).value<QList<CharRange>>();
        QCOMPARE(marks, (QList<CharRange>{{0, 1}, {5, 1}}));
    }

    void escapeGivesTheFocusBack()
    {
        Bench on(titles);
        QLineEdit other(&on.window); // where Qt would go by itself
        other.show();
        QWidget::setTabOrder(on.edit(), &other);
        QVERIFY(QTest::qWaitForWindowActive(&on.window));
        on.palette.popUp();
        QTest::keyClick(on.edit(), Qt::Key_Escape);
        QVERIFY(!on.palette.isVisible());
        QVERIFY(on.before.hasFocus());
        on.palette.popUp();
        on.before.setFocus(); // a click elsewhere
        QVERIFY(!on.palette.isVisible());
        QVERIFY(on.opened.isEmpty());
    }

    void pagesOfTheListHaveKeys()
    {
        QStringList many;
        for (int i = 0; i < 60; ++i)
            many << QStringLiteral("Thing %1").arg(i);
        Bench on(many);
        on.palette.popUp();
        QVERIFY(on.settle());
        QTest::keyClick(on.edit(), Qt::Key_PageDown);
        const int page = on.list()->currentIndex().row();
        QVERIFY(page > 3);
        QTest::keyClick(on.edit(), Qt::Key_PageDown);
        QCOMPARE(on.list()->currentIndex().row(), 2 * page);
        QTest::keyClick(on.edit(), Qt::Key_PageUp);
        QCOMPARE(on.list()->currentIndex().row(), page);
        for (int i = 0; i < 60; ++i)
            QTest::keyClick(on.edit(), Qt::Key_PageDown);
        QCOMPARE(on.list()->currentIndex().row(), on.model.rowCount() - 1); // and stays there
    }

    void whatIsNotAvailableIsNotOpened()
    {
        Bench on({QStringLiteral("Locked")});
        on.model.start();
        QVERIFY(on.settle());
        QCOMPARE(on.model.rowCount(), 1);
        QVERIFY(!on.model.open(0));
        QVERIFY(!on.model.open(1)); // nor what is not there
        QVERIFY(on.opened.isEmpty());
    }

    void whatIsNotAvailableSaysWhy()
    {
        Bench on(titles);
        on.palette.popUp();
        QTest::keyClicks(on.edit(), QStringLiteral("lock"));
        QVERIFY(on.settle());
        QCOMPARE(on.model.index(0, 0).data(PaletteModel::ReasonRole).toString(), QStringLiteral("it is locked"));
        QTest::keyClick(on.edit(), Qt::Key_Return);
        QVERIFY(on.opened.isEmpty());
        QVERIFY(on.palette.isVisible());
        QCOMPARE(on.state(), QStringLiteral("Not available: it is locked"));
    }

    void rowsSpeakInFull()
    {
        Bench on(titles);
        on.palette.popUp();
        QVERIFY(on.settle());
        QAccessibleInterface *list = QAccessible::queryAccessibleInterface(on.list());
        QVERIFY(list);
        QCOMPARE(list->childCount(), 4);
        QStringList spoken;
        for (int row = 0; row < list->childCount(); ++row)
            spoken << list->child(row)->text(QAccessible::Name);
        QCOMPARE(spoken,
                 (QStringList{QStringLiteral("Gold tier, thing, Ctrl+G"), QStringLiteral("Silver tier, thing"),
                              QStringLiteral("Great offers, thing"),
                              QStringLiteral("Locked, thing, not available: it is locked")}));
    }

    void whatIsOnItsWayIsSaid()
    {
        LateSource late;
        Bench on(titles);
        on.model.addSource(&late);
        on.palette.popUp();
        QVERIFY(on.settle());
        QVERIFY2(on.state().endsWith(late.words), qPrintable(on.state()));
        late.words.clear();
        Q_EMIT late.changed();
        QVERIFY(on.settle());
        QVERIFY2(on.state().endsWith(QStringLiteral("Esc closes")), qPrintable(on.state()));
    }

    void staysInTheMiddleOfTheWindow()
    {
        Bench on(titles);
        on.palette.popUp();
        QVERIFY(on.settle());
        for (const QSize size : {QSize(560, 420), QSize(1200, 700)}) {
            on.window.resize(size);
            QTRY_COMPARE(on.palette.geometry().center().x(), (size.width() - 1) / 2);
            QVERIFY(on.window.rect().contains(on.palette.geometry()));
        }
    }

    void whatWasUsedComesFirst()
    {
        Bench on(titles);
        QSignalSpy used(&on.model, &PaletteModel::used);
        for (int i = 0; i < 2; ++i) {
            on.palette.popUp();
            QTest::keyClicks(on.edit(), QStringLiteral("silver"));
            QVERIFY(on.settle());
            QTest::keyClick(on.edit(), Qt::Key_Return);
        }
        QCOMPARE(used.count(), 2);
        on.palette.popUp();
        QVERIFY(on.settle());
        QCOMPARE(on.current(), QStringLiteral("Silver tier"));
        QVERIFY(on.edit()->text().isEmpty());
        QTest::keyClicks(on.edit(), QStringLiteral("tier"));
        QVERIFY(on.settle());
        QCOMPARE(on.current(), QStringLiteral("Silver tier"));
    }

    /// Keys may come faster than the search.
    void returnWaitsForWhatWasTyped()
    {
        QStringList many;
        for (int i = 0; i < 20'000; ++i)
            many << QStringLiteral("Thing %1").arg(i);
        Bench on(many);
        on.palette.popUp();
        QTest::keyClicks(on.edit(), QStringLiteral("19876"));
        QVERIFY(on.model.isBusy());
        QTest::keyClick(on.edit(), Qt::Key_Return);
        QVERIFY(on.opened.isEmpty());
        QTRY_COMPARE(on.opened, QStringList{QStringLiteral("Thing 19876")});
    }

    void objectsThatComeLaterAreFound()
    {
        Bench on({});
        on.palette.popUp();
        QTest::keyClicks(on.edit(), QStringLiteral("gold"));
        QVERIFY(on.settle());
        QVERIFY(on.state().startsWith(QStringLiteral("No results")));
        on.source.setObjects(titles);
        QVERIFY(on.settle());
        QCOMPARE(on.current(), QStringLiteral("Gold tier"));
    }

    void aHundredThousandObjectsHoldNothing()
    {
        verifyNeverHeld(*this, [] {
            auto &application = *static_cast<WatchedApplication *>(qApp);
            QStringList many;
            for (int i = 0; i < 100'000; ++i)
                many << QStringLiteral("Customers of region %1 in list %2").arg(i % 97).arg(i);
            Bench on(many);
            QVERIFY(QTest::qWaitForWindowActive(&on.window));
            on.palette.popUp(); // polished and laid out once
            QVERIFY(on.settle());
            on.palette.close();
            QTest::qWait(20);
            application.startWatch();
            on.palette.popUp();
            for (const char letter : QByteArray("cur96 list 77")) {
                QTest::keyClick(on.edit(), letter);
                QTest::qWait(2);
            }
            QVERIFY(on.settle());
            QTest::keyClick(on.edit(), Qt::Key_Down);
            QTest::qWait(20);
            QVERIFY(on.model.hitCount() > 0);
            application.stopWatch();
        });
    }

    void pictures_data()
    {
        QTest::addColumn<Theme::Mode>("mode");
        QTest::addColumn<Theme::Contrast>("contrast");
        QTest::newRow("light") << Theme::Mode::Light << Theme::Contrast::Standard;
        QTest::newRow("dark") << Theme::Mode::Dark << Theme::Contrast::Standard;
        QTest::newRow("light-contrast") << Theme::Mode::Light << Theme::Contrast::High;
        QTest::newRow("dark-contrast") << Theme::Mode::Dark << Theme::Contrast::High;
    }

    void pictures()
    {
        QFETCH(Theme::Mode, mode);
        QFETCH(Theme::Contrast, contrast);
        Theme::instance().apply(mode, contrast);
        Bench on(titles
                 + QStringList{QStringLiteral("Tier of a customer whose household has a name that is much too long "
                                              "for any palette that anybody has ever seen on a screen")});
        on.palette.popUp();
        QTest::keyClicks(on.edit(), QStringLiteral("ti"));
        QVERIFY(on.settle());
        keepPicture(on.palette, QStringLiteral("palette-typed-") + QLatin1String(QTest::currentDataTag()));
        Theme::instance().apply(Theme::Mode::Light);
    }
};

MUSTER_TEST(TestCommandPalette, WatchedApplication)

} // namespace tst_commandpalette

#include "tst_commandpalette.moc"
