// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/directivestore.h"

#include <QJsonDocument>
#include <algorithm>

namespace muster {

namespace {

/// The directive's canonical JSON as an object of the file.
QJsonObject toItem(const SanitizationDirective &directive)
{
    return {{QStringLiteral("name"), directive.name},
            {QStringLiteral("directive"), QJsonDocument::fromJson(directiveJson(directive)).object()}};
}

QJsonArray toItems(const QList<SanitizationDirective> &directives)
{
    QJsonArray items;
    for (const SanitizationDirective &directive : directives)
        items.append(toItem(directive));
    return items;
}

auto find(const QList<SanitizationDirective> &directives, const QString &name)
{
    return std::find_if(directives.begin(), directives.end(),
                        [&](const SanitizationDirective &directive) { return isSameName(directive.name, name); });
}

} // namespace

DirectiveStore::DirectiveStore(QString folder, QObject *parent, DiskAccess &disk)
    : QObject(parent)
    , m_file(folder + QStringLiteral("/directives.json"), QStringLiteral("muster-directives"),
             QStringLiteral("directives_damaged"), disk)
{
}

std::optional<ApiError> DirectiveStore::load()
{
    QList<SanitizationDirective> found;
    const auto notice = m_file.load(
        [&](const QJsonObject &item) {
            auto directive = parseDirective(
                QJsonDocument(item.value(QLatin1String("directive")).toObject()).toJson(QJsonDocument::Compact));
            const QString name = item.value(QLatin1String("name")).toString();
            if (!directive || !isUsableName(name, DirectiveStore::maxName) || find(found, name) != found.end()
                || found.size() == maxDirectives)
                return false;
            directive->name = name;
            found.append(*std::move(directive));
            return item.size() == 2;
        },
        [&] { return toItems(found); });
    std::sort(found.begin(), found.end(), [](const SanitizationDirective &one, const SanitizationDirective &other) {
        return QString::compare(one.name, other.name, Qt::CaseInsensitive) < 0;
    });
    m_directives = found;
    Q_EMIT changed();
    return notice;
}

std::optional<SanitizationDirective> DirectiveStore::byName(const QString &name) const
{
    const auto found = find(m_directives, name);
    return found == m_directives.end() ? std::nullopt : std::optional(*found);
}

Result<void> DirectiveStore::save(const SanitizationDirective &directive)
{
    SanitizationDirective named = directive;
    named.name = directive.name.trimmed();
    if (named.name.isEmpty())
        return refusedName("name_missing", {});
    if (named.name.size() > maxName)
        return refusedName("name_too_long", named.name);
    if (const auto readBack = parseDirective(directiveJson(named)); !readBack) {
        return failure({.kind = ErrorKind::BadInput,
                        .code = QStringLiteral("bad_directive"),
                        .subject = named.name,
                        .details = {{readBack.error().subject, QStringLiteral("not_valid")}}});
    }
    QList<SanitizationDirective> directives = m_directives;
    directives.removeIf([&](const SanitizationDirective &known) { return isSameName(known.name, named.name); });
    if (directives.size() >= maxDirectives)
        return refusedName("too_many_directives", named.name);
    const auto place = std::find_if(directives.begin(), directives.end(), [&](const SanitizationDirective &known) {
        return QString::compare(known.name, named.name, Qt::CaseInsensitive) > 0;
    });
    directives.insert(place, named);
    return replace(std::move(directives));
}

Result<void> DirectiveStore::remove(const QString &name)
{
    QList<SanitizationDirective> directives = m_directives;
    if (directives.removeIf([&](const SanitizationDirective &known) { return isSameName(known.name, name); }) == 0)
        return refusedName("unknown_directive", name);
    return replace(std::move(directives));
}

Result<void> DirectiveStore::replace(QList<SanitizationDirective> directives)
{
    if (const auto written = m_file.write(toItems(directives)); !written)
        return written;
    m_directives = std::move(directives);
    Q_EMIT changed();
    return {};
}

} // namespace muster
