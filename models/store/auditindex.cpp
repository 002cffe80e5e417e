// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/auditindex.h"

#include "models/store/auditlog.h"
#include "models/store/database.h"
#include "models/store/durablefile.h"
#include "models/store/runningdigest.h"
#include "network/wire/thrown.h"

#include <QElapsedTimer>
#include <QPromise>
#include <QtEndian>

namespace muster {

namespace {

constexpr qint64 chunk = 1024; ///< Entries between two looks at whether somebody wants it to end.
constexpr qint64 progressInterval = 200; ///< ms
constexpr int blocksAtOnce = 32; ///< In one transaction: a sync each.
constexpr int applicationId = 0x4d754169; ///< "MuAi", see sqlite.org/pragma.html#pragma_application_id
constexpr qsizetype digestLength = 64;

QByteArray bytesOf(const HexDigest &digest)
{
    return {digest.data(), qsizetype(digest.size())};
}

/// What is written of an entry beside its time, in this order.
QList<QString> textsOf(const AuditKeys &keys)
{
    QList<QString> texts{keys.event, keys.runId, keys.actor, keys.connection, keys.outcome, keys.interaction};
    for (const QString &object : keys.objects)
        texts.append(object);
    return texts;
}

constexpr qsizetype textCount = 6 + qsizetype(auditObjectFacts.size());

AuditKeys keysOf(qint64 at, const QList<QString> &texts)
{
    AuditKeys keys{.at = at,
                   .event = texts[0],
                   .runId = texts[1],
                   .actor = texts[2],
                   .connection = texts[3],
                   .outcome = texts[4],
                   .interaction = texts[5]};
    for (std::size_t kind = 0; kind < auditObjectFacts.size(); ++kind)
        keys.objects[kind] = texts[6 + qsizetype(kind)];
    return keys;
}

template <typename Number>
void put(QByteArray &bytes, Number number)
{
    const Number little = qToLittleEndian(number);
    bytes.append(reinterpret_cast<const char *>(&little), sizeof(little));
}

/// Takes numbers and texts from the front; says when there are no more.
class BlockReader
{
public:
    explicit BlockReader(QByteArrayView bytes)
        : m_rest(bytes)
    {
    }
    [[nodiscard]] bool isGood() const { return m_isGood; }
    [[nodiscard]] bool atEnd() const { return m_rest.isEmpty(); }

    template <typename Number>
    Number number()
    {
        const QByteArrayView own = take(sizeof(Number));
        return own.isEmpty() ? Number(0) : qFromLittleEndian<Number>(own.data());
    }
    QString text() { return QString::fromUtf8(take(number<quint32>())); }

private:
    QByteArrayView take(qsizetype size)
    {
        m_isGood = m_isGood && size <= m_rest.size();
        if (!m_isGood)
            return {};
        const QByteArrayView own = m_rest.first(size);
        m_rest = m_rest.sliced(size);
        return own;
    }

