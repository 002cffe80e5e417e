// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/audiences/publishcontroller.h"

#include "models/runs/audiences/audiencepublishrun.h"
#include "models/runs/runmanager.h"
#include "models/runs/tenantsession.h"
#include "models/runs/workspace.h"
#include "models/store/preferences.h"
#include "models/text/errortexts.h"
#include "models/text/plaintext.h"
#include "ui/audiences/audienceeditor.h"
#include "ui/audiences/audienceestimation.h"
#include "ui/audiences/audiencework.h"
#include "ui/audiences/publishview.h"
#include "ui/audiences/registerview.h"
#include "ui/common/prompts.h"
#include "ui/runs/runpane.h"
#include "ui/runs/runresumer.h"

#include <QFileInfo>
#include <QLocale>
#include <QTimer>
#include <chrono>
#include <utility>

namespace muster {

namespace {

using View = AudienceEditor::View;

constexpr std::chrono::milliseconds lookPause{300};

} // namespace

PublishController::PublishController(AudienceEditor &editor, AudienceEstimation &estimation, TenantSession &session,
                                     Workspace &workspace, QObject *parent)
    : QObject(parent)
    , m_editor(editor)
    , m_estimation(estimation)
    , m_session(session)
    , m_workspace(workspace)
    , m_preparation(new PublishPreparation(session, this))
    , m_pause(new QTimer(this))
{
    m_pause->setSingleShot(true);
    m_pause->setInterval(lookPause);
    connect(m_pause, &QTimer::timeout, this, &PublishController::prepare);
    connect(&editor, &AudienceEditor::publishAsked, this, &PublishController::begin);
    connect(&editor, &AudienceEditor::sheetsBuilt, this, &PublishController::joinSheets);
    connect(&estimation, &AudienceEstimation::contactsChanged, this, &PublishController::takeContacts);
    connect(m_preparation, &PublishPreparation::prepared, this, [this](const AudiencePublishOrder &order) {
        m_order = order;
        m_editor.publishing()->showFacts(order);
    });
    connect(m_preparation, &PublishPreparation::failed, this,
            [this](const ApiError &error) { m_editor.publishing()->showError(errorSentence(error)); });
    connect(&session, &TenantSession::armedChanged, this, [this] {
        if (m_editor.hasSheets())
            m_editor.publishing()->setLookOnly(m_session.isLookOnly());
    });
    // Taken up again from elsewhere: the tab goes on with it.
    connect(&workspace.runs(), &RunManager::runStarted, this, [this](Run *run) {
        auto *publish = qobject_cast<AudiencePublishRun *>(run);
        const Run *shown = m_editor.hasSheets() ? m_editor.run()->run() : nullptr;
        if (publish && shown && shown != run && shown->id() == run->id())
            follow(publish);
    });
}

void PublishController::joinSheets()
{
    PublishView *sheet = m_editor.publishing();
    connect(sheet, &PublishView::changed, this, [this] {
        m_order.reset();
        m_preparation->cancel();
        m_pause->start();
    });
    connect(sheet, &PublishView::armAsked, this, [this] { askToArm(&m_editor, m_session); });
    connect(sheet, &PublishView::confirmed, this, &PublishController::start);
    connect(sheet, &PublishView::closed, this, [this] {
        m_pause->stop();
        m_preparation->cancel();
        m_order.reset();
        m_editor.show(View::Edit);
    });
}

void PublishController::begin()
{
    if (m_editor.isChanged()) {
        Prompts::instance().tell(&m_editor, tr("Save the audience first"),
                                 tr("The saved version is published, not a draft."));
        return;
    }
    const SharedContactColumns contacts = m_estimation.contacts();
    if (!contacts) {
        Prompts::instance().tell(
            &m_editor, tr("Choose contacts first"),
            tr("The people for the new list come from the loaded contacts. Choose them below the conditions."));
        return;
    }
    PublishView *sheet = m_editor.publishing();
    sheet->begin(m_session.profile(), m_editor.name(), *contacts, m_estimation.areOfTenant());
    sheet->offerRegion(m_workspace.preferences().text(Setting::DefaultRegion));
    if (const auto repeated = std::exchange(m_repeated, std::nullopt))
        sheet->take(repeated->list, repeated->source->choice);
    sheet->setLookOnly(m_session.isLookOnly());
    m_editor.show(View::Publish);
    prepare();
}

void PublishController::repeat(const AudiencePublishOrder &order)
{
    const auto tell = [this](const QString &sentence) {
        Prompts::instance().tell(&m_editor, tr("The run can’t be repeated unchanged"), sentence);
    };
    if (!order.source)
        return tell(errorSentence(fault(ErrorKind::BadInput, "repeat_settings_missing", order.name)));
    if (m_editor.isChanged())
        return tell(tr("The audience has a draft. Save or discard it first: only the saved version is published."));
    const PublishSource &source = *order.source;
    if (source.kind == PublishSource::Kind::File && !QFileInfo::exists(source.id)) {
        return tell(tr("The file with the contacts, %1, no longer exists. Choose the contacts below the conditions, "
                       "then publish.")
                        .arg(visibleText(source.id, 300)));
    }
    if (const auto &base = m_editor.work().base(); base && base->version != order.audience.version) {
        tell(tr("That run published version %1; version %2 is the saved one now and would be published. To go back to "
                "the other version, use the audience’s history.")
                 .arg(QLocale().toString(order.audience.version), QLocale().toString(base->version)));
    }
    m_repeated = order;
    m_estimation.read(source);
}

void PublishController::takeContacts()
{
    if (!m_repeated)
        return;
    const PublishSource now = m_estimation.source();
    if (now.kind == m_repeated->source->kind && now.id == m_repeated->source->id)
        begin();
    else
        m_repeated.reset(); // a person has chosen others meanwhile
}

void PublishController::prepare()
{
    const SharedContactColumns contacts = m_estimation.contacts();
    const std::optional<Audience> &audience = m_editor.work().base();
    if (!contacts || !audience || m_editor.isChanged()) {
        m_editor.publishing()->showError(tr("The audience or the contacts have changed. Go back and review again."));
        return;
    }
    PublishRequest request = m_editor.publishing()->request();
    const PublishChoice choice = request.source.choice;
    request.source = m_estimation.source();
    request.source.choice = choice;
    request.audience = *audience;
    request.contacts = contacts;
    m_preparation->prepare(request);
}

void PublishController::start()
{
    if (!m_order)
        return;
    const Result<Run *> started = startAudiencePublish(m_workspace.runs(), m_session, *m_order);
    if (!started) {
        m_editor.publishing()->showError(errorSentence(started.error()));
        return;
    }
    m_order.reset();
    follow(qobject_cast<AudiencePublishRun *>(*started));
}

void PublishController::follow(AudiencePublishRun *run)
{
    if (m_run)
        m_run->disconnect(this);
    m_run = run;
    m_editor.run()->start(run, m_session.profile().environment);
    m_editor.show(View::Run);
    connect(run, &Run::finished, this, &PublishController::endRun);
}

void PublishController::endRun(const RunOutcome &outcome)
{
    if (!m_run || m_run->listId().isEmpty())
        return;
    m_editor.run()->showSizes(
        outcome.kind == RunOutcome::Kind::Complete
            ? tr("Everyone is in the new calling list, with the ID %1. It has no skill.").arg(m_run->listId())
            : tr("The new calling list has the ID %1 and no skill.").arg(m_run->listId()),
        outcome.kind == RunOutcome::Kind::Complete ? Tone::Good : Tone::Warn);
}

} // namespace muster
