// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/headless/criteriacommand.h"

#include "app/headless/refusal.h"
#include "models/audiences/criteriadiff.h"
#include "models/rules/criteria/criteriarules.h"
#include "models/rules/criteria/fieldprofile.h"
#include "models/store/durablefile.h"
#include "models/text/criteriadifftext.h"
#include "models/text/criteriafaultwords.h"
#include "models/text/criteriafindingtext.h"
#include "models/text/criteriasentence.h"

#include <QJsonArray>

namespace muster {

namespace {

constexpr qint64 longestFile = 1 << 20;

/// What the criteria are called in the paths of a file.
QString outerName(const AudienceFile &file)
{
    return file.bareCriteria ? QString() : QStringLiteral("criteria");
}

QJsonValue pathOf(const CriteriaTree &tree, CriteriaNodeId id, const QString &outer)
{
    return id == noCriteriaNode ? QJsonValue() : QJsonValue(criteriaJsonPath(tree.path(id), outer));
}

} // namespace

void CriteriaCommand::start()
{
    const CriteriaOptions &options = commandLine().criteriaOptions;
    if (!readFields())
        return;
    const auto file = read(options.file);
    if (!file)
        return;
    switch (commandLine().command) {
    case CommandLine::Command::AudiencesValidate:
        return validate(*file);
    case CommandLine::Command::AudiencesExplain:
        return explain(*file);
    default:
        break;
    }
    if (const auto newer = read(options.newer))
        diff(*file, *newer);
}

bool CriteriaCommand::readFields()
{
    const QString name = commandLine().criteriaOptions.fields;
    if (name.isEmpty())
        return true;
    const auto profile = readWholeFile(absolute(name), FieldProfileLimits::bytes).and_then(parseFieldProfile);
    if (!profile) {
        fail(profile.error(), ExitRefused);
        return false;
    }
    m_fields = profile->fields;
    return true;
}

std::optional<AudienceFile> CriteriaCommand::read(const QString &name)
{
    const auto bytes = readWholeFile(absolute(name), longestFile);
    if (!bytes) {
        fail(bytes.error(), ExitRefused);
        return std::nullopt;
    }
    auto file = readAudienceFile(*bytes);
    if (!file) {
        refuse(name, *bytes, file.error());
        return std::nullopt;
    }
    return *std::move(file);
}

void CriteriaCommand::refuse(const QString &name, const QByteArray &bytes, const CriteriaFault &fault)
{
    const QByteArray before = bytes.first(std::min<qsizetype>(fault.offset, bytes.size()));
    const qsizetype line = before.count('\n') + 1;
    const qsizetype column = QString::fromUtf8(before.sliced(before.lastIndexOf('\n') + 1)).size() + 1;
    console().error(tr("%1, line %2, column %3: %4")
                        .arg(name, QString::number(line), QString::number(column), criteriaFaultText(fault)));
    console().json({{QStringLiteral("outcome"), QStringLiteral("refused")},
                    {QStringLiteral("fault"),
                     QJsonObject{{QStringLiteral("file"), name},
                                 {QStringLiteral("code"), criteriaFaultKey(fault.code)},
                                 {QStringLiteral("path"), fault.path},
                                 {QStringLiteral("offset"), fault.offset},
                                 {QStringLiteral("line"), line},
                                 {QStringLiteral("column"), column},
                                 {QStringLiteral("message"), criteriaFaultText(fault)}}}});
    Q_EMIT done(ExitRefused);
}

void CriteriaCommand::validate(const AudienceFile &file)
{
    const QString outer = outerName(file);
    const CriteriaGroup &criteria = file.definition.criteria;
    CriteriaFindings findings = judgeAudience(file.definition, commandLine().criteriaOptions.id, m_fields);
    if (file.bareCriteria)
        findings.removeIf([](const CriteriaFinding &finding) { return finding.part == CriteriaFinding::Part::Name; });
    QList<QStringList> rows;
    QJsonArray array;
    for (const CriteriaFinding &finding : findings) {
        const QString path = findingJsonPath(finding, outer), words = criteriaFindingText(finding, criteria, m_fields);
        const CriteriaFinding::Severity severity = severityOf(finding.code);
        rows.append({severityText(severity), path.isEmpty() ? tr("(all)") : path, words});
        QJsonObject object{{QStringLiteral("severity"), severityKey(severity)},
                           {QStringLiteral("code"), criteriaFindingKey(finding.code)},
                           {QStringLiteral("path"), path},
                           {QStringLiteral("message"), words}};
        if (!finding.other.isEmpty())
            object.insert(QStringLiteral("other"), criteriaJsonPath(finding.other, outer));
        array.append(object);
    }
    for (const QString &line : alignedTable(rows))
        console().line(line);
    const bool refused = isRefused(findings);
    console().line(refused              ? tr("It would be refused.")
                       : rows.isEmpty() ? tr("Nothing is wrong with it.")
                                        : tr("It can be sent."));
    console().json({{QStringLiteral("outcome"), refused ? QStringLiteral("refused") : QStringLiteral("complete")},
                    {QStringLiteral("findings"), array}});
    Q_EMIT done(refused ? ExitRefused : ExitComplete);
}

void CriteriaCommand::explain(const AudienceFile &file)
{
    const CriteriaSentence sentence = criteriaSentence(file.definition.criteria, m_fields);
    QJsonArray parts;
    for (const SentenceRange &range : sentence.ranges)
        parts.append(QJsonObject{{QStringLiteral("path"), criteriaJsonPath(range.path, outerName(file))},
                                 {QStringLiteral("start"), range.start},
                                 {QStringLiteral("length"), range.length}});
    QJsonObject object{{QStringLiteral("outcome"), QStringLiteral("complete")},
                       {QStringLiteral("sentence"), sentence.text},
                       {QStringLiteral("parts"), parts}};
    if (!file.bareCriteria) {
        const AudienceDefinition &definition = file.definition;
        object.insert(QStringLiteral("name"), definition.name);
        object.insert(QStringLiteral("data_source"), audienceSourceKey(definition.source));
        object.insert(QStringLiteral("exclusions"), QJsonArray::fromStringList(definition.exclusions));
        console().line(tr("%1: %2").arg(audiencePartText(AudiencePart::Name), definition.name));
        console().line(tr("%1: %2").arg(audiencePartText(AudiencePart::Source),
                                        audiencePartValueText(AudiencePart::Source, definition, m_fields)));
    }
    console().line(sentence.text);
    for (const QString &id : file.definition.exclusions)
        console().line(tr("Without the members of the audience %1.").arg(id));
    console().json(object);
    Q_EMIT done(ExitComplete);
}

void CriteriaCommand::diff(const AudienceFile &older, const AudienceFile &newer)
{
    const CriteriaTree before = CriteriaTree::fromGroup(older.definition.criteria);
    const CriteriaTree after = CriteriaTree::fromGroup(newer.definition.criteria);
    QList<QStringList> rows;
    QJsonArray parts, changes;
    // Bare criteria say nothing of the rest.
    const bool isWhole = !older.bareCriteria && !newer.bareCriteria;
    for (const AudiencePart part :
         isWhole ? differingParts(older.definition, newer.definition) : QList<AudiencePart>()) {
        if (part == AudiencePart::Criteria)
            continue;
        const QString was = audiencePartValueText(part, older.definition, m_fields);
        const QString is = audiencePartValueText(part, newer.definition, m_fields);
        rows.append({criteriaChangeWord(CriteriaChange::Kind::Changed), audiencePartKey(part),
                     tr("\u201c%1\u201d became \u201c%2\u201d").arg(was, is)});
        parts.append(QJsonObject{{QStringLiteral("part"), audiencePartKey(part)},
                                 {QStringLiteral("before"), was},
                                 {QStringLiteral("after"), is}});
    }
    for (const CriteriaChange &change : criteriaChanges(before, after)) {
        const QJsonValue was = pathOf(before, change.before, outerName(older));
        const QJsonValue is = pathOf(after, change.after, outerName(newer));
        const QString words = criteriaChangeText(change, before, after, m_fields);
        const QString place = is.isNull() ? was.toString() : is.toString();
        rows.append({criteriaChangeWord(change.kind), place.isEmpty() ? tr("(all)") : place, words});
        changes.append(QJsonObject{{QStringLiteral("kind"), criteriaChangeKey(change.kind)},
                                   {QStringLiteral("before"), was},
                                   {QStringLiteral("after"), is},
                                   {QStringLiteral("message"), words}});
    }
    for (const QString &line : alignedTable(rows))
        console().line(line);
    if (rows.isEmpty())
        console().line(tr("They say the same."));
    console().json({{QStringLiteral("outcome"), QStringLiteral("complete")},
                    {QStringLiteral("same"), rows.isEmpty()},
                    {QStringLiteral("parts"), parts},
                    {QStringLiteral("criteria"), changes}});
    Q_EMIT done(ExitComplete);
}

} // namespace muster
