// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/sandbox/sandboxaudiencebody.h"

#include "network/sandbox/sandboxjson.h"
#include "network/wire/keytable.h"

#include <limits>

namespace muster {

namespace {

using namespace Qt::StringLiterals;
using namespace simdjson;

constexpr qsizetype maxName = 100;
constexpr qsizetype maxDescription = 500;

/// One reading of one body; collects every fault instead of stopping at the first. Broken JSON ends it.
class AudienceBodyReader : private SandboxBodyReader
{
public:
    AudienceBodyReader()
        : SandboxBodyReader(faults)
    {
    }

    SandboxAudienceBody audience;
    QList<FieldFault> faults;

    void read(const QByteArray &body)
    {
        if (!readObject(body, [this](Object object) { return readMembers(object); })) {
            faults = {{u"body"_s, u"not a JSON object"_s}};
            return;
        }
        for (const auto &[name, was] :
             {std::pair(u"name"_s, m_hasName), {u"criteria"_s, m_hasCriteria}, {u"data_source"_s, m_hasSource}}) {
            if (!was)
                fault(name, "missing"_L1);
        }
    }

private:
    bool readMembers(Object object)
    {
        return forEachMember(object, {}, [this](const QString &name, Value value) {
            if (name == "name"_L1)
                return readName(value);
            if (name == "description"_L1)
                return readDescription(value);
            if (name == "criteria"_L1) {
                m_hasCriteria = true;
                return readGroup(value, u"criteria"_s, 1, audience.definition.criteria);
            }
            if (name == "exclusions"_L1)
                return readExclusions(value);
            if (name == "data_source"_L1)
                return readSource(value);
            if (name == "recalculate_on_update"_L1)
                return readFlag(value);
            if (name == "version"_L1)
                return readVersion(value);
            fault(name.left(100), "unknown member"_L1);
            return isWhole(value);
        });
    }

    bool readName(Value value)
    {
        m_hasName = true;
        std::optional<QString> text;
        if (!readText(value, u"name"_s, text))
            return false;
        if (text && (text->trimmed().isEmpty() || text->toUcs4().size() > maxName))
            fault(u"name"_s, "must have 1 to 100 characters"_L1);
        audience.definition.name = text.value_or(QString());
        return true;
    }

    bool readDescription(Value value)
    {
        std::optional<QString> text;
        if (!readText(value, u"description"_s, text))
            return false;
        if (text && text->toUcs4().size() > maxDescription)
            fault(u"description"_s, "more than 500 characters"_L1);
        audience.definition.description = text.value_or(QString());
        return true;
    }

    bool readSource(Value value)
    {
        m_hasSource = true;
        std::optional<QString> text;
        if (!readText(value, u"data_source"_s, text))
            return false;
        const auto source = audienceSource(text.value_or(QString()));
        if (text && !source)
            fault(u"data_source"_s, "no known data source"_L1);
        audience.definition.source = source.value_or(AudienceSource::Customer360);
        return true;
    }

    bool readFlag(Value value)
    {
        const std::string_view token = tokenOf(value);
        if (token != "true" && token != "false") {
            fault(u"recalculate_on_update"_s, "must be true or false"_L1);
            return isWhole(value);
        }
        audience.definition.recalculateOnUpdate = token == "true";
        return true;
    }

    bool readVersion(Value value)
    {
        Type type{};
        if (value.type().get(type) != SUCCESS)
            return false;
        int64_t number = 0;
        if (type != Type::number || value.get_int64().get(number) != SUCCESS || number < 1
            || number == std::numeric_limits<int64_t>::max()) {
            fault(u"version"_s, "must be a whole number from 1"_L1);
            return isWhole(value);
        }
        audience.version = number;
        return true;
    }

