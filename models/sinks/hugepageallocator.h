// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstddef>
#include <cstdlib>
#include <new>
#ifdef __linux__
#include <sys/mman.h>
#endif

namespace muster {

/// For tables of megabytes that are entered at random: asks the system for huge pages, because with small ones each
/// look costs a walk through the page tables, which no prefetch hides. Where the system grants none, nothing but that
/// gain is lost.
template <typename T>
class HugePageAllocator
{
public:
    using value_type = T;

    HugePageAllocator() = default;
    template <typename U>
    HugePageAllocator(const HugePageAllocator<U> &)
    {
    }

    [[nodiscard]] T *allocate(std::size_t count)
    {
        // aligned_alloc wants whole multiples of the alignment.
        const std::size_t bytes = (count * sizeof(T) + pageBytes - 1) / pageBytes * pageBytes;
        void *memory = std::aligned_alloc(pageBytes, bytes);
        if (memory == nullptr)
            throw std::bad_alloc();
#ifdef __linux__
        // Only whole ones: a page for a rest would be memory that is never used.
        (void)madvise(memory, count * sizeof(T) / pageBytes * pageBytes, MADV_HUGEPAGE);
#endif
        return static_cast<T *>(memory);
    }
    void deallocate(T *memory, std::size_t) { std::free(memory); }

    bool operator==(const HugePageAllocator &) const = default;

private:
    static constexpr std::size_t pageBytes = std::size_t(2) << 20;
};

} // namespace muster
