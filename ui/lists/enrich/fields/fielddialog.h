// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/enrich/enrichmentmapping.h"
#include "models/runs/enrich/check/sourcesample.h"
#include "ui/common/forward.h"

#include <QDialog>
#include <QWidget>

namespace muster {

class FieldAlternativesForm;
class FieldStepsForm;
class FieldTrialModel;

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

/// How one attribute is filled: from what, by which steps, what an empty cell means, what it may do to the value that a
/// contact has. Beside it, after every key, what becomes of the first cells of the file.
class FieldDialog : public QDialog
{
    Q_OBJECT
    Q_CLASSINFO("help", "enrichment#steps-and-rules")

public:
    /// What a field is looked at with.
    struct Frame
    {
        EnrichmentMapping mapping; ///< Its words and language count; its fields do not.
        ListSchema schema; ///< Has the field's attribute.
        SharedSourceSample sample; ///< nullptr: no file yet.
    };

    FieldDialog(Frame frame, const FieldMapping &field, QWidget *parent = nullptr);
    [[nodiscard]] FieldMapping field() const;

private:
    QWidget *buildForms(const FieldMapping &field);
    QWidget *buildTrial();
    void showTrial();

    const Frame m_frame;
    const QString m_attribute;
    FieldSourceForm *m_source = nullptr;
    FieldStepsForm *m_steps = nullptr;
    FieldAlternativesForm *m_alternatives = nullptr;
    QComboBox *m_empty = nullptr;
    QComboBox *m_invalid = nullptr;
    QComboBox *m_write = nullptr;
    PlainLabel *m_writeHint = nullptr;
    FieldTrialModel *m_cells = nullptr;
    PlainLabel *m_summary = nullptr;
    QPushButton *m_accept = nullptr;
};

} // namespace muster