    bool readExclusions(Value value)
    {
        ondemand::array array;
        if (value.get_array().get(array) != SUCCESS) {
            fault(u"exclusions"_s, "must be an array"_L1);
            return isWhole(value);
        }
        qsizetype at = 0;
        for (auto item : array) {
            Value element;
            const QString field = u"exclusions[%1]"_s.arg(at++);
            std::optional<QString> id;
            if (item.get(element) != SUCCESS || !readText(element, field, id))
                return false;
            if (id && !isUuid(*id))
                fault(field, "no uuid"_L1);
            audience.definition.exclusions.append(id.value_or(QString()));
        }
        return true;
    }

    bool readGroup(Value value, const QString &field, int level, CriteriaGroup &group)
    {
        Object object;
        if (value.get_object().get(object) != SUCCESS) {
            fault(field, "must be an object"_L1);
            return isWhole(value);
        }
        return readGroup(object, field, level, group);
    }

    bool readGroup(Object object, const QString &field, int level, CriteriaGroup &group)
    {
        if (level > criteriaDepthLimit) {
            fault(field, "deeper than 5 levels"_L1);
            std::string_view raw;
            return object.raw_json().get(raw) == SUCCESS;
        }
        bool hasJoin = false, hasConditions = false;
        const bool whole = forEachMember(object, field + u'.', [&](const QString &name, Value member) {
            if (name == "operator"_L1) {
                hasJoin = true;
                return readJoin(member, field + u".operator"_s, group);
            }
            if (name == "conditions"_L1) {
                hasConditions = true;
                return readConditions(member, field + u".conditions"_s, level, group);
            }
            fault(field + u'.' + name.left(100), "unknown member"_L1);
            return isWhole(member);
        });
        if (whole && !hasJoin)
            fault(field + u".operator"_s, "missing"_L1);
        if (whole && !hasConditions)
            fault(field + u".conditions"_s, "missing"_L1);
        return whole;
    }

    bool readJoin(Value value, const QString &field, CriteriaGroup &group)
    {
        std::optional<QString> text;
        if (!readText(value, field, text))
            return false;
        const auto join = criteriaJoin(text.value_or(QString()));
        if (text && !join)
            fault(field, "must be AND or OR"_L1);
        group.join = join.value_or(CriteriaJoin::And);
        return true;
    }

    bool readConditions(Value value, const QString &field, int level, CriteriaGroup &group)
    {
        ondemand::array array;
        if (value.get_array().get(array) != SUCCESS) {
            fault(field, "must be an array"_L1);
            return isWhole(value);
        }
        for (auto item : array) {
            Value element;
            const QString path = u"%1[%2]"_s.arg(field).arg(group.members.size());
            if (item.get(element) != SUCCESS || !readNode(element, path, level, group.members.emplace_back()))
                return false;
        }
        if (group.members.empty())
            fault(field, "at least one is needed"_L1);
        return true;
    }

    /// A member is a group when it has conditions; which is seen by its text, since a value is read but once.
    bool readNode(Value value, const QString &field, int level, CriteriaNode &node)
    {
        Object object;
        if (value.get_object().get(object) != SUCCESS) {
            fault(field, "must be an object"_L1);
            return isWhole(value);
        }
        bool isGroup = false;
        for (auto member : object) {
            std::string_view key;
            Value skipped;
            if (member.unescaped_key().get(key) != SUCCESS)
                return false;
            isGroup = isGroup || key == "conditions";
            if (member.value().get(skipped) != SUCCESS || !isWhole(skipped))
                return false;
        }
        bool again = false;
        if (object.reset().get(again) != SUCCESS)
            return false;
        if (isGroup)
            return readGroup(object, field, level + 1, node.content.emplace<CriteriaGroup>());
        return readCondition(object, field, node.content.emplace<CriteriaCondition>());
    }

