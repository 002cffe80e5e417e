// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/background/workerjob.h"
#include "models/sources/tablereader.h"
#include "network/wire/recordpage.h"

#include <QObject>
#include <memory>
#include <span>

namespace muster {

/// Reads the contacts of a table that a person brings for a dry run, a page at a time, in the file's order. How the
/// file is written down is guessed (see guessTableFormat()); its first row names the columns. Memory stays at one page
/// and one block of the table. Blocks; any one thread.
class ContactCsvReader
{
public:
    static constexpr std::size_t rowsPerPage = 1000;

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

    /// Reads the header. Errors as TableReader, "csv_repeated_column" also for names that differ in case or spaces
    /// alone; BadInput "csv_no_phone_column", "csv_no_such_column" (subject: the name).
    [[nodiscard]] static Result<std::unique_ptr<ContactCsvReader>> open(const QString &file, const Columns &columns);
    /// The same of any device, open for reading.
    [[nodiscard]] static Result<std::unique_ptr<ContactCsvReader>> open(std::unique_ptr<QIODevice> device,
                                                                        const Columns &columns);

    /// Errors as TableReader; columns that are not found are none.
    [[nodiscard]] static Result<Preview> preview(std::unique_ptr<QIODevice> device);
    [[nodiscard]] static Result<Preview> preview(const QString &file);

    /// The places of columns that are called as such columns usually are; -1: none is.
    [[nodiscard]] static int usualIdColumn(const QStringList &header);
    [[nodiscard]] static int usualPhoneColumn(const QStringList &header);

    /// nullptr at the end. Errors as TableReader.
    [[nodiscard]] Result<std::shared_ptr<const RecordPage>> next();
    [[nodiscard]] qint64 rows() const { return m_contacts; } ///< So far, the header aside.

private:
    using Row = std::span<const std::string_view>;
    explicit ContactCsvReader(std::unique_ptr<TableReader> table);
    [[nodiscard]] static Result<std::unique_ptr<ContactCsvReader>> begin(std::unique_ptr<QIODevice> device);
    [[nodiscard]] Result<QStringList> plainNames() const;
    [[nodiscard]] Result<void> findColumns(const QStringList &names, const Columns &columns);
    [[nodiscard]] Result<bool> readRow(Row &row); ///< False at the end. The row is good until the next call.
    void addRow(RecordPage &page, Row row);

    const std::unique_ptr<TableReader> m_table;
    std::shared_ptr<const RowBlock> m_block;
    std::size_t m_at = 0; ///< In m_block.
    qint64 m_contacts = 0;
    int m_idColumn = -1, m_phoneColumn = -1;
};

/// Looks at the beginning of a CSV file for a window that asks for its columns; on a worker, because a file may stand
/// on a slow disk. An answer that a newer question overtook is dropped. GUI thread.
class ContactFileLook : public QObject
{
    Q_OBJECT

public:
    explicit ContactFileLook(QObject *parent = nullptr);
    void request(const QString &file);

Q_SIGNALS:
    void loaded(const QString &file, const muster::ContactCsvReader::Preview &preview);
    void failed(const QString &file, const muster::ApiError &error);

private:
    WorkerJob<Result<ContactCsvReader::Preview>> m_job;
    QString m_file; ///< Of the newest question.
};

} // namespace muster
