// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "lookupchannel.h"
#include "models/runs/lists/lookup/linelookuprun.h"
#include "models/runs/lists/lookup/lookupservice.h"
#include "models/runs/runmanager.h"
#include "models/runs/tenantsession.h"
#include "models/runs/workspace.h"
#include "models/store/journal.h"
#include "network/api/linelookup.h"
#include "tests/support/eventwait.h"
#include "tests/support/fakeclock.h"

#include <QDirIterator>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

namespace muster::test {

/// A data folder, a provider without sockets, and look-ups of invented numbers.
class LookupRuns
{
protected:
    static constexpr std::uint64_t firstNumber = 12015550100;

    static QCoro::Task<Result<Secret>> someSecret(std::stop_token) { co_return Secret("s3cret"); }

    using Answer = ProviderChannel::Answer;

    void openWorkspace()
    {
        m_session.reset();
        m_workspace.reset();
        auto workspace = Workspace::open(Workspace::Paths::under(m_folder->path()), *m_clock);
        QVERIFY(workspace);
        m_workspace = *std::move(workspace);
        m_session
            = m_workspace->connectTo(contractProfile(QStringLiteral("t"), QUrl(QStringLiteral("https://t.test"))));
        QSignalSpy ready(&m_workspace->lookups(), &LookupService::typesReady);
        m_workspace->lookups().requestTypes();
        QTRY_COMPARE(ready.size(), 1);
    }
    void provide(const ProviderChannel::Script &script = {})
    {
        LineLookupAccount account;
        account.account = QStringLiteral("AC1");
        account.spacing = std::chrono::milliseconds(0);
        m_workspace->lookups().setProvider(
            LookupSource::Twilio,
            std::make_shared<LineLookupClient>(account, someSecret, *m_clock,
                                               std::make_unique<ProviderChannel>(m_asked, script), [] { return 0.0; }));
    }
    [[nodiscard]] static LineLookupOrder order(int count, const LookupTerms &terms = {})
    {
        auto numbers = std::make_shared<std::vector<std::uint64_t>>();
        for (int i = 0; i < count; ++i)
            numbers->push_back(firstNumber + std::uint64_t(i));
        LineLookupOrder order;
        order.numbers = numbers;
        order.terms = terms;
        order.listId = QStringLiteral("list_1");
        order.listName = QStringLiteral("Spring leads");
        return order;
    }
    /// What the disk holds at this moment is what the next start finds.
    void reopenAsKilled(Run *run)
    {
        auto after = std::make_unique<QTemporaryDir>();
        for (QDirIterator it(m_folder->path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
             it.hasNext();) {
            const QString from = it.next();
            const QString to = after->path() + from.mid(m_folder->path().size());
            QVERIFY(QDir().mkpath(QFileInfo(to).path()) && QFile::copy(from, to));
        }
        run->cancel();
        finish(run);
        m_session.reset();
        m_workspace.reset();
        m_folder = std::move(after);
        openWorkspace();
    }
    Run *start(const LineLookupOrder &order)
    {
        const auto run = m_workspace->runs().startLineLookup(order);
        if (!run)
            qFatal("%s", qPrintable(run.error().code));
        return *run;
    }
    RunOutcome finish(Run *run)
    {
        if (!muster::tests::waitFor([run] { return run->outcome().has_value(); }, 30'000))
            qFatal("the run did not end");
        return *run->outcome();
    }
    [[nodiscard]] std::size_t known() const { return m_workspace->lineTypes().types(LookupSource::Twilio)->size(); }
    [[nodiscard]] static qint64 figure(const Run *run, const char *key)
    {
        for (const RunMetrics::Figure &figure : run->metrics().figures) {
            if (figure.key == QLatin1String(key))
                return figure.value;
        }
        return -1;
    }
    [[nodiscard]] JournalRun journalled(const QString &id) const
    {
        const auto found = m_workspace->journal().find(id);
        return found && *found ? **found : JournalRun();
    }
    static Answer status(int status, const HttpHeaders &headers = {})
    {
        Answer answer;
        answer.status = status;
        answer.headers = headers;
        return answer;
    }
    static Answer failing(ErrorKind kind)
    {
        Answer answer;
        answer.error = kind;
        return answer;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<FakeClock> m_clock;
    std::shared_ptr<QList<QByteArray>> m_asked;
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<TenantSession> m_session;
};

} // namespace muster::test
