// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/sources/tablereader.h"

#include "models/sources/delimitedreader.h"
#include "models/sources/jsonlinesreader.h"

#include <QSet>

namespace muster {

TableReader::TableReader(std::unique_ptr<QIODevice> device, const TableFormat &format, const TableLimits &limits)
    : m_format(format)
    , m_limits(limits)
    , m_text(std::move(device), format.kind == TableFormat::Kind::JsonLines ? SourceEncoding::Utf8 : format.encoding)
{
}

TableReader::~TableReader() = default;

Result<std::unique_ptr<TableReader>> TableReader::open(const QString &file, const TableFormat &format,
                                                       const TableLimits &limits)
{
    TRY(device, openOutsideFile(file, QIODevice::ReadOnly | QIODevice::Unbuffered));
    auto opened = open(*std::move(device), format, limits);
    if (!opened && opened.error().subject.isEmpty())
        opened.error().subject = file;
    return opened;
}

Result<std::unique_ptr<TableReader>> TableReader::open(std::unique_ptr<QIODevice> device, const TableFormat &format,
                                                       const TableLimits &limits)
{
    if (format.kind == TableFormat::Kind::JsonLines)
        return JsonLinesReader::begin(std::move(device), format, limits);
    return DelimitedReader::begin(std::move(device), format, limits);
}

tl::unexpected<ApiError> TableReader::wrong(const QString &code, std::size_t column) const
{
    return failure({.kind = ErrorKind::BadInput,
                    .code = code,
                    .subject = QStringLiteral("%1:%2").arg(std::max<qint64>(m_row, 1)).arg(column)});
}

Result<void> TableReader::setColumns(const QStringList &names)
{
    QSet<QString> seen;
    for (const QString &name : names) {
        if (seen.contains(name.toCaseFolded())) {
            return failure(ErrorKind::BadInput, "csv_repeated_column", name.left(100));
        }
        seen.insert(name.toCaseFolded());
    }
    m_columns = names;
    return {};
}

} // namespace muster
