// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "audiencewindow.h"

#include "models/runs/audiences/audienceputrun.h"
#include "models/text/criteriasentence.h"
#include "tests/support/guiwatchdog.h"
#include "tests/support/loopbackserver.h"
#include "tests/support/testprogram.h"
#include "ui/audiences/audiencework.h"
#include "ui/audiences/criteriapanes.h"

#include <QComboBox>
#include <QDirIterator>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTimer>
#include <QUndoStack>

using namespace muster;
using namespace muster::test;

namespace tst_audiencejourney {

/// From the list of audiences to one that is registered and counted, as a person does it.
class TestAudienceJourney : public AudienceWindow
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { setUpOnce(); }
    void init() { setUp(); }
    void cleanup() { tearDown(); }

    void anAudienceIsEditedCountedRegisteredAndEvaluated()
    {
        verifyNeverHeld(*this, [this] {
            openAudience(golden);
            QTest::qWait(50); // the first painting of a page is the fonts' and the style's
            auto &watch = static_cast<WatchedApplication &>(*qApp);
            watch.startWatch();
            chooseAllCustomers();
            const qint64 before = *m_server->audienceSize(m_server->audienceTruth(golden).definition);
            QTRY_VERIFY_WITH_TIMEOUT(
                text("estimateCountLabel").startsWith(QStringLiteral("%1 of 3,000 contacts match").arg(before)),
                10'000);
            setValue(QStringLiteral("country"), QStringLiteral("FR"));
            QVERIFY(editor().isChanged());
            QVERIFY(!text("estimateCountLabel").contains(QString::number(before))); // not of these criteria
            const qint64 after = *m_server->audienceSize(work().definition());
            QVERIFY(after > 0 && after != before);
            QTRY_VERIFY(text("estimateCountLabel").startsWith(QStringLiteral("%1 of 3,000 contacts match").arg(after)));
            QCOMPARE(work().tree().matches(criteriaRootId), after);
            openRegister();
            QTRY_VERIFY(find<QTableView>("registerChangesTable")->isVisible());
            QCOMPARE(find<QTableView>("registerChangesTable")->model()->rowCount(), 1);
            const AudienceDefinition registered = m_server->audienceTruth(golden).definition;
            const QString wordsBefore = criteriaSentence(registered.criteria, work().tree().fields()).text;
            const QString words = find<QPlainTextEdit>("registerWordsEdit")->toPlainText();
            QVERIFY2(words.startsWith(QStringLiteral("New: ")) && words.contains(QStringLiteral("Country is FR")),
                     qPrintable(words));
            QCOMPARE(words.section(u'\n', 1), QStringLiteral("Now in the tenant: ") + wordsBefore);
            QCOMPARE(puts(), 0); // nothing is sent by looking
            QCOMPARE(find<ConfirmButton>("confirmRegisterButton")->text(),
                     QStringLiteral("Register version 4 of \u201cGold and platinum in Germany\u201d"));
            confirm();
            const auto *run = qobject_cast<AudiencePutRun *>(editor().run()->run());
            QVERIFY(run && run->outcome()->succeeded());
            watch.stopWatch();
            const SandboxAudienceState truth = m_server->audienceTruth(golden);
            QCOMPARE(truth.version, 4);
            QCOMPARE(truth.size, after);
            QVERIFY(truth.definition.criteria == work().definition().criteria);
            QCOMPARE(puts(), 1);
            QVERIFY(text("audienceSizesLabel").contains(QStringLiteral("It has %1 people").arg(after)));
            QVERIFY(text("audienceSizesLabel").contains(QStringLiteral("Previously %1").arg(before)));
            QTRY_VERIFY(!editor().isChanged());
            find<QPushButton>("leaveAudienceRunButton")->click();
            QTRY_VERIFY(text("audienceStateLabel").startsWith(QStringLiteral("Version 4")));
            // What was registered from here stands in the history, and the way back is one step.
            auto *from = find<QComboBox>("historyFromCombo");
            QTRY_COMPARE(from->count(), 2);
        });
    }

    void whatWasSentIsErasedWhenThatIsWantedAndTheAuditSaysSo()
    {
        openAudience(golden);
        setValue(QStringLiteral("country"), QStringLiteral("FR"));
        openRegister();
        confirm();
        editor().show(AudienceEditor::View::Edit);
        editor().showPane(AudienceEditor::Pane::History);
        auto *from = find<QComboBox>("historyFromCombo");
        QTRY_COMPARE(from->count(), 2);
        from->setCurrentIndex(1);
        const QDir payloads(m_folder->filePath(QStringLiteral("home")));
        const auto kept = [&payloads] {
            int count = 0;
            for (QDirIterator all(payloads.path(), {QStringLiteral("*.json")}, QDir::Files,
                                  QDirIterator::Subdirectories);
                 all.hasNext();)
                count += all.next().contains(QStringLiteral("/payloads/")) ? 1 : 0;
            return count;
        };
        QCOMPARE(kept(), 1);
        m_answers.accept = false;
        find<QPushButton>("erasePayloadButton")->click();
        QCOMPARE(m_answers.asked.last(), QStringLiteral("Delete the sent content?"));
        QCOMPARE(kept(), 1);
        m_answers.accept = true;
        find<QPushButton>("erasePayloadButton")->click();
        QTRY_COMPARE(kept(), 0);
        QTRY_VERIFY(find<QPushButton>("erasePayloadButton")->isHidden());
        QVERIFY(text("historyDetailLabel").contains(QStringLiteral("deleted")));
        QVERIFY(m_answers.told.isEmpty());
        QByteArray audit;
        for (QDirIterator all(payloads.path(), {QStringLiteral("audit.jsonl")}, QDir::Files,
                              QDirIterator::Subdirectories);
             all.hasNext();) {
            QFile file(all.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            audit += file.readAll();
        }
        QVERIFY(audit.contains("audience.payload_erased"));
    }

    void theEnvironmentsAddressIsToldOfTheAudience()
    {
        LoopbackServer platform;
        platform.script({LoopbackServer::answer(204, {})});
        m_session->setCdpAddress(platform.url(QStringLiteral("/hook")).toString());
        openAudience(golden);
        setValue(QStringLiteral("country"), QStringLiteral("FR"));
        openRegister();
        QCOMPARE(find<QLineEdit>("audienceWebhookEdit")->text(), m_session->cdpAddress());
        confirm();
        QTRY_VERIFY(!platform.requests().isEmpty());
        QVERIFY(platform.requests().first().line().contains("/hook"));
    }

    void aHistoryThatCannotBeReadSaysSoAndIsReadAgain()
    {
        openAudience(golden);
        setValue(QStringLiteral("country"), QStringLiteral("FR"));
        openRegister();
        confirm();
        editor().show(AudienceEditor::View::Edit);
        editor().showPane(AudienceEditor::Pane::History);
        auto *from = find<QComboBox>("historyFromCombo");
        QTRY_COMPARE(from->count(), 2);
        from->setCurrentIndex(1);
        QString path;
        for (QDirIterator all(m_folder->path(), {QStringLiteral("*.json")}, QDir::Files, QDirIterator::Subdirectories);
             all.hasNext();) {
            if (const QString found = all.next(); found.contains(QStringLiteral("/versions/")))
                path = found;
        }
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray sound = file.readAll();
        file.close();
        const auto write = [&file](const QByteArray &bytes) {
            QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
            file.close();
        };
        write("{");
        m_answers.accept = true;
        find<QPushButton>("erasePayloadButton")->click(); // after which the versions are read anew
        auto *again = find<QPushButton>("readVersionsAgainButton");
        QTRY_VERIFY(again->isVisible());
        QVERIFY2(text("historyTroubleLabel").startsWith(QStringLiteral("The versions stored on this computer")),
                 qPrintable(text("historyTroubleLabel")));
        QCOMPARE(from->count(), 1); // what the draft began from
        write(sound);
        again->click();
        QTRY_VERIFY(!again->isVisible());
        QCOMPARE(from->count(), 2);
    }

    void aNewAudienceIsRegisteredUnderAnIdOfItsOwn()
    {
        QTRY_VERIFY(find<QTableView>("audiencesTable")->model()->rowCount() > 0);
        find<QPushButton>("newAudienceButton")->click();
        find<QLineEdit>("audienceNameEdit")->setText(QStringLiteral("French people"));
        openRegister();
        QTRY_VERIFY(find<PlainLabel>("registerProblemLabel")->isVisible());
        QVERIFY(!find<ConfirmButton>("confirmRegisterButton")->isAllowed()); // F76: there are no criteria
        find<QPushButton>("cancelRegisterButton")->click();
        editor().showPane(AudienceEditor::Pane::Json);
        auto *json = find<QPlainTextEdit>("criteriaJsonEdit");
        json->setPlainText(QStringLiteral(
            R"({"operator": "AND", "conditions": [{"field": "country", "operator": "equals", "value": "FR"}]})"));
        QTRY_COMPARE(work().tree().tree().size(), 2);
        openRegister();
        confirm();
        QVERIFY(editor().run()->run()->outcome()->succeeded());
        const SandboxAudienceState truth = m_server->audienceTruth(work().audienceId());
        QCOMPARE(truth.version, 1);
        QCOMPARE(truth.definition.name, QStringLiteral("French people"));
        m_page->show(m_page->index());
        QTRY_COMPARE(find<QTableView>("audiencesTable")->model()->rowCount(), 7);
    }

    void F77_whatAColleagueChangedIsNeverOverwritten()
    {
        openAudience(golden);
        setValue(QStringLiteral("country"), QStringLiteral("FR"));
        find<QLineEdit>("audienceNameEdit")->setText(QStringLiteral("Gold in France"));
        AudienceDefinition theirs = m_server->audienceTruth(golden).definition;
        theirs.name = QStringLiteral("Gold and platinum");
        theirs.description = QStringLiteral("For the winter letter.");
        QCOMPARE(m_server->changeAudience(golden, theirs), 4);
        openRegister();
        QTRY_COMPARE(editor().shown(), AudienceEditor::View::Conflict);
        QCOMPARE(puts(), 0);
        QVERIFY(m_server->audienceTruth(golden).definition == theirs);
        QVERIFY(text("conflictWhatLabel").contains(QStringLiteral("version 4")));
        auto *merge = find<QPushButton>("mergeAudienceButton");
        QVERIFY(!merge->isEnabled());
        find<QAbstractButton>("mineRadio_name")->click();
        merge->click();
        QCOMPARE(work().details().description, theirs.description); // only they changed it
        QCOMPARE(work().details().name, QStringLiteral("Gold in France"));
        QCOMPARE(editor().shown(), AudienceEditor::View::Register);
        confirm();
        QVERIFY(editor().run()->run()->outcome()->succeeded());
        const SandboxAudienceState truth = m_server->audienceTruth(golden);
        QCOMPARE(truth.version, 5);
        QCOMPARE(truth.definition.name, QStringLiteral("Gold in France"));
        QCOMPARE(truth.definition.description, theirs.description);
        QCOMPARE(puts(), 1);
    }

    void whatAColleagueRegisteredAgainUnchangedIsNoConflict()
    {
        openAudience(golden);
        setValue(QStringLiteral("country"), QStringLiteral("FR"));
        QCOMPARE(m_server->changeAudience(golden, m_server->audienceTruth(golden).definition), 4);
        openRegister();
        confirm();
        QVERIFY(editor().run()->run()->outcome()->succeeded());
        QCOMPARE(m_server->audienceTruth(golden).version, 5);
    }

    void F16_aChangeBetweenTheLastLookAndTheWritingIsShown()
    {
        openAudience(golden);
        setValue(QStringLiteral("country"), QStringLiteral("FR"));
        openRegister();
        QTRY_VERIFY(find<ConfirmButton>("confirmRegisterButton")->isAllowed());
        AudienceDefinition theirs = m_server->audienceTruth(golden).definition;
        theirs.description = QStringLiteral("For the winter letter.");
        m_server->changeAudience(golden, theirs);
        confirm();
        QVERIFY(!editor().run()->run()->outcome()->succeeded());
        QVERIFY(m_server->audienceTruth(golden).definition == theirs);
        QCOMPARE(m_server->audienceTruth(golden).version, 4);
        auto *show = find<QPushButton>("openConflictButton");
        QVERIFY(show->isVisible());
        show->click();
        QTRY_COMPARE(editor().shown(), AudienceEditor::View::Conflict);
        find<QPushButton>("mergeAudienceButton")->click(); // each side changed other parts
        confirm();
        QVERIFY(editor().run()->run()->outcome()->succeeded());
        QCOMPARE(m_server->audienceTruth(golden).version, 5);
        QCOMPARE(m_server->audienceTruth(golden).definition.description, theirs.description);
        QVERIFY(m_server->audienceTruth(golden).definition.criteria == work().definition().criteria);
    }

    void JsonThatIsWrongIsNamedAtItsPlaceAndChangesNothing()
    {
        openAudience(golden);
        const CriteriaTree before = work().tree().tree();
        editor().showPane(AudienceEditor::Pane::Json);
        auto *json = find<QPlainTextEdit>("criteriaJsonEdit");
        QTRY_VERIFY(json->toPlainText().contains(QStringLiteral("country")));
        const QString good = json->toPlainText();
        json->setPlainText(QString(good).replace(QStringLiteral("\"equals\""), QStringLiteral("\"equal\"")));
        QTRY_VERIFY(find<PlainLabel>("criteriaJsonFaultLabel")->isVisibleTo(&editor()));
        QVERIFY(text("criteriaJsonFaultLabel").startsWith(QStringLiteral("Line ")));
        QVERIFY(work().tree().tree() == before);
        QCOMPARE(editor().undo().stack()->count(), 0);
        json->setPlainText(QString(good).replace(QStringLiteral("\"DE\""), QStringLiteral("\"CH\"")));
        QTRY_VERIFY(!(work().tree().tree() == before));
        QVERIFY(!find<PlainLabel>("criteriaJsonFaultLabel")->isVisibleTo(&editor()));
        QCOMPARE(editor().undo().stack()->count(), 1); // one step
        editor().undo().stack()->undo();
        QVERIFY(work().tree().tree() == before);
        QTRY_COMPARE(json->toPlainText(), good);
    }

    void criteriaGoOutAndComeInAsJsonLogic()
    {
        openAudience(golden);
        const CriteriaGroup before = work().definition().criteria;
        editor().showPane(AudienceEditor::Pane::Json);
        find<QAction>("exportLogicAction")->trigger();
        QTRY_VERIFY(text("criteriaJsonFaultLabel").contains(QStringLiteral("saved.json")));
        setValue(QStringLiteral("country"), QStringLiteral("FR"));
        QVERIFY(!(work().definition().criteria == before));
        m_answers.file = m_answers.target;
        find<QPushButton>("importCriteriaButton")->click();
        QTRY_VERIFY(work().definition().criteria == before);
        QCOMPARE(editor().undo().stack()->count(), 2);
    }

    void aFileBecomesANewAudience()
    {
        m_answers.file = m_folder->filePath(QStringLiteral("audience.json"));
        QFile file(m_answers.file);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(R"({"name": "From a file", "data_source": "crm_sync", "criteria": {"operator": "OR",)"
                   R"( "conditions": [{"field": "tier", "operator": "equals", "value": "gold"}]}})");
        file.close();
        find<QPushButton>("openAudienceFileButton")->click();
        QTRY_VERIFY(m_page->current());
        QCOMPARE(work().details().name, QStringLiteral("From a file"));
        QVERIFY(work().details().source == AudienceSource::CrmSync);
        QCOMPARE(work().tree().tree().size(), 2);
        QVERIFY(!work().base());
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{\n\"name\": 7}");
        file.close();
        m_page->show(m_page->index());
        find<QPushButton>("openAudienceFileButton")->click();
        QTRY_COMPARE(m_answers.told.size(), 1);
        QVERIFY(m_answers.told.first().contains(QStringLiteral("Line 2")));
    }

    void whoIsInAListIsCountedAndIsNoExpectationOfTheTenant()
    {
        openAudience(golden);
        editor().showPane(AudienceEditor::Pane::Json);
        find<QPlainTextEdit>("criteriaJsonEdit")
            ->setPlainText(QStringLiteral(
                R"({"operator": "AND", "conditions": [{"field": "country", "operator": "equals", "value": "DE"}]})"));
        QTRY_COMPARE(work().tree().tree().size(), 2);
        chooseContacts(OfAList, QStringLiteral("All contacts"));
        const QList<SandboxListContact> all
            = m_server->listTruth(QStringLiteral("11570001-7c1e-4b52-9d3a-000000000001"));
        const auto german = std::count_if(all.cbegin(), all.cend(), [](const SandboxListContact &contact) {
            return contact.country == QByteArray("DE");
        });
        QVERIFY(german > 0 && german < all.size());
        QTRY_VERIFY_WITH_TIMEOUT(
            text("estimateCountLabel")
                .startsWith(QStringLiteral("%1 of 3,000 contacts match").arg(QLocale().toString(qlonglong(german)))),
            10'000);
        QCOMPARE(find<QPushButton>("contactsAtHandButton")->text(), QStringLiteral("All contacts"));
        // Twelve contacts are far from the thousands of the tenant, and that is no jump.
        setValue(QStringLiteral("country"), QStringLiteral("XX"));
        QVERIFY(work().tree().apply(
            work().tree().edits().setOperator(conditionOn(QStringLiteral("country")), CriteriaOperator::NotEquals)));
        chooseContacts(OfAList, QStringLiteral("A dozen to try"));
        QTRY_VERIFY(text("estimateCountLabel").startsWith(QStringLiteral("12 of 12 contacts match")));
        openRegister();
        confirm();
        const auto *run = qobject_cast<AudiencePutRun *>(editor().run()->run());
        QVERIFY(run && run->outcome()->succeeded() && run->registration());
        QVERIFY(*run->registration()->evaluation.size > 2'000);
        QVERIFY(!run->registration()->estimate && !run->registration()->jumpsFromEstimate);
    }

    void theAgeOfTheCountGoesOnInTheTab()
    {
        openAudience(golden);
        Audience base = *work().base();
        base.evaluation.lastEvaluated = QDateTime::currentDateTimeUtc().addMSecs(-59'000);
        work().setBase(base);
        QVERIFY(text("audienceStateLabel").endsWith(QStringLiteral("just now")));
        auto *timer = editor().findChild<QTimer *>(QStringLiteral("relativeTimesTimer"));
        QVERIFY(timer && timer->isActive());
        timer->setInterval(50);
        QTRY_VERIFY(text("audienceStateLabel").endsWith(QStringLiteral("1 min ago")));
    }

    void aGroupWithoutConditionsIsSaidToHaveNone()
    {
        QTRY_VERIFY(find<QTableView>("audiencesTable")->model()->rowCount() > 0);
        find<QPushButton>("newAudienceButton")->click();
        chooseContacts(OfAList, QStringLiteral("A dozen to try"));
        QTRY_COMPARE(text("estimateDetailLabel"),
                     QStringLiteral("The group has no conditions yet, so there’s nothing to count. Add one."));
        QCOMPARE(text("estimateCountLabel"), QStringLiteral("No estimate"));
        editor().showPane(AudienceEditor::Pane::Json);
        auto *json = find<QPlainTextEdit>("criteriaJsonEdit");
        json->setPlainText(QStringLiteral(
            R"({"operator": "AND", "conditions": [{"field": "shoe_size", "operator": "equals", "value": "9"}]})"));
        QTRY_COMPARE(work().tree().tree().size(), 2);
        QTRY_VERIFY(text("estimateDetailLabel").contains(QStringLiteral("a field is missing from these contacts")));
    }

    void whyAContactIsInIsSaidOfEveryBox()
    {
        openAudience(golden);
        chooseAllCustomers();
        editor().showPane(AudienceEditor::Pane::Why);
        auto *samples = find<QTableView>("sampleContactsTable");
        QTRY_VERIFY_WITH_TIMEOUT(samples->isVisible(), 60'000);
        const auto cell
            = [samples](int row, int column) { return samples->model()->index(row, column).data().toString(); };
        QCOMPARE(cell(0, 0), QStringLiteral("matches"));
        QCOMPARE(cell(samples->model()->rowCount() - 1, 0).left(4), QStringLiteral("just"));
        samples->setFocus();
        QTest::keyClick(samples, Qt::Key_Down);
        QTest::keyClick(samples, Qt::Key_Home, Qt::ControlModifier);
        QCOMPARE(samples->currentIndex().row(), 0);
        QVERIFY(samples->selectionModel()->isRowSelected(0));
        QCOMPARE(text("whyVerdictLabel"), QStringLiteral("This contact matches."));
        QCOMPARE(find<QTableView>("whyTable")->model()->rowCount(), int(work().tree().tree().size()));
        QVERIFY(text("whyChangeLabel").contains(QStringLiteral("would not match")));
        setValue(QStringLiteral("country"), QStringLiteral("XX"));
        QTRY_COMPARE(text("whyVerdictLabel"), QStringLiteral("This contact doesn’t match."));
    }
};

MUSTER_TEST(TestAudienceJourney, WatchedApplication)

} // namespace tst_audiencejourney

#include "tst_audiencejourney.moc"
