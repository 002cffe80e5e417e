// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/criteria/fieldprofile.h"
#include "models/store/storedlist.h"

#include <QObject>
#include <map>

namespace muster {

/// What was written down of the fields of data sources, one profile a source (audience-fields.json in the config
/// folder, mode 0600). A damaged file is kept beside, what is sound in it is taken over; a newer version is never
/// rewritten (F98). GUI thread.
class FieldProfileStore : public QObject
{
    Q_OBJECT

public:
    explicit FieldProfileStore(QString folder, QObject *parent = nullptr, DiskAccess &disk = DiskAccess::system());

    /// The error, if any, is a notice: Damaged "field_profiles_damaged" (`subject`: kept as), Damaged "newer_version",
    /// File.
    [[nodiscard]] std::optional<ApiError> load();
    void setReadOnly() { m_file.setReadOnly(); } ///< Another Muster has the folder; before load().
    [[nodiscard]] bool isReadOnly() const { return m_file.isReadOnly(); }

    /// Nothing is known of a source without one.
    [[nodiscard]] CriteriaFields fields(AudienceSource source) const;
    [[nodiscard]] bool has(AudienceSource source) const { return m_items.contains(source); }
    /// In the place of what was known of that source. BadInput "field_profile_unreadable" for what could not be read
    /// back; else as StoredList::write().
    [[nodiscard]] Result<void> save(const FieldProfile &profile);
    [[nodiscard]] Result<void> remove(AudienceSource source); ///< No error when there is none.

Q_SIGNALS:
    void changed();

private:
    using Items = std::map<AudienceSource, CriteriaFields>;
    [[nodiscard]] static QJsonArray toJson(const Items &items);
    [[nodiscard]] Result<void> replace(Items items);

    StoredList m_file;
    Items m_items;
};

} // namespace muster
