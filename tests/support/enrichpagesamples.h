// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/enrich/check/sourcecheck.h"
#include "ui/lists/enrich/enrichmappingpane.h"
#include "ui/lists/enrich/enrichpage.h"

#include <QFile>

namespace muster::test {

inline ListSchema sampleListSchema()
{
    const auto attribute = [](const char *name, ListAttributeType type) {
        return ListAttribute{QString::fromLatin1(name), type, listAttributeTypeKey(type)};
    };
    return {QStringLiteral("list_spring"),
            {attribute("lead_source", ListAttributeType::Text),
             attribute("lead_score", ListAttributeType::Integer),
             attribute("opted_in", ListAttributeType::Boolean),
             attribute("last_contacted", ListAttributeType::Date),
             attribute("annual_revenue", ListAttributeType::Decimal),
             {QStringLiteral("home"), std::nullopt, QStringLiteral("geo")}}};
}

/// A page on a small file whose rows are checked; two of them do not fit. Without a file when it cannot be written.
inline void fillEnrichPage(EnrichPage &page, const ConnectionProfile &profile, const QString &file)
{
    QByteArray csv = "Contact ID;Lead Source;Lead Score;Opt-in;Last contact;Notes\n";
    for (int i = 0; i < 60; ++i) {
        const QByteArray n = QByteArray::number(i);
        csv += "c-" + n + ";Fair in spring " + n + ";" + (i == 7 ? QByteArray("high") : n) + ";"
            + (i % 3 == 0 ? "yes" : "no") + ";"
            + (i == 11 ? QByteArray("31.02.2025") : "2025-03-0" + QByteArray::number(i % 9 + 1)) + ";"
            + (i % 4 == 0 ? "calls back" : "") + "\n";
    }
    QFile out(file);
    if (!out.open(QIODevice::WriteOnly) || out.write(csv) != csv.size())
        qFatal("cannot write a sample");
    out.close();
    page.prepare(profile, {QStringLiteral("list_spring"), QStringLiteral("Spring visitors"), 48310}, {}, {});
    page.mapping()->setSchema(sampleListSchema());
    Campaign campaign;
    campaign.id = QStringLiteral("camp_1");
    campaign.name = QStringLiteral("Autumn win-back");
    campaign.status = QStringLiteral("running");
    campaign.contactListId = QStringLiteral("list_spring");
    campaign.maxEnrichmentTimeout = std::chrono::milliseconds(3000);
    page.campaign()->setCampaigns({campaign}, {});
    page.setSample(SourceSample::read(file, {}, page.mapping()->fields().schema(), {}));
}

/// The check that the page asks for, done at once.
inline std::shared_ptr<const CheckReport> checkedAtOnce(const EnrichPage &page)
{
    auto check = SourceCheck::begin(page.checkOrder(), {});
    if (!check)
        qFatal("the sample does not read");
    for (auto more = (*check)->step(); more && *more; more = (*check)->step()) { }
    return std::make_shared<const CheckReport>((*check)->takeReport());
}

} // namespace muster::test
