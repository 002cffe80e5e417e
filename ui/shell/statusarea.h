// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/connectionprofile.h"
#include "network/wire/service.h"

#include <QStatusBar>

class QHBoxLayout;
class QToolButton;

namespace muster {

class ArmButton;
class EnvironmentBadge;
class PlainLabel;

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
