// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/codec/cxoneextractioncodec.h"

#include "network/codec/cxonepeoplecodec.h"
#include "network/codec/recordpagedecoder.h"
#include "network/codec/strictjson.h"
#include "network/codec/verbatimjson.h"
#include "network/wire/rowsplitter.h"
#include "network/wire/segmentcondition.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>

namespace muster {

namespace {

using ExtractionState = CxoneExtractionState;

constexpr qsizetype longestJobId = 128;
constexpr std::size_t longestColumn = 256; // of a name, in bytes: an extra repeats it in each record
constexpr qsizetype mostArena = 256 << 20;

bool isExtractionId(const QString &id)
{
    const auto isPlain = [](QChar c) {
        return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || c == u'-'
            || c == u'_';
    };
    return !id.isEmpty() && id.size() <= longestJobId && std::ranges::all_of(id, isPlain);
}

QString extractionIdIn(JsonReader &reader, const QJsonObject &object, const QString &path)
{
    QString id = reader.nonEmptyText(object, path, "id");
    if (!isExtractionId(id))
        reader.note(memberPath(path, "id"), QStringLiteral("not_id"));
    return id;
}

ExtractionState extractionStateIn(JsonReader &reader, const QJsonObject &object, const QString &path)
{
    const auto state = valueOf<ExtractionState>(reader.nonEmptyText(object, path, "status"));
    if (!state)
        reader.note(memberPath(path, "status"), QStringLiteral("unknown_status"));
    return state.value_or(ExtractionState::Running);
}

ApiError tableFault(std::size_t row)
{
    return {.kind = ErrorKind::BrokenBody, .code = QStringLiteral("extraction_table"), .detail = QString::number(row)};
}

/// One table on its way to a page. Not reusable.
class TableReading
{
public:
    TableReading(const SegmentQuery &query, const CxoneTableColumns &columns)
        : m_query(query)
        , m_columns(columns)
        , m_splitter(',')
    {
        m_page.columnCount = static_cast<std::size_t>(query.attributes.size());
    }

    [[nodiscard]] Result<RecordPage> read(QByteArray body)
    {
        m_at = body.data(); // a copy of our own: cells with doubled quotes are made shorter in their place
        m_end = m_at + body.size();
        if (body.startsWith("\xEF\xBB\xBF"))
            m_at += 3;
        TRY(header, nextRow());
        if (!*header)
            return std::move(m_page);
        TRY_VOID(readHeader());
        for (;;) {
            TRY(row, nextRow());
            if (!*row)
                return std::move(m_page);
            if (m_page.receivedCount == RecordPageDecoder::maxRows)
                return failure(ErrorKind::LimitExceeded, "page_rows", m_query.segmentId);
            if (m_splitter.cells().size() != m_width)
                return failure(tableFault(m_row));
            takeRow();
            if (m_page.arena.size() > mostArena)
                return failure(ErrorKind::LimitExceeded, "page_bytes", m_query.segmentId);
            ++m_page.receivedCount;
        }
    }

private:
    /// To the splitter's cells; false: there is no more. Rows without any text are passed over.
    [[nodiscard]] Result<bool> nextRow()
    {
        for (;;) {
            ++m_row;
            const RowSplitter::Step step = m_splitter.next(m_at, m_end, true);
            if (step == RowSplitter::Step::End)
                return false;
            if (step != RowSplitter::Step::Row)
                return failure(tableFault(m_row));
            m_at += m_splitter.consumed();
            m_splitter.unquote();
            if (m_splitter.cells().size() > 1 || !m_splitter.cells().front().empty())
                return true;
        }
    }

