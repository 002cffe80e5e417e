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
constexpr QLatin1String contrast("contrast");
constexpr QLatin1String gnomeAccess("org.gnome.desktop.a11y.interface");
constexpr QLatin1String gnomeContrast("high-contrast");

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
    ask(connection, appearance, colourScheme);
    ask(connection, appearance, contrast);
    ask(connection, gnomeAccess, gnomeContrast);
}

void DesktopScheme::ask(QDBusConnection &bus, QLatin1String group, QLatin1String key)
{
    QDBusMessage question = QDBusMessage::createMethodCall(service, path, interface, QStringLiteral("Read"));
    question << group << key;
    auto *watcher = new QDBusPendingCallWatcher(bus.asyncCall(question), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher, group, key] {
        const QDBusPendingReply<QDBusVariant> answer = *watcher;
        watcher->deleteLater();
        if (!answer.isError())
            take(group, key, answer.value().variant());
    });
}

/// As a message: a slot with a QDBusVariant is refused as long as nobody has made the type known to the bus.
void DesktopScheme::settingChanged(const QDBusMessage &signal)
{
    const QVariantList arguments = signal.arguments();
    if (arguments.size() == 3)
        take(arguments[0].toString(), arguments[1].toString(), arguments[2]);
}

void DesktopScheme::take(const QString &group, const QString &key, QVariant value)
{
    while (value.userType() == qMetaTypeId<QDBusVariant>()) // Read() wraps it twice
        value = value.value<QDBusVariant>().variant();
    const bool before = prefersHighContrast();
    if (group == appearance && key == colourScheme)
        takeScheme(value);
    else if (group == appearance && key == contrast)
        m_contrast = value.toUInt() == 1;
    else if (group == gnomeAccess && key == gnomeContrast)
        m_gnomeContrast = value.userType() == QMetaType::Bool && value.toBool();
    if (prefersHighContrast() != before)
        Q_EMIT changed();
}

void DesktopScheme::takeScheme(const QVariant &value)
{
    bool isNumber = false;
    const uint scheme = value.toUInt(&isNumber);
    const auto wanted = isNumber && (scheme == 1 || scheme == 2) ? std::optional(scheme == 1) : std::optional<bool>();
    if (wanted == m_prefersDark)
        return;
    m_prefersDark = wanted;
    Q_EMIT changed();
}

} // namespace muster
