// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/result.h"

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
        bool isSpeaker = false; ///< Who speaks: "speaker", "author", "channelName" and the like.
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

/// The text of a string as it stands between its quotation marks; `buffer` holds it where it has escapes.
[[nodiscard]] std::string_view decodedJson(std::string_view raw, std::string &buffer);
/// `text` as it stands between quotation marks: only these, backslashes and control characters are escaped.
void appendJsonText(std::string_view text, QByteArray &json);

/// Where the strings and numbers of a JSON text stand and what belongs to what, so that some of them can be replaced
/// and every other byte be kept: white space, the order of members, members named twice, numbers of any precision.
/// Reading is strict (RFC 8259), takes linear time and no stack. A half surrogate pair, which no UTF-8 can hold, is
/// read as U+FFFD. A byte order mark may stand in front.
class JsonOutline
{
public:
    static constexpr qsizetype maxBytes = qsizetype(64) * 1024 * 1024;
    static constexpr int maxDepth = 512;
    static constexpr std::size_t maxNodes = 8'000'000;
    static constexpr std::size_t mostSpeakers = 1000; ///< More tell nobody apart.
    static constexpr std::uint32_t none = 0xffff'ffff;

    enum class Kind : std::uint8_t { Key, String, Number, Literal };
    struct Node
    {
        std::uint32_t begin = 0, end = 0; ///< Bytes; of strings without the quotation marks.
        std::uint32_t container = none; ///< Index into containers(); none: the value is the whole document.
        std::uint32_t place = 0; ///< Index in an array; in an object the node of the key (of a key: itself).
        std::uint32_t shape = 0; ///< See shapes().
        Kind kind = Kind::String;
        bool isEscaped = false; ///< Has to be read with decoded().
        bool isMended = false; ///< Holds a half surrogate pair and cannot be written as it stands.
    };
    struct Container
    {
        std::uint32_t parent = none; ///< Always in front of this one.
        std::uint32_t place = 0; ///< As Node::place.
        std::uint32_t shape = 0;
        std::uint32_t speaker = 0; ///< Who says what is in it; numbered from 1, 0: not said. Inherited from the parent.
        std::uint32_t open = 0, close = 0; ///< Bytes of its brackets.
        std::uint16_t depth = 0; ///< From 1.
        bool isArray = false;
        bool isEmpty = true;
    };

    /// `json` must outlive the outline. BadInput "document_not_utf8", "document_cut" (ends too early),
    /// "document_not_json" with the byte offset in `detail`; LimitExceeded "document_size", "document_depth",
    /// "document_values" (more than maxNodes).
    [[nodiscard]] static Result<JsonOutline> read(QByteArrayView json);

    /// All keys and strings; numbers of four characters or more; in the two outermost levels every scalar.
    [[nodiscard]] const std::vector<Node> &nodes() const { return m_nodes; }
    [[nodiscard]] const std::vector<Container> &containers() const { return m_containers; }
    [[nodiscard]] const JsonShapes &shapes() const { return m_shapes; }
    /// As it stands in the document.
    [[nodiscard]] std::string_view raw(const Node &node) const
    {
        return std::string_view(m_json.data() + node.begin, node.end - node.begin);
    }
    /// The text of a string; `buffer` holds it where it has escapes.
    [[nodiscard]] std::string_view text(const Node &node, std::string &buffer) const
    {
        return node.isEscaped ? decodedJson(raw(node), buffer) : raw(node);
    }

private:
    friend class JsonOutlineReader;
    explicit JsonOutline(QByteArrayView json)
        : m_json(json)
    {
    }

    QByteArrayView m_json;
    std::vector<Node> m_nodes;
    std::vector<Container> m_containers;
    JsonShapes m_shapes;
};

} // namespace muster
