// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/help/helpindex.h"
#include "models/text/errortexts.h"
#include "resources/resources.h"
#include "tests/support/listswindow.h"
#include "tests/support/testprogram.h"
#include "ui/audiences/canvas/criteriacanvas.h"
#include "ui/audiences/conflictview.h"
#include "ui/audiences/estimatebar.h"
#include "ui/audiences/registerview.h"
#include "ui/common/errorpanel.h"
#include "ui/common/helpid.h"
#include "ui/help/helpcentre.h"
#include "ui/help/helpwindow.h"
#include "ui/lists/enrich/enrichpage.h"
#include "ui/segments/exportsheet.h"

#include <QAbstractButton>
#include <QApplication>
#include <QDialog>
#include <QDirIterator>
#include <QFile>
#include <QLineEdit>
#include <QRegularExpression>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace tst_helpids {

/// Every place of the program has a page of the manual, and F1 opens it.
class TestHelpIds : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        initResources();
        installTranslations(*qApp);
        Theme::instance().apply(Theme::Mode::Light);
        m_index = std::make_unique<HelpIndex>(HelpIndex::compiledIn());
    }

    void everyPageAndDialogHasItsPlace()
    {
        // As they stand in the sources, so that nobody has to remember them. What ConfirmPage is the base of has
        // places.
        static const QRegularExpression declared(u"\\nclass (?!(?:List)?ConfirmPage)(\\w+(?:Page|Dialog))(?: final)? : "
                                                 u"public (?:QWidget|QDialog|(?:List)?ConfirmPage)\\b"
                                                 u"[^{]*\\{\\n    Q_OBJECT\\n(    Q_CLASSINFO\\(\"help\")?"_s);
        int classes = 0;
        for (const QString &header : headers()) {
            for (auto found = declared.globalMatch(header); found.hasNext(); ++classes) {
                const auto match = found.next();
                QVERIFY2(match.hasCaptured(2), qPrintable(match.captured(1)));
            }
        }
        QVERIFY(classes >= 24);
    }

    void everyPlaceIsInTheManual()
    {
        static const QRegularExpression place(u"\\n    Q_CLASSINFO\\(\"help\", \"([^\"]+)\"\\)"_s);
        int places = 0;
        for (const QString &header : headers()) {
            for (auto found = place.globalMatch(header); found.hasNext(); ++places) {
                const QString id = found.next().captured(1);
                QVERIFY2(m_index->has(helpPlace(id)), qPrintable(id));
            }
        }
        QVERIFY(places >= 40);
    }

    void theNearestPlaceCounts()
    {
        QWidget page;
        setHelpId(page, u"segments"_s);
        auto *pane = new QWidget(&page);
        auto *field = new QLineEdit(pane);
        QCOMPARE(helpIdAt(field), u"segments"_s);
        setHelpId(*pane, u"segments#check"_s);
        QCOMPARE(helpIdAt(field), u"segments#check"_s);
        QDialog dialog(pane);
        QCOMPARE(helpIdAt(&dialog), u"segments#check"_s);
        QCOMPARE(helpIdAt(nullptr), QString());
    }

    /// The nearest place is the one of the part, not of the page around it.
    void partsOfAPageHaveTheirOwnPlace()
    {
        QWidget page;
        setHelpId(page, u"audiences"_s);
        const auto place = [](const QWidget &part) {
            const auto *control = part.findChild<QAbstractButton *>();
            return control ? helpIdAt(control) : QString();
        };
        QCOMPARE(place(*new CriteriaCanvas(&page)), u"audiences#conditions-and-groups"_s);
        QCOMPARE(place(*new EstimateBar(&page)), u"audiences#try-the-criteria-on-contacts"_s);
        QCOMPARE(place(*new RegisterView(&page)), u"audiences#register"_s);
        QCOMPARE(place(*new ConflictView(&page)), u"audiences#when-somebody-was-faster"_s);
        QCOMPARE(place(*new ExportSheet(&page)), u"segments#choose-what-is-exported"_s);
        QCOMPARE(place(*new EnrichPage(&page)), u"enrichment"_s);
    }

    void openedAgainItStaysWhereOneReads()
    {
        HelpCentre centre;
        centre.open(u"history"_s);
        centre.open();
        QCOMPARE(shown()->place().page, u"history"_s);
        QTest::keyClick(shown(), Qt::Key_F1); // within the manual there is nowhere to go
        QCOMPARE(shown()->place().page, u"history"_s);
    }

    void anErrorOpensItsOwnPlace()
    {
        ErrorPanel panel;
        for (const ErrorKind kind : allErrorKinds()) {
            panel.setError({.kind = kind});
            QVERIFY2(m_index->has(helpPlace(helpIdAt(&panel))), qPrintable(helpIdAt(&panel)));
        }
        panel.setError({.kind = ErrorKind::BadInput, .code = u"plan_stale"_s});
        QCOMPARE(helpIdAt(&panel), u"errors#plan_stale"_s);
    }

    void f1OpensThePageOfEveryPage()
    {
        ListsWindow window;
        QVERIFY(window.open());
        const QStringList expected{u"segments"_s,  u"contact-lists"_s, u"do-not-call"_s, u"transcripts"_s,
                                   u"audiences"_s, u"activity"_s,      u"history"_s,     u"connections"_s};
        for (int page = 0; page < int(expected.size()); ++page) {
            window.window().showPage(MainWindow::Page(page));
            QWidget *focus = window.window().focusWidget();
            QTest::keyClick(focus ? focus : &window.window(), Qt::Key_F1);
            QCOMPARE(shown()->place().page, expected[page]);
            // The navigation is in no page; it opens that of the page one sees.
            QTest::keyClick(window.find<QWidget>("helpNavigationButton"), Qt::Key_F1);
            QCOMPARE(shown()->place().page, expected[page]);
        }
    }

    void f1IsHeardInADialog()
    {
        ListsWindow window;
        QVERIFY(window.open());
        auto *webhooks = window.find<QPushButton>("openKnownWebhooksButton");
        QVERIFY(webhooks);
        webhooks->click();
        QDialog *dialog = nullptr;
        QTRY_VERIFY((dialog = qobject_cast<QDialog *>(QApplication::activeModalWidget())) != nullptr);
        QTest::keyClick(dialog, Qt::Key_F1);
        QCOMPARE(shown()->place(), (HelpPlace{u"enrichment"_s, u"webhooks"_s}));
        // A dialog blocks the window that it belongs to, not the manual.
        QVERIFY(!isBlocked(*shown()));
        dialog->close();
    }

    void theManualGoesWithTheWindow()
    {
        ListsWindow window;
        QVERIFY(window.open());
        window.window().help().openLicences();
        QPointer<HelpWindow> manual = shown();
        QCOMPARE(manual->place().page, u"licences"_s);
        manual->resize(777, 555);
        window.window().close();
        QVERIFY(!manual);
        window.window().help().open();
        QTRY_COMPARE(shown()->size(), QSize(777, 555));
        window.window().help().close();
    }

