// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/headless/enrichcommand.h"

#include "app/headless/headlesscommand.h"
#include "app/headless/listcommands.h"
#include "app/headless/repeatcommand.h"
#include "models/rules/commandwords.h"
#include "models/rules/enrich/compiledmapping.h"
#include "models/rules/enrich/mappingtext.h"
#include "models/runs/enrich/check/enrichcheckrun.h"
#include "models/runs/runmanager.h"
#include "models/sources/tableformat.h"
#include "models/sources/tablereader.h"
#include "models/store/journal.h"
#include "models/store/mappingstore.h"
#include "models/text/enrichtexts.h"
#include "models/text/exporttexts.h"
#include "models/text/runtexts.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QLocale>

namespace muster {

namespace {

constexpr qint64 maxMappingFile = 1024 * 1024;
constexpr qsizetype findingsShown = 20;

QString percent(std::optional<double> share)
{
    return share ? QLocale().toString(*share * 100, 'f', 1) + QStringLiteral(" %") : QStringLiteral("–");
}

} // namespace

void ListsEnrichCommand::start()
{
    if (const auto judged = judgeOptions(); !judged)
        return fail(judged.error(), ExitRefused);
    const auto session = openTenant(Job::Enrichment);
    if (!session)
        return fail(session.error(), ExitRefused);
    m_session = *session;
    if (!commandLine().enrichOptions.check && m_session->isLookOnly())
        return fail(lookOnlyRefusal(m_session->profile().name), ExitRefused);
    m_queries = std::make_unique<EnrichmentQueries>(*m_session);
    if (m_queries->pace().hasBudget() && !commandLine().enrichOptions.check
        && commandLine().enrichOptions.campaign.isEmpty())
        return fail(refusal("campaign_missing", {}).value(), ExitRefused);
    connect(m_session, &TenantSession::contactListsFailed, this,
            [this](const ApiError &error) { fail(error, ExitFailed); });
    connect(m_session, &TenantSession::contactListsLoaded, this, [this](const QList<ContactListSummary> &lists) {
        const auto list = listFrom(lists, commandLine().enrichOptions.list);
        if (!list)
            return fail(list.error(), ExitRefused);
        openList(*list);
    });
    m_session->requestContactLists();
}

Result<void> ListsEnrichCommand::judgeOptions() const
{
    const EnrichOptions &options = commandLine().enrichOptions;
    if (!QFileInfo(options.input).isFile())
        return failure(ErrorKind::File, "not_found", absolute(options.input));
    if (!options.rejects.isEmpty() && QFileInfo::exists(options.rejects))
        return refusal("target_exists", absolute(options.rejects));
    if (options.maps.isEmpty() && options.mapping.isEmpty() && options.like.isEmpty())
        return refusal("mapping_missing", {});
    if (!options.maps.isEmpty() && options.idColumn.isEmpty())
        return refusal("id_column_missing", {});
    return {};
}

TextProfile ListsEnrichCommand::rejectsProfile() const
{
    return commandLine().enrichOptions.spreadsheetSafe ? TextProfile::Spreadsheets : TextProfile::Machines;
}

Result<EnrichmentMapping> ListsEnrichCommand::wantedMapping(const QString &listId) const
{
    const EnrichOptions &options = commandLine().enrichOptions;
    const bool isNew = options.mapping.isEmpty() && options.like.isEmpty();
    TRY(mapping, isNew ? typedMapping() : keptMapping(listId));
    if (!options.idColumn.isEmpty())
        mapping->idColumn = options.idColumn;
    if (!options.matchBy.isEmpty())
        mapping->match = {options.matchBy, options.ignoreCase};
    for (const auto &[given, kept] : {std::pair(&options.newestBy, &mapping->recency.column),
                                      std::pair(&options.dateFormat, &mapping->recency.format),
                                      std::pair(&options.newerThan, &mapping->recency.attribute)}) {
        if (!given->isEmpty())
            *kept = *given;
    }
    return mapping;
}

Result<EnrichmentMapping> ListsEnrichCommand::typedMapping() const
{
    EnrichmentMapping mapping;
    for (const QString &text : commandLine().enrichOptions.maps) {
        TRY(field, parseFieldText(text));
        mapping.fields.append(*field);
    }
    return mapping;
}

Result<EnrichmentMapping> ListsEnrichCommand::keptMapping(const QString &listId) const
{
    const EnrichOptions &options = commandLine().enrichOptions;
    if (!options.like.isEmpty()) {
        TRY(order, orderOfRun<FrozenEnrich>(workspace(), options.like));
        return order->order.mapping;
    }
    if (const auto saved = workspace().mappings().byName(listId, options.mapping))
        return *saved;
    QFile file(absolute(options.mapping));
    if (!file.open(QIODevice::ReadOnly))
        return refusal("unknown_mapping", options.mapping);
    return parseMappingFile(file.read(maxMappingFile + 1));
}

void ListsEnrichCommand::openList(const ContactListSummary &list)
{
    const EnrichOptions &options = commandLine().enrichOptions;
    const auto mapping = wantedMapping(list.id);
    if (!mapping)
        return fail(mapping.error(), ExitRefused);
    const auto guess = guessTableFormat(absolute(options.input));
    if (!guess)
        return fail(guess.error(), ExitRefused);
    m_order.listId = list.id;
    m_order.listName = list.name;
    // Where campaigns grant no time a list stands for itself.
    m_order.campaignId = m_queries->pace().hasBudget() ? options.campaign : list.id;
    m_order.dialConsent = {options.dialConsent, options.startSkill};
    m_order.source = {absolute(options.input), guess->format};
    m_order.source.format.hasHeader = true; // columns are called by their names here
    m_order.mapping = *mapping;
    m_order.sendValid = options.sendValid;
    m_order.plainBackup = options.plainBackup;
    m_order.refresh = !options.noRefresh;
    if (options.resume) {
        if (const auto interrupted = workspace().runs().resumableFor(RunKind::Enrichment, list.id))
            return resumeRun(interrupted->id);
        if (!mayBeginAfresh())
            return;
        console().note(tr("No interrupted run of this list; starting a new one."));
    }
    connect(m_queries.get(), &EnrichmentQueries::schemaLoaded, this, &ListsEnrichCommand::check);
    connect(m_queries.get(), &EnrichmentQueries::schemaFailed, this,
            [this](const QString &, const ApiError &error) { fail(error, ExitFailed); });
    m_queries->requestSchema(list.id);
}

void ListsEnrichCommand::check(const ListSchema &schema)
{
    const auto reader = TableReader::open(m_order.source.file, m_order.source.format);
    if (!reader)
        return fail(reader.error(), ExitRefused);
    const MappingCompilation compiled = compileMapping(m_order.mapping, {(*reader)->columns()}, schema);
    if (!compiled.mapping) {
        for (const MappingFinding &finding : compiled.findings)
            console().error(mappingFindingText(finding));
        return fail({.kind = ErrorKind::BadInput, .code = QStringLiteral("mapping_does_not_fit")}, ExitRefused);
    }
    const EnrichCheckOrder order{m_order.source, m_order.mapping, schema,
                                 absolute(commandLine().enrichOptions.rejects)};
    const auto run = workspace().runs().startEnrichCheck(*m_session, order, rejectsProfile());
    if (!run)
        return fail(run.error(), ExitRefused);
    m_check = qobject_cast<EnrichCheckRun *>(*run);
    connect(m_check, &Run::metricsChanged, this, [this](const RunMetrics &metrics) {
        if (console().hasTerminal() && m_check && !m_check->outcome())
            console().progress(liveText(m_check->state(), metrics));
    });
    connect(m_check, &Run::finished, this, &ListsEnrichCommand::afterCheck);
}

void ListsEnrichCommand::afterCheck(const RunOutcome &outcome)
{
    console().endProgress();
    const auto report = std::exchange(m_check, nullptr)->report();
    if (outcome.kind == RunOutcome::Kind::Cancelled) {
        Q_EMIT done(ExitCancelled);
        return;
    }
    // Nothing is sent of a file with open questions (S23).
    if (!report)
        return fail(outcome.error.value_or(ApiError{.kind = ErrorKind::Cancelled}), ExitRefused);
    showReport(*report);
    const EnrichOptions &options = commandLine().enrichOptions;
    const bool isAllowed = report->fits() || options.sendValid;
    if (options.check) {
        QJsonObject object = reportObject(*report);
        object.insert(QStringLiteral("outcome"), isAllowed ? QStringLiteral("complete") : QStringLiteral("refused"));
        return finish(object, isAllowed ? ExitComplete : ExitRefused);
    }
    if (!isAllowed)
        return fail(refusal("rows_do_not_fit", QLocale().toString(report->rates.rejected())).value(), ExitRefused);
    send(*report);
}

void ListsEnrichCommand::send(const CheckReport &report)
{
    m_order.sourceDigest = report.sourceDigest;
    m_order.contacts = report.rates.sent();
    if (report.diff) {
        const BeforeAfter::Field sum = report.diff->overall();
        m_order.agreed = AgreedValues{sum.fills, sum.changes};
    }
    follow(workspace().runs().startEnrichment(*m_session, m_order));
}

void ListsEnrichCommand::resumeRun(const QString &runId)
{
    const auto entry = workspace().journal().find(runId);
    if (!entry)
        return fail(entry.error(), ExitFailed);
    const auto order = thawEnrich((*entry)->order, (*entry)->orderDigest);
    if (!order)
        return fail(order.error(), ExitFailed);
    const EnrichOrder &before = order->order;
    const char *differs = before.source.file != m_order.source.file       ? "--input"
        : before.campaignId != m_order.campaignId                         ? "--campaign"
        : mappingDigest(before.mapping) != mappingDigest(m_order.mapping) ? "--map"
        : before.sendValid != m_order.sendValid                           ? "--send-valid"
        : before.refresh != m_order.refresh                               ? "--no-refresh"
        : before.dialConsent.starts != m_order.dialConsent.starts         ? "--start-skill"
        : before.dialConsent != m_order.dialConsent                       ? "--dial-consent"
        : !commandLine().enrichOptions.rejects.isEmpty()                  ? "--rejects"
                                                                          : nullptr;
    if (differs)
        return fail(refusal("resume_differs", runId, QString::fromLatin1(differs)).value(), ExitRefused);
    if (commandLine().common.arm) {
        if (const auto armed = workspace().runs().rearm(*m_session, runId);
            !armed && armed.error().code != QLatin1String("not_halted"))
            return fail(armed.error(), ExitRefused);
    }
    console().note(tr("Resuming run %1.").arg(runId));
    follow(workspace().runs().resume(*m_session, runId));
}

void ListsEnrichCommand::showReport(const CheckReport &report)
{
    const QLocale locale;
    const FillRates &rates = report.rates;
    console().line(tr("Rows:            %1").arg(locale.toString(rates.rows())));
    console().line(tr("To send:         %1").arg(locale.toString(rates.sent())));
    console().line(tr("Nothing to send: %1").arg(locale.toString(rates.nothingToSend() + rates.skipped())));
    if (const qint64 outdated = rates.outdated(); outdated > 0)
        console().line(tr("Older rows:      %1").arg(locale.toString(outdated)));
    console().line(tr("Rejected:        %1").arg(locale.toString(rates.rejected())));
    if (const qint64 leftOut = rates.leftOut(); leftOut > 0)
        console().line(tr("Cells left out:  %1").arg(locale.toString(leftOut)));
    console().line(tr("Fill rate:       %1").arg(percent(rates.overall().rate())));
    for (std::size_t field = 0; field < rates.fields().size(); ++field)
        console().line(QStringLiteral("  %1  %2")
                           .arg(report.attributes.value(qsizetype(field)), percent(rates.fields()[field].rate())));
    showDiff(report);
    for (const RuleCount &count : report.counts)
        console().line(
            tr("%1 in column %2: %3").arg(locale.toString(count.count), count.column, enrichRuleText(count.rule)));
    for (const CheckFinding &finding : report.findings.first(std::min(findingsShown, report.findings.size())))
        console().note(tr("Row %1, column %2: %3")
                           .arg(QString::number(finding.row), finding.column, enrichRuleText(finding.rule)));
    if (report.findingCount > findingsShown)
        console().note(tr("… and %1 more.").arg(locale.toString(report.findingCount - findingsShown)));
    showRepairs(report);
    const QString rejects = absolute(commandLine().enrichOptions.rejects);
    if (!rejects.isEmpty() && !report.fits())
        console().note(withFormulaCells(tr("Rejected rows saved to %1.").arg(rejects),
                                        {rejects, rejectsProfile(), report.formulaCells}));
    if (!report.lateColumns.isEmpty())
        console().note(
            tr("Members found too late to become columns: %1.").arg(report.lateColumns.join(QLatin1String(", "))));
}

QString ListsEnrichCommand::mapOptionOf(const CellRepair &repair) const
{
    const auto field = std::ranges::find(m_order.mapping.fields, repair.attribute, &FieldMapping::attribute);
    return field == m_order.mapping.fields.cend() ? QString() : fieldText(withRepair(*field, repair.steps));
}

void ListsEnrichCommand::showRepairs(const CheckReport &report)
{
    for (const CellRepair &repair : report.repairs) {
        const QString cells = QLocale().toString(repair.cells);
        const QString option = shellLine({QStringLiteral("--map"), mapOptionOf(repair)});
        //: %1 is a number of cells, %2 an option of the command line.
        console().note(repair.needsLook()
                           ? tr("Possible fix for %1 cells, if that is what they mean: %2").arg(cells, option)
                           : tr("Possible fix for %1 cells: %2").arg(cells, option));
    }
}

void ListsEnrichCommand::showDiff(const CheckReport &report)
{
    if (!report.diff) {
        console().note(tr("The contacts’ current values can’t be read here, so this run couldn’t be undone."));
        return;
    }
    const QLocale locale;
    const BeforeAfter &diff = *report.diff;
    const BeforeAfter::Field sum = diff.overall();
    console().line(tr("Fill empty:      %1").arg(locale.toString(sum.fills)));
    console().line(tr("Overwrite:       %1").arg(locale.toString(sum.changes)));
    console().line(tr("Already same:    %1").arg(locale.toString(sum.same)));
    console().line(tr("Keep existing:   %1").arg(locale.toString(sum.held)));
    for (qsizetype field = 0; field < diff.fields.size(); ++field) {
        const BeforeAfter::Field &one = diff.fields[field];
        console().line(tr("  %1  %2 filled, %3 overwritten, %4 already the same, %5 kept")
                           .arg(report.attributes.value(field), locale.toString(one.fills),
                                locale.toString(one.changes), locale.toString(one.same), locale.toString(one.held)));
    }
    if (!diff.isShown)
        console().note(tr("The list shows no attributes for any contact: values counted as empty may only be hidden."));
}

QJsonArray ListsEnrichCommand::repairArray(const CheckReport &report) const
{
    QJsonArray repairs;
    for (const CellRepair &repair : report.repairs)
        repairs.append(QJsonObject{{QStringLiteral("attribute"), repair.attribute},
                                   {QStringLiteral("kind"), keyOf(repair.kind)},
                                   {QStringLiteral("cells"), repair.cells},
                                   {QStringLiteral("ambiguous"), repair.isAmbiguous},
                                   {QStringLiteral("doubtful"), repair.isDoubtful},
                                   {QStringLiteral("map"), mapOptionOf(repair)}});
    return repairs;
}

QJsonObject ListsEnrichCommand::reportObject(const CheckReport &report) const
{
    QJsonObject attributes;
    for (std::size_t field = 0; field < report.rates.fields().size(); ++field)
        attributes.insert(report.attributes.value(qsizetype(field)), report.rates.fields()[field].rate().value_or(0));
    QJsonArray counts;
    for (const RuleCount &count : report.counts)
        counts.append(QJsonObject{{QStringLiteral("rule"), keyOf(count.rule)},
                                  {QStringLiteral("column"), count.column},
                                  {QStringLiteral("count"), count.count}});
    QJsonObject object{{QStringLiteral("rows"), report.rates.rows()},
                       {QStringLiteral("to_send"), report.rates.sent()},
                       {QStringLiteral("nothing_to_send"), report.rates.nothingToSend() + report.rates.skipped()},
                       {QStringLiteral("older_rows"), report.rates.outdated()},
                       {QStringLiteral("rejected"), report.rates.rejected()},
                       {QStringLiteral("cells_left_out"), report.rates.leftOut()},
                       {QStringLiteral("formula_cells"), report.formulaCells},
                       {QStringLiteral("fixes"), repairArray(report)},
                       {QStringLiteral("findings"), counts},
                       {QStringLiteral("source_sha256"), report.sourceDigest},
                       {QStringLiteral("fill_rate"),
                        QJsonObject{{QStringLiteral("overall"), report.rates.overall().rate().value_or(0)},
                                    {QStringLiteral("attributes"), attributes}}}};
    if (!report.diff)
        return object;
    const BeforeAfter::Field sum = report.diff->overall();
    object.insert(QStringLiteral("values"),
                  QJsonObject{{QStringLiteral("filled"), sum.fills},
                              {QStringLiteral("written_over"), sum.changes},
                              {QStringLiteral("same"), sum.same},
                              {QStringLiteral("kept"), sum.held},
                              {QStringLiteral("shown"), report.diff->isShown}});
    object.insert(QStringLiteral("not_in_list"), report.diff->notInList);
    return object;
}

void ListsEnrichCommand::interrupt()
{
    if (m_check)
        return m_check->cancel();
    FollowingCommand::interrupt();
}

void ListsEnrichCommand::terminate()
{
    if (m_check)
        return m_check->cancel();
    FollowingCommand::terminate();
}

} // namespace muster
