// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/transcripts/reviewpage.h"

#include "models/items/transcriptmodels.h"
#include "models/text/maskingtexts.h"
#include "models/text/plaintext.h"
#include "ui/common/commands.h"
#include "ui/common/datatable.h"
#include "ui/common/emptystate.h"
#include "ui/common/flowlayout.h"
#include "ui/common/formparts.h"
#include "ui/common/theme.h"

#include <QComboBox>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QShortcut>
#include <QSplitter>
#include <QStackedWidget>

namespace muster {

ReviewPage::ReviewPage(QWidget *parent)
    : QWidget(parent)
    , m_items(new ReviewModel(this))
    , m_stack(new QStackedWidget(this))
{
    m_empty = named("reviewEmptyState", new EmptyState(QStringLiteral("circle-check"), m_stack));
    connect(m_empty, &EmptyState::triggered, this, &ReviewPage::closed);
    auto *splitter = new QSplitter(Qt::Horizontal, m_stack);
    m_table = new DataTable("reviewTable", tr("Findings to review"), m_items, splitter);
    m_table->setColumnWidths({{ReviewModel::Decision, 86}, {ReviewModel::Kind, 106}, {ReviewModel::Text, 112}});
    setFocusProxy(m_table);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &ReviewPage::showCurrent);
    fillSplitter(splitter, {{m_table, 3}, {buildCard(), 2}});
    addWidgets(m_stack, {splitter, m_empty});
    fillPage(this, space::m, {buildHead(), {m_stack, 1}, buildFoot()});
    // A text field takes letters for itself before they get here.
    const auto key = [this](Command command, auto act) {
        connect(addCommandKeys(command, this), &QShortcut::activated, this, act);
    };
    key(Command::AcceptFinding, [this] { decide(true); });
    key(Command::RejectFinding, [this] { decide(false); });
    key(Command::SkipFinding, [this] { next(); });
    setPolicies({});
    setItems({}, 0);
}

QWidget *ReviewPage::buildHead()
{
    auto *head = new QWidget(this);
    auto *back = pushButton(head, "closeReviewButton", tr("‹ &Transcripts"));
    back->setAccessibleName(tr("Back to the transcripts"));
    connect(back, &QPushButton::clicked, this, &ReviewPage::closed);
    m_count = elidedLabel(head, "reviewCountLabel", ColourRole::Muted);
    fillRow(head, space::s, {back, pageTitle(head, tr("Review uncertain findings")), {m_count, 1}});
    return head;
}

QWidget *ReviewPage::buildCard()
{
    auto *card = new QWidget(this);
    m_text = wrappedLabel(card, "reviewTextLabel");
    m_text->setFont(Theme::titleFont());
    m_around = wrappedLabel(card, "reviewContextLabel");
    m_why = wrappedLabel(card, "reviewWhyLabel", ColourRole::Muted);
    m_scope = calmCombo(card, "reviewScopeCombo", tr("Where the decision applies"));
    m_scope->addItem(tr("In this interaction"), false);
    m_scope->addItem(tr("Everywhere this policy is used"), true);
    m_expiry = calmCombo(card, "reviewExpiryCombo", tr("How long the decision applies"));
    m_expiry->addItem(tr("For 30 days"), 30);
    m_expiry->addItem(tr("For a year"), 365);
    m_expiry->addItem(tr("Indefinitely"), 0);
    m_note = lineEdit(card, "reviewNoteEdit", tr("Note for the next person"), tr("Reason, for the next person"));
    m_note->setMaxLength(500);
    m_accept = pushButton(card, "acceptFindingButton", tr("Personal (A)"), QStringLiteral("check"));
    m_accept->setToolTip(tr("It is personal: mask it wherever it appears"));
    m_reject = pushButton(card, "rejectFindingButton", tr("Not personal (R)"), QStringLiteral("x"));
    m_reject->setToolTip(tr("It isn’t personal: leave it as is"));
    m_next = pushButton(card, "nextFindingToReviewButton", tr("Next (N)"));
    connect(m_accept, &QPushButton::clicked, this, [this] { decide(true); });
    connect(m_reject, &QPushButton::clicked, this, [this] { decide(false); });
    connect(m_next, &QPushButton::clicked, this, &ReviewPage::next);
    auto *buttons = new FlowLayout(space::s);
    for (QPushButton *button : {m_accept, m_reject, m_next})
        buttons->addWidget(button);
    fillColumn(card, space::s,
               {sectionTitle(card, tr("Is this personal?")), m_text, m_around, m_why, buttons, boxGap(space::s),
                sectionTitle(card, tr("The decision applies")), m_scope, m_expiry, m_note,
                hintLabel(card,
                          tr("The text is shown from memory. It isn’t written anywhere until the decision is saved in "
                             "a policy. Only you can read the policies file, but it isn’t encrypted.")),
                boxStretch(1)},
               QMargins(space::l, 0, 0, 0));
    card->setMinimumWidth(320);
    return card;
}

QWidget *ReviewPage::buildFoot()
{
    auto *foot = new QWidget(this);
    m_done = wrappedLabel(foot, "reviewDoneLabel");
    m_policy = calmCombo(foot, "reviewPolicyCombo", tr("Policy to save the decisions in"));
    m_policy->setMinimumWidth(150);
    m_policy->setMaximumWidth(220);
    m_keep = primaryButton(foot, "keepDecisionsButton");
    connect(m_keep, &QPushButton::clicked, this, [this] { Q_EMIT keepAsked(m_policy->currentData().toString()); });
    m_again
        = pushButton(foot, "fetchAgainButton", tr("Fetch these transcripts again…"), QStringLiteral("refresh-cw"));
    connect(m_again, &QPushButton::clicked, this, [this] { Q_EMIT fetchAgainAsked(m_kept); });
    fillRow(foot, space::s, {{m_done, 1}, m_again, m_policy, m_keep});
    return foot;
}

