// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/enrich/enrichmentmapping.h"
#include "models/store/storedlist.h"

#include <QObject>

namespace muster {

/// Mappings saved by name, for each contact list its own (mappings.json in the config folder, mode 0600). Every change
/// makes a new version; the last ones are kept, so that what a run of last month did can be looked up. A damaged file
/// is kept beside, what is sound in it is taken over; a newer version is never rewritten (F98). GUI thread.
class MappingStore : public QObject
{
    Q_OBJECT

public:
    static constexpr qsizetype maxMappings = 500; ///< Names, over all lists.
    static constexpr qsizetype maxVersions = 5; ///< Kept of each.
    static constexpr qsizetype maxName = 200;
    static constexpr qsizetype maxBytes = 4 * 1024 * 1024; ///< Of all mappings' canonical JSON together.

    explicit MappingStore(QString folder, QObject *parent = nullptr, DiskAccess &disk = DiskAccess::system());

    /// The error, if any, is a notice: Damaged "mappings_damaged" (`subject`: kept as), Damaged "newer_version", File.
    [[nodiscard]] std::optional<ApiError> load();
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
    [[nodiscard]] bool isReadOnly() const { return m_file.isReadOnly(); }
    void setReadOnly() { m_file.setReadOnly(); } ///< Before load(): the folder is not ours to write.

Q_SIGNALS:
    void changed();

private:
    struct Stored
    {
        QString listId;
        EnrichmentMapping mapping;
        qsizetype bytes = 0; ///< Of its canonical JSON.
    };
    using Items = QList<Stored>;

    [[nodiscard]] static QJsonArray toJson(const Items &items);
    [[nodiscard]] static bool isSame(const Stored &item, const QString &listId, const QString &name);
    [[nodiscard]] static bool thinOut(Items &items, const QString &listId, const QString &name);
    [[nodiscard]] static qsizetype namesIn(const Items &items);
    static void sort(Items &items);
    [[nodiscard]] bool take(const QJsonObject &object, Items &items) const;
    [[nodiscard]] Result<void> replace(Items items);

    StoredList m_file;
    Items m_items; ///< By list, name and version, the newest last.
};

} // namespace muster
