// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/database.h"

#include "models/store/diskaccess.h"

#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QSqlRecord>
#include <QThread>
#include <QUrl>
#include <QUuid>
#include <QtEndian>
#include <algorithm>

namespace muster {

namespace {

// SQLite's primary result codes (sqlite.org/rescode.html); the extended ones carry them in their low byte.
enum Native {
    Busy = 5,
    Locked = 6,
    ReadOnly = 8,
    IoError = 10,
    Corrupt = 11,
    Full = 13,
    CantOpen = 14,
    Constraint = 19,
    NotADatabase = 26
};

ApiError errorOf(const QSqlError &error)
{
    const auto make = [&](ErrorKind kind, const char *code) {
        return ApiError{.kind = kind, .code = QString::fromLatin1(code), .detail = error.databaseText()};
    };
    switch (error.nativeErrorCode().toInt() & 0xff) {
    case Busy:
    case Locked:
        return make(ErrorKind::InUse, "locked");
    case ReadOnly:
    case CantOpen:
        return make(ErrorKind::File, "not_writable");
    case IoError:
        return make(ErrorKind::File, "io_error");
    case Full:
        return make(ErrorKind::File, "disk_full");
    case Corrupt:
    case NotADatabase:
        return make(ErrorKind::Damaged, "database_damaged");
    case Constraint:
        return make(ErrorKind::BadInput, "exists");
    default:
        return make(ErrorKind::File, "database_error");
    }
}

bool runQuery(QSqlQuery &query, const QString &sql, const QVariantList &values)
{
    query.setForwardOnly(true);
    if (!query.prepare(sql))
        return false;
    for (const QVariant &value : values)
        query.addBindValue(value);
    return query.exec();
}

Database::Row rowOf(const QSqlQuery &query, int columns)
{
    Database::Row row;
    row.reserve(columns);
    for (int column = 0; column < columns; ++column)
        row.append(query.value(column));
    return row;
}

} // namespace

Database::Database(QString connection, QString file, bool readOnly)
    : m_connection(std::move(connection))
    , m_file(std::move(file))
    , m_readOnly(readOnly && !m_file.isEmpty())
    , m_home(QThread::currentThread())
{
}

Database::~Database()
{
    closeHere();
}

Result<std::unique_ptr<Database>> Database::open(const QString &file, bool readOnly)
{
    const QString connection = QStringLiteral("muster-") + QUuid::createUuid().toString(QUuid::Id128);
    std::unique_ptr<Database> database(new Database(connection, file, readOnly));
    TRY_VOID(database->connectHere());
    if (!database->m_readOnly)
        return database;
    // Even to read, SQLite wants its shared memory beside the file. A folder that cannot be written has no room for it;
    // but then nobody else writes the file either (F108).
    if (const auto version = database->userVersion();
        !version && fileTrouble(version.error()) == FileTrouble::NotWritable) {
        database->closeHere();
        database->m_immutable = true;
        TRY_VOID(database->connectHere());
    }
    database->refuseWrites({.kind = ErrorKind::InUse, .code = QStringLiteral("read_only")});
    return database;
}

QString Database::connectionHere() const
{
    return QThread::currentThread() == m_home ? m_connection : m_connection + QStringLiteral("-store");
}

Result<void> Database::openHere()
{
    // A database in memory belongs to its connection; nobody writes to that one.
    return m_file.isEmpty() ? Result<void>() : connectHere();
}

void Database::closeHere()
{
    QSqlDatabase::database(connectionHere(), false).close();
    QSqlDatabase::removeDatabase(connectionHere());
}

Result<void> Database::connectHere()
{
    QSqlDatabase handle = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), connectionHere());
    QString options = QStringLiteral("QSQLITE_BUSY_TIMEOUT=5000");
    if (m_readOnly)
        options += QStringLiteral(";QSQLITE_OPEN_READONLY");
    QString name = m_file.isEmpty() ? QStringLiteral(":memory:") : m_file;
    if (m_immutable) {
        options += QStringLiteral(";QSQLITE_OPEN_URI");
        name = QString::fromLatin1(QUrl::fromLocalFile(m_file).toEncoded()) + QStringLiteral("?immutable=1");
    }
    handle.setConnectOptions(options);
    handle.setDatabaseName(name);
    return handle.open() ? configure() : failure(errorOf(handle.lastError()));
}

