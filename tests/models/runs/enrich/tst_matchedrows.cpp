// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "enrichsamples.h"
#include "models/runs/enrich/check/sourcecheck.h"
#include "tests/support/testprogram.h"

#include <QTemporaryDir>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace tst_matchedrows {

/// Whose row a row is, which of several counts, and what it may write over.
class TestMatchedRows : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    std::shared_ptr<ContactValues> m_values;
    EnrichmentMapping m_mapping;

    static ListSchema schema()
    {
        ListSchema schema = leadSchema();
        schema.attributes.append({u"email"_s, ListAttributeType::Text, u"string"_s});
        schema.attributes.append({u"changed"_s, ListAttributeType::Date, u"date"_s});
        schema.attributes.append({u"consent"_s, ListAttributeType::Boolean, u"boolean"_s});
        return schema;
    }
    [[nodiscard]] EnrichCheckOrder order(const QByteArray &csv) const
    {
        const QString file = m_folder.filePath(u"in.csv"_s);
        writeFile(file, csv);
        return {{file, {}}, m_mapping, schema(), {}};
    }
    /// The mapping is complete.
    void hold(std::initializer_list<std::pair<const char *, const char *>> contacts)
    {
        m_values = std::make_shared<ContactValues>(schema(), attributesReadFor(m_mapping));
        for (const auto &[id, members] : contacts)
            m_values->add(id, members);
    }
    struct Outcome
    {
        CheckReport report;
        QStringList sent; ///< "id {new members}", in the file's order.
    };
    [[nodiscard]] Result<Outcome> checked(const EnrichCheckOrder &order, bool hasValues = true) const
    {
        CheckContext context;
        context.values = hasValues ? m_values : nullptr;
        context.copies = hasValues;
        TRY(check, SourceCheck::begin(order, context));
        Outcome outcome;
        double share = 0;
        for (bool isMore = true; isMore;) {
            TRY(more, (*check)->step());
            isMore = *more;
            for (const BackupRecord &copy : (*check)->takeCopies())
                outcome.sent << QString::fromStdString(copy.contactId + " {" + copy.newMembers + '}');
            if ((*check)->share() < share)
                qFatal("the work goes backwards");
            share = (*check)->share();
        }
        outcome.report = (*check)->takeReport();
        return outcome;
    }
    static QStringList found(const CheckReport &report)
    {
        QStringList found;
        for (const CheckFinding &finding : report.findings)
            found << u"%1 %2 %3 %4"_s.arg(QString::number(finding.row), finding.column, keyOf(finding.rule),
                                          finding.value);
        return found;
    }

