// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/apierror.h"
#include "network/wire/contactlist.h"
#include "network/wire/dialer.h"

#include <QList>
#include <QString>
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

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
    /// What may call the people of its list because they are written to; empty: nothing does.
    QList<Dialer> dialers = {};
    bool areDialersTold = true; ///< False: which there are cannot be told, so that nothing may be written to its list.
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

/// Why nothing was written for one contact, where a service or its client can tell contacts apart.
enum class ContactFault : std::uint8_t {
    None,
    NotInList, ///< The list has no such contact (any more), and none is made.
    RowTooLong, ///< With its values the contact would need more room than the service gives it.
    Unwritable, ///< A value, or what stands beside it, cannot be carried over as it is.
    SeveralNumbers, ///< It has several numbers, of which the service does not say how to keep them.
    NotTaken, ///< The service called it done, and the list shows the contact as it was.
    OtherValue, ///< The service called it done, and the list shows yet another value.
};
inline constexpr int contactFaultCount = 7;

struct ContactFate
{
    WriteFate fate = WriteFate::NotSent;
    ContactFault fault = ContactFault::None; ///< None unless Rejected or Absent.
    bool operator==(const ContactFate &) const = default;
};

/// What became of one batch.
struct EnrichmentAnswer
{
    /// Of a service that applies a batch whole or not at all (contract section 4).
    WriteFate fate = WriteFate::NotSent;
    /// Of a service that treats each contact on its own, in the order of the batch; empty: all have `fate`.
    QList<ContactFate> contacts;
    /// Contacts that the service says it processed, from 0; nothing: it did not say. Given with Unknown too: another
    /// number than was sent proves nothing of any single contact (F26).
    std::optional<qint64> processed;
    /// Unless Applied. Beside `contacts` it is what ended the work on the batch, if anything did.
    std::optional<ApiError> error;
    /// Of a refusal, at most 20: a batch may have more faults than it is told. Empty: it names none.
    QList<EnrichmentFault> faults;
    SkillStart skillStart = SkillStart::None; ///< Of DialConsent::starts.
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

/// Longest number that is written to a list, in characters.
inline constexpr std::size_t longestNumber = 400;

/// The canonical texts in which values of a list attribute travel inside Muster, all UTF-8:
///   Text     not empty, valid UTF-8, not one of the words of isNullWord()
///   Integer  "0", or an optional minus sign and digits that begin with 1 to 9 ("-0" is written "0")
///   Decimal  a number as JSON spells it (RFC 8259 section 6), kept digit for digit: "-0.10", "1e-7"
///   Boolean  "true" or "false"
///   Date     YYYY-MM-DD, a day that exists, years 0001 to 9999
/// Numbers of at most longestNumber characters. Pure, any thread, no allocation.
[[nodiscard]] bool isCanonicalValue(ListAttributeType type, std::string_view text);

/// The empty text and the words null, NULL and N/A, exactly so: the service refuses them in any attribute (contract
/// section 4).
[[nodiscard]] bool isNullWord(std::string_view text);

/// One value of a contact: a span of the batch's arena.
struct EnrichmentValue
{
    std::uint32_t attribute = 0; ///< Position in the schema.
    std::uint32_t offset = 0;
    std::uint32_t length = 0;
};

/// Contacts of one list and the values that are to be merged into them: one arena, spans into it. Made by
/// EnrichmentBatchBuilder, immutable, shared; safe to read on any thread. Values are canonical texts, see
/// network/wire/attributevalue.h.
class EnrichmentBatch
{
public:
    [[nodiscard]] const ListSchema &schema() const { return *m_schema; }
    [[nodiscard]] std::size_t contactCount() const { return m_contacts.size(); }
    [[nodiscard]] std::size_t valueCount() const { return m_values.size(); }
    [[nodiscard]] std::string_view id(std::size_t contact) const
    {
        return view(m_contacts[contact].idOffset, m_contacts[contact].idLength);
    }
    /// In the order in which they were added.
    [[nodiscard]] std::span<const EnrichmentValue> values(std::size_t contact) const
    {
        const std::size_t from = m_contacts[contact].firstValue;
        const std::size_t end = contact + 1 < m_contacts.size() ? m_contacts[contact + 1].firstValue : m_values.size();
        return std::span(m_values).subspan(from, end - from);
    }
    [[nodiscard]] std::string_view text(const EnrichmentValue &value) const { return view(value.offset, value.length); }
    /// See EnrichmentBatchBuilder::wireBytes().
    [[nodiscard]] qsizetype wireBytes() const { return m_wireBytes; }

private:
    friend class EnrichmentBatchBuilder;
    EnrichmentBatch() = default;
    struct Contact
    {
        std::uint32_t idOffset = 0;
        std::uint32_t idLength = 0;
        std::size_t firstValue = 0;
    };

    [[nodiscard]] std::string_view view(std::uint32_t offset, std::uint32_t length) const
    {
        return {m_arena.data() + offset, length};
    }

    std::shared_ptr<const ListSchema> m_schema;
    std::string m_arena;
    std::vector<Contact> m_contacts;
    std::vector<EnrichmentValue> m_values;
    qsizetype m_wireBytes = 0;
};

/// Gathers one batch after the other. One thread at a time.
class EnrichmentBatchBuilder
{
public:
    explicit EnrichmentBatchBuilder(std::shared_ptr<const ListSchema> schema);

    /// The values that follow belong to this contact. `id` is UTF-8, not empty.
    void beginContact(std::string_view id);
    /// `attribute` is a position in the schema and `text` canonical for its type; after a beginContact().
    void add(std::uint32_t attribute, std::string_view text);

    [[nodiscard]] std::size_t contactCount() const { return m_batch.m_contacts.size(); }
    /// No less than what the batch takes as a JSON body so far, and little more: what EnrichmentLimits::batchBytes is
    /// held against.
    [[nodiscard]] qsizetype wireBytes() const { return m_batch.m_wireBytes; }
    /// What beginContact() and add() of these would add to wireBytes().
    [[nodiscard]] qsizetype wireBytesOf(std::string_view id) const;
    [[nodiscard]] qsizetype wireBytesOf(std::uint32_t attribute, std::string_view text) const;

    /// What was gathered; the builder begins anew.
    [[nodiscard]] std::shared_ptr<const EnrichmentBatch> take();

private:
    [[nodiscard]] std::uint32_t store(std::string_view text);

    std::shared_ptr<const ListSchema> m_schema;
    std::vector<qsizetype> m_nameBytes; ///< Of each attribute's name on the wire.
    EnrichmentBatch m_batch;
};

} // namespace muster
