// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lists/restore/restorepage.h"

#include "models/text/amounttext.h"
#include "models/text/applytexts.h"
#include "models/text/plaintext.h"
#include "models/text/timetexts.h"
#include "ui/common/badges.h"
#include "ui/common/confirmbutton.h"
#include "ui/common/datatable.h"
#include "ui/common/emptystate.h"
#include "ui/common/errorpanel.h"
#include "ui/common/flowlayout.h"
#include "ui/common/formparts.h"
#include "ui/common/layoutpause.h"
#include "ui/common/prompts.h"
#include "ui/common/theme.h"

#include <QComboBox>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace muster {

RestoreContactsPane::RestoreContactsPane(QWidget *parent)
    : QWidget(parent)
    , m_records(new BackupRecordsModel(this))
{
    fillColumn(this, space::s, {buildHead(), {buildTable(), 1}}, QMargins(0, space::s, 0, 0));
    connect(m_records, &BackupRecordsModel::checkedChanged, this, [this] {
        showScope();
        Q_EMIT checkedChanged();
    });
    showReading();
}

QWidget *RestoreContactsPane::buildHead()
{
    auto *head = new QWidget(this);
    m_scope = wrappedLabel(head, "restoreScopeLabel");
    m_left = wrappedLabel(head, "notRestorableLabel", ColourRole::Warn);
    m_save = pushButton(head, "saveNotRestorableButton", tr("&Save these as CSV…"), QStringLiteral("save"));
    m_save->setToolTip(tr("Contact ID, old number and current number of each contact that keeps its number"));
    connect(m_save, &QPushButton::clicked, this, [this] { Q_EMIT saveAsked(m_records->preview()); });
    m_shown = calmCombo(head, "shownRecordsCombo");
    m_shown->setMinimumWidth(260);
    connect(m_shown, &QComboBox::currentIndexChanged, this, [this] {
        const QVariant chance = m_shown->currentData();
        m_records->setShown(chance.isValid() ? std::optional(RestoreChance(chance.toInt())) : std::nullopt);
    });
    auto *label = buddyLabel(head, tr("Sho&w"), m_shown);
    const auto button = [&](const char *name, const QString &text, const QString &accessible, bool checked) {
        auto *made = pushButton(head, name, text);
        made->setAccessibleName(accessible);
        connect(made, &QPushButton::clicked, this, [this, checked] { m_records->setShownChecked(checked); });
        return made;
    };
    m_all = button("checkAllRecordsButton", tr("Choose &all"), tr("Restore all contacts that are shown"), true);
    m_none
        = button("checkNoRecordsButton", tr("Choose &none"), tr("Restore none of the contacts that are shown"), false);
    auto *left = rowLayout(space::s, {{m_left, 1}, {m_save, 0, Qt::AlignTop}});
    auto *tools = rowLayout(space::s, {label, m_shown, boxStretch(1), m_all, m_none});
    fillColumn(head, space::xs, {m_scope, left, tools});
    return head;
}

QWidget *RestoreContactsPane::buildTable()
{
    m_stack = new QStackedWidget(this);
    m_table = new DataTable("backupRecordsTable", tr("Contacts of the backup; checked ones are restored"), m_records,
                            m_stack);
    m_table->setColumnWidths(
        {{BackupRecordsModel::Number, 210}, {BackupRecordsModel::Now, 150}, {BackupRecordsModel::Happens, 390}});
    // Whatever column the person stands in, Enter checks the row; the space bar does so in the first by itself.
    connect(m_table, &DataTable::activatedRow, this, [this](const QModelIndex &index) {
        const QModelIndex first = index.siblingAtColumn(BackupRecordsModel::Number);
        const bool checked = first.data(Qt::CheckStateRole).toInt() == Qt::Checked;
        m_records->setData(first, checked ? Qt::Unchecked : Qt::Checked, Qt::CheckStateRole);
    });
    m_skeleton = new SkeletonRows(tr("Reading the backup…"), m_stack);
    m_error = named("backupErrorPanel", new ErrorPanel(m_stack));
    connect(m_error, &ErrorPanel::retry, this, &RestoreContactsPane::retryAsked);
    m_nothing = wrappedLabel(m_stack, "backupGoneLabel");
    m_nothing->setAlignment(Qt::AlignCenter);
    addWidgets(m_stack, {m_table, m_skeleton, m_error, m_nothing});
    return m_stack;
}

void RestoreContactsPane::showReading()
{
    m_records->setPreview(nullptr);
    m_stack->setCurrentWidget(m_skeleton);
}

