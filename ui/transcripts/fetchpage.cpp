// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/transcripts/fetchpage.h"

#include "models/items/transcriptmodels.h"
#include "models/text/connectiontexts.h"
#include "models/text/errortexts.h"
#include "models/text/maskingtexts.h"
#include "models/text/plaintext.h"
#include "models/text/plurals.h"
#include "ui/common/commands.h"
#include "ui/common/confirmbutton.h"
#include "ui/common/confirmparts.h"
#include "ui/common/datatable.h"
#include "ui/common/environmentbadge.h"
#include "ui/common/errorpanel.h"
#include "ui/common/formparts.h"
#include "ui/common/plainlabel.h"
#include "ui/transcripts/fetchform.h"
#include "ui/transcripts/interactionchoice.h"

#include <QFocusEvent>
#include <QHBoxLayout>
#include <QHash>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QShortcut>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace muster {

FetchPage::FetchPage(QWidget *parent)
    : QWidget(parent)
    , m_stack(new QStackedWidget(this))
{
    auto *back = new QPushButton(tr("\u2039 &Transcripts"), this);
    back->setObjectName(QStringLiteral("closeFetchButton"));
    back->setAccessibleName(tr("Back to the transcripts"));
    connect(back, &QPushButton::clicked, this, &FetchPage::closed);
    m_environment = new EnvironmentBadge(this);
    auto *head = new QHBoxLayout;
    head->setSpacing(space::s);
    head->addWidget(back);
    head->addWidget(pageTitle(this, tr("Fetch transcripts")), 1);
    head->addWidget(m_environment);
    m_waiting = new PlainLabel(PlainLabel::Fit::Wrap, m_stack);
    m_waiting->setRole(ColourRole::Muted);
    m_waiting->setAlignment(Qt::AlignTop);
    m_waiting->setPlainText(tr("Asking the tenant whether it knows these interactions\u2026"));
    m_error = new ErrorPanel(m_stack);
    m_error->setObjectName(QStringLiteral("fetchErrorPanel"));
    connect(m_error, &ErrorPanel::retry, this, [this] {
        showSide(Side::Choose);
        go();
    });
    m_stack->addWidget(buildChoose());
    m_stack->addWidget(m_waiting);
    m_stack->addWidget(buildReady());
    m_stack->addWidget(buildRaw());
    m_stack->addWidget(m_error);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::l, space::l, space::l, space::l);
    column->setSpacing(space::m);
    column->addLayout(head);
    column->addWidget(m_stack, 1);
    column->addWidget(buildFoot());
    connect(addCommandKeys(Command::GoBack, this), &QShortcut::activated, this, &FetchPage::back);
    connect(addCommandKeys(Command::Confirm, this), &QShortcut::activated, m_primary, &QPushButton::click);
    showSide(Side::Choose);
    setFocusPolicy(Qt::ClickFocus); // only to hand it on
}

void FetchPage::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    if (m_side == Side::Choose)
        m_interactions->setFocus(event->reason());
    else
        m_primary->setFocus(event->reason());
}

QWidget *FetchPage::buildChoose()
{
    auto *side = new QWidget(m_stack);
    m_interactions = new InteractionChoice(side);
    m_form = new FetchForm;
    auto *scroll = new QScrollArea(side);
    scroll->setObjectName(QStringLiteral("fetchFormArea"));
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(m_form);
    // It scrolls up and down alone, so it is never narrower than its fields.
    scroll->setMinimumWidth(m_form->minimumSizeHint().width() + scroll->verticalScrollBar()->sizeHint().width());
    connect(m_interactions, &InteractionChoice::changed, this, &FetchPage::showButtons);
    connect(m_form, &FetchForm::changed, this, &FetchPage::showButtons);
    auto *row = new QHBoxLayout(side);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::l);
    row->addWidget(m_interactions, 1);
    row->addWidget(scroll, 1);
    side->setFocusProxy(m_interactions);
    return side;
}

QWidget *FetchPage::buildReady()
{
    auto *side = new QWidget(m_stack);
    m_plan = new PlainLabel(PlainLabel::Fit::Wrap, side);
    m_plan->setObjectName(QStringLiteral("fetchPlanLabel"));
    m_plan->setAlignment(Qt::AlignTop);
    m_leftOut = sectionTitle(side, {});
    m_leftOut->setObjectName(QStringLiteral("fetchLeftOutLabel"));
    m_problems = new InteractionProblemsModel(this);
    m_problemTable = new DataTable(side);
    m_problemTable->setObjectName(QStringLiteral("fetchLeftOutTable"));
    m_problemTable->setAccessibleName(tr("Interactions that are left out"));
    m_problemTable->setModel(m_problems);
    m_problemTable->setColumnWidth(InteractionProblemsModel::Id, 260);
    m_problemTable->setColumnWidth(InteractionProblemsModel::Problem, 260);
    auto *column = new QVBoxLayout(side);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::m);
    column->addWidget(sectionTitle(side, tr("What will happen")));
    column->addWidget(m_plan);
    column->addWidget(m_leftOut);
    column->addWidget(m_problemTable, 1);
    column->addStretch(0);
    return side;
}

