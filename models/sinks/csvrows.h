// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/exportorder.h"
#include "models/sinks/recordwriter.h"
#include "models/store/durablefile.h"
#include "network/wire/result.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>
#include <initializer_list>
#include <optional>
#include <string>
#include <vector>

namespace muster {

/// A file that is complete and has its name.
struct WrittenFile
{
    QString name;
    TextProfile profile = TextProfile::Spreadsheets; ///< Of its cells, where it is a table.
    qint64 formulaCells = 0; ///< That a spreadsheet would run or damage; guarded or not, as the profile says.
    bool operator==(const WrittenFile &) const = default;
};

/// Rows of texts as CSV: cells as CsvWriter spells them, an empty text being no value. Every CSV that is not made of
/// pages of records comes from here, so that none has cells that miss their guard or their count (S21).
class CsvRows
{
public:
    explicit CsvRows(TextProfile profile);

    void cell(std::string_view text);
    void cell(const QString &text);
    void endRow();
    void row(std::initializer_list<std::string_view> cells);
    void row(const QStringList &cells);

    [[nodiscard]] qint64 formulaCells() const { return m_formulaCells; } ///< See isSpreadsheetHazard().
    [[nodiscard]] std::size_t size() const { return m_buffer.size(); } ///< Bytes that were not taken.
    [[nodiscard]] QByteArray take();

private:
    CsvWriter m_writer;
    ByteBuffer m_buffer;
    qint64 m_formulaCells = 0;
    bool m_atStart = true; ///< Of a row.
};

/// A file of CsvRows: lists for a person to see to. It appears when it is complete and synced, mode 0600. Blocks on the
/// disk; one thread.
class CsvTextFile
{
public:
    /// "exists" where there is a file and it is not to be replaced.
    [[nodiscard]] static Result<CsvTextFile> create(const QString &file, const QStringList &columns,
                                                    TextProfile profile = TextProfile::Spreadsheets,
                                                    Existing existing = Existing::Refuse);

    void cell(std::string_view text) { m_rows.cell(text); }
    [[nodiscard]] Result<void> endRow();
    [[nodiscard]] Result<void> add(std::initializer_list<std::string_view> cells); ///< A whole row.
    [[nodiscard]] Result<WrittenFile> finish();

private:
    CsvTextFile(QString file, DurableWriter out, TextProfile profile);
    [[nodiscard]] Result<void> flush();

    QString m_file;
    TextProfile m_profile;
    DurableWriter m_out;
    CsvRows m_rows;
};

/// Reads back what CsvWriter wrote, of either text profile (S22): RFC 4180 in memory, rows one by one. Takes LF and
/// CRLF line ends and a last row without one; refuses the rest instead of guessing.
class CsvReader
{
public:
    /// An empty cell without quotes is no value; an empty text is in quotes.
    using Cell = std::optional<std::string>;

    static constexpr std::size_t maxColumns = 16'384;
    static constexpr qsizetype maxCellBytes = 16 * 1024 * 1024;

    /// `bytes` must outlive the reader.
    CsvReader(QByteArrayView bytes, TextProfile profile);

    /// The next row; nothing at the end. BadInput with code "quote_open", "text_behind_quote", "quote_in_text",
    /// "too_many_columns" or "cell_too_long", the subject being "row:column", both from 1.
    [[nodiscard]] Result<std::optional<std::vector<Cell>>> next();

private:
    [[nodiscard]] Result<Cell> cell(qsizetype column);
    [[nodiscard]] Result<std::string> quoted(qsizetype column);
    [[nodiscard]] tl::unexpected<ApiError> wrong(const QString &code, qsizetype column) const;
    [[nodiscard]] char current() const { return m_bytes[m_next]; }
    [[nodiscard]] bool atEnd() const { return m_next >= m_bytes.size(); }
    [[nodiscard]] qsizetype lineEnd() const; ///< Length of the line end that comes next; 0: none.

    QByteArrayView m_bytes;
    const TextProfile m_profile;
    qsizetype m_next = 0;
    qint64 m_row = 0;
};

} // namespace muster
