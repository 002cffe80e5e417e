// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/audiences/sentplaces.h"

namespace muster {

SentPlaces::SentPlaces(const CriteriaTree &tree)
{
    QHash<CriteriaNodeId, int> members;
    // A group comes before its members, and these in their order.
    for (const CriteriaNodeId id : tree.sentNodes()) {
        CriteriaPath path;
        if (id != criteriaRootId) {
            const CriteriaNodeId parent = tree.node(id).parent;
            path = m_paths.value(parent);
            path.append(members[parent]++);
        }
        m_nodes.insert(path, id);
        m_paths.insert(id, path);
    }
}

std::optional<CriteriaPath> SentPlaces::path(CriteriaNodeId node) const
{
    const auto path = m_paths.constFind(node);
    return path == m_paths.cend() ? std::nullopt : std::optional(*path);
}

} // namespace muster
