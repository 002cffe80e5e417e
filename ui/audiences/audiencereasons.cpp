// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/audiences/audiencereasons.h"

#include "models/audiences/estimate/membershipreasons.h"
#include "models/items/criterialinesmodel.h"
#include "models/text/criteriawords.h"
#include "models/text/plaintext.h"
#include "ui/audiences/audienceeditor.h"
#include "ui/audiences/audiencework.h"
#include "ui/audiences/criteriawhypane.h"

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
    {Tone::Warn, "circle-alert", QT_TRANSLATE_NOOP("muster::AudienceReasons", "not known")},
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
        m_editor.why()->showNothing(tr("None of the contacts at hand has \u201c%1\u201d.").arg(visibleText(text, 60)));
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
        m_editor.why()->showNothing(tr("Choose one of the contacts, or enter an id."));
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
        lines << CriteriaLine{.word = node.takesPart ? tr(words.word) : tr("left out"),
                              .tone = node.takesPart ? words.tone : Tone::Neutral,
                              .icon = QString::fromLatin1(node.takesPart ? words.icon : "circle-slash"),
                              .text = node.isGroup ? criteriaJoinText(tree.node(id).join)
                                                   : criteriaConditionText(tree.node(id).condition, model.fields()),
                              .aside = node.isGroup     ? QString()
                                  : node.isFieldMissing ? tr("no such field")
                                  : node.cell.isEmpty() ? tr("nothing")
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
        change = tr("It would be in if this turned out differently: %1.").arg(names(*reasons.toGetIn));
    else if (reasons.toGetOut)
        change = tr("It would be out if this turned out differently: %1.").arg(names(*reasons.toGetOut));
    const bool isIn = reasons.truth == Truth::True;
    m_editor.why()->showAnswer(isIn                                ? tr("This contact is in.")
                                   : reasons.truth == Truth::False ? tr("This contact is out.")
                                                                   : tr("Whether this contact is in is not known."),
                               isIn                                ? Tone::Good
                                   : reasons.truth == Truth::False ? Tone::Neutral
                                                                   : Tone::Warn,
                               change, lines);
}

} // namespace muster
