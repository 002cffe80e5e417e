// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "enrichfixture.h"
#include "network/wire/enrichment.h"

#include "tests/support/testprogram.h"

#include <QRandomGenerator>
#include <atomic>
#include <cstdlib>
#include <new>
#include <thread>

using namespace muster;
using namespace muster::test;

namespace {
thread_local qint64 allocations = 0;
}

// Counts what the checker takes from the heap.
void *operator new(std::size_t size)
{
    ++allocations;
    if (void *memory = std::malloc(size))
        return memory;
    throw std::bad_alloc();
}
void operator delete(void *memory) noexcept
{
    std::free(memory);
}
void operator delete(void *memory, std::size_t) noexcept
{
    std::free(memory);
}

namespace {

QString a()
{
    return QStringLiteral("a");
}

QString b()
{
    return QStringLiteral("b");
}

QString string()
{
    return QStringLiteral("string");
}

} // namespace

class TestRowChecker : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRowBecomesValues()
    {
        RowBench bench(mappingOf({fieldOf(a(), string()), fieldOf(b(), QStringLiteral("decimal"))}));
        QCOMPARE(bench.line({"7", "x", "1.50"}), QStringLiteral("send 7: string=x decimal=1.50"));
        QCOMPARE(bench.line({" 7 ", " x ", " 1.50 "}), QStringLiteral("send 7: string= x  decimal=1.50"));
        QCOMPARE(bench.line({"8", "0", "0"}), QStringLiteral("send 8: string=0 decimal=0"));
        QCOMPARE(bench.line({"8", "false", ""}), QStringLiteral("send 8: string=false"));
        QCOMPARE(bench.line({"9", "x"}), QStringLiteral("send 9: string=x")); // a short row
        QCOMPARE(bench.line({"9", "x", "1", "more"}), QStringLiteral("send 9: string=x decimal=1"));
    }

    void aCellThatDoesNotFitIsTriedInOtherWays()
    {
        FieldMapping field
            = fieldOf(a(), QStringLiteral("decimal"), {ReadNumber{QStringLiteral("."), QStringLiteral(",")}});
        field.alternatives = {{ReplacePattern{QStringLiteral("x"), {}}, ReadNumber{QStringLiteral(","), {}}},
                              {ReplacePattern{QStringLiteral("-+$"), {}}}};
        RowBench bench(mappingOf({field, fieldOf(b(), string())}));
        QCOMPARE(bench.line({"1", "1,200.5", "y"}), QStringLiteral("send 1: decimal=1200.5 string=y"));
        QCOMPARE(bench.line({"1", "7,5x", "y"}), QStringLiteral("send 1: decimal=7.5 string=y")); // the first
        QCOMPARE(bench.line({"1", "80--", "y"}), QStringLiteral("send 1: decimal=80 string=y")); // the second
        QCOMPARE(bench.line({"1", "--", "y"}), QStringLiteral("send 1: string=y")); // nothing is left: that is no value
        QCOMPARE(bench.line({"1", "many", "y"}), QStringLiteral("rejected 1: not_decimal a many"));
    }

    void aCellCanBeLeftOutAlone()
    {
        FieldMapping field = fieldOf(a(), QStringLiteral("integer"));
        field.policy.invalid = InvalidCell::LeaveOut;
        RowBench bench(mappingOf({field, fieldOf(b(), QStringLiteral("date"))}));
        const CheckedRow &row = bench.check({"1", "many", "2024-05-01"});
        QCOMPARE(row.verdict(), RowVerdict::Send);
        QCOMPARE(row.values().size(), std::size_t(1));
        QCOMPARE(row.values().front().field, 1U);
        QCOMPARE(row.fates(), (std::vector{CellFate::LeftOut, CellFate::Kept}));
        QCOMPARE(row.findings().size(), std::size_t(1));
        QVERIFY(row.findings().front().isLeftOut);
        // Nothing but such cells is nothing to send; what does not fit elsewhere still rejects the row.
        QCOMPARE(bench.check({"1", "many", ""}).verdict(), RowVerdict::NothingToSend);
        QCOMPARE(bench.line({"1", "many", "May"}), QStringLiteral("rejected 1: not_integer a many not_date b May"));
        QCOMPARE(bench.check({"", "many", "2024-05-01"}).verdict(), RowVerdict::Rejected);
    }

    void nothingEmptyAndNoNullWordReachesTheService_data()
    {
        QTest::addColumn<QByteArray>("cell");
        for (const char *cell : {"", " ", "\t", "\u00A0", "\uFEFF", "null", "NULL", "N/A", " N/A ", "\u00A0null"})
            QTest::newRow(cell) << QByteArray(cell);
    }

    void nothingEmptyAndNoNullWordReachesTheService()
    {
        QFETCH(QByteArray, cell);
        for (const QString &type : {string(), QStringLiteral("integer"), QStringLiteral("decimal"),
                                    QStringLiteral("boolean"), QStringLiteral("date")}) {
            RowBench bench(mappingOf({fieldOf(a(), type)}));
            QCOMPARE(bench.line({"1", cell}), QStringLiteral("nothing 1:"));
        }
        // Also when the list of words is empty: the service would refuse the whole batch.
        EnrichmentMapping mapping = mappingOf({fieldOf(a(), string())});
        mapping.guardWords.clear();
        RowBench bench(mapping);
        QCOMPARE(bench.line({"1", cell}), QStringLiteral("nothing 1:"));
    }

    void aStepCannotMakeANullWord()
    {
        const QList<FieldTransform> steps
            = {ReplacePattern{QStringLiteral("^x$"), {}}, ReplacePattern{QStringLiteral("^y$"), QStringLiteral("N/A")},
               ReplacePattern{QStringLiteral("^z$"), QStringLiteral(" ")}};
        RowBench bench(mappingOf({fieldOf(a(), string(), steps)}));
        for (const char *cell : {"x", "y", "z"}) {
            QCOMPARE(bench.line({"1", cell}), QStringLiteral("nothing 1:"));
            QCOMPARE(int(bench.check({"1", cell}).fates()[0]), int(CellFate::Guarded));
        }
        RowBench upper(mappingOf({fieldOf(a(), string(), {ChangeCase{ChangeCase::To::Upper}})}));
        QCOMPARE(upper.line({"1", "Null"}), QStringLiteral("nothing 1:"));
    }

    void guardWordsAreExact()
    {
        RowBench bench(mappingOf({fieldOf(a(), string())}));
        QCOMPARE(bench.line({"1", "Null"}), QStringLiteral("send 1: string=Null")); // a family name
        EnrichmentMapping mapping = mappingOf({fieldOf(a(), string())});
        mapping.guardWords = {QStringLiteral("-")};
        RowBench own(mapping);
        QCOMPARE(own.line({"1", " - "}), QStringLiteral("nothing 1:"));
        QCOMPARE(own.line({"1", "--"}), QStringLiteral("send 1: string=--"));
    }

    void theFirstColumnWithAValueIsTaken()
    {
        FieldMapping field = fieldOf(a(), QStringLiteral("integer"));
        field.source.columns = {a(), b()};
        RowBench bench(mappingOf({field}));
        QCOMPARE(bench.line({"1", "", "2"}), QStringLiteral("send 1: integer=2"));
        QCOMPARE(bench.line({"1", "N/A", "2"}), QStringLiteral("send 1: integer=2"));
        QCOMPARE(bench.line({"1", "0", "2"}), QStringLiteral("send 1: integer=0"));
        QCOMPARE(bench.line({"1", "x", "2"}), QStringLiteral("rejected 1: not_integer a x"));
        QCOMPARE(bench.line({"1", "", "y"}), QStringLiteral("rejected 1: not_integer b y"));
    }

    void constantsAreSentWithEveryRow()
    {
        FieldMapping field{.attribute = QStringLiteral("date"), .source = {.constant = QStringLiteral("1.2.2026")}};
        field.transforms = {ReadDate{QStringLiteral("d.M.yyyy"), {}}};
        RowBench bench(mappingOf({field}));
        QCOMPARE(bench.line({"1", "", ""}), QStringLiteral("send 1: date=2026-02-01"));
        QCOMPARE(bench.line({"", "", ""}), QStringLiteral("nothing :")); // a blank row is no row
    }

    void anEmptyCellMayStopItsRow()
    {
        FieldMapping strict = fieldOf(a(), string());
        strict.policy.empty = EmptyCell::SkipRow;
        RowBench bench(mappingOf({strict, fieldOf(b(), QStringLiteral("integer"))}));
        QCOMPARE(bench.line({"1", "", "5"}), QStringLiteral("skipped 1: integer=5"));
        QCOMPARE(bench.line({"1", " ", "bad"}), QStringLiteral("skipped 1:"));
        QCOMPARE(bench.line({"1", "N/A", "5"}), QStringLiteral("send 1: integer=5")); // not truly empty
        QCOMPARE(bench.line({"1", "x", "bad"}), QStringLiteral("rejected 1: not_integer b bad"));
    }

    void contactIds_data() // F62
    {
        QTest::addColumn<QByteArray>("id");
        QTest::addColumn<QString>("expected");
        QTest::newRow("missing") << QByteArray("") << QStringLiteral("rejected : id_missing id ");
        QTest::newRow("blank") << QByteArray(" \t") << QStringLiteral("rejected : id_missing id ");
        QTest::newRow("null") << QByteArray("null") << QStringLiteral("rejected : id_missing id null");
        QTest::newRow("n/a") << QByteArray("N/A") << QStringLiteral("rejected : id_missing id N/A");
        QTest::newRow("slash") << QByteArray("a/b") << QStringLiteral("rejected : id_path_characters id a/b");
        QTest::newRow("dots") << QByteArray("..") << QStringLiteral("rejected : id_path_characters id ..");
        QTest::newRow("dot") << QByteArray(".") << QStringLiteral("rejected : id_path_characters id .");
        QTest::newRow("control") << QByteArray("a\x01z")
                                 << QStringLiteral("rejected : id_control_characters id a\x01z");
        QTest::newRow("line break") << QByteArray("a\nz") << QStringLiteral("rejected : id_control_characters id a\nz");
        QTest::newRow("long") << QByteArray(10'000, 'x')
                              << QStringLiteral("rejected : id_too_long id %1").arg(QString(80, u'x'));
        QTest::newRow("just short enough")
            << QByteArray(256, 'x') << QStringLiteral("send %1: string=v").arg(QString(256, u'x'));
        QTest::newRow("spreadsheet") << QByteArray("1.23457E+15")
                                     << QStringLiteral("rejected : id_damaged id 1.23457E+15");
        QTest::newRow("spreadsheet, comma")
            << QByteArray("1,2e+7") << QStringLiteral("rejected : id_damaged id 1,2e+7");
        QTest::newRow("hex") << QByteArray("12e7") << QStringLiteral("send 12e7: string=v");
        QTest::newRow("big number") << QByteArray("12345678901234567890123")
                                    << QStringLiteral("send 12345678901234567890123: string=v");
        QTest::newRow("zero") << QByteArray("0") << QStringLiteral("send 0: string=v");
        QTest::newRow("percent") << QByteArray("%2e%2e") << QStringLiteral("send %2e%2e: string=v"); // S19: one segment
    }

    void contactIds()
    {
        QFETCH(QByteArray, id);
        QFETCH(QString, expected);
        RowBench bench(mappingOf({fieldOf(a(), string())}));
        QCOMPARE(bench.line({id, "v"}), expected);
        QCOMPARE(bench.check({id, "v"}).hasUsableId(), expected.startsWith(QLatin1String("send")));
    }

    void textThatIsNoneIsRefused()
    {
        RowBench bench(mappingOf({fieldOf(a(), string())}));
        QCOMPARE(bench.check({"\xC3", "v"}).findings()[0].rule, EnrichRule::NotText);
        QCOMPARE(bench.check({"1", "\xFF"}).findings()[0].rule, EnrichRule::NotText);
        QCOMPARE(bench.check({"1", QByteArray("a\0b", 3)}).findings()[0].rule, EnrichRule::NotText);
        QCOMPARE(bench.check({"1", QByteArray(70'000, 'x')}).findings()[0].rule, EnrichRule::TooLong);
        const CheckedRow &row = bench.check({"1", QByteArray(70'000, 'x')});
        QCOMPARE(row.text(row.findings()[0]).size(), CheckedRow::maxShown);
    }

    void allFindingsOfARowAreTold()
    {
        RowBench bench(mappingOf({fieldOf(a(), QStringLiteral("integer")), fieldOf(b(), QStringLiteral("date"))}));
        QCOMPARE(bench.line({"", "1.5", "2026-02-30"}),
                 QStringLiteral("rejected : id_missing id  fraction a 1.5 no_such_day b 2026-02-30"));
        QCOMPARE(bench.line({"1", "1", "2026-02-28"}), QStringLiteral("send 1: integer=1 date=2026-02-28"));
    }

    /// What a batch would refuse never leaves the checker, whatever the cells hold.
    void everyValueIsCanonical()
    {
        const char *pieces[] = {"null", "N/A",  " ",    "0",  "1",      "-",    ".", "e",    "+",   "true",
                                "no",   "2026", "-02-", "30", "\u00A0", "\xFF", "ä", "NULL", "1e3", "x"};
        const ListSchema schema = everyTypeSchema();
        QRandomGenerator random(5);
        for (int type = 0; type < 5; ++type) {
            const EnrichmentMapping mapping
                = mappingOf({fieldOf(a(), schema.attributes[type].name, {TrimText(), ChangeCase()})});
            RowBench bench(mapping);
            for (int i = 0; i < 40'000; ++i) {
                QByteArray cell;
                for (int count = random.bounded(4); count > 0; --count)
                    cell += pieces[random.bounded(int(std::size(pieces)))];
                const CheckedRow &row = bench.check({"1", cell});
                for (const CheckedValue &value : row.values())
                    QVERIFY2(isCanonicalValue(*schema.attributes[type].type, row.text(value)), cell.constData());
                QCOMPARE(row.verdict() == RowVerdict::Rejected, !row.findings().empty());
                QCOMPARE(row.fates().size(), std::size_t(1));
            }
        }
    }

    void checkingAllocatesNothing()
    {
        FieldMapping field = fieldOf(a(), string(),
                                     {TrimText(), ChangeCase{ChangeCase::To::Title},
                                      ReplacePattern{QStringLiteral("[0-9]+"), QStringLiteral("#")}});
        RowChecker checker(compiled(
            mappingOf({field, fieldOf(b(), QStringLiteral("date"), {ReadDate{QStringLiteral("d MMMM yyyy"), {}}})})));
        const std::string_view good[] = {"contact-4711", "  some name 12 ", "3 March 2026"};
        const std::string_view bad[] = {"contact-4711", "other", "30 February 2026"};
        CheckedRow row;
        for (int i = 0; i < 10; ++i) {
            checker.check({good, 2}, row);
            checker.check({bad, 3}, row);
        }
        const qint64 before = allocations;
        for (int i = 0; i < 1000; ++i) {
            checker.check({good, 2}, row);
            checker.check({bad, 3}, row);
        }
        QCOMPARE(allocations, before);
        checker.check({good, 2}, row);
        QCOMPARE(row.text(row.values()[0]), std::string_view("Some Name #"));
    }

    void workersShareOneMapping()
    {
        const CompiledMappingPointer mapping = compiled(
            mappingOf({fieldOf(a(), string(), {ReplacePattern{QStringLiteral("(b+)"), QStringLiteral("<\\1>")}}),
                       fieldOf(b(), QStringLiteral("date"), {ReadDate{QStringLiteral("d.M.yyyy"), {}}})}));
        std::atomic<int> good = 0;
        std::vector<std::thread> workers;
        for (int worker = 0; worker < 4; ++worker) {
            workers.emplace_back([&] {
                RowChecker checker(mapping);
                CheckedRow row;
                const std::string_view cells[] = {"1", "abba", "1.2.2026"};
                for (int i = 0; i < 2000; ++i) {
                    checker.check({cells, 2}, row);
                    good += row.verdict() == RowVerdict::Send && row.text(row.values()[0]) == "a<bb>a";
                }
            });
        }
        for (std::thread &worker : workers)
            worker.join();
        QCOMPARE(good.load(), 8000);
    }
};

MUSTER_TEST(TestRowChecker, QCoreApplication)
#include "tst_rowchecker.moc"
