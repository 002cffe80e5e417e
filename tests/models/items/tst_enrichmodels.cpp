// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/enrichfieldsmodel.h"
#include "models/items/enrichmodels.h"
#include "tests/support/testprogram.h"

#include <QAbstractItemModelTester>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace muster;

namespace tst_enrichmodels {

/// The models of the enrichment page.
class TestEnrichModels : public QObject
{
    Q_OBJECT

private:
    static constexpr auto mode = QAbstractItemModelTester::FailureReportingMode::Fatal;

    static ListSchema schema()
    {
        return {QStringLiteral("l"),
                {{QStringLiteral("lead_source"), ListAttributeType::Text, QStringLiteral("string")},
                 {QStringLiteral("lead_score"), ListAttributeType::Integer, QStringLiteral("integer")},
                 {QStringLiteral("home"), std::nullopt, QStringLiteral("geo")}}};
    }
    [[nodiscard]] SharedSourceSample sample(const QByteArray &csv)
    {
        QFile file(m_folder.filePath(QStringLiteral("crm.csv")));
        if (!file.open(QIODevice::WriteOnly) || file.write(csv) != csv.size())
            qFatal("cannot write a sample");
        file.close();
        return SourceSample::read(file.fileName(), {}, schema(), {});
    }
    static QString shown(const QAbstractItemModel &model, int row, int column)
    {
        return model.index(row, column).data().toString();
    }

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }

    void suggestionsMakeTheFirstMapping()
    {
        EnrichFieldsModel model;
        QAbstractItemModelTester tester(&model, mode);
        QSignalSpy changed(&model, &EnrichFieldsModel::mappingChanged);
        model.setSchema(schema());
        QCOMPARE(model.mapping().fields.size(), 0);
        QVERIFY(!model.findings().isEmpty());
        model.setSample(sample("Contact ID,Lead Source,Score,home\n1,Fair,7,x\n2,null,high,y\n"));
        QCOMPARE(changed.size(), 2);
        QCOMPARE(model.idColumn(), 0);
        QCOMPARE(model.sourceColumn(0), 1);
        QVERIFY(model.isSuggested(0));
        const QModelIndex source = model.index(0, EnrichFieldsModel::Source);
        QCOMPARE(source.data().toString(), QStringLiteral("Lead Source"));
        QVERIFY(source.data(FullTextRole).toString().contains(QStringLiteral("suggested")));
        QVERIFY(source.data(Qt::AccessibleTextRole).toString().contains(QStringLiteral("suggested")));
        // Nothing is known of the type, so nothing is proposed, whatever the names say.
        QCOMPARE(model.sourceColumn(2), EnrichFieldsModel::noColumn);
        QCOMPARE(shown(model, 2, EnrichFieldsModel::Verdict), QStringLiteral("can’t be filled"));
    }

    void theVerdictFollowsTheChoice()
    {
        EnrichFieldsModel model;
        QAbstractItemModelTester tester(&model, mode);
        model.setSchema(schema());
        model.setSample(sample("id,a,b\n1,7,7\n2,8,high\n"));
        const QModelIndex verdict = model.index(1, EnrichFieldsModel::Verdict);
        QCOMPARE(verdict.data(ToneRole).value<Tone>(), Tone::Neutral);
        model.setSourceColumn(1, 1);
        QCOMPARE(verdict.data(ToneRole).value<Tone>(), Tone::Good);
        QCOMPARE(shown(model, 1, EnrichFieldsModel::Examples), QStringLiteral("7 \u00b7 8"));
        QSignalSpy data(&model, &QAbstractItemModel::dataChanged);
        model.setSourceColumn(1, 2);
        QCOMPARE(data.size(), 1);
        QCOMPARE(verdict.data(ToneRole).value<Tone>(), Tone::Warn);
        QVERIFY(verdict.data().toString().contains(QStringLiteral("not a whole number")));
        model.setEmptyCells(1, EmptyCell::SkipRow);
        model.setIdColumn(0);
        const EnrichmentMapping mapping = model.mapping();
        QCOMPARE(mapping.idColumn, QStringLiteral("id"));
        QCOMPARE(mapping.fields.size(), 1);
        QCOMPARE(mapping.fields[0].source.columns, QStringList(QStringLiteral("b")));
        QVERIFY(mapping.fields[0].policy.empty == EmptyCell::SkipRow);
        QVERIFY(model.findings().isEmpty());
    }

