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
        const Result<DirectiveNumberLists> read = NumberListStore::loadFor(directive, lists, folder, stop);
        if (!read)
            return failure(read.error());
        auto loaded = std::make_shared<LoadedNumberLists>();
        loaded->isSuppressed = anyOf(read->suppression);
        loaded->isDisposable = anyOf(read->disposable);
        loaded->digests = read->digests;
        for (const Entries *entries : {&read->suppression, &read->disposable}) {
            for (const DirectiveNumberLists::Entry &entry : *entries) {
                if (entry.report.unreadable > 0)
                    loaded->unread.append({entry.name, entry.report});
            }
        }
        loaded->evidence = [suppression = read->suppression, disposable = read->disposable](std::uint64_t e164) {
            QList<ListedNumber> hits;
            addHits(hits, false, suppression, e164);
            addHits(hits, true, disposable, e164);
            return hits;
        };
        return std::shared_ptr<const LoadedNumberLists>(std::move(loaded));
    };
}

} // namespace muster
