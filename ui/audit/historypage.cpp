// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/audit/historypage.h"

#include "models/background/whendone.h"
#include "models/items/auditmodel.h"
#include "models/text/audittexts.h"
#include "models/text/errortexts.h"
#include "models/text/plaintext.h"
#include "models/text/timetexts.h"
#include "ui/audit/auditfilterbar.h"
#include "ui/common/badges.h"
#include "ui/common/datatable.h"
#include "ui/common/emptystate.h"
#include "ui/common/flowlayout.h"
#include "ui/common/formparts.h"
#include "ui/common/prompts.h"
#include "ui/common/theme.h"

#include <QAction>
#include <QHBoxLayout>
#include <QItemSelectionModel>
#include <QJsonDocument>
#include <QLocale>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>

namespace muster {

namespace {

/// What an entry is about, as AuditQuery::object takes it.
QString objectOf(const AuditEntry &entry)
{
    for (const char *fact : {"list", "segment", "audience"}) {
        if (const QString id = entry.facts[QLatin1String(fact)].toString(); !id.isEmpty())
            return id;
    }
    return {};
}

} // namespace

HistoryPage::HistoryPage(QWidget *parent)
    : QWidget(parent)
    , m_model(new AuditModel(this))
    , m_stack(new QStackedWidget(this))
{
    auto *head = bareLayout<QHBoxLayout>(space::s);
    buildHead(head);
    m_filters = named("auditFilterBar", new AuditFilterBar(this));
    m_filters->hide();
    connect(m_filters, &AuditFilterBar::changed, this, &HistoryPage::filter);
    m_count = elidedLabel(this, "auditCountLabel", ColourRole::Muted);
    m_notice = wrappedLabel(this, "auditNoticeLabel", ColourRole::Warn);
    m_notice->hide();

    m_verdictBox = new QWidget(this);
    m_verdict = named("auditVerdictBadge", new StatusBadge(m_verdictBox));
    m_verdictText = wrappedLabel(m_verdictBox, "auditVerdictLabel");
    auto *verdictRow = bareLayout<QHBoxLayout>(m_verdictBox, space::m);
    m_verdict->setFixedWidth(110);
    fillBox(verdictRow, {{m_verdict, 0, Qt::AlignTop}, {m_verdictText, 1}});
    m_verdictBox->hide();

    buildTable();
    m_empty = named("auditEmptyState", new EmptyState(QStringLiteral("history"), m_stack));
    connect(m_empty, &EmptyState::triggered, m_filters, &AuditFilterBar::clear);
    addWidgets(m_stack, {m_splitter, m_empty});
    fillPage(this, space::s, {head, m_verdictBox, m_notice, m_filters, m_count, {m_stack, 1}});
    connect(m_model, &QAbstractItemModel::rowsInserted, this, &HistoryPage::showEmpty);
    connect(m_model, &QAbstractItemModel::modelReset, this, &HistoryPage::showEmpty);
    connect(m_model, &AuditModel::searched, this, &HistoryPage::answered);
    connect(m_model, &AuditModel::failed, this, [this](const ApiError &error) {
        m_notice->setPlainText(errorSentence(error));
        m_notice->show();
    });
    // The entry of the chosen line may come after the line was chosen.
    connect(m_model, &QAbstractItemModel::dataChanged, this, [this](const QModelIndex &first, const QModelIndex &last) {
        const int row = m_table->currentIndex().row();
        if (first.row() <= row && row <= last.row())
            showChosen();
    });
    showEmpty();
    showChosen();
}

void HistoryPage::addNotice(QWidget *notice)
{
    static_cast<QBoxLayout *>(layout())->insertWidget(1, notice);
}

void HistoryPage::buildHead(QBoxLayout *head)
{
    auto *title = elidedLabel(this, nullptr, ColourRole::Text, tr("History"));
    title->setFont(Theme::titleFont());
    m_check = pushButton(this, "verifyAuditButton", tr("Verify"), QStringLiteral("shield-check"));
    connect(m_check, &QPushButton::clicked, this, &HistoryPage::verify);
    m_export = pushButton(this, "exportAuditButton", tr("Export…"), QStringLiteral("download"));
    connect(m_export, &QPushButton::clicked, this, &HistoryPage::exportFile);
    m_restore = pushButton(this, "restoreFromHistoryButton", tr("Restore…"), QStringLiteral("archive-restore"));
    m_restore->setToolTip(tr("Restore what this entry’s run changed, enriched, or purged in a contact list"));
    m_restore->setEnabled(false);
    connect(m_restore, &QPushButton::clicked, this, [this] {
        if (const AuditEntry *entry = chosen())
            Q_EMIT restoreAsked(entry->runId);
    });
    auto *retention = pushButton(this, "retentionButton", tr("Retention…"), QStringLiteral("trash-2"));
    retention->setToolTip(tr("How long the history is kept, and which old files would be removed"));
    connect(retention, &QPushButton::clicked, this, &HistoryPage::retentionAsked);
    fillBox(head, {{title, 1}, m_restore, m_check, m_export, retention});
}

void HistoryPage::buildTable()
{
    m_splitter = new QSplitter(Qt::Horizontal, m_stack);
    m_table = new DataTable("auditTable", tr("History, newest first"), m_model, m_splitter);
    // Narrow enough for the facts to be seen in a window of 1280 pixels; a tip tells what is cut.
    m_table->setColumnWidths({{AuditModel::Number, 76},
                              {AuditModel::Time, 162},
                              {AuditModel::Event, 164},
                              {AuditModel::Object, 76},
                              {AuditModel::Run, 84},
                              {AuditModel::Actor, 56},
                              {AuditModel::Connection, 64}});
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this] {
        if (m_isChoosing)
            return;
        m_shown = m_model->sequenceAt(m_table->currentIndex().row());
        m_wanted = 0;
        showChosen();
    });
    connect(m_table, &DataTable::activatedRow, this, &HistoryPage::activate);
    m_details = named("auditDetailsEdit", new QPlainTextEdit(m_splitter));
    m_details->setAccessibleName(tr("Full entry"));
    m_details->setReadOnly(true);
    m_details->setTabChangesFocus(true);
    m_details->setFont(Theme::monoFont());
    m_details->setPlaceholderText(tr("Select an entry to see its details."));
    auto *side = new QWidget(m_splitter);
    m_ofRun = new QAction(tr("All entries of this &run"), this);
    m_ofObject = new QAction(tr("All entries &about this"), this);
    m_toRun = new QAction(tr("&Show run"), this);
    auto *buttons = new FlowLayout(space::s);
    for (const auto &[action, name] :
         {std::pair(m_ofRun, "auditOfRunButton"), {m_ofObject, "auditOfObjectButton"}, {m_toRun, "auditToRunButton"}}) {
        auto *button = pushButton(side, name, action->text());
        connect(button, &QPushButton::clicked, action, &QAction::trigger);
        connect(action, &QAction::changed, button,
                [button, action = action] { button->setEnabled(action->isEnabled()); });
        buttons->addWidget(button);
        m_table->addAction(action);
    }
    connect(m_ofRun, &QAction::triggered, this, [this] {
        if (const AuditEntry *entry = chosen())
            showRun(entry->runId);
    });
    connect(m_ofObject, &QAction::triggered, this, [this] {
        if (const AuditEntry *entry = chosen())
            m_filters->setObject(objectOf(*entry));
    });
    connect(m_toRun, &QAction::triggered, this, [this] {
        if (const AuditEntry *entry = chosen())
            Q_EMIT runAsked(entry->runId);
    });
    fillColumn(side, space::s, {{m_details, 1}, buttons});
    fillSplitter(m_splitter, {{m_table, 3}, {side, 1}});
    m_splitter->setHandleWidth(1);
    m_splitter->setSizes({840, 236});
}

