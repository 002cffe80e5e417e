// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lists/restorepage.h"

#include "models/items/backupsmodel.h"
#include "models/text/connectiontexts.h"
#include "models/text/errortexts.h"
#include "models/text/plaintext.h"
#include "models/text/plurals.h"
#include "models/text/timetexts.h"
#include "ui/common/datatable.h"
#include "ui/common/emptystate.h"
#include "ui/common/environmentbadge.h"
#include "ui/common/errorpanel.h"
#include "ui/common/formparts.h"
#include "ui/common/icons.h"
#include "ui/common/plainlabel.h"
#include "ui/common/prompts.h"
#include "ui/common/skeletonrows.h"
#include "ui/common/theme.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QPushButton>
#include <QShortcut>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace muster {

RestorePage::RestorePage(QWidget *parent)
    : QWidget(parent)
    , m_backups(new BackupsModel(this))
    , m_records(new BackupRecordsModel(this))
    , m_stack(new QStackedWidget(this))
{
    setAccessibleName(tr("Restore from backup"));
    auto *back = new QPushButton(tr("\u2039 &Lists"), this);
    back->setObjectName(QStringLiteral("closeRestoreButton"));
    back->setAccessibleName(tr("Back to the contact lists"));
    connect(back, &QPushButton::clicked, this, &RestorePage::closed);
    m_environment = new EnvironmentBadge(this);
    auto *head = new QHBoxLayout;
    head->setSpacing(space::s);
    head->addWidget(back);
    head->addWidget(pageTitle(this, tr("Restore from backup")), 1);
    head->addWidget(m_environment);
    m_content = new QWidget(m_stack);
    auto *inner = new QVBoxLayout(m_content);
    inner->setContentsMargins(0, 0, 0, 0);
    inner->setSpacing(space::s);
    inner->addWidget(buildBackups(), 2);
    inner->addWidget(buildRecords(), 3);
    inner->addWidget(buildFoot());
    m_empty = new EmptyState(QStringLiteral("archive-restore"), m_stack);
    m_empty->setObjectName(QStringLiteral("backupsEmptyState"));
    m_empty->setSentence(tr("There is no backup. One is made before each run that updates or purges contacts, and is "
                            "kept for 30 days."));
    m_stack->addWidget(m_content);
    m_stack->addWidget(m_empty);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::l, space::l, space::l, space::l);
    column->setSpacing(space::m);
    column->addLayout(head);
    column->addWidget(m_stack, 1);
    setFocusProxy(m_backupTable);
    auto *escape = new QShortcut(QKeySequence(Qt::Key_Escape), this);
    escape->setContext(Qt::WidgetWithChildrenShortcut);
    connect(escape, &QShortcut::activated, this, &RestorePage::closed);
    connect(m_records, &BackupRecordsModel::checkedChanged, this, &RestorePage::showButtons);
    setBackups({}, QDateTime::currentDateTimeUtc());
}

QWidget *RestorePage::buildBackups()
{
    m_backupTable = new DataTable(m_content);
    m_backupTable->setObjectName(QStringLiteral("backupsTable"));
    m_backupTable->setAccessibleName(tr("Backups"));
    m_backupTable->setModel(m_backups);
    const std::pair<int, int> widths[]
        = {{BackupsModel::List, 240},   {BackupsModel::Made, 130},    {BackupsModel::Removed, 90},
           {BackupsModel::Changed, 90}, {BackupsModel::Expires, 130}, {BackupsModel::Kept, 130}};
    for (const auto &[column, width] : widths)
        m_backupTable->setColumnWidth(column, width);
    m_backupTable->setMinimumHeight(110);
    connect(m_backupTable->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &RestorePage::chosen);
    return m_backupTable;
}

