// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "audiencewindow.h"

#include "models/runs/audiences/audiencepublishrun.h"
#include "network/sandbox/cxone/cxonesandbox.h"
#include "tests/support/cxonetenant.h"
#include "tests/support/deliveriesend.h"
#include "tests/support/guiwatchdog.h"
#include "tests/support/testprogram.h"
#include "ui/audiences/publishview.h"
#include "ui/runs/pastrunactions.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDateEdit>
#include <QHeaderView>
#include <QLineEdit>
#include <QListWidget>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace tst_audiencepublish {

/// On a tenant without audiences: they are saved on this computer, and published as a calling list.
class TestAudiencePublish : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void anAudienceIsSavedComparedAndPublished();
    void F77_aDraftOfAnOlderVersionIsNotSavedOverANewerOne();
    void whatCannotBePublishedIsSaid();
    void aPublishedAudienceFillsTheSheetAgain();
    void whereTheTenantHasAudiencesThereIsNothingOfIt();

private:
    template <typename T>
    T *find(const char *name)
    {
        const QWidget *in = m_page->current() ? static_cast<QWidget *>(m_page->current()) : m_page->index();
        T *found = in->findChild<T *>(QString::fromLatin1(name));
        if (!found)
            qFatal("there is no %s", name);
        return found;
    }
    QString text(const char *name) { return find<PlainLabel>(name)->plainText(); }
    AudienceEditor &editor() { return *m_page->current(); }
    void openWindow();
    void closeWindow();
    /// A new audience of those whose tier is `tier`, in a tab of its own.
    void begin(const QString &name, const QString &tier);
    void save();
    void choose(const QString &segment);

    AudienceAnswers m_answers;
    SystemClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<CxoneSandbox> m_sandbox;
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<TenantSession> m_session;
    std::unique_ptr<AudiencesPage> m_page;
    std::unique_ptr<AudiencesController> m_controller;
};

void TestAudiencePublish::initTestCase()
{
    qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus"); // nobody's key store
    installTranslations(*qApp);
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    Theme::instance().apply(Theme::Mode::Light);
}

void TestAudiencePublish::init()
{
    Prompts::replace(&m_answers);
    m_answers.accept = true;
    m_answers.told.clear();
    m_folder = std::make_unique<QTemporaryDir>();
    CxoneSandboxSettings settings;
    settings.tenant.contacts = 400;
    settings.tenant.seed = 7;
    settings.tenant.jobTime = std::chrono::milliseconds(0);
    m_sandbox = std::make_unique<CxoneSandbox>(settings);
    QVERIFY(m_sandbox->start());
    openWindow();
}

void TestAudiencePublish::cleanup()
{
    closeWindow();
    m_sandbox.reset();
    Prompts::replace(nullptr);
}

void TestAudiencePublish::openWindow()
{
    auto workspace = Workspace::open(Workspace::Paths::under(m_folder->filePath(u"home"_s)), m_clock);
    QVERIFY(workspace);
    m_workspace = *std::move(workspace);
    const ConnectionProfile profile = profileOf(*m_sandbox);
    m_workspace->secrets().keepForThisRun(profile, m_sandbox->accessKeySecret());
    m_session = m_workspace->connectTo(profile);
    m_page = std::make_unique<AudiencesPage>();
    m_controller = std::make_unique<AudiencesController>(*m_page, *m_session, *m_workspace);
    m_page->resize(1112, 740);
    static_cast<QWidget *>(m_page.get())->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
}

