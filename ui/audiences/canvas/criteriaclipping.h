// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/audiences/criteriatree.h"

#include <QString>
#include <memory>
#include <tl/expected.hpp>

class QMimeData;
class QObject;

namespace muster {

/// Criteria on the clipboard and in drags: JSON as it is sent, as application/json and as plain text, so that it can be
/// passed on anywhere and come from anywhere.

/// `nodes` of `tree`, in reading order, and which view they are dragged from, if any.
[[nodiscard]] std::unique_ptr<QMimeData> clippingOf(const CriteriaTree &tree, const QList<CriteriaNodeId> &nodes,
                                                    const QObject *draggedFrom = nullptr);
/// The nodes that are being dragged from `view` itself; empty: it is from elsewhere.
[[nodiscard]] QList<CriteriaNodeId> clippedNodes(const QMimeData &data, const QObject *view);
/// There is text that may be criteria.
[[nodiscard]] bool hasClipping(const QMimeData &data);
/// The parts, or a sentence that says what is wrong and where. Any text that somebody copied may be there.
[[nodiscard]] tl::expected<QList<CriteriaNode>, QString> readClipping(const QMimeData &data);

} // namespace muster
