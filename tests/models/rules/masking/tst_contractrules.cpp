// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "masksupport.h"

#include "tests/support/testprogram.h"

#include <QRandomGenerator>
#include <QRegularExpression>

using namespace muster;
using namespace muster::test;

namespace tst_contractrules {

namespace {

/// What the contract says, word for word: three replacing passes.
QByteArray threePasses(const QByteArray &text)
{
    static const QRegularExpression email(QStringLiteral(R"([A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,})"));
    static const QRegularExpression phone(QStringLiteral(R"(\b\d{3}[-.]?\d{3}[-.]?\d{4}\b)"));
    static const QRegularExpression ssn(QStringLiteral(R"(\b\d{3}-\d{2}-\d{4}\b)"));
    return QString::fromUtf8(text)
        .replace(email, QStringLiteral("[EMAIL_MASKED]"))
        .replace(phone, QStringLiteral("[PHONE_MASKED]"))
        .replace(ssn, QStringLiteral("[SSN_MASKED]"))
        .toUtf8();
}

QByteArray randomLine(QRandomGenerator &random)
{
    static const QList<QByteArray> parts = {
        "a",           "x.y",          "@",      "@",  ".",   "-",    " ", "_", "1",  "12", "123", "415", "555", "0123",
        "12",          "3456",         "7890",   "co", "com", ".org", "c", "é", "漢", "%",  "+",   "\n",  ".",   "-",
        "123-45-6789", "415-555-0123", "a@b.co", "(",  "]"};
    QByteArray line;
    for (int count = random.bounded(1, 24); count > 0; --count)
        line += parts[random.bounded(parts.size())];
    return line;
}

} // namespace

class TestContractRules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void maskThreeKinds_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char *text, const char *expected) {
            QTest::newRow(text) << QByteArray(text) << QByteArray(expected);
        };
        row("write to ann.lee@example.com now", "write to [EMAIL_MASKED] now");
        row("415-555-0123", "[PHONE_MASKED]");
        row("415.555.0123 or 4155550123", "[PHONE_MASKED] or [PHONE_MASKED]");
        row("415-555.0123", "[PHONE_MASKED]");
        row("my number is 078-05-1120.", "my number is [SSN_MASKED].");
        row("order 12345678, ticket 4155550, invoice INV-2024-00017",
            "order 12345678, ticket 4155550, invoice INV-2024-00017");
        row("at 10:30 for $1,299.00, version 10.2.3", "at 10:30 for $1,299.00, version 10.2.3");
        row("41555501234 and x4155550123", "41555501234 and x4155550123"); // a digit more; glued to a letter
        row("ann@example.co4155550123", "[EMAIL_MASKED][PHONE_MASKED]"); // the tag ends the address
        row("415.555.0123@example.com", "[EMAIL_MASKED]");
        row("123-45-678-901-2345", "123-45-[PHONE_MASKED]");
        row("415-555-0123-078-05-1120", "[PHONE_MASKED]-[SSN_MASKED]");
        row("ann@localhost, b@c.d", "ann@localhost, b@c.d");
        row("@example.com a@@b.com", "@example.com a@@b.com");
    }
    void maskThreeKinds()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, expected);
        QCOMPARE(masked(*engineOf(contractPolicy()), text), expected);
        QCOMPARE(masked(*engineOf(contractPolicy(), MaskEngine::Locator::Re2), text), expected);
    }

    void equalThreePassesOnRandomLines()
    {
        const quint32 seed = QRandomGenerator::global()->generate();
        qInfo("seed %u", seed);
        QRandomGenerator random(seed);
        const auto best = engineOf(contractPolicy());
        const auto re2 = engineOf(contractPolicy(), MaskEngine::Locator::Re2);
        int changed = 0;
        for (int i = 0; i < 60'000; ++i) {
            const QByteArray line = randomLine(random);
            const QByteArray expected = threePasses(line);
            changed += expected != line;
            QCOMPARE(masked(*best, line), expected);
            QCOMPARE(masked(*re2, line), expected);
        }
        QVERIFY(changed > 5'000);
    }
};

MUSTER_TEST(TestContractRules, muster::tests::NoApplication)

} // namespace tst_contractrules
#include "tst_contractrules.moc"
