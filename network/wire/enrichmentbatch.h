// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/enrichment.h"

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace muster {

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
