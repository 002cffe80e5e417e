// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/store/diskaccess.h"
#include "network/wire/result.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QString>
#include <functional>

namespace muster {

/// A small JSON file of ours with one list in it: {"format": FORMAT, "version": 1, "items": [...]}, mode 0600 in a
/// private folder. A damaged file is kept beside and what is sound in it goes on; a newer version is never rewritten,
/// nor what could not be read (F98). One thread; blocks.
class StoredList
{
public:
    static constexpr int version = 1;

    /// `damagedCode`: of the notice that load() gives.
    StoredList(QString file, QString format, QString damagedCode, DiskAccess &disk);

    /// Gives every item to `take`, which says whether it is sound. The error, if any, is a notice: Damaged
    /// `damagedCode`
    /// (`subject`: kept as), Damaged "newer_version", File. After damage the items taken are written anew by `sound`.
    [[nodiscard]] std::optional<ApiError> load(const std::function<bool(const QJsonObject &item)> &take,
                                               const std::function<QJsonArray()> &sound);
    /// When read-only, the reason for it.
    [[nodiscard]] Result<void> write(const QJsonArray &items) const;
    [[nodiscard]] bool isReadOnly() const { return m_refusal.has_value(); }
    /// Before load(): nothing is written, mended or given another mode; write() says InUse "read_only" (F97, F108).
    void setReadOnly();

private:
    [[nodiscard]] std::optional<ApiError> take(const QByteArray &bytes,
                                               const std::function<bool(const QJsonObject &item)> &takeItem,
                                               const std::function<QJsonArray()> &sound);

    const QString m_file, m_format, m_damagedCode;
    DiskAccess &m_disk;
    std::optional<ApiError> m_refusal; ///< Why nothing is written.
};

// The names that people give to what is kept for them: connections, directives, mappings, policies, number lists.

/// Would a person take them for one name? Neither case nor blanks around count.
[[nodiscard]] bool isSameName(const QString &one, const QString &other);

/// More than blanks, at most `longest` characters, and whole characters only.
[[nodiscard]] bool isUsableName(const QString &name, qsizetype longest);

/// BadInput `code` about what has that name, which is cut where it is too long to be shown.
[[nodiscard]] tl::unexpected<ApiError> refusedName(const char *code, const QString &name);

/// A SHA-256 digest as all files of ours name their content: 64 lower-case hexadecimal digits.
[[nodiscard]] bool isContentDigest(QStringView text);

} // namespace muster
