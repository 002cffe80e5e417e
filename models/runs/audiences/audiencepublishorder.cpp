// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/audiences/audiencepublishorder.h"

#include "models/rules/ordermembers.h"
#include "models/store/storedlist.h"

namespace muster {

namespace {

constexpr qint64 publishOrderVersion = 1;
constexpr qint64 sourceVersion = 2; // with AudiencePublishOrder::source
constexpr qsizetype mostExclusions = 1000;

void describe(JsonMembers &members, AudiencePublishOrder::Version &version)
{
    members.member("audience", version.audienceId);
    members.member("version", version.version, 0);
}

void describe(JsonMembers &members, PublishCount &count)
{
    const std::pair<const char *, qint64 *> counters[]{{"contacts", &count.contacts},
                                                       {"taken", &count.taken},
                                                       {"notMatching", &count.notMatching},
                                                       {"unsure", &count.unsure},
                                                       {"excluded", &count.excluded},
                                                       {"withoutId", &count.withoutId},
                                                       {"repeatedId", &count.repeatedId},
                                                       {"withoutNumber", &count.withoutNumber},
                                                       {"tooLong", &count.tooLong},
                                                       {"unusable", &count.unusable},
                                                       {"repeatedNumber", &count.repeatedNumber}};
    for (const auto &[name, counter] : counters)
        members.member(name, *counter, 0);
}

void describe(JsonMembers &members, PublishSource &source)
{
    members.key("kind", source.kind);
    members.member("id", source.id);
    members.require(!source.id.isEmpty());
    members.member("name", source.name);
    members.member("idField", source.choice.idField);
    members.member("numberField", source.choice.numberField);
    members.member("columns", source.choice.columns);
    members.member("region", source.choice.region);
    members.member("digitsAreInternational", source.choice.digitsAreInternational);
}

void describe(JsonMembers &members, FrozenAudiencePublish &frozen)
{
    AudiencePublishOrder &order = frozen.order;
    qint64 version = order.source ? sourceVersion : publishOrderVersion;
    members.member("version", version, publishOrderVersion, sourceVersion);
    describeConnection(members, frozen.profileId, frozen.profileName);
    describeEnvironment(members, frozen.environment);
    members.object("audience", [&](JsonMembers &inner) { describe(inner, order.audience); });
    members.member("name", order.name);
    members.member("definition", order.definitionDigest);
    members.require(isContentDigest(order.definitionDigest));
    members.objects("exclusions", order.exclusions, mostExclusions, describe);
    members.object("list", [&](JsonMembers &inner) {
        inner.member("name", order.list.name);
        inner.member("columns", order.list.columns);
        QString expires = order.list.expires.toString(Qt::ISODate);
        inner.member("expires", expires);
        order.list.expires = QDate::fromString(expires, Qt::ISODate);
        inner.require(order.list.expires.isValid());
    });
    members.object("count", [&](JsonMembers &inner) { describe(inner, order.count); });
    members.member("people", frozen.peopleDigest);
    members.require(isContentDigest(frozen.peopleDigest));
    if (version == sourceVersion) {
        PublishSource source = order.source.value_or(PublishSource());
        members.object("source", [&](JsonMembers &inner) { describe(inner, source); });
        order.source = source;
    }
}

} // namespace

FrozenAudiencePublish freeze(const AudiencePublishOrder &order, const ConnectionProfile &profile)
{
    FrozenAudiencePublish frozen;
    frozen.order = order;
    frozen.order.audience.audienceId = order.audience.audienceId.toLower();
    frozen.peopleDigest = order.people->digest();
    return boundFor(std::move(frozen), profile, describe);
}

Result<FrozenAudiencePublish> thawAudiencePublish(const QByteArray &json, const QString &digest)
{
    return thawed<FrozenAudiencePublish>(json, digest, describe);
}

} // namespace muster
