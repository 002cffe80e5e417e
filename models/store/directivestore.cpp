// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/directivestore.h"

#include <QJsonDocument>
#include <algorithm>

namespace muster {

DirectiveStore::DirectiveStore(QString folder, QObject *parent, DiskAccess &disk)
    : NamedItems({folder + QStringLiteral("/directives.json"), QStringLiteral("muster-directives"),
                  QStringLiteral("directives_damaged"), disk},
                 parent)
{
}

bool DirectiveStore::take(const QJsonObject &object, Items &items) const
{
    auto directive = parseDirective(
        QJsonDocument(object.value(QLatin1String("directive")).toObject()).toJson(QJsonDocument::Compact));
    const QString name = object.value(QLatin1String("name")).toString();
    if (!directive || !isUsableName(name, maxName) || std::ranges::any_of(items, hasName(name))
        || items.size() == maxDirectives)
        return false;
    directive->name = name;
    items.append(*std::move(directive));
    return object.size() == 2;
}

QJsonObject DirectiveStore::toJson(const SanitizationDirective &directive) const
{
    return {{QStringLiteral("name"), directive.name},
            {QStringLiteral("directive"), QJsonDocument::fromJson(directiveJson(directive)).object()}};
}

std::optional<SanitizationDirective> DirectiveStore::byName(const QString &name) const
{
    return named(name);
}

Result<void> DirectiveStore::save(const SanitizationDirective &directive)
{
    SanitizationDirective named = directive;
    named.name = directive.name.trimmed();
    if (named.name.isEmpty())
        return refusedName("name_missing", {});
    if (named.name.size() > maxName)
        return refusedName("name_too_long", named.name);
    if (const auto readBack = parseDirective(directiveJson(named)); !readBack)
        return unreadable("bad_directive", named.name, readBack.error());
    Items items = m_items;
    items.removeIf(hasName(named.name));
    if (items.size() >= maxDirectives)
        return refusedName("too_many_directives", named.name);
    items.append(named);
    return replace(std::move(items));
}

Result<void> DirectiveStore::remove(const QString &name)
{
    return removeNamed(name, "unknown_directive");
}

} // namespace muster
