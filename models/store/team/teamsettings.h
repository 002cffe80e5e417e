// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/keytable.h"
#include "network/wire/result.h"

#include <QString>

namespace muster {

class AppSettings;

/// How the database's server proves who it is (libpq's sslmode, postgresql.org/docs/15/libpq-ssl.html).
enum class TeamTls {
    VerifyFull, ///< A certificate of a trusted authority, for the very name that was entered.
    VerifyCa, ///< A certificate of a trusted authority, for whatever name.
    Off, ///< In the clear: for a server on this computer only.
};
inline constexpr KeyTable<TeamTls, 3> teamTlsKeys{{{TeamTls::VerifyFull, QLatin1String("verify-full")},
                                                   {TeamTls::VerifyCa, QLatin1String("verify-ca")},
                                                   {TeamTls::Off, QLatin1String("off")}}};

/// Which database the team's history is in, and as whom this computer goes there. Without the password, which is kept
/// in the key store. Values only.
struct TeamSettings
{
    static constexpr int defaultPort = 5432;
    static constexpr qsizetype longestText = 200; ///< Characters of any text but the paths.
    static constexpr qsizetype longestPath = 1024;

    QString host; ///< A name, an address, or the folder of a Unix socket. Empty: there is no such database.
    int port = defaultPort; ///< 1 to 65535; of a socket the number in its name.
    QString database;
    QString user; ///< Role of the database.
    TeamTls tls = TeamTls::VerifyFull;
    QString caFile; ///< PEM, from the root; empty: the authorities that this computer trusts.
    QString computer; ///< By what people recognise this computer; empty: its host name.

    [[nodiscard]] bool isOn() const { return !host.isEmpty(); }
    [[nodiscard]] bool isSocket() const { return host.startsWith(u'/'); }
    /// Nothing that is sent there leaves this computer.
    [[nodiscard]] bool isLocal() const;
    [[nodiscard]] QString computerName() const; ///< Never empty.
    /// "host:port/database", for people; what a note on it says in the history.
    [[nodiscard]] QString place() const;

    /// What cannot be used: BadInput "team_host", "team_port", "team_database", "team_user", "team_computer",
    /// "team_ca_file" (`subject`: what was given), "team_plain" (no TLS to another computer). Looks at no file.
    [[nodiscard]] Result<void> check() const;
    /// For QSqlDatabase::setConnectOptions(): all that libpq would else take from the environment or from files of the
    /// account, so that nothing there changes who is asked, with what password, and how it is trusted.
    [[nodiscard]] QString connectOptions() const;

    /// What does not read is the default.
    [[nodiscard]] static TeamSettings of(const AppSettings &settings);
    void keep(AppSettings &settings) const; ///< Without saving them.

    bool operator==(const TeamSettings &) const = default;
};

/// By what the team's database tells this data folder from all others: a file of its own, made once. A copy of the
/// folder has the same one, which the database finds out (Conflict "team_differs").
class TeamMachine
{
public:
    /// Of the data folder; made when it is first asked for. Blocks on the disk. Damaged "team_machine_damaged", File;
    /// NotFound "team_machine" where it cannot be made for `readOnly`.
    [[nodiscard]] static Result<QString> idOf(const QString &dataFolder, bool readOnly);
    /// Another one from now on: the whole history is told once more, as that of another computer.
    [[nodiscard]] static Result<QString> renew(const QString &dataFolder);
};

} // namespace muster
