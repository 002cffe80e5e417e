// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/api/enrichmentclient.h"
#include "network/dialects/contract/contractenrichment.h"
#include "tests/support/enrichments.h"
#include "tests/support/transportfixture.h"

Q_DECLARE_METATYPE(muster::WriteFate)

/// A client of enrichment on a scripted channel.
namespace muster::test::enriching {

inline constexpr auto recordsPath = "/lists/list_1/contacts";
inline constexpr auto refreshPath = "/lists/list_1/actions/refresh";
inline const QString listId = QStringLiteral("list_1");

struct EnrichmentFixture : Fixture
{
    explicit EnrichmentFixture(Environment environment = Environment::Test,
                               FakeClock::Mode mode = FakeClock::Mode::Automatic)
        : Fixture(environment, 0.0, mode)
        , client(*transport)
    {
    }
    EnrichmentAnswer enrich(const std::shared_ptr<const EnrichmentBatch> &batch, std::stop_token stop = {})
    {
        return QCoro::waitFor(client.enrich(batch, {}, &observer, stop));
    }
    RefreshAnswer refresh(const QString &list = listId) { return QCoro::waitFor(client.refresh(list, &observer, {})); }
    ContractEnrichment client;
};

inline Step processed(int count, int status = 200)
{
    return ScriptedChannel::json("{\"processedCount\":" + QByteArray::number(count) + '}', status);
}

/// One contact of one value.
inline std::shared_ptr<const EnrichmentBatch> single(std::string_view id, std::uint32_t attribute,
                                                     std::string_view text)
{
    EnrichmentBatchBuilder builder(sampleSchema());
    builder.beginContact(id);
    builder.add(attribute, text);
    return builder.take();
}

template <typename Build>
std::shared_ptr<const EnrichmentBatch> built(Build build)
{
    EnrichmentBatchBuilder builder(sampleSchema());
    build(builder);
    return builder.take();
}

inline QString code(const std::optional<ApiError> &error)
{
    return error ? errorKindKey(error->kind) + u' ' + error->code : QString();
}

} // namespace muster::test::enriching
