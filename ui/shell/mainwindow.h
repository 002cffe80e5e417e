// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/runmanager.h"
#include "network/wire/connectionprofile.h"
#include "ui/shell/windowmemory.h"

#include <QMainWindow>
#include <memory>

class QStackedWidget;
class QTimer;

namespace muster {

class ActivityPage;
class ConnectionsController;
class ConnectionsPage;
class HistoryPage;
class Navigation;
class PlainLabel;
class RunListModel;
class RunNotifier;
class RunStrip;
class SegmentsController;
class SegmentsPage;
class StatusArea;
class TenantOpener;
class TenantSession;
class Workspace;

/// The window: navigation, pages built at their first visit, the strip of runs, the status area. Opens and switches
/// sessions; closes only when every run has ended (F105).
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    enum class Page { Segments, Activity, History, Connections };

    /// Both outlive the window. No session is open yet: call openProfile().
    MainWindow(Workspace &workspace, TenantOpener &opener, QWidget *parent = nullptr);
    ~MainWindow() override;

    void openProfile(const ConnectionProfile &profile);
    void showPage(Page page);
    [[nodiscard]] TenantSession *session() const { return m_session.get(); }

protected:
    void closeEvent(QCloseEvent *event) override;

private:
    void build();
    void followRuns();
    QWidget *ensurePage(Page page);
    void buildSegments();
    void buildActivity();
    void buildHistory();
    void buildConnections();
    void joinSession();
    void showTitle();
    void showStatus();
    void showNotices();
    void askClose();
    void resumeRun(const QString &runId);
    void discardRun(const QString &runId);
    void showRun(Run *run);
    void remember();

    Workspace &m_workspace;
    TenantOpener &m_opener;
    WindowMemory m_memory;
    std::unique_ptr<TenantSession> m_session;
    RunListModel *m_runs = nullptr;
    RunNotifier *m_notifier = nullptr;
    Navigation *m_navigation = nullptr;
    QStackedWidget *m_pages = nullptr;
    PlainLabel *m_notice = nullptr;
    RunStrip *m_strip = nullptr;
    StatusArea *m_status = nullptr;
    QTimer *m_statusTimer = nullptr;
    SegmentsPage *m_segments = nullptr;
    SegmentsController *m_segmentsController = nullptr;
    ActivityPage *m_activity = nullptr;
    HistoryPage *m_history = nullptr;
    ConnectionsPage *m_connections = nullptr;
    bool m_closing = false; ///< The person agreed; waiting for the runs.
};

} // namespace muster
