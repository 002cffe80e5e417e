// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/lists/planlines.h"

#include "models/rules/canonicaljson.h"
#include "models/rules/memberreader.h"
#include "models/rules/numbers/numberengine.h"

#include <QJsonDocument>
#include <algorithm>

namespace muster {

namespace {

constexpr qint64 planVersion = 1;

QString timeText(const QDateTime &time)
{
    return time.toUTC().toString(Qt::ISODateWithMs);
}

QString text(const std::string &bytes)
{
    return QString::fromUtf8(bytes.data(), qsizetype(bytes.size()));
}

QByteArray finished(CanonicalJson &json)
{
    json.endObject();
    return json.bytes() + '\n';
}

struct Count
{
    const char *name;
    qint64 PlanHeader::*value;
};
constexpr std::array counts{Count{"contacts_in_list", &PlanHeader::contactsInList},
                            Count{"scope_count", &PlanHeader::scopeCount},
                            Count{"unchanged", &PlanHeader::unchanged},
                            Count{"fixes", &PlanHeader::fixes},
                            Count{"purges", &PlanHeader::purges},
                            Count{"review", &PlanHeader::review},
                            Count{"not_checked", &PlanHeader::notChecked}};

struct Words
{
    const char *name;
    QString PlanHeader::*value;
};
constexpr std::array words{Words{"profile_id", &PlanHeader::profileId},
                           Words{"profile_name", &PlanHeader::profileName},
                           Words{"list_id", &PlanHeader::listId},
                           Words{"list_name", &PlanHeader::listName},
                           Words{"directive_name", &PlanHeader::directiveName},
                           Words{"directive_digest", &PlanHeader::directiveDigest},
                           Words{"created_by", &PlanHeader::createdBy},
                           Words{"scope", &PlanHeader::scope}};

std::optional<QJsonObject> objectOf(const QByteArray &line)
{
    const QJsonDocument document = QJsonDocument::fromJson(line);
    return document.isObject() ? std::optional(document.object()) : std::nullopt;
}

std::uint64_t readContent(MemberReader &reader)
{
    const QString hex = reader.text(QLatin1String("content"));
    bool number = false;
    const std::uint64_t content = hex.toULongLong(&number, 16);
    reader.require(number && hex.size() == 16);
    return content;
}

} // namespace

QByteArray planHeaderLine(const PlanHeader &header)
{
    CanonicalJson json;
    json.beginObject();
    json.member("format", QStringLiteral("muster-plan"));
    json.member("version", planVersion);
    for (const Words &member : words)
        json.member(member.name, header.*member.value);
    json.member("environment", environmentKey(header.environment));
    json.member("created_at", timeText(header.createdAt));
    json.member("read_complete", header.readComplete);
    for (const Count &count : counts)
        json.member(count.name, header.*count.value);
    return finished(json);
}

QByteArray planChangeLine(const PlannedChange &change)
{
    const bool fix = change.action == PlannedChange::Action::Fix;
    CanonicalJson json;
    json.beginObject();
    json.member("action", fix ? QStringLiteral("fix") : QStringLiteral("purge"));
    json.member("id", text(change.contactId));
    json.member("from", text(change.from));
    if (fix)
        json.member("to", text(change.to));
    if (change.e164 != 0)
        json.member("number", text(unpackE164(change.e164)));
    json.member("content", QStringLiteral("%1").arg(change.content, 16, 16, QLatin1Char('0')));
    json.beginArray("reasons");
    for (const QString &key : listReasonKeys(change.reasons))
        json.element(key);
    json.endArray();
    return finished(json);
}

QByteArray planDigestLine(const QString &digest)
{
    CanonicalJson json;
    json.beginObject();
    json.member("digest", digest);
    return finished(json);
}

std::optional<PlanHeader> readPlanHeader(const QByteArray &line)
{
    const auto object = objectOf(line);
    if (!object)
        return std::nullopt;
    MemberReader reader(*object);
    reader.require(reader.text(QLatin1String("format")) == QLatin1String("muster-plan"));
    reader.require(reader.number(QLatin1String("version")) == planVersion);
    PlanHeader header;
    for (const Words &member : words)
        header.*member.value = reader.text(QLatin1String(member.name));
    const auto environment = environmentFromKey(reader.text(QLatin1String("environment")));
    reader.require(environment.has_value());
    header.environment = environment.value_or(Environment::Production);
    header.createdAt = QDateTime::fromString(reader.text(QLatin1String("created_at")), Qt::ISODateWithMs).toUTC();
    reader.require(header.createdAt.isValid());
    header.readComplete = reader.flag(QLatin1String("read_complete"));
    for (const Count &count : counts)
        header.*count.value = reader.number(QLatin1String(count.name));
    return reader.good() ? std::optional(header) : std::nullopt;
}

std::optional<PlannedChange> readPlanChange(const QByteArray &line)
{
    const auto object = objectOf(line);
    if (!object)
        return std::nullopt;
    MemberReader reader(*object);
    const QString action = reader.text(QLatin1String("action"));
    PlannedChange change;
    change.action = action == QLatin1String("purge") ? PlannedChange::Action::Purge : PlannedChange::Action::Fix;
    reader.require(change.action == PlannedChange::Action::Purge || action == QLatin1String("fix"));
    change.contactId = reader.text(QLatin1String("id")).toStdString();
    change.from = reader.text(QLatin1String("from")).toStdString();
    if (change.action == PlannedChange::Action::Fix)
        change.to = reader.text(QLatin1String("to")).toStdString();
    if (object->contains(QLatin1String("number"))) {
        const QString number = reader.text(QLatin1String("number"));
        bool isNumber = false;
        change.e164 = number.mid(1).toULongLong(&isNumber);
        reader.require(isNumber && change.e164 != 0 && text(unpackE164(change.e164)) == number);
    }
    change.content = readContent(reader);
    const QStringList keys = reader.texts(QLatin1String("reasons"));
    for (const QString &key : keys) {
        const auto reason = listReasonFromKey(key);
        reader.require(reason.has_value());
        change.reasons |= reason ? reasonBit(*reason) : 0;
    }
    return reader.good() ? std::optional(std::move(change)) : std::nullopt;
}

std::optional<QString> readPlanDigest(const QByteArray &line)
{
    const auto object = objectOf(line);
    if (!object)
        return std::nullopt;
    MemberReader reader(*object);
    const QString digest = reader.text(QLatin1String("digest"));
    reader.require(digest.size() == 64 && std::all_of(digest.begin(), digest.end(), [](QChar c) {
                       return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f');
                   }));
    return reader.good() ? std::optional(digest) : std::nullopt;
}

} // namespace muster
