// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/wire/transcript.h"

#include "network/wire/keytable.h"

namespace muster {

namespace {

constexpr KeyTable<MediaType, 2> mediaTypeKeys{{
    {MediaType::Voice, QLatin1String("voice")},
    {MediaType::Chat, QLatin1String("chat")},
}};
constexpr KeyTable<RedactionPolicy, 3> redactionPolicyKeys{{
    {RedactionPolicy::Auto, QLatin1String("auto")},
    {RedactionPolicy::None, QLatin1String("none")},
    {RedactionPolicy::Full, QLatin1String("full")},
}};

} // namespace

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
    return keyOf(mediaTypeKeys, media);
}

std::optional<MediaType> mediaTypeFromKey(QStringView key)
{
    return valueOf(mediaTypeKeys, key);
}

QString redactionPolicyKey(RedactionPolicy policy)
{
    return keyOf(redactionPolicyKeys, policy);
}

std::optional<RedactionPolicy> redactionPolicyFromKey(QStringView key)
{
    return valueOf(redactionPolicyKeys, key);
}

} // namespace muster
