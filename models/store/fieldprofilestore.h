// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/criteria/fieldprofile.h"
#include "models/store/storedlist.h"

#include <QObject>
#include <QThreadPool>
#include <map>

namespace muster {

/// What was written down of the fields of data sources, one profile a source (audience-fields.json in the config
/// folder, mode 0600). A damaged file is kept beside, what is sound in it is taken over; a newer version is never
/// rewritten (F98). Written on a thread of the store's own, one after the other; everything given is on the disk when
/// the store goes. GUI thread.
class FieldProfileStore : public QObject
{
    Q_OBJECT

public:
    explicit FieldProfileStore(QString folder, QObject *parent = nullptr, DiskAccess &disk = DiskAccess::system());
    ~FieldProfileStore() override { m_worker.waitForDone(); }

    /// Before anything is saved. Blocks. The error, if any, is a notice: Damaged "field_profiles_damaged" (`subject`:
    /// kept as), Damaged "newer_version", File.
    [[nodiscard]] std::optional<ApiError> load();
    void setReadOnly() { m_file.setReadOnly(); } ///< Another Muster has the folder; before load().
    [[nodiscard]] bool isReadOnly() const { return m_file.isReadOnly(); }

    /// Nothing is known of a source without one.
    [[nodiscard]] CriteriaFields fields(AudienceSource source) const;
    [[nodiscard]] bool has(AudienceSource source) const { return m_items.contains(source); }
    /// In the place of what was known of that source. changed() follows when it is on the disk, else failed() with the
    /// number that this gives: BadInput "field_profile_unreadable" for what could not be read back, or as
    /// StoredList::write(); what was known before stays.
    quint64 save(const FieldProfile &profile);
    quint64 remove(AudienceSource source); ///< Likewise. No error when there is none.

Q_SIGNALS:
    void changed();
    void failed(quint64 number, const muster::ApiError &error);

private:
    using Items = std::map<AudienceSource, CriteriaFields>;
    [[nodiscard]] static QJsonArray toJson(const Items &items);
    template <typename Change>
    quint64 give(Change change);

    StoredList m_file; ///< Of load(), then of the worker.
    Items m_items; ///< What is known here: as it was last written.
    Items m_written; ///< The worker's.
    quint64 m_given = 0;
    QThreadPool m_worker; ///< One thread. Last, so that it ends first.
};

} // namespace muster
