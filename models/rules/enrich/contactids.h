// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/enrich/enrichfindings.h"
#include "network/wire/result.h"

#include <QByteArrayView>
#include <QStringList>
#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace muster {

inline constexpr qint64 maxContactIdBytes = 3 * 1024 * 1024; ///< As much as a frozen order has room for.

/// Contact ids as people give them in a file: UTF-8, one a line, white space around them and empty lines ignored; one
/// that comes twice counts once. BadInput "contact_ids_unreadable" (`detail`: the line) for what is no text or longer
/// than 1,000 characters, "contact_ids_missing", "contact_ids_too_large" (maxContactIdBytes).
[[nodiscard]] Result<QStringList> parseContactIds(QByteArrayView text);

/// What is wrong with a contact id out of a source (F62), or nullopt. `id`: trimmed, not empty and no guard word. The
/// rules of the ids that services send hold too (at most 256 bytes, no control characters, nothing that acts in a
/// path), so that an id accepted here is one that a list can have.
[[nodiscard]] std::optional<EnrichRule> contactIdFault(std::string_view id);

/// Which contact ids a file has had: 10 million of them in about 130 MB. Keeps 74 bits of a hash that is seeded afresh
/// for each set, so that nobody can aim at collisions; among 10 million ids the chance of taking any two different ones
/// for the same is below one in 10^8, and such a row would be listed as a duplicate, not lost.
/// keyOf() may be called on any thread; insert() on one at a time, in the order of the file.
class DuplicateIds
{
public:
    struct Key
    {
        std::uint64_t tag = 0;
        std::uint32_t part = 0;
    };

    DuplicateIds();

    [[nodiscard]] Key keyOf(std::string_view id) const;
    /// False when it was there before.
    [[nodiscard]] bool insert(Key key);
    [[nodiscard]] std::size_t size() const { return m_size; }
    [[nodiscard]] std::size_t bytes() const; ///< Of memory.

private:
    static constexpr unsigned partBits = 10;
    struct Part
    {
        std::vector<std::uint64_t> tags; ///< Open addressing; 0: free.
        std::uint32_t used = 0;
    };
    static void grow(Part &part);

    std::array<std::uint64_t, 2> m_seeds;
    std::vector<Part> m_parts = std::vector<Part>(std::size_t(1) << partBits);
    std::size_t m_size = 0;
};

} // namespace muster
