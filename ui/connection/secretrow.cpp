// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/connection/secretrow.h"

#include "ui/common/badges.h"
#include "ui/common/designtokens.h"
#include "ui/common/formparts.h"

#include <QLineEdit>
#include <QPushButton>

namespace muster {

SecretRow::SecretRow(QWidget *parent)
    : QWidget(parent)
    , m_edit(lineEdit(this, "clientSecretEdit", tr("Client secret"), tr("enter to set or replace")))
    , m_second(lineEdit(this, "secondSecretEdit", QString()))
    , m_keep(pushButton(this, "keepSecretButton", tr("Save secret")))
    , m_place(named("secretPlaceBadge", new StatusBadge(this)))
{
    m_keep->setEnabled(false);
    m_second->hide();
    auto *row = rowLayout(space::s, {{columnLayout(space::xs, {m_edit, m_second}), 1}, m_keep});
    fillColumn(this, space::xs, {row, m_place});
    setFocusProxy(m_edit);
    watch(m_edit);
    watch(m_second);
    connect(m_keep, &QPushButton::clicked, this, &SecretRow::handOver);
    m_notEntered = tr("If the system key store holds a secret for this connection, it is used.");
    setPlace(Place::NotEntered);
}

void SecretRow::watch(QLineEdit *edit)
{
    edit->setEchoMode(QLineEdit::Password);
    edit->setInputMethodHints(Qt::ImhSensitiveData | Qt::ImhNoPredictiveText | Qt::ImhHiddenText);
    edit->setContextMenuPolicy(Qt::NoContextMenu);
    edit->setMaxLength(4096);
    connect(edit, &QLineEdit::textChanged, this, [this] {
        m_keep->setEnabled(isWhole());
        showPlace();
    });
    connect(edit, &QLineEdit::textEdited, this, &SecretRow::typed);
    connect(edit, &QLineEdit::returnPressed, this, &SecretRow::handOver);
}

void SecretRow::setLabel(const QString &label)
{
    m_edit->setAccessibleName(label);
}

void SecretRow::setSecondLabel(const QString &label)
{
    m_second->setAccessibleName(label);
    m_second->setPlaceholderText(label);
    m_second->setVisible(!label.isEmpty());
    m_keep->setEnabled(isWhole());
}

bool SecretRow::isWhole() const
{
    return !m_edit->text().isEmpty() && (m_second->isHidden() || !m_second->text().isEmpty());
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
        m_place->setStatus(Tone::Neutral, tr("Not saved yet."), QStringLiteral("key-round"));
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
        m_place->setStatus(Tone::Good, tr("Saved in the system key store."), QStringLiteral("lock"));
        break;
    case Place::ThisRunOnly:
        m_place->setStatus(Tone::Warn,
                           tr("No key store here: kept in memory until Muster closes, not written anywhere."));
        break;
    }
}

void SecretRow::clear()
{
    m_edit->clear();
    m_second->clear();
}

bool SecretRow::hasTyped() const
{
    return isWhole();
}

void SecretRow::handOver()
{
    if (!isWhole())
        return;
    QByteArray bytes = m_edit->text().toUtf8();
    if (!m_second->isHidden())
        bytes += '\n' + m_second->text().toUtf8();
    const Secret secret{QByteArrayView(bytes)};
    bytes.fill('\0');
    clear();
    Q_EMIT entered(secret);
}

} // namespace muster
