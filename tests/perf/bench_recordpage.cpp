// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

// How many records a second one core decodes. Build with the release preset and MUSTER_BENCHMARKS=ON.
#include "network/codec/cxonepeoplecodec.h"
#include "network/codec/recordpagedecoder.h"
#include "tests/perf/benchmarkfigures.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace muster;

namespace {

constexpr int recordsPerPage = 500;

QStringList names()
{
    return {QStringLiteral("firstName"), QStringLiteral("lastName"), QStringLiteral("email"),
            QStringLiteral("phone"),     QStringLiteral("city"),     QStringLiteral("country"),
            QStringLiteral("segment"),   QStringLiteral("score"),    QStringLiteral("lastPurchase"),
            QStringLiteral("balance"),   QStringLiteral("language"), QStringLiteral("note")};
}

RawPage samplePage()
{
    RawPage page;
    QByteArray &body = page.body;
    body = "{\"items\":[";
    for (int i = 0; i < recordsPerPage; ++i) {
        const QByteArray number = QByteArray::number(100'000 + i);
        body += (i == 0 ? "" : ",") + QByteArray("{\"contactId\":\"7c9e6679-7425-40de-944b-e07fc1") + number
            + "\",\"attributes\":{\"firstName\":\"Maria\",\"lastName\":\"Gonzalez\",\"email\":\"m.gonzalez" + number
            + "@mail.example.test\",\"phone\":\"+4144" + number
            + "7\",\"city\":\"Winterthur\",\"country\":\"CH\","
              "\"segment\":\"returning\",\"score\":\"71\",\"lastPurchase\":\"2026-02-03\",\"balance\":\"1204.50\","
              "\"language\":\"de\",\"note\":\"asked to be called after six\"}}";
    }
    body += "],\"continuationToken\":\"eyJvZmZzZXQiOjUwMH0\",\"count\":500}";
    body.reserve(body.size() + 64);
    return page;
}

void decodeOnDemand(benchmark::State &state)
{
    const RawPage page = samplePage();
    const RecordPageDecoder decoder(names());
    for (auto _ : state) {
        auto decoded = decoder.decode(page);
        benchmark::DoNotOptimize(decoded);
    }
    state.SetItemsProcessed(state.iterations() * recordsPerPage);
    state.SetBytesProcessed(state.iterations() * page.body.size());
}
BENCHMARK(decodeOnDemand);

// The obvious way, for the ratio.
void decodeWithQJsonDocument(benchmark::State &state)
{
    const RawPage page = samplePage();
    const QStringList columns = names();
    for (auto _ : state) {
        const QJsonArray items = QJsonDocument::fromJson(page.body).object().value(QStringLiteral("items")).toArray();
        qsizetype length = 0;
        for (const QJsonValue &item : items) {
            const QJsonObject attributes = item.toObject().value(QStringLiteral("attributes")).toObject();
            for (const QString &column : columns)
                length += attributes.value(column).toString().size();
        }
        benchmark::DoNotOptimize(length);
    }
    state.SetItemsProcessed(state.iterations() * recordsPerPage);
    state.SetBytesProcessed(state.iterations() * page.body.size());
}
BENCHMARK(decodeWithQJsonDocument);

// A record of a calling list says some seventy things, of which an export wants a few.
QStringList peopleNames()
{
    return {QStringLiteral("firstName"),
            QStringLiteral("lastName"),
            QStringLiteral("city"),
            QStringLiteral("state"),
            QStringLiteral("zip"),
            QStringLiteral("phone1"),
            QStringLiteral("phone2"),
            QStringLiteral("icFinalStatus"),
            QStringLiteral("icAttempts"),
            QStringLiteral("timeZone"),
            QStringLiteral("otherFields.Plan"),
            QStringLiteral("icDateOfLastCall")};
}

SegmentQuery peopleQuery()
{
    return {QStringLiteral("calling-list/17"),
            {{QStringLiteral("state"), FilterOperator::NotEquals, QStringLiteral("NV")}},
            peopleNames()};
}

RawPage peoplePage()
{
    const CxonePlace first{.source = *CxoneSource::fromId(peopleQuery().segmentId)};
    RawPage page{.asked = first.cursor()};
    QByteArray &body = page.body;
    body = R"({"resultSet":{"listName":"Renewals","status":"Active","totalRecords":500,"contactRecords":[)";
    for (int i = 0; i < recordsPerPage; ++i) {
        const QByteArray number = QByteArray::number(100'000 + i);
        body += (i == 0 ? "" : ",") + QByteArray(R"({"externalId":")") + number
            + R"(","score":"71","customer1":"","customer2":"",)"
              R"("callerId":"","priority":"5","complianceReq":"0","firstName":"Maria","lastName":"Gonzalez",)"
              R"("address":"12 Main Street","city":"Springfield","state":"IL","zip":"62701","timeZone":"Central",)"
              R"("confirmReq":"0","agentId":0,"overrideFinalization":false,"callRequestTime":"","callRequestStaleMins":0,)"
              R"("notes":"asked to be called after six","expirationDate":"2026-12-31T00:00:00Z","icAttempts":2,)"
              R"("icFinalStatus":"","icAssignedSkillId":301,"icConfirmationReq":"","icComplianceRecord":"",)"
              R"("icPriority":"5","icSourceActive":true,"icSourceRemoved":false,"icTimeZoneNames":"Central",)"
              R"("icTargetAgent":0,"icTargetAgentName":"","icDateOfLastCall":"2026-02-03T15:04:05Z",)"
              R"("icLastCallDuration":"31","icSystemClassification":4,"icSystemClassificationName":"No Answer",)"
              R"("icAgentDisposition":0,"icAgentDispositionDesc":"","icAgentNo":0,"icAgentName":"","icCallNotes":"",)"
              R"("icCommitmentAmount":"","icCallerIdUsed":false,"icDeliveredComplianceRecord":false,)"
              R"("icDeliveredConfirmationRequired":false,"icContactDeliveryType":false,"icDeliveredPriority":false,)"
              R"("icDeliveredAsCallback":false,"icDeliveredAgentSpecific":false,"icCallbackDateTime":"",)"
              R"("icCallbackAgent":0,"icCallbackAgentName":"","icCallbackNumber":"","icCallbackNotes":"",)"
              R"("icCreateDate":"2026-01-02T03:04:05Z","icModifiedDate":"2026-02-03T15:04:05Z",)"
              R"("icProspectiveContactDestValue":0,"icProspectiveContactDestDesc":"","icProspectiveContactDestType":"",)"
              R"("destinations":[{"formattedDestination":"2175550)"
            + number.right(3)
            + R"(","description":"Home","compliance":"","maxAttempts":3},{"formattedDestination":"2175551)"
            + number.right(3)
            + R"(","description":"Cell","compliance":"","maxAttempts":3}],)"
              R"("otherFields":[{"fieldName":"Plan","fieldMapping":"custom1","fieldValue":"Gold"},)"
              R"({"fieldName":"Language","fieldMapping":"custom2","fieldValue":"en"}]})";
    }
    body += "]}}";
    body.reserve(body.size() + 64);
    return page;
}

