// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/headless/segmentcommands.h"

#include "models/rules/exportrules.h"
#include "models/runs/detach.h"
#include "models/runs/tenantsession.h"
#include "models/store/exportpresetstore.h"
#include "models/store/journal.h"
#include "models/text/exporttexts.h"
#include "network/http/clock.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QJsonArray>
#include <QLocale>
#include <QPointer>
#include <QSet>
#include <tuple>

namespace muster {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("SegmentCommands", text);
}

QString timeText(const QDateTime &time)
{
    return time.isValid() ? time.toUTC().toString(Qt::ISODate) : tr("unknown");
}

QJsonValue timeValue(const QDateTime &time)
{
    return time.isValid() ? QJsonValue(time.toString(Qt::ISODate)) : QJsonValue();
}

} // namespace

void SegmentsListCommand::start()
{
    const auto session = openTenant(Job::SegmentExport);
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
                     segment.size < 0 ? tr("unknown") : locale.toString(segment.size), timeText(segment.lastUpdated)});
        array.append(QJsonObject{{QStringLiteral("id"), segment.id},
                                 {QStringLiteral("name"), segment.name},
                                 {QStringLiteral("status"), segment.status},
                                 {QStringLiteral("size"), segment.size < 0 ? QJsonValue() : segment.size},
                                 {QStringLiteral("last_updated"), timeValue(segment.lastUpdated)}});
    }
    console().list(rows, tr("The tenant has no audience segments."), {3});
    complete({{QStringLiteral("segments"), array}});
}

void SegmentsShowCommand::start()
{
    const auto session = openTenant(Job::SegmentExport);
    if (!session)
        return fail(session.error(), ExitRefused);
    connect(*session, &TenantSession::definitionLoaded, this, &SegmentsShowCommand::show);
    connect(*session, &TenantSession::definitionFailed, this,
            [this](const QString &, const ApiError &error) { fail(error, ExitFailed); });
    (*session)->requestDefinition(commandLine().subject);
}

void SegmentsShowCommand::show(const SegmentDefinition &definition)
{
    console().table({{tr("Name"), definition.name},
                     {tr("ID"), definition.id},
                     {tr("Status"), definition.status},
                     {tr("Updated"), timeText(definition.lastUpdated)}});
    console().line({});
    QList<QStringList> rows{{tr("ATTRIBUTE"), tr("TYPE"), {}}};
    QJsonArray attributes;
    for (const SegmentAttribute &attribute : definition.attributes) {
        rows.append({attribute.name, attribute.typeName, attribute.valid ? QString() : tr("retired")});
        attributes.append(QJsonObject{{QStringLiteral("name"), attribute.name},
                                      {QStringLiteral("type"), attribute.typeName},
                                      {QStringLiteral("valid"), attribute.valid}});
    }
    console().table(rows);
    complete({{QStringLiteral("id"), definition.id},
              {QStringLiteral("name"), definition.name},
              {QStringLiteral("status"), definition.status},
              {QStringLiteral("last_updated"), timeValue(definition.lastUpdated)},
              {QStringLiteral("attributes"), attributes}});
}

void ExportPresetsCommand::start()
{
    const QList<ExportPreset> &presets = workspace().exportPresets().presets();
    QList<QStringList> rows{{tr("NAME"), tr("ATTRIBUTES"), tr("FILTERS"), tr("FORMAT"), tr("FILE")}};
    QJsonArray array;
    for (const ExportPreset &preset : presets) {
        rows.append({preset.name,
                     preset.attributes.isEmpty() ? tr("all") : QLocale().toString(preset.attributes.size()),
                     QLocale().toString(preset.filters.size()), fileFormatText(preset.format), preset.target});
        QJsonObject object = presetContent(preset);
        object.insert(QStringLiteral("name"), preset.name);
        array.append(object);
    }
    console().list(rows, tr("There are no saved presets. Save one in the export form."), {1, 2});
    complete({{QStringLiteral("presets"), array}});
}

