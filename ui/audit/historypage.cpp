// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/audit/historypage.h"

#include "models/items/auditmodel.h"
#include "models/text/audittexts.h"
#include "models/text/errortexts.h"
#include "models/text/plaintext.h"
#include "models/text/timetexts.h"
#include "ui/common/badges.h"
#include "ui/common/datatable.h"
#include "ui/common/emptystate.h"
#include "ui/common/formparts.h"
#include "ui/common/prompts.h"
#include "ui/common/theme.h"

#include <QFutureWatcher>
#include <QHBoxLayout>
#include <QItemSelectionModel>
#include <QJsonDocument>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>

namespace muster {

HistoryPage::HistoryPage(QWidget *parent)
    : QWidget(parent)
    , m_model(new AuditModel(this))
    , m_stack(new QStackedWidget(this))
{
    auto *title = elidedLabel(this, nullptr, ColourRole::Text, tr("History"));
    title->setFont(Theme::titleFont());
    m_check = pushButton(this, "verifyAuditButton", tr("Check the history"), QStringLiteral("shield-check"));
    connect(m_check, &QPushButton::clicked, this, &HistoryPage::verify);
    m_export = pushButton(this, "exportAuditButton", tr("Export\u2026"), QStringLiteral("download"));
    connect(m_export, &QPushButton::clicked, this, &HistoryPage::exportFile);
    auto *head = bareLayout<QHBoxLayout>(space::s);
    m_restore = pushButton(this, "restoreFromHistoryButton", tr("Restore from its backup\u2026"),
                           QStringLiteral("archive-restore"));
    m_restore->setToolTip(tr("What the run of this entry changed, enriched or purged in a contact list"));
    m_restore->setEnabled(false);
    connect(m_restore, &QPushButton::clicked, this, [this] {
        if (const AuditEntry *entry = m_model->entry(m_table->currentIndex().row()))
            Q_EMIT restoreAsked(entry->runId);
    });
    fillBox(head, {{title, 1}, m_restore, m_check, m_export});

    m_verdictBox = new QWidget(this);
    m_verdict = named("auditVerdictBadge", new StatusBadge(m_verdictBox));
    m_verdictText = wrappedLabel(m_verdictBox, "auditVerdictLabel");
    auto *verdictRow = bareLayout<QHBoxLayout>(m_verdictBox, space::m);
    m_verdict->setFixedWidth(110);
    fillBox(verdictRow, {{m_verdict, 0, Qt::AlignTop}, {m_verdictText, 1}});
    m_verdictBox->hide();

    m_table = new DataTable("auditTable", tr("History, newest first"), m_model, this);
    m_table->setColumnWidths({{AuditModel::Number, 60},
                              {AuditModel::Time, 168},
                              {AuditModel::Event, 210},
                              {AuditModel::Run, 90},
                              {AuditModel::Actor, 100}});
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &HistoryPage::showEntry);
    m_details = named("auditDetailsEdit", new QPlainTextEdit(this));
    m_details->setAccessibleName(tr("The entry in full"));
    m_details->setReadOnly(true);
    m_details->setTabChangesFocus(true);
    m_details->setFont(Theme::monoFont());
    m_details->setPlaceholderText(tr("Choose an entry to see all of it."));

    m_splitter = new QSplitter(Qt::Horizontal, m_stack);
    fillSplitter(m_splitter, {{m_table, 3}, {m_details, 1}});
    m_splitter->setHandleWidth(1);
    m_splitter->setSizes({820, 300});
    auto *empty = new EmptyState(
        QStringLiteral("history"),
        tr("Nothing was done yet. Every run that you start, and every change of a tenant, leaves its entries here."),
        m_stack);
    addWidgets(m_stack, {m_splitter, empty});
    fillPage(this, space::s, {head, m_verdictBox, {m_stack, 1}});
    connect(m_model, &QAbstractItemModel::rowsInserted, this, &HistoryPage::showEmpty);
    connect(m_model, &QAbstractItemModel::modelReset, this, &HistoryPage::showEmpty);
    showEmpty();
}

QByteArray HistoryPage::layoutState() const
{
    return m_splitter->saveState();
}

void HistoryPage::restoreLayout(const QByteArray &state)
{
    m_splitter->restoreState(state);
}

void HistoryPage::setLog(AuditLog *log)
{
    m_log = log;
    m_model->setLog(log);
}

void HistoryPage::showEmpty()
{
    m_stack->setCurrentIndex(m_model->rowCount() > 0 ? 0 : 1);
}

void HistoryPage::showEntry()
{
    const AuditEntry *entry = m_model->entry(m_table->currentIndex().row());
    m_restore->setEnabled(entry && !entry->runId.isEmpty()
                          && (entry->event.startsWith(u"apply.") || entry->event.startsWith(u"enrich.")
                              || entry->event.startsWith(u"backup.")));
    if (!entry) {
        m_details->clear();
        return;
    }
    QStringList lines{
        tr("Entry %1: %2").arg(QString::number(entry->sequence), auditEventText(entry->event)),
        recordTimeText(entry->at),
        tr("By %1").arg(visibleText(entry->actor, 100)),
    };
    if (!entry->runId.isEmpty())
        lines << tr("Run %1").arg(visibleText(entry->runId, 64));
    lines << QString()
          << visibleParagraphs(QString::fromUtf8(QJsonDocument(entry->facts).toJson(QJsonDocument::Indented)), 20000)
          << tr("Digest %1").arg(entry->digest) << tr("Before %1").arg(entry->previous);
    m_details->setPlainText(lines.join(u'\n'));
}

void HistoryPage::showVerdict(const AuditVerdict &verdict)
{
    m_verdict->setStatus(verdict.intact ? Tone::Good : Tone::Bad, verdict.intact ? tr("Intact") : tr("Not intact"));
    m_verdictText->setPlainText(auditVerdictText(verdict));
    m_verdictBox->show();
}

void HistoryPage::verify()
{
    if (!m_log)
        return;
    m_check->setEnabled(false);
    m_verdict->setStatus(Tone::Neutral, tr("Checking"));
    m_verdictText->setPlainText(tr("Every entry is being read and compared with the one before it."));
    m_verdictBox->show();
    auto *watcher = new QFutureWatcher<AuditVerdict>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher] {
        watcher->deleteLater();
        m_check->setEnabled(true);
        showVerdict(watcher->result());
    });
    watcher->setFuture(m_log->verifyInBackground());
}

void HistoryPage::exportFile()
{
    if (!m_log)
        return;
    askWhereToWrite(this, tr("Export the history as"), QStringLiteral("muster-audit.jsonl"),
                    {tr("JSON Lines files (*.jsonl)"), tr("All files (*)")}, this,
                    [this](const QString &file) { writeTo(file); });
}

void HistoryPage::writeTo(const QString &file)
{
    m_export->setEnabled(false);
    auto *watcher = new QFutureWatcher<Result<void>>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher, file] {
        watcher->deleteLater();
        m_export->setEnabled(true);
        if (const Result<void> written = watcher->result(); written) {
            Prompts::instance().tell(this, tr("History exported"),
                                     tr("The history is in %1, its checkpoint beside it. Keep the checkpoint somewhere "
                                        "else: it proves later that nothing was replaced.")
                                         .arg(visibleText(file, 300)));
        } else {
            Prompts::instance().tell(this, tr("History not exported"), errorSentence(written.error()));
        }
    });
    watcher->setFuture(m_log->exportInBackground(file));
}

} // namespace muster
