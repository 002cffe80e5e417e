// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lists/enrich/enrichreviewpage.h"
#include "models/text/amounttext.h"

#include "models/items/enrichmodels.h"
#include "models/text/connectiontexts.h"
#include "models/text/enrichtexts.h"
#include "models/text/errortexts.h"
#include "models/text/plaintext.h"
#include "models/text/plurals.h"
#include "ui/common/commands.h"
#include "ui/common/confirmbutton.h"
#include "ui/common/confirmparts.h"
#include "ui/common/datatable.h"
#include "ui/common/emptyover.h"
#include "ui/common/environmentbadge.h"
#include "ui/common/formparts.h"
#include "ui/common/plainlabel.h"
#include "ui/common/theme.h"
#include "ui/common/tooltips.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QPushButton>
#include <QScrollArea>
#include <QShortcut>
#include <QVBoxLayout>

namespace muster {

namespace {

} // namespace

EnrichReviewPage::EnrichReviewPage(QWidget *parent)
    : QWidget(parent)
{
    setAccessibleName(tr("Review and enrich"));
    m_title = pageTitle(this, {});
    m_title->setObjectName(QStringLiteral("enrichReviewTitleLabel"));
    m_environment = new EnvironmentBadge(this);
    auto *head = new QHBoxLayout;
    head->setSpacing(space::s);
    head->addWidget(m_title, 1);
    head->addWidget(m_environment);
    auto *scroll = new QScrollArea(this);
    scroll->setObjectName(QStringLiteral("enrichFactsScroll"));
    scroll->setAccessibleName(tr("What will happen"));
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(buildFacts());
    m_problem = new PlainLabel(PlainLabel::Fit::Wrap, this);
    m_problem->setObjectName(QStringLiteral("enrichProblemLabel"));
    m_problem->setRole(ColourRole::Bad);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::l, space::l, space::l, space::l);
    column->setSpacing(space::m);
    column->addLayout(head);
    column->addWidget(scroll, 1);
    column->addWidget(m_problem);
    column->addWidget(buildFoot());
    connect(addCommandKeys(Command::GoBack, this), &QShortcut::activated, this, &EnrichReviewPage::closed);
    showButtons();
}

QWidget *EnrichReviewPage::buildFacts()
{
    auto *box = new QWidget(this);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::l);
    const auto add = [&](const QString &title, const char *name) {
        auto *text = new PlainLabel(PlainLabel::Fit::Wrap, box);
        text->setObjectName(QString::fromLatin1(name));
        auto *part = new QVBoxLayout;
        part->setSpacing(space::xs);
        part->addWidget(sectionTitle(box, title));
        part->addWidget(text);
        column->addLayout(part);
        return text;
    };
    m_sent = add(tr("Will be sent"), "enrichSentLabel");
    m_left = add(tr("Will be left out"), "enrichLeftLabel");
    m_fields = add(tr("Attributes that are written"), "enrichAttributesLabel");
    m_pace = add(tr("Pace"), "enrichPaceLabel");
    m_undo = add(tr("Before and after"), "enrichUndoLabel");
    column->addWidget(buildChanges(box), 1);
    column->addStretch(0);
    return box;
}

QWidget *EnrichReviewPage::buildChanges(QWidget *parent)
{
    m_changes = new BeforeAfterModel(this);
    m_changesTable = new DataTable(parent);
    m_changesTable->setObjectName(QStringLiteral("enrichChangesTable"));
    m_changesTable->setAccessibleName(
        tr("The first %1 values, now and afterwards").arg(numberText(BeforeAfter::maxSamples)));
    toolTips::set(m_changesTable, m_changesTable->accessibleName());
    m_changesTable->setModel(m_changes);
    new EmptyOver(m_changesTable, tr("No value would change. Go back to map other columns or to choose another file."));
    const std::pair<int, int> widths[] = {{BeforeAfterModel::Row, 70},
                                          {BeforeAfterModel::Attribute, 180},
                                          {BeforeAfterModel::Before, 220},
                                          {BeforeAfterModel::After, 220}};
    for (const auto &[column, width] : widths)
        m_changesTable->setColumnWidth(column, width);
    m_changesTable->setMinimumHeight(150);
    return m_changesTable;
}

