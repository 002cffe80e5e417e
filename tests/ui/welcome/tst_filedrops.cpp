// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/connection/connectionspage.h"
#include "ui/lists/applypage.h"
#include "ui/lists/contactlistspage.h"
#include "ui/welcome/filedrops.h"
#include "ui/welcome/filesheet.h"
#include "ui/welcome/welcomecontroller.h"
#include "welcomewindow.h"

#include "tests/support/testprogram.h"

#include <QApplication>
#include <QDragEnterEvent>
#include <QDragLeaveEvent>
#include <QMimeData>
#include <QUrl>

using namespace muster;
using namespace muster::test;

namespace tst_filedrops {

namespace {

std::unique_ptr<QMimeData> dragged(const QStringList &files)
{
    QList<QUrl> urls;
    for (const QString &file : files)
        urls << QUrl::fromLocalFile(file);
    auto data = std::make_unique<QMimeData>();
    data->setUrls(urls);
    return data;
}

/// As the application hands it on: to the widget, then to those around it until one takes it. Its target, or nobody.
QWidget *enter(QWidget *below, const QMimeData &data)
{
    for (QWidget *widget = below; widget; widget = widget->parentWidget()) {
        QDragEnterEvent event(QPoint(5, 5), Qt::CopyAction | Qt::MoveAction, &data, Qt::LeftButton, Qt::NoModifier);
        event.ignore();
        if (widget->acceptDrops())
            QCoreApplication::sendEvent(widget, &event);
        if (event.isAccepted())
            return widget;
    }
    return nullptr;
}

bool mayDrop(QWidget *target, const QMimeData &data)
{
    QDragMoveEvent event(QPoint(5, 5), Qt::CopyAction | Qt::MoveAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(target, &event);
    return event.isAccepted();
}

void leave(QWidget *target)
{
    QDragLeaveEvent event;
    QCoreApplication::sendEvent(target, &event);
}

/// Where it was dropped, what it did with the file: a copy, never a move.
bool drop(QWidget *target, const QMimeData &data)
{
    QDropEvent event(QPointF(5, 5), Qt::CopyAction | Qt::MoveAction, &data, Qt::LeftButton, Qt::NoModifier);
    event.setDropAction(Qt::MoveAction);
    QCoreApplication::sendEvent(target, &event);
    return event.isAccepted() && event.dropAction() == Qt::CopyAction;
}

} // namespace

class TestFileDrops : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { Theme::instance().apply(Theme::Mode::Light); }
    void judges_data();
    void judges();
    void opensWhatIsDroppedAnywhere();
    void saysWhyNothingCanBeDropped();
    void pagesThatTakeDropsComeFirst();
    void leavesAConfirmationAlone();
};

void TestFileDrops::judges_data()
{
    QTest::addColumn<QList<QUrl>>("urls");
    QTest::addColumn<int>("files");
    QTest::addColumn<QString>("word");
    const auto local = [](const char *path) { return QUrl::fromLocalFile(QString::fromLatin1(path)); };
    QTest::newRow("a file") << QList<QUrl>{local("/tmp/a.csv")} << 1 << QString();
    QTest::newRow("two files") << QList<QUrl>{local("/tmp/a.csv"), local("/tmp/b.csv")} << 2 << QString();
    QTest::newRow("one twice") << QList<QUrl>{local("/tmp/a.csv"), local("/tmp/a.csv")} << 1 << QString();
    QTest::newRow("text") << QList<QUrl>() << 0 << QStringLiteral("Only files");
    QTest::newRow("an address") << QList<QUrl>{QUrl(QStringLiteral("https://example.test/a.csv"))} << 0
                                << QStringLiteral("this computer");
    QTest::newRow("a folder") << QList<QUrl>{local("/tmp")} << 0 << QStringLiteral("Folders");
    QList<QUrl> many;
    for (int i = 0; i <= WelcomeController::maxFiles; ++i)
        many << QUrl::fromLocalFile(QStringLiteral("/tmp/%1").arg(i));
    QTest::newRow("too many") << many << 0 << QStringLiteral("20");
}

void TestFileDrops::judges()
{
    QFETCH(QList<QUrl>, urls);
    QFETCH(int, files);
    QFETCH(QString, word);
    QMimeData data;
    data.setUrls(urls);
    const FileDrops::Judgement judgement = FileDrops::judge(data);
    QCOMPARE(judgement.files.size(), files);
    QCOMPARE(judgement.refusal.isEmpty(), word.isEmpty());
    QVERIFY2(judgement.refusal.contains(word), qPrintable(judgement.refusal));
}

void TestFileDrops::opensWhatIsDroppedAnywhere()
{
    WelcomeWindow window;
    QVERIFY(window.start());
    const auto data = dragged({window.put("call.txt", "Agent: Hello.\nCustomer: Hi.\n")});
    window.window().showPage(MainWindow::Page::History);
    QWidget *target = enter(window.find<QWidget>("historyPage"), *data);
    QCOMPARE(target, &window.window());
    QVERIFY(window.find<QWidget>("dropCurtain")->isVisible());
    QVERIFY(mayDrop(target, *data));
    leave(target);
    QVERIFY(!window.find<QWidget>("dropCurtain")->isVisible());
    QCOMPARE(enter(window.find<QWidget>("historyPage"), *data), target);
    QVERIFY(drop(target, *data));
    QVERIFY(!window.find<QWidget>("dropCurtain")->isVisible());
    QTRY_VERIFY(window.isOn("maskedFilePage"));

    const auto several = dragged({window.put("a.csv", "id,phone\n1,+12015550100\n"), window.put("b.csv", "")});
    QCOMPARE(enter(window.find<QWidget>("maskedFilePage"), *several), target);
    QVERIFY(window.find<PlainLabel>("dropSentenceLabel")->plainText().contains(u'2'));
    QVERIFY(drop(target, *several));
    QTRY_COMPARE(window.window().findChildren<FileRow *>().size(), 2);
    QVERIFY(window.isOn("welcomePage"));
}

void TestFileDrops::saysWhyNothingCanBeDropped()
{
    WelcomeWindow window;
    QVERIFY(window.start());
    const auto folder = dragged({window.folder().path()});
    QWidget *target = enter(window.find<QWidget>("welcomePage"), *folder);
    QCOMPARE(target, &window.window()); // else nobody could say it
    QVERIFY(!mayDrop(target, *folder));
    QVERIFY(window.find<PlainLabel>("dropSentenceLabel")->plainText().contains(u"Folders"));
    QVERIFY(!drop(target, *folder));
    QVERIFY(!window.find<QWidget>("dropCurtain")->isVisible());
    QVERIFY(window.isOn("welcomePage"));
    QVERIFY(window.window().findChildren<FileRow *>().isEmpty());
}

void TestFileDrops::pagesThatTakeDropsComeFirst()
{
    WelcomeWindow window;
    QVERIFY(window.start());
    window.window().showPage(MainWindow::Page::Lists);
    auto *page = window.window().findChild<ContactListsPage *>();
    const auto data = dragged({window.put("a.csv", "id,phone\n1,+12015550100\n")});
    QCOMPARE(enter(page, *data), page);
    QVERIFY(!window.find<QWidget>("dropCurtain")->isVisible());
    QVERIFY(drop(page, *data));
    QVERIFY(window.isOn("csvFilePage"));
}

void TestFileDrops::leavesAConfirmationAlone()
{
    WelcomeWindow window;
    QVERIFY(window.start());
    window.window().showPage(MainWindow::Page::Lists);
    auto *page = window.window().findChild<ContactListsPage *>();
    page->show(page->apply());
    const auto data = dragged({window.put("a.csv", "id,phone\n1,+12015550100\n")});
    enter(page, *data); // which leaves it to the window
    QWidget *target = &window.window();
    QVERIFY(!mayDrop(target, *data));
    QVERIFY(!window.find<PlainLabel>("dropSentenceLabel")->plainText().isEmpty());
    QVERIFY(!drop(target, *data));
    QCOMPARE(page->shown(), page->apply());
}

MUSTER_TEST(TestFileDrops, QApplication)

} // namespace tst_filedrops
#include "tst_filedrops.moc"
