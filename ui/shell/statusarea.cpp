// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/shell/statusarea.h"

#include "models/text/timetexts.h"
#include "ui/common/environmentbadge.h"
#include "ui/common/plainlabel.h"
#include "ui/common/theme.h"
#include "ui/shell/armbutton.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QToolButton>

namespace muster {

StatusArea::StatusArea(QWidget *parent)
    : QStatusBar(parent)
    , m_environment(new EnvironmentBadge(this))
    , m_profile(new PlainLabel(PlainLabel::Fit::Elide, this))
    , m_arm(new ArmButton(this))
    , m_certificates(new PlainLabel(PlainLabel::Fit::Elide, this))
    , m_server(new PlainLabel(PlainLabel::Fit::Elide, this))
    , m_runs(new PlainLabel(PlainLabel::Fit::Elide, this))
{
    setObjectName(QStringLiteral("statusArea"));
    setSizeGripEnabled(false);
    m_environment->setObjectName(QStringLiteral("environmentBadge"));
    m_server->setObjectName(QStringLiteral("serverStatusLabel"));
    m_runs->setObjectName(QStringLiteral("runsStatusLabel"));
    m_server->setRole(ColourRole::Muted);
    m_runs->setRole(ColourRole::Muted);
    m_certificates->setRole(ColourRole::Warn);
    m_arm->hide();
    m_certificates->hide();
    auto *box = new QWidget(this);
    auto *row = new QHBoxLayout(box);
    m_row = row;
    row->setContentsMargins(space::s, 0, space::s, 0);
    row->setSpacing(space::l);
    row->addWidget(m_environment);
    row->addWidget(m_profile, 2);
    row->addWidget(m_arm);
    row->addWidget(m_certificates, 1);
    m_server->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_runs->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    row->addWidget(m_server, 3);
    row->addWidget(m_runs, 2);
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
    m_certificates->setPlainText(tr("own certificate authority in use"));
}

QString StatusArea::pulseText(const ServerPulse &pulse)
{
    switch (pulse.kind) {
    case ServerPulse::Kind::NotAsked:
        return tr("server not asked yet");
    case ServerPulse::Kind::Answering:
        return tr("server %1 ms").arg(QLocale().toString(qlonglong(pulse.time.count())));
    case ServerPulse::Kind::Waiting:
        //: %1 is a duration.
        return tr("waiting for the server, %1").arg(durationText(std::chrono::floor<std::chrono::seconds>(pulse.time)));
    case ServerPulse::Kind::Failing:
        return tr("server has trouble (status %1)").arg(QString::number(pulse.status));
    case ServerPulse::Kind::Silent:
        return tr("server does not answer");
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
        tr("%1 running \u00b7 %2 need attention").arg(QLocale().toString(running), QLocale().toString(attention)));
    m_runs->setRole(attention > 0 ? ColourRole::Warn : ColourRole::Muted);
}

} // namespace muster
