// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/palette/actionsources.h"

#include "ui/common/commands.h"
#include "ui/common/confirmbutton.h"
#include "ui/common/formparts.h"

#include <QAction>
#include <QCheckBox>
#include <QCoreApplication>
#include <QHash>
#include <QMenu>
#include <QRadioButton>
#include <QShortcut>
#include <QTextDocumentFragment>
#include <QToolButton>
#include <QWidget>
#include <algorithm>

namespace muster {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(ButtonNeeds)
};

struct Need
{
    const char *button; ///< Its objectName.
    const char *words; ///< To be translated.
};

// Where buttons need the same, the same words.
constexpr const char *chooseList = QT_TRANSLATE_NOOP("ButtonNeeds", "choose a contact list first");
constexpr const char *chooseAudience = QT_TRANSLATE_NOOP("ButtonNeeds", "choose an audience first");
constexpr const char *chooseContacts = QT_TRANSLATE_NOOP("ButtonNeeds", "choose contacts first");
constexpr const char *chooseSchedule = QT_TRANSLATE_NOOP("ButtonNeeds", "choose a schedule first");
constexpr const char *scheduleBusy
    = QT_TRANSLATE_NOOP("ButtonNeeds", "wait until the schedule is changed, or close the other Muster");
constexpr const char *openTenant = QT_TRANSLATE_NOOP("ButtonNeeds", "open a connection first");
constexpr const char *chooseFinding = QT_TRANSLATE_NOOP("ButtonNeeds", "choose a finding first");
constexpr const char *builtInProfile
    = QT_TRANSLATE_NOOP("ButtonNeeds", "the built-in sandbox can’t be changed; choose another connection");
constexpr const char *runStops = QT_TRANSLATE_NOOP("ButtonNeeds", "the run is already being stopped");
constexpr const char *chooseJob = QT_TRANSLATE_NOOP("ButtonNeeds", "choose a job that has reached this step");
constexpr const char *nothingChecked = QT_TRANSLATE_NOOP("ButtonNeeds", "no number has been checked yet");
constexpr const char *nothingToRead = QT_TRANSLATE_NOOP("ButtonNeeds", "nothing has been read yet");

