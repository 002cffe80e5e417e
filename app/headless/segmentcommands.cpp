// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/headless/segmentcommands.h"

#include "models/runs/tenantsession.h"
#include "models/text/exporttexts.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QLocale>

namespace muster {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("SegmentCommands", text);
}

QString timeText(const QDateTime &time)
{
    return time.isValid() ? time.toUTC().toString(Qt::ISODate) : tr("not known");
}

} // namespace

void SegmentsListCommand::start()
{
    const auto session = openTenant();
    if (!session)
        return fail(session.error(), ExitRefused);
    connect(*session, &TenantSession::segmentsLoaded, this, &SegmentsListCommand::show);
    connect(*session, &TenantSession::segmentsFailed, this, [this](const ApiError &error) { fail(error, ExitFailed); });
    (*session)->requestSegments();
}

void SegmentsListCommand::show(const QList<SegmentSummary> &segments)
{
    const QLocale locale;
    QList<QStringList> rows{{tr("ID"), tr("NAME"), tr("STATUS"), tr("SIZE"), tr("UPDATED")}};
    QJsonArray array;
    for (const SegmentSummary &segment : segments) {
        rows.append({segment.id, segment.name, segment.status,
                     segment.size < 0 ? tr("not known") : locale.toString(segment.size),
                     timeText(segment.lastUpdated)});
        array.append(QJsonObject{{QStringLiteral("id"), segment.id},
                                 {QStringLiteral("name"), segment.name},
                                 {QStringLiteral("status"), segment.status},
                                 {QStringLiteral("size"), segment.size < 0 ? QJsonValue() : segment.size},
                                 {QStringLiteral("last_updated"), segment.lastUpdated.toString(Qt::ISODate)}});
    }
    if (segments.isEmpty())
        console().line(tr("The tenant has no audience segments."));
    else
        for (const QString &line : alignedTable(rows, {3}))
            console().line(line);
    console().json({{QStringLiteral("segments"), array}});
    Q_EMIT done(ExitComplete);
}

void SegmentsShowCommand::start()
{
    const auto session = openTenant();
    if (!session)
        return fail(session.error(), ExitRefused);
    connect(*session, &TenantSession::definitionLoaded, this, &SegmentsShowCommand::show);
    connect(*session, &TenantSession::definitionFailed, this,
            [this](const QString &, const ApiError &error) { fail(error, ExitFailed); });
    (*session)->requestDefinition(commandLine().subject);
}

void SegmentsShowCommand::show(const SegmentDefinition &definition)
{
    for (const QString &line : alignedTable({{tr("Name"), definition.name},
                                             {tr("ID"), definition.id},
                                             {tr("Status"), definition.status},
                                             {tr("Updated"), timeText(definition.lastUpdated)}}))
        console().line(line);
    console().line({});
    QList<QStringList> rows{{tr("ATTRIBUTE"), tr("TYPE"), {}}};
    QJsonArray attributes;
    for (const SegmentAttribute &attribute : definition.attributes) {
        rows.append({attribute.name, attribute.typeName, attribute.valid ? QString() : tr("retired")});
        attributes.append(QJsonObject{{QStringLiteral("name"), attribute.name},
                                      {QStringLiteral("type"), attribute.typeName},
                                      {QStringLiteral("valid"), attribute.valid}});
    }
    for (const QString &line : alignedTable(rows))
        console().line(line);
    console().json({{QStringLiteral("id"), definition.id},
                    {QStringLiteral("name"), definition.name},
                    {QStringLiteral("status"), definition.status},
                    {QStringLiteral("last_updated"), definition.lastUpdated.toString(Qt::ISODate)},
                    {QStringLiteral("attributes"), attributes}});
    Q_EMIT done(ExitComplete);
}

} // namespace muster
