// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/lists/sanitizationdirective.h"
#include "network/wire/keytable.h"

#include "models/rules/canonicaljson.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <algorithm>

namespace muster {

namespace {

constexpr qint64 directiveVersion = 2;
constexpr qint64 withoutMissing = 1; // an absent number was invalid
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

constexpr std::array<const char *, 4> actionKeys = {"skip", "flag", "fix", "purge"};
constexpr std::array<const char *, 5> survivorKeys = {"off", "first", "newest", "most_complete", "flag"};

void writeTexts(CanonicalJson &json, const char *name, const QStringList &texts)
{
    json.beginArray(name);
    for (const QString &text : texts)
        json.element(text);
    json.endArray();
}

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

void readTypes(MemberReader &reader, SanitizationDirective &directive)
{
    directive.blockedTypes = 0;
    const QStringList names = reader.texts(QLatin1String("blocked_types"));
    reader.require(distinct(names));
    for (const QString &name : names) {
        int type = 0;
        while (type < typeCount && typeKey(type) != name)
            ++type;
        reader.require(type < typeCount);
        directive.blockedTypes |= typeBit(NumberType(type));
    }
}

QStringList readLists(MemberReader &reader, QLatin1String name)
{
    const QStringList lists = reader.texts(name);
    reader.require(lists.size() <= maxLists && distinct(lists)
                   && std::all_of(lists.begin(), lists.end(),
                                  [](const QString &list) { return !list.isEmpty() && list.size() <= maxText; }));
    return lists;
}

QString readMemberName(MemberReader &reader, QLatin1String name)
{
    const QString member = reader.text(name);
    reader.require(member.size() <= maxText);
    return member;
}

SanitizationDirective readDirective(MemberReader &reader)
{
    SanitizationDirective directive;
    const qint64 version = reader.number(QLatin1String("version"));
    reader.require(version == directiveVersion || version == withoutMissing);
    directive.defaultRegion = reader.text(QLatin1String("default_region"));
    reader.require(directive.defaultRegion.isEmpty()
                   || (isRegionId(directive.defaultRegion) && directive.defaultRegion.size() == 2));
    directive.regionMember = readMemberName(reader, QLatin1String("region_member"));
    directive.regions = reader.texts(QLatin1String("regions"));
    reader.require(directive.regions.size() <= maxRegions && distinct(directive.regions)
                   && std::all_of(directive.regions.begin(), directive.regions.end(), isRegionId));
    readTypes(reader, directive);
    for (const RuleField &rule : rules) {
        if (version == withoutMissing && rule.action == &SanitizationDirective::missing)
            continue;
        const auto action = directiveActionFromKey(reader.text(QLatin1String(rule.key)));
        reader.require(action && isActionOf(DirectiveRule(&rule - rules.data()), *action));
        directive.*rule.action = action.value_or(DirectiveAction::Flag);
    }
    if (version == withoutMissing)
        directive.missing = directive.invalid;
    const auto survivor = survivorRuleFromKey(reader.text(QLatin1String("survivor")));
    reader.require(survivor.has_value());
    directive.survivor = survivor.value_or(SurvivorRule::Off);
    directive.newestMember = readMemberName(reader, QLatin1String("newest_member"));
    directive.suppressionLists = readLists(reader, QLatin1String("suppression_lists"));
    directive.disposableLists = readLists(reader, QLatin1String("disposable_lists"));
    return directive;
}

} // namespace

QString directiveActionKey(DirectiveAction action)
{
    return QString::fromLatin1(actionKeys.at(std::size_t(action)));
}

std::optional<DirectiveAction> directiveActionFromKey(QStringView key)
{
    return valueAt<DirectiveAction>(actionKeys, key);
}

bool isActionOf(DirectiveRule rule, DirectiveAction action)
{
    const RuleField &field = rules.at(std::size_t(rule));
    return (action != DirectiveAction::Fix || field.fix) && (action != DirectiveAction::Purge || field.purge);
}

QString survivorRuleKey(SurvivorRule rule)
{
    return QString::fromLatin1(survivorKeys.at(std::size_t(rule)));
}

std::optional<SurvivorRule> survivorRuleFromKey(QStringView key)
{
    return valueAt<SurvivorRule>(survivorKeys, key);
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
    QStringList suppression = directive.suppressionLists, disposable = directive.disposableLists;
    for (qsizetype list = 0; list < listDigests.size() && list < suppression.size() + disposable.size(); ++list) {
        QString &id = list < suppression.size() ? suppression[list] : disposable[list - suppression.size()];
        id = listDigests[list].isEmpty() ? QStringLiteral("not_loaded:") + id
                                         : QStringLiteral("sha256:") + listDigests[list];
    }
    CanonicalJson json;
    json.beginObject();
    json.member("version", directiveVersion);
    json.member("default_region", directive.defaultRegion);
    json.member("region_member", directive.regionMember);
    writeTexts(json, "regions", directive.regions);
    json.beginArray("blocked_types");
    for (int type = 0; type < typeCount; ++type) {
        if ((directive.blockedTypes & typeBit(NumberType(type))) != 0)
            json.element(typeKey(type));
    }
    json.endArray();
    for (const RuleField &rule : rules)
        json.member(rule.key, directiveActionKey(directive.*rule.action));
    json.member("survivor", survivorRuleKey(directive.survivor));
    json.member("newest_member", directive.newestMember);
    writeTexts(json, "suppression_lists", suppression);
    writeTexts(json, "disposable_lists", disposable);
    json.endObject();
    return json.bytes();
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
    const QJsonObject object = document.object();
    MemberReader reader(object);
    SanitizationDirective directive = readDirective(reader);
    if (!reader.good())
        return unreadable(reader.fault());
    return directive;
}

} // namespace muster
