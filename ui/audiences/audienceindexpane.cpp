// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/audiences/audienceindexpane.h"

#include "models/items/audiencesmodel.h"
#include "models/text/plaintext.h"
#include "models/text/plurals.h"
#include "ui/common/datatable.h"
#include "ui/common/designtokens.h"
#include "ui/common/formparts.h"
#include "ui/common/icons.h"
#include "ui/common/indextable.h"
#include "ui/common/menubutton.h"
#include "ui/common/plainlabel.h"
#include "ui/common/relativetimes.h"
#include "ui/common/tooltips.h"

#include <QDateTime>
#include <QHBoxLayout>
#include <QLocale>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace muster {

AudienceIndexPane::AudienceIndexPane(QWidget *parent)
    : QWidget(parent)
    , m_audiences(new AudiencesModel(this))
    , m_table(new IndexTable(m_audiences, AudiencesModel::Name, "audience", "audiences", QStringLiteral("target"),
                             {tr("Audiences"), tr("Find an audience by its name"), tr("Load the audiences again"),
                              tr("Loading the audiences\u2026"), tr("This tenant has no audiences yet."),
                              tr("New audience"), tr("No audience has that in its name."), tr("Show all audiences")},
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

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::l, space::l, space::l, space::l);
    column->setSpacing(space::s);
    column->addWidget(buildOffer());
    column->addWidget(m_table, 1);
    column->addWidget(buildFoot());
    setTenant(false);
    setDrafts({});
    m_times = new RelativeTimes(this, [this](const QDateTime &now) { m_audiences->setNow(now); });
}

QWidget *AudienceIndexPane::buildOffer()
{
    m_offer = new QWidget(this);
    m_offer->setObjectName(QStringLiteral("offeredDraftsBar"));
    m_offerWords = new PlainLabel(PlainLabel::Fit::Wrap, m_offer);
    m_offerWords->setObjectName(QStringLiteral("offeredDraftsLabel"));
    m_again = new QPushButton(tr("Open them again"), m_offer);
    m_again->setObjectName(QStringLiteral("openOfferedDraftsButton"));
    connect(m_again, &QPushButton::clicked, this, &AudienceIndexPane::offeredAsked);
    auto *leave = iconButton(m_offer, "leaveOfferedDraftsButton", QStringLiteral("x"),
                             tr("Do not open them; they stay among the drafts"));
    connect(leave, &QToolButton::clicked, this, &AudienceIndexPane::offeredLeft);
    auto *row = new QHBoxLayout(m_offer);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::s);
    row->addWidget(m_offerWords, 1);
    row->addWidget(m_again);
    row->addWidget(leave);
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
    m_offerWords->setPlainText(others > 0 ? tr("Open when you were here last and not registered yet: %1 and %2 others.",
                                               nullptr, pluralForm(others))
                                                .arg(list, QLocale().toString(others))
                                          : tr("Open when you were here last and not registered yet: %1.").arg(list));
    m_again->setText(drafts.size() == 1 ? tr("Open it again") : tr("Open them again"));
    m_offer->setVisible(!drafts.isEmpty());
}

QWidget *AudienceIndexPane::buildFoot()
{
    auto *foot = new QWidget(this);
    m_file = new QPushButton(themedIcon(QStringLiteral("file-text")), tr("Open a &file\u2026"), foot);
    m_file->setObjectName(QStringLiteral("openAudienceFileButton"));
    m_file->setToolTip(tr("Read the criteria of an audience from a JSON file; nothing is registered by that"));
    connect(m_file, &QPushButton::clicked, this, &AudienceIndexPane::fileAsked);
    m_drafts = new MenuButton(QString(), foot);
    m_drafts->setObjectName(QStringLiteral("audienceDraftsButton"));
    m_drafts->setToolTip(tr("Go on with an audience that was not registered yet"));
    m_new = new QPushButton(themedIcon(QStringLiteral("plus")), tr("&New audience"), foot);
    m_new->setObjectName(QStringLiteral("newAudienceButton"));
    connect(m_new, &QPushButton::clicked, this, &AudienceIndexPane::newAsked);
    m_open = new QPushButton(tr("&Open audience"), foot);
    m_open->setObjectName(QStringLiteral("openAudienceButton"));
    m_open->setProperty("primary", true);
    m_open->setEnabled(false);
    connect(m_open, &QPushButton::clicked, this, &AudienceIndexPane::openSelected);
    auto *row = new QHBoxLayout(foot);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::s);
    row->addWidget(m_file);
    row->addWidget(m_drafts);
    row->addStretch(1);
    row->addWidget(m_new);
    row->addWidget(m_open);
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
        m_table->showOutside(tr("No tenant is open, so there are no audiences to show. Open one under Connections."));
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
    return draft.name.trimmed().isEmpty() ? tr("Without a name") : visibleText(draft.name, 80);
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

} // namespace muster
