// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/transcriptmodels.h"
#include "models/text/maskingtexts.h"
#include "transcriptwindow.h"
#include "ui/transcripts/transcriptviewer.h"

#include "tests/support/testprogram.h"

#include <QApplication>
#include <QComboBox>
#include <QFile>
#include <QSet>
#include <QToolButton>

using namespace muster;
using namespace muster::test;

namespace tst_policyjourney {

/// Masking policies through the whole window: kept and found again, tried out, asked why, and changed by what a person
/// decides on.
class TestPolicyJourney : public QObject, protected TranscriptWindow
{
    Q_OBJECT

private:
    void choosePolicy(const char *combo, const QString &name)
    {
        auto *box = find<QComboBox>(combo);
        const int index = box->findData(name);
        QVERIFY(index >= 0);
        box->setCurrentIndex(index);
        Q_EMIT box->activated(index);
    }
    void savePolicy(const QString &name)
    {
        find<QLineEdit>("policyNameEdit")->setText(name);
        QVERIFY(find<QPushButton>("savePolicyButton")->isEnabled());
        click("savePolicyButton");
    }
    void tryPattern(const QString &pattern)
    {
        find<QLineEdit>("patternEdit")->setText(pattern);
        QCOMPARE(told("policyTrialLabel"), QStringLiteral("Trying it\u2026"));
        QTRY_VERIFY(told("policyTrialLabel") != QStringLiteral("Trying it\u2026"));
    }
    [[nodiscard]] QString masked() { return find<QPlainTextEdit>("policyMaskedEdit")->toPlainText(); }
    void fetch(const QString &ids, const QString &folder)
    {
        choose(ids, folder);
        click("fetchPrimaryButton");
        QTRY_VERIFY(run() && run()->order().order.folder.endsWith(folder));
        QVERIFY(ends());
        QVERIFY(run()->outcome()->succeeded());
    }

private Q_SLOTS:
    void initTestCase() { prepareApplication(); }
    void init() { openWindow(); }
    void cleanup() { closeWindow(); }

    void aPolicyIsSavedAndFoundAgain()
    {
        click("openPoliciesButton");
        QVERIFY(!find<QPushButton>("savePolicyButton")->isEnabled()); // it has no name yet
        find<QLineEdit>("policyRegionsEdit")->setText(QStringLiteral("gb ie"));
        savePolicy(QStringLiteral("Support"));
        QCOMPARE(told("policyNoteLabel"), QStringLiteral("Saved as version 1."));
        find<QLineEdit>("policyRegionsEdit")->setText(QStringLiteral("GB, IE, U"));
        QVERIFY(!find<QPushButton>("savePolicyButton")->isEnabled()); // "U" is no region
        find<QLineEdit>("policyRegionsEdit")->setText(QStringLiteral("GB, IE, US"));
        click("savePolicyButton");
        QCOMPARE(told("policyNoteLabel"), QStringLiteral("Saved as version 2."));

        closeWorkspace();
        openWorkspace();
        click("openPoliciesButton");
        QCOMPARE(find<QLineEdit>("policyNameEdit")->text(), QString());
        choosePolicy("policyNamesCombo", QStringLiteral("Support"));
        QCOMPARE(find<QLineEdit>("policyRegionsEdit")->text(), QStringLiteral("GB IE US"));
        QCOMPARE(told("policyNoteLabel"), QStringLiteral("Version 2."));
        QVERIFY(find<QComboBox>("fetchPolicyCombo")->findData(QStringLiteral("Support")) >= 0);
        QVERIFY(find<QComboBox>("reviewPolicyCombo")->findData(QStringLiteral("Support")) >= 0);
        click("deletePolicyButton");
        QCOMPARE(find<QComboBox>("policyNamesCombo")->findData(QStringLiteral("Support")), -1);
        QVERIFY(!m_workspace->maskPolicies().byName(QStringLiteral("Support")));
    }

