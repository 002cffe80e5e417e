// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/store/auditlog.h"
#include "models/store/database.h"
#include "models/store/journal.h"
#include "models/store/outbox.h"
#include "network/sandbox/sandboxdata.h"
#include "network/sandbox/sandboxserver.h"
#include "tests/support/memoryvault.h"
#include "tests/support/recalculatedsegment.h"
#include "workspacebench.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QSet>
#include <QTest>
#include <algorithm>

namespace muster::test {

using namespace std::chrono_literals;

inline constexpr int contactCount = 1200;

/// A data folder and a sandbox on loopback; time passes when a test says so.
struct ExportBench : WorkspaceBench
{
    explicit ExportBench(FakeClock::Mode mode = FakeClock::Mode::ByHand)
        : WorkspaceBench(mode)
        , sandbox({.contacts = contactCount, .seed = 7})
    {
        clock.setWall(QDateTime::currentDateTimeUtc());
        const auto started = sandbox.start();
        Q_ASSERT(started);
        open();
    }
    ~ExportBench() { close(); }

    void open()
    {
        ConnectionProfile profile = contractProfile(QStringLiteral("Tenant"), sandbox.url());
        profile.id = QString(32, u'b');
        profile.clientId = sandbox.clientId();
        profile.environment = Environment::Test;
        WorkspaceBench::open(folder.filePath(QStringLiteral("home")), profile, sandbox.clientSecret(),
                             std::make_unique<BorrowedVault>(vault));
    }

    void throttle(const QByteArray &retryAfter, int times = 1, int skip = 1)
    {
        SandboxFault fault;
        fault.path = QStringLiteral("/contacts/query");
        fault.skip = skip;
        fault.times = times;
        fault.status = 429;
        fault.headers = {{"Retry-After", retryAfter}};
        sandbox.addFault(fault);
    }

    [[nodiscard]] ExportOrder orderFor(const QString &name, const QUrl &webhook) const
    {
        ExportOrder order = emptyOrder();
        order.query.segmentId = sandboxSegments().first().id;
        for (const SegmentAttribute &attribute : SandboxData::attributes()) {
            if (attribute.valid)
                order.query.attributes.append(attribute.name);
        }
        order.targetFile = folder.filePath(name);
        order.ignoreAge = true;
        order.webhook = webhook;
        return order;
    }
    Run *startExport(const QString &name = QStringLiteral("all.csv"), const QUrl &webhook = {})
    {
        const auto run = workspace->runs().startExport(*session, freeze(orderFor(name, webhook)));
        return run ? *run : nullptr;
    }
    /// One that has read its first page and may go on; its id.
    QString pausedExport()
    {
        throttle("1200");
        const Run *run = startExport();
        if (run == nullptr || ended().kind != RunOutcome::Kind::Paused)
            return {};
        const QString id = run->id();
        clock.advance(21min);
        workspace->runs().cancelReturn(id);
        return id;
    }
    /// From now on, but for the first `looks`, the segment says that it was calculated at another time.
    void recalculate(int looks = 0)
    {
        sandbox.addFault(
            recalculatedSegment(QDateTime::fromString(QStringLiteral("2026-05-05T05:05:05Z"), Qt::ISODate), looks));
    }
    /// How often a page was asked for.
    [[nodiscard]] qsizetype queries() const
    {
        const QList<SandboxRequest> all = sandbox.requests();
        return std::count_if(all.cbegin(), all.cend(),
                             [](const SandboxRequest &request) { return request.path.endsWith("/contacts/query"); });
    }
    [[nodiscard]] QJsonObject manifestFacts() const
    {
        return QJsonDocument::fromJson(content(QStringLiteral("all.csv.manifest.json")))
            .object()
            .value(QLatin1String("facts"))
            .toObject();
    }
    /// Of a run, in the history.
    [[nodiscard]] QStringList events(const QString &runId) const
    {
        QStringList events;
        const auto entries = workspace->audit().read(1, 1000);
        for (const AuditEntry &entry : *entries) {
            if (entry.runId == runId)
                events.append(entry.event);
        }
        return events;
    }
    [[nodiscard]] bool hasEachContactOnce() const
    {
        // A cell may hold line breaks; what follows them is no id.
        static const QRegularExpression id(QStringLiteral("^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(?=,)"),
                                           QRegularExpression::MultilineOption);
        QSet<QString> ids;
        qsizetype rows = 0;
        const QString text = QString::fromUtf8(content(QStringLiteral("all.csv")));
        for (auto match = id.globalMatch(text); match.hasNext(); ++rows)
            ids.insert(match.next().captured());
        return ids.size() == contactCount && rows == contactCount;
    }
    /// Ids of all webhooks that were queued, in that order.
    [[nodiscard]] QStringList deliveries() const
    {
        QStringList ids;
        const auto rows
            = workspace->journal().database().select(QStringLiteral("SELECT id FROM deliveries ORDER BY rowid"));
        for (const auto &row : *rows)
            ids.append(row.first().toString());
        return ids;
    }
    [[nodiscard]] QByteArray content(const QString &name) const
    {
        QFile file(folder.filePath(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    /// The finished file is what an undisturbed run writes.
    bool isWhole()
    {
        const QString other = QStringLiteral("undisturbed.csv");
        if (startExport(other) == nullptr || !ended().succeeded())
            return false;
        return !content(other).isEmpty() && content(QStringLiteral("all.csv")) == content(other);
    }

    MemoryVault vault;
    SandboxServer sandbox;
};

} // namespace muster::test
