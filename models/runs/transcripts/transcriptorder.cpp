// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/transcripts/transcriptorder.h"

#include "models/rules/ordermembers.h"
#include "network/wire/mapped.h"

#include <utility>

namespace muster {

namespace {

constexpr qint64 orderVersion = 1;

constexpr qint64 most = 1'000'000'000;

void describe(JsonMembers &members, QList<MediaType> &types)
{
    QStringList keys = mapped(types, mediaTypeKey);
    members.member("mediaTypes", keys);
    types.clear();
    for (const QString &key : std::as_const(keys)) {
        const auto type = mediaTypeFromKey(key);
        members.require(type.has_value());
        types.append(type.value_or(MediaType::Voice));
    }
}

void describe(JsonMembers &members, FrozenTranscripts &frozen)
{
    TranscriptOrder &order = frozen.order;
    members.version(orderVersion);
    describeConnection(members, frozen.profileId, frozen.profileName);
    describeEnvironment(members, frozen.environment);
    members.member("interactionIds", order.interactionIds);
    describe(members, order.mediaTypes);
    members.key("redaction", order.redaction, redactionPolicyKey, redactionPolicyFromKey);
    members.member("concurrentDownloads", order.concurrentDownloads, 1, 10);
    members.member("attachJob", order.attachJob);
    members.member("folder", order.folder);
    members.key("format", order.format);
    members.member("writeRaw", order.writeRaw);
    members.member("webhook", order.webhook);
    members.member("pollLimit", order.pollLimit, -1, most);
    members.member("policy", frozen.policy.name);
    members.member("policyVersion", frozen.policy.version, -most, most);
    members.member("policyDigest", frozen.policy.digest);
    // Raw is what a person confirmed; an order that lost its policy must not become one.
    members.require(frozen.policy.digest.isEmpty() == order.writeRaw);
}

} // namespace

FrozenTranscripts freeze(const TranscriptOrder &order, const PolicyBinding &policy, const ConnectionProfile &profile)
{
    FrozenTranscripts frozen;
    frozen.order = order;
    frozen.policy = policy;
    return boundFor(std::move(frozen), profile, describe);
}

Result<FrozenTranscripts> thawTranscripts(const QByteArray &json, const QString &digest)
{
    return thawed<FrozenTranscripts>(json, digest, describe);
}

} // namespace muster
