// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/enrichment.h"

namespace muster::test {

/// One attribute of each type that can be written, and one that cannot, at positions 0 to 5.
[[nodiscard]] inline std::shared_ptr<const ListSchema> sampleSchema(const QString &listId = QStringLiteral("list_1"))
{
    using enum ListAttributeType;
    const auto attribute = [](const char *name, std::optional<ListAttributeType> type) {
        return ListAttribute{QString::fromUtf8(name), type,
                             type ? listAttributeTypeKey(*type) : QStringLiteral("picklist")};
    };
    return std::make_shared<ListSchema>(
        ListSchema{listId,
                   {attribute("tier", Text), attribute("visits", Integer), attribute("value", Decimal),
                    attribute("newsletter", Boolean), attribute("since", Date), attribute("group", std::nullopt)}});
}

/// `count` contacts "c0", "c1", ... with a tier each.
[[nodiscard]] inline std::shared_ptr<const EnrichmentBatch> sampleBatch(int count)
{
    EnrichmentBatchBuilder builder(sampleSchema());
    for (int i = 0; i < count; ++i) {
        builder.beginContact("c" + std::to_string(i));
        builder.add(0, "gold");
    }
    return builder.take();
}

} // namespace muster::test