Result<void> Database::configure()
{
    if (m_readOnly)
        return {};
    // FULL: a commit is on the disk when it returns, also after power loss; NORMAL would not be (F93).
    for (const char *pragma : {"journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "trusted_schema=OFF",
                               "wal_autocheckpoint=200", "journal_size_limit=1048576"}) {
        TRY_VOID(select(QStringLiteral("PRAGMA ") + QString::fromLatin1(pragma)));
    }
    return {};
}

void Database::refuseWrites(const ApiError &why)
{
    const QMutexLocker lock(&m_mutex);
    m_refusal = why;
}

std::optional<ApiError> Database::refusal() const
{
    const QMutexLocker lock(&m_mutex);
    return m_refusal;
}

Result<int> Database::change(const QString &sql, const QVariantList &values)
{
    if (const auto refused = refusal())
        return failure(*refused);
    QSqlQuery query(QSqlDatabase::database(connectionHere(), false));
    if (runQuery(query, sql, values))
        return query.numRowsAffected();
    ApiError error = errorOf(query.lastError());
    if (fileTrouble(error) == FileTrouble::InputOutput)
        refuseWrites(error);
    return failure(std::move(error));
}

Result<QList<Database::Row>> Database::select(const QString &sql, const QVariantList &values) const
{
    QSqlQuery query(QSqlDatabase::database(connectionHere(), false));
    if (!runQuery(query, sql, values))
        return failure(errorOf(query.lastError()));
    QList<Row> rows;
    const int columns = query.record().count();
    while (query.next())
        rows.append(rowOf(query, columns));
    if (query.lastError().isValid()) // next() says "no more" for a row that cannot be read as well
        return failure(errorOf(query.lastError()));
    return rows;
}

QList<Database::Row> Database::selectReadable(const QString &sql) const
{
    QSqlQuery query(QSqlDatabase::database(connectionHere(), false));
    QList<Row> rows;
    if (!runQuery(query, sql, {}))
        return rows;
    const int columns = query.record().count();
    while (query.next())
        rows.append(rowOf(query, columns));
    return rows;
}

Result<void> Database::inTransaction(const std::function<Result<void>()> &body)
{
    TRY_VOID(change(QStringLiteral("BEGIN IMMEDIATE")));
    Result<void> outcome = body();
    if (outcome) {
        const auto committed = change(QStringLiteral("COMMIT"));
        if (committed)
            return {};
        outcome = failure(committed.error());
    }
    // Not through change(), which refuses after an I/O error: SQLite must still forget what it holds.
    QSqlQuery rollback(QSqlDatabase::database(connectionHere(), false));
    rollback.exec(QStringLiteral("ROLLBACK"));
    return outcome;
}

Result<int> Database::userVersion() const
{
    TRY(rows, select(QStringLiteral("PRAGMA user_version")));
    return rows->isEmpty() ? 0 : rows->first().first().toInt();
}

Result<void> Database::check() const
{
    TRY(rows, select(QStringLiteral("PRAGMA quick_check(1)")));
    const QString verdict = rows->isEmpty() ? QString() : rows->first().first().toString();
    if (verdict == QLatin1String("ok"))
        return {};
    return failure(ErrorKind::Damaged, "database_damaged");
}

QVariant Database::text(const QString &value)
{
    return value.isNull() ? QStringLiteral("") : value;
}

QVariant Database::blob(const QByteArray &value)
{
    return value.isNull() ? QByteArray("") : value;
}

namespace {

constexpr qsizetype headerBytes = 32, frameHeaderBytes = 24;
constexpr quint32 walMagic = 0x377f0682; ///< Plus 1 where checksums are of big-endian words.

quint32 numberAt(QByteArrayView bytes, qsizetype offset)
{
    return qFromBigEndian<quint32>(bytes.data() + offset);
}

struct Checksum
{
    quint32 first = 0, second = 0;

