// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/headless/campaigncommands.h"
#include "app/headless/listcommands.h"
#include "models/store/profilestore.h"
#include "tests/support/testprogram.h"
#include "tests/support/tinydialect.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTemporaryFile>
#include <unistd.h>

using namespace muster;
using namespace Qt::StringLiterals;

namespace tst_jobunavailable {

/// A command for which the tenant's API has nothing ends before it begins.
class TestJobUnavailable : public QObject
{
    Q_OBJECT

    struct Outcome
    {
        int exitCode = -1;
        QByteArray out;
    };

    /// As `muster ... --json --profile "tiny tenant"`, in this process.
    template <typename Command, auto... how>
    Outcome run()
    {
        const QTemporaryDir folder;
        auto workspace = Workspace::open(Workspace::Paths::under(folder.path()), m_clock);
        ConnectionProfile profile = test::TinyDialect::profile();
        profile.baseUrl = QUrl(u"http://127.0.0.1:9"_s); // nobody listens
        if (!workspace || !(*workspace)->profiles().save(profile))
            return {};
        TenantOpener opener(**workspace);
        CommandLine line;
        line.common.profile = profile.name;
        EnvironmentCredentials credentials;
        Console console(false, true);
        QTemporaryFile said;
        if (!said.open())
            return {};
        const int before = dup(STDOUT_FILENO);
        dup2(said.handle(), STDOUT_FILENO);
        Command command({line, console, **workspace, opener, credentials}, how...);
        QSignalSpy done(&command, &HeadlessCommand::done);
        command.start();
        const bool ended = done.size() == 1 || done.wait(60'000);
        dup2(before, STDOUT_FILENO);
        close(before);
        said.seek(0);
        return {ended ? done.first().first().toInt() : -1, said.readAll()};
    }

    SystemClock m_clock;
    test::TinyDialect m_dialect;

private Q_SLOTS:
    void itIsRefusedWithTheReason()
    {
        const Outcome refused = run<CampaignsCommand, CampaignsCommand::Act::List>();
        QCOMPARE(refused.exitCode, int(ExitRefused));
        QVERIFY2(refused.out.contains("\"job_unavailable\""), refused.out.constData());
    }

    void whatItCanDoIsTried()
    {
        const Outcome tried = run<ListsListCommand>();
        QVERIFY2(!tried.out.contains("job_unavailable"), tried.out.constData());
        QCOMPARE(tried.exitCode, int(ExitFailed)); // there is no secret for it, and nobody listens
    }
};

MUSTER_TEST(TestJobUnavailable, QCoreApplication)

} // namespace tst_jobunavailable
#include "tst_jobunavailable.moc"
