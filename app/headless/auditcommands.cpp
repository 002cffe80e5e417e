// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/headless/auditcommands.h"

#include "models/runs/detach.h"
#include "models/sinks/auditexport.h"
#include "models/store/appsettings.h"
#include "models/store/auditindex.h"
#include "models/store/auditretention.h"
#include "models/store/auditsubjects.h"
#include "models/store/profilestore.h"
#include "models/text/audittexts.h"
#include "models/text/errortexts.h"

#include <QCoro/QCoroFuture>
#include <QJsonArray>
#include <QLocale>
#include <algorithm>

namespace muster {

Result<AuditQuery> AuditQueryCommand::query() const
{
    const AuditOptions &options = commandLine().auditOptions;
    TRY(period, parsePeriod(options.since, options.until));
    AuditQuery query{.since = period->since,
                     .until = period->until,
                     .actor = options.actor,
                     .connection = options.connection,
                     .event = options.event,
                     .outcome = options.outcome,
                     .runId = options.runId,
                     .job = options.job,
                     .object = options.object,
                     .text = options.text};
    if (const auto profile = workspace().profiles().byName(options.connection);
        profile && !options.connection.isEmpty())
        query.connection = profile->id;
    if (!options.text.isEmpty())
        query.textEvents = auditEventsSaying(options.text);
    if (!options.interaction.isEmpty()) {
        TRY(key, AuditSubjects(workspace().audit().file()).find());
        // Without a key no digest leads to an id: what nothing can be.
        query.interaction = key->isEmpty() ? QStringLiteral("-") : AuditSubjects::digest(*key, options.interaction);
    }
    return query;
}

void AuditQueryCommand::ask(const AuditQuery &query)
{
    answerTo(
        this, {}, [index = &workspace().auditIndex(), query] { return index->find(query, {}); },
        [](AuditQueryCommand *self, const Result<AuditMatches> &matches) {
            if (const auto &notice = self->workspace().auditIndex().notice())
                self->console().note(errorSentence(*notice));
            if (matches)
                self->found(matches->sequences);
            else
                self->fail(matches.error(), ExitFailed);
        });
}

void AuditListCommand::start()
{
    const auto wanted = query();
    if (!wanted)
        return fail(wanted.error(), ExitRefused);
    if (!wanted->isEmpty())
        return ask(*wanted);
    const AuditLog &log = workspace().audit();
    const qint64 limit = commandLine().auditOptions.limit;
    QList<AuditEntry> entries;
    for (qint64 first = std::max(log.firstKept(), log.count() - limit + 1); first <= log.count();) {
        const auto more = log.read(first, log.count() - first + 1);
        if (!more)
            return fail(more.error(), ExitFailed);
        entries += *more;
        first += more->size();
    }
    show(entries, log.count() - log.firstKept() + 1);
}

void AuditListCommand::found(const std::vector<quint32> &sequences)
{
    const std::size_t limit = std::size_t(commandLine().auditOptions.limit);
    QList<AuditEntry> entries;
    for (std::size_t at = sequences.size() - std::min(sequences.size(), limit); at < sequences.size(); ++at) {
        const auto entry = workspace().audit().read(sequences[at], 1);
        if (!entry)
            return fail(entry.error(), ExitFailed);
        entries += *entry;
    }
    show(entries, qint64(sequences.size()));
}

void AuditListCommand::show(const QList<AuditEntry> &entries, qint64 matches)
{
    const qint64 total = workspace().audit().count() - workspace().audit().firstKept() + 1;
    QList<QStringList> rows;
    QJsonArray array;
    for (const AuditEntry &entry : entries) {
        rows.append({QString::number(entry.sequence), entry.at.toString(Qt::ISODate), entry.actor,
                     auditEventText(entry.event), auditFactsText(entry)});
        array.append(QJsonObject{{QStringLiteral("sequence"), entry.sequence},
                                 {QStringLiteral("at"), entry.at.toString(Qt::ISODateWithMs)},
                                 {QStringLiteral("event"), entry.event},
                                 {QStringLiteral("run_id"), entry.runId},
                                 {QStringLiteral("actor"), entry.actor},
                                 {QStringLiteral("facts"), entry.facts},
                                 {QStringLiteral("digest"), entry.digest}});
    }
    if (rows.isEmpty() && total > 0 && !commandLine().auditOptions.interaction.isEmpty())
        console().line(tr("The history has no entry for this interaction."));
    else if (rows.isEmpty())
        console().line(total == 0 ? tr("The history is empty.") : tr("No entries match."));
    console().table(rows, {0});
    if (matches > entries.size())
        console().note(tr("Showing only the newest of %1 matching entries; use --limit for more.")
                           .arg(QLocale().toString(matches)));
    complete(
        {{QStringLiteral("entries"), array}, {QStringLiteral("matches"), matches}, {QStringLiteral("total"), total}});
}

void AuditForgetCommand::start()
{
    if (workspace().isReadOnly())
        return fail(workspace().writeRefusal(), ExitRefused);
    AuditLog &log = workspace().audit();
    // The entry first: what cannot be told of is not done (S35).
    if (const auto told = log.append(QStringLiteral("audit.ids_forgotten"), {}, {}); !told)
        return fail(told.error(), ExitFailed);
    if (const auto forgotten = AuditSubjects(log.file()).forget(); !forgotten)
        return fail(forgotten.error(), ExitFailed);
    console().line(tr("Interactions can no longer be found in the history by ID."));
    complete({{QStringLiteral("outcome"), QStringLiteral("complete")}});
}

Result<QDateTime> AuditPruneCommand::boundary() const
{
    const AuditOptions &options = commandLine().auditOptions;
    if (!options.before.isEmpty()) {
        TRY(period, parsePeriod({}, options.before));
        return period->until;
    }
    const QString chosen
        = options.olderThan.isEmpty() ? workspace().settings().text(auditKeepSetting) : options.olderThan;
    const auto keep = chosen.isEmpty() ? AuditKeepTime() : AuditKeepTime::parse(chosen);
    if (!keep)
        return failure(ErrorKind::BadInput, "not_keep_time", chosen);
    if (keep->isForEver())
        return failure(ErrorKind::BadInput, "kept_forever");
    return keep->boundary(workspace().believableNow().earliest); // a clock that is ahead removes nothing (F107)
}

void AuditPruneCommand::show(const AuditRemoval &removal, const char *outcome)
{
    QList<QStringList> rows{{tr("FILE"), tr("FROM"), tr("TO"), tr("ENTRIES"), tr("BYTES")}};
    QJsonArray files;
    for (const RemovedAuditFile &file : removal.files) {
        const QString name = QFileInfo(ClosedAuditFile::pathFor(workspace().audit().file(), file.first)).fileName();
        rows.append({name, file.from.toString(Qt::ISODate), file.until.toString(Qt::ISODate),
                     QString::number(file.entries()), QString::number(file.bytes)});
        files.append(QJsonObject{{QStringLiteral("file"), name},
                                 {QStringLiteral("first"), file.first},
                                 {QStringLiteral("last"), file.last},
                                 {QStringLiteral("from"), file.from.toString(Qt::ISODateWithMs)},
                                 {QStringLiteral("until"), file.until.toString(Qt::ISODateWithMs)},
                                 {QStringLiteral("bytes"), file.bytes},
                                 {QStringLiteral("digest"), file.digest},
                                 {QStringLiteral("sha256"), file.sha256}});
    }
    if (!removal.files.isEmpty())
        console().table(rows, {3, 4});
    console().line(auditRemovalText(removal));
    if (removal.recordedIn > 0)
        console().line(tr("Removed, as recorded in entry %1 of the history. Export a new checkpoint: older ones can "
                          "only be compared in part.")
                           .arg(QLocale().toString(removal.recordedIn)));
    complete({{QStringLiteral("outcome"), QLatin1String(outcome)},
              {QStringLiteral("before"), removal.before.toString(Qt::ISODateWithMs)},
              {QStringLiteral("files"), files},
              {QStringLiteral("entries"), removal.entries()},
              {QStringLiteral("bytes"), removal.bytes()},
              {QStringLiteral("recorded_in"), removal.recordedIn}});
}

void AuditPruneCommand::start()
{
    const AuditOptions &options = commandLine().auditOptions;
    if (!options.check && workspace().isReadOnly())
        return fail(workspace().writeRefusal(), ExitRefused);
    const auto before = boundary();
    if (!before)
        return fail(before.error(), ExitRefused);
    const AuditRetention retention(workspace().audit());
    const auto plan = retention.plan(*before);
    if (!plan)
        return fail(plan.error(), ExitFailed);
    if (options.check || plan->files.isEmpty())
        return show(*plan, options.check ? "checked" : "complete");
    if (options.confirmCount != plan->entries()) {
        console().note(auditRemovalText(*plan));
        return fail(refusal("prune_count", QString::number(plan->entries())).value(), ExitRefused);
    }
    const auto done = retention.carryOut(*plan, absolute(options.copyTo));
    if (!done)
        return fail(done.error(), ExitFailed);
    show(*done, "complete");
}

// With a checkpoint both: what this computer knows of its own history, and what was noted down elsewhere.
AuditVerdict AuditVerifyCommand::verdict(const AuditCheckpoint &checkpoint) const
{
    const QString file = absolute(commandLine().auditOptions.file);
    if (!file.isEmpty())
        return AuditLog::verifyFile(file, checkpoint);
    const AuditVerdict own = workspace().audit().verify();
    return own.intact && !checkpoint.digest.isEmpty() ? AuditLog::verifyFile(workspace().audit().file(), checkpoint)
                                                      : own;
}

void AuditVerifyCommand::start()
{
    const QString &named = commandLine().auditOptions.checkpoint;
    const auto checkpoint = named.isEmpty() ? AuditCheckpoint() : AuditCheckpoint::named(named);
    if (!checkpoint)
        return fail(checkpoint.error(), ExitRefused);
    const AuditVerdict found = verdict(*checkpoint);
    console().line(auditVerdictText(found));
    console().json({{QStringLiteral("intact"), found.intact},
                    {QStringLiteral("entries"), found.entries},
                    {QStringLiteral("first_bad"), found.firstBad},
                    {QStringLiteral("reason"), found.reasonKey},
                    {QStringLiteral("file"), found.file},
                    {QStringLiteral("head"), found.headDigest},
                    {QStringLiteral("removed_through"), found.removedLast},
                    {QStringLiteral("removed_recorded_in"), found.removedIn},
                    {QStringLiteral("checkpoint_compared"), !checkpoint->digest.isEmpty() && !found.isExpectedGone}});
    // What was asked for, a comparison, could not be made: that is no success.
    const bool isAnswered = !found.isExpectedGone;
    Q_EMIT done(!found.intact ? ExitFailed : isAnswered ? ExitComplete : ExitRefused);
}

void AuditCheckpointCommand::start()
{
    const AuditCheckpoint now = workspace().audit().checkpoint();
    const QString file = absolute(commandLine().auditOptions.file);
    if (!file.isEmpty()) {
        if (const auto written = now.writeTo(file); !written)
            return fail(written.error(), ExitFailed);
    }
    console().line(QString::number(now.sequence) + u' ' + now.digest);
    if (!file.isEmpty())
        console().note(tr("Checkpoint saved to %1. Keep it where this account can’t write.").arg(file));
    complete({{QStringLiteral("sequence"), now.sequence},
              {QStringLiteral("digest"), now.digest},
              {QStringLiteral("output_file"), file}});
}

void AuditExportCommand::start()
{
    const auto wanted = query();
    if (!wanted)
        return fail(wanted.error(), ExitRefused);
    const QString file = absolute(commandLine().auditOptions.file);
    if (wanted->isEmpty() && commandLine().auditOptions.format == u"jsonl")
        return copyWhole(file);
    ask(*wanted);
}

void AuditExportCommand::copyWhole(const QString &file)
{
    if (const auto written = workspace().audit().exportTo(file); !written)
        return fail(written.error(), ExitFailed);
    console().line(tr("History saved to %1. Keep %2 separately to prove it later.")
                       .arg(file, file + QLatin1String(".checkpoint")));
    complete({{QStringLiteral("outcome"), QStringLiteral("complete")}, {QStringLiteral("output_file"), file}});
}

void AuditExportCommand::found(const std::vector<quint32> &sequences)
{
    const AuditOptions &options = commandLine().auditOptions;
    const AuditFormat format = options.format == u"csv" ? AuditFormat::Csv
        : options.format == u"otel"                     ? AuditFormat::OpenTelemetry
                                                        : AuditFormat::JsonLines;
    const auto written
        = exportAuditEntries(workspace().audit(), sequences, format, absolute(options.file), auditEventText);
    if (!written)
        return fail(written.error(), ExitFailed);
    const auto count = qint64(sequences.size());
    console().line(
        tr("%n entries saved to %1. This is a selection: only the whole history can be verified.", nullptr, int(count))
            .arg(written->name));
    if (written->formulaCells > 0)
        console().note(
            tr("%n cells looked like formulas and were converted to text.", nullptr, int(written->formulaCells)));
    complete({{QStringLiteral("outcome"), QStringLiteral("complete")},
              {QStringLiteral("output_file"), written->name},
              {QStringLiteral("entries"), count},
              {QStringLiteral("formula_cells"), written->formulaCells}});
}

} // namespace muster
