// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lists/restore/restorepage.h"
#include "ui/common/flowlayout.h"

#include "models/items/backupsmodel.h"
#include "models/text/connectiontexts.h"
#include "models/text/errortexts.h"
#include "models/text/plaintext.h"
#include "models/text/scopetexts.h"
#include "models/text/timetexts.h"
#include "ui/common/commands.h"
#include "ui/common/confirmbutton.h"
#include "ui/common/confirmparts.h"
#include "ui/common/datatable.h"
#include "ui/common/emptystate.h"
#include "ui/common/environmentbadge.h"
#include "ui/common/formparts.h"
#include "ui/common/icons.h"
#include "ui/common/plainlabel.h"
#include "ui/common/prompts.h"
#include "ui/common/theme.h"
#include "ui/lists/restore/restorecontactspane.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QShortcut>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace muster {

RestorePage::RestorePage(QWidget *parent)
    : QWidget(parent)
    , m_backups(new BackupsModel(this))
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
    m_contacts = new RestoreContactsPane(m_content);
    m_contacts->setObjectName(QStringLiteral("restoreContactsPane"));
    inner->addWidget(m_contacts, 3);
    inner->addWidget(buildFoot());
    m_empty = new EmptyState(QStringLiteral("archive-restore"), m_stack);
    m_empty->setObjectName(QStringLiteral("backupsEmptyState"));
    m_empty->setSentence(
        tr("There is no backup. One is made before each run that updates, enriches or purges contacts, and "
           "is kept for 30 days."));
    m_stack->addWidget(m_content);
    m_stack->addWidget(m_empty);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::l, space::l, space::l, space::l);
    column->setSpacing(space::m);
    column->addLayout(head);
    column->addWidget(m_stack, 1);
    setFocusProxy(m_backupTable);
    connect(addCommandKeys(Command::GoBack, this), &QShortcut::activated, this, &RestorePage::closed);
    connect(m_contacts, &RestoreContactsPane::checkedChanged, this, &RestorePage::showButtons);
    connect(m_contacts, &RestoreContactsPane::retryAsked, this, &RestorePage::chosen);
    connect(m_contacts, &RestoreContactsPane::saveAsked, this, &RestorePage::saveAsked);
    setBackups({}, {}, QDateTime::currentDateTimeUtc());
}

QWidget *RestorePage::buildBackups()
{
    m_backupTable = new DataTable(m_content);
    m_backupTable->setObjectName(QStringLiteral("backupsTable"));
    m_backupTable->setAccessibleName(tr("Backups"));
    m_backupTable->setModel(m_backups);
    const std::pair<int, int> widths[]
        = {{BackupsModel::List, 220},    {BackupsModel::Made, 130},    {BackupsModel::Removed, 90},
           {BackupsModel::Changed, 100}, {BackupsModel::Expires, 150}, {BackupsModel::Kept, 180}};
    for (const auto &[column, width] : widths)
        m_backupTable->setColumnWidth(column, width);
    m_backupTable->setMinimumHeight(86);
    m_backupTable->setMaximumHeight(200); // the contacts are what is looked at
    connect(m_backupTable->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this] {
        if (!m_listing)
            chosen();
    });
    return m_backupTable;
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
    m_arm = allowChangesButton(foot, "armForRestoreButton");
    connect(m_arm, &QPushButton::clicked, this, &RestorePage::armAsked);
    m_undo = new QPushButton(themedIcon(QStringLiteral("archive-restore")), tr("&Undo this enrichment\u2026"), foot);
    m_undo->setObjectName(QStringLiteral("undoFromBackupButton"));
    connect(m_undo, &QPushButton::clicked, this, [this] {
        if (isUndone())
            Q_EMIT undoAsked(*current());
    });
    m_restore = primaryConfirmButton(foot, "confirmRestoreButton");
    m_restore->setText(tr("Restore"));
    connect(m_restore, &ConfirmButton::confirmed, this, &RestorePage::confirm);
    auto *row = new FlowLayout(space::s);
    row->addWidget(m_remove);
    row->addStretch();
    row->addWidget(m_arm);
    row->addWidget(m_undo);
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

void RestorePage::setBackups(const QList<BackupInfo> &backups, const QList<ErasedBackup> &erased,
                             const BelievableTime &now)
{
    const BackupInfo before = current() ? *current() : BackupInfo();
    const bool wasThere = isThere();
    m_listing = true;
    m_backups->setBackups(backups, erased, now);
    m_stack->setCurrentIndex(m_backups->rowCount() == 0 ? 1 : 0);
    if (before.runId.isEmpty() || !chooseRun(before.runId))
        m_backupTable->setCurrentIndex(m_backups->index(0, 0));
    m_listing = false;
    // The list may be read again at any time: what a person has chosen of the same backup stays.
    if (before.runId.isEmpty() || !current() || *current() != before || isThere() != wasThere || m_isSpent)
        chosen();
}

bool RestorePage::chooseRun(const QString &runId)
{
    for (int row = 0; row < m_backups->rowCount(); ++row) {
        if (m_backups->backup(row)->runId == runId) {
            m_backupTable->setCurrentIndex(m_backups->index(row, 0));
            return true;
        }
    }
    return false;
}

int RestorePage::currentRow() const
{
    return m_backupTable ? m_backupTable->currentIndex().row() : -1;
}

const BackupInfo *RestorePage::current() const
{
    return m_backups->backup(currentRow());
}

