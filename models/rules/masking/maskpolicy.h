// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/masking/maskfinding.h"

#include <QDateTime>
#include <QList>
#include <QString>
#include <QStringList>
#include <array>
#include <optional>

namespace muster {

/// What is done with the findings of a kind.
enum class MaskAction : std::uint8_t {
    Keep, ///< The kind is not looked for. Not offered for the contract's three kinds.
    Tag, ///< "[PHONE_MASKED]".
    KeepLast, ///< "[PHONE_MASKED:34]": the tag with the last `keep` letters or digits. At most 4, never most of it.
    /// "[PHONE_kqvbdtrmpn]": the same in one interaction, nothing in common between two. Letters only, because the
    /// digits of a digest can look like a number.
    PseudonymPerInteraction,
    PseudonymPerProject, ///< The same for everything masked with that policy's key.
    ShiftDate, ///< Dates only: moved by a keyed number of days, the same for a whole interaction; others fall to Tag.
    Drop, ///< Nothing stands in its place.
};
inline constexpr int maskActionCount = 7;

struct EntityRule
{
    MaskAction action = MaskAction::Tag;
    int keep = 0; ///< Of KeepLast, 1 to 4.
    bool operator==(const EntityRule &) const = default;
};

/// A pattern of the person's own: RE2 syntax, which takes linear time on any text.
struct OwnPattern
{
    QString name; ///< Plain text; says in findings which pattern it was.
    QString pattern;
    EntityRule rule;
    bool operator==(const OwnPattern &) const = default;
};

/// A word of the person's about one text that findings got wrong.
struct MaskException
{
    enum class Kind : std::uint8_t {
        Allow, ///< Not personal: is left as it stands.
        Deny, ///< Personal: is masked wherever it stands.
    };
    Kind kind = Kind::Allow;
    Entity entity = Entity::Own;
    QString text; ///< Compared without case, width, zero-width characters and punctuation.
    QString interactionId; ///< Empty: everywhere this policy is used.
    std::optional<QDateTime> expires; ///< UTC; passed: as if it were not there.
    QString note; ///< Why, for the next person.
    bool operator==(const MaskException &) const = default;
};

/// How transcripts are masked. A value: a run freezes its own copy and names its digest.
struct MaskPolicy
{
    QString name;
    int version = 1; ///< One more with each change that is saved.
    std::array<EntityRule, entityCount> rules = defaultRules(); ///< By Entity; that of Own is not used.
    QStringList regions
        = {QStringLiteral("US"), QStringLiteral("GB"), QStringLiteral("CA")}; ///< Whose national ways of
                                                                              ///< writing phones are known.
    bool spokenForms = true; ///< "four one five, double five", "dot", "at".
    bool context = true; ///< Numbers of no plan beside a word that announces one.
    QList<OwnPattern> patterns;
    QList<MaskException> exceptions;
    bool operator==(const MaskPolicy &) const = default;

    [[nodiscard]] const EntityRule &rule(Entity entity) const { return rules[static_cast<std::size_t>(entity)]; }
    /// Everything by its tag, but for addresses and names, which are asked for.
    [[nodiscard]] static constexpr std::array<EntityRule, entityCount> defaultRules()
    {
        std::array<EntityRule, entityCount> rules;
        rules[static_cast<std::size_t>(Entity::Address)].action = MaskAction::Keep;
        rules[static_cast<std::size_t>(Entity::PersonName)].action = MaskAction::Keep;
        return rules;
    }
};

} // namespace muster
