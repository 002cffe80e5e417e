// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/text/applytexts.h"

#include "models/lists/contactfilter.h"
#include "models/text/amounttext.h"
#include "models/text/listtexts.h"
#include "models/text/plaintext.h"
#include "models/text/wordtable.h"

#include <QCoreApplication>

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

QString applyActText(qint64 fixes, qint64 purges, bool blocks)
{
    if (fixes > 0 && purges > 0) {
        return (blocks ? ScopeTexts::tr("Update %1 and block %2") : ScopeTexts::tr("Update %1 and purge %2"))
            .arg(numberText(fixes), numberText(purges));
    }
    if (purges > 0)
        return (blocks ? ScopeTexts::tr("Block %1") : ScopeTexts::tr("Purge %1")).arg(numberText(purges));
    return ScopeTexts::tr("Update %1").arg(numberText(fixes));
}

QString heedingText(qsizetype skills, const QStringList &heedless)
{
    QString text = skills == 0
        ? ScopeTexts::tr("No skill heeds this group.")
        : ScopeTexts::tr("%1 skills heed this group.", nullptr, pluralForm(skills)).arg(numberText(skills));
    if (!heedless.isEmpty()) {
        QStringList names;
        for (const QString &name : heedless)
            names << visibleText(name, 60);
        //: %1 are names of skills, separated by commas.
        text += u' '
            + ScopeTexts::tr("These skills call from this list and do not, so these people will still be "
                             "called: %1.")
                  .arg(names.join(QStringLiteral(", ")));
    }
    return text;
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

QString restoreActText(qint64 contacts, qint64 numbers, qint64 unblocked)
{
    if (unblocked > 0 && contacts + numbers == 0)
        return ScopeTexts::tr("Unblock %1 numbers", nullptr, pluralForm(unblocked)).arg(numberText(unblocked));
    if (unblocked > 0) { // what was blocked was not removed
        return ScopeTexts::tr("Unblock %1 and put back %2 old numbers", nullptr, pluralForm(numbers))
            .arg(numberText(unblocked), numberText(numbers));
    }
    if (numbers == 0)
        return ScopeTexts::tr("Bring back %1 contacts", nullptr, pluralForm(contacts)).arg(numberText(contacts));
    if (contacts == 0)
        return ScopeTexts::tr("Put back %1 old numbers", nullptr, pluralForm(numbers)).arg(numberText(numbers));
    return ScopeTexts::tr("Bring back %1 and put back %2 old numbers", nullptr, pluralForm(numbers))
        .arg(numberText(contacts), numberText(numbers));
}

namespace {

/// Reasons say more than the state does.
constexpr KeyedWord reasonWords[] = {
    {"changed", QT_TRANSLATE_NOOP("LeftoverTexts", "left alone: the contact is not what the plan was made of")},
    {"lost", QT_TRANSLATE_NOOP("LeftoverTexts", "no answer came: what the server did is not known")},
    {"server_trouble", QT_TRANSLATE_NOOP("LeftoverTexts", "the server failed: what it did is not known")},
    {"not_done", QT_TRANSLATE_NOOP("LeftoverTexts", "the server took it and did not do it")},
    {"other_number", QT_TRANSLATE_NOOP("LeftoverTexts", "left alone: it has another number by now")},
    {"refused", QT_TRANSLATE_NOOP("LeftoverTexts", "refused by the server")},
    {"too_large", QT_TRANSLATE_NOOP("LeftoverTexts", "refused by the server: too large")},
    {"conflict", QT_TRANSLATE_NOOP("LeftoverTexts", "refused by the server: somebody else changes it")},
    {"conflict_as_planned",
     QT_TRANSLATE_NOOP("LeftoverTexts", "refused by the server: somebody else was at it; it is as the plan found it")},
    {"conflict_changed",
     QT_TRANSLATE_NOOP("LeftoverTexts", "refused by the server: somebody else has changed it, which was left so")},
    {"conflict_done",
     QT_TRANSLATE_NOOP("LeftoverTexts", "refused by the server: somebody else gave it the planned number")},
    {"conflict_gone", QT_TRANSLATE_NOOP("LeftoverTexts", "refused by the server: somebody else has removed it")},
    {"redirected", QT_TRANSLATE_NOOP("LeftoverTexts", "not sent: the server pointed to another address")},
    {"not_eligible", QT_TRANSLATE_NOOP("LeftoverTexts", "left alone: its reasons do not carry a purge")},
    {"withheld", QT_TRANSLATE_NOOP("LeftoverTexts", "left alone: this run was not to purge")},
    {"stale", QT_TRANSLATE_NOOP("LeftoverTexts", "left alone: the plan was too old to purge by")},
    {"evidence_not_kept",
     QT_TRANSLATE_NOOP("LeftoverTexts", "left alone: of its consent or opt-out nothing could be kept")},
    {"not_removable",
     QT_TRANSLATE_NOOP("LeftoverTexts", "left alone: its id is not a plain number, so the server cannot remove it")},
    {"not_sendable",
     QT_TRANSLATE_NOOP("LeftoverTexts", "left alone: a file that the server takes cannot hold it as it is")},
    {"already_blocked",
     QT_TRANSLATE_NOOP("LeftoverTexts", "its number was in the do-not-call group before, and is not undone")},
    {"not_blockable",
     QT_TRANSLATE_NOOP("LeftoverTexts", "left alone: it has no number that a do-not-call group can hold")},
    {"number_shared", QT_TRANSLATE_NOOP("LeftoverTexts", "left alone: a contact that stays has the same number")},
    {"number_twice",
     QT_TRANSLATE_NOOP("LeftoverTexts", "another contact of this run has its number, and stands for both")},
    {"not_ours",
     QT_TRANSLATE_NOOP("LeftoverTexts", "left blocked: it is not proved that the run put its number into the group")},
    {"not_in_group", QT_TRANSLATE_NOOP("LeftoverTexts", "its number is not in the do-not-call group any more")},
    {"present", QT_TRANSLATE_NOOP("LeftoverTexts", "left alone: it is in the list already")},
    {"has_old_number", QT_TRANSLATE_NOOP("LeftoverTexts", "left alone: it has its old number already")},
    {"not_writable", QT_TRANSLATE_NOOP("LeftoverTexts", "keeps its number: the old one is not international")},
    {"gone", QT_TRANSLATE_NOOP("LeftoverTexts", "it is not in the list any more")},
    {"other_count",
     QT_TRANSLATE_NOOP("LeftoverTexts", "the server counted other contacts than it was sent: not known which")},
    {"row_too_long",
     QT_TRANSLATE_NOOP("LeftoverTexts", "left alone: with its values it has more text than the server takes")},
    {"several_numbers",
     QT_TRANSLATE_NOOP("LeftoverTexts",
                       "left alone: it has several numbers, and the server does not say how they stay")},
    {"other_value", QT_TRANSLATE_NOOP("LeftoverTexts", "the server took it, and the list shows another value")},
};

constexpr KeyedWord stateWords[] = {
    {"planned", QT_TRANSLATE_NOOP("LeftoverTexts", "not attempted")},
    {"intent", QT_TRANSLATE_NOOP("LeftoverTexts", "about to be sent when the run ended: not known")},
    {"accepted", QT_TRANSLATE_NOOP("LeftoverTexts", "taken by the server, and not proved to be done")},
    {"rejected", QT_TRANSLATE_NOOP("LeftoverTexts", "refused by the server")},
    {"absent", QT_TRANSLATE_NOOP("LeftoverTexts", "it is not in the list any more")},
    {"unknown", QT_TRANSLATE_NOOP("LeftoverTexts", "what the server did is not known")},
    {"skipped", QT_TRANSLATE_NOOP("LeftoverTexts", "left alone")},
};

constexpr KeyedWord leftoverActions[] = {
    {"fix", QT_TRANSLATE_NOOP("LeftoverTexts", "update")},
    {"purge", QT_TRANSLATE_NOOP("LeftoverTexts", "purge")},
    {"block", QT_TRANSLATE_NOOP("LeftoverTexts", "block")},
    {"restore", QT_TRANSLATE_NOOP("LeftoverTexts", "bring back")},
    {"unblock", QT_TRANSLATE_NOOP("LeftoverTexts", "unblock")},
    {"number", QT_TRANSLATE_NOOP("LeftoverTexts", "write the old number back")},
    {"enrich", QT_TRANSLATE_NOOP("LeftoverTexts", "enrich")},
    {"undo", QT_TRANSLATE_NOOP("LeftoverTexts", "bring old values back")},
};

} // namespace

QString leftoverActionText(const QString &action)
{
    const QString words = wordIn("LeftoverTexts", leftoverActions, action);
    return words.isEmpty() ? visibleText(action, 40) : words;
}

QString leftoverFateText(const QString &state, const QString &reason)
{
    QString words = wordIn("LeftoverTexts", reasonWords, reason);
    if (words.isEmpty())
        words = wordIn("LeftoverTexts", stateWords, state);
    return words.isEmpty() ? visibleText(state, 40) : words;
}

} // namespace muster
