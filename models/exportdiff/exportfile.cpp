// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/exportdiff/exportfile.h"

#include "models/rules/foreignformat.h"
#include "models/rules/spreadsheetcells.h"
#include "models/sources/tablereader.h"
#include "models/store/diskaccess.h"
#include "models/store/durablefile.h"
#include "models/store/runningdigest.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <map>
#include <optional>
#include <simdjson.h>
#include <vector>

namespace muster {

namespace {

/// What an export may hold, more than what people bring: its cells are those of a service.
constexpr TableLimits exportLimits{.columns = 10'000, .cellBytes = 16 * 1024 * 1024, .rowBytes = 64 * 1024 * 1024};
constexpr qint64 maxManifestBytes = 4 * 1024 * 1024;

Result<void> unlessStopped(const std::stop_token &stop)
{
    return stop.stop_requested() ? Result<void>(failure(ErrorKind::Cancelled)) : Result<void>();
}

QString text(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), qsizetype(utf8.size()));
}

/// Length and digest of a file, read to its end.
Result<QString> digestOf(const QString &path, const FileProgress &progress, const std::stop_token &stop)
{
    TRY(device, openOutsideFile(path, QIODevice::ReadOnly | QIODevice::Unbuffered));
    RunningDigest digest;
    std::vector<char> piece(SourceText::pieceBytes);
    for (qint64 read = 0;;) {
        TRY_VOID(unlessStopped(stop));
        const qint64 got = (*device)->read(piece.data(), qint64(piece.size()));
        if (got < 0)
            return failure(ErrorKind::File, "not_readable", path);
        if (got == 0)
            return digest.hex();
        digest.add({piece.data(), std::size_t(got)});
        read += got;
        progress(std::min(1.0, double(read) / double(std::max<qint64>(1, (*device)->size()))));
    }
}

/// Takes what the manifest beside `file` says; false: there is none.
Result<bool> takeManifest(ExportFile &file, const FileProgress &progress, const std::stop_token &stop)
{
    const QString name = ExportFiles(file.path).manifest();
    const auto bytes = readWholeFile(name, maxManifestBytes);
    if (!bytes && fileTrouble(bytes.error()) == FileTrouble::NotFound)
        return false;
    if (!bytes)
        return failure(bytes.error());
    const QJsonObject manifest = QJsonDocument::fromJson(*bytes).object();
    const auto format = valueOf<FileFormat>(manifest[u"format"].toString());
    const auto profile = valueOf<TextProfile>(manifest[u"textProfile"].toString());
    const qint64 size = manifest[u"bytes"].toInteger(-1);
    for (const QJsonValue &column : manifest[u"columns"].toArray())
        file.columns.append(column.toString());
    file.sha256 = manifest[u"sha256"].toString();
    if (!format || !profile || size < 0 || file.columns.isEmpty() || file.sha256.size() != 64)
        return failure(ErrorKind::Damaged, "export_manifest_unreadable", name);
    const qint64 found = QFileInfo(file.path).size();
    if (found < size)
        return failure(ErrorKind::Damaged, "export_incomplete", file.path);
    TRY(digest, digestOf(file.path, progress, stop));
    if (found > size || *digest != file.sha256)
        return failure(ErrorKind::Damaged, "export_changed", file.path);
    file.format = *format;
    file.textProfile = *profile;
    file.segmentName = manifest[u"segmentName"].toString();
    file.treated = manifest[u"treated"].toObject();
    file.hasManifest = true;
    return true;
}

/// The first and the last two bytes of a file, looked at together.
struct Ends
{
    char first = '\0';
    bool hasByteOrderMark = false;
    bool hasLineEnd = false;
};

Result<Ends> endsOf(const QString &path)
{
    TRY(device, openOutsideFile(path));
    Ends ends;
    TRY_VOID(refusePacked((*device)->peek(foreignHeadBytes), path)); // a workbook is an export, but none to be read
    const QByteArray head = (*device)->peek(64);
    ends.hasByteOrderMark = head.startsWith("\xEF\xBB\xBF");
    if (const auto at
        = std::find_if(head.begin(), head.end(), [](char c) { return uchar(c) > ' ' && uchar(c) < 0x80; });
        at != head.end())
        ends.first = *at;
    const qint64 size = (*device)->size();
    if ((*device)->seek(std::max<qint64>(0, size - 2))) {
        const QByteArray tail = (*device)->read(2); // two, because UTF-16 may have a zero behind
        ends.hasLineEnd = tail.contains('\n') || tail.contains('\r');
    }
    return ends;
}

/// The lines of a JSON Lines export: what SourceText gives, cut at line feeds.
class ExportLines
{
public:
    explicit ExportLines(std::unique_ptr<QIODevice> device)
        : m_text(std::move(device), SourceEncoding::Utf8)
    {
    }

