// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/exportkey.h"

#include "models/store/frameseal.h"
#include "models/store/secretstore.h"

#include <QCoro/QCoroFuture>
#include <QCoro/QCoroTask>
#include <QPointer>
#include <QtConcurrent>

namespace muster {

namespace {

constexpr qsizetype keyIdDigits = 16;

QString keyStoreEntry(const QString &id)
{
    return QStringLiteral("export-key/") + id;
}

/// By the key itself, so that a key store cannot hand out another one for it.
QString keyIdOf(const Secret &key)
{
    return QString::fromLatin1(FrameSeal::fingerprint(key).first(keyIdDigits));
}

QJsonArray itemsOf(const ExportKey::Info &info)
{
    return {QJsonObject{{QStringLiteral("id"), info.id},
                        {QStringLiteral("made_at"), info.madeAt.toString(Qt::ISODateWithMs)}}};
}

std::optional<ExportKey::Info> exportKeyOf(const QJsonObject &item)
{
    ExportKey::Info info{.id = item.value(QLatin1String("id")).toString(),
                         .madeAt
                         = QDateTime::fromString(item.value(QLatin1String("made_at")).toString(), Qt::ISODateWithMs)};
    return info.id.size() == keyIdDigits && info.madeAt.isValid() ? std::optional(info) : std::nullopt;
}

} // namespace

ExportKey::ExportKey(const QString &folder, KeyVault &vault, QObject *parent, DiskAccess &disk)
    : QObject(parent)
    , m_vault(vault)
    , m_file(std::make_shared<StoredList>(folder + QStringLiteral("/export-key.json"),
                                          QStringLiteral("muster-export-key"), QStringLiteral("export_key_damaged"),
                                          disk))
{
}

ExportKey::~ExportKey() = default;

std::optional<ApiError> ExportKey::load()
{
    std::optional<Info> found;
    const auto notice = m_file->load(
        [&found](const QJsonObject &item) {
            const auto info = exportKeyOf(item);
            if (!info || found)
                return false;
            found = info;
            return true;
        },
        [&found] { return found ? itemsOf(*found) : QJsonArray(); });
    m_info = found;
    Q_EMIT changed();
    return notice;
}

QCoro::Task<Result<ExportKey::Key>> ExportKey::key(QDateTime now, std::stop_token stop)
{
    if (!m_info)
        co_return co_await make(std::move(now), std::move(stop));
    co_return co_await keyOf(m_info->id, std::move(stop));
}

QCoro::Task<Result<ExportKey::Key>> ExportKey::keyOf(QString id, std::stop_token stop)
{
    if (!m_info || m_info->id != id)
        co_return failure(ErrorKind::KeyStore, "export_key_replaced", id);
    if (m_known)
        co_return Result<Key>(*m_known);
    const QPointer<ExportKey> self(this);
    const Result<Secret> found = co_await m_vault.find(keyStoreEntry(id), stop);
    if (self.isNull() || (!found && found.error().kind == ErrorKind::Cancelled))
        co_return failure(ErrorKind::Cancelled);
    if (!found || keyIdOf(*found) != id)
        co_return failure(ErrorKind::KeyStore, "export_key_locked", id);
    const Key known{id, *found};
    if (m_info && m_info->id == id)
        m_known = known;
    co_return Result<Key>(known);
}

QCoro::Task<Result<ExportKey::Key>> ExportKey::make(QDateTime now, std::stop_token stop)
{
    if (m_file->isReadOnly())
        co_return failure(ErrorKind::InUse, "read_only");
    const Secret secret = FrameSeal::makeKey();
    const Key made{keyIdOf(secret), secret};
    // The key store first: a key that is noted and lost would hold every export back.
    const QPointer<ExportKey> self(this);
    const std::optional<Info> before = m_info;
    const Result<void> kept = co_await m_vault.keep(keyStoreEntry(made.id), secret, stop);
    if (self.isNull() || (!kept && kept.error().kind == ErrorKind::Cancelled))
        co_return failure(ErrorKind::Cancelled);
    if (!kept)
        co_return failure(ErrorKind::KeyStore, "export_key_not_kept");
    if (m_info != before) { // somebody else has made one meanwhile
        m_vault.forget(keyStoreEntry(made.id));
        co_return co_await keyOf(m_info->id, stop);
    }
    const Info info{made.id, now};
    const QFuture<Result<void>> writing
        = QtConcurrent::run([file = m_file, items = itemsOf(info)] { return file->write(items); });
    const Result<void> written = co_await writing;
    if (self.isNull())
        co_return failure(ErrorKind::Cancelled);
    if (!written) {
        m_vault.forget(keyStoreEntry(made.id));
        co_return failure(written.error());
    }
    const std::optional<Info> old = std::exchange(m_info, info);
    m_known = made;
    if (old)
        m_vault.forget(keyStoreEntry(old->id));
    Q_EMIT changed();
    co_return Result<Key>(made);
}

QCoro::Task<Result<ExportKey::Info>> ExportKey::replace(QDateTime now, std::stop_token stop)
{
    const QPointer<ExportKey> self(this);
    const Result<Key> made = co_await make(std::move(now), std::move(stop));
    if (self.isNull())
        co_return failure(ErrorKind::Cancelled);
    if (!made)
        co_return failure(made.error());
    co_return Result<Info>(*m_info);
}

} // namespace muster
