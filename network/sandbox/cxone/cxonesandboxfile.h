// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/sandbox/cxone/cxonesandboxliststore.h"

#include <QByteArray>
#include <optional>

namespace muster {

/// What a file may be at most; the published limits. Beyond them, nothing of it is taken.
struct CxoneSandboxFileLimits
{
    qint64 bytes = qint64(256) * 1024 * 1024;
    qsizetype rows = 500'000; ///< Without the one with the names.
    qsizetype rowCharacters = 512; ///< Unicode code points, without the line's end.
};

/// The rows of an uploaded file, kept small: there may be half a million of them.
class CxoneSandboxFile
{
public:
    /// Reads a CSV (RFC 4180, comma, UTF-8 with or without a byte order mark) whose first row has the names of columns,
    /// for a list of that mapping. Nothing when it passes a limit, is no UTF-8, cannot be read as a CSV, names a column
    /// twice or lacks that of the external id. Columns that the list does not know are passed over.
    [[nodiscard]] static std::optional<CxoneSandboxFile> read(QByteArrayView file, const CxoneSandboxList &list,
                                                              const CxoneSandboxFileLimits &limits = {});

    [[nodiscard]] qsizetype rows() const { return m_rows.size(); }
    [[nodiscard]] CxoneSandboxRow row(qsizetype at) const;

private:
    qsizetype m_columns = 0; ///< Of the list.
    QList<int> m_places; ///< Of each value of a packed row: the list's column; -1: the external id.
    QList<QByteArray> m_rows; ///< Packed.
};

} // namespace muster
