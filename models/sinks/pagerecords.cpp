// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/sinks/pagerecords.h"

#include "models/rules/jsonmembers.h"
#include "models/sinks/csvrows.h"
#include "models/sinks/rowscanner.h"
#include "models/store/diskaccess.h"
#include "models/store/posixfile.h"
#include "network/codec/strictjson.h"
#include "network/codec/verbatimjson.h"

#include <QCryptographicHash>
#include <string>
#include <string_view>

namespace muster {

namespace {

constexpr qint64 mostBytes = 1LL << 50;
constexpr QByteArrayView extrasName(",\"extras\":");

void describe(JsonMembers &members, RecordsPart &part)
{
    members.member("offset", part.offset, 0, mostBytes);
    members.member("bytes", part.bytes, 0, RowScanner::maxRowBytes);
    members.member("sha256", part.sha256);
    members.member("records", part.records, 0, mostBytes);
    members.member("tooLarge", part.tooLarge, 0, mostBytes);
}

QString digestOf(QByteArrayView bytes)
{
    return QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
}

std::string_view viewOf(QByteArrayView bytes)
{
    return {bytes.data(), std::size_t(bytes.size())};
}

std::string_view viewOf(const QByteArray &bytes)
{
    return viewOf(QByteArrayView(bytes));
}

/// Without what nobody asked for, which stands last: {"contactId":..,"attributes":{..},"extras":{..}}.
std::optional<QByteArray> withoutExtras(QByteArrayView line)
{
    if (StrictJson(line).fault() || line.isEmpty() || line.front() != '{')
        return std::nullopt;
    JsonCursor cursor(line);
    cursor.enter();
    for (const QLatin1String name : {QLatin1String("contactId"), QLatin1String("attributes")}) {
        if (!cursor.nextItem() || cursor.name() != name)
            return std::nullopt;
        cursor.skip();
    }
    if (!cursor.nextItem())
        return line.toByteArray();
    if (cursor.name() != QLatin1String("extras"))
        return std::nullopt;
    const QByteArrayView kept = line.first(cursor.offset());
    if (!kept.endsWith(extrasName))
        return std::nullopt;
    return kept.chopped(extrasName.size()).toByteArray() + '}';
}

} // namespace

QByteArray RecordsPart::json() const
{
    return canonicalJson(*this, describe);
}

std::optional<RecordsPart> RecordsPart::parse(const QByteArray &json)
{
    RecordsPart part;
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    return memberFault(object, part, describe).isEmpty() ? std::optional(part) : std::nullopt;
}

Result<QByteArray> PageRecords::read(qint64 offset, qint64 bytes, const QString &sha256) const
{
    const ExportFiles files(m_order.targetFile);
    bool isThere = false;
    // In this order, so that a file that gets its name meanwhile is found under one of both.
    for (const QString &name : {files.partial(), files.target}) {
        const auto file = PosixFile::openExisting(name, PosixFile::Access::ReadOnly);
        if (!file) {
            const FileTrouble trouble = fileTrouble(file.error());
            if (trouble == FileTrouble::NotFound)
                continue;
            if (trouble != FileTrouble::IsLink && trouble != FileTrouble::NotAFile)
                return failure(file.error());
            isThere = true;
            continue;
        }
        isThere = true;
        TRY(content, file->pread(offset, bytes));
        if (content->size() == bytes && (sha256.isEmpty() || digestOf(*content) == sha256))
            return *std::move(content);
    }
    return isThere ? failure(ErrorKind::Damaged, "records_changed", files.target)
                   : failure(ErrorKind::File, "records_gone", files.target);
}

std::optional<QByteArray> PageRecords::element(QByteArrayView row) const
{
    if (rowFormat(m_order.format) == FileFormat::JsonLines)
        return withoutExtras(row.chopped(1));
    const auto cells = CsvReader(row, m_order.textProfile).next();
    const QStringList &names = m_order.query.attributes;
    if (!cells || !*cells || (*cells)->size() != std::size_t(names.size()) + 1)
        return std::nullopt;
    std::string json("{\"contactId\":");
    appendJsonString(json, (*cells)->front().value_or(std::string()));
    json += ",\"attributes\":{";
    bool isFirst = true;
    for (qsizetype i = 0; i < names.size(); ++i) {
        const CsvReader::Cell &cell = (**cells)[std::size_t(i) + 1];
        if (!cell)
            continue;
        if (!std::exchange(isFirst, false))
            json += ',';
        appendJsonString(json, viewOf(names[i].toUtf8()));
        json += ':';
        appendJsonString(json, *cell);
    }
    json += "}}";
    return QByteArray::fromStdString(json);
}

Result<QList<RecordsPart>> PageRecords::parts(qint64 from, qint64 to) const
{
    if (from == to)
        return QList<RecordsPart>{{.offset = from, .bytes = 0, .sha256 = digestOf({})}};
    TRY(content, read(from, to - from, {}));
    QList<RecordsPart> parts;
    qsizetype start = 0, at = 0, size = 0;
    RecordsPart part{.offset = from};
    const auto end = [&] {
        part.bytes = at - start;
        part.sha256 = digestOf(QByteArrayView(*content).sliced(start, part.bytes));
        parts.append(part);
        part = {.offset = from + at};
        start = at;
        size = 0;
    };
    while (at < content->size()) {
        const QByteArrayView rest = QByteArrayView(*content).sliced(at);
        const auto length = qsizetype(RowScanner::rowLength(viewOf(rest), rowFormat(m_order.format)));
        const auto json = length > 0 ? element(rest.first(length)) : std::nullopt;
        if (!json)
            return failure(ErrorKind::Damaged, "records_changed", m_order.targetFile);
        const qsizetype more = json->size() + 1; // the comma or bracket
        const bool isTooLarge = more >= maxNoticeRecords;
        if (!isTooLarge && size + more >= maxNoticeRecords)
            end();
        ++(isTooLarge ? part.tooLarge : part.records);
        size += isTooLarge ? 0 : more;
        at += length;
    }
    end();
    return parts;
}

Result<QByteArray> PageRecords::records(const RecordsPart &part) const
{
    if (part.bytes == 0)
        return QByteArray("[]");
    TRY(content, read(part.offset, part.bytes, part.sha256));
    QByteArray json("[");
    for (QByteArrayView rest(*content); !rest.isEmpty();) {
        const auto length = qsizetype(RowScanner::rowLength(viewOf(rest), rowFormat(m_order.format)));
        const auto one = length > 0 ? element(rest.first(length)) : std::nullopt;
        if (!one)
            return failure(ErrorKind::Damaged, "records_changed", m_order.targetFile);
        rest = rest.sliced(length);
        if (one->size() + 1 >= maxNoticeRecords)
            continue;
        if (json.size() > 1)
            json += ',';
        json += *one;
    }
    return json + ']';
}

QByteArray withRecords(const QByteArray &notice, const QByteArray &records)
{
    Q_ASSERT(notice.endsWith('}'));
    return notice.chopped(1) + ",\"contacts\":" + records + '}';
}

} // namespace muster