QWidget *EnrichReviewPage::buildFoot()
{
    const ConfirmFoot foot = confirmFoot(this, QStringLiteral("Enrich"), tr("Cancel"));
    m_digest = foot.digest;
    m_arm = foot.arm;
    m_cancel = foot.cancel;
    m_confirm = foot.confirm;
    connect(m_arm, &QPushButton::clicked, this, &EnrichReviewPage::armAsked);
    connect(m_cancel, &QPushButton::clicked, this, &EnrichReviewPage::closed);
    connect(m_confirm, &ConfirmButton::confirmed, this, [this] {
        m_ready = false; // one confirmation, one run
        Q_EMIT confirmed(m_order);
    });
    return foot.widget;
}

void EnrichReviewPage::prepare(const ConnectionProfile &profile, const EnrichOrder &order,
                               const std::shared_ptr<const CheckReport> &report, const QString &plan)
{
    m_profile = profile;
    m_order = order;
    m_error.clear();
    m_ready = true;
    m_confirm->setAllowed(false); // what was armed was for another order
    m_title->setPlainText(tr("Enrich \u201c%1\u201d").arg(visibleText(order.listName, 200)));
    m_environment->setEnvironment(profile.environment);
    showFacts(report, plan);
    showButtons();
    m_cancel->setFocus();
}

void EnrichReviewPage::showFacts(const std::shared_ptr<const CheckReport> &checked, const QString &plan)
{
    const CheckReport &report = *checked;
    const FillRates &rates = report.rates;
    m_sent->setPlainText(tr("Values for %1 contacts of \u201c%2\u201d (%3), from the file \u201c%4\u201d.", nullptr,
                            pluralForm(rates.sent()))
                             .arg(numberText(rates.sent()), visibleText(m_order.listName, 100),
                                  environmentText(m_profile.environment), sourceNameText(m_order.source.file)));
    QStringList left;
    if (rates.rejected() > 0)
        left << tr("%1 rows that do not fit.", nullptr, pluralForm(rates.rejected())).arg(numberText(rates.rejected()));
    if (rates.nothingToSend() > 0)
        left << tr("%1 rows with nothing to send.", nullptr, pluralForm(rates.nothingToSend()))
                    .arg(numberText(rates.nothingToSend()));
    if (rates.skipped() > 0)
        left << tr("%1 rows that an empty cell skips.", nullptr, pluralForm(rates.skipped()))
                    .arg(numberText(rates.skipped()));
    m_left->setPlainText(left.isEmpty() ? tr("Nothing: every row of the file is sent.") : left.join(u' '));
    QStringList fields;
    for (const FieldMapping &field : m_order.mapping.fields)
        //: An attribute of the list and the column of the file that fills it.
        fields << tr("%1 from \u201c%2\u201d; an empty cell: %3")
                      .arg(visibleText(field.attribute, 100),
                           visibleText(field.source.columns.join(QStringLiteral(", ")), 100),
                           emptyCellText(field.policy.empty));
    m_fields->setPlainParagraphs(fields.join(u'\n'));
    m_pace->setPlainText(plan);
    m_undo->setPlainText(beforeAfterText(report.diff));
    m_changes->setReport(checked);
    m_changesTable->setVisible(m_changes->rowCount() > 0);
    m_digest->setPlainText(tr("File %1").arg(m_order.sourceDigest.left(16)));
    toolTips::set(m_digest, m_order.sourceDigest);
}

void EnrichReviewPage::showStartError(const ApiError &error)
{
    m_error = QString(tr("The run did not start; nothing was sent.") % u' ' % errorSentence(error));
    m_ready = true;
    showButtons();
}

void EnrichReviewPage::setLookOnly(bool lookOnly)
{
    m_lookOnly = lookOnly;
    showButtons();
}

void EnrichReviewPage::showButtons()
{
    m_arm->setVisible(m_lookOnly);
    m_problem->setPlainText(
        m_lookOnly ? tr("This %1 tenant is look only: allow changes first.").arg(environmentText(m_profile.environment))
                   : m_error);
    m_problem->setVisible(!m_problem->plainText().isEmpty());
    m_confirm->setText(
        tr("Enrich %1 contacts", nullptr, pluralForm(m_order.contacts)).arg(numberText(m_order.contacts)));
    m_confirm->setAllowed(m_ready && !m_lookOnly && m_order.contacts > 0);
}

} // namespace muster
