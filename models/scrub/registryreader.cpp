// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/scrub/registryreader.h"

#include "models/rules/foreignformat.h"
#include "models/rules/lists/contactfacts.h"
#include "models/rules/lists/numberlistreader.h"
#include "models/rules/numbers/numberengine.h"
#include "models/scrub/numbersetfile.h"
#include "models/sources/tablereader.h"
#include "models/store/durablefile.h"

#include <algorithm>
#include <optional>

namespace muster {

namespace {

using Cells = std::span<const std::string_view>;

bool isComment(Cells row)
{
    return trimmedCell(row.front()).starts_with('#');
}

bool isBlank(Cells row)
{
    return std::ranges::all_of(row, [](std::string_view cell) { return trimmedCell(cell).empty(); });
}

QString textOf(std::string_view text)
{
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

/// "3, 17, 18 …": the rows that a person has to look at.
QString rowsText(const RegistryReport &report)
{
    QStringList rows;
    for (const qint64 row : report.unreadableRows)
        rows.append(QString::number(row));
    const QString shown = rows.join(QLatin1String(", "));
    return report.unreadable > report.unreadableRows.size() ? QString(shown + QStringLiteral(", …")) : shown;
}

bool hasLetter(std::string_view cell)
{
    return std::ranges::any_of(cell, [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); });
}

} // namespace

/// One file on its way into a set.
class RegistryReader::Reading
{
public:
    Reading(const NumberEngine &engine, const RegistryFormat &format, RegionIndex region, const QString &folder)
        : m_engine(engine)
        , m_format(format)
        , m_region(region)
        , m_set(folder)
    {
    }

    [[nodiscard]] Result<void> readAll(TableReader &table, const Progress &progress, const std::stop_token &stop)
    {
        for (;;) {
            if (stop.stop_requested())
                return failure(ErrorKind::Cancelled);
            TRY(block, table.next());
            if (!*block)
                break;
            for (std::size_t row = 0; row < (*block)->rowCount(); ++row)
                TRY_VOID(takeRow((*block)->row(row), (*block)->number(row)));
            if (progress)
                progress(table.share());
        }
        m_report.sourceDigest = table.digest();
        return {};
    }

    [[nodiscard]] Result<RegistryReport> finish(const QString &name, const QString &target,
                                                const std::stop_token &stop)
    {
        if (m_report.unreadable > 0 && !m_format.skipsUnreadable) {
            return failure({.kind = ErrorKind::BadInput,
                            .code = m_needRegion == m_report.unreadable ? QStringLiteral("registry_needs_region")
                                                                       : QStringLiteral("registry_rows_unreadable"),
                            .detail = rowsText(m_report),
                            .subject = name});
        }
        if (m_set.entries() == 0)
            return failure(ErrorKind::BadInput, "no_numbers", name);
        const qint64 entries = m_set.entries();
        TRY(written, m_set.write(target, stop));
        m_report.numbers = written->numbers;
        m_report.prefixes = written->prefixes;
        m_report.repeated = entries - written->numbers - written->prefixes;
        m_report.digest = written->digest;
        return m_report;
    }

private:
    [[nodiscard]] static tl::unexpected<ApiError> wrongColumn(const char *code, qint64 row, std::size_t column)
    {
        return failure(ErrorKind::BadInput, code, QStringLiteral("%1:%2").arg(row).arg(column + 1));
    }

    [[nodiscard]] Result<void> takeRow(Cells row, qint64 number)
    {
        if (isBlank(row) || isComment(row))
            return {};
        if (m_columns.empty()) {
            TRY(isHeader, chooseColumns(row, number));
            if (*isHeader)
                return {};
        }
        ++m_report.rows;
        if (m_columns.empty()) // none of the cells is a number, and no header said where one would be
            return skip(number, false);
        std::string_view cell = row[m_columns.front()];
        if (m_columns.size() > 1) {
            m_joined.clear();
            for (const std::size_t column : m_columns)
                m_joined += trimmedCell(row[column]);
            cell = m_joined;
        }
        return takeCell(cell, number);
    }

    [[nodiscard]] Result<void> takeCell(std::string_view cell, qint64 row)
    {
        const NumberListEntry entry = readEntry(cell);
        switch (entry.kind) {
        case NumberListEntry::Kind::Prefix:
            return m_set.addPrefix(entry.digits, entry.length);
        case NumberListEntry::Kind::Number:
        case NumberListEntry::Kind::Repaired:
            return m_set.addNumber(entry.digits);
        case NumberListEntry::Kind::NeedsRegion:
            return skip(row, true);
        case NumberListEntry::Kind::Unreadable:
            break;
        }
        return skip(row, false);
    }

    [[nodiscard]] NumberListEntry readEntry(std::string_view cell) const
    {
        if (hasLetter(cell)) {
            constexpr unsigned words = NumberFinding::LettersAsDigits | NumberFinding::TextAfterNumber
                | NumberFinding::TextBeforeNumber;
            if ((readContact(m_engine, trimmedCell(cell), m_region).findings & words) != 0)
                return {};
        }
        return readNumberListEntry(m_engine, cell, m_region);
    }

    [[nodiscard]] Result<void> skip(qint64 row, bool needsRegion)
    {
        ++m_report.unreadable;
        m_needRegion += needsRegion ? 1 : 0;
        if (m_report.unreadableRows.size() < RegistryReport::maxNamedRows)
            m_report.unreadableRows.append(row);
        return {};
    }

