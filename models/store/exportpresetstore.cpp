// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/exportpresetstore.h"

#include <algorithm>

namespace muster {

ExportPresetStore::ExportPresetStore(QString folder, QObject *parent, DiskAccess &disk)
    : NamedItems({folder + QStringLiteral("/export-presets.json"), QStringLiteral("muster-export-presets"),
                  QStringLiteral("export_presets_damaged"), disk},
                 parent)
{
}

bool ExportPresetStore::take(const QJsonObject &object, Items &items) const
{
    auto preset = presetFromContent(object.value(QLatin1String("preset")).toObject());
    const QString name = object.value(QLatin1String("name")).toString();
    if (!preset || !isUsableName(name, maxName) || std::ranges::any_of(items, hasName(name))
        || items.size() == maxPresets)
        return false;
    preset->name = name;
    items.append(*std::move(preset));
    return object.size() == 2;
}

QJsonObject ExportPresetStore::toJson(const ExportPreset &preset) const
{
    return {{QStringLiteral("name"), preset.name}, {QStringLiteral("preset"), presetContent(preset)}};
}

std::optional<ExportPreset> ExportPresetStore::byName(const QString &name) const
{
    return named(name);
}

Result<void> ExportPresetStore::save(const ExportPreset &preset)
{
    ExportPreset named = preset;
    named.name = preset.name.trimmed();
    TRY_VOID(checkName(named.name, maxName));
    if (!presetFromContent(presetContent(named)))
        return refusedName("bad_export_preset", named.name);
    Items items = m_items;
    items.removeIf(hasName(named.name));
    if (items.size() >= maxPresets)
        return refusedName("too_many_export_presets", named.name);
    items.append(named);
    return replace(std::move(items));
}

Result<void> ExportPresetStore::rename(const QString &from, const QString &to)
{
    auto preset = byName(from);
    if (!preset)
        return refusedName("unknown_export_preset", from);
    if (!isSameName(from, to) && byName(to))
        return refusedName("export_preset_name_taken", to);
    preset->name = to.trimmed();
    TRY_VOID(checkName(preset->name, maxName));
    Items items = m_items;
    items.removeIf(hasName(from));
    items.append(*preset);
    return replace(std::move(items));
}

Result<void> ExportPresetStore::remove(const QString &name)
{
    return removeNamed(name, "unknown_export_preset");
}

} // namespace muster
