// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/files/filekind.h"
#include "models/store/recentitems.h"
#include "network/wire/capability.h"
#include "network/wire/connectionprofile.h"
#include "ui/common/forward.h"

#include <QObject>
#include <array>
#include <optional>

namespace muster {

class ActivityPage;
class AllRunsPane;
class AudiencesController;
class AudiencesPage;
class ConnectionsPage;
class ContactListsPage;
class DoNotCallController;
class DoNotCallPage;
class FetchController;
class HistoryPage;
class JobsController;
class ListsController;
class MaskedFileController;
class PastRunActions;
class PoliciesController;
class Run;
class RunDiscarder;
class RunListModel;
class RunResumer;
class SegmentsController;
class SegmentsPage;
class SettingsPage;
class TenantOpener;
class TenantSession;
class TranscriptsPage;
class WelcomeController;
class WindowMemory;
class WorkbenchController;
class Workspace;
struct ApiError;
struct ContactListSummary;

/// The pages of the window, in the order of the navigation: each is built at its first visit and, where it works on a
/// tenant, joined to the session that is open by a controller of its own. GUI thread.
class ShellPages : public QObject
{
    Q_OBJECT

public:
    enum class Page {
        Segments,
        Lists,
        DoNotCall,
        Transcripts,
        Audiences,
        Activity,
        History,
        Connections,
        Welcome,
        Settings
    };
    static constexpr std::size_t pageCount = std::size_t(Page::Settings) + 1;

    /// All outlive it; `stack` gets the pages.
    ShellPages(Workspace &workspace, TenantOpener &opener, WindowMemory &memory, RunListModel *runs,
               QStackedWidget *stack, QObject *parent = nullptr);

    /// By which a page is remembered: "segments"; nullopt: there is no such page.
    [[nodiscard]] static QString nameOf(Page page);
    [[nodiscard]] static std::optional<Page> pageNamed(const QString &name);
    [[nodiscard]] static QString titleOf(Page page); ///< As the navigation has it.
    [[nodiscard]] static QString iconOf(Page page); ///< See themedIcon().

    /// What a page needs a tenant's API for; none: it does without.
    [[nodiscard]] static QList<Job> jobsOf(Page page);

    void show(Page page);
    void showRun(Run *run); ///< On the activity page.
    /// The ways in. What is opened shows its page by pageAsked() and openAsked().
    void explore(const ConnectionProfile &sandbox);
    void connectTenant(const QString &dialect); ///< By the guide of the connections page.
    void chooseFile(); ///< One that a person looks for.
    void openFiles(const QStringList &files); ///< As what they are; asks where that is not certain.
    void openFile(const QString &file, FileKind kind, const ContactListSummary &list); ///< `list`: of CRM data.
    void openRecent(const RecentItem &item);
    [[nodiscard]] QString dropObstacle() const; ///< Why no file can be opened now; empty: it can.
    [[nodiscard]] QWidget *built(Page page) const { return m_pages[std::size_t(page)]; } ///< nullptr: not visited yet.
    [[nodiscard]] QWidget *current() const; ///< The page that is shown; nullptr: none yet.
    /// Parts the pages from the session before it (which is still there) and joins them to `session`, if any.
    void join(TenantSession *session);
    void keepLayouts(); ///< Into the memory. A page that was not visited keeps what it had.

    /// Each goes to its page and shows the object there. Without a session only the page is shown.
    void openSegment(const QString &segmentId);
    void openList(const QString &listId, const QString &name);
    void openAudience(const QString &audienceId);
    void openPolicy(const QString &name);
    void openSetting(const QString &id); ///< See SettingEntry::id.
    void openNotices() { Q_EMIT noticesAsked(); }
    void openSchedules() { Q_EMIT schedulesAsked(); }

Q_SIGNALS:
    void openAsked(const muster::ConnectionProfile &profile);
    void runAsked(muster::Run *run); ///< A run was taken up again; it wants to be seen.
    void collectAsked(); ///< What support needs.
    void noticesAsked(); ///< Those of all runs, with the keys that sign them.
    void schedulesAsked(); ///< What the system's scheduler starts.
    void pageAsked(muster::ShellPages::Page page); ///< Something of another page is wanted.

private:
    struct Row;
    [[nodiscard]] static const Row &rowOf(Page page);
    /// Names it, gives it back its layout and puts it on the stack.
    template <typename PageWidget>
    PageWidget *add(Page page, const char *objectName, PageWidget *made);
    QWidget *ensure(Page page); ///< Built, if this is its first visit.
    void buildSegments();
    void buildLists();
    void buildDoNotCall();
    void buildTranscripts();
    void buildAudiences();
    void buildActivity();
    void buildHistory();
    void buildConnections();
    void buildWelcome();
    void buildSettings();
    void joinSegments();
    void joinLists();
    void joinDoNotCall();
    void joinTranscripts();
    void joinAudiences();
    void joinAllRuns(AllRunsPane *allRuns);
    void joinRepeating(); ///< Past runs to the pages that are filled with their settings.
    void openEntry(qint64 sequence); ///< In the history.
    void restoreRun(const QString &runId);
    void showNotices();
    void note(RecentItem::Kind kind, const QString &id, const QString &name);
    void noteFile(const QString &file);

    Workspace &m_workspace;
    TenantOpener &m_opener;
    WindowMemory &m_memory;
    RunListModel *const m_runs;
    QStackedWidget *const m_stack;
    RunResumer *const m_resumer;
    RunDiscarder *const m_discarder;
    TenantSession *m_session = nullptr;
    bool m_hasJoined = false; ///< One was there before, if it is joined anew.
    std::array<QWidget *, pageCount> m_pages{}; ///< In the order of Page; nullptr: not visited yet.
    SegmentsPage *m_segments = nullptr;
    SegmentsController *m_segmentsController = nullptr;
    ContactListsPage *m_lists = nullptr;
    WorkbenchController *m_workbenchController = nullptr;
    ListsController *m_listsController = nullptr;
    DoNotCallPage *m_doNotCall = nullptr;
    DoNotCallController *m_doNotCallController = nullptr;
    TranscriptsPage *m_transcripts = nullptr;
    JobsController *m_jobsController = nullptr;
    PoliciesController *m_policiesController = nullptr;
    FetchController *m_fetchController = nullptr;
    MaskedFileController *m_maskedFileController = nullptr;
    AudiencesPage *m_audiences = nullptr;
    AudiencesController *m_audiencesController = nullptr;
    ActivityPage *m_activity = nullptr;
    PastRunActions *m_pastRuns = nullptr; ///< Of m_activity.
    HistoryPage *m_history = nullptr;
    ConnectionsPage *m_connections = nullptr;
    WelcomeController *m_welcomeController = nullptr;
    SettingsPage *m_settings = nullptr;
};

} // namespace muster
