// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "contactsamples.h"
#include "tests/support/contactpages.h"

#include "tests/support/testprogram.h"

#include <cmath>

using namespace muster;
using namespace muster::test;

namespace tst_contactcolumns {

class TestContactColumns : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void holdsWhatWasAppended();
    void learnsTypes_data();
    void learnsTypes();
    void keepsKeysOfNumbersAndDays();
    void crossesChunks();
    void takesAnOpenList();
    void S23_refusesWhatIsTooMuch();
};

void TestContactColumns::holdsWhatWasAppended()
{
    const auto people = fivePeople();
    QCOMPARE(people->rowCount(), 5u);
    QCOMPARE(people->fieldCount(), 4);
    QCOMPARE(people->indexOf(QStringLiteral("employees")), 3);
    QCOMPARE(people->indexOf(QStringLiteral("Employees")), -1);
    QVERIFY(people->cell(2, 2) == "retail");
    QVERIFY(people->cell(1, 3).empty());
    QCOMPARE(people->field(1).filled, 4);
    QCOMPARE(people->field(0).filled, 5);
    QVERIFY(people->bytes() > 0);
}

void TestContactColumns::learnsTypes_data()
{
    QTest::addColumn<QList<QByteArray>>("cells");
    QTest::addColumn<int>("type");
    using T = CriteriaFieldType;
    const auto row = [](const char *name, const QList<QByteArray> &cells, T type) {
        QTest::addRow("%s", name) << cells << int(type);
    };
    row("numbers", {"1", "-2.5", "", "1e7"}, T::Number);
    row("numbers with a leading zero", {"1", "007"}, T::Text);
    row("phone numbers", {"+15555550100", "+15555550101"}, T::Text);
    row("days", {"2026-01-05", "", "1999-12-31"}, T::Date);
    row("a day that is none", {"2026-01-05", "2026-02-30"}, T::Text);
    row("days and numbers", {"2026-01-05", "5"}, T::Text);
    row("yes and no", {"true", "false", ""}, T::Boolean);
    row("other words for yes", {"true", "TRUE"}, T::Text);
    row("nothing", {"", ""}, T::Text);
    row("no rows", {}, T::Text);
}

void TestContactColumns::learnsTypes()
{
    QFETCH(QList<QByteArray>, cells);
    QFETCH(int, type);
    std::vector<std::vector<std::string>> rows;
    for (const QByteArray &cell : cells)
        rows.push_back({cell.toStdString()});
    QCOMPARE(int(columnsOf({QStringLiteral("f")}, rows)->field(0).type), type);
}

void TestContactColumns::keepsKeysOfNumbersAndDays()
{
    const auto columns = columnsOf({QStringLiteral("n"), QStringLiteral("d"), QStringLiteral("t")},
                                   {{"1.5", "2026-01-05", "1"}, {"", "", "x"}, {"2", "1999-12-31", "2"}});
    const auto key = [&](int field, std::uint32_t row) {
        const FieldChunk &chunk = columns->field(field).chunks[0];
        return chunk.keys[chunk.cells.hasCodes() ? chunk.cells.code(row) : row];
    };
    QCOMPARE(key(0, 0), 1.5);
    QVERIFY(std::isnan(key(0, 1)));
    QCOMPARE(key(0, 2), 2.0);
    QCOMPARE(key(1, 0), 20260105.0);
    QVERIFY(std::isnan(key(1, 1)));
    QVERIFY(!columns->field(2).chunks[0].keys);
    QVERIFY(columns->field(0).isShort);
    QVERIFY(!columnsOf({QStringLiteral("n")}, {{"12345678901234567"}})->field(0).isShort);
}

