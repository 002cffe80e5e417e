// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/audiencemodels.h"
#include "models/items/itemroles.h"
#include "models/text/timetexts.h"
#include "resources/resources.h"
#include "tests/support/audiencesamples.h"
#include "tests/support/testprogram.h"
#include "ui/audiences/audiencedetailsform.h"
#include "ui/audiences/audiencespage.h"
#include "ui/audiences/criteriapanes.h"
#include "ui/audiences/estimatebar.h"
#include "ui/common/plainlabel.h"
#include "ui/common/theme.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QToolButton>

using namespace muster;
using namespace muster::test;

namespace tst_audienceviews {

/// The parts of the audiences page that hold values, each by itself.
class TestAudienceViews : public QObject
{
    Q_OBJECT

    template <typename T>
    static T *find(const QWidget &in, const char *name)
    {
        return in.findChild<T *>(QString::fromLatin1(name));
    }
    static QString text(const QWidget &in, const char *name) { return find<PlainLabel>(in, name)->plainText(); }

private Q_SLOTS:
    void initTestCase()
    {
        installTranslations(*qApp);
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        Theme::instance().apply(Theme::Mode::Light);
    }

    void theListSaysHowEachAudienceStands()
    {
        AudiencesModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        model.setNow(sampleNow);
        model.setRows(sampleAudiences());
        const auto cell
            = [&model](int row, int column, int role = Qt::DisplayRole) { return model.index(row, column).data(role); };
        QCOMPARE(cell(0, AudiencesModel::Source).toString(), QStringLiteral("Customer 360"));
        QCOMPARE(cell(0, AudiencesModel::Size).toString(), QStringLiteral("12,480"));
        QCOMPARE(cell(0, AudiencesModel::LastEvaluated).toString(), QStringLiteral("12 min ago"));
        QCOMPARE(cell(0, AudiencesModel::LastEvaluated, Qt::ToolTipRole).toString(),
                 exactTimeText(sampleNow.addSecs(-720)));
        QCOMPARE(cell(3, AudiencesModel::Size).toString(), QStringLiteral("unknown"));
        QCOMPARE(cell(3, AudiencesModel::LastEvaluated).toString(), QStringLiteral("never"));
        QVERIFY(cell(2, AudiencesModel::Status, Qt::ToolTipRole)
                    .toString()
                    .contains(QStringLiteral("unknown field \"contract_end_date\"")));
        QSet<QString> words, icons;
        for (int row = 0; row < 4; ++row) {
            words << cell(row, AudiencesModel::Status).toString();
            icons << cell(row, AudiencesModel::Status, Qt::DecorationRole).toString();
        }
        QCOMPARE(words.size(), 4); // no state looks like another, with or without colour
        QCOMPARE(icons.size(), 4);
        QCOMPARE(cell(2, AudiencesModel::Status, ToneRole).value<Tone>(), Tone::Bad);
    }

    void anAudienceIsFoundByItsNameAndOpened()
    {
        AudienceIndexPane pane;
        auto *open = find<QPushButton>(pane, "openAudienceButton");
        QVERIFY(!open->isEnabled());
        QVERIFY(!find<QPushButton>(pane, "newAudienceButton")->isEnabled()); // there is no tenant
        pane.setTenant(true);
        pane.setAudiences(sampleAudiences());
        find<QLineEdit>(pane, "audienceSearchEdit")->setText(QStringLiteral("VISIT"));
        auto *table = find<QTableView>(pane, "audiencesTable");
        QCOMPARE(table->model()->rowCount(), 1);
        table->selectRow(0);
        QSignalSpy opened(&pane, &AudienceIndexPane::openAsked);
        open->click();
        QCOMPARE(opened.size(), 1);
        QCOMPARE(opened[0][0].value<AudienceSummary>().id, sampleAudiences()[3].id);
        find<QLineEdit>(pane, "audienceSearchEdit")->setText(QStringLiteral("nobody has this"));
        QVERIFY(!table->isVisibleTo(&pane));
        find<QWidget>(pane, "audiencesEmptyState")->findChild<QPushButton *>()->click();
        QCOMPARE(table->model()->rowCount(), 4);
    }

