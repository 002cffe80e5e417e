// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/connection/servicesform.h"

#include "models/text/connectiontexts.h"
#include "ui/common/designtokens.h"
#include "ui/common/plainlabel.h"

#include <QComboBox>
#include <QGridLayout>
#include <QLineEdit>

namespace muster {

ServicesForm::ServicesForm(QWidget *parent)
    : QWidget(parent)
{
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(space::m, space::m, space::m, space::m);
    grid->setHorizontalSpacing(space::s);
    grid->setVerticalSpacing(space::s);
    const auto wrapped = [this](const QString &text) {
        auto *label = new PlainLabel(PlainLabel::Fit::Wrap, this);
        label->setPlainText(text);
        return label;
    };
    int line = 0;
    const QStringList heads{tr("Service"), tr("Own base URL"), tr("Sign-in"), tr("Scopes")};
    for (int column = 0; column < heads.size(); ++column)
        grid->addWidget(wrapped(heads[column]), line, column);
    for (Service service : allServices) {
        ++line;
        Row row;
        const QString name = serviceText(service);
        row.url = new QLineEdit(this);
        row.url->setObjectName(serviceKey(service) + QStringLiteral("UrlEdit"));
        row.url->setAccessibleName(tr("Own base URL of %1").arg(name));
        row.url->setPlaceholderText(tr("as the connection"));
        row.auth = new QComboBox(this);
        row.auth->setObjectName(serviceKey(service) + QStringLiteral("AuthCombo"));
        row.auth->setAccessibleName(tr("Sign-in of %1").arg(name));
        for (AuthDialect auth :
             {AuthDialect::JsonOAuth, AuthDialect::JsonOAuth2, AuthDialect::FormBasic, AuthDialect::FormBody})
            row.auth->addItem(authDialectText(auth), int(auth));
        row.auth->setMinimumContentsLength(6);
        row.auth->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        row.scopes = new QLineEdit(this);
        row.scopes->setObjectName(serviceKey(service) + QStringLiteral("ScopesEdit"));
        row.scopes->setAccessibleName(tr("Scopes of %1").arg(name));
        row.scopes->setToolTip(tr("Separated by spaces"));
        grid->addWidget(wrapped(name), line, 0);
        grid->addWidget(row.url, line, 1);
        grid->addWidget(row.auth, line, 2);
        grid->addWidget(row.scopes, line, 3);
        connect(row.url, &QLineEdit::textEdited, this, &ServicesForm::changed);
        connect(row.scopes, &QLineEdit::textEdited, this, &ServicesForm::changed);
        connect(row.auth, &QComboBox::activated, this, &ServicesForm::changed);
        m_rows.insert(service, row);
    }
    grid->setColumnStretch(1, 3);
    grid->setColumnStretch(2, 3);
    grid->setColumnStretch(3, 3);
    grid->setRowStretch(line + 1, 1);
}

void ServicesForm::setServices(const QMap<Service, ServiceSettings> &services)
{
    for (auto it = m_rows.begin(); it != m_rows.end(); ++it) {
        const ServiceSettings settings = services.value(it.key());
        it->url->setText(settings.baseUrl.toString());
        it->auth->setCurrentIndex(it->auth->findData(int(settings.auth)));
        it->scopes->setText(settings.scopes.join(u' '));
        it->scopes->setCursorPosition(0);
    }
}

QMap<Service, ServiceSettings> ServicesForm::services() const
{
    QMap<Service, ServiceSettings> services;
    for (auto it = m_rows.cbegin(); it != m_rows.cend(); ++it) {
        ServiceSettings settings;
        settings.baseUrl = QUrl(it->url->text().trimmed(), QUrl::StrictMode);
        settings.auth = AuthDialect(it->auth->currentData().toInt());
        settings.scopes = it->scopes->text().split(u' ', Qt::SkipEmptyParts);
        services.insert(it.key(), settings);
    }
    return services;
}

} // namespace muster
