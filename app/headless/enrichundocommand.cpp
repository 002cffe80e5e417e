// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/headless/enrichundocommand.h"

#include "app/headless/headlesscommand.h"
#include "models/runs/enrich/undo/enrichundocheckrun.h"
#include "models/runs/enrich/undo/undorules.h"
#include "models/runs/runmanager.h"
#include "models/store/backupstore.h"
#include "models/store/diskaccess.h"
#include "models/store/durablefile.h"
#include "models/store/journal.h"
#include "models/text/exporttexts.h"
#include "models/text/runtexts.h"

#include <QLocale>
#include <algorithm>

namespace muster {

EnrichUndoCommand::~EnrichUndoCommand() = default;

void EnrichUndoCommand::start()
{
    const EnrichOptions &options = commandLine().enrichOptions;
    if (!options.left.isEmpty() && QFileInfo::exists(options.left))
        return fail(refusal("target_exists", absolute(options.left)).value(), ExitRefused);
    const auto order = wantedOrder();
    if (!order)
        return fail(order.error(), ExitRefused);
    m_order = *order;
    const auto session = openTenant(Job::Enrichment);
    if (!session)
        return fail(session.error(), ExitRefused);
    m_session = *session;
    m_order.dialConsent = {options.dialConsent};
    if (!options.check && m_session->isLookOnly())
        return fail({.kind = ErrorKind::LookOnly, .subject = m_session->profile().name}, ExitRefused);
    const auto run = workspace().runs().startEnrichUndoCheck(*m_session, m_order.backupFile, m_order.choice);
    if (!run)
        return fail(run.error(), ExitRefused);
    m_check = qobject_cast<EnrichUndoCheckRun *>(*run);
    connect(m_check, &Run::metricsChanged, this, [this](const RunMetrics &metrics) {
        if (console().hasTerminal() && m_check && !m_check->outcome())
            console().progress(liveText(m_check->state(), metrics));
    });
    connect(m_check, &Run::finished, this, &EnrichUndoCommand::compared);
}

Result<EnrichUndoOrder> EnrichUndoCommand::wantedOrder() const
{
    const EnrichOptions &options = commandLine().enrichOptions;
    EnrichUndoOrder order{.backupFile = {},
                          .campaignId = options.campaign,
                          .refresh = !options.noRefresh,
                          .choice = {},
                          .typedCount = options.confirmCount};
    TRY(choice, wantedChoice());
    order.choice = *choice;
    const QList<BackupInfo> backups = workspace().backups().list();
    const auto backup = std::find_if(backups.cbegin(), backups.cend(), [&options](const BackupInfo &one) {
        return one.runId == options.run && isOfEnrichment(one);
    });
    if (backup == backups.cend())
        return refusal("nothing_to_undo", options.run);
    order.backupFile = backup->file;
    if (!order.campaignId.isEmpty())
        return order;
    TRY(entry, workspace().journal().find(options.run));
    const auto enrichment
        = *entry ? thawEnrich((*entry)->order, (*entry)->orderDigest) : Result<FrozenEnrich>(refusal("", {}));
    if (!enrichment)
        return refusal("campaign_unknown", options.run);
    order.campaignId = enrichment->order.campaignId;
    return order;
}

Result<UndoChoice> EnrichUndoCommand::wantedChoice() const
{
    const EnrichOptions &options = commandLine().enrichOptions;
    const QString file = absolute(options.only.isEmpty() ? options.except : options.only);
    if (file.isEmpty())
        return UndoChoice();
    const auto ids = readWholeFile(file, UndoChoice::maxBytes).and_then([](const QByteArray &bytes) {
        return parseContactIds(bytes);
    });
    if (!ids) {
        ApiError error = ids.error();
        if (fileTrouble(error) == FileTrouble::TooLarge)
            error = {.kind = ErrorKind::BadInput, .code = QStringLiteral("contact_ids_too_large")};
        error.subject = file;
        return tl::unexpected(error);
    }
    return UndoChoice{options.only.isEmpty() ? UndoChoice::Kind::Except : UndoChoice::Kind::Only, *ids};
}

void EnrichUndoCommand::compared(const RunOutcome &outcome)
{
    console().endProgress();
    const SharedUndoPreview preview = std::exchange(m_check, nullptr)->preview();
    if (outcome.kind == RunOutcome::Kind::Cancelled) {
        Q_EMIT done(ExitCancelled);
        return;
    }
    if (!preview) {
        const ApiError error = outcome.error.value_or(ApiError{.kind = ErrorKind::Cancelled});
        return fail(error, error.kind == ErrorKind::BadInput ? ExitRefused : ExitFailed); // of the choice
    }
    const QString &left = commandLine().enrichOptions.left;
    if (!left.isEmpty()) {
        const auto written = writeNotUndone(*preview, {}, absolute(left), {});
        if (!written)
            return fail(written.error(), ExitFailed);
        console().note(
            withFormulaCells(tr("Values that are not restored are listed in %1.").arg(written->name), *written));
    }
    afterPreview(preview->counts());
}

void EnrichUndoCommand::afterPreview(const UndoCounts &counts)
{
    showCounts(counts);
    const auto confirmed = UndoGate::confirmed(counts, m_order.typedCount);
    // What was given must be right, whether or not anything is sent.
    const bool isWrong = !confirmed && confirmed.error().code.endsWith(QLatin1String("_wrong"));
    if (isWrong || (!confirmed && !commandLine().enrichOptions.check))
        return fail(confirmed.error(), ExitRefused);
    if (commandLine().enrichOptions.check || counts.contactsBack == 0) {
        if (counts.contactsBack == 0)
            console().note(tr("Nothing can be restored; nothing is sent."));
        QJsonObject object = countsObject(counts);
        object.insert(QStringLiteral("outcome"), QStringLiteral("complete"));
        return complete(object);
    }
    follow(workspace().runs().startEnrichUndo(*m_session, m_order));
}

void EnrichUndoCommand::showCounts(const UndoCounts &counts)
{
    const QLocale locale;
    const auto count = [&](UndoFate fate) { return locale.toString(counts.count(fate)); };
    console().line(tr("Enriched contacts:            %1").arg(locale.toString(counts.contacts)));
    console().line(tr("Contacts to restore:          %1").arg(locale.toString(counts.contactsBack)));
    console().line(tr("Values to restore:            %1").arg(count(UndoFate::ComesBack)));
    console().line(tr("Already at the old value:     %1").arg(count(UndoFate::AsBefore)));
    console().line(tr("Changed since, skipped:       %1").arg(count(UndoFate::ChangedSince)));
    console().line(tr("Were empty, can’t be cleared: %1").arg(count(UndoFate::WasEmpty)));
    console().line(tr("Can’t be written back:        %1").arg(count(UndoFate::NotWritable)));
    console().line(tr("Of contacts no longer there:  %1").arg(count(UndoFate::Gone)));
    if (counts.count(UndoFate::LeftOut) > 0)
        console().line(tr("Excluded by choice:           %1").arg(count(UndoFate::LeftOut)));
}

QJsonObject EnrichUndoCommand::countsObject(const UndoCounts &counts)
{
    QJsonObject values;
    for (int fate = 0; fate < undoFateCount; ++fate)
        values.insert(keyOf(UndoFate(fate)), counts.count(UndoFate(fate)));
    return {{QStringLiteral("contacts"), counts.contacts},
            {QStringLiteral("contacts_to_send"), counts.contactsBack},
            {QStringLiteral("asks_for_count"), UndoGate::asksForCount(counts)},
            {QStringLiteral("values"), values}};
}

void EnrichUndoCommand::interrupt()
{
    if (m_check)
        return m_check->cancel();
    FollowingCommand::interrupt();
}

void EnrichUndoCommand::terminate()
{
    if (m_check)
        return m_check->cancel();
    FollowingCommand::terminate();
}

} // namespace muster
