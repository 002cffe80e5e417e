// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/text/criteriawords.h"
#include "models/text/typedvalues.h"
#include "tests/support/testprogram.h"

using namespace muster;

namespace tst_criteriawords {

/// Values of conditions between people and the wire, and the words around them.
class TestCriteriaWords : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QStringLiteral("en_US"))); }

    void numbersAreReadDigitForDigit_data()
    {
        QTest::addColumn<QString>("locale");
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QByteArray>("spelling"); // empty: refused
        const auto row = [](const char *locale, const char *typed, const char *spelling) {
            QTest::newRow(qPrintable(QStringLiteral("%1 %2").arg(QLatin1String(locale), QString::fromUtf8(typed))))
                << QString::fromLatin1(locale) << QString::fromUtf8(typed) << QByteArray(spelling);
        };
        row("en_US", "500,000", "500000");
        row("en_US", " 1234.50 ", "1234.50");
        row("en_US", "-0.10", "-0.10");
        row("en_US", "+007", "7");
        row("en_US", "1,5", "");
        row("en_US", "12,34", "");
        row("en_US", "1e7", "1e7");
        row("en_US", "12345678901234567890.123456789", "12345678901234567890.123456789");
        row("en_US", "12 a", "");
        row("en_US", "", "");
        row("en_US", ".5", "");
        row("en_US", "0x1f", "");
        row("en_US", "NaN", "");
        row("de_DE", "500.000", "500000");
        row("de_DE", "1.234,50", "1234.50");
        row("de_DE", "1,5", "1.5");
        row("de_DE", "1.5", "");
        row("de_DE", "1234", "1234");
        row("fr_FR", "12 345,6", "12345.6");
        row("en_IN", "12,34,567", "1234567");
        row("ar_EG", "\u0661\u0662", "12");
        row("en_US", "\u22125", "-5");
    }

    void numbersAreReadDigitForDigit()
    {
        QFETCH(QString, locale);
        QFETCH(QString, typed);
        QFETCH(QByteArray, spelling);
        QCOMPARE(exactNumber(typed, QLocale(locale)).value_or(QByteArray()), spelling);
    }

    void numbersOfAnyLengthThatIsReadAreTaken()
    {
        const QLocale english(QStringLiteral("en_US"));
        const QByteArray longest(1000, '7');
        QCOMPARE(exactNumber(exactNumberText(longest, english), english).value_or(QByteArray()), longest);
        QVERIFY(!exactNumber(QString(1001, u'7'), english).has_value());
    }

    void numbersAreShownInThePersonsWay()
    {
        const QLocale english(QStringLiteral("en_US")), german(QStringLiteral("de_DE"));
        QCOMPARE(exactNumberText("500000", english), QStringLiteral("500,000"));
        QCOMPARE(exactNumberText("-1234567.80", german), QStringLiteral("-1.234.567,80"));
        QCOMPARE(exactNumberText("1e7", german), QStringLiteral("1e7"));
        QCOMPARE(exactNumberText("12345678901234567890", english), QStringLiteral("12,345,678,901,234,567,890"));
        for (const QLocale &locale :
             {english, german, QLocale(QStringLiteral("fr_FR")), QLocale(QStringLiteral("ar_EG")),
              QLocale(QStringLiteral("sv_SE")), QLocale(QStringLiteral("de_CH"))}) {
            for (const char *spelling : {"0", "7", "-12", "1000", "-1234567.80", "0.10"})
                QCOMPARE(exactNumber(exactNumberText(spelling, locale), locale).value_or("refused"),
                         QByteArray(spelling));
        }
    }

    void daysAreWorkedOut_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("day"); // empty: refused
        QTest::newRow("iso") << "2026-03-01" << "2026-03-01";
        QTest::newRow("no such day") << "2026-02-29" << "";
        QTest::newRow("leap") << "2028-02-29" << "2028-02-29";
        QTest::newRow("today") << "Today" << "2026-03-31";
        QTest::newRow("yesterday") << " yesterday " << "2026-03-30";
        QTest::newRow("tomorrow") << "tomorrow" << "2026-04-01";
        QTest::newRow("30 days") << "30 days ago" << "2026-03-01";
        QTest::newRow("1 day") << "1 day ago" << "2026-03-30";
        QTest::newRow("2 weeks") << "2  weeks ago" << "2026-03-17";
        QTest::newRow("1 month, shorter") << "1 month ago" << "2026-02-28";
        QTest::newRow("1 year") << "1 year ago" << "2025-03-31";
        QTest::newRow("endless") << "999999 years ago" << "";
        QTest::newRow("half") << "30 days" << "";
        QTest::newRow("empty") << "" << "";
        QTest::newRow("two digits of a year") << "31/03/26" << "";
    }

    void daysAreWorkedOut()
    {
        QFETCH(QString, typed);
        QFETCH(QString, day);
        const auto read = DateWords::read(typed, QDate(2026, 3, 31), QLocale(QStringLiteral("en_US")));
        QCOMPARE(read ? DateWords::key(*read) : QString(), day);
    }

    void whatIsOfferedIsUnderstood()
    {
        const QDate today(2026, 3, 31);
        for (const QString &words : DateWords::offered()) {
            QVERIFY2(DateWords::isRelative(words, today), qPrintable(words));
            QVERIFY(DateWords::read(words, today, QLocale::c()).has_value());
        }
        QVERIFY(!DateWords::isRelative(QStringLiteral("2026-03-31"), today));
    }

    void conditionsAreSaidByType()
    {
        const CriteriaFields fields(
            {{QStringLiteral("last_seen"), CriteriaFieldType::Date, {}, {}},
             {QStringLiteral("vip"), CriteriaFieldType::Boolean, QStringLiteral("Key account"), {}}});
        QCOMPARE(
            criteriaConditionText(
                {QStringLiteral("last_seen"), CriteriaOperator::GreaterThan, QStringLiteral("2026-01-31")}, fields),
            QStringLiteral("last seen is after 2026-01-31"));
        QCOMPARE(criteriaConditionText({QStringLiteral("vip"), CriteriaOperator::NotEquals, true}, fields),
                 QStringLiteral("Key account is not yes"));
        QCOMPARE(
            criteriaConditionText({QStringLiteral("size"), CriteriaOperator::LessThan, CriteriaNumber{"1000"}}, fields),
            QStringLiteral("size is under 1,000"));
        // What would turn the reading round is shown, not obeyed.
        QVERIFY(!criteriaValueText(QStringLiteral("a\u202eb"), CriteriaFieldType::Text).contains(QChar(0x202e)));
    }

    void everyRefusalAndEveryStepHasWords()
    {
        const CriteriaTree tree;
        for (int code = 0; code <= int(CriteriaRefusal::Code::TooMany); ++code) {
            CriteriaRefusal refusal;
            refusal.code = CriteriaRefusal::Code(code);
            refusal.node = criteriaRootId;
            QVERIFY2(!criteriaRefusalText(refusal, tree).isEmpty(), qPrintable(QString::number(code)));
        }
        QStringList steps;
        for (int step = 0; step <= int(CriteriaStep::Replace); ++step) {
            const QString words = criteriaStepText(CriteriaStep(step), 2);
            QVERIFY2(!words.isEmpty() && !steps.contains(words), qPrintable(QString::number(step)));
            steps << words;
        }
        CriteriaRefusal deep;
        deep.code = CriteriaRefusal::Code::TooDeep;
        deep.level = 6;
        deep.place = QStringLiteral("conditions[1].conditions[0]");
        QCOMPARE(
            criteriaRefusalText(deep, tree),
            QStringLiteral(
                "Groups can be nested up to 5 levels, and this has one on level 6, at conditions[1].conditions[0]."));
    }
};

MUSTER_TEST(TestCriteriaWords, QCoreApplication)

} // namespace tst_criteriawords
#include "tst_criteriawords.moc"
