// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/lists/read/contactcsvreader.h"

#include "models/rules/lists/contactcountry.h"
#include "models/sources/sourcetext.h"
#include "models/sources/tableformat.h"
#include "network/wire/mapped.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <algorithm>

namespace muster {

namespace {

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

/// The text as JSON has it, quotes included.
QByteArray jsonText(const QString &text)
{
    const QByteArray array = QJsonDocument(QJsonArray{text}).toJson(QJsonDocument::Compact);
    return array.sliced(1, array.size() - 2);
}

QString textOf(std::string_view cell)
{
    return QString::fromUtf8(cell.data(), qsizetype(cell.size()));
}

RecordCell append(QByteArray &arena, QByteArrayView text)
{
    const RecordCell cell{std::uint32_t(arena.size()), std::uint32_t(text.size()), RecordCell::Kind::Text};
    arena.append(text);
    return cell;
}

/// What is wrong with a file as a whole says which.
template <typename T>
Result<T> named(Result<T> result, const QString &file)
{
    if (!result && result.error().subject.isEmpty())
        result.error().subject = file;
    return result;
}

} // namespace

ContactCsvReader::ContactCsvReader(std::unique_ptr<TableReader> table)
    : m_table(std::move(table))
{
}

Result<std::unique_ptr<ContactCsvReader>> ContactCsvReader::begin(std::unique_ptr<QIODevice> device)
{
    TableFormat format = guessTableFormat(device->peek(guessBytes)).format;
    format.hasHeader = true; // columns are found by their names
    TRY(table, TableReader::open(std::move(device), format));
    return std::unique_ptr<ContactCsvReader>(new ContactCsvReader(*std::move(table)));
}

Result<std::unique_ptr<ContactCsvReader>> ContactCsvReader::open(const QString &file, const Columns &columns)
{
    TRY(device, openOutsideFile(file));
    return named(open(*std::move(device), columns), file);
}

Result<std::unique_ptr<ContactCsvReader>> ContactCsvReader::open(std::unique_ptr<QIODevice> device,
                                                                 const Columns &columns)
{
    auto reader = begin(std::move(device));
    if (!reader)
        return reader;
    TRY(names, (*reader)->plainNames());
    TRY_VOID((*reader)->findColumns(*names, columns));
    return reader;
}

Result<ContactCsvReader::Preview> ContactCsvReader::preview(const QString &file)
{
    TRY(device, openOutsideFile(file));
    return named(preview(*std::move(device)), file);
}

Result<ContactCsvReader::Preview> ContactCsvReader::preview(std::unique_ptr<QIODevice> device)
{
    TRY(begun, begin(std::move(device)));
    ContactCsvReader &reader = **begun;
    TRY(names, reader.plainNames());
    Preview preview{.header = reader.m_table->columns(),
                    .idColumn = firstOf(*names, idNames()),
                    .phoneColumn = firstOf(*names, phoneNames())};
    const auto country = std::find_if(preview.header.cbegin(), preview.header.cend(), isCountryMember);
    preview.countryColumn = country == preview.header.cend() ? -1 : int(country - preview.header.cbegin());
    Row row;
    while (preview.rows.size() < Preview::rowLimit) {
        TRY(read, reader.readRow(row));
        if (!*read)
            break;
        const QStringList cells = mapped(row, [](const std::string_view cell) { return textOf(cell); });
        preview.rows << cells;
    }
    if (preview.phoneColumn < 0)
        preview.phoneColumn = likeNumbers(preview);
    return preview;
}

Result<QStringList> ContactCsvReader::plainNames() const
{
    QStringList names;
    for (const QString &name : m_table->columns()) {
        const QString plain = plainName(name);
        if (!plain.isEmpty() && names.contains(plain)) {
            return failure(ErrorKind::BadInput, "csv_repeated_column", name.left(100));
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
        return failure(ErrorKind::BadInput, "csv_no_such_column", missesId ? columns.id : columns.phone);
    }
    if (m_phoneColumn < 0)
        return failure(ErrorKind::BadInput, "csv_no_phone_column");
    return {};
}

int ContactCsvReader::usualIdColumn(const QStringList &header)
{
    return firstOf(mapped(header, &plainName), idNames());
}

int ContactCsvReader::usualPhoneColumn(const QStringList &header)
{
    return firstOf(mapped(header, &plainName), phoneNames());
}

Result<bool> ContactCsvReader::readRow(Row &row)
{
    while (!m_block || m_at == m_block->rowCount()) {
        TRY(block, m_table->next());
        if (!*block)
            return false;
        m_block = *std::move(block);
        m_at = 0;
    }
    row = m_block->row(m_at++);
    return true;
}

void ContactCsvReader::addRow(RecordPage &page, Row row)
{
    ++m_contacts;
    ++page.receivedCount;
    const std::string number = "row " + std::to_string(m_contacts);
    const std::string_view id = m_idColumn < 0 ? std::string_view(number) : row[std::size_t(m_idColumn)];
    if (id.empty()) {
        page.quarantined.push_back({std::uint32_t(page.receivedCount - 1), QStringLiteral("empty")});
        return;
    }
    const auto view = [](std::string_view text) { return QByteArrayView(text.data(), qsizetype(text.size())); };
    page.ids.push_back(append(page.arena, view(id)));
    page.cells.push_back(append(page.arena, view(row[std::size_t(m_phoneColumn)])));
    QByteArray extras;
    for (int column = 0; column < int(row.size()); ++column) {
        const std::string_view cell = row[std::size_t(column)];
        if (column == m_idColumn || column == m_phoneColumn || cell.empty())
            continue;
        extras += (extras.isEmpty() ? "" : ",") + jsonText(m_table->columns()[column]) + ':' + jsonText(textOf(cell));
    }
    page.extra.push_back(append(page.arena, extras));
}

Result<std::shared_ptr<const RecordPage>> ContactCsvReader::next()
{
    auto page = std::make_shared<RecordPage>();
    page->columnCount = 1;
    Row row;
    while (page->receivedCount < rowsPerPage) {
        TRY(read, readRow(row));
        if (!*read)
            break;
        addRow(*page, row);
    }
    if (page->receivedCount == 0)
        return std::shared_ptr<const RecordPage>();
    return std::shared_ptr<const RecordPage>(std::move(page));
}

ContactFileLook::ContactFileLook(QObject *parent)
    : QObject(parent)
    , m_job([this](const Result<ContactCsvReader::Preview> &preview) {
        if (preview)
            Q_EMIT loaded(m_file, *preview);
        else
            Q_EMIT failed(m_file, preview.error());
    })
{
}

void ContactFileLook::request(const QString &file)
{
    m_file = file;
    m_job.start([file](const std::stop_token &) { return ContactCsvReader::preview(file); });
}

} // namespace muster
