// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/recordpage.h"
#include "network/wire/segment.h"

#include <memory>

namespace muster {

/// Bytes <-> neutral values for audience segments, as the contract has them. Pure, safe on any thread.
/// Contract section 3.
class ContractSegmentsCodec
{
public:
    [[nodiscard]] Result<QList<SegmentSummary>> list(const QByteArray &body) const;
    [[nodiscard]] Result<SegmentDefinition> definition(const QByteArray &body) const;
    [[nodiscard]] QByteArray pageRequest(const SegmentQuery &query, const QByteArray &cursor, int size) const;
    /// The next cursor when it can be read from the page's end without parsing, see RawPage::nextCursor.
    [[nodiscard]] std::optional<QByteArray> nextCursor(QByteArrayView body) const;
    [[nodiscard]] std::shared_ptr<const PageDecoder> decoder(const SegmentQuery &query) const;
};

} // namespace muster
