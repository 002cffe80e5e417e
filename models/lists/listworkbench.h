// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/lists/contactanswers.h"
#include "models/lists/contactdetails.h"
#include "models/lists/contactfilter.h"
#include "models/lists/contactreport.h"
#include "models/lists/listsummary.h"
#include "models/rules/exportorder.h"
#include "models/rules/lists/listverdict.h"
#include "models/rules/lists/sanitizationdirective.h"
#include "models/rules/lists/sanitizationplan.h"

#include <QObject>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>

namespace muster {

class ContactTableModel;
class NumberListStore;

/// Where the contacts come from.
struct ListSource
{
    QString listId, listName; ///< listId is empty for a file.
    QString file; ///< Of a dry run without a tenant; empty: the tenant's list.
    QString profileId, profileName;
    Environment environment = Environment::Sandbox;
};

/// A plan that was asked for. No other is ever answered by its name, whatever list or page comes meanwhile.
enum class PlanId : quint64 { };

/// What is known of lines beyond the numbering plan.
struct LookupUse
{
    std::shared_ptr<const LineTypes> types; ///< Null: nothing that was looked up counts.
    LookupSource source = LookupSource::Twilio;
    /// A lookup was asked for: what only it can tell, and it has not told, is not checked (F113).
    bool isAwaited = false;
    bool operator==(const LookupUse &) const = default;
};

/// One list under the hand: contacts as they are read, judged by a directive, seen through a filter, overridden by a
/// person, frozen as a plan. The window and the headless commands share it. GUI thread; judging, sorting and filtering
/// run on workers over snapshots, an answer that was overtaken is dropped, and the model swaps in one step.
class ListWorkbench : public QObject
{
    Q_OBJECT

public:
    explicit ListWorkbench(QObject *parent = nullptr);
    ~ListWorkbench() override;

    /// Reads the number lists that a directive names. Called on workers.
    using NumberListLoader = std::function<Result<std::shared_ptr<const LoadedNumberLists>>(
        const SanitizationDirective &directive, const std::stop_token &stop)>;
    void setNumberLists(NumberListLoader loader);
    /// From that store, which outlives the workbench, and again when it changes. Without either a directive's lists are
    /// names of files.
    void setNumberLists(const NumberListStore &store);

    [[nodiscard]] ContactTableModel *
    model() const; ///< The rows that the filter lets through, in the order of the sort.
    [[nodiscard]] const ListSource &source() const;
    [[nodiscard]] const ListSummary &summary() const;
    /// The summary with each facet counted of what the rest of the filter lets through, see countFacets().
    [[nodiscard]] const ListSummary &facets() const;
    /// The one that was set last; contacts are judged by it as soon as nothing is busy any more (F117).
    [[nodiscard]] const SanitizationDirective &directive() const;
    /// Of that directive with the content of its number lists, as plans name it; empty while these are loaded.
    [[nodiscard]] QString directiveDigest() const;
    /// Why number lists of the directive are not to be had. What they were to check is not checked (F113).
    [[nodiscard]] std::optional<ApiError> listFault() const;
    [[nodiscard]] const ContactFilter &filter() const;
    [[nodiscard]] const ContactTable &table() const;
    [[nodiscard]] bool isBusy() const; ///< Something is being judged, sorted or filtered.
    [[nodiscard]] std::size_t bytes() const; ///< Of contacts, answers, order and overrides.

    /// A new list; forgets contacts and overrides, keeps directive and filter (but what was compared).
    void begin(const ListSource &source);
    void append(const std::shared_ptr<const RecordPage> &page);
    /// No more pages. `incomplete`: why the list is not whole; such a list can be looked at, not purged from (F110).
    void finishReading(const std::optional<ApiError> &incomplete);

