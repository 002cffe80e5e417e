// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/recordpage.h"
#include "network/wire/result.h"

#include <QFile>
#include <QStringDecoder>
#include <memory>
#include <string>
#include <vector>

namespace muster {

/// Reads the contacts of a CSV file for a dry run, a page at a time, in the file's order. Foreign bytes (S23): UTF-8,
/// or UTF-16 with a byte order mark; comma, semicolon, tab or bar, whichever the header has most of; LF, CRLF or CR;
/// cells in quotes as in RFC 4180. Refuses instead of guessing. Memory stays at one page. Blocks; any one thread.
class ContactCsvReader
{
public:
    static constexpr std::size_t rowsPerPage = 1000;
    static constexpr std::size_t maxColumns = 1000;
    static constexpr std::size_t maxCellBytes = 64 * 1024;
    static constexpr std::size_t maxRowBytes = 1024 * 1024;

    /// Header names, without regard to case, spaces, `-` and `_`; empty: found by what such columns are usually called
    /// ("id", "contactId", ...; "phone", "number", "mobile", ...). Without a column of ids, or with `numbersRows`, a
    /// contact's id is "row N", N counting from 1 behind the header.
    struct Columns
    {
        QString id = {}, phone = {};
        bool numbersRows = false;
    };
    /// The beginning of a file, for a person who chooses the columns.
    struct Preview
    {
        static constexpr int rowLimit = 50;
        QStringList header; ///< As it stands in the file.
        QList<QStringList> rows; ///< At most rowLimit; shorter ones are filled up.
        int idColumn = -1, phoneColumn = -1, countryColumn = -1; ///< What it looks like; -1: none does.
        bool operator==(const Preview &) const = default;
    };

    /// Reads the header. File, or BadInput "csv_empty", "csv_no_phone_column", "csv_no_such_column" (subject: the
    /// name), "csv_repeated_column" and as next().
    [[nodiscard]] static Result<std::unique_ptr<ContactCsvReader>> open(const QString &file, const Columns &columns);
    /// The same of any device, open for reading.
    [[nodiscard]] static Result<std::unique_ptr<ContactCsvReader>> open(std::unique_ptr<QIODevice> device,
                                                                        const Columns &columns);

    /// Errors as open() and next(), but for those of columns that are not found.
    [[nodiscard]] static Result<Preview> preview(std::unique_ptr<QIODevice> device);
    [[nodiscard]] static Result<Preview> preview(const QString &file);

    /// nullptr at the end. BadInput "csv_quote_open", "csv_text_behind_quote", "csv_nul", "csv_not_text" (no valid
    /// UTF-8 or UTF-16; near that row), "csv_too_many_cells" (more than the header has), "csv_cell_too_long",
    /// "csv_row_too_long"; the subject is "row:column", both from 1, the header being row 1.
    [[nodiscard]] Result<std::shared_ptr<const RecordPage>> next();
    [[nodiscard]] qint64 rows() const { return m_contacts; } ///< So far, the header aside.
    [[nodiscard]] double share() const; ///< Of the file's bytes; 0 to 1.

private:
    using Row = std::vector<std::string>;
    explicit ContactCsvReader(std::unique_ptr<QIODevice> device);
    [[nodiscard]] static Result<std::unique_ptr<QIODevice>> openFile(const QString &file);
    [[nodiscard]] Result<QStringList> readNames(); ///< The header, plain.
    [[nodiscard]] Result<void> findColumns(const QStringList &names, const Columns &columns);
    [[nodiscard]] Result<bool> readRow(Row &row); ///< False at the end.
    [[nodiscard]] Result<bool> fill(); ///< False at the end.
    [[nodiscard]] tl::unexpected<ApiError> wrong(const char *code, std::size_t column) const;
    [[nodiscard]] Result<bool> readContactRow(Row &row);
    void detectSeparator();
    void addRow(RecordPage &page, const Row &row);

    const std::unique_ptr<QIODevice> m_device;
    QStringDecoder m_decoder;
    QByteArray m_text; ///< UTF-8 that is not parsed yet.
    qsizetype m_at = 0;
    bool m_ended = false;
    bool m_skipLineFeed = false; ///< Behind a carriage return.
    char m_separator = ',';
    qint64 m_row = 0; ///< Being read; 1 is the header.
    qint64 m_contacts = 0;
    Row m_header;
    int m_idColumn = -1, m_phoneColumn = -1;
};

} // namespace muster