    /// The next line without its end, readable for simdjson's padding behind it; nothing at the end.
    [[nodiscard]] Result<std::optional<std::string_view>> next()
    {
        for (;;) {
            const std::string_view rest(m_bytes.data() + m_at, m_bytes.size() - m_at);
            const std::size_t end = rest.find('\n', m_searched);
            if (end != rest.npos || (m_isLast && !rest.empty())) {
                const std::string_view line = rest.substr(0, end);
                m_at += std::min(rest.size(), line.size() + 1);
                m_searched = 0;
                ++m_number;
                if (line.find_first_not_of(" \t\r") != line.npos)
                    return line;
                continue;
            }
            if (m_isLast)
                return m_text.atDamage() ? wrong("csv_not_text")
                                         : Result<std::optional<std::string_view>>(std::nullopt);
            if (rest.size() > exportLimits.rowBytes)
                return wrong("csv_row_too_long");
            m_searched = rest.size();
            m_bytes.erase(m_bytes.begin(), m_bytes.begin() + std::ptrdiff_t(m_at));
            m_at = 0;
            TRY(more, m_text.append(m_bytes));
            m_isLast = !*more;
            m_bytes.reserve(m_bytes.size() + simdjson::SIMDJSON_PADDING);
        }
    }
    [[nodiscard]] std::size_t readable(std::string_view line) const
    {
        return std::size_t(m_bytes.data() + m_bytes.capacity() - line.data());
    }
    [[nodiscard]] qint64 number() const { return m_number; }
    [[nodiscard]] double share() const { return m_text.share(); }
    [[nodiscard]] QString digest() const { return m_text.digest().hex(); }

private:
    [[nodiscard]] Result<std::optional<std::string_view>> wrong(const char *code) const
    {
        return failure(ErrorKind::BadInput, code, QStringLiteral("%1:1").arg(m_number + 1));
    }

    SourceText m_text;
    std::vector<char> m_bytes;
    std::size_t m_at = 0;
    std::size_t m_searched = 0; ///< So far behind m_at there is no line feed.
    qint64 m_number = 0;
    bool m_isLast = false;
};

std::string_view trimmed(std::string_view token)
{
    const std::size_t end = token.find_last_not_of(" \t\r\n");
    return token.substr(0, end == token.npos ? 0 : end + 1);
}

/// The members of a line as JsonLinesWriter makes them: {"contactId":...,"attributes":{...},"extras":{...}}. Members
/// that nobody asked for are passed over.
class ExportLineParser
{
public:
    struct Member
    {
        std::string_view name, value;
    };
    /// False: it is no such line. The members are valid until the next call.
    [[nodiscard]] bool parse(std::string_view line, std::size_t readable)
    {
        m_members.clear();
        m_id = {};
        simdjson::ondemand::object object;
        if (m_parser.iterate(simdjson::padded_string_view(line.data(), line.size(), readable)).get(m_document)
            || m_document.get_object().get(object))
            return false;
        bool hasAttributes = false;
        for (auto field : object) {
            std::string_view name;
            simdjson::ondemand::value value;
            if (field.unescaped_key().get(name) || field.value().get(value))
                return false;
            if (name == "contactId") {
                if (!token(value, m_id))
                    return false;
            } else if (name == "attributes") {
                if (!takeAttributes(value))
                    return false;
                hasAttributes = true;
            }
        }
        return hasAttributes && !m_id.empty() && m_document.current_location().error() == simdjson::OUT_OF_BOUNDS;
    }
    [[nodiscard]] std::string_view id() const { return m_id; }
    [[nodiscard]] const std::vector<Member> &members() const { return m_members; }

private:
    [[nodiscard]] bool takeAttributes(simdjson::ondemand::value &value)
    {
        simdjson::ondemand::object attributes;
        if (value.get_object().get(attributes))
            return false;
        for (auto field : attributes) {
            Member member;
            simdjson::ondemand::value inner;
            if (field.unescaped_key().get(member.name) || field.value().get(inner) || !token(inner, member.value))
                return false;
            m_members.push_back(member);
        }
        return true;
    }
    /// The value's JSON; null is none.
    [[nodiscard]] static bool token(simdjson::ondemand::value &value, std::string_view &json)
    {
        simdjson::ondemand::json_type type{};
        if (value.type().get(type))
            return false;
        if (type == simdjson::ondemand::json_type::object) {
            simdjson::ondemand::object object;
            return !value.get_object().get(object) && !object.raw_json().get(json);
        }
        if (type == simdjson::ondemand::json_type::array) {
            simdjson::ondemand::array array;
            return !value.get_array().get(array) && !array.raw_json().get(json);
        }
        json = trimmed(value.raw_json_token());
        std::string_view inside;
        if (type == simdjson::ondemand::json_type::string)
            return !value.get_string().get(inside);
        if (type == simdjson::ondemand::json_type::null)
            json = {};
        return true;
    }

