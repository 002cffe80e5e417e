// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lists/upload/uploadreconcilepane.h"

#include "models/items/uploadmodels.h"
#include "models/text/amounttext.h"
#include "models/text/errortexts.h"
#include "models/text/plaintext.h"
#include "models/text/uploadtexts.h"
#include "ui/common/datatable.h"
#include "ui/common/designtokens.h"
#include "ui/common/emptystate.h"
#include "ui/common/formparts.h"
#include "ui/common/prompts.h"
#include "ui/common/tooltips.h"

#include <QComboBox>
#include <QFormLayout>

namespace muster {

UploadReconcilePane::UploadReconcilePane(QWidget *parent)
    : QWidget(parent)
    , m_reading([this](const Result<UploadReport> &report) { takeReport(report); })
{
    auto *reportBox = new QWidget(this);
    m_reportLabel = wrappedLabel(reportBox, "uploadReportLabel");
    m_open = pushButton(reportBox, "openUploadReportButton", tr("Ope&n a report…"), QStringLiteral("folder-open"));
    fillRow(reportBox, space::s, {{m_reportLabel, 1}, m_open});
    auto *listBox = new QWidget(this);
    m_list = calmCombo(listBox, "uploadListCombo", tr("List that the file was uploaded to"));
    m_reload = pushButton(listBox, "reloadUploadListsButton", tr("Relo&ad"), QStringLiteral("refresh-cw"));
    fillRow(listBox, space::s, {{m_list, 1}, m_reload});
    m_verdict = wrappedLabel(this, "uploadVerdictLabel");
    m_counts = new UploadCountsModel(this);
    m_table = new DataTable("uploadCountsTable", tr("Counts"), m_counts, this);
    m_table->setColumnWidths({{UploadCountsModel::Count, 140},
                              {UploadCountsModel::Expected, 160},
                              {UploadCountsModel::Told, 160},
                              {UploadCountsModel::Match, 220}});
    new EmptyOverlay(m_table, tr("Choose a report and the list that the file was uploaded to."));
    auto *form = bareLayout<QFormLayout>(space::s);
    form->addRow(tr("Report"), reportBox);
    form->addRow(buddyLabel(this, tr("Lis&t"), m_list), listBox);
    fillColumn(this, space::s,
               {form,
                hintLabel(this,
                          tr("The list must have had no records before the upload. Wait until CXone has processed the "
                             "file, then reload.")),
                m_verdict,
                {m_table, 1}});

    connect(m_open, &QPushButton::clicked, this, &UploadReconcilePane::chooseReport);
    connect(m_reload, &QPushButton::clicked, this, &UploadReconcilePane::reloadAsked);
    connect(m_list, &QComboBox::currentIndexChanged, this, [this] {
        m_chosen = m_list->currentData().toString();
        show();
    });
    setLists({});
    m_reportLabel->setPlainText(tr("none"));
}

void UploadReconcilePane::setOwn(const Result<UploadReport> &report)
{
    if (m_isFromFile)
        return;
    m_report = report ? std::optional(*report) : std::nullopt;
    show();
}

void UploadReconcilePane::setLists(const std::optional<QList<ContactListSummary>> &lists)
{
    m_hasTenant = lists.has_value();
    m_lists = lists.value_or(QList<ContactListSummary>());
    {
        const QSignalBlocker blocker(m_list);
        m_list->clear();
        m_list->addItem(m_hasTenant ? tr("Choose a list") : tr("No connection is open"));
        for (const ContactListSummary &list : std::as_const(m_lists))
            m_list->addItem(visibleText(list.name, 100), list.id);
        m_list->setCurrentIndex(m_chosen.isEmpty() ? 0 : std::max(0, m_list->findData(m_chosen)));
    }
    m_list->setEnabled(m_hasTenant);
    m_reload->setEnabled(m_hasTenant);
    toolTips::set(m_reload,
                  m_hasTenant ? tr("Ask the tenant for its counts again")
                              : tr("These are lists of a tenant. Open one under Connections."));
    show();
}

void UploadReconcilePane::chooseReport()
{
    askWhatToOpen(this, tr("Choose the report of a check"), {tr("JSON files (*.json)"), tr("All files (*)")}, this,
                  [this](const QString &file) {
                      m_reading.start([file](const std::stop_token &) { return UploadReport::read(file); });
                  });
}

void UploadReconcilePane::takeReport(const Result<UploadReport> &report)
{
    if (!report) {
        m_verdict->setPlainText(errorSentence(report.error()));
        return;
    }
    m_isFromFile = true;
    m_report = *report;
    show();
}

void UploadReconcilePane::show()
{
    m_reportLabel->setPlainText(
        m_report ? tr("%1: %2 rows to upload").arg(visibleText(m_report->file, 200), numberText(m_report->rows))
                 : tr("none"));
    const int chosen = m_list->currentIndex() - 1;
    if (!m_report || chosen < 0 || chosen >= m_lists.size()) {
        m_counts->setRows({});
        m_verdict->setPlainText({});
        return;
    }
    const ContactListSummary &list = m_lists[chosen];
    const UploadReconciliation reconciliation = UploadReconciliation::of(*m_report, list);
    m_counts->setRows(QList<ReconciledCount>(reconciliation.counts.begin(), reconciliation.counts.end()));
    m_verdict->setPlainText(uploadReconciliationText(reconciliation, list.name));
}

} // namespace muster
