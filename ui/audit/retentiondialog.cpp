// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/audit/retentiondialog.h"

#include "models/items/removedfilesmodel.h"
#include "models/runs/retentionactions.h"
#include "models/runs/workspace.h"
#include "models/store/auditretention.h"
#include "models/store/preferences.h"
#include "models/text/amounttext.h"
#include "models/text/audittexts.h"
#include "models/text/displayformats.h"
#include "models/text/errortexts.h"
#include "ui/common/datatable.h"
#include "ui/common/emptystate.h"
#include "ui/common/formparts.h"
#include "ui/common/layoutmemory.h"
#include "ui/common/prompts.h"
#include "ui/common/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDateEdit>
#include <QPointer>
#include <QPushButton>

namespace muster {

namespace {

const QString untilADay = QStringLiteral("day"); ///< Data of that item; the others have AuditKeepTime::text().

} // namespace

RetentionDialog::RetentionDialog(Workspace &workspace, QWidget *parent)
    : QDialog(parent)
    , m_workspace(workspace)
    , m_actions(new RetentionActions(workspace.audit(), this))
    , m_files(new RemovedFilesModel(this))
{
    setObjectName(QStringLiteral("retentionDialog"));
    setWindowTitle(tr("History retention"));
    setAttribute(Qt::WA_DeleteOnClose);
    connect(m_actions, &RetentionActions::looked, this, &RetentionDialog::showPlan);
    connect(m_actions, &RetentionActions::removed, this, &RetentionDialog::showDone);
    buildChoice();
    auto *table = new DataTable("retentionFilesTable", tr("Files to be removed"), m_files, this);
    table->setColumnWidths({{RemovedFilesModel::File, 190},
                            {RemovedFilesModel::From, 160},
                            {RemovedFilesModel::To, 160},
                            {RemovedFilesModel::Entries, 80}});
    table->setMinimumHeight(rowHeight * 5);
    new EmptyOverlay(table, tr("No closed file is entirely that old."));
    m_summary = wrappedLabel(this, "retentionSummaryLabel");
    m_result = wrappedLabel(this, "retentionResultLabel", ColourRole::Bad);
    m_copies = named("retentionCopiesCheck", new QCheckBox(tr("&Copy the files to a folder first"), this));
    m_remove = pushButton(this, "removeHistoryFilesButton", tr("Remove files…"), QStringLiteral("trash-2"));
    m_close = pushButton(this, "closeRetentionButton", tr("Close"));
    m_remove->setAutoDefault(false);
    connect(m_remove, &QPushButton::clicked, this, &RetentionDialog::ask);
    connect(m_close, &QPushButton::clicked, this, &RetentionDialog::reject);
    fillPage(
        this, space::m,
        {rowLayout(space::s, {buddyLabel(this, tr("&Keep history entries"), m_keep), m_keep, m_day, boxStretch(1)}),
         hintLabel(this,
                   tr("Nothing is removed automatically. You remove whole closed files here, starting with the oldest, "
                      "if all of their entries are older. The history records each of them, and the rest can still be "
                      "verified.")),
         sectionTitle(this, tr("Would be removed now")),
         {table, 1},
         m_summary,
         m_result,
         rowLayout(space::s, {m_copies, boxStretch(1), m_remove, m_close})});
    resize(760, 460);
    rememberSize(*this);
    look();
}

void RetentionDialog::buildChoice()
{
    m_keep = calmCombo(this, "keepHistoryCombo");
    m_keep->setMinimumContentsLength(14);
    m_keep->addItem(tr("Forever"), AuditKeepTime().text());
    for (const int years : {1, 2, 3, 6, 10})
        m_keep->addItem(tr("%n years", nullptr, years), AuditKeepTime{.years = years}.text());
    m_keep->addItem(tr("From a date"), untilADay);
    const QString chosen = m_workspace.preferences().text(Setting::KeepHistory);
    if (m_keep->findData(chosen) < 0 && AuditKeepTime::parse(chosen))
        m_keep->insertItem(1, chosen, chosen); // of the command line's making
    m_keep->setCurrentIndex(std::max(m_keep->findData(chosen), 0));
    m_day = calmSpin<QDateEdit>(this, "keepFromDayEdit");
    m_day->setCalendarPopup(true);
    m_day->setDisplayFormat(dayFieldFormat());
    m_day->setAccessibleName(tr("First day whose entries are kept"));
    m_day->setMaximumDate(QDate::currentDate());
    m_day->setDate(QDate(QDate::currentDate().year() - 1, 1, 1));
    m_day->hide();
    connect(m_keep, &QComboBox::activated, this, &RetentionDialog::chooseKeepTime);
    connect(m_day, &QDateEdit::dateChanged, this, &RetentionDialog::look);
}

// A day is for once; how long is remembered, here and for the command line.
void RetentionDialog::chooseKeepTime()
{
    const QString chosen = m_keep->currentData().toString();
    m_day->setVisible(chosen == untilADay);
    if (chosen != untilADay)
        m_workspace.preferences().set(Setting::KeepHistory, chosen);
    look();
}

QDateTime RetentionDialog::boundary() const
{
    const QString chosen = m_keep->currentData().toString();
    if (chosen == untilADay)
        return m_day->date().startOfDay().toUTC();
    // A clock that is ahead removes nothing (F107).
    return AuditKeepTime::parse(chosen).value_or(AuditKeepTime()).boundary(m_workspace.believableNow().earliest);
}

void RetentionDialog::look()
{
    m_result->clear();
    m_isLooking = true;
    showState();
    m_actions->look(boundary());
}

void RetentionDialog::showPlan(const Result<AuditRemoval> &plan)
{
    m_isLooking = false;
    m_plan = plan.value_or(AuditRemoval());
    m_files->setRows(m_plan.files);
    if (!plan)
        m_result->setPlainText(errorSentence(plan.error()));
    showState();
}

void RetentionDialog::ask()
{
    if (m_isLooking || m_isRemoving || m_plan.files.isEmpty())
        return;
    const auto confirm = [this](const QString &folder) {
        askFirst(this,
                 {.title = tr("Remove these history files?"),
                  .text = auditRemovalText(m_plan),
                  .detail = tr("This can’t be undone. The history records what was removed, when and by whom. Earlier "
                               "checkpoints can then only be compared in part: export a new one."),
                  .acceptLabel = tr("Remove files"),
                  .rejectLabel = {},
                  .dangerous = true},
                 this, [this, folder] { remove(folder); });
    };
    if (!m_copies->isChecked())
        return confirm({});
    Prompts::instance().chooseFolder(this, tr("Folder for the copies"), {},
                                     [self = QPointer(this), confirm](const QString &folder) {
                                         if (self && !folder.isEmpty())
                                             confirm(folder);
                                     });
}

void RetentionDialog::remove(const QString &copyFolder)
{
    m_result->clear();
    m_isRemoving = true;
    showState();
    m_actions->remove(m_plan, copyFolder);
}

void RetentionDialog::showDone(const Result<AuditRemoval> &removal)
{
    m_isRemoving = false;
    look(); // whatever became of it
    if (!removal)
        m_result->setPlainText(errorSentence(removal.error()));
    else
        Prompts::instance().tell(this, tr("History files removed"),
                                 tr("Entry %1 of the history lists them.").arg(numberText(removal->recordedIn)));
}

void RetentionDialog::showState()
{
    const bool canChange = !m_isRemoving && !m_workspace.isReadOnly();
    for (QWidget *widget : {static_cast<QWidget *>(m_keep), static_cast<QWidget *>(m_day)})
        widget->setEnabled(!m_isRemoving);
    m_copies->setEnabled(canChange);
    m_remove->setEnabled(canChange && !m_isLooking && !m_plan.files.isEmpty());
    m_close->setEnabled(!m_isRemoving);
    if (m_isRemoving)
        m_summary->setPlainText(tr("Checking and removing files…"));
    else if (m_isLooking)
        m_summary->setPlainText(tr("Checking closed files…"));
    else if (m_workspace.isReadOnly())
        m_summary->setPlainText(errorSentence(m_workspace.writeRefusal()));
    else
        m_summary->setPlainText(m_plan.files.isEmpty() ? QString() : auditRemovalText(m_plan));
}

void RetentionDialog::reject()
{
    if (!m_isRemoving)
        QDialog::reject();
}

} // namespace muster
