// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/text/applytexts.h"

#include "models/lists/contactfilter.h"
#include "models/text/amounttext.h"
#include "models/text/enrichtexts.h"
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
    addFacet(parts, filter.lineTypes, ScopeTexts::tr("line type: %1"), ScopeTexts::tr("line type is not: %1"),
             filter.invertLineTypes, lineTypeText);
    addFacet(parts, filter.sources, ScopeTexts::tr("known from: %1"), ScopeTexts::tr("not known from: %1"),
             filter.invertSources, knowledgeSourceText);
    if (filter.onlyChanges)
        parts << ScopeTexts::tr("only changes");
    if (const MoveFilter &moved = filter.moved; moved.moves && moved.fromTo) {
        //: %1 and %2 are verdicts, %3 is the name of a set of directives.
        parts << ScopeTexts::tr("would change from %1 to %2 under “%3”")
                     .arg(listVerdictText(moved.fromTo->first), listVerdictText(moved.fromTo->second),
                          visibleText(moved.moves->name(), 60));
    } else if (moved.moves) {
        parts << ScopeTexts::tr("would change its verdict under “%1”")
                     .arg(visibleText(moved.moves->name(), 60));
    }
    if (!filter.search.isEmpty())
        parts << ScopeTexts::tr("matches “%1”").arg(visibleText(filter.search, 60));
    return parts.join(QStringLiteral("; "));
}

QString planScopeText(const PlanHeader &plan, const ContactFilter &filter)
{
    if (plan.scope == u"all") {
        return ScopeTexts::tr("All %1 contacts in the list; no filter is set.", nullptr, pluralForm(plan.scopeCount))
            .arg(numberText(plan.scopeCount));
    }
    return ScopeTexts::tr("%1 of %2 contacts; a filter (%3) is set.")
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
        ? ScopeTexts::tr("No skill honors this group.")
        : ScopeTexts::tr("%1 skills honor this group.", nullptr, pluralForm(skills)).arg(numberText(skills));
    if (!heedless.isEmpty()) {
        QStringList names;
        for (const QString &name : heedless)
            names << visibleText(name, 60);
        //: %1 are names of skills, separated by commas.
        text += u' '
            + ScopeTexts::tr(
                  "These skills call from this list but don’t honor it, so these people will still be called: %1.")
                  .arg(names.join(QStringLiteral(", ")));
    }
    return text;
}

QString lastingFixesText(qint64 count)
{
    if (count == 0)
        return {};
    return ScopeTexts::tr("%1 number changes can’t be undone: the old numbers aren’t international.", nullptr,
                          pluralForm(count))
        .arg(numberText(count));
}

QString planDirectiveText(const PlanHeader &plan, bool isChanged)
{
    const QString digest = plan.directiveDigest.left(16), name = visibleText(plan.directiveName, 80);
    if (name.isEmpty())
        return ScopeTexts::tr("Unnamed directive, digest %1.").arg(digest);
    return isChanged
        ? ScopeTexts::tr("Directive “%1”, changed since it was saved, digest %2.").arg(name, digest)
        : ScopeTexts::tr("Directive “%1”, digest %2.").arg(name, digest);
}

QString restoreActText(qint64 contacts, qint64 numbers, qint64 unblocked)
{
    if (unblocked > 0 && contacts + numbers == 0)
        return ScopeTexts::tr("Unblock %1 numbers", nullptr, pluralForm(unblocked)).arg(numberText(unblocked));
    if (unblocked > 0) { // what was blocked was not removed
        return ScopeTexts::tr("Unblock %1 and restore %2 old numbers", nullptr, pluralForm(numbers))
            .arg(numberText(unblocked), numberText(numbers));
    }
    if (numbers == 0)
        return ScopeTexts::tr("Restore %1 contacts", nullptr, pluralForm(contacts)).arg(numberText(contacts));
    if (contacts == 0)
        return ScopeTexts::tr("Restore %1 old numbers", nullptr, pluralForm(numbers)).arg(numberText(numbers));
    return ScopeTexts::tr("Restore contacts (%1) and %2 old numbers", nullptr, pluralForm(numbers))
        .arg(numberText(contacts), numberText(numbers));
}

