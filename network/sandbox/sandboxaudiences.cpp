// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/sandbox/sandboxaudiences.h"

#include <QMutexLocker>
#include <QUrl>
#include <QUrlQuery>

namespace muster {

using namespace Qt::StringLiterals;

namespace {

bool isOrder(CriteriaOperator op)
{
    return op == CriteriaOperator::GreaterThan || op == CriteriaOperator::LessThan;
}

QString spelled(const CriteriaValue &value)
{
    if (const auto *text = std::get_if<QString>(&value))
        return *text;
    if (const auto *number = std::get_if<CriteriaNumber>(&value))
        return QString::fromLatin1(number->spelling);
    return std::get<bool>(value) ? u"true"_s : u"false"_s;
}

std::optional<double> numberOf(const CriteriaValue &value)
{
    if (std::holds_alternative<bool>(value))
        return std::nullopt;
    bool good = false;
    const double number = spelled(value).toDouble(&good);
    return good ? std::optional(number) : std::nullopt;
}

} // namespace

SandboxMembers::SandboxMembers(const SandboxData &data, const CriteriaGroup &criteria)
    : m_data(data)
{
    add(criteria);
}

void SandboxMembers::add(const CriteriaGroup &group)
{
    const std::size_t at = m_nodes.size();
    m_nodes.push_back({.isGroup = true, .join = group.join});
    for (const CriteriaNode &node : group.members)
        std::visit([this](const auto &content) { add(content); }, node.content);
    m_nodes[at].end = m_nodes.size();
}

void SandboxMembers::add(const CriteriaCondition &condition)
{
    m_nodes.push_back({.end = m_nodes.size() + 1, .test = m_tests.size()});
    const auto attribute = SandboxData::attributeFromName(condition.field);
    const auto refuse = [this, &condition](const QString &words) {
        if (m_error.isEmpty())
            m_error = words.arg(condition.field);
    };
    if (!attribute || !SandboxData::attributes()[static_cast<qsizetype>(*attribute)].valid)
        return refuse(u"The field \"%1\" is unknown."_s);
    const AttributeType type = SandboxData::attributes()[static_cast<qsizetype>(*attribute)].type;
    const bool isNumber = type == AttributeType::Integer || type == AttributeType::Decimal;
    const std::optional<double> number = numberOf(condition.value);
    const bool order = isOrder(condition.op);
    if (order && type == AttributeType::String)
        return refuse(u"The field \"%1\" has no order."_s);
    if (order && isNumber && !number)
        return refuse(u"The field \"%1\" is compared with something that is no number."_s);
    const bool equality = condition.op == CriteriaOperator::Equals || condition.op == CriteriaOperator::NotEquals;
    m_tests.push_back({.attribute = *attribute,
                       .op = condition.op,
                       .numeric = isNumber && number && (order || equality),
                       .number = number.value_or(0),
                       .text = spelled(condition.value).toStdString()});
}

bool SandboxMembers::contains(qint64 contact) const
{
    return holds(0, contact);
}

bool SandboxMembers::holds(std::size_t node, qint64 contact) const
{
    const Node &here = m_nodes[node];
    if (!here.isGroup)
        return passes(m_tests[here.test], contact);
    const bool wanted = here.join == CriteriaJoin::Or;
    for (std::size_t member = node + 1; member < here.end; member = m_nodes[member].end) {
        if (holds(member, contact) == wanted)
            return wanted;
    }
    return !wanted;
}

bool SandboxMembers::passes(const Test &test, qint64 contact) const
{
    std::string value;
    if (!m_data.appendValue(contact, test.attribute, value))
        return test.op == CriteriaOperator::NotEquals;
    const double number = test.numeric ? QByteArray::fromStdString(value).toDouble() : 0;
    switch (test.op) {
    case CriteriaOperator::Equals:
        return test.numeric ? number == test.number : value == test.text;
    case CriteriaOperator::NotEquals:
        return test.numeric ? number != test.number : value != test.text;
    case CriteriaOperator::GreaterThan:
        return test.numeric ? number > test.number : value > test.text;
    case CriteriaOperator::LessThan:
        return test.numeric ? number < test.number : value < test.text;
    case CriteriaOperator::Contains:
        return value.find(test.text) != std::string::npos;
    case CriteriaOperator::StartsWith:
        return value.starts_with(test.text);
    }
    Q_UNREACHABLE();
}

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using enum CriteriaOperator;

namespace {

CriteriaNode is(const QString &field, CriteriaOperator op, CriteriaValue value)
{
    return {CriteriaCondition{field, op, std::move(value)}};
}

CriteriaNode number(const QString &field, CriteriaOperator op, const char *spelling)
{
    return is(field, op, CriteriaNumber{spelling});
}

CriteriaGroup all(std::vector<CriteriaNode> members)
{
    return {CriteriaJoin::And, std::move(members)};
}

CriteriaGroup any(std::vector<CriteriaNode> members)
{
    return {CriteriaJoin::Or, std::move(members)};
}

AudienceDefinition audience(const QString &name, const QString &description, AudienceSource source,
                            CriteriaGroup criteria, const QStringList &exclusions = {})
{
    return {name, description, std::move(criteria), exclusions, source, true};
}

CriteriaGroup fiveLevels()
{
    CriteriaGroup inner = any({is(u"tier"_s, Equals, u"gold"_s), is(u"tier"_s, Equals, u"platinum"_s)});
    inner = all({is(u"email"_s, Contains, u"@example.org"_s), {std::move(inner)}});
    inner = any({number(u"loyalty_points"_s, GreaterThan, "20000"), {std::move(inner)}});
    inner = all({is(u"last_purchase"_s, GreaterThan, u"2024-01-01"_s), {std::move(inner)}});
    return any({number(u"revenue"_s, GreaterThan, "30000.00"), {std::move(inner)}});
}

} // namespace

const QList<SandboxAudienceSeed> &sandboxAudienceSeeds()
{
    using enum AudienceSource;
    static const QString golden = u"a0d10001-3c5e-4f71-8a2b-000000000001"_s;
    static const QList<SandboxAudienceSeed> seeds = {
        {golden,
         audience(u"Gold and platinum in Germany"_s, u"For the autumn letter."_s, Customer360,
                  all({is(u"country"_s, Equals, u"DE"_s),
                       {any({is(u"tier"_s, Equals, u"gold"_s), is(u"tier"_s, Equals, u"platinum"_s)})}})),
         3, true, 90min},
        {u"a0d10002-3c5e-4f71-8a2b-000000000002"_s,
         audience(u"Big spenders"_s, {}, Customer360,
                  all({number(u"revenue"_s, GreaterThan, "500"), number(u"loyalty_points"_s, GreaterThan, "5000")})),
         1, true, 26h},
        {u"a0d10003-3c5e-4f71-8a2b-000000000003"_s,
         audience(u"Lapsed shoppers, “please come back”"_s, u"Nobody who gets the autumn letter."_s, InteractionHistory,
                  all({is(u"last_purchase"_s, LessThan, u"2023-01-01"_s), is(u"tier"_s, NotEquals, u"bronze"_s)}),
                  {golden}),
         7, true, 12min},
        {u"a0d10004-3c5e-4f71-8a2b-000000000004"_s,
         audience(u"Spring campaign"_s, {}, CrmSync,
                  any({is(u"city"_s, StartsWith, u"Ber"_s), is(u"notes"_s, Contains, u"call"_s)})),
         1, false},
        {u"a0d10005-3c5e-4f71-8a2b-000000000005"_s,
         audience(u"Engaged fans"_s, {}, CrmSync,
                  all({number(u"engagement_score"_s, GreaterThan, "85"), is(u"tier"_s, Equals, u"gold"_s)})),
         2, true, 5h},
        {u"a0d10006-3c5e-4f71-8a2b-000000000006"_s,
         audience(u"Five levels deep"_s, u"As deep as it goes."_s, Customer360, fiveLevels()), 1, true, 40h},
    };
    return seeds;
}

using namespace Qt::StringLiterals;
using Mutation = SandboxFault::Mutation;

namespace {

enum Operation { Index, Read, Put };

constexpr auto readScope = "journey:audiences:read"_L1;
constexpr auto writeScope = "journey:audiences:write"_L1;

SandboxAnswer conflict(qint64 currentVersion)
{
    return sandboxJsonAnswer(409,
                             {{u"error"_s, u"version_conflict"_s},
                              {u"message"_s, u"The audience has another version by now; nothing was changed."_s},
                              {u"currentVersion"_s, currentVersion}});
}

/// What an `include` asks for; nothing: a word that is not known.
std::optional<QStringList> included(const QByteArray &target)
{
    const QUrlQuery query(QUrl::fromEncoded(target).query(QUrl::FullyEncoded));
    const QString words = query.queryItemValue(u"include"_s, QUrl::FullyDecoded);
    const QStringList list = words.isEmpty() ? QStringList() : words.split(u',');
    for (const QString &word : list) {
        if (word != "size"_L1 && word != "evaluation_status"_L1)
            return std::nullopt;
    }
    return list;
}

} // namespace

SandboxAudiences::SandboxAudiences(const SandboxSettings &settings, const QDateTime &started)
    : m_data(settings.seed, settings.contacts)
    , m_evaluationTime(settings.evaluationTime)
{
    for (const SandboxAudienceSeed &seed : sandboxAudienceSeeds()) {
        Stored audience{.definition = seed.definition, .version = seed.version};
        // Counted when somebody asks first: that takes a moment of a big sandbox.
        if (seed.evaluated) {
            audience.counting = seed.definition;
            audience.due = started.addSecs(-std::chrono::seconds(seed.age).count());
        }
        m_audiences.insert(seed.id, audience);
        m_order.append(seed.id);
    }
}

QList<SandboxRoute> SandboxAudiences::routes(const QStringList &path) const
{
    if (path.size() < 3 || path.size() > 4 || path[0] != "api"_L1 || path[1] != "v1"_L1 || path[2] != "audiences"_L1)
        return {};
    if (path.size() == 3)
        return {{Index, {}, "GET"_ba, readScope, false}};
    if (path[3].isEmpty())
        return {};
    return {{Read, path[3], "GET"_ba, readScope, false}, {Put, path[3], "PUT"_ba, writeScope, true}};
}

SandboxAnswer SandboxAudiences::answer(const SandboxRoute &route, const SandboxHttpRequest &request,
                                       const QDateTime &now, Mutation mutation)
{
    const QMutexLocker lock(&m_mutex);
    if (route.operation == Index)
        return index(now, mutation);
    if (!isUuid(route.id))
        return sandboxError(400, "invalid_audience_id"_L1, u"An audience's id is a uuid."_s);
    const QString id = route.id.toLower();
    return route.operation == Read ? read(id, request, now, mutation) : write(id, request.body, now, mutation);
}

SandboxAudienceState SandboxAudiences::state(const QString &id, const QDateTime &now)
{
    const QMutexLocker lock(&m_mutex);
    const auto found = m_audiences.find(id.toLower());
    if (found == m_audiences.end())
        return {};
    settle(*found, now);
    return found->state();
}

qint64 SandboxAudiences::change(const QString &id, const AudienceDefinition &definition, const QDateTime &now)
{
    const QMutexLocker lock(&m_mutex);
    return put(id.toLower(), definition, now).version;
}

std::optional<qint64> SandboxAudiences::count(const AudienceDefinition &definition)
{
    const QMutexLocker lock(&m_mutex);
    QString error;
    return counted(definition, error);
}

SandboxAudienceState SandboxAudiences::Stored::state() const
{
    using enum EvaluationStatus;
    const EvaluationStatus status = due.isValid() ? Recalculating
        : !lastEvaluated.isValid()                ? Pending
        : error.isEmpty()                         ? Completed
                                                  : Failed;
    return {definition, version, size, status, lastEvaluated, error};
}

void SandboxAudiences::settle(Stored &audience, const QDateTime &now) const
{
    if (!audience.due.isValid() || now < audience.due)
        return;
    audience.lastEvaluated = std::exchange(audience.due, {});
    audience.error.clear();
    if (const auto size = counted(audience.counting, audience.error))
        audience.size = size;
}

std::optional<qint64> SandboxAudiences::counted(const AudienceDefinition &definition, QString &error) const
{
    const SandboxMembers members(m_data, definition.criteria);
    error = members.error();
    if (!error.isEmpty())
        return std::nullopt;
    std::vector<SandboxMembers> excluded;
    for (const QString &id : definition.exclusions) {
        const auto other = m_audiences.constFind(id.toLower());
        if (other == m_audiences.cend())
            continue;
        if (SandboxMembers theirs(m_data, other->definition.criteria); theirs.error().isEmpty())
            excluded.push_back(std::move(theirs));
    }
    qint64 size = 0;
    for (qint64 contact = 0; contact < m_data.contacts(); ++contact) {
        const auto isTheirs = [contact](const SandboxMembers &theirs) { return theirs.contains(contact); };
        size += members.contains(contact) && std::ranges::none_of(excluded, isTheirs) ? 1 : 0;
    }
    return size;
}

SandboxAudiences::Stored &SandboxAudiences::put(const QString &id, const AudienceDefinition &definition,
                                                const QDateTime &now)
{
    if (!m_audiences.contains(id)) {
        m_order.append(id);
        m_audiences.insert(id, {.version = 0});
    }
    Stored &audience = m_audiences[id];
    settle(audience, now);
    audience.definition = definition;
    ++audience.version;
    audience.lastBody.reset();
    if (definition.recalculateOnUpdate) {
        audience.counting = definition;
        audience.due = now.addMSecs(m_evaluationTime.count());
    }
    return audience;
}

SandboxAnswer SandboxAudiences::index(const QDateTime &now, Mutation mutation)
{
    std::string body = R"({"items":[)";
    for (const QString &id : std::as_const(m_order)) {
        Stored &audience = m_audiences[id];
        settle(audience, now);
        if (id != m_order.constFirst())
            body += ',';
        sandboxAppendAudienceRow(body, id, audience.state(), mutation);
    }
    return {.body = QByteArray::fromStdString(body + "]}")};
}

SandboxAnswer SandboxAudiences::read(const QString &id, const SandboxHttpRequest &request, const QDateTime &now,
                                     Mutation mutation)
{
    const auto include = included(request.target);
    if (!include)
        return sandboxError(400, "invalid_request"_L1, u"There is nothing of that name to include."_s,
                            {{u"include"_s, u"must be size or evaluation_status"_s}});
    const auto found = m_audiences.find(id);
    if (found == m_audiences.end())
        return sandboxError(404, "not_found"_L1, u"There is no such audience."_s);
    settle(*found, now);
    const SandboxAudienceParts parts{include->contains("size"_L1), include->contains("evaluation_status"_L1), false};
    return {.body = sandboxAudienceText(id, found->state(), parts, mutation)};
}

SandboxAnswer SandboxAudiences::write(const QString &id, const QByteArray &body, const QDateTime &now,
                                      Mutation mutation)
{
    const auto wanted = readSandboxAudience(body);
    if (!wanted)
        return sandboxError(400, "invalid_audience"_L1, u"The audience breaks the contract; nothing was changed."_s,
                            wanted.error());
    if (mutation == Mutation::ColleagueFirst) {
        AudienceDefinition theirs = m_audiences.contains(id) ? m_audiences[id].definition : wanted->definition;
        theirs.description = u"Changed by a colleague."_s;
        put(id, theirs, now);
    }
    const auto found = m_audiences.find(id);
    const bool isNew = found == m_audiences.end();
    const bool again = !isNew && found->lastBody == *wanted;
    const qint64 current = isNew ? 0 : found->version;
    if (!again && wanted->version != std::max<qint64>(current, 1))
        return conflict(current);
    if (mutation == Mutation::AcceptWithoutDoing && !again) {
        SandboxAudienceState pretended{.definition = wanted->definition, .version = current + 1};
        return {.status = isNew ? 201 : 200, .body = sandboxAudienceText(id, pretended, {true, true, true}, mutation)};
    }
    if (!again)
        put(id, wanted->definition, now).lastBody = *wanted;
    if (mutation == Mutation::AcceptedOnly)
        return {.status = 202, .headers = {}, .contentType = {}, .body = {}};
    Stored &audience = m_audiences[id];
    settle(audience, now);
    return {.status = isNew ? 201 : 200,
            .body = sandboxAudienceText(id, audience.state(), {true, true, true}, mutation)};
}

} // namespace muster
