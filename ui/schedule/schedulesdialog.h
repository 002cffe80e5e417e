// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/schedule/scheduledesk.h"
#include "ui/common/forward.h"

#include <QDialog>

namespace muster {

class SchedulesModel;

/// What the system's scheduler starts for this data folder, and what became of it. `desk` outlives it.
class SchedulesDialog : public QDialog
{
    Q_OBJECT
    Q_CLASSINFO("help", "schedules")

public:
    explicit SchedulesDialog(ScheduleDesk &desk, QWidget *parent = nullptr);
    [[nodiscard]] ScheduleDesk &desk() const { return m_desk; }

private:
    QWidget *buildButtons();
    void showOverview(const ScheduleOverview &overview);
    void showChosen();
    void edit(const Schedule &schedule);
    void askRemove();
    [[nodiscard]] const ScheduleStatus *chosen() const;

    ScheduleDesk &m_desk;
    SchedulesModel *m_model = nullptr;
    DataTable *m_table = nullptr;
    PlainLabel *m_notice = nullptr;
    PlainLabel *m_details = nullptr;
    QPushButton *m_add = nullptr, *m_edit = nullptr, *m_toggle = nullptr, *m_run = nullptr, *m_remove = nullptr;
    QString m_chosen; ///< Id; kept while everything is read anew.
};

} // namespace muster
