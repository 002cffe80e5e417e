// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/items/undovaluesmodel.h"
#include "network/wire/apierror.h"

#include <QWidget>

class QComboBox;
class QLineEdit;
class QPushButton;
class QStackedWidget;
class QTimer;

namespace muster {

class DataTable;
class ErrorPanel;
class PlainLabel;
class SkeletonRows;

/// What an undo does, value by value: to be searched, and contact by contact to be left out.
class UndoValuesPane : public QWidget
{
    Q_OBJECT

public:
    explicit UndoValuesPane(QWidget *parent = nullptr);
    void showReading();
    void showPreview(const SharedUndoPreview &preview); ///< ready() follows.
    void showError(const ApiError &error);
    [[nodiscard]] const UndoValuesModel &values() const { return *m_values; }

Q_SIGNALS:
    void ready(); ///< Counts of the whole are there.
    void choiceChanged();
    void retryAsked();

private:
    QWidget *buildTools();
    QWidget *buildTable();
    void filter();
    void fillShown();
    void showView();

    UndoValuesModel *m_values = nullptr;
    QComboBox *m_shown = nullptr;
    QLineEdit *m_search = nullptr;
    QTimer *m_typing = nullptr;
    QPushButton *m_all = nullptr;
    QPushButton *m_none = nullptr;
    PlainLabel *m_cut = nullptr;
    QStackedWidget *m_stack = nullptr;
    DataTable *m_table = nullptr;
    SkeletonRows *m_skeleton = nullptr;
    ErrorPanel *m_panel = nullptr;
    bool m_isReady = false; ///< Of the preview that is shown.
};

} // namespace muster
