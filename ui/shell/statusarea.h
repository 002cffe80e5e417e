// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/connectionprofile.h"
#include "network/wire/service.h"
#include "ui/common/forward.h"

#include <QPushButton>
#include <QStatusBar>
#include <chrono>
#include <optional>

namespace muster {

/// "Look only" in the status area: says whether this tenant may be changed, arms it after a confirmation, counts down.
class ArmButton : public QPushButton
{
    Q_OBJECT

public:
    explicit ArmButton(QWidget *parent = nullptr);
    void setProfile(const ConnectionProfile &profile);
    void setArmed(bool armed); ///< Told by the session.
    /// Until when, as the button counts; nullopt: it is not armed.
    [[nodiscard]] std::optional<std::chrono::steady_clock::time_point> armedUntil() const;
    void stayArmed(std::chrono::steady_clock::time_point until); ///< The button before this one counted to there.

Q_SIGNALS:
    void armAsked(std::chrono::seconds duration); ///< The person has confirmed it.
    void disarmAsked();

private:
    void ask();
    void refresh();

    ConnectionProfile m_profile;
    bool m_armed = false;
    std::chrono::steady_clock::time_point m_until;
    QTimer *m_tick = nullptr;
};

/// The status bar: where am I, may I change anything, how is the server, what runs.
class StatusArea : public QStatusBar
{
    Q_OBJECT

public:
    explicit StatusArea(QWidget *parent = nullptr);
    void setProfile(const ConnectionProfile &profile);
    void setServer(const ServerPulse &pulse, std::optional<std::chrono::seconds> tokenLife);
    void setRuns(int running, int attention);
    [[nodiscard]] ArmButton *armButton() const { return m_arm; }
    void addTool(QToolButton *button); ///< At the right end; a flat button with an icon.

private:
    [[nodiscard]] static QString pulseText(const ServerPulse &pulse);
    QHBoxLayout *m_row = nullptr;
    EnvironmentBadge *m_environment = nullptr;
    PlainLabel *m_profile = nullptr;
    ArmButton *m_arm = nullptr;
    PlainLabel *m_certificates = nullptr;
    PlainLabel *m_server = nullptr;
    PlainLabel *m_runs = nullptr;
};

} // namespace muster
