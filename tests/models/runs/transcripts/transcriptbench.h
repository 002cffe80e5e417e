// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/outboxrunner.h"
#include "models/runs/runmanager.h"
#include "models/runs/tenantsession.h"
#include "models/runs/transcripts/transcriptrun.h"
#include "models/runs/workspace.h"
#include "models/store/auditlog.h"
#include "models/store/auditsubjects.h"
#include "models/store/secretstore.h"
#include "network/sandbox/sandboxserver.h"
#include "network/sandbox/sandboxtranscript.h"
#include "tests/support/eventwait.h"
#include "tests/support/fakeclock.h"
#include "tests/support/memoryvault.h"
#include "tests/support/runend.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>

namespace muster::test {

/// In the form in which the contract names its three kinds (section 5): what masking never misses.
[[nodiscard]] inline bool isContractForm(const SandboxPersonal &personal)
{
    static const QRegularExpression form(
        QStringLiteral("^([\\w.-]+@[\\w.-]+|\\d{3}[-.]?\\d{3}[-.]?\\d{4}|\\d{3}-\\d{2}-\\d{4})$"));
    return form.match(personal.value).hasMatch();
}

/// A sandbox with interactions over loopback and a workspace; waits are over at once, the job's own too.
class TranscriptBench
{
protected:
    using Kind = RunOutcome::Kind;
    using Fault = SandboxFault;
    using Mutation = SandboxFault::Mutation;

