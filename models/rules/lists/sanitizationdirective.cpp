// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/lists/sanitizationdirective.h"

#include "models/rules/jsonmembers.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <algorithm>

namespace muster {

namespace {

constexpr qint64 directiveVersion = 3;
constexpr qint64 withoutNotInPlan = 2; // a number outside of all ranges was invalid
constexpr qint64 withoutMissing = 1; // an absent number was, too
constexpr qsizetype maxDirectiveBytes = 256 * 1024;
constexpr qsizetype maxRegions = 300, maxLists = 100, maxText = 1000;
constexpr int typeCount = 11; // Unknown is no line type that can be blocked

struct RuleField
{
    const char *key;
    DirectiveAction SanitizationDirective::*action;
    bool fix, purge; ///< Do these make sense?
};

constexpr std::array<RuleField, directiveRuleCount> rules = {{
    {"invalid", &SanitizationDirective::invalid, false, true},
    {"not_in_plan", &SanitizationDirective::notInPlan, false, true},
    {"missing", &SanitizationDirective::missing, false, true},
    {"reformat", &SanitizationDirective::reformat, true, false},
    {"region", &SanitizationDirective::region, false, true},
    {"line_type", &SanitizationDirective::lineType, false, true},
    {"local_only", &SanitizationDirective::localOnly, false, true},
    {"text_around", &SanitizationDirective::textAround, true, false},
    {"extension", &SanitizationDirective::extension, true, false},
    {"damage", &SanitizationDirective::damage, true, false},
    {"suppressed", &SanitizationDirective::suppressed, false, true},
    {"disposable", &SanitizationDirective::disposable, false, true},
    {"duplicate", &SanitizationDirective::duplicate, false, true},
}};

QString typeKey(int type)
{
    const std::string_view name = numberTypeName(NumberType(type));
    return QString::fromLatin1(name.data(), qsizetype(name.size()));
}

bool isRegionId(const QString &id)
{
    const bool code
        = id.size() == 2 && std::all_of(id.begin(), id.end(), [](QChar c) { return c >= u'A' && c <= u'Z'; });
    return code || id == QLatin1String("001");
}

bool distinct(QStringList texts)
{
    const qsizetype count = texts.size();
    return texts.removeDuplicates() == 0 && texts.size() == count;
}

void describeTypes(JsonMembers &members, std::uint16_t &blocked)
{
    QStringList names;
    for (int type = 0; type < typeCount; ++type) {
        if ((blocked & typeBit(NumberType(type))) != 0)
            names.append(typeKey(type));
    }
    members.member("blocked_types", names);
    members.require(distinct(names));
    blocked = 0;
    for (const QString &name : std::as_const(names)) {
        int type = 0;
        while (type < typeCount && typeKey(type) != name)
            ++type;
        members.require(type < typeCount);
        blocked |= typeBit(NumberType(type));
    }
}

void describeLists(JsonMembers &members, const char *name, QStringList &lists)
{
    members.member(name, lists);
    members.require(lists.size() <= maxLists && distinct(lists)
                    && std::all_of(lists.begin(), lists.end(),
                                   [](const QString &list) { return !list.isEmpty() && list.size() <= maxText; }));
}

void describe(JsonMembers &members, SanitizationDirective &directive)
{
    qint64 version = directiveVersion;
    members.member("version", version, withoutMissing, directiveVersion);
    members.member("default_region", directive.defaultRegion);
    members.require(directive.defaultRegion.isEmpty()
                    || (isRegionId(directive.defaultRegion) && directive.defaultRegion.size() == 2));
    members.member("region_member", directive.regionMember);
    members.require(directive.regionMember.size() <= maxText);
    members.member("regions", directive.regions);
    members.require(directive.regions.size() <= maxRegions && distinct(directive.regions)
                    && std::all_of(directive.regions.begin(), directive.regions.end(), isRegionId));
    describeTypes(members, directive.blockedTypes);
    for (const RuleField &rule : rules) {
        if ((version <= withoutMissing && rule.action == &SanitizationDirective::missing)
            || (version <= withoutNotInPlan && rule.action == &SanitizationDirective::notInPlan))
            continue;
        DirectiveAction &action = directive.*rule.action;
        members.key(rule.key, action);
        members.require(isActionOf(DirectiveRule(&rule - rules.data()), action));
    }
    if (version <= withoutMissing)
        directive.missing = directive.invalid;
    if (version <= withoutNotInPlan)
        directive.notInPlan = directive.invalid;
    members.key("survivor", directive.survivor);
    members.member("newest_member", directive.newestMember);
    members.require(directive.newestMember.size() <= maxText);
    describeLists(members, "suppression_lists", directive.suppressionLists);
    describeLists(members, "disposable_lists", directive.disposableLists);
}

} // namespace

bool isActionOf(DirectiveRule rule, DirectiveAction action)
{
    const RuleField &field = rules.at(std::size_t(rule));
    return (action != DirectiveAction::Fix || field.fix) && (action != DirectiveAction::Purge || field.purge);
}

DirectiveAction SanitizationDirective::action(DirectiveRule rule) const
{
    return this->*rules.at(std::size_t(rule)).action;
}

void SanitizationDirective::setAction(DirectiveRule rule, DirectiveAction action)
{
    this->*rules.at(std::size_t(rule)).action = action;
}

QByteArray directiveJson(const SanitizationDirective &directive, const QStringList &listDigests)
{
    SanitizationDirective written = directive;
    QStringList &suppression = written.suppressionLists, &disposable = written.disposableLists;
    for (qsizetype list = 0; list < listDigests.size() && list < suppression.size() + disposable.size(); ++list) {
        QString &id = list < suppression.size() ? suppression[list] : disposable[list - suppression.size()];
        id = listDigests[list].isEmpty() ? QStringLiteral("not_loaded:") + id
                                         : QStringLiteral("sha256:") + listDigests[list];
    }
    return canonicalJson(std::move(written), describe);
}

QString directiveDigest(const SanitizationDirective &directive, const QStringList &listDigests)
{
    return QString::fromLatin1(
        QCryptographicHash::hash(directiveJson(directive, listDigests), QCryptographicHash::Sha256).toHex());
}

Result<SanitizationDirective> parseDirective(const QByteArray &json)
{
    const auto unreadable
        = [](const QString &member) { return failure(ErrorKind::Damaged, "directive_unreadable", member); };
    if (json.size() > maxDirectiveBytes)
        return unreadable(QStringLiteral("size"));
    const QJsonDocument document = QJsonDocument::fromJson(json);
    if (!document.isObject())
        return unreadable(QStringLiteral("object"));
    SanitizationDirective directive;
    if (const QString place = memberFault(document.object(), directive, describe); !place.isEmpty())
        return unreadable(place);
    return directive;
}

} // namespace muster
