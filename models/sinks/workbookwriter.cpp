// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/sinks/workbookwriter.h"

#include "models/store/diskaccess.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <ctime>
#include <sys/stat.h>
#include <utility>
#include <xlsxwriter.h>

namespace muster {

namespace {

constexpr qint64 rowsLookedAt = 200; // for the widths of the columns
constexpr std::size_t narrowest = 10, widest = 50; // characters of a column
constexpr std::size_t besideText = 2;
constexpr std::time_t createdAt = 315'532'800; // the first day that an archive knows, as of its parts

/// Errors of a write that the library swallows: its files are stdio's, which leave errno as it is otherwise.
bool isLostWrite(int errnoValue)
{
    return errnoValue == ENOSPC || errnoValue == EDQUOT || errnoValue == EIO || errnoValue == EFBIG;
}

std::size_t widthOf(std::string_view text)
{
    return std::size_t(std::count_if(text.begin(), text.end(), [](char c) { return (c & '\xC0') != '\x80'; }));
}

/// lxw_workbook_free() leaves the files open that only closing the workbook closes.
void abandon(lxw_workbook *workbook)
{
    lxw_worksheet *sheet = nullptr;
    STAILQ_FOREACH(sheet, workbook->worksheets, list_pointers)
    {
        if (sheet->optimize_tmpfile != nullptr)
            (void)std::fclose(sheet->optimize_tmpfile);
        sheet->optimize_tmpfile = nullptr;
    }
    lxw_workbook_free(workbook);
}

/// The library takes another folder, such as /tmp, where it cannot have the one it was told.
bool isOnDeviceOf(std::FILE *file, const QByteArray &folder)
{
    struct stat there = {}, wanted = {};
    return ::fstat(::fileno(file), &there) == 0 && ::stat(folder.constData(), &wanted) == 0
        && there.st_dev == wanted.st_dev;
}

} // namespace

WorkbookWriter::WorkbookWriter(Target target, std::vector<std::string> header, Size size)
    : m_target(std::move(target))
    , m_header(std::move(header))
    , m_size(size)
    , m_widths(m_header.size(), 0)
{
}

WorkbookWriter::WorkbookWriter(WorkbookWriter &&other) noexcept
    : m_target(std::move(other.m_target))
    , m_header(std::move(other.m_header))
    , m_size(other.m_size)
    , m_workbook(std::exchange(other.m_workbook, nullptr))
    , m_sheet(other.m_sheet)
    , m_bold(other.m_bold)
    , m_text(other.m_text)
    , m_row(other.m_row)
    , m_widths(std::move(other.m_widths))
    , m_content(std::move(other.m_content))
    , m_digest(std::move(other.m_digest))
{
}

WorkbookWriter::~WorkbookWriter()
{
    if (m_workbook != nullptr)
        abandon(m_workbook);
}

ApiError WorkbookWriter::diskError(int errnoValue) const
{
    return fileError(errnoValue, m_target.subject);
}

ApiError WorkbookWriter::libraryFault(int fault) const
{
    return {.kind = ErrorKind::File,
            .code = QStringLiteral("workbook_not_written"),
            .detail = QString::fromUtf8(lxw_strerror(lxw_error(fault))),
            .subject = m_target.subject};
}

Result<WorkbookWriter> WorkbookWriter::begin(Target target, const std::vector<std::string> &header, Size size)
{
    WorkbookWriter writer(std::move(target), header, size);
    lxw_workbook_options options = {.constant_memory = LXW_TRUE,
                                    .tmpdir = writer.m_target.folder.data(),
                                    .use_zip64 = std::uint8_t(size.isLarge ? LXW_TRUE : LXW_FALSE)};
    writer.m_workbook = workbook_new_opt(writer.m_target.file.constData(), &options);
    if (writer.m_workbook == nullptr)
        return failure(writer.diskError(ENOMEM));
    // Not the time of now: the same rows are the same file, whenever it is made.
    lxw_doc_properties properties = {};
    properties.created = createdAt;
    (void)workbook_set_properties(writer.m_workbook, &properties);
    writer.m_bold = workbook_add_format(writer.m_workbook);
    format_set_bold(writer.m_bold);
    format_set_num_format(writer.m_bold, "@");
    writer.m_text = workbook_add_format(writer.m_workbook);
    format_set_num_format(writer.m_text, "@");
    TRY_VOID(writer.beginSheet());
    return Result<WorkbookWriter>(std::move(writer));
}

Result<void> WorkbookWriter::beginSheet()
{
    const QByteArray name = WorkbookContent::sheetName(m_content.rows.size()).toUtf8();
    errno = 0;
    m_sheet = workbook_add_worksheet(m_workbook, name.constData());
    if (m_sheet == nullptr || m_sheet->optimize_tmpfile == nullptr
        || !isOnDeviceOf(m_sheet->optimize_tmpfile, m_target.folder))
        return failure(diskError(errno == 0 ? EACCES : errno));
    worksheet_freeze_panes(m_sheet, 1, 0);
    m_content.rows.append(0);
    m_row = 0;
    for (std::size_t column = 0; column < m_header.size(); ++column) {
        TRY_VOID(cell(column, m_header[column], m_bold));
    }
    m_row = 1;
    return {};
}

/// What can be told only when all rows are known. The library writes it before them.
void WorkbookWriter::endSheet()
{
    m_content.rows.last() = m_row;
    const auto lastColumn = lxw_col_t(m_header.size() - 1);
    const auto lastRow = lxw_row_t(m_row - 1);
    for (std::size_t column = 0; column < m_header.size(); ++column) {
        const std::size_t width = std::clamp(m_widths[column] + besideText, narrowest, widest);
        (void)worksheet_set_column(m_sheet, lxw_col_t(column), lxw_col_t(column), double(width), m_text);
    }
    (void)worksheet_autofilter(m_sheet, 0, 0, lastRow, lastColumn);
    char range[LXW_MAX_CELL_RANGE_LENGTH] = {};
    lxw_rowcol_to_range(range, 0, 0, lastRow, lastColumn);
    (void)worksheet_ignore_errors(m_sheet, LXW_IGNORE_NUMBER_STORED_AS_TEXT, range);
}

Result<void> WorkbookWriter::cell(std::size_t column, const std::string &text, lxw_format *format)
{
    if (text.empty())
        return {};
    if (!fitsWorkbookCell(text)) {
        return failure({.kind = ErrorKind::BadInput,
                        .code = QStringLiteral("cell_too_long_for_workbook"),
                        .subject = QString::fromStdString(m_header[column])});
    }
    if (m_row < rowsLookedAt)
        m_widths[column] = std::max(m_widths[column], widthOf(text));
    m_digest.add(quint32(m_content.rows.size() - 1), quint32(m_row), quint32(column), text);
    errno = 0;
    const lxw_error fault
        = worksheet_write_string(m_sheet, lxw_row_t(m_row), lxw_col_t(column), toWorkbookText(text).c_str(), format);
    if (isLostWrite(errno))
        return failure(diskError(errno));
    if (fault != LXW_NO_ERROR)
        return failure(libraryFault(fault));
    return {};
}

Result<void> WorkbookWriter::row(std::span<const std::optional<std::string>> cells)
{
    if (cells.size() != m_header.size())
        return failure(ErrorKind::Damaged, "row_not_whole", m_target.subject);
    if (m_row == m_size.sheetRows) {
        endSheet();
        TRY_VOID(beginSheet());
    }
    for (std::size_t column = 0; column < cells.size(); ++column) {
        if (cells[column]) {
            TRY_VOID(cell(column, *cells[column], m_text));
        }
    }
    ++m_row;
    return {};
}

Result<WorkbookContent> WorkbookWriter::finish()
{
    endSheet();
    errno = 0;
    // The library's own, also where it fails.
    const lxw_error fault = workbook_close(std::exchange(m_workbook, nullptr));
    const int cause = errno;
    if (isLostWrite(cause))
        return failure(diskError(cause));
    if (fault != LXW_NO_ERROR)
        return failure(libraryFault(fault));
    m_content.digest = m_digest.hex();
    return m_content;
}

} // namespace muster
