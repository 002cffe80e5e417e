// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/transcripts/maskedfilecontroller.h"

#include "models/files/filetrial.h"
#include "models/runs/workspace.h"
#include "models/store/maskpolicystore.h"
#include "models/text/errortexts.h"
#include "models/text/maskingtexts.h"
#include "models/transcripts/whymasked.h"
#include "ui/transcripts/maskedfilepage.h"
#include "ui/transcripts/policiescontroller.h"
#include "ui/transcripts/transcriptspage.h"
#include "ui/transcripts/transcriptviewer.h"

namespace muster {

MaskedFileController::MaskedFileController(TranscriptsPage &page, Workspace &workspace, QObject *parent)
    : QObject(parent)
    , m_page(page)
    , m_workspace(workspace)
    , m_masked(new FileTrial(this))
    , m_why(new WhyMasked(this))
{
    MaskedFilePage *view = page.maskedFile();
    connect(view, &MaskedFilePage::closed, this, [this] {
        m_masked->forget();
        m_page.show(TranscriptsPage::View::Overview);
    });
    connect(view, &MaskedFilePage::policyChosen, this, &MaskedFileController::mask);
    connect(view, &MaskedFilePage::otherFileAsked, this, &MaskedFileController::otherFileAsked);
    connect(m_masked, &FileTrial::masked, view, &MaskedFilePage::showMasked);
    connect(m_masked, &FileTrial::failed, view, &MaskedFilePage::showError);
    TranscriptViewer *viewer = view->viewer();
    connect(viewer, &TranscriptViewer::whyAsked, this, [this, viewer](const QString &text, const QString &before) {
        viewer->showAnswer(tr("Asking the rules\u2026"));
        m_why->ask(policy(), text, before, viewer->transcript()->interactionId);
    });
    connect(m_why, &WhyMasked::answered, this, [this, viewer](const QList<MaskReason> &reasons) {
        viewer->showAnswer(PoliciesController::whyText(reasons, m_page.maskedFile()->policy()));
    });
    connect(m_why, &WhyMasked::failed, this,
            [viewer](const ApiError &error) { viewer->showAnswer(errorSentence(error)); });
    connect(&workspace.maskPolicies(), &MaskPolicyStore::changed, this, &MaskedFileController::showNames);
    showNames();
}

void MaskedFileController::open(const QString &file)
{
    m_file = file;
    m_page.show(TranscriptsPage::View::MaskedFile);
    mask();
}

void MaskedFileController::mask()
{
    const MaskPolicy chosen = policy();
    m_page.maskedFile()->viewer()->setUnmasked(unmaskedText(chosen));
    m_page.maskedFile()->showLoading(m_file);
    m_masked->request(m_file, chosen);
}

void MaskedFileController::showNames()
{
    QStringList names;
    for (const MaskPolicy &policy : m_workspace.maskPolicies().policies()) {
        if (policy.name != MaskPolicyStore::builtIn().name)
            names << policy.name;
    }
    m_page.maskedFile()->setPolicies(names);
}

MaskPolicy MaskedFileController::policy() const
{
    const QString name = m_page.maskedFile()->policy();
    const auto kept = name.isEmpty() ? std::nullopt : m_workspace.maskPolicies().byName(name);
    return kept.value_or(MaskPolicyStore::builtIn());
}

} // namespace muster
