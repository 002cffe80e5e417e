// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/audiences/audienceestimation.h"

#include "models/audiences/estimate/membershipreasons.h"
#include "models/items/audiencemodels.h"
#include "models/runs/tenantsession.h"
#include "models/text/amounttext.h"
#include "models/text/criteriawords.h"
#include "models/text/errortexts.h"
#include "models/text/plaintext.h"
#include "ui/audiences/audienceeditor.h"
#include "ui/audiences/audiencework.h"
#include "ui/audiences/canvas/criteriacanvas.h"
#include "ui/audiences/criteriawhypane.h"
#include "ui/audiences/estimatebar.h"
#include "ui/common/prompts.h"

#include <QFileInfo>
#include <QLocale>
#include <QTimer>
#include <chrono>

namespace muster {

namespace {

// A table that goes and comes back at once is no help to anybody.
constexpr std::chrono::milliseconds slowPause{150};

struct TruthWords
{
    Tone tone;
    const char *icon;
    const char *word;
};

/// By Truth.
constexpr TruthWords truthWords[] = {
    {Tone::Neutral, "circle-x", QT_TRANSLATE_NOOP("muster::AudienceReasons", "false")},
    {Tone::Warn, "circle-alert", QT_TRANSLATE_NOOP("muster::AudienceReasons", "unknown")},
    {Tone::Good, "circle-check", QT_TRANSLATE_NOOP("muster::AudienceReasons", "true")},
};

} // namespace

AudienceReasons::AudienceReasons(AudienceEditor &editor, AudienceEstimator &estimator, QObject *parent)
    : QObject(parent)
    , m_editor(editor)
    , m_estimator(estimator)
    , m_slow(new QTimer(this))
{
    CriteriaWhyPane *why = editor.why();
    m_slow->setSingleShot(true);
    m_slow->setInterval(slowPause);
    connect(m_slow, &QTimer::timeout, why, &CriteriaWhyPane::showLooking);
    connect(&estimator, &AudienceEstimator::outdated, this, &AudienceReasons::clear);
    connect(&estimator, &AudienceEstimator::estimated, this, &AudienceReasons::show);
    connect(&estimator, &AudienceEstimator::found, this, [this](const QString &text, qint64 row) {
        if (row >= 0) {
            explain(std::uint32_t(row));
            m_editor.why()->choose(row);
            return;
        }
        m_editor.why()->showNothing(tr("No loaded contact has “%1”.").arg(visibleText(text, 60)));
    });
    connect(why, &CriteriaWhyPane::rowAsked, this, [this](qint64 row) { explain(std::uint32_t(row)); });
    connect(why, &CriteriaWhyPane::idAsked, this, [this](const QString &id) { m_estimator.find(-1, id); });
}

void AudienceReasons::clear()
{
    if (m_contacts != m_estimator.contacts()) {
        m_contacts = m_estimator.contacts();
        m_row.reset();
        m_editor.why()->choose(-1);
    }
    if (m_contacts) {
        if (!m_slow->isActive())
            m_slow->start();
        return;
    }
    m_slow->stop();
    m_editor.why()->showNoContacts();
}

void AudienceReasons::show(const SharedAudienceEstimate &estimate)
{
    m_slow->stop();
    m_editor.why()->setSamples(estimate->rows, m_editor.work().tree().fields());
    if (m_row)
        explain(*m_row);
    else
        m_editor.why()->showNothing(tr("Choose a contact, or enter an ID."));
}

void AudienceReasons::explain(std::uint32_t row)
{
    const SharedContactColumns &contacts = m_estimator.contacts();
    if (!contacts || row >= contacts->rowCount())
        return;
    m_row = row;
    const CriteriaTreeModel &model = m_editor.work().tree();
    const CriteriaTree &tree = model.tree();
    const MembershipReasons reasons = membershipReasons(*contacts, CriteriaQuestion::of(tree), row);
    QList<CriteriaLine> lines;
    for (const NodeReason &node : reasons.nodes) {
        const CriteriaNodeId id = tree.at(node.path);
        if (id == noCriteriaNode)
            continue;
        const TruthWords &words = truthWords[int(node.truth)];
        lines << CriteriaLine{.word = node.takesPart ? tr(words.word) : tr("ignored"),
                              .tone = node.takesPart ? words.tone : Tone::Neutral,
                              .icon = QString::fromLatin1(node.takesPart ? words.icon : "circle-slash"),
                              .text = node.isGroup ? criteriaJoinText(tree.node(id).join)
                                                   : criteriaConditionText(tree.node(id).condition, model.fields()),
                              .aside = node.isGroup     ? QString()
                                  : node.isFieldMissing ? tr("no such field")
                                  : node.cell.isEmpty() ? tr("empty")
                                                        : visibleText(node.cell, 200),
                              .node = id,
                              .depth = int(node.path.size())};
    }
    const auto names = [&tree](const QList<CriteriaPath> &paths) {
        QStringList list;
        for (const CriteriaPath &path : paths)
            list << criteriaNodeName(tree, tree.at(path));
        return QLocale().createSeparatedList(list);
    };
    QString change;
    if (reasons.toGetIn)
        change = tr("It would match if this came out differently: %1.").arg(names(*reasons.toGetIn));
    else if (reasons.toGetOut)
        change = tr("It would not match if this came out differently: %1.").arg(names(*reasons.toGetOut));
    const bool isIn = reasons.truth == Truth::True;
    m_editor.why()->showAnswer(isIn                                ? tr("This contact matches.")
                                   : reasons.truth == Truth::False ? tr("This contact doesn’t match.")
                                                                   : tr("It’s unknown whether this contact matches."),
                               isIn                                ? Tone::Good
                                   : reasons.truth == Truth::False ? Tone::Neutral
                                                                   : Tone::Warn,
                               change, lines);
}

AudienceEstimation::AudienceEstimation(AudienceEditor &editor, TenantSession &session, QObject *parent)
    : QObject(parent)
    , m_editor(editor)
    , m_session(session)
    , m_estimator(new AudienceEstimator(this))
    , m_contacts(new LocalContacts(this))
{
    new AudienceReasons(editor, *m_estimator, this);
    joinBar();
    connect(&editor.work().tree(), &CriteriaTreeModel::treeChanged, this, &AudienceEstimation::ask);
    connect(m_estimator, &AudienceEstimator::outdated, this, &AudienceEstimation::clear);
    connect(m_estimator, &AudienceEstimator::estimated, this, &AudienceEstimation::show);
}

void AudienceEstimation::joinBar()
{
    EstimateBar *bar = m_editor.estimate();
    connect(bar, &EstimateBar::fileAsked, this, [this] {
        askWhatToOpen(&m_editor, tr("Choose contacts"),
                      {tr("Tables (*.csv *.tsv *.jsonl *.ndjson)"), tr("All files (*)")}, this,
                      [this](const QString &file) { m_contacts->readFile(file); });
    });
    connect(bar, &EstimateBar::listAsked, this, [this](const QString &listId) {
        for (const ContactListSummary &list : std::as_const(m_lists)) {
            if (list.id == listId)
                m_contacts->readList(m_session, listId, list.name);
        }
    });
    connect(bar, &EstimateBar::segmentAsked, this, [this](const QString &segmentId) {
        for (const SegmentSummary &segment : std::as_const(m_segments)) {
            if (segment.id == segmentId)
                m_contacts->readSegment(m_session, segmentId, segment.name);
        }
    });
    connect(bar, &EstimateBar::stopAsked, m_contacts, &LocalContacts::cancel);
    connect(m_contacts, &LocalContacts::loading, this, [this, bar](const LocalContacts::Source &source) {
        m_estimator->setContacts(nullptr); // what is counted is said of one source only
        bar->showLoading(nameOf(source), -1);
        m_loading = source;
    });
    connect(m_contacts, &LocalContacts::progressed, this,
            [this, bar](qint64 rows) { bar->showLoading(nameOf(m_loading), rows); });
    connect(m_contacts, &LocalContacts::failed, this,
            [this, bar](const ApiError &error) { bar->showLoadError(nameOf(m_loading), errorSentence(error)); });
    connect(m_contacts, &LocalContacts::cancelled, this, &AudienceEstimation::takeContacts);
    connect(m_contacts, &LocalContacts::loaded, this, &AudienceEstimation::takeContacts);
}

void AudienceEstimation::setOffers(const QList<ContactListSummary> &lists, const QList<SegmentSummary> &segments)
{
    m_lists = lists;
    m_segments = segments;
    QList<ContactsOffer> listOffers, segmentOffers;
    for (const ContactListSummary &list : lists)
        listOffers << ContactsOffer{list.id, list.name};
    for (const SegmentSummary &segment : segments)
        segmentOffers << ContactsOffer{segment.id, segment.name};
    m_editor.estimate()->setOffers(listOffers, segmentOffers);
}

PublishSource AudienceEstimation::source() const
{
    const LocalContacts::Source &source = m_contacts->source();
    switch (source.kind) {
    case LocalContacts::Kind::None:
        break;
    case LocalContacts::Kind::File:
        return {.kind = PublishSource::Kind::File, .id = source.name};
    case LocalContacts::Kind::List:
        return {.kind = PublishSource::Kind::List, .id = source.id, .name = source.name};
    case LocalContacts::Kind::Segment:
        return {.kind = PublishSource::Kind::Segment, .id = source.id, .name = source.name};
    }
    return {};
}

void AudienceEstimation::read(const PublishSource &source)
{
    switch (source.kind) {
    case PublishSource::Kind::File:
        return m_contacts->readFile(source.id);
    case PublishSource::Kind::List:
        return m_contacts->readList(m_session, source.id, source.name);
    case PublishSource::Kind::Segment:
        return m_contacts->readSegment(m_session, source.id, source.name);
    }
}

bool AudienceEstimation::areOfTenant() const
{
    const LocalContacts::Kind kind = m_contacts->source().kind;
    return kind == LocalContacts::Kind::List || kind == LocalContacts::Kind::Segment;
}

bool AudienceEstimation::isSample() const
{
    return m_contacts->isPart() || m_contacts->source().kind == LocalContacts::Kind::List;
}

QString AudienceEstimation::nameOf(const LocalContacts::Source &source)
{
    return source.kind == LocalContacts::Kind::File ? QFileInfo(source.name).fileName() : source.name;
}

void AudienceEstimation::takeContacts()
{
    const SharedContactColumns &contacts = m_contacts->contacts();
    EstimateBar *bar = m_editor.estimate();
    if (!contacts) {
        bar->showNothing();
        return;
    }
    bar->showContacts(nameOf(m_contacts->source()), contacts->rowCount());
    m_estimator->setContacts(contacts);
    ask();
    Q_EMIT contactsChanged();
}

void AudienceEstimation::ask()
{
    m_estimator->setQuestion(CriteriaQuestion::of(m_editor.work().tree().tree()));
}

void AudienceEstimation::clear()
{
    m_editor.canvas()->setFunnel({});
    if (m_estimator->contacts())
        m_editor.estimate()->showCounting();
}

void AudienceEstimation::show(const SharedAudienceEstimate &estimate)
{
    const AudienceCount &count = estimate->count;
    const CriteriaTree &tree = m_editor.work().tree().tree();
    QHash<CriteriaNodeId, qint64> funnel;
    for (const NodeCount &node : count.nodes) {
        const CriteriaNodeId id = tree.at(node.path);
        if (id != noCriteriaNode && node.matched.isExact())
            funnel.insert(id, node.matched.lower);
    }
    m_editor.canvas()->setFunnel(funnel);
    if (count.saysNothing()) {
        m_editor.estimate()->showNotCounted(
            tree.size() == 1 ? tr("The group has no conditions yet, so there’s nothing to count. Add one.")
                             : tr("No group has an unmuted condition, so there’s nothing to count."));
        showWhatIf(count);
        return;
    }
    m_editor.estimate()->showResult({.matched = count.matched.lower,
                                     .possible = count.matched.upper,
                                     .total = count.contacts,
                                     .milliseconds = estimate->milliseconds});
    showWhatIf(count);
}

void AudienceEstimation::showWhatIf(const AudienceCount &count)
{
    QStringList sentences;
    const CriteriaTree &tree = m_editor.work().tree().tree();
    for (const NodeCount &node : count.nodes) {
        const CriteriaNodeId id = tree.at(node.path);
        if (!node.unmuted || id == noCriteriaNode)
            continue;
        const QString name = criteriaNodeName(tree, id);
        if (!node.unmuted->isExact() || !count.matched.isExact()) {
            sentences << tr("The effect of muting %1 is unknown.").arg(name);
            continue;
        }
        const qint64 more = count.matched.lower - node.unmuted->lower;
        sentences << (more > 0
                          ? tr("Muting %1 adds %2 contacts.", nullptr, pluralForm(more)).arg(name, numberText(more))
                          : more < 0
                          ? tr("Muting %1 drops %2 contacts.", nullptr, pluralForm(-more)).arg(name, numberText(-more))
                          : tr("Muting %1 changes nothing.").arg(name));
    }
    m_editor.estimate()->showWhatIf(sentences.join(u' '));
}

} // namespace muster
