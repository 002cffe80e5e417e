// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/lists/read/contactcsvreader.h"
#include "models/uploadcheck/uploadcopy.h"
#include "ui/common/forward.h"

#include <QWidget>

class QCheckBox;
class QSpinBox;

namespace muster {

/// Which file is to be checked, how it is read, and how a copy of it is made.
class UploadFilePane : public QWidget
{
    Q_OBJECT

public:
    explicit UploadFilePane(QWidget *parent = nullptr);

    void setFile(const QString &file);
    [[nodiscard]] QString file() const;
    [[nodiscard]] UploadCheckOrder order() const; ///< Without a folder.
    [[nodiscard]] UploadCopyOrder copyOrder() const; ///< Without a folder.
    void setBusy(bool busy);

Q_SIGNALS:
    void changed(); ///< What was checked is not what is entered.

private:
    void showColumns(const QStringList &header);
    void chooseFile();

    QLineEdit *m_file = nullptr;
    QPushButton *m_choose = nullptr;
    QComboBox *m_id = nullptr;
    QComboBox *m_phone = nullptr;
    QComboBox *m_encoding = nullptr;
    QComboBox *m_region = nullptr;
    QCheckBox *m_digits = nullptr;
    QSpinBox *m_rows = nullptr;
    QSpinBox *m_size = nullptr;
    QCheckBox *m_rejects = nullptr;
    ContactFileLook *m_look = nullptr;
};

} // namespace muster