void RestoreContactsPane::showError(const ApiError &error)
{
    m_records->setPreview(nullptr);
    m_error->setError(error);
    m_stack->setCurrentWidget(m_error);
}

void RestoreContactsPane::showNothing(const QString &why)
{
    m_records->setPreview(nullptr);
    m_nothing->setPlainText(why);
    m_stack->setCurrentWidget(m_nothing);
}

void RestoreContactsPane::showPreview(const SharedRestorePreview &preview, const BackupInfo &backup)
{
    const LayoutPause rest(m_scope->parentWidget());
    m_listName = backup.listName;
    m_groupName = backup.groupName;
    m_records->setPreview(preview);
    m_stack->setCurrentWidget(m_table);
    fillShown();
}

void RestoreContactsPane::chooseNone()
{
    m_records->setShownChecked(false);
}

void RestoreContactsPane::fillShown()
{
    const RestorePreview &preview = *m_records->preview();
    const QSignalBlocker quiet(m_shown);
    m_shown->clear();
    m_shown->addItem(tr("All contacts in the backup (%1)").arg(numberText(qint64(preview.records.size()))));
    const auto add = [&](RestoreChance chance, const QString &words) {
        if (preview.count(chance) > 0)
            m_shown->addItem(words.arg(numberText(preview.count(chance))), int(chance));
    };
    add(RestoreChance::ComesBack, tr("Come back (%1)"));
    add(RestoreChance::NumberBack, tr("Get their old number back (%1)"));
    add(RestoreChance::NotWritable, tr("Keep their current number (%1)"));
    add(RestoreChance::Unblocked, tr("Number is unblocked (%1)"));
}

void RestoreContactsPane::showScope()
{
    const SharedRestorePreview &preview = m_records->preview();
    for (QWidget *one : Widgets{m_shown, m_all, m_none})
        one->setEnabled(preview != nullptr);
    const qint64 stay = preview ? preview->count(RestoreChance::NotWritable) : 0;
    m_left->setVisible(stay > 0);
    m_save->setVisible(stay > 0);
    if (!preview) {
        m_scope->setPlainText({});
        m_shown->clear();
        return;
    }
    const qint64 back = m_records->checkedCount(RestoreChance::ComesBack);
    const qint64 numbers = m_records->checkedCount(RestoreChance::NumberBack);
    QStringList sentences;
    const qint64 blocked = preview->count(RestoreChance::Unblocked);
    if (blocked > 0) {
        sentences << tr("%1 of %2 blocked numbers leave the do-not-call group “%3” if this run put them there. Numbers "
                        "that were there before, or that others added, stay. People whose numbers are unblocked may be "
                        "called again.",
                        nullptr, pluralForm(blocked))
                         .arg(numberText(m_records->checkedCount(RestoreChance::Unblocked)), numberText(blocked),
                              visibleText(m_groupName, 100));
    } else {
        sentences << tr("%1 of %2 purged contacts come back to “%3” with ID and number.", nullptr,
                        pluralForm(preview->count(RestoreChance::ComesBack)))
                         .arg(numberText(back), numberText(preview->count(RestoreChance::ComesBack)),
                              visibleText(m_listName, 100));
    }
    if (preview->count(RestoreChance::NumberBack) > 0) {
        sentences << tr("%1 of %2 corrected contacts get their old number back.", nullptr,
                        pluralForm(preview->count(RestoreChance::NumberBack)))
                         .arg(numberText(numbers), numberText(preview->count(RestoreChance::NumberBack)));
    }
    sentences << tr("Anything newer in the list is left alone.");
    m_scope->setPlainText(sentences.join(u' '));
    m_left->setPlainText(tr("%1 corrected contacts keep their current number: the server accepts only international "
                            "numbers (+…) as corrections, and their old number isn’t one.",
                            nullptr, pluralForm(stay))
                             .arg(numberText(stay)));
}

