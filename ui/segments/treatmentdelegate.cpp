// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/segments/treatmentdelegate.h"

#include "models/rules/columntreatment.h"
#include "models/text/exporttexts.h"
#include "ui/common/formparts.h"

#include <QComboBox>

namespace muster {

QWidget *TreatmentDelegate::createEditor(QWidget *parent, const QStyleOptionViewItem &, const QModelIndex &) const
{
    auto *combo = calmCombo(parent, "treatmentCombo", tr("Export as"));
    for (const auto &[treatment, key] : keyTable<ColumnTreatment>)
        combo->addItem(treatmentText(treatment), int(treatment));
    // The view has not shown it yet.
    QMetaObject::invokeMethod(combo, &QComboBox::showPopup, Qt::QueuedConnection);
    auto *self = const_cast<TreatmentDelegate *>(this); // the signals of a delegate are not const
    connect(combo, &QComboBox::activated, self, [self, combo] {
        Q_EMIT self->commitData(combo);
        Q_EMIT self->closeEditor(combo);
    });
    return combo;
}

void TreatmentDelegate::setEditorData(QWidget *editor, const QModelIndex &index) const
{
    auto *combo = static_cast<QComboBox *>(editor);
    combo->setCurrentIndex(combo->findData(index.data(Qt::EditRole)));
}

void TreatmentDelegate::setModelData(QWidget *editor, QAbstractItemModel *model, const QModelIndex &index) const
{
    model->setData(index, static_cast<QComboBox *>(editor)->currentData(), Qt::EditRole);
}

} // namespace muster
