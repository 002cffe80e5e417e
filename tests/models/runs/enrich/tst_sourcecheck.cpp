// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/enrich/sourcecheck.h"

#include "enrichsamples.h"

#include <QCryptographicHash>
#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace muster;
using namespace muster::test;

class TestSourceCheck : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void countsEveryRowOnce();
    void rejectedRowsCanBeMendedAndCheckedAgain();
    void S21_rejectedCellsAreSafeInASpreadsheet();
    void noRejectFileWithoutRejects();
    void S23_nothingIsConcludedFromABrokenFile();
    void findingsAreCappedButCounted();
    void aMappingThatDoesNotFitIsNamed();
    void aValueThatMayNotBeOverwrittenIsNeverSent();

private:
    [[nodiscard]] QString path(const char *name) const { return m_folder.filePath(QString::fromLatin1(name)); }
    [[nodiscard]] EnrichCheckOrder order(const QByteArray &csv)
    {
        writeFile(path("in.csv"), csv);
        return {{path("in.csv"), {}}, leadMapping(), leadSchema(), {}};
    }
    [[nodiscard]] static Result<CheckReport> checked(const EnrichCheckOrder &order,
                                                     TextProfile profile = TextProfile::Machines)
    {
        auto check = SourceCheck::begin(order, profile);
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
    EnrichCheckOrder order = this->order("id,source,score\nc1,=1+1,x\n");
    order.rejectsFile = path("guarded.csv");
    QVERIFY(checked(order, TextProfile::Spreadsheets));
    QVERIFY(contents("guarded.csv").contains(",'=1+1,"));
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
    QCOMPARE(report.error().details.first().issue, mappingFaultKey(MappingFault::UnknownColumn));
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

QTEST_GUILESS_MAIN(TestSourceCheck)
#include "tst_sourcecheck.moc"
