// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/contentfiles.h"

#include "models/store/durablefile.h"
#include "models/store/storedlist.h"

#include <QDir>
#include <algorithm>

namespace muster {

ContentFiles::ContentFiles(QString folder, QString suffix, DiskAccess &disk, const QStringList &leftovers)
    : m_folder(std::move(folder))
    , m_suffix(std::move(suffix))
    , m_patterns(QStringList{QString(u'*' + m_suffix), QStringLiteral(".*.tmp")} + leftovers)
    , m_disk(disk)
{
}

QString ContentFiles::pathOf(const QString &folder, const QString &digest, const QString &suffix)
{
    return folder + u'/' + digest.left(32) + suffix;
}

void ContentFiles::dropStrays(const QStringList &kept) const
{
    for (const QString &file : QDir(m_folder).entryList(m_patterns, QDir::Files | QDir::Hidden)) {
        const QString stray = m_folder + u'/' + file;
        if (std::ranges::none_of(kept, [&](const QString &digest) { return path(digest) == stray; }))
            (void)removeDurably(stray, m_disk);
    }
}

void ContentFiles::drop(const QString &digest, const QStringList &kept) const
{
    if (isContentDigest(digest) && !kept.contains(digest))
        (void)removeDurably(path(digest), m_disk);
}

} // namespace muster
