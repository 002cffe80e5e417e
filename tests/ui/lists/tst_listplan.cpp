// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "applywindow.h"
#include "models/runs/lists/restore/backupqueries.h"
#include "models/store/directivestore.h"
#include "models/store/numberliststore.h"
#include "network/wire/contactlist.h"
#include "ui/lists/contactlistspage.h"
#include "ui/lists/directiveform.h"
#include "ui/lists/directivepane.h"
#include "ui/lists/restore/restorepage.h"
#include "ui/lists/workbenchview.h"

#include "tests/support/testprogram.h"

#include <QCheckBox>
#include <QRegularExpression>
#include <QSignalSpy>

using namespace muster;
using namespace muster::test;

namespace tst_listplan {

/// What is confirmed is what the form says and the page shows, and nothing else.
class TestListPlan : public ApplyWindow
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { setUpOnce(); }
    void init() { Prompts::replace(&m_answers); }
    void cleanup() { tearDown(); }

    void F117_aReportAskedForWhileBusyIsNotAnswered_byAReviewOfAnotherList();
    void F117_formBenchPlanAndReviewNameOneDirective();
    void F113_F117_withoutItsListADirectivePurgesNobody();
    void F117_aListThatComesAnewMakesThePlanAnew();
    void S30_thePurgeButtonIsNotThatOfAnOrdinaryAct();
    void whatCannotBeUndoneStandsBesideTheCount();
    void everyRequestIsCounted();
    void aSelectionGoesWithItsList();
    void whatCannotBeRestoredIsNotOffered();

private:
    void openLeads()
    {
        m_list = &SandboxList::all()[1];
        openWindow();
        openList();
    }
    QString text(const char *label) { return find<PlainLabel>(label)->plainText(); }
    DirectiveForm *form() { return page().workbench()->directives()->form(); }
    /// Imports a list of do-not-call numbers, which the form takes at once.
    void import(const QByteArray &numbers)
    {
        QFile file(m_folder->filePath(QStringLiteral("do-not-call.csv")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("number\n" + numbers);
        file.close();
        QSignalSpy imported(&m_workspace->numberLists(), &NumberListStore::importFinished);
        m_workspace->numberLists().importFile(QStringLiteral("do-not-call"), NumberListUse::Suppression,
                                              file.fileName(), QStringLiteral("US"));
        QTRY_COMPARE(imported.count(), 1);
        QTRY_COMPARE(form()->directive().suppressionLists.size(), 1);
        QTRY_VERIFY(!bench().isBusy());
    }
    void openReview()
    {
        auto *button = find<QPushButton>("reviewApplyButton");
        QTRY_VERIFY(button->isEnabled());
        button->click();
        QTRY_VERIFY(page().apply()->plan());
        m_plan = page().apply()->plan();
    }
};

void TestListPlan::F117_aReportAskedForWhileBusyIsNotAnswered_byAReviewOfAnotherList()
{
    openLeads();
    // A report is asked for while the list is being judged anew; before it is made another list is opened.
    auto *region = find<QComboBox>("defaultRegionCombo");
    region->setCurrentIndex(region->findData(QStringLiteral("GB")));
    QVERIFY(bench().isBusy());
    find<QAction>("savePdfAction")->trigger();
    const SandboxList &other = SandboxList::all()[2];
    Q_EMIT page().index()->openAsked({other.id, other.name, 12});
    QTRY_VERIFY_WITH_TIMEOUT(!find<QPushButton>("stopReadingButton")->isVisible() && !bench().isBusy(), 60'000);
    QTRY_VERIFY(text("listMessageLabel").contains(QStringLiteral("No report")));
    region->setCurrentIndex(region->findData(QStringLiteral("US")));
    openReview();
    QCOMPARE(m_plan->header.listId, other.id);
    QCOMPARE(m_answers.saves, 0); // nobody asked where to save the plan of a review
    // Asked for again, it is made, once; and the page that reviews keeps its own plan.
    find<QPushButton>("cancelApplyButton")->click();
    find<QAction>("savePdfAction")->trigger();
    QTRY_COMPARE(m_answers.saves, 1);
    QVERIFY(page().apply()->plan() == m_plan);
}

void TestListPlan::F117_formBenchPlanAndReviewNameOneDirective()
{
    openLeads();
    SanitizationDirective saved = form()->directive();
    saved.name = QStringLiteral("Leads & <b>more</b>");
    QVERIFY(m_workspace->directives().save(saved));
    Q_EMIT page().workbench()->directives()->loadAsked(saved.name);
    QTRY_VERIFY(!bench().isBusy());
    openReview();
    QCOMPARE(m_plan->header.directiveName, saved.name);
    QCOMPARE(m_plan->header.directiveDigest, bench().directiveDigest());
    const QString digest = m_plan->header.directiveDigest.left(16);
    QVERIFY(text("applyDirectiveLabel").contains(saved.name));
    QVERIFY(text("applyDirectiveLabel").contains(digest));
    QVERIFY(!text("applyDirectiveLabel").contains(QStringLiteral("changed")));
    QVERIFY(text("directiveDigestLabel").contains(digest));
    // Another rule is another directive, which keeps the name and says so.
    find<QPushButton>("cancelApplyButton")->click();
    auto *invalid = find<QComboBox>("invalidActionCombo");
    invalid->setCurrentIndex(invalid->findData(int(DirectiveAction::Flag)));
    auto *missing = find<QComboBox>("missingActionCombo");
    missing->setCurrentIndex(missing->findData(int(DirectiveAction::Purge)));
    QTRY_VERIFY(!bench().isBusy());
    openReview();
    QVERIFY(m_plan->header.directiveDigest.left(16) != digest);
    QVERIFY(text("applyDirectiveLabel").contains(m_plan->header.directiveDigest.left(16)));
    QVERIFY(text("directiveDigestLabel").contains(m_plan->header.directiveDigest.left(16)));
    QVERIFY(text("applyDirectiveLabel").contains(QStringLiteral("changed since it was saved")));
}

void TestListPlan::F113_F117_withoutItsListADirectivePurgesNobody()
{
    openLeads();
    import("+442079460018\n");
    const QString id = form()->directive().suppressionLists.first();
    const QString before = bench().directiveDigest();
    QVERIFY(bench().summary().verdicts[std::size_t(ListVerdict::Purge)] > 0);
    // Deleted, by another window or by hand.
    QVERIFY(m_workspace->numberLists().remove(id));
    QTRY_VERIFY(bench().listFault() && !bench().isBusy());
    QCOMPARE(form()->directive().suppressionLists, QStringList{id}); // nothing falls out of it silently
    QCOMPARE(bench().directive(), form()->directive());
    QCOMPARE(bench().summary().verdicts[std::size_t(ListVerdict::NotChecked)], bench().summary().contacts);
    QVERIFY(find<PlainLabel>("directiveErrorLabel")->isVisible());
    QVERIFY(text("directiveErrorLabel").contains(QStringLiteral("never purged")));
    QVERIFY(bench().directiveDigest() != before);
    QVERIFY(text("directiveDigestLabel").contains(bench().directiveDigest().left(16)));
    QTRY_VERIFY(!find<QPushButton>("reviewApplyButton")->isEnabled());
    // Another rule makes nobody forget it.
    auto *missing = find<QComboBox>("missingActionCombo");
    missing->setCurrentIndex(missing->findData(int(DirectiveAction::Purge)));
    QTRY_VERIFY(bench().listFault() && !bench().isBusy());
    QVERIFY(find<PlainLabel>("directiveErrorLabel")->isVisible());
    QCOMPARE(bench().summary().verdicts[std::size_t(ListVerdict::NotChecked)], bench().summary().contacts);
    QVERIFY(!find<QPushButton>("reviewApplyButton")->isEnabled());
}

void TestListPlan::F117_aListThatComesAnewMakesThePlanAnew()
{
    openLeads();
    import("+442079460018\n");
    openReview();
    const SharedPlan read = m_plan;
    find<QLineEdit>("typedCountEdit")->setText(QString::number(read->header.purges));
    QTRY_VERIFY_WITH_TIMEOUT(find<ConfirmButton>("confirmApplyButton")->isEnabled(), 60'000);
    // The list under the same name, with a number that this list would have corrected.
    const auto fixed = std::find_if(read->changes.cbegin(), read->changes.cend(), [](const PlannedChange &change) {
        return change.action == PlannedChange::Action::Fix;
    });
    QVERIFY(fixed != read->changes.cend());
    import(QByteArray::fromStdString(fixed->to) + '\n');
    QTRY_VERIFY(page().apply()->plan() && page().apply()->plan() != read);
    const SharedPlan anew = page().apply()->plan();
    QVERIFY(anew->header.purges > read->header.purges);
    QVERIFY(anew->header.directiveDigest != read->header.directiveDigest);
    QCOMPARE(anew->header.directiveDigest, bench().directiveDigest());
    QVERIFY(text("applyDirectiveLabel").contains(anew->header.directiveDigest.left(16)));
    QVERIFY(text("applyMessageLabel").contains(QStringLiteral("changed since")));
    QCOMPARE(find<QLineEdit>("typedCountEdit")->text(), QString()); // what was typed was for another plan
}

void TestListPlan::S30_thePurgeButtonIsNotThatOfAnOrdinaryAct()
{
    toTheApplyPage();
    auto *confirm = find<ConfirmButton>("confirmApplyButton");
    const auto ground = [confirm] {
        const QImage image = confirm->grab().toImage();
        return QColor(image.pixel(int(8 * image.devicePixelRatio()), image.height() / 2));
    };
    QCOMPARE(ground(), Theme::instance().tokens().bad);
    find<QCheckBox>("withholdPurgeCheck")->setChecked(true); // now it only updates
    QTRY_VERIFY_WITH_TIMEOUT(confirm->isEnabled(), 60'000);
    QCOMPARE(ground(), Theme::instance().tokens().accent);
    find<QCheckBox>("withholdPurgeCheck")->setChecked(false);
    find<QLineEdit>("typedCountEdit")->setText(QString::number(m_plan->header.purges));
    QTRY_VERIFY_WITH_TIMEOUT(confirm->isEnabled(), 60'000);
    QCOMPARE(ground(), Theme::instance().tokens().bad);
}

void TestListPlan::whatCannotBeUndoneStandsBesideTheCount()
{
    openLeads();
    openReview();
    qint64 lasting = 0;
    for (const PlannedChange &change : m_plan->changes) {
        static const QRegularExpression international(QStringLiteral("^\\+[1-9][0-9]{1,14}$"));
        lasting += change.action == PlannedChange::Action::Fix
            && !international.match(QString::fromStdString(change.from)).hasMatch();
    }
    QVERIFY(lasting > 1);
    QVERIFY(find<PlainLabel>("applyLastingLabel")->isVisible());
    QVERIFY(text("applyLastingLabel").startsWith(QLocale().toString(lasting)));
    QVERIFY(text("applyLastingLabel").contains(QStringLiteral("can’t be undone")));
    const auto *confirm = find<ConfirmButton>("confirmApplyButton");
    QTRY_VERIFY(confirm->width() >= confirm->sizeHint().width()); // the act is read whole
    keepPicture(*m_window, QStringLiteral("window-apply-lasting"));
}

void TestListPlan::everyRequestIsCounted()
{
    constexpr qint64 purges = 6004, contacts = 20'000;
    PlanHeader header;
    header.profileId = header.listId = QStringLiteral("x");
    header.createdAt = QDateTime::currentDateTimeUtc();
    header.contactsInList = contacts;
    header.readComplete = true;
    header.scope = QStringLiteral("all");
    header.scopeCount = contacts;
    header.purges = purges;
    header.unchanged = contacts - purges;
    std::vector<PlannedChange> changes;
    for (qint64 i = 0; i < purges; ++i) {
        changes.push_back({.action = PlannedChange::Action::Purge,
                           .contactId = "c" + std::to_string(i),
                           .from = "12",
                           .reasons = reasonBit(ListReason::TooShort)});
    }
    const auto plan = freezePlan(header, std::move(changes));
    QVERIFY(plan);
    ApplyPage apply;
    ConnectionProfile profile;
    profile.pageSize = 1000;
    apply.prepare(profile, {}, {}, std::chrono::milliseconds(10), {});
    apply.showPlan(*plan);
    // Each contact is purged by a request of its own, and the list is read three times.
    const qint64 pages = contacts / 1000;
    const QString words = apply.findChild<PlainLabel *>(QStringLiteral("applyTimeLabel"))->plainText();
    const QRegularExpressionMatch told = QRegularExpression(QStringLiteral("([0-9,]+) requests")).match(words);
    QVERIFY2(told.hasMatch(), qPrintable(words));
    const qint64 requests = QLocale::c().toLongLong(told.captured(1).remove(u','));
    QVERIFY2(requests >= purges + 3 * pages && requests <= purges + 3 * (pages + 1), qPrintable(words));
    apply.prepare(profile, {}, {}, std::chrono::milliseconds(0), {}); // quick, yet measured
    apply.showPlan(*plan);
    QVERIFY(apply.findChild<PlainLabel *>(QStringLiteral("applyTimeLabel"))->plainText().contains(told.captured()));
    const auto purgeWords
        = [&] { return apply.findChild<PlainLabel *>(QStringLiteral("applyPurgesLabel"))->plainText(); };
    QVERIFY2(purgeWords().contains(QStringLiteral("one by one")), qPrintable(purgeWords()));

    // A service that takes many in one request, and none whose id is more than a number.
    ContactListLimits many;
    many.purgesPerCall = 100;
    many.canPurge = [](QStringView id) { return !id.startsWith(u'c'); };
    apply.prepare(profile, {}, {}, std::chrono::milliseconds(10), many);
    apply.showPlan(*plan);
    QVERIFY2(purgeWords().contains(QStringLiteral("at most 100 per request")), qPrintable(purgeWords()));
    QVERIFY2(purgeWords().contains(QStringLiteral("isn’t a plain number")), qPrintable(purgeWords()));
    const QString fewer = apply.findChild<PlainLabel *>(QStringLiteral("applyTimeLabel"))->plainText();
    const qint64 calls = QLocale::c().toLongLong(
        QRegularExpression(QStringLiteral("([0-9,]+) requests")).match(fewer).captured(1).remove(u','));
    QVERIFY2(calls >= purges / 100 + 3 * pages && calls <= purges / 100 + 1 + 3 * (pages + 1), qPrintable(fewer));
}

void TestListPlan::aSelectionGoesWithItsList()
{
    openLeads();
    find<QTableView>("contactsTable")->selectAll();
    QTRY_VERIFY(text("selectedContactsLabel").startsWith(QLocale().toString(bench().summary().contacts)));
    const SandboxList &other = SandboxList::all()[2];
    Q_EMIT page().index()->openAsked({other.id, other.name, 12});
    QTRY_COMPARE(bench().summary().contacts, 12);
    QTRY_VERIFY(text("selectedContactsLabel").startsWith(u'0'));
    QVERIFY(!find<QPushButton>("decideButton")->isEnabled());
}

void TestListPlan::whatCannotBeRestoredIsNotOffered()
{
    RestorePage restore;
    ConnectionProfile profile;
    profile.id = QStringLiteral("p");
    restore.setProfile(profile);
    const QDateTime now = QDateTime::currentDateTimeUtc();
    BackupInfo backup;
    backup.file = QStringLiteral("/nowhere/backup");
    backup.runId = QString(32, u'a');
    backup.profileId = profile.id;
    backup.listName = QStringLiteral("Leads");
    backup.createdAt = now;
    backup.expiresAt = now.addDays(30);
    backup.corrected = 2;
    restore.setBackups({backup}, {}, now);
    restore.resize(1000, 700);
    restore.show();
    using Record = BackupRecord;
    const std::vector<Record> lost{{Record::Why::Corrected, "c1", "(202) 555-0123", "+12025550123", ""},
                                   {Record::Why::Corrected, "c2", "202 555 0124", "+12025550124", ""}};
    restore.showRecords(backup.file, previewRestore(lost));
    auto *button = restore.findChild<ConfirmButton *>(QStringLiteral("confirmRestoreButton"));
    auto *problem = restore.findChild<PlainLabel *>(QStringLiteral("restoreProblemLabel"));
    QVERIFY(!button->isVisible() && !button->isAllowed());
    QVERIFY(problem->plainText().startsWith(QStringLiteral("Nothing in this backup")));
    std::vector<Record> some = lost;
    some.push_back({Record::Why::Corrected, "c3", "+12025550125", "+12025550126", ""});
    restore.showRecords(backup.file, previewRestore(some));
    QVERIFY(button->isVisible() && button->isAllowed());
}

MUSTER_TEST(TestListPlan, WatchedApplication)

} // namespace tst_listplan

#include "tst_listplan.moc"
