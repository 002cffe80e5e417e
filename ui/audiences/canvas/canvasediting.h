// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/audiences/criteriatree.h"
#include "models/rules/criteria/criteriafield.h"
#include "ui/audiences/canvas/canvaslayout.h"
#include "ui/audiences/canvas/valueeditor.h"
#include "ui/common/forward.h"

#include <QObject>
#include <QWidget>

namespace muster {

class CanvasView;

/// The fields of one condition, laid over its row while it is worked on; there is one on a canvas, not one a row. Shows
/// what the model has and tells what a person does; never keeps anything by itself.
class ConditionEditor : public QWidget
{
    Q_OBJECT

public:
    explicit ConditionEditor(QWidget *parent);
    void setFields(const CriteriaFields &fields);
    /// `subject` names the condition for a screen reader: "Condition 2 of group 1".
    void show(const CriteriaCondition &condition, const QString &subject);
    /// The columns of its row in the coordinates of its parent; the remark goes below them.
    void place(const QRect &field, const QRect &comparison, const QRect &value);
    [[nodiscard]] int remarkHeight() const; ///< Of what is said below the columns.
    void focusPart(CanvasPart part);
    [[nodiscard]] QString remark() const;

Q_SIGNALS:
    void fieldEdited(const QString &field);
    void operatorEdited(muster::CriteriaOperator op);
    void valueEdited(const muster::CriteriaValue &value);
    void severalAsked(); ///< "is one of…"
    void heightChanged();
    void leaveAsked(); ///< Escape or Return: back to the boxes.

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void takeField();
    void showField();
    void fillOperators(CriteriaFieldType type);
    void takeValueEditor(ValueEditor::Kind kind);
    void setRemark(const QString &sentence, Tone tone);
    [[nodiscard]] QString typedField() const;

    CriteriaFields m_fields;
    CriteriaCondition m_condition;
    QString m_subject;
    QComboBox *m_field = nullptr;
    QComboBox *m_operator = nullptr;
    ValueEditor *m_value = nullptr;
    QString m_valueField; ///< Whose known values the editor offers.
    PlainLabel *m_remark = nullptr;
    QRect m_valueRect;
    int m_width = 0; ///< Of the columns together.
    int m_placedRemark = 0; ///< The height that the row has for it.
};

/// The one set of fields of a canvas: which condition it lies on, and what becomes of what is typed there.
class CanvasEditing : public QObject
{
    Q_OBJECT

public:
    explicit CanvasEditing(CanvasView *view);
    [[nodiscard]] CriteriaNodeId node() const { return m_node; } ///< noCriteriaNode: closed.
    [[nodiscard]] int remarkHeight() const; ///< Of what is said below the fields.
    /// Refuses a locked condition in words. A condition that is not shown stays closed.
    void open(CriteriaNodeId condition, CanvasPart part);
    void close();
    void refresh(); ///< The tree changed.
    void place(); ///< The boxes moved.

Q_SIGNALS:
    void severalAsked(muster::CriteriaNodeId condition); ///< "is one of…"

private:
    [[nodiscard]] ConditionEditor &editor();
    void show();

    CanvasView &m_view;
    ConditionEditor *m_editor = nullptr; ///< Made when it is needed first.
    CriteriaNodeId m_node = noCriteriaNode;
    bool m_isShowing = false;
};

} // namespace muster
