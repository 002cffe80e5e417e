// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/masking/maskpolicy.h"
#include "models/store/storedlist.h"

namespace muster {

/// Masking policies saved by name (mask-policies.json in the config folder, mode 0600: exceptions hold words of real
/// people). Names are told apart without case. The policy "Default" is always there and cannot be changed. "Contract"
/// and "Strict" are there, too, unless one was saved under that name before Muster knew them: a saved policy is never
/// covered up, and deleting it brings the built-in one back. The notice of load() about damage is
/// "mask_policies_damaged".
class MaskPolicyStore : public NamedItems<MaskPolicy>
{
    Q_OBJECT

public:
    static constexpr qsizetype maxPolicies = 200;
    static constexpr qsizetype maxBytes = 8 * 1024 * 1024; ///< Of all policies' canonical JSON together.

    explicit MaskPolicyStore(QString folder, QObject *parent = nullptr, DiskAccess &disk = DiskAccess::system());

    [[nodiscard]] static MaskPolicy builtIn(); ///< "Default": see MaskPolicy::defaultRules().
    /// "Default", "Contract" (the contract's three kinds alone) and "Strict" (names and postal addresses, too).
    [[nodiscard]] static QList<MaskPolicy> builtIns();
    /// Whether byName() answers with a built-in policy.
    [[nodiscard]] bool isBuiltIn(const QString &name) const;
    /// The built-in ones first, then by name.
    [[nodiscard]] QList<MaskPolicy> policies() const;
    [[nodiscard]] std::optional<MaskPolicy> byName(const QString &name) const;

    /// Saves it under its name and gives it back with its version: 1 for a new name, one more for new content.
    /// BadInput "name_missing", "name_too_long", "policy_built_in" (also a new one that is named like one),
    /// "too_many_policies", "policies_too_large", and "bad_policy" (details: the place) for what could not be read
    /// back; for patterns as OwnPatterns::make().
    [[nodiscard]] Result<MaskPolicy> save(const MaskPolicy &policy);
    /// BadInput "unknown_policy", "policy_built_in".
    [[nodiscard]] Result<void> remove(const QString &name);

private:
    [[nodiscard]] bool take(const QJsonObject &object, Items &items) const override;
    [[nodiscard]] QJsonObject toJson(const MaskPolicy &policy) const override;
};

} // namespace muster
