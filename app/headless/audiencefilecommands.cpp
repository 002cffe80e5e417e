// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/headless/audiencefilecommands.h"

#include "models/audiences/criteriadiff.h"
#include "models/audiences/estimate/contactsfile.h"
#include "models/rules/criteria/fieldprofile.h"
#include "models/runs/detach.h"
#include "models/store/durablefile.h"
#include "models/text/audiencetexts.h"
#include "models/text/criteriafindingtext.h"
#include "models/text/criteriasentence.h"
#include "models/text/criteriawords.h"
#include "models/text/exporttexts.h"
#include "network/codec/criteriacodec.h"

#include <QCoro/QCoroFuture>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QLocale>
#include <QtConcurrent>

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
    switch (m_act) {
    case Act::Validate:
        return validate(*file);
    case Act::Explain:
        return explain(*file);
    case Act::Diff:
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
        QJsonObject object{{QStringLiteral("severity"), keyOf(severity)},
                           {QStringLiteral("code"), keyOf(finding.code)},
                           {QStringLiteral("path"), path},
                           {QStringLiteral("message"), words}};
        if (!finding.other.isEmpty())
            object.insert(QStringLiteral("other"), criteriaJsonPath(finding.other, outer));
        array.append(object);
    }
    console().table(rows);
    const bool refused = isRefused(findings);
    console().line(refused ? tr("Would be refused.") : rows.isEmpty() ? tr("No problems found.") : tr("Can be sent."));
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
        console().line(tr("Excluding members of audience %1.").arg(id));
    complete(object);
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
        rows.append(
            {criteriaChangeWord(CriteriaChange::Kind::Changed), keyOf(part), tr("“%1” changed to “%2”").arg(was, is)});
        parts.append(QJsonObject{
            {QStringLiteral("part"), keyOf(part)}, {QStringLiteral("before"), was}, {QStringLiteral("after"), is}});
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
    console().table(rows);
    if (rows.isEmpty())
        console().line(tr("No differences."));
    complete({{QStringLiteral("outcome"), QStringLiteral("complete")},
              {QStringLiteral("same"), rows.isEmpty()},
              {QStringLiteral("parts"), parts},
              {QStringLiteral("criteria"), changes}});
}

namespace {

constexpr int progressGap = 500; // milliseconds

/// "12,480", or "12,480 to 20,000" where not all is known.
QString boundsText(const CountBounds &bounds)
{
    const QLocale locale;
    return bounds.isExact()
        ? locale.toString(bounds.lower)
        : EstimateCommand::tr("%1 to %2").arg(locale.toString(bounds.lower), locale.toString(bounds.upper));
}

void insertBounds(QJsonObject &object, const QString &name, const CountBounds &bounds)
{
    object.insert(name, bounds.lower);
    object.insert(name + QStringLiteral("_at_most"), bounds.upper);
}

} // namespace

void EstimateCommand::start()
{
    const EstimateOptions &options = commandLine().estimateOptions;
    const QString file = absolute(options.file);
    const auto bytes = readWholeFile(file, maxCriteriaBytes);
    if (!bytes)
        return fail(bytes.error(), ExitRefused);
    const auto audience = readAudienceFile(*bytes);
    if (!audience)
        return fail(criteriaError(audience.error()), ExitRefused,
                    tr("%1: %2").arg(file, criteriaFaultText(audience.error())));
    m_audience = *audience;
    // This object lives until done(), which is the last that the task says.
    detach(work(absolute(options.contacts)), this,
           [](EstimateCommand *self, const ApiError &thrown) { self->fail(thrown, ExitFailed); });
}

QCoro::Task<void> EstimateCommand::work(QString contacts)
{
    const QFuture<Result<Estimate>> counting
        = QtConcurrent::run([this, contacts, stop = m_stop.get_token()] { return estimate(contacts, stop); });
    const Result<Estimate> result = co_await counting;
    console().endProgress();
    if (!result) {
        if (result.error().kind == ErrorKind::Cancelled)
            fail(result.error(), ExitCancelled);
        else
            fail(result.error(), ExitRefused);
        co_return;
    }
    show(*result);
    complete(object(*result));
}

