// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/transcripts/labelledfilepage.h"

#include "models/runs/masking/masktrial.h"
#include "models/text/amounttext.h"
#include "models/text/errortexts.h"
#include "models/text/plaintext.h"
#include "ui/common/datatable.h"
#include "ui/common/emptystate.h"
#include "ui/common/errorpanel.h"
#include "ui/common/flowlayout.h"
#include "ui/common/formparts.h"
#include "ui/common/prompts.h"
#include "ui/common/tooltips.h"
#include "ui/transcripts/policiescontroller.h"
#include "ui/transcripts/transcriptspage.h"
#include "ui/transcripts/transcriptviewer.h"

#include <QFileInfo>
#include <QHeaderView>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>

namespace muster {

namespace {

/// What stands around a place, cut where the excerpt is.
QString shownBefore(const TextExcerpt &excerpt)
{
    return (excerpt.isCutBefore ? QStringLiteral("…") : QString()) + visibleParagraphs(excerpt.before);
}

QString shownPlace(const TextExcerpt &excerpt)
{
    return visibleParagraphs(excerpt.place) + (excerpt.isCutInside ? QStringLiteral("…") : QString());
}

QString shownAfter(const TextExcerpt &excerpt)
{
    return visibleParagraphs(excerpt.after) + (excerpt.isCutAfter ? QStringLiteral("…") : QString());
}

QStringList labelledFilters()
{
    return {LabelledFileController::tr("Labelled texts (*.jsonl *.ndjson)"),
            LabelledFileController::tr("All files (*)")};
}

} // namespace

LabelledFilePage::LabelledFilePage(QWidget *parent)
    : QWidget(parent)
    , m_name(elidedLabel(this, "labelledFileNameLabel", ColourRole::Muted))
    , m_says(wrappedLabel(this, "labelledFileSaysLabel"))
    , m_advice(wrappedLabel(this, "labelledFileAdviceLabel", ColourRole::Warn))
    , m_stack(new QStackedWidget(this))
{
    auto *back = pushButton(this, "closeLabelledFileButton", tr("‹ Masking &policies"));
    back->setAccessibleName(tr("Back to the masking policies"));
    connect(back, &QPushButton::clicked, this, &LabelledFilePage::closed);
    m_measure = pushButton(this, "measurePolicyButton", tr("&Measure the policy"), QStringLiteral("target"));
    connect(m_measure, &QPushButton::clicked, this, &LabelledFilePage::measureAsked);
    m_compare = pushButton(this, "compareLabelsButton", tr("&Compare two people…"), QStringLiteral("users"));
    m_compare->setToolTip(tr("Choose the same texts as another person labelled them, and see where the two differ"));
    connect(m_compare, &QPushButton::clicked, this, &LabelledFilePage::secondFileAsked);
    auto *other = pushButton(this, "otherLabelledFileButton", tr("Choose another &file…"), QStringLiteral("file-text"));
    connect(other, &QPushButton::clicked, this, &LabelledFilePage::otherFileAsked);

    m_skeleton = new SkeletonRows(tr("Reading the labelled file…"), m_stack);
    auto *failed = new QWidget(m_stack);
    m_error = named("labelledFileErrorPanel", new ErrorPanel(failed));
    connect(m_error, &ErrorPanel::retry, this, &LabelledFilePage::retryAsked);
    fillColumn(failed, 0, {m_error, boxStretch(1)});
    m_content = buildContent();
    addWidgets(m_stack, {m_skeleton, failed, m_content});
    setFocusProxy(back); // there is nothing else yet

    auto *buttons = new FlowLayout(space::s);
    addWidgets(buttons, {m_measure, m_compare, other});
    fillColumn(this, space::s,
               {rowLayout(space::s, {back, pageTitle(this, tr("Labelled file")), {m_name, 1}}),
                buttons,
                m_says,
                m_advice,
                {m_stack, 1}},
               QMargins(space::l, space::l, space::l, space::m));
    m_measure->hide();
    m_advice->hide();
}

QWidget *LabelledFilePage::buildContent()
{
    auto *rows = named("labelledFileSplitter", new QSplitter(Qt::Vertical, m_stack));
    m_figures = new QStackedWidget(rows);
    m_scores = new MaskScoresModel(this);
    m_scoresTable = new DataTable("maskScoresTable", tr("Figures by kind and language"), m_scores, m_figures);
    m_scoresTable->setColumnWidths({{MaskScoresModel::Kind, 190}, {MaskScoresModel::Language, 110}});
    m_agreement = new AgreementModel(this);
    m_agreementTable
        = new DataTable("labelAgreementTable", tr("Agreement by kind and language"), m_agreement, m_figures);
    m_agreementTable->setColumnWidths({{AgreementModel::Kind, 190}, {AgreementModel::Language, 110}});
    addWidgets(m_figures, {m_scoresTable, m_agreementTable});
    for (const DataTable *table : {m_scoresTable, m_agreementTable})
        connect(table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &LabelledFilePage::filter);

    auto *lower = new QSplitter(Qt::Horizontal, rows);
    auto *places = new QWidget(lower);
    m_count = named("labelDifferencesTitle", sectionTitle(places, tr("Differences")));
    m_differences = new LabelDifferencesModel(this);
    m_table = new DataTable("labelDifferencesTable", tr("Places that differ"), m_differences, places);
    m_table->setColumnWidths(
        {{LabelDifferencesModel::What, 180}, {LabelDifferencesModel::Kind, 128}, {LabelDifferencesModel::Line, 56}});
    m_table->horizontalHeader()->setStretchLastSection(false);
    m_table->horizontalHeader()->setSectionResizeMode(LabelDifferencesModel::Text, QHeaderView::Stretch);
    m_none = new EmptyOverlay(m_table, {});
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &LabelledFilePage::showPlace);
    fillColumn(places, space::xs, {m_count, {m_table, 1}}, QMargins(0, space::s, 0, 0));
    m_line = new LinePane(LinePane::Shows::Excerpt, lower);
    m_line->setMinimumWidth(240);
    connect(m_line, &LinePane::whyAsked, this, [this](qsizetype begin, qsizetype end) {
        Q_EMIT whyAsked(m_text.sliced(begin, end - begin), m_text.left(begin));
    });
    fillSplitter(lower, {{places, 3}, {m_line, 2}});
    fillSplitter(rows, {{m_figures, 2}, {lower, 3}});
    return rows;
}

