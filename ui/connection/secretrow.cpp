// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/connection/secretrow.h"

#include "ui/common/designtokens.h"
#include "ui/common/statusbadge.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace muster {

SecretRow::SecretRow(QWidget *parent)
    : QWidget(parent)
    , m_edit(new QLineEdit(this))
    , m_keep(new QPushButton(tr("Keep secret"), this))
    , m_place(new StatusBadge(this))
{
    m_edit->setObjectName(QStringLiteral("clientSecretEdit"));
    m_edit->setAccessibleName(tr("Client secret"));
    m_edit->setEchoMode(QLineEdit::Password);
    m_edit->setInputMethodHints(Qt::ImhSensitiveData | Qt::ImhNoPredictiveText | Qt::ImhHiddenText);
    m_edit->setContextMenuPolicy(Qt::NoContextMenu);
    m_edit->setPlaceholderText(tr("enter to set or replace"));
    m_edit->setMaxLength(4096);
    m_keep->setObjectName(QStringLiteral("keepSecretButton"));
    m_keep->setEnabled(false);
    m_place->setObjectName(QStringLiteral("secretPlaceBadge"));
    auto *row = new QHBoxLayout;
    row->setSpacing(space::s);
    row->addWidget(m_edit, 1);
    row->addWidget(m_keep);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::xs);
    column->addLayout(row);
    column->addWidget(m_place);
    setFocusProxy(m_edit);
    connect(m_edit, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_keep->setEnabled(!text.isEmpty());
        showPlace();
    });
    connect(m_edit, &QLineEdit::textEdited, this, &SecretRow::typed);
    connect(m_edit, &QLineEdit::returnPressed, this, &SecretRow::handOver);
    connect(m_keep, &QPushButton::clicked, this, &SecretRow::handOver);
    m_notEntered = tr("If the system key store holds a secret for this connection, it is used.");
    setPlace(Place::NotEntered);
}

void SecretRow::setNames(const char *editName, const QString &label, const QString &notEntered)
{
    m_edit->setObjectName(QString::fromLatin1(editName));
    m_edit->setAccessibleName(label);
    m_notEntered = notEntered;
    setPlace(m_shown);
}

void SecretRow::setPlace(Place place)
{
    m_shown = place;
    showPlace();
}

void SecretRow::showPlace()
{
    if (hasTyped()) { // where another one is kept says nothing of this one
        m_place->setStatus(Tone::Neutral, tr("Not kept yet."), QStringLiteral("key-round"));
        return;
    }
    switch (m_shown) {
    case Place::NotEntered:
        m_place->setStatus(Tone::Neutral, m_notEntered, QStringLiteral("key-round"));
        break;
    case Place::BuiltIn:
        m_place->setStatus(Tone::Neutral, tr("The sandbox signs in by itself."), QStringLiteral("key-round"));
        break;
    case Place::KeyStore:
        m_place->setStatus(Tone::Good, tr("Kept in the system key store."), QStringLiteral("lock"));
        break;
    case Place::ThisRunOnly:
        m_place->setStatus(Tone::Warn,
                           tr("No key store here: kept in memory until Muster is closed, written nowhere."));
        break;
    }
}

void SecretRow::clear()
{
    m_edit->clear();
}

bool SecretRow::hasTyped() const
{
    return !m_edit->text().isEmpty();
}

void SecretRow::handOver()
{
    if (m_edit->text().isEmpty())
        return;
    QByteArray bytes = m_edit->text().toUtf8();
    const Secret secret{QByteArrayView(bytes)};
    bytes.fill('\0');
    m_edit->clear();
    Q_EMIT entered(secret);
}

} // namespace muster
