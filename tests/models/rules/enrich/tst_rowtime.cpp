// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/enrich/rowtime.h"
#include "tests/support/testprogram.h"

#include <QDateTime>
#include <stdexcept>

using namespace muster;

namespace tst_rowtime {

/// When a row was changed, as files say it.
class TestRowTime : public QObject
{
    Q_OBJECT

    static RowTimeReader reader(const QString &format = {}) { return *RowTimeReader::make(format, QLocale::c()); }
    static RowMoment at(const char *text, const QString &format = {})
    {
        const auto moment = reader(format).read(text);
        return moment ? *moment : throw std::runtime_error(text);
    }

private Q_SLOTS:
    void datesAndTimesAreRead_data()
    {
        QTest::addColumn<QString>("format");
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("expected"); // ISO 8601 in UTC; a date alone: no time; empty: not read
        const auto row = [](const char *format, const char *text, const char *expected) {
            QTest::addRow("%s %s", format, text)
                << QString::fromLatin1(format) << QByteArray(text) << QString::fromLatin1(expected);
        };
        row("", "2026-03-04", "2026-03-04");
        row("", " 2026-03-04 ", "2026-03-04");
        row("", "2026-03-04T05:06:07Z", "2026-03-04T05:06:07.000Z");
        row("", "2026-03-04t05:06:07z", "2026-03-04T05:06:07.000Z");
        row("", "2026-03-04 05:06", "2026-03-04T05:06:00.000Z");
        row("", "2026-03-04T05:06:07.123456+02:00", "2026-03-04T03:06:07.123Z");
        row("", "2026-03-04T23:06:07-0530", "2026-03-05T04:36:07.000Z");
        row("", "2026-03-01T00:30+01", "2026-02-28T23:30:00.000Z");
        row("", "1969-12-31T23:59:59Z", "1969-12-31T23:59:59.000Z");
        row("dd.MM.yyyy", "04.03.2026", "2026-03-04");
        row("dd.MM.yyyy", "04.03.2026 5:06", "2026-03-04T05:06:00.000Z");
        row("MM/dd/yyyy", "03/04/2026 05:06:07 PM", "2026-03-04T17:06:07.000Z");
        row("MM/dd/yyyy", "03/04/2026 12:00 am", "2026-03-04T00:00:00.000Z");
        row("d MMM yyyy", "4 Mar 2026 05:06", "2026-03-04T05:06:00.000Z"); // white space in the date, too
        row("", "", "");
        row("", "2026-02-30", "");
        row("", "2026-02-30 10:00", "");
        row("", "2026-03-04 24:00", "");
        row("", "2026-03-04 10:60", "");
        row("", "2026-03-04 13:00 pm", "");
        row("", "2026-03-04 10:00 +15:00", "");
        row("", "2026-03-04 soon", "");
        row("", "2026-03-04 10:00+02:", "");
        row("", "2026-03-04                                                                     10:00",
            "2026-03-04T10:00:00.000Z");
        row("", "04.03.2026", "");
    }
    void datesAndTimesAreRead()
    {
        QFETCH(QString, format);
        QFETCH(QByteArray, text);
        QFETCH(QString, expected);
        const auto moment = reader(format).read({text.constData(), std::size_t(text.size())});
        QCOMPARE(moment.has_value(), !expected.isEmpty());
        if (!moment)
            return;
        const QDateTime time = QDateTime::fromMSecsSinceEpoch(moment->milliseconds, Qt::UTC);
        QCOMPARE(moment->hasTime ? time.toString(Qt::ISODateWithMs) : time.date().toString(Qt::ISODate), expected);
    }

    void aFormatWithoutAYearIsNone()
    {
        QVERIFY(!RowTimeReader::make(QStringLiteral("dd.MM."), QLocale::c()));
        QVERIFY(!RowTimeReader::make(QStringLiteral("dd.MM.yyyy hh:mm"), QLocale::c())); // times need no format
    }

    void withoutATimeTheSameDayIsNotLater()
    {
        QVERIFY(at("2026-03-05").isLaterThan(at("2026-03-04")));
        QVERIFY(!at("2026-03-04").isLaterThan(at("2026-03-05")));
        QVERIFY(!at("2026-03-04").isLaterThan(at("2026-03-04")));
        QVERIFY(!at("2026-03-04T10:00Z").isLaterThan(at("2026-03-04")));
        QVERIFY(!at("2026-03-04").isLaterThan(at("2026-03-04T10:00Z")));
        QVERIFY(at("2026-03-04T10:00:01Z").isLaterThan(at("2026-03-04T10:00:00Z")));
        QVERIFY(!at("2026-03-04T10:00Z").isLaterThan(at("2026-03-04T11:00+01:00"))); // the same moment
        QVERIFY(at("1969-12-31T23:00Z").isLaterThan(at("1969-12-30")));
        QVERIFY(!at("1969-12-31T23:00Z").isLaterThan(at("1969-12-31")));
    }

    void formsAreThoseThatEveryCellFits()
    {
        const std::vector<std::string_view> cells{"03/04/2026 10:00", "12/04/2026 11:00", "", "01/02/2026"};
        std::vector<SourceRow> rows;
        for (const std::string_view &cell : cells)
            rows.push_back({std::span(&cell, 1), qint64(rows.size()) + 2});
        QCOMPARE(DateFormTrial::fitting(rows, 0, QLocale::c()),
                 (QStringList{QStringLiteral("d/M/yyyy"), QStringLiteral("M/d/yyyy")}));
        const DateFormTrial trial = DateFormTrial::of(reader(QStringLiteral("MM/dd/yyyy")), rows, 0);
        QCOMPARE(trial.filled, 3);
        QCOMPARE(trial.read, 3);
        const std::string_view clear = "25/04/2026";
        rows.push_back({std::span(&clear, 1), 6});
        QVERIFY(!DateFormTrial::fitting(rows, 0, QLocale::c()).contains(QStringLiteral("M/d/yyyy")));
        QVERIFY(DateFormTrial::fitting(rows, 0, QLocale::c()).contains(QStringLiteral("d/M/yyyy")));
        QVERIFY(DateFormTrial::fitting({}, 0, QLocale::c()).isEmpty());
        QVERIFY(DateFormTrial::fitting(rows, 7, QLocale::c()).isEmpty()); // no such column
    }
};

MUSTER_TEST(TestRowTime, QCoreApplication)

} // namespace tst_rowtime

#include "tst_rowtime.moc"
