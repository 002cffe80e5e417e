// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/enrich/fieldtransform.h"

#include <QFrame>

class QToolButton;

namespace muster {

class PlainLabel;
class StepArguments;
struct StepHints;

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

} // namespace muster
