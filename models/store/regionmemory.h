// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>
#include <optional>

namespace muster {

class AppSettings;

/// How the numbers of each contact list are read: what a person chose for a list once holds when it is opened again,
/// and for no other list. Kept in the settings (ids and region codes only), the newest `limit` lists. GUI thread.
class RegionMemory
{
public:
    static constexpr int limit = 500;

    struct Choice
    {
        QString defaultRegion; ///< ISO code; empty: none was wanted.
        QString regionMember; ///< The member that holds the country; empty: none.
        bool operator==(const Choice &) const = default;
    };

    explicit RegionMemory(AppSettings &settings); ///< They outlive it.
    [[nodiscard]] std::optional<Choice> find(const QString &profileId, const QString &listId) const;
    /// To the disk at once; a failure is forgotten like any other preference.
    void keep(const QString &profileId, const QString &listId, const Choice &choice);

private:
    AppSettings &m_settings;
};

} // namespace muster