QWidget *FetchPage::buildRaw()
{
    auto *side = new QWidget(m_stack);
    m_rawWords = new PlainLabel(PlainLabel::Fit::Wrap, side);
    m_rawWords->setObjectName(QStringLiteral("rawWarningLabel"));
    m_rawWords->setRole(ColourRole::Bad);
    m_rawWord = new QLineEdit(side);
    m_rawWord->setObjectName(QStringLiteral("rawWordEdit"));
    m_rawWord->setMaximumWidth(260);
    //: The word that a person types to confirm that unmasked text is written.
    const QString word = tr("unmasked");
    auto *label = new QLabel(tr("Type the word \u201c%1\u201d to &allow it").arg(word), side);
    label->setTextFormat(Qt::PlainText);
    label->setBuddy(m_rawWord);
    m_rawWord->setAccessibleName(tr("Type the word \u201c%1\u201d to allow it").arg(word));
    connect(m_rawWord, &QLineEdit::textChanged, this, &FetchPage::showButtons);
    auto *column = new QVBoxLayout(side);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::m);
    column->addWidget(sectionTitle(side, tr("Write transcripts unmasked")));
    column->addWidget(m_rawWords);
    column->addWidget(label);
    column->addWidget(m_rawWord);
    column->addStretch(1);
    return side;
}

QWidget *FetchPage::buildFoot()
{
    auto *foot = new QWidget(this);
    m_hint = new PlainLabel(PlainLabel::Fit::Wrap, foot);
    m_hint->setObjectName(QStringLiteral("fetchHintLabel"));
    m_hint->setRole(ColourRole::Warn);
    m_back = new QPushButton(foot);
    m_back->setObjectName(QStringLiteral("fetchBackButton"));
    m_primary = new QPushButton(foot);
    m_primary->setObjectName(QStringLiteral("fetchPrimaryButton"));
    m_primary->setProperty("primary", true);
    m_writeRaw = primaryConfirmButton(foot, "writeRawButton");
    connect(m_back, &QPushButton::clicked, this, &FetchPage::back);
    connect(m_primary, &QPushButton::clicked, this, &FetchPage::go);
    connect(m_writeRaw, &ConfirmButton::confirmed, this, [this] { Q_EMIT confirmed(m_checked); });
    auto *row = new QHBoxLayout(foot);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::s);
    row->addWidget(m_back);
    row->addWidget(m_hint, 1);
    row->addWidget(m_primary);
    row->addWidget(m_writeRaw);
    return foot;
}

void FetchPage::start(const ConnectionProfile &profile)
{
    if (!m_profile.id.isEmpty() && m_profile.id != profile.id) {
        m_interactions->reset();
        m_form->reset();
        m_checked = {};
        m_rawWord->clear();
    }
    m_profile = profile;
    m_environment->setEnvironment(profile.environment);
    showSide(Side::Choose);
}

FetchChoice FetchPage::choice() const
{
    FetchChoice choice;
    choice.request.interactionIds = m_interactions->list().ids;
    m_form->fill(choice);
    return choice;
}

QString FetchPage::actText() const
{
    const qsizetype count = m_checked.request.interactionIds.size();
    //: The button of the act; %1 is the number, grouped.
    return tr("Fetch %1 transcripts", nullptr, pluralForm(count)).arg(QLocale().toString(count));
}

void FetchPage::showSide(Side side)
{
    m_side = side;
    m_stack->setCurrentIndex(int(side));
    m_rawWord->clear();
    showButtons();
}

