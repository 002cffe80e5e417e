// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/settings/keystoreprobe.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QStringList>

namespace muster {

namespace {

/// As QtKeychain chooses: KWallet on its own desktop, everywhere else what speaks the Secret Service.
QString storeAmong(const QStringList &services)
{
    const bool isKde = qEnvironmentVariable("XDG_CURRENT_DESKTOP").split(u':').contains(QLatin1String("KDE"));
    const bool hasWallet = services.contains(QLatin1String("org.kde.kwalletd6"))
        || services.contains(QLatin1String("org.kde.kwalletd5"));
    if (isKde && hasWallet)
        return QStringLiteral("KWallet");
    return services.contains(QLatin1String("org.freedesktop.secrets")) ? QStringLiteral("Secret Service") : QString();
}

} // namespace

void KeyStoreProbe::ask()
{
    QDBusConnection bus = QDBusConnection::sessionBus();
    // Those that run and those that the bus would start: the latter alone are not told when nobody has asked yet.
    const auto list = [](const char *method) {
        return QDBusMessage::createMethodCall(QStringLiteral("org.freedesktop.DBus"),
                                              QStringLiteral("/org/freedesktop/DBus"),
                                              QStringLiteral("org.freedesktop.DBus"), QLatin1String(method));
    };
    if (!bus.isConnected()) {
        QMetaObject::invokeMethod(this, [this] { Q_EMIT found({}); }, Qt::QueuedConnection);
        return;
    }
    auto *running = new QDBusPendingCallWatcher(bus.asyncCall(list("ListNames")), this);
    connect(running, &QDBusPendingCallWatcher::finished, this, [this, bus, list, running] {
        const QStringList names = QDBusPendingReply<QStringList>(*running).value();
        running->deleteLater();
        auto *startable = new QDBusPendingCallWatcher(bus.asyncCall(list("ListActivatableNames")), this);
        connect(startable, &QDBusPendingCallWatcher::finished, this, [this, names, startable] {
            const QStringList all = names + QDBusPendingReply<QStringList>(*startable).value();
            startable->deleteLater();
            Q_EMIT found(storeAmong(all));
        });
    });
}

} // namespace muster
