// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace muster::test {

#if defined(__has_feature)
inline constexpr bool isSanitized
    = __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) || __has_feature(memory_sanitizer);
#else
inline constexpr bool isSanitized = false;
#endif

/// Under a sanitizer each step takes ten times as long, and it looks at what the steps do rather than at where they lead:
/// of what the ordinary build tries at every place, or thousands of times, it tries one in this many.
inline constexpr int sampleEvery = isSanitized ? 8 : 1;

} // namespace muster::test