bool RestorePage::isThere() const
{
    return current() && m_backups->fate(currentRow()) == BackupsModel::Fate::Kept;
}

bool RestorePage::isUndone() const
{
    return isThere() && isOfEnrichment(*current());
}

QString RestorePage::whyNotThere() const
{
    const BackupInfo *backup = current();
    if (isUndone())
        return tr("This backup holds what contacts held before an enrichment, which can be undone value by value: what "
                  "changed since is left alone.");
    if (!backup || isThere())
        return {};
    const ErasedBackup *erased = m_backups->erased(currentRow());
    if (!erased)
        return tr("This backup expired at %1, so nothing is restored from it. It is deleted when Muster starts the "
                  "next time; you can delete it now.")
            .arg(exactTimeText(backup->expiresAt));
    const QString when = exactTimeText(erased->at);
    return erased->why == u"expired"
        ? tr("This backup expired and was deleted at %1. What it held cannot be restored any more.").arg(when)
        : tr("This backup was deleted by a person at %1. What it held cannot be restored any more.").arg(when);
}

void RestorePage::chosen()
{
    m_error.clear();
    m_message.clear();
    m_isSpent = false;
    m_contacts->showReading();
    if (const QString why = whyNotThere(); !why.isEmpty())
        m_contacts->showNothing(why);
    showButtons();
    if (isThere() && !isUndone())
        Q_EMIT recordsAsked(*current());
}

void RestorePage::showRecords(const QString &file, const SharedRestorePreview &preview)
{
    const BackupInfo *backup = current();
    if (!backup || backup->file != file)
        return; // an answer that came too late
    m_contacts->showPreview(preview, backup->listName);
    if (!m_restored.contains(backup->runId))
        return;
    m_contacts->chooseNone();
    showMessage(tr("Contacts of this backup were restored before. Choose those that are to be restored again; what the "
                   "list has by now is left alone."));
}

void RestorePage::showRecordsError(const QString &file, const ApiError &error)
{
    const BackupInfo *backup = current();
    if (backup && backup->file == file)
        m_contacts->showError(error);
}

void RestorePage::showStartError(const ApiError &error)
{
    m_error = QString(tr("The run did not start; nothing was sent.") % u' ' % errorSentence(error));
    if (std::exchange(m_isSpent, false) && current())
        m_restored.remove(current()->runId);
    showButtons();
}

void RestorePage::showMessage(const QString &sentence)
{
    m_message = sentence;
    showButtons();
}

bool RestorePage::hasNothing() const
{
    if (!m_contacts->isLoaded())
        return false;
    const RestorePreview &preview = *m_contacts->records().preview();
    return preview.count(RestoreChance::ComesBack) + preview.count(RestoreChance::NumberBack) == 0;
}

QString RestorePage::whyNot() const
{
    const BackupInfo *backup = current();
    if (!isThere())
        return {}; // said in place of the contacts
    if (backup->profileId != m_profile.id)
        return tr("This backup belongs to the connection \u201c%1\u201d. Open that connection to restore from it.")
            .arg(visibleText(backup->profileName, 100));
    if (hasNothing())
        return tr("Nothing of this backup can be restored.");
    if (m_lookOnly && !isUndone())
        return tr("This %1 tenant is look only: allow changes first.").arg(environmentText(m_profile.environment));
    const BackupRecordsModel &records = m_contacts->records();
    if (m_contacts->isLoaded() && !records.fitsOrder())
        return tr("So many contacts cannot be chosen one by one. Choose all, or fewer.");
    if (m_contacts->isLoaded() && records.checkedCount() == 0 && m_message.isEmpty())
        return tr("No contact is chosen that could be restored.");
    return {};
}

void RestorePage::showButtons()
{
    const BackupInfo *backup = current();
    const QString problem = !m_error.isEmpty() ? m_error : whyNot();
    m_problem->setRole(problem.isEmpty() ? ColourRole::Muted : ColourRole::Bad);
    m_problem->setPlainText(problem.isEmpty() ? m_message : problem);
    m_problem->setVisible(!m_problem->plainText().isEmpty());
    m_remove->setEnabled(backup && !m_backups->erased(currentRow()));
    m_undo->setVisible(isUndone());
    m_undo->setEnabled(isUndone() && backup->profileId == m_profile.id);
    m_restore->setVisible(!isUndone() && !hasNothing());
    m_arm->setVisible(isThere() && !isUndone() && !hasNothing() && backup->profileId == m_profile.id && m_lookOnly);
    const BackupRecordsModel &records = m_contacts->records();
    const qint64 contacts = records.checkedCount(RestoreChance::ComesBack);
    const qint64 numbers = records.checkedCount(RestoreChance::NumberBack);
    const QString act = contacts + numbers > 0 ? restoreActText(contacts, numbers) : tr("Restore");
    if (act != m_restore->text()) {
        m_restore->setAllowed(false); // another act than the one that was armed
        m_restore->setText(act);
    }
    m_restore->setAllowed(isThere() && m_contacts->isLoaded() && contacts + numbers > 0 && whyNot().isEmpty());
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
    if (!backup || !m_contacts->isLoaded())
        return;
    m_isSpent = true;
    m_restored.insert(backup->runId);
    Q_EMIT confirmed(ListRestoreOrder{backup->file, m_contacts->records().only(), *backup}, BackupInfo(*backup));
}

} // namespace muster
