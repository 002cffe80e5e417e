// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/segments/exportform.h"

#include "models/files/freename.h"
#include "models/items/segmentmodels.h"
#include "models/rules/exportpreset.h"
#include "models/text/displayformats.h"
#include "models/text/exporttexts.h"
#include "models/text/plaintext.h"
#include "models/text/timetexts.h"
#include "ui/common/celldelegate.h"
#include "ui/common/designtokens.h"
#include "ui/common/formparts.h"
#include "ui/common/prompts.h"
#include "ui/common/theme.h"
#include "ui/common/tooltips.h"
#include "ui/segments/exportprotection.h"
#include "ui/segments/recordsconsent.h"
#include "ui/segments/treatmentdelegate.h"

#include <QCheckBox>
#include <QComboBox>
#include <QCompleter>
#include <QDateEdit>
#include <QDir>
#include <QFileInfo>
#include <QFormLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>

namespace muster {

namespace {

constexpr int markedCsv = -1; // in the list of formats: CSV with a byte order mark

} // namespace

FilterRow::FilterRow(const QList<SegmentAttribute> &attributes, QWidget *parent)
    : QWidget(parent)
    , m_attribute(named("filterAttributeCombo", new QComboBox(this)))
    , m_operator(named("filterOperatorCombo", new QComboBox(this)))
    , m_value(lineEdit(this, "filterValueEdit", tr("Value to compare with")))
{
    for (const SegmentAttribute &attribute : attributes) {
        if (!attribute.valid)
            continue; // a filter on a retired attribute would be refused anyway
        m_attributes << attribute;
        m_attribute->addItem(visibleText(attribute.name, 100));
    }
    m_attribute->setAccessibleName(tr("Attribute to filter on"));
    m_attribute->setEditable(true);
    m_attribute->setInsertPolicy(QComboBox::NoInsert);
    m_attribute->completer()->setFilterMode(Qt::MatchContains);
    m_attribute->completer()->setCompletionMode(QCompleter::PopupCompletion);
    m_attribute->lineEdit()->setAccessibleName(tr("Attribute to filter on"));
    m_attribute->installEventFilter(this); // it has the focus for its line edit
    connect(m_attribute->lineEdit(), &QLineEdit::editingFinished, this, &FilterRow::takeOnlyMatch);
    m_operator->setAccessibleName(tr("Comparison"));
    auto *remove = iconButton(this, "removeFilterButton", QStringLiteral("x"), tr("Remove this filter"));

    fillRow(this, space::xs, {{m_attribute, 3}, {m_operator, 2}, {m_value, 3}, remove});
    for (QComboBox *box : {m_attribute, m_operator})
        box->setMinimumWidth(60);

    connect(m_attribute, &QComboBox::currentTextChanged, this, [this] {
        showOperators();
        Q_EMIT changed();
    });
    connect(m_operator, &QComboBox::currentIndexChanged, this, &FilterRow::changed);
    connect(m_value, &QLineEdit::textChanged, this, &FilterRow::changed);
    connect(remove, &QToolButton::clicked, this, &FilterRow::removeAsked);
    showOperators();
}

const SegmentAttribute *FilterRow::attribute() const
{
    const int index = m_attribute->findText(m_attribute->currentText(), Qt::MatchExactly | Qt::MatchCaseSensitive);
    return index >= 0 && index < m_attributes.size() ? &m_attributes[index] : nullptr;
}

bool FilterRow::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::FocusIn) {
        // What is typed takes the place of the name that stands there; after a click's own doing, so later.
        QMetaObject::invokeMethod(m_attribute->lineEdit(), &QLineEdit::selectAll, Qt::QueuedConnection);
    } else if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Return || key == Qt::Key_Enter) {
            takeOnlyMatch(); // and goes on to the value: the sheet's own button is not meant yet
            m_value->setFocus(Qt::TabFocusReason);
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void FilterRow::takeOnlyMatch()
{
    const QString typed = m_attribute->currentText().trimmed();
    if (typed.isEmpty() || attribute())
        return;
    int match = m_attribute->findText(typed, Qt::MatchFixedString); // but for the case
    if (match < 0) {
        QList<int> matches;
        for (int i = 0; i < m_attribute->count(); ++i) {
            if (m_attribute->itemText(i).contains(typed, Qt::CaseInsensitive))
                matches << i;
        }
        match = matches.size() == 1 ? matches.first() : -1; // of several the person says which
    }
    if (match >= 0)
        m_attribute->setCurrentIndex(match);
}

void FilterRow::showOperators()
{
    const SegmentAttribute *chosen = attribute();
    const QVariant before = m_operator->currentData();
    const QSignalBlocker blocker(m_operator);
    m_operator->clear();
    for (FilterOperator op : {FilterOperator::Equals, FilterOperator::NotEquals, FilterOperator::Contains,
                              FilterOperator::StartsWith, FilterOperator::GreaterThan, FilterOperator::LessThan}) {
        if (chosen && operatorFits(op, chosen->type))
            m_operator->addItem(filterOperatorText(op), int(op));
    }
    m_operator->setCurrentIndex(std::max(0, m_operator->findData(before)));
    m_operator->setEnabled(chosen != nullptr);
    const AttributeType type = chosen ? chosen->type : AttributeType::String;
    m_value->setPlaceholderText(type == AttributeType::Date           ? QStringLiteral("2026-01-31")
                                    : type == AttributeType::DateTime ? QStringLiteral("2026-01-31T08:00:00Z")
                                    : type == AttributeType::Integer  ? QStringLiteral("100")
                                    : type == AttributeType::Decimal  ? QStringLiteral("100.5")
                                                                      : tr("value"));
}

std::optional<SegmentFilter> FilterRow::filter() const
{
    const SegmentAttribute *chosen = attribute();
    if (!chosen || m_operator->currentIndex() < 0)
        return std::nullopt;
    return SegmentFilter{chosen->name, FilterOperator(m_operator->currentData().toInt()), m_value->text()};
}

void FilterRow::setFilter(const SegmentFilter &filter)
{
    m_attribute->setCurrentText(visibleText(filter.attribute, 100));
    m_operator->setCurrentIndex(m_operator->findData(int(filter.op)));
    m_value->setText(filter.value);
}

ExportForm::ExportForm(QWidget *parent)
    : QWidget(parent)
    , m_columns(new ExportColumnsModel(this))
{
    fillColumn(this, space::l, {{buildColumns(), 1}, buildDays(), buildFilters(), buildFile()},
               QMargins(space::l, space::s, space::l, space::s));
    connect(m_columns, &ExportColumnsModel::selectionChanged, this, [this] {
        showHints();
        Q_EMIT changed();
    });
}

QWidget *ExportForm::buildColumns()
{
    auto *box = new QWidget(this);
    m_columnView = named("exportColumnsView", new QTreeView(box));
    m_columnView->setAccessibleName(tr("Attributes to export, in column order"));
    m_columnView->setModel(m_columns);
    m_columnView->setItemDelegate(new CellDelegate(m_columnView));
    m_columnView->setItemDelegateForColumn(ExportColumnsModel::Treatment, new TreatmentDelegate(m_columnView));
    connect(m_columnView, &QTreeView::clicked, this, [this](const QModelIndex &clicked) {
        if (clicked.column() == ExportColumnsModel::Treatment && clicked.flags().testFlag(Qt::ItemIsEditable))
            m_columnView->edit(clicked);
    });
    m_columnView->setRootIsDecorated(false);
    m_columnView->setUniformRowHeights(true);
    m_columnView->setDragDropMode(QAbstractItemView::InternalMove);
    m_columnView->setDefaultDropAction(Qt::MoveAction);
    m_columnView->setTabKeyNavigation(false);
    m_columnView->setMinimumHeight(150);
    m_columnView->header()->setStretchLastSection(true);
    // Beside the name, because the others may have to be scrolled to in a narrow window.
    m_columnView->header()->moveSection(ExportColumnsModel::Treatment, 1);
    m_columnView->installEventFilter(this);
    m_columnCount = sectionTitle(box, tr("Attributes"));
    auto *all = pushButton(box, "checkAllButton", tr("All"));
    all->setAccessibleName(tr("Select all attributes"));
    auto *none = pushButton(box, "checkNoneButton", tr("None"));
    none->setAccessibleName(tr("Clear all attributes"));
    auto *up = iconButton(box, "moveUpButton", QStringLiteral("arrow-up"), tr("Move up (Alt+Up)"));
    auto *down = iconButton(box, "moveDownButton", QStringLiteral("arrow-down"), tr("Move down (Alt+Down)"));
    connect(all, &QPushButton::clicked, this, [this] { m_columns->setAllChecked(true); });
    connect(none, &QPushButton::clicked, this, [this] { m_columns->setAllChecked(false); });
    connect(up, &QToolButton::clicked, this, [this] { moveCurrent(-1); });
    connect(down, &QToolButton::clicked, this, [this] { moveCurrent(1); });

    auto *line = rowLayout(space::xs, {{m_columnCount, 1}});
    addWidgets(line, {all, none, up, down});
    m_protection = named("exportProtection", new ExportProtection(box));
    connect(m_protection, &ExportProtection::changed, this, &ExportForm::changed);
    fillColumn(box, space::xs, {line, {m_columnView, 1}, m_protection});
    return box;
}

QWidget *ExportForm::buildFilters()
{
    auto *box = new QWidget(this);
    auto *add = pushButton(box, "addFilterButton", tr("Add filter"), QStringLiteral("plus"));
    connect(add, &QPushButton::clicked, this, [this] {
        addFilter()->findChild<QComboBox *>()->setFocus();
        Q_EMIT changed();
    });
    auto *line = rowLayout(-1, {{sectionTitle(box, tr("Filters (all must match)")), 1}, add});
    m_filterLines = bareLayout<QVBoxLayout>(space::xs);
    fillColumn(box, space::xs, {line, m_filterLines});
    return box;
}

QWidget *ExportForm::buildDays()
{
    m_days = named("exportDaysBox", new QWidget(this));
    const auto edit = [this](const char *name, const QString &accessibleName) {
        auto *day = calmSpin<QDateEdit>(m_days, name);
        day->setCalendarPopup(true);
        day->setDisplayFormat(dayFieldFormat());
        day->setAccessibleName(accessibleName);
        connect(day, &QDateEdit::dateChanged, this, &ExportForm::changed);
        return day;
    };
    m_from = edit("exportFromEdit", tr("First day, UTC"));
    m_to = edit("exportToEdit", tr("Last day, UTC"));
    auto *line = rowLayout(space::xs,
                           {buddyLabel(m_days, tr("F&irst day (UTC)"), m_from), m_from,
                            buddyLabel(m_days, tr("&Last day"), m_to), m_to, boxStretch()});
    fillColumn(m_days, space::xs, {sectionTitle(m_days, tr("Days")), line});
    return m_days;
}

QWidget *ExportForm::buildFile()
{
    auto *box = new QWidget(this);
    auto *form = new QFormLayout;
    form->setSpacing(space::s);
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    form->setLabelAlignment(Qt::AlignLeft);
    form->setRowWrapPolicy(QFormLayout::WrapLongRows);
    buildFileRows(form);
    fillColumn(box, space::xs, {sectionTitle(box, tr("File")), form});
    return box;
}

void ExportForm::buildFileRows(QFormLayout *form)
{
    m_format = named("formatCombo", new QComboBox(this));
    m_format->addItem(fileFormatText(FileFormat::Csv), int(FileFormat::Csv));
    m_format->addItem(fileFormatText(FileFormat::JsonLines), int(FileFormat::JsonLines));
    m_format->insertItem(1, fileFormatText(FileFormat::Csv, true), markedCsv);
    m_format->addItem(fileFormatText(FileFormat::Xlsx), int(FileFormat::Xlsx));
    form->addRow(tr("Form&at"), m_format);

    m_profile = named("textProfileCombo", new QComboBox(this));
    m_profile->addItem(textProfileText(TextProfile::Spreadsheets), int(TextProfile::Spreadsheets));
    m_profile->addItem(textProfileText(TextProfile::Machines), int(TextProfile::Machines));
    m_profileHint = wrappedLabel(this, nullptr, ColourRole::Muted);
    m_profileHint->setFont(Theme::secondaryFont());
    form->addRow(tr("Written &for"), m_profile);
    form->addRow(QString(), m_profileHint);

    m_file = named("targetFileEdit", new QLineEdit(this));
    auto *choose = pushButton(this, "chooseFileButton", tr("Choose…"));
    auto *fileLine = rowLayout(space::xs, {{m_file, 1}, choose});
    auto *fileLabel = buddyLabel(this, tr("&Save as"), m_file);
    m_file->setAccessibleName(tr("Save as"));
    form->addRow(fileLabel, fileLine);
    m_replace = named("replaceFileCheck", new QCheckBox(tr("&Replace existing file"), this));
    form->addRow(QString(), m_replace);

    m_pageSize = named("pageSizeSpin", new QSpinBox(this));
    m_pageSize->setRange(1, 1000);
    //: Behind the number of a page size.
    setCountSuffix(m_pageSize, [](int count) { return tr(" records", nullptr, count); });
    form->addRow(tr("&Page size"), m_pageSize);
    m_webhook = named("webhookEdit", new QLineEdit(this));
    m_webhook->setPlaceholderText(tr("https:// address to notify of each page (optional)"));
    form->addRow(tr("&Webhook"), m_webhook);
    m_records = new RecordsConsent(this);
    form->addRow(QString(), m_records);
    m_ignoreAge = named("ignoreAgeCheck", new QCheckBox(this));
    form->addRow(m_ignoreAge);

    connect(m_format, &QComboBox::currentIndexChanged, this, [this] {
        suggestFile();
        renameForFormat();
        showFormat();
        Q_EMIT changed();
    });
    connect(m_profile, &QComboBox::currentIndexChanged, this, [this] {
        showHints();
        Q_EMIT changed();
    });
    connect(m_file, &QLineEdit::textEdited, this, [this] { m_fileTyped = true; });
    connect(choose, &QPushButton::clicked, this, &ExportForm::chooseFile);
    connect(m_file, &QLineEdit::textChanged, this, &ExportForm::changed);
    connect(m_webhook, &QLineEdit::textChanged, this, [this] {
        showFormat();
        Q_EMIT changed();
    });
    connect(m_records, &RecordsConsent::changed, this, &ExportForm::changed);
    connect(m_pageSize, &QSpinBox::valueChanged, this, &ExportForm::changed);
    connect(m_replace, &QCheckBox::toggled, this, &ExportForm::changed);
    connect(m_ignoreAge, &QCheckBox::toggled, this, &ExportForm::changed);
}

void ExportForm::start(const SegmentDefinition &definition, std::chrono::seconds age, std::chrono::seconds limit,
                       int pageSize, const QString &folder, const QDate &today)
{
    const QSignalBlocker blocker(this);
    const bool same = definition.id == m_definition.id;
    m_definition = definition;
    m_folder = folder;
    if (!same) {
        m_columns->setAttributes({});
        clearFilters();
        m_fileTyped = false;
        m_protection->setContactId(ColumnTreatment::AsIs);
        m_webhook->clear();
        m_records->clear();
        m_replace->setChecked(false);
        m_ignoreAge->setChecked(false);
        startDays(today);
    }
    m_columns->setAttributes(definition.attributes);
    m_pageSize->setValue(pageSize);
    const bool stale = age > limit;
    m_ignoreAge->setVisible(stale);
    m_ignoreAge->setText(
        tr("&Export even though the data is %1 old (limit %2)").arg(durationText(age), durationText(limit)));
    suggestFile();
    showHints();
    m_columnView->resizeColumnToContents(0);
    m_columnView->setColumnWidth(0, std::clamp(m_columnView->columnWidth(0) + space::l, 110, 170));
    m_columnView->resizeColumnToContents(ExportColumnsModel::Type); // "retired, excluded" in whole
    m_columnView->resizeColumnToContents(ExportColumnsModel::Treatment);
    m_columnView->setColumnWidth(ExportColumnsModel::Treatment,
                                 std::max(m_columnView->columnWidth(ExportColumnsModel::Treatment), 105));
}

void ExportForm::startDays(const QDate &today)
{
    m_days->setVisible(m_definition.days.has_value());
    if (!m_definition.days)
        return;
    for (QDateEdit *day : {m_from, m_to}) {
        day->setDateRange(today.addDays(1 - m_definition.days->most), today);
        day->setDate(today.addDays(-1)); // the newest that is whole
    }
}

void ExportForm::setTextProfile(TextProfile profile)
{
    m_profile->setCurrentIndex(m_profile->findData(int(profile)));
}

void ExportForm::take(const ExportOrder &order)
{
    {
        const QSignalBlocker blocker(this);
        m_columns->setChecked(order.query.attributes);
        m_columns->setTreated(order.treated);
        m_protection->setContactId(treatmentOf(order.treated, contactIdColumn));
        clearFilters();
        for (const SegmentFilter &filter : order.query.filters)
            addFilter()->setFilter(filter);
        const bool isMarked = order.format == FileFormat::Csv && order.byteOrderMark;
        m_format->setCurrentIndex(m_format->findData(isMarked ? markedCsv : int(order.format)));
        if (hasTextProfile(order.format))
            m_profile->setCurrentIndex(m_profile->findData(int(order.textProfile)));
        m_webhook->setText(order.webhook.toString(QUrl::FullyEncoded));
        showFormat();
        m_records->take(order.recordsTo);
        m_pageSize->setValue(order.pageSize);
        m_replace->setChecked(false);
        m_fileTyped = true;
        m_file->setText(freeNameBeside(order.targetFile));
        m_file->setCursorPosition(int(m_file->text().size()));
    }
    showHints();
    Q_EMIT changed();
}

void ExportForm::clearFilters()
{
    for (FilterRow *row : std::as_const(m_filters))
        row->deleteLater();
    m_filters.clear();
}

void ExportForm::fill(ExportOrder &order) const
{
    order.query.attributes = m_columns->checkedNames();
    order.query.filters.clear();
    for (const FilterRow *row : m_filters) {
        if (const auto filter = row->filter())
            order.query.filters << *filter;
    }
    order.query.from = m_definition.days ? m_from->date() : QDate();
    order.query.to = m_definition.days ? m_to->date() : QDate();
    order.treated = m_protection->contactId() + m_columns->treated();
    order.pseudonymKey.clear(); // that of the day, which the review tells
    order.format = format();
    order.byteOrderMark = m_format->currentData().toInt() == markedCsv;
    order.textProfile = textProfileOf(order.format, TextProfile(m_profile->currentData().toInt()));
    const QString typed = m_file->text().trimmed();
    order.targetFile = typed.isEmpty() ? QString() : QDir::cleanPath(QDir(m_folder).absoluteFilePath(typed));
    order.replaceExisting = m_replace->isChecked();
    order.webhook = webhook();
    order.recordsTo = m_records->recordsTo();
    order.pageSize = m_pageSize->value();
    order.ignoreAge = m_ignoreAge->isVisibleTo(this) && m_ignoreAge->isChecked();
}

void ExportForm::setFill(const QStringList &names, const QList<double> &fill)
{
    m_columns->setFill(names, fill);
}

QString ExportForm::missing() const
{
    if (m_columns->checkedCount() == 0)
        return tr("Select at least one attribute.");
    if (m_definition.days && m_from->date() > m_to->date())
        return tr("The first day is after the last day.");
    if (m_file->text().trimmed().isEmpty())
        return tr("Choose a file to write to.");
    for (const FilterRow *row : m_filters) {
        if (!row->filter())
            return tr("One filter has no attribute from this segment. Choose one or remove the filter.");
        if (row->filter()->value.isEmpty())
            return tr("One filter has no value. Enter one or remove the filter.");
    }
    if (!m_webhook->text().trimmed().isEmpty() && !webhook().isValid())
        return tr("The webhook isn’t a valid address.");
    if (m_records->isWordMissing())
        return tr("Confirm that the receiver may get the records, or don’t send them.");
    return {};
}

bool ExportForm::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_columnView && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->modifiers() == Qt::AltModifier && (key->key() == Qt::Key_Up || key->key() == Qt::Key_Down)) {
            moveCurrent(key->key() == Qt::Key_Up ? -1 : 1);
            return true;
        }
        if (key->key() == Qt::Key_Space && m_columnView->currentIndex().isValid()) {
            // Whatever column the person stands in, the space bar checks the row.
            const QModelIndex name = m_columnView->currentIndex().siblingAtColumn(ExportColumnsModel::Name);
            const bool checked = name.data(Qt::CheckStateRole).toInt() == Qt::Checked;
            m_columns->setData(name, checked ? Qt::Unchecked : Qt::Checked, Qt::CheckStateRole);
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

FilterRow *ExportForm::addFilter()
{
    auto *row = new FilterRow(m_definition.attributes, this);
    m_filters << row;
    m_filterLines->addWidget(row);
    connect(row, &FilterRow::changed, this, &ExportForm::changed);
    connect(row, &FilterRow::removeAsked, this, [this, row] {
        m_filters.removeOne(row);
        row->deleteLater();
        Q_EMIT changed();
    });
    return row;
}

void ExportForm::moveCurrent(int direction)
{
    const int row = m_columnView->currentIndex().row();
    if (direction < 0 ? m_columns->moveUp(row) : m_columns->moveDown(row))
        m_columnView->scrollTo(m_columnView->currentIndex());
}

void ExportForm::chooseFile()
{
    const QString suffix = format() == FileFormat::Csv ? tr("CSV files (*.csv)")
        : format() == FileFormat::Xlsx                 ? tr("Excel workbooks (*.xlsx)")
                                                       : tr("JSON Lines files (*.jsonl)");
    askWhereToWrite(this, tr("Save export as"), m_file->text(), {suffix, tr("All files (*)")}, this,
                    [this](const QString &file) {
                        m_fileTyped = true;
                        m_file->setText(file);
                    });
}

void ExportForm::suggestFile()
{
    if (m_fileTyped)
        return;
    const QString suffix = u'.' + keyOf(format());
    m_file->setText(freeNameBeside(QDir(m_folder).absoluteFilePath(safeFileName(m_definition.name) + suffix)));
    m_file->setCursorPosition(int(m_file->text().size()));
}

void ExportForm::renameForFormat()
{
    const QString name = m_file->text();
    const QString ending = QFileInfo(name).suffix();
    const auto ended = valueOf<FileFormat>(ending);
    if (m_fileTyped && ended && *ended != format())
        m_file->setText(name.chopped(ending.size()) + keyOf(format()));
}

/// What a workbook has no choice of: all its cells are text, and no records are read back from it for notices.
void ExportForm::showFormat()
{
    const bool isWorkbook = format() == FileFormat::Xlsx;
    m_profile->setEnabled(!isWorkbook);
    toolTips::set(m_profile, isWorkbook ? tr("All cells of an Excel workbook are text.") : QString());
    m_records->setWebhook(isWorkbook ? QUrl() : webhook());
    toolTips::set(m_records,
                  isWorkbook ? tr("Notifications can’t contain records from an Excel workbook.") : QString());
    showHints();
}

FileFormat ExportForm::format() const
{
    const int chosen = m_format->currentData().toInt();
    return chosen == markedCsv ? FileFormat::Csv : FileFormat(chosen);
}

QUrl ExportForm::webhook() const
{
    return QUrl(m_webhook->text().trimmed(), QUrl::StrictMode);
}

void ExportForm::showHints()
{
    m_records->setAttributeCount(m_columns->checkedCount());
    m_protection->setAttributes(m_columns->treated());
    m_profileHint->setPlainText(format() == FileFormat::Xlsx
                                    ? tr("Every cell is text: digits are kept, and nothing becomes a formula.")
                                    : textProfileHint(TextProfile(m_profile->currentData().toInt())));
    m_columnCount->setPlainText(
        tr("Attributes (%1 of %2)")
            .arg(QString::number(m_columns->checkedCount()), QString::number(m_columns->rowCount())));
}

} // namespace muster