    void theChosenAudienceStaysChosenWhenTheListIsReadAgain()
    {
        AudienceIndexPane pane;
        pane.setTenant(true);
        pane.setAudiences(sampleAudiences());
        pane.choose(sampleAudiences()[1].id);
        QList<AudienceSummary> again = sampleAudiences();
        again.prepend(sampleAudience(5, "A new one", AudienceSource::CrmSync, EvaluationStatus::Pending, {}, -1, 1));
        pane.setAudiences(again);
        QSignalSpy opened(&pane, &AudienceIndexPane::openAsked);
        find<QPushButton>(pane, "openAudienceButton")->click();
        QCOMPARE(opened[0][0].value<AudienceSummary>().id, sampleAudiences()[1].id);
    }

    void draftsThatAreNotOpenAreOffered()
    {
        AudienceIndexPane pane;
        auto *button = find<QPushButton>(pane, "audienceDraftsButton");
        QVERIFY(button->isHidden());
        pane.setDrafts({{QStringLiteral("d1"), QStringLiteral("Tom & Co.")}, {QStringLiteral("d2"), QString()}});
        QVERIFY(!button->isHidden() && button->text().contains(u'2'));
        const QList<QAction *> actions = find<QMenu>(pane, "audienceDraftsMenu")->actions();
        QCOMPARE(actions[0]->text(), QStringLiteral("Tom && Co."));
        QSignalSpy asked(&pane, &AudienceIndexPane::draftAsked);
        actions[1]->trigger();
        QCOMPARE(asked[0][0].toString(), QStringLiteral("d2"));
    }

    void draftsOfTheLastTimeAreOfferedByName()
    {
        AudienceIndexPane pane;
        auto *bar = find<QWidget>(pane, "offeredDraftsBar");
        const auto words = [&pane] { return find<PlainLabel>(pane, "offeredDraftsLabel")->plainText(); };
        auto *open = find<QPushButton>(pane, "openOfferedDraftsButton");
        QVERIFY(bar->isHidden());
        QList<KeptDraft> drafts{{QStringLiteral("d1"), QStringLiteral("Gold")}};
        pane.offerAgain(drafts);
        QVERIFY(!bar->isHidden());
        QVERIFY(words().endsWith(QStringLiteral(": Gold.")));
        QCOMPARE(open->text(), QStringLiteral("Reopen"));
        drafts << KeptDraft{QStringLiteral("d2"), QString()}
               << KeptDraft{QStringLiteral("d3"), QStringLiteral("Spring")};
        pane.offerAgain(drafts);
        QVERIFY(words().endsWith(QStringLiteral(": Gold, Untitled, and Spring.")));
        QCOMPARE(open->text(), QStringLiteral("Reopen"));
        drafts << KeptDraft{QStringLiteral("d4"), QStringLiteral("Last")};
        pane.offerAgain(drafts);
        QVERIFY(words().endsWith(QStringLiteral("Spring and 1 other.")));
        QSignalSpy asked(&pane, &AudienceIndexPane::offeredAsked), left(&pane, &AudienceIndexPane::offeredLeft);
        open->click();
        find<QToolButton>(pane, "leaveOfferedDraftsButton")->click();
        QCOMPARE(asked.size(), 1);
        QCOMPARE(left.size(), 1);
        pane.offerAgain({});
        QVERIFY(bar->isHidden());
    }

    void F76_exclusionsAreCheckedWhenTheyAreAdded_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("added"); // empty: refused
        const QList<AudienceSummary> known = sampleAudiences();
        QTest::newRow("name") << known[1].name << known[1].id;
        QTest::newRow("name in another case") << known[1].name.toUpper() << known[1].id;
        QTest::newRow("id") << known[2].id << known[2].id;
        const QString other = QStringLiteral("0F8FAD5B-D9CB-469F-A165-70867728950E");
        QTest::newRow("id of nobody that is known") << other << other;
        QTest::newRow("36 characters that are no id")
            << QStringLiteral("6e1d0c52-3b7f-4a09-9c51-00000000000g") << QString();
        QTest::newRow("braces") << QStringLiteral("{6e1d0c52-3b7f-4a09-9c51-000000000001}") << QString();
        QTest::newRow("a name that there is not") << QStringLiteral("Somebody") << QString();
        QTest::newRow("itself") << known[0].id.toUpper() << QString();
        QTest::newRow("itself by name") << known[0].name << QString();
        QTest::newRow("already there") << known[3].name << QString();
    }

