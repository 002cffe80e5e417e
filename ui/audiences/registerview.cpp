// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/audiences/registerview.h"

#include "models/rules/callbackaddress.h"
#include "models/text/audiencetexts.h"
#include "models/text/callbacktexts.h"
#include "models/text/connectiontexts.h"
#include "models/text/plaintext.h"
#include "models/text/plurals.h"
#include "ui/audiences/criterialinestable.h"
#include "ui/common/commands.h"
#include "ui/common/confirmbutton.h"
#include "ui/common/confirmparts.h"
#include "ui/common/environmentbadge.h"
#include "ui/common/errorpanel.h"
#include "ui/common/formparts.h"
#include "ui/common/plainlabel.h"
#include "ui/common/skeletonrows.h"
#include "ui/common/theme.h"
#include "ui/common/tooltips.h"

#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QShortcut>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace muster {

RegisterView::RegisterView(QWidget *parent)
    : QWidget(parent)
    , m_stack(new QStackedWidget(this))
{
    setAccessibleName(tr("Register the audience"));
    m_reading = new SkeletonRows(m_stack);
    m_reading->setSentence(tr("Reading what the tenant has\u2026"));
    m_readError = new ErrorPanel(m_stack);
    m_readError->setObjectName(QStringLiteral("registerReadErrorPanel"));
    connect(m_readError, &ErrorPanel::retry, this, &RegisterView::retryAsked);
    m_sheet = buildSheet();
    for (QWidget *one : {static_cast<QWidget *>(m_reading), static_cast<QWidget *>(m_readError), m_sheet})
        m_stack->addWidget(one);
    m_problem = new PlainLabel(PlainLabel::Fit::Wrap, this);
    m_problem->setObjectName(QStringLiteral("registerProblemLabel"));
    m_problem->setRole(ColourRole::Bad);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::l, space::l, space::l, space::l);
    column->setSpacing(space::m);
    column->addWidget(buildHead());
    column->addWidget(m_stack, 1);
    column->addWidget(m_problem);
    column->addWidget(buildFoot());
    connect(addCommandKeys(Command::GoBack, this), &QShortcut::activated, this, &RegisterView::closed);
    showButtons();
}

QWidget *RegisterView::buildHead()
{
    auto *head = new QWidget(this);
    m_title = pageTitle(head, {});
    m_title->setObjectName(QStringLiteral("registerTitleLabel"));
    m_environment = new EnvironmentBadge(head);
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::s);
    row->addWidget(m_title, 1);
    row->addWidget(m_environment);
    return head;
}

QWidget *RegisterView::buildSheet()
{
    auto *sheet = new QWidget(m_stack);
    m_summary = new PlainLabel(PlainLabel::Fit::Wrap, sheet);
    m_summary->setObjectName(QStringLiteral("registerSummaryLabel"));
    m_people = new PlainLabel(PlainLabel::Fit::Wrap, sheet);
    m_people->setObjectName(QStringLiteral("registerPeopleLabel"));
    m_people->setRole(ColourRole::Muted);
    m_changes = new CriteriaLinesTable("registerChangesTable", tr("What changes at the tenant"),
                                       {tr("What"), tr("Part"), tr("Where")}, {120, 190}, sheet);
    m_findingsTitle = sectionTitle(sheet, tr("Problems"));
    m_findings = new CriteriaLinesTable("registerFindingsTable", tr("Problems of the audience"),
                                        {tr("How bad"), tr("Problem"), tr("Where")}, {120, 190}, sheet);
    m_webhook = new QLineEdit(sheet);
    m_webhook->setObjectName(QStringLiteral("audienceWebhookEdit"));
    m_webhook->setPlaceholderText(tr("https:// address of your customer data platform, or empty"));
    m_webhook->setToolTip(tr("Is told the audience\u2019s id, name and version when it is registered, and no person"));
    m_webhook->setMaxLength(2000);
    m_webhook->setMaximumWidth(480);
    connect(m_webhook, &QLineEdit::textChanged, this, &RegisterView::showButtons);
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(space::m);
    form->addRow(tr("Tell when &registered"), m_webhook);
    auto *column = new QVBoxLayout(sheet);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::s);
    column->addWidget(m_summary);
    column->addWidget(m_people);
    column->addWidget(sectionTitle(sheet, tr("What changes at the tenant")));
    column->addWidget(m_changes, 3);
    column->addWidget(m_findingsTitle);
    column->addWidget(m_findings, 2);
    column->addLayout(form);
    return sheet;
}

