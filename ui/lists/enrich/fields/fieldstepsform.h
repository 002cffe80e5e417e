// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/enrich/columnprofile.h"
#include "models/rules/enrich/fieldtransform.h"
#include "ui/common/forward.h"

#include <QFrame>
#include <QWidget>

class QTableWidget;

namespace muster {

/// What is known of the cells that a step will see, to propose something instead of an empty form.
struct StepHints
{
    QStringList dateFormats; ///< That every cell fits.
    QList<ReadNumber> numberFormats;
    QStringList values; ///< The first different cells.

    [[nodiscard]] static StepHints of(const ColumnProfile &profile);
    /// A step of that kind as the cells would have it.
    [[nodiscard]] FieldTransform proposal(TransformKind kind) const;
};

/// What one step has to be told: a form of its own for each kind.
class StepArguments : public QWidget
{
    Q_OBJECT

public:
    using QWidget::QWidget;
    [[nodiscard]] virtual FieldTransform transform() const = 0;

    /// A form that shows `transform`; nullptr for the kinds that need nothing to be told.
    [[nodiscard]] static StepArguments *make(const FieldTransform &transform, const StepHints &hints, QWidget *parent);

Q_SIGNALS:
    void changed();
};

/// Which texts become which others, and what becomes of those that the table does not list. There is always an empty
/// row to type into; a row without a first text counts for nothing.
class TableArguments final : public StepArguments
{
    Q_OBJECT

public:
    TableArguments(const ValueTable &table, QWidget *parent);
    [[nodiscard]] FieldTransform transform() const override;

private:
    void addRow(const QString &from, const QString &to);
    void keepEmptyRow();
    void showReplacement();
    [[nodiscard]] QString text(int row, int column) const;

    QTableWidget *m_table = nullptr;
    QComboBox *m_unlisted = nullptr;
    QLineEdit *m_replacement = nullptr;
};

/// One step of a field: what it is, what it has to be told, and buttons to move and to remove it.
class StepForm : public QFrame
{
    Q_OBJECT

public:
    StepForm(const FieldTransform &transform, const StepHints &hints, QWidget *parent = nullptr);
    [[nodiscard]] FieldTransform transform() const;
    /// Position among the steps, from 0, and how many there are.
    void setPlace(int index, int count);

Q_SIGNALS:
    void changed();
    void moveAsked(int by); ///< -1 or 1.
    void removeAsked();

private:
    const FieldTransform m_plain; ///< Of a kind that needs nothing to be told.
    PlainLabel *m_title = nullptr;
    QToolButton *m_up = nullptr;
    QToolButton *m_down = nullptr;
    QToolButton *m_remove = nullptr;
    StepArguments *m_arguments = nullptr; ///< nullptr: nothing needs to be told.
};

/// The steps that change a cell's text on its way, one below the other, in the order in which they are applied.
class FieldStepsForm : public QWidget
{
    Q_OBJECT

public:
    explicit FieldStepsForm(QWidget *parent = nullptr);
    void setHints(const StepHints &hints) { m_hints = hints; } ///< For steps that are added from now on.
    void setTransforms(const QList<FieldTransform> &transforms);
    [[nodiscard]] QList<FieldTransform> transforms() const;
    void setAddText(const QString &text); ///< Of the button, where it is one of several.

Q_SIGNALS:
    void changed();

private:
    StepForm *append(const FieldTransform &transform);
    void add(TransformKind kind);
    void move(StepForm *step, int by);
    void remove(StepForm *step);
    void showPlaces();

    StepHints m_hints;
    QList<StepForm *> m_steps;
    QVBoxLayout *m_column = nullptr;
    PlainLabel *m_none = nullptr;
    QPushButton *m_add = nullptr;
};

} // namespace muster