    void choicesOutliveAnotherReadingOfTheSameColumns()
    {
        EnrichFieldsModel model;
        model.setSchema(schema());
        model.setSample(sample("id,a\n1,7\n"));
        model.setIdColumn(0);
        model.setSourceColumn(0, 1);
        model.setSample(sample("id,a\n1,8\n"));
        QCOMPARE(model.idColumn(), 0);
        QCOMPARE(model.sourceColumn(0), 1);
        QCOMPARE(shown(model, 0, EnrichFieldsModel::Examples), QStringLiteral("8"));
        model.setSample(sample("other,b\n1,8\n"));
        QCOMPARE(model.sourceColumn(0), EnrichFieldsModel::noColumn);
        model.setSample(nullptr);
        QCOMPARE(model.mapping().fields.size(), 0);
    }

    void aLoadedMappingOutlivesEveryFile()
    {
        EnrichFieldsModel model;
        QAbstractItemModelTester tester(&model, mode);
        model.setSchema(schema());
        EnrichmentMapping mapping;
        mapping.name = QStringLiteral("Weekly");
        mapping.version = 3;
        mapping.idColumn = QStringLiteral("key");
        mapping.guardWords = {QStringLiteral("none")};
        FieldMapping score, gone;
        score.attribute = QStringLiteral("lead_score");
        score.source.columns = {QStringLiteral("a"), QStringLiteral("b")};
        score.transforms = {TrimText{}};
        gone.attribute = QStringLiteral("not_there");
        gone.source.constant = QStringLiteral("x");
        mapping.fields = {score, gone};
        QCOMPARE(model.setMapping(mapping), QStringList(QStringLiteral("not_there")));
        QCOMPARE(model.mapping().fields.size(), 1);
        model.setSample(sample("id,a\n1,7\n"));
        QVERIFY(model.mapping().fields == QList<FieldMapping>{score});
        QCOMPARE(model.mapping().version, 0); // what is left of it is not what is saved
        QCOMPARE(model.idColumn(), EnrichFieldsModel::noColumn);
        QVERIFY(!model.findings().isEmpty()); // "key" and "b" are not there
        QVERIFY(shown(model, 1, EnrichFieldsModel::Verdict).contains(QStringLiteral("\u201cb\u201d")));
        model.setSample(sample("key,a,b\n1,,8\n2,none,9\n"));
        QVERIFY(model.findings().isEmpty());
        mapping.fields = {score};
        QVERIFY(model.setMapping(mapping).isEmpty());
        QCOMPARE(model.mapping().version, 3);
        QCOMPARE(shown(model, 1, EnrichFieldsModel::Source), QStringLiteral("a, else b, 1 steps"));
        QCOMPARE(shown(model, 1, EnrichFieldsModel::Examples), QStringLiteral("8 \u00b7 9"));
        model.setWords({}, {}); // now the word is a value, and not a number
        QCOMPARE(model.index(1, EnrichFieldsModel::Verdict).data(ToneRole).value<Tone>(), Tone::Warn);
        QCOMPARE(model.mapping().version, 0);
    }

