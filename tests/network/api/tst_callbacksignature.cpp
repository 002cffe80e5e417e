// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/api/callbackclient.h"

#include "tests/support/testprogram.h"

using namespace muster;

namespace tst_callbacksignature {

namespace {

const QString delivery = QStringLiteral("0123456789abcdef0123456789abcdef");
const QDateTime at = QDateTime::fromMSecsSinceEpoch(1'700'000'000'900, Qt::UTC);
const QByteArray body = R"({"event":"segment.export.completed","page":3})";

/// The 32 bytes from `first` on.
Secret keyFrom(int first)
{
    QByteArray bytes;
    for (int i = 0; i < 32; ++i)
        bytes.append(char(first + i));
    return Secret(bytes);
}

} // namespace

/// The expected signatures were made with Python's hmac module.
class TestCallbackSignature : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void S13_theSignatureIsThatOfIdTimeAndBody()
    {
        const HttpHeaders headers = callbackSignature(delivery, at, body, {{QStringLiteral("a1b2c3d4"), keyFrom(0)}});
        QCOMPARE(headerValue(headers, "webhook-id"), delivery.toLatin1());
        QCOMPARE(headerValue(headers, "webhook-timestamp"), QByteArray("1700000000"));
        QCOMPARE(headerValue(headers, "webhook-signature"),
                 QByteArray("v1,G5HgiONFhL2ghEJLZmNJRogfJgb4xOs5+iPN09vsUz4="));
        QCOMPARE(headerValue(headers, "webhook-key-id"), QByteArray("a1b2c3d4"));
    }

    void S13_whileAKeyIsReplacedBothSign()
    {
        const HttpHeaders headers = callbackSignature(
            delivery, at, body, {{QStringLiteral("new00000"), keyFrom(32)}, {QStringLiteral("old00000"), keyFrom(0)}});
        QCOMPARE(
            headerValue(headers, "webhook-signature"),
            QByteArray(
                "v1,ZAzVYSjjZkD1JNs3DLfiWA84k03ejrNDpHdImQeKEoE= v1,G5HgiONFhL2ghEJLZmNJRogfJgb4xOs5+iPN09vsUz4="));
        QCOMPARE(headerValue(headers, "webhook-key-id"), QByteArray("new00000 old00000"));
    }

    void S13_everyPartCounts_data()
    {
        QTest::addColumn<QString>("id");
        QTest::addColumn<QDateTime>("time");
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("id") << QString(32, u'0') << at << body;
        QTest::newRow("time") << delivery << at.addSecs(1) << body;
        QTest::newRow("body") << delivery << at << body + ' ';
        QTest::newRow("empty body") << delivery << at << QByteArray();
    }

    void S13_everyPartCounts()
    {
        QFETCH(QString, id);
        QFETCH(QDateTime, time);
        QFETCH(QByteArray, bytes);
        const QList<SigningKey> keys{{QStringLiteral("a1b2c3d4"), keyFrom(0)}};
        QVERIFY(headerValue(callbackSignature(id, time, bytes, keys), "webhook-signature")
                != headerValue(callbackSignature(delivery, at, body, keys), "webhook-signature"));
    }

    void S13_withoutAKeyNothingClaimsToBeSigned()
    {
        const HttpHeaders headers = callbackSignature(delivery, at, body, {});
        QCOMPARE(headers.size(), 2);
        QVERIFY(headerValue(headers, "webhook-signature").isEmpty());
        QCOMPARE(headerValue(headers, "webhook-id"), delivery.toLatin1());
    }
};

MUSTER_TEST(TestCallbackSignature, QCoreApplication)

} // namespace tst_callbacksignature
#include "tst_callbacksignature.moc"
