// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/runmetrics.h"
#include "models/runs/tenantsession.h"
#include "network/wire/recordpage.h"

#include <QDateTime>

/// Values for window and model tests: small, believable, the same each time.
namespace muster::test {

inline const QDateTime sampleNow{QDate(2026, 3, 2), QTime(14, 0), Qt::UTC};

inline QList<SegmentSummary> sampleSegments()
{
    const auto row = [](const char *id, const char *name, const char *status, int ageMinutes, qint64 size) {
        return SegmentSummary{QString::fromLatin1(id), QString::fromUtf8(name), QString::fromLatin1(status),
                              sampleNow.addSecs(-60 * ageMinutes), size};
    };
    return {row("s1", "All customers", "Active", 12, 100000), row("s2", "Gold tier", "Active", 125, 1234),
            row("s3", "Spring visitors", "Active", 3 * 24 * 60, 48310), row("s4", "Paused promo", "Inactive", 300, 912),
            row("s5", "Newsletter readers", "Active", 44, -1)};
}

inline SegmentDefinition sampleDefinition()
{
    const auto attribute = [](const char *name, AttributeType type, const char *typeName, bool valid) {
        return SegmentAttribute{QString::fromLatin1(name), type, QString::fromLatin1(typeName), valid};
    };
    return {QStringLiteral("s2"),
            QStringLiteral("Gold tier"),
            QStringLiteral("Active"),
            sampleNow.addSecs(-60 * 125),
            {attribute("email", AttributeType::String, "string", true),
             attribute("phone", AttributeType::String, "string", true),
             attribute("city", AttributeType::String, "string", true),
             attribute("visits", AttributeType::Integer, "integer", true),
             attribute("balance", AttributeType::Decimal, "decimal", true),
             attribute("joined", AttributeType::Date, "date", true),
             attribute("last_seen", AttributeType::DateTime, "datetime", true),
             attribute("fax_number", AttributeType::String, "string", false)}};
}

/// `rows` records; the third column is absent in every other one.
inline std::shared_ptr<const RecordPage> samplePage(int rows, int columns, int firstId = 1)
{
    auto page = std::make_shared<RecordPage>();
    page->columnCount = std::size_t(columns);
    const auto put = [&page](const QByteArray &text) {
        const RecordCell cell{std::uint32_t(page->arena.size()), std::uint32_t(text.size()), RecordCell::Kind::Text};
        page->arena += text;
        return cell;
    };
    for (int row = 0; row < rows; ++row) {
        page->ids.push_back(put("contact-" + QByteArray::number(firstId + row)));
        for (int column = 0; column < columns; ++column) {
            if (column == 2 && row % 2 == 1)
                page->cells.push_back(RecordCell());
            else
                page->cells.push_back(put("value " + QByteArray::number(row) + '.' + QByteArray::number(column)));
        }
    }
    page->receivedCount = std::size_t(rows);
    return page;
}

inline ConnectionProfile sampleProfile()
{
    ConnectionProfile profile
        = contractProfile(QStringLiteral("Sandbox tenant"), QUrl(QStringLiteral("http://127.0.0.1:8080")));
    profile.environment = Environment::Sandbox;
    return profile;
}

/// So many answers in a minute and a half, with a wait of 3 s for a 429 in the middle and one for the server behind it.
inline LatencyTrace sampleTrace(int answers)
{
    using std::chrono::milliseconds;
    LatencyTrace trace(sampleNow);
    const milliseconds life(90'000);
    const auto inWait = [](milliseconds at) {
        return (at > milliseconds(44'000) && at < milliseconds(47'000))
            || (at > milliseconds(60'000) && at < milliseconds(65'000));
    };
    for (int i = 0; i < answers; ++i) {
        const milliseconds at = life * (i + 1) / answers;
        if (!inWait(at))
            trace.add(at, milliseconds(34 + (i * 37 % 23) + (i % 17 == 0 ? 60 : 0)));
    }
    trace.addStretch(LatencyTrace::Wait::Throttled, milliseconds(44'000), milliseconds(47'000));
    trace.addStretch(LatencyTrace::Wait::Server, milliseconds(60'000), milliseconds(65'000));
    return trace;
}

inline RunMetrics sampleMetrics()
{
    RunMetrics metrics;
    metrics.records = 31000;
    metrics.pages = 62;
    metrics.total = 50000;
    metrics.recordsPerSecond = 2140;
    metrics.etaLow = std::chrono::seconds(8);
    metrics.etaHigh = std::chrono::seconds(11);
    metrics.latency = {std::chrono::milliseconds(38), std::chrono::milliseconds(47), std::chrono::milliseconds(41),
                       std::chrono::milliseconds(88), std::chrono::milliseconds(130)};
    metrics.trace = sampleTrace(62);
    metrics.retries = 2;
    metrics.throttled = std::chrono::seconds(3);
    metrics.pageSize = 500;
    metrics.fill = {{QStringLiteral("email"), 31000, 31000},
                    {QStringLiteral("phone"), 29760, 31000},
                    {QStringLiteral("city"), 18910, 31000}};
    metrics.formulaCells = 29760;
    metrics.bytesWritten = 4'100'000;
    return metrics;
}

inline ExportPreview samplePreview(const ExportOrder &order)
{
    ExportPreview preview;
    preview.definition = sampleDefinition();
    preview.verdict.order = order;
    const auto check = [](ExportCheck::Code code, ExportCheck::State state, const QStringList &args) {
        return ExportCheck{code, state, args};
    };
    preview.verdict.checks = {
        check(ExportCheck::Code::SegmentActive, ExportCheck::State::Passed, {QStringLiteral("Active")}),
        check(ExportCheck::Code::SegmentFresh, ExportCheck::State::Passed,
              {QStringLiteral("7500"), QStringLiteral("86400")}),
        check(ExportCheck::Code::AttributesKnown, ExportCheck::State::Passed, {}),
        check(ExportCheck::Code::AttributesValid, ExportCheck::State::Warning, {QStringLiteral("fax_number")}),
        check(ExportCheck::Code::FiltersFit, ExportCheck::State::Passed, {}),
        check(ExportCheck::Code::TargetWritable, ExportCheck::State::Passed, {order.targetFile}),
    };
    const int columns = int(order.query.attributes.size());
    preview.firstPage = samplePage(500, columns);
    for (int i = 0; i < columns; ++i)
        preview.fill << (i == 2 ? 0.5 : 1.0);
    return preview;
}

} // namespace muster::test
