// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/items/criteriatreemodel.h"
#include "ui/audiences/canvas/valueeditor.h"
#include "ui/common/forward.h"

#include <QDialog>

namespace muster {

/// "Is one of": the values that a field may have, known ones to be ticked, others typed one a line. What is made of
/// them is a group that any of them satisfies, since criteria have no list of their own.
class OneOfDialog : public QDialog
{
    Q_OBJECT

public:
    OneOfDialog(const CriteriaTreeModel &model, CriteriaNodeId condition, QWidget *parent);
    [[nodiscard]] QList<CriteriaValue> values() const { return m_values; } ///< Each once; as they fit the field's type.

private:
    void read();

    const CriteriaFieldType m_type;
    QListWidget *m_known = nullptr; ///< nullptr: no values are known of the field.
    QPlainTextEdit *m_typed = nullptr;
    PlainLabel *m_remark = nullptr;
    QPushButton *m_accept = nullptr;
    QList<CriteriaValue> m_values;
};

} // namespace muster
