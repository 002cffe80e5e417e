// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/audiences/audienceestimation.h"
#include "models/text/amounttext.h"

#include "models/runs/tenantsession.h"
#include "models/text/criteriawords.h"
#include "models/text/errortexts.h"
#include "models/text/plaintext.h"
#include "models/text/plurals.h"
#include "ui/audiences/audienceeditor.h"
#include "ui/audiences/audiencereasons.h"
#include "ui/audiences/audiencework.h"
#include "ui/audiences/canvas/criteriacanvas.h"
#include "ui/audiences/estimatebar.h"
#include "ui/common/prompts.h"

#include <QFileInfo>
#include <QLocale>
#include <QPointer>

namespace muster {

namespace {

} // namespace

AudienceEstimation::AudienceEstimation(AudienceEditor &editor, TenantSession &session, QObject *parent)
    : QObject(parent)
    , m_editor(editor)
    , m_session(session)
    , m_estimator(new AudienceEstimator(this))
    , m_contacts(new ContactsAtHand(this))
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
        Prompts::instance().openFile(&m_editor, tr("Contacts to try the criteria on"),
                                     {tr("Tables (*.csv *.tsv *.jsonl *.ndjson)"), tr("All files (*)")},
                                     [self = QPointer(this)](const QString &file) {
                                         if (self && !file.isEmpty())
                                             self->m_contacts->readFile(file);
                                     });
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
    connect(bar, &EstimateBar::stopAsked, m_contacts, &ContactsAtHand::cancel);
    connect(m_contacts, &ContactsAtHand::loading, this, [this, bar](const ContactsAtHand::Source &source) {
        m_estimator->setContacts(nullptr); // what is counted is said of one source only
        bar->showLoading(nameOf(source), -1);
        m_loading = source;
    });
    connect(m_contacts, &ContactsAtHand::progressed, this,
            [this, bar](qint64 rows) { bar->showLoading(nameOf(m_loading), rows); });
    connect(m_contacts, &ContactsAtHand::failed, this,
            [this, bar](const ApiError &error) { bar->showLoadError(nameOf(m_loading), errorSentence(error)); });
    connect(m_contacts, &ContactsAtHand::cancelled, this, &AudienceEstimation::takeContacts);
    connect(m_contacts, &ContactsAtHand::loaded, this, &AudienceEstimation::takeContacts);
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

bool AudienceEstimation::isSample() const
{
    return m_contacts->isPart() || m_contacts->source().kind == ContactsAtHand::Kind::List;
}

QString AudienceEstimation::nameOf(const ContactsAtHand::Source &source)
{
    return source.kind == ContactsAtHand::Kind::File ? QFileInfo(source.name).fileName() : source.name;
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
            tree.size() == 1 ? tr("The group has no condition yet, so there is nothing to count. Add one.")
                             : tr("No group has a condition that is not muted, so there is nothing to count."));
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
            sentences << tr("What muting %1 does is not known.").arg(name);
            continue;
        }
        const qint64 more = count.matched.lower - node.unmuted->lower;
        sentences
            << (more > 0 ? tr("Muting %1 adds %2 contacts.", nullptr, pluralForm(more)).arg(name, numberText(more))
                    : more < 0
                    ? tr("Muting %1 takes away %2 contacts.", nullptr, pluralForm(-more)).arg(name, numberText(-more))
                    : tr("Muting %1 changes nothing.").arg(name));
    }
    m_editor.estimate()->showWhatIf(sentences.join(u' '));
}

} // namespace muster
