// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/result.h"

#include <QDateTime>
#include <QList>
#include <QObject>

namespace muster {

class AppSettings;
class Clock;

/// What was opened: by it the same thing is found again.
struct RecentItem
{
    enum class Kind { Segment, List, Audience, Job, File };
    Kind kind = Kind::File;
    QString id; ///< The server's or the journal's; of a file its absolute path.
    QString name; ///< As it was called then, of a file without its folder. From outside: show by visibleText().
    QDateTime opened; ///< UTC.
    bool operator==(const RecentItem &) const = default;
};

/// What was opened last with each connection, the newest first: kinds, ids and names, nothing of what is in them. Kept
/// in the settings, written with them; what is taken out is off the disk at once. GUI thread.
class RecentItems : public QObject
{
    Q_OBJECT

public:
    static constexpr qsizetype maxItems = 30; ///< Of a connection; the oldest go first.
    static constexpr qsizetype maxText = 4'096; ///< Characters of an id or path; longer ones are not kept.

    /// Both outlive it; the settings are loaded.
    RecentItems(AppSettings &settings, const Clock &clock, QObject *parent = nullptr);

    /// What the settings hold of it, as far as it makes sense.
    [[nodiscard]] QList<RecentItem> items(const QString &profileId) const;
    /// It was opened now: the newest one. Of the same kind and id there is one only, under the name it has now. Does
    /// nothing without an id or a name.
    void note(const QString &profileId, RecentItem::Kind kind, const QString &id, const QString &name);
    void remove(const QString &profileId, RecentItem::Kind kind, const QString &id);
    void clear(const QString &profileId);

Q_SIGNALS:
    void changed(const QString &profileId);
    /// File: what was removed or cleared is out of the list, but still on the disk.
    void notSaved(const QString &profileId, const muster::ApiError &error);

private:
    void save(const QString &profileId);
    void keep(const QString &profileId, const QList<RecentItem> &items);

    AppSettings &m_settings;
    const Clock &m_clock;
};

} // namespace muster
