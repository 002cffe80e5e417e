// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/http/exchangelog.h"

#include "tests/support/testprogram.h"

#include <QtTest>

using namespace muster;

namespace tst_redactor {

class TestRedactor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void S06_secretsAreMaskedInEveryDisguise_data();
    void S06_secretsAreMaskedInEveryDisguise();
    void S06_credentialsAreMaskedByPattern_data();
    void S06_credentialsAreMaskedByPattern();
    void S06_addressIsMaskedAnewWithEverySecret();
    void S07_personalDataIsMasked_data();
    void S07_personalDataIsMasked();
    void S07_numbersInAnAddressAreMasked_data();
    void S07_numbersInAnAddressAreMasked();
    void ordinaryWordsStay_data();
    void ordinaryWordsStay();
    void longDetailsAreCut();
    void S06_nothingOfASecretIsLeftAtTheCut_data();
    void S06_nothingOfASecretIsLeftAtTheCut();
    void S07_nothingOfANumberIsLeftAtTheCut();
};

namespace {

const QByteArray secret = "zX9/pQ+7 w&k";

QString masked(const QByteArray &text)
{
    Redactor redactor;
    redactor.addSecret(Secret(secret));
    redactor.addSecret(Secret("tok.en-Value_1234567890"));
    return redactor.masked(QString::fromUtf8(text));
}

QByteArray everyByteAsPercent(const QByteArray &text)
{
    QByteArray result;
    for (const char c : text)
        result += '%' + QByteArray(1, c).toHex().toUpper();
    return result;
}

} // namespace

void TestRedactor::S06_secretsAreMaskedInEveryDisguise_data()
{
    QTest::addColumn<QByteArray>("disguised");
    QTest::newRow("plain") << secret;
    QTest::newRow("percent-encoded") << secret.toPercentEncoding();
    QTest::newRow("every byte percent-encoded") << everyByteAsPercent(secret);
    QTest::newRow("percent-encoded twice") << secret.toPercentEncoding().toPercentEncoding();
    QTest::newRow("JSON-escaped slash") << QByteArray(secret).replace("/", "\\/");
    QTest::newRow("JSON unicode escape") << QByteArray(secret).replace("Q", "\\u0051");
    QTest::newRow("split over lines") << secret.left(5) + "\r\n    " + secret.mid(5);
    QTest::newRow("split by escaped line break") << secret.left(5) + "\\n" + secret.mid(5);
    QTest::newRow("base64") << secret.toBase64();
    QTest::newRow("base64url") << secret.toBase64(QByteArray::Base64UrlEncoding);
    QTest::newRow("base64 after one byte") << QByteArray("x" + secret).toBase64();
    QTest::newRow("base64 after two bytes") << QByteArray("xy" + secret).toBase64();
    QTest::newRow("base64 of id and secret") << QByteArray("client-id:" + secret).toBase64();
    QTest::newRow("base64 split over lines") << secret.toBase64().insert(7, "\n");
    QTest::newRow("base64 percent-encoded") << secret.toBase64().toPercentEncoding();
    QTest::newRow("token") << QByteArray("tok.en-Value_1234567890");
}

void TestRedactor::S06_secretsAreMaskedInEveryDisguise()
{
    QFETCH(QByteArray, disguised);
    const QString result = masked("before <" + disguised + "> after");
    QVERIFY2(result.startsWith(QLatin1String("before <")) && result.endsWith(QLatin1String("> after")),
             qPrintable(result));
    QVERIFY2(result.contains(QLatin1String("[masked]")), qPrintable(result));
    // Of what stood between, no run of six characters is left.
    for (qsizetype i = 0; i + 6 <= disguised.size(); ++i) {
        const QString run = QString::fromUtf8(disguised.mid(i, 6));
        if (disguised.startsWith(secret.left(4)) || disguised.contains("tok.en"))
            QVERIFY2(!result.contains(run), qPrintable(result));
    }
}

void TestRedactor::S06_credentialsAreMaskedByPattern_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("gone");
    QTest::newRow("bearer") << QByteArray("Authorization: Bearer abcDEF123.x") << QByteArray("abcDEF123");
    QTest::newRow("basic") << QByteArray("Basic dXNlcjpwYXNz") << QByteArray("dXNlcjpwYXNz");
    QTest::newRow("JSON member") << QByteArray(R"({"access_token":"abcdef","x":1})") << QByteArray("abcdef");
    QTest::newRow("query") << QByteArray("GET /x?client_secret=qwertz&y=1") << QByteArray("qwertz");
    QTest::newRow("web token") << QByteArray("eyJhbGciOi.eyJzdWIi.c2ln") << QByteArray("eyJzdWIi");
    QTest::newRow("user info") << QByteArray("https://user:pass@host.test/") << QByteArray("pass");
}

void TestRedactor::S06_credentialsAreMaskedByPattern()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, gone);
    QVERIFY2(!masked(text).contains(QString::fromUtf8(gone)), qPrintable(masked(text)));
}

void TestRedactor::S06_addressIsMaskedAnewWithEverySecret()
{
    Redactor redactor;
    const QUrl address(QStringLiteral("https://a.example.test/v2/later-Secret_77/x?q=1"));
    QCOMPARE(redactor.maskedAddress(address), QStringLiteral("https://a.example.test/v2/later-Secret_77/x"));
    redactor.addSecret(Secret("later-Secret_77"));
    QCOMPARE(redactor.maskedAddress(address), QStringLiteral("https://a.example.test/v2/[masked]/x"));
    QCOMPARE(redactor.maskedAddress(QUrl(QStringLiteral("https://a.example.test/y"))),
             QStringLiteral("https://a.example.test/y"));
}

