// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/files/labelledtrial.h"
#include "models/items/labelmodels.h"
#include "ui/common/forward.h"

#include <QWidget>
#include <functional>

namespace muster {

class EmptyOverlay;
class LinePane;
class TranscriptsPage;
class WhyMasked;

/// How a policy masks texts in which a person marked what is personal, or how the marks of two people agree: figures by
/// kind and language, and each place that differs with the text around it. What is shown is the person's own file; it
/// is written nowhere. LabelledFileController acts.
class LabelledFilePage : public QWidget
{
    Q_OBJECT
    Q_CLASSINFO("help", "masking#measure-a-policy")

public:
    explicit LabelledFilePage(QWidget *parent = nullptr);
    void showLoading(const QString &file);
    /// `policy`: its name as people see it. `before`: an earlier measurement of the file, or nullptr.
    void showMeasured(const SharedMeasure &measured, const QString &policy, const MaskMeasure *before);
    void showCompared(const SharedComparison &compared);
    void showError(const ApiError &error);
    void showAnswer(const QString &sentences); ///< To whyAsked().

Q_SIGNALS:
    void closed();
    void otherFileAsked();
    void secondFileAsked(); ///< Of another person, to compare with.
    void measureAsked(); ///< The policy again, after a comparison.
    void retryAsked();
    /// Of a part of the text that is shown, and of what stands in front of it.
    void whyAsked(const QString &text, const QString &before);

private:
    QWidget *buildContent();
    void showFigures(DataTable *table, const LabelDifferencesModel::Differences &differences, LabelSides sides);
    void filter();
    void showPlace();
    [[nodiscard]] LabelScope scope() const; ///< Of the row of figures that is chosen.

    PlainLabel *m_name = nullptr;
    PlainLabel *m_says = nullptr;
    PlainLabel *m_advice = nullptr;
    QPushButton *m_compare = nullptr;
    QPushButton *m_measure = nullptr;
    QStackedWidget *m_stack = nullptr;
    SkeletonRows *m_skeleton = nullptr;
    ErrorPanel *m_error = nullptr;
    QWidget *m_content = nullptr;
    MaskScoresModel *m_scores = nullptr;
    AgreementModel *m_agreement = nullptr;
    LabelDifferencesModel *m_differences = nullptr;
    QStackedWidget *m_figures = nullptr;
    DataTable *m_scoresTable = nullptr;
    DataTable *m_agreementTable = nullptr;
    PlainLabel *m_count = nullptr;
    DataTable *m_table = nullptr;
    EmptyOverlay *m_none = nullptr;
    LinePane *m_line = nullptr;
    QString m_text; ///< As it is shown in the line.
    LabelDifferencesModel::Differences m_all;
    LabelSides m_sides = LabelSides::PersonAndMasking;
};

/// Measures the policy that is in the editor on a labelled file, compares two people's labels, and answers why
/// something is masked or not. Needs no tenant.
class LabelledFileController : public QObject
{
    Q_OBJECT

public:
    explicit LabelledFileController(TranscriptsPage &page, QObject *parent = nullptr);
    /// With the file that was measured last, or with one that the person chooses.
    void open(const MaskPolicy &policy, const QString &policyTitle);

private:
    void chooseFile();
    void chooseSecond();
    void measure();
    void compare(const QString &second);

    TranscriptsPage &m_page;
    LabelledTrial *m_trial = nullptr;
    WhyMasked *m_why = nullptr;
    MaskPolicy m_policy;
    QString m_policyTitle;
    QString m_file;
    SharedMeasure m_last;
    std::function<void()> m_again; ///< What failed, once more.
};

} // namespace muster
