// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDBusConnection>
#include <QObject>
#include <optional>

class QDBusMessage;

namespace muster {

/// Whether the desktop wants a dark look, as its portal tells (freedesktop.org, XDG Desktop Portal, interface
/// org.freedesktop.portal.Settings, "color-scheme" of "org.freedesktop.appearance": 0 no preference, 1 dark, 2 light),
/// now and whenever a person changes it. Asked without waiting; without a portal nothing is ever known. GUI thread.
class DesktopScheme : public QObject
{
    Q_OBJECT

public:
    explicit DesktopScheme(const QDBusConnection &bus, QObject *parent = nullptr);
    [[nodiscard]] std::optional<bool> prefersDark() const { return m_prefersDark; } ///< nullopt: no preference known.

Q_SIGNALS:
    void changed();

private Q_SLOTS:
    void settingChanged(const QDBusMessage &signal);

private:
    void take(QVariant value);

    std::optional<bool> m_prefersDark;
};

} // namespace muster
