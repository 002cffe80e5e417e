// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/transcriptmodels.h"
#include "models/transcripts/interactionids.h"
#include "resources/resources.h"
#include "tests/support/pictures.h"
#include "tests/support/pseudolocale.h"
#include "tests/support/testprogram.h"
#include "ui/common/plainlabel.h"
#include "ui/common/prompts.h"
#include "ui/common/theme.h"
#include "ui/transcripts/fetchpage.h"
#include "ui/transcripts/jobspane.h"
#include "ui/transcripts/policychoice.h"
#include "ui/transcripts/policyform.h"
#include "ui/transcripts/policypage.h"
#include "ui/transcripts/reviewpage.h"
#include "ui/transcripts/transcriptspage.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTableView>

using namespace muster;
using namespace muster::test;

namespace tst_transcriptviews {

namespace {

QList<ReviewItem> items()
{
    return {{.interactionId = QStringLiteral("int-1"),
             .entity = Entity::Phone,
             .rule = QStringLiteral("phone.context"),
             .score = 55,
             .original = QStringLiteral("555 0143 22")},
            {.interactionId = QStringLiteral("int-1"),
             .entity = Entity::PaymentCard,
             .rule = QStringLiteral("card.context"),
             .score = 60,
             .original = QStringLiteral("4711-2026")},
            {.interactionId = QStringLiteral("int-2"),
             .entity = Entity::Phone,
             .rule = QStringLiteral("phone.context"),
             .score = 52,
             .original = QStringLiteral("<b>0143</b>")}};
}

} // namespace

/// The views of transcripts alone: review by keyboard, the policy's form, ids with faults, a longer language.
class TestTranscriptViews : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        initResources();
        installTranslations(*qApp);
        QLocale::setDefault(QLocale::c());
        Theme::instance().apply(Theme::Mode::Light);
    }

    void idsAreReadWithTheirFaults()
    {
        const InteractionIdList list
            = readInteractionIds(QStringLiteral("int-1, int-2;\"int-3\"\n# int-9\nint-1\r\nbad\u202eid\n"));
        QCOMPARE(list.ids, (QStringList{QStringLiteral("int-1"), QStringLiteral("int-2"), QStringLiteral("int-3")}));
        QCOMPARE(list.repeated, 1);
        QCOMPARE(list.malformed, 1);
        QCOMPARE(list.problems.size(), 2);
        QCOMPARE(list.problems[0].line, 3);
        QVERIFY(list.problems[0].kind == InteractionProblem::Kind::Repeated);
        QCOMPARE(list.problems[1].line, 4);
        QVERIFY(list.problems[1].fault == InteractionIdFault::BadCharacter);
    }

    void modelsKeepTheirRows()
    {
        TranscriptJobsModel jobs;
        TranscriptResultsModel results;
        ReviewModel review;
        MaskExceptionsModel exceptions;
        QAbstractItemModelTester a(&jobs), b(&results), c(&review), d(&exceptions);
        jobs.put({.runId = QStringLiteral("a"), .name = QStringLiteral("one")});
        jobs.put({.runId = QStringLiteral("b"), .name = QStringLiteral("two"), .progress = 0.5});
        jobs.put({.runId = QStringLiteral("a"), .name = QStringLiteral("one"), .held = 2});
        QCOMPARE(jobs.rowCount(), 2);
        QCOMPARE(jobs.rowOf(QStringLiteral("a")), 1);
        QCOMPARE(jobs.index(1, TranscriptJobsModel::Held).data().toString(), QStringLiteral("2"));
        jobs.remove(QStringLiteral("b"));
        QCOMPARE(jobs.rowCount(), 1);
        results.add({.interactionId = QStringLiteral("int-1"), .fate = TranscriptFate::Failed});
        results.add({.interactionId = QStringLiteral("int-2"), .fate = TranscriptFate::Held});
        results.add({.interactionId = QStringLiteral("int-1"), .fate = TranscriptFate::Written});
        QCOMPARE(results.rowCount(), 2);
        QCOMPARE(results.index(0, TranscriptResultsModel::Fate).data().toString(), QStringLiteral("written"));
        review.setItems(items());
        review.decide(1, {.personal = false});
        QCOMPARE(review.open(), 2);
        QCOMPARE(review.nextOpen(0), 2);
        QCOMPARE(review.nextOpen(2), 0);
        exceptions.setExceptions({{.text = QStringLiteral("x")}, {.text = QStringLiteral("y")}},
                                 QDateTime::currentDateTimeUtc());
        exceptions.remove(0);
        QCOMPARE(exceptions.index(0, MaskExceptionsModel::Text).data().toString(), QStringLiteral("y"));
    }

    void theReviewIsDoneByKeyboard()
    {
        ReviewPage page;
        page.resize(1080, 640);
        page.show();
        page.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&page));
        page.setItems(items(), 0);
        auto *table = page.findChild<QTableView *>(QStringLiteral("reviewTable"));
        table->setFocus();
        QTest::keyClick(table, Qt::Key_A);
        QCOMPARE(table->currentIndex().row(), 1);
        page.findChild<QComboBox *>(QStringLiteral("reviewScopeCombo"))->setCurrentIndex(1);
        page.findChild<QComboBox *>(QStringLiteral("reviewExpiryCombo"))->setCurrentIndex(2);
        QTest::keyClick(table, Qt::Key_R);
        QCOMPARE(table->currentIndex().row(), 2);
        QCOMPARE(page.findChild<PlainLabel *>(QStringLiteral("reviewTextLabel"))->text(),
                 QStringLiteral("\u201c<b>0143</b>\u201d"));
        const QList<MaskException> made = page.decisions();
        QCOMPARE(made.size(), 2);
        QVERIFY(made[0].kind == MaskException::Kind::Deny);
        QCOMPARE(made[0].text, QStringLiteral("555 0143 22"));
        QCOMPARE(made[0].interactionId, QStringLiteral("int-1"));
        QCOMPARE(QDateTime::currentDateTimeUtc().daysTo(made[0].expires.value()), 30);
        QVERIFY(made[1].kind == MaskException::Kind::Allow);
        QVERIFY(made[1].entity == Entity::PaymentCard);
        QVERIFY(made[1].interactionId.isEmpty());
        QVERIFY(!made[1].expires);
        QSignalSpy kept(&page, &ReviewPage::keepAsked), again(&page, &ReviewPage::fetchAgainAsked);
        page.findChild<QPushButton *>(QStringLiteral("keepDecisionsButton"))->click();
        QCOMPARE(kept.size(), 1);
        auto *fetch = page.findChild<QPushButton *>(QStringLiteral("fetchAgainButton"));
        QVERIFY(!fetch->isVisible());
        page.showKept(QStringLiteral("Reviewed"), QStringLiteral("kept"));
        QVERIFY(fetch->isVisible());
        keepPicture(page, QStringLiteral("transcripts-review"));
        fetch->click();
        QCOMPARE(again.first().first().toStringList(), QStringList{QStringLiteral("int-1")});
        // Letters that are typed into the note decide nothing.
        auto *note = page.findChild<QLineEdit *>(QStringLiteral("reviewNoteEdit"));
        note->setFocus();
        QTest::keyClicks(note, QStringLiteral("a r"));
        QCOMPARE(note->text(), QStringLiteral("a r"));
        QCOMPARE(page.decisions().size(), 2);
    }

    void anEarlierSessionsTextsAreSaidToBeGone()
    {
        ReviewPage page;
        page.show();
        page.setItems({}, 1);
        const auto labels = page.findChildren<PlainLabel *>();
        QVERIFY(std::any_of(labels.begin(), labels.end(), [](const PlainLabel *label) {
            return label->isVisible() && label->plainText().contains(QStringLiteral("never written"));
        }));
    }

    void thePolicyFormGivesBackWhatItWasGiven()
    {
        MaskPolicy policy;
        policy.name = QStringLiteral("Mine");
        policy.version = 3;
        policy.rules[std::size_t(Entity::Phone)] = {.action = MaskAction::KeepLast, .keep = 2};
        policy.rules[std::size_t(Entity::BirthDate)] = {.action = MaskAction::ShiftDate};
        policy.rules[std::size_t(Entity::Address)] = {.action = MaskAction::Drop};
        policy.regions = {QStringLiteral("DE"), QStringLiteral("FR")};
        policy.spokenForms = false;
        policy.patterns = {{.name = QStringLiteral("Ticket"), .pattern = QStringLiteral("TK-[0-9]{6}"), .rule = {}}};
        policy.exceptions
            = {{.entity = Entity::Phone, .text = QStringLiteral("112"), .note = QStringLiteral("emergency")}};
        PolicyForm form;
        form.setPolicy(policy);
        QVERIFY(form.policy() == policy);
        form.findChild<QLineEdit *>(QStringLiteral("policyRegionsEdit"))->setText(QStringLiteral("de, fr xyz"));
        QCOMPARE(form.badRegions(), QStringLiteral("XYZ"));
    }

    void theContractsKindsCannotBeLeftReadable()
    {
        PolicyForm form;
        const auto combos = form.findChildren<QComboBox *>(QStringLiteral("maskActionCombo"));
        QCOMPARE(combos.size(), entityCount - 1);
        int withKeep = 0;
        for (const QComboBox *combo : combos)
            withKeep += combo->findData(int(MaskAction::Keep)) >= 0 ? 1 : 0;
        QCOMPARE(withKeep, entityCount - 1 - 3);
    }

    void aPolicyIsSavedUnderItsName()
    {
        PolicyPage page;
        page.resize(1100, 720);
        page.show();
        auto *save = page.findChild<QPushButton *>(QStringLiteral("savePolicyButton"));
        QVERIFY(!save->isEnabled()); // the built-in one has no name to be saved under
        page.findChild<QLineEdit *>(QStringLiteral("policyNameEdit"))->setText(QStringLiteral("Strict"));
        QVERIFY(save->isEnabled());
        page.findChild<QCheckBox *>(QStringLiteral("contextCheck"))->setChecked(false);
        QVERIFY(page.hasChanges());
        QSignalSpy saved(&page, &PolicyPage::saveAsked);
        save->click();
        const auto policy = saved.first().first().value<MaskPolicy>();
        QCOMPARE(policy.name, QStringLiteral("Strict"));
        QVERIFY(!policy.context);
        page.setNames({.saved = {QStringLiteral("Strict")}});
        page.setPolicy(policy, false);
        QVERIFY(!save->isEnabled());
        page.trial()->showMasked(QStringLiteral("Call [PHONE_MASKED]"), QStringLiteral("Found: phone number: 1."));
        keepPicture(page, QStringLiteral("transcripts-policy"));
    }

    void everythingIsTranslatedAndHasRoom()
    {
        PseudoLocale pseudo;
        QCoreApplication::installTranslator(&pseudo);
        {
            TranscriptsPage page;
            page.resize(1112, 740);
            page.show();
            QVERIFY(QTest::qWaitForWindowExposed(&page));
            page.jobs()->setConnected(true);
            page.review()->setItems(items(), 0);
            for (const auto view : {TranscriptsPage::View::Overview, TranscriptsPage::View::Fetch,
                                    TranscriptsPage::View::Policies, TranscriptsPage::View::Review}) {
                page.show(view);
                QTest::qWait(30);
                keepPicture(page, QStringLiteral("pseudo-transcripts-%1").arg(int(view)));
                static const QRegularExpression word(QStringLiteral("[A-Za-z]{3}"));
                static const QRegularExpression data(QStringLiteral("0143|4711|^int-|^(US|GB|CA)\\b"));
                for (const QWidget *child : page.findChildren<QWidget *>()) {
                    if (!child->isVisible())
                        continue;
                    const auto *button = qobject_cast<const QAbstractButton *>(child);
                    const auto *label = qobject_cast<const PlainLabel *>(child);
                    const QString text = button ? button->text() : label ? label->plainText() : QString();
                    if (text.contains(word) && !text.contains(data))
                        QVERIFY2(PseudoLocale::isMarked(text), qPrintable(text));
                    if (qobject_cast<const QPushButton *>(child) || qobject_cast<const QCheckBox *>(child))
                        QVERIFY2(child->width() >= child->minimumSizeHint().width() || text.isEmpty(),
                                 qPrintable(QStringLiteral("cut off: ") + text));
                }
            }
        }
        QCoreApplication::removeTranslator(&pseudo);
    }
};

MUSTER_TEST(TestTranscriptViews, QApplication)

} // namespace tst_transcriptviews
#include "tst_transcriptviews.moc"
