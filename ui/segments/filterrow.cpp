// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/segments/filterrow.h"

#include "models/text/exporttexts.h"
#include "models/text/plaintext.h"
#include "ui/common/designtokens.h"
#include "ui/common/formparts.h"

#include <QComboBox>
#include <QCompleter>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QToolButton>

namespace muster {

FilterRow::FilterRow(const QList<SegmentAttribute> &attributes, QWidget *parent)
    : QWidget(parent)
    , m_attribute(new QComboBox(this))
    , m_operator(new QComboBox(this))
    , m_value(new QLineEdit(this))
{
    for (const SegmentAttribute &attribute : attributes) {
        if (!attribute.valid)
            continue; // a filter on a retired attribute would be refused anyway
        m_attributes << attribute;
        m_attribute->addItem(visibleText(attribute.name, 100));
    }
    m_attribute->setObjectName(QStringLiteral("filterAttributeCombo"));
    m_attribute->setAccessibleName(tr("Attribute to filter on"));
    m_attribute->setEditable(true);
    m_attribute->setInsertPolicy(QComboBox::NoInsert);
    m_attribute->completer()->setFilterMode(Qt::MatchContains);
    m_attribute->completer()->setCompletionMode(QCompleter::PopupCompletion);
    m_attribute->lineEdit()->setAccessibleName(tr("Attribute to filter on"));
    m_attribute->installEventFilter(this); // it has the focus for its line edit
    connect(m_attribute->lineEdit(), &QLineEdit::editingFinished, this, &FilterRow::takeOnlyMatch);
    m_operator->setObjectName(QStringLiteral("filterOperatorCombo"));
    m_operator->setAccessibleName(tr("Comparison"));
    m_value->setObjectName(QStringLiteral("filterValueEdit"));
    m_value->setAccessibleName(tr("Value to compare with"));
    auto *remove = iconButton(this, "removeFilterButton", QStringLiteral("x"), tr("Remove this filter"));

    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::xs);
    row->addWidget(m_attribute, 3);
    row->addWidget(m_operator, 2);
    row->addWidget(m_value, 3);
    row->addWidget(remove);
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

} // namespace muster
