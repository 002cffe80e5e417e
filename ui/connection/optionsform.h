// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/dialectoption.h"
#include "ui/common/forward.h"

#include <QMap>
#include <QWidget>

class QFormLayout;

namespace muster {

/// What a connection may choose of its API flavour, a row an option, and the addresses that were approved for it. Holds
/// what differs from the standard only.
class OptionsForm : public QWidget
{
    Q_OBJECT

public:
    explicit OptionsForm(QWidget *parent = nullptr);
    void setOptions(const QList<DialectOption> &options); ///< Makes the rows anew, all at their standards.
    void setValues(const QMap<QString, QString> &values);
    [[nodiscard]] QMap<QString, QString> values() const;
    [[nodiscard]] QString value(const QString &key) const; ///< The standard where nothing else is chosen.
    void setApproved(const QStringList &origins);
    [[nodiscard]] QStringList approved() const { return m_approved; }

Q_SIGNALS:
    void changed();

private:
    struct Row
    {
        DialectOption option;
        QComboBox *choices = nullptr; ///< Or:
        QLineEdit *text = nullptr;
    };
    void addRow(const DialectOption &option);
    [[nodiscard]] static QString textOf(const Row &row);
    void showApproved();

    QFormLayout *m_form = nullptr;
    QList<Row> m_rows;
    QStringList m_approved;
    PlainLabel *m_approvedText = nullptr;
    QPushButton *m_withdraw = nullptr;
};

} // namespace muster
