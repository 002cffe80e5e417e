// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "enrichsamples.h"
#include "models/runs/enrich/check/enrichcheckrun.h"
#include "models/runs/enrich/enrichorders.h"
#include "models/runs/runmanager.h"
#include "models/runs/tenantsession.h"
#include "models/runs/workspace.h"
#include "models/store/auditlog.h"
#include "models/store/backupstore.h"
#include "models/store/secretstore.h"
#include "network/sandbox/sandboxserver.h"
#include "tests/support/fakeclock.h"
#include "tests/support/runend.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>

namespace muster::test {

inline const QString leads = QStringLiteral("11570002-7c1e-4b52-9d3a-000000000002"); // 2,400 contacts
inline const QString followUp = QStringLiteral("camp_20b1"); // 1,255 ms: batches of 125
constexpr int rows = 300; // three batches

/// A sandbox over loopback, a workspace and a file: what a test of enrichment's runs needs.
class EnrichBench
{
protected:
    using Kind = RunOutcome::Kind;
    using Fault = SandboxFault;

    void open();
    void close()
    {
        m_run = nullptr;
        m_session.reset();
        m_workspace.reset();
        m_server.reset();
    }

    [[nodiscard]] static QByteArray csvOf(const QList<SandboxListContact> &contacts, int count)
    {
        QByteArray csv = "id,source,score\n";
        for (int i = 0; i < count; ++i)
            csv += contacts[i].id + ",Fair " + QByteArray::number(i) + "," + QByteArray::number(i) + "\n";
        return csv;
    }
    void write(const QByteArray &csv) { writeFile(m_file, csv); }
    [[nodiscard]] EnrichOrder order()
    {
        EnrichOrder order;
        order.plainBackup = true;
        order.listId = leads;
        order.listName = QStringLiteral("Imported leads");
        order.campaignId = followUp;
        order.source = {m_file, {}};
        order.mapping = leadMapping();
        return order;
    }
    RunOutcome ended(const Result<Run *> &run)
    {
        if (run)
            m_run = *run;
        return endOf(run);
    }
    RunOutcome run(const EnrichOrder &order) { return ended(m_workspace->runs().startEnrichment(*m_session, order)); }
    RunOutcome resume() { return ended(m_workspace->runs().resume(*m_session, m_run->id())); }
    /// The file of whom it did not change.
    [[nodiscard]] static QByteArray listed(const RunOutcome &outcome)
    {
        QFile file(outcome.resultFile);
        return file.open(QIODevice::ReadOnly) ? file.readAll().replace("\r\n", "\n") : QByteArray();
    }
    [[nodiscard]] qint64 figure(const char *key) const
    {
        for (const RunMetrics::Figure &figure : m_run->metrics().figures) {
            if (figure.key == QLatin1String(key))
                return figure.value;
        }
        return -1;
    }
    [[nodiscard]] int posts(const char *ending) const
    {
        const QList<SandboxRequest> requests = m_server->requests();
        return int(std::count_if(requests.cbegin(), requests.cend(), [ending](const SandboxRequest &request) {
            return request.method == QByteArray("POST") && request.path.endsWith(ending);
        }));
    }
    [[nodiscard]] int batches() const { return posts("/contacts"); }
    /// How many of the first `rows` contacts have exactly what the file says.
    [[nodiscard]] int enriched() const
    {
        const QList<SandboxListContact> now = m_server->listTruth(leads);
        int count = 0;
        for (int i = 0; i < rows; ++i) {
            const QList<QPair<QString, QByteArray>> wanted{
                {QStringLiteral("lead_source"), "\"Fair " + QByteArray::number(i) + '"'},
                {QStringLiteral("lead_score"), QByteArray::number(i)}};
            count += now[i].enriched == wanted;
        }
        for (int i = rows; i < now.size(); ++i)
            count -= now[i].enriched.isEmpty() ? 0 : 1'000; // nobody else was touched
        return count;
    }
    [[nodiscard]] static Fault onBatches(Fault fault)
    {
        fault.method = QStringLiteral("POST");
        fault.path = QStringLiteral("/contacts");
        return fault;
    }
    [[nodiscard]] bool sumAddsUp() const
    {
        return figure("enriched") + figure("rejected") + figure("unknown") + figure("not_sent") + figure("left_out")
            + figure("nothing_to_send") + figure("outdated")
            == figure("rows");
    }

    [[nodiscard]] QList<BackupRecord> copies() const
    {
        QList<BackupRecord> all;
        for (const BackupInfo &info : m_workspace->backups().list()) {
            if (info.runId != m_run->id())
                continue;
            const auto read = readBackup(info.file, std::nullopt, [&all](std::vector<BackupRecord> records) {
                for (BackupRecord &record : records)
                    all.append(std::move(record));
                return true;
            });
            if (!read)
                qFatal("the backup does not read");
        }
        return all;
    }
    static EnrichOrder fillingScores(EnrichOrder order)
    {
        order.mapping.fields[1].policy.write = FieldWrite::OnlyIfEmpty;
        return order;
    }

    FakeClock m_clock; // waits are over at once
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<SandboxServer> m_server;
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<TenantSession> m_session;
    QList<SandboxListContact> m_before;
    QString m_file;
    Run *m_run = nullptr;
};

inline void EnrichBench::open()
{
    qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus"); // nobody's key store
    m_folder = std::make_unique<QTemporaryDir>();
    m_file = m_folder->filePath(QStringLiteral("crm.csv"));
    SandboxSettings settings;
    settings.contacts = 500;
    settings.contactsPerSecond = 0;
    m_server = std::make_unique<SandboxServer>(settings);
    if (!m_server->start())
        qFatal("no sandbox");
    auto workspace = Workspace::open(Workspace::Paths::under(m_folder->path()), m_clock);
    if (!workspace)
        qFatal("no workspace");
    m_workspace = *std::move(workspace);
    const ConnectionProfile profile = TenantOpener::profileForUrl(m_server->url(), m_server->clientId());
    m_workspace->secrets().keepForThisRun(profile, m_server->clientSecret());
    m_session = m_workspace->connectTo(profile);
    m_before = m_server->listTruth(leads);
    write(csvOf(m_before, rows));
}

} // namespace muster::test
