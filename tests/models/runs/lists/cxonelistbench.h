// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/lists/sanitizationplan.h"
#include "models/runs/lists/listorders.h"
#include "models/runs/runmanager.h"
#include "models/runs/tenantsession.h"
#include "models/runs/workspace.h"
#include "models/store/auditlog.h"
#include "models/store/backupstore.h"
#include "models/store/secretstore.h"
#include "network/api/contactlistsclient.h"
#include "network/sandbox/cxone/cxonesandbox.h"
#include "network/tenant/tenantconnection.h"
#include "tests/support/cxonetenant.h"
#include "tests/support/deliveriesend.h"
#include "tests/support/fakeclock.h"
#include "tests/support/memoryvault.h"
#include "tests/support/runend.h"

#include <QFile>
#include <QTemporaryDir>
#include <QtTest>
#include <algorithm>

/// Runs on CXone's contact lists against its simulator.
namespace muster::test::cxonelistruns {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

inline const QString leads = u"4102"_s, nobodyYet = u"4104"_s;
inline const QString running = u"Outbound welcome"_s;
inline const QString stopped = u"Outbound renewals"_s; ///< The skill of `leads`.

struct Contact
{
    std::string id, phone, extras;
};

/// A data folder and CXone's simulator on loopback; what is waited for passes at once.
struct Bench
{
    explicit Bench(CxoneSandboxSettings settings = {}, QMap<QString, QString> profileOptions = {})
        : options(std::move(profileOptions))
        , sandbox([&settings] {
            settings.tenant.jobTime = 20ms;
            settings.tenant.seed = 7;
            return settings;
        }())
    {
        clock.setWall(QDateTime::currentDateTimeUtc());
        const auto started = sandbox.start();
        Q_ASSERT(started);
        open();
    }
    ~Bench() { close(); }

    void open()
    {
        auto opened = Workspace::open(Workspace::Paths::under(folder.filePath(u"home"_s)), clock,
                                      std::make_unique<BorrowedVault>(vault));
        Q_ASSERT(opened);
        workspace = *std::move(opened);
        ConnectionProfile profile = profileOf(sandbox);
        profile.options.insert(options);
        workspace->secrets().keepForThisRun(profile, sandbox.accessKeySecret());
        session = workspace->connectTo(profile);
    }
    void close()
    {
        workspace->runs().pauseAll();
        QTRY_VERIFY(workspace->runs().isIdle());
        QVERIFY(endDeliveries(*workspace));
        session.reset();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        workspace.reset();
    }
    ContactListsClient &client() { return session->connection()->contactLists(); }

