// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/common/forward.h"

#include <QWidget>

namespace muster {

class AuditIndex;
class AuditLog;
class AuditModel;

/// What the history says of one run, newest first, while it goes on and afterwards: a table for a tab beside the run.
class RunAuditHistory : public QWidget
{
    Q_OBJECT
    Q_CLASSINFO("help", "history")

public:
    explicit RunAuditHistory(QWidget *parent = nullptr);
    void setHistory(AuditLog *log, AuditIndex *index); ///< Both outlive the widget. Once.
    void setRun(const QString &runId); ///< Empty: nothing is shown.
    [[nodiscard]] AuditModel *model() const { return m_model; }

Q_SIGNALS:
    void entryAsked(qint64 sequence); ///< A person wants to see it in the history: Enter or double click.

private:
    void showState();

    AuditLog *m_log = nullptr;
    AuditIndex *m_index = nullptr;
    QString m_runId;
    bool m_hasHistory = false;
    AuditModel *m_model = nullptr;
    QStackedWidget *m_stack = nullptr;
    DataTable *m_table = nullptr;
    EmptyState *m_empty = nullptr;
};

} // namespace muster
