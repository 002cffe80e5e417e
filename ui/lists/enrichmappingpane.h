// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/items/enrichfieldsmodel.h"

#include <QWidget>

class QComboBox;
class QStackedWidget;

namespace muster {

class DataTable;
class ErrorPanel;
class PlainLabel;
class SkeletonRows;

/// Which column fills which attribute: a table of the list's attributes, and beside the chosen one its column, what an
/// empty cell means, and what becomes of the first cells.
class EnrichMappingPane : public QWidget
{
    Q_OBJECT

public:
    explicit EnrichMappingPane(QWidget *parent = nullptr);
    void showLoading();
    void setSchema(const ListSchema &schema);
    void setSchemaError(const ApiError &error);
    void setSample(const SharedSourceSample &sample); ///< nullptr: none yet.
    void setLocked(bool locked);
    [[nodiscard]] const EnrichFieldsModel &fields() const { return *m_fields; }

Q_SIGNALS:
    void mappingChanged();
    void retryAsked(); ///< Load the schema again.

private:
    QWidget *buildTable();
    QWidget *buildForm();
    void fillColumns();
    void showField();
    void showTrial();
    [[nodiscard]] int current() const; ///< Row of the chosen attribute; -1: none.

    EnrichFieldsModel *m_fields = nullptr;
    bool m_locked = false;
    QStackedWidget *m_stack = nullptr;
    SkeletonRows *m_skeleton = nullptr;
    ErrorPanel *m_error = nullptr;
    QWidget *m_content = nullptr;
    QComboBox *m_id = nullptr;
    DataTable *m_table = nullptr;
    PlainLabel *m_title = nullptr;
    QComboBox *m_column = nullptr;
    QComboBox *m_empty = nullptr;
    PlainLabel *m_trial = nullptr;
};

} // namespace muster
