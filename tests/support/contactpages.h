// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/recordpage.h"

#include <memory>
#include <random>
#include <string>
#include <vector>

namespace muster::test {

/// A contact as a test thinks of it.
struct PlainContact
{
    std::string id, phone, firstName, country, updatedAt;
    [[nodiscard]] std::string extras() const;
};

/// Contacts as lists have them: uuids, numbers in many forms (clean, national, damaged, not numbers at all, some
/// twice), a first name of some hundred, a country, a time. The same seed gives the same contacts.
class ContactMaker
{
public:
    explicit ContactMaker(std::uint32_t seed)
        : m_random(seed)
    {
    }
    [[nodiscard]] PlainContact next();
    [[nodiscard]] std::vector<PlainContact> many(std::size_t count);

private:
    [[nodiscard]] std::string phone();
    [[nodiscard]] std::string digits(int count);
    [[nodiscard]] std::uint32_t below(std::uint32_t limit) { return std::uint32_t(m_random() % limit); }

    std::mt19937 m_random;
    std::vector<std::string> m_used; ///< Some numbers, to be used again.
};

/// A page as the decoder of contact lists gives it: one column, the number, and the other members in extras.
[[nodiscard]] std::shared_ptr<const RecordPage> contactPage(const std::vector<PlainContact> &contacts,
                                                            std::size_t first, std::size_t count);

} // namespace muster::test
