// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <cstdint>
#include <optional>

namespace muster {

/// Numbers below 2^63 as LEB128, the shortest way only, so that what is made of them has one encoding.
inline void putLeb128(QByteArray &bytes, std::uint64_t value)
{
    for (; value >= 0x80; value >>= 7)
        bytes.append(char(0x80 | (value & 0x7f)));
    bytes.append(char(value));
}

/// Takes the number at the front of `bytes`; nullopt where there is none, or one that putLeb128() does not write.
[[nodiscard]] inline std::optional<std::uint64_t> takeLeb128(QByteArrayView &bytes)
{
    constexpr int lastShift = 56; // nine bytes
    std::uint64_t value = 0;
    for (int shift = 0; shift <= lastShift && !bytes.isEmpty(); shift += 7) {
        const auto byte = std::uint8_t(bytes.front());
        bytes = bytes.sliced(1);
        value |= std::uint64_t(byte & 0x7f) << shift;
        if ((byte & 0x80) == 0)
            return byte == 0 && shift > 0 ? std::nullopt : std::optional(value);
    }
    return std::nullopt;
}

} // namespace muster
