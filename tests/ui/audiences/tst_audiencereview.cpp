// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/audiences/estimate/audiencesamples.h"
#include "models/rules/criteria/criteriafield.h"
#include "resources/resources.h"
#include "tests/support/audiencesamples.h"
#include "tests/support/testprogram.h"
#include "ui/audiences/audiencedetailsform.h"
#include "ui/audiences/audiencehistorypane.h"
#include "ui/audiences/conflictview.h"
#include "ui/audiences/criterialinestable.h"
#include "ui/audiences/criteriapanes.h"
#include "ui/audiences/criteriawhypane.h"
#include "ui/audiences/estimatebar.h"
#include "ui/audiences/registerview.h"
#include "ui/common/confirmbutton.h"
#include "ui/common/plainlabel.h"
#include "ui/common/theme.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>
#include <QTableView>

using namespace muster;
using namespace muster::test;

namespace tst_audiencereview {

/// What is looked at before an audience is registered, and the panes beside the canvas.
class TestAudienceReview : public QObject
{
    Q_OBJECT

    template <typename T>
    static T *find(const QWidget &in, const QString &name)
    {
        return in.findChild<T *>(name);
    }
    template <typename T>
    static T *find(const QWidget &in, const char *name)
    {
        return in.findChild<T *>(QString::fromLatin1(name));
    }
    static QString text(const QWidget &in, const char *name) { return find<PlainLabel>(in, name)->plainText(); }
    static RegisterFacts sampleFacts()
    {
        RegisterFacts facts;
        facts.definition.name = QStringLiteral("Gold tier");
        facts.audienceId = sampleAudiences()[0].id;
        facts.version = 4;
        facts.digest = QString(64, u'a');
        facts.changes = {{.word = QStringLiteral("Added"), .text = QStringLiteral("employees is over 500")}};
        facts.previousSize = 12480;
        facts.estimate = 13684;
        facts.estimatedOf = 100000;
        return facts;
    }
    static QList<ConflictPart> sampleParts()
    {
        using State = ConflictPart::State;
        return {{.key = QStringLiteral("name"),
                 .title = QStringLiteral("Name"),
                 .base = QStringLiteral("Gold"),
                 .mine = QStringLiteral("Gold tier"),
                 .theirs = QStringLiteral("Golden"),
                 .state = State::Conflict},
                {.key = QStringLiteral("description"),
                 .title = QStringLiteral("Description"),
                 .mine = QStringLiteral("Since spring"),
                 .state = State::OnlyMine},
                {.key = QStringLiteral("criteria"),
                 .title = QStringLiteral("Criteria"),
                 .base = QStringLiteral("tier is gold"),
                 .mine = QStringLiteral("tier is gold and visits is over 3"),
                 .theirs = QStringLiteral("tier is gold and city is Bern"),
                 .state = State::Conflict}};
    }

private Q_SLOTS:
    void initTestCase()
    {
        installTranslations(*qApp);
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        Theme::instance().apply(Theme::Mode::Light);
    }