void ExportKeyCommand::start()
{
    m_actions = std::make_unique<ExportKeyActions>(workspace());
    const std::optional<ExportKey::Info> info = m_actions->info();
    if (commandLine().subject.isEmpty())
        return show(info);
    if (!info || info->id != commandLine().subject)
        return fail(refusal("export_key_other", commandLine().subject).value(), ExitRefused);
    connect(m_actions.get(), &ExportKeyActions::failed, this,
            [this](const ApiError &error) { fail(error, ExitFailed); });
    connect(m_actions.get(), &ExportKeyActions::replaced, this, &ExportKeyCommand::show);
    m_actions->replace();
}

void ExportKeyCommand::show(const std::optional<ExportKey::Info> &info)
{
    if (info)
        console().table({{tr("Key"), info->id}, {tr("Created"), timeText(info->madeAt)}});
    else
        console().line(tr("There is no key yet. The first export with pseudonyms creates one."));
    complete({{QStringLiteral("key_id"), info ? QJsonValue(info->id) : QJsonValue()},
              {QStringLiteral("made_at"), info ? timeValue(info->madeAt) : QJsonValue()}});
}

namespace {

FileFormat formatFor(const ExportOptions &options, const std::optional<ExportPreset> &preset)
{
    if (preset && options.format.isEmpty())
        return preset->format;
    const QString key = options.format.isEmpty() ? QFileInfo(options.out).suffix().toLower() : options.format;
    return valueOf<FileFormat>(key).value_or(FileFormat::Csv);
}

} // namespace

void ExportCommand::start()
{
    const auto session = openTenant(Job::SegmentExport);
    if (!session)
        return fail(session.error(), ExitRefused);
    m_session = *session;
    const auto wanted = wantedOrder();
    if (!wanted)
        return fail(wanted.error(), ExitRefused);
    m_wanted = *wanted;
    if (!m_wanted.targetFile.isEmpty() && resumeInterrupted())
        return;
    connect(m_session, &TenantSession::definitionLoaded, this, &ExportCommand::onDefinition);
    connect(m_session, &TenantSession::definitionFailed, this, [this](const QString &, const ApiError &error) {
        fail(error, error.kind == ErrorKind::Cancelled ? ExitCancelled : ExitFailed);
    });
    m_session->requestDefinition(m_wanted.query.segmentId);
}

Result<ExportOrder> ExportCommand::wantedOrder()
{
    const ExportOptions &options = commandLine().exportOptions;
    if (!options.preset.isEmpty()) {
        m_preset = workspace().exportPresets().byName(options.preset);
        if (!m_preset)
            return refusal("unknown_export_preset", options.preset);
    }
    if (options.out.isEmpty() && (!m_preset || m_preset->target.isEmpty()))
        return refusal("export_out_missing", {});
    const ConnectionProfile &profile = m_session->profile();
    ExportOrder order{.profileId = profile.id, .profileName = profile.name, .environment = profile.environment};
    order.query.segmentId = options.segmentId;
    order.query.attributes = options.attributes.isEmpty() && m_preset ? m_preset->attributes : options.attributes;
    if (options.filters.isEmpty() && m_preset)
        order.query.filters = m_preset->filters;
    for (const QString &text : options.filters) {
        TRY(filter, parseFilter(text));
        order.query.filters.append(*filter);
    }
    for (const auto &[text, day] :
         {std::pair{options.from, &order.query.from}, std::pair{options.to, &order.query.to}}) {
        *day = QDate::fromString(text, Qt::ISODate);
        if (!text.isEmpty() && !day->isValid())
            return failure(ErrorKind::BadInput, "not_time", text);
    }
    order.format = formatFor(options, m_preset);
    order.textProfile = options.spreadsheetSafe ? TextProfile::Spreadsheets
        : m_preset                              ? textProfileOf(order.format, m_preset->textProfile)
                                                : TextProfile::Machines;
    order.byteOrderMark
        = options.byteOrderMark || (m_preset && m_preset->byteOrderMark && order.format == FileFormat::Csv);
    TRY(treated, wantedTreatment(order.query.attributes));
    order.treated = *treated;
    order.targetFile = absolute(options.out);
    order.replaceExisting = options.overwrite;
    order.webhook = QUrl(options.webhook, QUrl::StrictMode);
    if (!options.webhook.isEmpty() && !order.webhook.isValid()) {
        return failure(ErrorKind::BadInput, "webhook_allowed", options.webhook);
    }
    order.recordsTo = options.notifyRecords;
    order.pageSize = options.pageSize.value_or(profile.pageSize);
    order.maxAge = options.maxAge.value_or(profile.freshnessLimit);
    order.ignoreAge = options.ignoreAge;
    order.strictAttributes = options.strictAttributes;
    return order;
}

