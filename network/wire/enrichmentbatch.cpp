// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/wire/enrichmentbatch.h"

#include <limits>
#include <utility>

namespace muster {

namespace {

// {"contactListId":"","contacts":[]}, the list's id apart; {"contactId":"","attributes":{}}, and :"", of a member.
constexpr qsizetype batchFrame = 64;
constexpr qsizetype contactFrame = 34;
constexpr qsizetype memberFrame = 6;

/// Of `text` inside a JSON string, none of whose writers needs more than six bytes for a byte.
qsizetype escapedBytes(std::string_view text)
{
    qsizetype bytes = static_cast<qsizetype>(text.size());
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x20 || byte == 0x7f)
            bytes += 5;
        else if (byte == '"' || byte == '\\' || byte == '/')
            bytes += 1;
    }
    return bytes;
}

qsizetype frameOf(const ListSchema &schema)
{
    return batchFrame + escapedBytes(schema.listId.toStdString());
}

} // namespace

EnrichmentBatchBuilder::EnrichmentBatchBuilder(std::shared_ptr<const ListSchema> schema)
    : m_schema(std::move(schema))
{
    m_nameBytes.reserve(static_cast<std::size_t>(m_schema->attributes.size()));
    for (const ListAttribute &attribute : m_schema->attributes)
        m_nameBytes.push_back(escapedBytes(attribute.name.toStdString()));
    m_batch.m_schema = m_schema;
    m_batch.m_wireBytes = frameOf(*m_schema);
}

std::uint32_t EnrichmentBatchBuilder::store(std::string_view text)
{
    std::string &arena = m_batch.m_arena;
    Q_ASSERT_X(text.size() <= std::numeric_limits<std::uint32_t>::max() - arena.size(), "EnrichmentBatchBuilder",
               "a batch of more than 4 GiB");
    const auto offset = static_cast<std::uint32_t>(arena.size());
    arena.append(text);
    return offset;
}

void EnrichmentBatchBuilder::beginContact(std::string_view id)
{
    m_batch.m_wireBytes += wireBytesOf(id);
    const std::uint32_t offset = store(id);
    m_batch.m_contacts.push_back({offset, static_cast<std::uint32_t>(id.size()), m_batch.m_values.size()});
}

void EnrichmentBatchBuilder::add(std::uint32_t attribute, std::string_view text)
{
    Q_ASSERT_X(!m_batch.m_contacts.empty(), "EnrichmentBatchBuilder::add", "no contact was begun");
    m_batch.m_wireBytes += wireBytesOf(attribute, text);
    const std::uint32_t offset = store(text);
    m_batch.m_values.push_back({attribute, offset, static_cast<std::uint32_t>(text.size())});
}

qsizetype EnrichmentBatchBuilder::wireBytesOf(std::string_view id) const
{
    return contactFrame + escapedBytes(id);
}

qsizetype EnrichmentBatchBuilder::wireBytesOf(std::uint32_t attribute, std::string_view text) const
{
    Q_ASSERT_X(attribute < m_nameBytes.size(), "EnrichmentBatchBuilder", "no such attribute");
    return memberFrame + m_nameBytes[attribute] + escapedBytes(text);
}

std::shared_ptr<const EnrichmentBatch> EnrichmentBatchBuilder::take()
{
    auto batch = std::make_shared<EnrichmentBatch>(std::move(m_batch));
    m_batch = EnrichmentBatch();
    m_batch.m_schema = m_schema;
    m_batch.m_wireBytes = frameOf(*m_schema);
    return batch;
}

} // namespace muster
