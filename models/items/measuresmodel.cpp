// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/measuresmodel.h"

#include "models/text/plaintext.h"

namespace muster {

MeasuresModel::MeasuresModel(const QString &earlier, const QString &later, QObject *parent)
    : RowsModel({{.title = tr("Measure"), .text = [](const MeasureTexts &row) { return visibleText(row.name, 200); }},
                 {.title = earlier,
                  .text = [](const MeasureTexts &row) { return row.values.value(0); },
                  .align = Qt::AlignRight},
                 {.title = later,
                  .text = [](const MeasureTexts &row) { return row.values.value(1); },
                  .align = Qt::AlignRight},
                 {.title = tr("Change"),
                  .text = [](const MeasureTexts &row) { return row.change; },
                  .align = Qt::AlignRight}},
                Spoken::TitleAndText, parent)
{
}

} // namespace muster