void LabelledFilePage::showLoading(const QString &file)
{
    m_name->setPlainText(QFileInfo(file).fileName());
    toolTips::set(m_name, file);
    m_says->setPlainText({});
    m_advice->hide();
    m_stack->setCurrentWidget(m_skeleton);
}

void LabelledFilePage::showMeasured(const SharedMeasure &measured, const QString &policy, const MaskMeasure *before)
{
    m_says->setPlainText(tr("Policy: %1.").arg(visibleText(policy, 80)) + u' '
                         + measureSummary(measured->measure, before));
    m_advice->hide();
    m_scores->setMeasure(measured->measure);
    // Shared with the measurement, which lives as long as they are looked at.
    showFigures(m_scoresTable, {measured, &measured->measure.differences()}, LabelSides::PersonAndMasking);
}

void LabelledFilePage::showCompared(const SharedComparison &compared)
{
    //: The file names of two people's labels of the same texts.
    m_name->setPlainText(
        tr("%1 and %2").arg(QFileInfo(compared->first).fileName(), QFileInfo(compared->second).fileName()));
    toolTips::set(m_name, compared->first + u'\n' + compared->second);
    m_says->setPlainText(agreementSummary(compared->agreement));
    const QString advice = agreementAdvice(compared->agreement);
    m_advice->setPlainText(advice);
    m_advice->setVisible(!advice.isEmpty());
    m_agreement->setAgreement(compared->agreement);
    showFigures(m_agreementTable, {compared, &compared->agreement.differences()}, LabelSides::TwoPeople);
}

void LabelledFilePage::showError(const ApiError &error)
{
    m_says->setPlainText({});
    m_error->setError(error);
    m_stack->setCurrentIndex(1);
}

void LabelledFilePage::showAnswer(const QString &sentences)
{
    m_line->showAnswer(sentences);
}

void LabelledFilePage::showFigures(DataTable *table, const LabelDifferencesModel::Differences &differences,
                                   LabelSides sides)
{
    m_all = differences;
    m_sides = sides;
    m_measure->setVisible(sides == LabelSides::TwoPeople);
    m_figures->setCurrentWidget(table);
    m_stack->setCurrentWidget(m_content);
    if (focusProxy()->hasFocus())
        table->setFocus();
    table->setCurrentIndex(table->model()->index(0, 0)); // its rows are new, so none was current
}

