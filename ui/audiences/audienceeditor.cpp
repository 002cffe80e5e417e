// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/audiences/audienceeditor.h"

#include "models/text/plaintext.h"
#include "ui/audiences/audiencedetailsform.h"
#include "ui/audiences/audiencehistorypane.h"
#include "ui/audiences/audiencework.h"
#include "ui/audiences/canvas/criteriacanvas.h"
#include "ui/audiences/conflictview.h"
#include "ui/audiences/criterialinestable.h"
#include "ui/audiences/criteriapanes.h"
#include "ui/audiences/criteriawhypane.h"
#include "ui/audiences/estimatebar.h"
#include "ui/audiences/publishview.h"
#include "ui/audiences/registerview.h"
#include "ui/common/formparts.h"
#include "ui/common/icons.h"
#include "ui/common/theme.h"
#include "ui/common/tooltips.h"

#include <QDataStream>
#include <QIODevice>
#include <QLocale>
#include <QPushButton>
#include <QScrollArea>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabBar>
#include <QTabWidget>
#include <QToolButton>
#include <QUndoStack>

namespace muster {

AudienceEditor::AudienceEditor(const QString &audienceId, QWidget *parent)
    : QWidget(parent)
    , m_work(new AudienceWork(audienceId, this))
    , m_undo(new CriteriaUndo(&m_work->tree(), this))
    , m_stack(new QStackedWidget(this))
{
    setFocusPolicy(Qt::ClickFocus); // only to hand it on; as a stop of Tab there would be no way back past it
    auto *edit = buildEdit();
    m_stack->addWidget(edit);
    fillColumn(this, -1, {m_stack});
    joinParts();
    m_details->setId(audienceId);
    showName();
    showState({});
    showDraftState({}, false);
    setProblemCount(0, 0, 0);
}

AudienceEditor::~AudienceEditor()
{
    // The draft goes before the canvas that shows it.
    m_canvas->setUndo(nullptr);
    m_canvas->setModel(nullptr);
}

QWidget *AudienceEditor::buildEdit()
{
    auto *edit = new QWidget(m_stack);
    m_splitter = new QSplitter(Qt::Horizontal, edit);
    auto *left = new QWidget(m_splitter);
    m_canvas = new CriteriaCanvas(left);
    m_estimate = new EstimateBar(left);
    fillColumn(left, 0, {{m_canvas, 1}, m_estimate});
    fillSplitter(m_splitter, {{left, 1}, buildSide(m_splitter)});
    m_splitter->setSizes({640, 450});
    edit->setFocusProxy(m_canvas);
    fillColumn(edit, space::s, {buildHead(edit), {m_splitter, 1}}, QMargins(space::l, space::m, space::l, space::m));
    return edit;
}

QWidget *AudienceEditor::buildHead(QWidget *parent)
{
    auto *head = new QWidget(parent);
    m_title = named("audienceTitleLabel", pageTitle(head, {}));
    m_state = elidedLabel(head, "audienceStateLabel", ColourRole::Muted);
    m_draft = elidedLabel(head, "draftStateLabel");
    m_draft->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_registerButton = primaryButton(head, "registerAudienceButton", tr("&Register…"));
    connect(m_registerButton, &QPushButton::clicked, this, &AudienceEditor::registerAsked);
    m_publishButton = pushButton(head, "publishAudienceButton", tr("P&ublish…"));
    m_publishButton->hide();
    connect(m_publishButton, &QPushButton::clicked, this, &AudienceEditor::publishAsked);
    m_discard = pushButton(head, "discardDraftButton", tr("Discard draft…"));
    connect(m_discard, &QPushButton::clicked, this, &AudienceEditor::discardAsked);
    auto *words = columnLayout(0, {m_title, m_state});
    fillRow(head, space::s, {{words, 2}, {m_draft, 1}, m_discard, m_publishButton, m_registerButton});
    return head;
}

QWidget *AudienceEditor::buildSide(QWidget *parent)
{
    m_side = named("audienceSideTabs", new QTabWidget(parent));
    m_side->setAccessibleName(tr("Other views of the audience"));
    m_side->setDocumentMode(true);
    m_side->setMinimumWidth(300);
    m_side->tabBar()->setUsesScrollButtons(true);
    QWidget *pages = tabPages(m_side);
    m_details = new AudienceDetailsForm(pages);
    QScrollArea *scroll = named("audienceDetailsArea", formArea(m_details));
    scroll->setAccessibleName(tr("Audience details"));
    m_words = new CriteriaSentencePane(pages);
    m_json = new CriteriaJsonPane(pages);
    m_problems = new CriteriaLinesTable("audienceProblemsTable", tr("Audience problems"),
                                        {tr("Severity"), tr("Problem"), tr("Where")}, {100, 140}, pages);
    m_why = new CriteriaWhyPane(pages);
    m_history = new AudienceHistoryPane(pages);
    m_side->addTab(scroll, tr("Details"));
    m_side->addTab(m_words, tr("Sentence"));
    m_side->addTab(m_json, tr("JSON"));
    m_side->addTab(m_problems, QString());
    //: Why a contact is in the audience, or is not.
    m_side->addTab(m_why, tr("Explain"));
    m_side->addTab(m_history, tr("History"));
    return m_side;
}

void AudienceEditor::buildSheets()
{
    if (hasSheets())
        return;
    m_register = new RegisterView(m_stack);
    m_conflict = new ConflictView(m_stack);
    m_run = new AudienceRunView(m_stack);
    m_publish = new PublishView(m_stack);
    // In the order of View.
    for (QWidget *view : std::initializer_list<QWidget *>{m_register, m_conflict, m_run, m_publish})
        m_stack->addWidget(view);
    m_conflict->setHome(m_home);
    Q_EMIT sheetsBuilt();
}

RegisterView *AudienceEditor::registering()
{
    buildSheets();
    return m_register;
}

ConflictView *AudienceEditor::conflict()
{
    buildSheets();
    return m_conflict;
}

AudienceRunView *AudienceEditor::run()
{
    buildSheets();
    return m_run;
}

PublishView *AudienceEditor::publishing()
{
    buildSheets();
    return m_publish;
}

void AudienceEditor::joinParts()
{
    m_canvas->setModel(&m_work->tree());
    m_canvas->setUndo(m_undo);
    connect(m_details, &AudienceDetailsForm::changed, this, [this] {
        AudienceDefinition details = m_work->details();
        m_details->fill(details);
        m_work->setDetails(details);
    });
    connect(m_work, &AudienceWork::changed, this, [this] {
        m_details->setDefinition(m_work->details());
        showName();
    });
    connect(m_canvas, &CriteriaCanvas::currentNodeChanged, m_words, &CriteriaSentencePane::setCurrentNode);
    const auto reveal = [this](CriteriaNodeId node) { m_canvas->revealNode(node); };
    connect(m_words, &CriteriaSentencePane::nodeChosen, this, reveal);
    connect(m_problems, &CriteriaLinesTable::nodeChosen, this, reveal);
    connect(m_why, &CriteriaWhyPane::nodeChosen, this, reveal);
    connect(m_history, &AudienceHistoryPane::nodeChosen, this, reveal);
}

void AudienceEditor::setHome(AudienceHome home)
{
    m_home = home;
    const bool isHere = home == AudienceHome::ThisComputer;
    m_registerButton->setText(isHere ? tr("&Save") : tr("&Register…"));
    m_details->setHome(home);
    m_history->setHome(home);
    if (hasSheets())
        m_conflict->setHome(home);
}

QString AudienceEditor::name() const
{
    return m_work->details().name;
}

bool AudienceEditor::isChanged() const
{
    return m_work->isChanged();
}

void AudienceEditor::showName()
{
    m_discard->setVisible(isChanged());
    const QString shown = name().trimmed().isEmpty() ? tr("New audience") : visibleText(name(), 100);
    m_title->setPlainText(shown);
    setAccessibleName(shown);
}

void AudienceEditor::show(View view)
{
    if (view != View::Edit)
        buildSheets();
    const bool had = isAncestorOf(focusWidget()) || hasFocus();
    m_stack->setCurrentIndex(int(view));
    if (had)
        m_stack->currentWidget()->setFocus();
}

AudienceEditor::View AudienceEditor::shown() const
{
    return View(m_stack->currentIndex());
}

void AudienceEditor::showPane(Pane pane)
{
    m_side->setCurrentIndex(int(pane));
}

void AudienceEditor::setProblemCount(int errors, int warnings, int remarks)
{
    const int all = errors + warnings + remarks;
    const QString text = all == 0 ? tr("Problems") : tr("Problems (%1)").arg(QLocale().toString(all));
    m_side->setTabText(int(Pane::Problems), text);
    m_side->setTabIcon(int(Pane::Problems),
                       errors > 0         ? themedIcon(QStringLiteral("circle-x"), ColourRole::Bad)
                           : warnings > 0 ? themedIcon(QStringLiteral("triangle-alert"), ColourRole::Warn)
                                          : QIcon());
}

void AudienceEditor::showState(const QString &sentence)
{
    m_state->setPlainText(sentence);
}

void AudienceEditor::showDraftState(const QString &sentence, bool isTrouble)
{
    m_draft->setPlainText(sentence, isTrouble ? ColourRole::Bad : ColourRole::Muted);
}

void AudienceEditor::setCanRegister(bool can, const QString &why)
{
    m_registerButton->setEnabled(can);
    toolTips::set(m_registerButton, why);
}

void AudienceEditor::offerPublishing(bool can, const QString &why)
{
    m_publishButton->show();
    m_publishButton->setEnabled(can);
    toolTips::set(m_publishButton, why);
}

void AudienceEditor::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    m_stack->currentWidget()->setFocus();
}

QByteArray AudienceEditor::layoutState() const
{
    QByteArray state;
    QDataStream out(&state, QIODevice::WriteOnly);
    out << m_splitter->saveState() << qint32(m_side->currentIndex());
    return state;
}

void AudienceEditor::restoreLayout(const QByteArray &state)
{
    QDataStream in(state);
    QByteArray splitter;
    qint32 pane = 0;
    in >> splitter >> pane;
    if (in.status() != QDataStream::Ok)
        return;
    m_splitter->restoreState(splitter);
    m_side->setCurrentIndex(pane);
}

} // namespace muster
