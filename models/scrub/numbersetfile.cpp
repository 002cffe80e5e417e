// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/scrub/numbersetfile.h"

#include "models/store/durablefile.h"
#include "models/store/runningdigest.h"

#include <algorithm>
#include <bit>
#include <cerrno>
#include <cstring>
#include <functional>
#include <sys/mman.h>

namespace muster {

static_assert(std::endian::native == std::endian::little, "the file is read where it lies");

namespace {

constexpr char magic[] = "MUSTERNS";
constexpr qint64 headerBytes = 16, countBytes = 24, digestBytes = 64, footerBytes = countBytes + digestBytes;
constexpr qint64 pieceBytes = 1024 * 1024;
constexpr std::uint64_t greatest = 999'999'999'999'999; // of 15 digits

constexpr std::array<std::uint64_t, 16> powers = [] {
    std::array<std::uint64_t, 16> table{};
    std::uint64_t power = 1;
    for (std::uint64_t &entry : table) {
        entry = power;
        power *= 10;
    }
    return table;
}();

/// How many digits; of at most 15.
int digitsOf(std::uint64_t number)
{
    return int(std::upper_bound(powers.begin(), powers.end() - 1, number) - powers.begin());
}

std::uint64_t padded(std::uint64_t bytes)
{
    return (bytes + 7) / 8 * 8;
}

tl::unexpected<ApiError> unreadable(const QString &file)
{
    return failure(ErrorKind::Damaged, "number_set_unreadable", file);
}

/// The last that is not above `key`, or the first; of at least one. Without branches that the processor would guess
/// wrong half of the time.
template <typename T, typename Key>
const T *lastUpTo(const T *begin, std::size_t count, Key key)
{
    while (count > 1) {
        const std::size_t half = count / 2;
        begin += begin[half] <= key ? half : 0;
        count -= half;
    }
    return begin;
}

template <typename T>
QByteArrayView bytesOf(const T &value)
{
    return {reinterpret_cast<const char *>(&value), qsizetype(sizeof value)};
}

} // namespace

NumberSetFile::NumberSetFile(void *mapped, qint64 size)
    : m_mapped(mapped)
    , m_size(size)
{
}

NumberSetFile::~NumberSetFile()
{
    munmap(m_mapped, std::size_t(m_size));
}

Result<std::shared_ptr<const NumberSetFile>> NumberSetFile::open(const QString &file, const std::stop_token &stop,
                                                                 DiskAccess &disk)
{
    TRY(opened, PosixFile::openExisting(file, PosixFile::Access::ReadOnly, disk));
    const qint64 size = opened->size();
    if (size < headerBytes + footerBytes || size % 8 != 0)
        return unreadable(file);
    TRY(header, opened->pread(0, headerBytes));
    if (header->size() != headerBytes || !header->startsWith(magic))
        return unreadable(file);
    std::uint32_t found = 0;
    std::memcpy(&found, header->constData() + 8, sizeof found);
    if (found > version)
        return failure(ErrorKind::Damaged, "newer_version", file);
    if (found != version || header->sliced(12) != QByteArray(4, '\0'))
        return unreadable(file);
    // Read, not looked at through the mapping: there a disk that fails would end the program.
    RunningDigest digest;
    for (qint64 offset = 0; offset < size - digestBytes;) {
        if (stop.stop_requested())
            return failure(ErrorKind::Cancelled);
        TRY(piece, opened->pread(offset, std::min(pieceBytes, size - digestBytes - offset)));
        if (piece->isEmpty())
            return unreadable(file);
        digest.add({piece->constData(), std::size_t(piece->size())});
        offset += piece->size();
    }
    TRY(footer, opened->pread(size - footerBytes, footerBytes));
    if (footer->size() != footerBytes || QLatin1String(footer->sliced(countBytes)) != digest.hex())
        return unreadable(file);
    void *const mapped = mmap(nullptr, std::size_t(size), PROT_READ, MAP_PRIVATE, opened->descriptor(), 0);
    if (mapped == MAP_FAILED) {
        return failure({.kind = ErrorKind::File,
                        .code = QStringLiteral("not_readable"),
                        .detail = QString::fromLocal8Bit(std::strerror(errno)),
                        .subject = file});
    }
    const std::shared_ptr<NumberSetFile> set(new NumberSetFile(mapped, size));
    if (!set->takeParts(*footer) || !set->isInOrder())
        return unreadable(file);
    return set;
}

/// Where the parts lie, by the counts; false where these do not make up the file.
bool NumberSetFile::takeParts(QByteArrayView footer)
{
    std::uint64_t numbers = 0, runs = 0, prefixes = 0;
    std::memcpy(&numbers, footer.data(), 8);
    std::memcpy(&runs, footer.data() + 8, 8);
    std::memcpy(&prefixes, footer.data() + 16, 8);
    const auto body = std::uint64_t(m_size - headerBytes - footerBytes);
    // Each by itself first, so that no product overflows.
    if (numbers > body / 2 || runs > body / sizeof(Run) || prefixes > body / 8 || runs > numbers
        || padded(numbers * 2) + runs * sizeof(Run) + prefixes * 8 != body)
        return false;
    const char *at = static_cast<const char *>(m_mapped) + headerBytes;
    m_lows = {reinterpret_cast<const std::uint16_t *>(at), std::size_t(numbers)};
    at += padded(numbers * 2);
    m_runs = {reinterpret_cast<const Run *>(at), std::size_t(runs)};
    at += runs * sizeof(Run);
    m_prefixes = {reinterpret_cast<const std::uint64_t *>(at), std::size_t(prefixes)};
    for (const std::uint64_t prefix : m_prefixes)
        m_prefixLengths[prefix % 16] = true;
    for (std::size_t run = 0; run < m_runs.size(); run += sampledRuns)
        m_samples.push_back(m_runs[run].high);
    m_digest = QString::fromLatin1(footer.sliced(countBytes));
    return true;
}

bool NumberSetFile::isInOrder() const
{
    if (m_runs.empty() != m_lows.empty() || (!m_runs.empty() && m_runs.front().first != 0))
        return false;
    for (std::size_t at = 0; at < m_runs.size(); ++at) {
        const std::uint64_t end = at + 1 < m_runs.size() ? m_runs[at + 1].first : m_lows.size();
        if (end <= m_runs[at].first || end > m_lows.size() || m_runs[at].high > greatest >> 16
            || (at > 0 && m_runs[at].high <= m_runs[at - 1].high))
            return false;
        for (std::uint64_t low = m_runs[at].first + 1; low < end; ++low) {
            if (m_lows[low] <= m_lows[low - 1])
                return false;
        }
    }
    for (std::size_t at = 0; at < m_prefixes.size(); ++at) {
        const auto length = int(m_prefixes[at] % 16);
        const std::uint64_t digits = m_prefixes[at] / 16;
        if (length < minPrefixDigits || length > maxDigits || digits > greatest || digitsOf(digits) != length
            || (at > 0 && m_prefixes[at] <= m_prefixes[at - 1]))
            return false;
    }
    return true;
}

std::span<const NumberSetFile::Run> NumberSetFile::runsAround(std::uint64_t high) const
{
    const auto sample = std::size_t(lastUpTo(m_samples.data(), m_samples.size(), high) - m_samples.data());
    const std::size_t begin = sample * sampledRuns;
    return m_runs.subspan(begin, std::min(sampledRuns, m_runs.size() - begin));
}

/// Empty where no number has these upper bits.
std::span<const std::uint16_t> NumberSetFile::lowsOf(std::span<const Run> around, std::uint64_t high) const
{
    const Run *const run = lastUpTo(around.data(), around.size(), high);
    if (run->high != high)
        return {};
    const std::uint64_t end = run == &m_runs.back() ? m_lows.size() : run[1].first;
    return m_lows.subspan(run->first, end - run->first);
}

bool NumberSetFile::contains(std::uint64_t e164) const
{
    bool found = false;
    contain({&e164, 1}, {&found, 1});
    return found;
}

void NumberSetFile::contain(std::span<const std::uint64_t> e164, std::span<bool> found) const
{
    constexpr std::size_t most = 32; // at a time: what they touch stays in the nearest cache
    constexpr std::size_t line = 64; // bytes
    const auto fetch = [](const auto &part) {
        const char *const begin = reinterpret_cast<const char *>(part.data());
        for (std::size_t at = 0; at < std::min(part.size_bytes(), 4 * line); at += line)
            __builtin_prefetch(begin + at);
    };
    std::array<std::span<const Run>, most> runs;
    std::array<std::span<const std::uint16_t>, most> lows;
    for (std::size_t from = 0; from < e164.size(); from += most) {
        const std::size_t count = std::min(most, e164.size() - from);
        const auto numbers = e164.subspan(from, count);
        for (std::size_t at = 0; at < count && !m_runs.empty(); ++at) {
            runs[at] = runsAround(numbers[at] >> 16);
            fetch(runs[at]);
        }
        for (std::size_t at = 0; at < count; ++at) {
            lows[at] = m_runs.empty() ? std::span<const std::uint16_t>() : lowsOf(runs[at], numbers[at] >> 16);
            fetch(lows[at]);
        }
        for (std::size_t at = 0; at < count; ++at) {
            const auto low = std::uint16_t(numbers[at]);
            const bool isListed = !lows[at].empty() && *lastUpTo(lows[at].data(), lows[at].size(), low) == low;
            found[from + at] = numbers[at] != 0 && numbers[at] <= greatest
                && (isListed || (!m_prefixes.empty() && hasPrefixOf(numbers[at])));
        }
    }
}

bool NumberSetFile::hasPrefixOf(std::uint64_t e164) const
{
    const int digits = digitsOf(e164);
    for (int length = minPrefixDigits; length <= digits; ++length) {
        if (m_prefixLengths[std::size_t(length)]
            && std::ranges::binary_search(m_prefixes, e164 / powers[std::size_t(digits - length)] * 16
                                              + std::uint64_t(length)))
            return true;
    }
    return false;
}

/// The file on its way, with the digest so far.
class NumberSetWriter::Output
{
public:
    explicit Output(DurableWriter out)
        : m_out(std::move(out))
    {
    }
    [[nodiscard]] Result<void> append(QByteArrayView bytes)
    {
        m_digest.add({bytes.data(), std::size_t(bytes.size())});
        m_bytes += bytes.size();
        return m_out.append(bytes);
    }
    [[nodiscard]] Result<void> pad()
    {
        static constexpr char zeros[8] = {};
        return append({zeros, qsizetype(padded(std::uint64_t(m_bytes))) - qsizetype(m_bytes)});
    }
    [[nodiscard]] Result<QString> finish()
    {
        const QString digest = m_digest.hex();
        TRY_VOID(m_out.append(digest.toLatin1()));
        return m_out.finish().map([&digest] { return digest; });
    }

private:
    DurableWriter m_out;
    RunningDigest m_digest;
    qint64 m_bytes = 0;
};

NumberSetWriter::NumberSetWriter(const QString &folder, DiskAccess &disk)
    : m_folder(folder)
    , m_disk(disk)
    , m_numbers(folder, disk)
{
}

Result<void> NumberSetWriter::addNumber(std::uint64_t e164)
{
    Q_ASSERT(e164 > 0 && e164 <= greatest);
    ++m_entries;
    return m_numbers.add(e164);
}

Result<void> NumberSetWriter::addPrefix(std::uint64_t digits, int length)
{
    Q_ASSERT(length >= NumberSetFile::minPrefixDigits && digitsOf(digits) == length);
    if (m_prefixes.size() == maxPrefixes)
        return failure(ErrorKind::LimitExceeded, "too_many_prefixes");
    ++m_entries;
    m_prefixes.push_back(digits * 16 + std::uint64_t(length));
    return {};
}

Result<NumberSetWriter::Written> NumberSetWriter::write(const QString &file, const std::stop_token &stop)
{
    TRY(writer, DurableWriter::create(file, Existing::Replace, m_disk));
    Output out(*std::move(writer));
    TRY(written, writeTo(out, stop));
    TRY(digest, out.finish());
    written->digest = *digest;
    return written;
}

Result<NumberSetWriter::Written> NumberSetWriter::writeTo(Output &out, const std::stop_token &stop)
{
    constexpr qsizetype heldLows = 64 * 1024, heldRuns = 4 * 1024;
    TRY_VOID(m_numbers.finish());
    const std::uint32_t head[] = {NumberSetFile::version, 0};
    TRY_VOID(out.append({magic, 8}));
    TRY_VOID(out.append(bytesOf(head)));

    // Runs come behind the numbers; of a registry that is spread thin there are as many.
    TRY(runFile, unnamedFile(m_folder, m_disk));
    std::vector<std::uint16_t> lows;
    std::vector<NumberSetFile::Run> runs;
    const auto flushLows = [&]() -> Result<void> {
        const QByteArrayView bytes(reinterpret_cast<const char *>(lows.data()), qsizetype(lows.size() * 2));
        TRY_VOID(out.append(bytes));
        lows.clear();
        return {};
    };
    const auto flushRuns = [&]() -> Result<void> {
        const QByteArrayView bytes(reinterpret_cast<const char *>(runs.data()),
                                   qsizetype(runs.size() * sizeof(NumberSetFile::Run)));
        TRY_VOID(runFile->writeAll(bytes));
        runs.clear();
        return {};
    };
    std::uint64_t numbers = 0, runCount = 0, last = 0;
    for (;;) {
        TRY(next, m_numbers.next());
        if (!*next)
            break;
        const std::uint64_t number = **next;
        if (number == last)
            continue; // 0 is none
        if (numbers == 0 || number >> 16 != last >> 16) {
            runs.push_back({number >> 16, numbers});
            ++runCount;
            if (qsizetype(runs.size()) == heldRuns)
                TRY_VOID(flushRuns());
        }
        lows.push_back(std::uint16_t(number));
        ++numbers;
        last = number;
        if (qsizetype(lows.size()) == heldLows) {
            if (stop.stop_requested())
                return failure(ErrorKind::Cancelled);
            TRY_VOID(flushLows());
        }
    }
    TRY_VOID(flushLows());
    TRY_VOID(flushRuns());
    TRY_VOID(out.pad());
    for (qint64 offset = 0; offset < runFile->size();) {
        if (stop.stop_requested())
            return failure(ErrorKind::Cancelled);
        TRY(piece, runFile->pread(offset, pieceBytes));
        TRY_VOID(out.append(*piece));
        offset += piece->size();
    }
    std::ranges::sort(m_prefixes);
    m_prefixes.erase(std::ranges::unique(m_prefixes).begin(), m_prefixes.end());
    TRY_VOID(out.append({reinterpret_cast<const char *>(m_prefixes.data()), qsizetype(m_prefixes.size() * 8)}));
    const std::uint64_t counts[] = {numbers, runCount, m_prefixes.size()};
    TRY_VOID(out.append(bytesOf(counts)));
    return Written{qint64(numbers), qint64(m_prefixes.size()), {}};
}

} // namespace muster
