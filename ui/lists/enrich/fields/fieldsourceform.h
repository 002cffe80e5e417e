// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/enrich/enrichmentmapping.h"

#include <QWidget>

class QComboBox;
class QLineEdit;
class QListWidget;
class QRadioButton;
class QToolButton;

namespace muster {

/// Where the text of a field comes from: columns, of which the first that is not empty counts, or the same text for
/// every contact.
class FieldSourceForm : public QWidget
{
    Q_OBJECT

public:
    explicit FieldSourceForm(QWidget *parent = nullptr);
    void setColumns(const QStringList &columns); ///< Of the file.
    void setSource(const FieldSource &source);
    [[nodiscard]] FieldSource source() const;

Q_SIGNALS:
    void changed();

private:
    QWidget *buildColumns();
    void addChosen();
    void moveChosen(int by);
    void removeChosen();
    void append(const QString &column);
    void showState();

    QStringList m_columns;
    QRadioButton *m_fromColumns = nullptr;
    QRadioButton *m_fromConstant = nullptr;
    QWidget *m_columnsBox = nullptr;
    QListWidget *m_chosen = nullptr;
    QToolButton *m_up = nullptr;
    QToolButton *m_down = nullptr;
    QToolButton *m_remove = nullptr;
    QComboBox *m_add = nullptr;
    QLineEdit *m_constant = nullptr;
};

} // namespace muster
