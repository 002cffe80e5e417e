// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/lists/enrich/fields/steparguments.h"

class QPushButton;
class QVBoxLayout;

namespace muster {

class PlainLabel;
class StepForm;

/// The steps that change a cell's text on its way, one below the other, in the order in which they are applied.
class FieldStepsForm : public QWidget
{
    Q_OBJECT

public:
    explicit FieldStepsForm(QWidget *parent = nullptr);
    void setHints(const StepHints &hints); ///< For steps that are added from now on.
    void setTransforms(const QList<FieldTransform> &transforms);
    [[nodiscard]] QList<FieldTransform> transforms() const;

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
