// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/enrich/check/sourcesample.h"

#include "tests/support/testprogram.h"

#include "enrichsamples.h"

#include <QSignalSpy>
#include <QTemporaryDir>

using namespace muster;
using namespace muster::test;

namespace tst_samplereading {

/// The beginning of a file for a window.
class TestSampleReading : public QObject
{
    Q_OBJECT

private:
    [[nodiscard]] SharedSourceSample read(const QByteArray &bytes, const std::optional<TableFormat> &format = {})
    {
        writeFile(m_file, bytes);
        return SourceSample::read(m_file, format, leadSchema(), {});
    }

private Q_SLOTS:
    void init() { m_file = m_folder.filePath(QStringLiteral("crm.csv")); }

    void aSmallFileIsReadToItsEnd()
    {
        const SharedSourceSample sample = read("id;Lead Source;score\n1;Fair;7\n2;;8\n");
        QVERIFY(!sample->error);
        QCOMPARE(sample->source.format.separator, ';');
        QCOMPARE(sample->columns,
                 QStringList({QStringLiteral("id"), QStringLiteral("Lead Source"), QStringLiteral("score")}));
        QVERIFY(sample->isWhole);
        QCOMPARE(sample->profiled, 2);
        QCOMPARE(sample->rows.size(), 2U);
        QCOMPARE(sample->rows[1].number, 3);
        QCOMPARE(sample->rows[0].cells[1], std::string_view("Fair"));
        QCOMPARE(sample->profiles[1].filled(), 1);
        QVERIFY(sample->suggestions.contains(MappingSuggestion{1, 0, 100}));
    }

    void aLongFileIsReadOnlyAtItsBeginning()
    {
        QByteArray csv = "id,source,score\n";
        for (int i = 0; i < 60'000; ++i)
            csv += "contact-" + QByteArray::number(i) + ",A fair in spring," + QByteArray::number(i) + "\n";
        const SharedSourceSample sample = read(csv);
        QVERIFY(!sample->isWhole);
        QVERIFY(sample->profiled >= SourceSample::maxProfiled);
        QVERIFY(sample->profiled < 60'000);
        QCOMPARE(sample->rows.size(), SourceSample::maxRows);
    }

    void S23_whatDoesNotReadKeepsTheFormatAndTheRowsBefore()
    {
        const SharedSourceSample open = read("id,source\n1,Fair\n2,\"open\n");
        QVERIFY(open->error);
        QCOMPARE(open->error->code, QStringLiteral("csv_quote_open"));
        QCOMPARE(open->columns.size(), 2);
        QVERIFY(!open->isWhole);
        const SharedSourceSample twice = read("id,id\n1,2\n");
        QCOMPARE(twice->error->code, QStringLiteral("csv_repeated_column"));
        QVERIFY(twice->columns.isEmpty() || twice->rows.empty());
        const SharedSourceSample empty = read({});
        QVERIFY(empty->error);
        const SharedSourceSample missing
            = SourceSample::read(m_folder.filePath(QStringLiteral("none")), {}, leadSchema(), {});
        QVERIFY(missing->error->kind == ErrorKind::File);
    }

    void aChosenFormatIsNoGuess()
    {
        TableFormat format;
        format.separator = '|';
        const SharedSourceSample sample = read("id,source\n1,Fair\n", format);
        QVERIFY(!sample->isGuessed);
        QCOMPARE(sample->columns, QStringList(QStringLiteral("id,source")));
    }

    void onlyTheLastQuestionIsAnswered()
    {
        writeFile(m_file, "id,source\n1,Fair\n");
        const QString other = m_folder.filePath(QStringLiteral("other.csv"));
        writeFile(other, "id,score\n1,2\n");
        SampleReading reading;
        QStringList answers;
        connect(&reading, &SampleReading::loaded, this,
                [&answers](const SharedSourceSample &sample) { answers << sample->columns.last(); });
        reading.request(m_file, {}, leadSchema());
        reading.request(other, {}, leadSchema());
        QTRY_COMPARE(answers, QStringList(QStringLiteral("score")));
        reading.request(m_file, {}, leadSchema());
        reading.cancel();
        reading.request(other, {}, leadSchema());
        QTRY_COMPARE(answers.size(), 2);
        QCOMPARE(answers.last(), QStringLiteral("score"));
    }

    void itMayGoWhileAFileIsBeingRead()
    {
        writeFile(m_file, "id,source\n1,Fair\n");
        auto reading = std::make_unique<SampleReading>();
        QSignalSpy spy(reading.get(), &SampleReading::loaded);
        reading->request(m_file, {}, leadSchema());
        reading.reset();
        QTest::qWait(50); // the worker ends and finds nobody
        QCOMPARE(spy.size(), 0);
    }

private:
    QTemporaryDir m_folder;
    QString m_file;
};

MUSTER_TEST(TestSampleReading, QCoreApplication)

} // namespace tst_samplereading
#include "tst_samplereading.moc"
