// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/enrich/fieldtrial.h"

#include "models/rules/enrich/compiledmapping.h"
#include "models/rules/enrich/rowchecker.h"

#include <algorithm>

namespace muster {

namespace {

QString fromBytes(std::string_view text)
{
    const std::string_view shown = shortenedText(text, CheckedRow::maxShown);
    return QString::fromUtf8(shown.data(), qsizetype(shown.size()));
}

} // namespace

FieldTrial FieldTrial::of(const EnrichmentMapping &mapping, int field, const SourceShape &shape,
                          const ListSchema &schema, std::span<const SourceRow> rows)
{
    FieldTrial trial;
    const MappingCompilation compiled = compileField(mapping, field, shape, schema);
    trial.findings = compiled.findings;
    if (!compiled.mapping)
        return trial;
    RowChecker checker(compiled.mapping);
    CheckedRow checked;
    for (const SourceRow &row : rows) {
        checker.check(row, checked);
        if (!checked.fates().empty()) // an empty row has no fates
            trial.take(row, checked, compiled.mapping->takenColumn(compiled.mapping->fields.front(), row));
    }
    return trial;
}

void FieldTrial::take(const SourceRow &row, const CheckedRow &checked, std::uint32_t column)
{
    ++rows;
    Cell cell{.fate = checked.fates().front()};
    switch (cell.fate) {
    case CellFate::Kept:
        ++kept;
        break;
    case CellFate::Empty:
        ++empty;
        return;
    case CellFate::Guarded:
        ++guarded;
        break;
    case CellFate::Refused:
        ++refused;
        break;
    case CellFate::LeftOut:
        ++leftOut;
        break;
    case CellFate::Held: // no contact is looked at here
        break;
    }
    const bool isUnfit = cell.fate == CellFate::Refused || cell.fate == CellFate::LeftOut;
    const bool isFirstUnfit = isUnfit && !rule;
    const auto finding = std::find_if(checked.findings().begin(), checked.findings().end(),
                                      [](const RowFinding &one) { return one.field == 0; });
    if (isUnfit && finding != checked.findings().end()) {
        cell.rule = finding->rule;
        column = finding->column;
    }
    if (isFirstUnfit)
        rule = cell.rule;
    if (cells.size() == maxCells && !isFirstUnfit)
        return;
    if (column < row.cells.size())
        cell.cell = fromBytes(row.cells[column]);
    if (cell.fate == CellFate::Kept && !checked.values().empty())
        cell.result = fromBytes(checked.text(checked.values().front()));
    if (cells.size() == maxCells)
        cells.removeLast();
    cells.append(cell);
}

} // namespace muster