    QByteArrayView m_rest;
    bool m_isGood = true;
};

} // namespace

// Texts once each, then per entry its time and the places of its texts: 36 bytes an entry.
QByteArray encodeAuditBlock(const QList<AuditKeys> &keys)
{
    QHash<QString, quint16> places;
    QByteArray texts, rows;
    for (const AuditKeys &one : keys) {
        put(rows, one.at);
        for (const QString &text : textsOf(one)) {
            const auto known = places.constFind(text);
            const quint16 place = known != places.cend() ? *known : quint16(places.size());
            if (known == places.cend()) {
                places.insert(text, place);
                const QByteArray utf8 = text.toUtf8();
                put(texts, quint32(utf8.size()));
                texts += utf8;
            }
            put(rows, place);
        }
    }
    QByteArray block;
    put(block, quint32(places.size()));
    put(block, quint32(keys.size()));
    return block + texts + rows;
}

std::optional<QList<AuditKeys>> decodeAuditBlock(QByteArrayView bytes)
{
    BlockReader reader(bytes);
    const auto textsWanted = reader.number<quint32>();
    const auto rows = reader.number<quint32>();
    if (!reader.isGood() || rows > AuditIndex::blockSize || textsWanted > rows * textCount)
        return std::nullopt;
    QList<QString> texts;
    for (quint32 i = 0; i < textsWanted && reader.isGood(); ++i)
        texts.append(reader.text());
    QList<AuditKeys> keys;
    for (quint32 row = 0; row < rows && reader.isGood(); ++row) {
        const auto at = reader.number<qint64>();
        QList<QString> own;
        for (qsizetype i = 0; i < textCount; ++i) {
            const auto place = reader.number<quint16>();
            if (!reader.isGood() || place >= texts.size())
                return std::nullopt;
            own.append(texts[place]);
        }
        keys.append(keysOf(at, own));
    }
    return reader.isGood() && reader.atEnd() ? std::optional(keys) : std::nullopt;
}

static_assert(AuditIndex::blockSize * textCount <= 65536, "a text's place must fit into 16 bits");

/// The file: rows of number, block, digest of the log's entry at its end, and a seal over these and the seal before.
class AuditIndex::File
{
public:
    /// Damaged "database_damaged": it may be made anew. File "index_not_ours" or "index_newer": it may not.
    [[nodiscard]] static Result<std::unique_ptr<File>> open(const QString &path, bool readOnly, const QByteArray &key)
    {
        if (!readOnly) {
            if (const auto made = PosixFile::createExclusive(path);
                !made && fileTrouble(made.error()) != FileTrouble::Exists)
                return failure(made.error());
        }
        // No link, no folder; and closed again before SQLite opens it, whose locks would go with it otherwise.
        TRY(size, PosixFile::openExisting(path, PosixFile::Access::ReadOnly).map([](const PosixFile &there) {
            return there.size();
        }));
        TRY(database, Database::open(path, readOnly));
        std::unique_ptr<File> file(new File(*std::move(database), key));
        TRY_VOID(file->prepare(*size == 0, readOnly, path));
        return file;
    }

    struct Block
    {
        QByteArray keys;
        QByteArray lastDigest;
    };
    /// The block of that number, counted from 0 and asked for in this order; nullopt: there is none to be believed.
    [[nodiscard]] std::optional<Block> read(qint64 number)
    {
        const auto rows
            = m_database->select(QStringLiteral("SELECT keys, last, seal FROM blocks WHERE number = ?"), {number});
        if (!rows || rows->size() != 1)
            return std::nullopt;
        const Block block{rows->first()[0].toByteArray(), rows->first()[1].toByteArray()};
        const QByteArray seal = sealOf(number, block);
        if (rows->first()[2].toByteArray() != seal)
            return std::nullopt;
        m_seal = seal;
        return block;
    }
    /// Number of the entry with which the first block begins; not sealed: blocks are compared with the log.
    [[nodiscard]] bool beginsAt(qint64 first) const
    {
        const auto row = m_database->select(QStringLiteral("SELECT first FROM beginning"));
        return row && row->size() == 1 && row->first().first().toLongLong() == first;
    }
    [[nodiscard]] Result<void> beginAt(qint64 first)
    {
        TRY_VOID(m_database->change(QStringLiteral("UPDATE beginning SET first = ?"), {first}));
        return {};
    }
    /// From that number on. All or nothing.
    [[nodiscard]] Result<void> replaceFrom(qint64 number, const QList<Block> &blocks)
    {
        const QByteArray before = m_seal;
        const auto written = m_database->inTransaction([&]() -> Result<void> {
            TRY_VOID(m_database->change(QStringLiteral("DELETE FROM blocks WHERE number >= ?"), {number}));
            for (const Block &block : blocks) {
                m_seal = sealOf(number, block);
                TRY_VOID(m_database->change(
                    QStringLiteral("INSERT INTO blocks (number, keys, last, seal) VALUES (?, ?, ?, ?)"),
                    {number++, block.keys, block.lastDigest, m_seal}));
            }
            return {};
        });
        if (!written)
            m_seal = before;
        return written;
    }

private:
    File(std::unique_ptr<Database> database, QByteArray key)
        : m_database(std::move(database))
        , m_key(std::move(key))
    {
    }
    [[nodiscard]] Result<void> prepare(bool isNew, bool readOnly, const QString &path)
    {
        if (isNew && !readOnly) {
            return m_database->inTransaction([&]() -> Result<void> {
                for (const QString &statement :
                     {QStringLiteral("CREATE TABLE blocks (number INTEGER PRIMARY KEY, keys BLOB NOT NULL, "
                                     "last BLOB NOT NULL, seal BLOB NOT NULL)"),
                      QStringLiteral("CREATE TABLE beginning (first INTEGER NOT NULL)"),
                      QStringLiteral("INSERT INTO beginning (first) VALUES (1)"),
                      QStringLiteral("PRAGMA application_id = %1").arg(applicationId),
                      QStringLiteral("PRAGMA user_version = %1").arg(version)})
                    TRY_VOID(m_database->change(statement));
                return {};
            });
        }
        TRY(id, m_database->select(QStringLiteral("PRAGMA application_id")));
        if (id->isEmpty() || id->first().first().toInt() != applicationId)
            return failure(ErrorKind::File, "index_not_ours", path);
        TRY(found, m_database->userVersion());
        if (*found > version)
            return failure(ErrorKind::File, "index_newer", path);
        if (*found < version)
            return failure(ErrorKind::Damaged, "database_damaged", path);
        if (!m_database->select(
                QStringLiteral("SELECT number, keys, last, seal, first FROM blocks, beginning LIMIT 0")))
            return failure(ErrorKind::Damaged, "database_damaged", path);
        return {};
    }
    [[nodiscard]] QByteArray sealOf(qint64 number, const Block &block) const
    {
        QByteArray sealed = "muster-audit-index ";
        put(sealed, qint32(version));
        put(sealed, number);
        put(sealed, qint64(block.keys.size()));
        sealed += m_seal + block.lastDigest + block.keys;
        return bytesOf(hmacSha256Hex(m_key, sealed));
    }