constexpr Need needs[] = {
    {"openExportButton", QT_TRANSLATE_NOOP("ButtonNeeds", "choose an active segment with loaded attributes")},
    {"exportPrimaryButton", QT_TRANSLATE_NOOP("ButtonNeeds", "see what is still missing in the sheet")},
    {"openListButton", chooseList},
    {"enrichListButton", chooseList},
    {"addScheduleButton", scheduleBusy},
    {"editScheduleButton", chooseSchedule},
    {"toggleScheduleButton", chooseSchedule},
    {"removeScheduleButton", chooseSchedule},
    {"runScheduleButton", QT_TRANSLATE_NOOP("ButtonNeeds", "choose a schedule that is on")},
    {"saveScheduleButton", QT_TRANSLATE_NOOP("ButtonNeeds", "see what is still missing in the form")},
    {"openRestoreButton", openTenant},
    {"reloadContactListsButton", openTenant},
    {"reloadSegmentsButton", openTenant},
    {"reloadAudiencesButton", openTenant},
    {"readListAgainButton", QT_TRANSLATE_NOOP("ButtonNeeds", "open a contact list of the tenant first")},
    {"saveListButton", nothingToRead},
    {"reviewApplyButton", nothingToRead},
    {"decideButton", chooseContacts},
    {"clearFacetsButton", QT_TRANSLATE_NOOP("ButtonNeeds", "no filter is set")},
    {"saveDirectiveButton", QT_TRANSLATE_NOOP("ButtonNeeds", "enter a name for the directives, or change them")},
    {"deleteDirectiveButton", QT_TRANSLATE_NOOP("ButtonNeeds", "choose saved directives")},
    {"compareDirectiveButton", QT_TRANSLATE_NOOP("ButtonNeeds", "save other directives to compare with")},
    {"openCsvFileButton", QT_TRANSLATE_NOOP("ButtonNeeds", "choose the column with the phone numbers")},
    {"countAttemptsButton", QT_TRANSLATE_NOOP("ButtonNeeds", "choose lists of a tenant that tells call attempts")},
    {"deleteListsButton", QT_TRANSLATE_NOOP("ButtonNeeds", "choose lists of a tenant that can delete them")},
    {"checkNumbersButton", QT_TRANSLATE_NOOP("ButtonNeeds", "open a connection and paste numbers first")},
    {"openNumbersButton", QT_TRANSLATE_NOOP("ButtonNeeds", "open a connection that has do-not-call groups first")},
    {"reloadDoNotCallGroupsButton",
     QT_TRANSLATE_NOOP("ButtonNeeds", "open a connection that has do-not-call groups first")},
    {"saveCheckButton", nothingChecked},
    {"changeCheckedButton", nothingChecked},
    {"openChangeNumbersButton", openTenant},
    {"previewGroupChangeButton", QT_TRANSLATE_NOOP("ButtonNeeds", "enter numbers and choose a group")},
    {"undoThisChangeButton", QT_TRANSLATE_NOOP("ButtonNeeds", "there is nothing to undo yet")},
    {"forgetLookupsButton", QT_TRANSLATE_NOOP("ButtonNeeds", "there are no answers to delete")},
    {"lookUpButton", QT_TRANSLATE_NOOP("ButtonNeeds", "see the line type look-up for what it needs")},
    {"savePlannedButton", QT_TRANSLATE_NOOP("ButtonNeeds", "nothing would change")},
    {"restoreThisRunButton", QT_TRANSLATE_NOOP("ButtonNeeds", "the run left no backup")},
    {"undoThisRunButton", QT_TRANSLATE_NOOP("ButtonNeeds", "the run left no backup")},
    {"deleteBackupButton", QT_TRANSLATE_NOOP("ButtonNeeds", "choose a backup that still exists")},
    {"undoFromBackupButton", QT_TRANSLATE_NOOP("ButtonNeeds", "choose an enrichment backup from this tenant")},
    {"checkAllButton", nothingToRead},
    {"checkNoneButton", nothingToRead},
    {"takeAllBackButton", nothingToRead},
    {"takeNoneBackButton", nothingToRead},
    {"checkRowsButton", QT_TRANSLATE_NOOP("ButtonNeeds", "choose a source and fill at least one attribute")},
    {"reviewEnrichButton", QT_TRANSLATE_NOOP("ButtonNeeds", "check the rows first")},
    {"fixCellsButton", QT_TRANSLATE_NOOP("ButtonNeeds", "none of these problems can be fixed here")},
    {"applyFixesButton", QT_TRANSLATE_NOOP("ButtonNeeds", "choose a fix, or to leave cells out")},
    {"editMatchingButton", QT_TRANSLATE_NOOP("ButtonNeeds", "choose a source first")},
    {"editFieldButton", QT_TRANSLATE_NOOP("ButtonNeeds", "choose an attribute first")},
    {"saveMappingButton", QT_TRANSLATE_NOOP("ButtonNeeds", "enter a name for the mapping, or change it")},
    {"chooseSourceButton", QT_TRANSLATE_NOOP("ButtonNeeds", "the rows are being checked")},
    {"pasteSourceButton", QT_TRANSLATE_NOOP("ButtonNeeds", "the rows are being checked")},
    {"mappingMenuButton", QT_TRANSLATE_NOOP("ButtonNeeds", "the rows are being checked")},
    {"openFetchButton", openTenant},
    {"openAttachButton", openTenant},
    {"attachJobButton", QT_TRANSLATE_NOOP("ButtonNeeds", "enter the job ID")},
    {"searchInteractionsButton", QT_TRANSLATE_NOOP("ButtonNeeds", "fill in the search fields")},
    {"fetchPrimaryButton", QT_TRANSLATE_NOOP("ButtonNeeds", "see what is still missing on the page")},
    {"openJobFolderButton", chooseJob},
    {"showJobRunButton", chooseJob},
    {"resumeJobButton", chooseJob},
    {"openReviewButton", chooseJob},
    {"acceptFindingButton", chooseFinding},
    {"rejectFindingButton", chooseFinding},
    {"nextFindingToReviewButton", chooseFinding},
    {"keepDecisionsButton", QT_TRANSLATE_NOOP("ButtonNeeds", "decide on a finding first")},
    {"fetchAgainButton", QT_TRANSLATE_NOOP("ButtonNeeds", "decide on a finding first")},
    {"whyNotButton", QT_TRANSLATE_NOOP("ButtonNeeds", "choose a line of the transcript first")},
    {"savePolicyButton", QT_TRANSLATE_NOOP("ButtonNeeds", "enter a name for the policy and fix what is marked")},
    {"deletePolicyButton", QT_TRANSLATE_NOOP("ButtonNeeds", "the built-in policy can’t be deleted")},
    {"removeExceptionButton", QT_TRANSLATE_NOOP("ButtonNeeds", "choose an exception first")},
    {"newAudienceButton", openTenant},
    {"openAudienceFileButton", openTenant},
    {"openAudienceButton", chooseAudience},
    {"audienceDraftsButton", QT_TRANSLATE_NOOP("ButtonNeeds", "there is no draft")},
    {"removeExclusionButton", chooseAudience},
    {"addExclusionButton", QT_TRANSLATE_NOOP("ButtonNeeds", "enter an audience ID")},
    {"registerAudienceButton", QT_TRANSLATE_NOOP("ButtonNeeds", "there is nothing to register")},
    {"revertAudienceButton", QT_TRANSLATE_NOOP("ButtonNeeds", "choose an earlier version")},
    {"whyAskButton", QT_TRANSLATE_NOOP("ButtonNeeds", "enter a contact ID")},
    {"undoButton", QT_TRANSLATE_NOOP("ButtonNeeds", "there is nothing to undo")},
    {"redoButton", QT_TRANSLATE_NOOP("ButtonNeeds", "there is nothing to redo")},
    {"criteriaAction0", QT_TRANSLATE_NOOP("ButtonNeeds", "there is nothing to undo")},
    {"criteriaAction1", QT_TRANSLATE_NOOP("ButtonNeeds", "there is nothing to redo")},
    {"mergeAudienceButton", QT_TRANSLATE_NOOP("ButtonNeeds", "decide on each conflict first")},
    {"resumeStoredRunButton", QT_TRANSLATE_NOOP("ButtonNeeds", "choose a run that can be resumed")},
    {"discardRunButton", QT_TRANSLATE_NOOP("ButtonNeeds", "choose a run that can be resumed")},
    {"stayPausedStoredRunButton", QT_TRANSLATE_NOOP("ButtonNeeds", "choose a run that would continue by itself")},
    {"pauseRunButton", runStops},
    {"cancelRunButton", runStops},
    {"restoreFromHistoryButton", QT_TRANSLATE_NOOP("ButtonNeeds", "choose an entry from a run that changed a list")},
    {"openProfileButton", QT_TRANSLATE_NOOP("ButtonNeeds", "save the connection first")},
    {"saveProfileButton", QT_TRANSLATE_NOOP("ButtonNeeds", "there are no changes to save")},
    {"removeProfileButton", builtInProfile},
    {"exportProfileButton", builtInProfile},
    {"keepSecretButton", QT_TRANSLATE_NOOP("ButtonNeeds", "enter the secret first")},
    {"importFieldsAction",
     QT_TRANSLATE_NOOP("ButtonNeeds", "another Muster is using the folder, or the fields are built in")},
    {"removeFieldsAction", QT_TRANSLATE_NOOP("ButtonNeeds", "there are no custom fields")},
    {"deleteMappingAction", QT_TRANSLATE_NOOP("ButtonNeeds", "choose a saved mapping")},
    {"exportMappingAction", QT_TRANSLATE_NOOP("ButtonNeeds", "fill at least one attribute")},
    {"startUploadButton", QT_TRANSLATE_NOOP("ButtonNeeds", "choose a file first")},
    {"copyUploadButton", QT_TRANSLATE_NOOP("ButtonNeeds", "check a file whose columns can be used first")},
    {"uploadReportButton", QT_TRANSLATE_NOOP("ButtonNeeds", "check a file first")},
    {"reloadUploadListsButton", openTenant},
    {"takeDecisionBackAction", chooseContacts},
};

