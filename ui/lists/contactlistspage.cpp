// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lists/contactlistspage.h"

#include "models/items/listmodels.h"
#include "models/text/connectiontexts.h"
#include "models/text/errortexts.h"
#include "network/wire/capability.h"
#include "network/wire/mapped.h"
#include "ui/common/announcer.h"
#include "ui/common/datatable.h"
#include "ui/common/designtokens.h"
#include "ui/common/flowlayout.h"
#include "ui/common/formparts.h"
#include "ui/common/indextable.h"
#include "ui/common/relativetimes.h"
#include "ui/common/tooltips.h"
#include "ui/lists/applypage.h"
#include "ui/lists/csvfilepage.h"
#include "ui/lists/deletion/listdeletionpage.h"
#include "ui/lists/deletion/listdeletionrunpage.h"
#include "ui/lists/enrich/enrichpage.h"
#include "ui/lists/enrich/enrichreviewpage.h"
#include "ui/lists/listrunpage.h"
#include "ui/lists/recordgauge.h"
#include "ui/lists/restore/restorepage.h"
#include "ui/lists/restore/undopage.h"
#include "ui/lists/stalelistspage.h"
#include "ui/lists/workbenchview.h"

#include <QDragEnterEvent>
#include <QFocusEvent>
#include <QHeaderView>
#include <QMimeData>
#include <QPushButton>
#include <QStackedWidget>
#include <QUrl>