QByteArray HistoryPage::layoutState() const
{
    return m_splitter->saveState();
}

void HistoryPage::restoreLayout(const QByteArray &state)
{
    m_splitter->restoreState(state);
}

void HistoryPage::setHistory(AuditLog *log, AuditIndex *index)
{
    m_log = log;
    m_index = index;
    m_model->setHistory(log, index);
    if (!index)
        return;
    m_filters->show();
    m_table->setSearch(m_filters->search());
    connect(index, &AuditIndex::progressed, this, &HistoryPage::showProgress);
    connect(index, &AuditIndex::noticed, this, &HistoryPage::showNotice);
    showNotice();
}

void HistoryPage::setConnectionNames(const QHash<QString, QString> &names)
{
    if (names == m_names)
        return; // of a connection much else may have changed
    m_names = names;
    m_model->setConnectionNames(names);
    if (m_index)
        loadValues();
}

void HistoryPage::showRun(const QString &runId)
{
    m_filters->setRun(runId);
}

void HistoryPage::showEntry(qint64 sequence)
{
    m_wanted = sequence;
    if (const int row = m_model->reveal(sequence); row >= 0 && !m_model->isSearching())
        return choose(row);
    if (!m_filters->query().isEmpty())
        m_filters->clear(); // answered() chooses it
}

