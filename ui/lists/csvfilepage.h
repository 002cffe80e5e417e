// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/lists/read/contactcsvreader.h"
#include "ui/common/forward.h"

#include <QWidget>

class QStandardItemModel;

namespace muster {

/// A CSV file and what its columns mean.
struct ContactFileChoice
{
    QString file;
    ContactCsvReader::Columns columns;
    QString countryMember; ///< Empty: no column holds the country.
    QString defaultRegion; ///< Empty: none; numbers without a prefix are then not checked.
};

/// Before the contacts of a CSV file are looked at: its first rows, and which columns are id, number and country. A
/// file that cannot be read says where and what to do. Asks; WorkbenchController acts.
class CsvFilePage : public QWidget
{
    Q_OBJECT
    Q_CLASSINFO("help", "contact-lists#judge-a-file-without-a-tenant")

public:
    explicit CsvFilePage(QWidget *parent = nullptr);
    void showLoading(const QString &file);
    void showPreview(const QString &file, const ContactCsvReader::Preview &preview);
    void showError(const QString &file, const ApiError &error);
    void setDefaultRegion(const QString &code); ///< What the form begins with; empty or unknown: as it is.
    [[nodiscard]] ContactFileChoice choice() const;

Q_SIGNALS:
    void closed();
    void otherFileAsked();
    void openAsked(const muster::ContactFileChoice &choice);

private:
    QWidget *buildForm();
    QWidget *buildFoot();
    void fillColumns(QComboBox *combo, const QString &first, int chosen);
    void fillRows(const ContactCsvReader::Preview &preview);
    void showRoles(); ///< What each column is taken for, in the table's header.
    void showFile(const QString &file);

    QString m_file;
    ContactCsvReader::Preview m_preview;
    bool m_filling = false;
    PlainLabel *m_name = nullptr;
    PlainLabel *m_rows = nullptr;
    QWidget *m_form = nullptr;
    QComboBox *m_id = nullptr;
    QComboBox *m_phone = nullptr;
    QComboBox *m_country = nullptr;
    QComboBox *m_region = nullptr;
    QStackedWidget *m_stack = nullptr;
    DataTable *m_table = nullptr;
    QStandardItemModel *m_cells = nullptr;
    ErrorPanel *m_error = nullptr;
    SkeletonRows *m_skeleton = nullptr;
    QPushButton *m_open = nullptr;
};

} // namespace muster
