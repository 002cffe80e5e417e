// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/sandbox/sandboxaudiencetext.h"

#include "network/sandbox/sandboxaudiencebody.h"
#include "network/sandbox/sandboxjson.h"

namespace muster {

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
    switch (status) {
    case EvaluationStatus::Pending:
        return u"pending"_s;
    case EvaluationStatus::Recalculating:
        return u"recalculating"_s;
    case EvaluationStatus::Completed:
        return u"completed"_s;
    case EvaluationStatus::Failed:
        return u"failed"_s;
    case EvaluationStatus::Other:
        return u"archiving"_s;
    }
    Q_UNREACHABLE();
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
