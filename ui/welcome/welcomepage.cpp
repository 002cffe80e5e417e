// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/welcome/welcomepage.h"

#include "models/items/recentitemsmodel.h"
#include "network/wire/connectionprofile.h"
#include "ui/common/commands.h"
#include "ui/common/datatable.h"
#include "ui/common/emptystate.h"
#include "ui/common/formparts.h"
#include "ui/common/icons.h"
#include "ui/common/relativetimes.h"
#include "ui/common/theme.h"
#include "ui/welcome/filesheet.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QShortcut>
#include <QStackedWidget>
#include <algorithm>

namespace muster {

WayCard::WayCard(const QString &iconName, const Words &words, const char *buttonName, QWidget *parent)
    : QFrame(parent)
    , m_button(new QPushButton(words.button, this))
{
    auto *icon = new QLabel(this);
    const auto paint = [icon, iconName] {
        icon->setPixmap(themedIcon(iconName, ColourRole::Muted).pixmap(QSize(24, 24), icon->devicePixelRatioF()));
    };
    paint();
    connect(&Theme::instance(), &Theme::changed, this, [this, paint] {
        paint();
        update();
    });
    auto *text = wrappedLabel(this, nullptr, ColourRole::Muted, words.text);
    text->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_button->setObjectName(QString::fromLatin1(buttonName));
    connect(m_button, &QPushButton::clicked, this, &WayCard::chosen);
    setFocusProxy(m_button);

    fillPage(this, space::s, {icon, sectionTitle(this, words.title), {text, 1}, {m_button, 0, Qt::AlignLeft}});
}

QPushButton *WayCard::addButton(const char *name, const QString &label)
{
    auto *button = pushButton(this, name, label);
    static_cast<QBoxLayout *>(layout())->addWidget(button, 0, Qt::AlignLeft);
    return button;
}

void WayCard::setPrimary()
{
    m_button->setProperty("primary", true);
}

void WayCard::paintEvent(QPaintEvent *)
{
    const DesignTokens &tokens = Theme::instance().tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(tokens.divider);
    painter.setBrush(tokens.raised);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), cornerRadius, cornerRadius);
}

