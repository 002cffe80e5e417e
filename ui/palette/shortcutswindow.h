// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/common/commands.h"
#include "ui/common/forward.h"

#include <QAbstractTableModel>
#include <QDialog>
#include <QKeySequence>
#include <QList>
#include <optional>

namespace muster {

class ReportPrinter;

/// Keys, what they do, and where.
struct ShortcutRow
{
    QString place;
    QString text;
    QList<QKeySequence> keys;
    std::optional<Command> command = {}; ///< Nothing: its keys stay as they are.
};

/// Every key there is: `navigation` (its keys depend on the entries there are), the commands of ui/common/commands that
/// have keys, and the actions of the criteria canvas, read from a canvas that nobody sees. In the order of the places.
[[nodiscard]] QList<ShortcutRow> allShortcuts(const QList<ShortcutRow> &navigation);

/// "Ctrl+Z or Ctrl+Y", as the keyboard is labelled here.
[[nodiscard]] QString keysText(const QList<QKeySequence> &keys);
/// As a page to be printed: a table under a title. All words are escaped.
[[nodiscard]] QString shortcutsHtml(const QList<ShortcutRow> &rows);

/// The same as a table.
class ShortcutsModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Keys, Text, Place, ColumnCount };

    explicit ShortcutsModel(QList<ShortcutRow> rows, QObject *parent = nullptr);
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    const QList<ShortcutRow> m_rows;
};

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
