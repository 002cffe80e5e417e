// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/pastorder.h"
#include "network/wire/connectionprofile.h"

#include <QObject>

class QWidget;

namespace muster {

class TenantSession;
class Workspace;
struct RunFilter;
struct RunRecord;
enum class RunKind;

/// What can be done with a run of the past besides looking at it: repeat it with the same settings, set two side by
/// side, and see all that were of the same. Nothing is begun here: what a run was ordered with is put where it is
/// confirmed, and lists and files are read anew for it. GUI thread.
class PastRunActions : public QObject
{
    Q_OBJECT

public:
    /// Both outlive it; what has to be told stands over `window`.
    PastRunActions(QWidget *window, Workspace &workspace, QObject *parent = nullptr);
    void join(TenantSession *session) { m_session = session; } ///< nullptr: no tenant is open.
    void repeat(const QString &runId);
    void compare(const QString &earlierId, const QString &laterId);
    void showTrend(const QString &runId);

Q_SIGNALS:
    void openAsked(const muster::ConnectionProfile &profile); ///< join() follows at once, if it can be opened.
    void exportAsked(const muster::ExportOrder &order);
    void compareFilesAsked(const QString &earlier, const QString &later); ///< Of two exports.
    void sanitizingAsked(const muster::FrozenListApply &order);
    void listAsked(const QString &listId, const QString &name); ///< Of a run that did not keep its directive.
    void enrichmentAsked(const muster::EnrichOrder &order);
    void registrationAsked(const muster::AudiencePutOrder &order);
    void publishingAsked(const muster::AudiencePublishOrder &order);
    void transcriptsAsked(const muster::TranscriptOrder &order, const QString &policy);
    void jobAsked(const QString &runId); ///< A job of transcripts that was only followed.

private:
    void repeatRecord(const RunRecord &record);
    void ask(const RunRecord &record, const FrozenExportOrder &frozen);
    void ask(const RunRecord &record, const FrozenTranscripts &frozen);
    void ask(const RunRecord &record, const FrozenListApply &frozen);
    void ask(const RunRecord &record, const FrozenEnrich &frozen);
    void ask(const RunRecord &record, const FrozenAudiencePut &frozen);
    void ask(const RunRecord &record, const FrozenAudiencePublish &frozen);
    /// Opens the tenant that the run was on, where another one is open; false: it cannot be.
    [[nodiscard]] bool openTenantOf(const RunRecord &record);
    void tell(const QString &sentence);
    void openTrend(RunKind kind, const QString &title, const RunFilter &filter, const QList<RunRecord> &newestFirst);

    QWidget *const m_window;
    Workspace &m_workspace;
    TenantSession *m_session = nullptr;
};

} // namespace muster
