// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/sinks/exportworkbook.h"

#include "models/sinks/csvrows.h"
#include "models/sinks/rowscanner.h"
#include "models/sinks/workbookproof.h"
#include "models/sinks/workbookwriter.h"
#include "models/store/durablefile.h"

#include <QFile>
#include <algorithm>

namespace muster {

namespace {

constexpr qint64 stopEveryRows = 256;
constexpr qint64 readBytes = 1 << 20;

/// The library opens files by name. This one leads to the file that is open, whatever stands at its own name by now.
QByteArray nameOfOpen(const PosixFile &file)
{
    return "/proc/self/fd/" + QByteArray::number(file.descriptor());
}

/// A cell takes less than 80 bytes of XML beside its text, of which a byte may become seven. Only where it must be:
/// Excel may ask whether it is to repair a file with the extension that large parts need.
bool mayBeLarge(qint64 bytes, qint64 records, qsizetype columns)
{
    constexpr qint64 most = (1LL << 32) - (1 << 20), besideText = 80, mostPerByte = 7;
    return bytes * mostPerByte + (records + 1) * (columns + 1) * besideText > most;
}

Result<std::vector<CsvReader::Cell>> cellsOf(std::string_view row, const QString &name)
{
    auto cells = CsvReader({row.data(), qsizetype(row.size())}, TextProfile::Machines).next();
    if (!cells || !*cells)
        return failure(ErrorKind::Damaged, "row_not_whole", name);
    return *std::move(*cells);
}

Result<WorkbookContent> convert(const PosixFile &rows, qint64 end, qint64 records, const QByteArray &folder,
                                const PosixFile &workbook, const std::stop_token &stop)
{
    RowScanner scanner(rows, FileFormat::Csv, end);
    TRY(first, scanner.next());
    TRY(names, cellsOf(first->bytes, rows.path()));
    std::vector<std::string> header;
    for (const CsvReader::Cell &name : *names)
        header.push_back(name.value_or(std::string()));
    TRY(writer,
        WorkbookWriter::begin({nameOfOpen(workbook), folder, workbook.path()}, header,
                              {.isLarge = mayBeLarge(end, records, qsizetype(header.size()))}));
    for (qint64 number = 0;; ++number) {
        if (number % stopEveryRows == 0 && stop.stop_requested())
            return failure(ErrorKind::Cancelled);
        TRY(row, scanner.next());
        if (row->bytes.empty())
            return writer->finish();
        TRY(cells, cellsOf(row->bytes, rows.path()));
        TRY_VOID(writer->row(*cells));
    }
}

Result<FileMark> markOf(const PosixFile &file)
{
    RunningDigest digest;
    for (qint64 read = 0;;) {
        TRY(piece, file.pread(read, readBytes));
        if (piece->isEmpty())
            return FileMark{read, digest.hex()};
        digest.add({piece->constData(), std::size_t(piece->size())});
        read += piece->size();
    }
}

Result<FileMark> fill(PosixFile &workbook, const PosixFile &rows, qint64 end, qint64 records,
                      const std::stop_token &stop)
{
    TRY(written, convert(rows, end, records, QFile::encodeName(folderOf(workbook.path())), workbook, stop));
    TRY_VOID(workbook.sync());
    TRY(found, readWorkbook(nameOfOpen(workbook), workbook.path(), stop));
    if (*found != *written)
        return failure(ErrorKind::File, "workbook_not_proved", workbook.path());
    return markOf(workbook);
}

} // namespace

Result<FileMark> makeWorkbook(const PosixFile &rows, qint64 end, qint64 records, const ExportOrder &order,
                              DiskAccess &disk, const std::stop_token &stop)
{
    const QString name = ExportFiles(order.targetFile).workbook();
    TRY_VOID(removeDurably(name, disk));
    TRY(workbook, PosixFile::createExclusive(name, disk));
    auto filled = fill(*workbook, rows, end, records, stop);
    if (!filled)
        (void)disk.remove(QFile::encodeName(name));
    return filled;
}

} // namespace muster
