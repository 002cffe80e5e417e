// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/audit/runaudithistory.h"

#include "models/items/auditmodel.h"
#include "models/text/errortexts.h"
#include "ui/common/datatable.h"
#include "ui/common/emptystate.h"
#include "ui/common/formparts.h"
#include "ui/common/theme.h"

#include <QStackedWidget>

namespace muster {

RunAuditHistory::RunAuditHistory(QWidget *parent)
    : QWidget(parent)
    , m_model(new AuditModel(this))
    , m_stack(new QStackedWidget(this))
{
    m_table = new DataTable("runAuditTable", tr("History of the run, newest first"), m_model, this);
    m_table->setColumnWidths({{AuditModel::Number, 60}, {AuditModel::Time, 168}, {AuditModel::Event, 230}});
    for (const int column : {AuditModel::Object, AuditModel::Run, AuditModel::Connection})
        m_table->setColumnHidden(column, true); // the same in every line
    connect(m_table, &DataTable::activatedRow, this, [this](const QModelIndex &index) {
        if (m_model->isGroup(index.row()))
            m_model->setOpen(index.row(), !m_model->isOpen(index.row()));
        else if (const qint64 sequence = m_model->sequenceAt(index.row()); sequence > 0)
            Q_EMIT entryAsked(sequence);
    });
    m_empty = named("runAuditEmptyState", new EmptyState(QString(), m_stack));
    addWidgets(m_stack, {m_table, m_empty});
    fillColumn(this, 0, {{m_stack, 1}});
    connect(m_model, &AuditModel::searched, this, &RunAuditHistory::showState);
    connect(m_model, &AuditModel::failed, this, [this](const ApiError &error) {
        m_empty->setSentence(errorSentence(error));
        m_stack->setCurrentWidget(m_empty);
    });
    showState();
}

void RunAuditHistory::setHistory(AuditLog *log, AuditIndex *index)
{
    m_log = log;
    m_index = index;
    setRun(m_runId);
}

void RunAuditHistory::setRun(const QString &runId)
{
    m_runId = runId;
    if (m_log && m_index && !runId.isEmpty()) {
        AuditQuery query;
        query.runId = runId;
        m_model->setQuery(query); // before the history, or all of it would be asked for first
        if (!m_hasHistory)
            m_model->setHistory(m_log, m_index);
        m_hasHistory = true;
    }
    showState();
}

void RunAuditHistory::showState()
{
    const bool isThere = !m_runId.isEmpty() && m_model->query().runId == m_runId && !m_model->isSearching();
    if (isThere && m_model->rowCount() > 0) {
        m_stack->setCurrentWidget(m_table);
        return;
    }
    m_empty->setSentence(m_runId.isEmpty() ? tr("Choose a run to see its history.")
                             : isThere     ? tr("This run has left no entries in the history yet.")
                                           : tr("Searching the history…"));
    m_stack->setCurrentWidget(m_empty);
}

} // namespace muster
