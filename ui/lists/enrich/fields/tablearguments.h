// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/lists/enrich/fields/steparguments.h"

class QComboBox;
class QLineEdit;
class QTableWidget;

namespace muster {

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

} // namespace muster
