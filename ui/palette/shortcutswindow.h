// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/palette/shortcutsmodel.h"

#include <QDialog>

class QLineEdit;
class QSortFilterProxyModel;

namespace muster {

class DataTable;
class PlainLabel;
class ReportPrinter;

/// All keys in a table, to be searched and printed. Beside the window, which goes on working.
class ShortcutsWindow : public QDialog
{
    Q_OBJECT

public:
    ShortcutsWindow(const QList<ShortcutRow> &rows, QWidget *parent);

private:
    void print();
    void showCount();

    const QList<ShortcutRow> m_rows;
    QSortFilterProxyModel *m_proxy = nullptr;
    QLineEdit *m_search = nullptr;
    DataTable *m_table = nullptr;
    PlainLabel *m_state = nullptr;
    ReportPrinter *m_printer = nullptr;
};

} // namespace muster