    void columnsAndRowsShowTheFile()
    {
        SourceColumnsModel columns;
        SourceRowsModel rows;
        QAbstractItemModelTester columnsTester(&columns, mode), rowsTester(&rows, mode);
        const SharedSourceSample read = sample("id,score\n1,7\n2,\n");
        columns.setSample(read);
        rows.setSample(read);
        QCOMPARE(columns.rowCount(), 2);
        QCOMPARE(shown(columns, 1, SourceColumnsModel::Type), QStringLiteral("whole number"));
        QCOMPARE(columns.index(1, SourceColumnsModel::Filled).data(ShareRole).toDouble(), 0.5);
        QCOMPARE(rows.columnCount(), 3);
        QCOMPARE(shown(rows, 0, 0), QStringLiteral("2")); // the header is row 1
        QCOMPARE(shown(rows, 0, 2), QStringLiteral("7"));
        rows.setSample(nullptr);
        QCOMPARE(rows.rowCount(), 0);
    }

    void S28_foreignWordsAreMadeVisible()
    {
        SourceRowsModel rows;
        rows.setSample(sample("id,\u202ename\n1,a\u202eb\n"));
        QVERIFY(!shown(rows, 0, 2).contains(QChar(0x202e)));
        QVERIFY(!rows.headerData(2, Qt::Horizontal, Qt::DisplayRole).toString().contains(QChar(0x202e)));
    }

    void beforeAndAfterStandSideBySide()
    {
        BeforeAfterModel model;
        QAbstractItemModelTester tester(&model, mode);
        CheckReport report;
        model.setReport(std::make_shared<const CheckReport>(report)); // what contacts hold could not be read
        QCOMPARE(model.rowCount(), 0);
        report.diff.emplace();
        report.diff->isShown = true;
        report.diff->samples
            = {{7, QStringLiteral("c1"), QStringLiteral("lead_score"), QStringLiteral("12"), QStringLiteral("0")},
               {8, QStringLiteral("c2"), QStringLiteral("lead_source"), {}, QStringLiteral("a\u202Eb")}};
        model.setReport(std::make_shared<const CheckReport>(report));
        QCOMPARE(model.rowCount(), 2);
        QStringList first, second;
        for (int column = 0; column < BeforeAfterModel::ColumnCount; ++column) {
            first << shown(model, 0, column);
            second << shown(model, 1, column);
        }
        QCOMPARE(first,
                 QStringList({QStringLiteral("7"), QStringLiteral("lead_score"), QStringLiteral("12"),
                              QStringLiteral("0"), QStringLiteral("c1")}));
        QCOMPARE(second[BeforeAfterModel::Before], QStringLiteral("empty"));
        QVERIFY(!second[BeforeAfterModel::After].contains(QChar(0x202E))); // S28
        // A list that shows nobody's attributes does not say that they are empty.
        report.diff->isShown = false;
        model.setReport(std::make_shared<const CheckReport>(report));
        QCOMPARE(shown(model, 1, BeforeAfterModel::Before), QStringLiteral("unknown"));
        QCOMPARE(shown(model, 0, BeforeAfterModel::Before), QStringLiteral("12"));
        model.setReport(nullptr);
        QCOMPARE(model.rowCount(), 0);
    }

    void findingsNameRowCellAndRule()
    {
        auto report = std::make_shared<CheckReport>();
        report->findings.append(
            {7, EnrichRule::NotInteger, QStringLiteral("score"), QStringLiteral("lead_score"), QStringLiteral("high")});
        report->findings.append({9, EnrichRule::IdMissing, QStringLiteral("id"), {}, {}});
        CheckFindingsModel model;
        QAbstractItemModelTester tester(&model, mode);
        model.setReport(report);
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(shown(model, 0, CheckFindingsModel::Row), QStringLiteral("7"));
        QCOMPARE(shown(model, 0, CheckFindingsModel::Value), QStringLiteral("high"));
        QCOMPARE(shown(model, 0, CheckFindingsModel::Rule), QStringLiteral("not a whole number"));
        QCOMPARE(shown(model, 1, CheckFindingsModel::Attribute), QStringLiteral("contact ID"));
    }

private:
    QTemporaryDir m_folder;
};

MUSTER_TEST(TestEnrichModels, QCoreApplication)

} // namespace tst_enrichmodels
#include "tst_enrichmodels.moc"
