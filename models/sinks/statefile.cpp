// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/sinks/statefile.h"

#include "models/rules/exportorder.h"
#include "models/rules/jsonmembers.h"
#include "models/store/diskaccess.h"
#include "models/store/durablefile.h"

#include <QCryptographicHash>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <algorithm>

namespace muster {

namespace {

// Some 10 ms of a common disk.
constexpr qint64 beginEvery = 4 << 20;

} // namespace

OutputFile::OutputFile(QString finalName, std::size_t initialBuffer, DiskAccess &disk)
    : m_finalName(std::move(finalName))
    , m_disk(disk)
    , m_buffer(initialBuffer)
{
}

QString OutputFile::partialName() const
{
    return ExportFiles::unfinished(m_finalName);
}

Result<void> OutputFile::create()
{
    TRY(file, PosixFile::createExclusive(partialName(), m_disk));
    m_file = std::move(*file);
    return {};
}

Result<void> OutputFile::openLeftover(bool maybeFinished)
{
    TRY_VOID(openAnew(false));
    return m_file || !maybeFinished ? Result<void>() : openAnew(true);
}

Result<void> OutputFile::openFinished()
{
    return openAnew(true);
}

Result<void> OutputFile::openAnew(bool finished)
{
    m_file.reset();
    m_finished = false;
    m_flushed = m_begun = 0;
    m_digest = RunningDigest();
    auto file = PosixFile::openExisting(finished ? m_finalName : partialName(), PosixFile::Access::ReadWrite, m_disk);
    if (!file && fileTrouble(file.error()) != FileTrouble::NotFound)
        return failure(file.error());
    if (file) {
        m_file = std::move(*file);
        m_finished = finished;
    }
    return {};
}

Result<void> OutputFile::drop()
{
    if (!m_file || m_finished)
        return {};
    m_file.reset();
    return removeDurably(partialName(), m_disk);
}

Result<void> OutputFile::flush()
{
    if (m_buffer.size() == 0)
        return {};
    if (!m_file) {
        TRY_VOID(create());
    }
    const std::string_view bytes = m_buffer.view();
    TRY_VOID(m_file->writeAll({bytes.data(), qsizetype(bytes.size())}));
    m_digest.add(bytes);
    m_flushed += qint64(bytes.size());
    m_buffer.cut(0);
    if (m_flushed - m_begun >= beginEvery) {
        startWriting(*m_file, m_begun, m_flushed - m_begun);
        m_begun = m_flushed;
    }
    return {};
}

Result<void> OutputFile::syncData()
{
    return m_file ? m_file->syncData() : Result<void>();
}

Result<void> OutputFile::cutTo(qint64 bytes)
{
    m_buffer.cut(0);
    if (!m_file || m_file->size() == bytes)
        return {};
    return m_file->truncate(bytes);
}

Result<void> OutputFile::readUpTo(qint64 bytes)
{
    while (m_flushed < bytes) {
        const qint64 want = std::min<qint64>(bytes - m_flushed, bufferBytes);
        TRY(part, m_file ? m_file->pread(m_flushed, want) : Result<QByteArray>());
        if (part->size() < want)
            return failure(ErrorKind::Damaged, "file_too_short", m_finalName);
        m_digest.add({part->constData(), std::size_t(part->size())});
        m_flushed += want;
    }
    return {};
}

Result<std::string_view> OutputFile::read(qint64 offset, std::size_t size)
{
    if (offset >= m_flushed) {
        const std::string_view rest = m_buffer.from(std::size_t(offset - m_flushed));
        return rest.substr(0, size);
    }
    // A row never lies on both sides: the buffer is flushed between rows.
    TRY(bytes, m_file->pread(offset, qint64(size)));
    m_readBack = std::move(*bytes);
    return std::string_view(m_readBack.constData(), std::size_t(m_readBack.size()));
}

Result<void> giveName(const QString &from, const QString &to, bool replace, DiskAccess &disk)
{
    const QByteArray old = QFile::encodeName(from), name = QFile::encodeName(to);
    if ((replace ? disk.rename(old, name) : disk.renameToNew(old, name)) != 0)
        return failure(fileError(errno, to));
    return {};
}

Result<void> OutputFile::finish(bool replace)
{
    if (!m_file || m_finished)
        return {};
    TRY_VOID(giveName(partialName(), m_finalName, replace, m_disk));
    m_finished = true;
    return {};
}

namespace {

constexpr std::array<const char *, sinkFileCount> fileNames = {"data", "conflicts", "extras", "quarantined"};
constexpr std::array<std::pair<const char *, qint64 SinkCheckpoint::*>, 7> recordCounters = {{
    {"bytes", &SinkCheckpoint::bytes},
    {"records", &SinkCheckpoint::records},
    {"pages", &SinkCheckpoint::pages},
    {"duplicates", &SinkCheckpoint::duplicates},
    {"conflicts", &SinkCheckpoint::conflicts},
    {"quarantined", &SinkCheckpoint::quarantined},
    {"formulaCells", &SinkCheckpoint::formulaCells},
}};

bool readCount(const QJsonValue &value, qint64 &count)
{
    count = value.toInteger(-1);
    return value.isDouble() && count >= 0;
}

} // namespace

QByteArray sinkRecordToJson(const SinkRecord &record)
{
    const SinkCheckpoint &checkpoint = record.checkpoint;
    JsonWriter json;
    json.beginObject();
    json.member("type", QStringLiteral("page"));
    for (const auto &[name, counter] : recordCounters)
        json.member(name, checkpoint.*counter);
    if (checkpoint.leftOut > 0)
        json.member("leftOut", checkpoint.leftOut);
    json.beginArray("filled");
    for (const qint64 filled : checkpoint.filled)
        json.element(filled);
    json.endArray();
    // A cursor is the server's: any bytes.
    json.member("next", QString::fromLatin1(checkpoint.nextCursor.toBase64()));
    json.member("all", checkpoint.allPagesIn);
    json.beginObject("files");
    for (std::size_t i = 0; i < sinkFileCount; ++i) {
        if (record.marks[i].bytes == 0)
            continue;
        json.beginObject(fileNames[i]);
        json.member("bytes", record.marks[i].bytes);
        json.member("sha256", record.marks[i].sha256);
        json.endObject();
    }
    json.endObject();
    json.endObject();
    return json.bytes();
}

std::optional<SinkRecord> sinkRecordFromJson(const QJsonObject &object)
{
    SinkRecord record;
    for (const auto &[name, counter] : recordCounters) {
        if (!readCount(object.value(QLatin1String(name)), record.checkpoint.*counter))
            return std::nullopt;
    }
    // Only where there are any, and unknown to older files.
    if (const QJsonValue leftOut = object.value(QLatin1String("leftOut"));
        !leftOut.isUndefined() && !readCount(leftOut, record.checkpoint.leftOut))
        return std::nullopt;
    const QJsonArray filled = object.value(QLatin1String("filled")).toArray();
    for (const QJsonValue &value : filled) {
        qint64 count = 0;
        if (!readCount(value, count))
            return std::nullopt;
        record.checkpoint.filled.append(count);
    }
    const auto cursor = QByteArray::fromBase64Encoding(object.value(QLatin1String("next")).toString().toLatin1(),
                                                       QByteArray::AbortOnBase64DecodingErrors);
    const QJsonValue all = object.value(QLatin1String("all"));
    if (!cursor || !all.isBool())
        return std::nullopt;
    record.checkpoint.nextCursor = *cursor;
    record.checkpoint.allPagesIn = all.toBool();
    const QJsonObject files = object.value(QLatin1String("files")).toObject();
    for (std::size_t i = 0; i < sinkFileCount; ++i) {
        const QJsonValue value = files.value(QLatin1String(fileNames[i]));
        if (value.isUndefined())
            continue;
        const QJsonObject file = value.toObject();
        record.marks[i].sha256 = file.value(QLatin1String("sha256")).toString();
        if (!readCount(file.value(QLatin1String("bytes")), record.marks[i].bytes))
            return std::nullopt;
    }
    // The two lengths are written from one value.
    if (record.marks[0].bytes != record.checkpoint.bytes)
        return std::nullopt;
    return record;
}

namespace {

constexpr qint64 stateVersion = 1;
constexpr qint64 rewriteBytes = 1024 * 1024;
constexpr qint64 maxStateBytes = 64 * 1024 * 1024;
constexpr qsizetype lengthDigits = 8;
constexpr qsizetype checkDigits = 16;
constexpr qsizetype prefixBytes = lengthDigits + 1 + checkDigits + 1;

QByteArray checkOf(QByteArrayView json)
{
    const QByteArray copy = QByteArray::fromRawData(json.data(), json.size());
    return QCryptographicHash::hash(copy, QCryptographicHash::Sha256).toHex().left(checkDigits);
}

QByteArray lineOf(const QByteArray &json)
{
    return QByteArray::number(json.size(), 16).rightJustified(lengthDigits, '0') + ' ' + checkOf(json) + ' ' + json
        + '\n';
}

QByteArray headerOf(const QString &runId, const QString &orderDigest)
{
    JsonWriter json;
    json.beginObject();
    json.member("type", QStringLiteral("header"));
    json.member("version", stateVersion);
    json.member("run", runId);
    json.member("order", orderDigest);
    json.endObject();
    return json.bytes();
}

QByteArray marker(const QString &type)
{
    JsonWriter json;
    json.beginObject();
    json.member("type", type);
    json.endObject();
    return lineOf(json.bytes());
}

/// The JSON of the line that `rest` begins with, taken off it; nothing for a line that is torn or does not check.
std::optional<QJsonObject> takeLine(QByteArrayView &rest)
{
    if (rest.size() < prefixBytes || rest[lengthDigits] != ' ' || rest[prefixBytes - 1] != ' ')
        return std::nullopt;
    bool number = false;
    const qint64 length = rest.first(lengthDigits).toByteArray().toLongLong(&number, 16);
    if (!number || length < 2 || length > rest.size() - prefixBytes - 1)
        return std::nullopt;
    const QByteArrayView json = rest.sliced(prefixBytes, length);
    if (rest[prefixBytes + length] != '\n' || checkOf(json) != rest.sliced(lengthDigits + 1, checkDigits))
        return std::nullopt;
    rest = rest.sliced(prefixBytes + length + 1);
    const QJsonDocument document = QJsonDocument::fromJson(json.toByteArray());
    return document.isObject() ? std::optional(document.object()) : std::nullopt;
}

} // namespace

StateFile::StateFile(PosixFile file, QByteArray header, DiskAccess &disk)
    : m_file(std::move(file))
    , m_header(std::move(header))
    , m_disk(&disk)
{
}

Result<StateFile> StateFile::create(const QString &path, const QString &runId, const QString &orderDigest,
                                    DiskAccess &disk)
{
    TRY(file, PosixFile::createExclusive(path, disk));
    StateFile state(*std::move(file), lineOf(headerOf(runId, orderDigest)), disk);
    if (const auto written = state.m_file.writeAll(state.m_header); !written) {
        (void)disk.remove(QFile::encodeName(path));
        return failure(written.error());
    }
    return state;
}

Result<SinkState> StateFile::read(const QString &path, DiskAccess &disk)
{
    TRY(bytes, readWholeFile(path, maxStateBytes, disk));
    auto state = parse(*bytes);
    if (!state)
        state.error().subject = path;
    return state;
}

Result<SinkState> StateFile::parse(QByteArrayView bytes)
{
    SinkState state;
    QByteArrayView rest = bytes;
    const auto header = takeLine(rest);
    if (!header || header->value(QLatin1String("type")).toString() != QLatin1String("header")
        || header->value(QLatin1String("version")).toInteger() != stateVersion)
        return failure(ErrorKind::Damaged, "state_unreadable");
    state.runId = header->value(QLatin1String("run")).toString();
    state.orderDigest = header->value(QLatin1String("order")).toString();
    state.goodBytes = bytes.size() - rest.size();
    qsizetype synced = 0;
    while (const auto line = takeLine(rest)) {
        const QString type = line->value(QLatin1String("type")).toString();
        if (type == QLatin1String("page")) {
            const auto record = sinkRecordFromJson(*line);
            if (!record)
                break;
            state.records.append(*record);
        } else if (type == QLatin1String("synced")) {
            synced = state.records.size();
        } else if (type == QLatin1String("damaged")) {
            state.records.resize(synced);
        } else {
            break;
        }
        state.goodBytes = bytes.size() - rest.size();
    }
    return state;
}

Result<StateFile> StateFile::reopen(const QString &path, const SinkState &state, DiskAccess &disk)
{
    TRY(file, PosixFile::openExisting(path, PosixFile::Access::ReadWrite, disk));
    StateFile reopened(*std::move(file), lineOf(headerOf(state.runId, state.orderDigest)), disk);
    // Written anew: checkpoints that did not prove true must not come back.
    for (const SinkRecord &record : state.records.last(std::min<qsizetype>(state.records.size(), recentPages)))
        reopened.remember(lineOf(sinkRecordToJson(record)));
    reopened.m_recentSynced = reopened.m_recent.size();
    if (!reopened.m_recent.isEmpty())
        reopened.m_syncedPage = reopened.m_recent.last();
    TRY_VOID(reopened.rewrite());
    return reopened;
}

Result<void> StateFile::append(const SinkRecord &record)
{
    const QByteArray line = lineOf(sinkRecordToJson(record));
    TRY_VOID(appendLine(line));
    remember(line);
    return {};
}

void StateFile::remember(const QByteArray &line)
{
    m_recent.append(line);
    if (m_recent.size() <= recentPages)
        return;
    m_recent.removeFirst();
    m_recentSynced = std::max<qsizetype>(m_recentSynced - 1, 0);
}

Result<void> StateFile::appendLine(const QByteArray &line)
{
    const qint64 before = m_file.size();
    auto written = m_file.writeAll(line);
    if (!written)
        (void)m_file.truncate(before); // a torn line would be found as well
    return written;
}

Result<void> StateFile::sync()
{
    TRY_VOID(m_file.syncData());
    if (m_file.size() > rewriteBytes) {
        TRY_VOID(rewrite());
    }
    m_recentSynced = m_recent.size();
    if (!m_recent.isEmpty())
        m_syncedPage = m_recent.last();
    return appendLine(marker(QStringLiteral("synced")));
}

void StateFile::markDamaged()
{
    (void)appendLine(marker(QStringLiteral("damaged")));
}

Result<void> StateFile::rewrite()
{
    QByteArray bytes = m_header;
    const QByteArray synced = marker(QStringLiteral("synced"));
    if (m_recentSynced == 0 && !m_syncedPage.isEmpty())
        bytes += m_syncedPage + synced;
    for (qsizetype i = 0; i < m_recent.size(); ++i) {
        bytes += m_recent[i];
        if (i + 1 == m_recentSynced)
            bytes += synced;
    }
    const QString path = m_file.path();
    TRY_VOID(writeFileDurably(path, bytes, Existing::Replace, *m_disk));
    TRY(file, PosixFile::openExisting(path, PosixFile::Access::ReadWrite, *m_disk));
    m_file = *std::move(file);
    return {};
}

namespace {

constexpr qint64 maxManifestBytes = 4 * 1024 * 1024;

constexpr std::array<std::pair<const char *, qint64 SinkCheckpoint::*>, 7> counters = {{
    {"bytes", &SinkCheckpoint::bytes},
    {"rows", &SinkCheckpoint::records},
    {"pages", &SinkCheckpoint::pages},
    {"duplicates", &SinkCheckpoint::duplicates},
    {"conflicts", &SinkCheckpoint::conflicts},
    {"quarantined", &SinkCheckpoint::quarantined},
    {"formulaCells", &SinkCheckpoint::formulaCells},
}};

QJsonArray sideFiles(const ExportFiles &names, const SinkRecord &record)
{
    const std::array<QString, sinkFileCount> all
        = {names.target, names.conflicts(), names.extras(), names.quarantined()};
    QJsonArray side;
    for (std::size_t i = 1; i < sinkFileCount; ++i) {
        if (record.marks[i].bytes > 0)
            side.append(QFileInfo(all[i]).fileName());
    }
    return side;
}

QJsonObject treatedColumns(const ExportOrder &order)
{
    QJsonObject columns;
    for (const TreatedColumn &one : order.treated) {
        QJsonObject how{{QStringLiteral("treatment"), keyOf(one.treatment)}};
        if (one.treatment == ColumnTreatment::Pseudonym)
            how.insert(QStringLiteral("keyId"), order.pseudonymKey);
        columns.insert(one.column, how);
    }
    return columns;
}

} // namespace

QByteArray manifestJson(const FrozenExportOrder &order, const QString &runId, const SinkRecord &record,
                        const QJsonObject &facts)
{
    const ExportOrder &asked = order.order;
    QJsonArray columns = {QStringLiteral("contactId")};
    QJsonObject filled;
    for (qsizetype i = 0; i < asked.query.attributes.size(); ++i) {
        columns.append(asked.query.attributes[i]);
        filled.insert(asked.query.attributes[i], record.checkpoint.filled.value(i));
    }
    QJsonObject manifest{
        {QStringLiteral("version"), 1},
        {QStringLiteral("file"), QFileInfo(asked.targetFile).fileName()},
        {QStringLiteral("columns"), columns},
        {QStringLiteral("sha256"), record.marks[0].sha256},
        {QStringLiteral("orderDigest"), order.digest},
        {QStringLiteral("runId"), runId},
        {QStringLiteral("segmentId"), asked.query.segmentId},
        {QStringLiteral("segmentName"), asked.segmentName},
        {QStringLiteral("format"), keyOf(asked.format)},
        {QStringLiteral("textProfile"), keyOf(asked.textProfile)},
        {QStringLiteral("filled"), filled},
        {QStringLiteral("sideFiles"), sideFiles(ExportFiles(asked.targetFile), record)},
        {QStringLiteral("facts"), facts},
    };
    for (const auto &[name, counter] : counters)
        manifest.insert(QLatin1String(name), record.checkpoint.*counter);
    if (record.checkpoint.leftOut > 0)
        manifest.insert(QStringLiteral("leftOut"), record.checkpoint.leftOut);
    if (asked.byteOrderMark)
        manifest.insert(QStringLiteral("byteOrderMark"), true);
    if (!asked.treated.isEmpty())
        manifest.insert(QStringLiteral("treated"), treatedColumns(asked));
    return QJsonDocument(manifest).toJson(QJsonDocument::Indented);
}

std::optional<SinkRecord> readManifest(const QString &path, const FrozenExportOrder &order, const QString &runId,
                                       DiskAccess &disk)
{
    const auto bytes = readWholeFile(path, maxManifestBytes, disk);
    if (!bytes)
        return std::nullopt;
    const QJsonObject manifest = QJsonDocument::fromJson(*bytes).object();
    if (manifest.value(QLatin1String("runId")).toString() != runId
        || manifest.value(QLatin1String("orderDigest")).toString() != order.digest)
        return std::nullopt;
    SinkRecord record;
    for (const auto &[name, counter] : counters) {
        record.checkpoint.*counter = manifest.value(QLatin1String(name)).toInteger(-1);
        if (record.checkpoint.*counter < 0)
            return std::nullopt;
    }
    record.checkpoint.leftOut = std::max<qint64>(0, manifest.value(QLatin1String("leftOut")).toInteger());
    const QJsonObject filled = manifest.value(QLatin1String("filled")).toObject();
    for (const QString &attribute : order.order.query.attributes) {
        const qint64 count = filled.value(attribute).toInteger();
        record.checkpoint.filled.append(std::clamp<qint64>(count, 0, record.checkpoint.records));
    }
    record.checkpoint.allPagesIn = true;
    record.marks[0] = {record.checkpoint.bytes, manifest.value(QLatin1String("sha256")).toString()};
    return record;
}

} // namespace muster