void HistoryPage::choose(int row)
{
    m_isChoosing = true;
    m_table->setCurrentIndex(m_model->index(row, 0));
    m_table->scrollTo(m_model->index(row, 0), QAbstractItemView::PositionAtCenter);
    m_isChoosing = false;
    m_shown = m_model->sequenceAt(row);
    m_wanted = 0;
    showChosen();
}

void HistoryPage::filter()
{
    m_model->setQuery(m_filters->query());
    showEmpty();
}

// The lines were laid out anew: what was chosen stays so, if it is among them.
void HistoryPage::answered()
{
    loadValues();
    showEmpty();
    const qint64 sequence = m_wanted != 0 ? m_wanted : m_table->currentIndex().isValid() ? 0 : m_shown;
    if (const int row = sequence != 0 ? m_model->reveal(sequence) : -1; row >= 0)
        choose(row);
    else
        showChosen();
}

void HistoryPage::loadValues()
{
    whenDone(this, m_index->values(), [this](const Result<AuditValues> &values) {
        if (values)
            m_filters->setValues(*values, m_names);
    });
}

void HistoryPage::showProgress(qint64 indexed, qint64 total)
{
    if (indexed < total)
        m_count->setPlainText(
            tr("Preparing the search: %1 of %2 entries").arg(QLocale().toString(indexed), QLocale().toString(total)));
}

void HistoryPage::showNotice()
{
    const auto &notice = m_index->notice();
    m_notice->setVisible(notice.has_value());
    if (notice)
        m_notice->setPlainText(
            tr("Search works, but must be prepared again after each start. %1").arg(errorSentence(*notice)));
}

void HistoryPage::showEmpty()
{
    const bool isFiltered = m_index && !m_filters->query().isEmpty();
    m_stack->setCurrentIndex(m_model->rowCount() > 0 ? 0 : 1);
    m_empty->setSentence(
        isFiltered ? tr("No entries match these filters.")
                   : tr("No entries yet. Every run you start and every change to a tenant is recorded here."));
    m_empty->setAction(isFiltered ? tr("Clear filters") : QString());
    m_count->setVisible(m_index && (m_model->rowCount() > 0 || m_model->isSearching()));
    if (m_model->isSearching())
        return m_count->setPlainText(tr("Searching…"));
    const QString count
        = tr("%1 entries", nullptr, int(m_model->matches())).arg(QLocale().toString(m_model->matches()));
    const qint64 gone = m_log ? m_log->firstKept() - 1 : 0;
    m_count->setPlainText(
        gone == 0 ? count
                  : tr("%1. Entries up to %2 were removed by the retention.").arg(count, QLocale().toString(gone)));
}

