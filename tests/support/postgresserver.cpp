// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/postgresserver.h"

#include "models/store/team/teamdatabase.h"
#include "tests/support/eventwait.h"

#include <QDir>
#include <QFile>
#include <QTcpServer>
#include <algorithm>
#include <cerrno>
#include <csignal>
#include <pwd.h>
#include <unistd.h>

namespace muster::test {

namespace {

constexpr int longest = 60'000; // ms, of any program

bool write(const QString &name, const QByteArray &bytes)
{
    QFile file(name);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

int freePort()
{
    QTcpServer server;
    return server.listen(QHostAddress::LocalHost) ? server.serverPort() : 0;
}

QString newestPrograms()
{
    const QDir all(QStringLiteral("/usr/lib/postgresql"));
    QString newest;
    int version = 0;
    for (const QString &name : all.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        if (name.toInt() > version && QFile::exists(all.filePath(name + QStringLiteral("/bin/initdb")))) {
            version = name.toInt();
            newest = all.filePath(name + QStringLiteral("/bin/"));
        }
    }
    return newest;
}

} // namespace

bool PostgresServer::run(const QString &program, const QStringList &arguments, const QByteArray &input,
                         QByteArray *output)
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("LC_ALL"), QStringLiteral("C.UTF-8"));
    environment.remove(QStringLiteral("LD_PRELOAD"));
    process.setProcessEnvironment(environment);
    process.setWorkingDirectory(m_folder.path());
    process.start(program, arguments);
    process.write(input);
    process.closeWriteChannel();
    const bool ended = process.waitForFinished(longest);
    const QByteArray said = process.readAllStandardOutput();
    if (output != nullptr)
        *output = said.trimmed();
    if (ended && process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0)
        return true;
    m_fault = program.toUtf8() + ": " + process.errorString().toUtf8() + '\n' + process.readAllStandardError() + said;
    return false;
}

bool PostgresServer::runThere(const QString &program, const QStringList &arguments, const QByteArray &input,
                              QByteArray *output)
{
    if (m_user.isEmpty())
        return run(program, arguments, input, output);
    return run(QStringLiteral("setpriv"),
               QStringList{QStringLiteral("--reuid=") + m_user, QStringLiteral("--regid=") + m_user,
                           QStringLiteral("--clear-groups"), program}
                   + arguments,
               input, output);
}

bool PostgresServer::makeCertificates()
{
    const QString openssl = QStringLiteral("openssl");
    const QDir tls(m_folder.filePath(QStringLiteral("tls")));
    for (const QString &name : {QStringLiteral("ca"), QStringLiteral("other")}) {
        if (!run(openssl,
                 {QStringLiteral("req"), QStringLiteral("-x509"), QStringLiteral("-newkey"), QStringLiteral("ec"),
                  QStringLiteral("-pkeyopt"), QStringLiteral("ec_paramgen_curve:P-256"), QStringLiteral("-nodes"),
                  QStringLiteral("-keyout"), tls.filePath(name + QStringLiteral(".key")), QStringLiteral("-out"),
                  tls.filePath(name + QStringLiteral(".pem")), QStringLiteral("-days"), QStringLiteral("2"),
                  QStringLiteral("-subj"), QStringLiteral("/CN=Test authority ") + name}))
            return false;
    }
    return run(openssl,
               {QStringLiteral("req"), QStringLiteral("-newkey"), QStringLiteral("ec"), QStringLiteral("-pkeyopt"),
                QStringLiteral("ec_paramgen_curve:P-256"), QStringLiteral("-nodes"), QStringLiteral("-keyout"),
                tls.filePath(QStringLiteral("server.key")), QStringLiteral("-out"),
                tls.filePath(QStringLiteral("server.csr")), QStringLiteral("-subj"), QStringLiteral("/CN=localhost")})
        && write(tls.filePath(QStringLiteral("san")), "subjectAltName=DNS:localhost\n")
        && run(openssl,
               {QStringLiteral("x509"), QStringLiteral("-req"), QStringLiteral("-in"),
                tls.filePath(QStringLiteral("server.csr")), QStringLiteral("-CA"),
                tls.filePath(QStringLiteral("ca.pem")), QStringLiteral("-CAkey"),
                tls.filePath(QStringLiteral("ca.key")), QStringLiteral("-CAcreateserial"), QStringLiteral("-days"),
                QStringLiteral("2"), QStringLiteral("-extfile"), tls.filePath(QStringLiteral("san")),
                QStringLiteral("-out"), tls.filePath(QStringLiteral("server.pem"))});
}

