// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/wire/secret.h"

#include <cstring>
#include <sys/mman.h>
#include <unistd.h>

namespace muster {

namespace {

// Whole pages of their own, so that "no dump" and "no swap" cover the secret and nothing else.
std::size_t mappedSize(qsizetype size)
{
    const auto page = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
    return (static_cast<std::size_t>(size) + page - 1) / page * page;
}

} // namespace

class Secret::Pages
{
public:
    explicit Pages(QByteArrayView bytes)
        : m_size(bytes.size())
    {
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
    ~Pages()
    {
        const std::size_t size = mappedSize(m_size);
        explicit_bzero(m_data, size);
        munmap(m_data, size);
    }
    Pages(const Pages &) = delete;
    Pages &operator=(const Pages &) = delete;

    [[nodiscard]] QByteArrayView bytes() const { return {m_data, m_size}; }

private:
    char *m_data = nullptr;
    qsizetype m_size;
};

Secret::Secret(QByteArrayView bytes)
    : m_pages(bytes.isEmpty() ? nullptr : std::make_shared<const Pages>(bytes))
{
}

QByteArrayView Secret::bytes() const
{
    return m_pages ? m_pages->bytes() : QByteArrayView();
}

} // namespace muster
