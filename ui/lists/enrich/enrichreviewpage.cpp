// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lists/enrich/enrichreviewpage.h"

#include "models/items/enrichmodels.h"
#include "models/text/amounttext.h"
#include "models/text/connectiontexts.h"
#include "models/text/enrichtexts.h"
#include "models/text/plaintext.h"
#include "ui/common/confirmbutton.h"
#include "ui/common/datatable.h"
#include "ui/common/emptystate.h"
#include "ui/common/formparts.h"
#include "ui/common/theme.h"
#include "ui/common/tooltips.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace muster {

EnrichReviewPage::EnrichReviewPage(QWidget *parent)
    : ListConfirmPage(parent)
{
    setAccessibleName(tr("Review and enrich"));
    QHBoxLayout *head = buildHead(this, "enrichReviewTitleLabel");
    auto *scroll = named("enrichFactsScroll", new QScrollArea(this));
    scroll->setAccessibleName(tr("What will happen"));
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(buildFacts());
    QWidget *dial = buildDial(this);
    setOffersStart(true);
    buildProblem(this, "enrichProblemLabel");
    fillPage(this, space::m, {head, {scroll, 1}, dial, m_problem, buildFoot("Enrich", tr("Cancel"))});
    connect(m_confirm, &ConfirmButton::confirmed, this, [this] {
        m_ready = false; // one confirmation, one run
        m_order.dialConsent = dialConsent();
        Q_EMIT confirmed(m_order);
    });
    showButtons();
}

QWidget *EnrichReviewPage::buildFacts()
{
    auto *box = new QWidget(this);
    auto *column = bareLayout<QVBoxLayout>(box, space::l);
    const auto add = [&](const QString &title, const char *name) {
        auto *text = wrappedLabel(box, name);
        auto *part = columnLayout(space::xs, {sectionTitle(box, title), text});
        column->addLayout(part);
        return text;
    };
    m_sent = add(tr("Will be sent"), "enrichSentLabel");
    m_left = add(tr("Will be left out"), "enrichLeftLabel");
    m_fields = add(tr("Attributes to write"), "enrichAttributesLabel");
    m_pace = add(tr("Pace"), "enrichPaceLabel");
    m_undo = add(tr("Before and after"), "enrichUndoLabel");
    fillBox(column, {{buildChanges(box), 1}, boxStretch(0)});
    return box;
}

QWidget *EnrichReviewPage::buildChanges(QWidget *parent)
{
    m_changes = new BeforeAfterModel(this);
    m_changesTable = named("enrichChangesTable", new DataTable(parent));
    m_changesTable->setAccessibleName(
        tr("The first %1 values, before and after").arg(numberText(BeforeAfter::maxSamples)));
    toolTips::set(m_changesTable, m_changesTable->accessibleName());
    m_changesTable->setModel(m_changes);
    new EmptyOverlay(m_changesTable,
                     tr("No values would change. Go back to map other columns or choose another file."));
    m_changesTable->setColumnWidths({{BeforeAfterModel::Row, 70},
                                     {BeforeAfterModel::Attribute, 180},
                                     {BeforeAfterModel::Before, 220},
                                     {BeforeAfterModel::After, 220}});
    m_changesTable->setMinimumHeight(150);
    return m_changesTable;
}

void EnrichReviewPage::prepare(const ConnectionProfile &profile, const EnrichOrder &order,
                               const std::shared_ptr<const CheckReport> &report, const QString &plan)
{
    showProfile(profile);
    m_order = order;
    m_error.clear();
    m_ready = true;
    m_confirm->setAllowed(false); // what was armed was for another order
    m_title->setPlainText(tr("Enrich “%1”").arg(visibleText(order.listName, 200)));
    showFacts(report, plan);
    showButtons();
    askDialers(order.listId); // a dialer may have been started since the list was opened
    m_cancel->setFocus();
}

void EnrichReviewPage::showFacts(const std::shared_ptr<const CheckReport> &checked, const QString &plan)
{
    const CheckReport &report = *checked;
    const FillRates &rates = report.rates;
    m_sent->setPlainText(tr("Values for %1 contacts of “%2” (%3), from file “%4”.", nullptr, pluralForm(rates.sent()))
                             .arg(numberText(rates.sent()), visibleText(m_order.listName, 100),
                                  environmentText(m_profile.environment), sourceNameText(m_order.source.file)));
    QStringList left;
    if (rates.rejected() > 0)
        left << tr("%1 invalid rows.", nullptr, pluralForm(rates.rejected())).arg(numberText(rates.rejected()));
    if (rates.nothingToSend() > 0)
        left << tr("%1 rows with nothing to send.", nullptr, pluralForm(rates.nothingToSend()))
                    .arg(numberText(rates.nothingToSend()));
    if (rates.skipped() > 0)
        left << tr("%1 rows skipped because of an empty cell.", nullptr, pluralForm(rates.skipped()))
                    .arg(numberText(rates.skipped()));
    if (rates.outdated() > 0)
        left << tr("%1 older rows; only the newest row for a contact counts.", nullptr, pluralForm(rates.outdated()))
                    .arg(numberText(rates.outdated()));
    if (const qint64 cells = rates.leftOut(); cells > 0)
        left << tr("%1 invalid cells; these contacts keep their values.", nullptr, pluralForm(cells))
                    .arg(numberText(cells));
    m_left->setPlainText(left.isEmpty() ? tr("None: every row in the file is sent.") : left.join(u' '));
    QStringList fields = matchingSentences(m_order.mapping);
    for (const FieldMapping &field : m_order.mapping.fields) {
        //: An attribute of the list, what of the file fills it, and what becomes of cells that are empty or not valid.
        QString text = tr("%1 from %2; empty cells: %3; invalid cells: %4")
                           .arg(visibleText(field.attribute, 100), fieldSourceText(field),
                                emptyCellText(field.policy.empty), invalidCellText(field.policy.invalid));
        if (field.policy.write != FieldWrite::Overwrite)
            //: %1 is the line before it, %2 a rule such as “Only if empty”.
            text = tr("%1; existing value: %2").arg(text, fieldWriteText(field.policy.write));
        fields << text;
    }
    m_fields->setPlainParagraphs(fields.join(u'\n'));
    m_pace->setPlainText(plan);
    m_undo->setPlainText(beforeAfterText(report.diff));
    m_changes->setReport(checked);
    m_changesTable->setVisible(m_changes->rowCount() > 0);
    setDigest(tr("File %1").arg(m_order.sourceDigest.left(16)), m_order.sourceDigest);
}

void EnrichReviewPage::takeBack()
{
    m_ready = true;
}

void EnrichReviewPage::showButtons()
{
    m_arm->setVisible(m_lookOnly);
    showProblem(m_lookOnly ? lookOnlyProblem() : m_error.isEmpty() ? dialProblem() : m_error);
    setAct(tr("Enrich %1 contacts", nullptr, pluralForm(m_order.contacts)).arg(numberText(m_order.contacts)));
    m_confirm->setAllowed(m_ready && !m_lookOnly && m_order.contacts > 0 && isDialAllowed());
}

} // namespace muster
