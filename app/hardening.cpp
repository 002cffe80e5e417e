// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/hardening.h"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

namespace muster {

void hardenProcess()
{
    const rlimit none{0, 0};
    setrlimit(RLIMIT_CORE, &none);
    prctl(PR_SET_DUMPABLE, 0);
    umask(077);
    // The lowest first, so that each gets its own number; for the wrong direction, so that using it is an error.
    for (const int fd : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
        if (::fcntl(fd, F_GETFD) == -1 && errno == EBADF)
            (void)::open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY);
    }
    // Those that have no option of a connection to stand against them, and the one that names a file of such options.
    for (const char *name : {"PGSERVICE", "PGSERVICEFILE", "PGSYSCONFDIR", "PGPASSWORD", "PGSSLCRLDIR", "PGREQUIREPEER",
                             "PGCHANNELBINDING", "PGSSLMAXPROTOCOLVERSION", "PGSSLSNI", "PGTZ", "PGDATESTYLE",
                             "PGCLIENTENCODING", "PGGEQO", "PGKRBSRVNAME", "PGGSSLIB"})
        unsetenv(name);
}

namespace {

// Through the process's own block rather than a copy of it, so that /proc shows nothing afterwards.
Secret takeSecret(const char *name)
{
    char *value = std::getenv(name);
    if (value == nullptr)
        return {};
    const Secret secret(QByteArrayView(value, qsizetype(std::strlen(value))));
    explicit_bzero(value, std::strlen(value));
    unsetenv(name);
    return secret;
}

// A password grant of CXone has two secrets, which sign in together (CxoneSignIn).
Secret takeClientSecret()
{
    const Secret key = takeSecret("CXONE_CLIENT_SECRET"), application = takeSecret("CXONE_APP_SECRET");
    if (application.isEmpty())
        return key;
    QByteArray both = key.bytes().toByteArray() + '\n' + application.bytes().toByteArray();
    const Secret secret{QByteArrayView(both)};
    both.fill('\0');
    return secret;
}

} // namespace

EnvironmentCredentials takeEnvironmentCredentials()
{
    return {.clientId = qEnvironmentVariable("CXONE_CLIENT_ID"),
            .clientSecret = takeClientSecret(),
            .baseUrl = qEnvironmentVariable("CXONE_BASE_URL"),
            .lookupAccount = qEnvironmentVariable("LOOKUP_ACCOUNT"),
            .lookupSecret = takeSecret("LOOKUP_SECRET"),
            .cdpWebhook = qEnvironmentVariable("CDP_WEBHOOK_URL"),
            .teamPassword = takeSecret("TEAM_DATABASE_PASSWORD"),
            .lookupUrl = qEnvironmentVariable("LOOKUP_BASE_URL")};
}

} // namespace muster
