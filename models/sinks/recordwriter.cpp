// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/sinks/recordwriter.h"

#include "models/sinks/csvwriter.h"
#include "models/sinks/jsonlineswriter.h"

namespace muster {

std::unique_ptr<RecordWriter> RecordWriter::forOrder(const ExportOrder &order)
{
    if (order.format == FileFormat::Csv)
        return std::make_unique<CsvWriter>(order.query.attributes, order.textProfile);
    return std::make_unique<JsonLinesWriter>(order.query.attributes);
}

} // namespace muster
