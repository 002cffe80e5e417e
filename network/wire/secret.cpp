// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/wire/secret.h"

#include <cstring>
#include <sys/mman.h>
#include <unistd.h>
#include <utility>

namespace muster {

namespace {

// Whole pages of their own, so that "no dump" and "no swap" cover the secret and nothing else.
std::size_t mappedSize(qsizetype size)
{
    const auto page = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
    return (static_cast<std::size_t>(size) + page - 1) / page * page;
}

} // namespace

Secret::Secret(QByteArrayView bytes)
    : m_size(bytes.size())
{
    if (m_size == 0)
        return;
    const std::size_t size = mappedSize(m_size);
    void *memory = mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED)
        qFatal("out of memory");
    // Best effort: a low RLIMIT_MEMLOCK refuses mlock, which costs only the protection against swapping.
    madvise(memory, size, MADV_DONTDUMP);
    (void)mlock(memory, size);
    m_data = static_cast<char *>(memory);
    std::memcpy(m_data, bytes.data(), static_cast<std::size_t>(m_size));
}

Secret::Secret(const Secret &other)
    : Secret(other.bytes())
{
}

Secret::Secret(Secret &&other) noexcept
    : m_data(std::exchange(other.m_data, nullptr))
    , m_size(std::exchange(other.m_size, 0))
{
}

Secret &Secret::operator=(Secret other) noexcept
{
    std::swap(m_data, other.m_data);
    std::swap(m_size, other.m_size);
    return *this;
}

Secret::~Secret()
{
    if (m_data == nullptr)
        return;
    const std::size_t size = mappedSize(m_size);
    explicit_bzero(m_data, size);
    munmap(m_data, size);
}

} // namespace muster