/// A tool tip that says why, and not what the button does when it can be pressed.
bool saysWhy(const QString &name)
{
    static const QList<QLatin1String> those{QLatin1String("reviewApplyButton"), QLatin1String("registerAudienceButton"),
                                            QLatin1String("openRestoreButton"), QLatin1String("openProfileButton")};
    return std::any_of(those.begin(), those.end(), [&name](QLatin1String one) { return name == one; });
}

QString needOf(const QString &name)
{
    static const QHash<QString, const char *> byName = [] {
        QHash<QString, const char *> table;
        for (const Need &need : needs)
            table.insert(QLatin1String(need.button), need.words);
        return table;
    }();
    const char *words = byName.value(name);
    return words ? Words::tr(words) : QString();
}

} // namespace

QString buttonNeed(const QWidget &button)
{
    const QString name = button.objectName();
    if (saysWhy(name) && !button.toolTip().isEmpty())
        return QTextDocumentFragment::fromHtml(button.toolTip()).toPlainText();
    const QString words = needOf(name);
    return words.isEmpty() ? Words::tr("not available right now") : words;
}

QString actionNeed(const QAction &action)
{
    if (const QString words = needOf(action.objectName()); !words.isEmpty())
        return words;
    return action.objectName().startsWith(QLatin1String("criteriaAction"))
        ? Words::tr("choose a condition or group it applies to")
        : Words::tr("not available right now");
}

