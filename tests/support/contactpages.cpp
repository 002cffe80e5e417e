// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/contactpages.h"

#include <algorithm>
#include <array>
#include <cstdio>

namespace muster::test {

std::string PlainContact::extras() const
{
    std::string text;
    const auto add = [&text](const char *name, const std::string &value) {
        if (value.empty())
            return;
        if (!text.empty())
            text += ',';
        text += '"';
        text += name;
        text += "\":\"";
        text += value;
        text += '"';
    };
    add("firstName", firstName);
    add("country", country);
    add("updatedAt", updatedAt);
    return text;
}

std::string ContactMaker::digits(int count)
{
    std::string text;
    for (int i = 0; i < count; ++i)
        text += char('0' + below(10));
    return text;
}

std::string ContactMaker::phone()
{
    const std::uint32_t kind = below(100);
    const std::string area = std::to_string(201 + below(780));
    const std::string line = std::to_string(2 + below(8)) + digits(2), last = digits(4);
    if (kind < 45)
        return "+1" + area + line + last;
    if (kind < 60)
        return "(" + area + ") " + line + "-" + last;
    if (kind < 70)
        return "07" + std::to_string(4 + below(6)) + digits(2) + " " + digits(6);
    if (kind < 80)
        return "+44 7" + std::to_string(4 + below(6)) + digits(2) + " " + digits(6);
    if (kind < 85)
        return "+49 30 " + digits(7);
    if (kind < 88)
        return "+1800" + line + last;
    if (kind < 90)
        return "'" + area + line + last;
    if (kind < 92)
        return std::to_string(1 + below(9)) + "." + digits(5) + "E+11";
    if (kind < 94)
        return digits(int(below(7)));
    if (kind < 95)
        return "unknown";
    if (kind < 96)
        return area + "-" + line + "-" + last + " ext. " + digits(3);
    if (kind < 97)
        return "";
    return m_used.empty() ? "+1" + area + line + last : m_used[below(std::uint32_t(m_used.size()))];
}

PlainContact ContactMaker::next()
{
    static constexpr std::array syllables = {"ba", "re", "mi", "lo", "tu", "na", "se", "vi", "ko", "da"};
    static constexpr std::array countries = {"US", "GB", "CA", "DE", "", "us", "elsewhere"};
    PlainContact contact;
    std::array<char, 40> room{};
    (void)std::snprintf(room.data(), room.size(), "%08x-%04x-4%03x-%04x-%08x%04x", unsigned(m_random()), below(65536),
                        below(4096), 0x8000 + below(0x4000), unsigned(m_random()), below(65536));
    contact.id = room.data();
    contact.phone = phone();
    if (m_used.size() < 1'000 && below(10) == 0)
        m_used.push_back(contact.phone);
    contact.firstName = std::string(syllables[below(10)]) + syllables[below(10)] + syllables[below(10)];
    contact.firstName[0] = char(contact.firstName[0] - 'a' + 'A');
    contact.country = countries[below(std::uint32_t(countries.size()))];
    (void)std::snprintf(room.data(), room.size(), "20%02u-%02u-%02uT%02u:%02u:%02uZ", 20 + below(7), 1 + below(12),
                        1 + below(28), below(24), below(60), below(60));
    contact.updatedAt = room.data();
    return contact;
}

std::vector<PlainContact> ContactMaker::many(std::size_t count)
{
    std::vector<PlainContact> contacts;
    contacts.reserve(count);
    for (std::size_t i = 0; i < count; ++i)
        contacts.push_back(next());
    return contacts;
}

std::shared_ptr<const RecordPage> contactPage(const std::vector<PlainContact> &contacts, std::size_t first,
                                              std::size_t count)
{
    auto page = std::make_shared<RecordPage>();
    const std::size_t end = std::min(first + count, contacts.size());
    page->columnCount = 1;
    page->arena.reserve(qsizetype((end - first) * 160));
    const auto put = [&page](RecordCell::Kind kind, const std::string &bytes) {
        const RecordCell cell{std::uint32_t(page->arena.size()), std::uint32_t(bytes.size()), kind};
        page->arena.append(bytes.data(), qsizetype(bytes.size()));
        return cell;
    };
    for (std::size_t i = first; i < end; ++i) {
        page->ids.push_back(put(RecordCell::Kind::Text, contacts[i].id));
        page->cells.push_back(put(RecordCell::Kind::Text, contacts[i].phone));
        page->extra.push_back(put(RecordCell::Kind::Json, contacts[i].extras()));
    }
    page->receivedCount = end - first;
    return page;
}

} // namespace muster::test
