// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace muster {

/// Copies a JSON string that stands behind its opening quote, up to the closing one, 16 bytes at a time. Returns its
/// length, or -1 as soon as there is a backslash (what was written then does not count). Both sides need 16 bytes of
/// room behind the end, and the text must be known to have a closing quote.
[[nodiscard]] inline std::ptrdiff_t copyPlainText(const char *from, char *to)
{
    std::ptrdiff_t length = 0;
#ifdef __SSE2__
    const __m128i quote = _mm_set1_epi8('"');
    const __m128i backslash = _mm_set1_epi8('\\');
    for (;; length += 16) {
        const __m128i block = _mm_loadu_si128(reinterpret_cast<const __m128i *>(from + length));
        _mm_storeu_si128(reinterpret_cast<__m128i *>(to + length), block);
        const int quotes = _mm_movemask_epi8(_mm_cmpeq_epi8(block, quote));
        const int slashes = _mm_movemask_epi8(_mm_cmpeq_epi8(block, backslash));
        if ((quotes | slashes) == 0)
            continue;
        const int first = __builtin_ctz(static_cast<unsigned>(quotes | slashes));
        return (quotes >> first & 1) != 0 ? length + first : -1;
    }
#else
    for (;; ++length) {
        if (from[length] == '"')
            return length;
        if (from[length] == '\\')
            return -1;
        to[length] = from[length];
    }
#endif
}

} // namespace muster