    [[nodiscard]] static Checksum at(QByteArrayView bytes, qsizetype offset)
    {
        return {numberAt(bytes, offset), numberAt(bytes, offset + 4)};
    }
    void add(QByteArrayView bytes, bool bigEndian)
    {
        for (qsizetype at = 0; at + 8 <= bytes.size(); at += 8) {
            const char *words = bytes.data() + at;
            first += (bigEndian ? qFromBigEndian<quint32>(words) : qFromLittleEndian<quint32>(words)) + second;
            second += (bigEndian ? qFromBigEndian<quint32>(words + 4) : qFromLittleEndian<quint32>(words + 4)) + first;
        }
    }
    bool operator==(const Checksum &) const = default;
};

/// A log as a row of frames. Each one's checksum goes on from the one before it, so that a frame can be judged by
/// itself where the one before it is wrong.
class Frames
{
public:
    explicit Frames(QByteArrayView log)
        : m_log(log)
        , m_bigEndian((numberAt(log, 0) & 1) != 0)
        , m_frameBytes(frameHeaderBytes + qsizetype(numberAt(log, 8)))
    {
    }
    [[nodiscard]] bool headerIsWhole() const
    {
        Checksum sum;
        sum.add(m_log.first(24), m_bigEndian);
        return (numberAt(m_log, 0) & ~1U) == walMagic && sum == Checksum::at(m_log, 24);
    }
    [[nodiscard]] bool hasPlausibleSize() const
    {
        const quint32 page = numberAt(m_log, 8);
        return page >= 512 && page <= 65536 && (page & (page - 1)) == 0;
    }
    [[nodiscard]] qsizetype count() const { return (m_log.size() - headerBytes) / m_frameBytes; }
    [[nodiscard]] qsizetype endOf(qsizetype frame) const { return headerBytes + (frame + 1) * m_frameBytes; }
    /// Of this life of the log; else it was left behind by one before, or never written.
    [[nodiscard]] bool isOfThisLog(qsizetype frame) const { return bytes(frame).sliced(8, 8) == m_log.sliced(16, 8); }
    [[nodiscard]] bool wasNeverWritten(qsizetype frame) const
    {
        const QByteArrayView header = bytes(frame).first(frameHeaderBytes);
        return std::all_of(header.begin(), header.end(), [](char byte) { return byte == '\0'; });
    }
    [[nodiscard]] bool isWhole(qsizetype frame) const
    {
        const QByteArrayView own = bytes(frame);
        Checksum sum = frame == 0 ? Checksum::at(m_log, 24) : Checksum::at(bytes(frame - 1), 16);
        sum.add(own.first(8), m_bigEndian);
        sum.add(own.sliced(frameHeaderBytes), m_bigEndian);
        return isOfThisLog(frame) && sum == Checksum::at(own, 16);
    }
    [[nodiscard]] bool saysCommit(qsizetype frame) const { return numberAt(bytes(frame), 4) != 0; }

private:
    [[nodiscard]] QByteArrayView bytes(qsizetype frame) const
    {
        return m_log.sliced(headerBytes + frame * m_frameBytes, m_frameBytes);
    }

    QByteArrayView m_log;
    bool m_bigEndian;
    qsizetype m_frameBytes;
};

} // namespace

WalState examineWal(QByteArrayView log)
{
    if (log.size() < headerBytes)
        return {.tornBytes = log.size()};
    const Frames frames(log);
    if (!frames.hasPlausibleSize())
        return {.tornBytes = log.size()};
    const bool header = frames.headerIsWhole();
    WalState state{.wholeBytes = header ? headerBytes : 0};
    qsizetype bad = 0;
    for (; header && bad < frames.count() && frames.isWhole(bad); ++bad) {
        if (frames.saysCommit(bad))
            state.wholeBytes = frames.endOf(bad);
    }
    if (header && bad < frames.count() && !frames.isOfThisLog(bad) && !frames.wasNeverWritten(bad)) {
        // Behind it lies an earlier life of the log, which nobody wants, unless frames of this one follow.
        const qsizetype end = bad == 0 ? headerBytes : frames.endOf(bad - 1);
        state.tornBytes = end - state.wholeBytes;
    } else {
        state.tornBytes = log.size() - state.wholeBytes;
    }
    // Transactions that end behind the bad frame: one may be that which was cut short; another one was there before.
    int ends = header && bad < frames.count() && frames.isOfThisLog(bad) && frames.saysCommit(bad) ? 1 : 0;
    for (qsizetype frame = header ? bad + 1 : 0; frame < frames.count(); ++frame)
        ends += frames.isWhole(frame) && frames.saysCommit(frame) ? 1 : 0;
    state.isDamaged = ends > 1;
    return state;
}

} // namespace muster
