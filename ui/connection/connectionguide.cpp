// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/connection/connectionguide.h"

#include "network/wire/connectionprofile.h"
#include "ui/common/badges.h"
#include "ui/common/formparts.h"
#include "ui/common/theme.h"

#include <QPushButton>
#include <QVBoxLayout>

namespace muster {

ConnectionGuide::ConnectionGuide(QWidget *parent)
    : QWidget(parent)
    , m_act(primaryButton(this, "guideNextButton"))
{
    auto *column = bareLayout<QVBoxLayout>(this, space::s, QMargins(space::l, space::l, space::m, space::l));
    column->addWidget(pageTitle(this, tr("Connect a tenant")));
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        m_rows[i] = {new StatusBadge(this), hintLabel(this)};
        m_rows[i].badge->setObjectName(QStringLiteral("guideStep%1Badge").arg(i + 1));
        fillBox(column, {boxGap(space::s), m_rows[i].badge, m_rows[i].text});
    }
    setDialect(dialects::contract);
    connect(m_act, &QPushButton::clicked, this, [this] { Q_EMIT stepAsked(step()); });
    auto *leave = pushButton(this, "leaveGuideButton", tr("Show all connections"));
    connect(leave, &QPushButton::clicked, this, &ConnectionGuide::left);
    fillBox(column, {boxGap(space::m), m_act, boxStretch(1), leave});
    showSteps();
}

void ConnectionGuide::setDialect(const QString &dialect)
{
    if (m_dialect == dialect)
        return;
    m_dialect = dialect;
    const bool isCxone = dialect == dialects::cxone;
    const QString texts[] = {
        isCxone ? tr("Name the connection and choose whether it’s production. The rest is already filled in.")
                : tr("Name the connection, choose whether it’s production, and enter the base URL."),
        isCxone ? tr("Paste the access key ID and secret. In CXone, they’re under your user’s security settings. The "
                     "secret is stored in the system’s key store, never in a file.")
                : tr("Enter the client ID and client secret of an access key. The secret is stored in the system’s key "
                     "store, never in a file."),
        isCxone ? tr("Muster signs in, finds the tenant’s address (you approve it once), and reads some data of each "
                     "kind. Nothing is changed.")
                : tr("Muster resolves, signs in to, and reads from every service once. Nothing is changed."),
        tr("Saves the connection and opens the tenant. Production is read-only until you allow changes."),
    };
    for (std::size_t i = 0; i < m_rows.size(); ++i)
        m_rows[i].text->setPlainText(texts[i]);
}

ConnectionGuide::Step ConnectionGuide::step() const
{
    if (m_known.failed)
        return *m_known.failed;
    return !m_known.address ? Step::Address : !m_known.signIn ? Step::SignIn : !m_known.test ? Step::Test : Step::Open;
}

void ConnectionGuide::setKnown(const Known &known)
{
    if (m_known == known)
        return;
    m_known = known;
    showSteps();
}

void ConnectionGuide::showSteps()
{
    const QString names[] = {tr("1. Name and address"), tr("2. Sign-in"), tr("3. Test"), tr("4. Open")};
    const bool entered[] = {m_known.address, m_known.signIn, false, false};
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        const bool isNext = int(step()) == int(i);
        // Only a server's answer shows that what was entered is right.
        if (isNext && m_known.failed)
            m_rows[i].badge->setStatus(Tone::Bad, tr("%1: failed").arg(names[i]));
        else if (m_known.test && Step(i) != Step::Open)
            m_rows[i].badge->setStatus(Tone::Good, tr("%1: done").arg(names[i]));
        else if (isNext)
            m_rows[i].badge->setStatus(Tone::Info, tr("%1: next").arg(names[i]));
        else
            m_rows[i].badge->setStatus(Tone::Neutral, entered[i] ? tr("%1: entered").arg(names[i]) : names[i]);
        m_rows[i].text->setVisible(isNext); // one thing at a time
    }
    switch (step()) {
    case Step::Address:
        m_act->setText(tr("Go to name and address"));
        break;
    case Step::SignIn:
        m_act->setText(tr("Go to sign-in"));
        break;
    case Step::Test:
        m_act->setText(tr("Test connection"));
        break;
    case Step::Open:
        m_act->setText(tr("Save and open tenant"));
        break;
    }
}

} // namespace muster
