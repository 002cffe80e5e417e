// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/numberplanactions.h"
#include "ui/common/forward.h"

#include <QDialog>

class QDateEdit;

namespace muster {

class PlanDifferencesModel;
class Workspace;

/// By which numbering plans phone numbers are judged, and the way to others: a file is read and compared first, and what it
/// would change is shown before anybody chooses it.
class NumberPlansDialog : public QDialog
{
    Q_OBJECT
    Q_CLASSINFO("help", "contact-lists#numbering-plans")

public:
    explicit NumberPlansDialog(Workspace &workspace, QWidget *parent = nullptr);

private:
    QWidget *buildInUse();
    QWidget *buildFile();
    void openFile();
    void showChecked(const NumberPlanActions::Checked &plans);
    void showChosen();
    void showFailure(const ApiError &error);
    void setBusy(bool busy);

    Workspace &m_workspace;
    NumberPlanActions *m_actions = nullptr;
    PlanDifferencesModel *m_differences = nullptr;
    PlainLabel *m_edition = nullptr;
    PlainLabel *m_age = nullptr;
    PlainLabel *m_when = nullptr;
    PlainLabel *m_result = nullptr;
    QPushButton *m_open = nullptr;
    QPushButton *m_newest = nullptr;
    QPushButton *m_installed = nullptr;
    QWidget *m_fileBox = nullptr;
    QDateEdit *m_released = nullptr;
    QPushButton *m_use = nullptr;
    QString m_file;
    NumberPlanActions::Checked m_checked; ///< What the table shows.
    bool m_wasChanged = false;
};

} // namespace muster
