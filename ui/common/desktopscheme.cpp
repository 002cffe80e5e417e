// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/desktopscheme.h"

#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>

namespace muster {

namespace {

constexpr QLatin1String service("org.freedesktop.portal.Desktop");
constexpr QLatin1String path("/org/freedesktop/portal/desktop");
constexpr QLatin1String interface("org.freedesktop.portal.Settings");
constexpr QLatin1String appearance("org.freedesktop.appearance");
constexpr QLatin1String colourScheme("color-scheme");

} // namespace

DesktopScheme::DesktopScheme(const QDBusConnection &bus, QObject *parent)
    : QObject(parent)
{
    if (!bus.isConnected())
        return;
    QDBusConnection connection = bus;
    // First the changes, then the question: nothing falls between.
    connection.connect(service, path, interface, QStringLiteral("SettingChanged"), this,
                       SLOT(settingChanged(QDBusMessage)));
    QDBusMessage question = QDBusMessage::createMethodCall(service, path, interface, QStringLiteral("Read"));
    question << appearance << colourScheme;
    auto *watcher = new QDBusPendingCallWatcher(connection.asyncCall(question), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        const QDBusPendingReply<QDBusVariant> answer = *watcher;
        watcher->deleteLater();
        if (!answer.isError())
            take(answer.value().variant());
    });
}

/// As a message: a slot with a QDBusVariant is refused as long as nobody has made the type known to the bus.
void DesktopScheme::settingChanged(const QDBusMessage &signal)
{
    const QVariantList arguments = signal.arguments();
    if (arguments.size() == 3 && arguments[0].toString() == appearance && arguments[1].toString() == colourScheme)
        take(arguments[2]);
}

void DesktopScheme::take(QVariant value)
{
    while (value.userType() == qMetaTypeId<QDBusVariant>()) // Read() wraps it twice
        value = value.value<QDBusVariant>().variant();
    bool isNumber = false;
    const uint scheme = value.toUInt(&isNumber);
    const auto wanted = isNumber && (scheme == 1 || scheme == 2) ? std::optional(scheme == 1) : std::optional<bool>();
    if (wanted == m_prefersDark)
        return;
    m_prefersDark = wanted;
    Q_EMIT changed();
}

} // namespace muster