    [[nodiscard]] Result<void> readHeader()
    {
        m_width = m_splitter.cells().size();
        QStringList names;
        for (const std::string_view cell : m_splitter.cells()) {
            if (cell.size() > longestColumn)
                return failure(tableFault(m_row));
            names.append(QString::fromUtf8(cell.data(), static_cast<qsizetype>(cell.size())).trimmed());
        }
        const auto place = [&names](const QString &name) -> Result<std::size_t> {
            const qsizetype at = names.indexOf(name);
            if (at < 0 || names.lastIndexOf(name) != at)
                return failure(ErrorKind::UnexpectedShape, "extraction_column", name);
            return static_cast<std::size_t>(at);
        };
        TRY(id, place(m_columns.id));
        m_id = *id;
        for (const QString &attribute : m_query.attributes) {
            TRY(at, place(attribute));
            m_asked.push_back(*at);
        }
        for (const SegmentFilter &filter : m_query.filters) {
            TRY(at, place(filter.attribute));
            m_filters.push_back(
                {*at, SegmentCondition::of(AttributeType::String, filter.op, filter.value.toStdString())});
        }
        for (qsizetype at = 0; at < names.size(); ++at) {
            if (names[at].isEmpty() || names[at] == m_columns.id || m_columns.known.contains(names[at])
                || m_query.attributes.contains(names[at]) || names.indexOf(names[at]) != at)
                continue;
            std::string key;
            appendJsonString(key, names[at].toStdString());
            m_extras.push_back({static_cast<std::size_t>(at), key + ':'});
        }
        return {};
    }

    [[nodiscard]] RecordCell kept(std::string_view text, RecordCell::Kind kind)
    {
        const RecordCell cell{static_cast<std::uint32_t>(m_page.arena.size()), static_cast<std::uint32_t>(text.size()),
                              kind};
        m_page.arena.append(text.data(), static_cast<qsizetype>(text.size()));
        return cell;
    }

    [[nodiscard]] bool passes() const
    {
        return std::ranges::all_of(m_filters, [this](const Filter &filter) {
            const std::string_view cell = m_splitter.cells()[filter.column];
            return filter.condition
                && (cell.empty() ? filter.condition->holdsForNone() : filter.condition->holdsFor(cell));
        });
    }

    void takeRow()
    {
        const std::vector<std::string_view> &cells = m_splitter.cells();
        if (const char *fault = recordIdFault(cells[m_id])) {
            m_page.quarantined.push_back(
                {static_cast<std::uint32_t>(m_page.receivedCount), QString::fromLatin1(fault)});
            return;
        }
        if (!passes()) {
            ++m_page.leftOutCount;
            return;
        }
        m_page.ids.push_back(kept(cells[m_id], RecordCell::Kind::Text));
        // A table does not tell an empty value from none.
        for (const std::size_t column : m_asked)
            m_page.cells.push_back(cells[column].empty() ? RecordCell() : kept(cells[column], RecordCell::Kind::Text));
        std::string extra;
        for (const Extra &column : m_extras) {
            if (cells[column.column].empty())
                continue;
            if (!extra.empty())
                extra += ',';
            extra += column.key;
            appendJsonString(extra, cells[column.column]);
        }
        if (extra.empty() && m_page.extra.empty())
            return;
        m_page.extra.resize(m_page.ids.size());
        m_page.extra.back() = kept(extra, RecordCell::Kind::Json);
    }

    struct Filter
    {
        std::size_t column = 0;
        std::optional<SegmentCondition> condition; ///< nullopt: nothing fits.
    };
    struct Extra
    {
        std::size_t column = 0;
        std::string key; ///< As a member's name in JSON, colon included.
    };

    const SegmentQuery &m_query;
    const CxoneTableColumns &m_columns;
    RowSplitter m_splitter;
    char *m_at = nullptr;
    const char *m_end = nullptr;
    std::size_t m_row = 0; ///< From 1, the header included.
    std::size_t m_width = 0, m_id = 0;
    std::vector<std::size_t> m_asked;
    std::vector<Filter> m_filters;
    std::vector<Extra> m_extras;
    RecordPage m_page;
};

class CxoneTableDecoder final : public PageDecoder
{
public:
    CxoneTableDecoder(SegmentQuery query, CxoneTableColumns columns)
        : m_query(std::move(query))
        , m_columns(std::move(columns))
    {
    }

