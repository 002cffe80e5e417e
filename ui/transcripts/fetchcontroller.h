// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/result.h"
#include "ui/transcripts/fetchpage.h"

#include <QObject>

namespace muster {

class Run;
class TenantSession;
class TranscriptQueries;
class TranscriptLoader;
class TranscriptsPage;
class Workspace;
struct TranscriptOrder;

/// Joins the fetch page to a tenant: searches, checks, and starts the runs that were confirmed. Made anew for each
/// session.
class FetchController : public QObject
{
    Q_OBJECT

public:
    FetchController(TranscriptsPage &page, TenantSession &session, Workspace &workspace, QObject *parent = nullptr);
    ~FetchController() override;
    void open(const QStringList &interactionIds = {}); ///< The fetch page; with ids: these instead of what was there.
    /// The fetch page with what an earlier run was ordered with, and a folder of a free name beside its folder. Nothing
    /// is asked for before the person checks it.
    void repeat(const TranscriptOrder &order, const QString &policy);

private:
    void readFile();
    void start(const FetchChoice &choice);
    void attach(const QString &jobId, const QString &folder);
    [[nodiscard]] Result<Run *> startRun(const TranscriptOrder &order, const QString &policy);
    [[nodiscard]] QString suggestedFolder() const;

    TranscriptsPage &m_page;
    TenantSession &m_session;
    Workspace &m_workspace;
    TranscriptLoader *m_files = nullptr;
    TranscriptQueries *m_search = nullptr; ///< By date.
    TranscriptQueries *m_check = nullptr; ///< Of what is about to be fetched.
};

} // namespace muster
