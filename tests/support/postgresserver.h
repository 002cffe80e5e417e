// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/store/team/teamsettings.h"
#include "network/wire/secret.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

namespace muster::test {

/// A PostgreSQL of its own in a temporary folder, at a free port of this computer and a Unix socket, with TLS by a
/// certificate for "localhost" of an authority of its own. Needs the package postgresql. Started by root it runs as
/// another user, since PostgreSQL refuses root. Roles: "owner", who owns the database "team", and "muster".
class PostgresServer
{
public:
    static constexpr const char *ownerPassword = "owner's \\ secret";
    static constexpr const char *musterPassword = "muster's \\ secret";

    ~PostgresServer();
    /// Makes and starts it; false: see fault().
    [[nodiscard]] bool begin();
    [[nodiscard]] const QByteArray &fault() const { return m_fault; }
    [[nodiscard]] const char *why() const { return m_fault.constData(); } ///< fault(), for QVERIFY2.

    [[nodiscard]] bool start();
    /// As a crash would: connections break, what was not committed is gone.
    [[nodiscard]] bool kill();
    [[nodiscard]] bool freeze(bool frozen); ///< All its processes are held: it is there, and does not answer.

    /// As superuser, by psql on the socket; what it wrote, trimmed. Fails the test's expectation by an empty answer and
    /// fault().
    QByteArray sql(const QByteArray &statements, const QByteArray &database = "team");

    [[nodiscard]] TeamSettings settings() const; ///< Over TLS, as "muster".
    [[nodiscard]] TeamSettings ownerSettings() const;
    [[nodiscard]] QString authority() const { return m_folder.filePath(QStringLiteral("tls/ca.pem")); }
    [[nodiscard]] QString otherAuthority() const { return m_folder.filePath(QStringLiteral("tls/other.pem")); }
    [[nodiscard]] QString socketFolder() const { return m_folder.filePath(QStringLiteral("run")); }
    /// "muster" may read and append.
    [[nodiscard]] bool prepare();
    /// As on a server where nothing was made yet.
    [[nodiscard]] bool forgetTables();

private:
    bool run(const QString &program, const QStringList &arguments, const QByteArray &input = {},
             QByteArray *output = nullptr);
    /// The same as the server's user.
    bool runThere(const QString &program, const QStringList &arguments, const QByteArray &input = {},
                  QByteArray *output = nullptr);
    [[nodiscard]] bool makeCertificates();
    [[nodiscard]] QList<qint64> children() const; ///< Of the first process.

    QTemporaryDir m_folder{QStringLiteral("/tmp/muster-pg-XXXXXX")};
    QString m_programs;
    QString m_user; ///< Of the system; empty: whoever runs the test.
    int m_port = 0;
    QByteArray m_fault;
    QProcess m_server;
};

} // namespace muster::test
