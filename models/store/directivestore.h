// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/lists/sanitizationdirective.h"
#include "models/store/storedlist.h"

namespace muster {

/// Directives saved by name (directives.json) in the config folder, mode 0600. The notice of load() about damage is
/// "directives_damaged".
class DirectiveStore : public NamedItems<SanitizationDirective>
{
    Q_OBJECT

public:
    static constexpr qsizetype maxDirectives = 500, maxName = 200;

    explicit DirectiveStore(QString folder, QObject *parent = nullptr, DiskAccess &disk = DiskAccess::system());

    [[nodiscard]] const QList<SanitizationDirective> &directives() const { return m_items; } ///< By name.
    [[nodiscard]] std::optional<SanitizationDirective> byName(const QString &name) const; ///< Without regard to case.
    /// Adds, or replaces the one of that name. BadInput "name_missing", "name_too_long", "too_many_directives", and
    /// "bad_directive" (details: member) for what could not be read back.
    [[nodiscard]] Result<void> save(const SanitizationDirective &directive);
    /// BadInput "unknown_directive".
    [[nodiscard]] Result<void> remove(const QString &name);

private:
    [[nodiscard]] bool take(const QJsonObject &object, Items &items) const override;
    [[nodiscard]] QJsonObject toJson(const SanitizationDirective &directive) const override;
};

} // namespace muster
