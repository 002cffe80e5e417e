// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/enrich/columnprofile.h"
#include "models/rules/enrich/fieldtransform.h"

#include <QWidget>

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

} // namespace muster