    simdjson::ondemand::parser m_parser;
    simdjson::ondemand::document m_document;
    std::string_view m_id;
    std::vector<Member> m_members;
};

using LineVisit = std::function<Result<void>(const ExportLineParser &parsed, qint64 number, std::string_view line)>;

/// Every line; gives the file's digest.
Result<QString> forEachLine(const QString &path, const LineVisit &visit, const FileProgress &progress,
                            const std::stop_token &stop)
{
    TRY(device, openOutsideFile(path, QIODevice::ReadOnly | QIODevice::Unbuffered));
    ExportLines lines(*std::move(device));
    ExportLineParser parser;
    for (;;) {
        TRY(line, lines.next());
        if (!*line)
            return lines.digest();
        if (!parser.parse(**line, lines.readable(**line))) {
            return failure({.kind = ErrorKind::BadInput,
                            .code = QStringLiteral("export_other_lines"),
                            .detail = QString::number(lines.number()),
                            .subject = path});
        }
        TRY_VOID(visit(parser, lines.number(), **line));
        if (lines.number() % 1024 == 0) {
            TRY_VOID(unlessStopped(stop));
            progress(lines.share());
        }
    }
}

Result<void> findJsonColumns(ExportFile &file, const FileProgress &progress, const std::stop_token &stop)
{
    std::map<std::string, std::size_t, std::less<>> known;
    file.columns = {ExportFile::idColumn};
    const auto visit = [&](const ExportLineParser &parsed, qint64, std::string_view) -> Result<void> {
        for (const auto &member : parsed.members()) {
            if (known.contains(member.name))
                continue;
            if (known.size() == exportLimits.columns)
                return failure(ErrorKind::BadInput, "csv_too_many_cells", file.path);
            known.emplace(std::string(member.name), known.size());
            file.columns.append(text(member.name));
        }
        return {};
    };
    TRY(digest, forEachLine(file.path, visit, progress, stop));
    file.sha256 = *digest;
    return {};
}

Result<void> findCsvColumns(ExportFile &file)
{
    if (!file.hasManifest) {
        TRY(guess, guessTableFormat(file.path));
        file.table = guess->format;
        file.table.hasHeader = true;
    }
    TRY(reader, TableReader::open(file.path, file.table, exportLimits));
    QStringList columns = (*reader)->columns();
    if (file.textProfile == TextProfile::Spreadsheets) {
        for (QString &name : columns)
            name = QString::fromStdString(unguardCell(name.toStdString()));
    }
    file.columns = columns;
    return {};
}

/// Errors of a place in a file do not say in which file that is.
template <typename T>
Result<T> withFile(Result<T> result, const QString &path)
{
    if (!result && result.error().kind != ErrorKind::Cancelled && result.error().subject != path) {
        if (result.error().subject.isEmpty())
            result.error().subject = path;
        else if (result.error().detail.isEmpty())
            result.error().detail = path;
    }
    return result;
}

Result<ExportFile> openFile(const QString &path, const FileProgress &progress, const std::stop_token &stop)
{
    ExportFile file{.path = path};
    if (path.endsWith(QLatin1String(".partial")))
        return failure(ErrorKind::BadInput, "export_unfinished", path);
    TRY(ends, endsOf(path)); // before its manifest, which may be there without it
    file.hasByteOrderMark = ends->hasByteOrderMark;
    TRY(proven, takeManifest(file, progress, stop));
    if (!*proven) {
        file.format = ends->first == '{' ? FileFormat::JsonLines : FileFormat::Csv;
        if (!ends->hasLineEnd && ends->first != '\0')
            return failure(ErrorKind::BadInput, "export_torn", path);
    }
    if (file.format == FileFormat::Csv) {
        TRY_VOID(findCsvColumns(file));
    } else if (!*proven) {
        TRY_VOID(findJsonColumns(file, progress, stop));
    }
    return file;
}

} // namespace

