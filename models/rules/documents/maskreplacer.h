// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/masking/maskpolicy.h"
#include "network/wire/secret.h"

#include <QDate>
#include <optional>
#include <string>
#include <string_view>

namespace muster {

/// The day that a text says, and nothing but a day: 1980-02-29, 19800229, 29.2.1980, 29/02/80, 29 February 1980,
/// February 29th, 1980, 29. Februar 1980, 29 de febrero de 1980. Months in English, German, French, Spanish and
/// Portuguese, whole or their first three letters or more. `monthFirst` decides 2/3/1980, where both could be. Years of
/// two digits are those before `latestYear`. nullopt for anything else, and for days that no calendar has.
[[nodiscard]] std::optional<QDate> readWrittenDate(std::string_view text, bool monthFirst, int latestYear);

/// What stands in the place of findings of one interaction, by a policy's rules. Says nothing of the length of what it
/// replaces (S39). One thread.
class MaskReplacer
{
public:
    /// How many letters tell pseudonyms apart: 16^10, so that two people of a large project hardly ever share one.
    static constexpr int pseudonymLetters = 10;

    /// `key` is needed where needsKey(policy). `today`: for years of two digits.
    MaskReplacer(const MaskPolicy &policy, const Secret &key, const QString &interactionId, QDate today);

    /// In the place of `text`, which may be one of several strings that one thing was said over: `whole` is all of it,
    /// `isLast` says whether this is the last of them. Numbers that are dates are read in the first region's order.
    [[nodiscard]] std::string replacement(Entity entity, const EntityRule &rule, std::string_view whole,
                                          bool isLast) const;

private:
    [[nodiscard]] std::string keepLast(Entity entity, int keep, std::string_view whole) const;
    [[nodiscard]] static std::string pseudonym(Entity entity, const QByteArray &key, std::string_view whole);
    [[nodiscard]] std::string shifted(Entity entity, std::string_view whole) const;

    QByteArray m_interactionKey, m_projectKey;
    int m_days = 0; ///< Never 0 where there is a key.
    bool m_monthFirst = false;
    int m_year = 0;
};

/// An action of the policy takes a key: pseudonyms and shifted dates. Tags and what is kept do not.
[[nodiscard]] bool needsKey(const MaskPolicy &policy);

} // namespace muster
