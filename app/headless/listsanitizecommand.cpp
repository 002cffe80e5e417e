// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/headless/listsanitizecommand.h"

#include "app/headless/listcommands.h"
#include "app/headless/listpreview.h"
#include "app/headless/repeatcommand.h"
#include "models/lists/storednumberlists.h"
#include "models/rules/numbers/numberengine.h"
#include "models/runs/lists/listorders.h"
#include "models/runs/lists/lookup/lookupservice.h"
#include "models/runs/lists/read/listreadrun.h"
#include "models/runs/lists/read/listrecount.h"
#include "models/runs/runmanager.h"
#include "models/runs/workspace.h"
#include "models/store/directivestore.h"
#include "models/store/numberliststore.h"
#include "models/text/amounttext.h"
#include "models/text/errortexts.h"
#include "models/text/listtexts.h"
#include "models/text/outcometexts.h"
#include "models/text/runeventtexts.h"
#include "models/text/runtexts.h"
#include "network/wire/mapped.h"

#include <QFileInfo>
#include <QLocale>
#include <array>
#include <utility>

namespace muster {

ListLookup::ListLookup(ListWorkbench &bench, Workspace &workspace, Console &console, LookupSource source,
                       LookupTerms terms)
    : m_bench(bench)
    , m_workspace(workspace)
    , m_console(console)
    , m_source(source)
    , m_terms(terms)
{
}

void ListLookup::start()
{
    LookupService &lookups = m_workspace.lookups();
    connect(&lookups, &LookupService::typesFailed, this,
            [this](const ApiError &error) { Q_EMIT failed(error, RunOutcome::Kind::Refused); });
    connect(&lookups, &LookupService::typesReady, this, [this] {
        if (const auto &notice = m_workspace.lineTypes().notice())
            m_console.error(errorSentence(*notice));
        useTypes();
        m_bench.requestLookupDemand();
    });
    connect(&m_bench, &ListWorkbench::lookupDemandReady, this, &ListLookup::ask);
    lookups.requestTypes();
}

void ListLookup::useTypes()
{
    m_bench.setLookup({.types = m_workspace.lineTypes().types(m_source), .source = m_source, .isAwaited = true});
}

void ListLookup::ask(const LookupDemand &demand)
{
    const QLocale locale;
    m_facts = {{QStringLiteral("source"), lookupSourceKey(m_source)},
               {QStringLiteral("left_open"), demand.leftOpen},
               {QStringLiteral("known"), demand.known},
               {QStringLiteral("to_ask"), demand.toAsk()},
               {QStringLiteral("price"), amountKey(m_terms.price)}};
    m_console.note(tr("Lines not resolved by the numbering plan: %1 numbers, %2 known from earlier look-ups, %3 to "
                      "look up, %4 each, %5 in total.")
                       .arg(locale.toString(demand.leftOpen), locale.toString(demand.known),
                            locale.toString(demand.toAsk()), amountText(m_terms.price),
                            amountText(m_terms.costOf(demand.toAsk()))));
    if (demand.toAsk() == 0) {
        Q_EMIT finished();
        return;
    }
    const ListSource &list = m_bench.source();
    const auto run = m_workspace.runs().startLineLookup({.numbers = demand.numbers,
                                                         .source = m_source,
                                                         .terms = m_terms,
                                                         .listId = list.listId,
                                                         .listName = list.listName,
                                                         .profileId = list.profileId,
                                                         .profileName = list.profileName,
                                                         .environment = list.environment});
    if (!run) {
        Q_EMIT failed(run.error(), RunOutcome::Kind::Refused);
        return;
    }
    m_run = *run;
    connect(m_run, &Run::metricsChanged, this, [this](const RunMetrics &metrics) {
        if (m_console.hasTerminal() && !m_run->outcome())
            m_console.progress(liveText(m_run->state(), metrics));
    });
    connect(m_run, &Run::eventAdded, this, [this](const RunEvent &event) { m_console.note(eventText(event)); });
    connect(m_run, &Run::finished, this, &ListLookup::end);
}

void ListLookup::end(const RunOutcome &outcome)
{
    m_console.endProgress();
    for (const RunMetrics::Figure &figure : m_run->metrics().figures) {
        if (figure.key == u"spent_amount")
            m_facts.insert(QStringLiteral("spent"), amountKey(figure.value));
        else
            m_facts.insert(figure.key == u"lookup_requests"     ? QStringLiteral("requests")
                               : figure.key == u"lookup_failed" ? QStringLiteral("failed")
                                                                : figure.key,
                           figure.value);
        m_console.note(figureText(figure));
    }
    if (!outcome.succeeded()) {
        m_console.note(tr("Answers received are saved; run the same command again for the rest."));
        Q_EMIT failed(outcome.error.value_or(ApiError{.kind = ErrorKind::Cancelled}), outcome.kind);
        return;
    }
    for (const QString &finding : outcome.findings)
        m_console.error(findingText(finding));
    useTypes();
    Q_EMIT finished();
}

namespace {

tl::unexpected<ApiError> unknown(const char *code, const QString &word)
{
    return failure(ErrorKind::BadInput, code, word);
}

Result<QString> regionFrom(const QString &word)
{
    const QString id = word.trimmed().toUpper();
    if (NumberEngine::shared().regions().indexOf(id.toStdString()) == 0)
        return unknown("region_unknown", word);
    return id;
}

Result<QStringList> regionsFrom(const QStringList &words)
{
    if (words.size() == 1 && words.first().compare(QLatin1String("all"), Qt::CaseInsensitive) == 0)
        return QStringList();
    QStringList regions;
    for (const QString &word : words) {
        TRY(region, regionFrom(word));
        if (!regions.contains(*region))
            regions.append(*region);
    }
    // An empty list means all regions, which nobody asked for.
    if (regions.isEmpty())
        return unknown("region_unknown", QString());
    return regions;
}

Result<std::uint16_t> typesFrom(const QStringList &words)
{
    constexpr std::array others{std::pair{"premium", NumberType::PremiumRate},
                                std::pair{"personal", NumberType::PersonalNumber}};
    if (words.size() == 1 && words.first().compare(QLatin1String("none"), Qt::CaseInsensitive) == 0)
        return std::uint16_t(0);
    std::uint16_t types = 0;
    for (const QString &word : words) {
        const std::string name = word.trimmed().toLower().toStdString();
        bool found = false;
        for (int type = 0; type < int(NumberType::Unknown); ++type) {
            if (name == numberTypeName(NumberType(type))) {
                types |= typeBit(NumberType(type));
                found = true;
            }
        }
        for (const auto &[other, type] : others) {
            if (name == other) {
                types |= typeBit(type);
                found = true;
            }
        }
        if (!found)
            return unknown("line_type_unknown", word);
    }
    return types;
}

void take(const QString &word, DirectiveAction &action)
{
    if (word == QLatin1String("keep"))
        action = DirectiveAction::Skip;
    else if (word == QLatin1String("review"))
        action = DirectiveAction::Flag;
    else if (word == QLatin1String("purge"))
        action = DirectiveAction::Purge;
}

QStringList absoluteNames(const QStringList &files)
{
    return mapped(files, [](const QString &file) { return QFileInfo(file).absoluteFilePath(); });
}

} // namespace

Result<SanitizationDirective> wantedDirective(const ListsOptions &options, SanitizationDirective base)
{
    if (!options.defaultRegion.isEmpty()) {
        TRY(region, regionFrom(options.defaultRegion));
        base.defaultRegion = *region;
    }
    if (!options.regionColumn.isEmpty())
        base.regionMember = options.regionColumn;
    if (options.regions) {
        TRY(regions, regionsFrom(*options.regions));
        base.regions = *regions;
    }
    if (options.block) {
        TRY(types, typesFrom(*options.block));
        base.blockedTypes = *types;
    }
    take(options.otherRegions, base.region);
    take(options.notInPlan, base.notInPlan);
    take(options.noNumber, base.missing);
    if (!options.disposable.isEmpty())
        base.disposableLists = absoluteNames(options.disposable);
    if (!options.suppress.isEmpty())
        base.suppressionLists = absoluteNames(options.suppress);
    // Keeping one means that the others go; the two remaining words remove nobody.
    if (options.dedupe == QLatin1String("keep-first") || options.dedupe == QLatin1String("keep-newest")) {
        base.survivor = options.dedupe == QLatin1String("keep-first") ? SurvivorRule::First : SurvivorRule::Newest;
        base.duplicate = DirectiveAction::Purge;
    } else if (options.dedupe == QLatin1String("flag")) {
        base.survivor = SurvivorRule::FlagOnly;
        base.duplicate = DirectiveAction::Flag;
    } else if (options.dedupe == QLatin1String("off")) {
        base.survivor = SurvivorRule::Off;
    }
    return base;
}

namespace {

/// nullopt: not given.
Result<std::optional<Amount>> amountOption(const QString &word)
{
    if (word.isEmpty())
        return std::optional<Amount>();
    const auto amount = amountFrom(word);
    if (!amount)
        return failure(ErrorKind::BadInput, "price_unreadable", word);
    return amount;
}

} // namespace

void ListsSanitizeCommand::start()
{
    const auto directive = judgeOptions();
    if (!directive)
        return fail(directive.error(), ExitRefused);
    connect(&m_workbench, &ListWorkbench::directiveFailed, this, [this](const ApiError &error) {
        // Never a verdict without a number list that was asked for (F113).
        m_workbench.disconnect(this);
        fail(error, ExitFailed);
    });
    connect(&m_workbench, &ListWorkbench::numbersUnread, this,
            [this](const QString &list, const NumberListReport &report) {
                for (const QString &line : numberListReportText(report))
                    console().error(tr("%1: %2").arg(list, line));
            });
    connect(&m_workbench, &ListWorkbench::planReady, this, &ListsSanitizeCommand::showPlan);
    connect(&m_workbench, &ListWorkbench::reportWritten, this, &ListsSanitizeCommand::finishFiles);
    const NumberListStore &lists = workspace().numberLists();
    m_workbench.setNumberLists(storedNumberLists(lists.lists(), lists.folder()));
    new EvidenceFeed(workspace().evidence(), m_workbench); // the workbench's
    m_workbench.setDirective(*directive);
    if (!commandLine().listsOptions.input.isEmpty())
        return startDryRun();
    const auto session = openTenant(Job::ListSanitising);
    if (!session)
        return fail(session.error(), ExitRefused);
    const ConnectionProfile &profile = (*session)->profile();
    if (const auto judged = judgeLookup(TenantOpener::isSandbox(profile), profile.environment); !judged)
        return fail(judged.error(), ExitRefused);
    connect(*session, &TenantSession::contactListsFailed, this,
            [this](const ApiError &error) { fail(error, ExitFailed); });
    connect(*session, &TenantSession::contactListsLoaded, this,
            [this, session = *session](const QList<ContactListSummary> &lists) {
                const auto list = listFrom(lists, commandLine().listsOptions.list);
                if (!list)
                    return fail(list.error(), ExitFailed);
                read(*session, *list);
            });
    (*session)->requestContactLists();
}

Result<SanitizationDirective> ListsSanitizeCommand::judgeOptions() const
{
    const ListsOptions &options = commandLine().listsOptions;
    for (const QString &file : {options.report, options.plan}) {
        if (!file.isEmpty() && QFileInfo::exists(file)) {
            return failure(ErrorKind::BadInput, "target_exists", absolute(file));
        }
    }
    for (const QString &file : options.disposable + options.suppress) {
        if (!QFileInfo(file).isFile()) {
            return failure(ErrorKind::BadInput, "unknown_number_list", absolute(file));
        }
    }
    if (!options.input.isEmpty() && !QFileInfo(options.input).isFile()) {
        return failure(ErrorKind::File, "not_found", absolute(options.input));
    }
    if (!options.like.isEmpty()) {
        TRY(order, orderOfRun<FrozenListApply>(workspace(), options.like));
        TRY(directive, order->repeatedDirective());
        return wantedDirective(options, *directive);
    }
    if (options.directive.isEmpty())
        return wantedDirective(options, {});
    const auto saved = workspace().directives().byName(options.directive);
    if (!saved) {
        return failure(ErrorKind::BadInput, "unknown_directive", options.directive);
    }
    return wantedDirective(options, *saved);
}

void ListsSanitizeCommand::startDryRun()
{
    // No tenant is asked, and what the sandbox makes up is asked for by name only.
    const bool isSandbox = commandLine().common.sandbox;
    if (commandLine().listsOptions.lookup && isSandbox) {
        if (const auto session = openTenant(Job::ListSanitising); !session)
            return fail(session.error(), ExitRefused);
    }
    if (const auto judged = judgeLookup(isSandbox, Environment::Test); !judged)
        return fail(judged.error(), ExitRefused);
    readFile(absolute(commandLine().listsOptions.input));
}

Result<void> ListsSanitizeCommand::judgeLookup(bool isSandbox, Environment environment)
{
    const ListsOptions &options = commandLine().listsOptions;
    if (!options.lookup)
        return {};
    LookupService &lookups = workspace().lookups();
    const EnvironmentCredentials &given = credentials();
    const LookupSource source = isSandbox || !given.lookupUrl.isEmpty() ? LookupSource::Sandbox : LookupSource::Twilio;
    if (!isSandbox && source == LookupSource::Sandbox) {
        // A plan for real people must not rest on what was made up.
        if (environment == Environment::Production)
            return failure(ErrorKind::BadInput, "lookup_made_up");
        const auto known
            = lookups.setSandbox(QUrl(given.lookupUrl, QUrl::StrictMode), given.lookupAccount, given.lookupSecret);
        if (!known)
            return known;
    } else if (!isSandbox && !given.lookupSecret.isEmpty()) {
        lookups.useAccount(given.lookupAccount, given.lookupSecret);
    }
    const auto price = amountOption(options.lookupPrice);
    const auto budget = amountOption(options.lookupBudget);
    for (const auto *amount : {&price, &budget}) {
        if (!*amount)
            return failure(amount->error());
    }
    const LookupTerms terms{.price = price->value_or(lookups.terms(source).price), .budget = *budget};
    if (terms.price > 0 && !terms.budget)
        return failure(ErrorKind::BadInput, "lookup_budget_missing");
    // Before the list is read for nothing.
    TRY_VOID(lookups.provider(source));
    m_lookup = std::make_unique<ListLookup>(m_workbench, workspace(), console(), source, terms);
    connect(m_lookup.get(), &ListLookup::finished, this, [this] { m_workbench.freezePlan(false); });
    connect(m_lookup.get(), &ListLookup::failed, this, &ListsSanitizeCommand::endLookup);
    return {};
}

void ListsSanitizeCommand::afterReading()
{
    m_workbench.finishReading(std::nullopt);
    if (m_lookup)
        m_lookup->start();
    else
        m_workbench.freezePlan(false); // also of a dry run: its header counts what would be
}

void ListsSanitizeCommand::endLookup(const ApiError &error, RunOutcome::Kind kind)
{
    // Nothing is concluded without the check that was asked for.
    if (kind == RunOutcome::Kind::Cancelled) {
        Q_EMIT done(ExitCancelled);
        return;
    }
    const bool goesOn = kind == RunOutcome::Kind::Paused || kind == RunOutcome::Kind::Halted;
    fail(error, goesOn ? ExitPaused : kind == RunOutcome::Kind::Refused ? ExitRefused : ExitFailed);
}

void ListsSanitizeCommand::read(TenantSession &session, const ContactListSummary &list)
{
    const ConnectionProfile &profile = session.profile();
    m_workbench.begin({.listId = list.id,
                       .listName = list.name,
                       .profileId = profile.id,
                       .profileName = profile.name,
                       .environment = profile.environment});
    const auto run = workspace().runs().startListRead(session, {list.id, list.name});
    if (!run)
        return fail(run.error(), ExitRefused);
    follow(**run);
}

void ListsSanitizeCommand::readFile(const QString &file)
{
    // A dry run: no tenant is asked, and no plan comes of it.
    m_workbench.begin({.listName = commandLine().listsOptions.list, .file = file});
    const auto run = workspace().runs().startFileRead(file);
    if (!run)
        return fail(run.error(), ExitRefused);
    follow(**run);
}

void ListsSanitizeCommand::follow(Run &run)
{
    m_run = &run;
    auto *reading = qobject_cast<ListReadRun *>(&run);
    connect(reading, &ListReadRun::pageArrived, &m_workbench, &ListWorkbench::append);
    connect(&run, &Run::metricsChanged, this, [this](const RunMetrics &metrics) {
        if (console().hasTerminal() && !m_run->outcome())
            console().progress(liveText(m_run->state(), metrics));
    });
    connect(&run, &Run::eventAdded, this, [this](const RunEvent &event) { console().note(eventText(event)); });
    connect(&run, &Run::finished, this, [this](const RunOutcome &outcome) {
        console().endProgress();
        if (outcome.kind == RunOutcome::Kind::Cancelled) {
            Q_EMIT done(ExitCancelled);
            return;
        }
        // Nothing is concluded from a list that is not whole (F110); it can be read again at any time.
        if (!outcome.succeeded())
            return fail(outcome.error.value_or(ApiError{.kind = ErrorKind::Cancelled}), ExitFailed);
        for (const QString &finding : outcome.findings)
            console().note(findingText(finding));
        afterReading();
    });
}

void ListsSanitizeCommand::showPlan(PlanId, const Result<SharedPlan> &plan)
{
    // One is asked for, once.
    if (!plan)
        return fail(plan.error(), ExitFailed);
    m_plan = *plan;
    const QString report = absolute(commandLine().listsOptions.report);
    if (report.isEmpty())
        return finishFiles(WrittenFile());
    const bool isGuarded = commandLine().listsOptions.spreadsheetSafe;
    m_workbench.writeReport({.file = report, .profile = isGuarded ? TextProfile::Spreadsheets : TextProfile::Machines});
}

void ListsSanitizeCommand::finishFiles(const Result<WrittenFile> &report)
{
    if (!report)
        return fail(report.error(), ExitFailed);
    m_report = *report;
    const QString file = absolute(commandLine().listsOptions.plan);
    if (!file.isEmpty()) {
        if (const auto written = writePlan(*m_plan, file, false); !written)
            return fail(written.error(), ExitFailed);
    }
    conclude();
}

void ListsSanitizeCommand::conclude()
{
    const ListsOptions &options = commandLine().listsOptions;
    const ListPreview preview{.source = m_workbench.source(),
                              .summary = m_workbench.summary(),
                              .plan = m_plan->header,
                              .lastingFixes = m_plan->lastingFixes,
                              .planDigest = m_plan->digest,
                              .planFile = absolute(options.plan),
                              .report = m_report,
                              .lookup = m_lookup ? m_lookup->facts() : QJsonObject()};
    for (const QString &line : previewLines(preview))
        console().line(line);
    if (const QString next = previewNextStep(preview); !next.isEmpty())
        console().note(next);
    complete(previewObject(preview));
}

void ListsSanitizeCommand::interrupt()
{
    if (m_lookup && m_lookup->run() && !m_lookup->run()->outcome())
        return m_lookup->run()->cancel();
    if (m_run == nullptr || m_run->outcome())
        return HeadlessCommand::interrupt();
    m_run->cancel();
}

void ListsSanitizeCommand::terminate()
{
    if (m_lookup && m_lookup->run() && !m_lookup->run()->outcome())
        return m_lookup->run()->pause();
    interrupt(); // There is nothing to keep for later.
}

} // namespace muster
