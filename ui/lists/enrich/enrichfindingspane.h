// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/enrich/checkreport.h"

#include <QWidget>
#include <memory>

class QComboBox;
class QLineEdit;
class QPushButton;

namespace muster {

class CheckFindingsModel;
class DataTable;
class PlainLabel;

/// The cells that do not fit, to be narrowed down by column, rule and text, and saved as a file.
class EnrichFindingsPane : public QWidget
{
    Q_OBJECT

public:
    explicit EnrichFindingsPane(QWidget *parent = nullptr);
    void setReport(const std::shared_ptr<const CheckReport> &report); ///< Without filters. nullptr empties it.
    void setSaving(bool saving); ///< The rejected rows are being written: the button stops that.

Q_SIGNALS:
    void saveAsked();
    void stopAsked();

private:
    QWidget *buildHead();
    void applyFilter();

    CheckFindingsModel *m_findings = nullptr;
    std::shared_ptr<const CheckReport> m_report;
    bool m_saving = false;
    QComboBox *m_column = nullptr;
    QComboBox *m_rule = nullptr;
    QLineEdit *m_text = nullptr;
    PlainLabel *m_count = nullptr;
    QPushButton *m_save = nullptr;
    DataTable *m_table = nullptr;
};

} // namespace muster