int ReviewPage::count() const
{
    return m_items->rowCount();
}

void ReviewPage::setPolicies(const QStringList &names)
{
    const QString before = m_policy->currentData().toString();
    m_policy->clear();
    for (const QString &name : names)
        m_policy->addItem(visibleText(name, 80), name);
    //: Name of a policy that is made to hold decisions; kept in step with the name that it is saved under.
    m_policy->addItem(tr("A new policy"), QString());
    m_policy->setCurrentIndex(std::max(0, m_policy->findData(before)));
}

void ReviewPage::setItems(const QList<ReviewItem> &items, int lost, const QString &maskedBy)
{
    m_maskedBy = maskedBy;
    m_items->setItems(items);
    m_kept.clear();
    m_done->setPlainText({});
    m_empty->setSentence(lost > 0
                             ? tr("There are uncertain findings from an earlier session. Their texts were never "
                                  "written, so they are gone. Fetch those transcripts again to review them.")
                             : tr("Nothing to review. Uncertain findings appear here when transcripts are fetched."));
    m_empty->setAction(tr("Back to the transcripts"));
    m_stack->setCurrentIndex(items.isEmpty() ? 1 : 0);
    if (!items.isEmpty())
        m_table->setCurrentIndex(m_items->index(0, 0));
    showCurrent();
}

QString ReviewPage::aroundText(const ReviewItem &item)
{
    const auto part = [](const QString &text) { return visibleText(text, 2 * ReviewItem::around); };
    if (item.before.isEmpty() && item.after.isEmpty())
        return {};
    //: The text around a finding, the finding itself in the middle.
    return tr("Context: %1[%2]%3")
        .arg(item.before.isEmpty() ? QString() : u'…' + part(item.before), visibleText(item.original, 120),
             item.after.isEmpty() ? QString() : part(item.after) + u'…');
}

QString ReviewPage::whyText(const ReviewItem &item)
{
    if (item.isHeld)
        return tr("%1, found in the masked text by the second check. The transcript was not written. Decide, save the "
                  "decisions, and fetch it again.")
            .arg(entityTitle(item.entity));
    //: "Phone number, by the rule phone.context. Score 55 of 100."
    return tr("%1, found by the rule %2. Score %3 of 100.")
        .arg(entityTitle(item.entity), visibleText(item.rule, 120), QLocale().toString(item.score));
}

void ReviewPage::showCurrent()
{
    const int row = m_table->currentIndex().row();
    const ReviewItem *item = m_items->at(row);
    for (QPushButton *button : {m_accept, m_reject, m_next})
        button->setEnabled(item != nullptr);
    m_text->setPlainText(item ? u'\u201c' + item->original + u'\u201d' : QString());
    m_around->setPlainText(item ? aroundText(*item) : QString());
    m_why->setPlainText(item ? whyText(*item) : QString());
    const int all = m_items->rowCount(), open = m_items->open();
    m_count->setPlainText(all == 0 ? QString()
                                   : tr("%1 of %2 open").arg(QLocale().toString(open), QLocale().toString(all)));
    m_keep->setText(tr("Save decisions (%1)").arg(QLocale().toString(all - open)));
    m_keep->setEnabled(all > open);
    m_keep->setVisible(all > 0);
    m_policy->setVisible(all > 0);
    m_again->setVisible(!m_kept.isEmpty());
}

void ReviewPage::decide(bool personal)
{
    const int row = m_table->currentIndex().row();
    if (!m_items->at(row))
        return;
    ReviewModel::Decided decided{.personal = personal, .everywhere = m_scope->currentData().toBool()};
    if (const int days = m_expiry->currentData().toInt(); days > 0)
        decided.expires = QDateTime::currentDateTimeUtc().addDays(days);
    m_items->decide(row, decided);
    next();
}

void ReviewPage::next()
{
    const int row = m_items->nextOpen(m_table->currentIndex().row());
    if (row >= 0)
        m_table->setCurrentIndex(m_items->index(row, 0));
    showCurrent();
}

QList<MaskException> ReviewPage::decisions() const
{
    QList<MaskException> decisions;
    for (int row = 0; row < m_items->rowCount(); ++row) {
        const auto &decided = m_items->decision(row);
        if (!decided)
            continue;
        const ReviewItem &item = *m_items->at(row);
        decisions << MaskException{
            .kind = decided->personal ? MaskException::Kind::Deny : MaskException::Kind::Allow,
            .entity = item.entity,
            .text = item.original,
            .interactionId = decided->everywhere ? QString() : item.interactionId,
            .expires = decided->expires,
            .note = m_note->text().trimmed(),
        };
    }
    return decisions;
}

QStringList ReviewPage::decidedInteractions() const
{
    QStringList ids;
    for (int row = 0; row < m_items->rowCount(); ++row) {
        if (m_items->decision(row) && !ids.contains(m_items->at(row)->interactionId))
            ids << m_items->at(row)->interactionId;
    }
    return ids;
}

void ReviewPage::showKept(const QString &policy, const QString &sentence)
{
    if (const int known = m_policy->findData(policy); known >= 0)
        m_policy->setCurrentIndex(known);
    m_kept = decidedInteractions();
    m_done->setPlainText(sentence, ColourRole::Good);
    showCurrent();
}

void ReviewPage::showError(const QString &sentence)
{
    m_done->setPlainText(sentence, ColourRole::Bad);
}

} // namespace muster
