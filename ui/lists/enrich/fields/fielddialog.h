// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/enrich/enrichmentmapping.h"
#include "models/runs/enrich/sourcesample.h"

#include <QDialog>

class QComboBox;
class QPushButton;

namespace muster {

class FieldSourceForm;
class FieldStepsForm;
class FieldTrialModel;
class PlainLabel;

/// How one attribute is filled: from what, by which steps, what an empty cell means, what it may do to the value that a
/// contact has. Beside it, after every key, what becomes of the first cells of the file.
class FieldDialog : public QDialog
{
    Q_OBJECT

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
    QComboBox *m_empty = nullptr;
    QComboBox *m_write = nullptr;
    PlainLabel *m_writeHint = nullptr;
    FieldTrialModel *m_cells = nullptr;
    PlainLabel *m_summary = nullptr;
    QPushButton *m_accept = nullptr;
};

} // namespace muster
