// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/audiences/criteriawhypane.h"

#include "ui/audiences/criterialinestable.h"
#include "ui/common/badges.h"
#include "ui/common/datatable.h"
#include "ui/common/flowlayout.h"
#include "ui/common/formparts.h"

#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QSplitter>
#include <QStackedWidget>

namespace muster {

namespace {

constexpr int narrowest = 80, widest = 180; // of a column, in device-independent pixels

} // namespace

SampleTable::SampleTable(QWidget *parent)
    : QWidget(parent)
    , m_rows(new SampleRowsModel(this))
    , m_stack(new QStackedWidget(this))
    , m_table(new DataTable("sampleContactsTable", tr("Contacts that match and that just miss"), m_rows, m_stack))
    , m_empty(wrappedLabel(m_stack, "sampleContactsEmptyLabel", ColourRole::Muted))
{
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &current) { tell(current.row()); });
    connect(m_table, &DataTable::activatedRow, this, [this](const QModelIndex &index) { tell(index.row()); });
    m_empty->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    addWidgets(m_stack, {m_empty, m_table});
    setFocusProxy(m_table);
    setMinimumHeight(4 * m_table->verticalHeader()->defaultSectionSize());
    fillColumn(this, -1, {m_stack});
}

void SampleTable::setRows(const SampleRows &rows, const CriteriaFields &fields)
{
    {
        const QScopedValueRollback<bool> quiet(m_isQuiet, true);
        m_rows->setRows(rows, fields);
    }
    if (!rows.rows.isEmpty())
        sizeColumns();
    m_stack->setCurrentWidget(m_table);
    choose(m_contact);
}

/// What somebody has made wider stays so while columns only come and go behind it.
void SampleTable::sizeColumns()
{
    for (int column = m_sized; column < m_rows->columnCount(); ++column) {
        m_table->resizeColumnToContents(column);
        m_table->setColumnWidth(column, std::clamp(m_table->columnWidth(column), narrowest, widest));
    }
    m_sized = m_rows->columnCount();
}

void SampleTable::showNothing(const QString &sentence)
{
    m_empty->setPlainText(sentence);
    m_stack->setCurrentWidget(m_empty);
}

void SampleTable::choose(qint64 contact)
{
    m_contact = contact;
    const QScopedValueRollback<bool> quiet(m_isQuiet, true);
    const int row = m_rows->rowOf(contact);
    if (row < 0) {
        m_table->selectionModel()->clear();
        return;
    }
    if (m_table->currentIndex().row() != row)
        m_table->selectRow(row);
}

void SampleTable::tell(int row)
{
    const qint64 contact = m_rows->contact(row);
    if (m_isQuiet || contact < 0)
        return;
    m_contact = contact;
    // Who comes by Tab is on the first row, which Qt does not show as chosen.
    const QScopedValueRollback<bool> quiet(m_isQuiet, true);
    if (!m_table->selectionModel()->isRowSelected(row))
        m_table->selectRow(row);
    Q_EMIT chosen(contact);
}

CriteriaWhyPane::CriteriaWhyPane(QWidget *parent)
    : QWidget(parent)
{
}

void CriteriaWhyPane::build()
{
    if (isBuilt())
        return;
    m_parts = named("whySplitter", new QSplitter(Qt::Vertical, this));
    fillSplitter(m_parts, {{buildSamples(), 1}, {buildAnswer(), 1}});
    fillColumn(this, -1, {m_parts}, QMargins(space::s, space::m, space::s, space::s));
    showNoContacts();
}

void CriteriaWhyPane::showEvent(QShowEvent *event)
{
    build();
    QWidget::showEvent(event);
}

QWidget *CriteriaWhyPane::buildSamples()
{
    auto *part = new QWidget(m_parts);
    m_samples = new SampleTable(part);
    connect(m_samples, &SampleTable::chosen, this, &CriteriaWhyPane::rowAsked);
    fillColumn(part, space::s, {{m_samples, 1}, buildSearch(part)}, QMargins(0, 0, 0, space::xs));
    return part;
}

QWidget *CriteriaWhyPane::buildSearch(QWidget *parent)
{
    auto *search = new QWidget(parent);
    m_id = named("whyContactEdit", new QLineEdit(search));
    m_id->setMaxLength(200);
    m_id->setMinimumWidth(100);
    auto *label = buddyLabel(search, tr("Contact &ID"), m_id);
    m_ask = pushButton(search, "whyAskButton", tr("Explain"));
    m_ask->setEnabled(false);
    const auto ask = [this] {
        if (!m_id->text().trimmed().isEmpty())
            Q_EMIT idAsked(m_id->text().trimmed());
    };
    connect(m_id, &QLineEdit::textChanged, this,
            [this](const QString &text) { m_ask->setEnabled(!text.trimmed().isEmpty()); });
    connect(m_id, &QLineEdit::returnPressed, this, ask);
    connect(m_ask, &QPushButton::clicked, this, ask);
    auto *row = new FlowLayout(space::s, search);
    addWidgets(row, {label, m_id, m_ask});
    return search;
}

QWidget *CriteriaWhyPane::buildAnswer()
{
    auto *part = new QWidget(m_parts);
    m_verdict = named("whyVerdictLabel", sectionTitle(part, {}));
    m_change = wrappedLabel(part, "whyChangeLabel");
    m_lines = new CriteriaLinesTable("whyTable", tr("How each condition evaluates for the contact"),
                                     {tr("Result"), tr("Condition"), tr("Contact value")}, {110, 120}, part);
    connect(m_lines, &CriteriaLinesTable::nodeChosen, this, &CriteriaWhyPane::nodeChosen);
    fillColumn(part, space::s, {m_verdict, m_change, {m_lines, 1}}, QMargins(0, space::xs, 0, 0));
    return part;
}

void CriteriaWhyPane::showNoContacts()
{
    if (!isBuilt())
        return; // it begins with that
    m_samples->setRows({}, {}); // what was read of persons is not kept
    m_samples->showNothing(
        tr("No contacts loaded. Choose some below the canvas to see which match and which just miss."));
    m_id->setEnabled(false);
    showNothing({});
}

void CriteriaWhyPane::setSamples(const SampleRows &rows, const CriteriaFields &fields)
{
    build();
    m_samples->setRows(rows, fields);
    if (rows.rows.isEmpty()) {
        m_samples->showNothing(rows.fields.isEmpty() ? tr("No criteria yet: add a condition to see who matches.")
                                                     : tr("No loaded contacts match or just miss."));
    }
    m_id->setEnabled(true);
}

void CriteriaWhyPane::showLooking()
{
    build();
    m_samples->showNothing(tr("Finding contacts that match or just miss…"));
}

void CriteriaWhyPane::choose(qint64 row)
{
    if (isBuilt())
        m_samples->choose(row);
}

void CriteriaWhyPane::showNothing(const QString &sentence)
{
    build();
    m_verdict->hide();
    m_change->hide();
    m_lines->setLines({}, sentence);
}

void CriteriaWhyPane::showAnswer(const QString &verdict, Tone tone, const QString &change,
                                 const QList<CriteriaLine> &lines)
{
    build();
    m_verdict->setPlainText(verdict, toneColour(tone));
    m_verdict->show();
    m_change->showText(change);
    m_lines->setLines(lines, {});
}

} // namespace muster