    const std::unique_ptr<Database> m_database;
    const QByteArray m_key;
    QByteArray m_seal; ///< Of the last block that was read or written.
};

// Not QtConcurrent::run(): who waits for its future takes the work from the pool and does it on his own thread.
template <typename Work>
auto AuditIndex::give(Work work) -> QFuture<std::invoke_result_t<Work>>
{
    using Answer = std::invoke_result_t<Work>;
    const auto promise = std::make_shared<QPromise<Answer>>();
    promise->start();
    m_hasWorked = true;
    m_worker.start([promise, work = std::move(work)] {
        promise->addResult(withoutThrowing(work));
        promise->finish();
    });
    return promise->future();
}

AuditIndex::AuditIndex(AuditLog &log, QString file, bool readOnly)
    : m_log(log)
    , m_path(std::move(file))
    , m_readOnly(readOnly)
{
    m_worker.setMaxThreadCount(1);
    m_worker.setExpiryTimeout(-1);
}

AuditIndex::~AuditIndex()
{
    m_stop.request_stop();
    // No thread is made only to find nothing to close: there may be no descriptors for one (F104).
    if (m_hasWorked)
        m_worker.start([this] { m_file.reset(); }); // the connection belongs to that thread
    m_worker.waitForDone();
}

void AuditIndex::start()
{
    if (m_isStarted)
        return;
    m_isStarted = true;
    connect(&m_log, &AuditLog::appended, this, &AuditIndex::follow, Qt::DirectConnection);
    connect(&m_log, &AuditLog::removed, this, &AuditIndex::forgetRemoved, Qt::DirectConnection);
    follow();
}

// From the thread that appended: gives the work away and returns.
void AuditIndex::follow()
{
    if (m_isDue.exchange(true))
        return; // the one that waits will see this entry, too
    m_hasWorked = true;
    m_worker.start([this] {
        const auto done = withoutThrowing([this]() -> Result<void> {
            m_isDue = false;
            return catchUp(m_stop.get_token());
        });
        if (!done)
            tell(done.error());
    });
}

// As follow(). What is asked from now on finds nothing of what went, nor what it had told of entries behind it.
void AuditIndex::forgetRemoved(qint64 firstKept)
{
    m_hasWorked = true;
    m_worker.start([this] {
        m_file.reset();
        m_isLoaded = false;
    });
    follow();
    Q_EMIT removed(firstKept);
}

void AuditIndex::tell(const ApiError &error)
{
    QMetaObject::invokeMethod(this, [this, error] {
        m_notice = error;
        if (m_notice->subject.isEmpty())
            m_notice->subject = m_path;
        Q_EMIT noticed();
    });
}

/// One that is damaged is made anew.
Result<std::unique_ptr<AuditIndex::File>> AuditIndex::openFile(const QByteArray &key) const
{
    auto file = File::open(m_path, m_readOnly, key);
    if (file || m_readOnly || file.error().kind != ErrorKind::Damaged)
        return file;
    for (const char *ending : {"-wal", "-shm", ""})
        (void)removeDurably(m_path + QLatin1String(ending));
    return File::open(m_path, m_readOnly, key);
}

// Believes what is sealed with the log's key, stands where the log's own entries stand, and says of one entry of each
// block what the log says of it.
void AuditIndex::load()
{
    const QByteArray key = m_path.isEmpty() ? QByteArray() : m_log.derivedKey("muster-audit-index");
    if (key.isEmpty())
        return;
    auto file = openFile(key);
    if (!file) {
        const bool isNotThere = m_readOnly && fileTrouble(file.error()) == FileTrouble::NotFound;
        if (!isNotThere)
            tell(file.error());
        return;
    }
    m_file = *std::move(file);
    const qint64 first = m_columns.first();
    if (!m_readOnly && !m_file->beginsAt(first)) { // rows that are deleted would stay on the disk for a while
        m_file.reset();
        for (const char *ending : {"-wal", "-shm", ""})
            (void)removeDurably(m_path + QLatin1String(ending));
        if (auto fresh = openFile(key)) {
            m_file = *std::move(fresh);
            if (const auto begun = m_file->beginAt(first); !begun) {
                tell(begun.error());
                m_file.reset();
            }
        } else {
            tell(fresh.error());
        }
        return;
    }
    for (qint64 number = 0; first - 1 + (number + 1) * blockSize <= m_log.count() && !m_stop.stop_requested();
         ++number) {
        const qint64 before = first - 1 + number * blockSize; ///< Number of the entry before the block.
        const auto block = m_file->read(number);
        const auto keys = block ? decodeAuditBlock(block->keys) : std::nullopt;
        if (!keys || keys->size() != blockSize)
            return;
        const qint64 sample = (number * 7919) % blockSize;
        const auto sampled = m_log.readLines(before + 1 + sample, 1);
        const auto last = m_log.readLines(before + blockSize, 1);
        if (!sampled || sampled->isEmpty() || AuditKeys::of(sampled->first()) != keys->at(sample) || !last
            || last->isEmpty()
            || last->first().chopped(std::min<qsizetype>(2, last->first().size())).right(digestLength)
                != block->lastDigest)
            return;
        for (const AuditKeys &one : *keys)
            m_columns.append(one);
        m_indexed = m_columns.last();
    }
}

Result<void> AuditIndex::catchUp(const std::stop_token &stop)
{
    if (!m_isLoaded) {
        m_isLoaded = true;
        m_columns = AuditColumns(m_log.firstKept());
        m_pending.clear();
        load();
    }
    QElapsedTimer sinceTold;
    sinceTold.start();
    QList<File::Block> full;
    qint64 kept = (m_columns.last() - m_columns.first() + 1)
        / blockSize; ///< Number of the first block that is not in the file.
    const auto keep = [&] {
        if (m_file && !m_readOnly && !full.isEmpty()) {
            if (const auto written = m_file->replaceFrom(kept, full); !written) {
                tell(written.error());
                m_file.reset();
            }
        }
        kept += full.size();
        full.clear();
    };
    const qint64 before = m_columns.last();
    Result<void> outcome;
    while (m_columns.last() < m_log.count() && !stop.stop_requested() && !m_stop.stop_requested()) {
        const qint64 room = blockSize - m_pending.size();
        const auto lines = m_log.readLines(m_columns.last() + 1, std::min(chunk, room));
        if (!lines || lines->isEmpty()) {
            outcome = lines ? failure(ErrorKind::File, "io_error", m_log.file()) : failure(lines.error());
            break;
        }
        for (const QByteArray &line : *lines) {
            m_pending.append(AuditKeys::of(line));
            m_columns.append(m_pending.constLast());
        }
        if (m_pending.size() == blockSize) {
            const QByteArray &last = lines->constLast();
            full.append(
                {encodeAuditBlock(m_pending), last.chopped(std::min<qsizetype>(2, last.size())).right(digestLength)});
            m_pending.clear();
        }
        m_indexed = m_columns.last();
        if (full.size() >= blocksAtOnce)
            keep();
        if (sinceTold.elapsed() >= progressInterval) {
            Q_EMIT progressed(m_indexed, m_log.count());
            sinceTold.restart();
        }
    }
    keep();
    if (m_columns.last() > before) {
        if (m_columns.last() == m_log.count())
            Q_EMIT progressed(m_indexed, m_indexed);
        Q_EMIT grew(); // whoever asked for it: others show entries as well
    }
    return outcome;
}

Result<AuditMatches> AuditIndex::matchesOf(const AuditQuery &query, const std::stop_token &stop, qint64 after)
{
    AuditMatches matches;
    TRY_VOID(catchUp(stop));
    const auto isStopped = [&] { return stop.stop_requested() || m_stop.stop_requested(); };
    if (isStopped())
        return matches;
    matches.count = m_columns.last();
    std::vector<quint32> found = m_columns.find(query, after);
    if (!query.text.isEmpty()) {
        const AuditTextFilter filter(query);
        auto kept = found.begin();
        for (auto next = found.begin(); next != found.end();) {
            if (isStopped())
                return matches;
            const qint64 first = *next;
            auto end = next;
            while (end != found.end() && *end < first + chunk)
                ++end;
            TRY(lines, m_log.readLines(first, qint64(*(end - 1)) - first + 1));
            for (; next != end; ++next) {
                if (const qint64 at = *next - first; at < lines->size() && filter.fits((*lines)[at]))
                    *kept++ = *next;
            }
        }
        found.erase(kept, found.end());
    }
    matches.sequences = std::move(found);
    matches.isComplete = true;
    return matches;
}

QFuture<Result<AuditMatches>> AuditIndex::find(AuditQuery query, std::stop_token stop)
{
    start();
    return give([this, query = std::move(query), stop = std::move(stop)] { return matchesOf(query, stop, 0); });
}

QFuture<Result<AuditLines>> AuditIndex::fold(AuditQuery query, std::stop_token stop, qint64 after, quint32 latest)
{
    start();
    return give([this, query = std::move(query), stop = std::move(stop), after, latest]() -> Result<AuditLines> {
        // Those that are shown already, as far as new ones may join them.
        TRY(matches, matchesOf(query, stop, std::max<qint64>(after - AuditLines::foldReach, 0)));
        if (!matches->isComplete)
            return AuditLines{.count = matches->count};
        std::vector<quint32> &found = matches->sequences;
        const auto fresh = std::upper_bound(found.begin(), found.end(), quint32(after));
        std::vector<quint32> shown(found.begin(), fresh);
        found.erase(found.begin(), fresh);
        if (shown.empty() && latest >= m_columns.first())
            shown.push_back(latest);
        AuditLines lines = m_columns.fold(found, shown);
        lines.count = matches->count;
        lines.isComplete = true;
        return lines;
    });
}

QFuture<Result<AuditValues>> AuditIndex::values()
{
    start();
    return give([this]() -> Result<AuditValues> {
        TRY_VOID(catchUp(m_stop.get_token()));
        return AuditValues{m_columns.actors(), m_columns.connections(), m_columns.events(), m_columns.outcomes()};
    });
}

} // namespace muster
