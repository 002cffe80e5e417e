// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/segments/segmentscontroller.h"

#include "models/rules/exportrules.h"
#include "models/runs/exportkeyactions.h"
#include "models/runs/exportrun.h"
#include "models/runs/runmanager.h"
#include "models/runs/tenantsession.h"
#include "models/runs/workspace.h"
#include "models/store/exportpresetstore.h"
#include "models/text/errortexts.h"
#include "models/text/plaintext.h"
#include "ui/common/prompts.h"
#include "ui/segments/exportpresetbar.h"
#include "ui/segments/exportsheet.h"
#include "ui/segments/segmentspage.h"

#include <QFileInfo>

namespace muster {

SegmentsController::SegmentsController(SegmentsPage &page, TenantSession &session, Workspace &workspace,
                                       QObject *parent)
    : QObject(parent)
    , m_page(page)
    , m_session(session)
    , m_runs(workspace.runs())
    , m_presets(workspace.exportPresets())
    , m_keys(new ExportKeyActions(workspace, this))
{
    page.setProfile(session.profile());
    connect(&session, &TenantSession::segmentsLoading, this, [this] { m_page.showLoading(); });
    connect(&session, &TenantSession::segmentsLoaded, this, [this](const QList<SegmentSummary> &segments) {
        m_page.setNow(QDateTime::currentDateTimeUtc());
        m_page.setSegments(segments);
    });
    connect(&session, &TenantSession::segmentsFailed, this,
            [this](const ApiError &error) { m_page.setLoadError(error); });
    connect(&session, &TenantSession::definitionLoaded, this,
            [this](const SegmentDefinition &definition) { m_page.setDefinition(definition); });
    connect(&session, &TenantSession::definitionFailed, this,
            [this](const QString &id, const ApiError &error) { m_page.setDefinitionError(id, error); });
    connect(&page, &SegmentsPage::sheetBuilt, this, &SegmentsController::joinSheet);
    if (page.hasSheet())
        joinSheet(page.sheet());
    connect(&page, &SegmentsPage::reloadAsked, &session, &TenantSession::requestSegments);
    connect(&page, &SegmentsPage::definitionAsked, &session, &TenantSession::requestDefinition);
    // Every export that starts while this session is open, whether confirmed here or resumed elsewhere.
    connect(&m_runs, &RunManager::runStarted, this, [this](Run *run) {
        auto *exportRun = qobject_cast<ExportRun *>(run);
        if (exportRun && exportRun->order().order.profileId == m_session.profile().id)
            follow(exportRun); // one of another tenant's may go on by itself (F04)
    });
    session.requestSegments();
}

void SegmentsController::joinSheet(ExportSheet *sheet)
{
    connect(&m_session, &TenantSession::previewReady, sheet, &ExportSheet::showPreview);
    connect(&m_session, &TenantSession::previewFailed, sheet, &ExportSheet::showPreviewError);
    connect(sheet, &ExportSheet::previewAsked, &m_session, &TenantSession::requestPreview);
    connect(sheet, &ExportSheet::closed, &m_session, &TenantSession::cancelPreview);
    connect(sheet, &ExportSheet::confirmed, this, &SegmentsController::startRun);
    joinPresets(sheet);
    joinKey(sheet);
}

void SegmentsController::joinKey(ExportSheet *sheet)
{
    connect(sheet, &ExportSheet::replaceKeyAsked, this, &SegmentsController::offerToReplaceKey);
    connect(m_keys, &ExportKeyActions::replaced, sheet, [this](const ExportKey::Info &info) {
        Prompts::instance().tell(&m_page, tr("Key replaced"),
                                 tr("Exports now use the key %1 for pseudonyms.").arg(info.id));
    });
    connect(m_keys, &ExportKeyActions::failed, sheet, [this](const ApiError &error) {
        Prompts::instance().tell(&m_page, tr("The key wasn’t replaced"), errorSentence(error));
    });
}

void SegmentsController::offerToReplaceKey()
{
    const auto info = m_keys->info();
    const Question question{
        .title = tr("Replace the key of pseudonyms?"),
        .text = info ? tr("The key %1 is deleted and can’t be restored.").arg(info->id)
                     : tr("There is no key yet; the first export with pseudonyms creates one."),
        .detail
        = tr("From then on the same people have other pseudonyms. Exports made so far can’t be joined or compared "
             "with new ones by them, and interrupted exports with pseudonyms can’t be resumed."),
        .acceptLabel = tr("Replace key"),
        .rejectLabel = tr("Keep key"),
        .dangerous = true,
    };
    askFirst(&m_page, question, this, [this] { m_keys->replace(); });
}

void SegmentsController::joinPresets(ExportSheet *sheet)
{
    ExportPresetBar *bar = sheet->presets();
    const auto show = [this, bar] { bar->setPresets(m_presets.presets(), !m_presets.isReadOnly()); };
    connect(&m_presets, &ExportPresetStore::changed, bar, show);
    show();
    // The name in the field is that of the preset from then on; an error leaves all as it was.
    const auto tell = [bar](const Result<void> &done, const QString &name, const QString &sentence) {
        if (done)
            bar->setChosen(name);
        bar->showHint(done ? sentence : errorSentence(done.error()), !done);
    };
    connect(sheet, &ExportSheet::presetSaveAsked, this, [this, tell](const ExportPreset &preset) {
        const QString file = visibleText(QFileInfo(preset.target).fileName(), 200);
        tell(m_presets.save(preset), preset.name, tr("Saved, with %1 as the file.").arg(file));
    });
    connect(bar, &ExportPresetBar::renameAsked, this, [this, tell](const QString &from, const QString &to) {
        tell(m_presets.rename(from, to), to, tr("Preset renamed."));
    });
    connect(bar, &ExportPresetBar::removeAsked, this,
            [this, tell](const QString &name) { tell(m_presets.remove(name), {}, tr("Preset deleted.")); });
}

void SegmentsController::startRun(const FrozenExportOrder &order)
{
    const Result<Run *> started = m_runs.startExport(m_session, order);
    if (!started) {
        m_page.sheet()->showStartError(started.error());
        return;
    }
    const TextProfile profile = hasTextProfile(order.order.format) ? order.order.textProfile : m_page.textProfile();
    Q_EMIT defaultsChosen(QFileInfo(order.order.targetFile).absolutePath(), profile);
    m_page.closeSheet();
}

void SegmentsController::follow(ExportRun *run)
{
    if (m_live)
        disconnect(m_live, &ExportRun::pageArrived, this, nullptr);
    m_live = run;
    m_page.startLiveRows(run->title(), run->order().order.query.attributes);
    connect(run, &ExportRun::pageArrived, this, [this, run](const std::shared_ptr<const RecordPage> &page) {
        if (m_live == run)
            m_page.addLiveRows(page);
    });
    connect(run, &Run::finished, this, [this, run](const RunOutcome &outcome) {
        if (m_live == run)
            m_page.endLiveRows();
        offerToLeaveOut(*run, outcome);
    });
}

void SegmentsController::offerToLeaveOut(const ExportRun &run, const RunOutcome &outcome)
{
    ExportOrder order = run.order().order;
    const QStringList refused = outcome.error ? refusedAttributes(*outcome.error, order.query) : QStringList();
    order.query.attributes.removeIf([&](const QString &name) { return refused.contains(name); });
    order.treated = treatedAmong(order.treated, order.query.attributes);
    if (!needsPseudonymKey(order.treated))
        order.pseudonymKey.clear();
    if (refused.isEmpty() || order.query.attributes.isEmpty() || order.profileId != m_session.profile().id)
        return;
    const Question question{
        .title = tr("Start the export over?"),
        .text = tr("The server does not export %1.").arg(visibleText(refused.join(QStringLiteral(", ")), 300)),
        .detail
        = tr("Muster can leave it out and read the segment again. What was read so far is incomplete and is deleted."),
        .acceptLabel = tr("Start over without it"),
        .rejectLabel = tr("Not now"),
    };
    askFirst(&m_page, question, this, [this, runId = run.id(), order] { beginWithout(runId, order); });
}

void SegmentsController::beginWithout(const QString &runId, const ExportOrder &order)
{
    const auto tell = [this](const ApiError &error) {
        Prompts::instance().tell(&m_page, tr("The export can’t start over"), errorSentence(error));
    };
    // The file of the run before has to be gone first.
    auto *waiting = new QObject(this);
    connect(&m_runs, &RunManager::discarded, waiting,
            [this, waiting, tell, runId, order](const QString &discarded, const std::optional<ApiError> &error) {
                if (discarded != runId)
                    return;
                waiting->deleteLater();
                const Result<Run *> started
                    = error ? Result<Run *>(tl::unexpected(*error)) : m_runs.startExport(m_session, freeze(order));
                if (!started)
                    tell(started.error());
            });
    if (const Result<void> discarding = m_runs.discard(runId); !discarding) {
        delete waiting;
        tell(discarding.error());
    }
}

} // namespace muster