    bool readCondition(Object object, const QString &field, CriteriaCondition &condition)
    {
        bool hasField = false, hasOperator = false, hasValue = false;
        const bool whole = forEachMember(object, field + u'.', [&](const QString &name, Value member) {
            const QString path = field + u'.' + name.left(100);
            if (name == "value"_L1) {
                hasValue = true;
                return readValue(member, path, condition.value);
            }
            if (name != "field"_L1 && name != "operator"_L1) {
                fault(path, "unknown member"_L1);
                return isWhole(member);
            }
            std::optional<QString> text;
            if (!readText(member, path, text))
                return false;
            if (name == "operator"_L1) {
                hasOperator = true;
                const auto op = criteriaOperator(text.value_or(QString()));
                if (text && !op)
                    fault(path, "no known operator"_L1);
                condition.op = op.value_or(CriteriaOperator::Equals);
                return true;
            }
            hasField = true;
            if (text && text->isEmpty())
                fault(path, "empty"_L1);
            condition.field = text.value_or(QString());
            return true;
        });
        for (const auto &[name, was] :
             {std::pair("field"_L1, hasField), {"operator"_L1, hasOperator}, {"value"_L1, hasValue}}) {
            if (whole && !was)
                fault(field + u'.' + name, "missing"_L1);
        }
        return whole;
    }

    bool readValue(Value value, const QString &field, CriteriaValue &content)
    {
        Type type{};
        if (value.type().get(type) != SUCCESS)
            return false;
        if (type == Type::string) {
            std::optional<QString> text;
            const bool whole = readText(value, field, text);
            content = text.value_or(QString());
            return whole;
        }
        const std::string_view token = tokenOf(value);
        if (token == "true" || token == "false") {
            content = token == "true";
            return true;
        }
        if (type != Type::number) {
            fault(field, "must be text, a number, true or false"_L1);
            if (type != Type::null)
                return type != Type::boolean && isWhole(value);
            bool isNull = false;
            return value.is_null().get(isNull) == SUCCESS && isNull;
        }
        content = CriteriaNumber{QByteArray(token.data(), static_cast<qsizetype>(token.size()))};
        return isNumber(token);
    }

