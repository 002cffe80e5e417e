// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/api/segmentsclient.h"

#include <string>
#include <vector>

namespace muster {

/// Decodes pages of contract section 3 with simdjson On-Demand; see resources/decisions/record-page-decoder.md.
/// Every byte of the answer is validated, members nobody asked for included. Any thread; no state but the names.
class RecordPageDecoder final : public PageDecoder
{
public:
    static constexpr std::size_t maxRows = 1'000'000; ///< F66
    static constexpr qsizetype maxBytes = 64 << 20; ///< F66
    static constexpr std::size_t maxIdBytes = 256; ///< F62

    explicit RecordPageDecoder(const QStringList &attributes);

    /// An UnexpectedShape names the member in `details`. No error holds a value of the page (S07), only offsets.
    [[nodiscard]] Result<RecordPage> decode(const RawPage &page) const override;

private:
    std::vector<std::string> m_names; ///< UTF-8, unescaped, in column order.
};

} // namespace muster
