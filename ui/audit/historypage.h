// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/store/auditlog.h"
#include "ui/common/forward.h"

#include <QHash>
#include <QWidget>

class QBoxLayout;
class QModelIndex;

namespace muster {

class AuditFilterBar;
class AuditIndex;
class AuditModel;

/// The audit, newest first: filters, table, details of an entry, verify, export. Reads through AuditModel.
class HistoryPage : public QWidget
{
    Q_OBJECT
    Q_CLASSINFO("help", "history")

public:
    explicit HistoryPage(QWidget *parent = nullptr);
    /// Both outlive the page. Without an index there is nothing to filter by, and everything is shown.
    void setHistory(AuditLog *log, AuditIndex *index = nullptr);
    void setConnectionNames(const QHash<QString, QString> &names); ///< By the profile's id.
    [[nodiscard]] AuditModel *model() const { return m_model; }
    /// A line below the head, for what concerns the history as a whole. Once; the page owns it.
    void addNotice(QWidget *notice);
    [[nodiscard]] qint64 shownEntry() const { return m_shown; } ///< Sequence of the chosen one; 0: none.
    void showVerdict(const AuditVerdict &verdict);
    /// Column widths and splitter, to be remembered; what does not fit is ignored.
    [[nodiscard]] QByteArray layoutState() const;
    void restoreLayout(const QByteArray &state);

public Q_SLOTS:
    void showRun(const QString &runId); ///< All entries of that run, and no others.
    /// Chooses the entry, without filters if they hide it. What is not there yet is chosen once it is.
    void showEntry(qint64 sequence);

Q_SIGNALS:
    void retentionAsked(); ///< A person wants to say how long the history is kept.
    void runAsked(const QString &runId); ///< A person wants to see the run of the chosen entry.
    void restoreAsked(const QString &runId); ///< From the backup that the run of the chosen entry made.

private:
    void buildHead(QBoxLayout *head);
    void buildTable();
    void filter();
    void answered();
    void loadValues();
    void showChosen();
    void showEmpty();
    void showProgress(qint64 indexed, qint64 total);
    void showNotice();
    void activate(const QModelIndex &index);
    void choose(int row);
    [[nodiscard]] const AuditEntry *chosen() const;
    void verify();
    void exportFile();
    void writeTo(const QString &file);

    AuditLog *m_log = nullptr;
    AuditIndex *m_index = nullptr;
    AuditModel *m_model = nullptr;
    AuditFilterBar *m_filters = nullptr;
    PlainLabel *m_count = nullptr; ///< How many entries are shown, or how far the index is.
    PlainLabel *m_notice = nullptr;
    EmptyState *m_empty = nullptr;
    QAction *m_ofRun = nullptr, *m_ofObject = nullptr, *m_toRun = nullptr;
    QHash<QString, QString> m_names;
    qint64 m_shown = 0; ///< Sequence of the chosen entry; 0: none.
    qint64 m_wanted = 0; ///< Sequence of one that is to be chosen when it can be.
    bool m_isChoosing = false;
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
