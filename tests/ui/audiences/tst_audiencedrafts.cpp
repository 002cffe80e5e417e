// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "audiencewindow.h"

#include "tests/support/guiwatchdog.h"
#include "tests/support/testprogram.h"
#include "ui/audiences/audiencework.h"

#include <QLineEdit>
#include <QProcess>
#include <QSignalSpy>
#include <QToolButton>
#include <QUndoStack>

using namespace muster;
using namespace muster::test;

namespace tst_audiencedrafts {

/// Drafts: kept while somebody works, there again after a crash, offered, closed and discarded.
class TestAudienceDrafts : public AudienceWindow
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { setUpOnce(); }
    void init() { setUp(); }
    void cleanup() { tearDown(); }

    void aDraftOutlivesACrash()
    {
        openAudience(golden);
        setValue(QStringLiteral("country"), QStringLiteral("FR"));
        setValue(QStringLiteral("country"), QStringLiteral("CH"));
        find<QLineEdit>("audienceNameEdit")->setText(QStringLiteral("Gold in Switzerland"));
        QTRY_COMPARE(text("draftStateLabel"), QStringLiteral("Draft saved"));
        const CriteriaTree draft = work().tree().tree();
        crash();
        auto *drafts = find<QMenu>("audienceDraftsMenu");
        QTRY_COMPARE(drafts->actions().size(), 1);
        QCOMPARE(drafts->actions().first()->text(), QStringLiteral("Gold in Switzerland"));
        drafts->actions().first()->trigger();
        QTRY_VERIFY(m_page->current());
        QVERIFY(work().tree().tree() == draft);
        QCOMPARE(work().details().name, QStringLiteral("Gold in Switzerland"));
        QVERIFY(editor().isChanged());
        editor().undo().stack()->undo();
        QCOMPARE(std::get<QString>(work().tree().tree().node(conditionOn(QStringLiteral("country"))).condition.value),
                 QStringLiteral("DE")); // both were typed within half a second
    }

    void aDraftTakenUpAgainIsOfferedAfterACrash()
    {
        openAudience(golden);
        setValue(QStringLiteral("country"), QStringLiteral("FR"));
        Q_EMIT m_page->closeAsked(&editor());
        openAudience(golden); // at once, before it can be on the disk; nothing is changed, but it stands in a tab
        QTRY_VERIFY(editor().isChanged());
        QTRY_VERIFY(m_workspace->drafts().isIdle());
        crash();
        QTRY_VERIFY(find<QWidget>("offeredDraftsBar")->isVisible());
    }

