// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/sinks/csvrows.h"
#include "models/sinks/writtenfile.h"
#include "models/store/durablewriter.h"

namespace muster {

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
