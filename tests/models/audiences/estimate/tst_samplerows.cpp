// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/audiences/estimate/audiencesamples.h"

#include "tests/support/testprogram.h"

#include "contactsamples.h"

using namespace muster;
using namespace muster::test;

namespace tst_samplerows {

using Op = CriteriaOperator;

namespace {

/// Revenue over 400, and tech, and (more than 500 employees, or revenue over 800).
CriteriaQuestion sample()
{
    return {
        allOf({numberIs("revenue", Op::GreaterThan, "400"),
               textIs("industry", Op::Equals, "tech"),
               {anyOf({numberIs("employees", Op::GreaterThan, "500"), numberIs("revenue", Op::GreaterThan, "800")})}}),
        {}};
}

SampleRows rowsOf(const SharedContactColumns &contacts, const CriteriaQuestion &question)
{
    ConditionCache cache(contacts);
    const auto samples = sampleAudience(cache, question, 50, {});
    return sampleRows(*contacts, question, *samples, {}).value();
}

QString textOf(const SampleRow &row)
{
    QString text = row.id % u' ' % QString::number(row.changes) % u':';
    for (const SampleCell &cell : row.cells)
        text += u' ' % (cell.text.isEmpty() ? QStringLiteral("-") : cell.text) % (cell.fails ? u"!" : u"");
    return text;
}

} // namespace

class TestSampleRows : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachFieldIsAColumnAndWhatKeepsAContactOutIsMarked()
    {
        const SampleRows rows = rowsOf(fivePeople(), sample());
        QStringList fields, texts;
        for (const SampleRows::Field &field : rows.fields)
            fields << field.name;
        for (const SampleRow &row : rows.rows)
            texts << textOf(row);
        QCOMPARE(fields,
                 QStringList({QStringLiteral("revenue"), QStringLiteral("industry"), QStringLiteral("employees")}));
        // b: either condition of the inner group would do, the first is named; e has no revenue.
        QCOMPARE(texts,
                 QStringList({QStringLiteral("d 0: 900 tech 600"), QStringLiteral("b 1: 500 tech -!"),
                              QStringLiteral("c 1: 700 retail! 900"), QStringLiteral("e 1: -! tech 800"),
                              QStringLiteral("a 2: 100! tech 10!")}));
        QCOMPARE(rows.rows[2].row, 2U);
    }

    void whatIsMutedHasNoColumn()
    {
        CriteriaQuestion question = sample();
        question.muted = {{1}, {2, 0}};
        const SampleRows rows = rowsOf(fivePeople(), question);
        QCOMPARE(rows.fields.size(), 1);
        QCOMPARE(rows.fields[0].name, QStringLiteral("revenue"));
    }

    void aFieldThatNobodyHasIsSaidToBeMissing()
    {
        const CriteriaQuestion question{
            anyOf({textIs("industry", Op::Equals, "tech"), textIs("city", Op::Equals, "X")}), {}};
        const SampleRows rows = rowsOf(fivePeople(), question);
        QVERIFY(!rows.fields[0].isMissing && rows.fields[1].isMissing);
        QCOMPARE(textOf(rows.rows[0]), QStringLiteral("a 0: tech -"));
    }

    void longTextsAreCutBetweenCharacters()
    {
        const auto most = std::size_t(SampleRows::longestText);
        const std::string exact(most, 'x'), longer(most + 9, 'x');
        std::string face(most, 'x'); // the last one that is taken would be half a character
        face += "\xF0\x9F\x98\x80";
        const SharedContactColumns contacts
            = columnsOf({QStringLiteral("id"), QStringLiteral("note")}, {{"a", exact}, {"b", longer}, {"c", face}});
        const SampleRows rows = rowsOf(contacts, {allOf({textIs("note", Op::StartsWith, "x")}), {}});
        QCOMPARE(rows.rows[0].cells[0].text.size(), SampleRows::longestText);
        QCOMPARE(rows.rows[1].cells[0].text.size(), SampleRows::longestText + 1);
        QCOMPARE(rows.rows[2].cells[0].text, QString(SampleRows::longestText, u'x'));
    }

    void criteriaThatSayNothingHaveNoRows()
    {
        const SampleRows rows = rowsOf(fivePeople(), {allOf({}), {}});
        QVERIFY(rows.rows.isEmpty() && rows.fields.isEmpty());
    }

    void aStopLeavesNothing()
    {
        std::stop_source stop;
        stop.request_stop();
        QVERIFY(!sampleRows(*fivePeople(), sample(), {.matching = {0}}, stop.get_token()));
        QVERIFY(!sampleRows(*fivePeople(), sample(), {.nearMisses = {{1, 1}}}, stop.get_token()));
    }
};

MUSTER_TEST(TestSampleRows, QCoreApplication)

} // namespace tst_samplerows
#include "tst_samplerows.moc"