    /// Judges anew: at once where only verdicts change, on workers where numbers must be read again (default region) or
    /// number lists loaded. judged() follows. Where one cannot be loaded, the directive holds all the same: what the
    /// list was to check is not checked, and each further setDirective() tries again.
    void setDirective(const SanitizationDirective &directive);
    /// Judges anew on a worker. begin() forgets that a lookup was asked for.
    void setLookup(const LookupUse &use);
    [[nodiscard]] const LookupUse &lookup() const;
    /// What is kept of contacts that were removed with evidence (S38); null: nothing. Judges anew on a worker. See
    /// EvidenceFeed. An error becomes directiveFailed(): without that check nothing new is concluded.
    void setEvidence(const Result<std::shared_ptr<const KeptEvidence>> &evidence);
    /// Until setEvidence() plans and reports of the whole list wait.
    void awaitEvidence();
    /// What a lookup would have to tell; lookupDemandReady() follows when what is under way is done.
    void requestLookupDemand();
    void setFilter(const ContactFilter &filter);
    /// `column` as ContactTableModel::Column; -1: the list's own order.
    void sortBy(int column, Qt::SortOrder order);
    /// A person's word on contacts; nullopt takes it back. First and last row of each range of the model, as it is now.
    /// All or none. decided() follows: at once for some thousand contacts, else from a worker. Decisions take effect in
    /// the order in which they were given, plans wait for them, and begin() forgets those that are not made yet.
    void decide(const QList<QPair<int, int>> &rows, std::optional<ListVerdict> verdict, const QString &note);
    /// Everything about the contact in that row of the model, from a worker: detailsReady() follows, unless another
    /// question or another list comes first.
    void askDetails(int row);
    /// The model's row of the contact with that id; -1: the filter hides it, or there is none.
    [[nodiscard]] int rowOf(const QString &contactId) const;
    /// Which contacts change verdict under `other`, and how: compared() or comparisonFailed() follows.
    /// ContactFilter::moved shows them.
    void compareWith(const SanitizationDirective &other);

    /// What would run: the rows that the filter shows now (`shownOnly`) or all. Computed on a worker when what is under
    /// way is done, one after another. planReady() follows exactly once and after the return, unless the workbench
    /// goes. BadInput "list_still_read" while pages are awaited; Cancelled when the list is left before.
    PlanId freezePlan(bool shownOnly);
    void cancelPlan(PlanId id); ///< planReady() with Cancelled, if it has not come yet.
    /// One row per contact to a file (see writeContactReport); reportProgress() and reportWritten() follow. What is
    /// shown or selected is saved as it is now; the whole list and its changes when what is under way is done.
    void writeReport(const ContactReportOrder &order);
    void cancelReport(); ///< reportWritten() with Cancelled, if one is being written or waits for that.

Q_SIGNALS:
    void readingChanged(qint64 contacts, bool complete);
    void judged(const muster::ListSummary &summary);
    void viewChanged(qint64 shown);
    void facetsCounted(const muster::ListSummary &facets); ///< After viewChanged(); under a search from a worker.
    /// `refusal`: BadInput "override_row", and what decideContacts() refuses; then nothing was decided.
    void decided(const std::optional<muster::ApiError> &refusal);
    void detailsReady(const muster::ContactDetails &details);
    void compared(const muster::SharedMoves &moves);
    void lookupDemandReady(const muster::LookupDemand &demand);
    void comparisonFailed(const muster::ApiError &error); ///< A number list of the other directive is not to be had.
    void planReady(muster::PlanId id, const muster::Result<muster::SharedPlan> &plan);
    void reportProgress(qint64 rows, qint64 total); ///< Ten times a second; total -1: not counted yet.
    void reportWritten(const muster::Result<muster::WrittenFile> &file);
    /// Before the verdicts that rest on it: rows of a file of numbers could not be read and are not looked for.
    void numbersUnread(const QString &list, const muster::NumberListReport &report);
    /// A number list could not be read, see listFault(); or what was kept of removed contacts, see setEvidence(); or
    /// work for what is shown threw (F109): what stood before stays.
    void directiveFailed(const muster::ApiError &error);

private:
    class Private;
    std::unique_ptr<Private> m_private;
};

} // namespace muster
