// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/palette/buttonneeds.h"

#include <QAction>
#include <QCoreApplication>
#include <QHash>
#include <QTextDocumentFragment>
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
constexpr const char *openTenant = QT_TRANSLATE_NOOP("ButtonNeeds", "open a connection first");
constexpr const char *chooseFinding = QT_TRANSLATE_NOOP("ButtonNeeds", "choose a finding first");
constexpr const char *builtInProfile
    = QT_TRANSLATE_NOOP("ButtonNeeds", "the built-in sandbox stays as it is; choose another connection");
constexpr const char *runStops = QT_TRANSLATE_NOOP("ButtonNeeds", "the run is already being stopped");
constexpr const char *chooseJob = QT_TRANSLATE_NOOP("ButtonNeeds", "choose a job that has got so far");
constexpr const char *nothingToRead = QT_TRANSLATE_NOOP("ButtonNeeds", "nothing was read yet");

constexpr Need needs[] = {
    {"openExportButton", QT_TRANSLATE_NOOP("ButtonNeeds", "choose an active segment whose attributes were read")},
    {"exportPrimaryButton", QT_TRANSLATE_NOOP("ButtonNeeds", "the sheet says what is still missing")},
    {"openListButton", chooseList},
    {"enrichListButton", chooseList},
    {"openRestoreButton", openTenant},
    {"reloadContactListsButton", openTenant},
    {"reloadSegmentsButton", openTenant},
    {"reloadAudiencesButton", openTenant},
    {"readListAgainButton", QT_TRANSLATE_NOOP("ButtonNeeds", "open a contact list of the tenant first")},
    {"saveListButton", nothingToRead},
    {"reviewApplyButton", nothingToRead},
    {"decideButton", chooseContacts},
    {"clearFacetsButton", QT_TRANSLATE_NOOP("ButtonNeeds", "no filter is on")},
    {"saveDirectiveButton", QT_TRANSLATE_NOOP("ButtonNeeds", "give the directives a name, or change them")},
    {"deleteDirectiveButton", QT_TRANSLATE_NOOP("ButtonNeeds", "choose directives that are saved")},
    {"compareDirectiveButton", QT_TRANSLATE_NOOP("ButtonNeeds", "save other directives to compare with")},
    {"openCsvFileButton", QT_TRANSLATE_NOOP("ButtonNeeds", "choose the column with the phone numbers")},
    {"forgetLookupsButton", QT_TRANSLATE_NOOP("ButtonNeeds", "there are no answers to delete")},
    {"lookUpButton", QT_TRANSLATE_NOOP("ButtonNeeds", "the line type look-up says what it needs")},
    {"savePlannedButton", QT_TRANSLATE_NOOP("ButtonNeeds", "nothing would be changed")},
    {"restoreThisRunButton", QT_TRANSLATE_NOOP("ButtonNeeds", "the run has left no backup")},
    {"undoThisRunButton", QT_TRANSLATE_NOOP("ButtonNeeds", "the run has left no backup")},
    {"deleteBackupButton", QT_TRANSLATE_NOOP("ButtonNeeds", "choose a backup that is still there")},
    {"undoFromBackupButton", QT_TRANSLATE_NOOP("ButtonNeeds", "choose the backup of an enrichment of this tenant")},
    {"checkAllButton", nothingToRead},
    {"checkNoneButton", nothingToRead},
    {"takeAllBackButton", nothingToRead},
    {"takeNoneBackButton", nothingToRead},
    {"checkRowsButton", QT_TRANSLATE_NOOP("ButtonNeeds", "choose a source and fill at least one attribute")},
    {"reviewEnrichButton", QT_TRANSLATE_NOOP("ButtonNeeds", "check the rows first")},
    {"editFieldButton", QT_TRANSLATE_NOOP("ButtonNeeds", "choose an attribute first")},
    {"saveMappingButton", QT_TRANSLATE_NOOP("ButtonNeeds", "give the mapping a name, or change it")},
    {"chooseSourceButton", QT_TRANSLATE_NOOP("ButtonNeeds", "the rows are being checked")},
    {"pasteSourceButton", QT_TRANSLATE_NOOP("ButtonNeeds", "the rows are being checked")},
    {"mappingMenuButton", QT_TRANSLATE_NOOP("ButtonNeeds", "the rows are being checked")},
    {"openFetchButton", openTenant},
    {"openAttachButton", openTenant},
    {"attachJobButton", QT_TRANSLATE_NOOP("ButtonNeeds", "enter the id of the job")},
    {"searchInteractionsButton", QT_TRANSLATE_NOOP("ButtonNeeds", "fill the fields of the search")},
    {"fetchPrimaryButton", QT_TRANSLATE_NOOP("ButtonNeeds", "the page says what is still missing")},
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
    {"savePolicyButton", QT_TRANSLATE_NOOP("ButtonNeeds", "give the policy a name, and mend what is marked")},
    {"deletePolicyButton", QT_TRANSLATE_NOOP("ButtonNeeds", "the built-in policy stays")},
    {"removeExceptionButton", QT_TRANSLATE_NOOP("ButtonNeeds", "choose an exception first")},
    {"newAudienceButton", openTenant},
    {"openAudienceFileButton", openTenant},
    {"openAudienceButton", chooseAudience},
    {"audienceDraftsButton", QT_TRANSLATE_NOOP("ButtonNeeds", "there is no draft")},
    {"removeExclusionButton", chooseAudience},
    {"addExclusionButton", QT_TRANSLATE_NOOP("ButtonNeeds", "enter the id of an audience")},
    {"registerAudienceButton", QT_TRANSLATE_NOOP("ButtonNeeds", "nothing has to be registered")},
    {"revertAudienceButton", QT_TRANSLATE_NOOP("ButtonNeeds", "choose an earlier version")},
    {"whyAskButton", QT_TRANSLATE_NOOP("ButtonNeeds", "enter the id of a contact")},
    {"undoButton", QT_TRANSLATE_NOOP("ButtonNeeds", "there is nothing to undo")},
    {"redoButton", QT_TRANSLATE_NOOP("ButtonNeeds", "there is nothing to do again")},
    {"criteriaAction0", QT_TRANSLATE_NOOP("ButtonNeeds", "there is nothing to undo")},
    {"criteriaAction1", QT_TRANSLATE_NOOP("ButtonNeeds", "there is nothing to do again")},
    {"mergeAudienceButton", QT_TRANSLATE_NOOP("ButtonNeeds", "decide on each conflict first")},
    {"resumeStoredRunButton", QT_TRANSLATE_NOOP("ButtonNeeds", "choose a run that can be resumed")},
    {"discardRunButton", QT_TRANSLATE_NOOP("ButtonNeeds", "choose a run that can be resumed")},
    {"stayPausedStoredRunButton", QT_TRANSLATE_NOOP("ButtonNeeds", "choose a run that would go on by itself")},
    {"pauseRunButton", runStops},
    {"cancelRunButton", runStops},
    {"restoreFromHistoryButton", QT_TRANSLATE_NOOP("ButtonNeeds", "choose an entry of a run that changed a list")},
    {"openProfileButton", QT_TRANSLATE_NOOP("ButtonNeeds", "save the connection first")},
    {"saveProfileButton", QT_TRANSLATE_NOOP("ButtonNeeds", "nothing was changed")},
    {"removeProfileButton", builtInProfile},
    {"exportProfileButton", builtInProfile},
    {"keepSecretButton", QT_TRANSLATE_NOOP("ButtonNeeds", "enter the secret first")},
    {"importFieldsAction",
     QT_TRANSLATE_NOOP("ButtonNeeds", "another Muster has the folder, or the fields are built in")},
    {"removeFieldsAction", QT_TRANSLATE_NOOP("ButtonNeeds", "there are no fields of your own")},
    {"deleteMappingAction", QT_TRANSLATE_NOOP("ButtonNeeds", "choose a mapping that is saved")},
    {"exportMappingAction", QT_TRANSLATE_NOOP("ButtonNeeds", "fill at least one attribute")},
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
    return words.isEmpty() ? Words::tr("not possible at the moment") : words;
}

QString actionNeed(const QAction &action)
{
    if (const QString words = needOf(action.objectName()); !words.isEmpty())
        return words;
    return action.objectName().startsWith(QLatin1String("criteriaAction"))
        ? Words::tr("choose a condition or a group that it fits")
        : Words::tr("not possible at the moment");
}

} // namespace muster