    void anOwnPatternIsTriedOutLive()
    {
        click("openPoliciesButton");
        find<QPlainTextEdit>("policySampleEdit")->setPlainText(QStringLiteral("Ticket ORD-4711 of pat@example.com"));
        QTRY_COMPARE(masked(), QStringLiteral("Ticket ORD-4711 of [EMAIL_MASKED]"));
        click("addPatternButton");
        find<QLineEdit>("patternNameEdit")->setText(QStringLiteral("ticket"));
        tryPattern(QStringLiteral("ORD-[0-9]+"));
        QVERIFY2(!masked().contains(QStringLiteral("4711")), qPrintable(masked()));
        QVERIFY(masked().startsWith(QStringLiteral("Ticket [")));
        // An unclosed bracket, what looks ahead, and what goes back to an earlier match: no masked text is shown.
        for (const char *wrong : {"ORD-([0-9]+", "ORD(?=-4711)", "(O)RD\\1"}) {
            tryPattern(QString::fromLatin1(wrong));
            QVERIFY2(told("policyTrialLabel").contains(QStringLiteral("isn’t valid RE2 syntax")), wrong);
            QVERIFY(told("policyTrialLabel").contains(QStringLiteral("ticket")));
            QVERIFY(masked().isEmpty());
        }
        // Nor can it be kept: a run would only find out when it begins.
        savePolicy(QStringLiteral("Tickets"));
        QVERIFY2(told("policyNoteLabel").contains(QStringLiteral("isn’t valid RE2 syntax")),
                 qPrintable(told("policyNoteLabel")));
        QVERIFY(!m_workspace->maskPolicies().byName(QStringLiteral("Tickets")));
        tryPattern(QStringLiteral("(ORD)?"));
        QVERIFY(told("policyTrialLabel").contains(QStringLiteral("matches empty text")));
        tryPattern(QStringLiteral("ORD-[0-9]+"));
        QVERIFY(masked().startsWith(QStringLiteral("Ticket [")));
        savePolicy(QStringLiteral("Tickets"));
        const auto kept = m_workspace->maskPolicies().byName(QStringLiteral("Tickets"));
        QVERIFY(kept);
        QCOMPARE(kept->patterns.size(), 1);
        QCOMPARE(kept->patterns.first().pattern, QStringLiteral("ORD-[0-9]+"));
        // The form was filled anew with what was saved.
        QTRY_COMPARE(m_window->findChildren<QToolButton *>(QStringLiteral("removePatternButton")).size(), 1);
        find<QToolButton>("removePatternButton")->click();
        QTRY_COMPARE(masked(), QStringLiteral("Ticket ORD-4711 of [EMAIL_MASKED]"));
    }

    void everyReasonHasWords()
    {
        // NothingAlike is the last of the enumeration.
        QSet<QString> all;
        for (int code = 0; code <= int(MaskReason::Code::NothingAlike); ++code) {
            const QString text = maskReasonText(
                {.entity = Entity::PaymentCard, .code = MaskReason::Code(code), .argument = "12", .wanted = 15});
            QVERIFY2(text.startsWith(QStringLiteral("Payment card: ")) && text.endsWith(u'.'), qPrintable(text));
            QVERIFY2(!text.contains(u'%'), qPrintable(text));
            all.insert(text);
        }
        QCOMPARE(all.size(), int(MaskReason::Code::NothingAlike) + 1);
        for (const Entity entity : allEntities)
            QVERIFY(!entityText(entity).isEmpty() && !entityTitle(entity).isEmpty() && !entityHint(entity).isEmpty());
    }

    void whyAndWhyNotAreAnswered()
    {
        fetch(idsOf(2), QStringLiteral("out"));
        auto *table = find<QTableView>("transcriptResultsTable");
        QTRY_COMPARE(table->model()->rowCount(), 2);
        table->setCurrentIndex(table->model()->index(0, 0));
        auto *viewer = m_window->findChild<TranscriptViewer *>();
        QTRY_VERIFY(viewer->transcript());
        viewer->nextFinding(1);
        auto *line = find<QPlainTextEdit>("currentLineEdit");
        QTRY_VERIFY(line->toPlainText().contains(u'['));
        QTextCursor cursor = line->textCursor();
        cursor.setPosition(int(line->toPlainText().indexOf(u'[')) + 1);
        cursor.movePosition(QTextCursor::NextCharacter, QTextCursor::KeepAnchor, 2);
        line->setTextCursor(cursor);
        click("whyNotButton");
        QVERIFY2(told("whyNotLabel").contains(QStringLiteral("masked by rule")), qPrintable(told("whyNotLabel")));
        // The whole of a line in which nothing is masked.
        for (int row = 0; line->toPlainText().contains(u'[') || !line->toPlainText().contains(u' '); ++row)
            viewer->showRow(row);
        click("whyNotButton");
        QTRY_VERIFY2(told("whyNotLabel").startsWith(QStringLiteral("No rule in the policy “Default")),
                     qPrintable(told("whyNotLabel")));
    }

    /// A new policy for decisions must not leave in clear what the reviewed transcripts had masked.
    void decisionsOnStrictTranscriptsStayStrict()
    {
        click("openFetchButton");
        choosePolicy("fetchPolicyCombo", QStringLiteral("Strict"));
        fetch(idsOf(60), QStringLiteral("strict"));
        QCOMPARE(run()->order().policy.name, QStringLiteral("Strict"));
        click("openReviewButton");
        auto *table = find<QTableView>("reviewTable");
        QVERIFY(table->model()->rowCount() > 0);
        QTest::keyClick(table, Qt::Key_R);
        click("keepDecisionsButton");
        const auto kept = m_workspace->maskPolicies().byName(QStringLiteral("Reviewed"));
        QVERIFY(kept);
        QCOMPARE(kept->exceptions.size(), 1);
        QVERIFY(kept->rule(Entity::PersonName).action == MaskAction::Tag);
        QVERIFY(kept->rule(Entity::Address).action == MaskAction::Tag);
    }

