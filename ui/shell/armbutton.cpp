// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/shell/armbutton.h"

#include "models/text/timetexts.h"
#include "ui/common/armquestion.h"
#include "ui/common/icons.h"

#include <QTimer>

namespace muster {

ArmButton::ArmButton(QWidget *parent)
    : QPushButton(parent)
    , m_tick(new QTimer(this))
{
    setObjectName(QStringLiteral("armButton"));
    setFlat(true);
    m_tick->setInterval(1000);
    connect(m_tick, &QTimer::timeout, this, &ArmButton::refresh);
    connect(this, &QPushButton::clicked, this, &ArmButton::ask);
    refresh();
}

void ArmButton::setProfile(const ConnectionProfile &profile)
{
    m_profile = profile;
    m_armed = false;
    setVisible(profile.environment == Environment::Production);
    refresh();
}

void ArmButton::setArmed(bool armed)
{
    m_armed = armed;
    if (armed) {
        m_until = std::chrono::steady_clock::now() + armedFor;
        m_tick->start();
    } else {
        m_tick->stop();
    }
    refresh();
}

void ArmButton::ask()
{
    if (m_armed) {
        Q_EMIT disarmAsked();
        return;
    }
    askToArm(this, m_profile, [this] { Q_EMIT armAsked(armedFor); });
}

void ArmButton::refresh()
{
    if (!m_armed) {
        setIcon(themedIcon(QStringLiteral("lock"), ColourRole::Good));
        setText(tr("look only"));
        setAccessibleName(tr("Look only. Press to allow changes."));
        setToolTip(tr("Nothing in this tenant can be changed. Press to allow changes for 15 minutes."));
        return;
    }
    const auto left = std::chrono::ceil<std::chrono::seconds>(m_until - std::chrono::steady_clock::now());
    setIcon(themedIcon(QStringLiteral("lock-open"), ColourRole::Bad));
    setText(tr("changes allowed, %1 left").arg(durationText(left)));
    setAccessibleName(text());
    setToolTip(tr("Changes are allowed. Press to go back to looking only."));
}

} // namespace muster
