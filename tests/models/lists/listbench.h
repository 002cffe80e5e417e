// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/items/contacttablemodel.h"
#include "models/items/itemroles.h"
#include "models/lists/listworkbench.h"
#include "models/rules/lists/contactcountry.h"
#include "models/rules/lists/listjudge.h"
#include "models/rules/numbers/numberengine.h"
#include "tests/support/contactpages.h"
#include "tests/support/eventwait.h"

#include <QSignalSpy>
#include <QTest>
#include <algorithm>
#include <map>

namespace muster::test {

inline constexpr int patience = 30'000; // milliseconds

struct Bench
{
    ListWorkbench workbench;
    std::vector<PlainContact> contacts;

    explicit Bench(std::uint32_t seed = 0, std::size_t count = 0)
    {
        if (count > 0)
            read(ContactMaker(seed).many(count));
    }
    void read(const std::vector<PlainContact> &list, const std::optional<ApiError> &incomplete = {})
    {
        contacts = list;
        workbench.begin({.listId = QStringLiteral("list-1"), .profileId = QStringLiteral("profile-1")});
        for (std::size_t first = 0; first < contacts.size(); first += 1'000)
            workbench.append(contactPage(contacts, first, 1'000));
        workbench.finishReading(incomplete);
        settle();
    }
    void settle() { QTRY_VERIFY_WITH_TIMEOUT(!workbench.isBusy(), patience); }
    void judge(const SanitizationDirective &directive)
    {
        workbench.setDirective(directive);
        settle();
    }
    void filter(const ContactFilter &filter)
    {
        workbench.setFilter(filter);
        settle();
    }
    /// Decides of rows from `first` to `last`, and waits until that is done.
    [[nodiscard]] Result<void> decide(int first, int last, std::optional<ListVerdict> verdict, const QString &note = {})
    {
        Result<void> done = failure({.code = QStringLiteral("nothing was decided")});
        const auto listening = QObject::connect(
            &workbench, &ListWorkbench::decided, &workbench,
            [&done](const std::optional<ApiError> &refusal) { done = refusal ? failure(*refusal) : Result<void>(); });
        workbench.decide({{first, last}}, verdict, note);
        settle();
        QObject::disconnect(listening);
        return done;
    }
    [[nodiscard]] QStringList ids() const { return column(ContactTableModel::ContactId); }
    [[nodiscard]] QStringList column(int number) const
    {
        QStringList texts;
        const ContactTableModel &model = *workbench.model();
        for (int row = 0; row < model.rowCount(); ++row)
            texts << model.index(row, number).data(RawRole).toString();
        return texts;
    }
    [[nodiscard]] ContactDetails details(int row)
    {
        QSignalSpy ready(&workbench, &ListWorkbench::detailsReady);
        workbench.askDetails(row);
        if (!muster::tests::waitFor([&ready] { return ready.count() > 0; }, patience))
            return {};
        return ready[0][0].value<ContactDetails>();
    }
    [[nodiscard]] Result<SharedPlan> plan(bool shownOnly)
    {
        QSignalSpy ready(&workbench, &ListWorkbench::planReady);
        const PlanId id = workbench.freezePlan(shownOnly);
        if (!muster::tests::waitFor([&ready] { return ready.count() > 0; }, patience))
            return failure({.code = QStringLiteral("no plan came")});
        if (ready[0][0].value<PlanId>() != id)
            return failure({.code = QStringLiteral("another plan came")});
        return ready[0][1].value<Result<SharedPlan>>();
    }
};

inline SanitizationDirective american()
{
    SanitizationDirective directive;
    directive.defaultRegion = QStringLiteral("US");
    return directive;
}

/// Contact by contact, without classes, chunks or permutations.
struct Naive
{
    struct Row
    {
        PlainContact contact;
        ContactReading reading;
        ListJudge::Judgement judged;
    };
    std::vector<Row> rows;

    Naive(const std::vector<PlainContact> &contacts, const SanitizationDirective &directive)
    {
        const NumberEngine &engine = NumberEngine::shared();
        const ListJudge judge(directive, engine.regions());
        std::map<std::uint64_t, std::vector<std::size_t>> groups;
        for (const PlainContact &contact : contacts) {
            const RegionIndex fallback = engine.regions().indexOf(directive.defaultRegion.toStdString());
            const CountryUse use
                = directive.regionMember == QStringLiteral("country") ? CountryUse::Chosen : CountryUse::Seen;
            const ContactCountry country = countryOfContact(engine, contact.country);
            rows.push_back({contact, readContact(engine, contact.phone, fallback, country, use).reading, {}});
            if (rows.back().reading.valid())
                groups[rows.back().reading.e164].push_back(rows.size() - 1);
        }
        for (const auto &[e164, group] : groups) {
            if (directive.survivor == SurvivorRule::First && group.size() > 1)
                markFirst(group);
        }
        for (Row &row : rows)
            row.judged = judge.judge(row.reading);
    }
    /// Only groups of whole numbers; lists of damaged ones are the business of tst_duplicategroups.
    void markFirst(const std::vector<std::size_t> &group)
    {
        std::size_t survivor = rows.size();
        for (const std::size_t member : group) {
            if (survivor == rows.size() && !isDoubtful(rows[member].reading.facts))
                survivor = member;
        }
        for (const std::size_t member : group) {
            const DuplicateRole role = survivor == rows.size() ? DuplicateRole::Undecided
                : member == survivor                           ? DuplicateRole::Kept
                                                               : DuplicateRole::Surplus;
            rows[member].reading.facts = withDuplicateRole(rows[member].reading.facts, role);
        }
    }
    [[nodiscard]] ListSummary summary() const
    {
        ListSummary sum;
        std::map<QString, qint64> regions;
        for (const Row &row : rows) {
            ++sum.contacts;
            ++sum.verdicts[std::size_t(row.judged.verdict)];
            for (int reason = 0; reason < listReasonCount; ++reason)
                sum.reasons[std::size_t(reason)] += (row.judged.reasons >> reason) & 1;
            const NumberType type = lineTypeOf(row.reading.code, row.reading.facts);
            ++sum.lineTypes[std::size_t(type)];
            sum.uncertainLines += type == NumberType::FixedLineOrMobile;
            ++sum.sources[std::size_t(knowledgeSourceOf(row.reading.facts))];
            ++regions[region(row)];
        }
        for (const auto &[name, count] : regions)
            sum.regions << qMakePair(name, count);
        std::sort(sum.regions.begin(), sum.regions.end(), [](const auto &a, const auto &b) {
            return a.second != b.second ? a.second > b.second : a.first < b.first;
        });
        return sum;
    }
    [[nodiscard]] static QString region(const Row &row)
    {
        return QString::fromStdString(NumberEngine::shared().regions().id(regionOf(row.reading.code)));
    }
    template <typename Lets>
    [[nodiscard]] QStringList ids(const Lets &lets) const
    {
        QStringList found;
        for (const Row &row : rows) {
            if (lets(row))
                found << QString::fromStdString(row.contact.id);
        }
        return found;
    }
};

inline QString lower(const std::string &text)
{
    return QString::fromStdString(text).toLower();
}

} // namespace muster::test
