// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/text/contacttexts.h"

#include "models/text/amounttext.h"
#include "models/text/listtexts.h"

#include <QCoreApplication>
#include <QLocale>

namespace muster {

namespace {

struct ContactTexts
{
    Q_DECLARE_TR_FUNCTIONS(ContactTexts)
};

} // namespace

QString readWithText(const ContactDetails &details, const QString &country)
{
    switch (details.readWith) {
    case ContactDetails::ReadWith::Itself:
        break;
    case ContactDetails::ReadWith::DefaultRegion:
        return ContactTexts::tr("Without a country prefix; read with the default region, %1.").arg(country);
    case ContactDetails::ReadWith::Country:
        return ContactTexts::tr("Without a country prefix; read with the contact\u2019s own country, %1.").arg(country);
    }
    return {};
}

QString certaintyText(const ContactDetails &details)
{
    if (details.e164.isEmpty())
        return {};
    if (details.lookedUpOn) {
        const QString day = QLocale().toString(*details.lookedUpOn, QLocale::LongFormat);
        if (!details.isAssigned)
            return ContactTexts::tr("A look-up on %1 said that the number is not assigned to anybody.").arg(day);
        if (details.lookedUp)
            return ContactTexts::tr("A look-up on %1 said so.").arg(day);
    }
    if (details.lineType == NumberType::FixedLineOrMobile) {
        return ContactTexts::tr(
            "Not certain: the numbering plan does not tell fixed from mobile here, and VoIP cannot be "
            "ruled out without a look-up.");
    }
    return ContactTexts::tr(
        "By the numbering plan, which does not know of numbers that moved to another kind of line.");
}

QStringList listedTexts(const ContactDetails &details, const QDate &today)
{
    QStringList lines;
    for (const ListedNumber &listed : details.listed) {
        const QString kind = listed.disposable ? ContactTexts::tr("Disposable:") : ContactTexts::tr("Do not call:");
        lines << QString(kind % u' ' % numberHitText(listed.list, listed.hit, today));
    }
    return lines;
}

QString sameNumberText(const ContactDetails &details)
{
    const QString others = QLocale().toString(details.sameNumber);
    const int form = pluralForm(details.sameNumber);
    switch (details.duplicate) {
    case DuplicateRole::None:
        break;
    case DuplicateRole::Surplus:
        return ContactTexts::tr("%1 other contacts have this number. This one is kept of them:", nullptr, form)
            .arg(others);
    case DuplicateRole::Kept:
        return ContactTexts::tr("%1 other contacts have this number. Of all, this one is kept.", nullptr, form)
            .arg(others);
    case DuplicateRole::Undecided:
        return ContactTexts::tr("%1 other contacts have this number, and the rule cannot tell which one to keep.",
                                nullptr, form)
            .arg(others);
    }
    return {};
}

} // namespace muster