    void decisionsByKeyboardChangeTheNextFetch()
    {
        fetch(idsOf(60), QStringLiteral("first"));
        click("openReviewButton");
        auto *table = find<QTableView>("reviewTable");
        auto *items = qobject_cast<ReviewModel *>(table->model());
        QVERIFY2(items && items->rowCount() >= 3, "the sandbox has findings that are not sure");
        const ReviewItem left = *items->at(0), personal = *items->at(1);
        QCOMPARE(table->currentIndex().row(), 0);
        find<QComboBox>("reviewScopeCombo")->setCurrentIndex(0); // in this interaction
        find<QComboBox>("reviewExpiryCombo")->setCurrentIndex(0); // for 30 days
        QTest::keyClick(table, Qt::Key_R);
        QCOMPARE(table->currentIndex().row(), 1); // on to the next by itself
        find<QComboBox>("reviewScopeCombo")->setCurrentIndex(1); // everywhere
        find<QComboBox>("reviewExpiryCombo")->setCurrentIndex(2); // without an end
        QTest::keyClick(table, Qt::Key_A);
        QCOMPARE(table->currentIndex().row(), 2);
        QTest::keyClick(table, Qt::Key_N);
        QCOMPARE(items->open(), items->rowCount() - 2);
        find<QLineEdit>("reviewNoteEdit")->setText(QStringLiteral("looked up"));
        click("keepDecisionsButton");

        // Kept again: they are there already; another decision goes where the first ones are.
        const auto kept = m_workspace->maskPolicies().byName(QStringLiteral("Reviewed"));
        QVERIFY(kept);
        QCOMPARE(kept->exceptions.size(), 2);
        const auto policies = m_workspace->maskPolicies().policies().size();
        click("keepDecisionsButton");
        QVERIFY(find<PlainLabel>("reviewDoneLabel")->plainText().contains(QStringLiteral("already")));
        QCOMPARE(m_workspace->maskPolicies().policies().size(), policies);
        QCOMPARE(m_workspace->maskPolicies().byName(QStringLiteral("Reviewed"))->version, kept->version);
        table->setCurrentIndex(items->index(2, 0));
        QTest::keyClick(table, Qt::Key_A);
        click("keepDecisionsButton");
        QCOMPARE(m_workspace->maskPolicies().policies().size(), policies);
        const auto more = m_workspace->maskPolicies().byName(QStringLiteral("Reviewed"));
        QCOMPARE(more->exceptions.size(), 3);
        QCOMPARE(more->exceptions.mid(0, 2), kept->exceptions);
        const MaskException &allow = kept->exceptions[0], &deny = kept->exceptions[1];
        QVERIFY(allow.kind == MaskException::Kind::Allow);
        QCOMPARE(allow.text, left.original);
        QCOMPARE(allow.interactionId, left.interactionId);
        QVERIFY(allow.expires);
        const qint64 days = QDateTime::currentDateTimeUtc().daysTo(*allow.expires);
        QVERIFY(days >= 29 && days <= 30);
        QVERIFY(deny.kind == MaskException::Kind::Deny);
        QCOMPARE(deny.text, personal.original);
        QCOMPARE(deny.interactionId, QString());
        QVERIFY(!deny.expires);
        QCOMPARE(deny.note, QStringLiteral("looked up"));

        click("fetchAgainButton");
        auto *ids = find<QPlainTextEdit>("interactionIdsEdit");
        QVERIFY(ids->toPlainText().contains(left.interactionId));
        QCOMPARE(find<QComboBox>("fetchPolicyCombo")->currentData().toString(), QStringLiteral("Reviewed"));
        find<QLineEdit>("transcriptFolderEdit")->setText(m_folder->filePath(QStringLiteral("second")));
        click("fetchPrimaryButton");
        QTRY_VERIFY(find<PlainLabel>("fetchPlanLabel")->isVisible());
        click("fetchPrimaryButton");
        QTRY_COMPARE(m_workspace->runs().runs().size(), 2);
        QVERIFY(ends());
        QCOMPARE(run()->order().policy.name, QStringLiteral("Reviewed"));
        // What was left alone stands there now; what is personal is sure.
        QFile before(m_folder->filePath(QStringLiteral("first/%1.json").arg(left.interactionId)));
        QFile after(m_folder->filePath(QStringLiteral("second/%1.json").arg(left.interactionId)));
        QVERIFY(before.open(QIODevice::ReadOnly) && after.open(QIODevice::ReadOnly));
        QVERIFY(before.readAll() != after.readAll());
        for (const ReviewItem &item : run()->reviewItems()) {
            QVERIFY(item.interactionId != left.interactionId || item.original != left.original);
            QVERIFY(item.original != personal.original);
        }
    }
};

MUSTER_TEST(TestPolicyJourney, QApplication)

} // namespace tst_policyjourney
#include "tst_policyjourney.moc"
