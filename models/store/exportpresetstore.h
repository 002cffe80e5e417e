// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/exportpreset.h"
#include "models/store/storedlist.h"

namespace muster {

/// Presets of exports by name (export-presets.json in the config folder, mode 0600: values of filters stand in them).
/// Of all tenants: what a segment does not have is told where one is chosen. The notice of load() about damage is
/// "export_presets_damaged".
class ExportPresetStore : public NamedItems<ExportPreset>
{
    Q_OBJECT

public:
    static constexpr qsizetype maxPresets = 200;
    static constexpr qsizetype maxName = 100;

    explicit ExportPresetStore(QString folder, QObject *parent = nullptr, DiskAccess &disk = DiskAccess::system());

    [[nodiscard]] const QList<ExportPreset> &presets() const { return m_items; } ///< By name.
    /// Without regard to case.
    [[nodiscard]] std::optional<ExportPreset> byName(const QString &name) const;
    /// In the place of one that has its name. BadInput "name_missing", "name_too_long", "too_many_export_presets",
    /// "bad_export_preset" for what could not be read back.
    [[nodiscard]] Result<void> save(const ExportPreset &preset);
    /// BadInput "unknown_export_preset", "export_preset_name_taken", and those of save().
    [[nodiscard]] Result<void> rename(const QString &from, const QString &to);
    [[nodiscard]] Result<void> remove(const QString &name); ///< BadInput "unknown_export_preset".

private:
    [[nodiscard]] bool take(const QJsonObject &object, Items &items) const override;
    [[nodiscard]] QJsonObject toJson(const ExportPreset &preset) const override;
};

} // namespace muster
