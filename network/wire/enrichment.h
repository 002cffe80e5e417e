// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/apierror.h"
#include "network/wire/contactlist.h"

#include <QList>
#include <QMetaType>
#include <QString>
#include <chrono>
#include <cstdint>
#include <optional>

namespace muster {

/// An outbound campaign (contract section 4).
struct Campaign
{
    QString id;
    QString name; ///< Empty: not said.
    QString status; ///< The service's own word, see EnrichmentLimits::closedStatuses.
    QString contactListId; ///< Several campaigns may share a list; empty: not said.
    /// Time that the campaign grants one write to its list, from 0. The budget of a batch follows from it, see
    /// EnrichmentLimits::perContact; of several campaigns on one list the tightest counts.
    std::chrono::milliseconds maxEnrichmentTimeout{0};
    bool operator==(const Campaign &) const = default;
};

/// What an attribute of a contact list holds. Not the AttributeType of audience segments, whose values are all text.
enum class ListAttributeType { Text, Integer, Decimal, Boolean, Date };

struct ListAttribute
{
    QString name; ///< Never empty.
    std::optional<ListAttributeType> type; ///< Nothing: the service names one that we do not know; never written to.
    QString typeWord; ///< As the service spelled it, to be shown.
    bool operator==(const ListAttribute &) const = default;
};

/// The attributes that a contact list can hold, in the service's order, no name twice.
struct ListSchema
{
    QString listId;
    QList<ListAttribute> attributes;
    bool operator==(const ListSchema &) const = default;

    /// Position of the attribute of that very name; nothing: there is none.
    [[nodiscard]] std::optional<std::uint32_t> indexOf(QStringView name) const
    {
        for (qsizetype at = 0; at < attributes.size(); ++at) {
            if (attributes[at].name == name)
                return static_cast<std::uint32_t>(at);
        }
        return std::nullopt;
    }
};

/// One fault that a refusal names in a batch.
struct EnrichmentFault
{
    std::optional<std::size_t> contact; ///< Position in the batch; nothing: the batch as a whole.
    QString attribute; ///< Empty: the contact as a whole (unknown, named twice).
    QString issue; ///< The service's words, masked; always shown quoted.
    bool operator==(const EnrichmentFault &) const = default;
};

/// What became of one batch. A batch is applied whole or not at all (contract section 4), so it has one fate.
struct EnrichmentAnswer
{
    WriteFate fate = WriteFate::NotSent;
    /// Contacts that the service says it processed, from 0; nothing: it did not say. Given with Unknown too: another
    /// number than was sent proves nothing of any single contact (F26).
    std::optional<qint64> processed;
    std::optional<ApiError> error; ///< Unless Applied.
    /// Of a refusal, at most 20: a batch may have more faults than it is told. Empty: it names none.
    QList<EnrichmentFault> faults;
};

/// What became of the order to refresh a list.
struct RefreshAnswer
{
    WriteFate fate = WriteFate::NotSent; ///< Applied (200) and Accepted (202) are both success.
    std::optional<ApiError> error; ///< Unless Applied or Accepted.
};

/// What a CRM is to be told of, and how often to try.
struct WebhookRegistration
{
    QString name;
    QString url; ///< As typed, see WebhooksClient::fault().
    QStringList events; ///< "contact.enriched", "contact.updated".
    int maxRetries = 3; ///< From 0.
    std::chrono::milliseconds backoff{1000}; ///< From 0.
    bool operator==(const WebhookRegistration &) const = default;
};

struct WebhookAnswer
{
    enum class Outcome {
        Registered, ///< New (201).
        AlreadyThere, ///< The same name and content stood there (200).
        OtherContent, ///< The name is taken by a registration of other content (409); nothing was changed.
    };
    WriteFate fate = WriteFate::NotSent;
    std::optional<Outcome> outcome; ///< Nothing: not known, or not sent.
    QString webhookId; ///< Empty: not said.
    std::optional<ApiError> error; ///< Unless Registered or AlreadyThere.
};

/// "string", "integer", "decimal", "boolean", "date"; stable for mappings, journals and `--json`.
[[nodiscard]] QString listAttributeTypeKey(ListAttributeType type);
[[nodiscard]] std::optional<ListAttributeType> listAttributeTypeFromKey(QStringView key);

} // namespace muster

Q_DECLARE_METATYPE(muster::Campaign)
Q_DECLARE_METATYPE(muster::ListSchema)
