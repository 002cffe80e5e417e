// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/maskpolicystore.h"

#include "models/rules/documents/policyjson.h"
#include "models/rules/masking/maskengine.h"

#include <QJsonDocument>
#include <algorithm>

namespace muster {

namespace {

bool isDefault(const QString &name)
{
    return isSameName(name, MaskPolicyStore::builtIn().name);
}

/// Only the contract's three kinds, in its own ways of writing.
MaskPolicy contractPolicy()
{
    MaskPolicy policy;
    policy.name = QStringLiteral("Contract");
    for (const Entity entity : allEntities) {
        if (entity != Entity::Email && entity != Entity::Phone && entity != Entity::Ssn && entity != Entity::Own)
            policy.rules[static_cast<std::size_t>(entity)].action = MaskAction::Keep;
    }
    policy.regions.clear();
    policy.spokenForms = policy.context = false;
    return policy;
}

MaskPolicy strictPolicy()
{
    MaskPolicy policy;
    policy.name = QStringLiteral("Strict");
    policy.rules[static_cast<std::size_t>(Entity::Address)].action = MaskAction::Tag;
    policy.rules[static_cast<std::size_t>(Entity::PersonName)].action = MaskAction::Tag;
    return policy;
}

} // namespace

MaskPolicyStore::MaskPolicyStore(QString folder, QObject *parent, DiskAccess &disk)
    : NamedItems({folder + QStringLiteral("/mask-policies.json"), QStringLiteral("muster-mask-policies"),
                  QStringLiteral("mask_policies_damaged"), disk},
                 parent)
{
}

bool MaskPolicyStore::take(const QJsonObject &object, Items &items) const
{
    auto policy
        = parsePolicy(QJsonDocument(object.value(QLatin1String("policy")).toObject()).toJson(QJsonDocument::Compact));
    const QString name = object.value(QLatin1String("name")).toString();
    const int version = object.value(QLatin1String("version")).toInt(0);
    if (!policy || object.size() != 3 || !isUsableName(name, PolicyLimits::name) || isDefault(name) || version < 1
        || items.size() >= maxPolicies || std::ranges::any_of(items, hasName(name)))
        return false;
    policy->name = name;
    policy->version = version;
    items.append(*std::move(policy));
    return true;
}

MaskPolicy MaskPolicyStore::builtIn()
{
    MaskPolicy policy;
    policy.name = QStringLiteral("Default");
    return policy;
}

QList<MaskPolicy> MaskPolicyStore::builtIns()
{
    return {builtIn(), contractPolicy(), strictPolicy()};
}

bool MaskPolicyStore::isBuiltIn(const QString &name) const
{
    return !named(name) && std::ranges::any_of(builtIns(), hasName(name));
}

QList<MaskPolicy> MaskPolicyStore::policies() const
{
    QList<MaskPolicy> all = builtIns();
    all.removeIf([this](const MaskPolicy &one) { return !isBuiltIn(one.name); });
    return all + m_items;
}

std::optional<MaskPolicy> MaskPolicyStore::byName(const QString &name) const
{
    if (auto saved = named(name))
        return saved;
    const QList<MaskPolicy> all = builtIns();
    const auto found = std::ranges::find_if(all, hasName(name));
    return found == all.end() ? std::nullopt : std::optional(*found);
}

Result<MaskPolicy> MaskPolicyStore::save(const MaskPolicy &policy)
{
    MaskPolicy kept = policy;
    kept.name = policy.name.trimmed();
    TRY_VOID(checkName(kept.name, PolicyLimits::name));
    if (isBuiltIn(kept.name))
        return refusedName("policy_built_in", kept.name);
    const QByteArray json = policyJson(kept);
    if (const auto readBack = parsePolicy(json); !readBack)
        return unreadable("bad_policy", kept.name, readBack.error());
    // What cannot be used is not kept: a run would only find out when it begins.
    TRY_VOID(OwnPatterns::make(kept.patterns));
    Items items = m_items;
    const auto before = std::ranges::find_if(items, hasName(kept.name));
    if (before == items.end()) {
        if (items.size() >= maxPolicies)
            return refusedName("too_many_policies", kept.name);
        kept.version = 1;
        items.append(kept);
    } else {
        const bool isSame = policyJson(*before) == json;
        kept.version = before->version + (isSame ? 0 : 1);
        if (*before == kept)
            return kept;
        *before = kept;
    }
    qsizetype bytes = 0;
    for (const MaskPolicy &item : items)
        bytes += policyJson(item).size();
    if (bytes > maxBytes)
        return refusedName("policies_too_large", kept.name);
    return replace(std::move(items)).map([&kept] { return kept; });
}

Result<void> MaskPolicyStore::remove(const QString &name)
{
    if (isBuiltIn(name))
        return refusedName("policy_built_in", name);
    return removeNamed(name, "unknown_policy");
}

QJsonObject MaskPolicyStore::toJson(const MaskPolicy &policy) const
{
    return {{QStringLiteral("name"), policy.name},
            {QStringLiteral("version"), policy.version},
            {QStringLiteral("policy"), QJsonDocument::fromJson(policyJson(policy)).object()}};
}

} // namespace muster