RestorePage::RestorePage(QWidget *parent)
    : ListConfirmPage(parent)
    , m_backups(new BackupsModel(this))
    , m_stack(new QStackedWidget(this))
{
    setAccessibleName(tr("Restore from backup"));
    auto *back = pushButton(this, "closeRestoreButton", tr("‹ &Lists"));
    back->setAccessibleName(tr("Back to the contact lists"));
    connect(back, &QPushButton::clicked, this, &RestorePage::closed);
    m_environment = new EnvironmentBadge(this);
    auto *head = rowLayout(space::s, {back, {pageTitle(this, tr("Restore from backup")), 1}, m_environment});
    m_content = new QWidget(m_stack);
    auto *inner = bareLayout<QVBoxLayout>(m_content, space::s);
    inner->addWidget(buildBackups(), 2);
    m_contacts = named("restoreContactsPane", new RestoreContactsPane(m_content));
    fillBox(inner, {{m_contacts, 3}, buildFoot()});
    auto *empty = named("backupsEmptyState", new EmptyState(QStringLiteral("archive-restore"), m_stack));
    empty->setSentence(tr("There is no backup. Muster makes one before each run that updates, enriches or purges "
                          "contacts, and keeps it for 30 days."));
    addWidgets(m_stack, {m_content, empty});
    fillPage(this, space::m, {head, {m_stack, 1}});
    setFocusProxy(m_backupTable);
    connect(m_contacts, &RestoreContactsPane::checkedChanged, this, &RestorePage::showButtons);
    connect(m_contacts, &RestoreContactsPane::retryAsked, this, &RestorePage::chosen);
    connect(m_contacts, &RestoreContactsPane::saveAsked, this, &RestorePage::saveAsked);
    setBackups({}, {}, QDateTime::currentDateTimeUtc());
}

QWidget *RestorePage::buildBackups()
{
    m_backupTable = new DataTable("backupsTable", tr("Backups"), m_backups, m_content);
    m_backupTable->setColumnWidths({{BackupsModel::List, 220},
                                    {BackupsModel::Made, 130},
                                    {BackupsModel::Removed, 90},
                                    {BackupsModel::Changed, 100},
                                    {BackupsModel::Expires, 150},
                                    {BackupsModel::Kept, 180}});
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
    buildProblem(foot, "restoreProblemLabel");
    m_remove = pushButton(foot, "deleteBackupButton", tr("&Delete backup…"), QStringLiteral("trash-2"));
    connect(m_remove, &QPushButton::clicked, this, &RestorePage::askRemove);
    buildActs(foot, "Restore");
    m_confirm->setText(tr("Restore"));
    connect(m_confirm, &ConfirmButton::confirmed, this, &RestorePage::confirm);
    m_undo = pushButton(foot, "undoFromBackupButton", tr("&Undo this enrichment…"),
                        QStringLiteral("archive-restore"));
    connect(m_undo, &QPushButton::clicked, this, [this] {
        if (isUndone())
            Q_EMIT undoAsked(*current());
    });
    m_republish = pushButton(foot, "republishListButton", tr("&Publish as a new list…"), QStringLiteral("upload"));
    connect(m_republish, &QPushButton::clicked, this, [this] {
        if (isPublished())
            Q_EMIT republishAsked(*current());
    });
    setTabOrder(m_arm, m_undo);
    setTabOrder(m_undo, m_republish);
    auto *row = new FlowLayout(space::s);
    row->addWidget(m_remove);
    row->addStretch();
    addWidgets(row, {m_arm, m_undo, m_republish, m_confirm});
    fillColumn(foot, space::s, {buildDial(foot), m_problem, row});
    return foot;
}