QWidget *RegisterView::buildFoot()
{
    const ConfirmFoot foot = confirmFoot(this, QStringLiteral("Register"), tr("Back to the audience"));
    m_digest = foot.digest;
    m_arm = foot.arm;
    m_cancel = foot.cancel;
    m_confirm = foot.confirm;
    connect(m_arm, &QPushButton::clicked, this, &RegisterView::armAsked);
    connect(m_cancel, &QPushButton::clicked, this, &RegisterView::closed);
    connect(m_confirm, &ConfirmButton::confirmed, this, &RegisterView::confirmed);
    return foot.widget;
}

void RegisterView::showReading(const ConnectionProfile &profile, const QString &name)
{
    m_profile = profile;
    m_hasFacts = false;
    m_error.clear();
    m_environment->setEnvironment(profile.environment);
    m_title->setPlainText(tr("Register \u201c%1\u201d").arg(visibleText(name, 100)));
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
    m_changes->setLines(facts.changes, tr("Nothing: the tenant has exactly this already."));
    m_findings->setLines(facts.findings, {});
    m_findingsTitle->setVisible(!facts.findings.isEmpty());
    m_findings->setVisible(!facts.findings.isEmpty());
    m_digest->setPlainText(tr("Order %1").arg(facts.digest.left(16)));
    toolTips::set(m_digest, facts.digest);
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
        sentences << (m_facts.version <= 1 ? tr("%1 gets a new audience with the id %2.").arg(where, m_facts.audienceId)
                                           : tr("Version %1 at %2 is replaced by version %3.")
                                                 .arg(there, where, QLocale().toString(m_facts.version)));
        sentences << (m_facts.definition.recalculateOnUpdate ? tr("Its people are counted again after that.")
                                                             : tr("Its people are not counted again."));
    }
    if (m_facts.isGone)
        sentences.prepend(tr("Somebody has deleted the audience at the tenant since the draft began."));
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
        sentences << tr("By the tenant\u2019s last count it has %1 people.", nullptr, pluralForm(*m_facts.previousSize))
                         .arg(QLocale().toString(*m_facts.previousSize));
    if (m_facts.estimate && m_facts.estimatedOf)
        sentences << tr("Of the %1 contacts at hand %2 match.", nullptr, pluralForm(*m_facts.estimatedOf))
                         .arg(QLocale().toString(*m_facts.estimatedOf), QLocale().toString(*m_facts.estimate));
    else
        sentences << tr("There is no estimate: no contacts were chosen.");
    return sentences.join(u' ');
}

void RegisterView::showStartError(const QString &sentence)
{
    m_error = QString(tr("Nothing was sent.") % u' ' % sentence);
    m_confirm->setAllowed(false); // each confirmation is for one try
    showButtons();
}

void RegisterView::setLookOnly(bool lookOnly)
{
    m_lookOnly = lookOnly;
    showButtons();
}

void RegisterView::setWebhook(const QString &address)
{
    m_webhook->setText(address);
}

QUrl RegisterView::webhook() const
{
    const QString text = m_webhook->text().trimmed();
    if (text.isEmpty())
        return {};
    const QUrl url(text, QUrl::StrictMode);
    return url.isValid() ? url : QUrl(QStringLiteral("invalid:")); // not nobody: an address that is refused
}

QString RegisterView::problem() const
{
    if (!m_hasFacts)
        return {};
    if (m_lookOnly)
        return tr("This %1 tenant is look only: allow changes first.").arg(environmentText(m_profile.environment));
    if (m_facts.isRefused)
        return tr("The audience cannot be registered as it is. The errors are listed above.");
    if (m_facts.changes.isEmpty())
        return tr("There is nothing to register: the tenant has exactly this already.");
    if (!m_error.isEmpty() || webhook().isEmpty())
        return m_error;
    return callbackTroubleText(callbackTrouble(webhook()));
}

void RegisterView::showButtons()
{
    const QString why = problem();
    m_problem->setPlainText(why);
    m_problem->setVisible(!why.isEmpty());
    m_arm->setVisible(m_hasFacts && m_lookOnly);
    m_digest->setVisible(m_hasFacts);
    const QString act = !m_hasFacts
        ? tr("Register")
        : tr("Register version %1 of \u201c%2\u201d")
              .arg(QLocale().toString(m_facts.version), visibleText(m_facts.definition.name, 40));
    const QString label = QString(act).replace(u'&', QStringLiteral("&&"));
    if (label != m_confirm->text()) {
        m_confirm->setAllowed(false); // another act than the one that was armed
        m_confirm->setText(label);
    }
    const bool address = webhook().isEmpty() || callbackTrouble(webhook()).isEmpty();
    m_confirm->setAllowed(m_hasFacts && !m_lookOnly && !m_facts.isRefused && !m_facts.changes.isEmpty() && address);
}

} // namespace muster
