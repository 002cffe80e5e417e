// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/connectionprofile.h"
#include "ui/common/forward.h"

#include <QMap>
#include <QWidget>

namespace muster {

class OptionsForm;
class SecretRow;

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

/// All fields of a connection profile but the secret, which it hands over as soon as it is entered.
class ProfileForm : public QWidget
{
    Q_OBJECT

public:
    explicit ProfileForm(QWidget *parent = nullptr);
    void setProfile(const ConnectionProfile &profile);
    [[nodiscard]] ConnectionProfile profile() const;
    void focusAddress(); ///< The first of name and base URL that is empty, else the base URL.
    void focusSignIn(); ///< The client id if it is empty, else the secret.
    void setReadOnly(bool readOnly); ///< The built-in sandbox is looked at, not edited.
    /// The connection may also go there from now on.
    void approve(const QString &origin);
    [[nodiscard]] SecretRow *secretRow() const { return m_secret; }

Q_SIGNALS:
    void changed();

private:
    void buildBasics(QFormLayout *form);
    void chooseDialect();
    void showDialect(); ///< The fields and words of the dialect that is chosen.
    void showClient();
    void buildLimits(QFormLayout *form);
    QSpinBox *spin(const char *name, int low, int high, const QString &suffix);

    ConnectionProfile m_profile;
    QTabWidget *m_tabs = nullptr;
    QFormLayout *m_basics = nullptr;
    QLineEdit *m_name = nullptr;
    QComboBox *m_dialect = nullptr;
    QComboBox *m_environment = nullptr;
    QComboBox *m_issuer = nullptr; ///< Addresses that the dialect offers, and another one.
    QLineEdit *m_baseUrl = nullptr;
    QLineEdit *m_clientId = nullptr;
    SecretRow *m_secret = nullptr;
    QSpinBox *m_pageSize = nullptr;
    QSpinBox *m_batchSize = nullptr;
    QSpinBox *m_freshness = nullptr;
    QSpinBox *m_tokenTimeout = nullptr;
    QSpinBox *m_callTimeout = nullptr;
    QSpinBox *m_pageTimeout = nullptr;
    QSpinBox *m_tries = nullptr;
    QFormLayout *m_limits = nullptr;
    QSpinBox *m_jobPolls = nullptr;
    QSpinBox *m_runLimit = nullptr;
    QSpinBox *m_throttle = nullptr;
    QLineEdit *m_certificates = nullptr;
    QLineEdit *m_downloadHosts = nullptr;
    ServicesForm *m_services = nullptr;
    OptionsForm *m_options = nullptr;
};

} // namespace muster
