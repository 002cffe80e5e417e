// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/lists/contactdecision.h"

namespace muster {

SharedTally tallyOverrides(const std::shared_ptr<const ContactAnswers> &answers,
                           const std::shared_ptr<const ContactOverrides> &overrides, const std::stop_token &stop)
{
    if (!answers || !overrides)
        return nullptr;
    auto tally = std::make_shared<OverrideTally>(OverrideTally{answers, overrides, {}});
    tally->decided.resize(answers->classes().size());
    for (std::size_t number = 0; number < answers->chunkCount(); ++number) {
        if (stop.stop_requested())
            return nullptr;
        if (!overrides->concerns(number))
            continue;
        const auto first = ContactTable::Row(number << ContactChunk::bits);
        for (std::uint32_t row = 0; row < answers->chunk(number).rows; ++row) {
            if (const ContactOverrides::Decision *decision = overrides->find(first + row))
                ++tally->decided[answers->classOf(first + row)][std::size_t(decision->verdict)];
        }
    }
    return tally;
}

qint64 ContactDecision::count() const
{
    qint64 count = 0;
    for (const auto &[first, last] : rows)
        count += last - first + 1;
    return count;
}

DecisionsMade decideContacts(const ContactDecision &decision, const JudgedContacts &list, const std::stop_token &stop)
{
    std::vector<ContactTable::Row> contacts;
    contacts.reserve(std::size_t(decision.count()));
    for (const auto &[first, last] : decision.rows) {
        for (int row = first; row <= last; ++row)
            contacts.push_back(decision.view->rowAt(ContactTable::Row(row)));
    }
    if (decision.verdict) {
        // The rules' own judgement is that of the class: each is asked once.
        std::vector<bool> mayBe(list.judgements->size());
        for (const ContactTable::Row row : contacts) {
            const std::size_t kind = list.answers->classOf(row);
            if (mayBe[kind])
                continue;
            if (const auto allowed = ListJudge::mayOverride((*list.judgements)[kind], *decision.verdict); !allowed)
                return {failure(allowed.error()), nullptr};
            mayBe[kind] = true;
        }
    }
    if (stop.stop_requested())
        return {failure({.kind = ErrorKind::Cancelled}), nullptr};
    auto overrides
        = list.overrides ? std::make_shared<ContactOverrides>(*list.overrides) : std::make_shared<ContactOverrides>();
    const auto word
        = decision.verdict ? std::optional(ContactOverrides::Decision{*decision.verdict, decision.note}) : std::nullopt;
    if (!overrides->set(contacts, word)) {
        return {failure({.kind = ErrorKind::LimitExceeded, .code = QStringLiteral("override_notes")}), nullptr};
    }
    std::shared_ptr<const ContactOverrides> made = std::move(overrides);
    SharedTally tally = tallyOverrides(list.answers, made, stop);
    return {std::move(made), std::move(tally)};
}

} // namespace muster
