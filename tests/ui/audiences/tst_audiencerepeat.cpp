// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "audiencewindow.h"
#include "models/runs/audiences/audienceputorder.h"
#include "models/store/runhistory.h"
#include "tests/support/eventwait.h"
#include "tests/support/testprogram.h"
#include "ui/runs/pastrunactions.h"
#include "ui/runs/runpane.h"

#include <QUndoStack>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace tst_audiencerepeat {

/// A registration of the past fills the draft again; nothing is registered by that.
class TestAudienceRepeat : public AudienceWindow
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { setUpOnce(); }
    void init()
    {
        setUp();
        m_actions = std::make_unique<PastRunActions>(m_page.get(), *m_workspace);
        m_actions->join(m_session.get());
        connect(m_actions.get(), &PastRunActions::registrationAsked, m_controller.get(),
                [this](const AudiencePutOrder &order) { m_controller->repeat(order); });
    }
    void cleanup()
    {
        m_actions.reset();
        tearDown();
    }

    void theDraftIsAsItWasAndCanBeUndone_data();
    void theDraftIsAsItWasAndCanBeUndone();
    void anAudienceThatIsGoneIsANewDraft();

private:
    /// Registers the draft as it is; gives the run's id.
    QString registered()
    {
        openRegister();
        confirm();
        (void)muster::tests::waitFor([this] { return !editor().isChanged(); }, 60'000); // it goes on from there
        const QString id = editor().run()->run()->id();
        find<QPushButton>("leaveAudienceRunButton")->click();
        return id;
    }

    std::unique_ptr<PastRunActions> m_actions;
};

void TestAudienceRepeat::theDraftIsAsItWasAndCanBeUndone_data()
{
    QTest::addColumn<bool>("isOpen");
    QTest::newRow("its tab is open") << true;
    QTest::newRow("it is opened for it") << false;
}

void TestAudienceRepeat::theDraftIsAsItWasAndCanBeUndone()
{
    QFETCH(const bool, isOpen);
    openAudience(golden);
    AudienceDefinition first = work().definition();
    first.description = u"First."_s;
    QVERIFY(!work().replace(first));
    QTRY_VERIFY(find<QPushButton>("registerAudienceButton")->isEnabled());
    const QString id = registered();
    AudienceDefinition second = work().definition();
    second.description = u"Second."_s;
    second.criteria.members = {{CriteriaCondition{u"tier"_s, CriteriaOperator::Equals, u"ash"_s}}};
    QVERIFY(!work().replace(second));
    QTRY_VERIFY(find<QPushButton>("registerAudienceButton")->isEnabled());
    (void)registered();
    QCOMPARE(puts(), 2);
    const qint64 version = work().base()->version;
    if (!isOpen) {
        Q_EMIT m_page->closeAsked(&editor());
        QCOMPARE(m_page->current(), nullptr);
    }
    m_actions->repeat(id);
    QTRY_VERIFY(m_page->current() && work().definition() == first);
    QCOMPARE(work().base()->version, version); // of the version that is there now
    QVERIFY(editor().isChanged());
    QCOMPARE(editor().shown(), AudienceEditor::View::Edit);
    QCOMPARE(puts(), 2);
    editor().undo().stack()->undo();
    QVERIFY(work().definition().criteria == second.criteria);
}

void TestAudienceRepeat::anAudienceThatIsGoneIsANewDraft()
{
    AudiencePutOrder order;
    order.audienceId = u"b7c00001-0000-4000-8000-000000000009"_s;
    order.definition.name = u"Gone since"_s;
    order.definition.criteria.members = {{CriteriaCondition{u"tier"_s, CriteriaOperator::Equals, u"ash"_s}}};
    const FrozenAudiencePut frozen = freeze(order, m_profile);
    JournalRun run;
    run.id = QString(32, u'b');
    run.kind = u"audience_put"_s;
    run.profileId = m_profile.id;
    run.target = order.audienceId;
    run.order = frozen.json;
    run.orderDigest = frozen.digest;
    run.startedAt = run.changedAt = QDateTime::currentDateTimeUtc();
    run.state = u"running"_s;
    run.progress = "{}";
    QVERIFY(m_workspace->runHistory().begin(run));
    m_actions->repeat(run.id);
    QTRY_COMPARE(m_answers.told.size(), 1);
    QVERIFY(m_answers.told.first().startsWith(u"The audience no longer exists"));
    QCOMPARE(work().audienceId(), order.audienceId);
    QVERIFY(work().definition() == order.definition);
    QVERIFY(!work().base());
    QCOMPARE(puts(), 0);
}

MUSTER_TEST(TestAudienceRepeat, QApplication)

} // namespace tst_audiencerepeat
#include "tst_audiencerepeat.moc"
