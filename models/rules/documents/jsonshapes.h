// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace muster {

/// Numbers the paths of a JSON text without their array indices: all texts of `turns[*].text` have one shape, and what
/// has one shape is said in one conversation. Keys are compared as they are written, escapes included, and must outlive
/// this.
class JsonShapes
{
public:
    static constexpr std::uint32_t root = 0;

    struct Shape
    {
        std::uint32_t parent = root;
        std::string_view key; ///< Raw. Empty for elements of arrays, too.
        bool isElement = false;
        bool isSpeaker = false; ///< Who speaks: "speaker", "author", "role" and the like.
    };

    JsonShapes();
    [[nodiscard]] std::uint32_t element(std::uint32_t parent);
    /// `previous` is the shape of the member before, 0 for the first: objects of one kind name the same members in the
    /// same order, which spares the look into the table.
    [[nodiscard]] std::uint32_t member(std::uint32_t parent, std::string_view key, std::uint32_t previous);
    [[nodiscard]] const Shape &at(std::uint32_t shape) const { return m_shapes[shape]; }
    [[nodiscard]] std::size_t count() const { return m_shapes.size(); }

private:
    struct Entry
    {
        std::uint32_t parent;
        std::string_view key;
        bool operator==(const Entry &) const = default;
    };
    struct Hash
    {
        std::size_t operator()(const Entry &entry) const
        {
            return std::hash<std::string_view>()(entry.key) ^ (entry.parent * std::size_t(0x9e3779b97f4a7c15));
        }
    };
    [[nodiscard]] std::uint32_t add(std::uint32_t parent, std::string_view key, bool isElement);

    std::vector<Shape> m_shapes;
    std::vector<std::uint32_t> m_next; ///< The member that came after, the last time; 0: none yet.
    std::vector<std::uint32_t> m_first; ///< The first member of the object, the last time.
    std::vector<std::uint32_t> m_element; ///< 0: none yet.
    std::unordered_map<Entry, std::uint32_t, Hash> m_table;
};

} // namespace muster
