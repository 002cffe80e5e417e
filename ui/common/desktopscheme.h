// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDBusConnection>
#include <QObject>
#include <optional>

class QDBusMessage;

namespace muster {

/// Whether the desktop wants a dark look and high contrast, as its portal tells (freedesktop.org, XDG Desktop Portal,
/// interface org.freedesktop.portal.Settings; of "org.freedesktop.appearance" the keys "color-scheme": 0 no preference,
/// 1 dark, 2 light, and "contrast": 0 no preference, 1 higher; where a portal lacks the latter, GNOME's own
/// "high-contrast" of "org.gnome.desktop.a11y.interface"), now and whenever a person changes it. Asked without waiting;
/// without a portal nothing is ever known. GUI thread.
class DesktopScheme : public QObject
{
    Q_OBJECT

public:
    explicit DesktopScheme(const QDBusConnection &bus, QObject *parent = nullptr);
    [[nodiscard]] std::optional<bool> prefersDark() const { return m_prefersDark; } ///< nullopt: no preference known.
    [[nodiscard]] bool prefersHighContrast() const { return m_contrast || m_gnomeContrast; }

Q_SIGNALS:
    void changed();

private Q_SLOTS:
    void settingChanged(const QDBusMessage &signal);

private:
    void ask(QDBusConnection &bus, QLatin1String group, QLatin1String key);
    void take(const QString &group, const QString &key, QVariant value);
    void takeScheme(const QVariant &value);

    std::optional<bool> m_prefersDark;
    bool m_contrast = false;
    bool m_gnomeContrast = false;
};

} // namespace muster