    void F76_exclusionsAreCheckedWhenTheyAreAdded()
    {
        QFETCH(QString, typed);
        QFETCH(QString, added);
        const QString there = sampleAudiences()[3].id;
        ExclusionsPicker picker;
        picker.setKnown(sampleAudiences(), sampleAudiences()[0].id);
        picker.setExclusions({there});
        QSignalSpy changed(&picker, &ExclusionsPicker::changed);
        find<QLineEdit>(picker, "exclusionEdit")->setText(typed);
        find<QPushButton>(picker, "addExclusionButton")->click();
        const bool isRefused = added.isEmpty();
        QCOMPARE(changed.size(), isRefused ? 0 : 1);
        QCOMPARE(picker.exclusions(), isRefused ? QStringList{there} : QStringList({there, added}));
        QCOMPARE(find<PlainLabel>(picker, "exclusionProblemLabel")->isHidden(), !isRefused);
        QCOMPARE(find<QLineEdit>(picker, "exclusionEdit")->text().isEmpty(), !isRefused); // to be mended
    }

    void aNameThatSeveralHaveIsNotGuessed()
    {
        QList<AudienceSummary> twins = sampleAudiences();
        twins[2].name = twins[1].name;
        ExclusionsPicker picker;
        picker.setKnown(twins, {});
        find<QLineEdit>(picker, "exclusionEdit")->setText(twins[1].name);
        find<QPushButton>(picker, "addExclusionButton")->click();
        QVERIFY(picker.exclusions().isEmpty());
        QVERIFY(text(picker, "exclusionProblemLabel").contains(QStringLiteral("Several")));
    }

    void anExclusionIsTakenOutByTheKeyboard()
    {
        ExclusionsPicker picker;
        picker.setKnown(sampleAudiences(), {});
        picker.setExclusions({sampleAudiences()[0].id, sampleAudiences()[1].id});
        picker.show();
        QVERIFY(QTest::qWaitForWindowExposed(&picker));
        auto *list = find<QListWidget>(picker, "exclusionsList");
        QCOMPARE(list->item(0)->text(), sampleAudiences()[0].name);
        list->setFocus();
        list->setCurrentRow(0);
        QTest::keyClick(list, Qt::Key_Delete);
        QCOMPARE(picker.exclusions(), QStringList{sampleAudiences()[1].id});
    }

    void theDetailsComeOutAsTheyWentIn()
    {
        AudienceDefinition definition;
        definition.name = QStringLiteral("Gold tier");
        definition.description = QStringLiteral("Two\nlines");
        definition.source = AudienceSource::CrmSync;
        definition.exclusions = {sampleAudiences()[1].id};
        definition.recalculateOnUpdate = false;
        definition.criteria.members.push_back({CriteriaCondition{QStringLiteral("a"), {}, QStringLiteral("b")}});
        AudienceDetailsForm form;
        QSignalSpy changed(&form, &AudienceDetailsForm::changed);
        form.setDefinition(definition);
        QCOMPARE(changed.size(), 0);
        AudienceDefinition filled;
        filled.criteria = definition.criteria;
        form.fill(filled);
        QVERIFY(filled == definition);
        find<QComboBox>(form, "audienceSourceCombo")->setCurrentIndex(0);
        find<QCheckBox>(form, "recalculateCheck")->click();
        QCOMPARE(changed.size(), 2);
        form.fill(filled);
        QVERIFY(filled.recalculateOnUpdate && filled.source == AudienceSource::Customer360);
        QVERIFY(filled.criteria == definition.criteria);
        find<QPlainTextEdit>(form, "audienceDescriptionEdit")->setPlainText(QString(503, u'x'));
        QVERIFY(text(form, "descriptionLeftLabel").startsWith(QStringLiteral("3 characters too many")));
    }

    void typedJsonIsToldOnceItRests()
    {
        CriteriaJsonPane pane;
        pane.setJson("{\n}");
        auto *edit = find<QPlainTextEdit>(pane, "criteriaJsonEdit");
        QCOMPARE(edit->toPlainText(), QStringLiteral("{\n}"));
        QSignalSpy typed(&pane, &CriteriaJsonPane::typed);
        QTest::keyClicks(edit, QStringLiteral("abc"));
        QCOMPARE(typed.size(), 0);
        QTRY_COMPARE(typed.size(), 1);
        QCOMPARE(typed[0][0].toByteArray(), QByteArray("abc{\n}"));
    }

