// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/store/runningdigest.h"

#include <QList>
#include <QString>
#include <string>
#include <string_view>

namespace muster {

/// What the sheets of a workbook hold, told alike by who writes it and by who reads it back.
struct WorkbookContent
{
    QList<qint64> rows; ///< A sheet, its header included.
    QString digest; ///< Over place and text of every cell that is not blank, in their order; see WorkbookDigest.
    bool operator==(const WorkbookContent &) const = default;

    /// "Contacts", "Contacts 2" and so on; `sheet` from 0.
    [[nodiscard]] static QString sheetName(qsizetype sheet)
    {
        return sheet == 0 ? QStringLiteral("Contacts") : QStringLiteral("Contacts %1").arg(sheet + 1);
    }
};

/// The running digest of a WorkbookContent.
class WorkbookDigest
{
public:
    /// All numbers from 0.
    void add(quint32 sheet, quint32 row, quint32 column, std::string_view text)
    {
        const quint32 head[] = {sheet, row, column, quint32(text.size())};
        m_gathered.append(reinterpret_cast<const char *>(head), sizeof head);
        m_gathered.append(text);
        if (m_gathered.size() >= pieceBytes)
            handOn();
    }
    [[nodiscard]] QString hex()
    {
        handOn();
        return m_digest.hex();
    }

private:
    static constexpr std::size_t pieceBytes = 64 * 1024;

    void handOn()
    {
        m_digest.add(m_gathered);
        m_gathered.clear();
    }

    RunningDigest m_digest;
    std::string m_gathered;
};

} // namespace muster