QWidget *RestorePage::buildRecords()
{
    auto *box = new QWidget(m_content);
    m_scope = new PlainLabel(PlainLabel::Fit::Wrap, box);
    m_scope->setObjectName(QStringLiteral("restoreScopeLabel"));
    m_all = new QPushButton(tr("&All"), box);
    m_all->setObjectName(QStringLiteral("checkAllRecordsButton"));
    m_all->setAccessibleName(tr("Bring all contacts back"));
    m_none = new QPushButton(tr("&None"), box);
    m_none->setObjectName(QStringLiteral("checkNoRecordsButton"));
    m_none->setAccessibleName(tr("Bring no contact back"));
    connect(m_all, &QPushButton::clicked, this, [this] { m_records->setAllChecked(true); });
    connect(m_none, &QPushButton::clicked, this, [this] { m_records->setAllChecked(false); });
    auto *line = new QHBoxLayout;
    line->setSpacing(space::xs);
    line->addWidget(m_scope, 1);
    line->addWidget(m_all);
    line->addWidget(m_none);
    m_recordStack = new QStackedWidget(box);
    m_recordTable = new DataTable(m_recordStack);
    m_recordTable->setObjectName(QStringLiteral("backupRecordsTable"));
    m_recordTable->setAccessibleName(tr("Contacts of the backup; checked ones are brought back"));
    m_recordTable->setModel(m_records);
    m_recordTable->setColumnWidth(BackupRecordsModel::Number, 220);
    m_recordTable->setColumnWidth(BackupRecordsModel::Now, 180);
    m_recordTable->setColumnWidth(BackupRecordsModel::Happened, 220);
    // Whatever column the person stands in, Enter checks the row; the space bar does so in the first by itself.
    connect(m_recordTable, &DataTable::activatedRow, this, [this](const QModelIndex &index) {
        const QModelIndex first = index.siblingAtColumn(BackupRecordsModel::Number);
        const bool checked = first.data(Qt::CheckStateRole).toInt() == Qt::Checked;
        m_records->setData(first, checked ? Qt::Unchecked : Qt::Checked, Qt::CheckStateRole);
    });
    m_skeleton = new SkeletonRows(m_recordStack);
    m_skeleton->setSentence(tr("Reading the backup\u2026"));
    m_recordError = new ErrorPanel(m_recordStack);
    m_recordError->setObjectName(QStringLiteral("backupErrorPanel"));
    connect(m_recordError, &ErrorPanel::retry, this, &RestorePage::chosen);
    m_recordStack->addWidget(m_recordTable);
    m_recordStack->addWidget(m_skeleton);
    m_recordStack->addWidget(m_recordError);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, space::s, 0, 0);
    column->setSpacing(space::xs);
    column->addLayout(line);
    column->addWidget(m_recordStack, 1);
    return box;
}

QWidget *RestorePage::buildFoot()
{
    auto *foot = new QWidget(m_content);
    m_problem = new PlainLabel(PlainLabel::Fit::Wrap, foot);
    m_problem->setObjectName(QStringLiteral("restoreProblemLabel"));
    m_problem->setRole(ColourRole::Bad);
    m_remove = new QPushButton(themedIcon(QStringLiteral("trash-2")), tr("&Delete backup\u2026"), foot);
    m_remove->setObjectName(QStringLiteral("deleteBackupButton"));
    connect(m_remove, &QPushButton::clicked, this, &RestorePage::askRemove);
    m_arm = new QPushButton(themedIcon(QStringLiteral("lock-open")), tr("Allow changes\u2026"), foot);
    m_arm->setObjectName(QStringLiteral("armForRestoreButton"));
    connect(m_arm, &QPushButton::clicked, this, &RestorePage::armAsked);
    m_restore
        = new QPushButton(themedIcon(QStringLiteral("archive-restore"), ColourRole::OnAccent), tr("Restore"), foot);
    m_restore->setObjectName(QStringLiteral("confirmRestoreButton"));
    m_restore->setProperty("primary", true);
    connect(m_restore, &QPushButton::clicked, this, &RestorePage::confirm);
    auto *row = new QHBoxLayout;
    row->setSpacing(space::s);
    row->addWidget(m_remove);
    row->addStretch(1);
    row->addWidget(m_arm);
    row->addWidget(m_restore);
    auto *column = new QVBoxLayout(foot);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::s);
    column->addWidget(m_problem);
    column->addLayout(row);
    return foot;
}

void RestorePage::setProfile(const ConnectionProfile &profile)
{
    m_profile = profile;
    m_environment->setEnvironment(profile.environment);
    showButtons();
}

void RestorePage::setLookOnly(bool lookOnly)
{
    m_lookOnly = lookOnly;
    showButtons();
}

void RestorePage::setBackups(const QList<BackupInfo> &backups, const QDateTime &now)
{
    const BackupInfo *before = current();
    const QString runId = before ? before->runId : QString();
    m_backups->setBackups(backups, now);
    m_stack->setCurrentIndex(backups.isEmpty() ? 1 : 0);
    m_backupTable->setCurrentIndex(m_backups->index(0, 0));
    if (!runId.isEmpty())
        chooseRun(runId);
    if (backups.isEmpty())
        chosen();
}

