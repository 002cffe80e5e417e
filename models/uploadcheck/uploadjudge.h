// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/lists/contactfacts.h"
#include "models/scrub/scrub.h"
#include "models/uploadcheck/uploadcolumns.h"
#include "models/uploadcheck/uploadrows.h"

#include <QHash>
#include <vector>

namespace muster {

/// Judges one row after another by itself; what rows have in common is for who asks. One thread.
class UploadJudge
{
public:
    /// A number of the row as it would be dialled.
    struct Phone
    {
        std::uint64_t e164 = 0;
        qint32 column = 0; ///< From 1.
    };

    /// `region` as the number engine has it, 0: none. `columns` outlives it.
    UploadJudge(const UploadColumns &columns, RegionIndex region, NumberForm form, const UploadLimits &limits);

    /// A row that is not empty.
    void judge(const UploadRows::Row &row);

    // Of the last row.
    [[nodiscard]] const std::vector<UploadFinding> &findings() const { return m_findings; }
    [[nodiscard]] bool breaks() const { return m_breaks; } ///< One of the findings does.
    [[nodiscard]] bool isUnjudged() const { return m_isUnjudged; } ///< Nothing breaks, but of no number is it known.
    [[nodiscard]] std::string_view id() const { return m_id; } ///< As the platform has it; empty: none.
    [[nodiscard]] const std::vector<Phone> &phones() const { return m_phones; }

private:
    void find(UploadRule rule, std::size_t column);
    void judgeShape(const UploadRows::Row &row);
    void judgeTexts(std::span<const std::string_view> cells);
    void judgeId(std::span<const std::string_view> cells);
    void judgePhones(std::span<const std::string_view> cells);
    void judgeTyped(std::span<const std::string_view> cells);
    [[nodiscard]] bool isKnownZone(std::string_view name);

    const UploadColumns &m_columns;
    const NumberEngine &m_engine;
    const RegionIndex m_region;
    const NumberForm m_form;
    const UploadLimits m_limits;
    QHash<QByteArray, bool> m_zones;
    qint64 m_row = 0;
    std::vector<UploadFinding> m_findings;
    std::vector<Phone> m_phones;
    std::string_view m_id;
    bool m_breaks = false, m_isUnjudged = false;
};

/// UTF-16 units that the row takes in CSV as CsvRows writes it, line end aside.
[[nodiscard]] qint64 charactersAsCsv(std::span<const std::string_view> cells);

} // namespace muster
