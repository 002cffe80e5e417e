// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/lists/listworkbench.h"
#include "models/store/appsettings.h"

#include <QHash>
#include <QObject>
#include <QPointer>

namespace muster {

class ContactFileLook;
class ContactListsPage;
class ListReadRun;
class ReportSaver;
class Run;
class ScrubDialog;
class TenantConnection;
class Workspace;
struct ContactFileChoice;

/// Everything about the workbench that needs no tenant: reads one list or file at a time into it, opens CSV files for a
/// dry run, remembers how the numbers of each list are read. Owned by the shell, as long as the page lives; sessions
/// come and go.
class WorkbenchController : public QObject
{
    Q_OBJECT

public:
    WorkbenchController(ContactListsPage &page, Workspace &workspace, QObject *parent = nullptr);
    ~WorkbenchController() override;

    /// Whose do-not-call groups can be scrubbed against; nullptr: nobody's.
    void setGroups(std::shared_ptr<TenantConnection> tenant);
    /// Reads what was started into the workbench, in place of what is read now; an error is shown in its place.
    void open(const ListSource &source, const Result<Run *> &started);
    void stopReading();
    /// By this directive, which is shown in the form, from the first contact on. The region of it is not remembered for
    /// the list: an earlier run wanted it, not a person now.
    void judgeBy(const SanitizationDirective &directive);
    /// Looks at the file and asks for its columns.
    void openFile(const QString &file);

Q_SIGNALS:
    void fileOpened(const QString &file); ///< Its contacts are read.

private:
    enum class ReportUse { Pdf, Paper };
    void joinIndexAndFiles();
    void checkUpload();
    void showWebhooks();
    [[nodiscard]] ScrubDialog *makeScrub();
    void scrubOpened();
    void joinWorkbench();
    void pickFile();
    void readFile(const ContactFileChoice &choice);
    void readFileAgain();
    void endRead();
    void joinSaving();
    void askWhatToSave();
    void wantReport(ReportUse use);
    void makeReport(PlanId id, const Result<SharedPlan> &plan);
    void recallRegion(const ListSource &source);
    [[nodiscard]] RegionMemory::Choice unchosenRegion() const; ///< Of a list that nobody chose anything for.
    void keepRegion(const SanitizationDirective &directive);

    ContactListsPage &m_page;
    Workspace &m_workspace;
    std::shared_ptr<TenantConnection> m_groups;
    RegionMemory m_regions;
    ReportSaver *m_saver = nullptr;
    QHash<PlanId, ReportUse> m_wanted; ///< Wait for their plans, whose header and digest a report names.
    TextProfile m_profile = TextProfile::Spreadsheets; ///< Chosen last.
    ContactFileLook *m_look = nullptr;
    QPointer<ListReadRun> m_reading;
    std::unique_ptr<ContactFileChoice> m_file; ///< Read last.
    bool m_recalling = false; ///< The form is being filled, not used.
};

} // namespace muster