void FetchPage::showButtons()
{
    const bool choosing = m_side == Side::Choose;
    QString missing;
    if (choosing) {
        missing = m_interactions->list().ids.isEmpty() ? tr("Enter or find interactions.") : m_form->missing();
        const qsizetype count = m_interactions->list().ids.size();
        m_primary->setText(count > 0
                               ? tr("Check %1 interactions", nullptr, pluralForm(count)).arg(QLocale().toString(count))
                               : tr("Check the interactions"));
    } else if (m_side == Side::Ready) {
        if (m_checked.request.interactionIds.isEmpty())
            missing = tr("None of these interactions can be fetched.");
        m_primary->setText(m_checked.raw ? tr("Go on to the confirmation") : actText());
    }
    m_back->setText(choosing ? tr("Cancel") : tr("Back"));
    m_hint->setPlainText(missing);
    m_primary->setVisible(choosing || m_side == Side::Ready);
    m_primary->setEnabled(missing.isEmpty());
    m_writeRaw->setVisible(m_side == Side::Raw);
    m_writeRaw->setText(
        tr("Write %1 transcripts unmasked", nullptr, pluralForm(m_checked.request.interactionIds.size()))
            .arg(QLocale().toString(m_checked.request.interactionIds.size())));
    m_writeRaw->setAllowed(m_side == Side::Raw && m_rawWord->text().trimmed() == tr("unmasked"));
}

void FetchPage::go()
{
    if (m_side == Side::Choose) {
        m_checked = choice();
        showSide(Side::Waiting);
        Q_EMIT checkAsked(m_checked.request.interactionIds);
    } else if (m_side == Side::Ready && m_checked.raw) {
        showSide(Side::Raw);
        m_rawWord->setFocus();
    } else if (m_side == Side::Ready) {
        Q_EMIT confirmed(m_checked);
    }
}

void FetchPage::back()
{
    if (m_side == Side::Choose)
        Q_EMIT closed();
    else
        showSide(m_side == Side::Raw ? Side::Ready : Side::Choose);
}

void FetchPage::showChecked(const FoundInteractions &found)
{
    if (m_side != Side::Waiting)
        return; // the person went on
    QHash<QString, QString> mediaOf;
    for (const InteractionSummary &one : found.items)
        mediaOf.insert(one.id, one.mediaType);
    QList<InteractionProblem> problems = m_interactions->list().problems;
    QStringList kept;
    for (const QString &id : std::as_const(m_checked.request.interactionIds)) {
        const auto media = mediaOf.constFind(id);
        if (media == mediaOf.cend()) {
            problems << InteractionProblem{.id = id, .kind = InteractionProblem::Kind::Unknown};
        } else if (const auto type = mediaTypeFromKey(*media); type && !m_checked.request.mediaTypes.contains(*type)) {
            problems << InteractionProblem{.id = id, .kind = InteractionProblem::Kind::OtherMedia};
        } else {
            kept << id;
        }
    }
    m_checked.request.interactionIds = kept;
    m_problems->setRows(problems);
    m_leftOut->setVisible(!problems.isEmpty());
    m_leftOut->setPlainText(tr("Left out: %1").arg(QLocale().toString(problems.size())));
    m_problemTable->setVisible(!problems.isEmpty());
    showPlan();
    showSide(Side::Ready);
    m_primary->setFocus();
}

void FetchPage::showPlan()
{
    const QLocale locale;
    const qsizetype count = m_checked.request.interactionIds.size();
    QStringList lines;
    lines << tr("One job asks %1 (%2) for the transcripts of %3 interactions.", nullptr, pluralForm(count))
                 .arg(visibleText(m_profile.name, 80), environmentText(m_profile.environment), locale.toString(count));
    if (m_checked.raw) {
        lines << tr("They are written as they came. Nothing is masked on this computer.");
    } else {
        const QString policy
            = m_checked.policy.isEmpty() ? tr("Default (built in)") : visibleText(m_checked.policy, 80);
        lines << tr("Each is masked in memory by the policy \u201c%1\u201d, looked at a second time, and only then "
                    "written. One in which something personal is still found is held back.")
                     .arg(policy);
        if (!m_form->unmasked().isEmpty())
            lines << m_form->unmasked();
    }
    lines << tr("The files go to %1, with a manifest of what was masked.").arg(visibleText(m_checked.folder, 300));
    lines << tr("At most %1 are downloaded at the same time.")
                 .arg(locale.toString(m_checked.request.concurrentDownloads));
    if (!m_checked.webhook.isEmpty())
        lines << tr("%1 is told of each transcript.").arg(visibleText(m_checked.webhook.host(), 120));
    m_plan->setPlainParagraphs(lines.join(u'\n'));
    m_rawWords->setPlainParagraphs(
        tr("The text will lie in %1 with every phone number, card number and address that was spoken. Whoever can read "
           "that folder can read them. That it was written unmasked, when and by whom stands in the history.")
            .arg(visibleText(m_checked.folder, 300)));
}

void FetchPage::showCheckError(const ApiError &error)
{
    if (m_side != Side::Waiting)
        return;
    m_error->setError(error);
    showSide(Side::Error);
}

void FetchPage::showStartError(const ApiError &error)
{
    showSide(Side::Choose);
    m_hint->setPlainText(errorSentence(error));
}

} // namespace muster