void RestorePage::setProfile(const ConnectionProfile &profile)
{
    showProfile(profile);
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

bool RestorePage::isPublished() const
{
    return isThere() && isOfDeletedList(*current());
}

bool RestorePage::isOfChange() const
{
    return isThere() && isOfGroupChange(*current());
}

QString RestorePage::whyNotThere() const
{
    const BackupInfo *backup = current();
    if (isPublished())
        return tr("This is the copy of a deleted list. It can be published as a new list: IDs, first numbers and "
                  "fields come back. No skill is assigned, and calls, attempts and further numbers don’t come back.");
    if (isOfChange())
        return tr("These are the numbers of a change in a do-not-call group. You can undo the change under Do-not-call, "
                  "unless you delete them here.");
    if (isUndone())
        return tr("This backup holds contact values from before an enrichment. You can undo it value by value; "
                  "anything that changed since is left alone.");
    if (!backup || isThere())
        return {};
    const ErasedBackup *erased = m_backups->erased(currentRow());
    if (!erased)
        return tr("This backup expired at %1, so nothing is restored from it. It is deleted the next time Muster "
                  "starts; you can also delete it now.")
            .arg(exactTimeText(backup->expiresAt));
    const QString when = exactTimeText(erased->at);
    return erased->why == u"expired"
        ? tr("This backup expired and was deleted at %1. Its contents can no longer be restored.").arg(when)
        : tr("This backup was deleted manually at %1. Its contents can no longer be restored.").arg(when);
}

void RestorePage::chosen()
{
    m_error.clear();
    m_message.clear();
    m_isSpent = false;
    m_contacts->showReading();
    askDialers({});
    if (const QString why = whyNotThere(); !why.isEmpty())
        m_contacts->showNothing(why);
    showButtons();
    if (isThere() && !isUndone() && !isPublished() && !isOfChange())
        Q_EMIT recordsAsked(*current());
}

void RestorePage::showRecords(const QString &file, const SharedRestorePreview &preview)
{
    const BackupInfo *backup = current();
    if (!backup || backup->file != file)
        return; // an answer that came too late
    m_contacts->showPreview(preview, *backup);
    // Taking numbers out of a group is no upload, after which a skill would dial.
    const bool mayCall = backup->profileId == m_profile.id && !hasNothing() && backup->corrected + backup->purged > 0;
    askDialers(mayCall ? backup->listId : QString());
    if (!m_restored.contains(backup->runId))
        return;
    m_contacts->chooseNone();
    showMessage(tr("Contacts from this backup were restored before. Choose the ones to restore again; what the list "
                   "already has is left alone."));
}

void RestorePage::showRecordsError(const QString &file, const ApiError &error)
{
    const BackupInfo *backup = current();
    if (backup && backup->file == file)
        m_contacts->showError(error);
}

void RestorePage::takeBack()
{
    if (std::exchange(m_isSpent, false) && current())
        m_restored.remove(current()->runId);
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
    return preview.count(RestoreChance::NotWritable) == qint64(preview.records.size());
}

QString RestorePage::whyNot() const
{
    const BackupInfo *backup = current();
    if (!isThere())
        return {}; // said in place of the contacts
    if (backup->profileId != m_profile.id)
        return tr("This backup belongs to the connection “%1”. Open that connection to restore from it.")
            .arg(visibleText(backup->profileName, 100));
    if (hasNothing())
        return tr("Nothing in this backup can be restored.");
    if (isOfChange())
        return {};
    if (m_lookOnly && !isUndone())
        return lookOnlyProblem();
    const BackupRecordsModel &records = m_contacts->records();
    if (m_contacts->isLoaded() && !records.fitsOrder())
        return tr("This many contacts can’t be chosen one by one. Choose all, or fewer.");
    if (m_contacts->isLoaded() && records.checkedCount() == 0 && m_message.isEmpty())
        return tr("No contact that can be restored is chosen.");
    return dialProblem();
}

void RestorePage::showButtons()
{
    const BackupInfo *backup = current();
    const QString problem = !m_error.isEmpty() ? m_error : whyNot();
    showProblem(problem, m_message);
    m_remove->setEnabled(backup && !m_backups->erased(currentRow()));
    m_republish->setVisible(isPublished());
    m_republish->setEnabled(isPublished() && backup->profileId == m_profile.id && !m_lookOnly);
    m_undo->setVisible(isUndone());
    m_undo->setEnabled(isUndone() && backup->profileId == m_profile.id);
    m_confirm->setVisible(!isUndone() && !isPublished() && !isOfChange() && !hasNothing());
    m_arm->setVisible(isThere() && !isUndone() && !isOfChange() && !hasNothing() && backup->profileId == m_profile.id && m_lookOnly);
    const BackupRecordsModel &records = m_contacts->records();
    const qint64 contacts = records.checkedCount(RestoreChance::ComesBack);
    const qint64 numbers = records.checkedCount(RestoreChance::NumberBack);
    const qint64 unblocked = records.checkedCount(RestoreChance::Unblocked);
    const bool some = contacts + numbers + unblocked > 0;
    setAct(some ? restoreActText(contacts, numbers, unblocked) : tr("Restore"));
    m_confirm->setAllowed(isThere() && m_contacts->isLoaded() && some && whyNot().isEmpty()
                          && isDialAllowed());
}

void RestorePage::askRemove()
{
    const BackupInfo *backup = current();
    if (!backup)
        return;
    const Question question{
        .title = tr("Delete the backup?"),
        .text = tr("Delete the backup of “%1”?").arg(visibleText(backup->listName, 100)),
        .detail = tr("Its contents can then no longer be restored. The history keeps an entry for it."),
        .acceptLabel = tr("Delete backup"),
        .rejectLabel = tr("Keep"),
        .dangerous = true,
    };
    askFirst(this, question, this, [this, info = *backup] { Q_EMIT removeAsked(info); });
}

void RestorePage::confirm()
{
    const BackupInfo *backup = current();
    if (!backup || !m_contacts->isLoaded())
        return;
    m_isSpent = true;
    m_restored.insert(backup->runId);
    Q_EMIT confirmed(ListRestoreOrder{backup->file, m_contacts->records().only(), *backup, dialConsent()},
                     BackupInfo(*backup));
}

} // namespace muster