    void theButtonNamesWhatItRegistersAndArms()
    {
        RegisterView view;
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        view.showReading(sampleProfile(), QStringLiteral("Gold tier"));
        auto *confirm = find<ConfirmButton>(view, "confirmRegisterButton");
        QVERIFY(!confirm->isAllowed());
        view.showFacts(sampleFacts());
        QCOMPARE(confirm->text(), QStringLiteral("Register version 4 of \u201cGold tier\u201d"));
        QVERIFY(confirm->isAllowed() && !confirm->isEnabled()); // not before a second has gone
        QVERIFY(text(view, "registerSummaryLabel").contains(QStringLiteral("Version 3 in Sandbox tenant")));
        QVERIFY(text(view, "registerPeopleLabel").contains(QStringLiteral("12,480 people")));
        QVERIFY(text(view, "registerPeopleLabel").contains(QStringLiteral("13,684 match")));
        QSignalSpy confirmed(&view, &RegisterView::confirmed);
        QTRY_VERIFY_WITH_TIMEOUT(confirm->isEnabled(), 60'000);
        QTest::mouseClick(confirm, Qt::LeftButton);
        QTRY_COMPARE(confirmed.size(), 1);
    }

    void theCriteriaAreReadAsWordsBeforeAndAfter()
    {
        RegisterView view;
        view.showReading(sampleProfile(), {});
        RegisterFacts facts = sampleFacts();
        const auto words = [&] {
            view.showFacts(facts);
            return find<QPlainTextEdit>(view, "registerWordsEdit")->toPlainText();
        };
        facts.criteria = QStringLiteral("Employees is over 500 and <b>tier</b> is gold.");
        QCOMPARE(words(), facts.criteria); // a new one
        facts.criteriaBefore = QStringLiteral("Tier is gold.");
        QCOMPARE(
            words(),
            QStringLiteral("New: Employees is over 500 and <b>tier</b> is gold.\nNow in the tenant: Tier is gold."));
        facts.criteriaBefore = facts.criteria; // another part has changed
        QCOMPARE(words(), facts.criteria);
        QVERIFY(find<QPlainTextEdit>(view, "registerWordsEdit")->isReadOnly());
    }

    void whatCannotBeRegisteredSaysWhy_data()
    {
        QTest::addColumn<int>("what");
        QTest::addColumn<QString>("words");
        QTest::newRow("errors") << 0 << QStringLiteral("can’t be registered as is");
        QTest::newRow("no change") << 1 << QStringLiteral("nothing to register");
        QTest::newRow("read-only") << 2 << QStringLiteral("read-only");
        QTest::newRow("webhook") << 3 << QStringLiteral("https");
    }

    void whatCannotBeRegisteredSaysWhy()
    {
        QFETCH(int, what);
        QFETCH(QString, words);
        RegisterView view;
        view.showReading(sampleProfile(), {});
        RegisterFacts facts = sampleFacts();
        facts.isRefused = what == 0;
        if (what == 1)
            facts.changes.clear();
        view.setLookOnly(what == 2);
        if (what == 3)
            find<QLineEdit>(view, "audienceWebhookEdit")->setText(QStringLiteral("http://cdp.example.com/hook"));
        view.showFacts(facts);
        QVERIFY(!find<ConfirmButton>(view, "confirmRegisterButton")->isAllowed());
        QVERIFY2(text(view, "registerProblemLabel").contains(words), qPrintable(text(view, "registerProblemLabel")));
        QCOMPARE(find<QPushButton>(view, "armForRegisterButton")->isHidden(), what != 2);
        // Nothing is announced that will not be.
        QCOMPARE(text(view, "registerSummaryLabel").contains(QStringLiteral("replaced")), what != 1);
    }

    void theEnvironmentsAddressStandsThereAndSaysWhereFrom()
    {
        const QString address = QStringLiteral("https://cdp.example.com/hook");
        RegisterView view;
        view.showReading(sampleProfile(), {});
        view.showFacts(sampleFacts());
        auto *edit = find<QLineEdit>(view, "audienceWebhookEdit");
        auto *origin = find<QWidget>(view, "audienceWebhookOriginLabel");
        QVERIFY(edit->text().isEmpty() && origin->isHidden());
        view.offerWebhook({}); // unset
        QVERIFY(view.webhook().isEmpty() && origin->isHidden());
        view.offerWebhook(address);
        QCOMPARE(view.webhook(), QUrl(address));
        QVERIFY(!origin->isHidden());
        edit->setText(QStringLiteral("https://other.example.com/hook"));
        QVERIFY(origin->isHidden());
        view.offerWebhook(address); // what a person wrote stays
        QCOMPARE(view.webhook().host(), QStringLiteral("other.example.com"));
        edit->clear();
        QVERIFY(view.webhook().isEmpty() && origin->isHidden());
        QVERIFY(find<ConfirmButton>(view, "confirmRegisterButton")->isAllowed()); // nobody is told: no error
    }

    void otherFactsDisarmTheButton()
    {
        RegisterView view;
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        view.showReading(sampleProfile(), {});
        view.showFacts(sampleFacts());
        auto *confirm = find<ConfirmButton>(view, "confirmRegisterButton");
        QTRY_VERIFY_WITH_TIMEOUT(confirm->isEnabled(), 60'000);
        RegisterFacts other = sampleFacts();
        other.digest = QString(64, u'b');
        view.showFacts(other);
        QVERIFY(!confirm->isEnabled());
        view.showReading(sampleProfile(), {});
        QVERIFY(!confirm->isAllowed());
    }

    void F77_nothingGoesOnBeforeEveryConflictIsDecided()
    {
        ConflictView view;
        view.prepare(Environment::Sandbox, QStringLiteral("Gold tier"), 5, sampleParts());
        auto *merge = find<QPushButton>(view, "mergeAudienceButton");
        QVERIFY(!merge->isEnabled());
        QVERIFY(text(view, "conflictWhatLabel").contains(QStringLiteral("version 5")));
        QVERIFY(!find<QRadioButton>(view, "mineRadio_description")); // only one side changed it
        find<QRadioButton>(view, "mineRadio_name")->click();
        QVERIFY(!merge->isEnabled());
        QVERIFY(text(view, "conflictHintLabel").startsWith(QStringLiteral("1 part needs your choice")));
        find<QRadioButton>(view, "theirsRadio_criteria")->click();
        QVERIFY(merge->isEnabled());
        QSignalSpy merged(&view, &ConflictView::merged);
        merge->click();
        const auto choice = merged[0][0].value<QHash<QString, bool>>();
        const QHash<QString, bool> wanted{{QStringLiteral("name"), false}, {QStringLiteral("criteria"), true}};
        QCOMPARE(choice, wanted);
        // Another conflict begins without the choices of the one before.
        view.prepare(Environment::Sandbox, QStringLiteral("Gold tier"), 6, sampleParts());
        QVERIFY(!merge->isEnabled());
    }

    void linesAreChosenWithTheirBox()
    {
        CriteriaLinesTable table("linesTable", QStringLiteral("Lines"), {QStringLiteral("a"), QStringLiteral("b"), {}},
                                 {100, 0});
        auto *view = find<QTableView>(table, "linesTable");
        QAbstractItemModelTester tester(view->model(), QAbstractItemModelTester::FailureReportingMode::Fatal);
        QList<CriteriaLine> lines;
        for (quint32 node = 0; node < 3; ++node)
            lines << CriteriaLine{.word = QStringLiteral("Error"), .text = QString::number(node), .node = node};
        table.setLines(lines, QStringLiteral("None."));
        QSignalSpy chosen(&table, &CriteriaLinesTable::nodeChosen);
        view->selectRow(2);
        view->selectRow(0); // of the whole: there is no box
        QCOMPARE(chosen.size(), 1);
        QCOMPARE(chosen[0][0].value<CriteriaNodeId>(), 2U);
        QVERIFY(view->isColumnHidden(CriteriaLinesModel::Aside));
        lines[1].text = QStringLiteral("another");
        table.setLines(lines, {});
        QCOMPARE(view->currentIndex().row(), 0); // the choice stays
        table.setLines({}, QStringLiteral("None."));
        QCOMPARE(text(table, "linesEmptyLabel"), QStringLiteral("None."));
    }

    void theSentenceMeansTheSmallestPartAtTheCaret()
    {
        CriteriaSentencePane pane;
        pane.show();
        QVERIFY(QTest::qWaitForWindowExposed(&pane));
        // "a and (b or c)": the group in brackets is node 5, b is 6, c is 7.
        pane.setSentence(QStringLiteral("a and (b or c)"), {{0, 14, 1}, {0, 1, 2}, {6, 8, 5}, {7, 1, 6}, {12, 1, 7}});
        auto *edit = find<QPlainTextEdit>(pane, "criteriaSentenceEdit");
        QSignalSpy chosen(&pane, &CriteriaSentencePane::nodeChosen);
        edit->setFocus();
        const auto put = [edit](int place) {
            QTextCursor caret = edit->textCursor();
            caret.setPosition(place);
            edit->setTextCursor(caret);
        };
        put(13);
        put(10);
        put(3);
        QCOMPARE(chosen.size(), 3);
        QCOMPARE(chosen[0][0].value<CriteriaNodeId>(), 7U);
        QCOMPARE(chosen[1][0].value<CriteriaNodeId>(), 5U);
        QCOMPARE(chosen[2][0].value<CriteriaNodeId>(), 1U);
        pane.setCurrentNode(5);
        QCOMPARE(edit->extraSelections().size(), 1);
        QCOMPARE(edit->extraSelections().first().cursor.selectedText(), QStringLiteral("(b or c)"));
        chosen.clear();
        pane.setSentence(QStringLiteral("a"), {{0, 1, 2}});
        QCOMPARE(chosen.size(), 0); // nobody clicked
    }

    void aContactIsAskedAboutByItsRowOrById()
    {
        CriteriaWhyPane pane;
        pane.showNothing({}); // its parts are made when there is something to show
        auto *table = find<QTableView>(pane, "sampleContactsTable");
        QVERIFY(!table->isVisibleTo(&pane) && !find<QLineEdit>(pane, "whyContactEdit")->isEnabled());
        QVERIFY(text(pane, "sampleContactsEmptyLabel").startsWith(QStringLiteral("No contacts loaded.")));
        const auto row = [](std::uint32_t number, int changes) {
            return SampleRow{
                .row = number, .changes = changes, .id = QStringLiteral("c-%1").arg(number), .cells = {{}}};
        };
        const QList<SampleRows::Field> fields{{.name = QStringLiteral("city")}};
        pane.setSamples({fields, {row(7, 0), row(9, 1)}}, {});
        QVERIFY(table->isVisibleTo(&pane) && !table->currentIndex().isValid()); // nobody is asked about yet
        QSignalSpy rows(&pane, &CriteriaWhyPane::rowAsked), ids(&pane, &CriteriaWhyPane::idAsked);
        QTest::keyClick(table, Qt::Key_Down);
        QTest::keyClick(table, Qt::Key_Down);
        QCOMPARE(rows.size(), 2);
        QCOMPARE(rows[1][0].toLongLong(), 9);
        pane.setSamples({fields, {row(3, 0), row(4, 0), row(9, 0)}}, {});
        QCOMPARE(table->currentIndex().row(), 2); // the one that is asked about stays
        QCOMPARE(rows.size(), 2); // and nobody asked
        QTest::keyClick(table, Qt::Key_Return);
        QCOMPARE(rows.size(), 3);
        pane.choose(4); // found by its id
        QCOMPARE(table->currentIndex().row(), 1);
        pane.choose(1000);
        QVERIFY(!table->currentIndex().isValid() && !table->selectionModel()->hasSelection());
        QCOMPARE(rows.size(), 3);
        find<QLineEdit>(pane, "whyContactEdit")->setText(QStringLiteral(" c-1 "));
        find<QPushButton>(pane, "whyAskButton")->click();
        QCOMPARE(ids[0][0].toString(), QStringLiteral("c-1"));
    }

    void withoutSamplesThereIsASentence()
    {
        CriteriaWhyPane pane;
        pane.showNothing({}); // its parts are made when there is something to show
        auto *table = find<QTableView>(pane, "sampleContactsTable");
        pane.setSamples({}, {});
        QVERIFY(text(pane, "sampleContactsEmptyLabel").startsWith(QStringLiteral("No criteria yet")));
        QVERIFY(!table->isVisibleTo(&pane));
        pane.setSamples({{{.name = QStringLiteral("city")}}, {}}, {});
        QVERIFY(text(pane, "sampleContactsEmptyLabel").startsWith(QStringLiteral("No loaded contacts match")));
        QVERIFY(!table->isVisibleTo(&pane));
        pane.setSamples({{{.name = QStringLiteral("city")}}, {{.row = 1, .cells = {{QStringLiteral("Ulm")}}}}}, {});
        pane.showNoContacts();
        QCOMPARE(table->model()->rowCount(), 0); // nothing of persons stays
        QVERIFY(!table->isVisibleTo(&pane) && !find<QLineEdit>(pane, "whyContactEdit")->isEnabled());
    }

    void anyTwoVersionsCanBeCompared()
    {
        AudienceHistoryPane pane;
        pane.show(); // its parts are made when it is seen
        QVERIFY(find<QPushButton>(pane, "revertAudienceButton")->isHidden());
        pane.setVersions({{QStringLiteral("v3"), QStringLiteral("Version 3"), QStringLiteral("by me")},
                          {QStringLiteral("v2"), QStringLiteral("Version 2"), QString()}});
        QCOMPARE(pane.from(), QStringLiteral("v3"));
        QVERIFY(pane.to().isEmpty()); // the draft
        QSignalSpy compared(&pane, &AudienceHistoryPane::compareAsked);
        find<QComboBox>(pane, "historyFromCombo")->setCurrentIndex(1);
        find<QComboBox>(pane, "historyToCombo")->setCurrentIndex(1);
        QCOMPARE(compared.size(), 2);
        QCOMPARE(pane.from(), QStringLiteral("v2"));
        QCOMPARE(pane.to(), QStringLiteral("v3"));
        auto *revert = find<QPushButton>(pane, "revertAudienceButton");
        QSignalSpy reverted(&pane, &AudienceHistoryPane::revertAsked);
        revert->click();
        QCOMPARE(reverted[0][0].toString(), QStringLiteral("v2"));
        pane.showDifference({});
        QCOMPARE(text(pane, "historyDifferenceEmptyLabel"), QStringLiteral("No differences."));
    }

    void versionsThatCannotBeReadSayWhyAndCanBeReadAgain()
    {
        AudienceHistoryPane pane;
        pane.show();
        auto *again = find<QPushButton>(pane, "readVersionsAgainButton");
        QVERIFY(!again->isVisible());
        pane.setVersions({{QStringLiteral("base"), QStringLiteral("Version 4 in the tenant"), QString()}});
        pane.showTrouble(QStringLiteral("The versions couldn’t be read."));
        QVERIFY(again->isVisible());
        QCOMPARE(text(pane, "historyTroubleLabel"), QStringLiteral("The versions couldn’t be read."));
        QCOMPARE(pane.from(), QStringLiteral("base")); // what is known can still be compared
        pane.setVersions({});
        pane.showTrouble(QStringLiteral("The versions couldn’t be read."));
        QVERIFY(text(pane, "historyDifferenceEmptyLabel").isEmpty()); // not that there are none
        QSignalSpy retried(&pane, &AudienceHistoryPane::retryAsked);
        again->click();
        QCOMPARE(retried.size(), 1);
        pane.showTrouble({});
        QVERIFY(!again->isVisible());
        QVERIFY(!text(pane, "historyDifferenceEmptyLabel").isEmpty());
    }

    void contactsOfTheSameNameCanBeToldApart()
    {
        EstimateBar bar;
        const QList<ContactsOffer> lists{{QStringLiteral("a-1"), QStringLiteral("Spring visitors")},
                                         {QStringLiteral("b-2"), QStringLiteral("Spring visitors")},
                                         {QStringLiteral("c-3"), QStringLiteral("Gold & silver")}};
        bar.setOffers(lists, {});
        bar.setOffers(lists, lists);
        auto *menu = find<QMenu>(bar, "contactsAtHandMenu");
        const auto submenus = [menu] { return menu->findChildren<QMenu *>(QString(), Qt::FindDirectChildrenOnly); };
        QTRY_COMPARE(submenus().size(), 2); // those of before are gone
        QStringList labels;
        for (const QAction *action : submenus().first()->actions())
            labels << action->text();
        QCOMPARE(labels,
                 (QStringList{QStringLiteral("Spring visitors \u00b7 a-1"),
                              QStringLiteral("Spring visitors \u00b7 b-2"), QStringLiteral("Gold && silver")}));
    }

    void entriesThatCannotBeChosenSayWhy()
    {
        AudienceDetailsForm form;
        auto *import = find<QAction>(form, "importFieldsAction"), *remove = find<QAction>(form, "removeFieldsAction");
        form.showFields(QStringLiteral("x"), true, false);
        QVERIFY(import->isEnabled() && !remove->isEnabled());
        QVERIFY(remove->toolTip().contains(QStringLiteral("imported")));
        form.showFields(QStringLiteral("x"), false, true);
        QVERIFY(!import->isEnabled() && !remove->isEnabled());
        QVERIFY(import->toolTip().contains(QStringLiteral("read-only")));
        QCOMPARE(remove->toolTip(), import->toolTip());
        QVERIFY(find<QMenu>(form, "audienceFieldsMenu")->toolTipsVisible());
    }

    void whatWasSentCanBeErasedWhereItIsKept()
    {
        AudienceHistoryPane pane;
        pane.show(); // its parts are made when it is seen
        auto *erase = find<QPushButton>(pane, "erasePayloadButton");
        auto *revert = find<QPushButton>(pane, "revertAudienceButton");
        pane.setVersions({{.key = QStringLiteral("base"), .title = QStringLiteral("Version 4")},
                          {.key = QStringLiteral("v3"), .title = QStringLiteral("Version 3"), .isKept = true},
                          {.key = QStringLiteral("v2"), .title = QStringLiteral("Version 2"), .isErased = true}});
        QVERIFY(erase->isHidden() && !revert->isHidden());
        auto *from = find<QComboBox>(pane, "historyFromCombo");
        from->setCurrentIndex(1);
        QVERIFY(!erase->isHidden() && !revert->isHidden());
        QSignalSpy asked(&pane, &AudienceHistoryPane::eraseAsked);
        erase->click();
        QCOMPARE(asked[0][0].toString(), QStringLiteral("v3"));
        QCOMPARE(asked[0][1].toString(), QStringLiteral("Version 3"));
        from->setCurrentIndex(2);
        QVERIFY(erase->isHidden() && revert->isHidden());
        QVERIFY(text(pane, "historyDifferenceEmptyLabel").contains(QStringLiteral("deleted on this computer")));
    }
};

MUSTER_TEST(TestAudienceReview, QApplication)

} // namespace tst_audiencereview
#include "tst_audiencereview.moc"
