// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/headless/transcriptcommands.h"

#include "app/headless/maskcommand.h"
#include "models/rules/documents/policyjson.h"
#include "models/runs/runmanager.h"
#include "models/runs/transcripts/transcriptrun.h"
#include "models/store/journal.h"
#include "models/text/maskingtexts.h"
#include "models/text/plaintext.h"
#include "models/transcripts/interactionids.h"

#include <QDir>
#include <QJsonArray>
#include <QLocale>

namespace muster {

namespace {

constexpr qsizetype shownPlaces = 20;

} // namespace

Result<QStringList> TranscriptsFetchCommand::wantedIds()
{
    const TranscriptOptions &options = commandLine().transcriptOptions;
    IdList list = IdList::of(options.ids);
    if (!options.idsFile.isEmpty()) {
        if (!options.ids.isEmpty())
            return refusal("ids_twice", {});
        TRY(read, IdList::read(absolute(options.idsFile)));
        list = *read;
    }
    for (const auto *places : {&list.malformed, &list.duplicates}) {
        for (const IdList::Place &place : places->mid(0, shownPlaces)) {
            const QString id = visibleText(place.id, 60);
            console().error(place.fault == InteractionIdFault::None
                                ? tr("Line %1: “%2” is listed more than once.").arg(QString::number(place.line), id)
                                : tr("Line %1: “%2” isn’t an interaction ID.").arg(QString::number(place.line), id));
        }
        if (places->size() > shownPlaces)
            console().error(tr("… and %1 more.").arg(QLocale().toString(places->size() - shownPlaces)));
    }
    if (const qsizetype wrong = list.malformed.size() + list.duplicates.size(); wrong > 0)
        return refusal("bad_ids", QLocale().toString(wrong));
    return list.ids;
}

Result<MaskPolicy> TranscriptsFetchCommand::wantedPolicy() const
{
    return policyByNameOrFile(workspace().maskPolicies(), commandLine().transcriptOptions.policy);
}

Result<TranscriptOrder> TranscriptsFetchCommand::wantedOrder()
{
    const TranscriptOptions &options = commandLine().transcriptOptions;
    TRY(ids, wantedIds());
    TranscriptOrder order;
    order.interactionIds = *ids;
    if (!options.media.isEmpty()) {
        order.mediaTypes.clear();
        for (const MediaType media : allMediaTypes) {
            if (options.media.contains(mediaTypeKey(media)))
                order.mediaTypes.append(media);
        }
    }
    order.redaction = redactionPolicyFromKey(options.redaction).value_or(RedactionPolicy::Auto);
    order.format = valueOf<TranscriptFormat>(options.format).value_or(TranscriptFormat::Json);
    order.concurrentDownloads = options.concurrency;
    order.attachJob = options.attach;
    order.folder = QDir::cleanPath(absolute(options.out));
    order.writeRaw = options.writeRaw;
    order.webhook = QUrl(options.webhook, QUrl::StrictMode);
    order.pollLimit = options.pollLimit;
    if (!options.webhook.isEmpty() && !order.webhook.isValid())
        return refusal("callback_address", options.webhook);
    // A word of its own, with the count: what nobody counted cannot be confirmed.
    if (order.writeRaw && (order.interactionIds.isEmpty() || options.confirmRaw != order.interactionIds.size()))
        return refusal("raw_not_confirmed", QString::number(order.interactionIds.size()));
    return order;
}

void TranscriptsFetchCommand::start()
{
    const auto order = wantedOrder();
    if (!order)
        return fail(order.error(), ExitRefused);
    const auto policy = wantedPolicy();
    if (!policy)
        return fail(policy.error(), ExitRefused);
    if (const QString unmasked = order->writeRaw ? QString() : unmaskedText(*policy); !unmasked.isEmpty())
        console().note(unmasked);
    const auto session = openTenant(Job::Transcripts);
    if (!session)
        return fail(session.error(), ExitRefused);
    if (commandLine().transcriptOptions.resume) {
        if (const auto interrupted = workspace().runs().resumableFor(RunKind::Transcripts, order->folder))
            return resumeRun(**session, interrupted->id, *order);
        console().note(tr("No interrupted run of this folder; starting a new one."));
    }
    if (RunManager::submitsTranscripts(**session, *order) && (*session)->isLookOnly())
        return fail(lookOnlyRefusal((*session)->profile().name), ExitRefused);
    follow(workspace().runs().startTranscripts(**session, *order, *policy));
}

void TranscriptsFetchCommand::resumeRun(TenantSession &session, const QString &runId, const TranscriptOrder &order)
{
    const auto entry = workspace().journal().find(runId);
    if (!entry)
        return fail(entry.error(), ExitFailed);
    const auto before = thawTranscripts((*entry)->order, (*entry)->orderDigest);
    if (!before)
        return fail(before.error(), ExitFailed);
    const auto policy = wantedPolicy();
    const QString digest = order.writeRaw || !policy ? QString() : policyDigest(*policy);
    const TranscriptOrder &known = before->order;
    const char *differs = known.interactionIds != order.interactionIds ? "--ids"
        : known.mediaTypes != order.mediaTypes                         ? "--media"
        : known.redaction != order.redaction                           ? "--redaction"
        : known.format != order.format                                 ? "--format"
        : known.attachJob != order.attachJob                           ? "--attach"
        : known.writeRaw != order.writeRaw                             ? "--write-raw"
        : known.webhook != order.webhook                               ? "--webhook"
        : before->policy.digest != digest                              ? "--policy"
                                                                       : nullptr;
    if (differs)
        return fail(refusal("resume_differs", runId, QString::fromLatin1(differs)).value(), ExitRefused);
    if (!TranscriptRun::onlyReads(**entry) && session.isLookOnly())
        return fail(lookOnlyRefusal(session.profile().name), ExitRefused);
    if (commandLine().common.arm) {
        if (const auto armed = workspace().runs().rearm(session, runId);
            !armed && armed.error().code != QLatin1String("not_halted"))
            return fail(armed.error(), ExitRefused);
    }
    console().note(tr("Resuming run %1.").arg(runId));
    follow(workspace().runs().resume(session, runId));
}

void TranscriptsSearchCommand::start()
{
    const TranscriptOptions &options = commandLine().transcriptOptions;
    InteractionQuery query;
    for (const auto &[text, time] : {std::pair{options.from, &query.from}, std::pair{options.to, &query.to}}) {
        if (text.isEmpty())
            continue;
        *time = parseTime(text);
        if (!*time)
            return fail(refusal("not_time", text).value(), ExitRefused);
    }
    if (!options.media.isEmpty())
        query.media = mediaTypeFromKey(options.media.first());
    const auto session = openTenant(Job::Transcripts);
    if (!session)
        return fail(session.error(), ExitRefused);
    m_queries = std::make_unique<TranscriptQueries>(**session);
    connect(m_queries.get(), &TranscriptQueries::searchFailed, this, [this](const ApiError &error) {
        fail(error, error.kind == ErrorKind::BadInput ? ExitRefused : ExitFailed);
    });
    connect(m_queries.get(), &TranscriptQueries::searchProgress, this, [this](qsizetype found) {
        if (console().hasTerminal())
            console().progress(tr("Found so far: %1").arg(QLocale().toString(found)));
    });
    connect(m_queries.get(), &TranscriptQueries::searchFinished, this, &TranscriptsSearchCommand::show);
    m_queries->search(query);
}

void TranscriptsSearchCommand::show(const FoundInteractions &found)
{
    console().endProgress();
    QList<QStringList> rows{{tr("INTERACTION"), tr("MEDIA"), tr("TIME")}};
    QJsonArray array;
    for (const InteractionSummary &item : found.items) {
        const QString time = item.timestamp.toString(Qt::ISODate);
        rows.append({visibleText(item.id, int(longestInteractionId)), visibleText(item.mediaType, 40), time});
        array.append(QJsonObject{{QStringLiteral("interaction_id"), item.id},
                                 {QStringLiteral("media"), item.mediaType},
                                 {QStringLiteral("time"), time}});
    }
    console().list(rows, tr("No interaction matches."));
    complete({{QStringLiteral("interactions"), array}, {QStringLiteral("count"), found.items.size()}});
}

} // namespace muster
