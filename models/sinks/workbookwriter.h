// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/workbookcells.h"
#include "models/sinks/workbookcontent.h"
#include "network/wire/result.h"

#include <QByteArray>
#include <QString>
#include <optional>
#include <span>
#include <string>
#include <vector>

struct lxw_format;
struct lxw_workbook;
struct lxw_worksheet;

namespace muster {

/// Writes rows of texts as an Excel workbook, through libxlsxwriter. Every cell is text and formatted as text, so that
/// no digit is lost, nothing becomes a formula, and neither when a person edits the cell. Rows beyond what a sheet
/// holds go on in the next one, under the same header. Memory does not grow with the rows: the library keeps them in
/// files without a name, in the folder that it is given.
///
/// The library does not tell of every write that fails. What finish() returns is what must be in the file; that it is
/// there only readWorkbook() proves. Blocks on the disk; one thread.
class WorkbookWriter
{
public:
    struct Target
    {
        QByteArray file; ///< Opened by this name, in finish(), and written from its start.
        QByteArray folder; ///< For the library's files without a name, which hold all rows.
        QString subject; ///< What errors name.
    };
    struct Size
    {
        bool isLarge = false; ///< A sheet may take more than 4 GiB before it is compressed.
        qint64 sheetRows = maxWorkbookRows; ///< At least 2; a seam for tests.
    };

    /// File errors of the library's first file; "cell_too_long_for_workbook" of a header.
    [[nodiscard]] static Result<WorkbookWriter> begin(Target target, const std::vector<std::string> &header,
                                                      Size size);
    WorkbookWriter(WorkbookWriter &&other) noexcept;
    WorkbookWriter &operator=(WorkbookWriter &&) = delete;
    /// What was not finished leaves nothing behind.
    ~WorkbookWriter();

    /// No value and an empty text are blank cells. File error where the library tells of one or the disk is full;
    /// BadInput "cell_too_long_for_workbook", the subject being the column's header.
    [[nodiscard]] Result<void> row(std::span<const std::optional<std::string>> cells);
    /// Makes the file. Only once.
    [[nodiscard]] Result<WorkbookContent> finish();

private:
    WorkbookWriter(Target target, std::vector<std::string> header, Size size);
    [[nodiscard]] Result<void> beginSheet();
    void endSheet();
    [[nodiscard]] Result<void> cell(std::size_t column, const std::string &text, lxw_format *format);
    [[nodiscard]] ApiError diskError(int errnoValue) const;
    [[nodiscard]] ApiError libraryFault(int fault) const;

    Target m_target;
    std::vector<std::string> m_header;
    Size m_size;
    lxw_workbook *m_workbook = nullptr; ///< The library's, until finish().
    lxw_worksheet *m_sheet = nullptr; ///< The one that grows.
    lxw_format *m_bold = nullptr;
    lxw_format *m_text = nullptr;
    qint64 m_row = 0; ///< The next one of the sheet.
    std::vector<std::size_t> m_widths; ///< Of the columns, as far as rows were looked at.
    WorkbookContent m_content;
    WorkbookDigest m_digest;
};

} // namespace muster
