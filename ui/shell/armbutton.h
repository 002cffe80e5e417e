// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/connectionprofile.h"

#include <QPushButton>
#include <chrono>

class QTimer;

namespace muster {

/// "Look only" in the status area: says whether this tenant may be changed, arms it after a confirmation, counts down.
class ArmButton : public QPushButton
{
    Q_OBJECT

public:
    explicit ArmButton(QWidget *parent = nullptr);
    void setProfile(const ConnectionProfile &profile);
    void setArmed(bool armed); ///< Told by the session.

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

} // namespace muster
