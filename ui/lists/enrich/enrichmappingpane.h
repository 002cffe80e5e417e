// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/items/enrichfieldsmodel.h"
#include "ui/common/forward.h"

#include <QWidget>

namespace muster {

class MappingBar;

/// What fills which attribute: a table of the list's attributes, and below it the chosen one's column, what an empty
/// cell means, and what becomes of the first cells. Everything else about a field is FieldDialog's.
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
    QStringList load(const EnrichmentMapping &mapping); ///< See EnrichFieldsModel::setMapping().
    /// What is there now is in the store under that name and version (0: it is not).
    void markSaved(const EnrichmentMapping &mapping);
    [[nodiscard]] bool mayChange() const; ///< The attributes are known, and no rows are being checked.
    [[nodiscard]] MappingBar *bar() const { return m_bar; }
    void addFixes(const CellFixes &fixes); ///< See EnrichFieldsModel::addFixes().
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
    void editField();
    void editWords();
    void editMatching();
    void showMatching();
    [[nodiscard]] int current() const; ///< Row of the chosen attribute; -1: none.

    EnrichFieldsModel *m_fields = nullptr;
    bool m_locked = false;
    QStackedWidget *m_stack = nullptr;
    SkeletonRows *m_skeleton = nullptr;
    ErrorPanel *m_error = nullptr;
    QWidget *m_content = nullptr;
    MappingBar *m_bar = nullptr;
    PlainLabel *m_idTitle = nullptr;
    QComboBox *m_id = nullptr;
    QPushButton *m_matching = nullptr;
    DataTable *m_table = nullptr;
    PlainLabel *m_title = nullptr;
    QComboBox *m_column = nullptr;
    QComboBox *m_empty = nullptr;
    QPushButton *m_edit = nullptr;
    PlainLabel *m_trial = nullptr;
};

} // namespace muster
