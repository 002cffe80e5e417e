// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/sandbox/sandboxdata.h"
#include "network/wire/apierror.h"
#include "network/wire/segmentcondition.h"

#include <QByteArray>
#include <string>
#include <tl/expected.hpp>
#include <vector>

namespace muster {

/// A filter that has been checked against the attributes.
struct SandboxCondition
{
    SandboxAttribute attribute = SandboxAttribute::FirstName;
    SegmentCondition condition;
};

/// A query body that keeps to contract section 3.
struct SandboxQuery
{
    std::vector<SandboxCondition> filters; ///< All must hold.
    std::vector<SandboxAttribute> attributes; ///< As requested, none twice.
    int limit = 0; ///< 1 to 1000.
    QByteArray continuationToken; ///< Null: the first page.
    QByteArray digest; ///< 8 bytes; the same for the same filters and attributes in any order, whatever the limit.

    [[nodiscard]] bool matches(const SandboxData &data, qint64 contact, std::string &scratch) const;
};

/// Reads a query body strictly: unknown members, wrong types, unknown or deprecated attributes, operators that do not
/// fit and limits out of range are all named, each with its path ("filters[0].operator").
[[nodiscard]] tl::expected<SandboxQuery, QList<FieldFault>> parseSandboxQuery(const QByteArray &body);

} // namespace muster
