// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/masking/maskpolicy.h"

#include <QObject>

class QTimer;

namespace muster {

class LabelledFileController;
class MaskTrial;
class PolicyFiles;
class TranscriptsPage;
class WhyMasked;
class Workspace;
struct MaskTrialResult;
struct MaskReason;

/// Keeps masking policies by name, tries them on the sample, answers why something is masked or not, and puts the
/// decisions of a review into a policy. Needs no tenant.
class PoliciesController : public QObject
{
    Q_OBJECT

public:
    PoliciesController(TranscriptsPage &page, Workspace &workspace, QObject *parent = nullptr);
    void open(); ///< The editor, with the policy that it last had.
    void open(const QString &name); ///< With that one, unless that would lose changes.
    /// Why `text` of a transcript is masked or not; `policy` empty: the built-in one. The viewer shows the answer.
    void askWhy(const QString &policy, const QString &text, const QString &before, const QString &interactionId);
    /// Puts the review's decisions into the policy of that name, or into a new one.
    void keepDecisions(const QString &policy);
    [[nodiscard]] static bool takeDecisions(MaskPolicy &policy, const QList<MaskException> &decisions);
    /// The answer in words; `policy` as in askWhy().
    [[nodiscard]] static QString whyText(const QList<MaskReason> &reasons, const QString &policy);

private:
    void showNames();
    void showUnmasked(); ///< Beside the policy that is chosen for fetching.
    void load(const QString &name);
    void save(const MaskPolicy &policy);
    void importFile();
    void exportFile(const MaskPolicy &policy);
    void tryOut();
    void tryOnLabels();
    void showTrial(const MaskTrialResult &result);
    [[nodiscard]] QString newName() const; ///< For a policy of decisions; one that is not taken.
    [[nodiscard]] MaskPolicy policyOf(const QString &name) const;
    [[nodiscard]] static QString trialText(const MaskTrialResult &result);

    TranscriptsPage &m_page;
    Workspace &m_workspace;
    MaskTrial *m_trial = nullptr;
    LabelledFileController *m_labelled = nullptr; ///< Made when it is first asked for.
    WhyMasked *m_why = nullptr;
    PolicyFiles *m_files = nullptr;
    QTimer *m_delay = nullptr;
    QString m_asked; ///< Whose policy the viewer's question is about.
};

} // namespace muster
