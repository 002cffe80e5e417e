// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/app/support/listreport.h"

#include <array>
#include <phonenumbers/phonenumberutil.h>

namespace muster::test {

namespace {

QList<QList<QByteArray>> rowsOf(const QByteArray &csv)
{
    QList<QList<QByteArray>> rows;
    QList<QByteArray> row;
    QByteArray cell;
    bool quoted = false;
    for (qsizetype at = 0; at < csv.size(); ++at) {
        const char c = csv[at];
        if (quoted && c == '"' && at + 1 < csv.size() && csv[at + 1] == '"') {
            cell += '"';
            ++at;
        } else if (c == '"') {
            quoted = !quoted;
        } else if (c == ',' && !quoted) {
            row.append(std::exchange(cell, {}));
        } else if (c == '\n' && !quoted) {
            row.append(std::exchange(cell, {}));
            rows.append(std::exchange(row, {}));
        } else if (c != '\r' || quoted) {
            cell += c;
        }
    }
    return rows;
}

} // namespace

QList<ReportRow> readReport(const QByteArray &csv)
{
    const QList<QByteArray> header{"contactId", "original", "e164",    "region",
                                   "lineType",  "verdict",  "reasons", "source"};
    const auto rows = rowsOf(csv);
    if (rows.isEmpty() || rows.first() != header)
        return {};
    QList<ReportRow> report;
    for (const auto &row : rows.mid(1)) {
        if (row.size() != header.size())
            return {};
        report.append({row[0], row[1], row[2], row[3], row[4], row[5],
                       row[6].isEmpty() ? QList<QByteArray>() : row[6].split(' '), row[7]});
    }
    return report;
}

QHash<QByteArray, int> verdictsOf(const QList<ReportRow> &rows)
{
    QHash<QByteArray, int> counts;
    for (const ReportRow &row : rows)
        ++counts[row.verdict];
    return counts;
}

LibraryTruth libraryTruth(const QByteArray &text, const QByteArray &defaultRegion)
{
    using i18n::phonenumbers::PhoneNumber;
    using i18n::phonenumbers::PhoneNumberUtil;
    // In the library's order.
    constexpr std::array types{"fixed_line",  "mobile", "fixed_line_or_mobile", "toll_free", "premium_rate",
                               "shared_cost", "voip",   "personal_number",      "pager",     "uan",
                               "voicemail"};
    const PhoneNumberUtil &util = *PhoneNumberUtil::GetInstance();
    LibraryTruth truth;
    PhoneNumber number;
    if (util.Parse(text.toStdString(), defaultRegion.toStdString(), &number) != PhoneNumberUtil::NO_PARSING_ERROR
        || !util.IsValidNumber(number)) {
        truth.verdict = "purge";
        return truth;
    }
    truth.valid = true;
    std::string e164;
    util.Format(number, PhoneNumberUtil::E164, &e164);
    truth.e164 = QByteArray::fromStdString(e164);
    std::string region;
    util.GetRegionCodeForNumber(number, &region);
    truth.region = QByteArray::fromStdString(region);
    const auto type = static_cast<std::size_t>(util.GetNumberType(number));
    truth.lineType = type < types.size() ? types[type] : "unknown";
    const bool allowed = truth.region == "US" || truth.region == "GB" || truth.region == "CA";
    if (!allowed || truth.lineType == "voip" || truth.lineType == "toll_free")
        truth.verdict = "purge";
    else
        truth.verdict = truth.e164 == text ? "unchanged" : "fix";
    return truth;
}

} // namespace muster::test
