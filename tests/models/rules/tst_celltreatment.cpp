// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/celltreatment.h"

#include "tests/support/recordpages.h"
#include "tests/support/testprogram.h"

#include <QRegularExpression>
#include <QTest>
#include <numeric>

using namespace muster;
using namespace muster::test;

namespace tst_celltreatment {

namespace {

/// Bytes 0, 1, 2 to 31, so that what is expected can be computed by any other program.
Secret countingKey()
{
    QByteArray bytes(32, '\0');
    std::iota(bytes.begin(), bytes.end(), char(0));
    return Secret(bytes);
}

/// A dialect's decoder that always gives the same page.
class OnePage final : public PageDecoder
{
public:
    explicit OnePage(RecordPage page)
        : m_page(std::move(page))
    {
    }
    [[nodiscard]] Result<RecordPage> decode(const RawPage &) const override { return m_page; }

private:
    const RecordPage m_page;
};

Result<RecordPage> treated(const RecordPage &page, const QStringList &attributes, const TreatedColumns &columns)
{
    return TreatedPages::over(std::make_shared<OnePage>(page), attributes, columns, countingKey())->decode({});
}

QByteArray bytesOf(std::string_view view)
{
    return {view.data(), qsizetype(view.size())};
}

QByteArray cellOf(const RecordPage &page, std::size_t row, std::size_t column)
{
    return bytesOf(page.text(page.cell(row, column)));
}

} // namespace

class TestCellTreatment : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void masksByWhatAValueIs_data()
    {
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<QByteArray>("mask");
        QTest::newRow("phone") << QByteArray("+442079460958") << QByteArray("[PHONE_MASKED:58]");
        QTest::newRow("phone, written") << QByteArray("+44 (20) 7946-0958") << QByteArray("[PHONE_MASKED:58]");
        QTest::newRow("of no plan") << QByteArray("+44123") << QByteArray("[MASKED]");
        QTest::newRow("without its country") << QByteArray("020 7946 0958") << QByteArray("[MASKED]");
        QTest::newRow("digits alone") << QByteArray("442079460958") << QByteArray("[MASKED]");
        QTest::newRow("phone and words") << QByteArray("+442079460958 after six") << QByteArray("[MASKED]");
        QTest::newRow("e-mail") << QByteArray("ann@example.test") << QByteArray("[EMAIL_MASKED]");
        QTest::newRow("two e-mails") << QByteArray("a@example.test,b@example.test") << QByteArray("[MASKED]");
        QTest::newRow("a handle") << QByteArray("@ann") << QByteArray("[MASKED]");
        QTest::newRow("a day") << QByteArray("1990-01-31") << QByteArray("[MASKED]");
        QTest::newRow("a name") << QByteArray("Zo\xC3\xAB") << QByteArray("[MASKED]");
        QTest::newRow("a plus sign") << QByteArray("+") << QByteArray("[MASKED]");
        QTest::newRow("a blank") << QByteArray(" ") << QByteArray("[MASKED]");
    }
    void masksByWhatAValueIs()
    {
        QFETCH(QByteArray, value);
        QFETCH(QByteArray, mask);
        QCOMPARE(QByteArray::fromStdString(CellTreatment::masked(value.toStdString())), mask);
    }

    void pseudonymsAreThoseOfTheFormat_data()
    {
        // Python: "ps_" + base64.b32encode(hmac.new(bytes(range(32)), b"muster export pseudonym 1\0" + value,
        // hashlib.sha256).digest()[:13]).decode().lower()[:20]
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<QByteArray>("pseudonym");
        QTest::newRow("phone") << QByteArray("+442079460958") << QByteArray("ps_dnvwuyw5k732vsktx6yc");
        QTest::newRow("the same, written") << QByteArray("+44 (20) 7946-0958") << QByteArray("ps_dnvwuyw5k732vsktx6yc");
        QTest::newRow("name") << QByteArray("Ann") << QByteArray("ps_rsxxda32ml2shhlhuu6p");
        QTest::newRow("e-mail") << QByteArray("ann@example.test") << QByteArray("ps_f7l4iadualklovk4hoaq");
        QTest::newRow("UTF-8") << QByteArray("Zo\xC3\xAB") << QByteArray("ps_okirocfiwoirfsrqgkvn");
    }
    void pseudonymsAreThoseOfTheFormat()
    {
        QFETCH(QByteArray, value);
        QFETCH(QByteArray, pseudonym);
        const CellTreatment cells(countingKey());
        QCOMPARE(QByteArray::fromStdString(cells.pseudonym(value.toStdString())), pseudonym);
        const CellTreatment others(Secret(QByteArray(32, 'k')));
        QVERIFY(QByteArray::fromStdString(others.pseudonym(value.toStdString())) != pseudonym);
    }

