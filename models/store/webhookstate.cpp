// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/webhookstate.h"

#include <algorithm>
#include <array>

namespace muster {

namespace {

struct Row
{
    WebhookState state;
    const char *key;
};

constexpr std::array rows{
    Row{WebhookState::Asked, "asked"},      Row{WebhookState::Registered, "registered"},
    Row{WebhookState::Stands, "stands"},    Row{WebhookState::NameTaken, "name_taken"},
    Row{WebhookState::Unknown, "unknown"},  Row{WebhookState::Refused, "refused"},
    Row{WebhookState::NotSent, "not_sent"},
};

} // namespace

WebhookState webhookStateOf(const WebhookAnswer &answer)
{
    if (!answer.error) {
        return answer.outcome == WebhookAnswer::Outcome::AlreadyThere ? WebhookState::Stands : WebhookState::Registered;
    }
    if (answer.outcome == WebhookAnswer::Outcome::OtherContent)
        return WebhookState::NameTaken;
    if (answer.fate == WriteFate::Unknown)
        return WebhookState::Unknown;
    return answer.fate == WriteFate::NotSent ? WebhookState::NotSent : WebhookState::Refused;
}

bool isStanding(WebhookState state)
{
    return state == WebhookState::Registered || state == WebhookState::Stands;
}

QString webhookStateKey(WebhookState state)
{
    const auto *const found
        = std::find_if(rows.begin(), rows.end(), [&](const Row &row) { return row.state == state; });
    Q_ASSERT(found != rows.end());
    return QString::fromLatin1(found->key);
}

std::optional<WebhookState> webhookStateFromKey(QStringView key)
{
    const auto *const found
        = std::find_if(rows.begin(), rows.end(), [&](const Row &row) { return key == QLatin1String(row.key); });
    return found == rows.end() ? std::nullopt : std::optional(found->state);
}

} // namespace muster