void ActionSource::add(QAction *action, const QString &kind, const QKeySequence &keys)
{
    const std::optional<Command> command = commandOf(action);
    const QString icon = command ? QString::fromLatin1(commandInfo(*command).icon) : QString();
    m_actions << One{action, kind, keys, icon};
    connect(action, &QAction::changed, this, &PaletteSource::changed);
    Q_EMIT changed();
}

PaletteEntry ActionSource::entry(qsizetype place) const
{
    const One &one = m_actions[place];
    PaletteEntry entry{.id = QStringLiteral("action/") + one.action->objectName(),
                       .title = plainLabel(one.action->text()),
                       .kind = one.kind,
                       .iconName = one.iconName.isEmpty() ? QStringLiteral("chevron-right") : one.iconName,
                       .keys = one.keys.isEmpty() ? one.action->shortcut() : one.keys};
    if (one.action->isCheckable() && one.action->isChecked())
        entry.detail = tr("in use");
    if (!one.action->isEnabled()) {
        const QString why = one.action->property(whyNotProperty).toString();
        entry.reason = why.isEmpty() ? tr("not available right now") : why;
    }
    return entry;
}

void ActionSource::open(const QString &id)
{
    for (const One &one : std::as_const(m_actions)) {
        if (QStringLiteral("action/") + one.action->objectName() == id) {
            one.action->trigger(); // does nothing where it was disabled meanwhile
            return;
        }
    }
}

QString plainLabel(const QString &text)
{
    QString plain;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] == u'&' && i + 1 < text.size())
            ++i;
        plain += text[i];
    }
    return plain.simplified();
}

namespace {

/// What belongs to a field or a table, and what Qt made by itself, is no command of the page.
bool isOfThePage(const QAbstractButton *button)
{
    const QString name = button->objectName();
    const QWidget *parent = button->parentWidget();
    return !name.isEmpty() && !name.startsWith(QLatin1String("qt_")) && !qobject_cast<const QCheckBox *>(button)
        && !qobject_cast<const QRadioButton *>(button) && !button->property("chip").toBool()
        && !parent->inherits("QLineEdit") && !parent->inherits("QAbstractItemView") && !parent->inherits("QTabBar");
}

QString titleOf(const QAbstractButton *button)
{
    const QString spoken = button->accessibleName();
    return spoken.isEmpty() ? plainLabel(button->text())
                            : plainLabel(QString(spoken).replace(u'&', QLatin1String("&&")));
}

} // namespace

PageSource::PageSource(std::function<QWidget *()> page, QObject *parent)
    : PaletteSource(parent)
    , m_page(std::move(page))
{
}

void PageSource::prepare()
{
    m_found.clear();
    m_titles.clear();
    if (const QWidget *page = m_page()) {
        m_pageName = page->objectName();
        const QList<QWidget *> parts = page->findChildren<QWidget *>();
        for (QWidget *part : parts) {
            if (!part->isVisibleTo(page))
                continue;
            if (auto *button = qobject_cast<QAbstractButton *>(part))
                takeButton(button);
            const QList<QAction *> actions = part->actions();
            for (QAction *action : actions)
                takeAction(action);
        }
        const QList<QAction *> actions = page->actions();
        for (QAction *action : actions)
            takeAction(action);
        const QList<QShortcut *> shortcuts = page->findChildren<QShortcut *>();
        for (QShortcut *shortcut : shortcuts)
            takeShortcut(shortcut);
    }
    Q_EMIT changed();
}