    void aNumberWithoutItsCountryIsTakenByteForByte()
    {
        const CellTreatment cells(countingKey());
        QVERIFY(cells.pseudonym("020 7946 0958") != cells.pseudonym("02079460958"));
        QVERIFY(cells.pseudonym("02079460958") != cells.pseudonym("+442079460958"));
        QVERIFY(cells.pseudonym("Ann") != cells.pseudonym("ann"));
    }

    void aPageIsTreatedBeforeAnybodySeesIt()
    {
        const RecordPage raw
            = makePage({{"id-1", {text("Ann"), text("ann@example.test"), json("17")}, "\"more\":\"Ann\""},
                        {"id-2", {text(""), absent(), json("null")}},
                        {"id-3", {text("Bob"), text("x"), json("{\"a\":1}")}}},
                       "next");
        const QStringList names{QStringLiteral("name"), QStringLiteral("mail"), QStringLiteral("points")};
        const auto page = treated(raw, names,
                                  {{QStringLiteral("mail"), ColumnTreatment::Masked},
                                   {QStringLiteral("name"), ColumnTreatment::Pseudonym},
                                   {QStringLiteral("points"), ColumnTreatment::Masked},
                                   {contactIdColumn, ColumnTreatment::Pseudonym}});
        QVERIFY(page);
        QCOMPARE(page->nextCursor, QByteArray("next"));
        QCOMPARE(page->rowCount(), std::size_t(3));
        static const QRegularExpression form(QStringLiteral("^ps_[a-z2-7]{20}$"));
        QVERIFY(form.match(QString::fromUtf8(bytesOf(page->id(0)))).hasMatch());
        QVERIFY(page->id(0) != page->id(1));
        QVERIFY(form.match(QString::fromUtf8(cellOf(*page, 0, 0))).hasMatch());
        QCOMPARE(cellOf(*page, 0, 1), QByteArray("[EMAIL_MASKED]"));
        QCOMPARE(cellOf(*page, 0, 2), QByteArray("[MASKED]"));
        QCOMPARE(page->cell(0, 2).kind, RecordCell::Kind::Text);
        // What was no value stays none, so that fill rates do.
        QCOMPARE(page->cell(1, 0).kind, RecordCell::Kind::Text);
        QVERIFY(cellOf(*page, 1, 0).isEmpty());
        QCOMPARE(page->cell(1, 1).kind, RecordCell::Kind::Absent);
        QCOMPARE(cellOf(*page, 1, 2), QByteArray("null"));
        for (std::size_t row = 0; row < 3; ++row) {
            for (std::size_t column = 0; column < 3; ++column)
                QCOMPARE(page->isFilled(page->cell(row, column)), raw.isFilled(raw.cell(row, column)));
        }
        // Nothing raw is left, not even where nobody looks.
        QVERIFY(page->extras(0).empty());
        for (const char *value : {"Ann", "ann@", "Bob", "id-1", "id-3"})
            QVERIFY2(!page->arena.contains(value), value);
    }

    void whatIsNotTreatedStaysByteForByte()
    {
        const RecordPage raw = makePage({{"id-1", {text("Ann"), json("1.50")}, "\"more\":1"}}, {});
        const QStringList names{QStringLiteral("name"), QStringLiteral("n")};
        const auto page = treated(raw, names, {{QStringLiteral("name"), ColumnTreatment::Masked}});
        QVERIFY(page);
        QCOMPARE(bytesOf(page->id(0)), QByteArray("id-1"));
        QCOMPARE(cellOf(*page, 0, 1), QByteArray("1.50"));
        QCOMPARE(page->cell(0, 1).kind, RecordCell::Kind::Json);
        const auto same = treated(raw, names, {});
        QVERIFY(same);
        QCOMPARE(same->arena, raw.arena);
        QCOMPARE(bytesOf(same->extras(0)), QByteArray("\"more\":1"));
    }
};

MUSTER_TEST(TestCellTreatment, QCoreApplication)

} // namespace tst_celltreatment
#include "tst_celltreatment.moc"
