// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/lists/contactcsvreader.h"

#include "models/rules/lists/contactcountry.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <algorithm>
#include <array>

namespace muster {

namespace {

constexpr qint64 chunkBytes = 64 * 1024;

QString plainName(const QString &name)
{
    QString plain = name.trimmed().toLower();
    plain.remove(u' ').remove(u'-').remove(u'_');
    return plain;
}

const QStringList &idNames()
{
    static const QStringList names{QStringLiteral("id"), QStringLiteral("contactid"), QStringLiteral("externalid"),
                                   QStringLiteral("customerid"), QStringLiteral("uuid")};
    return names;
}

const QStringList &phoneNames()
{
    static const QStringList names{
        QStringLiteral("phone"),           QStringLiteral("phonenumber"), QStringLiteral("telephone"),
        QStringLiteral("telephonenumber"), QStringLiteral("number"),      QStringLiteral("mobile"),
        QStringLiteral("mobilenumber"),    QStringLiteral("msisdn"),      QStringLiteral("tel")};
    return names;
}

/// The first of `usual` that is among `names`; -1: none is.
int firstOf(const QStringList &names, const QStringList &usual)
{
    for (const QString &name : usual) {
        if (names.contains(name))
            return int(names.indexOf(name));
    }
    return -1;
}

/// Does the cell look like a telephone number: seven digits or more, and hardly anything else?
bool isLikeNumber(const QString &cell)
{
    const auto digits = std::count_if(cell.cbegin(), cell.cend(), [](QChar c) { return c.isDigit(); });
    const auto letters = std::count_if(cell.cbegin(), cell.cend(), [](QChar c) { return c.isLetter(); });
    return digits >= 7 && digits <= 15 && letters <= 3 && cell.size() <= 32;
}

/// The column of which most cells look like numbers, at least half of them; -1: none.
int likeNumbers(const ContactCsvReader::Preview &preview)
{
    int best = -1;
    qsizetype most = preview.rows.size() / 2;
    for (int column = 0; column < preview.header.size(); ++column) {
        const auto count = std::count_if(preview.rows.cbegin(), preview.rows.cend(),
                                         [column](const QStringList &row) { return isLikeNumber(row[column]); });
        if (count > most) {
            most = count;
            best = column;
        }
    }
    return best;
}

/// The cell as a JSON text, quotes included.
QByteArray jsonText(const std::string &text)
{
    const QByteArray array = QJsonDocument(QJsonArray{QString::fromUtf8(text.data(), qsizetype(text.size()))})
                                 .toJson(QJsonDocument::Compact);
    return array.sliced(1, array.size() - 2);
}

RecordCell append(QByteArray &arena, QByteArrayView text)
{
    const RecordCell cell{std::uint32_t(arena.size()), std::uint32_t(text.size()), RecordCell::Kind::Text};
    arena.append(text);
    return cell;
}

} // namespace

ContactCsvReader::ContactCsvReader(std::unique_ptr<QIODevice> device)
    : m_device(std::move(device))
{
}

Result<std::unique_ptr<QIODevice>> ContactCsvReader::openFile(const QString &file)
{
    auto device = std::make_unique<QFile>(file);
    if (!device->open(QIODevice::ReadOnly)) {
        return failure({.kind = ErrorKind::File,
                        .code = device->exists() ? QStringLiteral("not_readable") : QStringLiteral("not_found"),
                        .subject = file});
    }
    return std::unique_ptr<QIODevice>(std::move(device));
}

Result<std::unique_ptr<ContactCsvReader>> ContactCsvReader::open(const QString &file, const Columns &columns)
{
    Result<std::unique_ptr<QIODevice>> device = openFile(file);
    if (!device)
        return tl::unexpected(device.error());
    return open(*std::move(device), columns);
}

Result<std::unique_ptr<ContactCsvReader>> ContactCsvReader::open(std::unique_ptr<QIODevice> device,
                                                                 const Columns &columns)
{
    std::unique_ptr<ContactCsvReader> reader(new ContactCsvReader(std::move(device)));
    const Result<QStringList> names = reader->readNames();
    if (!names)
        return tl::unexpected(names.error());
    if (const auto found = reader->findColumns(*names, columns); !found)
        return tl::unexpected(found.error());
    return reader;
}

Result<ContactCsvReader::Preview> ContactCsvReader::preview(const QString &file)
{
    Result<std::unique_ptr<QIODevice>> device = openFile(file);
    if (!device)
        return tl::unexpected(device.error());
    return preview(*std::move(device));
}

Result<ContactCsvReader::Preview> ContactCsvReader::preview(std::unique_ptr<QIODevice> device)
{
    ContactCsvReader reader(std::move(device));
    const Result<QStringList> names = reader.readNames();
    if (!names)
        return tl::unexpected(names.error());
    Preview preview;
    for (const std::string &name : reader.m_header)
        preview.header << QString::fromStdString(name);
    preview.idColumn = firstOf(*names, idNames());
    preview.phoneColumn = firstOf(*names, phoneNames());
    const auto country = std::find_if(preview.header.cbegin(), preview.header.cend(), isCountryMember);
    preview.countryColumn = country == preview.header.cend() ? -1 : int(country - preview.header.cbegin());
    Row row;
    while (preview.rows.size() < Preview::rowLimit) {
        const Result<bool> read = reader.readContactRow(row);
        if (!read)
            return tl::unexpected(read.error());
        if (!*read)
            break;
        QStringList cells;
        for (const std::string &cell : row)
            cells << QString::fromStdString(cell);
        cells.resize(preview.header.size());
        preview.rows << cells;
    }
    if (preview.phoneColumn < 0)
        preview.phoneColumn = likeNumbers(preview);
    return preview;
}

double ContactCsvReader::share() const
{
    const qint64 size = m_device->size();
    return size > 0 ? std::min(1.0, double(m_device->pos()) / double(size)) : 1.0;
}

tl::unexpected<ApiError> ContactCsvReader::wrong(const char *code, std::size_t column) const
{
    return failure({.kind = ErrorKind::BadInput,
                    .code = QString::fromLatin1(code),
                    .subject = QStringLiteral("%1:%2").arg(std::max<qint64>(m_row, 1)).arg(column)});
}

Result<bool> ContactCsvReader::fill()
{
    if (m_at < m_text.size())
        return true;
    while (!m_ended) {
        const QByteArray bytes = m_device->read(chunkBytes);
        if (bytes.isEmpty()) {
            m_ended = true;
            return false;
        }
        if (!m_decoder.isValid()) {
            const auto marked = QStringConverter::encodingForData(bytes);
            const bool isUtf16 = marked == QStringConverter::Utf16LE || marked == QStringConverter::Utf16BE;
            m_decoder = QStringDecoder(isUtf16 ? *marked : QStringConverter::Utf8);
        }
        const QString text = m_decoder(bytes);
        if (m_decoder.hasError())
            return wrong("csv_not_text", 1);
        m_text = text.toUtf8();
        m_at = 0;
        if (!m_text.isEmpty())
            return true;
    }
    return false;
}

void ContactCsvReader::detectSeparator()
{
    std::array<int, 4> counts{};
    constexpr std::array separators{',', ';', '\t', '|'};
    bool quoted = false;
    for (qsizetype i = m_at; i < m_text.size(); ++i) {
        const char c = m_text[i];
        quoted = quoted != (c == '"');
        if (!quoted && (c == '\n' || c == '\r'))
            break;
        for (std::size_t s = 0; !quoted && s < separators.size(); ++s)
            counts[s] += c == separators[s] ? 1 : 0;
    }
    m_separator = separators[std::size_t(std::max_element(counts.begin(), counts.end()) - counts.begin())];
}

Result<bool> ContactCsvReader::readRow(Row &row)
{
    enum class In { Start, Plain, Quoted, BehindQuote };
    row.assign(1, {});
    In state = In::Start;
    std::size_t bytes = 0;
    bool any = false;
    ++m_row;
    for (;;) {
        const auto more = fill();
        if (!more)
            return tl::unexpected(more.error());
        if (!*more) {
            if (state == In::Quoted)
                return wrong("csv_quote_open", row.size());
            return any;
        }
        const char c = m_text[m_at++];
        if (std::exchange(m_skipLineFeed, false) && c == '\n')
            continue;
        any = true;
        if (c == '\0')
            return wrong("csv_nul", row.size());
        if (++bytes > maxRowBytes)
            return wrong("csv_row_too_long", row.size());
        if (state == In::Quoted) {
            if (c == '"') {
                state = In::BehindQuote;
                continue;
            }
        } else if (c == '\n' || c == '\r') {
            m_skipLineFeed = c == '\r';
            return true;
        } else if (c == m_separator) {
            if (row.size() == maxColumns)
                return wrong("csv_too_many_cells", row.size());
            row.emplace_back();
            state = In::Start;
            continue;
        } else if (c == '"') {
            if (state == In::Start) {
                state = In::Quoted;
                continue;
            }
            if (state == In::BehindQuote)
                state = In::Quoted; // two quotes are one
        } else if (state == In::BehindQuote) {
            return wrong("csv_text_behind_quote", row.size());
        } else {
            state = In::Plain;
        }
        if (row.back().size() == maxCellBytes)
            return wrong("csv_cell_too_long", row.size());
        row.back().push_back(c);
    }
}

Result<QStringList> ContactCsvReader::readNames()
{
    const auto more = fill();
    if (!more)
        return tl::unexpected(more.error());
    if (*more)
        detectSeparator();
    const auto read = readRow(m_header);
    if (!read)
        return tl::unexpected(read.error());
    if (!*read)
        return failure({.kind = ErrorKind::BadInput, .code = QStringLiteral("csv_empty")});
    QStringList names;
    for (const std::string &name : m_header) {
        const QString plain = plainName(QString::fromStdString(name));
        if (!plain.isEmpty() && names.contains(plain)) {
            return failure({.kind = ErrorKind::BadInput,
                            .code = QStringLiteral("csv_repeated_column"),
                            .subject = QString::fromStdString(name).left(100)});
        }
        names.append(plain);
    }
    return names;
}

Result<void> ContactCsvReader::findColumns(const QStringList &names, const Columns &columns)
{
    const auto find = [&names](const QString &wanted, const QStringList &usual) {
        return wanted.isEmpty() ? firstOf(names, usual) : int(names.indexOf(plainName(wanted)));
    };
    m_idColumn = columns.numbersRows ? -1 : find(columns.id, idNames());
    m_phoneColumn = find(columns.phone, phoneNames());
    const bool missesId = m_idColumn < 0 && !columns.numbersRows && !columns.id.isEmpty();
    if (missesId || (m_phoneColumn < 0 && !columns.phone.isEmpty())) {
        return failure({.kind = ErrorKind::BadInput,
                        .code = QStringLiteral("csv_no_such_column"),
                        .subject = missesId ? columns.id : columns.phone});
    }
    if (m_phoneColumn < 0)
        return failure({.kind = ErrorKind::BadInput, .code = QStringLiteral("csv_no_phone_column")});
    return {};
}

/// The next row that is no empty line; false at the end.
Result<bool> ContactCsvReader::readContactRow(Row &row)
{
    for (;;) {
        const auto read = readRow(row);
        if (!read || !*read)
            return read;
        if (row.size() == 1 && row[0].empty())
            continue;
        if (row.size() > m_header.size())
            return wrong("csv_too_many_cells", m_header.size() + 1);
        return true;
    }
}

void ContactCsvReader::addRow(RecordPage &page, const Row &row)
{
    ++m_contacts;
    ++page.receivedCount;
    const auto cell = [&row](int column) {
        return column >= 0 && std::size_t(column) < row.size() ? row[std::size_t(column)] : std::string();
    };
    const std::string id = m_idColumn < 0 ? "row " + std::to_string(m_contacts) : cell(m_idColumn);
    if (id.empty()) {
        page.quarantined.push_back({std::uint32_t(page.receivedCount - 1), QStringLiteral("empty")});
        return;
    }
    const auto view = [](const std::string &text) { return QByteArrayView(text.data(), qsizetype(text.size())); };
    page.ids.push_back(append(page.arena, view(id)));
    page.cells.push_back(append(page.arena, view(cell(m_phoneColumn))));
    QByteArray extras;
    for (std::size_t column = 0; column < row.size(); ++column) {
        if (int(column) == m_idColumn || int(column) == m_phoneColumn || row[column].empty())
            continue;
        extras += (extras.isEmpty() ? "" : ",") + jsonText(m_header[column]) + ':' + jsonText(row[column]);
    }
    page.extra.push_back(append(page.arena, extras));
}

Result<std::shared_ptr<const RecordPage>> ContactCsvReader::next()
{
    auto page = std::make_shared<RecordPage>();
    page->columnCount = 1;
    Row row;
    while (page->receivedCount < rowsPerPage) {
        const auto read = readContactRow(row);
        if (!read)
            return tl::unexpected(read.error());
        if (!*read)
            break;
        addRow(*page, row);
    }
    if (page->receivedCount == 0)
        return std::shared_ptr<const RecordPage>();
    return std::shared_ptr<const RecordPage>(std::move(page));
}

} // namespace muster