void PageSource::takeButton(QAbstractButton *button)
{
    if (!isOfThePage(button))
        return;
    const auto *menuButton = qobject_cast<MenuButton *>(button);
    const auto *toolButton = qobject_cast<QToolButton *>(button);
    const auto *pushButton = qobject_cast<QPushButton *>(button);
    const QMenu *menu = menuButton ? menuButton->popupMenu()
        : toolButton               ? toolButton->menu()
        : pushButton               ? pushButton->menu()
                                   : nullptr;
    if (menu) {
        takeMenu(menu, button);
        return;
    }
    PaletteEntry entry{.id = button->objectName(), .title = titleOf(button), .keys = button->shortcut()};
    entry.iconName = QStringLiteral("chevron-right");
    if (const std::optional<Command> command = commandOf(button))
        entry.iconName = QString::fromLatin1(commandInfo(*command).icon);
    if (!button->isEnabled())
        entry.reason = buttonNeed(*button);
    else if (button->isCheckable() && button->isChecked())
        entry.detail = tr("on");
    else if (qobject_cast<ConfirmButton *>(button))
        entry.detail = tr("jumps to the button; press it yourself");
    take(entry, button);
}

void PageSource::takeMenu(const QMenu *menu, const QWidget *button)
{
    const QList<QAction *> actions = menu->actions();
    for (QAction *action : actions)
        takeAction(action, button->isEnabled() ? QString() : buttonNeed(*button));
}

void PageSource::takeAction(QAction *action, const QString &whyNot)
{
    if (action->isSeparator() || !action->isVisible() || action->menu() || action->objectName().isEmpty()
        || action->text().isEmpty())
        return;
    PaletteEntry entry{.id = action->objectName(), .title = plainLabel(action->text()), .keys = action->shortcut()};
    entry.iconName = QStringLiteral("chevron-right");
    if (const std::optional<Command> command = commandOf(action))
        entry.iconName = QString::fromLatin1(commandInfo(*command).icon);
    entry.reason = !whyNot.isEmpty() ? whyNot : action->isEnabled() ? QString() : actionNeed(*action);
    if (entry.reason.isEmpty() && action->isCheckable() && action->isChecked())
        entry.detail = tr("on");
    take(entry, action);
}

void PageSource::takeShortcut(QShortcut *shortcut)
{
    const std::optional<Command> command = commandOf(shortcut);
    const auto *owner = qobject_cast<const QWidget *>(shortcut->parent());
    // The main button of a sheet stands in the list by its own name.
    if (!command || command == Command::Confirm || !owner || !owner->isVisible())
        return;
    const CommandInfo info = commandInfo(*command);
    PaletteEntry entry{.id = QString::fromLatin1(info.id), .title = info.text, .keys = info.keys.value(0)};
    entry.iconName = QString::fromLatin1(info.icon);
    take(entry, shortcut);
}

void PageSource::take(PaletteEntry entry, QObject *what)
{
    if (entry.title.isEmpty() || m_titles.contains(entry.title))
        return;
    m_titles << entry.title;
    entry.id = QString(QStringLiteral("page/") % m_pageName % u'/' % entry.id);
    entry.kind = tr("on this page");
    m_found << Found{std::move(entry), what};
}

void PageSource::open(const QString &id)
{
    for (const Found &found : std::as_const(m_found)) {
        if (found.entry.id != id || !found.what)
            continue;
        QObject *const what = found.what;
        if (auto *confirm = qobject_cast<ConfirmButton *>(what))
            confirm->setFocus(Qt::OtherFocusReason);
        else if (auto *button = qobject_cast<QAbstractButton *>(what))
            button->click();
        else if (auto *action = qobject_cast<QAction *>(what))
            action->trigger();
        else if (auto *shortcut = qobject_cast<QShortcut *>(what))
            Q_EMIT shortcut->activated();
        return;
    }
}

} // namespace muster
