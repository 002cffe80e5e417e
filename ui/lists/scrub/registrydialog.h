// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/scrub/registrystore.h"
#include "ui/common/forward.h"

#include <QDialog>

class QCheckBox;
class QDateEdit;

namespace muster {

/// Asks what is to be imported as a registry: which file, under which name, and how it is read. Imports nothing itself.
class RegistryDialog : public QDialog
{
    Q_OBJECT
    Q_CLASSINFO("help", "scrubbing#import-a-registry")

public:
    explicit RegistryDialog(QWidget *parent = nullptr);
    void setFile(const QString &file); ///< Also takes name and date from it.
    [[nodiscard]] RegistryOrder order() const;

Q_SIGNALS:
    void importAsked(const muster::RegistryOrder &order);

private:
    void chooseFile();
    void showReady();

    QLineEdit *m_file = nullptr;
    QLineEdit *m_name = nullptr;
    QComboBox *m_kind = nullptr;
    QLineEdit *m_columns = nullptr;
    QComboBox *m_region = nullptr;
    QDateEdit *m_asOf = nullptr;
    QCheckBox *m_skip = nullptr;
    QPushButton *m_import = nullptr;
};

} // namespace muster
