// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/enrich/campaignbudget.h"
#include "models/rules/enrich/fillrates.h"
#include "models/runs/enrich/check/rowfeed.h"
#include "models/runs/enrich/send/enrichrecorder.h"
#include "models/runs/enrich/undo/undorules.h"
#include "models/runs/skillstarter.h"
#include "models/runs/unitwriter.h"
#include "models/store/backupfile.h"
#include "network/api/enrichmentclient.h"
#include "network/wire/enrichment.h"
#include "network/wire/result.h"

#include <QCoro/QCoroTask>
#include <QList>
#include <QVariantMap>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>

namespace muster {

class Clock;
class EnrichmentClient;
class RunMeter;

/// What a dialect takes, in the words of the rules that reckon budgets.
[[nodiscard]] inline EnrichmentPace paceOf(const EnrichmentLimits &limits)
{
    return {limits.contactsPerCall, limits.perContact, limits.contactsPerSecond, limits.closedStatuses};
}

/// What the campaigns of a list allow now. BadInput "campaign_other_list", "budget_no_time", "campaign_closed"
/// (subject: the campaign's name), "list_closed" (that of the list that stands for itself), else as EnrichmentClient.
/// `client` and `observer` outlive it.
[[nodiscard]] QCoro::Task<Result<CampaignBudget>>
askBudget(EnrichmentClient &client, QString listId, QString campaignId, CallObserver *observer, std::stop_token stop);

/// Has a list evaluated anew after the last batch, within the contract's tries. `noted` hears of every answer; its
/// error ends it. "refresh_failed" (subject: `listName`) when it failed for good: what was merged stays merged, and
/// this alone is left to be done (F27). What is given by reference outlives it.
[[nodiscard]] QCoro::Task<Result<void>>
refreshList(EnrichmentClient &client, QString listId, QString listName, RunMeter &meter, Clock &clock,
            std::function<QCoro::Task<Result<void>>(std::optional<ApiError> error)> noted, std::stop_token stop);

/// Contacts that are sent together, and their units in the ledger, in the same order.
struct UnitBatch
{
    std::shared_ptr<const EnrichmentBatch> batch;
    QList<std::uint32_t> units;
};

/// How large a batch may become.
struct BatchSize
{
    qsizetype contacts = 0;
    qsizetype bytes = 0; ///< EnrichmentBatch::wireBytes()
};

/// Where a run's batches come from. Blocks; one thread at a time.
class BatchSource
{
public:
    virtual ~BatchSource() = default;
    /// The next batch; an empty one at the end.
    [[nodiscard]] virtual Result<UnitBatch> next(const BatchSize &size) = 0;
};

/// Some of a batch's contacts, in the same order. `places`: ascending.
[[nodiscard]] UnitBatch partOf(const UnitBatch &whole, const QList<qsizetype> &places);

/// Rejected for a reason that a service gave for that contact alone, in the words of findings and events:
/// "contacts_not_in_list", "contacts_row_long", ...; empty for all other reasons.
[[nodiscard]] const char *refusalKey(EnrichReason reason);

/// Makes batches of contacts that come one by one. One thread at a time.
class BatchCutter
{
public:
    struct Value
    {
        std::uint32_t attribute = 0; ///< In the schema.
        std::string_view text; ///< Canonical.
    };

    explicit BatchCutter(std::shared_ptr<const ListSchema> schema);

    void add(std::string_view id, std::span<const Value> values, std::uint32_t unit, const BatchSize &size);
    /// What was added last is a batch, too.
    void cut();
    /// The oldest batch that is whole, once; nullopt: there is none.
    [[nodiscard]] std::optional<UnitBatch> take();

private:
    EnrichmentBatchBuilder m_builder;
    QList<std::uint32_t> m_units; ///< Of what is in the builder.
    std::deque<UnitBatch> m_ready;
};

/// The batches of an enrichment as its backup holds them: what is not in there cannot be sent, so what is sent can be
/// undone. A unit is a record's place in the backup. Memory: some batches.
class BackupFeed final : public BatchSource
{
public:
    /// `open`: per unit, whether it is still to be sent.
    BackupFeed(std::unique_ptr<BackupReader> backup, std::shared_ptr<const ListSchema> schema, std::vector<bool> open);

    /// Errors as BackupReader::next(); Damaged "backup_damaged" for other records than units; BadInput "schema_changed"
    /// (subject: the attribute) when the list does not take a value any more.
    [[nodiscard]] Result<UnitBatch> next(const BatchSize &size) override;

private:
    [[nodiscard]] Result<void> take(const BackupRecord &record, const BatchSize &size);

    const std::unique_ptr<BackupReader> m_backup;
    const std::shared_ptr<const ListSchema> m_schema;
    const std::vector<bool> m_open;
    BatchCutter m_cutter;
    std::size_t m_unit = 0; ///< Of the next record.
    bool m_ended = false;
};

/// The batches of a source of which no copies are kept: RowFeed, then cut by size; contacts of which nothing is left to
/// be done are passed over. Memory: some batches.
class BatchFeed final : public BatchSource
{
public:
    /// `open`: per unit, whether it is still to be sent.
    BatchFeed(std::shared_ptr<RowFeed> rows, std::shared_ptr<const ListSchema> schema, std::vector<bool> open);

