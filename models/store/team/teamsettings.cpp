// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/team/teamsettings.h"

#include "models/store/appsettings.h"
#include "models/store/durablefile.h"

#include <QDir>
#include <QHostAddress>
#include <QSysInfo>
#include <QUuid>
#include <algorithm>

namespace muster {

namespace {

constexpr QLatin1String systemAuthorities("/etc/ssl/certs/ca-certificates.crt");

bool isPlain(const QString &text, qsizetype longest)
{
    return text.size() <= longest && std::none_of(text.begin(), text.end(), [](QChar c) { return !c.isPrint(); });
}

bool isName(const QString &text)
{
    return !text.trimmed().isEmpty() && isPlain(text, TeamSettings::longestText);
}

/// Qt hands the options on word by word, and makes a blank of each semicolon.
bool isPath(const QString &path)
{
    return path.startsWith(u'/') && isPlain(path, TeamSettings::longestPath) && !path.contains(u';');
}

QString quoted(QString value)
{
    value.replace(u'\\', QLatin1String("\\\\")).replace(u'\'', QLatin1String("\\'"));
    return u'\'' + value + u'\'';
}

QString key(const char *name)
{
    return QStringLiteral("team/") + QLatin1String(name);
}

} // namespace

bool TeamSettings::isLocal() const
{
    return isSocket() || host.compare(QLatin1String("localhost"), Qt::CaseInsensitive) == 0
        || QHostAddress(host).isLoopback();
}

QString TeamSettings::computerName() const
{
    const QString name = computer.isEmpty() ? QSysInfo::machineHostName().left(longestText) : computer;
    return name.isEmpty() ? QStringLiteral("?") : name;
}

QString TeamSettings::place() const
{
    return QStringLiteral("%1:%2/%3").arg(host, QString::number(port), database);
}

Result<void> TeamSettings::check() const
{
    // A list of hosts would be tried one after the other, each for as long as one may take.
    const bool isHost = isSocket() ? isPath(host) : isName(host) && !host.contains(u',') && !host.contains(u' ');
    if (!isHost)
        return failure(ErrorKind::BadInput, "team_host", host.left(longestText));
    if (port < 1 || port > 65535)
        return failure(ErrorKind::BadInput, "team_port", QString::number(port));
    if (!isName(database))
        return failure(ErrorKind::BadInput, "team_database", database.left(longestText));
    if (!isName(user))
        return failure(ErrorKind::BadInput, "team_user", user.left(longestText));
    if (!isPlain(computer, longestText))
        return failure(ErrorKind::BadInput, "team_computer", computer.left(longestText));
    if (!caFile.isEmpty() && !isPath(caFile))
        return failure(ErrorKind::BadInput, "team_ca_file", caFile.left(longestText));
    if (tls == TeamTls::Off && !isLocal())
        return failure(ErrorKind::BadInput, "team_plain", host);
    return {};
}

QString TeamSettings::connectOptions() const
{
    const QString mode = tls == TeamTls::Off || isSocket() ? QStringLiteral("disable") : keyOf(teamTlsKeys, tls);
    const QString authorities = caFile.isEmpty() ? QString(systemAuthorities) : caFile;
    // The certificate and key of the account's own would be sent to whoever asks; a path below a file is none.
    const QStringList options{
        QStringLiteral("sslmode=") + mode,
        QStringLiteral("sslrootcert=") + quoted(authorities),
        QStringLiteral("sslcert=/dev/null/none"),
        QStringLiteral("sslkey=/dev/null/none"),
        QStringLiteral("sslcrl=/dev/null/none"),
        QStringLiteral("ssl_min_protocol_version=TLSv1.2"),
        QStringLiteral("gssencmode=disable"),
        QStringLiteral("passfile=/dev/null"),
        QStringLiteral("hostaddr=''"),
        QStringLiteral("target_session_attrs=any"),
        QStringLiteral("connect_timeout=5"),
        QStringLiteral("keepalives_idle=30"),
        QStringLiteral("tcp_user_timeout=15000"),
        QStringLiteral("application_name=muster"),
        QStringLiteral("options='-c statement_timeout=15000 -c lock_timeout=5000 -c search_path=pg_catalog -c "
                       "idle_in_transaction_session_timeout=60000 -c standard_conforming_strings=on'"),
    };
    return options.join(u';');
}

TeamSettings TeamSettings::of(const AppSettings &settings)
{
    TeamSettings team;
    team.host = settings.text(key("host"));
    team.port = settings.number(key("port"), defaultPort);
    team.database = settings.text(key("database"));
    team.user = settings.text(key("user"));
    team.tls = valueOf(teamTlsKeys, settings.text(key("tls"))).value_or(TeamTls::VerifyFull);
    team.caFile = settings.text(key("caFile"));
    team.computer = settings.text(key("computer"));
    return team;
}

void TeamSettings::keep(AppSettings &settings) const
{
    const auto text = [&](const char *name, const QString &value) {
        if (value.isEmpty())
            settings.remove(key(name));
        else
            settings.setValue(key(name), value);
    };
    text("host", host);
    text("database", database);
    text("user", user);
    text("caFile", caFile);
    text("computer", computer);
    text("tls", keyOf(teamTlsKeys, tls));
    settings.setValue(key("port"), port);
}

namespace {

constexpr qint64 maxIdBytes = 64;

QString fileOf(const QString &dataFolder)
{
    return QDir(dataFolder).absoluteFilePath(QStringLiteral("team-machine"));
}

} // namespace

Result<QString> TeamMachine::idOf(const QString &dataFolder, bool readOnly)
{
    const auto kept = readWholeFile(fileOf(dataFolder), maxIdBytes);
    if (kept) {
        const QUuid id = QUuid::fromString(QString::fromLatin1(kept->trimmed()));
        if (id.isNull())
            return failure(ErrorKind::Damaged, "team_machine_damaged", fileOf(dataFolder));
        return id.toString(QUuid::WithoutBraces);
    }
    if (fileTrouble(kept.error()) != FileTrouble::NotFound)
        return failure(kept.error());
    if (readOnly)
        return failure(ErrorKind::NotFound, "team_machine", fileOf(dataFolder));
    return renew(dataFolder);
}

Result<QString> TeamMachine::renew(const QString &dataFolder)
{
    const QString id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    TRY_VOID(writeFileDurably(fileOf(dataFolder), (id + u'\n').toLatin1()));
    return id;
}

} // namespace muster
