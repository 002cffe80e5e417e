// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/transcripts/policiescontroller.h"

#include "models/rules/masking/maskfinding.h"
#include "models/runs/masking/masktrial.h"
#include "models/runs/workspace.h"
#include "models/store/maskpolicystore.h"
#include "models/text/errortexts.h"
#include "models/text/maskingtexts.h"
#include "models/text/plaintext.h"
#include "models/transcripts/policyfiles.h"
#include "ui/common/prompts.h"
#include "ui/transcripts/fetchpage.h"
#include "ui/transcripts/labelledfilepage.h"
#include "ui/transcripts/policychoice.h"
#include "ui/transcripts/policypage.h"
#include "ui/transcripts/reviewpage.h"
#include "ui/transcripts/transcriptspage.h"
#include "ui/transcripts/transcriptviewer.h"

#include <QLocale>
#include <QTimer>
#include <algorithm>

namespace muster {

namespace {

constexpr int trialDelayMilliseconds = 300; // after the last key: a policy takes some tenths of a second to compile

} // namespace

PoliciesController::PoliciesController(TranscriptsPage &page, Workspace &workspace, QObject *parent)
    : QObject(parent)
    , m_page(page)
    , m_workspace(workspace)
    , m_trial(new MaskTrial(this))
    , m_why(new WhyMasked(this))
    , m_files(new PolicyFiles(this))
    , m_delay(new QTimer(this))
{
    PolicyPage *editor = page.policies();
    m_delay->setSingleShot(true);
    m_delay->setInterval(trialDelayMilliseconds);
    connect(m_delay, &QTimer::timeout, this, &PoliciesController::tryOut);
    connect(editor, &PolicyPage::changed, this, [this] {
        if (m_page.shown() != TranscriptsPage::View::Policies)
            return;
        m_page.policies()->trial()->setPending();
        m_delay->start();
    });
    connect(editor->trial(), &PolicyTrialPane::labelledFileAsked, this, &PoliciesController::tryOnLabels);
    connect(m_trial, &MaskTrial::answered, this, &PoliciesController::showTrial);
    connect(m_why, &WhyMasked::answered, this,
            [this](const QList<MaskReason> &reasons) { m_page.viewer()->showAnswer(whyText(reasons, m_asked)); });
    connect(m_why, &WhyMasked::failed, this,
            [this](const ApiError &error) { m_page.viewer()->showAnswer(errorSentence(error)); });
    connect(editor, &PolicyPage::closed, this, [this] { m_page.show(TranscriptsPage::View::Overview); });
    connect(editor, &PolicyPage::loadAsked, this, &PoliciesController::load);
    connect(editor, &PolicyPage::saveAsked, this, &PoliciesController::save);
    connect(editor, &PolicyPage::deleteAsked, this, [this](const QString &name) {
        if (const Result<void> gone = m_workspace.maskPolicies().remove(name); !gone)
            m_page.policies()->showError(errorSentence(gone.error()));
        else
            load({});
    });
    connect(editor, &PolicyPage::importAsked, this, &PoliciesController::importFile);
    connect(editor, &PolicyPage::exportAsked, this, &PoliciesController::exportFile);
    connect(m_files, &PolicyFiles::loaded, this,
            [this](const MaskPolicy &policy) { m_page.policies()->setImported(policy); });
    connect(m_files, &PolicyFiles::written, editor, [editor](const QString &file) {
        editor->showNote(tr("Policy exported to %1, including the text of its decisions.").arg(visibleText(file, 300)));
    });
    connect(m_files, &PolicyFiles::failed, editor,
            [editor](const ApiError &error) { editor->showError(errorSentence(error)); });
    connect(&workspace.maskPolicies(), &MaskPolicyStore::changed, this, &PoliciesController::showNames);
    if (workspace.isReadOnly())
        editor->setReadOnly();
    connect(page.fetch()->form(), &FetchForm::policyChosen, this, &PoliciesController::showUnmasked);
    showNames();
}

void PoliciesController::open()
{
    m_page.show(TranscriptsPage::View::Policies);
    tryOut();
}

void PoliciesController::open(const QString &name)
{
    if (!m_page.policies()->hasChanges())
        load(name == MaskPolicyStore::builtIn().name ? QString() : name);
    open();
}

MaskPolicy PoliciesController::policyOf(const QString &name) const
{
    const auto kept = name.isEmpty() ? std::nullopt : m_workspace.maskPolicies().byName(name);
    return kept.value_or(MaskPolicyStore::builtIn());
}

void PoliciesController::showNames()
{
    const PolicyNames names = PolicyNames::of(m_workspace.maskPolicies());
    m_page.policies()->setNames(names);
    m_page.fetch()->form()->setPolicies(names);
    showUnmasked();
    m_page.review()->setPolicies(names.saved);
}

void PoliciesController::showUnmasked()
{
    FetchForm *form = m_page.fetch()->form();
    form->setUnmasked(unmaskedText(policyOf(form->policy())));
}

void PoliciesController::load(const QString &name)
{
    m_page.policies()->setPolicy(policyOf(name), name.isEmpty() || m_workspace.maskPolicies().isBuiltIn(name));
}

void PoliciesController::save(const MaskPolicy &policy)
{
    const Result<MaskPolicy> saved = m_workspace.maskPolicies().save(policy);
    if (!saved) {
        m_page.policies()->showError(errorSentence(saved.error()));
        return;
    }
    m_page.policies()->setPolicy(*saved, false);
    m_page.policies()->showNote(tr("Saved as version %1.").arg(QLocale().toString(saved->version)));
}

void PoliciesController::tryOut()
{
    m_trial->ask(m_page.policies()->policy(), m_page.policies()->trial()->sample());
}

void PoliciesController::tryOnLabels()
{
    if (!m_labelled)
        m_labelled = new LabelledFileController(m_page, this);
    m_labelled->open(m_page.policies()->policy(), m_page.policies()->policyTitle());
}

void PoliciesController::showTrial(const MaskTrialResult &result)
{
    PolicyTrialPane *pane = m_page.policies()->trial();
    if (result.error)
        pane->showFault(errorSentence(*result.error));
    else
        pane->showMasked(QString::fromUtf8(result.document.bytes), trialText(result));
}

QString PoliciesController::trialText(const MaskTrialResult &result)
{
    QStringList kinds;
    for (const Entity entity : allEntities) {
        if (const quint64 count = result.document.findingsOf(entity); count > 0)
            //: A kind of personal data and how often it was found: "phone number: 2".
            kinds << tr("%1: %2").arg(entityText(entity), QLocale().toString(count));
    }
    const auto unsure = std::ranges::count_if(
        result.document.findings, [](const DocumentFinding &finding) { return finding.score < reviewScore; });
    QString words
        = kinds.isEmpty() ? tr("No personal data was found.") : tr("Found: %1.").arg(kinds.join(QStringLiteral(", ")));
    if (unsure > 0)
        words += u' ' + tr("Uncertain, needs review: %1.").arg(QLocale().toString(qint64(unsure)));
    if (!result.document.isClean())
        words += u' ' + tr("The second check still finds something, so a transcript like this would be held back.");
    return words;
}

void PoliciesController::askWhy(const QString &policy, const QString &text, const QString &before,
                                const QString &interactionId)
{
    m_asked = policy;
    m_page.viewer()->showAnswer(tr("Applying the rules…"));
    m_why->ask(policyOf(policy), text, before, interactionId);
}

QString PoliciesController::whyText(const QList<MaskReason> &reasons, const QString &policy)
{
    const QString name = policy.isEmpty() || policy == MaskPolicyStore::builtIn().name ? tr("Default (built in)")
                                                                                       : visibleText(policy, 80);
    QStringList masked, others;
    for (const MaskReason &reason : reasons) {
        if (reason.code == MaskReason::Code::Masked)
            masked << maskReasonText(reason);
        else if (reason.code != MaskReason::Code::NothingAlike)
            others << maskReasonText(reason);
    }
    if (!masked.isEmpty())
        return tr("By the policy “%1”:").arg(name) + u'\n' + masked.join(u'\n');
    QString words = tr("No rule in the policy “%1” treats it as personal.").arg(name);
    if (!others.isEmpty())
        words += u'\n' + others.join(u'\n');
    return words;
}

/// One decision on a text in a place, the last one. False: all of them stand there as they are.
bool PoliciesController::takeDecisions(MaskPolicy &policy, const QList<MaskException> &decisions)
{
    bool isNew = false;
    for (const MaskException &decision : decisions) {
        const auto known = std::ranges::find_if(policy.exceptions, [&decision](const MaskException &one) {
            return one.entity == decision.entity && one.text == decision.text
                && one.interactionId == decision.interactionId;
        });
        if (known == policy.exceptions.end())
            policy.exceptions << decision;
        else if (*known != decision)
            *known = decision;
        else
            continue;
        isNew = true;
    }
    return isNew;
}

void PoliciesController::keepDecisions(const QString &policy)
{
    // A new policy masks at least what was masked in what was reviewed: names, if these were fetched by "Strict".
    MaskPolicy changed = policyOf(policy.isEmpty() ? m_page.review()->maskedBy() : policy);
    if (policy.isEmpty())
        changed.name = newName();
    if (!takeDecisions(changed, m_page.review()->decisions())) {
        m_page.review()->showKept(changed.name,
                                  tr("The decisions are already in the policy “%1”; nothing was changed.")
                                      .arg(visibleText(changed.name, 80)));
        return;
    }
    const Result<MaskPolicy> saved = m_workspace.maskPolicies().save(changed);
    if (!saved) {
        m_page.review()->showError(errorSentence(saved.error()));
        return;
    }
    m_page.fetch()->form()->choosePolicy(saved->name); // what is fetched again is masked by it
    m_page.review()->showKept(
        saved->name,
        tr("The decisions are saved in version %1 of the policy “%2”. They apply to transcripts fetched from now on.")
            .arg(QLocale().toString(saved->version), visibleText(saved->name, 80)));
}

QString PoliciesController::newName() const
{
    //: Name of a masking policy that holds the decisions of reviews.
    const QString base = tr("Reviewed");
    QString name = base;
    for (int number = 2; m_workspace.maskPolicies().byName(name); ++number)
        //: A name that is taken and a number: "Reviewed 2".
        name = tr("%1 %2").arg(base, QLocale().toString(number));
    return name;
}

void PoliciesController::importFile()
{
    askWhatToOpen(&m_page, tr("Import a masking policy"), {tr("Policies (*.json)"), tr("All files (*)")}, this,
                  [this](const QString &file) { m_files->read(file); });
}

void PoliciesController::exportFile(const MaskPolicy &policy)
{
    askWhereToWrite(&m_page, tr("Export the masking policy as"), tr("policy.json"),
                    {tr("Policies (*.json)"), tr("All files (*)")}, this,
                    [this, policy](const QString &file) { m_files->write(file, policy); });
}

} // namespace muster
