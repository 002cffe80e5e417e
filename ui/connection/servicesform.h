// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/connectionprofile.h"

#include <QMap>
#include <QWidget>

class QComboBox;
class QLineEdit;

namespace muster {

/// What may differ per service: base URL, sign-in dialect, scopes.
class ServicesForm : public QWidget
{
    Q_OBJECT

public:
    explicit ServicesForm(QWidget *parent = nullptr);
    void setServices(const QMap<Service, ServiceSettings> &services);
    [[nodiscard]] QMap<Service, ServiceSettings> services() const;

Q_SIGNALS:
    void changed();

private:
    struct Row
    {
        QLineEdit *url = nullptr;
        QComboBox *auth = nullptr;
        QLineEdit *scopes = nullptr;
    };
    QMap<Service, Row> m_rows;
};

} // namespace muster