Result<EstimateCommand::Estimate> EstimateCommand::estimate(const QString &contacts, const std::stop_token &stop)
{
    QElapsedTimer clock;
    clock.start();
    const auto progress = [this, &clock](qint64 rows, double share) {
        if (clock.elapsed() < progressGap)
            return;
        clock.restart();
        QMetaObject::invokeMethod(
            this,
            [this, rows, share] {
                console().progress(tr("Reading contacts: %1 (%2)").arg(QLocale().toString(rows), percentText(share)));
            },
            Qt::QueuedConnection);
    };
    TRY(file, readContactsFile(contacts, std::nullopt, {}, progress, stop));
    ConditionCache cache(file->contacts);
    const CriteriaQuestion question{m_audience.definition.criteria, {}};
    clock.restart();
    const auto count = countAudience(cache, question, stop);
    const double milliseconds = double(clock.nsecsElapsed()) / 1e6;
    const auto samples = count ? sampleAudience(cache, question, 0, stop) : std::nullopt;
    if (!samples)
        return failure(ErrorKind::Cancelled);
    return Estimate{*std::move(file), *count, *samples, milliseconds};
}

void EstimateCommand::show(const Estimate &estimate) const
{
    const QLocale locale;
    const AudienceCount &count = estimate.count;
    for (const QString &field : estimate.file.unreadFields)
        console().note(tr("Field %1 appears only in later lines of the contacts, so it was not read.").arg(field));
    QStringList missing;
    const CriteriaFields fields = contactFields(*estimate.file.contacts);
    const CriteriaTree tree = CriteriaTree::fromGroup(m_audience.definition.criteria);
    QList<QStringList> rows;
    for (const NodeCount &node : count.nodes) {
        const CriteriaTreeNode &shown = tree.node(tree.at(node.path));
        if (node.isFieldMissing && !missing.contains(shown.condition.field))
            missing.append(shown.condition.field);
        rows.append(
            {boundsText(node.matched),
             QString(2 * node.path.size(), u' ')
                 + (shown.group ? criteriaJoinText(shown.join) : criteriaConditionText(shown.condition, fields))});
    }
    for (const QString &field : missing)
        console().note(tr("The contacts have no field %1: its result is unknown.").arg(field));
    if (count.saysNothing())
        console().note(tr("The criteria have no conditions, so matches are unknown."));
    console().line(tr("Contacts:    %1").arg(locale.toString(count.contacts)));
    console().line(
        tr("Match:       %1 (%2)").arg(locale.toString(count.matched.lower), percentText(*count.lowerShare())));
    if (!count.matched.isExact()) {
        console().line(
            tr("May match:   %1 (%2)").arg(locale.toString(count.matched.upper), percentText(*count.upperShare())));
    }
    console().line(
        tr("Near misses: %1 would match with one condition fewer").arg(locale.toString(estimate.samples.missedBy[0])));
    console().line(QString());
    console().table(rows, {0});
}

QString EstimateCommand::jsonPath(const CriteriaPath &path) const
{
    QString json = m_audience.bareCriteria ? QString() : QStringLiteral("criteria");
    for (const int member : path) {
        if (!json.isEmpty())
            json += u'.';
        json += QStringLiteral("conditions[%1]").arg(member);
    }
    return json;
}

QJsonObject EstimateCommand::object(const Estimate &estimate) const
{
    const AudienceCount &count = estimate.count;
    QJsonArray nodes;
    for (const NodeCount &node : count.nodes) {
        QJsonObject object{{QStringLiteral("path"), jsonPath(node.path)}};
        insertBounds(object, QStringLiteral("matched"), node.matched);
        if (node.soFar)
            insertBounds(object, QStringLiteral("so_far"), *node.soFar);
        if (node.isFieldMissing)
            object.insert(QStringLiteral("field_missing"), true);
        nodes.append(object);
    }
    QJsonArray missedBy;
    for (const qint64 contacts : estimate.samples.missedBy)
        missedBy.append(contacts);
    QJsonObject object{{QStringLiteral("outcome"), QStringLiteral("complete")},
                       {QStringLiteral("contacts"), count.contacts},
                       {QStringLiteral("share"), *count.lowerShare()},
                       {QStringLiteral("share_at_most"), *count.upperShare()},
                       {QStringLiteral("missed_by"), missedBy},
                       {QStringLiteral("nodes"), nodes},
                       {QStringLiteral("milliseconds"), estimate.milliseconds}};
    insertBounds(object, QStringLiteral("matched"), count.matched);
    if (!estimate.file.unreadFields.isEmpty())
        object.insert(QStringLiteral("fields_not_read"), QJsonArray::fromStringList(estimate.file.unreadFields));
    return object;
}

} // namespace muster