    bool m_hasName = false, m_hasCriteria = false, m_hasSource = false;
};

void append(std::string &out, const QString &text)
{
    out += '"';
    sandboxAppendEscaped(out, text.toStdString());
    out += '"';
}

void append(std::string &out, const CriteriaCondition &condition)
{
    out += R"({"field":)";
    append(out, condition.field);
    out += R"(,"operator":)";
    append(out, criteriaOperatorKey(condition.op));
    out += R"(,"value":)";
    if (const auto *text = std::get_if<QString>(&condition.value))
        append(out, *text);
    else if (const auto *number = std::get_if<CriteriaNumber>(&condition.value))
        out += number->spelling.toStdString();
    else
        out += std::get<bool>(condition.value) ? "true" : "false";
    out += '}';
}

} // namespace

tl::expected<SandboxAudienceBody, QList<FieldFault>> readSandboxAudience(const QByteArray &body)
{
    AudienceBodyReader reader;
    reader.read(body);
    if (!reader.faults.isEmpty())
        return tl::unexpected(std::move(reader.faults));
    return std::move(reader.audience);
}

void sandboxAppendCriteria(std::string &out, const CriteriaGroup &group)
{
    out += R"({"operator":)";
    append(out, criteriaJoinKey(group.join));
    out += R"(,"conditions":[)";
    bool first = true;
    for (const CriteriaNode &node : group.members) {
        if (!std::exchange(first, false))
            out += ',';
        if (const auto *inner = std::get_if<CriteriaGroup>(&node.content))
            sandboxAppendCriteria(out, *inner);
        else
            append(out, std::get<CriteriaCondition>(node.content));
    }
    out += "]}";
}

using namespace Qt::StringLiterals;
using Mutation = SandboxFault::Mutation;

namespace {

void appendText(std::string &out, std::string_view name, const QString &text)
{
    out.append(name) += '"';
    sandboxAppendEscaped(out, text.toStdString());
    out += '"';
}

QString statusWord(EvaluationStatus status)
{
    static constexpr KeyTable<EvaluationStatus, 5> keys{{
        {EvaluationStatus::Pending, QLatin1String("pending")},
        {EvaluationStatus::Recalculating, QLatin1String("recalculating")},
        {EvaluationStatus::Completed, QLatin1String("completed")},
        {EvaluationStatus::Failed, QLatin1String("failed")},
        {EvaluationStatus::Other, QLatin1String("archiving")},
    }};
    return keyOf(keys, status);
}

void appendSize(std::string &out, const SandboxAudienceState &state)
{
    out += R"(,"size":)";
    if (state.size)
        sandboxAppendNumber(out, *state.size);
    else
        out += "null";
}

void appendEvaluation(std::string &out, const SandboxAudienceState &state, Mutation mutation)
{
    EvaluationStatus status = state.status;
    QString error = state.error;
    if (mutation == Mutation::UnknownStatus)
        status = EvaluationStatus::Other;
    if (mutation == Mutation::StillRecalculating)
        status = EvaluationStatus::Recalculating;
    if (mutation == Mutation::FailedEvaluation) {
        status = EvaluationStatus::Failed;
        error = u"The index is not available."_s;
    }
    appendText(out, R"(,"evaluation_status":)", statusWord(status));
    out += R"(,"last_evaluated":)";
    if (state.lastEvaluated.isValid())
        appendText(out, {}, state.lastEvaluated.toUTC().toString(Qt::ISODate));
    else
        out += "null";
    if (status == EvaluationStatus::Failed)
        appendText(out, R"(,"evaluation_error":)", error);
}

void appendVersion(std::string &out, const SandboxAudienceState &state)
{
    out += R"(,"version":)";
    sandboxAppendNumber(out, state.version);
}

} // namespace

QByteArray sandboxAudienceText(const QString &id, const SandboxAudienceState &state, const SandboxAudienceParts &parts,
                               Mutation mutation)
{
    const AudienceDefinition &definition = state.definition;
    std::string out;
    appendText(out, R"({"id":)", mutation == Mutation::OtherObject ? u"a0d1ffff-3c5e-4f71-8a2b-000000000000"_s : id);
    appendText(out, R"(,"name":)", definition.name);
    if (!definition.description.isEmpty())
        appendText(out, R"(,"description":)", definition.description);
    out += R"(,"criteria":)";
    sandboxAppendCriteria(out, definition.criteria);
    out += R"(,"exclusions":[)";
    for (const QString &excluded : definition.exclusions)
        appendText(out, &excluded == &definition.exclusions.constFirst() ? "" : ",", excluded);
    out += ']';
    appendText(out, R"(,"data_source":)", audienceSourceKey(definition.source));
    out += R"(,"recalculate_on_update":)";
    out += definition.recalculateOnUpdate ? "true" : "false";
    appendVersion(out, state);
    if (parts.success)
        out += R"(,"status":"success")";
    if (parts.size)
        appendSize(out, state);
    if (parts.evaluation)
        appendEvaluation(out, state, mutation);
    if (mutation == Mutation::ExtraMembers)
        out += R"(,"x_nested":{"list":[1,null,12345678901234567890]})";
    return QByteArray::fromStdString(out + '}');
}

void sandboxAppendAudienceRow(std::string &out, const QString &id, const SandboxAudienceState &state, Mutation mutation)
{
    appendText(out, R"({"id":)", id);
    appendText(out, R"(,"name":)", state.definition.name);
    appendText(out, R"(,"data_source":)", audienceSourceKey(state.definition.source));
    appendVersion(out, state);
    appendSize(out, state);
    appendEvaluation(out, state, mutation);
    if (mutation == Mutation::ExtraMembers)
        out += R"(,"x_nested":{"list":[1,null]})";
    out += '}';
}

} // namespace muster
