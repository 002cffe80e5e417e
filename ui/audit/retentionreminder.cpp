// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/audit/retentionreminder.h"

#include "models/runs/retentionactions.h"
#include "models/runs/workspace.h"
#include "models/store/appsettings.h"
#include "ui/audit/historypage.h"
#include "ui/audit/retentiondialog.h"
#include "ui/common/formparts.h"
#include "ui/common/plainlabel.h"
#include "ui/common/theme.h"

#include <QEvent>
#include <QPushButton>

namespace muster {

RetentionReminder::RetentionReminder(HistoryPage &page, Workspace &workspace)
    : QWidget(&page)
    , m_workspace(workspace)
    , m_actions(new RetentionActions(workspace.audit(), this))
    , m_text(wrappedLabel(this, "retentionReminderLabel", ColourRole::Muted))
{
    setObjectName(QStringLiteral("retentionReminder"));
    auto *open = pushButton(this, "openRetentionButton", tr("Retention…"), QStringLiteral("trash-2"));
    auto *dismissButton = pushButton(this, "dismissRetentionButton", tr("Dismiss"));
    fillRow(this, space::s, {{m_text, 1}, open, dismissButton});
    hide();
    page.addNotice(this);
    page.installEventFilter(this);
    connect(open, &QPushButton::clicked, this, &RetentionReminder::openDialog);
    connect(dismissButton, &QPushButton::clicked, this, &RetentionReminder::dismiss);
    connect(&page, &HistoryPage::retentionAsked, this, &RetentionReminder::openDialog);
    connect(m_actions, &RetentionActions::dueFound, this, [this](const Result<DueAuditFiles> &due) {
        showDue(due.value_or(DueAuditFiles())); // what does not read is the dialog's to tell
    });
}

bool RetentionReminder::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Show)
        look();
    return QWidget::eventFilter(watched, event);
}

void RetentionReminder::look()
{
    const auto keep = AuditKeepTime::parse(m_workspace.settings().text(auditKeepSetting));
    if (!keep || keep->isForEver() || m_workspace.isReadOnly())
        return showDue({});
    // As the dialog: a clock that is ahead makes nothing due (F107).
    m_actions->lookForDue(keep->boundary(m_workspace.believableNow().earliest));
}

void RetentionReminder::openDialog()
{
    auto *dialog = new RetentionDialog(m_workspace, window());
    connect(dialog, &QDialog::finished, this, &RetentionReminder::look);
    dialog->open();
}

void RetentionReminder::showDue(const DueAuditFiles &due)
{
    m_due = due;
    const bool isDismissed = due.last <= qint64(m_workspace.settings().value(dismissedSetting).toInteger());
    setVisible(due.files > 0 && !isDismissed);
    m_text->setPlainText(
        tr("%n closed history file(s) are past the retention period and can be removed.", nullptr, due.files));
    Q_EMIT looked();
}

void RetentionReminder::dismiss()
{
    m_workspace.settings().setValue(dismissedSetting, m_due.last);
    m_workspace.settings().saveLater();
    hide();
}

} // namespace muster
