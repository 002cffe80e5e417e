// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/audiences/estimate/conditionbits.h"

#include "tests/support/testprogram.h"

#include "contactsamples.h"

#include <QRandomGenerator>
#include <cstring>

using namespace muster;
using namespace muster::test;

namespace tst_conditionbits {

using Op = CriteriaOperator;

/// What is asked of whole chunks says the same as ConditionTest of each cell.
class TestConditionBits : public QObject
{
    Q_OBJECT

private:
    static void compare(const ContactColumns &contacts, const CriteriaCondition &condition)
    {
        const auto bits = testContacts(contacts, condition, {});
        const int field = contacts.indexOf(condition.field);
        const ConditionTest test(condition, contacts.field(field).type);
        qint64 sure = 0, open = 0;
        for (std::uint32_t row = 0; row < contacts.rowCount(); ++row) {
            const Truth expected = test.judge(contacts.cell(row, field));
            const auto bitOf = [row](const ContactBits &of) { return (of[row / 64] >> (row % 64) & 1) != 0; };
            const bool isSure = bitOf(bits->sure), isOpen = !bits->open.empty() && bitOf(bits->open);
            if (isSure != (expected == Truth::True) || isOpen != (expected == Truth::Unknown)) {
                const std::string_view cell = contacts.cell(row, field);
                QFAIL(qPrintable(QStringLiteral("row %1, cell '%2', operator %3")
                                     .arg(row)
                                     .arg(QString::fromUtf8(cell.data(), qsizetype(cell.size())))
                                     .arg(int(condition.op))));
            }
            sure += isSure ? 1 : 0;
            open += isOpen ? 1 : 0;
        }
        QCOMPARE(bits->sureCount, sure);
        QCOMPARE(bits->openCount, open);
        if (contacts.rowCount() % 64 != 0) // nobody is behind the last one
            QCOMPARE(bits->sure.back() >> contacts.rowCount() % 64, std::uint64_t(0));
    }
    static std::string word(QRandomGenerator &random, int longest, const char *letters)
    {
        std::string text;
        for (int i = 0, size = random.bounded(longest + 1); i < size; ++i)
            text += letters[random.bounded(int(std::strlen(letters)))];
        return text;
    }

private Q_SLOTS:
    void textsAndTheirParts_data();
    void textsAndTheirParts();
    void numbersAndDays();
    void findsAtEveryPlace();
    void stops();
};

void TestConditionBits::textsAndTheirParts_data()
{
    QTest::addColumn<int>("rows");
    QTest::addColumn<int>("longest");
    for (const int rows : {1, 3, 63, 64, 65, 200, 5'000, int(ContactColumns::chunkRows) + 3}) {
        for (const int longest : {1, 5, 40})
            QTest::addRow("%d cells of %d letters", rows, longest) << rows << longest;
    }
}

void TestConditionBits::textsAndTheirParts()
{
    QFETCH(int, rows);
    QFETCH(int, longest);
    const quint32 seed = QRandomGenerator::system()->generate();
    qInfo("seed %u", seed);
    QRandomGenerator random(seed);
    std::vector<std::vector<std::string>> cells;
    for (int i = 0; i < rows; ++i)
        cells.push_back({word(random, longest, "ab@")});
    const auto contacts = columnsOf({QStringLiteral("f")}, cells);
    for (int i = 0; i < 25; ++i) {
        // Something that is in a cell, or nearly, or reaches over its end.
        const std::string &cell = cells[std::size_t(random.bounded(rows))][0];
        std::string value = cell.empty() ? "a" : cell.substr(std::size_t(random.bounded(int(cell.size()))));
        if (random.bounded(3) == 0)
            value += word(random, 3, "ab@");
        if (random.bounded(3) > 0)
            value = value.substr(0, std::size_t(random.bounded(1, 20)));
        for (const Op op : {Op::Contains, Op::StartsWith, Op::Equals, Op::NotEquals, Op::GreaterThan}) {
            compare(*contacts, {QStringLiteral("f"), op, QString::fromStdString(value)});
            if (QTest::currentTestFailed())
                QFAIL(qPrintable(QString::fromStdString(value)));
        }
    }
    for (const Op op : {Op::Contains, Op::StartsWith, Op::Equals, Op::NotEquals})
        compare(*contacts, {QStringLiteral("f"), op, QString()});
}

void TestConditionBits::numbersAndDays()
{
    const quint32 seed = QRandomGenerator::system()->generate();
    qInfo("seed %u", seed);
    QRandomGenerator random(seed);
    std::vector<std::vector<std::string>> cells;
    for (int i = 0; i < 3'000; ++i) {
        const std::string day
            = "2026-0" + std::to_string(random.bounded(1, 10)) + "-1" + std::to_string(random.bounded(10));
        cells.push_back({std::to_string(random.bounded(50)) + (random.bounded(2) == 0 ? ".0" : ""),
                         std::to_string(9'007'199'254'740'990 + random.bounded(9)), day});
        for (std::string &cell : cells.back())
            cell = random.bounded(10) == 0 ? std::string() : cell;
    }
    const auto contacts = columnsOf({QStringLiteral("few"), QStringLiteral("long"), QStringLiteral("day")}, cells);
    for (const Op op : {Op::Equals, Op::NotEquals, Op::GreaterThan, Op::LessThan}) {
        for (const char *value : {"7", "7.00", "-1", "1e400", "-1e400", "0"})
            compare(*contacts, {QStringLiteral("few"), op, CriteriaNumber{value}});
        for (const char *value : {"9007199254740993", "9007199254740993.0000000001", "9007199254740992"})
            compare(*contacts, {QStringLiteral("long"), op, CriteriaNumber{value}});
        for (const char *value : {"2026-05-13", "2026-05-13T00:00", "2026-05-41", "x"})
            compare(*contacts, {QStringLiteral("day"), op, QString::fromLatin1(value)});
    }
}

void TestConditionBits::findsAtEveryPlace()
{
    // The only hit, at every place of a text and of the search's blocks.
    for (const std::string &part :
         {std::string("z"), std::string("zy"), std::string("zyxwvuts"), std::string("zyxwvutsrqponmlkz")}) {
        for (std::size_t before = 0; before < 70; ++before) {
            std::vector<std::vector<std::string>> cells(3, {std::string(before, 'a') + "b"});
            cells.push_back({std::string(before, 'a') + part + (before % 2 == 0 ? "" : "c")});
            cells.push_back({part.substr(0, part.size() - 1) + "a"});
            cells.push_back({"end"});
            const auto contacts = columnsOf({QStringLiteral("f")}, cells);
            const auto bits
                = testContacts(*contacts, {QStringLiteral("f"), Op::Contains, QString::fromStdString(part)}, {});
            QCOMPARE(bits->sure[0], std::uint64_t(1) << 3);
        }
    }
}

void TestConditionBits::stops()
{
    std::stop_source stop;
    stop.request_stop();
    QVERIFY(
        !testContacts(*fivePeople(), {QStringLiteral("revenue"), Op::Equals, CriteriaNumber{"1"}}, stop.get_token()));
}

MUSTER_TEST(TestConditionBits, muster::tests::NoApplication)

} // namespace tst_conditionbits
#include "tst_conditionbits.moc"
