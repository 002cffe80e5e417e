// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/shell/statusarea.h"

#include "models/text/timetexts.h"
#include "ui/common/badges.h"
#include "ui/common/confirmbutton.h"
#include "ui/common/formparts.h"
#include "ui/common/icons.h"
#include "ui/common/plainlabel.h"
#include "ui/common/theme.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QTimer>
#include <QToolButton>

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

std::optional<std::chrono::steady_clock::time_point> ArmButton::armedUntil() const
{
    return m_armed ? std::optional(m_until) : std::nullopt;
}

void ArmButton::stayArmed(std::chrono::steady_clock::time_point until)
{
    setArmed(true);
    m_until = until;
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
        setText(tr("read-only"));
        setAccessibleName(tr("Read-only. Press to allow changes."));
        setToolTip(tr("Nothing in this tenant can be changed. Press to allow changes for 15 minutes."));
        return;
    }
    const auto left = std::chrono::ceil<std::chrono::seconds>(m_until - std::chrono::steady_clock::now());
    setIcon(themedIcon(QStringLiteral("lock-open"), ColourRole::Bad));
    setText(tr("changes allowed, %1 left").arg(durationText(left)));
    setAccessibleName(text());
    setToolTip(tr("Changes are allowed. Press to return to read-only."));
}

StatusArea::StatusArea(QWidget *parent)
    : QStatusBar(parent)
    , m_environment(named("environmentBadge", new EnvironmentBadge(this)))
    , m_profile(new PlainLabel(PlainLabel::Fit::Elide, this))
    , m_arm(new ArmButton(this))
    , m_certificates(elidedLabel(this, nullptr, ColourRole::Warn))
    , m_server(elidedLabel(this, "serverStatusLabel", ColourRole::Muted))
    , m_runs(elidedLabel(this, "runsStatusLabel", ColourRole::Muted))
{
    setObjectName(QStringLiteral("statusArea"));
    setSizeGripEnabled(false);
    m_arm->hide();
    m_certificates->hide();
    auto *box = new QWidget(this);
    auto *row = new QHBoxLayout(box);
    m_row = row;
    row->setContentsMargins(space::s, 0, space::s, 0);
    row->setSpacing(space::l);
    fillBox(row, {m_environment, {m_profile, 2}, m_arm, {m_certificates, 1}});
    m_server->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_runs->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    fillBox(row, {{m_server, 3}, {m_runs, 2}});
    addWidget(box, 1);
    setServer({}, {});
    setRuns(0, 0);
}

void StatusArea::addTool(QToolButton *button)
{
    button->setAutoRaise(true);
    button->setIconSize(QSize(16, 16));
    m_row->addWidget(button);
}

void StatusArea::setProfile(const ConnectionProfile &profile)
{
    m_environment->setEnvironment(profile.environment);
    m_profile->setPlainText(profile.name);
    m_arm->setProfile(profile);
    m_certificates->setVisible(!profile.caCertificates.isEmpty());
    m_certificates->setPlainText(tr("custom certificate authority in use"));
}

QString StatusArea::pulseText(const ServerPulse &pulse)
{
    switch (pulse.kind) {
    case ServerPulse::Kind::NotAsked:
        return tr("server not called yet");
    case ServerPulse::Kind::Answering:
        return tr("server %1 ms").arg(QLocale().toString(qlonglong(pulse.time.count())));
    case ServerPulse::Kind::Waiting:
        //: %1 is a duration.
        return tr("waiting for the server, %1").arg(durationText(std::chrono::floor<std::chrono::seconds>(pulse.time)));
    case ServerPulse::Kind::Failing:
        return tr("server error (status %1)").arg(QString::number(pulse.status));
    case ServerPulse::Kind::Silent:
        return tr("server not responding");
    }
    return {};
}

void StatusArea::setServer(const ServerPulse &pulse, std::optional<std::chrono::seconds> tokenLife)
{
    const bool isWell = pulse.kind == ServerPulse::Kind::NotAsked || pulse.kind == ServerPulse::Kind::Answering;
    m_server->setRole(isWell ? ColourRole::Muted : ColourRole::Warn);
    const QString speed = pulseText(pulse);
    //: How long the access token can still be used.
    const QString token = tokenLife ? tr("token %1").arg(durationText(*tokenLife)) : tr("not signed in");
    m_server->setPlainText(QString(speed % u" \u00b7 " % token));
}

void StatusArea::setRuns(int running, int attention)
{
    m_runs->setPlainText(
        tr("%1 running \u00b7 %2 need attention").arg(QLocale().toString(running), QLocale().toString(attention)),
        attention > 0 ? ColourRole::Warn : ColourRole::Muted);
}

} // namespace muster
