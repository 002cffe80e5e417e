// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lists/workbenchside.h"

#include "models/items/contacttablemodel.h"
#include "models/text/amounttext.h"
#include "models/text/listtexts.h"
#include "models/text/plaintext.h"
#include "ui/common/badges.h"
#include "ui/common/charts.h"
#include "ui/common/designtokens.h"
#include "ui/common/formparts.h"
#include "ui/common/plainlabel.h"
#include "ui/common/theme.h"
#include "ui/common/tooltips.h"
#include "ui/lists/regionchoice.h"

#include <QDate>
#include <QFormLayout>
#include <QLocale>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <algorithm>

namespace muster {

namespace {

enum class Axis { Format, Line, Policy };

Axis axisOf(ListReason reason)
{
    if (reason < ListReason::RegionNotAllowed)
        return Axis::Format;
    return reason < ListReason::Suppressed ? Axis::Line : Axis::Policy;
}

QStringList sentencesOf(ContactReasons reasons, Axis axis)
{
    QStringList lines;
    for (int i = 0; i < listReasonCount; ++i) {
        const auto reason = ListReason(i);
        if ((reasons & reasonBit(reason)) != 0 && axisOf(reason) == axis)
            lines << listReasonSentence(reason);
    }
    return lines;
}

} // namespace

ContactDetailsPane::ContactDetailsPane(QWidget *parent)
    : QWidget(parent)
    , m_stack(new QStackedWidget(this))
{
    setAccessibleName(tr("Contact details"));
    m_content = new QWidget;
    m_phone = elidedLabel(m_content, "contactPhoneLabel");
    m_phone->setFont(Theme::titleFont());
    m_verdict = new StatusBadge(m_content);
    fillColumn(m_content, space::s, {m_phone, m_verdict, boxStretch(1)},
               QMargins(space::m, space::m, space::m, space::m));
    auto *scroll = named("contactDetailsScroll", new QScrollArea(m_stack));
    scroll->setAccessibleName(tr("Contact details"));
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(m_content);
    scroll->viewport()->setAutoFillBackground(false);
    m_content->setAutoFillBackground(false);
    m_none = hintLabel(m_stack);
    m_none->setAlignment(Qt::AlignCenter);
    m_none->setContentsMargins(space::l, space::l, space::l, space::l);
    addWidgets(m_stack, {scroll, m_none});
    fillColumn(this, -1, {m_stack});
    clear(0);
}

void ContactDetailsPane::addLine(const QString &label, const QString &text)
{
    if (text.isEmpty())
        return;
    // One long word, such as an id or a time, has no place to be broken.
    const bool isWord = std::none_of(text.cbegin(), text.cend(), [](QChar c) { return c.isSpace(); });
    auto *value = new PlainLabel(isWord ? PlainLabel::Fit::Elide : PlainLabel::Fit::Wrap, m_body);
    value->setPlainParagraphs(text);
    value->setTextInteractionFlags(Qt::TextSelectableByMouse);
    value->setMinimumWidth(1); // a long id must not widen the pane
    auto *name = hintLabel(m_body, label);
    name->setMinimumWidth(72);
    m_form->addRow(name, value);
}

void ContactDetailsPane::addAxis(const QString &title, const QStringList &sentences)
{
    m_form->addRow(sectionTitle(m_body, title));
    for (const QString &sentence : sentences)
        addSentence(sentence);
}

void ContactDetailsPane::addSentence(const QString &sentence)
{
    if (sentence.isEmpty())
        return;
    auto *line = wrappedLabel(m_body, nullptr, ColourRole::Text, sentence);
    line->setMinimumWidth(1);
    m_form->addRow(line);
}

/// Who has the same number, and the way to the one that is kept.
void ContactDetailsPane::showDuplicates(const ContactDetails &details)
{
    addSentence(sameNumberText(details));
    if (details.survivorId.isEmpty())
        return;
    const QString phone = visibleText(details.survivorPhone, 40);
    QString words = phone.isEmpty() ? tr("Show the contact that stays") : tr("Show %1").arg(phone);
    auto *link = pushButton(m_body, "showSurvivorButton", words.replace(u'&', QStringLiteral("&&")));
    link->setAccessibleName(tr("Show the contact that stays"));
    toolTips::set(link, link->accessibleName());
    m_form->addRow(link);
    // Queued: the pane, and with it the button, is made anew by what follows.
    connect(
        link, &QPushButton::clicked, this, [this, id = details.survivorId] { Q_EMIT contactAsked(id); },
        Qt::QueuedConnection);
}

void ContactDetailsPane::setDetails(const ContactDetails &details)
{
    delete m_body;
    m_body = new QWidget(m_content);
    m_form = new QFormLayout(m_body);
    m_form->setContentsMargins(0, space::s, 0, 0);
    m_form->setHorizontalSpacing(space::s);
    m_form->setVerticalSpacing(space::xs);
    m_phone->setPlainText(details.phone.isEmpty() ? tr("No number") : details.phone);
    QString verdict = listVerdictText(details.verdict);
    if (details.overridden)
        verdict += QStringLiteral(" \u00b7 ") + tr("set manually");
    m_verdict->setStatus(verdictTone(details.verdict), verdict);
    showNumber(details);
    showAxes(details);
    static_cast<QVBoxLayout *>(m_content->layout())->insertWidget(2, m_body);
    m_body->show();
    m_stack->setCurrentIndex(0);
}

void ContactDetailsPane::showNumber(const ContactDetails &details)
{
    addLine(tr("E.164"), details.e164.isEmpty() ? tr("none") : details.e164);
    addLine(tr("National"), details.nationalFormat);
    addLine(tr("Region"), details.region.isEmpty() ? tr("unknown") : regionLabel(details.region));
    addLine(tr("Line"), lineTypeText(details.lineType));
    addLine(tr("Source"), knowledgeSourceText(details.source));
    addLine(tr("Note"), details.note);
}

void ContactDetailsPane::showAxes(const ContactDetails &details)
{
    const QStringList format = sentencesOf(details.reasons, Axis::Format);
    const QStringList line = sentencesOf(details.reasons, Axis::Line);
    const QStringList policy = sentencesOf(details.reasons, Axis::Policy);
    addAxis(tr("Format"), format.isEmpty() ? QStringList{tr("No issues.")} : format);
    addSentence(readWithText(details, regionLabel(details.readRegion)));
    if (!details.repairProof.isEmpty())
        addSentence(repairProofText(details.repairProof));
    addAxis(tr("Line"), line.isEmpty() ? QStringList{tr("No issues.")} : line);
    if ((details.reasons & reasonBit(ListReason::LineUncertain)) == 0) // that reason says it already
        addSentence(certaintyText(details));
    addAxis(tr("Policy"), policy.isEmpty() ? QStringList{tr("Not on a list, not a duplicate.")} : policy);
    for (const QString &sentence : listedTexts(details, QDate::currentDate()))
        addSentence(sentence);
    showDuplicates(details);
    m_form->addRow(sectionTitle(m_body, tr("Contact")));
    auto *id = elidedLabel(m_body, nullptr, ColourRole::Text, details.contactId);
    m_form->addRow(hintLabel(m_body, tr("ID")), id);
    for (const auto &[name, value] : details.members)
        addLine(visibleText(name, 60), value);
}

void ContactDetailsPane::clear(int selected)
{
    m_none->setPlainText(
        selected > 1 ? tr("%1 contacts are selected. Select one to see its details.").arg(QLocale().toString(selected))
                     : tr("Select a contact to see its verdict and the reason."));
    m_stack->setCurrentIndex(1);
}

OutcomePane::OutcomePane(QWidget *parent)
    : QWidget(parent)
{
    auto *column = bareLayout<QVBoxLayout>(this, space::s, QMargins(space::m, space::m, space::m, space::m));
    const auto add = [&](const QString &title, const char *name, int stretch) {
        auto *bars = named(name, new CountBars(this));
        bars->setAccessibleName(title);
        fillBox(column, {sectionTitle(this, title), {bars, stretch}});
        return bars;
    };
    m_verdicts = add(tr("Contacts by verdict"), "verdictBars", 0);
    m_reasons = add(tr("Contacts by reason"), "reasonBars", 3);
    m_regions = add(tr("Contacts by region"), "regionBars", 3);
    m_uncertain = hintLabel(this);
    column->addWidget(m_uncertain);
}

void OutcomePane::setSummary(const ListSummary &summary)
{
    QList<CountBars::Bar> bars;
    for (int i = 0; i < listVerdictCount; ++i)
        bars << CountBars::Bar{listVerdictText(ListVerdict(i)), summary.verdicts[std::size_t(i)],
                               verdictTone(ListVerdict(i))};
    m_verdicts->setBars(bars);
    m_verdicts->setFixedHeight(m_verdicts->sizeHint().height()); // all of them are seen
    bars.clear();
    for (int i = 0; i < listReasonCount; ++i)
        bars << CountBars::Bar{listReasonText(ListReason(i)), summary.reasons[std::size_t(i)], Tone::Info};
    m_reasons->setBars(bars);
    bars.clear();
    for (const auto &[code, count] : summary.regions)
        bars << CountBars::Bar{code.isEmpty() ? tr("no region") : regionLabel(code), count, Tone::Info};
    m_regions->setBars(bars);
    m_uncertain->setVisible(summary.uncertainLines > 0);
    m_uncertain->setPlainText(tr("For %1 contacts, the numbering plan can’t tell whether the line is fixed, mobile or "
                                 "VoIP. That alone changes no verdict.",
                                 nullptr, pluralForm(summary.uncertainLines))
                                  .arg(QLocale().toString(summary.uncertainLines)));
}

} // namespace muster