RecentPane::RecentPane(QWidget *parent)
    : QWidget(parent)
    , m_items(new RecentItemsModel(this))
    , m_table(new DataTable("recentItemsTable", tr("Recent with this connection"), m_items, this))
    , m_stack(new QStackedWidget(this))
    , m_error(wrappedLabel(this, nullptr, ColourRole::Bad))
    , m_open(pushButton(this, "openRecentButton", tr("Open a&gain")))
    , m_remove(pushButton(this, "removeRecentButton", tr("&Remove from list")))
    , m_clear(pushButton(this, "clearRecentButton", tr("&Clear recent items")))
{
    new RelativeTimes(m_table, [this](const QDateTime &) { m_table->viewport()->update(); });
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setColumnWidths({{RecentItemsModel::Name, 360}, {RecentItemsModel::Kind, 160}});
    connect(m_table, &DataTable::activatedRow, this, [this] {
        if (const RecentItem *item = current())
            Q_EMIT openAsked(RecentItem(*item)); // the list changes while it is being opened
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &RecentPane::showButtons);
    auto *empty = named(
        "recentItemsEmptyState",
        new EmptyState(QStringLiteral("history"),
                       tr("Segments, lists, audiences, jobs and files appear here after you open them."), m_stack));
    addWidgets(m_stack, {m_table, empty});
    m_error->hide();
    m_clear->setToolTip(tr("Clears what was opened with this connection; nothing else changes"));
    connect(m_open, &QPushButton::clicked, this, [this] {
        if (const RecentItem *item = current())
            Q_EMIT openAsked(RecentItem(*item)); // the list changes while it is being opened
    });
    connect(m_remove, &QPushButton::clicked, this, [this] {
        if (const RecentItem *item = current())
            Q_EMIT removeAsked(RecentItem(*item));
    });
    connect(m_clear, &QPushButton::clicked, this, &RecentPane::clearAsked);
    connect(addCommandKeys(Command::RemoveRecentItem, m_table, Qt::WidgetShortcut), &QShortcut::activated, m_remove,
            &QPushButton::click);

    auto *foot = rowLayout(space::s, {m_open, m_remove, boxStretch(1), m_clear});
    fillColumn(this, space::s, {sectionTitle(this, tr("Recent")), {m_stack, 1}, m_error, foot});
    setItems({});
}

void RecentPane::setItems(const QList<RecentItem> &items)
{
    const int row = m_table->currentIndex().row();
    m_items->setRows(items);
    m_stack->setCurrentIndex(items.isEmpty() ? 1 : 0);
    if (!items.isEmpty())
        m_table->setCurrentIndex(m_items->index(std::clamp(row, 0, int(items.size()) - 1), 0));
    showButtons();
}

void RecentPane::showError(const QString &sentence)
{
    m_error->showText(sentence);
}

const RecentItem *RecentPane::current() const
{
    return m_items->at(m_table->currentIndex().row());
}

void RecentPane::showButtons()
{
    for (QPushButton *button : {m_open, m_remove, m_clear}) {
        button->setVisible(m_items->rowCount() > 0);
        button->setEnabled(button == m_clear || current() != nullptr);
    }
}

WelcomePage::WelcomePage(QWidget *parent)
    : QWidget(parent)
    , m_stack(new QStackedWidget(this))
    , m_recent(named("recentPane", new RecentPane(m_stack)))
    , m_sheet(named("fileSheet", new FileSheet(m_stack)))
{
    m_ways = buildWays();
    addWidgets(m_stack, {m_ways, m_sheet});
    connect(m_sheet, &FileSheet::closed, this, &WelcomePage::showWays);
    connect(m_sheet, &FileSheet::otherAsked, this, &WelcomePage::fileAsked);
    fillColumn(this, -1, {m_stack});
    setFocusPolicy(Qt::ClickFocus); // takes it only to hand it on
}

QWidget *WelcomePage::buildWays()
{
    auto *ways = new QWidget(m_stack);
    auto *sandbox = new WayCard(QStringLiteral("play"),
                                {tr("Explore the sandbox"),
                                 tr("A tenant inside Muster with made-up segments, lists, transcripts and audiences. "
                                    "Try everything; nothing leaves this computer."),
                                 tr("Explore the &sandbox")},
                                "exploreSandboxButton", ways);
    auto *tenant = new WayCard(
        QStringLiteral("plug"),
        {tr("Connect a tenant"),
         tr("NICE CXone with an access key, or another server. Production is read-only until you allow changes."),
         tr("&NICE CXone…")},
        "connectCxoneButton", ways);
    QPushButton *other = tenant->addButton("connectTenantButton", tr("Ot&her server…"));
    auto *file
        = new WayCard(QStringLiteral("folder-open"),
                      {tr("Open a file for a dry run"),
                       tr("Contacts or CRM data (CSV, TSV, JSON Lines), criteria (JSON), transcripts. Choose one, "
                          "or drop files anywhere on this window."),
                       tr("&Open a file…")},
                      "openFileForDryRunButton", ways);
    sandbox->setPrimary();
    connect(sandbox, &WayCard::chosen, this, &WelcomePage::sandboxAsked);
    connect(tenant, &WayCard::chosen, this, [this] { Q_EMIT connectAsked(dialects::cxone); });
    connect(other, &QPushButton::clicked, this, [this] { Q_EMIT connectAsked(dialects::contract); });
    connect(file, &WayCard::chosen, this, &WelcomePage::fileAsked);
    ways->setFocusProxy(sandbox);
    auto *cards = bareLayout<QHBoxLayout>(space::m);
    for (WayCard *card : {sandbox, tenant, file})
        cards->addWidget(card, 1);
    fillPage(ways, space::m, {pageTitle(ways, tr("Welcome to Muster")), cards, boxGap(space::s), {m_recent, 1}});
    return ways;
}

void WelcomePage::showWays()
{
    const bool had = isAncestorOf(focusWidget()) || hasFocus();
    m_stack->setCurrentWidget(m_ways);
    if (had)
        m_ways->setFocus();
}

void WelcomePage::showSheet()
{
    m_stack->setCurrentWidget(m_sheet);
}

bool WelcomePage::isSheetShown() const
{
    return m_stack->currentWidget() == m_sheet;
}

void WelcomePage::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    m_stack->currentWidget()->setFocus();
}

} // namespace muster