private Q_SLOTS:
    void init()
    {
        m_mapping = leadMapping();
        m_mapping.fields.removeFirst(); // the score alone
        m_values = nullptr;
    }

    void contactsAreFoundByAnAttribute()
    {
        m_mapping.match = {u"email"_s, true};
        hold({{"c1", R"("email":"ada@example.com","lead_score":1)"},
              {"c2", R"("email":"Bob@Example.com")"},
              {"c3", R"("email":"twin@example.com")"},
              {"c4", R"("email":"TWIN@example.com")"},
              {"c5", R"("lead_score":3)"}});
        const auto outcome = checked(order("id,score\n"
                                           "bob@example.com,5\n"
                                           "twin@example.com,6\n" // of two
                                           "eve@example.com,7\n" // of nobody
                                           ",8\n"
                                           " ADA@example.com ,9\n"
                                           "ada@example.com,10\n")); // the same contact once more
        QVERIFY(outcome);
        QCOMPARE(outcome->sent, (QStringList{u"c2 {\"lead_score\":5}"_s, u"c1 {\"lead_score\":9}"_s}));
        QCOMPARE(found(outcome->report),
                 (QStringList{u"3 id several_matches twin@example.com"_s, u"4 id no_match eve@example.com"_s,
                              u"5 id match_missing "_s, u"7 id id_duplicate c1"_s}));
        QCOMPARE(outcome->report.rates.rejected(), 4);
        QCOMPARE(outcome->report.diff->notInList, 1);
        QCOMPARE(outcome->report.diff->fields.size(), 1); // the attribute that is only compared is not filled
        QCOMPARE(outcome->report.diff->overall().changes, 1);
        QCOMPARE(outcome->report.diff->overall().fills, 1);
    }

    void aNumberMatchesByItsWorth()
    {
        m_mapping = leadMapping();
        m_mapping.fields.removeLast();
        m_mapping.match = {u"lead_score"_s, false};
        hold({{"c1", R"("lead_score":7,"lead_source":"x")"}});
        const auto outcome = checked(order("id,source\n7,Fair\n7.5,Web\n"));
        QVERIFY(outcome);
        QCOMPARE(outcome->sent, QStringList(u"c1 {\"lead_source\":\"Fair\"}"_s));
        QCOMPARE(found(outcome->report), QStringList(u"3 id fraction 7.5"_s));
    }

    /// F62: whose record could not be read may have the value as well.
    void F62_nobodyIsTheOnlyOneBesideUnreadContacts()
    {
        m_mapping.match = {u"email"_s, false};
        hold({{"c1", R"("email":"a@example.com")"}});
        m_values->setUnread(2);
        const auto outcome = checked(order("id,score\na@example.com,5\n"));
        QVERIFY(!outcome);
        QCOMPARE(outcome.error().code, u"match_list_incomplete"_s);
        QCOMPARE(outcome.error().subject, u"2"_s);
    }

    void withoutValuesNobodyIsFound()
    {
        m_mapping.match = {u"email"_s, false};
        const EnrichCheckOrder ordered = order("id,score\na@example.com,5\n");
        QCOMPARE(checked(ordered, false).error().code, u"match_values_missing"_s);
        QCOMPARE(checked(ordered, false).error().subject, u"email"_s);
        hold({{"c1", R"("lead_score":1)"}}); // none has an address
        QCOMPARE(checked(ordered).error().code, u"match_values_missing"_s);
    }

    void theNewestRowCounts()
    {
        m_mapping.recency = {u"when"_s, u"dd.MM.yyyy"_s, {}};
        hold({{"c1", ""}, {"c2", ""}, {"c3", ""}, {"c4", R"("lead_score":0)"}});
        const auto outcome = checked(order("id,score,when\n"
                                           "c1,1,01.03.2026\n"
                                           "c2,2,\n" // the only one: needs no date
                                           "c1,3,03.03.2026 08:00\n"
                                           "c1,none,02.03.2026\n" // what is wrong with an older one does not matter
                                           "c3,5,01.03.2026\n"
                                           "c3,6,soon\n"
                                           "c4,7,01.03.2026\n"
                                           "c4,none,02.03.2026\n" // the newest: no older one takes its place
                                           ",9,02.03.2026\n"));
        QVERIFY(outcome);
        QCOMPARE(outcome->sent, (QStringList{u"c2 {\"lead_score\":2}"_s, u"c1 {\"lead_score\":3}"_s}));
        QCOMPARE(found(outcome->report),
                 (QStringList{u"6 when undated_row 01.03.2026"_s, u"7 when undated_row soon"_s,
                              u"9 score not_integer none"_s, u"10 id id_missing "_s}));
        const FillRates &rates = outcome->report.rates;
        QCOMPARE(rates.outdated(), 3);
        QCOMPARE(rates.rejected(), 4);
        QCOMPARE(rates.rows(), 9);
        QCOMPARE(rates.fields()[0].mapped, 6); // an older row's cells are nobody's
        QCOMPARE(rates.fields()[0].refused, 1);
        QCOMPARE(FillRates::fromJson(rates.json()).outdated(), 3);
    }

    void equallyNewRowsAreDuplicates()
    {
        m_mapping.recency = {u"when"_s, {}, {}};
        hold({{"c1", R"("lead_score":0)"}});
        const auto outcome = checked(order("id,score,when\nc1,1,2026-03-01\nc1,2,2026-03-02\nc1,3,2026-03-02\n"));
        QVERIFY(outcome);
        QCOMPARE(outcome->sent, QStringList(u"c1 {\"lead_score\":2}"_s));
        QCOMPARE(found(outcome->report), QStringList(u"4 id id_duplicate c1"_s));
    }

    void theNewestOfAMatchedContactCounts()
    {
        m_mapping.match = {u"email"_s, true};
        m_mapping.recency = {u"when"_s, {}, {}};
        hold({{"c1", R"("email":"ada@example.com")"}});
        const auto outcome
            = checked(order("id,score,when\nADA@example.com,1,2026-03-01\nada@example.com,2,2026-03-02\n"));
        QVERIFY(outcome);
        QCOMPARE(outcome->sent, QStringList(u"c1 {\"lead_score\":2}"_s));
        QVERIFY(outcome->report.fits());
        QCOMPARE(outcome->report.rates.outdated(), 1);
    }

    void withoutAListTheNewestIsKnownAsWell()
    {
        m_mapping.recency = {u"when"_s, {}, {}};
        const auto outcome = checked(order("id,score,when\nc1,1,2026-03-01\nc1,2,2026-03-02\n"), false);
        QVERIFY(outcome);
        QCOMPARE(outcome->report.rates.sent(), 1);
        QCOMPARE(outcome->report.rates.outdated(), 1);
    }

    /// More than a block, so that the second reading has several.
    void aLongFileIsReadTwice()
    {
        constexpr int contacts = 30'000;
        m_mapping.recency = {u"when"_s, {}, {}};
        m_values = std::make_shared<ContactValues>(schema(), attributesReadFor(m_mapping));
        QByteArray csv = "id,score,when\n";
        for (int i = 0; i < contacts; ++i) {
            m_values->add("c" + std::to_string(i), R"("lead_score":0)");
            csv += "c" + QByteArray::number(i) + ",1,2026-03-01\n";
        }
        for (int i = contacts - 1; i >= 0; --i)
            csv += "c" + QByteArray::number(i) + ",2,2026-03-0" + (i % 2 ? "2\n" : "1\n");
        const auto outcome = checked(order(csv));
        QVERIFY(outcome);
        QCOMPARE(outcome->sent.size(), contacts);
        QCOMPARE(outcome->report.rates.outdated(), contacts / 2);
        QCOMPARE(outcome->report.rates.rejected(), contacts / 2); // equally new
        QCOMPARE(outcome->sent.filter(u":2}"_s).size(), contacts / 2);
        QCOMPARE(outcome->report.rates.rows(), 2 * contacts);
    }

    void anotherFileInTheSecondReadingIsNoticed()
    {
        m_mapping.recency = {u"when"_s, {}, {}};
        hold({{"c1", R"("lead_score":0)"}});
        for (const char *other :
             {"id,score,when\nc1,2,2026-03-01\n", "id,score,when\nc1,1,2026-03-01\nc1,2,2026-03-02\n"}) {
            const EnrichCheckOrder ordered = order("id,score,when\nc1,1,2026-03-01\n");
            auto check = SourceCheck::begin(ordered, {.values = m_values});
            QVERIFY(check);
            QVERIFY((*check)->step().value()); // the dates of the only block
            writeFile(ordered.source.file, other);
            std::optional<ApiError> error;
            for (bool isMore = true; isMore && !error;) {
                const auto more = (*check)->step();
                isMore = more && *more;
                if (!more)
                    error = more.error();
            }
            QVERIFY(error);
            QCOMPARE(error->code, u"source_changed"_s);
        }
    }

    void whatARuleLetsBeWritten_data()
    {
        QTest::addColumn<int>("write");
        QTest::addColumn<QString>("held"); // its JSON; empty: nothing
        QTest::addColumn<QString>("cell");
        QTest::addColumn<bool>("isWritten");
        const auto row = [](FieldWrite write, const char *held, const char *cell, bool isWritten) {
            QTest::addRow("%s: %s by %s", qPrintable(keyOf(write)), held, cell)
                << int(write) << QString::fromLatin1(held) << QString::fromLatin1(cell) << isWritten;
        };
        using enum FieldWrite;
        row(OnlyIfGreater, "5", "6", true);
        row(OnlyIfGreater, "5", "5", false);
        row(OnlyIfGreater, "5", "4", false);
        row(OnlyIfGreater, "5.0", "5", false);
        row(OnlyIfGreater, "-5", "-4", true);
        row(OnlyIfGreater, "9", "10", true); // not as texts
        row(OnlyIfGreater, "", "1", true);
        row(OnlyIfGreater, "\"5\"", "6", false); // no number: nobody can tell
        row(OnlyIfSmaller, "5", "4", true);
        row(OnlyIfSmaller, "5", "5", false);
        row(OnlyIfSmaller, "5", "6", false);
        row(OnlyIfSmaller, "", "6", true);
        row(OnlyIfEmpty, "5", "6", false);
        row(OnlyIfEmpty, "", "6", true);
    }
    void whatARuleLetsBeWritten()
    {
        QFETCH(int, write);
        QFETCH(QString, held);
        QFETCH(QString, cell);
        QFETCH(bool, isWritten);
        m_mapping.fields.first().policy.write = FieldWrite(write);
        const QByteArray members
            = held.isEmpty() ? QByteArray(R"("lead_source":"x")") : R"("lead_score":)" + held.toLatin1();
        hold({{"c1", members.constData()}});
        const auto outcome = checked(order("id,score\nc1," + cell.toLatin1() + '\n'));
        QVERIFY(outcome);
        QCOMPARE(outcome->sent.size(), isWritten ? 1 : 0);
        QCOMPARE(outcome->report.rates.fields()[0].held, isWritten ? 0 : 1);
        QVERIFY(outcome->report.fits());
    }

    void datesAreComparedByTheCalendar()
    {
        FieldMapping changed;
        changed.attribute = u"changed"_s;
        changed.source.columns = QStringList(u"when"_s);
        changed.policy.write = FieldWrite::OnlyIfGreater;
        m_mapping.fields = {changed};
        hold({{"c1", R"("changed":"2026-02-28")"}, {"c2", R"("changed":"2026-03-02")"}});
        const auto outcome = checked(order("id,when\nc1,2026-03-01\nc2,2026-03-01\n"));
        QVERIFY(outcome);
        QCOMPARE(outcome->sent, QStringList(u"c1 {\"changed\":\"2026-03-01\"}"_s));
    }

    void onlyNewerRowsWriteOver()
    {
        m_mapping.recency = {u"when"_s, {}, u"changed"_s};
        m_mapping.fields.first().policy.write = FieldWrite::OnlyIfNewer;
        hold({{"c1", R"("lead_score":1,"changed":"2026-03-01")"},
              {"c2", R"("lead_score":1,"changed":"2026-03-02")"},
              {"c3", R"("lead_score":1,"changed":"2026-03-03")"},
              {"c4", R"("lead_score":1)"},
              {"c5", R"("lead_score":1,"changed":"last spring")"},
              {"c6", R"("changed":"2026-03-03")"},
              {"c7", R"("lead_score":1,"changed":"2026-03-01")"}});
        const auto outcome = checked(order("id,score,when\n"
                                           "c1,5,2026-03-02\n"
                                           "c2,5,2026-03-02 23:59\n" // the same day is not later
                                           "c3,5,2026-03-02\n"
                                           "c4,5,2026-03-02\n" // was never dated
                                           "c5,5,2026-03-02\n"
                                           "c6,5,2026-03-02\n" // has nothing to keep
                                           "c7,5,\n")); // says no date
        QVERIFY(outcome);
        QCOMPARE(outcome->sent,
                 (QStringList{u"c1 {\"lead_score\":5}"_s, u"c4 {\"lead_score\":5}"_s, u"c6 {\"lead_score\":5}"_s}));
        QCOMPARE(outcome->report.rates.fields()[0].held, 4);
        QVERIFY(outcome->report.fits());
    }

    void rulesThatNeedValuesAreRefusedWithoutThem()
    {
        m_mapping.recency = {u"when"_s, {}, u"changed"_s};
        using enum FieldWrite;
        for (const FieldWrite write : {OnlyIfEmpty, OnlyIfGreater, OnlyIfSmaller, OnlyIfNewer}) {
            m_mapping.fields.first().policy.write = write;
            const EnrichCheckOrder ordered = order("id,score,when\nc1,5,2026-03-01\n");
            QCOMPARE(checked(ordered, false).error().code, u"only_if_empty"_s);
            hold({{"c1", R"("note":"no attribute of the schema")"}});
            QCOMPARE(checked(ordered).error().code, u"values_not_shown"_s);
        }
    }
};

MUSTER_TEST(TestMatchedRows, QCoreApplication)

} // namespace tst_matchedrows

#include "tst_matchedrows.moc"
