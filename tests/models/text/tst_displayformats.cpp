// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/text/amounttext.h"
#include "models/text/displayformats.h"
#include "models/text/timetexts.h"
#include "tests/support/testprogram.h"

using namespace muster;

namespace tst_displayformats {

/// What is chosen for days and numbers is what texts show.
class TestDisplayFormats : public QObject
{
    Q_OBJECT

private:
    static QString in(const char *text) { return QString::fromUtf8(text); }
    const QLocale m_before;
    const QDate m_day{2026, 3, 2};
    const QDateTime m_time{QDate(2026, 3, 2), QTime(14, 6)};

private Q_SLOTS:
    void cleanup()
    {
        useDisplayFormats(in("system"), in("system"));
        QLocale::setDefault(m_before);
    }

    void daysAndNumbersAreThoseOfTheChoice_data()
    {
        QTest::addColumn<QString>("dates");
        QTest::addColumn<QString>("numbers");
        QTest::addColumn<QString>("day");
        QTest::addColumn<QString>("longDay");
        QTest::addColumn<QString>("number");
        // As CLDR has them, https://cldr.unicode.org.
        QTest::newRow("ISO days, German numbers")
            << in("iso") << in("de_DE") << in("2026-03-02") << in("2026-03-02") << in("12.345");
        QTest::newRow("German days, American numbers")
            << in("de_DE") << in("en_US") << in("02.03.26") << in("Montag, 2. März 2026") << in("12,345");
        QTest::newRow("American days, Swiss numbers")
            << in("en_US") << in("de_CH") << in("3/2/26") << in("Monday, March 2, 2026") << in("12’345");
    }
    void daysAndNumbersAreThoseOfTheChoice()
    {
        QFETCH(QString, dates);
        QFETCH(QString, numbers);
        useDisplayFormats(dates, numbers);
        QTEST(dayText(m_day), "day");
        QTEST(longDayText(m_day), "longDay");
        QTEST(numberText(12'345), "number");
        QVERIFY(exactTimeText(m_time.toUTC()).startsWith(dayAndTimeText(m_time)));
        QCOMPARE(datesInUse(), dates);
        QCOMPARE(numbersInUse(), numbers);
        // What a field shows reads back, with the whole year.
        const QString typed = dateLocale().toString(m_day, dayFieldFormat());
        QVERIFY(typed.contains(u"2026"));
        QCOMPARE(dateLocale().toDate(typed, dayFieldFormat()), m_day);
    }

    void isoTimesHaveDayAndClock()
    {
        useDisplayFormats(in("iso"), in("en_US"));
        QCOMPARE(dayAndTimeText(m_time), in("2026-03-02 14:06"));
        QCOMPARE(longDayAndTimeText(m_time), in("2026-03-02 14:06"));
        QCOMPARE(dayAndTimeFieldFormat(), in("yyyy-MM-dd HH:mm"));
    }

    void samplesShowWhatIsNotInUseYet()
    {
        useDisplayFormats(in("en_US"), in("en_US"));
        QCOMPARE(dateSample(in("iso")), in("2026-11-26 14:05"));
        QVERIFY(dateSample(in("de_DE")).startsWith(in("26.11.26")));
        QCOMPARE(numberSample(in("de_DE")), in("1.234.567,5"));
        QCOMPARE(dayText(m_day), in("3/2/26"));
    }

    void whatIsRecordedIsIsoWhateverIsChosen()
    {
        useDisplayFormats(in("en_US"), in("en_US"));
        QCOMPARE(shortRecordTimeText(m_time.toUTC()), in("2026-03-02 14:06:00"));
    }
};

MUSTER_TEST(TestDisplayFormats, QCoreApplication)

} // namespace tst_displayformats
#include "tst_displayformats.moc"
