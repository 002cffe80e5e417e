// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/api/segmentsclient.h"

namespace muster {

/// Bytes <-> neutral values for audience segments; one per dialect. Pure, safe on any thread.
class SegmentsCodec
{
public:
    virtual ~SegmentsCodec() = default;
    [[nodiscard]] virtual Result<QList<SegmentSummary>> list(const QByteArray &body) const = 0;
    [[nodiscard]] virtual Result<SegmentDefinition> definition(const QByteArray &body) const = 0;
    [[nodiscard]] virtual QByteArray pageRequest(const SegmentQuery &query, const QByteArray &cursor, int size) const
        = 0;
    /// The next cursor when it can be read from the page's end without parsing, see RawPage::nextCursor.
    [[nodiscard]] virtual std::optional<QByteArray> nextCursor(QByteArrayView body) const = 0;
    [[nodiscard]] virtual std::shared_ptr<const PageDecoder> decoder(const SegmentQuery &query) const = 0;
};

/// Contract section 3.
class ContractSegmentsCodec final : public SegmentsCodec
{
public:
    [[nodiscard]] Result<QList<SegmentSummary>> list(const QByteArray &body) const override;
    [[nodiscard]] Result<SegmentDefinition> definition(const QByteArray &body) const override;
    [[nodiscard]] QByteArray pageRequest(const SegmentQuery &query, const QByteArray &cursor, int size) const override;
    [[nodiscard]] std::optional<QByteArray> nextCursor(QByteArrayView body) const override;
    [[nodiscard]] std::shared_ptr<const PageDecoder> decoder(const SegmentQuery &query) const override;
};

} // namespace muster
