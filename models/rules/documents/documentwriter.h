// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/documents/spotmasker.h"

#include <unordered_set>

namespace muster {

/// Writes a JSON text anew with what was found replaced. Everything else is taken over byte by byte. Good for once.
class DocumentWriter
{
public:
    DocumentWriter(const JsonOutline &outline, QByteArrayView json, const MaskEngine &engine,
                   const MaskReplacer &replacer);

    /// `values` and `keys` as DocumentSearch gives them.
    [[nodiscard]] MaskedDocument write(const std::vector<TextSpot> &values, const std::vector<TextSpot> &keys);

private:
    using Node = JsonOutline::Node;
    using Spots = SpotMasker::Spots;

    void maskKeys(Spots keys);
    void numberKeys();
    void findArtifacts();
    void copyTo(qsizetype end);
    void writeString(const Node &node, std::string_view text);
    void writeKey(std::uint32_t index);
    void writeValue(std::uint32_t index, Spots spots);
    void addFindings(std::vector<DocumentFinding> findings, std::uint32_t index);
    [[nodiscard]] bool saysMasked(const Node &node) const;
    [[nodiscard]] std::string pathOf(std::uint32_t index) const;
    [[nodiscard]] std::string finalKey(std::uint32_t index) const;

    struct MaskedKey
    {
        std::string text;
        std::vector<DocumentFinding> findings;
    };

    const JsonOutline &m_outline;
    const QByteArrayView m_json;
    SpotMasker m_masker;
    qsizetype m_taken = 0; ///< Of m_json.
    MaskedDocument m_result;
    std::map<std::uint32_t, MaskedKey> m_keys; ///< By shape.
    std::map<std::uint32_t, std::string> m_numbered; ///< Keys by node that would name a member of their object twice.
    std::unordered_set<std::uint32_t> m_artifacts; ///< Containers.
    std::map<qsizetype, bool> m_unsaid; ///< Closing brackets of artifacts that do not say whether they are masked.
    std::string m_buffer;
};

} // namespace muster
