// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/audiences/audiencework.h"

#include "models/text/criteriawords.h"

#include <QElapsedTimer>
#include <QUndoCommand>
#include <QUndoStack>
#include <algorithm>

namespace muster {

namespace {

/// For commands that may be one with the next.
constexpr int mergingId = 1;

bool isTyped(CriteriaStep step)
{
    return step == CriteriaStep::SetValue || step == CriteriaStep::SetField || step == CriteriaStep::SetOperator;
}

} // namespace

class CriteriaUndo::Step final : public QUndoCommand
{
public:
    Step(CriteriaUndo &owner, CriteriaTree before, CriteriaHistoryStep step, qint64 at)
        : m_owner(owner)
        , m_before(std::move(before))
        , m_step(std::move(step))
        , m_at(at)
    {
        setText(criteriaStepText(m_step.step, m_step.count));
    }

    [[nodiscard]] const CriteriaHistoryStep &step() const { return m_step; }
    void undo() override { m_owner.go(m_before, m_step.node); }
    void redo() override
    {
        // A step comes here when it has been made; the stack redoes it all the same.
        if (m_isMade)
            m_owner.go(m_step.after, m_step.node);
        m_isMade = true;
    }
    [[nodiscard]] int id() const override { return isTyped(m_step.step) ? mergingId : -1; }
    bool mergeWith(const QUndoCommand *command) override
    {
        const auto &next = *static_cast<const Step *>(command);
        if (next.m_step.step != m_step.step || next.m_step.node != m_step.node
            || next.m_at - m_at > CriteriaUndo::mergeMilliseconds)
            return false;
        m_step.after = next.m_step.after;
        m_at = next.m_at;
        setObsolete(m_step.after == m_before);
        return true;
    }

private:
    CriteriaUndo &m_owner;
    const CriteriaTree m_before;
    CriteriaHistoryStep m_step;
    qint64 m_at;
    bool m_isMade = false;
};

CriteriaUndo::CriteriaUndo(CriteriaTreeModel *model, QObject *parent)
    : QObject(parent)
    , m_model(*model)
    , m_stack(new QUndoStack(this))
    , m_base(model->tree())
    , m_expected(model->tree())
{
    QElapsedTimer timer;
    timer.start();
    m_clock = [timer] { return timer.elapsed(); };
    connect(model, &CriteriaTreeModel::edited, this, &CriteriaUndo::push);
    connect(model, &CriteriaTreeModel::treeChanged, this, [this] {
        if (m_model.tree() == m_expected)
            return;
        m_base = m_expected = m_model.tree();
        m_stack->clear();
        Q_EMIT changed();
    });
}

void CriteriaUndo::push(const CriteriaTree &before, const CriteriaEdit &edit)
{
    m_expected = edit.tree;
    m_stack->push(new Step(*this, before,
                           {.step = edit.step,
                            .count = std::max(1, int(edit.touched.size())),
                            .node = edit.touched.value(0, noCriteriaNode),
                            .after = edit.tree},
                           m_clock()));
    Q_EMIT changed();
}

void CriteriaUndo::show(const CriteriaTree &tree)
{
    if (m_isReplaying)
        return;
    m_expected = tree;
    m_model.setTree(tree);
    Q_EMIT changed();
}

void CriteriaUndo::go(const CriteriaTree &tree, CriteriaNodeId stepNode)
{
    if (m_isReplaying)
        return;
    const CriteriaTree before = m_model.tree();
    show(tree);
    Q_EMIT stepped(touchedBetween(before, m_model.tree(), stepNode));
}

CriteriaHistory CriteriaUndo::history() const
{
    CriteriaHistory history{.first = m_base, .steps = {}, .done = m_stack->index()};
    for (int at = 0; at < m_stack->count(); ++at)
        history.steps.append(static_cast<const Step *>(m_stack->command(at))->step());
    return history;
}

void CriteriaUndo::restore(const CriteriaHistory &history)
{
    m_isReplaying = true;
    m_stack->clear();
    m_base = history.first;
    const CriteriaTree *before = &history.first;
    CriteriaTree current = history.current();
    // Long ago and far apart: nothing that is typed now belongs to a step of then.
    qint64 at = m_clock() - (history.steps.size() + 2) * 2 * mergeMilliseconds;
    for (const CriteriaHistoryStep &step : history.steps) {
        m_stack->push(new Step(*this, *before, step, at += 2 * mergeMilliseconds));
        before = &step.after;
        current = current.succeeding(step.after); // numbers of undone steps are not given again either
    }
    m_stack->setIndex(int(history.done));
    m_isReplaying = false;
    show(current);
}

namespace {

bool sameDetails(AudienceDefinition a, AudienceDefinition b)
{
    a.criteria = b.criteria = {};
    return a == b;
}

} // namespace

AudienceWork::AudienceWork(const QString &audienceId, QObject *parent)
    : QObject(parent)
    , m_audienceId(audienceId)
    , m_tree(new CriteriaTreeModel(this))
{
    connect(m_tree, &CriteriaTreeModel::treeChanged, this, &AudienceWork::changed);
}

void AudienceWork::setDetails(const AudienceDefinition &details)
{
    if (sameDetails(m_details, details))
        return;
    m_details = details;
    m_details.criteria = {};
    Q_EMIT changed();
}

AudienceDefinition AudienceWork::definition() const
{
    AudienceDefinition definition = m_details;
    definition.criteria = m_tree->tree().toGroup();
    return definition;
}

std::optional<CriteriaRefusal> AudienceWork::replaceCriteria(const CriteriaGroup &criteria)
{
    const CriteriaEditResult edit = m_tree->edits().replace(criteria);
    if (edit)
        m_tree->apply(edit);
    else if (edit.error().code != CriteriaRefusal::Code::NothingChanges)
        return edit.error();
    return std::nullopt;
}

std::optional<CriteriaRefusal> AudienceWork::replace(const AudienceDefinition &definition)
{
    if (const auto refusal = replaceCriteria(definition.criteria))
        return refusal;
    setDetails(definition);
    return std::nullopt;
}

void AudienceWork::setBase(const std::optional<Audience> &base)
{
    if (m_base == base)
        return;
    m_base = base;
    Q_EMIT changed();
}

bool AudienceWork::isChanged() const
{
    return !m_base || !(m_base->definition == definition());
}

} // namespace muster
