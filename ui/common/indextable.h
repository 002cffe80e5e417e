// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/common/forward.h"

#include <QWidget>

namespace muster {

struct ApiError;

/// What a tenant has of one kind, under its title: a table to find one in by its name and to load again, and in the
/// table's place what there is to say while it is loading, empty or could not be read. The model is the owner's, with
/// few rows; RawRole sorts it.
class IndexTable : public QWidget
{
    Q_OBJECT

public:
    /// Of the kind, translated, in whole sentences.
    struct Words
    {
        QString title;
        QString find; ///< "Find a contact list by its name"
        QString reload; ///< "Load the contact lists again"
        QString loading;
        QString none; ///< The tenant has none of them.
        QString noneAction; ///< What to do then, see noneActed().
        QString notFound; ///< None has the name that is looked for.
        QString showAll;
    };

    /// Objects of it are named after `singular` and `plural`: "contactListSearchEdit", "contactListsTable".
    IndexTable(QAbstractItemModel *model, int nameColumn, const char *singular, const char *plural, const QString &icon,
               Words words, QWidget *parent = nullptr);

    [[nodiscard]] DataTable *table() const { return m_table; } ///< For widths of columns.
    [[nodiscard]] int currentRow() const; ///< Of the model; -1: none.
    void allowSeveral(); ///< Several rows can be chosen at once, with Shift, Ctrl or the keys for all.
    [[nodiscard]] QList<int> chosenRows() const; ///< Of the model, as they are shown.
    void choose(int row); ///< Of the model. Nothing happens when it is not shown.
    void reveal(int row); ///< The same, but where a search hides the row, that is ended.

    void showLoading();
    /// After the model was filled: `row` of it is the current one if it is shown, else the first.
    void showRows(int row);
    void showError(const ApiError &error);
    /// Nothing can be loaded at all, for instance because no tenant is open; empty again for going on.
    void showOutside(const QString &sentence, const QString &action = {});
    void showInside(); ///< Also of another tenant than before.

Q_SIGNALS:
    void reloadAsked();
    void activated(); ///< The current row, by double click or Return.
    void currentChanged();
    void chosenChanged(); ///< See chosenRows().
    void noneActed(); ///< The button of Words::noneAction.
    void outsideActed(); ///< The button of showOutside().

private:
    QWidget *buildHead();
    void buildStates(const QString &icon);
    void showCount();
    void actOnEmpty();

    const Words m_words;
    const QString m_singular, m_plural;
    bool m_outside = false;
    QAbstractItemModel *const m_model;
    QSortFilterProxyModel *m_proxy = nullptr;
    QStackedWidget *m_stack = nullptr;
    DataTable *m_table = nullptr;
    EmptyState *m_empty = nullptr;
    ErrorPanel *m_error = nullptr;
    SkeletonRows *m_skeleton = nullptr;
    QLineEdit *m_search = nullptr;
    QToolButton *m_reload = nullptr;
    PlainLabel *m_count = nullptr;
};

} // namespace muster