bool PostgresServer::begin()
{
    m_programs = newestPrograms();
    if (m_programs.isEmpty()) {
        m_fault = "PostgreSQL is not installed; these tests need the package postgresql";
        return false;
    }
    const passwd *user = nullptr;
    if (geteuid() == 0) {
        user = getpwnam("postgres");
        m_user = QString::fromLatin1(user != nullptr ? user->pw_name : "nobody");
    }
    m_port = freePort();
    for (const char *name : {"tls", "run", "data"})
        QDir(m_folder.path()).mkdir(QLatin1String(name));
    const QString password = m_folder.filePath(QStringLiteral("password"));
    if (!makeCertificates() || !write(password, "superuser\n"))
        return false;
    if (!m_user.isEmpty() && !run(QStringLiteral("chown"), {QStringLiteral("-R"), m_user, m_folder.path()}))
        return false;
    const QString data = m_folder.filePath(QStringLiteral("data"));
    if (!runThere(m_programs + QStringLiteral("initdb"),
                  {QStringLiteral("-D"), data, QStringLiteral("-U"), QStringLiteral("root"), QStringLiteral("-A"),
                   QStringLiteral("scram-sha-256"), QStringLiteral("--pwfile=") + password, QStringLiteral("-E"),
                   QStringLiteral("UTF8"), QStringLiteral("--locale=C.UTF-8"), QStringLiteral("-N")}))
        return false;
    const QByteArray settings = "port = " + QByteArray::number(m_port)
        + "\nlisten_addresses = 'localhost'\nfsync = off\nssl = on\nunix_socket_directories = '"
        + socketFolder().toUtf8() + "'\nssl_cert_file = '"
        + m_folder.filePath(QStringLiteral("tls/server.pem")).toUtf8() + "'\nssl_key_file = '"
        + m_folder.filePath(QStringLiteral("tls/server.key")).toUtf8()
        + "'\nshared_buffers = 16MB\nmax_connections = 20\n";
    QFile configuration(data + QStringLiteral("/postgresql.conf"));
    if (!configuration.open(QIODevice::Append) || configuration.write(settings) != settings.size())
        return false;
    configuration.close();
    // The superuser comes by the socket without a password, everybody else with one.
    if (!write(data + QStringLiteral("/pg_hba.conf"),
               "local all root trust\nlocal all all scram-sha-256\nhost all all samehost scram-sha-256\n"))
        return false;
    if (!m_user.isEmpty() && !run(QStringLiteral("chown"), {QStringLiteral("-R"), m_user, data}))
        return false;
    if (!start())
        return false;
    const auto quoted = [](QByteArray text) -> QByteArray { return "'" + text.replace('\'', "''") + "'"; };
    sql("CREATE ROLE owner LOGIN PASSWORD " + quoted(ownerPassword) + "; CREATE ROLE muster LOGIN PASSWORD "
            + quoted(musterPassword) + ";",
        "postgres");
    sql("CREATE DATABASE team OWNER owner ENCODING 'UTF8' TEMPLATE template0", "postgres");
    return m_fault.isEmpty();
}

PostgresServer::~PostgresServer()
{
    if (!m_programs.isEmpty()) {
        (void)freeze(false);
        (void)kill();
    }
}

