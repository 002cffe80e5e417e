// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/lists/storednumberlists.h"

#include "models/rules/lists/numberset.h"

#include <algorithm>

namespace muster {
namespace {

using Entries = std::vector<DirectiveNumberLists::Entry>;

std::function<bool(std::uint64_t)> anyOf(const Entries &entries)
{
    if (entries.empty())
        return {};
    return [entries](std::uint64_t e164) {
        return std::any_of(entries.begin(), entries.end(),
                           [e164](const DirectiveNumberLists::Entry &entry) { return entry.set->contains(e164); });
    };
}

void addHits(QList<ListedNumber> &hits, bool disposable, const Entries &entries, std::uint64_t e164)
{
    for (const DirectiveNumberLists::Entry &entry : entries) {
        if (const std::optional<NumberHit> hit = entry.set->find(e164))
            hits.append({entry.name, disposable, *hit});
    }
}

} // namespace

ListWorkbench::NumberListLoader storedNumberLists(const QList<NumberListInfo> &lists, const QString &folder)
{
    return [lists, folder](const SanitizationDirective &directive,
                           const std::stop_token &stop) -> Result<std::shared_ptr<const LoadedNumberLists>> {
        // One use after the other: where a list of one cannot be read the other check still runs.
        SanitizationDirective onlySuppression = directive, onlyDisposable = directive;
        onlySuppression.disposableLists.clear();
        onlyDisposable.suppressionLists.clear();
        const Result<DirectiveNumberLists> suppression = NumberListStore::loadFor(onlySuppression, lists, folder, stop);
        const Result<DirectiveNumberLists> disposable = NumberListStore::loadFor(onlyDisposable, lists, folder, stop);
        auto loaded = std::make_shared<LoadedNumberLists>();
        const Entries suppressed = suppression ? suppression->suppression : Entries();
        const Entries thrownAway = disposable ? disposable->disposable : Entries();
        const auto take = [&loaded](const Result<DirectiveNumberLists> &read, qsizetype named, bool &checked) {
            checked = read.has_value();
            loaded->digests += read ? read->digests : QStringList(named);
            if (!read && !loaded->fault)
                loaded->fault = read.error();
        };
        take(suppression, directive.suppressionLists.size(), loaded->checks.suppressionLists);
        take(disposable, directive.disposableLists.size(), loaded->checks.disposableLists);
        loaded->isSuppressed = anyOf(suppressed);
        loaded->isDisposable = anyOf(thrownAway);
        for (const Entries *entries : {&suppressed, &thrownAway}) {
            for (const DirectiveNumberLists::Entry &entry : *entries) {
                if (entry.report.unreadable > 0)
                    loaded->unread.append({entry.name, entry.report});
            }
        }
        loaded->evidence = [suppressed, thrownAway](std::uint64_t e164) {
            QList<ListedNumber> hits;
            addHits(hits, false, suppressed, e164);
            addHits(hits, true, thrownAway, e164);
            return hits;
        };
        return std::shared_ptr<const LoadedNumberLists>(std::move(loaded));
    };
}

} // namespace muster
