// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/headless/estimatecommand.h"

#include "app/headless/refusal.h"
#include "models/audiences/estimate/contactfields.h"
#include "models/audiences/estimate/criteriacounter.h"
#include "models/runs/detach.h"
#include "models/store/durablefile.h"
#include "models/text/criteriafaultwords.h"
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

EstimateCommand::~EstimateCommand()
{
    m_stop.request_stop();
}

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
    console().json(object(*result));
    Q_EMIT done(ExitComplete);
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
        return failure({.kind = ErrorKind::Cancelled});
    return Estimate{*std::move(file), *count, *samples, milliseconds};
}

void EstimateCommand::show(const Estimate &estimate) const
{
    const QLocale locale;
    const AudienceCount &count = estimate.count;
    for (const QString &field : estimate.file.unreadFields)
        console().note(tr("Only later lines of the contacts have the field %1, so it was not read.").arg(field));
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
        console().note(tr("The contacts have no field %1: what it would say is not known.").arg(field));
    if (count.saysNothing())
        console().note(tr("The criteria have no condition, so it is not known who matches."));
    console().line(tr("Contacts:    %1").arg(locale.toString(count.contacts)));
    console().line(
        tr("Match:       %1 (%2)").arg(locale.toString(count.matched.lower), percentText(*count.lowerShare())));
    if (!count.matched.isExact()) {
        console().line(
            tr("May match:   %1 (%2)").arg(locale.toString(count.matched.upper), percentText(*count.upperShare())));
    }
    console().line(
        tr("Nearly:      %1 would with one condition less").arg(locale.toString(estimate.samples.missedBy[0])));
    console().line(QString());
    for (const QString &line : alignedTable(rows, {0}))
        console().line(line);
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

void EstimateCommand::interrupt()
{
    m_stop.request_stop();
}

void EstimateCommand::terminate()
{
    m_stop.request_stop();
}

} // namespace muster
