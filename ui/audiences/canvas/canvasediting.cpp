// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/audiences/canvas/canvasediting.h"

#include "models/audiences/criteriaedits.h"
#include "models/text/criteriawords.h"
#include "ui/audiences/canvas/canvasview.h"
#include "ui/common/badges.h"
#include "ui/common/formparts.h"
#include "ui/common/theme.h"

#include <QAccessible>
#include <QComboBox>
#include <QCompleter>
#include <QKeyEvent>
#include <QLineEdit>
#include <QSignalBlocker>

namespace muster {

namespace {

/// In the list of comparisons: not one of the wire's.
constexpr int severalEntry = -1;

ValueEditor::Kind kindOf(CriteriaFieldType type)
{
    switch (type) {
    case CriteriaFieldType::Text:
        return ValueEditor::Kind::Text;
    case CriteriaFieldType::Number:
        return ValueEditor::Kind::Number;
    case CriteriaFieldType::Date:
        return ValueEditor::Kind::Date;
    case CriteriaFieldType::Boolean:
        return ValueEditor::Kind::Boolean;
    }
    return ValueEditor::Kind::Text;
}

} // namespace

ConditionEditor::ConditionEditor(QWidget *parent)
    : QWidget(parent)
    , m_field(calmCombo(this, "conditionFieldCombo"))
    , m_operator(calmCombo(this, "conditionOperatorCombo"))
    , m_remark(wrappedLabel(this, "conditionRemarkLabel"))
{
    setObjectName(QStringLiteral("conditionEditor"));
    m_field->setEditable(true);
    m_field->setInsertPolicy(QComboBox::NoInsert);
    m_field->lineEdit()->setMaxLength(longestTypedValue);
    m_field->lineEdit()->setPlaceholderText(tr("Choose or type a field"));
    m_field->completer()->setFilterMode(Qt::MatchContains);
    m_field->completer()->setCaseSensitivity(Qt::CaseInsensitive);
    m_field->completer()->setCompletionMode(QCompleter::PopupCompletion);
    leaveUndoToTheCanvas(m_field->lineEdit());
    m_field->lineEdit()->installEventFilter(this);
    connect(m_field, &QComboBox::activated, this, &ConditionEditor::takeField);
    connect(m_field->lineEdit(), &QLineEdit::editingFinished, this, &ConditionEditor::takeField);
    connect(m_operator, &QComboBox::activated, this, [this] {
        const int entry = m_operator->currentData().toInt();
        if (entry != severalEntry) {
            Q_EMIT operatorEdited(CriteriaOperator(entry));
            return;
        }
        show(m_condition, m_subject); // the list is no comparison of its own
        Q_EMIT severalAsked();
    });
    m_remark->setFont(Theme::secondaryFont());
    m_remark->hide();
}

void ConditionEditor::setFields(const CriteriaFields &fields)
{
    m_fields = fields;
    const QSignalBlocker quiet(m_field);
    m_field->clear();
    for (const CriteriaField &field : fields.all())
        m_field->addItem(criteriaFieldText(field.name, fields), field.name);
    m_valueField.clear();
}

void ConditionEditor::show(const CriteriaCondition &condition, const QString &subject)
{
    const CriteriaFieldType type = criteriaTypeOf(condition, m_fields);
    m_condition = condition;
    m_subject = subject;
    m_field->setAccessibleName(tr("Field of %1").arg(subject));
    m_operator->setAccessibleName(tr("Comparison of %1").arg(subject));
    if (typedField() != condition.field)
        showField();
    fillOperators(type);
    if (!m_value || m_value->kind() != kindOf(type) || m_valueField != condition.field)
        takeValueEditor(kindOf(type));
    m_value->setSubject(tr("Value of %1").arg(subject));
    m_value->setValue(condition.value);
}

void ConditionEditor::showField()
{
    const QSignalBlocker quiet(m_field);
    const int known = m_field->findData(m_condition.field);
    m_field->setCurrentIndex(known);
    if (known < 0)
        m_field->setEditText(m_condition.field);
}

void ConditionEditor::fillOperators(CriteriaFieldType type)
{
    const QSignalBlocker quiet(m_operator);
    QList<CriteriaOperator> offered = operatorsFor(type);
    // One that does not fit is shown all the same: it is what would be sent.
    if (!offered.contains(m_condition.op))
        offered.append(m_condition.op);
    m_operator->clear();
    for (const CriteriaOperator op : offered)
        m_operator->addItem(criteriaOperatorText(op, type), int(op));
    if (type != CriteriaFieldType::Boolean)
        m_operator->addItem(tr("is one of…"), severalEntry);
    m_operator->setCurrentIndex(m_operator->findData(int(m_condition.op)));
}

void ConditionEditor::takeValueEditor(ValueEditor::Kind kind)
{
    const bool hadFocus = m_value && m_value->isAncestorOf(focusWidget());
    if (m_value) {
        m_value->disconnect(this);
        m_value->hide();
        m_value->deleteLater();
    }
    const CriteriaField *known = m_fields.find(m_condition.field);
    m_value = ValueEditor::make(kind, known ? known->values : QStringList(), this);
    m_valueField = m_condition.field;
    connect(m_value, &ValueEditor::edited, this, &ConditionEditor::valueEdited);
    connect(m_value, &ValueEditor::remarked, this, &ConditionEditor::setRemark);
    for (QWidget *part : m_value->findChildren<QWidget *>())
        part->installEventFilter(this);
    m_value->setFont(font());
    m_value->setGeometry(m_valueRect);
    m_value->show();
    setTabOrder(m_field, m_operator);
    setTabOrder(m_operator, m_value);
    if (hadFocus)
        m_value->setFocus();
}

QString ConditionEditor::typedField() const
{
    const QString text = m_field->currentText();
    const int place = m_field->findText(text, Qt::MatchFixedString);
    return place >= 0 ? m_field->itemData(place).toString() : text.trimmed();
}

void ConditionEditor::takeField()
{
    if (const QString field = typedField(); field != m_condition.field)
        Q_EMIT fieldEdited(field);
}

void ConditionEditor::setRemark(const QString &sentence, Tone tone)
{
    if (m_remark->plainText() == sentence && m_remark->isHidden() == sentence.isEmpty())
        return;
    m_remark->setPlainText(sentence, toneColour(tone));
    m_remark->setVisible(!sentence.isEmpty());
    if (tone == Tone::Bad) {
        QAccessibleEvent event(m_remark, QAccessible::Alert);
        QAccessible::updateAccessibility(&event);
    }
    if (remarkHeight() != m_placedRemark)
        Q_EMIT heightChanged();
}

QString ConditionEditor::remark() const
{
    return m_remark->isHidden() ? QString() : m_remark->plainText();
}

int ConditionEditor::remarkHeight() const
{
    return m_remark->isHidden() ? 0 : m_remark->heightForWidth(std::max(1, m_width)) + space::xs;
}

void ConditionEditor::place(const QRect &field, const QRect &comparison, const QRect &value)
{
    const QRect around = field.united(comparison).united(value);
    const bool isOtherWidth = std::exchange(m_width, around.width()) != around.width();
    const int remark = m_placedRemark = remarkHeight();
    setGeometry(around.adjusted(0, 0, 0, remark));
    const QPoint origin = around.topLeft();
    m_valueRect = value.translated(-origin).adjusted(0, 1, 0, -1);
    m_field->setGeometry(field.translated(-origin).adjusted(0, 1, 0, -1));
    m_operator->setGeometry(comparison.translated(-origin).adjusted(0, 1, 0, -1));
    if (m_value)
        m_value->setGeometry(m_valueRect);
    m_remark->setGeometry(0, around.height(), around.width(), std::max(0, remark - space::xs));
    if (isOtherWidth && remark > 0)
        Q_EMIT heightChanged(); // the row was measured for the width of before
}

void ConditionEditor::focusPart(CanvasPart part)
{
    QWidget *target = m_value;
    if (part == CanvasPart::Field || part == CanvasPart::Body || !m_value)
        target = m_field;
    else if (part == CanvasPart::Comparison)
        target = m_operator;
    target->setFocus(Qt::OtherFocusReason);
    QWidget *proxy = target->focusProxy() ? target->focusProxy() : target;
    auto *edit = qobject_cast<QLineEdit *>(proxy);
    if (!edit && target == m_field)
        edit = m_field->lineEdit();
    if (edit)
        edit->selectAll();
}

bool ConditionEditor::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    const bool isReturn = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
    auto *edit = qobject_cast<QLineEdit *>(watched);
    if (isReturn && edit && key->modifiers() == Qt::NoModifier) {
        Q_EMIT edit->editingFinished();
        Q_EMIT leaveAsked();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void ConditionEditor::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape) {
        showField(); // what was typed of a field's name is given up
        Q_EMIT leaveAsked();
    } else {
        QWidget::keyPressEvent(event);
    }
}

