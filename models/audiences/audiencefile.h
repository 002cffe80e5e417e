// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/audiences/criteriatree.h"
#include "network/wire/audience.h"
#include "network/wire/criteria.h"

#include <QByteArray>
#include <optional>
#include <tl/expected.hpp>

namespace muster {

/// Criteria and definitions as people hold them: in a pane, on the clipboard, in a file. Whole texts of at most 1 MiB;
/// the form is that of the wire, resources/decisions/audience-criteria.md says more. Pure, any thread.
template <typename Value>
using AudienceRead = tl::expected<Value, CriteriaFault>;

/// What a file of a definition held: the body of a PUT, or no more than the criteria.
struct AudienceFile
{
    AudienceDefinition definition; ///< Of bare criteria: nothing else set.
    bool bareCriteria = false;
    std::optional<qint64> version; ///< As written there; who registers decides for himself.
};

[[nodiscard]] AudienceRead<AudienceFile> readAudienceFile(const QByteArray &json);
/// Indented, without a version.
[[nodiscard]] QByteArray audienceFileText(const AudienceDefinition &definition);
[[nodiscard]] QByteArray audienceFileLine(const AudienceDefinition &definition); ///< The same in one line.

/// Criteria alone; paths of faults begin at the outer group ("conditions[2].value").
[[nodiscard]] AudienceRead<CriteriaGroup> readCriteriaText(const QByteArray &json);
/// Indented.
[[nodiscard]] QByteArray criteriaText(const CriteriaGroup &criteria);

/// What can be pasted: a condition, a group, an array of such, or a definition (of which the criteria are taken).
[[nodiscard]] AudienceRead<QList<CriteriaNode>> readCriteriaClipboard(const QByteArray &text);
/// The nodes in reading order, those within others passed over; flags do not travel.
[[nodiscard]] QByteArray criteriaClipboard(const CriteriaTree &tree, const QList<CriteriaNodeId> &nodes);

} // namespace muster
