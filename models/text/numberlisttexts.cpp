// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/text/numberlisttexts.h"
#include "models/text/amounttext.h"

#include "models/text/plaintext.h"
#include "models/text/plurals.h"

#include <QCoreApplication>
#include <QLocale>
#include <QRegularExpression>

namespace muster {

namespace {

struct NumberListTexts
{
    Q_DECLARE_TR_FUNCTIONS(NumberListTexts)
};

QString unreadableText(const NumberListReport &report)
{
    QStringList rows;
    for (const qint64 row : report.unreadableRows)
        rows << numberText(row);
    const QString named = rows.join(QStringLiteral(", "));
    const QString text = NumberListTexts::tr("%1 rows could not be read and are not on the list.", nullptr,
                                             pluralForm(report.unreadable))
                             .arg(numberText(report.unreadable));
    return text % u' '
        % (report.unreadable > rows.size() ? NumberListTexts::tr("The first of them: %1.").arg(named)
                                           : NumberListTexts::tr("In the file they are: %1.").arg(named));
}

QString stepText(const QString &step)
{
    if (step == QLatin1String("apostrophe"))
        return NumberListTexts::tr("apostrophe");
    if (step == QLatin1String("formula"))
        return NumberListTexts::tr("formula");
    if (step == QLatin1String("decimals"))
        return NumberListTexts::tr("decimals");
    if (step == QLatin1String("exponent"))
        return NumberListTexts::tr("exponent");
    if (step == QLatin1String("lost_plus"))
        return NumberListTexts::tr("lost plus sign");
    if (step == QLatin1String("lost_zero"))
        return NumberListTexts::tr("lost zero");
    return step;
}

} // namespace

QStringList numberListReportText(const NumberListReport &report)
{
    QStringList lines;
    lines << NumberListTexts::tr("%1 numbers were taken.", nullptr, pluralForm(report.numbers))
                 .arg(numberText(report.numbers));
    if (report.prefixes > 0) {
        lines << NumberListTexts::tr("%1 prefixes were taken; each stands for all numbers that begin with it.", nullptr,
                                     pluralForm(report.prefixes))
                     .arg(numberText(report.prefixes));
    }
    if (report.unreadable > 0)
        lines << unreadableText(report);
    if (report.needRegion > 0) {
        lines << NumberListTexts::tr("%1 of them have no country prefix; they can be read with a default region.",
                                     nullptr, pluralForm(report.needRegion))
                     .arg(numberText(report.needRegion));
    }
    if (report.repaired > 0) {
        lines << NumberListTexts::tr("%1 numbers were damaged by a spreadsheet and had exactly one valid reading.",
                                     nullptr, pluralForm(report.repaired))
                     .arg(numberText(report.repaired));
    }
    if (report.datesUnread > 0) {
        lines << NumberListTexts::tr("%1 dates could not be read; the numbers are on the list all the same.", nullptr,
                                     pluralForm(report.datesUnread))
                     .arg(numberText(report.datesUnread));
    }
    return lines;
}

QString numberHitText(const QString &listName, const NumberHit &hit, const QDate &today)
{
    const QString name = visibleText(listName, 200);
    const QString what = hit.prefixDigits > 0
        ? NumberListTexts::tr("The beginning of the number is on the list \u201c%1\u201d.").arg(name)
        : NumberListTexts::tr("The number is on the list \u201c%1\u201d.").arg(name);
    if (!hit.lastSeen)
        return what;
    const QString date = QLocale().toString(*hit.lastSeen, QLocale::LongFormat);
    const qint64 days = hit.lastSeen->daysTo(today);
    if (days < 0)
        return what % u' ' % NumberListTexts::tr("It was last seen on %1, which is in the future.").arg(date);
    return what % u' '
        % NumberListTexts::tr("It was last seen on %1, %2 days ago.", nullptr, pluralForm(days))
              .arg(date, numberText(days));
}

QString repairProofText(const QString &proof)
{
    static const QRegularExpression form(QStringLiteral("^([a-z_+]+);readings=([0-9]+);valid=1$"));
    const auto match = form.match(proof);
    if (!match.hasMatch())
        return visibleText(proof, 200);
    QStringList steps;
    for (const QString &step : match.captured(1).split(u'+'))
        steps << stepText(step);
    const qint64 readings = match.captured(2).toLongLong();
    const QString undone = NumberListTexts::tr("Undone: %1.").arg(steps.join(QStringLiteral(", ")));
    return undone % u' '
        % (readings == 1
               ? NumberListTexts::tr("What is left can be read in one way only, which is a valid number.")
               : NumberListTexts::tr("Of %1 readings exactly one is a valid number.", nullptr, pluralForm(readings))
                     .arg(numberText(readings)));
}

QString directiveRuleText(DirectiveRule rule)
{
    switch (rule) {
    case DirectiveRule::Invalid:
        return NumberListTexts::tr("Numbers that are not valid");
    case DirectiveRule::Missing:
        return NumberListTexts::tr("Contacts without a number");
    case DirectiveRule::Reformat:
        return NumberListTexts::tr("Valid numbers that are not E.164");
    case DirectiveRule::Region:
        return NumberListTexts::tr("Regions that are not allowed");
    case DirectiveRule::LineType:
        return NumberListTexts::tr("Blocked line types");
    case DirectiveRule::LocalOnly:
        return NumberListTexts::tr("Numbers without their area code");
    case DirectiveRule::TextAround:
        return NumberListTexts::tr("Text in or around the number");
    case DirectiveRule::Extension:
        return NumberListTexts::tr("Extensions");
    case DirectiveRule::Damage:
        return NumberListTexts::tr("Damage done by spreadsheets");
    case DirectiveRule::Suppressed:
        return NumberListTexts::tr("Numbers on do-not-call lists");
    case DirectiveRule::Disposable:
        return NumberListTexts::tr("Disposable numbers");
    case DirectiveRule::Duplicate:
        return NumberListTexts::tr("Duplicates that do not survive");
    }
    return {};
}

} // namespace muster
