// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/masking/maskfinding.h"

#include <QByteArray>
#include <QString>
#include <array>
#include <string>
#include <vector>

namespace muster {

/// How bytes are to be read.
enum class DocumentForm : std::uint8_t {
    Json, ///< One value, of any shape.
    JsonLines, ///< One value a line; every line is a document of its own. Empty lines stay.
    Text, ///< Lines are utterances of one conversation.
};

/// A place in a document, without its text. Positions count Unicode code points of the string after its escapes are
/// read, end exclusive; of plain text they count from the beginning of the whole text.
struct DocumentFinding
{
    std::uint32_t path = 0; ///< Index into MaskedDocument::paths.
    bool inKey = false; ///< The name of the member at `path` is meant, not its value.
    std::uint64_t begin = 0, end = 0; ///< In what was received.
    std::uint64_t outBegin = 0, outEnd = 0; ///< In what is written; equal where it was dropped.
    Entity entity = Entity::Email;
    std::uint8_t score = 100; ///< As MaskFinding::score.
    std::uint16_t rule = 0; ///< Index into MaskedDocument::rules.
    std::uint32_t group = 0; ///< One thing said over several strings has one number.
    bool operator==(const DocumentFinding &) const = default;
};

/// What a second, independent look still takes for personal: a place in what would be written. Never its text.
struct DocumentLeak
{
    std::string path; ///< As MaskedDocument::paths; of plain text "$".
    bool inKey = false;
    std::uint64_t begin = 0, end = 0; ///< Code points of the masked string (of plain text: of the masked text).
    Entity entity = Entity::Email;
    LeakSign sign = LeakSign::Shape;
    bool operator==(const DocumentLeak &) const = default;
};

/// What masking gives. `bytes` may be written only when isClean(); otherwise the document is held.
struct MaskedDocument
{
    QByteArray bytes;
    std::vector<DocumentFinding> findings; ///< In the order of the document.
    /// "$.transcript.turns[3].text", in the keys that are written: keys are masked as well. Names that are no plain
    /// words stand as ["a \"name\""], escaped as in JSON.
    std::vector<std::string> paths;
    std::vector<std::string> rules; ///< "phone.plan", "member.phone".
    std::vector<DocumentLeak> leaks;
    std::uint64_t strings = 0; ///< Looked at, keys included.
    std::uint64_t findingsOf(Entity entity) const { return counts[static_cast<std::size_t>(entity)]; }
    std::array<std::uint64_t, entityCount> counts{};

    [[nodiscard]] bool isClean() const { return leaks.empty(); }
};

} // namespace muster