    void open(std::chrono::milliseconds jobTime = {}, const QStringList &downloadHosts = {})
    {
        m_folder = std::make_unique<QTemporaryDir>();
        SandboxSettings settings;
        settings.contacts = 10;
        settings.interactions = interactionCount;
        settings.jobTime = jobTime;
        settings.pollGap = {}; // this clock runs ahead of the sandbox's
        m_server = std::make_unique<SandboxServer>(settings);
        if (!m_server->start())
            qFatal("no sandbox");
        m_clock.setWall(QDateTime::currentDateTimeUtc());
        openWorkspace(downloadHosts);
    }
    void openWorkspace(const QStringList &downloadHosts = {})
    {
        auto opened = Workspace::open(Workspace::Paths::under(m_folder->filePath(QStringLiteral("home"))), m_clock,
                                      std::make_unique<BorrowedVault>(m_vault));
        if (!opened)
            qFatal("no workspace");
        m_workspace = *std::move(opened);
        ConnectionProfile profile = contractProfile(QStringLiteral("Tenant"), m_server->url());
        profile.id = QString(32, u'c');
        profile.clientId = m_server->clientId();
        profile.environment = Environment::Test;
        profile.downloadHosts = downloadHosts;
        m_workspace->secrets().keepForThisRun(profile, m_server->clientSecret());
        m_session = m_workspace->connectTo(profile);
    }
    void closeWorkspace()
    {
        m_run = nullptr;
        m_workspace->runs().pauseAll();
        if (!muster::tests::waitFor(
                [this] { return m_workspace->runs().isIdle() && m_workspace->outboxRunner()->isIdle(); }, 30'000))
            qFatal("it does not end");
        m_session.reset();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        m_workspace.reset();
    }
    void close()
    {
        if (m_workspace)
            closeWorkspace();
        m_server.reset();
        m_folder.reset();
    }

    static constexpr int interactionCount = 800;
    [[nodiscard]] static QStringList firstIds(int count)
    {
        QStringList ids;
        for (int number = 0; number < count; ++number)
            ids.append(SandboxInteractions::id(number));
        return ids;
    }
    /// Interactions in which e-mail addresses are all that is personal: what becomes of a run does not depend on how
    /// good masking is.
    [[nodiscard]] static QStringList idsOf(int count)
    {
        static const QStringList plain = [] {
            QStringList ids;
            const SandboxInteractions interactions(1, interactionCount);
            for (int number = 0; number < interactionCount; ++number) {
                const QList<SandboxPersonal> personal = interactions.transcript(number).personal;
                const auto isEmail = [](const SandboxPersonal &one) {
                    return one.entity == QLatin1String("email") && !one.inKey && one.value.contains(u'@')
                        && !one.value.contains(QChar(char16_t(0x200b)));
                };
                if (std::all_of(personal.begin(), personal.end(), isEmail))
                    ids.append(SandboxInteractions::id(number));
            }
            return ids;
        }();
        Q_ASSERT(plain.size() >= count);
        return plain.mid(0, count);
    }
    [[nodiscard]] TranscriptOrder order(const QStringList &ids, TranscriptFormat format = TranscriptFormat::Json) const
    {
        TranscriptOrder order;
        order.interactionIds = ids;
        order.folder = m_folder->filePath(QStringLiteral("out"));
        order.format = format;
        return order;
    }
    [[nodiscard]] static MaskPolicy policy()
    {
        MaskPolicy policy;
        policy.name = QStringLiteral("Default");
        return policy;
    }
    RunOutcome ended(const Result<Run *> &run)
    {
        if (run)
            m_run = qobject_cast<TranscriptRun *>(*run);
        return endOf(run);
    }
    RunOutcome run(const TranscriptOrder &order)
    {
        return ended(m_workspace->runs().startTranscripts(*m_session, order, policy()));
    }
    RunOutcome resume() { return ended(m_workspace->runs().resume(*m_session, m_run->id())); }
    RunOutcome resume(const QString &runId) { return ended(m_workspace->runs().resume(*m_session, runId)); }

    void fault(const char *path, Fault fault)
    {
        fault.path = QLatin1String(path);
        m_server->addFault(fault);
    }
    void mutate(const char *path, Mutation mutation, int times = -1)
    {
        Fault fault;
        fault.kind = Fault::Kind::Mutate;
        fault.mutation = mutation;
        fault.times = times;
        this->fault(path, fault);
    }
    [[nodiscard]] int requests(const char *method, const char *part) const
    {
        const QList<SandboxRequest> all = m_server->requests();
        return int(std::count_if(all.cbegin(), all.cend(), [&](const SandboxRequest &request) {
            return request.method == method && request.path.contains(part);
        }));
    }
    [[nodiscard]] int submissions() const { return requests("POST", "/interactions/transcripts"); }
    [[nodiscard]] QStringList audited(const QString &event) const
    {
        QStringList found;
        const auto entries = m_workspace->audit().read(1, 10'000);
        for (const AuditEntry &entry : *entries) {
            if (entry.event == event)
                found.append(QString::fromUtf8(QJsonDocument(entry.facts).toJson(QJsonDocument::Compact)));
        }
        return found;
    }
    /// What the audit calls that interaction.
    [[nodiscard]] QString subjectOf(const QString &id) const
    {
        const auto key = AuditSubjects(m_workspace->audit().file()).find();
        if (!key || key->isEmpty())
            qFatal("no key");
        return AuditSubjects::digest(*key, id);
    }
    [[nodiscard]] QByteArray file(const QString &name) const
    {
        QFile file(QDir(m_folder->filePath(QStringLiteral("out"))).filePath(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    [[nodiscard]] QStringList files() const
    {
        return QDir(m_folder->filePath(QStringLiteral("out"))).entryList(QDir::Files | QDir::Hidden, QDir::Name);
    }
    [[nodiscard]] QJsonObject manifest() const
    {
        return QJsonDocument::fromJson(file(QStringLiteral("manifest.json"))).object();
    }
    [[nodiscard]] qint64 figure(const char *key) const
    {
        for (const RunMetrics::Figure &figure : m_run->metrics().figures) {
            if (figure.key == QLatin1String(key))
                return figure.value;
        }
        return -1;
    }
    /// Why which transcripts are held: "int-000001 payment_card $.transcript.turns[3].text".
    [[nodiscard]] QStringList heldPlaces() const
    {
        QStringList places;
        for (const TranscriptResult &result : m_run->results()) {
            for (const HeldTranscriptPlace &place : result.held)
                places.append(result.interactionId + u' ' + QLatin1String(entityKey(place.entity).data()) + u' '
                              + place.path);
        }
        return places;
    }
    /// Personal values of the ground truth (those of the contract's forms, or every one) that stand in any file below
    /// `folder`, with the file.
    [[nodiscard]] static QStringList leaksBelow(const QString &folder, const QStringList &ids, bool every = false)
    {
        const SandboxInteractions interactions(1, interactionCount);
        QList<QByteArray> values;
        for (const QString &id : ids) {
            for (const SandboxPersonal &personal : interactions.transcript(interactions.indexOf(id)).personal) {
                if (every || isContractForm(personal))
                    values.append(personal.value.toUtf8());
            }
        }
        QStringList leaks;
        QDirIterator all(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (all.hasNext()) {
            QFile file(all.next());
            if (!file.open(QIODevice::ReadOnly))
                continue;
            const QByteArray bytes = file.readAll();
            for (const QByteArray &value : values) {
                if (bytes.contains(value))
                    leaks.append(file.fileName() + QLatin1String(": ") + QString::fromUtf8(value));
            }
        }
        leaks.removeDuplicates();
        return leaks;
    }

    FakeClock m_clock; // waits are over at once
    MemoryVault m_vault;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<SandboxServer> m_server;
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<TenantSession> m_session;
    TranscriptRun *m_run = nullptr;
};

[[nodiscard]] inline QString told(const RunOutcome &outcome)
{
    return outcome.error ? errorKindKey(outcome.error->kind) + u' ' + outcome.error->code : QString();
}

} // namespace muster::test
