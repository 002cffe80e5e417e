// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lists/csvfilepage.h"

#include "models/items/itemroles.h"
#include "models/text/plaintext.h"
#include "ui/common/commands.h"
#include "ui/common/datatable.h"
#include "ui/common/designtokens.h"
#include "ui/common/emptystate.h"
#include "ui/common/errorpanel.h"
#include "ui/common/formparts.h"
#include "ui/common/tooltips.h"
#include "ui/lists/regionchoice.h"

#include <QComboBox>
#include <QFileInfo>
#include <QFormLayout>
#include <QHeaderView>
#include <QLocale>
#include <QPushButton>
#include <QShortcut>
#include <QStackedWidget>
#include <QStandardItemModel>
#include <algorithm>

namespace muster {

namespace {

constexpr int noColumn = -1;
constexpr int cellLimit = 200; // characters

int columnOf(const QComboBox *combo)
{
    return combo->currentData().toInt();
}

} // namespace

CsvFilePage::CsvFilePage(QWidget *parent)
    : QWidget(parent)
    , m_stack(new QStackedWidget(this))
{
    auto *back = pushButton(this, "closeCsvFileButton", tr("‹ &Lists"));
    back->setAccessibleName(tr("Back to contact lists"));
    connect(back, &QPushButton::clicked, this, &CsvFilePage::closed);
    m_name = elidedLabel(this, "csvFileNameLabel", ColourRole::Muted);
    auto *head = rowLayout(space::s, {back, pageTitle(this, tr("Open a CSV file")), {m_name, 1}});

    m_table = named("csvPreviewTable", new DataTable(m_stack));
    m_table->setAccessibleName(tr("First rows in the file"));
    m_cells = new QStandardItemModel(this);
    m_table->setModel(m_cells);
    new EmptyOverlay(m_table, tr("The file has no rows below the header. Choose another file below."));
    m_error = named("csvErrorPanel", new ErrorPanel(m_stack));
    m_error->setRetryLabel(tr("Choose another file…"));
    connect(m_error, &ErrorPanel::retry, this, &CsvFilePage::otherFileAsked);
    m_skeleton = new SkeletonRows(tr("Reading the file…"), m_stack);
    addWidgets(m_stack, {m_table, m_error, m_skeleton});

    fillPage(this, space::m, {head, buildForm(), {m_stack, 1}, buildFoot()});
    setFocusProxy(m_phone);
    connect(addCommandKeys(Command::GoBack, this), &QShortcut::activated, this, &CsvFilePage::closed);
}

QWidget *CsvFilePage::buildForm()
{
    m_form = new QWidget(this);
    m_phone = calmCombo(m_form, "csvPhoneColumnCombo");
    m_id = calmCombo(m_form, "csvIdColumnCombo");
    m_country = calmCombo(m_form, "csvCountryColumnCombo");
    m_region = calmCombo(m_form, "csvDefaultRegionCombo");
    fillRegions(m_region, tr("No region: not checked"));
    for (QComboBox *combo : {m_phone, m_id, m_country}) {
        connect(combo, &QComboBox::currentIndexChanged, this, [this] {
            if (!m_filling)
                showRoles();
        });
    }
    const auto form = [] {
        auto *made = new QFormLayout;
        made->setHorizontalSpacing(space::s);
        made->setVerticalSpacing(space::xs);
        made->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
        made->setLabelAlignment(Qt::AlignLeft);
        return made;
    };
    auto *left = form(), *right = form();
    left->addRow(tr("&Number column"), m_phone);
    left->addRow(tr("&ID column"), m_id);
    right->addRow(tr("&Country column"), m_country);
    right->addRow(tr("&Default region"), m_region);
    auto *row = rowLayout(space::xl, {{left, 1}, {right, 1}});
    fillColumn(m_form, space::s,
               {row,
                hintLabel(m_form,
                          tr("Numbers without a country code are read with the contact’s country, or else the default "
                             "region. With neither, they are not checked."))});
    return m_form;
}

QWidget *CsvFilePage::buildFoot()
{
    auto *foot = new QWidget(this);
    m_rows = wrappedLabel(foot, "csvRowsLabel", ColourRole::Muted);
    auto *other = pushButton(foot, "otherCsvFileButton", tr("Choose another &file…"), QStringLiteral("file-text"));
    connect(other, &QPushButton::clicked, this, &CsvFilePage::otherFileAsked);
    m_open = primaryButton(foot, "openCsvFileButton", tr("&Open as a dry run"));
    connect(m_open, &QPushButton::clicked, this, [this] { Q_EMIT openAsked(choice()); });
    fillRow(foot, space::s, {{m_rows, 1}, other, m_open});
    return foot;
}

void CsvFilePage::showFile(const QString &file)
{
    m_file = file;
    m_name->setPlainText(QFileInfo(file).fileName());
    toolTips::set(m_name, file);
    m_rows->setPlainText({});
    m_form->hide(); // its choices are those of another file
    m_open->setEnabled(false);
}

void CsvFilePage::showLoading(const QString &file)
{
    showFile(file);
    m_stack->setCurrentWidget(m_skeleton);
}

void CsvFilePage::showError(const QString &file, const ApiError &error)
{
    showFile(file);
    m_error->setError(error);
    m_stack->setCurrentWidget(m_error);
}

void CsvFilePage::setDefaultRegion(const QString &code)
{
    if (const int index = m_region->findData(code); index > 0)
        m_region->setCurrentIndex(index);
}

void CsvFilePage::fillColumns(QComboBox *combo, const QString &first, int chosen)
{
    combo->clear();
    if (!first.isEmpty())
        combo->addItem(first, noColumn);
    for (int column = 0; column < m_preview.header.size(); ++column) {
        if (!m_preview.header[column].trimmed().isEmpty()) // without a name it cannot be asked for
            combo->addItem(visibleText(m_preview.header[column], 60), column);
    }
    combo->setCurrentIndex(std::max(0, combo->findData(chosen)));
}

void CsvFilePage::fillRows(const ContactCsvReader::Preview &preview)
{
    m_cells->clear();
    for (const QStringList &row : preview.rows) {
        QList<QStandardItem *> items;
        for (const QString &cell : row) {
            auto *item = new QStandardItem(visibleText(cell, cellLimit));
            item->setData(visibleParagraphs(cell), FullTextRole);
            items << item;
        }
        m_cells->appendRow(items);
    }
    m_cells->setColumnCount(int(preview.header.size()));
    for (int column = 0; column < m_cells->columnCount(); ++column)
        m_table->setColumnWidth(column, std::max(160, m_table->horizontalHeader()->sectionSizeHint(column)));
}

void CsvFilePage::showPreview(const QString &file, const ContactCsvReader::Preview &preview)
{
    showFile(file);
    m_preview = preview;
    m_filling = true;
    fillColumns(m_phone, {}, preview.phoneColumn);
    if (preview.phoneColumn < 0)
        m_phone->setCurrentIndex(-1); // not guessed: the person says it
    fillColumns(m_id, tr("None: use row numbers"), preview.idColumn);
    fillColumns(m_country, tr("None"), preview.countryColumn);
    m_filling = false;
    fillRows(preview);
    m_form->show();
    m_stack->setCurrentWidget(m_table);
    showRoles();
    if (isVisible())
        m_phone->setFocus();
}

void CsvFilePage::showRoles()
{
    for (int column = 0; column < m_preview.header.size(); ++column) {
        QStringList words{visibleText(m_preview.header[column], 60)};
        if (columnOf(m_phone) == column && m_phone->currentIndex() >= 0)
            words << tr("number");
        if (columnOf(m_id) == column)
            words << tr("ID");
        if (columnOf(m_country) == column)
            words << tr("country");
        m_cells->setHeaderData(column, Qt::Horizontal, words.join(QStringLiteral(" \u00b7 ")));
        const int needed = m_table->horizontalHeader()->sectionSizeHint(column);
        m_table->setColumnWidth(column, std::max(m_table->columnWidth(column), needed));
    }
    const bool chosen = m_phone->currentIndex() >= 0;
    const bool twice = chosen && columnOf(m_phone) == columnOf(m_id);
    m_open->setEnabled(chosen && !twice && !m_preview.rows.isEmpty());
    m_rows->setPlainText(m_preview.rows.isEmpty() ? tr("The file has a header row, but no contacts below it.")
                             : !chosen            ? tr("Choose the column with the phone numbers.")
                             : twice
                             ? tr("A column can’t be both the ID and the number. Choose another one.")
                             : tr("Dry run: no tenant is contacted, nothing is sent, and the file is unchanged."));
}

ContactFileChoice CsvFilePage::choice() const
{
    const auto name = [this](const QComboBox *combo) { return m_preview.header.value(columnOf(combo)); };
    ContactFileChoice choice;
    choice.file = m_file;
    choice.columns.phone = name(m_phone);
    choice.columns.numbersRows = columnOf(m_id) == noColumn;
    choice.columns.id = name(m_id);
    choice.countryMember = name(m_country);
    choice.defaultRegion = m_region->currentData().toString();
    return choice;
}

} // namespace muster
