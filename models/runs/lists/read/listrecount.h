// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/lists/listworkbench.h"

#include <QDateTime>
#include <QObject>
#include <QPointer>
#include <memory>
#include <stop_token>

namespace muster {

class EvidenceStore;
class ListReadRun;
class ListWorkbench;
class TenantSession;
class Workspace;

/// Gives a workbench what is kept of contacts that were removed with evidence (S38), now and whenever it becomes more.
/// Until it is there the workbench concludes nothing. GUI thread; a child of the workbench, the store outlives both.
class EvidenceFeed : public QObject
{
    Q_OBJECT

public:
    EvidenceFeed(EvidenceStore &store, ListWorkbench &bench);
    ~EvidenceFeed() override { m_question.request_stop(); }

private:
    void load();

    EvidenceStore &m_store;
    ListWorkbench &m_bench;
    std::stop_source m_question;
    bool m_hasFailed = false;
};

/// Reads a list anew after a run and judges it by the directive and the look-ups that the run went by: what the report
/// shows as "after". A person's decisions about single contacts are not part of it. One list at a time; a new start()
/// drops the one before. GUI thread; the contacts are let go of once they are counted.
class ListRecount : public QObject
{
    Q_OBJECT

public:
    explicit ListRecount(Workspace &workspace, QObject *parent = nullptr);
    ~ListRecount() override;

    /// counted() or failed() follows, unless stop() comes first.
    void start(TenantSession &session, const ListSource &source, const SanitizationDirective &directive,
               const LookupUse &lookup);
    void stop();
    [[nodiscard]] bool isRunning() const { return m_bench != nullptr; }

Q_SIGNALS:
    void counted(const muster::ListSummary &summary, const QDateTime &at); ///< `at`: UTC, when the reading ended.
    void failed(const muster::ApiError &error); ///< Not read whole: nothing is counted.

private:
    void endReading();
    void check();
    void fail(const ApiError &error);

    Workspace &m_workspace;
    std::unique_ptr<ListWorkbench> m_bench;
    QPointer<ListReadRun> m_reading;
    QDateTime m_readAt; ///< Invalid while it is being read.
};

} // namespace muster