/// What is given goes before what the preset says of the same column: a column that it protects is never exported as it
/// is because another one is named.
Result<TreatedColumns> ExportCommand::wantedTreatment(const QStringList &attributes) const
{
    const ExportOptions &options = commandLine().exportOptions;
    TreatedColumns treated;
    for (const auto &[columns, treatment] : {std::pair{options.masked, ColumnTreatment::Masked},
                                             std::pair{options.pseudonyms, ColumnTreatment::Pseudonym}}) {
        for (const QString &column : columns) {
            const ColumnTreatment before = treatmentOf(treated, column);
            if (before == ColumnTreatment::AsIs)
                treated.append({column, treatment});
            else if (before != treatment)
                return refusal("column_treated_twice", column);
        }
    }
    if (!m_preset)
        return treated;
    for (const TreatedColumn &one :
         attributes.isEmpty() ? m_preset->treated : treatedAmong(m_preset->treated, attributes)) {
        if (treatmentOf(treated, one.column) == ColumnTreatment::AsIs)
            treated.append(one);
    }
    return treated;
}

bool ExportCommand::resumeInterrupted()
{
    if (!commandLine().exportOptions.resume)
        return false;
    const auto interrupted = workspace().runs().resumableFor(RunKind::SegmentExport, m_wanted.targetFile);
    if (interrupted)
        resumeRun(*interrupted);
    else
        console().note(tr("Nothing to resume for this file; starting over."));
    return interrupted.has_value();
}

void ExportCommand::onDefinition(const SegmentDefinition &definition)
{
    if (m_wanted.targetFile.isEmpty()) {
        m_wanted.targetFile = presetTarget(*m_preset, definition.name, QDate::currentDate());
        console().note(tr("The file is %1.").arg(m_wanted.targetFile));
        if (resumeInterrupted())
            return;
    }
    ExportOrder order = m_wanted;
    order.segmentName = definition.name;
    if (order.query.attributes.isEmpty()) {
        // All of them; judging leaves the deprecated ones out, or refuses them where that was asked for.
        for (const SegmentAttribute &attribute : definition.attributes)
            order.query.attributes.append(attribute.name);
    }
    const ExportVerdict verdict = judgeExport(order, definition, workspace().believableNow().latest);
    for (const ExportCheck &check : verdict.checks) {
        // What days cost and leave out is said even so.
        if (check.state == ExportCheck::State::Passed && check.code != ExportCheck::Code::DaysAllowed)
            continue;
        const CheckWords words = checkWords(check);
        const QString told
            = checkStateText(check.state) + QLatin1String(": ") + words.title + QLatin1String(". ") + words.detail;
        if (check.state == ExportCheck::State::Failed)
            console().error(told);
        else
            console().note(told);
    }
    if (!verdict.allowed()) {
        return fail(refusalOf(verdict), ExitRefused,
                    tr("Nothing was exported. Fix the problems above, then try again."));
    }
    if (!needsPseudonymKey(verdict.order.treated))
        return follow(workspace().runs().startExport(*m_session, freeze(verdict.order)));
    detach(startWithPseudonyms(verdict.order), this,
           [](ExportCommand *self, const ApiError &thrown) { self->fail(thrown, ExitFailed); });
}

