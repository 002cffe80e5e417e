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
        isCxone ? tr("Give the connection a name that you will know it by, and say whether it is production. The rest "
                     "stands there already.")
                : tr("Give the connection a name that you will know it by, say whether it is production, and enter the "
                     "base URL."),
        isCxone
            ? tr("Paste the access key\u2019s id and secret: in CXone, under your user\u2019s security settings. The "
                 "secret goes into the system\u2019s key store, never into a file.")
            : tr("Enter the client id and the client secret of an access key. The secret goes into the "
                 "system\u2019s key store, never into a file."),
        isCxone ? tr("Muster signs in, finds the tenant\u2019s address, which you approve once, and reads something "
                     "of each kind. Nothing is changed.")
                : tr("Every service is resolved, signed in to and read from once. Nothing is changed."),
        tr("The connection is saved and the tenant opened. Production is for looking only until you allow changes."),
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
    const QString names[] = {tr("1. Name and address"), tr("2. Sign-in"), tr("3. Test"), tr("4. Open it")};
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
        m_act->setText(tr("Go to the sign-in"));
        break;
    case Step::Test:
        m_act->setText(tr("Test the connection"));
        break;
    case Step::Open:
        m_act->setText(tr("Save and open the tenant"));
        break;
    }
}

} // namespace muster
