// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/text/plantexts.h"

#include <QCoreApplication>
#include <QLocale>

namespace muster {

namespace {

struct PlanTexts
{
    Q_DECLARE_TR_FUNCTIONS(PlanTexts)
};

QString originText(PlanEdition::Origin origin)
{
    switch (origin) {
    case PlanEdition::Origin::Installed:
        return PlanTexts::tr("from the installed libphonenumber");
    case PlanEdition::Origin::Shipped:
        return PlanTexts::tr("shipped with Muster");
    case PlanEdition::Origin::File:
        return PlanTexts::tr("from a file");
    }
    Q_UNREACHABLE();
}

} // namespace

QString planEditionText(const PlanEdition &edition)
{
    const QString origin = originText(edition.origin);
    const QString day = QLocale().toString(edition.released, QStringLiteral("d MMMM yyyy"));
    if (!edition.released.isValid()) {
        return edition.version.isEmpty() ? PlanTexts::tr("version and date unknown, %1").arg(origin)
                                         : PlanTexts::tr("%1, date unknown, %2").arg(edition.version, origin);
    }
    return edition.version.isEmpty() ? PlanTexts::tr("published on %1, %2").arg(day, origin)
                                     : PlanTexts::tr("%1, published on %2, %3").arg(edition.version, day, origin);
}

QString planAgeText(const PlanEdition &edition, QDate today)
{
    if (!edition.isOld(today))
        return {};
    return edition.released.isValid()
        ? PlanTexts::tr("These numbering plans are more than a year old. They don’t include numbers assigned since "
                        "then. Use newer plans before you purge.")
        : PlanTexts::tr("The age of these numbering plans is unknown. They don’t include numbers assigned after they "
                        "were published. Use newer plans before you purge.");
}

QString callingCodeText(const PlanDifference &difference)
{
    const QString code = u'+' + QString::number(difference.callingCode);
    return difference.regions.empty() ? code
                                      : QStringLiteral("%1 (%2)").arg(code, QString::fromStdString(difference.regions));
}

QString numberCountText(double count)
{
    return QLocale().toString(count, 'f', 0);
}

} // namespace muster
