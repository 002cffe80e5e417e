// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/connectionprofile.h"

#include <QObject>
#include <QString>
#include <functional>
#include <optional>

class QWidget;

namespace muster {

class Run;
class RunManager;
class TenantSession;

/// Takes a run up again, after a person's word where one is needed: a halted run is re-armed by it (F21), a purge that
/// was locked is let go on (F23), a plan that changes a list goes on only when it is asked for, what changes a
/// production tenant only once that is allowed (S42), and an export whose segment was recalculated meanwhile begins
/// again or goes on (F119). `resumed` is called when it runs; a refusal is told in words. All but `parent` and `runId`
/// outlive the question, or it has no answer.
void askToResume(QWidget *parent, RunManager &runs, TenantSession &session, const QString &runId,
                 std::function<void(Run *run)> resumed);

/// Asks whether the session's tenant may be changed, and allows it (S42).
void askToArm(QWidget *parent, TenantSession &session);

class Workspace;
struct ResumableRun;

/// Takes a run up again wherever that is asked for: on the tenant that it belongs to, which is opened first where
/// another one is (F120), and not before the server wants to be called (F04). What the run itself needs a person's word
/// for is askToResume()'s. GUI thread.
class RunResumer : public QObject
{
    Q_OBJECT

public:
    /// Both outlive it; questions stand over `window`.
    RunResumer(QWidget *window, Workspace &workspace, QObject *parent = nullptr);
    void join(TenantSession *session) { m_session = session; } ///< nullptr: no tenant is open.
    void ask(const QString &runId);

Q_SIGNALS:
    void openAsked(const muster::ConnectionProfile &profile); ///< join() follows at once, if it can be opened.
    void resumed(muster::Run *run);

private:
    [[nodiscard]] std::optional<ResumableRun> find(const QString &runId) const;
    [[nodiscard]] std::optional<ConnectionProfile> profileOf(const ResumableRun &run) const;
    void askForTenant(const ResumableRun &run);
    void askForTime(const ResumableRun &run);
    void resume(const QString &runId);

    QWidget *const m_window;
    Workspace &m_workspace;
    TenantSession *m_session = nullptr;
};

} // namespace muster
