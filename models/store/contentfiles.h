// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/store/diskaccess.h"

#include <QString>
#include <QStringList>

namespace muster {

/// Files of one folder that are named by the digest of what they hold, for a list of items that say which of them they
/// have. Several items may have the same one. Blocks on the disk.
class ContentFiles
{
public:
    /// `suffix`: ".txt"; `leftovers`: patterns of what else a writing that was cut off leaves there, beside ".*.tmp".
    ContentFiles(QString folder, QString suffix, DiskAccess &disk, const QStringList &leftovers = {});

    /// Where the content with that digest (64 hexadecimal digits) lies.
    [[nodiscard]] static QString pathOf(const QString &folder, const QString &digest, const QString &suffix);
    [[nodiscard]] QString path(const QString &digest) const { return pathOf(m_folder, digest, m_suffix); }
    [[nodiscard]] const QString &folder() const { return m_folder; }

    /// Removes what no digest of `kept` names, and leftovers. Not after damage of the list: what it has forgotten is for
    /// a person to see.
    void dropStrays(const QStringList &kept) const;
    /// Removes the content unless `kept` has it.
    void drop(const QString &digest, const QStringList &kept) const;

private:
    const QString m_folder, m_suffix;
    const QStringList m_patterns; ///< Of all that may go.
    DiskAccess &m_disk;
};

} // namespace muster