QCoro::Task<void> ExportCommand::startWithPseudonyms(ExportOrder order)
{
    const QPointer<ExportCommand> self(this);
    const auto key = co_await workspace().exportKey().key(workspace().believableNow().latest, m_stop.get_token());
    if (self.isNull())
        co_return;
    if (!key) {
        fail(key.error(), key.error().kind == ErrorKind::Cancelled ? ExitCancelled : ExitRefused);
        co_return;
    }
    order.pseudonymKey = key->id;
    follow(workspace().runs().startExport(*m_session, freeze(order)));
}

QStringList ExportCommand::differences(const ExportOrder &interrupted) const
{
    const ExportOptions &options = commandLine().exportOptions;
    QStringList differing;
    if (interrupted.query.segmentId != m_wanted.query.segmentId)
        differing.append(QStringLiteral("ID"));
    if (interrupted.profileId != m_wanted.profileId)
        differing.append(QStringLiteral("--profile"));
    if (!options.attributes.isEmpty() && interrupted.query.attributes != m_wanted.query.attributes)
        differing.append(QStringLiteral("--attributes"));
    if (interrupted.query.filters != m_wanted.query.filters)
        differing.append(QStringLiteral("--filter"));
    if (m_wanted.query.from.isValid() && interrupted.query.from != m_wanted.query.from)
        differing.append(QStringLiteral("--from"));
    if (m_wanted.query.to.isValid() && interrupted.query.to != m_wanted.query.to)
        differing.append(QStringLiteral("--to"));
    if (!options.notifyRecords.isEmpty() && interrupted.recordsTo != m_wanted.recordsTo)
        differing.append(QStringLiteral("--notify-records"));
    if (!options.webhook.isEmpty() && interrupted.webhook != m_wanted.webhook)
        differing.append(QStringLiteral("--webhook"));
    if (interrupted.format != m_wanted.format)
        differing.append(QStringLiteral("--format"));
    if (interrupted.textProfile != m_wanted.textProfile)
        differing.append(QStringLiteral("--spreadsheet-safe"));
    if (interrupted.byteOrderMark != m_wanted.byteOrderMark)
        differing.append(QStringLiteral("--bom"));
    // Left out, what was begun goes on as it was begun.
    for (const auto &[columns, treatment, option] :
         {std::tuple{options.masked, ColumnTreatment::Masked, "--mask"},
          std::tuple{options.pseudonyms, ColumnTreatment::Pseudonym, "--pseudonym"}}) {
        const QStringList begun = columnsTreated(interrupted.treated, treatment);
        const QStringList wanted = columnsTreated(m_wanted.treated, treatment);
        if (!columns.isEmpty()
            && QSet<QString>(begun.begin(), begun.end()) != QSet<QString>(wanted.begin(), wanted.end()))
            differing.append(QLatin1String(option));
    }
    return differing;
}

void ExportCommand::resumeRun(const ResumableRun &run)
{
    const auto entry = workspace().journal().find(run.id);
    if (!entry)
        return fail(entry.error(), ExitFailed);
    const auto order = thaw((*entry)->order, (*entry)->orderDigest);
    if (!order)
        return fail(order.error(), ExitFailed);
    if (const QStringList differing = differences(order->order); !differing.isEmpty()) {
        return fail({.kind = ErrorKind::BadInput,
                     .code = QStringLiteral("resume_differs"),
                     .detail = differing.join(QLatin1String(", ")),
                     .subject = run.id},
                    ExitRefused);
    }
    console().note(tr("Resuming run %1.").arg(run.id));
    follow(workspace().runs().resume(*m_session, run.id, commandLine().ifRecalculated));
}

} // namespace muster