CanvasEditing::CanvasEditing(CanvasView *view)
    : QObject(view)
    , m_view(*view)
{
}

ConditionEditor &CanvasEditing::editor()
{
    if (m_editor)
        return *m_editor;
    m_editor = new ConditionEditor(m_view.viewport());
    m_editor->hide();
    connect(m_editor, &ConditionEditor::fieldEdited, this, [this](const QString &field) {
        CriteriaTreeModel *model = m_view.model();
        if (model && m_node != noCriteriaNode)
            model->apply(changeCriteriaField(model->tree(), m_node, field, model->fields()));
    });
    connect(m_editor, &ConditionEditor::operatorEdited, this, [this](CriteriaOperator op) {
        if (m_view.model() && m_node != noCriteriaNode)
            m_view.model()->apply(m_view.model()->edits().setOperator(m_node, op));
    });
    connect(m_editor, &ConditionEditor::valueEdited, this, [this](const CriteriaValue &value) {
        // What it says while it is being filled is not news.
        if (!m_isShowing && m_view.model() && m_node != noCriteriaNode)
            m_view.model()->apply(m_view.model()->edits().setValue(m_node, value));
    });
    connect(m_editor, &ConditionEditor::severalAsked, this, [this] { Q_EMIT severalAsked(m_node); });
    connect(m_editor, &ConditionEditor::leaveAsked, this, [this] {
        close();
        m_view.setFocus();
    });
    connect(m_editor, &ConditionEditor::heightChanged, this, [this] {
        if (m_isShowing)
            return;
        m_view.relayout();
        m_view.viewport()->update();
    });
    return *m_editor;
}