    [[nodiscard]] Result<RecordPage> decode(const RawPage &raw) const override
    {
        const auto place = CxonePlace::fromCursor(raw.asked, m_query.segmentId);
        if (!place || place->source.kind != CxoneSource::Kind::RecordedInteractions)
            return failure(ErrorKind::BadInput, "invalid_continuation_token", m_query.segmentId);
        if (raw.body.size() > RecordPageDecoder::maxBytes)
            return failure(ErrorKind::LimitExceeded, "page_bytes", m_query.segmentId);
        if (raw.body.left(64).trimmed().startsWith('<'))
            return failure(ErrorKind::NotFromApi, "markup");
        if (!raw.body.isValidUtf8())
            return failure(ErrorKind::BrokenBody, "invalid_utf8");
        TRY(page, TableReading(m_query, m_columns).read(raw.body));
        page->nextCursor = place->nextDay();
        return page;
    }

private:
    const SegmentQuery m_query;
    const CxoneTableColumns m_columns;
};

} // namespace

QByteArray cxoneExtractionBody(const QString &version, const QDate &first, const QDate &end)
{
    const QJsonObject body{{QStringLiteral("entityName"), QStringLiteral("recording-interaction-metadata")},
                           {QStringLiteral("version"), version},
                           {QStringLiteral("startDate"), first.toString(Qt::ISODate)},
                           {QStringLiteral("endDate"), end.toString(Qt::ISODate)}};
    return QJsonDocument(body).toJson(QJsonDocument::Compact);
}

Result<QString> readCxoneExtractionBegun(const QByteArray &body)
{
    if (const char *foreign = foreignBody(body))
        return failure(ErrorKind::NotFromApi, foreign);
    if (auto fault = StrictJson(body).fault())
        return failure(*std::move(fault));
    // QJson reads no text that stands alone.
    const QString id = QJsonDocument::fromJson('[' + body + ']').array().at(0).toString();
    JsonReader reader;
    if (!isExtractionId(id))
        reader.note(QStringLiteral("jobId"), QStringLiteral("not_id"));
    if (reader.fault())
        return failure(*reader.fault());
    return id;
}

Result<CxoneExtractionJob> readCxoneExtraction(const QByteArray &body)
{
    TRY(object, parseObject(body));
    JsonReader reader;
    const QString path = QStringLiteral("jobStatus");
    const QJsonValue inner = object->value(path);
    if (!inner.isObject())
        reader.note(path, inner.isUndefined() ? QStringLiteral("missing") : QStringLiteral("not_object"));
    const QJsonObject status = inner.toObject();
    CxoneExtractionJob job{.id = extractionIdIn(reader, status, path),
                           .state = extractionStateIn(reader, status, path)};
    const QJsonValue result = status.value(QStringLiteral("result"));
    const QString resultPath = memberPath(path, "result");
    if (!result.isObject() && !result.isUndefined() && !result.isNull())
        reader.note(resultPath, QStringLiteral("not_object"));
    job.link = reader.optionalText(result.toObject(), resultPath, "url").toUtf8();
    job.words = reader.optionalText(result.toObject(), resultPath, "errorMessage").left(mostWords);
    if (reader.fault())
        return failure(*reader.fault());
    return job;
}

Result<QList<CxoneExtractionJob>> readCxoneExtractions(const QByteArray &body)
{
    if (body.isEmpty())
        return QList<CxoneExtractionJob>();
    return readList<CxoneExtractionJob>(body, "jobs",
                                        [](JsonReader &reader, const QJsonObject &job, const QString &path) {
                                            return CxoneExtractionJob{.id = extractionIdIn(reader, job, path),
                                                                      .state = extractionStateIn(reader, job, path)};
                                        });
}

std::shared_ptr<const PageDecoder> cxoneTableDecoder(const SegmentQuery &query, const CxoneTableColumns &columns)
{
    return std::make_shared<CxoneTableDecoder>(query, columns);
}

} // namespace muster
