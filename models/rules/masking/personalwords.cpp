// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/masking/personalwords.h"

#include <QByteArray>
#include <QFile>
#include <algorithm>
#include <bit>
#include <charconv>

// Outside the namespace: the macro declares a function of the global one.
static void registerPersonalWords()
{
    Q_INIT_RESOURCE(muster_personal_words);
}

namespace muster {

namespace {

constexpr unsigned hashShift = 24, placeShift = 16;

unsigned hexNumber(std::string_view text)
{
    unsigned value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value, 16);
    return value;
}

} // namespace

std::uint64_t PersonalWords::hashOf(std::string_view plain)
{
    if (plain.empty())
        return 0;
    std::uint64_t hash = 0xcbf2'9ce4'8422'2325;
    for (const char byte : plain)
        hash = (hash ^ static_cast<unsigned char>(byte)) * 0x0000'0100'0000'01b3;
    // The last letters would only reach the lower bits.
    hash = (hash ^ hash >> 32) * 0x9e37'79b9'7f4a'7c15;
    return std::max<std::uint64_t>(hash, 1ULL << hashShift);
}

PersonalMeaning PersonalWords::meaningOf(std::uint64_t hash) const
{
    if (hash == 0)
        return {};
    const std::size_t mask = m_entries.size() - 1;
    for (std::size_t place = hash & mask; m_entries[place] != 0; place = (place + 1) & mask) {
        const std::uint64_t entry = m_entries[place];
        if (entry >> hashShift == hash >> hashShift)
            return {std::uint16_t(entry), std::uint8_t(entry >> placeShift)};
    }
    return {};
}

PersonalWords::PersonalWords(std::string_view lines)
    : m_size(std::size_t(std::ranges::count(lines, '\n')))
{
    m_entries.resize(std::bit_ceil(m_size + m_size / 2 + 1));
    const std::size_t mask = m_entries.size() - 1;
    while (!lines.empty()) {
        const std::size_t end = std::min(lines.find('\n'), lines.size());
        const std::string_view line = lines.substr(0, end);
        lines.remove_prefix(std::min(end + 1, lines.size()));
        const std::size_t blank = line.find(' ');
        if (blank == std::string_view::npos)
            continue;
        const std::uint64_t hash = hashOf(line.substr(0, blank));
        const std::string_view numbers = line.substr(blank + 1);
        const std::size_t between = numbers.find(' ');
        const std::uint64_t name = hexNumber(numbers.substr(0, between));
        const std::uint64_t place = between == std::string_view::npos ? 0 : hexNumber(numbers.substr(between + 1));
        std::size_t at = hash & mask;
        while (m_entries[at] != 0)
            at = (at + 1) & mask;
        m_entries[at] = hash >> hashShift << hashShift | place << placeShift | name;
    }
}

const PersonalWords &PersonalWords::shared()
{
    static const PersonalWords words = [] {
        registerPersonalWords();
        QFile file(QStringLiteral(":/personal-words/words.txt"));
        const bool isOpen = file.open(QIODevice::ReadOnly);
        Q_ASSERT(isOpen); // compiled in
        const QByteArray lines = isOpen ? file.readAll() : QByteArray();
        return PersonalWords(std::string_view(lines.constData(), std::size_t(lines.size())));
    }();
    return words;
}

} // namespace muster
