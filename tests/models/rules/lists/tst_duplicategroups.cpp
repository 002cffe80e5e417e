// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/lists/duplicategroups.h"

#include "tests/support/testprogram.h"

#include <QRegularExpression>
#include <map>
#include <random>

using namespace muster;

namespace tst_duplicategroups {

namespace {

constexpr NumberCode valid = packCode(1, NumberType::Mobile, NumberPossible::IsPossible);
constexpr NumberCode notValid = packCode(0, NumberType::Unknown, NumberPossible::TooShort);

struct Row
{
    std::uint64_t e164 = 1;
    std::string time = "2026-01-01T00:00:00Z";
    int filled = 1;
    bool damaged = false;
    bool againstCountry = false;
    bool isValid = true;
};

class List
{
public:
    explicit List(std::vector<Row> rows)
        : m_rows(std::move(rows))
    {
        for (const Row &row : m_rows) {
            m_codes.push_back(row.isValid ? valid : notValid);
            m_e164.push_back(row.e164);
            m_facts.push_back(ContactFacts((row.damaged ? 1u << ContactFact::damageShift : 0)
                                           | (row.againstCountry ? ContactFact::CountryDisagrees : 0)));
        }
    }
    DuplicateGroups groups(SurvivorRule rule, const std::stop_token &stop = {}) const
    {
        return findDuplicates({.codes = m_codes,
                               .e164 = m_e164,
                               .facts = m_facts,
                               .time = [this](std::uint32_t row) { return std::string_view(m_rows[row].time); },
                               .filledMembers = [this](std::uint32_t row) { return m_rows[row].filled; }},
                              rule, stop);
    }
    /// One letter a row: K(ept), s(urplus), u(ndecided), - (no duplicate).
    QString roles(SurvivorRule rule) const
    {
        QString letters(qsizetype(m_rows.size()), u'-');
        groups(rule).forEachRole([&](std::uint32_t row, DuplicateRole role) {
            letters[qsizetype(row)] = role == DuplicateRole::Kept ? u'K' : role == DuplicateRole::Surplus ? u's' : u'u';
        });
        return letters;
    }

private:
    std::vector<Row> m_rows;
    std::vector<NumberCode> m_codes;
    std::vector<std::uint64_t> m_e164;
    std::vector<ContactFacts> m_facts;
};

} // namespace

class TestDuplicateGroups : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void survivors_data()
    {
        QTest::addColumn<QString>("first");
        QTest::addColumn<QString>("newest");
        QTest::addColumn<QString>("complete");
        QTest::addColumn<int>("index");
        QTest::newRow("different numbers") << "--" << "--" << "--" << 0;
        QTest::newRow("three of one") << "Kss" << "ssK" << "sKs" << 1;
        QTest::newRow("equal in all") << "Ks" << "Ks" << "Ks" << 2;
        QTest::newRow("a time is missing") << "Ks" << "uu" << "Ks" << 3;
        QTest::newRow("a time without zone") << "Ks" << "uu" << "Ks" << 4;
        QTest::newRow("damaged ones do not survive") << "sK" << "sK" << "sK" << 5;
        QTest::newRow("damaged ones alone") << "uu" << "uu" << "uu" << 6;
        QTest::newRow("not valid") << "--" << "--" << "--" << 7;
        QTest::newRow("zones are compared in time") << "Ks" << "Ks" << "Ks" << 8;
        QTest::newRow("read against its country") << "sK" << "sK" << "sK" << 9;
    }

    void survivors()
    {
        const std::vector<std::vector<Row>> lists = {
            {{.e164 = 1}, {.e164 = 2}},
            {{.time = "2026-01-01T00:00:00Z", .filled = 1},
             {.time = "2026-02-01T00:00:00Z", .filled = 3},
             {.time = "2026-03-01T00:00:00.5Z", .filled = 2}},
            {{}, {}},
            {{}, {.time = ""}},
            {{}, {.time = "2026-01-01T00:00:00"}},
            {{.time = "2026-05-01T00:00:00Z", .filled = 9, .damaged = true}, {}},
            {{.damaged = true}, {.damaged = true}},
            {{.isValid = false}, {.isValid = false}},
            {{.time = "2026-01-01T00:30:00+00:00"}, {.time = "2026-01-01T01:00:00+01:00"}},
            {{.time = "2026-05-01T00:00:00Z", .filled = 9, .againstCountry = true}, {}},
        };
        QFETCH(int, index);
        const List list(lists[std::size_t(index)]);
        QTEST(list.roles(SurvivorRule::First), "first");
        QTEST(list.roles(SurvivorRule::FlagOnly), "first");
        QTEST(list.roles(SurvivorRule::Newest), "newest");
        QTEST(list.roles(SurvivorRule::MostComplete), "complete");
        QVERIFY(!list.roles(SurvivorRule::Off).contains(QRegularExpression(QStringLiteral("[^-]"))));
    }

    void F75_contactsStandForThemselves()
    {
        // Every group keeps exactly one contact, and each row is told of once.
        std::mt19937 random(20'261'121);
        std::vector<Row> rows(2000);
        for (Row &row : rows) {
            row.e164 = 100 + random() % 500;
            row.filled = int(random() % 5);
        }
        const List list(rows);
        for (const SurvivorRule rule : {SurvivorRule::First, SurvivorRule::Newest, SurvivorRule::MostComplete}) {
            std::map<std::uint32_t, DuplicateRole> told;
            list.groups(rule).forEachRole(
                [&](std::uint32_t row, DuplicateRole role) { QVERIFY(told.emplace(row, role).second); });
            std::map<std::uint64_t, int> members, kept;
            for (std::uint32_t row = 0; row < rows.size(); ++row)
                ++members[rows[row].e164];
            for (const auto &[row, role] : told)
                kept[rows[row].e164] += role == DuplicateRole::Kept;
            for (const auto &[number, count] : members)
                QCOMPARE(kept.contains(number) ? kept[number] : 0, count > 1 ? 1 : 0);
        }
    }

    void aStopLeavesNothing()
    {
        std::stop_source stop;
        stop.request_stop();
        QCOMPARE(List({{}, {}}).groups(SurvivorRule::First, stop.get_token()).size(), std::size_t(0));
    }
};

MUSTER_TEST(TestDuplicateGroups, QCoreApplication)

} // namespace tst_duplicategroups
#include "tst_duplicategroups.moc"