    void aFaultInTheJsonHasItsLineAndColumn()
    {
        CriteriaJsonPane pane;
        auto *edit = find<QPlainTextEdit>(pane, "criteriaJsonEdit");
        // Bytes and columns are not the same: the word before the fault has letters of two bytes.
        edit->setPlainText(QStringLiteral("{\n  \"f\u00fc\u00df\": ?\n}"));
        const qint64 offset = edit->toPlainText().toUtf8().indexOf('?');
        pane.showFault(QStringLiteral("a value is missing."), offset);
        QCOMPARE(text(pane, "criteriaJsonFaultLabel"), QStringLiteral("Line 2, column 10: a value is missing."));
        const QList<QTextEdit::ExtraSelection> marks = edit->extraSelections();
        QCOMPARE(marks.size(), 2);
        QCOMPARE(marks.last().cursor.selectedText(), QStringLiteral("?"));
        pane.accept({});
        QVERIFY(edit->extraSelections().isEmpty());
        QVERIFY(find<PlainLabel>(pane, "criteriaJsonFaultLabel")->isHidden());
    }

    void whatIsBeingTypedIsNotOverwritten()
    {
        CriteriaJsonPane pane;
        pane.setJson("{}");
        auto *edit = find<QPlainTextEdit>(pane, "criteriaJsonEdit");
        edit->setPlainText(QStringLiteral("half a th"));
        pane.setJson("{\"elsewhere\": 1}");
        QCOMPARE(edit->toPlainText(), QStringLiteral("half a th"));
        QVERIFY(pane.isDirty());
        auto *discard = find<QPushButton>(pane, "discardJsonButton");
        QVERIFY(!discard->isHidden());
        discard->click();
        QCOMPARE(edit->toPlainText(), QStringLiteral("{\"elsewhere\": 1}"));
        QVERIFY(!pane.isDirty() && discard->isHidden());
    }

    void anOutdatedCountIsNeverShown()
    {
        EstimateBar bar;
        bar.showContacts(QStringLiteral("customers.csv"), 100000);
        bar.showResult({.matched = 12480, .possible = 12480, .total = 100000, .milliseconds = 37.2});
        QCOMPARE(text(bar, "estimateCountLabel"), QStringLiteral("12,480 of 100,000 contacts match (12 %)"));
        QVERIFY(text(bar, "estimateDetailLabel").contains(QStringLiteral("38 ms")));
        bar.showWhatIf(QStringLiteral("Muting this adds 1,204 contacts."));
        QVERIFY(!find<PlainLabel>(bar, "whatIfLabel")->isHidden());
        bar.showCounting();
        for (const char *name : {"estimateCountLabel", "estimateDetailLabel", "whatIfLabel"})
            QVERIFY2(!text(bar, name).contains(QStringLiteral("12,480")) && !text(bar, name).contains(u'1'), name);
        bar.showResult({.matched = 10, .possible = 14, .total = 20, .milliseconds = 1});
        QCOMPARE(text(bar, "estimateCountLabel"), QStringLiteral("10 to 14 of 20 contacts match"));
        QVERIFY(text(bar, "estimateDetailLabel").contains(QStringLiteral("Unknown for 4")));
    }

    void contactsAreChosenFromWhatThereIs()
    {
        EstimateBar bar;
        bar.setOffers({{QStringLiteral("l1"), QStringLiteral("Spring visitors")}},
                      {{QStringLiteral("s1"), QStringLiteral("Gold tier")}});
        QSignalSpy lists(&bar, &EstimateBar::listAsked), segments(&bar, &EstimateBar::segmentAsked),
            files(&bar, &EstimateBar::fileAsked);
        const QList<QAction *> actions = find<QMenu>(bar, "contactsAtHandMenu")->actions();
        QCOMPARE(actions.size(), 3);
        actions[0]->trigger();
        actions[1]->menu()->actions().first()->trigger();
        actions[2]->menu()->actions().first()->trigger();
        QCOMPARE(files.size(), 1);
        QCOMPARE(lists[0][0].toString(), QStringLiteral("l1"));
        QCOMPARE(segments[0][0].toString(), QStringLiteral("s1"));
    }
};

MUSTER_TEST(TestAudienceViews, QApplication)

} // namespace tst_audienceviews
#include "tst_audienceviews.moc"
