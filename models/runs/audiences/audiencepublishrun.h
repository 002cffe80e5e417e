// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/audiences/audiencepublishorder.h"
#include "models/runs/writerun.h"

#include <chrono>
#include <functional>
#include <memory>
#include <stop_token>
#include <vector>

namespace muster {

class AudiencePublishRecorder;
class CallingListPublisher;
class RunManager;
class TenantSession;
class UnitLog;
class WritePace;
struct UnitChange;

/// What a reading of the list said of somebody who was sent, or why nothing was.
enum class PublishReason : std::uint8_t {
    None,
    Missing, ///< The service took the file, and he is not in the list.
    Altered, ///< He is, with another number or another value.
    Refused, ///< The service refused the file he was in.
};

/// Publishes an audience as a new calling list: keeps the people in a file of its own, makes the list, adds them file
/// by file, reads the whole list back and finds out what became of each. Never starts a skill, nor gives the list to
/// one. See Run for its life and resources/decisions/cxone-publishing.md for its ways.
///
/// The list is ordered once in a life of the run. After an answer that was lost it is looked for by its name; where it
/// is not there, the run pauses ("list_not_seen"). A resumed run looks again, until settlingTime has passed since the
/// order: a list of that name that is empty and was made since then is its own; where there is none, it is ordered
/// anew; where that cannot be told (Paused "list_made_before", "calling_list_twice"), a person looks. People are sent
/// again only where a reading, after everything that was sent has been done, shows that they are not there: nobody is
/// lost, and nobody is there twice, since the list has one record an id. Safe to kill at any moment.
///
/// Complete: everybody is there as he was sent. CompleteWithFindings: "people_missing", "people_altered",
/// "people_strange" (somebody else has put people into the list). Who is not there as he was sent is named in
/// RunOutcome::resultFile, see UnchangedContactsCsv: action "publish", reason "missing", "altered", "refused" or
/// "none". Refused: "list_name_taken" (Conflict), or nothing was made. Failed "list_not_ours": a list of that name has
/// people whom this run did not send.
class AudiencePublishRun final : public WriteRun
{
    Q_OBJECT

public:
    /// `order`.order.people are the people of a fresh run; a resumed one reads its own copy.
    AudiencePublishRun(QString id, FrozenAudiencePublish order, RunStart start, Workspace &workspace,
                       std::shared_ptr<TenantConnection> connection, QObject *parent);
    ~AudiencePublishRun() override;

    /// So long after an order that nobody has an answer to its list may still appear.
    static constexpr std::chrono::minutes settlingTime{1};
    /// The service's clock may be so far from ours.
    static constexpr std::chrono::minutes clockTolerance{10};

    [[nodiscard]] RunKind kind() const override { return RunKind::AudiencePublish; }
    [[nodiscard]] QString title() const override; ///< The list's name.
    [[nodiscard]] const FrozenAudiencePublish &order() const { return m_order; }
    /// The list's id; empty: it is not known to be there.
    [[nodiscard]] QString listId() const;

protected:
    [[nodiscard]] WriteRecorder &makeRecorder(const QByteArray &progress) override;
    [[nodiscard]] QCoro::Task<Result<void>> work(std::stop_token stop) override;
    [[nodiscard]] RunOutcome outcomeFor(const Result<void> &worked) const override;
    [[nodiscard]] QCoro::Task<Result<RunOutcome>> close(RunOutcome outcome) override;
    [[nodiscard]] QString spentFile() const override;
    [[nodiscard]] RunMetrics currentMetrics() const override;

private:
    // In the order of the phases.
    [[nodiscard]] QCoro::Task<Result<void>> openPeople(std::stop_token stop);
    [[nodiscard]] QCoro::Task<Result<void>> openLog();
    [[nodiscard]] QCoro::Task<Result<void>> makeList(std::stop_token stop);
    [[nodiscard]] QCoro::Task<Result<void>> addPeople(std::stop_token stop);
    [[nodiscard]] QCoro::Task<Result<void>> look(std::stop_token stop);

    /// After an order whose answer was lost: looks for the list until it is there or that is not believed any more.
    /// Whether it was found.
    [[nodiscard]] QCoro::Task<Result<bool>> findOurs(std::stop_token stop);
    [[nodiscard]] QCoro::Task<Result<void>> orderList(std::stop_token stop);
    /// One file; whether it is to be tried again.
    [[nodiscard]] QCoro::Task<Result<bool>> attempt(QList<std::uint32_t> units, WritePace &pace, std::stop_token stop);
    [[nodiscard]] QCoro::Task<Result<void>> record(QList<UnitChange> changes);
    void showProgress();
    [[nodiscard]] QList<std::uint32_t> sendable() const;
    [[nodiscard]] qint64 withReason(PublishReason reason) const;
    [[nodiscard]] CallingListPublisher &client() const;

    FrozenAudiencePublish m_order;
    std::shared_ptr<const NewCallingList> m_list;
    SharedPeople m_people;
    std::unique_ptr<AudiencePublishRecorder> m_recorder;
    std::unique_ptr<UnitLog> m_log;
    qint64 m_strangers = 0; ///< In the list as last read, and not of those who were sent.
    bool m_isRead = false; ///< The list was read in this life.
};

/// Starts one. BadInput as CallingListPublisher::fault(), "publish_nobody", "job_unavailable"; LookOnly while the
/// session is; InUse "list_name_in_use" while another run publishes under that name. The people of `order` must be
/// there.
[[nodiscard]] Result<Run *> startAudiencePublish(RunManager &runs, TenantSession &session,
                                                 const AudiencePublishOrder &order);

} // namespace muster
