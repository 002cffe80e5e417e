// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lists/contactlistspage.h"

#include "ui/lists/applypage.h"
#include "ui/lists/csvfilepage.h"
#include "ui/lists/enrich/enrichpage.h"
#include "ui/lists/enrich/enrichreviewpage.h"
#include "ui/lists/listindexpane.h"
#include "ui/lists/listrunpage.h"
#include "ui/lists/restore/restorepage.h"
#include "ui/lists/restore/undopage.h"
#include "ui/lists/workbenchview.h"

#include <QDragEnterEvent>
#include <QFocusEvent>
#include <QIODevice>
#include <QMimeData>
#include <QStackedWidget>
#include <QUrl>
#include <QVBoxLayout>

namespace muster {

ContactListsPage::ContactListsPage(QWidget *parent)
    : QWidget(parent)
    , m_stack(new QStackedWidget(this))
    , m_index(new ListIndexPane(m_stack))
    , m_csvFile(new CsvFilePage(m_stack))
    , m_workbench(new WorkbenchView(m_bench, m_stack))
{
    m_index->setObjectName(QStringLiteral("listIndexPane"));
    m_csvFile->setObjectName(QStringLiteral("csvFilePage"));
    m_workbench->setObjectName(QStringLiteral("workbenchView"));
    for (QWidget *view :
         {static_cast<QWidget *>(m_index), static_cast<QWidget *>(m_csvFile), static_cast<QWidget *>(m_workbench)})
        m_stack->addWidget(view);
    buildActs();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_stack);
    setAcceptDrops(true);
    setFocusPolicy(Qt::ClickFocus); // takes it only to hand it on to the view that is shown
}

void ContactListsPage::buildActs()
{
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
    for (QWidget *view :
         {static_cast<QWidget *>(m_apply), static_cast<QWidget *>(m_run), static_cast<QWidget *>(m_restore),
          static_cast<QWidget *>(m_enrich), static_cast<QWidget *>(m_enrichReview), static_cast<QWidget *>(m_undo)})
        m_stack->addWidget(view);
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
         {static_cast<QWidget *>(m_apply), static_cast<QWidget *>(m_run), static_cast<QWidget *>(m_restore),
          static_cast<QWidget *>(m_enrich), static_cast<QWidget *>(m_enrichReview), static_cast<QWidget *>(m_undo)})
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
    if (isVisible() && view != m_apply && view != m_enrichReview)
        view->setFocus();
}

QWidget *ContactListsPage::shown() const
{
    return m_stack->currentWidget();
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