void decodePeople(benchmark::State &state)
{
    const RawPage page = peoplePage();
    const auto decoder = cxoneDecoder(peopleQuery());
    for (auto _ : state) {
        auto decoded = decoder->decode(page);
        if (!decoded || decoded->rowCount() != recordsPerPage)
            state.SkipWithError("the page was not decoded");
        benchmark::DoNotOptimize(decoded);
    }
    state.SetItemsProcessed(state.iterations() * recordsPerPage);
    state.SetBytesProcessed(state.iterations() * page.body.size());
}
BENCHMARK(decodePeople);

void decodePeopleWithQJsonDocument(benchmark::State &state)
{
    const RawPage page = peoplePage();
    const QStringList columns = peopleNames();
    for (auto _ : state) {
        const QJsonArray records = QJsonDocument::fromJson(page.body)
                                       .object()
                                       .value(QStringLiteral("resultSet"))
                                       .toObject()
                                       .value(QStringLiteral("contactRecords"))
                                       .toArray();
        qsizetype length = 0;
        for (const QJsonValue &item : records) {
            const QJsonObject record = item.toObject();
            for (const QString &column : columns)
                length += record.value(column).toString().size();
            for (const QJsonValue &number : record.value(QStringLiteral("destinations")).toArray())
                length += number.toObject().value(QStringLiteral("formattedDestination")).toString().size();
            for (const QJsonValue &field : record.value(QStringLiteral("otherFields")).toArray())
                length += field.toObject().value(QStringLiteral("fieldValue")).toString().size();
        }
        benchmark::DoNotOptimize(length);
    }
    state.SetItemsProcessed(state.iterations() * recordsPerPage);
    state.SetBytesProcessed(state.iterations() * page.body.size());
}
BENCHMARK(decodePeopleWithQJsonDocument);

} // namespace

int main(int argc, char **argv)
{
    perf::BenchmarkFigures figures;
    figures.run(argc, argv);
    perf::report({.name = "decoding a page of 500 records",
                  .unit = "ms",
                  .ours = figures.milliseconds("decodeOnDemand"),
                  .reference = "QJsonDocument",
                  .theirs = figures.milliseconds("decodeWithQJsonDocument")});
    perf::report({.name = "decoding a page of 500 records of a calling list, with a filter",
                  .unit = "ms",
                  .ours = figures.milliseconds("decodePeople"),
                  .reference = "QJsonDocument",
                  .theirs = figures.milliseconds("decodePeopleWithQJsonDocument")});
    return 0;
}