const AuditEntry *HistoryPage::chosen() const
{
    return m_model->entry(m_table->currentIndex().row());
}

void HistoryPage::activate(const QModelIndex &index)
{
    m_model->setOpen(index.row(), !m_model->isOpen(index.row()));
}

// What a person reads first; what a program reads below it, exactly as it is in the file.
void HistoryPage::showChosen()
{
    const AuditEntry *entry = chosen();
    const bool hasRun = entry && !entry->runId.isEmpty();
    m_restore->setEnabled(hasRun
                          && (entry->event.startsWith(u"apply.") || entry->event.startsWith(u"enrich.")
                              || entry->event.startsWith(u"backup.")));
    m_ofRun->setEnabled(hasRun && m_index);
    m_ofObject->setEnabled(entry && m_index && !objectOf(*entry).isEmpty());
    m_toRun->setEnabled(hasRun);
    if (!entry) {
        m_details->clear();
        return;
    }
    QStringList lines{
        tr("Entry %1: %2").arg(QString::number(entry->sequence), auditEventText(entry->event)),
        recordTimeText(entry->at),
    };
    if (const QString about = auditObjectText(*entry); !about.isEmpty())
        lines << about;
    if (!entry->runId.isEmpty())
        lines << tr("Run %1").arg(visibleText(entry->runId, 64));
    lines << tr("By %1").arg(visibleText(entry->actor, 100));
    if (const QString profile = entry->facts[u"profile"].toString(); !profile.isEmpty())
        lines << tr("Connection %1").arg(visibleText(m_names.value(profile, profile), 100));
    lines << QString()
          << visibleParagraphs(QString::fromUtf8(QJsonDocument(entry->facts).toJson(QJsonDocument::Indented)), 20000)
          << tr("Digest %1").arg(entry->digest) << tr("Previous %1").arg(entry->previous) << QString()
          << tr("As stored in the file:") << visibleParagraphs(QString::fromUtf8(encodeAuditEntry(*entry)), 70000);
    m_details->setPlainText(lines.join(u'\n'));
}

void HistoryPage::showVerdict(const AuditVerdict &verdict)
{
    m_verdict->setStatus(verdict.intact ? Tone::Good : Tone::Bad,
                         verdict.intact ? tr("Verified") : tr("Verification failed"));
    m_verdictText->setPlainText(auditVerdictText(verdict));
    m_verdictBox->show();
}

void HistoryPage::verify()
{
    if (!m_log)
        return;
    m_check->setEnabled(false);
    m_verdict->setStatus(Tone::Neutral, tr("Verifying"));
    m_verdictText->setPlainText(tr("Reading every entry and comparing it with the one before it."));
    m_verdictBox->show();
    whenDone(this, m_log->verifyInBackground(), [this](const AuditVerdict &verdict) {
        m_check->setEnabled(true);
        showVerdict(verdict);
    });
}

void HistoryPage::exportFile()
{
    if (!m_log)
        return;
    askWhereToWrite(this, tr("Export history as"), QStringLiteral("muster-audit.jsonl"),
                    {tr("JSON Lines files (*.jsonl)"), tr("All files (*)")}, this,
                    [this](const QString &file) { writeTo(file); });
}

void HistoryPage::writeTo(const QString &file)
{
    m_export->setEnabled(false);
    whenDone(this, m_log->exportInBackground(file), [this, file](const Result<void> &written) {
        m_export->setEnabled(true);
        if (written) {
            Prompts::instance().tell(this, tr("History exported"),
                                     tr("The history is in %1, with its checkpoint next to it. Keep the checkpoint "
                                        "somewhere else: it proves later that nothing was replaced.")
                                         .arg(visibleText(file, 300)));
        } else {
            Prompts::instance().tell(this, tr("History not exported"), errorSentence(written.error()));
        }
    });
}

} // namespace muster