namespace {

/// Reasons say more than the state does.
struct LeftoverTexts
{
    Q_DECLARE_TR_FUNCTIONS(LeftoverTexts)
};

constexpr KeyedWord reasonWords[] = {
    {"changed", QT_TRANSLATE_NOOP("LeftoverTexts", "left alone: the contact has changed since the plan was made")},
    {"lost", QT_TRANSLATE_NOOP("LeftoverTexts", "no response: the outcome on the server is unknown")},
    {"server_trouble", QT_TRANSLATE_NOOP("LeftoverTexts", "server error: the outcome is unknown")},
    {"not_done", QT_TRANSLATE_NOOP("LeftoverTexts", "accepted by the server but not carried out")},
    {"other_number", QT_TRANSLATE_NOOP("LeftoverTexts", "left alone: its number has changed since")},
    {"refused", QT_TRANSLATE_NOOP("LeftoverTexts", "refused by the server")},
    {"too_large", QT_TRANSLATE_NOOP("LeftoverTexts", "refused by the server: too large")},
    {"conflict", QT_TRANSLATE_NOOP("LeftoverTexts", "refused by the server: someone else is changing it")},
    {"conflict_as_planned",
     QT_TRANSLATE_NOOP("LeftoverTexts",
                       "refused by the server: someone else was changing it; it is unchanged since the plan")},
    {"conflict_changed",
     QT_TRANSLATE_NOOP("LeftoverTexts", "refused by the server: someone else changed it, and that change was kept")},
    {"conflict_done",
     QT_TRANSLATE_NOOP("LeftoverTexts", "refused by the server: someone else already set the planned number")},
    {"conflict_gone", QT_TRANSLATE_NOOP("LeftoverTexts", "refused by the server: someone else removed it")},
    {"redirected", QT_TRANSLATE_NOOP("LeftoverTexts", "not sent: the server redirected to another address")},
    {"not_eligible", QT_TRANSLATE_NOOP("LeftoverTexts", "left alone: its reasons don’t justify a purge")},
    {"withheld", QT_TRANSLATE_NOOP("LeftoverTexts", "left alone: this run wasn’t set to purge")},
    {"stale", QT_TRANSLATE_NOOP("LeftoverTexts", "left alone: the plan was too old to purge")},
    {"evidence_not_kept",
     QT_TRANSLATE_NOOP("LeftoverTexts", "left alone: the evidence of its consent or opt-out couldn’t be saved")},
    {"not_removable",
     QT_TRANSLATE_NOOP("LeftoverTexts", "left alone: its ID isn’t a plain number, so the server can’t remove it")},
    {"not_sendable", QT_TRANSLATE_NOOP("LeftoverTexts", "left alone: an upload file can’t represent it unchanged")},
    {"already_blocked",
     QT_TRANSLATE_NOOP("LeftoverTexts", "its number was already in the do-not-call group, so this isn’t undone")},
    {"not_blockable",
     QT_TRANSLATE_NOOP("LeftoverTexts", "left alone: it has no number that a do-not-call group can hold")},
    {"number_shared", QT_TRANSLATE_NOOP("LeftoverTexts", "left alone: a contact that stays has the same number")},
    {"number_twice",
     QT_TRANSLATE_NOOP("LeftoverTexts", "another contact in this run has its number and represents both")},
    {"not_ours",
     QT_TRANSLATE_NOOP("LeftoverTexts", "left blocked: there is no proof that the run added its number to the group")},
    {"not_in_group", QT_TRANSLATE_NOOP("LeftoverTexts", "its number is no longer in the do-not-call group")},
    {"present", QT_TRANSLATE_NOOP("LeftoverTexts", "left alone: it is already in the list")},
    {"has_old_number", QT_TRANSLATE_NOOP("LeftoverTexts", "left alone: it already has its old number")},
    {"not_writable", QT_TRANSLATE_NOOP("LeftoverTexts", "keeps its number: the old one isn’t international")},
    {"gone", QT_TRANSLATE_NOOP("LeftoverTexts", "it is no longer in the list")},
    {"other_count",
     QT_TRANSLATE_NOOP("LeftoverTexts",
                       "the server counted different contacts than it was sent; which ones is unknown")},
    {"row_too_long", QT_TRANSLATE_NOOP("LeftoverTexts", "left alone: its values exceed the text the server accepts")},
    {"several_numbers",
     QT_TRANSLATE_NOOP("LeftoverTexts",
                       "left alone: it has several numbers, and the server doesn’t say how they are kept")},
    {"other_value", QT_TRANSLATE_NOOP("LeftoverTexts", "the server accepted it, but the list shows a different value")},
};

constexpr KeyedWord stateWords[] = {
    {"planned", QT_TRANSLATE_NOOP("LeftoverTexts", "not attempted")},
    {"intent", QT_TRANSLATE_NOOP("LeftoverTexts", "about to be sent when the run ended: outcome unknown")},
    {"accepted", QT_TRANSLATE_NOOP("LeftoverTexts", "accepted by the server, but not proved done")},
    {"rejected", QT_TRANSLATE_NOOP("LeftoverTexts", "refused by the server")},
    {"absent", QT_TRANSLATE_NOOP("LeftoverTexts", "it is no longer in the list")},
    {"unknown", QT_TRANSLATE_NOOP("LeftoverTexts", "outcome on the server unknown")},
    {"skipped", QT_TRANSLATE_NOOP("LeftoverTexts", "left alone")},
};

constexpr KeyedWord leftoverActions[] = {
    {"fix", QT_TRANSLATE_NOOP("LeftoverTexts", "update")},
    {"purge", QT_TRANSLATE_NOOP("LeftoverTexts", "purge")},
    {"block", QT_TRANSLATE_NOOP("LeftoverTexts", "block")},
    {"restore", QT_TRANSLATE_NOOP("LeftoverTexts", "restore")},
    {"unblock", QT_TRANSLATE_NOOP("LeftoverTexts", "unblock")},
    {"number", QT_TRANSLATE_NOOP("LeftoverTexts", "restore number")},
    {"enrich", QT_TRANSLATE_NOOP("LeftoverTexts", "enrich")},
    {"undo", QT_TRANSLATE_NOOP("LeftoverTexts", "restore values")},
};

} // namespace

QString leftoverActionText(const QString &action)
{
    const QString words = wordIn("LeftoverTexts", leftoverActions, action);
    return words.isEmpty() ? visibleText(action, 40) : words;
}

QString leftoverFateText(const QString &state, const QString &reason)
{
    if (const auto rule = valueOf<EnrichRule>(reason))
        //: A row of a file that was not sent; %1 is what is wrong with it, in a few words.
        return LeftoverTexts::tr("left out, invalid row: %1").arg(enrichRuleText(*rule));
    QString words = wordIn("LeftoverTexts", reasonWords, reason);
    if (words.isEmpty())
        words = wordIn("LeftoverTexts", stateWords, state);
    return words.isEmpty() ? visibleText(state, 40) : words;
}

} // namespace muster