    void aLongHistoryIsWrittenBesideTheWindow()
    {
        verifyNeverHeld(*this, [this] {
            auto &watch = static_cast<WatchedApplication &>(*qApp);
            openAudience(golden);
            CriteriaTreeModel &model = work().tree();
            CriteriaGroup outer;
            for (int group = 0; group < 40; ++group) {
                CriteriaGroup inner{CriteriaJoin::Or, {}};
                for (int i = 0; i < 5; ++i)
                    inner.members.push_back(
                        {CriteriaCondition{QStringLiteral("engagement"), CriteriaOperator::GreaterThan,
                                           CriteriaNumber{QByteArray::number(100 * group + i)}}});
                outer.members.push_back({inner});
            }
            QVERIFY(!work().replaceCriteria(outer));
            QCOMPARE(model.tree().size(), 241);
            for (int step = 0; step < 500; ++step) {
                const CriteriaNodeId node = model.tree().at({step % 40, step % 5});
                QVERIFY(model.apply(model.edits().setMuted({node}, !model.tree().node(node).flags.muted)));
            }
            QTRY_COMPARE_WITH_TIMEOUT(text("draftStateLabel"), QStringLiteral("Draft saved"), 60'000);
            QTest::qWait(300); // estimate, sentence and findings of the steps before have come
            watch.startWatch();
            QSignalSpy saved(&m_workspace->drafts(), &DraftStore::saved);
            for (int step = 0; step < 5; ++step) {
                const CriteriaNodeId node = model.tree().at({step, 3});
                const auto edit = [&] {
                    QVERIFY(model.apply(model.edits().setMuted({node}, !model.tree().node(node).flags.muted)));
                };
                QMetaObject::invokeMethod(qApp, edit, Qt::QueuedConnection); // an event of its own, which is measured
                QTRY_COMPARE_WITH_TIMEOUT(saved.size(), step + 1, 60'000);
            }
            watch.stopWatch();
            QVERIFY(editor().undo().history().toBytes().size() > 100'000); // that much is written each time
            // And read, by whoever comes back to it.
            QTRY_VERIFY(m_workspace->drafts().isIdle());
            crash();
            QTRY_COMPARE(find<QMenu>("audienceDraftsMenu")->actions().size(), 1);
            watch.startWatch();
            openAudience(golden);
            QTRY_VERIFY(editor().undo().stack()->count() > 0);
            watch.stopWatch();
        });
    }

    void whatIsMutedIsKeptThoughTheTenantWouldGetWhatItHas()
    {
        openAudience(golden);
        const CriteriaGroup before = work().definition().criteria;
        const auto added = work().tree().edits().addCondition(
            criteriaRootId, 0, {QStringLiteral("tier"), CriteriaOperator::Equals, QStringLiteral("gold")});
        QVERIFY(added && work().tree().apply(CriteriaEdits(added->tree).setMuted(added->touched, true)));
        QVERIFY(work().definition().criteria == before);
        QTRY_COMPARE(text("draftStateLabel"), QStringLiteral("Draft saved"));
        crash();
        openAudience(golden);
        QTRY_VERIFY(work().tree().tree().node(work().tree().tree().at({0})).flags.muted);
    }

    void tabsOfTheLastTimeAreOpenedAgainWithOnePress()
    {
        openAudience(golden);
        setValue(QStringLiteral("country"), QStringLiteral("FR"));
        m_page->show(m_page->index());
        find<QPushButton>("newAudienceButton")->click();
        find<QLineEdit>("audienceNameEdit")->setText(QStringLiteral("Closed by hand"));
        QTRY_COMPARE(text("draftStateLabel"), QStringLiteral("Draft saved"));
        Q_EMIT m_page->closeAsked(&editor());
        m_page->show(m_page->index());
        find<QPushButton>("newAudienceButton")->click();
        find<QLineEdit>("audienceNameEdit")->setText(QStringLiteral("Spring"));
        QTRY_COMPARE(text("draftStateLabel"), QStringLiteral("Draft saved"));
        QTRY_VERIFY(m_workspace->drafts().isIdle());
        crash();
        QTRY_VERIFY(find<QWidget>("offeredDraftsBar")->isVisible());
        QVERIFY(text("offeredDraftsLabel").endsWith(QStringLiteral(": Spring and Gold and platinum in Germany.")));
        find<QPushButton>("openOfferedDraftsButton")->click();
        QTRY_COMPARE(m_page->editors().size(), 2);
        m_page->show(m_page->index());
        QVERIFY(!find<QWidget>("offeredDraftsBar")->isVisible());
        // An orderly end is no other: they were open. What somebody does not want is not offered a second time.
        closeWindow();
        openWindow(m_crashed);
        QTRY_VERIFY(find<QWidget>("offeredDraftsBar")->isVisible());
        find<QToolButton>("leaveOfferedDraftsButton")->click();
        QVERIFY(!find<QWidget>("offeredDraftsBar")->isVisible());
        closeWindow();
        openWindow(m_crashed);
        QTRY_COMPARE(find<QMenu>("audienceDraftsMenu")->actions().size(), 3);
        QVERIFY(!find<QWidget>("offeredDraftsBar")->isVisible());
    }

    void anOfferShrinksWhenOneIsOpenedInAnotherWay()
    {
        openAudience(golden);
        setValue(QStringLiteral("country"), QStringLiteral("FR"));
        m_page->show(m_page->index());
        find<QPushButton>("newAudienceButton")->click();
        find<QLineEdit>("audienceNameEdit")->setText(QStringLiteral("Spring"));
        closeWindow(); // hands over what has not been written
        openWindow(m_folder->filePath(QStringLiteral("home")));
        QTRY_VERIFY(find<QWidget>("offeredDraftsBar")->isVisible());
        openAudience(golden);
        m_page->show(m_page->index());
        QVERIFY(text("offeredDraftsLabel").endsWith(QStringLiteral(": Spring.")));
        // Opened from the drafts and left as it was it still stood in a tab.
        closeWindow();
        openWindow(m_folder->filePath(QStringLiteral("home")));
        QTRY_VERIFY(find<QWidget>("offeredDraftsBar")->isVisible());
        QVERIFY(text("offeredDraftsLabel").contains(QStringLiteral("Gold and platinum in Germany")));
    }

    void aClosedTabKeepsItsDraftUntilItIsDiscarded()
    {
        openAudience(golden);
        setValue(QStringLiteral("country"), QStringLiteral("FR"));
        Q_EMIT m_page->closeAsked(&editor());
        QTRY_COMPARE(find<QMenu>("audienceDraftsMenu")->actions().size(), 1);
        openAudience(golden); // goes on with the draft
        QTRY_VERIFY(editor().isChanged());
        find<QPushButton>("discardDraftButton")->click();
        QCOMPARE(m_answers.asked.size(), 1);
        QVERIFY(!m_page->current());
        QTRY_VERIFY(find<QMenu>("audienceDraftsMenu")->actions().isEmpty());
        openAudience(golden);
        QVERIFY(!editor().isChanged());
    }

private:
    /// What a killed program leaves is what is on the disk at that moment: a window on a copy of that.
    void crash()
    {
        m_crashed = m_folder->filePath(QStringLiteral("crashed"));
        QCOMPARE(QProcess::execute(QStringLiteral("cp"),
                                   {QStringLiteral("-r"), m_folder->filePath(QStringLiteral("home")), m_crashed}),
                 0);
        closeWindow();
        openWindow(m_crashed);
    }

    QString m_crashed;
};

MUSTER_TEST(TestAudienceDrafts, WatchedApplication)

} // namespace tst_audiencedrafts

#include "tst_audiencedrafts.moc"
