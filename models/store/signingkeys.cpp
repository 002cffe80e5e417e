// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/signingkeys.h"

#include "models/rules/callbackaddress.h"
#include "models/store/frameseal.h"
#include "models/store/secretstore.h"
#include "network/api/callbackclient.h"
#include "network/http/originpolicy.h"

#include <QCoro/QCoroFuture>
#include <QCoro/QCoroTask>
#include <QPointer>
#include <QRandomGenerator>
#include <QtConcurrent>
#include <algorithm>

namespace muster {

namespace {

constexpr qsizetype maxReceivers = 500;
constexpr qsizetype maxKeys = 10; // of one receiver; the oldest go first

QString vaultName(const QString &keyId)
{
    return QStringLiteral("signing-key/") + keyId;
}

QJsonObject toItem(const SigningKeys::Receiver &receiver)
{
    QJsonArray keys;
    for (const SigningKeys::KeyInfo &key : receiver.keys) {
        QJsonObject object{{QStringLiteral("id"), key.id},
                           {QStringLiteral("made_at"), key.madeAt.toString(Qt::ISODateWithMs)}};
        if (key.retiresAt)
            object.insert(QStringLiteral("retires_at"), key.retiresAt->toString(Qt::ISODateWithMs));
        keys.append(object);
    }
    return {{QStringLiteral("origin"), receiver.origin}, {QStringLiteral("keys"), keys}};
}

QJsonArray toItems(const QList<SigningKeys::Receiver> &receivers)
{
    QJsonArray items;
    for (const SigningKeys::Receiver &receiver : receivers)
        items.append(toItem(receiver));
    return items;
}

std::optional<SigningKeys::Receiver> receiverOf(const QJsonObject &item)
{
    SigningKeys::Receiver receiver;
    receiver.origin = item.value(QLatin1String("origin")).toString();
    const QJsonArray keys = item.value(QLatin1String("keys")).toArray();
    for (const QJsonValue &value : keys) {
        const QJsonObject object = value.toObject();
        SigningKeys::KeyInfo key;
        key.id = object.value(QLatin1String("id")).toString();
        key.madeAt = QDateTime::fromString(object.value(QLatin1String("made_at")).toString(), Qt::ISODateWithMs);
        if (object.contains(QLatin1String("retires_at"))) {
            key.retiresAt
                = QDateTime::fromString(object.value(QLatin1String("retires_at")).toString(), Qt::ISODateWithMs);
        }
        if (key.id.size() != 8 || !key.madeAt.isValid() || (key.retiresAt && !key.retiresAt->isValid()))
            return std::nullopt;
        receiver.keys.append(key);
    }
    const bool sound = !receiver.origin.isEmpty() && !receiver.keys.isEmpty() && receiver.keys.size() <= maxKeys
        && receiver.origin == SigningKeys::originOf(QUrl(receiver.origin, QUrl::StrictMode));
    return sound ? std::optional(receiver) : std::nullopt;
}

bool isInForce(const SigningKeys::KeyInfo &key, const QDateTime &now)
{
    return !key.retiresAt || now < *key.retiresAt;
}

} // namespace

SigningKeys::SigningKeys(const QString &folder, KeyVault &vault, QObject *parent, DiskAccess &disk)
    : QObject(parent)
    , m_vault(vault)
    , m_file(std::make_shared<StoredList>(folder + QStringLiteral("/signing-keys.json"),
                                          QStringLiteral("muster-signing-keys"), QStringLiteral("signing_keys_damaged"),
                                          disk))
{
}

SigningKeys::~SigningKeys() = default;

std::optional<ApiError> SigningKeys::load()
{
    QList<Receiver> found;
    const auto notice = m_file->load(
        [&found](const QJsonObject &item) {
            const auto receiver = receiverOf(item);
            if (!receiver || found.size() == maxReceivers)
                return false;
            found.append(*receiver);
            return true;
        },
        [&found] { return toItems(found); });
    m_receivers = std::move(found);
    Q_EMIT changed();
    return notice;
}

QString SigningKeys::originOf(const QUrl &target)
{
    return muster::originOf(target);
}

const SigningKeys::Receiver *SigningKeys::find(const QString &origin) const
{
    const auto found = std::find_if(m_receivers.cbegin(), m_receivers.cend(),
                                    [&](const Receiver &receiver) { return receiver.origin == origin; });
    return found == m_receivers.cend() || origin.isEmpty() ? nullptr : &*found;
}

bool SigningKeys::hasKey(const QUrl &target) const
{
    return find(originOf(target)) != nullptr;
}

QCoro::Task<Result<void>> SigningKeys::write(QList<Receiver> receivers)
{
    const QPointer<SigningKeys> self(this);
    const QFuture<Result<void>> writing
        = QtConcurrent::run([file = m_file, items = toItems(receivers)] { return file->write(items); });
    const Result<void> written = co_await writing;
    if (self.isNull())
        co_return failure(ErrorKind::Cancelled);
    if (written) {
        m_receivers = receivers;
        Q_EMIT changed();
    }
    co_return Result<void>(written);
}

QCoro::Task<Result<SigningKeys::Made>> SigningKeys::make(QUrl target, QDateTime now, std::chrono::seconds overlap,
                                                         std::stop_token stop)
{
    const QString origin = originOf(target);
    if (origin.isEmpty() || !callbackTrouble(target).isEmpty())
        co_return failure(ErrorKind::BadInput, "receiver_address", target.host());
    if (isReadOnly())
        co_return failure(ErrorKind::InUse, "read_only");
    const QString id = QString::number(QRandomGenerator::system()->generate(), 16).rightJustified(8, u'0');
    const Secret key = FrameSeal::makeKey();
    // The key store first: a key that is listed and lost would hold every notice back.
    const QPointer<SigningKeys> self(this);
    const Result<void> kept = co_await m_vault.keep(vaultName(id), key, stop);
    if (self.isNull() || (!kept && kept.error().kind == ErrorKind::Cancelled))
        co_return failure(ErrorKind::Cancelled);
    if (!kept) {
        co_return failure(ErrorKind::KeyStore, "signing_key_not_kept", origin);
    }
    QList<Receiver> receivers = m_receivers;
    auto known = std::find_if(receivers.begin(), receivers.end(),
                              [&](const Receiver &receiver) { return receiver.origin == origin; });
    if (known == receivers.end())
        known = receivers.insert(receivers.end(), Receiver{origin, {}});
    QStringList gone;
    for (KeyInfo &old : known->keys) {
        const QDateTime end = now.addSecs(overlap.count());
        old.retiresAt = old.retiresAt ? std::min(*old.retiresAt, end) : end;
        if (!isInForce(old, now))
            gone.append(old.id);
    }
    known->keys.removeIf([&](const KeyInfo &old) { return gone.contains(old.id); });
    known->keys.prepend({.id = id, .madeAt = now});
    while (known->keys.size() > maxKeys)
        gone.append(known->keys.takeLast().id);
    const Result<void> written = co_await write(receivers);
    if (self.isNull())
        co_return failure(ErrorKind::Cancelled);
    if (!written) {
        m_vault.forget(vaultName(id));
        co_return failure(written.error());
    }
    for (const QString &old : std::as_const(gone)) {
        m_known.remove(old);
        m_vault.forget(vaultName(old));
    }
    m_known.insert(id, key);
    QByteArray text = "whsec_" + key.bytes().toByteArray().toBase64();
    Made made{origin, id, Secret(text)};
    text.fill('\0');
    co_return Result<Made>(std::move(made));
}

QCoro::Task<Result<void>> SigningKeys::forget(QString origin)
{
    const Receiver *receiver = find(origin);
    if (receiver == nullptr)
        co_return failure(ErrorKind::BadInput, "receiver_unknown", origin);
    const QList<KeyInfo> gone = receiver->keys;
    QList<Receiver> left = m_receivers;
    left.removeIf([&](const Receiver &one) { return one.origin == origin; });
    const QPointer<SigningKeys> self(this);
    const Result<void> written = co_await write(left);
    if (written && !self.isNull()) {
        for (const KeyInfo &key : gone) {
            m_known.remove(key.id);
            m_vault.forget(vaultName(key.id));
        }
    }
    co_return Result<void>(written);
}

QCoro::Task<Result<QList<SigningKey>>> SigningKeys::keysFor(QUrl target, QDateTime now, std::stop_token stop)
{
    const QString origin = originOf(target);
    const Receiver *receiver = find(origin);
    QList<SigningKey> keys;
    if (receiver == nullptr)
        co_return Result<QList<SigningKey>>(keys);
    const QList<KeyInfo> wanted = receiver->keys; // a copy: the list may change while the key store is asked
    const QPointer<SigningKeys> self(this);
    for (const KeyInfo &key : wanted) {
        if (!isInForce(key, now))
            continue;
        Secret secret = m_known.value(key.id);
        if (secret.isEmpty()) {
            const Result<Secret> found = co_await m_vault.find(vaultName(key.id), stop);
            if (self.isNull() || (!found && found.error().kind == ErrorKind::Cancelled))
                co_return failure(ErrorKind::Cancelled);
            if (!found) {
                co_return failure(ErrorKind::KeyStore, "signing_key_locked", origin);
            }
            secret = *found;
            m_known.insert(key.id, secret);
        }
        keys.append({key.id, secret});
    }
    co_return Result<QList<SigningKey>>(keys);
}

} // namespace muster
