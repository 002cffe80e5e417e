// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/lists/enrich/fields/fieldstepsform.h"

namespace muster {

/// One way in which a cell is tried that does not fit otherwise: its steps, and a button to remove it.
class AlternativeForm : public QFrame
{
    Q_OBJECT

public:
    AlternativeForm(const QList<FieldTransform> &transforms, const StepHints &hints, QWidget *parent = nullptr);
    [[nodiscard]] QList<FieldTransform> transforms() const { return m_steps->transforms(); }
    void setPlace(int index); ///< Among the others, from 0.

Q_SIGNALS:
    void changed();
    void removeAsked();

private:
    PlainLabel *m_title = nullptr;
    QToolButton *m_remove = nullptr;
    FieldStepsForm *m_steps = nullptr;
};

/// The alternatives of a field (FieldMapping::alternatives), one below the other, in the order in which they are tried.
class FieldAlternativesForm : public QWidget
{
    Q_OBJECT

public:
    explicit FieldAlternativesForm(QWidget *parent = nullptr);
    void setHints(const StepHints &hints) { m_hints = hints; } ///< For those that are added from now on.
    void setAlternatives(const QList<QList<FieldTransform>> &alternatives);
    [[nodiscard]] QList<QList<FieldTransform>> alternatives() const;

Q_SIGNALS:
    void changed();

private:
    void append(const QList<FieldTransform> &transforms);
    void remove(AlternativeForm *alternative);
    void showPlaces();

    StepHints m_hints;
    QList<AlternativeForm *> m_forms;
    QVBoxLayout *m_column = nullptr;
    QPushButton *m_add = nullptr;
};

} // namespace muster