void TestRedactor::S07_personalDataIsMasked_data()
{
    QTest::addColumn<QByteArray>("personal");
    for (const char *text : {"+41 44 668 18 00", "+14155550123", "(415) 555-0123", "415.555.0123", "4155550123",
                             "first.last+x@mail.example.test"})
        QTest::newRow(text) << QByteArray(text);
}

void TestRedactor::S07_personalDataIsMasked()
{
    QFETCH(QByteArray, personal);
    QCOMPARE(masked("phone of x: " + personal + " is bad"), QStringLiteral("phone of x: [masked] is bad"));
}

void TestRedactor::S07_numbersInAnAddressAreMasked_data()
{
    QTest::addColumn<QByteArray>("segment");
    for (const char *text :
         {"+14155550123", "%2B14155550123", "%2b14155550123", "%252B14155550123", "14155550123",
          "%2B41%2044%20668%2018%2000", "%2B1%28415%29555%2D0123", "%28415%29%20555-0123", "415%2E555%2E0123",
          "tel%3A%2B14155550123", "tel%3A4155550123", "some.body%40mail.example.test"})
        QTest::newRow(text) << QByteArray(text);
}

void TestRedactor::S07_numbersInAnAddressAreMasked()
{
    QFETCH(QByteArray, segment);
    const QUrl address
        = QUrl::fromEncoded("https://a.example.test/v1/numbers/" + segment + "/line?x=1", QUrl::StrictMode);
    QVERIFY(address.isValid());
    const QString shown = Redactor().maskedAddress(address);
    QVERIFY2(shown.startsWith(QStringLiteral("https://a.example.test/v1/numbers/")), qPrintable(shown));
    QVERIFY2(shown.endsWith(QStringLiteral("[masked]/line")), qPrintable(shown));
    for (const char *part : {"555", "0123", "668", "body"})
        QVERIFY2(!shown.contains(QLatin1String(part)), qPrintable(shown));
}

void TestRedactor::ordinaryWordsStay_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char *text : {"attribute city is deprecated", "limit must be 1 to 1000", "2026-03-04T05:06:07Z",
                             "7c9e6679-7425-40de-944b-e07fc1f90ae7", "contacts[3].phone", "version 12 of 14",
                             "server a.example.test:8443 closed",
                             "/v1/lists/11570002-7c1e-4b52-9d3a-000000000002/contacts%2Fx", "/v1/a%20b/2026%2D03%2D04"})
        QTest::newRow(text) << QByteArray(text);
}

void TestRedactor::ordinaryWordsStay()
{
    QFETCH(QByteArray, text);
    QCOMPARE(masked(text), QString::fromUtf8(text));
}

void TestRedactor::longDetailsAreCut()
{
    ApiError error;
    error.detail = QString(5000, u'x');
    Redactor().mask(error);
    QCOMPARE(error.detail.size(), 2000);
}

void TestRedactor::S06_nothingOfASecretIsLeftAtTheCut_data()
{
    QTest::addColumn<QByteArray>("hidden");
    QTest::addColumn<qsizetype>("behind");
    for (const qsizetype behind : {0, 100, 100'000}) {
        QTest::addRow("as it is, %d behind", int(behind)) << secret << behind;
        QTest::addRow("percent, %d behind", int(behind)) << everyByteAsPercent(secret) << behind;
        QTest::addRow("base64, %d behind", int(behind)) << QByteArray("user:" + secret).toBase64() << behind;
    }
}

void TestRedactor::S06_nothingOfASecretIsLeftAtTheCut()
{
    QFETCH(QByteArray, hidden);
    QFETCH(qsizetype, behind);
    Redactor redactor;
    redactor.addSecret(Secret(secret));
    // Of base64 the letters beside the secret's own may stay.
    const QString first = QString::fromLatin1(hidden.mid(hidden.startsWith("dXNlc") ? 8 : 0, 4));
    for (const qsizetype longest : {200, 2000}) {
        for (qsizetype inside = 0; inside <= hidden.size(); ++inside) {
            QString text = QStringLiteral("so ").repeated(longest).left(longest - inside);
            text += QLatin1String(hidden) + QStringLiteral(" no").repeated(behind / 3);
            const QString shown = redactor.maskedStart(text, longest);
            QVERIFY2(!shown.contains(first), qPrintable(shown.right(60)));
            QVERIFY(shown.size() <= longest && shown.size() > longest / 2);
        }
    }
    // So many that what is shown of them begins far behind: no part of the last one that was looked at.
    const QString many = redactor.maskedStart(QString::fromLatin1(hidden + ' ').repeated(5000), 2000);
    QVERIFY2(!many.contains(first), qPrintable(many.right(60)));
}

void TestRedactor::S07_nothingOfANumberIsLeftAtTheCut()
{
    for (qsizetype at = 0; at < 12; ++at) {
        ApiError error;
        error.detail = QStringLiteral("no ").repeated(2000).left(2000 - at) + QStringLiteral("+12025550123")
            + QStringLiteral(" no").repeated(50'000);
        error.code = QStringLiteral("no ").repeated(200).left(200 - at) + QStringLiteral("+12025550123");
        Redactor().mask(error);
        QVERIFY2(!error.detail.contains(u'2') && !error.code.contains(u'2'), qPrintable(error.detail.right(30)));
        QVERIFY(error.detail.size() <= 2000 && error.code.size() <= 200);
    }
}

MUSTER_TEST(TestRedactor, QCoreApplication)

} // namespace tst_redactor
#include "tst_redactor.moc"