Result<ExportFile> ExportFile::open(const QString &path, const FileProgress &progress, const std::stop_token &stop)
{
    return withFile(openFile(path, progress, stop), path);
}

namespace {

Result<QString> forEachCsvRow(const ExportFile &file, const RowVisit &visit, const FileProgress &progress,
                              const std::stop_token &stop)
{
    TRY(reader, TableReader::open(file.path, file.table, exportLimits));
    const bool isGuarded = file.textProfile == TextProfile::Spreadsheets;
    std::vector<std::string_view> cells;
    std::vector<std::string> texts((*reader)->columns().size());
    for (;;) {
        TRY_VOID(unlessStopped(stop));
        TRY(block, (*reader)->next());
        if (!*block)
            return (*reader)->digest();
        for (std::size_t row = 0; row < (*block)->rowCount(); ++row) {
            ExportRow given{.number = (*block)->number(row), .cells = (*block)->row(row)};
            if (isGuarded) {
                cells.assign(given.cells.begin(), given.cells.end());
                for (std::size_t column = 0; column < cells.size(); ++column) {
                    if (cells[column].find('\'') != std::string_view::npos)
                        cells[column] = texts[column] = unguardCell(cells[column]);
                }
                given.cells = cells;
            }
            TRY_VOID(visit(given));
        }
        progress((*reader)->share());
    }
}

Result<QString> forEachJsonRow(const ExportFile &file, const RowVisit &visit, const FileProgress &progress,
                               const std::stop_token &stop)
{
    std::map<std::string, std::size_t, std::less<>> places;
    for (qsizetype column = 1; column < file.columns.size(); ++column)
        places.emplace(file.columns[column].toStdString(), std::size_t(column));
    std::vector<std::string_view> cells(std::size_t(file.columns.size()));
    const auto visitLine = [&](const ExportLineParser &parsed, qint64 number, std::string_view line) -> Result<void> {
        cells.assign(cells.size(), {});
        cells[0] = parsed.id();
        for (const auto &member : parsed.members()) {
            const auto place = places.find(member.name);
            if (place == places.end()) // it was not there when the columns were found
                return failure(ErrorKind::Damaged, "export_changed", file.path);
            cells[place->second] = member.value;
        }
        return visit({.number = number, .cells = cells, .line = line});
    };
    return forEachLine(file.path, visitLine, progress, stop);
}

} // namespace

Result<QString> forEachRow(const ExportFile &file, const RowVisit &visit, const FileProgress &progress,
                           const std::stop_token &stop)
{
    auto digest = file.format == FileFormat::Csv ? forEachCsvRow(file, visit, progress, stop)
                                                 : forEachJsonRow(file, visit, progress, stop);
    if (digest && !file.sha256.isEmpty() && *digest != file.sha256)
        return failure(ErrorKind::Damaged, "export_changed", file.path);
    return withFile(std::move(digest), file.path);
}

QString cellText(FileFormat format, std::string_view cell)
{
    if (format == FileFormat::Csv || !cell.starts_with('"'))
        return text(cell);
    const QByteArray array = "[" + QByteArray(cell.data(), qsizetype(cell.size())) + "]";
    return QJsonDocument::fromJson(array).array().first().toString();
}

} // namespace muster
