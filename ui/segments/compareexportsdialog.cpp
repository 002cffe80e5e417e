// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/segments/compareexportsdialog.h"

#include "models/background/whendone.h"
#include "models/exportdiff/exportchanges.h"
#include "models/items/exportdiffmodels.h"
#include "models/text/errortexts.h"
#include "models/text/exportdifftexts.h"
#include "models/text/exporttexts.h"
#include "models/text/plaintext.h"
#include "ui/common/announcer.h"
#include "ui/common/datatable.h"
#include "ui/common/emptystate.h"
#include "ui/common/errorpanel.h"
#include "ui/common/formparts.h"
#include "ui/common/layoutmemory.h"
#include "ui/common/prompts.h"
#include "ui/common/theme.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileInfo>
#include <QFormLayout>
#include <QLineEdit>
#include <QLocale>
#include <QProgressBar>
#include <QPromise>
#include <QSignalBlocker>
#include <QSplitter>
#include <QStackedWidget>
#include <QTimer>
#include <QToolButton>
#include <algorithm>

namespace muster {

namespace {

constexpr std::chrono::milliseconds pollingGap{100};
constexpr std::chrono::milliseconds typingPause{250};

QStringList exportFilters()
{
    return {CompareExportsDialog::tr("Exports (*.csv *.jsonl)"), CompareExportsDialog::tr("All files (*)")};
}

} // namespace

CompareExportsDialog::CompareExportsDialog(AuditLog &audit, const QString &older, const QString &newer,
                                           QWidget *parent)
    : QDialog(parent)
    , m_audit(audit)
    , m_announcer(new Announcer(this))
    , m_work([this](const Result<std::shared_ptr<const ExportDiff>> &diff) { showDiff(diff); })
{
    setObjectName(QStringLiteral("compareExportsDialog"));
    setWindowTitle(tr("Compare two exports"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto *files = buildFiles();
    m_stack = new QStackedWidget(this);
    m_empty
        = named("compareExportsState",
                new EmptyState(QStringLiteral("list-checks"),
                               tr("Choose the older and the newer file of an export to see who joined, who left and "
                                  "what changed. Nothing is sent."),
                               m_stack));
    auto *failed = new QWidget(m_stack);
    m_error = new ErrorPanel(failed);
    m_error->setRetryLabel({});
    fillColumn(failed, 0, {m_error, boxStretch(1)});
    m_result = buildResult();
    addWidgets(m_stack, {m_empty, failed, m_result});

    m_saved = wrappedLabel(this, "savedChangesLabel", ColourRole::Muted);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    m_save = pushButton(this, "saveChangesButton", tr("Save changes…"), QStringLiteral("save"));
    m_save->setToolTip(tr("Only the rows that differ, as a file of the same format with its own manifest"));
    buttons->addButton(m_save, QDialogButtonBox::ActionRole);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_save, &QPushButton::clicked, this, &CompareExportsDialog::save);
    fillPage(this, space::m, {files, {m_stack, 1}, m_saved, buttons});
    m_polling = new QTimer(this);
    m_polling->setInterval(pollingGap);
    connect(m_polling, &QTimer::timeout, this, [this] { m_progress->setValue(int(1000 * m_share->load())); });
    // Only now, since what is entered is looked at.
    for (QLineEdit *edit : {m_older, m_newer})
        connect(edit, &QLineEdit::textChanged, this, &CompareExportsDialog::showReady);
    m_older->setText(older);
    m_newer->setText(newer);
    showReady();
    resize(900, 640);
    rememberSize(*this);
}

CompareExportsDialog::~CompareExportsDialog()
{
    m_saving.request_stop();
}

QLineEdit *CompareExportsDialog::addFile(QFormLayout *form, const char *editName, const char *buttonName,
                                         const QString &label, const QString &choose)
{
    auto *box = new QWidget(form->parentWidget());
    auto *edit = lineEdit(box, editName, QString(label).remove(u'&'));
    auto *button = iconButton(box, buttonName, QStringLiteral("folder-open"), choose);
    fillRow(box, space::xs, {{edit, 1}, button});
    form->addRow(buddyLabel(box, label, edit), box);
    connect(button, &QToolButton::clicked, this, [this, edit, choose] {
        askWhatToOpen(this, choose, exportFilters(), this, [edit](const QString &file) { edit->setText(file); });
    });
    return edit;
}

QWidget *CompareExportsDialog::buildFiles()
{
    auto *box = new QWidget(this);
    auto *form = bareLayout<QFormLayout>(box, space::s);
    m_older
        = addFile(form, "olderExportEdit", "chooseOlderExportButton", tr("&Older file"), tr("Choose the older export"));
    m_newer
        = addFile(form, "newerExportEdit", "chooseNewerExportButton", tr("&Newer file"), tr("Choose the newer export"));
    auto *line = new QWidget(box);
    m_key = lineEdit(line, "compareKeyEdit", tr("Key"), ExportFile::idColumn);
    m_key->setToolTip(tr("The column that identifies rows; it must be filled and different in every row"));
    m_progress = named("compareExportsProgress", new QProgressBar(line));
    m_progress->setRange(0, 1000);
    m_progress->setTextVisible(false);
    m_progress->setAccessibleName(tr("Progress of the comparison"));
    m_stopButton = pushButton(line, "stopComparingButton", tr("Stop"), QStringLiteral("x"));
    m_compare = primaryButton(line, "compareExportsButton", tr("Compare"));
    m_compare->setDefault(true); // Return in a field
    fillRow(line, space::s, {{m_key, 1}, {m_progress, 1}, m_stopButton, m_compare});
    form->addRow(buddyLabel(line, tr("&Key"), m_key), line);
    connect(m_compare, &QPushButton::clicked, this, &CompareExportsDialog::compare);
    connect(m_stopButton, &QPushButton::clicked, this, [this] {
        m_work.cancel();
        m_stack->setCurrentWidget(m_empty);
        showReady();
    });
    return box;
}

QWidget *CompareExportsDialog::buildResult()
{
    auto *box = new QWidget(m_stack);
    m_summary = wrappedLabel(box, "exportDiffSummaryLabel");
    m_summary->setFont(Theme::titleFont());
    m_notes = wrappedLabel(box, "exportDiffNotesLabel", ColourRole::Warn);
    m_change = calmCombo(box, "exportChangeCombo", tr("Kind of change"));
    m_column = calmCombo(box, "exportColumnCombo", tr("Changed column"));
    m_search
        = searchEdit(box, "exportDiffSearchEdit", tr("Find rows by part of the key or of a value"), tr("Key or value"));
    m_typing = new QTimer(this);
    m_typing->setSingleShot(true);
    m_typing->setInterval(typingPause);
    connect(m_change, &QComboBox::currentIndexChanged, this, [this] {
        fillColumns();
        showFilter();
    });
    connect(m_column, &QComboBox::currentIndexChanged, this, &CompareExportsDialog::showFilter);
    connect(m_search, &QLineEdit::textChanged, m_typing, qOverload<>(&QTimer::start));
    connect(m_typing, &QTimer::timeout, this, &CompareExportsDialog::showFilter);
    fillColumn(box, space::s,
               {m_summary,
                m_notes,
                rowLayout(space::s, {{m_change, 1}, {m_column, 1}, {m_search, 2}}),
                {buildTables(box), 1}});
    return box;
}

QWidget *CompareExportsDialog::buildTables(QWidget *parent)
{
    auto *splitter = named("exportDiffSplitter", new QSplitter(Qt::Vertical, parent));
    m_rows = new ExportDiffModel(this);
    m_table = new DataTable("exportDiffTable", tr("Changed rows"), m_rows, splitter);
    m_table->setColumnWidths({{ExportDiffModel::Key, 180}, {ExportDiffModel::What, 600}});
    // Rows come as they are looked at: a copy of many would have holes. All of them go into a file.
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setSearch(m_search);
    m_noRows = new EmptyOverlay(m_table, {});
    m_values = new ExportDiffValuesModel(this);
    auto *values = new DataTable("exportDiffValuesTable", tr("Selected row, older next to newer"), m_values, splitter);
    values->setColumnWidths(
        {{ExportDiffValuesModel::Name, 180}, {ExportDiffValuesModel::Older, 300}, {ExportDiffValuesModel::Newer, 300}});
    new EmptyOverlay(values, tr("Select a row to see its values, older next to newer."));
    fillSplitter(splitter, {{m_table, 3}, {values, 2}});
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &CompareExportsDialog::showRow);
    connect(m_rows, &QAbstractItemModel::dataChanged, this, &CompareExportsDialog::showRow);
    connect(m_rows, &ExportDiffModel::filtered, this, &CompareExportsDialog::showEmpty);
    connect(m_rows, &ExportDiffModel::filtered, this, [this] {
        if (m_rows->rowCount() > 0)
            m_table->setCurrentIndex(m_rows->index(0, 0));
        showRow();
    });
    connect(m_rows, &ExportDiffModel::failed, this, [this](const ApiError &error) {
        m_error->setError(error);
        m_stack->setCurrentIndex(1);
    });
    return splitter;
}

void CompareExportsDialog::showReady()
{
    const bool isBusy = m_work.isRunning();
    const bool isEntered = !m_older->text().isEmpty() && !m_newer->text().isEmpty();
    for (QWidget *widget : {m_older, m_newer, m_key})
        widget->setEnabled(!isBusy);
    m_compare->setEnabled(isEntered && !isBusy);
    m_progress->setVisible(isBusy);
    m_stopButton->setVisible(isBusy);
    if (isBusy)
        m_polling->start();
    else
        m_polling->stop();
    m_save->setEnabled(m_stack->currentWidget() == m_result && m_rows->diff() && !m_rows->diff()->isSame());
}

void CompareExportsDialog::compare()
{
    if (m_work.isRunning() || m_older->text().isEmpty() || m_newer->text().isEmpty())
        return;
    const auto absolute = [](const QLineEdit &edit) { return QFileInfo(edit.text()).absoluteFilePath(); };
    const ExportDiffOrder order{absolute(*m_older), absolute(*m_newer), m_key->text().trimmed(), QDir::tempPath()};
    m_share = std::make_shared<std::atomic<double>>(0.0);
    m_progress->setValue(0);
    m_saved->setPlainText({});
    m_rows->setDiff(nullptr);
    m_stack->setCurrentWidget(m_empty);
    m_work.start([order, share = m_share](const std::stop_token &stop) {
        return ExportDiff::compare(order, [&share](double done) { share->store(done); }, stop);
    });
    showReady();
}

void CompareExportsDialog::showDiff(const Result<std::shared_ptr<const ExportDiff>> &diff)
{
    if (!diff) {
        m_error->setError(diff.error());
        m_stack->setCurrentIndex(1);
        m_announcer->say(errorSentence(diff.error()));
        showReady();
        return;
    }
    const ExportDiff &found = **diff;
    m_summary->setPlainText(exportDiffSummary(found));
    m_notes->setPlainText(exportDiffNotes(found).join(u'\n'));
    m_notes->setVisible(!m_notes->text().isEmpty());
    m_rows->setDiff(*diff);
    {
        const QSignalBlocker blocker(m_change);
        m_change->clear();
        for (const RowChange change : allRowChanges)
            m_change->addItem(rowChangeTitle(change, found.count(change)), int(change));
        // The first of which there are any.
        const auto any = std::find_if(allRowChanges.begin(), allRowChanges.end(),
                                      [&found](RowChange change) { return found.count(change) > 0; });
        m_change->setCurrentIndex(any == allRowChanges.end() ? 0 : int(any - allRowChanges.begin()));
    }
    {
        const QSignalBlocker blocker(m_search);
        m_search->clear();
    }
    m_stack->setCurrentWidget(m_result);
    fillColumns();
    showFilter();
    showReady();
    m_table->setFocus();
    m_announcer->say(m_summary->text());
}

void CompareExportsDialog::fillColumns()
{
    const ExportDiff &diff = *m_rows->diff();
    const QSignalBlocker blocker(m_column);
    m_column->clear();
    m_column->addItem(tr("Any column"), -1);
    if (m_change->currentData().toInt() == int(RowChange::Changed)) {
        for (qsizetype at = 0; at < diff.compared.size(); ++at) {
            if (diff.changedValues[at] > 0) {
                //: A column and in how many rows it differs.
                m_column->addItem(
                    tr("%1 (%2)").arg(visibleText(diff.compared[at], 100), QLocale().toString(diff.changedValues[at])),
                    int(at));
            }
        }
    }
    m_column->setEnabled(m_column->count() > 1);
}

void CompareExportsDialog::showFilter()
{
    m_typing->stop();
    m_rows->setFilter({RowChange(m_change->currentData().toInt()), m_column->currentData().toInt(), m_search->text()});
    showEmpty();
}

void CompareExportsDialog::showEmpty()
{
    m_noRows->setSentence(m_rows->isSearching()             ? tr("Searching rows…")
                              : !m_search->text().isEmpty() ? tr("No key or value matches.")
                                                            : tr("No matching rows."));
}

void CompareExportsDialog::showRow()
{
    if (m_rows->diff())
        m_values->setRow(*m_rows->diff(), m_rows->row(m_table->currentIndex().row()));
    else
        m_values->setRows({});
}

void CompareExportsDialog::save()
{
    const std::shared_ptr<const ExportDiff> diff = m_rows->diff();
    const bool isCsv = diff->newer.format == FileFormat::Csv;
    const QFileInfo newer(diff->newer.path);
    const QString suggested = newer.path() + u'/' + tr("%1-changes").arg(newer.completeBaseName())
        + (isCsv ? QStringLiteral(".csv") : QStringLiteral(".jsonl"));
    askWhereToSave(this, tr("Save changes as"), suggested,
                   isCsv ? QStringList{tr("CSV files (*.csv)"), tr("All files (*)")}
                         : QStringList{tr("JSON Lines files (*.jsonl)"), tr("All files (*)")},
                   [self = QPointer(this), diff](const QString &file, bool replace) {
                       if (self)
                           self->write(diff, file, replace ? Existing::Replace : Existing::Refuse);
                   });
}

void CompareExportsDialog::write(const std::shared_ptr<const ExportDiff> &diff, const QString &file, Existing existing)
{
    m_save->setEnabled(false);
    m_saved->setPlainText(tr("Saving changes…"));
    const auto promise = std::make_shared<QPromise<Result<WrittenFile>>>();
    promise->start();
    whenDone(this, promise->future(), [this](const Result<WrittenFile> &saved) { showSaved(saved); });
    m_writer.start([promise, diff, file, existing, &audit = m_audit, stop = m_saving.get_token()] {
        promise->addResult(
            withoutThrowing([&] { return writeExportChanges(*diff, file, existing, audit, stop); }));
        promise->finish();
    });
}

void CompareExportsDialog::showSaved(const Result<WrittenFile> &file)
{
    const QString told = file ? withFormulaCells(tr("Changes saved to %1.").arg(visibleText(file->name, 300)), *file)
                              : errorSentence(file.error());
    m_saved->setPlainText(told);
    m_announcer->say(told);
    showReady();
}

void compareExportedFiles(AuditLog &audit, const QString &older, const QString &newer, QWidget *parent)
{
    auto *dialog = new CompareExportsDialog(audit, older, newer, parent);
    dialog->open();
    if (!older.isEmpty() && !newer.isEmpty())
        dialog->compare();
}

} // namespace muster