LabelScope LabelledFilePage::scope() const
{
    if (m_sides == LabelSides::PersonAndMasking) {
        const MaskScoreRow *row = m_scores->at(m_scoresTable->currentIndex().row());
        return row ? row->scope : LabelScope();
    }
    const AgreementRow *row = m_agreement->at(m_agreementTable->currentIndex().row());
    return row ? row->scope : LabelScope();
}

void LabelledFilePage::filter()
{
    if (!m_all)
        return;
    m_none->setSentence(m_sides == LabelSides::PersonAndMasking
                            ? tr("No differences: every label is masked as its kind, and nothing else is.")
                            : tr("No differences: both people labelled the same places."));
    m_differences->setDifferences(m_all, m_sides, scope());
    const QString count = numberText(m_differences->rowCount());
    m_count->setPlainText(m_all->size() == LabelDifference::most
                              ? tr("Differences: %1 of the first %2").arg(count, numberText(qint64(m_all->size())))
                              : tr("Differences: %1").arg(count));
    if (m_differences->rowCount() > 0)
        m_table->setCurrentIndex(m_differences->index(0, 0));
    showPlace();
}

void LabelledFilePage::showPlace()
{
    const LabelDifference *difference = m_differences->at(m_table->currentIndex().row());
    if (!difference) {
        m_text.clear();
        return m_line->setLine({});
    }
    const QString before = shownBefore(difference->excerpt), place = shownPlace(difference->excerpt);
    m_text = before + place + shownAfter(difference->excerpt);
    m_line->setLine(m_text, before.size(), before.size() + place.size());
}

LabelledFileController::LabelledFileController(TranscriptsPage &page, QObject *parent)
    : QObject(parent)
    , m_page(page)
    , m_trial(new LabelledTrial(this))
    , m_why(new WhyMasked(this))
{
    LabelledFilePage *view = page.labelledFile();
    connect(view, &LabelledFilePage::closed, this, [this] {
        m_trial->forget();
        m_page.show(TranscriptsPage::View::Policies);
    });
    connect(view, &LabelledFilePage::otherFileAsked, this, &LabelledFileController::chooseFile);
    connect(view, &LabelledFilePage::secondFileAsked, this, &LabelledFileController::chooseSecond);
    connect(view, &LabelledFilePage::measureAsked, this, &LabelledFileController::measure);
    connect(view, &LabelledFilePage::retryAsked, this, [this] { m_again(); });
    connect(view, &LabelledFilePage::whyAsked, this, [this, view](const QString &text, const QString &before) {
        view->showAnswer(tr("Applying the rules…"));
        m_why->ask(m_policy, text, before, {});
    });
    connect(m_why, &WhyMasked::answered, this, [this, view](const QList<MaskReason> &reasons) {
        view->showAnswer(PoliciesController::whyText(reasons, m_policyTitle));
    });
    connect(m_why, &WhyMasked::failed, this, [view](const ApiError &error) { view->showAnswer(errorSentence(error)); });
    connect(m_trial, &LabelledTrial::measured, this, [this, view](const SharedMeasure &measured) {
        const bool isAgain = m_last && m_last->file == measured->file;
        view->showMeasured(measured, m_policyTitle, isAgain ? &m_last->measure : nullptr);
        m_last = measured;
    });
    connect(m_trial, &LabelledTrial::compared, view, &LabelledFilePage::showCompared);
    connect(m_trial, &LabelledTrial::failed, view, &LabelledFilePage::showError);
}

void LabelledFileController::open(const MaskPolicy &policy, const QString &policyTitle)
{
    m_policy = policy;
    m_policyTitle = policyTitle;
    if (m_file.isEmpty())
        chooseFile();
    else
        measure();
}

void LabelledFileController::chooseFile()
{
    askWhatToOpen(&m_page, tr("Try masking on a labelled file"), labelledFilters(), this, [this](const QString &file) {
        m_file = file;
        measure();
    });
}

void LabelledFileController::chooseSecond()
{
    askWhatToOpen(&m_page, tr("Choose the labels of another person"), labelledFilters(), this,
                  [this](const QString &file) { compare(file); });
}

void LabelledFileController::measure()
{
    m_again = [this] { measure(); };
    m_page.show(TranscriptsPage::View::LabelledFile);
    m_page.labelledFile()->showLoading(m_file);
    m_trial->measure(m_file, m_policy);
}

void LabelledFileController::compare(const QString &second)
{
    m_again = [this, second] { compare(second); };
    m_page.labelledFile()->showLoading(m_file);
    m_trial->compare(m_file, second);
}

} // namespace muster
