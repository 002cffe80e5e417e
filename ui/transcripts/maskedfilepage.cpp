// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/transcripts/maskedfilepage.h"

#include "models/runs/masking/masktrial.h"
#include "models/runs/workspace.h"
#include "models/store/maskpolicystore.h"
#include "models/text/errortexts.h"
#include "models/text/maskingtexts.h"
#include "models/text/plaintext.h"
#include "ui/common/designtokens.h"
#include "ui/common/formparts.h"
#include "ui/common/tooltips.h"
#include "ui/transcripts/policiescontroller.h"
#include "ui/transcripts/policychoice.h"
#include "ui/transcripts/transcriptspage.h"
#include "ui/transcripts/transcriptviewer.h"

#include <QComboBox>
#include <QFileInfo>
#include <QLabel>
#include <QLocale>
#include <QPushButton>

namespace muster {

MaskedFilePage::MaskedFilePage(QWidget *parent)
    : QWidget(parent)
    , m_name(elidedLabel(this, "maskedFileNameLabel", ColourRole::Muted))
    , m_says(wrappedLabel(this, "maskedFileSaysLabel"))
    , m_policy(calmCombo(this, "triedPolicyCombo"))
    , m_viewer(named("maskedFileViewer", new TranscriptViewer(this)))
{
    auto *back = pushButton(this, "closeMaskedFileButton", tr("‹ &Transcripts"));
    back->setAccessibleName(tr("Back to the transcripts"));
    connect(back, &QPushButton::clicked, this, &MaskedFilePage::closed);
    auto *label = buddyLabel(this, tr("&Policy"), m_policy);
    m_policy->setMinimumWidth(160);
    connect(m_policy, &QComboBox::activated, this, &MaskedFilePage::policyChosen);
    auto *other = pushButton(this, "otherMaskedFileButton", tr("Choose another &file…"), QStringLiteral("file-text"));
    connect(other, &QPushButton::clicked, this, &MaskedFilePage::otherFileAsked);
    setFocusProxy(m_viewer);
    connect(m_viewer, &TranscriptViewer::retryAsked, this, &MaskedFilePage::policyChosen);
    auto *head = rowLayout(space::s,
                           {back, pageTitle(this, tr("Try masking on a file")), {m_name, 1}, label, m_policy, other});
    fillColumn(this, space::s, {head, m_says, {m_viewer, 1}}, QMargins(space::l, space::l, space::l, space::m));
    setPolicies({});
}

void MaskedFilePage::setPolicies(const PolicyNames &names)
{
    fillPolicies(m_policy, names);
}

QString MaskedFilePage::policy() const
{
    return m_policy->currentData().toString();
}

void MaskedFilePage::showLoading(const QString &file)
{
    m_name->setPlainText(QFileInfo(file).fileName());
    toolTips::set(m_name, file);
    m_says->setPlainText({});
    m_viewer->showLoading();
}

void MaskedFilePage::showMasked(const FileTrialView &view)
{
    m_viewer->setTranscript(view.transcript);
    QStringList kinds;
    for (const Entity entity : allEntities) {
        if (const quint32 count = view.transcript->counts[std::size_t(entity)]; count > 0)
            //: A kind of personal data and how often it was found: "phone number: 2".
            kinds << tr("%1: %2").arg(entityText(entity), QLocale().toString(count));
    }
    QStringList words{tr("Dry run: nothing is written, and no tenant is contacted.")};
    words << (kinds.isEmpty() ? tr("No personal data was found.")
                              : tr("Found: %1.").arg(kinds.join(QStringLiteral(", "))));
    if (view.unsure > 0)
        words << tr("Uncertain, needs review: %1.").arg(QLocale().toString(view.unsure));
    if (view.held > 0)
        words << tr("The second check still finds something, so a file like this would be held back.");
    m_says->setPlainText(words.join(u' '), view.held > 0 ? ColourRole::Warn : ColourRole::Muted);
}

void MaskedFilePage::showError(const ApiError &error)
{
    m_says->setPlainText({});
    m_viewer->showError(error);
}

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
        viewer->showAnswer(tr("Applying the rules…"));
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
    m_page.maskedFile()->setPolicies(PolicyNames::of(m_workspace.maskPolicies()));
}

MaskPolicy MaskedFileController::policy() const
{
    const QString name = m_page.maskedFile()->policy();
    const auto kept = name.isEmpty() ? std::nullopt : m_workspace.maskPolicies().byName(name);
    return kept.value_or(MaskPolicyStore::builtIn());
}

} // namespace muster
