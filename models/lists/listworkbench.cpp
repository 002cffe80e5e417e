// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/lists/listworkbench.h"

#include "models/lists/listworkbench_p.h"
#include "models/lists/storednumberlists.h"
#include "models/rules/numbers/numberengine.h"
#include "models/store/numberliststore.h"

namespace muster {
namespace {

ContactSortKey keyOf(int column, Qt::SortOrder order)
{
    using By = ContactSortKey::By;
    ContactSortKey key;
    key.isDescending = column >= 0 && order == Qt::DescendingOrder;
    switch (column) {
    case ContactTableModel::Original:
        key.by = By::Phone;
        break;
    case ContactTableModel::WillBecome:
        key.by = By::NewNumber;
        break;
    case ContactTableModel::Region:
        key.by = By::Region;
        break;
    case ContactTableModel::LineType:
        key.by = By::LineType;
        break;
    case ContactTableModel::Verdict:
        key.by = By::Verdict;
        break;
    case ContactTableModel::Why:
        key.by = By::Reasons;
        break;
    case ContactTableModel::ContactId:
        key.by = By::ContactId;
        break;
    default:
        if (column >= ContactTableModel::FirstMember) {
            key.by = By::Member;
            key.member = column - ContactTableModel::FirstMember;
        }
    }
    return key;
}

/// How `list` would be judged by `directive`, compared with how it is judged now. Null when stopped.
SharedMoves movesUnder(const JudgedContacts &list, const SanitizationDirective &directive,
                       const AnswerSettings &settings, const std::stop_token &stop)
{
    const std::shared_ptr<const ContactAnswers> then
        = ContactAnswers::make(list.answers->contacts(), settings, list.answers, stop);
    return then ? std::make_shared<const VerdictMoves>(list, *then, directive) : nullptr;
}

} // namespace

ListWorkbench::ListWorkbench(QObject *parent)
    : QObject(parent)
    , m_private(std::make_unique<Private>(this))
{
}

ListWorkbench::~ListWorkbench() = default;

void ListWorkbench::setNumberLists(NumberListLoader loader)
{
    m_private->loader = [loader = std::move(loader)] { return loader; };
}

void ListWorkbench::setNumberLists(const NumberListStore &store)
{
    m_private->loader = [&store] { return storedNumberLists(store.lists(), store.folder()); };
    connect(&store, &NumberListStore::changed, this, [this] {
        // A list may have other numbers under the same id now.
        if (Private::namesLists(m_private->directive))
            m_private->loadLists();
    });
}

ContactTableModel *ListWorkbench::model() const
{
    return m_private->model;
}

const ListSource &ListWorkbench::source() const
{
    return m_private->source;
}

const ListSummary &ListWorkbench::summary() const
{
    return m_private->summary;
}

const ListSummary &ListWorkbench::facets() const
{
    return m_private->facets;
}

const SanitizationDirective &ListWorkbench::directive() const
{
    return m_private->directive;
}

QString ListWorkbench::directiveDigest() const
{
    const Private &d = *m_private;
    if (d.loadJob.isRunning())
        return {};
    return muster::directiveDigest(d.directive, d.lists ? d.lists->digests : QStringList());
}

std::optional<ApiError> ListWorkbench::listFault() const
{
    const Private &d = *m_private;
    return d.lists && !d.loadJob.isRunning() ? d.lists->fault : std::nullopt;
}

const ContactFilter &ListWorkbench::filter() const
{
    return m_private->filter;
}

const ContactTable &ListWorkbench::table() const
{
    return m_private->table;
}

bool ListWorkbench::isBusy() const
{
    return m_private->isBusy();
}

std::size_t ListWorkbench::bytes() const
{
    const Private &d = *m_private;
    const auto order = [](const auto &rows) { return rows ? rows->capacity() * sizeof(ContactTable::Row) : 0; };
    return d.table.bytes() + (d.answers ? d.answers->bytes() : 0) + (d.overrides ? d.overrides->bytes() : 0)
        + order(d.model->view()->order) + order(d.kept.rows);
}

void ListWorkbench::begin(const ListSource &source)
{
    m_private->filter.moved = {}; // that was another list's
    m_private->clear();
    m_private->source = source;
    m_private->lookup.isAwaited = false; // the same
    m_private->isReading = true;
    m_private->isComplete = false;
    Q_EMIT readingChanged(0, false);
    m_private->tellSummary();
    Q_EMIT viewChanged(0);
}

void ListWorkbench::append(const std::shared_ptr<const RecordPage> &page)
{
    if (!page || !m_private->isReading)
        return;
    m_private->table.append(*page);
    Q_EMIT readingChanged(m_private->table.rowCount(), false);
    m_private->refreshAnswers();
}

void ListWorkbench::finishReading(const std::optional<ApiError> &incomplete)
{
    if (!m_private->isReading)
        return;
    m_private->isReading = false;
    m_private->isComplete = !incomplete;
    Q_EMIT readingChanged(m_private->table.rowCount(), m_private->isComplete);
    if (m_private->table.rowCount() == 0)
        m_private->tellSummary();
    if (m_private->viewTimer.isActive()) {
        m_private->viewTimer.stop();
        m_private->refreshView();
    }
    m_private->refreshAnswers();
}

void ListWorkbench::setDirective(const SanitizationDirective &directive)
{
    Private &d = *m_private;
    const bool hasLists = d.hasListsOf(directive);
    d.directive = directive; // whatever becomes of its lists: no plan is made by another one (F117)
    d.judgeTables.reset();
    if (!Private::namesLists(directive)) {
        d.loadJob.cancel();
        d.lists.reset();
        d.judgeAnew();
    } else if (hasLists) {
        d.judgeAnew();
    } else {
        d.loadLists();
    }
}

void ListWorkbench::setLookup(const LookupUse &use)
{
    if (use == m_private->lookup)
        return;
    m_private->lookup = use;
    m_private->refreshAnswers();
}

const LookupUse &ListWorkbench::lookup() const
{
    return m_private->lookup;
}

void ListWorkbench::awaitEvidence()
{
    m_private->isEvidenceAwaited = true;
}

void ListWorkbench::setEvidence(const Result<std::shared_ptr<const KeptEvidence>> &evidence)
{
    Private &d = *m_private;
    d.isEvidenceAwaited = false;
    d.evidenceFault = evidence ? std::nullopt : std::optional(evidence.error());
    if (evidence)
        d.evidence = *evidence;
    else
        Q_EMIT directiveFailed(evidence.error());
    if (d.needsAnswers())
        d.refreshAnswers();
    else
        d.showJudged(); // whoever waited for the end of all work hears of it
    d.settle();
}

void ListWorkbench::requestLookupDemand()
{
    m_private->demandJob.cancel();
    m_private->wantsDemand = true;
    m_private->settle();
}

void ListWorkbench::setFilter(const ContactFilter &filter)
{
    if (filter == m_private->filter)
        return;
    m_private->filter = filter;
    m_private->orderChanged();
}

void ListWorkbench::sortBy(int column, Qt::SortOrder order)
{
    const ContactSortKey key = keyOf(column, order);
    if (key == m_private->sort)
        return;
    m_private->sort = key;
    m_private->orderChanged();
}

void ListWorkbench::decide(const QList<QPair<int, int>> &rows, std::optional<ListVerdict> verdict, const QString &note)
{
    Private &d = *m_private;
    const ContactDecision decision{d.model->view(), rows, verdict, note};
    for (const auto &[first, last] : rows) {
        if (first < 0 || last < first || last >= d.model->rowCount()) {
            Q_EMIT decided(ApiError{.kind = ErrorKind::BadInput, .code = QStringLiteral("override_row")});
            return;
        }
    }
    if (rows.isEmpty())
        return;
    d.decisions.push_back(decision);
    d.nextDecision();
}

void ListWorkbench::askDetails(int row)
{
    const ContactView &view = *m_private->model->view();
    if (row < 0 || ContactTable::Row(row) >= view.size()) {
        m_private->detailsJob.cancel();
        return;
    }
    m_private->detailsJob.start([list = view.list, contact = view.rowAt(ContactTable::Row(row))](
                                    const std::stop_token &) { return detailsOf(list, contact); });
}

int ListWorkbench::rowOf(const QString &contactId) const
{
    const QByteArray id = contactId.toUtf8();
    const auto row = m_private->table.rowOf({id.constData(), std::size_t(id.size())});
    const ContactTable::Row place = row ? m_private->model->view()->placeOf(*row) : ContactView::notShown;
    return place == ContactView::notShown ? -1 : int(place);
}

void ListWorkbench::compareWith(const SanitizationDirective &other)
{
    Private &d = *m_private;
    if (!d.answers || !d.judgements) {
        Q_EMIT compared(std::make_shared<const VerdictMoves>());
        return;
    }
    AnswerSettings settings = d.answers->settings();
    settings.defaultRegion = other.defaultRegion;
    settings.regionMember = other.regionMember;
    settings.survivor = d.isReading ? SurvivorRule::Off : other.survivor;
    settings.newestMember = settings.survivor == SurvivorRule::Newest ? other.newestMember : QString();
    const bool needsLists = !d.hasListsOf(other);
    d.compareJob.start([list = d.judged(), other, settings, needsLists,
                        load = d.loader()](const std::stop_token &stop) mutable -> Result<SharedMoves> {
        if (needsLists)
            settings.lists.reset();
        if (needsLists && Private::namesLists(other)) {
            TRY(loaded, load(other, stop));
            if ((*loaded)->fault)
                return failure(*(*loaded)->fault);
            settings.lists = *loaded;
        }
        return movesUnder(list, other, settings, stop);
    });
}

PlanId ListWorkbench::freezePlan(bool shownOnly)
{
    Private &d = *m_private;
    const PlanId id = d.lastPlan = PlanId(quint64(d.lastPlan) + 1);
    if (d.isReading) {
        d.refusePlan(id, {.kind = ErrorKind::BadInput, .code = QStringLiteral("list_still_read")});
        return id;
    }
    d.wantedPlans.push_back({id, shownOnly ? d.filter : ContactFilter()}); // waits for what is under way
    d.settle();
    return id;
}

void ListWorkbench::cancelPlan(PlanId id)
{
    Private &d = *m_private;
    const bool waits
        = std::erase_if(d.wantedPlans, [id](const Private::WantedPlan &wanted) { return wanted.id == id; }) > 0;
    const bool isMade = d.makingPlan == id;
    if (isMade) {
        d.planJob.cancel();
        d.makingPlan.reset();
    }
    if (waits || isMade)
        d.refusePlan(id, {.kind = ErrorKind::Cancelled});
    d.settle();
}

void ListWorkbench::writeReport(const ContactReportOrder &order)
{
    Private &d = *m_private;
    d.wantedReport.reset();
    if (order.scope == ReportScope::Shown || order.scope == ReportScope::Selected) {
        d.startReport(*d.model->view(), order);
        return;
    }
    d.wantedReport = order;
    d.settle();
}

void ListWorkbench::cancelReport()
{
    Private &d = *m_private;
    if (!d.wantedReport && !d.reportJob.isRunning())
        return;
    d.wantedReport.reset();
    d.reportJob.cancel();
    d.reportTimer.stop();
    Q_EMIT reportWritten(failure(ErrorKind::Cancelled));
}

} // namespace muster
