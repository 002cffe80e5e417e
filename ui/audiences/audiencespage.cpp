// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/audiences/audiencespage.h"

#include "models/items/audiencemodels.h"
#include "models/text/amounttext.h"
#include "models/text/plaintext.h"
#include "ui/audiences/audienceeditor.h"
#include "ui/audiences/criteriapanes.h"
#include "ui/common/commands.h"
#include "ui/common/datatable.h"
#include "ui/common/designtokens.h"
#include "ui/common/flowlayout.h"
#include "ui/common/formparts.h"
#include "ui/common/indextable.h"
#include "ui/common/relativetimes.h"
#include "ui/common/tooltips.h"

#include <QDateTime>
#include <QLocale>
#include <QMenu>
#include <QPushButton>
#include <QShortcut>
#include <QTabBar>
#include <QTabWidget>
#include <QToolButton>
#include <algorithm>

namespace muster {

AudienceIndexPane::AudienceIndexPane(QWidget *parent)
    : QWidget(parent)
    , m_audiences(new AudiencesModel(this))
    , m_table(new IndexTable(m_audiences, AudiencesModel::Name, "audience", "audiences", QStringLiteral("target"),
                             {tr("Audiences"), tr("Find an audience by name"), tr("Refresh audiences"),
                              tr("Loading audiences…"), tr("No audiences yet."), tr("New audience"),
                              tr("No audiences match."), tr("Show all audiences")},
                             this))
{
    const std::pair<int, int> widths[] = {{AudiencesModel::Source, 150},
                                          {AudiencesModel::Size, 110},
                                          {AudiencesModel::Status, 200},
                                          {AudiencesModel::LastEvaluated, 140},
                                          {AudiencesModel::Version, 80}};
    for (const auto &[column, width] : widths)
        m_table->table()->setColumnWidth(column, width);
    setFocusProxy(m_table);
    connect(m_table, &IndexTable::activated, this, &AudienceIndexPane::openSelected);
    connect(m_table, &IndexTable::currentChanged, this, &AudienceIndexPane::showButtons);
    connect(m_table, &IndexTable::noneActed, this, &AudienceIndexPane::newAsked);
    connect(m_table, &IndexTable::reloadAsked, this, &AudienceIndexPane::reloadAsked);

    fillPage(this, space::s, {buildOffer(), {m_table, 1}, buildFoot()});
    setTenant(false);
    setHome(m_home);
    setDrafts({});
    m_times = new RelativeTimes(this, [this](const QDateTime &now) { m_audiences->setNow(now); });
}

QWidget *AudienceIndexPane::buildOffer()
{
    m_offer = named("offeredDraftsBar", new QWidget(this));
    m_offerWords = wrappedLabel(m_offer, "offeredDraftsLabel");
    m_again = pushButton(m_offer, "openOfferedDraftsButton", tr("Reopen"));
    connect(m_again, &QPushButton::clicked, this, &AudienceIndexPane::offeredAsked);
    auto *leave = iconButton(m_offer, "leaveOfferedDraftsButton", QStringLiteral("x"),
                             tr("Don’t reopen them; they stay in Drafts"));
    connect(leave, &QToolButton::clicked, this, &AudienceIndexPane::offeredLeft);
    fillRow(m_offer, space::s, {{m_offerWords, 1}, m_again, leave});
    m_offer->hide();
    return m_offer;
}

void AudienceIndexPane::offerAgain(const QList<KeptDraft> &drafts)
{
    constexpr qsizetype named = 3;
    QStringList names;
    for (const KeptDraft &draft : drafts.first(std::min(named, drafts.size())))
        names << nameOf(draft);
    const QString list = QLocale().createSeparatedList(names);
    const qsizetype others = drafts.size() - names.size();
    const bool isHere = m_home == AudienceHome::ThisComputer;
    const auto words = [&] {
        if (others == 0)
            return (isHere ? tr("Open in your last session and not saved yet: %1.")
                           : tr("Open in your last session and not registered yet: %1."))
                .arg(list);
        return (isHere
                    ? tr("Open in your last session and not saved yet: %1 and %2 others.", nullptr, pluralForm(others))
                    : tr("Open in your last session and not registered yet: %1 and %2 others.", nullptr,
                         pluralForm(others)))
            .arg(list, QLocale().toString(others));
    };
    m_offerWords->setPlainText(words());
    m_again->setText(tr("Reopen"));
    m_offer->setVisible(!drafts.isEmpty());
}

QWidget *AudienceIndexPane::buildFoot()
{
    auto *foot = new QWidget(this);
    m_file = pushButton(foot, "openAudienceFileButton", tr("Open a &file…"), QStringLiteral("file-text"));
    connect(m_file, &QPushButton::clicked, this, &AudienceIndexPane::fileAsked);
    m_drafts = named("audienceDraftsButton", new MenuButton(QString(), foot));
    m_new = pushButton(foot, "newAudienceButton", tr("&New audience"), QStringLiteral("plus"));
    connect(m_new, &QPushButton::clicked, this, &AudienceIndexPane::newAsked);
    m_open = primaryButton(foot, "openAudienceButton", tr("&Open audience"));
    m_open->setEnabled(false);
    connect(m_open, &QPushButton::clicked, this, &AudienceIndexPane::openSelected);
    auto *row = new FlowLayout(space::s, foot);
    addWidgets(row, {m_file, m_drafts});
    row->addStretch();
    addWidgets(row, {m_new, m_open});
    return foot;
}

void AudienceIndexPane::setTenant(bool open)
{
    m_audiences->setRows({});
    m_new->setEnabled(open);
    m_file->setEnabled(open);
    showButtons();
    if (open)
        m_table->showInside();
    else
        m_table->showOutside(tr("No tenant is open. Open one under Connections to see its audiences."));
}

void AudienceIndexPane::setHome(AudienceHome home)
{
    m_home = home;
    const bool isHere = home == AudienceHome::ThisComputer;
    for (const int column :
         {AudiencesModel::Source, AudiencesModel::Size, AudiencesModel::Status, AudiencesModel::LastEvaluated})
        m_table->table()->setColumnHidden(column, isHere);
    toolTips::set(m_file,
                  isHere ? tr("Read an audience’s criteria from a JSON file; nothing is saved")
                         : tr("Read an audience’s criteria from a JSON file; nothing is registered"));
    toolTips::set(m_drafts,
                  isHere ? tr("Continue an audience that isn’t saved yet")
                         : tr("Continue an audience that isn’t registered yet"));
}

void AudienceIndexPane::showLoading()
{
    m_table->showLoading();
}

void AudienceIndexPane::setAudiences(const QList<AudienceSummary> &audiences)
{
    const AudienceSummary *before = selected();
    const QString id = before ? before->id : QString();
    m_audiences->setRows(audiences);
    m_table->showRows(m_audiences->rowOf(id));
    showButtons();
}

void AudienceIndexPane::choose(const QString &audienceId)
{
    m_table->choose(m_audiences->rowOf(audienceId));
}

void AudienceIndexPane::setLoadError(const ApiError &error)
{
    m_table->showError(error);
}

void AudienceIndexPane::setNow(const QDateTime &now)
{
    m_times->setNow(now);
}

void AudienceIndexPane::setDrafts(const QList<KeptDraft> &drafts)
{
    QMenu *menu = m_drafts->popupMenu();
    menu->clear();
    for (const KeptDraft &draft : drafts) {
        QAction *action = menu->addAction(nameOf(draft).replace(u'&', QStringLiteral("&&")));
        action->setToolTip(toolTips::text(nameOf(draft))); // else it is the text, whatever that looks like
        connect(action, &QAction::triggered, this, [this, id = draft.draftId] { Q_EMIT draftAsked(id); });
    }
    m_drafts->setText(tr("&Drafts (%1)").arg(QLocale().toString(drafts.size())));
    m_drafts->setVisible(!drafts.isEmpty());
}

QString AudienceIndexPane::nameOf(const KeptDraft &draft)
{
    return draft.name.trimmed().isEmpty() ? tr("Untitled") : visibleText(draft.name, 80);
}

const QList<AudienceSummary> &AudienceIndexPane::audiences() const
{
    return m_audiences->rows();
}

const AudienceSummary *AudienceIndexPane::selected() const
{
    return m_audiences->at(m_table->currentRow());
}

void AudienceIndexPane::openSelected()
{
    if (const AudienceSummary *audience = selected())
        Q_EMIT openAsked(AudienceSummary(*audience));
}

void AudienceIndexPane::showButtons()
{
    m_open->setEnabled(selected() != nullptr);
}

namespace {

constexpr qsizetype titleLimit = 30;

} // namespace

AudiencesPage::AudiencesPage(QWidget *parent)
    : QWidget(parent)
    , m_tabs(named("audienceTabs", new QTabWidget(this)))
    , m_index(new AudienceIndexPane(tabPages(m_tabs)))
{
    setFocusPolicy(Qt::ClickFocus); // only to hand it on; as a stop of Tab there would be no way back past it
    m_tabs->setAccessibleName(tr("Open audiences"));
    m_tabs->setDocumentMode(true);
    m_tabs->setMovable(false);
    m_tabs->tabBar()->setUsesScrollButtons(true);
    m_tabs->tabBar()->setElideMode(Qt::ElideRight);
    m_tabs->addTab(m_index, tr("All audiences"));
    m_tabs->tabBar()->hide(); // until there is a second one
    fillColumn(this, -1, {m_tabs});
    const auto key = [this](Command command, auto act) {
        connect(addCommandKeys(command, this), &QShortcut::activated, this, act);
    };
    key(Command::CloseTab, [this] { closeTab(m_tabs->currentIndex()); });
    key(Command::NextTab, [this] { moveTab(1); });
    key(Command::PreviousTab, [this] { moveTab(-1); });
}

QWidget *AudiencesPage::editorParent() const
{
    return tabPages(m_tabs);
}

void AudiencesPage::add(AudienceEditor *editor)
{
    editor->restoreLayout(m_editorLayout);
    const int tab = m_tabs->addTab(editor, QString());
    auto *close
        = iconButton(m_tabs, "closeAudienceButton", QStringLiteral("x"), tr("Close this tab; its draft is saved"));
    connect(close, &QToolButton::clicked, editor, [this, editor] { Q_EMIT closeAsked(editor); });
    m_tabs->tabBar()->setTabButton(tab, QTabBar::RightSide, close);
    showTitle(editor);
    m_tabs->tabBar()->show();
}

void AudiencesPage::remove(AudienceEditor *editor)
{
    if (const int tab = m_tabs->indexOf(editor); tab >= 0) { // one that was never shown has no layout of its own
        m_editorLayout = editor->layoutState();
        m_tabs->removeTab(tab);
        m_tabs->tabBar()->setVisible(m_tabs->count() > 1);
    }
    editor->deleteLater();
}

void AudiencesPage::show(QWidget *tab)
{
    if (m_tabs->indexOf(tab) < 0)
        return; // it is being made, and comes to the front by itself
    const bool had = isAncestorOf(focusWidget()) || hasFocus();
    m_tabs->setCurrentWidget(tab);
    if (had)
        tab->setFocus();
}

bool AudiencesPage::holdsWork() const
{
    const QList<AudienceEditor *> all = editors();
    return std::ranges::any_of(all, [](const AudienceEditor *editor) {
        return editor->json()->isDirty() || editor->shown() == AudienceEditor::View::Publish;
    });
}

void AudiencesPage::showTitle(AudienceEditor *editor)
{
    const int tab = m_tabs->indexOf(editor);
    if (tab < 0)
        return;
    const QString name = editor->name().trimmed().isEmpty() ? tr("New audience") : visibleText(editor->name(), 100);
    const QString shown = name.size() > titleLimit ? QString(name.left(titleLimit - 1) + QChar(0x2026)) : name;
    const QString title = editor->isChanged() ? tr("%1 •").arg(shown) : shown;
    m_tabs->setTabText(tab, QString(title).replace(u'&', QStringLiteral("&&")));
    const bool isHere = editor->home() == AudienceHome::ThisComputer;
    m_tabs->setTabToolTip(tab,
                          !editor->isChanged() ? name
                              : isHere         ? tr("%1: not saved yet").arg(name)
                                               : tr("%1: not registered yet").arg(name));
}

QList<AudienceEditor *> AudiencesPage::editors() const
{
    QList<AudienceEditor *> editors;
    for (int tab = 1; tab < m_tabs->count(); ++tab)
        editors << static_cast<AudienceEditor *>(m_tabs->widget(tab));
    return editors;
}

AudienceEditor *AudiencesPage::current() const
{
    return m_tabs->currentIndex() > 0 ? static_cast<AudienceEditor *>(m_tabs->currentWidget()) : nullptr;
}

void AudiencesPage::closeTab(int tab)
{
    if (tab > 0)
        Q_EMIT closeAsked(static_cast<AudienceEditor *>(m_tabs->widget(tab)));
}

void AudiencesPage::moveTab(int step)
{
    const int count = m_tabs->count();
    m_tabs->setCurrentIndex((m_tabs->currentIndex() + step + count) % count);
    m_tabs->currentWidget()->setFocus();
}

void AudiencesPage::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    m_tabs->currentWidget()->setFocus();
}

QByteArray AudiencesPage::layoutState() const
{
    const QList<AudienceEditor *> open = editors();
    return open.isEmpty() ? m_editorLayout : open.last()->layoutState();
}

} // namespace muster
