// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dialecttenant.h"

#include "network/sandbox/cxone/cxonesandbox.h"
#include "network/sandbox/sandboxdata.h"
#include "network/sandbox/sandboxserver.h"
#include "network/sandbox/sandboxtranscript.h"
#include "tests/support/cxonetenant.h"
#include "tests/support/sandboxtruth.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QUrl>
#include <algorithm>

namespace muster::test {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr quint64 seed = 7;

/// What both sandboxes are steered by.
template <typename Sandbox>
class SandboxedTenant : public DialectTenant
{
public:
    template <typename Settings>
    explicit SandboxedTenant(const Settings &settings)
        : m_sandbox(settings)
    {
        if (!m_sandbox.start())
            qFatal("no sandbox");
    }
    void addFault(const SandboxFault &fault) override { m_sandbox.addFault(fault); }
    void clearFaults() override { m_sandbox.clearFaults(); }
    void setWatcher(SandboxScript::Watcher watcher) override { m_sandbox.setWatcher(std::move(watcher)); }
    [[nodiscard]] QList<SandboxRequest> requests() const override { return m_sandbox.requests(); }
    [[nodiscard]] int tokenRequests() const override { return m_sandbox.tokenRequests(); }

protected:
    Sandbox m_sandbox;
};

class ContractTenant final : public SandboxedTenant<SandboxServer>
{
public:
    ContractTenant()
        : SandboxedTenant(SandboxSettings{.contacts = contacts,
                                          .seed = seed,
                                          .contactsPerSecond = 0,
                                          .interactions = interactionCount,
                                          .jobTime = 0ms,
                                          .pollGap = 0ms,
                                          .evaluationTime = 0ms})
    {
    }
    [[nodiscard]] ConnectionProfile profile(Environment environment) const override
    {
        ConnectionProfile profile = contractProfile(u"Tenant"_s, m_sandbox.url());
        profile.id = QString(32, u'c');
        profile.clientId = m_sandbox.clientId();
        profile.environment = environment;
        return profile;
    }
    [[nodiscard]] Secret secret() const override { return m_sandbox.clientSecret(); }
    [[nodiscard]] QString listId() const override { return u"11570001-7c1e-4b52-9d3a-000000000001"_s; }
    [[nodiscard]] QString campaignId() const override { return u"camp_10a1"_s; }
    [[nodiscard]] QString segmentId() const override { return sandboxSegments().first().id; }
    [[nodiscard]] QString attribute() const override { return SandboxData::attributes().first().name; }
    [[nodiscard]] QString valueField() const override { return u"loyalty_tier"_s; }
    [[nodiscard]] QList<Person> people() const override
    {
        QList<Person> all;
        for (const SandboxListContact &contact : m_sandbox.listTruth(listId())) {
            Person person{.id = QString::fromLatin1(contact.id), .number = QString::fromUtf8(contact.phone)};
            QStringList rest{QString::fromUtf8(contact.firstName.value_or("-")),
                             QString::fromUtf8(contact.country.value_or("-"))};
            for (const auto &[name, json] : contact.enriched) {
                if (name == valueField())
                    person.value = QJsonDocument::fromJson('[' + json + ']')[0].toString();
                else
                    rest.append(name + u'=' + QString::fromUtf8(json));
            }
            person.rest = rest.join(u'|');
            all.append(person);
        }
        std::ranges::sort(all, {}, &Person::id);
        return all;
    }
    [[nodiscard]] QStringList segmentTruth() const override
    {
        QStringList ids;
        SegmentQuery query;
        query.segmentId = segmentId();
        forEachSandboxRecord(seed, contacts, query, [&ids](const SandboxRecord &record) {
            ids.append(QString::fromLatin1(record.contactId));
            return true;
        });
        ids.sort();
        return ids;
    }
    [[nodiscard]] QString kept(const QString &e164) const override { return e164; }
    [[nodiscard]] QStringList transcriptIds(int count) const override
    {
        // Those in which e-mail addresses are all that is personal: what becomes of a run does not depend on masking.
        QStringList ids;
        const SandboxInteractions interactions(seed, interactionCount);
        for (int number = 0; number < interactionCount && ids.size() < count; ++number) {
            const QList<SandboxPersonal> personal = interactions.transcript(number).personal;
            if (std::ranges::all_of(personal, [](const SandboxPersonal &one) {
                    return one.entity == "email"_L1 && !one.inKey && one.value.contains(u'@')
                        && !one.value.contains(QChar(char16_t(0x200b)));
                }))
                ids.append(SandboxInteractions::id(number));
        }
        return ids;
    }
    [[nodiscard]] QStringList audience(const QString &id) const override
    {
        const SandboxAudienceState state = m_sandbox.audienceTruth(id);
        return state.version == 0 ? QStringList()
                                  : QStringList{u"%1 %2"_s.arg(state.version).arg(state.definition.name)};
    }
    [[nodiscard]] QStringList namedBy(const SandboxRequest &write) const override
    {
        if (write.method == "DELETE" || write.method == "PUT")
            return {QString::fromLatin1(write.path.split('/').last())};
        QStringList ids;
        const QJsonArray contacts = QJsonDocument::fromJson(write.body)[u"contacts"].toArray();
        for (const QJsonValue &contact : contacts)
            ids.append(contact[u"id"].toString(contact[u"contactId"].toString()));
        return ids;
    }
    [[nodiscard]] int inFlight(Door door) const override
    {
        return door == Door::Remove ? 4 : DialectTenant::inFlight(door);
    }
    [[nodiscard]] bool isReading(const SandboxRequest &request) const override
    {
        return isAt(Door::ReadList, request) || (request.method == "GET" && request.path.contains("/audiences/"));
    }
    [[nodiscard]] bool isReadBack(Door door) const override { return door != Door::Enrich; }

protected:
    [[nodiscard]] Place place(Door door) const override
    {
        switch (door) {
        case Door::Anything:
            return {};
        case Door::ReadList:
            return {u"GET"_s, u"/campaigns/contactlists/"_s};
        case Door::Correct:
            return {u"PATCH"_s, u"/campaigns/contactlists/"_s};
        case Door::Restore:
            return {u"POST"_s, u"/campaigns/contactlists/"_s};
        case Door::Remove:
            return {u"DELETE"_s, u"/campaigns/contacts/"_s};
        case Door::Enrich:
            return {u"POST"_s, listId() + u"/contacts"_s};
        case Door::Export:
            return {u"POST"_s, u"/contacts/query"_s};
        case Door::Transcript:
            return {u"GET"_s, u"/results"_s};
        case Door::Skills:
            return {u"GET"_s, u"/skills"_s};
        case Door::MakeAudience:
        case Door::FillAudience:
            return {u"PUT"_s, u"/api/v1/audiences/"_s};
        }
        Q_UNREACHABLE();
    }

private:
    static constexpr int interactionCount = 800;
};

class CxoneTenant final : public SandboxedTenant<CxoneSandbox>
{
public:
    CxoneTenant()
        : SandboxedTenant(
              CxoneSandboxSettings{.tenant = {.contacts = contacts, .seed = seed, .interactions = 100, .jobTime = 0ms},
                                   .throttlesWithoutRetryAfter = true})
    {
    }
    [[nodiscard]] ConnectionProfile profile(Environment environment) const override
    {
        return profileOf(m_sandbox, environment);
    }
    [[nodiscard]] Secret secret() const override { return m_sandbox.accessKeySecret(); }
    [[nodiscard]] QString listId() const override { return u"4101"_s; }
    [[nodiscard]] QString campaignId() const override { return listId(); }
    [[nodiscard]] QString segmentId() const override { return u"calling-list/4101"_s; }
    [[nodiscard]] QString attribute() const override { return u"firstName"_s; }
    [[nodiscard]] QString valueField() const override { return u"otherFields.tier"_s; }
    [[nodiscard]] QList<Person> people() const override
    {
        QList<Person> all;
        for (const CxoneSandboxRecord &record : m_sandbox.listTruth(listId().toLongLong())) {
            QStringList rest = record.destinations.mid(1);
            for (auto member = record.members.cbegin(); member != record.members.cend(); ++member)
                rest.append(member.key() + u'=' + member.value());
            for (auto other = record.others.cbegin(); other != record.others.cend(); ++other) {
                if (other.key() != "tier"_L1)
                    rest.append(other.key() + u'=' + other.value());
            }
            all.append(
                {record.externalId, record.destinations.value(0), record.others.value(u"tier"_s), rest.join(u'|')});
        }
        std::ranges::sort(all, {}, &Person::id);
        return all;
    }
    [[nodiscard]] QStringList segmentTruth() const override
    {
        QStringList ids;
        for (const CxoneSandboxRecord &record : m_sandbox.listTruth(listId().toLongLong()))
            ids.append(record.externalId);
        ids.sort();
        return ids;
    }
    [[nodiscard]] QString kept(const QString &e164) const override { return cxoneSandboxDigits(e164); }
    [[nodiscard]] QStringList transcriptIds(int count) const override { return m_sandbox.segmentIds().first(count); }
    [[nodiscard]] QStringList audience(const QString &) const override
    {
        constexpr qint64 firstNewList = 4106; // the simulator counts on from its own
        QStringList lines;
        for (const CxoneSandboxRecord &record : m_sandbox.listTruth(firstNewList))
            lines.append(QStringList{record.externalId, record.destinations.value(0),
                                     record.members.value(u"firstName"_s), record.others.value(u"plan"_s)}
                             .join(u'|'));
        lines.sort();
        return lines;
    }
    [[nodiscard]] QString skill() const override { return u"Outbound renewals"_s; }
    [[nodiscard]] QStringList dialled() const override { return m_sandbox.dialled(); }
    [[nodiscard]] QStringList namedBy(const SandboxRequest &write) const override
    {
        if (isAt(Door::MakeAudience, write))
            return {u"the list"_s};
        QStringList ids;
        if (write.path.contains("/removeProspects")) {
            static const QRegularExpression id(u"\\d+"_s); // the body holds nothing else of digits
            for (auto match = id.globalMatch(QString::fromLatin1(write.body)); match.hasNext();)
                ids.append(match.next().captured());
            return ids;
        }
        const QJsonDocument body = QJsonDocument::fromJson(write.body);
        const auto rows = QByteArray::fromBase64(body[u"listFile"].toString().toLatin1()).split('\n');
        for (const QByteArray &row : rows.mid(1)) {
            if (!row.isEmpty())
                ids.append(QString::fromUtf8(row.split(',').first()));
        }
        return ids;
    }
    [[nodiscard]] bool isReading(const SandboxRequest &request) const override { return isAt(Door::ReadList, request); }
    [[nodiscard]] bool isReadBack(Door) const override { return true; }

protected:
    [[nodiscard]] Place place(Door door) const override
    {
        switch (door) {
        case Door::Anything:
            return {};
        case Door::ReadList:
            return {u"GET"_s, u"includeRecords=true"_s};
        case Door::Correct:
        case Door::Restore:
        case Door::Enrich:
        case Door::FillAudience:
            return {u"POST"_s, u"/upload"_s};
        case Door::Remove:
            return {u"DELETE"_s, u"/removeProspects"_s};
        case Door::Export:
            return {u"GET"_s, u"includeRecords=true"_s};
        case Door::Transcript:
            return {u"GET"_s, u"/analyzed-transcript"_s};
        case Door::Skills:
            return {u"GET"_s, u"/skills"_s};
        case Door::MakeAudience:
            return {u"POST"_s, u"/lists/call-lists?"_s};
        }
        Q_UNREACHABLE();
    }
};

} // namespace

std::unique_ptr<DialectTenant> DialectTenant::started(const QString &dialect)
{
    if (dialect == dialects::cxone)
        return std::make_unique<CxoneTenant>();
    return std::make_unique<ContractTenant>();
}

void DialectTenant::fail(Door door, SandboxFault fault)
{
    fault.method = place(door).method;
    fault.path = place(door).path;
    addFault(fault);
}

bool DialectTenant::isAt(Door door, const SandboxRequest &request) const
{
    const Place at = place(door);
    return (at.method.isEmpty() || at.method.toLatin1() == request.method) && request.path.contains(at.path.toLatin1());
}

} // namespace muster::test
