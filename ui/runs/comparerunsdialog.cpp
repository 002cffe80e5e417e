// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/runs/comparerunsdialog.h"

#include "models/items/measuresmodel.h"
#include "models/runs/runkinds.h"
#include "models/text/plaintext.h"
#include "models/text/recordtexts.h"
#include "models/text/timetexts.h"
#include "ui/common/datatable.h"
#include "ui/common/formparts.h"
#include "ui/common/layoutmemory.h"
#include "ui/common/theme.h"

#include <QDialogButtonBox>

namespace muster {

namespace {

QString headOf(const RunRecord &record)
{
    return CompareRunsDialog::tr("%1, started %2, on %3. %4")
        .arg(runRecordTitle(record), exactTimeText(record.run.startedAt), visibleText(record.run.profileName, 100),
             runRecordStateText(record, false));
}

bool isFinishedExport(const RunRecord &record)
{
    return record.run.kind == runKindKey(RunKind::SegmentExport) && record.run.state == u"complete";
}

} // namespace

CompareRunsDialog::CompareRunsDialog(const RunRecord &earlier, const RunRecord &later, QWidget *parent)
    : QDialog(parent)
{
    setObjectName(QStringLiteral("compareRunsDialog"));
    setWindowTitle(tr("Compare two runs"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto *model
        = new MeasuresModel(shortRecordTimeText(earlier.run.startedAt), shortRecordTimeText(later.run.startedAt), this);
    model->setRows(runMeasureTexts({&earlier, &later}));
    m_table = new DataTable("compareRunsTable", tr("Metrics of both runs"), model, this);
    m_table->setColumnWidths({{MeasuresModel::Name, 190},
                              {MeasuresModel::Earlier, 155},
                              {MeasuresModel::Later, 155},
                              {MeasuresModel::Change, 100}});
    QStringList notes;
    if (earlier.run.kind != later.run.kind)
        notes << tr("The run types differ, so only metrics that both have can be compared.");
    else if (earlier.run.orderDigest != later.run.orderDigest)
        notes << tr("Their settings differ.");
    for (const RunRecord *record : {&earlier, &later}) {
        const QString missing = missingMeasuresText(*record);
        if (!missing.isEmpty())
            notes << tr("%1: %2").arg(shortRecordTimeText(record->run.startedAt), missing);
    }
    auto *first = wrappedLabel(this, "earlierRunLabel", ColourRole::Text, headOf(earlier));
    auto *second = wrappedLabel(this, "laterRunLabel", ColourRole::Text, headOf(later));
    auto *note = wrappedLabel(this, "compareRunsNote", ColourRole::Muted, notes.join(u' '));
    note->setVisible(!notes.isEmpty());
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *files = pushButton(this, "compareRunFilesButton", tr("Compare files…"));
    files->setVisible(isFinishedExport(earlier) && isFinishedExport(later));
    buttons->addButton(files, QDialogButtonBox::ActionRole);
    connect(files, &QPushButton::clicked, this, [this, before = earlier.run.target, after = later.run.target] {
        Q_EMIT filesAsked(before, after);
        accept();
    });
    fillColumn(this, space::s, {first, second, note, {m_table, 1}, buttons},
               QMargins(space::l, space::l, space::l, space::l));
    resize(720, 560);
    rememberSize(*this);
}

} // namespace muster
