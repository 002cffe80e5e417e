// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lists/enrich/enrichsourcepane.h"

#include "models/items/enrichmodels.h"
#include "models/text/amounttext.h"
#include "models/text/enrichtexts.h"
#include "models/text/errortexts.h"
#include "ui/common/datatable.h"
#include "ui/common/emptystate.h"
#include "ui/common/formparts.h"
#include "ui/common/prompts.h"
#include "ui/common/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLocale>
#include <QPushButton>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QTabWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace muster {

namespace {

constexpr int jsonLines = 0; // in the combo box, where a table's entry holds its separator

} // namespace

EnrichSourcePane::EnrichSourcePane(QWidget *parent)
    : QWidget(parent)
    , m_columns(new SourceColumnsModel(this))
    , m_rows(new SourceRowsModel(this))
{
    setAccessibleName(tr("Source"));
    m_problem = wrappedLabel(this, "sourceProblemLabel", ColourRole::Bad);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, space::m, space::m); // away from the handles of the splitters
    column->setSpacing(space::s);
    fillBox(column, {buildHead(), m_format = buildFormat(), m_problem, {buildTables(), 1}});
    clear();
}

QWidget *EnrichSourcePane::buildHead()
{
    auto *head = new QWidget(this);
    m_name = named("sourceFileLabel", sectionTitle(head, {}));
    m_choose = pushButton(head, "chooseSourceButton", tr("Choose &another file…"), QStringLiteral("folder-open"));
    connect(m_choose, &QPushButton::clicked, this, &EnrichSourcePane::askFile);
    m_paste = iconButton(head, "pasteSourceButton", QStringLiteral("copy"), tr("Paste a table (Ctrl+V)"));
    connect(m_paste, &QToolButton::clicked, this, &EnrichSourcePane::pasteAsked);
    fillRow(head, space::s, {{m_name, 1}, m_paste, m_choose});
    return head;
}

QWidget *EnrichSourcePane::buildFormat()
{
    auto *box = new QWidget(this);
    m_form = calmCombo(box, "sourceFormCombo", tr("Separator"));
    const std::pair<QString, int> forms[] = {{tr("Commas (CSV)"), ','},
                                             {tr("Semicolons"), ';'},
                                             {tr("Tabs (TSV)"), '\t'},
                                             {tr("Vertical bars"), '|'},
                                             {tr("JSON Lines"), jsonLines}};
    for (const auto &[words, separator] : forms)
        m_form->addItem(words, separator);
    m_encoding = calmCombo(box, "sourceEncodingCombo", tr("File encoding"));
    m_encoding->addItem(QStringLiteral("UTF-8"), int(SourceEncoding::Utf8));
    m_encoding->addItem(QStringLiteral("UTF-16 LE"), int(SourceEncoding::Utf16LittleEndian));
    m_encoding->addItem(QStringLiteral("UTF-16 BE"), int(SourceEncoding::Utf16BigEndian));
    m_encoding->addItem(QStringLiteral("Windows-1252"), int(SourceEncoding::Windows1252));
    m_header = named("sourceHeaderCheck", new QCheckBox(tr("First &row has column names"), box));
    m_note = named("sourceNoteLabel", hintLabel(box));
    connect(m_form, &QComboBox::activated, this, &EnrichSourcePane::chooseFormat);
    connect(m_encoding, &QComboBox::activated, this, &EnrichSourcePane::chooseFormat);
    connect(m_header, &QCheckBox::clicked, this, &EnrichSourcePane::chooseFormat);
    auto *row = rowLayout(space::s, {{m_form, 1}, {m_encoding, 1}});
    fillColumn(box, space::xs, {row, m_header, m_note});
    return box;
}

QWidget *EnrichSourcePane::buildTables()
{
    m_stack = new QStackedWidget(this);
    m_tabs = named("sourceTabs", new QTabWidget(m_stack));
    m_tabs->setAccessibleName(tr("Columns and first rows"));
    m_tabs->setDocumentMode(true);
    const auto add = [this](QAbstractItemModel *model, const char *name, const QString &title) {
        auto *table = new DataTable(name, title, model, m_tabs);
        m_over.append(new EmptyOverlay(table, tr("The file has no rows below the header. Choose another file above.")));
        table->setMinimumHeight(80);
        m_tabs->addTab(table, title);
        return table;
    };
    DataTable *columns = add(m_columns, "sourceColumnsTable", tr("Columns"));
    columns->setDragEnabled(true);
    columns->setDragDropMode(QAbstractItemView::DragOnly);
    columns->setToolTip(tr("Drag a column to the attribute it fills"));
    columns->setColumnWidths(
        {{SourceColumnsModel::Name, 120},
         {SourceColumnsModel::Type,
          columns->fontMetrics().horizontalAdvance(listAttributeTypeText(ListAttributeType::Decimal)) + 2 * space::m},
         {SourceColumnsModel::Filled, 90},
         {SourceColumnsModel::Different, 80}});
    add(m_rows, "sourceRowsTable", tr("First rows"));
    m_empty = named("sourceEmptyState", new EmptyState(QStringLiteral("file-text"), m_stack));
    m_empty->setSentence(tr("Choose a CSV, TSV, or JSON Lines file from your CRM, drop it here, or paste a table. "
                            "Nothing is sent until you’ve reviewed the results."));
    m_empty->setSentenceWidth(280);
    m_empty->setAction(tr("Choose a file…"));
    connect(m_empty, &EmptyState::triggered, this, &EnrichSourcePane::askFile);
    m_skeleton = new SkeletonRows(tr("Reading the start of the file…"), m_stack);
    addWidgets(m_stack, {m_tabs, m_empty, m_skeleton});
    return m_stack;
}

