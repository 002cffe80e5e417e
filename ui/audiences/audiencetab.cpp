// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/audiences/audiencetab.h"

#include "models/runs/tenantsession.h"
#include "models/runs/workspace.h"
#include "models/text/audiencetexts.h"
#include "models/text/plurals.h"
#include "models/text/timetexts.h"
#include "ui/audiences/audiencedetailsform.h"
#include "ui/audiences/audiencedraftkeeper.h"
#include "ui/audiences/audienceeditor.h"
#include "ui/audiences/audienceestimation.h"
#include "ui/audiences/audiencefields.h"
#include "ui/audiences/audienceviews.h"
#include "ui/audiences/audiencework.h"
#include "ui/audiences/historycontroller.h"
#include "ui/audiences/registercontroller.h"
#include "ui/common/relativetimes.h"

#include <QDateTime>
#include <QLocale>
#include <QPointer>

namespace muster {

AudienceTab::AudienceTab(AudienceEditor &editor, TenantSession &session, Workspace &workspace)
    : QObject(&editor)
    , m_editor(editor)
    , m_views(new AudienceViews(editor, this))
    , m_estimation(new AudienceEstimation(editor, session, this))
    , m_fields(new AudienceFields(editor, *m_views, workspace.fieldProfiles(), this))
    , m_register(new RegisterController(editor, *m_views, *m_estimation, session, workspace, this))
    , m_history(new HistoryController(editor, *m_register, session, workspace, this))
    , m_draft(new AudienceDraftKeeper(editor, workspace.drafts(), session.profile().id, this))
{
    connect(&editor.work(), &AudienceWork::changed, this, &AudienceTab::showState);
    connect(m_estimation, &AudienceEstimation::contactsChanged, m_fields,
            [this] { m_fields->setContacts(m_estimation->contacts()); });
    connect(m_register, &RegisterController::armAsked, this, &AudienceTab::armAsked);
    connect(m_register, &RegisterController::registered, this, [this] {
        m_history->request();
        Q_EMIT registered();
    });
    const bool isReadOnly = workspace.isReadOnly();
    editor.setCanRegister(!isReadOnly,
                          isReadOnly ? tr("This Muster is open to look only, so nothing can be registered from here.")
                                     : tr("See exactly what would change at the tenant, and register it"));
    new RelativeTimes(&editor, [self = QPointer(this)](const QDateTime &) {
        if (self)
            self->showState();
    });
    showState();
}

void AudienceTab::start(const AudienceDefinition &definition, const std::optional<Audience> &base)
{
    AudienceWork &work = m_editor.work();
    work.setBase(base);
    work.setDetails(definition);
    work.tree().setTree(CriteriaTree::fromGroup(definition.criteria));
}

void AudienceTab::restore(const OpenedDraft &opened)
{
    m_draft->restore(opened);
}

void AudienceTab::setKnown(const QList<AudienceSummary> &audiences)
{
    m_editor.details()->setKnown(audiences, m_editor.work().audienceId());
    m_register->setKnown(audiences);
}

void AudienceTab::setOffers(const QList<ContactListSummary> &lists, const QList<SegmentSummary> &segments)
{
    m_estimation->setOffers(lists, segments);
}

void AudienceTab::showState()
{
    const std::optional<Audience> &base = m_editor.work().base();
    if (!base) {
        m_editor.showState(tr("Not registered yet"));
        return;
    }
    QStringList facts{tr("Version %1").arg(QLocale().toString(base->version)), evaluationText(base->evaluation)};
    if (base->evaluation.size)
        facts << tr("%1 people", nullptr, pluralForm(*base->evaluation.size))
                     .arg(audienceSizeText(base->evaluation.size));
    if (base->evaluation.lastEvaluated.isValid())
        facts << relativeTimeText(base->evaluation.lastEvaluated, QDateTime::currentDateTimeUtc());
    m_editor.showState(facts.join(QStringLiteral(" \u00b7 ")));
}

} // namespace muster