void TestAudiencePublish::closeWindow()
{
    if (!m_workspace->runs().isIdle()) {
        m_workspace->runs().pauseAll();
        QTRY_VERIFY_WITH_TIMEOUT(m_workspace->runs().isIdle(), 60'000);
    }
    m_controller.reset();
    m_page.reset();
    m_session.reset();
    QVERIFY(endDeliveries(*m_workspace));
    m_workspace.reset();
}

void TestAudiencePublish::begin(const QString &name, const QString &tier)
{
    m_page->show(m_page->index());
    find<QPushButton>("newAudienceButton")->click();
    QTRY_VERIFY(m_page->current() != nullptr);
    AudienceDefinition definition;
    definition.name = name;
    definition.criteria.members = {{CriteriaCondition{u"otherFields.tier"_s, CriteriaOperator::Equals, tier}}};
    QVERIFY(!editor().work().replace(definition));
}

void TestAudiencePublish::save()
{
    // What is wrong with a draft is found out a moment after it was changed.
    QTRY_VERIFY(find<QPushButton>("registerAudienceButton")->isEnabled());
    find<QPushButton>("registerAudienceButton")->click();
    QTRY_VERIFY(!editor().isChanged());
}

void TestAudiencePublish::choose(const QString &segment)
{
    auto *menu = find<QMenu>("contactsAtHandMenu");
    QAction *found = nullptr;
    const auto isThere = [&] {
        for (QAction *kind : menu->actions()) {
            for (QAction *action : kind->menu() ? kind->menu()->actions() : QList<QAction *>())
                found = action->text() == segment ? action : found;
        }
        return found != nullptr;
    };
    QTRY_VERIFY(isThere());
    found->trigger();
}

void TestAudiencePublish::anAudienceIsSavedComparedAndPublished()
{
    const auto *table = find<QTableView>("audiencesTable");
    QVERIFY(table->isColumnHidden(AudiencesModel::Size)); // nobody counts here
    begin(u"Gold people"_s, u"platinum"_s);
    QCOMPARE(find<QPushButton>("registerAudienceButton")->text(), u"&Save"_s);
    QCOMPARE(text("audienceStateLabel"), u"Not saved yet"_s);
    save();
    QCOMPARE(text("audienceStateLabel"), u"Version 1, on this computer only"_s);
    AudienceDefinition gold = editor().work().definition();
    std::get<CriteriaCondition>(gold.criteria.members.front().content).value = u"gold"_s;
    QVERIFY(!editor().work().replace(gold));
    save();
    QCOMPARE(text("audienceStateLabel"), u"Version 2, on this computer only"_s);
    editor().showPane(AudienceEditor::Pane::History);
    auto *from = find<QComboBox>("historyFromCombo");
    QTRY_COMPARE(from->count(), 2);
    from->setCurrentIndex(0);
    QVERIFY(find<QPushButton>("erasePayloadButton")->isHidden()); // the newest one is the audience
    from->setCurrentIndex(1);
    QVERIFY(!find<QPushButton>("erasePayloadButton")->isHidden());
    QTRY_COMPARE(find<QTableView>("historyDifferenceTable")->model()->rowCount(), 1);

    choose(u"Spring renewals"_s);
    QTRY_VERIFY_WITH_TIMEOUT(text("estimateCountLabel").contains(u"of 400 contacts match"_s), 60'000);
    find<QPushButton>("publishAudienceButton")->click();
    QCOMPARE(editor().shown(), AudienceEditor::View::Publish);
    QCOMPARE(find<QComboBox>("publishIdCombo")->currentData().toString(), u"contactId"_s);
    QCOMPARE(find<QComboBox>("publishNumberCombo")->currentData().toString(), u"phone1"_s);
    auto *confirm = find<ConfirmButton>("confirmPublishButton");
    QTRY_VERIFY_WITH_TIMEOUT(confirm->isAllowed(), 60'000);
    auto *columns = find<QListWidget>("publishColumnsList");
    int ticked = 0;
    for (int row = 0; row < columns->count(); ++row) {
        const QString column = columns->item(row)->data(Qt::UserRole).toString();
        if (column == u"firstName" || column == u"otherFields.tier") {
            columns->item(row)->setCheckState(Qt::Checked);
            ++ticked;
        }
    }
    QCOMPARE(ticked, 2);
    QVERIFY(!confirm->isAllowed()); // what was shown holds no more
    QTRY_VERIFY_WITH_TIMEOUT(confirm->isEnabled(), 60'000);
    // The truth, independently of how the window found it.
    QSet<QString> wanted;
    QHash<QString, QString> firstNames;
    for (const CxoneSandboxRecord &record : m_sandbox->listTruth(4101)) {
        if (record.others.value(u"tier"_s) == u"gold" && record.destinations.value(0).size() >= 10)
            wanted.insert(record.externalId);
        firstNames.insert(record.externalId, record.members.value(u"firstName"_s));
    }
    QVERIFY(wanted.size() > 10);
    // One of them has a number that the numbering plan does not know.
    const auto *facts = find<QTableView>("publishFactsTable")->model();
    qsizetype leftOut = 0;
    for (int row = 0; row < facts->rowCount(); ++row) {
        if (facts->index(row, 1).data().toString().contains(u"no valid number"_s))
            leftOut = facts->index(row, 0).data().toString().toInt();
    }
    QCOMPARE(leftOut, 1);
    QCOMPARE(confirm->text(), u"Publish %1 people"_s.arg(wanted.size() - leftOut));
    QTest::mouseClick(confirm, Qt::LeftButton);
    QTRY_COMPARE(editor().shown(), AudienceEditor::View::Run);
    const auto *run = qobject_cast<AudiencePublishRun *>(editor().run()->run());
    QVERIFY(run != nullptr);
    QTRY_VERIFY_WITH_TIMEOUT(run->outcome().has_value(), 60'000);
    QCOMPARE(run->outcome()->kind, RunOutcome::Kind::Complete);
    QVERIFY(text("audienceSizesLabel").contains(run->listId()));
    QSet<QString> there;
    for (const CxoneSandboxRecord &record : m_sandbox->listTruth(run->listId().toLongLong())) {
        there.insert(record.externalId);
        QCOMPARE(record.others.value(u"tier"_s), u"gold"_s);
        QCOMPARE(record.members.value(u"firstName"_s), firstNames.value(record.externalId));
    }
    QCOMPARE(there.size(), wanted.size() - leftOut);
    QVERIFY(wanted.contains(there));
    QCOMPARE(m_sandbox->dialled(), QStringList());
    find<QPushButton>("leaveAudienceRunButton")->click();
    QCOMPARE(editor().shown(), AudienceEditor::View::Edit);
}

void TestAudiencePublish::F77_aDraftOfAnOlderVersionIsNotSavedOverANewerOne()
{
    begin(u"Gold people"_s, u"gold"_s);
    save();
    const QString id = editor().work().audienceId();
    AudienceDefinition mine = editor().work().definition();
    mine.description = u"mine"_s;
    editor().work().setDetails(mine);
    // Saved elsewhere meanwhile, for instance from the command line.
    AudienceDefinition theirs = editor().work().definition();
    theirs.description = u"theirs"_s;
    QSignalSpy saved(m_session.get(), &TenantSession::audienceSaved);
    const auto other = m_workspace->connectTo(m_session->profile());
    QSignalSpy elsewhere(other.get(), &TenantSession::audienceSaved);
    other->saveAudience(id, theirs, 1);
    QTRY_COMPARE(elsewhere.size(), 1);
    QTRY_VERIFY(find<QPushButton>("registerAudienceButton")->isEnabled());
    find<QPushButton>("registerAudienceButton")->click();
    QTRY_COMPARE(editor().shown(), AudienceEditor::View::Conflict);
    QVERIFY(text("conflictTitleLabel").contains(u"was saved after"_s));
    QVERIFY(saved.isEmpty());
    find<QRadioButton>("mineRadio_description")->click();
    find<QPushButton>("mergeAudienceButton")->click();
    QCOMPARE(editor().shown(), AudienceEditor::View::Edit);
    save();
    QCOMPARE(editor().work().base()->version, 3);
    QCOMPARE(editor().work().base()->definition.description, u"mine"_s);
}

void TestAudiencePublish::whatCannotBePublishedIsSaid()
{
    begin(u"Gold people"_s, u"gold"_s);
    find<QPushButton>("publishAudienceButton")->click();
    QVERIFY(m_answers.told.takeLast().startsWith(u"Save the audience first"_s));
    save();
    find<QPushButton>("publishAudienceButton")->click();
    QVERIFY(m_answers.told.takeLast().startsWith(u"Choose contacts first"_s));
    choose(u"Spring renewals"_s);
    QTRY_VERIFY_WITH_TIMEOUT(text("estimateCountLabel").contains(u"of 400 contacts match"_s), 60'000);
    find<QPushButton>("publishAudienceButton")->click();
    auto *confirm = find<ConfirmButton>("confirmPublishButton");
    QTRY_VERIFY_WITH_TIMEOUT(confirm->isAllowed(), 60'000);
    auto *name = find<QLineEdit>("publishNameEdit");
    name->selectAll();
    QTest::keyClicks(name, u"Winter returns"_s);
    QTRY_VERIFY_WITH_TIMEOUT(text("publishProblemLabel").contains(u"already"_s), 60'000);
    QVERIFY(!confirm->isAllowed());
    for (const SandboxRequest &request : m_sandbox->requests())
        QVERIFY(request.method == "GET" || !request.path.contains("call-lists"));
}

void TestAudiencePublish::aPublishedAudienceFillsTheSheetAgain()
{
    begin(u"Gold people"_s, u"gold"_s);
    save();
    choose(u"Spring renewals"_s);
    QTRY_VERIFY_WITH_TIMEOUT(text("estimateCountLabel").contains(u"of 400 contacts match"_s), 60'000);
    find<QPushButton>("publishAudienceButton")->click();
    find<QLineEdit>("publishNameEdit")->clear();
    QTest::keyClicks(find<QLineEdit>("publishNameEdit"), u"Gold in spring"_s);
    find<QDateEdit>("publishExpiresEdit")->setDate(QDate(2099, 3, 4));
    auto *columns = find<QListWidget>("publishColumnsList");
    for (int row = 0; row < columns->count(); ++row) {
        if (columns->item(row)->data(Qt::UserRole).toString() == u"firstName")
            columns->item(row)->setCheckState(Qt::Checked);
    }
    find<QCheckBox>("publishInternationalCheck")->setChecked(true);
    auto *confirm = find<ConfirmButton>("confirmPublishButton");
    QTRY_VERIFY_WITH_TIMEOUT(confirm->isEnabled(), 60'000);
    QTest::mouseClick(confirm, Qt::LeftButton);
    QTRY_COMPARE(editor().shown(), AudienceEditor::View::Run);
    QTRY_VERIFY_WITH_TIMEOUT(editor().run()->run()->outcome().has_value(), 60'000);
    QCOMPARE(editor().run()->run()->outcome()->kind, RunOutcome::Kind::Complete);
    const QString id = editor().run()->run()->id();
    const PublishRequest before = editor().publishing()->request();
    Q_EMIT m_page->closeAsked(&editor());
    QCOMPARE(m_page->current(), nullptr);

    PastRunActions actions(m_page.get(), *m_workspace);
    actions.join(m_session.get());
    connect(&actions, &PastRunActions::publishingAsked, m_controller.get(),
            [this](const AudiencePublishOrder &order) { m_controller->repeat(order); });
    const auto posts = [this] {
        const auto requests = m_sandbox->requests();
        return std::ranges::count_if(requests, [](const SandboxRequest &one) { return one.method != "GET"; });
    };
    const auto sent = posts();
    actions.repeat(id);
    QTRY_VERIFY_WITH_TIMEOUT(m_page->current() && editor().shown() == AudienceEditor::View::Publish, 60'000);
    const PublishRequest again = editor().publishing()->request();
    QCOMPARE(again.listName, u"Gold in spring"_s);
    QCOMPARE(again.expires, QDate(2099, 3, 4));
    QVERIFY(again.source.choice == before.source.choice);
    QCOMPARE(again.source.choice.columns, QStringList{u"firstName"_s});
    // The list is there by that name; a person says another one, and confirms.
    QTRY_VERIFY_WITH_TIMEOUT(text("publishProblemLabel").contains(u"already"_s), 60'000);
    QVERIFY(!find<ConfirmButton>("confirmPublishButton")->isAllowed());
    QCOMPARE(posts(), sent);
    QCOMPARE(m_answers.told, QStringList());

    // Another version is saved by then: that is said.
    find<QPushButton>("cancelPublishButton")->click();
    AudienceDefinition changed = editor().work().definition();
    changed.description = u"Changed."_s;
    QVERIFY(!editor().work().replace(changed));
    save();
    actions.repeat(id);
    QTRY_COMPARE(m_answers.told.size(), 1);
    QVERIFY2(m_answers.told.first().contains(u"published version 1; version 2 is the saved one now"),
             qPrintable(m_answers.told.first()));
}

void TestAudiencePublish::whereTheTenantHasAudiencesThereIsNothingOfIt()
{
    AudienceEditor editor(u"b7c00001-0000-4000-8000-000000000001"_s); // nobody has said that it can be published
    QVERIFY(editor.findChild<QPushButton *>(u"publishAudienceButton"_s)->isHidden());
    QVERIFY(editor.findChild<QPushButton *>(u"registerAudienceButton"_s)->text().startsWith(u"&Register"_s));
}

MUSTER_TEST(TestAudiencePublish, WatchedApplication)

} // namespace tst_audiencepublish
#include "tst_audiencepublish.moc"
