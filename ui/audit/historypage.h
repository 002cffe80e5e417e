// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/store/auditlog.h"
#include "ui/common/forward.h"

#include <QWidget>

namespace muster {

class AuditModel;

/// The audit, newest first: table, details of an entry, verify, export. Reads through AuditModel; the log outlives it.
class HistoryPage : public QWidget
{
    Q_OBJECT
    Q_CLASSINFO("help", "history")

public:
    explicit HistoryPage(QWidget *parent = nullptr);
    void setLog(AuditLog *log);
    [[nodiscard]] AuditModel *model() const { return m_model; }
    void showVerdict(const AuditVerdict &verdict);
    /// Column widths and splitter, to be remembered; what does not fit is ignored.
    [[nodiscard]] QByteArray layoutState() const;
    void restoreLayout(const QByteArray &state);

Q_SIGNALS:
    void restoreAsked(const QString &runId); ///< From the backup that the run of the chosen entry made.

private:
    void showEntry();
    void showEmpty();
    void verify();
    void exportFile();
    void writeTo(const QString &file);

    AuditLog *m_log = nullptr;
    AuditModel *m_model = nullptr;
    QStackedWidget *m_stack = nullptr;
    QSplitter *m_splitter = nullptr;
    DataTable *m_table = nullptr;
    QPlainTextEdit *m_details = nullptr;
    QPushButton *m_check = nullptr, *m_export = nullptr; ///< Disabled while the log is at it.
    QPushButton *m_restore = nullptr;
    StatusBadge *m_verdict = nullptr;
    PlainLabel *m_verdictText = nullptr;
    QWidget *m_verdictBox = nullptr;
};

} // namespace muster