void TestContactColumns::crossesChunks()
{
    // A field that is of numbers in the first chunk and of words in the second keeps no keys.
    constexpr std::uint32_t rows = ContactColumns::chunkRows + 5;
    ContactColumnsBuilder builder({QStringLiteral("id"), QStringLiteral("late")});
    for (std::uint32_t row = 0; row < rows; ++row) {
        const std::string id = "c" + std::to_string(row), late = row < ContactColumns::chunkRows ? "7" : "word";
        QVERIFY(builder.append(std::vector<std::string_view>{id, late}));
    }
    const SharedContactColumns columns = builder.finish().value();
    QCOMPARE(columns->rowCount(), rows);
    QCOMPARE(columns->chunkCount(), std::size_t(2));
    QCOMPARE(columns->rowsIn(0), ContactColumns::chunkRows);
    QCOMPARE(columns->rowsIn(1), 5u);
    QVERIFY(columns->cell(rows - 1, 0) == "c" + std::to_string(rows - 1));
    QVERIFY(columns->cell(ContactColumns::chunkRows - 1, 1) == "7");
    QVERIFY(columns->cell(ContactColumns::chunkRows, 1) == "word");
    QCOMPARE(columns->field(1).type, CriteriaFieldType::Text);
    QVERIFY(!columns->field(1).chunks[0].keys);
}

void TestContactColumns::takesAnOpenList()
{
    ContactMaker maker(7);
    const std::vector<PlainContact> contacts = maker.many(20'000);
    ContactTable table;
    for (std::size_t first = 0; first < contacts.size(); first += 1'000)
        table.append(*contactPage(contacts, first, 1'000));
    const auto snapshot = table.snapshot();
    const auto columns
        = ContactColumns::fromTable(*snapshot, QStringLiteral("contact_id"), QStringLiteral("phone"), {});
    QCOMPARE(columns->rowCount(), snapshot->rowCount());
    const int country = columns->indexOf(QStringLiteral("country"));
    QVERIFY(country >= 0);
    qint64 filled = 0;
    for (std::uint32_t row = 0; row < columns->rowCount(); ++row) {
        QVERIFY(columns->cell(row, 0) == contacts[row].id);
        QVERIFY(columns->cell(row, 1) == contacts[row].phone);
        QVERIFY(columns->cell(row, country) == contacts[row].country);
        filled += contacts[row].country.empty() ? 0 : 1;
    }
    QCOMPARE(columns->field(country).filled, filled);
    std::stop_source stop;
    stop.request_stop();
    QVERIFY(
        !ContactColumns::fromTable(*snapshot, QStringLiteral("contact_id"), QStringLiteral("phone"), stop.get_token()));
    // A member that is called like a column of the table is behind it.
    const auto renamed
        = ContactColumns::fromTable(*snapshot, QStringLiteral("contact_id"), QStringLiteral("country"), {});
    QVERIFY(renamed->cell(3, renamed->indexOf(QStringLiteral("country"))) == contacts[3].phone);
    QCOMPARE(renamed->fieldCount(), columns->fieldCount() - 1);
}

void TestContactColumns::S23_refusesWhatIsTooMuch()
{
    const std::vector<std::string_view> row{"abc", "def"};
    const QStringList fields{QStringLiteral("a"), QStringLiteral("b")};
    ContactColumnsBuilder rows(fields, {.rows = 2});
    QVERIFY(rows.append(row));
    QVERIFY(rows.append(row));
    const auto third = rows.append(row);
    QVERIFY(!third);
    QCOMPARE(third.error().kind, ErrorKind::LimitExceeded);
    QCOMPARE(third.error().code, QStringLiteral("contacts_too_many"));
    QCOMPARE(third.error().subject, QStringLiteral("2"));

    ContactColumnsBuilder wide(fields, {.fields = 1});
    QCOMPARE(wide.append(row).error().code, QStringLiteral("contacts_too_many_fields"));

    ContactColumnsBuilder large(fields, {.bytes = 1'000});
    Result<void> last;
    for (std::uint32_t i = 0; last && i < 2 * ContactColumns::chunkRows; ++i) {
        const std::string cell = std::to_string(i);
        last = large.append(std::vector<std::string_view>{cell, cell});
    }
    QCOMPARE(last.error().code, QStringLiteral("contacts_too_large"));

    ContactColumnsBuilder small(fields, {.bytes = 10});
    QVERIFY(small.append(row));
    QCOMPARE(small.finish().error().code, QStringLiteral("contacts_too_large"));
}

MUSTER_TEST(TestContactColumns, muster::tests::NoApplication)

} // namespace tst_contactcolumns
#include "tst_contactcolumns.moc"
