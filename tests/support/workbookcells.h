// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/sinks/csvrows.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QString>

namespace muster::test {

/// What a reader that knows nothing of Muster finds in a workbook: [{"name", "rows": [[text or null, ...], ...],
/// "types": [...]}] in the order of the sheets, rows as wide as their last cell. Empty when it is none. The reader is
/// Python's own zipfile and ElementTree, and the escapes are undone as the standard has them.
[[nodiscard]] inline QJsonArray workbookSheets(const QString &file)
{
    static const char script[] = R"(
import json, re, sys, zipfile, xml.etree.ElementTree as tree
M = '{http://schemas.openxmlformats.org/spreadsheetml/2006/main}'
R = '{http://schemas.openxmlformats.org/officeDocument/2006/relationships}'
book = zipfile.ZipFile(sys.argv[1])
assert book.testzip() is None
targets = {one.get('Id'): one.get('Target') for one in tree.fromstring(book.read('xl/_rels/workbook.xml.rels'))}
def plain(text):
    return re.sub('_x([0-9A-Fa-f]{4})_', lambda m: chr(int(m.group(1), 16)), text or '')
sheets = []
for sheet in tree.fromstring(book.read('xl/workbook.xml')).iter(M + 'sheet'):
    root = tree.fromstring(book.read('xl/' + targets[sheet.get(R + 'id')]))
    rows, types = [], set()
    for row in root.iter(M + 'row'):
        while len(rows) < int(row.get('r')):
            rows.append([])
        for cell in row.iter(M + 'c'):
            letters = re.match('[A-Z]+', cell.get('r')).group()
            column = 0
            for letter in letters:
                column = column * 26 + ord(letter) - 64
            cells = rows[-1]
            cells.extend([None] * (column - len(cells)))
            types.add(cell.get('t') or 'number')
            if cell.find(M + 'f') is not None:
                types.add('formula')
            cells[column - 1] = plain(''.join(cell.itertext()))
    sheets.append({'name': sheet.get('name'), 'rows': rows, 'types': sorted(types),
                   'filter': root.find(M + 'autoFilter').get('ref'),
                   'frozen': root.find('.//' + M + 'pane').get('ySplit'),
                   'ignored': root.find('.//' + M + 'ignoredError').get('sqref')})
json.dump(sheets, sys.stdout)
)";
    QProcess python;
    python.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    python.start(QStringLiteral("python3"), {QStringLiteral("-c"), QString::fromUtf8(script), file});
    if (!python.waitForFinished(120'000) || python.exitCode() != 0)
        return {};
    return QJsonDocument::fromJson(python.readAllStandardOutput()).array();
}

/// The rows of a CSV export as workbookSheets() tells them; no value and empty text are alike in a workbook.
[[nodiscard]] inline QJsonArray workbookRowsOf(const QByteArray &csv)
{
    QJsonArray rows;
    CsvReader reader(csv, TextProfile::Machines);
    for (auto row = reader.next(); row && *row; row = reader.next()) {
        QJsonArray cells;
        for (const CsvReader::Cell &cell : **row)
            cells.append(cell && !cell->empty() ? QJsonValue(QString::fromStdString(*cell)) : QJsonValue());
        while (!cells.isEmpty() && cells.last().isNull())
            cells.removeLast();
        rows.append(cells);
    }
    return rows;
}

} // namespace muster::test
