// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/enrich/check/sourcecheck.h"

#include "tests/support/testprogram.h"

#include "enrichsamples.h"
#include "models/sources/tableformat.h"
#include "models/sources/tablereader.h"

#include <QCryptographicHash>
#include <QDir>
#include <QTemporaryDir>

using namespace muster;
using namespace muster::test;

namespace tst_sourcecheck {

class TestSourceCheck : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void countsEveryRowOnce();
    void rejectedRowsCanBeMendedAndCheckedAgain();
    void S21_rejectedCellsAreSafeInASpreadsheet();
    void S22_rejectedCellsReadBackAsTheyWere_data();
    void S22_rejectedCellsReadBackAsTheyWere();
    void S22_anApostropheOfAnotherFileStays();
    void noRejectFileWithoutRejects();
    void S23_nothingIsConcludedFromABrokenFile();
    void findingsAreCappedButCounted();
    void aMappingThatDoesNotFitIsNamed();
    void aValueThatMayNotBeOverwrittenIsNeverSent();
    void whatContactsHoldIsLeftAlone();
    void whatIsSentIsCopiedAsItWas();
    void whatCannotBeToldFromHiddenIsNotFilled();

private:
    [[nodiscard]] QString path(const char *name) const { return m_folder.filePath(QString::fromLatin1(name)); }
    [[nodiscard]] EnrichCheckOrder order(const QByteArray &csv)
    {
        writeFile(path("in.csv"), csv);
        return {{path("in.csv"), {}}, leadMapping(), leadSchema(), {}};
    }
    [[nodiscard]] static Result<CheckReport> checked(const EnrichCheckOrder &order, const CheckContext &context = {})
    {
        auto check = SourceCheck::begin(order, context);
        if (!check)
            return tl::unexpected(check.error());
        for (;;) {
            const auto more = (*check)->step();
            if (!more)
                return tl::unexpected(more.error());
            if (!*more)
                return (*check)->takeReport();
        }
    }
    [[nodiscard]] QByteArray contents(const char *name) const
    {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    QTemporaryDir m_folder;
};

namespace {

const QByteArray sample = "id,source,score\n"
                          "c1,Fair,5\n" // fits
                          "c2,,\n" // nothing to send
                          "c3,NULL,7\n" // one guarded
                          "c4,Web,x\n" // no number
                          ",Web,1\n" // no id
                          "c1,Web,2\n"; // comes again

} // namespace

void TestSourceCheck::countsEveryRowOnce()
{
    const auto report = checked(order(sample));
    QVERIFY(report);
    const FillRates &rates = report->rates;
    QCOMPARE(rates.rows(), 6);
    QCOMPARE(rates.sent(), 2);
    QCOMPARE(rates.nothingToSend(), 1);
    QCOMPARE(rates.rejected(), 3);
    QVERIFY(!report->fits());
    // Six mapped cells of each, counted before the guard; kept are those of rows that are sent.
    QCOMPARE(rates.fields()[0].mapped, 6);
    QCOMPARE(rates.fields()[0].kept, 1);
    QCOMPARE(rates.fields()[1].kept, 2);
    const QList<CheckFinding> expected{
        {5, EnrichRule::NotInteger, QStringLiteral("score"), QStringLiteral("lead_score"), QStringLiteral("x")},
        {6, EnrichRule::IdMissing, QStringLiteral("id"), {}, {}},
        {7, EnrichRule::IdDuplicate, QStringLiteral("id"), {}, QStringLiteral("c1")}};
    QCOMPARE(report->findings.size(), 3);
    for (qsizetype i = 0; i < 3; ++i) {
        QCOMPARE(report->findings[i].row, expected[i].row);
        QCOMPARE(report->findings[i].rule, expected[i].rule);
        QCOMPARE(report->findings[i].column, expected[i].column);
        QCOMPARE(report->findings[i].attribute, expected[i].attribute);
    }
    QCOMPARE(report->findings[0].value, QStringLiteral("x"));
    QCOMPARE(report->sourceDigest,
             QString::fromLatin1(QCryptographicHash::hash(sample, QCryptographicHash::Sha256).toHex()));
}

void TestSourceCheck::rejectedRowsCanBeMendedAndCheckedAgain()
{
    EnrichCheckOrder first = order(sample);
    first.rejectsFile = path("rejects.csv");
    const auto report = checked(first);
    QVERIFY(report);
    QCOMPARE(contents("rejects.csv"),
             "row,reasons,id,source,score\r\n5,score: not_integer,c4,Web,x\r\n6,id: id_missing,,Web,1\r\n"
             "7,id: id_duplicate,c1,Web,2\r\n");
    QVERIFY((QFile::permissions(path("rejects.csv")) & (QFile::ReadGroup | QFile::ReadOther)) == 0);
    const EnrichCheckOrder again{{path("rejects.csv"), {}}, leadMapping(), leadSchema(), {}};
    QCOMPARE(checked(again)->rates.rejected(), 2); // c1 comes but once here
    QCOMPARE(checked(first).error().code, QStringLiteral("exists")); // never over an older one
}

void TestSourceCheck::S21_rejectedCellsAreSafeInASpreadsheet()
{
    EnrichCheckOrder order
        = this->order("id,=source,score\nc1,=1+1,x\nc2,\"a;\uFF1D1\",x\nc3,\" \n@x\",x\nc4,plain,x\n");
    order.mapping.fields[0].source.columns = {QStringLiteral("=source")};
    order.rejectsFile = path("guarded.csv");
    const auto report = checked(order, {TextProfile::Spreadsheets, {}});
    QVERIFY2(report, report ? "" : qPrintable(report.error().code));
    const QByteArray csv = contents("guarded.csv");
    QVERIFY2(csv.startsWith("row,reasons (cells guarded),id,'=source,score\r\n"), csv.constData());
    QVERIFY2(csv.contains(",c1,'=1+1,x\r\n") && csv.contains(",c2,\"a;'\uFF1D1\",x\r\n")
                 && csv.contains(",c3,\" \n'@x\",x\r\n") && csv.contains(",c4,plain,x\r\n"),
             csv.constData());
    QCOMPARE(report->formulaCells, 4);
}

void TestSourceCheck::S22_rejectedCellsReadBackAsTheyWere_data()
{
    QTest::addColumn<TextProfile>("profile");
    QTest::newRow("for spreadsheets") << TextProfile::Spreadsheets;
    QTest::newRow("for machines") << TextProfile::Machines;
}

void TestSourceCheck::S22_rejectedCellsReadBackAsTheyWere()
{
    QFETCH(TextProfile, profile);
    const QStringList values{QStringLiteral("+41446681800"), QStringLiteral("'quoted'"), QStringLiteral("''two"),
                             QStringLiteral("=1+1"),         QStringLiteral("0041"),     QStringLiteral("a;-b,'c"),
                             QStringLiteral("say \"@\""),    QStringLiteral("O'Neil"),   QStringLiteral("12E5")};
    QByteArray csv = "id,=source,score\n";
    for (qsizetype i = 0; i < values.size(); ++i)
        csv += 'c' + QByteArray::number(i) + ",\"" + QString(values[i]).replace(u'"', QStringLiteral("\"\"")).toUtf8()
            + "\",x\n";
    EnrichCheckOrder order = this->order(csv);
    order.mapping.fields[0].source.columns = {QStringLiteral("=source")};
    // Twice: what was mended and is still not right goes the same way again.
    for (const char *round : {"first", "second"}) {
        const QByteArray fileName = QByteArray(round) + (profile == TextProfile::Machines ? "-m.csv" : "-s.csv");
        const char *const name = fileName.constData();
        order.rejectsFile = path(name);
        const auto report = checked(order, {profile, {}});
        QVERIFY2(report, report ? "" : qPrintable(report.error().code));
        QCOMPARE(report->rates.rejected(), values.size());
        const auto guess = guessTableFormat(path(name));
        QVERIFY(guess);
        QCOMPARE(guess->format.separator, ',');
        auto reader = TableReader::open(path(name), guess->format);
        QVERIFY(reader);
        QCOMPARE((*reader)->columns().size(), 5);
        QCOMPARE((*reader)->columns().sliced(2),
                 (QStringList{QStringLiteral("id"), QStringLiteral("=source"), QStringLiteral("score")}));
        const auto block = (*reader)->next();
        QVERIFY(block && *block);
        QCOMPARE((*block)->rowCount(), std::size_t(values.size()));
        for (qsizetype i = 0; i < values.size(); ++i) {
            const std::string_view cell = (*block)->row(std::size_t(i))[3];
            QCOMPARE(QString::fromUtf8(cell.data(), qsizetype(cell.size())), values[i]);
        }
        order.source = {path(name), guess->format};
    }
}

void TestSourceCheck::S22_anApostropheOfAnotherFileStays()
{
    const QByteArray csv = "row,reasons,id,'=source\n1,none,'c1,'+41446681800\n";
    writeFile(path("foreign.csv"), csv);
    auto reader = TableReader::open(path("foreign.csv"), TableFormat());
    QVERIFY(reader);
    QCOMPARE((*reader)->columns().last(), QStringLiteral("'=source"));
    const auto block = (*reader)->next();
    QVERIFY(block && *block);
    QCOMPARE((*block)->row(0)[2], std::string_view("'c1"));
    QCOMPARE((*block)->row(0)[3], std::string_view("'+41446681800"));
}

void TestSourceCheck::noRejectFileWithoutRejects()
{
    EnrichCheckOrder order = this->order("id,source,score\nc1,a,1\n");
    order.rejectsFile = path("none.csv");
    QVERIFY(checked(order)->fits());
    QVERIFY(!QFile::exists(order.rejectsFile));
}

void TestSourceCheck::S23_nothingIsConcludedFromABrokenFile()
{
    EnrichCheckOrder order = this->order("id,source,score\nc1,a,x\nc2,\"b,2\n");
    order.rejectsFile = path("broken.csv");
    const auto report = checked(order);
    QVERIFY(!report);
    QCOMPARE(report.error().code, QStringLiteral("csv_quote_open"));
    QCOMPARE(report.error().subject, QStringLiteral("3:2"));
    QVERIFY(!QFile::exists(order.rejectsFile));
    QCOMPARE(QDir(m_folder.path()).entryList({QStringLiteral("broken*")}, QDir::Files | QDir::Hidden), QStringList());
}

void TestSourceCheck::findingsAreCappedButCounted()
{
    QByteArray csv = "id,source,score\n";
    for (int i = 0; i < 10'050; ++i)
        csv += "c" + QByteArray::number(i) + ",a,x\n";
    const auto report = checked(order(csv));
    QVERIFY(report);
    QCOMPARE(report->findings.size(), CheckReport::maxFindings);
    QCOMPARE(report->findingCount, 10'050);
    QCOMPARE(report->counts, (QList<RuleCount>{{EnrichRule::NotInteger, QStringLiteral("score"), 10'050}}));
}

void TestSourceCheck::aMappingThatDoesNotFitIsNamed()
{
    EnrichCheckOrder order = this->order("id,source\nc1,a\n");
    const auto report = checked(order);
    QVERIFY(!report);
    QCOMPARE(report.error().code, QStringLiteral("mapping_does_not_fit"));
    QCOMPARE(report.error().details.first().field, QStringLiteral("score"));
    QCOMPARE(report.error().details.first().issue, keyOf(MappingFault::UnknownColumn));
}

void TestSourceCheck::aValueThatMayNotBeOverwrittenIsNeverSent()
{
    EnrichCheckOrder order = this->order("id,source,score\nc1,a,1\n");
    order.mapping.fields[1].policy.write = FieldWrite::OnlyIfEmpty;
    const auto report = checked(order);
    QVERIFY(!report);
    QCOMPARE(report.error().code, QStringLiteral("only_if_empty"));
    QCOMPARE(report.error().subject, QStringLiteral("lead_score"));
}

void TestSourceCheck::whatContactsHoldIsLeftAlone()
{
    EnrichCheckOrder order = this->order("id,source,score\n"
                                         "c1,Web,5\n" // the score is 0, and stays
                                         "c2,Fair,6\n" // the source is the same already
                                         "c3,Fair,\n" // nothing but a source
                                         "c4,Web,7\n" // not there
                                         "c5,Web,7\n"); // holds nothing yet
    order.mapping.fields[1].policy.write = FieldWrite::OnlyIfEmpty;
    const auto values = std::make_shared<ContactValues>(leadSchema(), attributesReadFor(order.mapping));
    values->add("c1", R"("lead_score":0,"lead_source":"Fair")");
    values->add("c2", R"("lead_source":"Fair","lead_score":null)");
    values->add("c3", R"("lead_source":"")");
    values->add("c5", R"("note":"x")");
    const auto report = checked(order, {TextProfile::Machines, values});
    QVERIFY(report && report->diff);
    QCOMPARE(report->rates.sent(), 4);
    QCOMPARE(report->rates.rejected(), 1);
    QCOMPARE(report->findings.first().rule, EnrichRule::NotInList);
    QCOMPARE(report->findings.first().row, 5);
    QCOMPARE(report->rates.fields()[1].held, 1);
    QCOMPARE(report->rates.fields()[1].kept, 2); // c2, c5
    const BeforeAfter &diff = *report->diff;
    QCOMPARE(diff.notInList, 1);
    QVERIFY(diff.isShown);
    QVERIFY(diff.fields[0] == (BeforeAfter::Field{.fills = 2, .changes = 1, .same = 1}));
    QVERIFY(diff.fields[1] == (BeforeAfter::Field{.fills = 2, .held = 1}));
    QCOMPARE(diff.samples.size(), 5);
    QVERIFY(diff.samples.first()
            == (BeforeAfter::Sample{2, QStringLiteral("c1"), QStringLiteral("lead_source"), QStringLiteral("Fair"),
                                    QStringLiteral("Web")}));
    QVERIFY(diff.samples.last().before.isEmpty());

    // A row whose contact has all of it has nothing to send.
    EnrichCheckOrder one = this->order("id,source,score\nc1,,5\n");
    one.mapping = order.mapping;
    const auto held = checked(one, {TextProfile::Machines, values});
    QCOMPARE(held->rates.nothingToSend(), 1);
    QVERIFY(held->fits());
}

void TestSourceCheck::whatIsSentIsCopiedAsItWas()
{
    const EnrichCheckOrder order = this->order("id,source,score\nc1,\"a \"\"b\"\"\",5\nc2,,7\nc3,,\n");
    const auto values = std::make_shared<ContactValues>(leadSchema(), attributesReadFor(order.mapping));
    values->add("c1", R"("lead_source":"x\\y","lead_score":1.50,"note":"z")");
    values->add("c2", R"("lead_source":"kept")");
    values->add("c3", R"("lead_source":"kept")");
    auto check = SourceCheck::begin(order, {.values = values, .copies = true});
    QVERIFY(check);
    std::vector<BackupRecord> copies;
    for (bool more = true; more;) {
        const auto step = (*check)->step();
        QVERIFY(step);
        more = *step;
        for (BackupRecord &record : (*check)->takeCopies())
            copies.push_back(std::move(record));
    }
    using Why = BackupRecord::Why;
    const std::vector<BackupRecord> expected{{Why::Enriched, "c1", "", "", R"("lead_source":"x\\y","lead_score":1.50)",
                                              R"("lead_source":"a \"b\"","lead_score":5)"},
                                             {Why::Enriched, "c2", "", "", "", R"("lead_score":7)"}};
    QVERIFY(copies == expected);
}

void TestSourceCheck::whatCannotBeToldFromHiddenIsNotFilled()
{
    EnrichCheckOrder order = this->order("id,source,score\nc1,a,1\n");
    order.mapping.fields[1].policy.write = FieldWrite::OnlyIfEmpty;
    const auto values = std::make_shared<ContactValues>(leadSchema(), attributesReadFor(order.mapping));
    values->add("c1", R"("note":"no attribute of the schema")");
    const auto report = checked(order, {TextProfile::Machines, values});
    QVERIFY(!report);
    QCOMPARE(report.error().code, QStringLiteral("values_not_shown"));
    values->add("c2", R"("lead_source":null)"); // one that shows a member is enough
    order.source = this->order("id,source,score\nc1,a,1\n").source;
    QCOMPARE(checked(order, {TextProfile::Machines, values})->rates.sent(), 1);
}

MUSTER_TEST(TestSourceCheck, QCoreApplication)

} // namespace tst_sourcecheck
#include "tst_sourcecheck.moc"
