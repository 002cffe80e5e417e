// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "resources/resources.h"
#include "tests/support/listswindow.h"
#include "tests/support/pictures.h"
#include "tests/support/testprogram.h"
#include "ui/help/helpcontentspane.h"
#include "ui/help/helppageview.h"
#include "ui/help/helpwindow.h"

#include <QAccessible>
#include <QApplication>
#include <QFile>
#include <QLineEdit>
#include <QListView>
#include <QPrinter>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTextBlock>
#include <QTextFragment>
#include <QToolButton>
#include <QTreeWidget>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace tst_helpwindow {

/// The manual as a person uses it.
class TestHelpWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        initResources();
        installTranslations(*qApp);
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        Theme::instance().apply(Theme::Mode::Light);
    }
    void init()
    {
        m_window = std::make_unique<HelpWindow>(HelpIndex::compiledIn());
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    }
    void cleanup() { m_window.reset(); }

    void contentsHaveEveryPage()
    {
        auto *tree = find<QTreeWidget>("helpContentsTree");
        QStringList titles;
        for (QTreeWidgetItemIterator it(tree); *it; ++it)
            titles << (*it)->text(0);
        const HelpIndex index = HelpIndex::compiledIn();
        for (const HelpPage &page : index.pages())
            QVERIFY2(titles.contains(page.title), qPrintable(page.title));
        // A click goes there, and the contents follow where one is.
        for (QTreeWidgetItemIterator it(tree); *it; ++it) {
            if ((*it)->text(0) == index.page(u"history")->title)
                tree->setCurrentItem(*it);
        }
        tree->setFocus();
        QTest::keyClick(tree, Qt::Key_Return);
        QCOMPARE(m_window->place().page, u"history"_s);
        m_window->go({u"enrichment"_s, u"webhooks"_s});
        QCOMPARE(tree->currentItem()->text(0), u"Webhooks"_s);
        QVERIFY(m_window->windowTitle().startsWith(index.page(u"enrichment")->title));
    }

    void backAndForward()
    {
        auto *back = find<QToolButton>("helpBackButton"), *forward = find<QToolButton>("helpForwardButton");
        QVERIFY(!back->isEnabled() && !forward->isEnabled());
        m_window->go({u"segments"_s, {}});
        m_window->go({u"history"_s, {}});
        m_window->go({u"history"_s, {}}); // the same place again is no step
        back->click();
        QCOMPARE(m_window->place().page, u"segments"_s);
        QTest::keyClick(m_window.get(), Qt::Key_Right, Qt::AltModifier);
        QCOMPARE(m_window->place().page, u"history"_s);
        QVERIFY(!forward->isEnabled());
        QTest::keyClick(m_window.get(), Qt::Key_Left, Qt::AltModifier);
        m_window->go({u"activity"_s, {}});
        QVERIFY(!forward->isEnabled());
        m_window->go({u"no-such-page"_s, {}});
        QCOMPARE(m_window->place().page, u"first-steps"_s);
    }

    void aSearchLeadsToThePlaceAndMarksIt()
    {
        auto *field = find<QLineEdit>("helpSearchField");
        auto *hits = find<QListView>("helpHitsView");
        QTest::keyClicks(field, u"evidence opt"_s);
        QVERIFY(hits->isVisible() && hits->model()->rowCount() > 0);
        const QModelIndex first = hits->model()->index(0, 0);
        QVERIFY(!first.data(HelpHitDelegate::MarksRole).value<QList<HelpMark>>().isEmpty());
        QVERIFY(!first.data(Qt::AccessibleTextRole).toString().isEmpty());
        QTest::keyClick(field, Qt::Key_Down);
        QVERIFY(hits->hasFocus());
        QTest::keyClick(hits, Qt::Key_Return);
        QCOMPARE(m_window->place(), helpPlace(first.data(HelpHitDelegate::PlaceRole).toString()));
        QTRY_VERIFY(!page()->extraSelections().isEmpty());
        for (const QTextEdit::ExtraSelection &mark : page()->extraSelections())
            QVERIFY(QRegularExpression(u"^(evidence|opt)$"_s, QRegularExpression::CaseInsensitiveOption)
                        .match(mark.cursor.selectedText())
                        .hasMatch());
        field->setFocus();
        QTest::keyClick(field, Qt::Key_Escape);
        QVERIFY(!hits->isVisible());
        QTRY_VERIFY(page()->extraSelections().isEmpty());
        QTest::keyClicks(field, u"zzyzx"_s);
        QVERIFY(find<QWidget>("helpCountLabel")->isVisible());
        QCOMPARE(hits->model()->rowCount(), 0);
    }

    void contentsAndHitsAreClicked()
    {
        auto *tree = find<QTreeWidget>("helpContentsTree");
        for (QTreeWidgetItemIterator it(tree); *it; ++it) {
            if ((*it)->text(0) != HelpIndex::compiledIn().page(u"history")->title)
                continue;
            tree->scrollToItem(*it);
            QTest::mouseClick(tree->viewport(), Qt::LeftButton, {}, tree->visualItemRect(*it).center());
            break;
        }
        QCOMPARE(m_window->place().page, u"history"_s);
        auto *hits = find<QListView>("helpHitsView");
        find<QLineEdit>("helpSearchField")->setText(u"purge"_s);
        const QModelIndex second = hits->model()->index(1, 0);
        QVERIFY(second.isValid());
        QTest::mouseClick(hits->viewport(), Qt::LeftButton, {}, hits->visualRect(second).center());
        QCOMPARE(m_window->place(), helpPlace(second.data(HelpHitDelegate::PlaceRole).toString()));
    }

    void keysOfTheWindow()
    {
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        page()->setFocus();
        QTest::keyClick(m_window.get(), Qt::Key_F, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(find<QLineEdit>("helpSearchField")->hasFocus());
        const QKeyCombination close = QKeySequence(QKeySequence::Close)[0]; // another one on each desktop
        QTest::keyClick(m_window.get(), close.key(), close.keyboardModifiers());
        QVERIFY(!m_window->isVisible());
        m_window->show();
        QTest::keyClick(m_window.get(), Qt::Key_Escape);
        QVERIFY(!m_window->isVisible());
    }

    void findInThePage()
    {
        goAndSee({u"glossary"_s, {}});
        QTest::keyClick(m_window.get(), Qt::Key_F, Qt::ControlModifier);
        auto *field = find<QLineEdit>("helpFindField");
        QVERIFY(field->isVisible());
        QTest::keyClicks(field, u"tenant"_s);
        auto *label = find<PlainLabel>("helpFindLabel");
        const qsizetype count = page()->toPlainText().count(u"tenant"_s, Qt::CaseInsensitive);
        QVERIFY(count > 3);
        QCOMPARE(label->plainText(), u"1 of %1"_s.arg(count));
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(label->plainText(), u"2 of %1"_s.arg(count));
        QTest::keyClick(field, Qt::Key_Return, Qt::ShiftModifier);
        QTest::keyClick(field, Qt::Key_Return, Qt::ShiftModifier);
        QCOMPARE(label->plainText(), u"%1 of %1"_s.arg(count)); // around the beginning
        QTest::keyClick(m_window.get(), Qt::Key_F3);
        QCOMPARE(label->plainText(), u"1 of %1"_s.arg(count));
        QTest::keyClicks(field, u"zzz"_s);
        QCOMPARE(label->plainText(), u"Not on this page"_s);
        field->setText(u"segment"_s); // it is looked for in the next page as well
        goAndSee({u"segments"_s, {}});
        QCOMPARE(label->plainText(), u"1 of %1"_s.arg(page()->toPlainText().count(u"segment"_s, Qt::CaseInsensitive)));
        QTest::keyClick(field, Qt::Key_Escape);
        QVERIFY(!field->isVisible() && m_window->isVisible());
    }

    /// With the field open, what is looked for does not lead away from the place that was asked for.
    void whatIsLookedForIsFoundFromThePlaceOn()
    {
        goAndSee({u"segments"_s, {}});
        QTest::keyClick(m_window.get(), Qt::Key_F, Qt::ControlModifier);
        find<QLineEdit>("helpFindField")->setText(u"what to do"_s);
        goAndSee({u"errors"_s, u"plan_stale"_s});
        QTRY_VERIFY(page()->textCursor().position() > 0);
        const HelpIndex index = HelpIndex::compiledIn();
        QString title;
        for (const HelpSection &section : index.page(u"errors")->sections) {
            if (section.anchor == u"plan_stale")
                title = section.title;
        }
        QVERIFY(!title.isEmpty());
        QTextBlock block = page()->textCursor().block();
        QVERIFY(block.text().startsWith(u"What to do"_s));
        while (block.isValid() && block.blockFormat().headingLevel() == 0)
            block = block.previous();
        QCOMPARE(block.text(), title);
    }

    void zoomKeepsThePlace()
    {
        goAndSee({u"errors"_s, u"plan_stale"_s});
        const double size = page()->document()->defaultFont().pointSizeF();
        for (int i = 0; i < 3; ++i)
            QTest::keyClick(m_window.get(), Qt::Key_Plus, Qt::ControlModifier);
        QCOMPARE(page()->zoom(), 130);
        QTRY_VERIFY(qAbs(page()->document()->defaultFont().pointSizeF() - size * 1.3) < 0.01);
        QTRY_VERIFY(page()->verticalScrollBar()->value() > 0);
        QTest::keyClick(m_window.get(), Qt::Key_0, Qt::ControlModifier);
        QCOMPARE(page()->zoom(), 100);
        page()->setZoom(10'000);
        QCOMPARE(page()->zoom(), 300);
    }

    void linksStayInTheManual()
    {
        m_window->go({u"segments"_s, {}});
        Q_EMIT page()->anchorClicked(QUrl(u"findings.md#checks-before-an-export"_s));
        QCOMPARE(m_window->place(), (HelpPlace{u"findings"_s, u"checks-before-an-export"_s}));
        QTRY_VERIFY(page()->verticalScrollBar()->value() > 0);
        m_window->go({u"licences"_s, {}});
        Q_EMIT page()->anchorClicked(QUrl(u"../../../LICENSES/MIT.txt"_s));
        QCOMPARE(m_window->place().page, u"MIT.txt"_s);
        QTRY_VERIFY(page()->toPlainText().contains(u"WITHOUT WARRANTY OF ANY KIND"));
        for (const char *link :
             {"https://example.org/x.md", "file:///etc/passwd.txt", "/etc/hosts.txt", "../../x.md"}) {
            Q_EMIT page()->anchorClicked(QUrl(QString::fromLatin1(link)));
            QCOMPARE(m_window->place().page, u"MIT.txt"_s);
        }
    }

    void nothingIsFetched_data()
    {
        QTest::addColumn<QString>("name");
        QTemporaryDir folder;
        QTest::newRow("web") << u"https://example.org/x.png"_s;
        QTest::newRow("file") << u"file:///usr/share/pixmaps/debian-logo.png"_s;
        QTest::newRow("plain") << u"/usr/share/pixmaps/debian-logo.png"_s;
        QTest::newRow("another resource") << u"qrc:/icons/muster.svg"_s;
    }

    void nothingIsFetched()
    {
        QFETCH(QString, name);
        QVERIFY(!page()->loadResource(QTextDocument::ImageResource, QUrl(name)).isValid());
        QVERIFY(!page()->loadResource(QTextDocument::MarkdownResource, QUrl(name)).isValid());
        QVERIFY(!page()->loadResource(QTextDocument::HtmlResource, QUrl(name)).isValid());
    }

    void picturesFitTheWindow()
    {
        m_window->go({u"segments"_s, {}});
        for (const int width : {700, 1300}) {
            m_window->resize(width, 700);
            QTRY_VERIFY(!pictureWidths().isEmpty() && pictureWidths().first() <= page()->viewport()->width());
            QTRY_VERIFY(page()->horizontalScrollBar()->maximum() == 0);
        }
        // The page is made anew at its new width.
        const QUrl picture(u"qrc:/help/pictures/export.png"_s);
        QTRY_VERIFY(page()->document()->resource(QTextDocument::ImageResource, picture).value<QImage>().width() > 300);
    }

    void everyPageIsShownInBothThemes()
    {
        for (const Theme::Mode mode : {Theme::Mode::Dark, Theme::Mode::Light}) {
            Theme::instance().apply(mode);
            const HelpIndex index = HelpIndex::compiledIn();
            for (const HelpPage &one : index.pages()) {
                m_window->go({one.id, {}});
                QTRY_COMPARE(page()->document()->begin().text(), one.title);
                for (const HelpSection &section : one.sections)
                    QVERIFY2(isAnchor(section.anchor), qPrintable(one.id + u'#' + section.anchor));
            }
            m_window->go({u"contact-lists"_s, {}});
            find<QLineEdit>("helpSearchField")->setText(u"purge number"_s);
            QTest::qWait(150); // pictures are fitted when resizing has come to rest
            keepPicture(*m_window, mode == Theme::Mode::Dark ? u"help-dark"_s : u"help-light"_s);
            m_window->go({u"findings"_s, {}});
            find<QLineEdit>("helpSearchField")->clear();
            keepPicture(*m_window, mode == Theme::Mode::Dark ? u"help-table-dark"_s : u"help-table-light"_s);
        }
    }

    void thePageIsPrinted()
    {
        QTemporaryDir folder;
        SteadyAnswers answers;
        answers.printer = std::make_shared<QPrinter>();
        answers.printer->setOutputFormat(QPrinter::PdfFormat);
        answers.printer->setOutputFileName(folder.filePath(u"page.pdf"_s));
        m_window->go({u"segments"_s, {}});
        QTest::keyClick(m_window.get(), Qt::Key_P, Qt::ControlModifier);
        QTRY_VERIFY(QFile(folder.filePath(u"page.pdf"_s)).size() > 20'000); // its picture is in it
        QVERIFY(answers.told.isEmpty());
    }

    void aPrinterThatTakesNothingIsTold()
    {
        SteadyAnswers answers;
        answers.printer = std::make_shared<QPrinter>();
        answers.printer->setOutputFormat(QPrinter::PdfFormat);
        answers.printer->setOutputFileName(u"/nonexistent/page.pdf"_s);
        find<QToolButton>("helpPrintButton")->click();
        QTRY_COMPARE(answers.told.size(), 1);
        QVERIFY2(answers.told.first().contains(u"printer"_s), qPrintable(answers.told.first()));
    }

    void aLongPageIsPrintedToItsEnd_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("errors") << u"errors"_s;
        QTest::newRow("commands") << u"commands"_s;
        QTest::newRow("a licence") << u"GPL-3.0-or-later.txt"_s;
    }

    void aLongPageIsPrintedToItsEnd()
    {
        QFETCH(QString, name);
        QTemporaryDir folder;
        SteadyAnswers answers;
        answers.printer = std::make_shared<QPrinter>();
        answers.printer->setOutputFormat(QPrinter::PdfFormat);
        answers.printer->setPageSize(QPageSize(QPageSize::A4));
        answers.printer->setOutputFileName(folder.filePath(u"page.pdf"_s));
        goAndSee({name, {}});
        // All that is shown is on the paper, down to the last line.
        QTextDocument paper;
        paper.setHtml(page()->toPaper()());
        QCOMPARE(paper.toPlainText().simplified(), page()->toPlainText().simplified());
        find<QToolButton>("helpPrintButton")->click();
        const auto sheets = [&folder] {
            QFile file(folder.filePath(u"page.pdf"_s));
            if (!file.open(QIODevice::ReadOnly))
                return 0;
            const QByteArray pdf = file.readAll();
            return pdf.contains("%%EOF") ? int(pdf.count("/Type /Page\n")) : 0;
        };
        // As many sheets as the text takes on such paper, but for what the fonts of screen and printer differ in.
        const double dots = page()->logicalDpiX() / 2.54;
        paper.setPageSize(QSizeF((21.0 - 4.0) * dots, (29.7 - 4.0) * dots)); // with margins of two centimetres
        QVERIFY(paper.pageCount() > 5);
        QTRY_VERIFY_WITH_TIMEOUT(sheets() > 0, 60'000);
        QVERIFY2(sheets() > paper.pageCount() * 0.8 && sheets() < paper.pageCount() * 1.25,
                 qPrintable(u"%1 of %2"_s.arg(sheets()).arg(paper.pageCount())));
        QVERIFY(answers.told.isEmpty());
    }

    void theLayoutIsRemembered()
    {
        m_window->resize(900, 600);
        page()->setZoom(140);
        const QByteArray state = m_window->layoutState();
        HelpWindow other(HelpIndex::compiledIn());
        other.restoreLayout(state);
        QCOMPARE(other.size(), QSize(900, 600));
        QCOMPARE(other.findChild<HelpPageView *>()->zoom(), 140);
        other.restoreLayout(QByteArray("rubbish"));
        other.restoreLayout({});
        QCOMPARE(other.size(), QSize(900, 600));
    }

    void everythingHasAName()
    {
        find<QToolButton>("helpFindButton")->click();
        for (QWidget *child : m_window->findChildren<QWidget *>()) {
            if (!child->isVisible() || !(child->focusPolicy() & Qt::TabFocus)
                || child->objectName().startsWith(u"qt_"_s))
                continue;
            QAccessibleInterface *face = QAccessible::queryAccessibleInterface(child);
            QVERIFY2(face && !face->text(QAccessible::Name).isEmpty(), qPrintable(child->objectName()));
        }
    }

private:
    template <typename T>
    T *find(const char *name)
    {
        return m_window->findChild<T *>(QString::fromLatin1(name));
    }
    void goAndSee(const HelpPlace &place)
    {
        QSignalSpy shown(page(), &HelpPageView::pageShown);
        m_window->go(place);
        QVERIFY(shown.wait(60'000));
    }
    HelpPageView *page() { return find<HelpPageView>("helpPageView"); }
    QList<double> pictureWidths()
    {
        QList<double> widths;
        eachFragment([&widths](const QTextCharFormat &format) {
            if (format.isImageFormat())
                widths << format.toImageFormat().width();
        });
        return widths;
    }
    bool isAnchor(const QString &name)
    {
        bool found = false;
        eachFragment([&](const QTextCharFormat &format) { found |= format.anchorNames().contains(name); });
        return found;
    }
    void eachFragment(const std::function<void(const QTextCharFormat &)> &look)
    {
        for (QTextBlock block = page()->document()->begin(); block.isValid(); block = block.next()) {
            for (auto it = block.begin(); !it.atEnd(); ++it)
                look(it.fragment().charFormat());
        }
    }

    std::unique_ptr<HelpWindow> m_window;
};

MUSTER_TEST(TestHelpWindow, QApplication)

} // namespace tst_helpwindow
#include "tst_helpwindow.moc"
