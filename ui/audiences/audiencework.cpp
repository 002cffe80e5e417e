// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/audiences/audiencework.h"

namespace muster {

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
