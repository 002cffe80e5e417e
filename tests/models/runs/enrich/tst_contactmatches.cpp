// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "enrichsamples.h"
#include "models/runs/enrich/contactmatches.h"
#include "tests/support/testprogram.h"

using namespace muster;
using namespace muster::test;

namespace tst_contactmatches {

/// Contacts are found by a value that one of them has, and by no other.
class TestContactMatches : public QObject
{
    Q_OBJECT

    static std::shared_ptr<ContactValues> values()
    {
        return std::make_shared<ContactValues>(
            leadSchema(), QStringList{QStringLiteral("lead_score"), QStringLiteral("lead_source")});
    }
    static QByteArray idOf(const ContactValues &values, const ContactMatches::Found &found)
    {
        if (found.hasSeveral)
            return "several";
        const std::string_view id = found.contact ? values.id(*found.contact) : std::string_view("none");
        return {id.data(), qsizetype(id.size())};
    }

private Q_SLOTS:
    void exactlyOneIsFound()
    {
        const auto held = values();
        held->add("c1", R"("lead_source":"Fair")");
        held->add("c2", R"("lead_source":"fair ")");
        held->add("c3", R"("lead_source":"Web","lead_score":7)");
        held->add("c4", R"("lead_source":"Web")");
        held->add("c5", R"("lead_source":"")");
        held->add("c6", R"("lead_score":8)");
        const ContactMatches exact(held, 1, false);
        const auto find
            = [&held](const ContactMatches &matches, const char *value) { return idOf(*held, matches.find(value)); };
        QCOMPARE(find(exact, "Fair"), QByteArray("c1"));
        QCOMPARE(find(exact, "fair"), QByteArray("c2")); // white space at both ends does not count
        QCOMPARE(find(exact, "Web"), QByteArray("several"));
        QCOMPARE(find(exact, "FAIR"), QByteArray("none"));
        QCOMPARE(find(exact, ""), QByteArray("none")); // who has no value is nobody's match
        const ContactMatches folded(held, 1, true);
        QCOMPARE(find(folded, "FAIR"), QByteArray("several"));
        QCOMPARE(find(folded, "web"), QByteArray("several"));
        const ContactMatches numbers(held, 0, true);
        QCOMPARE(find(numbers, "7"), QByteArray("c3"));
        QCOMPARE(find(numbers, "8"), QByteArray("c6"));
        QCOMPARE(find(numbers, "9"), QByteArray("none"));
        QVERIFY(!numbers.isEmpty());
    }

    /// However the list shows it: who has the value, too, keeps it from being anybody's alone.
    void aValueIsTheSameInEveryForm()
    {
        const auto held = values();
        held->add("c1", R"("lead_source":1001,"lead_score":"7")");
        held->add("c2", R"("lead_source":"1002","lead_score":8)");
        const auto found = [&held](std::size_t attribute, const char *value) {
            return idOf(*held, ContactMatches(held, attribute, false).find(value));
        };
        QCOMPARE(found(1, "1001"), QByteArray("c1"));
        QCOMPARE(found(0, "7"), QByteArray("c1"));
        held->add("c3", R"("lead_source":"1001","lead_score":7.0)");
        held->add("c4", R"("lead_score":"8 ")");
        QCOMPARE(found(1, "1001"), QByteArray("several"));
        QCOMPARE(found(0, "7"), QByteArray("several"));
        QCOMPARE(found(0, "8"), QByteArray("several"));
        QCOMPARE(found(1, "1002"), QByteArray("c2"));
    }

    void lettersOfAllLanguagesAreFolded()
    {
        const auto held = values();
        held->add("c1", R"("lead_source":"Straße Ärger")");
        const ContactMatches folded(held, 1, true);
        QCOMPARE(idOf(*held, folded.find("STRAßE ÄRGER")), QByteArray("c1"));
        QCOMPARE(idOf(*held, folded.find("STRASSE ÄRGER")), QByteArray("none"));
    }

    void whoComesAgainCountsAsHeCameLast()
    {
        const auto held = values();
        held->add("c1", R"("lead_source":"old")");
        held->add("c1", R"("lead_source":"new")");
        const ContactMatches matches(held, 1, false);
        QCOMPARE(idOf(*held, matches.find("old")), QByteArray("none"));
        QCOMPARE(idOf(*held, matches.find("new")), QByteArray("c1"));
    }

    /// Past several enlargements.
    void everyOneOfManyIsFound()
    {
        const auto held = values();
        constexpr int count = 20'000;
        const auto name = [](int i) { return std::to_string(i) + "@example.com"; };
        for (int i = 0; i < count; ++i)
            held->add("c" + std::to_string(i),
                      "\"lead_source\":\"" + name(i % (count - 1)) + "\""); // the last is double
        const ContactMatches matches(held, 1, false);
        for (int i = 1; i < count - 1; ++i)
            QCOMPARE(idOf(*held, matches.find(name(i))), QByteArray("c" + QByteArray::number(i)));
        QCOMPARE(idOf(*held, matches.find(name(0))), QByteArray("several"));
        QCOMPARE(idOf(*held, matches.find(name(count))), QByteArray("none"));
    }
};

MUSTER_TEST(TestContactMatches, QCoreApplication)

} // namespace tst_contactmatches

#include "tst_contactmatches.moc"
