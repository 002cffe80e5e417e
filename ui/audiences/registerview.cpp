// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/audiences/registerview.h"

#include "models/rules/callbackaddress.h"
#include "models/text/amounttext.h"
#include "models/text/connectiontexts.h"
#include "models/text/plaintext.h"
#include "models/text/webhooktexts.h"
#include "ui/audiences/criterialinestable.h"
#include "ui/common/badges.h"
#include "ui/common/confirmbutton.h"
#include "ui/common/emptystate.h"
#include "ui/common/errorpanel.h"
#include "ui/common/formparts.h"
#include "ui/common/plainlabel.h"
#include "ui/common/theme.h"
#include "ui/runs/runpane.h"

#include <QFormLayout>
#include <QLineEdit>
#include <QLocale>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>

namespace muster {

namespace {

constexpr int wordLines = 5; ///< Of criteria in words that are seen without scrolling.

} // namespace

RegisterView::RegisterView(QWidget *parent)
    : ConfirmPage(parent)
    , m_stack(new QStackedWidget(this))
{
    setAccessibleName(tr("Register the audience"));
    m_reading = new SkeletonRows(tr("Reading from the tenant…"), m_stack);
    m_readError = named("registerReadErrorPanel", new ErrorPanel(m_stack));
    connect(m_readError, &ErrorPanel::retry, this, &RegisterView::retryAsked);
    m_sheet = buildSheet();
    addWidgets(m_stack, {m_reading, m_readError, m_sheet});
    buildProblem(this, "registerProblemLabel");
    fillPage(this, space::m,
             {buildHead(this, "registerTitleLabel"),
              {m_stack, 1},
              m_problem,
              buildFoot("Register", tr("Back to the audience"))});
    connect(m_confirm, &ConfirmButton::confirmed, this, &RegisterView::confirmed);
    showButtons();
}

QWidget *RegisterView::buildSheet()
{
    auto *sheet = new QWidget(m_stack);
    m_summary = wrappedLabel(sheet, "registerSummaryLabel");
    m_people = wrappedLabel(sheet, "registerPeopleLabel", ColourRole::Muted);
    m_words = readOnlyText(sheet, "registerWordsEdit", tr("Criteria in words"));
    m_words->setFixedHeight(wordLines * m_words->fontMetrics().lineSpacing()
                            + 2 * (m_words->frameWidth() + int(m_words->document()->documentMargin())));
    m_changes = new CriteriaLinesTable("registerChangesTable", tr("Changes in the tenant"),
                                       {tr("Change"), tr("Part"), tr("Where")}, {120, 190}, sheet);
    m_findingsTitle = sectionTitle(sheet, tr("Problems"));
    m_findings = new CriteriaLinesTable("registerFindingsTable", tr("Problems of the audience"),
                                        {tr("Severity"), tr("Problem"), tr("Where")}, {120, 190}, sheet);
    m_webhook = named("audienceWebhookEdit", new QLineEdit(sheet));
    m_webhook->setPlaceholderText(tr("https:// address of your customer data platform"));
    m_webhook->setToolTip(
        tr("Receives the audience’s ID, name and version when it is registered, and nothing about any person"));
    m_webhook->setMaxLength(2000);
    m_webhook->setMaximumWidth(480);
    connect(m_webhook, &QLineEdit::textChanged, this, &RegisterView::showButtons);
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(space::m);
    m_webhookOrigin
        = hintLabel(sheet, tr("From CDP_WEBHOOK_URL in the environment. Clear the field to notify no one."));
    m_webhookOrigin->setObjectName(QStringLiteral("audienceWebhookOriginLabel"));
    m_webhookOrigin->hide();
    m_webhook->setAccessibleName(tr("Notify URL (optional)"));
    form->addRow(buddyLabel(sheet, tr("Notify U&RL (optional)"), m_webhook),
                 columnLayout(space::xs, {m_webhook, m_webhookOrigin}));
    fillColumn(sheet, space::s,
               {m_summary,
                m_people,
                m_words,
                sectionTitle(sheet, tr("Changes in the tenant")),
                {m_changes, 3},
                m_findingsTitle,
                {m_findings, 2},
                form});
    return sheet;
}

void RegisterView::showReading(const ConnectionProfile &profile, const QString &name)
{
    showProfile(profile);
    m_hasFacts = false;
    m_error.clear();
    m_title->setPlainText(tr("Register “%1”").arg(visibleText(name, 100)));
    m_stack->setCurrentWidget(m_reading);
    showButtons();
    m_cancel->setFocus();
}

void RegisterView::showReadError(const ApiError &error)
{
    m_hasFacts = false;
    m_readError->setError(error);
    m_stack->setCurrentWidget(m_readError);
    showButtons();
}

void RegisterView::showFacts(const RegisterFacts &facts)
{
    m_facts = facts;
    m_hasFacts = true;
    m_error.clear();
    m_confirm->setAllowed(false); // what was armed was something else
    m_summary->setPlainText(summaryText());
    m_people->setPlainText(peopleText());
    m_words->setPlainText(wordsText());
    m_changes->setLines(facts.changes, tr("None: the tenant already has exactly this."));
    m_findings->setLines(facts.findings, {});
    m_findingsTitle->setVisible(!facts.findings.isEmpty());
    m_findings->setVisible(!facts.findings.isEmpty());
    setDigest(tr("Digest %1").arg(facts.digest.left(16)), facts.digest);
    m_stack->setCurrentWidget(m_sheet);
    showButtons();
}

QString RegisterView::summaryText() const
{
    const QString where = tr("%1 (%2)").arg(visibleText(m_profile.name, 80), environmentText(m_profile.environment));
    const QString there = QLocale().toString(m_facts.version - 1);
    QStringList sentences;
    if (m_facts.version > 1 && m_facts.changes.isEmpty()) {
        sentences << tr("%1 has version %2.").arg(where, there);
    } else {
        sentences << (m_facts.version <= 1 ? tr("%1 gets a new audience with the ID %2.").arg(where, m_facts.audienceId)
                                           : tr("Version %1 in %2 is replaced by version %3.")
                                                 .arg(there, where, QLocale().toString(m_facts.version)));
        sentences << (m_facts.definition.recalculateOnUpdate ? tr("The audience is then re-evaluated.")
                                                             : tr("The audience is not re-evaluated."));
    }
    if (m_facts.isGone)
        sentences.prepend(tr("Someone has deleted the audience in the tenant since the draft was started."));
    if (m_facts.muted > 0) {
        sentences << tr("%1 muted parts are not sent.", nullptr, pluralForm(m_facts.muted))
                         .arg(QLocale().toString(m_facts.muted));
    }
    return sentences.join(u' ');
}

QString RegisterView::peopleText() const
{
    QStringList sentences;
    if (m_facts.previousSize)
        sentences << tr("By the tenant’s last evaluation, it has %1 people.", nullptr,
                        pluralForm(*m_facts.previousSize))
                         .arg(QLocale().toString(*m_facts.previousSize));
    if (m_facts.estimate && m_facts.estimatedOf)
        sentences << tr("Of %1 loaded contacts, %2 match.", nullptr, pluralForm(*m_facts.estimatedOf))
                         .arg(QLocale().toString(*m_facts.estimatedOf), QLocale().toString(*m_facts.estimate));
    else
        sentences << tr("No estimate: no contacts were chosen.");
    return sentences.join(u' ');
}

QString RegisterView::wordsText() const
{
    const QString after = m_facts.criteria.isEmpty() ? tr("There are no conditions.") : m_facts.criteria;
    if (m_facts.criteriaBefore.isEmpty() || m_facts.criteriaBefore == m_facts.criteria)
        return after;
    return QString(tr("New: %1").arg(after) % u'\n' % tr("Now in the tenant: %1").arg(m_facts.criteriaBefore));
}

void RegisterView::showStartError(const QString &sentence)
{
    m_error = QString(tr("Nothing was sent.") % u' ' % sentence);
    m_confirm->setAllowed(false); // each confirmation is for one try
    showButtons();
}

void RegisterView::offerWebhook(const QString &address)
{
    if (address.isEmpty() || !m_webhook->text().isEmpty())
        return;
    m_offered = address;
    m_webhook->setText(address);
}

QUrl RegisterView::webhook() const
{
    return typedAddress(*m_webhook);
}

QString RegisterView::problem() const
{
    if (!m_hasFacts)
        return {};
    if (m_lookOnly)
        return lookOnlyProblem();
    if (m_facts.isRefused)
        return tr("The audience can’t be registered as is. The errors are listed above.");
    if (m_facts.changes.isEmpty())
        return tr("There is nothing to register: the tenant already has exactly this.");
    if (!m_error.isEmpty() || webhook().isEmpty())
        return m_error;
    return callbackTroubleText(callbackTrouble(webhook()));
}

void RegisterView::showButtons()
{
    showProblem(problem());
    m_arm->setVisible(m_hasFacts && m_lookOnly);
    m_digest->setVisible(m_hasFacts);
    const QString act = !m_hasFacts
        ? tr("Register")
        : tr("Register version %1 of “%2”")
              .arg(QLocale().toString(m_facts.version), visibleText(m_facts.definition.name, 40));
    setAct(QString(act).replace(u'&', QStringLiteral("&&")));
    m_webhookOrigin->setVisible(!m_offered.isEmpty() && m_webhook->text() == m_offered);
    const bool address = webhook().isEmpty() || callbackTrouble(webhook()).isEmpty();
    m_confirm->setAllowed(m_hasFacts && !m_lookOnly && !m_facts.isRefused && !m_facts.changes.isEmpty() && address);
}

AudienceRunView::AudienceRunView(QWidget *parent)
    : QWidget(parent)
    , m_environment(new EnvironmentBadge(this))
    , m_pane(named("audienceRunPane", new RunPane(this)))
{
    auto *back = pushButton(this, "leaveAudienceRunButton", tr("‹ &Audience"));
    back->setAccessibleName(tr("Back to the audience; the run continues"));
    connect(back, &QPushButton::clicked, this, &AudienceRunView::backAsked);
    m_sizes = new PlainLabel(PlainLabel::Fit::Wrap, this); // a sentence of its own length: never cut
    QFont bold = m_sizes->font();
    bold.setWeight(QFont::DemiBold);
    m_sizes->setFont(bold);
    m_sizes->setObjectName(QStringLiteral("audienceSizesLabel"));
    m_conflict = primaryButton(this, "openConflictButton", tr("Review &changes"));
    connect(m_conflict, &QPushButton::clicked, this, &AudienceRunView::conflictAsked);
    auto *head = rowLayout(-1, {back, boxStretch(1), m_environment});
    auto *result = rowLayout(-1, {{m_sizes, 1}, m_conflict});
    fillPage(this, space::s, {head, result, {formArea(m_pane), 1}});
    setFocusProxy(back);
    showSizes({}, Tone::Neutral);
    setConflict(false);
}

void AudienceRunView::start(Run *run, Environment environment)
{
    m_environment->setEnvironment(environment);
    m_pane->setRun(run);
    showSizes({}, Tone::Neutral);
    setConflict(false);
}

Run *AudienceRunView::run() const
{
    return m_pane->run();
}

void AudienceRunView::showSizes(const QString &sentence, Tone tone)
{
    m_sizes->setPlainText(sentence, tone == Tone::Neutral ? ColourRole::Text : toneColour(tone));
    m_sizes->setVisible(!sentence.isEmpty());
}

void AudienceRunView::setConflict(bool there)
{
    m_conflict->setVisible(there);
}

} // namespace muster