void RestorePage::chooseRun(const QString &runId)
{
    for (int row = 0; row < m_backups->rowCount(); ++row) {
        if (m_backups->backup(row)->runId == runId)
            m_backupTable->setCurrentIndex(m_backups->index(row, 0));
    }
}

const BackupInfo *RestorePage::current() const
{
    return m_backupTable ? m_backups->backup(m_backupTable->currentIndex().row()) : nullptr;
}

void RestorePage::chosen()
{
    m_loaded = false;
    m_error.clear();
    m_records->setRecords(nullptr);
    m_recordStack->setCurrentWidget(m_skeleton);
    showButtons();
    if (const BackupInfo *backup = current())
        Q_EMIT recordsAsked(*backup);
}

void RestorePage::showRecords(const QString &file, const SharedBackupRecords &records)
{
    const BackupInfo *backup = current();
    if (!backup || backup->file != file)
        return; // an answer that came too late
    m_loaded = true;
    m_records->setRecords(records);
    m_recordStack->setCurrentWidget(m_recordTable);
    showButtons();
}

void RestorePage::showRecordsError(const QString &file, const ApiError &error)
{
    const BackupInfo *backup = current();
    if (!backup || backup->file != file)
        return;
    m_recordError->setError(error);
    m_recordStack->setCurrentWidget(m_recordError);
    showButtons();
}

void RestorePage::showStartError(const ApiError &error)
{
    m_error = QString(tr("The run did not start; nothing was sent.") % u' ' % errorSentence(error));
    showButtons();
}

void RestorePage::showButtons()
{
    const BackupInfo *backup = current();
    const bool own = backup && backup->profileId == m_profile.id;
    const qint64 back = m_loaded ? m_records->checkedCount(BackupRecord::Why::Purged) : 0;
    const qint64 old = m_loaded ? m_records->checkedCount() - back : 0;
    const QString problem = !backup ? QString()
        : !own ? tr("This backup belongs to the connection \u201c%1\u201d. Open that connection to restore from it.")
                     .arg(visibleText(backup->profileName, 100))
        : m_lookOnly
        ? tr("This %1 tenant is look only: allow changes first.").arg(environmentText(m_profile.environment))
        : m_error;
    m_problem->setPlainText(problem);
    m_problem->setVisible(!problem.isEmpty());
    m_scope->setPlainText(
        !m_loaded ? QString()
                  : tr("%1 contacts come back to \u201c%2\u201d, %3 get their old number again. A "
                       "number that was changed since is left alone.",
                       nullptr, pluralForm(back))
                        .arg(QLocale().toString(back), visibleText(backup->listName, 100), QLocale().toString(old)));
    m_all->setEnabled(m_loaded);
    m_none->setEnabled(m_loaded);
    m_remove->setEnabled(backup != nullptr);
    m_arm->setVisible(own && m_lookOnly);
    const qint64 count = back + old;
    //: The button that starts the restoring; %1 is the number of contacts.
    m_restore->setText(tr("Restore %1 contacts", nullptr, pluralForm(count)).arg(QLocale().toString(count)));
    m_restore->setEnabled(own && m_loaded && !m_lookOnly && count > 0);
}

void RestorePage::askRemove()
{
    const BackupInfo *backup = current();
    if (!backup)
        return;
    const Question question{
        .title = tr("Delete the backup?"),
        .text = tr("Delete the backup of \u201c%1\u201d?").arg(visibleText(backup->listName, 100)),
        .detail = tr("What it holds can then no longer be restored. The history keeps an entry of it."),
        .acceptLabel = tr("Delete the backup"),
        .rejectLabel = tr("Keep it"),
        .dangerous = true,
    };
    Prompts::instance().ask(this, question, [this, info = *backup](bool accepted) {
        if (accepted)
            Q_EMIT removeAsked(info);
    });
}

void RestorePage::confirm()
{
    const BackupInfo *backup = current();
    if (!backup || !m_loaded)
        return;
    m_restore->setEnabled(false); // one confirmation, one run
    Q_EMIT confirmed(ListRestoreOrder{backup->file, m_records->only()});
}

} // namespace muster