namespace muster {

ListIndexPane::ListIndexPane(QWidget *parent)
    : QWidget(parent)
    , m_lists(new ContactListsModel(this))
    , m_table(new IndexTable(m_lists, ContactListsModel::Name, "contactList", "contactLists",
                             QStringLiteral("list-checks"),
                             {tr("Contact lists"), tr("Find a contact list by name"), tr("Refresh contact lists"),
                              tr("Loading contact lists…"), tr("This tenant has no contact lists yet."), tr("Refresh"),
                              tr("No lists match."), tr("Show all lists")},
                             this))
{
    using Model = ContactListsModel;
    // There are more columns than fit: the name keeps its width, and the others are scrolled to.
    m_table->table()->horizontalHeader()->setSectionResizeMode(Model::Name, QHeaderView::Interactive);
    m_table->table()->setColumnWidths({{Model::Name, 220},
                                       {Model::Status, 100},
                                       {Model::Contacts, 100},
                                       {Model::Valid, 90},
                                       {Model::Invalid, 90},
                                       {Model::Finalized, 100},
                                       {Model::Callable, 110},
                                       {Model::Retried, 90},
                                       {Model::Attempts, 110},
                                       {Model::Skills, 150},
                                       {Model::LastUsed, 120},
                                       {Model::Created, 120},
                                       {Model::Change, 120},
                                       {Model::Id, 280}});
    new RelativeTimes(m_table, [this](const QDateTime &now) { m_lists->setNow(now); });
    m_gauge = named("recordGauge", new RecordGauge(this));
    setFocusProxy(m_table);
    connect(m_table, &IndexTable::activated, this, &ListIndexPane::openSelected);
    connect(m_table, &IndexTable::currentChanged, this, &ListIndexPane::showButtons);
    m_table->allowSeveral();
    connect(m_table, &IndexTable::chosenChanged, this, &ListIndexPane::showButtons);
    connect(m_table, &IndexTable::outsideActed, this, &ListIndexPane::openFileAsked);
    connect(m_table, &IndexTable::noneActed, this, &ListIndexPane::reloadAsked);
    connect(m_table, &IndexTable::reloadAsked, this, &ListIndexPane::reloadAsked);

    fillPage(this, space::s, {{m_table, 1}, m_gauge, buildFoot()});
    setTenant(false);
}

QWidget *ListIndexPane::buildFoot()
{
    auto *foot = new QWidget(this);
    auto *file = pushButton(foot, "openListFileButton", tr("Open a &CSV file…"), QStringLiteral("file-text"));
    file->setToolTip(tr("Review a file’s contacts in a dry run: needs no tenant and changes nothing"));
    connect(file, &QPushButton::clicked, this, &ListIndexPane::openFileAsked);
    auto *scrub = pushButton(foot, "openScrubButton", tr("Scru&b a file…"), QStringLiteral("shield-check"));
    scrub->setToolTip(tr("Check a file’s numbers against do-not-call registries before anything is dialled"));
    connect(scrub, &QPushButton::clicked, this, &ListIndexPane::scrubAsked);
    auto *upload = pushButton(foot, "openUploadButton", tr("C&heck an upload…"), QStringLiteral("upload"));
    upload->setToolTip(tr("See which rows of a file a calling list would not take, before it is uploaded"));
    connect(upload, &QPushButton::clicked, this, &ListIndexPane::uploadAsked);
    m_stale = pushButton(foot, "openStaleListsButton", tr("&Stale lists…"), QStringLiteral("clock"));
    connect(m_stale, &QPushButton::clicked, this, &ListIndexPane::staleAsked);
    m_count = pushButton(foot, "countAttemptsButton", tr("Count a&ttempts"), QStringLiteral("chart-bar"));
    connect(m_count, &QPushButton::clicked, this, &ListIndexPane::countAttempts);
    m_restore = pushButton(foot, "openRestoreButton", tr("&Restore from backup…"), QStringLiteral("archive-restore"));
    connect(m_restore, &QPushButton::clicked, this, &ListIndexPane::restoreAsked);
    auto *webhooks = pushButton(foot, "openKnownWebhooksButton", tr("&Webhooks…"));
    webhooks->setToolTip(tr("See where tenants were asked to notify a CRM of enriched contacts"));
    connect(webhooks, &QPushButton::clicked, this, &ListIndexPane::webhooksAsked);
    // What is done with the chosen lists stays together where it needs a line of its own.
    auto *acts = new QWidget(foot);
    m_delete = pushButton(acts, "deleteListsButton", tr("&Delete…"), QStringLiteral("trash-2"));
    m_delete->setEnabled(false);
    connect(m_delete, &QPushButton::clicked, this, &ListIndexPane::deleteSelected);
    m_enrich = pushButton(acts, "enrichListButton", tr("&Enrich list…"), QStringLiteral("upload"));
    m_enrich->setToolTip(tr("Fill attributes of the list’s contacts from a file"));
    m_enrich->setEnabled(false);
    connect(m_enrich, &QPushButton::clicked, this, &ListIndexPane::enrichSelected);
    m_open = primaryButton(acts, "openListButton", tr("&Open list"));
    m_open->setEnabled(false);
    connect(m_open, &QPushButton::clicked, this, &ListIndexPane::openSelected);
    auto *row = new FlowLayout(space::s, foot);
    addWidgets(row, {file, scrub, upload, m_stale, m_count, m_restore, webhooks});
    row->addStretch();
    fillRow(acts, space::s, {m_delete, m_enrich, m_open});
    row->addWidget(acts);
    return foot;
}

std::optional<QList<ContactListSummary>> ListIndexPane::lists() const
{
    if (!m_hasTenant)
        return std::nullopt;
    return m_isLoaded ? m_lists->rows() : QList<ContactListSummary>();
}

void ListIndexPane::setTenant(bool open)
{
    m_hasTenant = open;
    m_isLoaded = false;
    m_lists->setRows({});
    m_lists->setSizes({}, {});
    m_gauge->clear();
    m_stale->setEnabled(open);
    toolTips::set(m_stale,
                  open ? tr("Find lists that have outlived their use")
                       : tr("These are lists of a tenant. Open one under Connections."));
    if (!open) {
        setDeletion({});
        setTellsAttempts(false);
        for (QPushButton *button : {m_delete, m_count})
            toolTips::set(button, tr("These are lists of a tenant. Open one under Connections."));
    }
    m_restore->setEnabled(open);
    toolTips::set(m_restore, open ? QString() : tr("Backups are restored to a tenant. Open one under Connections."));
    showButtons();
    if (open)
        m_table->showInside();
    else
        m_table->showOutside(
            tr("No tenant is open. Open one under Connections to see its lists, or review the contacts in a file."),
            tr("Open a CSV file…"));
    Q_EMIT listsShown();
}

void ListIndexPane::showLoading()
{
    if (m_isCounting)
        stopCounting();
    m_table->showLoading();
    m_isLoaded = false;
    Q_EMIT listsShown();
}

void ListIndexPane::setLists(const QList<ContactListSummary> &lists)
{
    const ContactListSummary *before = selected();
    const QString id = before ? before->id : QString();
    m_lists->setRows(lists);
    m_lists->forgetAttempts(); // of before
    m_table->showRows(m_lists->rowOf(id));
    showButtons();
    m_isLoaded = true;
    Q_EMIT listsShown();
}

void ListIndexPane::setSizes(const ListSizeHistory &sizes, const QDate &today)
{
    m_lists->setSizes(sizes, today);
}

void ListIndexPane::setUsage(const RecordUsage &usage)
{
    m_gauge->setUsage(usage);
}

void ListIndexPane::setLoadError(const ApiError &error)
{
    m_table->showError(error);
}

const ContactListSummary *ListIndexPane::selected() const
{
    return m_lists->at(m_table->currentRow());
}

void ListIndexPane::openSelected()
{
    if (const ContactListSummary *list = selected())
        Q_EMIT openAsked(*list);
}

void ListIndexPane::enrichSelected()
{
    if (const ContactListSummary *list = selected())
        Q_EMIT enrichAsked(*list);
}

QList<ContactListSummary> ListIndexPane::chosen() const
{
    QList<ContactListSummary> lists;
    for (const int row : m_table->chosenRows())
        lists.append(*m_lists->at(row));
    return lists;
}

void ListIndexPane::deleteSelected()
{
    if (const QList<ContactListSummary> lists = chosen(); !lists.isEmpty())
        Q_EMIT deleteAsked(lists);
}

void ListIndexPane::countAttempts()
{
    if (m_isCounting)
        return stopCounting();
    const QStringList ids = mapped(chosen(), &ContactListSummary::id);
    if (ids.isEmpty())
        return;
    m_isCounting = true;
    m_lists->setCounting(ids);
    showButtons();
    Q_EMIT attemptsAsked(ids);
}

void ListIndexPane::stopCounting()
{
    Q_EMIT attemptsStopped();
    endCounting();
}

void ListIndexPane::setTellsAttempts(bool tells)
{
    m_tellsAttempts = tells;
    m_isCounting = false;
    m_lists->forgetAttempts();
    toolTips::set(m_count,
                  tells
                      ? tr("Count how often people of the chosen lists were called; one request for every 1,000 calls")
                      : tr("This tenant doesn’t tell how often people were called."));
    showButtons();
}

void ListIndexPane::setAttempts(const QString &listId, const CallAttempts &attempts)
{
    m_lists->setAttempts(listId, attempts);
}

void ListIndexPane::setAttemptsError(const QString &listId, const ApiError &error)
{
    const QString sentence = errorSentence(error);
    m_lists->setAttemptsProblem(listId, sentence);
    endCounting();
    Announcer::sayNewest(this, QStringLiteral("attempts"), sentence);
}

void ListIndexPane::endCounting()
{
    m_isCounting = false;
    m_lists->stopCounting();
    showButtons();
}

void ListIndexPane::setDeletion(const Capability &capability)
{
    m_canDelete = capability.mode != Capability::Mode::Unavailable;
    toolTips::set(m_delete,
                  m_canDelete ? tr("Review the chosen lists and delete them; each is copied to this computer first")
                              : capabilityReasonText(capability));
    showButtons();
}

void ListIndexPane::showButtons()
{
    const bool isChosen = !m_table->chosenRows().isEmpty();
    m_delete->setEnabled(m_canDelete && isChosen);
    m_count->setText(m_isCounting ? tr("Stop coun&ting") : tr("Count a&ttempts"));
    m_count->setEnabled(m_isCounting || (m_tellsAttempts && isChosen));
    m_open->setEnabled(selected() != nullptr);
    m_enrich->setEnabled(selected() != nullptr);
}

ContactListsPage::ContactListsPage(QWidget *parent)
    : QWidget(parent)
    , m_stack(new QStackedWidget(this))
    , m_index(named("listIndexPane", new ListIndexPane(m_stack)))
    , m_csvFile(named("csvFilePage", new CsvFilePage(m_stack)))
    , m_workbench(named("workbenchView", new WorkbenchView(m_bench, m_stack)))
{
    addWidgets(m_stack, {m_index, m_csvFile, m_workbench});
    buildActs();
    fillColumn(this, -1, {m_stack});
    setAcceptDrops(true);
    setFocusPolicy(Qt::ClickFocus); // takes it only to hand it on to the view that is shown
}

void ContactListsPage::buildActs()
{
    m_staleLists = named("staleListsPage", new StaleListsPage(m_stack));
    m_apply = new ApplyPage(m_stack);
    m_run = new ListRunPage(m_stack);
    m_restore = new RestorePage(m_stack);
    m_enrich = new EnrichPage(m_stack);
    m_enrichReview = new EnrichReviewPage(m_stack);
    m_undo = new UndoPage(m_stack);
    m_apply->setObjectName(QStringLiteral("applyPage"));
    m_run->setObjectName(QStringLiteral("listRunPage"));
    m_restore->setObjectName(QStringLiteral("restorePage"));
    m_enrich->setObjectName(QStringLiteral("enrichPage"));
    m_enrichReview->setObjectName(QStringLiteral("enrichReviewPage"));
    m_undo->setObjectName(QStringLiteral("undoPage"));
    m_deletion = named("listDeletionPage", new ListDeletionPage(m_stack));
    m_deletionRun = nullptr;
    addWidgets(m_stack, {m_staleLists, m_apply, m_run, m_restore, m_enrich, m_enrichReview, m_undo, m_deletion});
}

ListDeletionRunPage *ContactListsPage::deletionRun()
{
    if (m_deletionRun == nullptr) {
        m_deletionRun = named("listDeletionRunPage", new ListDeletionRunPage(m_stack));
        m_stack->addWidget(m_deletionRun);
    }
    return m_deletionRun;
}

void ContactListsPage::leaveTenant()
{
    if (!m_bench.source().listId.isEmpty()) {
        m_bench.begin({});
        m_bench.finishReading(ApiError{.kind = ErrorKind::Cancelled}); // what is still on its way is not taken
    }
    if (shown() != m_csvFile)
        show(m_bench.source().file.isEmpty() ? static_cast<QWidget *>(m_index) : m_workbench);
    for (QWidget *view :
         Widgets{m_staleLists, m_apply, m_run, m_restore, m_enrich, m_enrichReview, m_undo, m_deletion, m_deletionRun})
        delete view;
    buildActs();
}

ContactListsPage::~ContactListsPage()
{
    delete m_stack; // its views look at the workbench, which goes before a QWidget's children do
}

void ContactListsPage::show(QWidget *view)
{
    m_stack->setCurrentWidget(view);
    // Pages that ask for a confirmation choose for themselves: Cancel.
    if (isVisible() && view != m_apply && view != m_enrichReview && view != m_deletion)
        view->setFocus();
}

QWidget *ContactListsPage::shown() const
{
    return m_stack->currentWidget();
}

bool ContactListsPage::isCalm() const
{
    return shown() == index() || shown() == csvFile() || shown() == workbench();
}

bool ContactListsPage::holdsWork() const
{
    return shown() != index() || m_bench.summary().contacts > 0;
}

/// One local file, and only where nothing is being confirmed or sent.
QString ContactListsPage::droppable(const QMimeData *data) const
{
    const QList<QUrl> urls = data->urls();
    const bool calm = shown() == m_index || shown() == m_csvFile || shown() == m_workbench;
    return calm && urls.size() == 1 && urls.first().isLocalFile() ? urls.first().toLocalFile() : QString();
}

void ContactListsPage::dragEnterEvent(QDragEnterEvent *event)
{
    if (droppable(event->mimeData()).isEmpty())
        return;
    event->setDropAction(Qt::CopyAction); // never a move: the file stays where it is
    event->accept();
}

void ContactListsPage::dropEvent(QDropEvent *event)
{
    const QString file = droppable(event->mimeData());
    if (file.isEmpty())
        return;
    event->setDropAction(Qt::CopyAction);
    event->accept();
    Q_EMIT fileDropped(file);
}

void ContactListsPage::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    m_stack->currentWidget()->setFocus(event->reason());
}

QByteArray ContactListsPage::layoutState() const
{
    return m_workbench->layoutState();
}

void ContactListsPage::restoreLayout(const QByteArray &state)
{
    m_workbench->restoreLayout(state);
}

} // namespace muster
