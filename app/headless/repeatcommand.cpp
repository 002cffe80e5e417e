// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/headless/repeatcommand.h"

#include "app/headless/listsanitizecommand.h"
#include "models/files/freename.h"
#include "models/rules/commandwords.h"
#include "models/rules/enrich/mappingtext.h"
#include "models/store/directivestore.h"
#include "models/store/mappingstore.h"
#include "models/store/maskpolicystore.h"
#include "models/store/profilestore.h"
#include "models/text/plaintext.h"
#include "network/wire/mapped.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <algorithm>
#include <variant>

namespace muster {

namespace {

struct RepeatWords
{
    Q_DECLARE_TR_FUNCTIONS(RepeatWords)
};

/// The words of one command: its name, options, and behind them what stands alone.
class CommandWords
{
public:
    explicit CommandWords(const QStringList &name)
        : m_words(name)
    {
    }

    /// Nothing where there is no value.
    void option(const char *name, const QString &value)
    {
        const QString word = QString::fromLatin1(name);
        if (value.startsWith(u'-')) // else it would be taken for an option
            m_words.append(QString(word % u'=' % value));
        else if (!value.isEmpty())
            m_words.append({word, value});
    }
    void options(const char *name, const QStringList &values)
    {
        for (const QString &value : values)
            option(name, value);
    }
    void flag(const char *name, bool set)
    {
        if (set)
            m_words.append(QString::fromLatin1(name));
    }
    void alone(const QString &word) { m_alone.append(word); }
    [[nodiscard]] QStringList words(const QStringList &tenant) const
    {
        const bool isLikeOption
            = std::ranges::any_of(m_alone, [](const QString &word) { return word.startsWith(u'-'); });
        return m_words + tenant + (isLikeOption ? QStringList{QStringLiteral("--")} : QStringList()) + m_alone;
    }

private:
    QStringList m_words, m_alone;
};

/// What parseFilter() reads as this filter.
QString spelledFilter(const SegmentFilter &filter)
{
    const auto quoted = [](QString text) {
        text.replace(u'\\', QLatin1String("\\\\")).replace(u'"', QLatin1String("\\\""));
        return QString(u'"' % text % u'"');
    };
    return quoted(filter.attribute) % u' ' % filterOperatorKey(filter.op) % u' ' % quoted(filter.value);
}

/// Commas part the words of such an option, and nothing can be put before one.
bool fitsCommas(const QStringList &words)
{
    return std::ranges::none_of(words, [](const QString &word) { return word.contains(u',') || word.isEmpty(); });
}

/// An address whose path or query may be what lets a notice in is not printed.
void leaveOut(RepeatingCommands &repeating, const char *option, const QUrl &address)
{
    if (address.isEmpty())
        return;
    repeating.unprinted.append({QString::fromLatin1(option), address.toString(QUrl::FullyEncoded)});
    repeating.notes.append(
        RepeatWords::tr("The run notified %1. The URL may contain a secret, so it isn’t printed; add it as %2.")
            .arg(address.host(QUrl::FullyEncoded), QString::fromLatin1(option)));
}

Result<RepeatingCommands> repeating(const FrozenExportOrder &frozen, const QStringList &tenant, Workspace &,
                                    const QString &runId)
{
    const ExportOrder &order = frozen.order;
    if (!fitsCommas(order.query.attributes))
        return refusal("repeat_window_only", runId);
    RepeatingCommands made{.commands = {}, .onlyReads = true};
    CommandWords words({QStringLiteral("segments"), QStringLiteral("export")});
    words.option("--out", freeNameBeside(order.targetFile));
    words.option("--format", keyOf(order.format));
    words.option("--attributes", order.query.attributes.join(u','));
    words.options("--filter", mapped(order.query.filters, spelledFilter));
    words.option("--from", order.query.from.toString(Qt::ISODate));
    words.option("--to", order.query.to.toString(Qt::ISODate));
    words.option("--page-size", QString::number(order.pageSize));
    if (order.ignoreAge)
        words.flag("--ignore-age", true);
    else
        words.option("--max-age", QString(QString::number(order.maxAge.count()) % u's'));
    words.flag("--strict", order.strictAttributes);
    words.flag("--spreadsheet-safe", order.textProfile == TextProfile::Spreadsheets);
    words.flag("--bom", order.byteOrderMark);
    words.options("--mask", columnsTreated(order.treated, ColumnTreatment::Masked));
    words.options("--pseudonym", columnsTreated(order.treated, ColumnTreatment::Pseudonym));
    words.alone(order.query.segmentId);
    leaveOut(made, "--webhook", order.webhook);
    made.commands.append(words.words(tenant));
    return made;
}

Result<RepeatingCommands> repeating(const FrozenTranscripts &frozen, const QStringList &tenant, Workspace &workspace,
                                    const QString &runId)
{
    const TranscriptOrder &order = frozen.order;
    if (order.interactionIds.isEmpty())
        return refusal("repeat_attached", runId);
    RepeatingCommands made{.commands = {}, .onlyReads = true};
    CommandWords words({QStringLiteral("transcripts"), QStringLiteral("fetch")});
    words.option("--out", freeNameBeside(order.folder));
    words.option("--media", mapped(order.mediaTypes, mediaTypeKey).join(u','));
    words.option("--redaction", redactionPolicyKey(order.redaction));
    words.option("--concurrency", QString::number(order.concurrentDownloads));
    words.option("--format", keyOf(order.format));
    if (order.pollLimit >= 0)
        words.option("--poll-limit", QString::number(order.pollLimit));
    const QString &policy = frozen.policy.name;
    if (!policy.isEmpty() && policy != MaskPolicyStore::builtIn().name) {
        words.option("--policy", policy);
        if (const auto saved = workspace.maskPolicies().byName(policy); !saved)
            made.notes.append(
                RepeatWords::tr("The masking policy “%1” is no longer saved.").arg(visibleText(policy, 100)));
    }
    if (order.writeRaw)
        made.notes.append(RepeatWords::tr(
            "That run wrote transcripts unmasked, which someone had confirmed. This command masks them."));
    for (const QString &id : order.interactionIds)
        words.alone(id);
    leaveOut(made, "--webhook", order.webhook);
    made.commands.append(words.words(tenant));
    return made;
}

} // namespace

std::optional<QStringList> directiveWords(const SanitizationDirective &directive)
{
    if (!directive.defaultRegion.isEmpty() && !directive.regionMember.isEmpty())
        return std::nullopt;
    if (!fitsCommas(directive.regions))
        return std::nullopt;
    CommandWords words({});
    ListsOptions said;
    const auto set = [&words](const char *name, QString &into, const QString &value) {
        into = value;
        words.option(name, value);
    };
    const auto word = [](DirectiveAction action) {
        return action == DirectiveAction::Skip ? QStringLiteral("keep")
            : action == DirectiveAction::Flag  ? QStringLiteral("review")
            : action == DirectiveAction::Purge ? QStringLiteral("purge")
                                               : QString();
    };
    set("--default-region", said.defaultRegion, directive.defaultRegion);
    set("--region-column", said.regionColumn, directive.regionMember);
    said.regions = directive.regions.isEmpty() ? QStringList{QStringLiteral("all")} : directive.regions;
    words.option("--regions", said.regions->join(u','));
    QStringList types;
    for (int type = 0; type < int(NumberType::Unknown); ++type) {
        if ((directive.blockedTypes & typeBit(NumberType(type))) != 0) {
            const std::string_view name = numberTypeName(NumberType(type));
            types.append(QString::fromLatin1(name.data(), qsizetype(name.size())));
        }
    }
    said.block = types.isEmpty() ? QStringList{QStringLiteral("none")} : types;
    words.option("--block", said.block->join(u','));
    set("--other-regions", said.otherRegions, word(directive.region));
    set("--not-in-plan", said.notInPlan, word(directive.notInPlan));
    set("--no-number", said.noNumber, word(directive.missing));
    said.disposable = directive.disposableLists;
    said.suppress = directive.suppressionLists;
    words.options("--disposable", said.disposable);
    words.options("--suppress", said.suppress);
    set("--dedupe", said.dedupe,
        directive.survivor == SurvivorRule::First          ? QStringLiteral("keep-first")
            : directive.survivor == SurvivorRule::Newest   ? QStringLiteral("keep-newest")
            : directive.survivor == SurvivorRule::FlagOnly ? QStringLiteral("flag")
            : directive.survivor == SurvivorRule::Off      ? QStringLiteral("off")
                                                           : QString());
    // What the options do not say is as the sanitizing has it by itself; they do only when all of it comes back.
    auto read = wantedDirective(said, {});
    if (!read)
        return std::nullopt;
    read->name = directive.name;
    return *read == directive ? std::optional(words.words({})) : std::nullopt;
}

namespace {

Result<RepeatingCommands> repeating(const FrozenListApply &frozen, const QStringList &tenant, Workspace &workspace,
                                    const QString &runId)
{
    TRY(directive, frozen.repeatedDirective());
    RepeatingCommands made;
    const QString plan = freeNameBeside(absolute(QStringLiteral("plan-%1.jsonl").arg(runId.left(8))));
    CommandWords sanitize({QStringLiteral("lists"), QStringLiteral("sanitize")});
    const auto saved = workspace.directives().byName(directive->name);
    QStringList said;
    if (saved && *saved == *directive)
        sanitize.option("--directive", directive->name);
    else if (const auto words = directiveWords(*directive))
        said = *words;
    else
        sanitize.option("--like", runId);
    sanitize.option("--plan", plan);
    sanitize.alone(frozen.listId);
    made.commands.append(sanitize.words(said + tenant));

    const ListApplyOrder &order = frozen.order;
    CommandWords apply({QStringLiteral("lists"), QStringLiteral("apply")});
    apply.option("--plan", plan);
    apply.flag("--no-purge", order.withholdPurge);
    if (order.blocks())
        apply.option("--dnc-group", order.blockGroup);
    made.commands.append(apply.words(tenant));
    leaveOut(made, "--aggregator", order.aggregator);
    made.notes.append(RepeatWords::tr("Review what the plan would do before you run the second command. Confirmations "
                                      "typed for the earlier run are in neither."));
    return made;
}

Result<RepeatingCommands> repeating(const FrozenEnrich &frozen, const QStringList &tenant, Workspace &workspace,
                                    const QString &runId)
{
    const EnrichOrder &order = frozen.order;
    RepeatingCommands made;
    CommandWords words({QStringLiteral("lists"), QStringLiteral("enrich")});
    if (order.campaignId != order.listId) // where campaigns grant no time a list stands for itself
        words.option("--campaign", order.campaignId);
    words.option("--input", order.source.file);
    QString savedName;
    for (const EnrichmentMapping &saved : workspace.mappings().mappings(order.listId)) {
        if (mappingJson(saved) == mappingJson(order.mapping))
            savedName = saved.name;
    }
    EnrichmentMapping plain;
    plain.idColumn = order.mapping.idColumn;
    plain.fields = order.mapping.fields;
    plain.match = order.mapping.match;
    plain.recency = order.mapping.recency;
    if (!savedName.isEmpty()) {
        words.option("--mapping", savedName);
    } else if (mappingJson(plain) == mappingJson(order.mapping)) { // all that --map can say
        words.option("--id-column", plain.idColumn);
        words.options("--map", mapped(plain.fields, fieldText));
        words.option("--match-by", plain.match.attribute);
        words.flag("--ignore-case", plain.match.ignoresCase);
        words.option("--newest-by", plain.recency.column);
        words.option("--date-format", plain.recency.format);
        words.option("--newer-than", plain.recency.attribute);
    } else {
        words.option("--like", runId);
    }
    words.flag("--send-valid", order.sendValid);
    words.flag("--no-refresh", !order.refresh);
    words.alone(order.listId);
    made.commands.append(words.words(tenant));
    const PastFile file = pastFile(order.source.file, order.sourceDigest, {});
    const QString name = visibleText(order.source.file, 300);
    if (file == PastFile::Gone)
        made.notes.append(RepeatWords::tr("The file of that run, %1, no longer exists.").arg(name));
    else if (file == PastFile::Changed)
        made.notes.append(RepeatWords::tr("%1 has changed since that run.").arg(name));
    if (!order.source.format.hasHeader)
        made.notes.append(
            RepeatWords::tr("That run read a file without column names. Commands need them in the first row."));
    return made;
}

Result<RepeatingCommands> repeating(const FrozenAudiencePut &frozen, const QStringList &tenant, Workspace &,
                                    const QString &runId)
{
    RepeatingCommands made;
    CommandWords words({QStringLiteral("audiences"), QStringLiteral("put")});
    words.option("--like", runId);
    words.flag("--wait", frozen.order.awaitEvaluation);
    words.alone(frozen.order.audienceId);
    made.commands.append(words.words(tenant));
    leaveOut(made, "--webhook", frozen.order.webhook);
    made.notes.append(
        RepeatWords::tr("It replaces whatever version is there by then; --expect-version specifies which."));
    return made;
}

Result<RepeatingCommands> repeating(const FrozenAudiencePublish &frozen, const QStringList &tenant, Workspace &,
                                    const QString &runId)
{
    const AudiencePublishOrder &order = frozen.order;
    if (!order.source)
        return refusal("repeat_settings_missing", order.name);
    const PublishChoice &choice = order.source->choice;
    if (order.source->kind != PublishSource::Kind::File || !fitsCommas(choice.columns))
        return refusal("repeat_window_only", runId);
    RepeatingCommands made;
    CommandWords words({QStringLiteral("audiences"), QStringLiteral("publish")});
    words.option("--contacts", order.source->id);
    words.option("--expires", order.list.expires.toString(Qt::ISODate));
    words.option("--list-name", order.list.name);
    words.option("--id-column", choice.idField);
    words.option("--number-column", choice.numberField);
    words.option("--columns", choice.columns.join(u','));
    words.option("--default-region", choice.region);
    words.flag("--digits-are-international", choice.digitsAreInternational);
    words.alone(order.audience.audienceId);
    made.commands.append(words.words(tenant));
    if (pastFile(order.source->id, {}, {}) == PastFile::Gone)
        made.notes.append(
            RepeatWords::tr("The file of that run, %1, no longer exists.").arg(visibleText(order.source->id, 300)));
    made.notes.append(RepeatWords::tr("That run published version %1 of the audience; the newest one is published now. "
                                      "The number of people has to be confirmed again.")
                          .arg(order.audience.version));
    return made;
}

} // namespace

RunsRepeatCommand::RunsRepeatCommand(HeadlessContext context)
    : RunHistoryCommand(context)
    , m_given(context)
{
}

RunsRepeatCommand::~RunsRepeatCommand() = default;

Result<QStringList> RunsRepeatCommand::tenantWords(const RunRecord &record) const
{
    CommandWords words({});
    words.option("--data-dir", absolute(commandLine().common.dataDir));
    const QString &id = record.run.profileId;
    if (const auto sandbox = TenantOpener::builtIn(id)) {
        const bool isCxone = sandbox->id == TenantOpener::cxoneSandboxProfile().id;
        words.option("--sandbox", isCxone ? QStringLiteral("cxone") : QStringLiteral("contract"));
        return words.words({});
    }
    if (const auto profile = workspace().profiles().byId(id)) { // whatever it is called by now
        words.option("--profile", profile->name);
        return words.words({});
    }
    // One that --base-url or the environment names is in no list.
    const auto chosen = chooseTenant(commandLine().common, credentials(), workspace().profiles());
    if (!chosen || chosen->id != id)
        return refusal("repeat_connection_gone", record.run.profileName);
    words.option("--base-url", commandLine().common.baseUrl);
    return words.words({});
}

Result<RepeatingCommands> RunsRepeatCommand::commandsFor(const RunRecord &record) const
{
    TRY(past, pastOrder(record.run));
    TRY(tenant, tenantWords(record));
    return std::visit([&](const auto &frozen) { return repeating(frozen, *tenant, workspace(), record.run.id); },
                      *past);
}

void RunsRepeatCommand::start()
{
    const auto record = findRun(workspace(), commandLine().runHistoryOptions.run);
    if (!record)
        return failed(record.error());
    const auto repeating = commandsFor(*record);
    if (!repeating)
        return failed(repeating.error());
    if (!repeating->onlyReads || commandLine().runHistoryOptions.print)
        return print(*record, *repeating);
    carryOut(*repeating);
}

void RunsRepeatCommand::print(const RunRecord &record, const RepeatingCommands &repeating)
{
    QJsonArray commands;
    for (const QStringList &words : repeating.commands) {
        const QStringList all = QStringList{QStringLiteral("muster")} + words;
        const QString line = shellLine(all);
        if (!commandLine().common.json)
            (void)console().bytes(QString(line % u'\n').toUtf8()); // a reader that went away has read enough
        commands.append(
            QJsonObject{{QStringLiteral("line"), line}, {QStringLiteral("words"), QJsonArray::fromStringList(all)}});
    }
    for (const QString &note : repeating.notes)
        console().note(note);
    complete({{QStringLiteral("run_id"), record.run.id},
              {QStringLiteral("kind"), record.run.kind},
              {QStringLiteral("commands"), commands},
              {QStringLiteral("notes"), QJsonArray::fromStringList(repeating.notes)}});
}

void RunsRepeatCommand::carryOut(const RepeatingCommands &repeating)
{
    QList<QByteArray> words{"muster"};
    const qsizetype named = 2; // group and command, which options follow
    const QStringList &command = repeating.commands.first();
    for (const QString &word : command.first(named) + repeating.unprinted + command.sliced(named))
        words.append(word.toUtf8());
    std::vector<char *> argv;
    for (QByteArray &word : words)
        argv.push_back(word.data());
    ParsedCommandLine parsed = parseCommandLine(int(argv.size()), argv.data());
    if (parsed.exitCode) { // what it did not take stands on standard error
        Q_EMIT done(*parsed.exitCode);
        return;
    }
    m_repeatedLine = std::move(parsed.commandLine);
    // What this command was told about itself holds for what it carries out.
    const CommonOptions &common = commandLine().common;
    m_repeatedLine.common.json = common.json;
    m_repeatedLine.common.quiet = common.quiet;
    m_repeatedLine.common.arm = common.arm;
    m_repeatedLine.common.timeLimit = common.timeLimit;
    m_repeatedLine.common.keyStoreWait = common.keyStoreWait;
    m_repeatedLine.wait = commandLine().wait;
    console().note(shellLine(QStringList{QStringLiteral("muster")} + command));
    m_repeated = m_repeatedLine.headless->make({.commandLine = m_repeatedLine,
                                                .console = m_given.console,
                                                .workspace = m_given.workspace,
                                                .opener = m_given.opener,
                                                .credentials = m_given.credentials});
    connect(m_repeated.get(), &HeadlessCommand::done, this, &RunsRepeatCommand::done);
    m_repeated->start();
}

void RunsRepeatCommand::interrupt()
{
    if (m_repeated)
        return m_repeated->receiveInterrupt();
    RunHistoryCommand::interrupt();
}

void RunsRepeatCommand::terminate()
{
    if (m_repeated)
        return m_repeated->receiveTerminate();
    RunHistoryCommand::terminate();
}

} // namespace muster
