// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/sources/sourcetext.h"

#include "models/rules/foreignformat.h"

#include <QFile>
#include <algorithm>
#include <array>
#include <cerrno>
#include <fcntl.h>
#include <simdjson.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace muster {

Result<std::unique_ptr<QIODevice>> openOutsideFile(const QString &file, QIODevice::OpenMode mode)
{
    const auto failed = [&file](const char *code) { return failure(ErrorKind::File, code, file); };
    // Not blocking, because opening a pipe waits for its other end; without effect on files. What was opened is looked
    // at, not what has the name by then.
    const int fd = ::open(QFile::encodeName(file).constData(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (fd < 0)
        return failed(errno == ENOENT || errno == ENOTDIR ? "not_found"
                          : errno == ENXIO                ? "file_special"
                                                          : "not_readable");
    struct stat status = {};
    if (::fstat(fd, &status) != 0 || !S_ISREG(status.st_mode)) {
        ::close(fd);
        return failed(S_ISDIR(status.st_mode) ? "file_folder" : "file_special");
    }
    auto device = std::make_unique<QFile>();
    if (!device->open(fd, mode, QFileDevice::AutoCloseHandle)) {
        ::close(fd);
        return failed("not_readable");
    }
    return std::unique_ptr<QIODevice>(std::move(device));
}

namespace {

/// 0x80 to 0x9F (the WHATWG encoding standard, index windows-1252: the five unassigned bytes are C1 controls).
constexpr std::array<char16_t, 32> windows1252{
    0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x008D, 0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178,
};

void appendCodePoint(std::vector<char> &text, char32_t c)
{
    if (c < 0x80) {
        text.push_back(char(c));
    } else if (c < 0x800) {
        text.push_back(char(0xC0 | (c >> 6)));
        text.push_back(char(0x80 | (c & 0x3F)));
    } else if (c < 0x10000) {
        text.push_back(char(0xE0 | (c >> 12)));
        text.push_back(char(0x80 | ((c >> 6) & 0x3F)));
        text.push_back(char(0x80 | (c & 0x3F)));
    } else {
        text.push_back(char(0xF0 | (c >> 18)));
        text.push_back(char(0x80 | ((c >> 12) & 0x3F)));
        text.push_back(char(0x80 | ((c >> 6) & 0x3F)));
        text.push_back(char(0x80 | (c & 0x3F)));
    }
}

/// Length of `bytes` without a character that has only begun at its end (three bytes at most). Whether the rest is
/// valid is not looked at.
std::size_t wholeCharacters(const std::vector<char> &bytes)
{
    const std::size_t size = bytes.size();
    for (std::size_t back = 1; back <= std::min<std::size_t>(3, size); ++back) {
        const auto c = static_cast<unsigned char>(bytes[size - back]);
        if ((c & 0xC0) == 0x80)
            continue;
        const std::size_t length = c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : c >= 0xC0 ? 2 : 1;
        return length > back ? size - back : size;
    }
    return size;
}

/// Where text between `begin` and `end` that is somewhere not valid stops being so.
std::size_t validBeginning(const std::vector<char> &bytes, std::size_t begin, std::size_t end)
{
    std::size_t valid = begin, wrong = end; // valid up to `valid`, not so at `wrong`
    while (wrong - valid > 1) {
        std::size_t middle = valid + (wrong - valid) / 2;
        while (middle > valid && (static_cast<unsigned char>(bytes[middle]) & 0xC0) == 0x80)
            --middle; // a cut between characters
        if (middle == valid)
            break;
        if (simdjson::validate_utf8(bytes.data() + valid, middle - valid))
            valid = middle;
        else
            wrong = middle;
    }
    return valid;
}

/// A file's size is not always known: those that the system makes up say zero.
constexpr qint64 smallestPiece = 4096;

} // namespace

SourceText::SourceText(std::unique_ptr<QIODevice> device, SourceEncoding encoding)
    : m_device(std::move(device))
    , m_encoding(encoding)
{
}

double SourceText::share() const
{
    const qint64 size = m_device->size();
    return size > 0 ? std::min(1.0, double(m_read) / double(size)) : m_ended ? 1.0 : 0.0;
}

Result<void> SourceText::readBehind(std::vector<char> &bytes)
{
    const std::size_t begin = bytes.size();
    std::size_t size = begin;
    // A file of a few lines is looked at without a whole piece being cleared for it; one that grows is read on.
    const qint64 left = m_device->isSequential() ? qint64(pieceBytes) : m_device->size() - m_device->pos() + 1;
    bytes.resize(begin + std::size_t(std::clamp<qint64>(left, smallestPiece, qint64(pieceBytes))));
    while (size < bytes.size() && !m_ended) { // a pipe gives less at a time
        const qint64 got = m_device->read(bytes.data() + size, qint64(bytes.size() - size));
        if (got < 0)
            return failure(ErrorKind::File, "not_readable");
        m_ended = got == 0;
        size += std::size_t(got);
    }
    bytes.resize(size);
    if (m_read == 0) {
        TRY_VOID(refuseForeign({bytes.data() + begin, qsizetype(size - begin)}));
    }
    m_read += qint64(size - begin);
    m_digest.add({bytes.data() + begin, size - begin});
    return {};
}

Result<bool> SourceText::append(std::vector<char> &text)
{
    if (m_ended || m_damaged)
        return false;
    const bool isUtf8 = m_encoding == SourceEncoding::Utf8; // needs no second copy
    const std::size_t begin = text.size();
    if (isUtf8) {
        text.insert(text.end(), m_raw.begin(), m_raw.end());
        m_raw.clear();
    }
    TRY_VOID(readBehind(isUtf8 ? text : m_raw));
    switch (m_encoding) {
    case SourceEncoding::Utf8:
        takeUtf8(text, begin);
        break;
    case SourceEncoding::Utf16LittleEndian:
    case SourceEncoding::Utf16BigEndian:
        appendUtf16(text, m_ended);
        break;
    case SourceEncoding::Windows1252:
        appendWindows1252(text);
        break;
    }
    return !m_ended;
}

void SourceText::takeUtf8(std::vector<char> &text, std::size_t begin)
{
    const auto from = text.begin() + std::ptrdiff_t(begin);
    if (!std::exchange(m_begun, true) && text.end() - from >= 3 && std::equal(from, from + 3, "\xEF\xBB\xBF"))
        text.erase(from, from + 3);
    std::size_t end = m_ended ? text.size() : wholeCharacters(text);
    if (!simdjson::validate_utf8(text.data() + begin, end - begin)) {
        end = validBeginning(text, begin, end);
        m_damaged = true;
    }
    m_raw.assign(text.begin() + std::ptrdiff_t(end), text.end());
    text.resize(end);
}

void SourceText::appendUtf16(std::vector<char> &text, bool atEnd)
{
    const std::size_t high = m_encoding == SourceEncoding::Utf16BigEndian ? 0 : 1;
    const auto unit = [this, high](std::size_t at) {
        return char16_t((static_cast<unsigned char>(m_raw[at + high]) << 8)
                        | static_cast<unsigned char>(m_raw[at + 1 - high]));
    };
    std::size_t at = 0;
    while (at + 1 < m_raw.size()) {
        char32_t c = unit(at);
        std::size_t length = 2;
        if (c >= 0xD800 && c < 0xDC00) { // the first half of a pair
            if (at + 3 >= m_raw.size()) {
                m_damaged = atEnd;
                break;
            }
            const char32_t second = unit(at + 2);
            if (second < 0xDC00 || second >= 0xE000) {
                m_damaged = true;
                break;
            }
            c = 0x10000 + ((c - 0xD800) << 10) + (second - 0xDC00);
            length = 4;
        } else if (c >= 0xDC00 && c < 0xE000) {
            m_damaged = true;
            break;
        }
        if (m_begun || c != 0xFEFF)
            appendCodePoint(text, c);
        m_begun = true;
        at += length;
    }
    m_raw.erase(m_raw.begin(), m_raw.begin() + std::ptrdiff_t(at));
    m_damaged = m_damaged || (atEnd && !m_raw.empty());
}

void SourceText::appendWindows1252(std::vector<char> &text)
{
    for (const char byte : m_raw) {
        const auto c = static_cast<unsigned char>(byte);
        appendCodePoint(text, c >= 0x80 && c < 0xA0 ? windows1252[c - 0x80u] : char32_t(c));
    }
    m_raw.clear();
}

} // namespace muster
