// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/text/dialertexts.h"

#include "models/text/plaintext.h"

#include <QCoreApplication>
#include <QStringList>

namespace muster {

namespace {

struct DialerTexts
{
    Q_DECLARE_TR_FUNCTIONS(DialerTexts)
};

QString dialerText(const Dialer &dialer)
{
    const QString name = visibleText(dialer.name, 100);
    switch (dialer.state) {
    case Dialer::State::Stopped:
        return DialerTexts::tr("The skill “%1” calls from this list. It is stopped, so no one is called.").arg(name);
    case Dialer::State::Running:
        return DialerTexts::tr("The skill “%1” calls from this list and is running.").arg(name);
    case Dialer::State::Unknown:
        break;
    }
    return DialerTexts::tr("The skill “%1” calls from this list. Muster could not read whether it is running.")
        .arg(name);
}

} // namespace

QString dialersText(const Campaign &campaign)
{
    if (!campaign.areDialersTold)
        return DialerTexts::tr("Muster can’t tell which skills call from this list, so nothing can be sent to it.");
    QStringList sentences;
    for (const Dialer &dialer : campaign.dialers)
        sentences << dialerText(dialer);
    return sentences.join(u' ');
}

QString dialWarningText(const QList<Dialer> &dialers)
{
    QStringList sentences;
    for (const Dialer &dialer : dialers) {
        if (dialer.mayDial())
            sentences << dialerText(dialer);
    }
    if (sentences.isEmpty())
        return {};
    sentences << DialerTexts::tr("People whose records change may be called right away. Stop the skill first, or type "
                                 "its name if they should be called.");
    return sentences.join(u' ');
}

} // namespace muster
