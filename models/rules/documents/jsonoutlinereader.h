// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/documents/jsonoutline.h"

namespace muster {

/// Fills an outline from its bytes, once. Only JsonOutline::read() makes one.
class JsonOutlineReader
{
public:
    explicit JsonOutlineReader(JsonOutline &outline)
        : m_outline(outline)
        , m_json(outline.m_json)
    {
    }
    /// nullopt: read to the end.
    [[nodiscard]] std::optional<ApiError> read();

private:
    using Kind = JsonOutline::Kind;
    using Node = JsonOutline::Node;

    [[nodiscard]] bool value();
    [[nodiscard]] bool afterValue();
    [[nodiscard]] bool key();
    [[nodiscard]] bool open(bool isArray);
    void close();
    [[nodiscard]] bool string(Kind kind);
    [[nodiscard]] bool escape(Node &node);
    [[nodiscard]] bool number();
    [[nodiscard]] bool digits();
    [[nodiscard]] bool literal(std::string_view word);
    [[nodiscard]] bool add(Node node);
    [[nodiscard]] std::uint32_t shapeHere();
    [[nodiscard]] std::uint32_t placeHere() const;
    [[nodiscard]] bool isOuter() const;
    void space();
    [[nodiscard]] char here() const { return m_at < m_json.size() ? m_json[m_at] : '\0'; }
    bool invalid();
    bool fail(ErrorKind kind, const char *code);

    /// Of an open container.
    struct Level
    {
        std::uint32_t container = 0;
        std::uint32_t elements = 0; ///< Of an array: the index of the one that is next.
        std::uint32_t key = 0; ///< Of an object: the node of the key whose value is next.
        std::uint32_t shape = 0; ///< Of the last member.
    };

    JsonOutline &m_outline;
    QByteArrayView m_json;
    qsizetype m_at = 0;
    std::vector<Level> m_levels;
    std::unordered_map<std::string_view, std::uint32_t> m_speakers;
    std::optional<ApiError> m_fault;
};

} // namespace muster
