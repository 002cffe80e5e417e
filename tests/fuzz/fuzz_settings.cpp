// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The reader of settings: never crashes, whatever the file holds.

#include "models/store/appsettings.h"
#include "tests/fuzz/fuzzers.h"

#include <cerrno>
#include <cstdint>
#include <cstdlib>
#include <sys/mman.h>
#include <unistd.h>

namespace fuzz_settings {

using namespace muster;

namespace {

// One file in memory under every name; nothing can be renamed or written.
class MemoryDisk : public DiskAccess
{
public:
    explicit MemoryDisk(QByteArray bytes)
        : m_bytes(std::move(bytes))
    {
    }
    int open(const QByteArray &, int, mode_t) override
    {
        const int fd = ::memfd_create("settings", 0);
        if (fd >= 0 && ::write(fd, m_bytes.constData(), size_t(m_bytes.size())) != m_bytes.size())
            std::abort();
        return fd;
    }
    int rename(const QByteArray &, const QByteArray &) override
    {
        errno = EROFS;
        return -1;
    }
    int renameToNew(const QByteArray &from, const QByteArray &to) override { return rename(from, to); }

private:
    const QByteArray m_bytes;
};

} // namespace

int fuzz(const std::uint8_t *data, std::size_t size)
{
    MemoryDisk disk(QByteArray(reinterpret_cast<const char *>(data), qsizetype(size)));
    AppSettings settings(QStringLiteral("/nonexistent"), disk);
    const auto notice = settings.load();
    const int number = settings.number(QStringLiteral("a"), 5);
    const QByteArray blob = settings.blob(QStringLiteral("a"));
    const QString text = settings.text(QStringLiteral("a"), QStringLiteral("x"));
    if (notice && notice->code == QLatin1String("settings_damaged")
        && (number != 5 || !blob.isEmpty() || text != QLatin1String("x")))
        std::abort();
    return 0;
}

} // namespace fuzz_settings

MUSTER_FUZZER(fuzz_settings)
