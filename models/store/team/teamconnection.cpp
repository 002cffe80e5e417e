// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/team/teamconnection.h"

#include <QSqlDatabase>
#include <QSqlDriver>
#include <QSqlError>
#include <QSqlField>
#include <QSqlQuery>
#include <QSqlRecord>
#include <QUuid>
#include <algorithm>

namespace muster {

namespace {

constexpr qsizetype mostDetail = 2000;
constexpr QLatin1String driverName("QPSQL");

/// What a class or a code of SQLSTATE (postgresql.org/docs/15/errcodes-appendix.html) means for us; the first that the
/// state begins with.
struct StateRow
{
    const char *state;
    ErrorKind kind;
    const char *code;
};
constexpr StateRow stateRows[]{
    {"08", ErrorKind::ConnectionLost, "team_lost"},      {"25006", ErrorKind::ServerTrouble, "team_read_only"},
    {"28", ErrorKind::SignInNeeded, "team_sign_in"},     {"3D000", ErrorKind::NotFound, "team_no_database"},
    {"3F000", ErrorKind::NotFound, "team_not_prepared"}, {"42501", ErrorKind::Forbidden, "team_no_right"},
    {"42P01", ErrorKind::NotFound, "team_not_prepared"}, {"42703", ErrorKind::Conflict, "team_schema_other"},
    {"53100", ErrorKind::ServerTrouble, "team_full"},    {"53", ErrorKind::ServerTrouble, "team_busy"},
    {"54000", ErrorKind::ServerTrouble, "team_full"},    {"55P03", ErrorKind::ServerTrouble, "team_busy"},
    {"57P01", ErrorKind::ConnectionLost, "team_lost"},   {"57P02", ErrorKind::ConnectionLost, "team_lost"},
    {"57P03", ErrorKind::ServerTrouble, "team_busy"},    {"57014", ErrorKind::ServerTrouble, "team_busy"},
    {"58030", ErrorKind::ServerTrouble, "team_full"},
};

/// While one connects there is no state, only words (libpq keeps it to itself), which a server may say in another
/// language: what is not recognised is "unreachable", with these words.
constexpr StateRow wordRows[]{
    {"too many", ErrorKind::ServerTrouble, "team_busy"},
    {"remaining connection slots", ErrorKind::ServerTrouble, "team_busy"},
    {"password", ErrorKind::SignInNeeded, "team_sign_in"},
    {"authentication", ErrorKind::SignInNeeded, "team_sign_in"},
    {"pg_hba.conf", ErrorKind::SignInNeeded, "team_sign_in"},
    {"role \"", ErrorKind::SignInNeeded, "team_sign_in"},
    {"permission denied for database", ErrorKind::Forbidden, "team_no_right"},
    {"database \"", ErrorKind::NotFound, "team_no_database"},
    {"certificate", ErrorKind::TlsRefused, "team_tls"},
    {"SSL", ErrorKind::TlsRefused, "team_tls"},
    {"starting up", ErrorKind::ServerTrouble, "team_busy"},
    {"shutting down", ErrorKind::ServerTrouble, "team_busy"},
    {"recovery mode", ErrorKind::ServerTrouble, "team_busy"},
};

} // namespace

TeamConnection::TeamConnection(QString connection, TeamSettings settings, Secret password)
    : m_connection(std::move(connection))
    , m_settings(std::move(settings))
    , m_password(std::move(password))
{
}

TeamConnection::~TeamConnection()
{
    QSqlDatabase::database(m_connection, false).close();
    QSqlDatabase::removeDatabase(m_connection);
}

ApiError TeamConnection::errorOf(const QString &state, const QString &words) const
{
    ApiError error{.kind = ErrorKind::ServerTrouble,
                   .code = QStringLiteral("team_trouble"),
                   .detail = words.simplified().left(mostDetail),
                   .subject = m_settings.place()};
    // No message of libpq holds it; that this stays so is not for us to promise.
    if (!m_password.isEmpty())
        error.detail.replace(QString::fromUtf8(m_password.bytes().toByteArray()), QStringLiteral("…"));
    for (const StateRow &row : stateRows) {
        if (state.startsWith(QLatin1String(row.state))) {
            error.kind = row.kind;
            error.code = QLatin1String(row.code);
            break;
        }
    }
    if (state.isEmpty()) { // the server said nothing any more
        error.kind = ErrorKind::ConnectionLost;
        error.code = QStringLiteral("team_lost");
    }
    return error;
}

Result<std::unique_ptr<TeamConnection>> TeamConnection::open(const TeamSettings &settings, const Secret &password)
{
    const QString name = QStringLiteral("muster-team-") + QUuid::createUuid().toString(QUuid::Id128);
    std::unique_ptr<TeamConnection> connection(new TeamConnection(name, settings, password));
    TRY_VOID(connection->connectHere());
    return connection;
}

Result<void> TeamConnection::connectHere()
{
    TRY_VOID(m_settings.check());
    if (!QSqlDatabase::isDriverAvailable(driverName))
        return failure(ErrorKind::NotSent, "team_driver");
    QSqlDatabase handle = QSqlDatabase::addDatabase(driverName, m_connection);
    handle.setHostName(m_settings.host);
    handle.setPort(m_settings.port);
    handle.setDatabaseName(m_settings.database);
    handle.setUserName(m_settings.user);
    handle.setConnectOptions(m_settings.connectOptions());
    // Given to open() alone, the handle does not keep it.
    if (handle.open(m_settings.user, QString::fromUtf8(m_password.bytes().toByteArray())))
        return {};
    const QString words = handle.lastError().databaseText();
    ApiError error = errorOf({}, words);
    error.kind = ErrorKind::NotSent;
    error.code = QStringLiteral("team_unreachable");
    const auto *said = std::find_if(std::begin(wordRows), std::end(wordRows), [&](const StateRow &row) {
        return words.contains(QLatin1String(row.state), Qt::CaseInsensitive);
    });
    if (said != std::end(wordRows)) {
        error.kind = said->kind;
        error.code = QLatin1String(said->code);
    }
    return failure(std::move(error));
}

/// The statement with `values` as literals in the places of its question marks, of which it has no others. Qt's driver
/// does the same with bound values, but prepares each statement and forgets it in two round trips more, and complains
/// where the connection is gone before that.
QString TeamConnection::withValues(const QString &sql, const QVariantList &values) const
{
    const QSqlDriver *const driver = QSqlDatabase::database(m_connection, false).driver();
    const QList<QStringView> parts = QStringView(sql).split(u'?');
    Q_ASSERT(parts.size() == values.size() + 1);
    QString whole = parts.first().toString();
    for (qsizetype at = 0; at < values.size(); ++at) {
        QVariant value = values[at];
        if (value.userType() == QMetaType::QString) // what PostgreSQL has no text for would end the statement
            value = value.toString().replace(QChar(u'\0'), QChar(QChar::ReplacementCharacter));
        QSqlField field({}, value.metaType());
        field.setValue(value);
        whole += driver->formatValue(field);
        whole += parts[at + 1];
    }
    return whole;
}

Result<QList<TeamConnection::Row>> TeamConnection::select(const QString &sql, const QVariantList &values)
{
    const QSqlDatabase handle = QSqlDatabase::database(m_connection, false);
    if (!handle.isOpen()) // the driver closes what broke
        return failure(errorOf({}, {}));
    QSqlQuery query(handle);
    if (!query.exec(withValues(sql, values)))
        return failure(errorOf(query.lastError().nativeErrorCode(), query.lastError().databaseText()));
    QList<Row> rows;
    const int columns = query.record().count();
    while (query.next()) {
        Row row;
        for (int column = 0; column < columns; ++column)
            row.append(query.value(column));
        rows.append(std::move(row));
    }
    return rows;
}

Result<int> TeamConnection::change(const QString &sql, const QVariantList &values)
{
    const QSqlDatabase handle = QSqlDatabase::database(m_connection, false);
    if (!handle.isOpen()) // the driver closes what broke
        return failure(errorOf({}, {}));
    QSqlQuery query(handle);
    if (!query.exec(withValues(sql, values)))
        return failure(errorOf(query.lastError().nativeErrorCode(), query.lastError().databaseText()));
    return query.numRowsAffected();
}

Result<void> TeamConnection::inTransaction(const std::function<Result<void>()> &body)
{
    TRY_VOID(change(QStringLiteral("BEGIN")));
    Result<void> outcome = body();
    if (outcome) {
        // A transaction that failed unnoticed answers ROLLBACK to a COMMIT, without an error; what body() did not
        // hear of has not happened, so it has.
        const auto committed = change(QStringLiteral("COMMIT"));
        if (committed)
            return {};
        outcome = failure(committed.error());
    }
    (void)change(QStringLiteral("ROLLBACK"));
    return outcome;
}

} // namespace muster
