// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/store/auditretention.h"
#include "ui/common/forward.h"

#include <QWidget>

namespace muster {

class HistoryPage;
class RetentionActions;
class Workspace;

/// A line in the history that says when closed files are past the retention period that a person chose, with the way to
/// the dialog that removes them. Not there while everything is kept, nothing is due, or a person has dismissed what is:
/// then it comes back with the next file. Looks whenever the page is shown, and when the dialog is done.
class RetentionReminder : public QWidget
{
    Q_OBJECT

public:
    /// The setting that holds DueAuditFiles::last of what was dismissed.
    static constexpr QLatin1String dismissedSetting{"history.dismissed"};

    /// Puts itself into `page`, which is not shown yet, and opens the dialog when the page asks for it. `workspace`
    /// outlives both.
    RetentionReminder(HistoryPage &page, Workspace &workspace);
    void look();

Q_SIGNALS:
    void looked(); ///< It shows what was found.

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void openDialog();
    void showDue(const DueAuditFiles &due);
    void dismiss();

    Workspace &m_workspace;
    RetentionActions *m_actions = nullptr;
    PlainLabel *m_text = nullptr;
    DueAuditFiles m_due;
};

} // namespace muster
