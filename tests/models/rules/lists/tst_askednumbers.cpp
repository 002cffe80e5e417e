// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/lists/askednumbers.h"

#include "models/rules/numbers/numberengine.h"
#include "tests/support/testprogram.h"

#include <QtTest>

using namespace muster;
using namespace Qt::StringLiterals;

namespace tst_askednumbers {

namespace {

Result<AskedNumbers> read(const QByteArray &text, const char *region = "")
{
    const NumberEngine &engine = NumberEngine::shared();
    return readAskedNumbers(engine, text, engine.regions().indexOf(region));
}

/// As "1 +12125550101", "2 needs region", "3 unreadable".
QStringList said(const Result<AskedNumbers> &asked)
{
    using Reading = AskedNumber::Reading;
    QStringList lines;
    for (const AskedNumber &number : asked->rows) {
        const QString what = number.reading == Reading::NeedsRegion ? u"needs region"_s
            : number.reading == Reading::NotHoldable                ? u"not holdable"_s
            : number.reading == Reading::Unreadable                 ? u"unreadable"_s
                                                                    : QString::fromStdString(unpackE164(number.number));
        lines << QString::number(number.line) + u' ' + what;
    }
    return lines;
}

} // namespace

class TestAskedNumbers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsALineEach();
    void anyLineEndWillDo_data();
    void anyLineEndWillDo();
    void severalMayStandOnALine();
    void aNationalNumberNeedsItsRegion();
    void aRepeatedNumberIsAskedOnce();
    void whatIsNoNumberIsNamedByLine();
    void spreadsheetDamageIsMended();
    void S23_whatIsNoTextIsRefused_data();
    void S23_whatIsNoTextIsRefused();
    void S16_soManyAndNoMore();
    void nothingIsNothing();
};

void TestAskedNumbers::readsALineEach()
{
    const auto asked = read("+1 212 555 0101\n\n  +49 30 1234567  \n");
    QVERIFY(asked);
    QCOMPARE(said(asked), (QStringList{u"1 +12125550101"_s, u"3 +49301234567"_s}));
    QCOMPARE(asked->rows[1].text, u"+49 30 1234567"_s);
    QCOMPARE(asked->repeated, 0);
}

void TestAskedNumbers::anyLineEndWillDo_data()
{
    QTest::addColumn<QByteArray>("end");
    QTest::newRow("LF") << QByteArray("\n");
    QTest::newRow("CRLF") << QByteArray("\r\n");
    QTest::newRow("CR") << QByteArray("\r");
}

void TestAskedNumbers::anyLineEndWillDo()
{
    QFETCH(QByteArray, end);
    const QStringList wanted{u"1 +12125550101"_s, u"3 +12125550102"_s};
    QCOMPARE(said(read("\xEF\xBB\xBF+12125550101" + end + end + "+12125550102")), wanted);
}

void TestAskedNumbers::severalMayStandOnALine()
{
    QCOMPARE(said(read("+12125550101, +12125550102;+12125550103\t\"+12125550104\"\n,;\n+12125550105,")),
             (QStringList{u"1 +12125550101"_s, u"1 +12125550102"_s, u"1 +12125550103"_s, u"1 +12125550104"_s,
                          u"3 +12125550105"_s}));
}

void TestAskedNumbers::aNationalNumberNeedsItsRegion()
{
    QCOMPARE(said(read("030 1234567\n+12125550101")), (QStringList{u"1 needs region"_s, u"2 +12125550101"_s}));
    QCOMPARE(said(read("030 1234567\n+12125550101", "DE")), (QStringList{u"1 +49301234567"_s, u"2 +12125550101"_s}));
}

void TestAskedNumbers::aRepeatedNumberIsAskedOnce()
{
    const auto asked = read("+12125550101\n(212) 555-0101\nrubbish\nrubbish\n1-212-555-0101", "US");
    QCOMPARE(said(asked), (QStringList{u"1 +12125550101"_s, u"3 unreadable"_s, u"4 unreadable"_s}));
    QCOMPARE(asked->repeated, 2);
}

void TestAskedNumbers::whatIsNoNumberIsNamedByLine()
{
    const auto asked = read("n/a\n+1212*\n+12125550101\n123\n" + QByteArray(300, '1'), "US");
    QCOMPARE(
        said(asked),
        (QStringList{u"1 unreadable"_s, u"2 unreadable"_s, u"3 +12125550101"_s, u"4 unreadable"_s, u"5 unreadable"_s}));
    QCOMPARE(asked->rows.last().text.size(), AskedNumber::maxShown);
}

void TestAskedNumbers::spreadsheetDamageIsMended()
{
    const auto asked = read("'+12125550101\n1.21256E+10", "US");
    QCOMPARE(asked->rows[0].reading, AskedNumber::Reading::Repaired);
    QCOMPARE(asked->rows[0].number, 12125550101u);
    QCOMPARE(asked->rows[1].reading, AskedNumber::Reading::Unreadable); // nobody knows what it was
}

void TestAskedNumbers::S23_whatIsNoTextIsRefused_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("NUL") << QByteArray("+12125550101\n+1\0 2", 18);
    QTest::newRow("UTF-16") << QByteArray("\n\xFF\xFE+\0001\000", 7);
    QTest::newRow("no UTF-8") << QByteArray("+12125550101\n+1 212 \xC3\x28");
}

void TestAskedNumbers::S23_whatIsNoTextIsRefused()
{
    QFETCH(QByteArray, text);
    const auto asked = read(text);
    QVERIFY(!asked);
    QCOMPARE(asked.error().code, u"numbers_not_text"_s);
    QCOMPARE(asked.error().subject, u"2"_s); // the line, never what stands there
}

void TestAskedNumbers::S16_soManyAndNoMore()
{
    QByteArray text;
    for (int at = 0; at < AskedNumbers::mostNumbers; ++at)
        text += "+1212" + QByteArray::number(2'000'000 + at) + '\n';
    QCOMPARE(read(text)->rows.size(), AskedNumbers::mostNumbers);
    QCOMPARE(read(text + "+12122000000\n")->repeated, 1); // one that is there already is no more
    const auto more = read(text + "rubbish");
    QCOMPARE(more.error().kind, ErrorKind::LimitExceeded);
    QCOMPARE(more.error().code, u"too_many_numbers"_s);
    QCOMPARE(more.error().subject, u"2000"_s);
    QCOMPARE(read(QByteArray(AskedNumbers::maxBytes + 1, '\n')).error().code, u"numbers_too_large"_s);
}

void TestAskedNumbers::nothingIsNothing()
{
    for (const QByteArray &text : {QByteArray(), QByteArray("\n \n,;\t\"\"\n"), QByteArray("\xEF\xBB\xBF"),
                                   QByteArray("\xEF\xBB\xBF\xEF\xBB\xBF\n")})
        QCOMPARE(read(text).error().code, u"numbers_none"_s);
}

MUSTER_TEST(TestAskedNumbers, QCoreApplication)

} // namespace tst_askednumbers
#include "tst_askednumbers.moc"
