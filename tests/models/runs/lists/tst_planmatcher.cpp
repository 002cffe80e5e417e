// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/lists/apply/applyrules.h"

#include "tests/support/testprogram.h"

using namespace muster;

namespace tst_planmatcher {
using Action = PlannedChange::Action;

namespace {

struct Row
{
    std::string id, phone, extras;
};

RecordPage pageOf(const std::vector<Row> &rows)
{
    RecordPage page;
    page.columnCount = 1;
    const auto put = [&](const std::string &text) {
        const RecordCell cell{std::uint32_t(page.arena.size()), std::uint32_t(text.size()), RecordCell::Kind::Text};
        page.arena.append(text.data(), qsizetype(text.size()));
        return cell;
    };
    for (const Row &row : rows) {
        page.ids.push_back(put(row.id));
        page.cells.push_back(put(row.phone));
        page.extra.push_back(put(row.extras));
    }
    page.receivedCount = rows.size();
    return page;
}

/// Two corrections of contacts with the same number, and a purge.
SanitizationPlan samplePlan()
{
    SanitizationPlan plan;
    plan.changes.push_back({Action::Fix, "a", "(201) 555-0123", "+12015550123", contentHash("\"n\":1"), 0});
    plan.changes.push_back({Action::Fix, "b", "(201) 555-0123", "+12015550123", contentHash("\"n\":2"), 0});
    plan.changes.push_back({Action::Purge, "c", "none", "", contentHash(""), 0});
    return plan;
}

} // namespace

class TestPlanMatcher : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void F110_F112_contactsAreToldByNumberAndContent()
    {
        const SanitizationPlan plan = samplePlan();
        PlanMatcher matcher(plan);
        matcher.take(pageOf({{"a", "(201) 555-0123", "\"n\":1"}, {"x", "none", ""}, {"c", "none", "\"late\":true"}}));
        QCOMPARE(matcher.sighting(0), Sighting::AsPlanned);
        QCOMPARE(matcher.sighting(1), Sighting::Gone);
        QCOMPARE(matcher.sighting(2), Sighting::OldNumber);
        matcher.begin();
        QCOMPARE(matcher.sighting(0), Sighting::Gone);
        matcher.take(pageOf({{"a", "+12015550123", "\"n\":9"}, {"b", "+1", "\"n\":2"}, {"c", "+12015550123", ""}}));
        QCOMPARE(matcher.sighting(0), Sighting::NewNumber);
        QCOMPARE(matcher.sighting(1), Sighting::OtherNumber);
        QCOMPARE(matcher.sighting(2), Sighting::OtherNumber);
    }

    void F75_oneIdNeverStandsForAnother()
    {
        const SanitizationPlan plan = samplePlan();
        PlanMatcher matcher(plan);
        matcher.take(pageOf({{"b", "(201) 555-0123", "\"n\":2"}}));
        QCOMPARE(matcher.sighting(0), Sighting::Gone);
        QCOMPARE(matcher.sighting(1), Sighting::AsPlanned);
    }

    void F70_F71_aContactTwiceIsOneOrAConflict()
    {
        const SanitizationPlan plan = samplePlan();
        PlanMatcher matcher(plan);
        matcher.take(pageOf({{"a", "(201) 555-0123", "\"n\":1"}, {"c", "none", ""}}));
        matcher.take(pageOf({{"a", "(201) 555-0123", "\"n\":1"}, {"c", "none", "\"other\":1"}}));
        QCOMPARE(matcher.sighting(0), Sighting::AsPlanned);
        QCOMPARE(matcher.sighting(2), Sighting::OtherNumber);
    }

    void F114_eachIsToldOnceWithWhatTheCopyNeeds()
    {
        const SanitizationPlan plan = samplePlan();
        PlanMatcher matcher(plan);
        QStringList told;
        const auto text = [](std::string_view view) { return QString::fromUtf8(view.data(), qsizetype(view.size())); };
        const auto found = [&](std::uint32_t unit, Sighting, std::string_view phone, std::string_view extras) {
            told << QStringLiteral("%1|%2|%3").arg(QString::number(unit), text(phone), text(extras));
        };
        matcher.take(pageOf({{"c", "none", ""}, {"z", "1", ""}, {"a", "(201) 555-0123", "\"n\":1"}}), found);
        matcher.take(pageOf({{"c", "none", ""}}), found);
        QCOMPARE(told, (QStringList{QStringLiteral("2|none|"), QStringLiteral("0|(201) 555-0123|\"n\":1")}));
    }
};

MUSTER_TEST(TestPlanMatcher, QCoreApplication)

} // namespace tst_planmatcher
#include "tst_planmatcher.moc"