bool PostgresServer::start()
{
    // Goes with the test, however that ends; its children notice.
    QStringList words{QStringLiteral("--pdeathsig=KILL")};
    if (!m_user.isEmpty())
        words += {QStringLiteral("--reuid=") + m_user, QStringLiteral("--regid=") + m_user,
                  QStringLiteral("--clear-groups")};
    m_server.setWorkingDirectory(m_folder.path());
    m_server.setStandardInputFile(QProcess::nullDevice());
    m_server.setStandardOutputFile(QProcess::nullDevice());
    m_server.setStandardErrorFile(m_folder.filePath(QStringLiteral("log")), QIODevice::Append);
    m_server.start(QStringLiteral("setpriv"),
                   words
                       + QStringList{m_programs + QStringLiteral("postgres"), QStringLiteral("-D"),
                                     m_folder.filePath(QStringLiteral("data"))});
    const auto answers = [this] {
        return run(m_programs + QStringLiteral("pg_isready"),
                   {QStringLiteral("-h"), socketFolder(), QStringLiteral("-p"), QString::number(m_port)});
    };
    const bool started = tests::waitFor([&] { return m_server.state() == QProcess::NotRunning || answers(); }, longest)
        && m_server.state() != QProcess::NotRunning;
    if (started) {
        m_fault.clear();
        return true;
    }
    QFile log(m_folder.filePath(QStringLiteral("log")));
    m_fault = log.open(QIODevice::ReadOnly) ? log.readAll() : QByteArray("the server did not start");
    return false;
}

bool PostgresServer::kill()
{
    if (m_server.state() == QProcess::NotRunning)
        return true;
    // "Immediate": as after a crash, but that no process is left behind.
    return ::kill(pid_t(m_server.processId()), SIGQUIT) == 0 && m_server.waitForFinished(longest);
}

QList<qint64> PostgresServer::children() const
{
    QList<qint64> all;
    QFile children(QStringLiteral("/proc/%1/task/%1/children").arg(m_server.processId()));
    if (children.open(QIODevice::ReadOnly)) {
        for (const QByteArray &child : children.readAll().split(' ')) {
            if (child.toLongLong() > 0)
                all.append(child.toLongLong());
        }
    }
    return all;
}

bool PostgresServer::freeze(bool frozen)
{
    const auto first = pid_t(m_server.processId());
    const auto freezeChildren = [&] {
        // One of its helpers may have ended on its own just now: it is as still as one could wish.
        return std::ranges::all_of(children(), [frozen](qint64 child) {
            return ::kill(pid_t(child), frozen ? SIGSTOP : SIGCONT) == 0 || errno == ESRCH;
        });
    };
    // It starts its children and buries them, so it is held first and let go last: until then the list stays true.
    if (frozen)
        return first > 0 && ::kill(first, SIGSTOP) == 0 && freezeChildren();
    return first > 0 && freezeChildren() && ::kill(first, SIGCONT) == 0;
}

QByteArray PostgresServer::sql(const QByteArray &statements, const QByteArray &database)
{
    QByteArray output;
    (void)run(m_programs + QStringLiteral("psql"),
              {QStringLiteral("-X"), QStringLiteral("-q"), QStringLiteral("-A"), QStringLiteral("-t"),
               QStringLiteral("-v"), QStringLiteral("ON_ERROR_STOP=1"), QStringLiteral("-h"), socketFolder(),
               QStringLiteral("-p"), QString::number(m_port), QStringLiteral("-U"), QStringLiteral("root"),
               QStringLiteral("-d"), QString::fromUtf8(database), QStringLiteral("-f"), QStringLiteral("-")},
              statements, &output);
    return output;
}

TeamSettings PostgresServer::settings() const
{
    return {.host = QStringLiteral("localhost"),
            .port = m_port,
            .database = QStringLiteral("team"),
            .user = QStringLiteral("muster"),
            .caFile = authority()};
}

TeamSettings PostgresServer::ownerSettings() const
{
    TeamSettings settings = this->settings();
    settings.user = QStringLiteral("owner");
    return settings;
}

bool PostgresServer::prepare()
{
    const auto made
        = TeamDatabase::prepare(ownerSettings(), Secret(QByteArrayView(ownerPassword)), QStringLiteral("muster"));
    if (!made)
        m_fault = made.error().code.toUtf8() + ": " + made.error().detail.toUtf8();
    return made.has_value();
}

bool PostgresServer::forgetTables()
{
    m_fault.clear();
    sql("SET default_transaction_read_only = off; DROP SCHEMA IF EXISTS muster CASCADE; ALTER DATABASE team RESET ALL; "
        "ALTER ROLE muster CONNECTION LIMIT -1;");
    return m_fault.isEmpty();
}

} // namespace muster::test
