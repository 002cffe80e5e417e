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

void addEvidence(QStringList &evidence, NumberListUse use, const Entries &entries, std::uint64_t e164)
{
    for (const DirectiveNumberLists::Entry &entry : entries) {
        const std::optional<NumberHit> hit = entry.set->find(e164);
        if (!hit)
            continue;
        QString text = numberListUseKey(use) + QLatin1Char('=') + entry.name;
        if (hit->lastSeen)
            text += QStringLiteral(";last_seen=") + hit->lastSeen->toString(Qt::ISODate);
        if (hit->prefixDigits > 0)
            text += QStringLiteral(";prefix_digits=") + QString::number(hit->prefixDigits);
        evidence << text;
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
            QStringList evidence;
            addEvidence(evidence, NumberListUse::Suppression, suppression, e164);
            addEvidence(evidence, NumberListUse::Disposable, disposable, e164);
            return evidence;
        };
        return std::shared_ptr<const LoadedNumberLists>(std::move(loaded));
    };
}

} // namespace muster
