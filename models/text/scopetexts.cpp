// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/text/scopetexts.h"
#include "models/text/amounttext.h"

#include "models/lists/verdictmoves.h"
#include "models/text/listtexts.h"
#include "models/text/plaintext.h"
#include "models/text/plurals.h"

#include <QCoreApplication>
#include <QLocale>

namespace muster {

namespace {

struct ScopeTexts
{
    Q_DECLARE_TR_FUNCTIONS(ScopeTexts)
};

template <typename Values, typename Words>
void addFacet(QStringList &parts, const Values &values, const QString &words, const QString &inverted, bool invert,
              Words wordsOf)
{
    if (values.empty())
        return;
    QStringList names;
    for (const auto &value : values)
        names << wordsOf(value);
    parts << (invert ? inverted : words).arg(names.join(QStringLiteral(", ")));
}

} // namespace

QString contactFilterText(const ContactFilter &filter)
{
    QStringList parts;
    addFacet(parts, filter.verdicts, ScopeTexts::tr("verdict: %1"), ScopeTexts::tr("verdict is not: %1"),
             filter.invertVerdicts, listVerdictText);
    addFacet(parts, filter.reasons, ScopeTexts::tr("reason: %1"), ScopeTexts::tr("reason is not: %1"),
             filter.invertReasons, listReasonText);
    addFacet(parts, filter.regions, ScopeTexts::tr("region: %1"), ScopeTexts::tr("region is not: %1"),
             filter.invertRegions, [](const QString &code) { return code.isEmpty() ? ScopeTexts::tr("none") : code; });
    addFacet(parts, filter.lineTypes, ScopeTexts::tr("line: %1"), ScopeTexts::tr("line is not: %1"),
             filter.invertLineTypes, lineTypeText);
    addFacet(parts, filter.sources, ScopeTexts::tr("known from: %1"), ScopeTexts::tr("not known from: %1"),
             filter.invertSources, knowledgeSourceText);
    if (filter.onlyChanges)
        parts << ScopeTexts::tr("only changes");
    if (const MoveFilter &moved = filter.moved; moved.moves && moved.fromTo) {
        //: %1 and %2 are verdicts, %3 is the name of a set of directives.
        parts << ScopeTexts::tr("would go from %1 to %2 under \u201c%3\u201d")
                     .arg(listVerdictText(moved.fromTo->first), listVerdictText(moved.fromTo->second),
                          visibleText(moved.moves->name(), 60));
    } else if (moved.moves) {
        parts << ScopeTexts::tr("would change its verdict under \u201c%1\u201d")
                     .arg(visibleText(moved.moves->name(), 60));
    }
    if (!filter.search.isEmpty())
        parts << ScopeTexts::tr("found by \u201c%1\u201d").arg(visibleText(filter.search, 60));
    return parts.join(QStringLiteral("; "));
}

QString planScopeText(const PlanHeader &plan, const ContactFilter &filter)
{
    if (plan.scope == u"all") {
        return ScopeTexts::tr("All %1 contacts of the list; no filter is on.", nullptr, pluralForm(plan.scopeCount))
            .arg(numberText(plan.scopeCount));
    }
    return ScopeTexts::tr("%1 of %2 contacts; the filter (%3) is on.")
        .arg(numberText(plan.scopeCount), numberText(plan.contactsInList), contactFilterText(filter));
}

QString applyActText(qint64 fixes, qint64 purges)
{
    if (fixes > 0 && purges > 0)
        return ScopeTexts::tr("Update %1 and purge %2").arg(numberText(fixes), numberText(purges));
    if (purges > 0)
        return ScopeTexts::tr("Purge %1").arg(numberText(purges));
    return ScopeTexts::tr("Update %1").arg(numberText(fixes));
}

QString lastingFixesText(qint64 count)
{
    if (count == 0)
        return {};
    return ScopeTexts::tr("%1 rewrites cannot be undone, because their old numbers are not international.", nullptr,
                          pluralForm(count))
        .arg(numberText(count));
}

QString planDirectiveText(const PlanHeader &plan, bool isChanged)
{
    const QString digest = plan.directiveDigest.left(16), name = visibleText(plan.directiveName, 80);
    if (name.isEmpty())
        return ScopeTexts::tr("Directive without a name, digest %1.").arg(digest);
    return isChanged
        ? ScopeTexts::tr("Directive \u201c%1\u201d, changed since it was saved, digest %2.").arg(name, digest)
        : ScopeTexts::tr("Directive \u201c%1\u201d, digest %2.").arg(name, digest);
}

QString restoreActText(qint64 contacts, qint64 numbers)
{
    if (numbers == 0)
        return ScopeTexts::tr("Bring back %1 contacts", nullptr, pluralForm(contacts)).arg(numberText(contacts));
    if (contacts == 0)
        return ScopeTexts::tr("Put back %1 old numbers", nullptr, pluralForm(numbers)).arg(numberText(numbers));
    return ScopeTexts::tr("Bring back %1 and put back %2 old numbers", nullptr, pluralForm(numbers))
        .arg(numberText(contacts), numberText(numbers));
}

} // namespace muster