private:
    /// The texts of all headers of ui.
    static QStringList headers()
    {
        QStringList texts;
        QDirIterator files(QStringLiteral(MUSTER_SOURCES "/ui"), {u"*.h"_s}, QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext())
            texts << text(files.next());
        return texts;
    }

    static QString text(const QString &name)
    {
        QFile file(name);
        return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
    }
    static HelpWindow *shown()
    {
        for (QWidget *widget : QApplication::topLevelWidgets()) {
            if (auto *manual = qobject_cast<HelpWindow *>(widget); manual && manual->isVisible())
                return manual;
        }
        qFatal("the manual is not open");
    }
    static bool isBlocked(QWidget &window)
    {
        // A blocked window gets no mouse events.
        bool heard = false;
        struct Ear : QObject
        {
            bool *heard = nullptr;
            bool eventFilter(QObject *, QEvent *event) override
            {
                *heard |= event->type() == QEvent::MouseButtonPress;
                return false;
            }
        } ear;
        ear.heard = &heard;
        auto *field = window.findChild<QWidget *>(u"helpSearchField"_s);
        field->installEventFilter(&ear);
        QTest::mouseClick(window.windowHandle(), Qt::LeftButton, {}, field->mapTo(&window, field->rect().center()));
        return !heard;
    }

    std::unique_ptr<HelpIndex> m_index;
};

MUSTER_TEST(TestHelpIds, QApplication)

} // namespace tst_helpids
#include "tst_helpids.moc"