void EnrichSourcePane::clear()
{
    m_file.clear();
    setSample(nullptr);
    m_stack->setCurrentWidget(m_empty);
    setFocusProxy(m_empty);
}

void EnrichSourcePane::showReading(const QString &file)
{
    m_file = file;
    m_stack->setCurrentWidget(m_skeleton);
    m_problem->hide();
    m_name->setPlainText(sourceNameText(file));
    showControls();
}

void EnrichSourcePane::showProblem(const QString &sentence)
{
    m_problem->showText(sentence);
}

void EnrichSourcePane::setSample(const SharedSourceSample &sample)
{
    m_sample = sample;
    m_columns->setSample(sample);
    m_rows->setSample(sample);
    const bool failed = sample && sample->error;
    showProblem(failed ? errorSentence(*sample->error) : QString());
    // Beside the reason nothing else is said that may not be true.
    const bool isUnread = failed && sample->error->code != QLatin1String("source_no_rows");
    for (EmptyOverlay *over : std::as_const(m_over))
        over->setSentence(isUnread ? tr("Nothing to show. See the reason above.")
                                   : tr("The file has no rows below the header. Choose another file above."));
    if (sample) {
        // Whoever chose the file goes on with what is in it; whoever tries how it reads stays where that is chosen.
        const QWidget *focus = window()->focusWidget();
        const bool goesOn = !focus || (isAncestorOf(focus) && !m_format->isAncestorOf(focus));
        m_stack->setCurrentWidget(m_tabs);
        setFocusProxy(m_tabs->widget(0));
        if (goesOn)
            m_tabs->currentWidget()->setFocus();
    }
    m_name->setPlainText(sample ? sourceNameText(sample->source.file) : tr("Source"));
    showFormat();
    showControls();
}

void EnrichSourcePane::setLocked(bool locked)
{
    m_locked = locked;
    showControls();
}

void EnrichSourcePane::showFormat()
{
    if (!m_sample)
        return;
    const TableFormat &format = m_sample->source.format;
    const bool json = format.kind == TableFormat::Kind::JsonLines;
    const QSignalBlocker a(m_form), b(m_encoding), c(m_header);
    m_form->setCurrentIndex(m_form->findData(json ? jsonLines : int(format.separator)));
    m_encoding->setCurrentIndex(m_encoding->findData(int(format.encoding)));
    m_header->setChecked(format.hasHeader);
    const QString rows = m_sample->isWhole
        ? tr("%1 rows in total.", nullptr, pluralForm(m_sample->profiled)).arg(QLocale().toString(m_sample->profiled))
        : tr("Figures are based on the first %1 rows.", nullptr, pluralForm(m_sample->profiled))
              .arg(QLocale().toString(m_sample->profiled));
    m_note->setPlainText(m_sample->isGuessed ? QString(tr("The format is a guess; check the first rows.") % u' ' % rows)
                                             : rows);
}

void EnrichSourcePane::showControls()
{
    const bool json = m_form->currentData().toInt() == jsonLines;
    m_choose->setVisible(!m_file.isEmpty() || m_sample);
    m_choose->setEnabled(!m_locked);
    m_paste->setEnabled(!m_locked);
    m_format->setVisible(m_sample != nullptr);
    m_form->setEnabled(!m_locked);
    m_encoding->setEnabled(!m_locked && !json);
    m_header->setEnabled(!m_locked && !json);
}

void EnrichSourcePane::askFile()
{
    askWhatToOpen(this, tr("Choose a file to enrich from"),
                  {tr("Tables (*.csv *.tsv *.txt *.jsonl *.ndjson)"), tr("All files (*)")}, this,
                  [this](const QString &file) { Q_EMIT fileChosen(file); });
}

void EnrichSourcePane::chooseFormat()
{
    TableFormat format;
    const int separator = m_form->currentData().toInt();
    if (separator == jsonLines) {
        format.kind = TableFormat::Kind::JsonLines;
    } else {
        format.separator = char(separator);
        format.encoding = SourceEncoding(m_encoding->currentData().toInt());
        format.hasHeader = m_header->isChecked();
    }
    Q_EMIT formatChosen(format);
}

} // namespace muster