    QList<Contact> read(const QString &list)
    {
        QList<Contact> all;
        QByteArray cursor;
        do {
            const auto raw = QCoro::waitFor(client().page(list, cursor, 1000, nullptr, {}));
            const auto page = client().decoder()->decode(*raw);
            for (std::size_t row = 0; row < page->rowCount(); ++row)
                all.append({std::string(page->id(row)), std::string(page->text(page->cell(row, 0))),
                            std::string(page->extras(row))});
            cursor = page->nextCursor;
        } while (!cursor.isEmpty());
        // By the number that the id is, so that those with zeros in front stand among the others.
        std::ranges::sort(all, {}, [](const Contact &contact) { return std::stoll(contact.id); });
        return all;
    }
    [[nodiscard]] QByteArray audit() const
    {
        QFile file(folder.filePath(u"home/data/audit.jsonl"_s));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    /// New numbers for `fixes` of the list's first contacts, and the removal of `purges` behind them.
    ListApplyOrder orderFor(const QString &list, int fixes, int purges)
    {
        return order(list, read(list), fixes, purges);
    }
    /// The removal of so many of those.
    template <typename IsWanted>
    ListApplyOrder orderWhere(const QString &list, int purges, IsWanted isWanted)
    {
        QList<Contact> wanted, others;
        for (const Contact &contact : read(list))
            (isWanted(contact) ? wanted : others).append(contact);
        return order(list, wanted + others, 0, std::min(purges, int(wanted.size())));
    }
    ListApplyOrder order(const QString &list, const QList<Contact> &contacts, int fixes, int purges)
    {
        PlanHeader header{.profileId = session->profile().id,
                          .profileName = session->profile().name,
                          .environment = session->profile().environment,
                          .listId = list,
                          .listName = u"Imported leads"_s,
                          .directiveName = u"D"_s,
                          .createdAt = clock.wallNow(),
                          .createdBy = u"me"_s,
                          .readComplete = true,
                          .numberForm = NumberForm::Digits,
                          .scope = u"all"_s,
                          .fixes = fixes,
                          .purges = purges};
        header.contactsInList = header.scopeCount = contacts.size();
        header.unchanged = contacts.size() - fixes - purges;
        std::vector<PlannedChange> changes;
        for (int at = 0; at < fixes + purges; ++at) {
            const Contact &contact = contacts.at(at);
            PlannedChange change{.action = at < fixes ? PlannedChange::Action::Fix : PlannedChange::Action::Purge,
                                 .contactId = contact.id,
                                 .from = contact.phone,
                                 .content = contentHash(contact.extras),
                                 .reasons = reasonBit(at < fixes ? ListReason::Reformatted : ListReason::NotANumber)};
            if (at < fixes)
                change.to = "+1212556" + QByteArray::number(at).rightJustified(4, '0').toStdString();
            changes.push_back(std::move(change));
        }
        const auto plan = freezePlan(header, std::move(changes));
        if (!plan)
            qFatal("%s", qPrintable(plan.error().code));
        return {.plan = *plan, .typedCount = purges, .typedName = header.listName};
    }
    RunOutcome ended()
    {
        const RunOutcome outcome = endOfLast(workspace->runs());
        runId = workspace->runs().runs().last()->id();
        return outcome;
    }
    RunOutcome ended(const Result<Run *> &run) { return run ? ended() : endOf(run); }
    RunOutcome applied(const ListApplyOrder &order)
    {
        return ended(workspace->runs().startListApply(*session, order));
    }
    RunOutcome resumed() { return ended(workspace->runs().resume(*session, runId)); }
    QString backupFile()
    {
        const QList<BackupInfo> backups = workspace->backups().list();
        return backups.isEmpty() ? QString() : backups.first().file;
    }
    RunOutcome restored(const DialConsent &consent = {})
    {
        const ListRestoreOrder order{.backupFile = backupFile(), .dialConsent = consent};
        return ended(workspace->runs().startListRestore(*session, order));
    }
    QByteArray leftovers() const
    {
        QFile file(workspace->runFile(runId, "leftovers.csv"));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    QList<CxoneSandboxRecord> truth(const QString &list) { return sandbox.listTruth(list.toLongLong()); }
    qsizetype sent(const QByteArray &path)
    {
        const auto all = sandbox.requests();
        return std::ranges::count_if(
            all, [&path](const auto &one) { return one.method != "GET" && one.path.contains(path); });
    }
    void fail(SandboxFault fault, const QString &method, const QString &path)
    {
        fault.method = method;
        fault.path = path;
        sandbox.addFault(fault);
    }

    QTemporaryDir folder;
    const QMap<QString, QString> options;
    FakeClock clock;
    MemoryVault vault;
    CxoneSandbox sandbox;
    std::unique_ptr<Workspace> workspace;
    std::unique_ptr<TenantSession> session;
    QString runId;
};

inline QString said(const RunOutcome &outcome)
{
    const bool found = outcome.kind == RunOutcome::Kind::CompleteWithFindings;
    return (found ? u"findings"_s : outcomeKey(outcome.kind))
        + (outcome.error ? u' ' + outcome.error->code : QString());
}

} // namespace muster::test::cxonelistruns
