// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/enrich/columnprofile.h"

#include "tests/support/testprogram.h"

#include <string>

using namespace muster;

namespace tst_columnprofile {
using Type = ListAttributeType;

class TestColumnProfile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void typesAreInferred_data()
    {
        QTest::addColumn<QByteArray>("cells"); // parted by bars
        QTest::addColumn<int>("type");
        QTest::addColumn<QByteArray>("dateFormats");
        const auto row = [](const char *cells, std::optional<Type> type, const char *formats = "") {
            QTest::newRow(cells) << QByteArray(cells) << (type ? int(*type) : -1) << QByteArray(formats);
        };
        row("", std::nullopt);
        row("N/A||null", std::nullopt);
        row("1|2|-3|", Type::Integer);
        row("0|1", Type::Integer);
        row("1|2.5", Type::Decimal);
        row("1,5|2,25", Type::Decimal);
        row("1.234,50|7", Type::Decimal);
        row("1,234|12", Type::Decimal);
        row("yes|no|Y", Type::Boolean);
        row("yes|no|perhaps", Type::Text);
        row("1|x", Type::Text);
        row("00123|456", Type::Text); // a postcode
        row("+14155550100", Type::Text); // a phone number
        row("2026-01-31|2025-12-01", Type::Date, "yyyy-MM-dd");
        row("31.1.2026|1.12.2025", Type::Date, "d.M.yyyy");
        row("1/2/2026|3/4/2026", Type::Date, "d/M/yyyy M/d/yyyy"); // the column does not tell
        row("1/2/2026|13/4/2026", Type::Date, "d/M/yyyy");
        row("1/2/2026|4/13/2026", Type::Date, "M/d/yyyy");
        row("13/4/2026|4/13/2026", Type::Text);
        row("2026-02-30", Type::Text);
        row("20260131", Type::Integer, "yyyyMMdd");
        row("3 Mar 2026", Type::Date, "d MMM yyyy");
    }

    void typesAreInferred()
    {
        QFETCH(QByteArray, cells);
        QFETCH(int, type);
        QFETCH(QByteArray, dateFormats);
        ColumnProfile profile;
        for (const QByteArray &cell : cells.split('|'))
            profile.add(cell.toStdString());
        QCOMPARE(profile.type() ? int(*profile.type()) : -1, type);
        QCOMPARE(profile.dateFormats().join(u' '), QString::fromLatin1(dateFormats));
    }

    void aFormOfNumbersIsNamed()
    {
        ColumnProfile german;
        german.add("1.234,50");
        QCOMPARE(german.numberFormats().size(), 1);
        QCOMPARE(german.numberFormats()[0].decimalMark, QStringLiteral(","));
        QCOMPARE(german.numberFormats()[0].groupMark, QStringLiteral("."));
        ColumnProfile unclear;
        unclear.add("1.234");
        QVERIFY(unclear.numberFormats().size() > 1);
    }

    void countsAndExamples()
    {
        ColumnProfile profile;
        QVERIFY(!profile.fillRate());
        for (const char *cell : {"b", "", "a", "b", " ", "NULL", "a", "c"})
            profile.add(cell);
        QCOMPARE(profile.rows(), 8);
        QCOMPARE(profile.filled(), 5);
        QCOMPARE(*profile.fillRate(), 0.625);
        QCOMPARE(profile.distinct(), 3);
        QCOMPARE(profile.examples(), QStringList({QStringLiteral("b"), QStringLiteral("a"), QStringLiteral("c")}));
        profile.add(std::string(1000, 'x'));
        QCOMPARE(profile.examples().last().size(), 60);
        for (int i = 0; i < 100; ++i)
            profile.add(std::to_string(i));
        QCOMPARE(profile.examples().size(), 5);
    }

    void distinctTextsAreEstimatedWithinBounds()
    {
        ColumnProfile profile;
        qint64 next = 100;
        for (qint64 i = 1; i <= 300'000; ++i) {
            profile.add("cell " + std::to_string(i));
            profile.add("cell " + std::to_string(i / 2 + 1)); // seen before
            if (i <= 1000)
                QCOMPARE(profile.distinct(), i);
            if (i == next) {
                const double error = std::abs(double(profile.distinct() - i)) / double(i);
                QVERIFY2(error < 0.06, qPrintable(QString::number(i) + u' ' + QString::number(profile.distinct())));
                next *= 3;
            }
        }
        QVERIFY(!profile.isDistinctExact());
    }

    void partsAddUpToTheWhole()
    {
        for (const int split : {0, 3, 500, 3000, 6000}) {
            ColumnProfile whole, one, other;
            for (int i = 0; i < 6000; ++i) {
                const std::string cell = i % 5 == 0 ? std::string() : std::to_string(i % 4000);
                whole.add(cell);
                (i < split ? one : other).add(cell);
            }
            one += other;
            QCOMPARE(one.rows(), whole.rows());
            QCOMPARE(one.filled(), whole.filled());
            QCOMPARE(one.distinct(), whole.distinct());
            QCOMPARE(one.examples(), whole.examples());
            QCOMPARE(one.type(), whole.type());
        }
    }
};

MUSTER_TEST(TestColumnProfile, QCoreApplication)

} // namespace tst_columnprofile
#include "tst_columnprofile.moc"
