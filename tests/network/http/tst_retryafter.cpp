// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/http/answermapping.h"

#include "tests/support/testprogram.h"

#include <QtTest>
#include <ctime>

using namespace muster;

namespace tst_retryafter {
using Milliseconds = std::chrono::milliseconds;

class TestRetryAfter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void F01_F02_F03_values_data();
    void F01_F02_F03_values();
    void F02_dateInAnHourTheLocalClockSkips();
};

void TestRetryAfter::F01_F02_F03_values_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("date");
    QTest::addColumn<qint64>("wait"); // Milliseconds; -1: unusable.
    const QByteArray sent = "Wed, 04 Mar 2026 05:06:07 GMT";
    const auto row = [](const char *name, const QByteArray &value, const QByteArray &date, qint64 wait) {
        QTest::newRow(name) << value << date << wait;
    };
    row("seconds", "120", {}, 120'000);
    row("seconds with blanks", " 5 ", {}, 5000);
    row("leading zeros", "0005", {}, 5000);
    row("zero is a second", "0", {}, 1000);
    row("largest", "10000000", {}, 10'000'000'000);
    row("too large", "10000001", {}, -1);
    row("far too large", "1000000000000", {}, -1);
    row("digits without end", QByteArray(500, '9'), {}, -1);
    row("negative", "-1", {}, -1);
    row("fraction", "1.5", {}, -1);
    row("exponent", "1e3", {}, -1);
    row("text", "later", {}, -1);
    row("empty", "", {}, -1);
    row("date", "Wed, 04 Mar 2026 05:07:07 GMT", sent, 60'000);
    row("date across midnight", "Thu, 05 Mar 2026 00:00:00 GMT", "Wed, 04 Mar 2026 23:59:50 GMT", 10'000);
    row("old date forms", "Wednesday, 04-Mar-26 05:06:17 GMT", sent, 10'000);
    row("asctime", "Wed Mar  4 05:06:17 2026", sent, 10'000);
    row("past date", "Wed, 04 Mar 2026 05:00:00 GMT", sent, 1000);
    row("date without Date", "Wed, 04 Mar 2026 08:00:10 GMT", {}, 10'000); // Against the clock of the test.
    row("date beyond reason", "Fri, 04 Mar 2095 05:07:07 GMT", sent, -1);
    row("wrong month", "Wed, 04 Foo 2026 05:07:07 GMT", sent, -1);
}

void TestRetryAfter::F01_F02_F03_values()
{
    QFETCH(QByteArray, value);
    QFETCH(QByteArray, date);
    QFETCH(qint64, wait);
    const QDateTime now(QDate(2026, 3, 4), QTime(8, 0, 0), Qt::UTC);
    const auto read = parseRetryAfter(value, date, now);
    QCOMPARE(read ? qint64(read->count()) : qint64(-1), wait);
}

void TestRetryAfter::F02_dateInAnHourTheLocalClockSkips()
{
    const QByteArray before = qgetenv("TZ");
    qputenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3"); // POSIX rule: no 02:30 on 29 March 2026
    tzset();
    const QDateTime time = parseHttpDate("Sun, 29 Mar 2026 02:30:00 GMT");
    if (before.isNull())
        qunsetenv("TZ");
    else
        qputenv("TZ", before);
    tzset();
    QCOMPARE(time, QDateTime(QDate(2026, 3, 29), QTime(2, 30), Qt::UTC));
}

MUSTER_TEST(TestRetryAfter, QCoreApplication)

} // namespace tst_retryafter
#include "tst_retryafter.moc"
