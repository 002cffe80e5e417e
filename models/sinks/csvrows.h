// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/exportorder.h"
#include "models/sinks/recordwriter.h"
#include "models/store/durablewriter.h"

#include <QByteArray>
#include <QMetaType>
#include <QString>
#include <initializer_list>

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

} // namespace muster

Q_DECLARE_METATYPE(muster::WrittenFile)
