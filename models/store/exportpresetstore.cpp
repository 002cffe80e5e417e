// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/exportpresetstore.h"

#include <algorithm>

namespace muster {

namespace {

auto presetNamed(const QString &name)
{
    return [name](const ExportPreset &preset) { return isSameName(preset.name, name); };
}

} // namespace

ExportPresetStore::ExportPresetStore(QString folder, QObject *parent, DiskAccess &disk)
    : StoredItems({folder + QStringLiteral("/export-presets.json"), QStringLiteral("muster-export-presets"),
                   QStringLiteral("export_presets_damaged"), disk},
                  parent)
{
}

bool ExportPresetStore::take(const QJsonObject &object, Items &items) const
{
    auto preset = presetFromContent(object.value(QLatin1String("preset")).toObject());
    const QString name = object.value(QLatin1String("name")).toString();
    if (!preset || !isUsableName(name, maxName) || std::ranges::any_of(items, presetNamed(name))
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

bool ExportPresetStore::isBefore(const ExportPreset &one, const ExportPreset &other) const
{
    return isNameBefore(one.name, other.name);
}

std::optional<ExportPreset> ExportPresetStore::byName(const QString &name) const
{
    const auto found = std::ranges::find_if(m_items, presetNamed(name));
    return found == m_items.end() ? std::nullopt : std::optional(*found);
}

Result<void> ExportPresetStore::save(const ExportPreset &preset)
{
    ExportPreset named = preset;
    named.name = preset.name.trimmed();
    if (named.name.isEmpty())
        return refusedName("name_missing", {});
    if (!isUsableName(named.name, maxName))
        return refusedName("name_too_long", named.name);
    if (!presetFromContent(presetContent(named)))
        return refusedName("bad_export_preset", named.name);
    Items items = m_items;
    items.removeIf(presetNamed(named.name));
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
    if (preset->name.isEmpty())
        return refusedName("name_missing", {});
    if (!isUsableName(preset->name, maxName))
        return refusedName("name_too_long", preset->name);
    Items items = m_items;
    items.removeIf(presetNamed(from));
    items.append(*preset);
    return replace(std::move(items));
}

Result<void> ExportPresetStore::remove(const QString &name)
{
    Items items = m_items;
    if (items.removeIf(presetNamed(name)) == 0)
        return refusedName("unknown_export_preset", name);
    return replace(std::move(items));
}

} // namespace muster
