// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/ui/sweptnumbers.h"

#include "models/runs/workspace.h"
#include "models/scrub/registrystore.h"
#include "models/text/donotcalltexts.h"
#include "tests/support/eventwait.h"
#include "tests/support/samples.h"
#include "tests/ui/sweptworkspace.h"
#include "ui/donotcall/donotcallpage.h"
#include "ui/donotcall/groupchangepane.h"
#include "ui/donotcall/groupundopage.h"
#include "ui/donotcall/numbercheckpane.h"
#include "ui/lists/scrub/scrubdialog.h"
#include "ui/lists/upload/uploaddialog.h"

#include <QComboBox>
#include <QFile>
#include <QPushButton>
#include <QTabWidget>
#include <QTemporaryDir>

namespace muster::test {

namespace {

DoNotCallGroup sampleGroup(const char *id, const char *name)
{
    return {.id = QLatin1String(id), .name = QLatin1String(name), .isActive = true, .numbers = 1200};
}

} // namespace

QWidget *makeGroupChange(bool isUndo)
{
    const DoNotCallAim aim{.act = DoNotCallAct::Move,
                           .groupId = QStringLiteral("501"),
                           .groupName = QStringLiteral("Company do not call"),
                           .targetId = QStringLiteral("502"),
                           .targetName = QStringLiteral("Campaign opt-outs"),
                           .until = {}};
    ConnectionProfile profile;
    profile.environment = Environment::Test;
    if (isUndo) {
        auto *undo = new GroupUndoPage;
        undo->showReading(profile);
        undo->setOrder({.aim = aim, .changes = {}, .count = 1234, .undoOf = QStringLiteral("a"), .typedCount = {}});
        return undo;
    }
    auto *pane = new GroupChangePane;
    pane->setOutside({});
    pane->setTenant(profile);
    pane->setGroups({sampleGroup("501", "Company do not call"), sampleGroup("502", "Campaign opt-outs")});
    auto *act = pane->findChild<QComboBox *>(QStringLiteral("groupActCombo"));
    act->setCurrentIndex(act->findData(int(DoNotCallAct::Move)));
    pane->setNumbers("+12125550101\n+12125550102\nnobody\n", {});
    const QDateTime now = QDateTime::currentDateTimeUtc();
    DoNotCallPreview preview{.aim = aim, .rows = {}, .seenAt = now, .at = now, .group = {}, .target = {}};
    preview.group.group = sampleGroup("501", "Company do not call");
    preview.group.scrubbed = {{.id = QStringLiteral("1"), .name = QStringLiteral("Outbound renewals")}};
    preview.target.group = sampleGroup("502", "Campaign opt-outs");
    const auto add = [&preview](std::uint64_t number, DoNotCallOutlook outlook, bool changes) {
        PreviewedNumber row;
        row.asked.line = preview.rows.size() + 1;
        row.asked.text = number == 0 ? QStringLiteral("nobody") : u'+' + QString::number(number);
        row.asked.number = number;
        row.asked.reading = number == 0 ? AskedNumber::Reading::Unreadable : AskedNumber::Reading::Number;
        row.outlook = outlook;
        row.change = {.number = number, .puts = changes, .takes = changes, .until = {}, .was = {}};
        preview.rows.append(row);
    };
    add(12125550101, DoNotCallOutlook::WillMove, true);
    add(12125550102, DoNotCallOutlook::NotInGroup, false);
    add(0, DoNotCallOutlook::Unreadable, false);
    pane->setPreview(preview);
    return pane;
}

QWidget *makeScrub()
{
    static QTemporaryDir folder;
    const auto write = [](const char *name, const QByteArray &bytes) {
        QFile file(folder.filePath(QLatin1String(name)));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("cannot write");
        return file.fileName();
    };
    const QString contacts = write("contacts.csv",
                                   "name,phone\nAda,+12015550123\nBea,+12015550124\nCyd,\nDan,2015550125\n"
                                   "Eve,+12015550126\n");
    auto *dialog = makeInWorkspace([&](Workspace &workspace) {
        RegistryStore &store = workspace.registries();
        if (store.registries().isEmpty()) {
            int imported = 0;
            QObject watcher;
            QObject::connect(&store, &RegistryStore::importFinished, &watcher, [&imported] { ++imported; });
            const QString registry = write("registry.csv", "phone\n+12015550124\n+12015550199\n");
            store.import({.name = QStringLiteral("Office list"), .source = registry, .asOf = QDate::currentDate()});
            (void)tests::waitFor([&imported] { return imported == 1; }, 30'000);
            store.import(
                {.name = QStringLiteral("US National"), .source = registry, .asOf = QDate::currentDate().addDays(-45)});
            (void)tests::waitFor([&imported] { return imported == 2; }, 30'000);
        }
        return new ScrubDialog(store, workspace.audit());
    });
    dialog->setFile(contacts);
    auto *start = dialog->findChild<QPushButton *>(QStringLiteral("startScrubButton"));
    (void)tests::waitFor([start] { return start->isEnabled(); }, 30'000);
    dialog->scrub();
    (void)tests::waitFor(
        [dialog] { return dialog->findChild<QPushButton *>(QStringLiteral("saveScrubbedButton"))->isEnabled(); },
        30'000);
    return dialog;
}

QWidget *makeUpload(bool isAfterwards)
{
    static QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("contacts.csv")));
    const QByteArray text = "externalId;phone;name\n1;+12015550121;Ann\n2;nobody;Bob\n2;+12015550123;Cyd\n"
                            ";+12015550124;Dan\n5;2015550125; Eve\n";
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
        qFatal("cannot write");
    file.close();
    auto *dialog = makeInWorkspace([](Workspace &workspace) { return new UploadDialog(workspace.audit()); });
    dialog->setFile(file.fileName());
    dialog->check();
    auto *report = dialog->findChild<QPushButton *>(QStringLiteral("uploadReportButton"));
    (void)tests::waitFor([report] { return report->isEnabled(); }, 30'000);
    dialog->setLists(QList<ContactListSummary>{{.id = QStringLiteral("4105"),
                                                .name = QStringLiteral("Winter returns"),
                                                .contactCount = 2,
                                                .facts = {.valid = 1, .invalid = 1}}});
    dialog->findChild<QTabWidget *>(QStringLiteral("uploadTabs"))->setCurrentIndex(isAfterwards ? 1 : 0);
    dialog->findChild<QComboBox *>(QStringLiteral("uploadListCombo"))->setCurrentIndex(1);
    return dialog;
}

QWidget *makeDoNotCall(bool showsGroups)
{
    const Dialer renewals{QStringLiteral("3301"), QStringLiteral("Outbound renewals"), Dialer::State::Unknown};
    auto *desk = new DoNotCallPage;
    desk->setOutside({});
    desk->check()->showStarted();
    desk->check()->setNumbers(
        {.rows = {{1, QStringLiteral("+1 201 555 0123"), 12015550123, AskedNumber::Reading::Number},
                  {2, QStringLiteral("0201 555"), 0, AskedNumber::Reading::NeedsRegion}},
         .repeated = 1});
    const DoNotCallEntry entry{.groupId = QStringLiteral("501"),
                               .groupName = QStringLiteral("Company do not call"),
                               .collected = sampleNow.addDays(-200)};
    desk->check()->settle({{0,
                            {.standing = DoNotCallStanding::Blocked,
                             .entries = {{entry, JudgedEntry::Force::Blocks, {}, {renewals.name}}},
                             .fault = {}}},
                           {1, {.standing = DoNotCallStanding::Unreadable, .entries = {}, .fault = {}}}});
    desk->check()->showEnded(checkSummaryText(desk->check()->numbers().rows(), 1));
    if (showsGroups) {
        desk->showGroups();
        desk->setGroups({{.group = {QStringLiteral("501"), entry.groupName, true, 36, sampleNow},
                          .contributing = {},
                          .scrubbed = {renewals},
                          .fault = {}},
                         {.group = {QStringLiteral("503"), QStringLiteral("Old registry"), false, 5, sampleNow},
                          .contributing = {renewals},
                          .scrubbed = {},
                          .fault = {}}});
    }
    return desk;
}

} // namespace muster::test
