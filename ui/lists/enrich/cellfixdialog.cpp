// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lists/enrich/cellfixdialog.h"

#include "models/items/enrichmodels.h"
#include "models/text/amounttext.h"
#include "models/text/enrichtexts.h"
#include "models/text/plaintext.h"
#include "ui/common/datatable.h"
#include "ui/common/designtokens.h"
#include "ui/common/emptystate.h"
#include "ui/common/formparts.h"
#include "ui/common/layoutmemory.h"
#include "ui/common/theme.h"

#include <QButtonGroup>
#include <QDialogButtonBox>
#include <QHash>
#include <QItemSelectionModel>
#include <QPushButton>
#include <QRadioButton>

namespace muster {

CellFixDialog::CellFixDialog(const std::shared_ptr<const CheckReport> &report, std::optional<InvalidCell> rest,
                             QWidget *parent)
    : QDialog(parent)
    , m_report(report)
    , m_before(rest)
    , m_repairs(new CellRepairsModel(this))
    , m_examples(new RepairExamplesModel(this))
{
    setObjectName(QStringLiteral("cellFixDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Fix cells"));
    auto *hint = wrappedLabel(this, "cellFixHintLabel");
    hint->setPlainText(tr("A fix is added to the attribute’s steps. It is used only for cells that aren’t valid "
                          "otherwise. Your file stays unchanged, and nothing is sent."),
                       ColourRole::Muted);
    auto *tables = rowLayout(space::l, {{buildRepairs(), 3}, {buildPreview(), 2}});
    QWidget *choice = buildRest();
    m_summary = wrappedLabel(this, "cellFixSummaryLabel");
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_accept = primaryButton(buttons, "applyFixesButton", tr("&Apply and check again"));
    m_accept->setDefault(true);
    buttons->addButton(m_accept, QDialogButtonBox::AcceptRole);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    fillPage(this, space::m, {hint, {tables, 1}, choice, m_summary, buttons});
    resize(980, 520);
    rememberSize(*this);
    m_repairs->setRepairs(report->repairs);
    connect(m_repairs, &CellRepairsModel::dataChanged, this, &CellFixDialog::showState);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &CellFixDialog::showExamples);
    if (!report->repairs.isEmpty())
        m_table->setCurrentIndex(m_repairs->index(0, CellRepairsModel::Attribute));
    showExamples();
    showState();
}

QWidget *CellFixDialog::buildRepairs()
{
    auto *box = new QWidget(this);
    m_table = new DataTable("cellRepairsTable", tr("Suggested fixes"), m_repairs, box);
    m_table->setColumnWidths(
        {{CellRepairsModel::Attribute, 125}, {CellRepairsModel::Fix, 230}, {CellRepairsModel::Cells, 65}});
    m_table->setMinimumHeight(rowHeight * 4);
    new EmptyOverlay(m_table,
                     tr("No suggestions: no common format fits these cells. Fix the file, or leave the "
                        "cells out."));
    fillColumn(box, space::xs, {sectionTitle(box, tr("Suggested fixes")), {m_table, 1}});
    return box;
}

QWidget *CellFixDialog::buildPreview()
{
    auto *box = new QWidget(this);
    auto *table = new DataTable("repairExamplesTable", tr("Preview of the selected fix"), m_examples, box);
    table->setColumnWidth(RepairExamplesModel::Cell, 130);
    new EmptyOverlay(table, tr("Select a fix to see what it does."));
    m_previewed = elidedLabel(box, "previewedFixLabel", ColourRole::Muted);
    m_doubt = wrappedLabel(box, "fixDoubtLabel", ColourRole::Warn);
    fillColumn(box, space::xs, {sectionTitle(box, tr("Preview")), m_previewed, {table, 1}, m_doubt});
    return box;
}

QWidget *CellFixDialog::buildRest()
{
    auto *box = new QWidget(this);
    m_reject = named("rejectRowsRadio", new QRadioButton(tr("&Reject their rows"), box));
    m_leaveOut = named("leaveCellsOutRadio",
                       new QRadioButton(tr("&Leave only these cells out; the contact keeps its value"), box));
    auto *group = new QButtonGroup(box);
    group->addButton(m_reject);
    group->addButton(m_leaveOut);
    if (m_before)
        (*m_before == InvalidCell::LeaveOut ? m_leaveOut : m_reject)->setChecked(true);
    connect(m_reject, &QRadioButton::toggled, this, &CellFixDialog::showState);
    connect(m_leaveOut, &QRadioButton::toggled, this, &CellFixDialog::showState);
    fillColumn(box, space::xs, {sectionTitle(box, tr("Cells that no fix makes valid")), m_reject, m_leaveOut});
    return box;
}

CellFixes CellFixDialog::fixes() const
{
    CellFixes fixes{.repairs = m_repairs->chosen(), .attributes = m_report->unfitAttributes()};
    if (m_leaveOut->isChecked() || m_reject->isChecked())
        fixes.rest = m_leaveOut->isChecked() ? InvalidCell::LeaveOut : InvalidCell::RejectRow;
    if (fixes.rest == m_before)
        fixes.rest.reset(); // nobody chose anything
    return fixes;
}

void CellFixDialog::showExamples()
{
    const CellRepair *repair = m_repairs->at(m_table->currentIndex().row());
    m_examples->setRows(repair ? repair->examples : QList<CellRepair::Example>());
    m_doubt->showText(repair ? repairDoubtText(*repair) : QString(), ColourRole::Warn);
    //: %1 is an attribute of the list, %2 what a fix does.
    m_previewed->setPlainText(repair ? tr("%1: %2").arg(visibleText(repair->attribute, 60), stepsText(repair->steps))
                                     : QString());
}

void CellFixDialog::showState()
{
    const CellFixes chosen = fixes();
    QHash<QString, qint64> left; // by attribute
    qint64 all = 0;
    for (const CheckFinding &finding : m_report->findings) {
        if (finding.attribute.isEmpty())
            continue;
        ++left[finding.attribute];
        ++all;
    }
    qint64 fixed = 0;
    for (const CellRepair &repair : chosen.repairs) { // two may fix the same cells
        qint64 &rest = left[repair.attribute];
        const qint64 here = std::min(rest, repair.cells);
        rest -= here;
        fixed += here;
    }
    m_summary->setPlainText(
        //: %2 is the number of invalid cells that are shown, %1 how many of them become valid.
        tr("Of %2 invalid cells, up to %1 become valid.", nullptr, pluralForm(all))
            .arg(numberText(fixed), numberText(all)));
    m_accept->setEnabled(!chosen.repairs.isEmpty() || chosen.rest);
}

} // namespace muster
