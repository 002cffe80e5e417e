// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/audiences/criteriatree.h"
#include "network/wire/criteria.h"

#include <QByteArray>
#include <tl/expected.hpp>

namespace muster {

/// A draft's tree with its numbers and flags as bytes, for drafts and their steps. One line of JSON: {"next": number,
/// "nodes": [...]}, nodes in reading order; equal trees that number on alike give equal bytes. No file by itself.
inline constexpr qsizetype maxCriteriaTreeText = 8 << 20;

[[nodiscard]] QByteArray criteriaTreeText(const CriteriaTree &tree);
/// Takes exactly what criteriaTreeText() writes (members in any order). NoNode with an empty path: the nodes are no
/// tree.
[[nodiscard]] tl::expected<CriteriaTree, CriteriaFault> parseCriteriaTree(const QByteArray &text);

} // namespace muster
