// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/masking/maskpolicy.h"
#include "network/wire/secret.h"

#include <string>

namespace muster {

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