    /// Errors as RowFeed::next(); Damaged "source_changed" when there are more or fewer rows to be sent than units.
    [[nodiscard]] Result<UnitBatch> next(const BatchSize &size) override;

private:
    void take(const CheckedRow &row, const BatchSize &size);

    const std::shared_ptr<RowFeed> m_rows;
    const std::vector<bool> m_open;
    BatchCutter m_cutter;
    std::vector<BatchCutter::Value> m_values; ///< Of one contact.
    std::size_t m_unit = 0; ///< Of the next row that fits.
    bool m_ended = false;
};

/// The batches of an undo: of each contact the values that come back. Quick enough for the GUI thread: a batch at a
/// time is made, of what is in memory.
class UndoFeed final : public BatchSource
{
public:
    /// `units`: those that are sent, each with a value that comes back; `matcher` outlives it and does not change.
    UndoFeed(const UndoMatcher &matcher, std::shared_ptr<const ListSchema> schema, QList<std::uint32_t> units);

    [[nodiscard]] Result<UnitBatch> next(const BatchSize &size) override;

private:
    void take(std::uint32_t unit, const BatchSize &size);

    const UndoMatcher &m_matcher;
    const std::shared_ptr<const ListSchema> m_schema;
    const QList<std::uint32_t> m_units;
    BatchCutter m_cutter;
    std::vector<UndoValues::Value> m_values; ///< Of one contact.
    std::vector<BatchCutter::Value> m_back; ///< The same.
    qsizetype m_next = 0;
};

/// Sends batches of an enrichment, or of its undoing, one call at a time. Merging the same values again is harmless
/// (F20, F45), and each attempt has its intent. A part of EnrichRun or EnrichUndoRun.
class BatchSender final : public UnitWriter<UnitBatch, EnrichmentAnswer>
{
public:
    /// For Run::addEvent(): "count_differs", "contacts_refused", "batch_halved", and per reason "contacts_not_in_list"
    /// and the like.
    using Event = std::function<void(const QString &code, const QVariantMap &args)>;
    /// Told of every batch that was handed to the service, before `Sent`.
    using Answered = std::function<void(const AnsweredBatch &)>;

    /// `consent`: what a person typed so that dialers may call because of this run. Nothing is started, see starter().
    BatchSender(EnrichLedger &ledger, EnrichmentClient &client, DialConsent consent, RunMeter &meter, Clock &clock,
                Sent sent, Event event, Answered answered = {});

    /// Success: each contact has its own outcome, in doubt (F20, F26, F45) and refused ones included. Failure: why
    /// nothing more may be sent; the rest stays planned.
    [[nodiscard]] QCoro::Task<Result<void>> sendBatch(UnitBatch batch, std::stop_token stop);
    /// The service found a batch too much for its campaigns' time (`enrichment_timeout`), which was in order when it
    /// was cut: the largest that may be tried now; 0: never said.
    [[nodiscard]] qsizetype tooMany() const { return m_tooMany; }
    [[nodiscard]] SkillStarter &starter() { return m_starter; }

private:
    [[nodiscard]] QCoro::Task<Result<void>> intend(UnitBatch batch) override { return m_ledger.intend(batch.units); }
    [[nodiscard]] QCoro::Task<EnrichmentAnswer> send(UnitBatch batch, std::stop_token stop) override;
    [[nodiscard]] QCoro::Task<Result<Outcome>> settle(UnitBatch batch, EnrichmentAnswer answer) override;
    [[nodiscard]] WriteVerdict verdictOf(ErrorKind kind) const override;
    [[nodiscard]] qsizetype sizeOf(const UnitBatch &batch) const override { return batch.units.size(); }
    [[nodiscard]] EnrichmentAnswer notSent(const UnitBatch &batch, const ApiError &why) const override;
    [[nodiscard]] UnitBatch remaining(const UnitBatch &batch) const override;

    [[nodiscard]] QCoro::Task<Result<void>> record(UnitBatch batch, EnrichmentAnswer answer);
    /// Of a service that gives each contact its own fate.
    [[nodiscard]] QCoro::Task<Result<void>> recordEach(UnitBatch batch, EnrichmentAnswer answer);
    /// Cuts a refused batch so that the good contacts get through (as F12 and F17 do for corrections): what is left of
    /// it to be sent.
    [[nodiscard]] QCoro::Task<Result<QList<UnitBatch>>> sortOut(UnitBatch batch, EnrichmentAnswer answer);
    void tell(const char *code, const QVariantMap &args) const;

    EnrichLedger &m_ledger;
    EnrichmentClient &m_client;
    SkillStarter m_starter;
    const Event m_event;
    const Answered m_answered;
    qsizetype m_tooMany = 0;
};

} // namespace muster