    /// By the first row that is not empty. True: it names the columns.
    [[nodiscard]] Result<bool> chooseColumns(Cells row, qint64 number)
    {
        const bool hasDigit = std::ranges::any_of(row, [](std::string_view cell) {
            return std::ranges::any_of(cell, [](char c) { return c >= '0' && c <= '9'; });
        });
        const bool isFirst = !std::exchange(m_begun, true);
        const bool isNamed = isFirst && std::ranges::any_of(row, [](std::string_view cell) {
            return isNumberColumnName(cell);
        });
        const bool isHeader = isFirst && (isNamed || !hasDigit);
        if (!m_format.columns.isEmpty()) {
            for (const QString &column : m_format.columns) {
                const auto place = placeOf(column, row, isFirst);
                if (!place)
                    return failure(ErrorKind::BadInput, "csv_no_such_column", column);
                m_columns.push_back(*place);
            }
            // A header that holds a digit ("phone 1") is one all the same, where a column was chosen by its name.
            return isHeader || std::ranges::any_of(m_format.columns, [&](const QString &column) {
                return isFirst && isNameIn(column, row);
            });
        }
        for (std::size_t column = 0; column < row.size() && isNamed; ++column) {
            if (!isNumberColumnName(row[column]))
                continue;
            if (!m_columns.empty())
                return wrongColumn("number_column_twice", number, column);
            m_columns.push_back(column);
        }
        if (isHeader)
            return true;
        return findNumbers(row, number).map([] { return false; });
    }

    /// Ids and amounts may read as national numbers; then only a plus sign tells, or nothing is taken from the file.
    [[nodiscard]] Result<void> findNumbers(Cells row, qint64 number)
    {
        std::vector<std::size_t> readable, international;
        for (std::size_t column = 0; column < row.size(); ++column) {
            if (readListDate(row[column])
                || readEntry(row[column]).kind == NumberListEntry::Kind::Unreadable)
                continue;
            readable.push_back(column);
            if (row[column].find('+') != std::string_view::npos)
                international.push_back(column);
        }
        const auto &found = international.empty() ? readable : international;
        if (found.size() > 1)
            return wrongColumn("number_column_unclear", number, found[1]);
        if (found.empty() && row.size() == 1)
            m_columns.push_back(0); // there is nowhere else that a number could be
        else if (!found.empty())
            m_columns.push_back(found.front());
        return {};
    }

    [[nodiscard]] static bool isNameIn(const QString &column, Cells row)
    {
        return std::ranges::any_of(row, [&](std::string_view cell) {
            return textOf(trimmedCell(cell)).compare(column.trimmed(), Qt::CaseInsensitive) == 0;
        });
    }
    [[nodiscard]] static std::optional<std::size_t> placeOf(const QString &column, Cells row, bool isFirst)
    {
        for (std::size_t place = 0; place < row.size() && isFirst; ++place) {
            if (textOf(trimmedCell(row[place])).compare(column.trimmed(), Qt::CaseInsensitive) == 0)
                return place;
        }
        bool isNumber = false;
        const qulonglong place = column.trimmed().toULongLong(&isNumber);
        return isNumber && place >= 1 && place <= row.size() ? std::optional(std::size_t(place - 1)) : std::nullopt;
    }

    const NumberEngine &m_engine;
    const RegistryFormat &m_format;
    const RegionIndex m_region;
    NumberSetWriter m_set;
    RegistryReport m_report;
    qint64 m_needRegion = 0;
    std::vector<std::size_t> m_columns; ///< Empty: not found yet.
    std::string m_joined;
    bool m_begun = false;
};

RegistryReader::RegistryReader(const NumberEngine &engine, RegistryFormat format)
    : m_engine(engine)
    , m_format(std::move(format))
{
}

Result<RegistryReport> RegistryReader::readFile(const QString &file, const QString &target, const Progress &progress,
                                                const std::stop_token &stop) const
{
    TRY(device, openOutsideFile(file));
    return read(*std::move(device), file, target, progress, stop);
}

Result<RegistryReport> RegistryReader::read(std::unique_ptr<QIODevice> device, const QString &name,
                                            const QString &target, const Progress &progress,
                                            const std::stop_token &stop) const
{
    const QString region = m_format.defaultRegion.toUpper();
    const RegionIndex index = m_engine.regions().indexOf(region.toStdString());
    if (index == 0 && !region.isEmpty())
        return failure(ErrorKind::BadInput, "unknown_region", m_format.defaultRegion);
    const QByteArray head = device->peek(guessBytes);
    TRY_VOID(refuseForeign(head, name));
    TableFormat format = guessTableFormat(head).format;
    format.kind = TableFormat::Kind::Delimited;
    format.hasHeader = false; // whether there is one is judged here, with what is known of numbers
    auto table = TableReader::open(std::move(device), format);
    if (!table) {
        if (table.error().subject.isEmpty())
            table.error().subject = name;
        return failure(table.error());
    }
    Reading reading(m_engine, m_format, index, folderOf(target));
    TRY_VOID(reading.readAll(**table, progress, stop));
    return reading.finish(name, target, stop);
}

} // namespace muster
