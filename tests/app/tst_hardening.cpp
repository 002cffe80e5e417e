// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/commandline.h"
#include "app/hardening.h"
#include "app/reference/commandreference.h"
#include "tests/support/testprogram.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace muster;

namespace tst_hardening {

/// What a process gives away by itself.
class TestHardening : public QObject
{
    Q_OBJECT

    /// Runs `check` in a process of its own: what it does to itself cannot be undone.
    template <typename Check>
    static int exitCodeOf(Check check)
    {
        const pid_t child = ::fork();
        if (child == 0)
            ::_exit(check());
        int status = 0;
        ::waitpid(child, &status, 0);
        return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    }

    static void collect(const CommandReference &command, QStringList &names)
    {
        for (const OptionReference &option : command.options)
            names << option.names;
        for (const CommandReference &sub : command.commands)
            collect(sub, names);
    }

private Q_SLOTS:
    void S05_aHardenedProcessIsNeitherDumpedNorAttachedTo()
    {
        const int found = exitCodeOf([] {
            hardenProcess();
            rlimit core{1, 1};
            ::getrlimit(RLIMIT_CORE, &core);
            const mode_t mask = ::umask(0);
            return (::prctl(PR_GET_DUMPABLE) == 0 ? 0 : 1) | (core.rlim_cur == 0 && core.rlim_max == 0 ? 0 : 2)
                | (mask == 077 ? 0 : 4);
        });
        QCOMPARE(found, 0);
    }

    void S04_aSecretLeavesTheEnvironmentWithItsReading_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::newRow("client") << QByteArray("CXONE_CLIENT_SECRET");
        QTest::newRow("look-ups") << QByteArray("LOOKUP_SECRET");
    }

    void S04_aSecretLeavesTheEnvironmentWithItsReading()
    {
        QFETCH(QByteArray, name);
        const QByteArray secret = "fictional-secret-0123456789";
        ::setenv(name.constData(), secret.constData(), 1);
        const char *const place = std::getenv(name.constData());
        QCOMPARE(QByteArray(place), secret);
        const EnvironmentCredentials credentials = takeEnvironmentCredentials();
        QVERIFY(std::getenv(name.constData()) == nullptr);
        QVERIFY(std::all_of(place, place + secret.size(), [](char c) { return c == '\0'; })); // what /proc shows
        const Secret &taken = name.startsWith("CXONE") ? credentials.clientSecret : credentials.lookupSecret;
        QCOMPARE(taken.bytes().toByteArray(), secret);
        QVERIFY(takeEnvironmentCredentials().clientSecret.isEmpty());
    }

    void S04_noOptionTakesASecret()
    {
        QStringList names;
        collect(describeCommandLine(), names);
        QVERIFY(names.size() > 50);
        for (const QString &name : std::as_const(names)) {
            // How long a token of the sandbox lives is none, nor is how long a key store is waited for.
            if (name == QLatin1String("--token-life") || name == QLatin1String("--key-store-wait"))
                continue;
            for (const char *word : {"secret", "password", "passphrase", "token", "credential", "key"})
                QVERIFY2(!name.contains(QLatin1String(word)), qPrintable(name));
        }
    }
};

MUSTER_TEST(TestHardening, QCoreApplication)

} // namespace tst_hardening
#include "tst_hardening.moc"
