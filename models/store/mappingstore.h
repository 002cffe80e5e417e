// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/enrich/enrichmentmapping.h"
#include "models/store/storedlist.h"

namespace muster {

/// A version of a mapping in the store.
struct StoredMapping
{
    QString listId;
    EnrichmentMapping mapping;
    qsizetype bytes = 0; ///< Of its canonical JSON.
};

/// Mappings saved by name, for each contact list its own (mappings.json in the config folder, mode 0600). Every change
/// makes a new version; the last ones are kept, so that what a run of last month did can be looked up. The notice of
/// load() about damage is "mappings_damaged".
class MappingStore : public StoredItems<StoredMapping>
{
    Q_OBJECT

public:
    static constexpr qsizetype maxMappings = 500; ///< Names, over all lists.
    static constexpr qsizetype maxVersions = 5; ///< Kept of each.
    static constexpr qsizetype maxName = 200;
    static constexpr qsizetype maxBytes = 4 * 1024 * 1024; ///< Of all mappings' canonical JSON together.

    explicit MappingStore(QString folder, QObject *parent = nullptr, DiskAccess &disk = DiskAccess::system());

    /// The newest version of each of the list's mappings, by name.
    [[nodiscard]] QList<EnrichmentMapping> mappings(const QString &listId) const;
    /// The newest version; without regard to case.
    [[nodiscard]] std::optional<EnrichmentMapping> byName(const QString &listId, const QString &name) const;
    /// That very version, if it is still kept.
    [[nodiscard]] std::optional<EnrichmentMapping> byVersion(const QString &listId, const QString &name,
                                                             int version) const;

    /// Saves it under its name and gives it back with its version: 1 for a new name, one more for new content; what is
    /// saved already keeps its version. Old versions go when there are too many of them, or too much altogether.
    /// BadInput "name_missing", "name_too_long", "too_many_mappings", "mappings_too_large", and "bad_mapping" (details:
    /// the place) for what could not be read back.
    [[nodiscard]] Result<EnrichmentMapping> save(const QString &listId, const EnrichmentMapping &mapping);
    /// All versions. BadInput "unknown_mapping".
    [[nodiscard]] Result<void> remove(const QString &listId, const QString &name);

private:
    [[nodiscard]] bool take(const QJsonObject &object, Items &items) const override;
    [[nodiscard]] QJsonObject toJson(const StoredMapping &item) const override;
    /// By list, name and version, the newest last.
    [[nodiscard]] bool isBefore(const StoredMapping &one, const StoredMapping &other) const override;
    [[nodiscard]] static bool isSame(const StoredMapping &item, const QString &listId, const QString &name);
    [[nodiscard]] static bool thinOut(Items &items, const QString &listId, const QString &name);
    [[nodiscard]] static qsizetype namesIn(const Items &items);
};

} // namespace muster
