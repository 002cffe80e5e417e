// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/recordpage.h"
#include "network/wire/result.h"

#include <QByteArray>
#include <optional>

namespace muster {

/// A page as it came, before it is decoded: lets the next page be asked for while this one is decoded on a worker.
struct RawPage
{
    QByteArray body; ///< With simdjson's padding reserved behind its end.
    /// Read cheaply from the body; nullopt: only decoding tells; empty: this is the last page. The decoded page's
    /// nextCursor is the truth and must be compared with it.
    std::optional<QByteArray> nextCursor;
};

/// Turns raw pages of one query into records. Pure and safe on any thread; one object serves many threads.
class PageDecoder
{
public:
    virtual ~PageDecoder() = default;
    /// BrokenBody (cut or invalid: ask for the page again), UnexpectedShape, LimitExceeded.
    [[nodiscard]] virtual Result<RecordPage> decode(const RawPage &page) const = 0;
};

} // namespace muster
