// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/audiences/criteriatree.h"

#include <optional>

namespace muster {

/// Which node of a draft is at a place of CriteriaTree::toGroup(): muted nodes are not there, so that places differ.
/// For what is found in what is sent (findings, sentence, counts) and shown at the draft's boxes.
class SentPlaces
{
public:
    explicit SentPlaces(const CriteriaTree &tree);

    /// None: there is no such place.
    [[nodiscard]] CriteriaNodeId node(const CriteriaPath &path) const { return m_nodes.value(path, noCriteriaNode); }
    /// Nothing: it is not sent.
    [[nodiscard]] std::optional<CriteriaPath> path(CriteriaNodeId node) const;

private:
    QHash<CriteriaPath, CriteriaNodeId> m_nodes;
    QHash<CriteriaNodeId, CriteriaPath> m_paths;
};

} // namespace muster
