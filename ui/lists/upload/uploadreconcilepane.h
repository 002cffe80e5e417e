// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/background/workerjob.h"
#include "models/uploadcheck/uploadreconciliation.h"
#include "ui/common/forward.h"

#include <QWidget>

namespace muster {

class UploadCountsModel;

/// Holds a report against what the tenant counts of a list, once the upload has been made.
class UploadReconcilePane : public QWidget
{
    Q_OBJECT

public:
    explicit UploadReconcilePane(QWidget *parent = nullptr);

    /// The report of what was checked in this window; one from a file goes before it.
    void setOwn(const Result<UploadReport> &report);
    /// As the index has them, none while they are read; nullopt: no tenant is open.
    void setLists(const std::optional<QList<ContactListSummary>> &lists);

Q_SIGNALS:
    void reloadAsked(); ///< The tenant's counts, anew.

private:
    void chooseReport();
    void takeReport(const Result<UploadReport> &report);
    void show();

    std::optional<UploadReport> m_report;
    QList<ContactListSummary> m_lists;
    QString m_chosen; ///< Id of the list; it stays so while the lists are read anew.
    bool m_hasTenant = false;
    bool m_isFromFile = false;
    PlainLabel *m_reportLabel = nullptr;
    QPushButton *m_open = nullptr;
    QComboBox *m_list = nullptr;
    QPushButton *m_reload = nullptr;
    PlainLabel *m_verdict = nullptr;
    DataTable *m_table = nullptr;
    UploadCountsModel *m_counts = nullptr;
    WorkerJob<Result<UploadReport>> m_reading;
};

} // namespace muster
