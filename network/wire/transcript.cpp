// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/wire/transcript.h"

namespace muster {

InteractionIdFault interactionIdFault(QStringView id)
{
    if (id.isEmpty())
        return InteractionIdFault::Empty;
    if (id.size() > longestInteractionId)
        return InteractionIdFault::TooLong;
    if (!id.isValidUtf16())
        return InteractionIdFault::BadCharacter;
    for (const QChar c : id) {
        // A lone dot segment would leave its place in a path (S19).
        if (c.isSpace() || c == u',' || c.category() == QChar::Other_Control || c.category() == QChar::Other_Format)
            return InteractionIdFault::BadCharacter;
    }
    return id == u"." || id == u".." ? InteractionIdFault::BadCharacter : InteractionIdFault::None;
}

QString mediaTypeKey(MediaType media)
{
    return media == MediaType::Voice ? QStringLiteral("voice") : QStringLiteral("chat");
}

std::optional<MediaType> mediaTypeFromKey(QStringView key)
{
    for (const MediaType media : allMediaTypes) {
        if (mediaTypeKey(media) == key)
            return media;
    }
    return std::nullopt;
}

QString redactionPolicyKey(RedactionPolicy policy)
{
    switch (policy) {
    case RedactionPolicy::Auto:
        return QStringLiteral("auto");
    case RedactionPolicy::None:
        return QStringLiteral("none");
    case RedactionPolicy::Full:
        return QStringLiteral("full");
    }
    Q_UNREACHABLE();
}

std::optional<RedactionPolicy> redactionPolicyFromKey(QStringView key)
{
    for (const RedactionPolicy policy : allRedactionPolicies) {
        if (redactionPolicyKey(policy) == key)
            return policy;
    }
    return std::nullopt;
}

} // namespace muster