int CanvasEditing::remarkHeight() const
{
    return m_editor && m_node != noCriteriaNode ? m_editor->remarkHeight() : 0;
}

void CanvasEditing::open(CriteriaNodeId condition, CanvasPart part)
{
    CriteriaTreeModel *model = m_view.model();
    if (!model || !model->tree().contains(condition) || model->tree().node(condition).group)
        return;
    if (const CriteriaNodeId lock = model->tree().lockedBy(condition); lock != noCriteriaNode) {
        CriteriaRefusal refusal{.code = CriteriaRefusal::Code::Locked, .node = lock};
        Q_EMIT m_view.refused(criteriaRefusalText(refusal, model->tree()));
        return;
    }
    m_view.reveal(condition);
    m_node = condition;
    editor().setFields(model->fields());
    show();
    m_view.relayout();
    m_editor->setVisible(true);
    m_editor->focusPart(part);
    m_view.viewport()->update();
}

void CanvasEditing::show()
{
    const CriteriaTree &tree = m_view.model()->tree();
    m_isShowing = true;
    QFont font = m_view.layoutOfBoxes().metrics().body;
    editor().setFont(font);
    editor().show(tree.node(m_node).condition, criteriaNodeName(tree, m_node));
    m_isShowing = false;
}

void CanvasEditing::close()
{
    if (m_node == noCriteriaNode)
        return;
    // A field that loses the focus hands over what was typed into it, so that comes first.
    const QWidget *focus = m_editor->window()->focusWidget();
    if (focus && m_editor->isAncestorOf(focus))
        m_view.setFocus();
    m_node = noCriteriaNode;
    m_editor->hide();
    m_view.relayout();
    m_view.viewport()->update();
}

void CanvasEditing::refresh()
{
    if (m_node == noCriteriaNode)
        return;
    const CriteriaTree &tree = m_view.model()->tree();
    if (!tree.contains(m_node) || tree.node(m_node).group || tree.lockedBy(m_node) != noCriteriaNode
        || !m_view.layoutOfBoxes().box(m_node)) {
        close();
        return;
    }
    show();
    m_view.relayout();
}

void CanvasEditing::place()
{
    const CanvasLayout &layout = m_view.layoutOfBoxes();
    const CanvasBox *box = m_node == noCriteriaNode ? nullptr : layout.box(m_node);
    if (!box)
        return;
    const auto part = [&](CanvasPart one) { return m_view.onViewport(layout.partRect(*box, one)); };
    m_editor->place(part(CanvasPart::Field), part(CanvasPart::Comparison), part(CanvasPart::Value));
}

} // namespace muster
