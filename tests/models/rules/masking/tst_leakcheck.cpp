// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/masking/leakcheck.h"

#include "tests/support/testprogram.h"

#include "masksupport.h"

using namespace muster;
using namespace muster::test;

namespace tst_leakcheck {

namespace {

QString leaksOf(const QList<QByteArray> &turns, const MaskPolicy &policy = {}, const MaskContext &context = {})
{
    Conversation conversation;
    for (const QByteArray &turn : turns)
        conversation.append(turn.toStdString());
    QStringList result;
    for (const MaskLeak &leak : LeakCheck(policy).find(conversation, context)) {
        const std::string_view key = entityKey(leak.entity);
        result += QStringLiteral("%1:%2-%3 %4")
                      .arg(leak.text)
                      .arg(leak.begin)
                      .arg(leak.end)
                      .arg(QString::fromLatin1(key.data(), qsizetype(key.size())));
    }
    return result.join(u'|');
}

} // namespace

class TestLeakCheck : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void finds_data()
    {
        QTest::addColumn<QList<QByteArray>>("turns");
        QTest::addColumn<QString>("leaks");
        const auto row = [](const char *name, const QList<QByteArray> &turns, const char *leaks) {
            QTest::newRow(name) << turns << QString::fromLatin1(leaks);
        };
        row("address", {"to ann@example.com."}, "0:3-18 email");
        row("international address", {"to jürgen@bücher.example"}, "0:3-26 email");
        row("bare phone", {"", "4155550123"}, "1:0-10 phone");
        row("spaced phone", {"(415) 555 0123"}, "0:0-14 phone");
        row("international phone", {"+49 30 123456-78"}, "0:0-16 phone");
        row("phone over two turns", {"it is 415-555", "0123 ok"}, "0:6-13 phone");
        row("number of the insured", {"078-05-1120"}, "0:0-11 ssn");
        row("card", {"4111 1111 1111 1111"}, "0:0-19 payment_card");
        row("card over two turns", {"4111-1111", "1111-1111"}, "0:0-9 payment_card");
        row("iban", {"DE89 3704 0044 0532 0130 00 please"}, "0:0-27 iban");
        row("ip", {"from 192.0.2.7, yes"}, "0:5-14 ip_address");
        row("nino", {"AB 12 34 56 C"}, "0:0-13 nino");
        row("F78 full width", {"４１５５５５０１２３"}, "0:0-30 phone");
        row("F78 zero width", {"ann@exam\u200bple.com"}, "0:0-18 email");
        row("two in a row", {"a@example.com b@example.com"}, "0:0-13 email|0:14-27 email");
        row("tags", {"[EMAIL_MASKED] [PHONE_MASKED:34], [PHONE_kqvbdtrmpn] [SSN_MASKED]"}, "");
        row("harmless",
            {"order 12345678, 10:30, $1,299.00, version 10.0.0.1, 2024-05-06",
             "550e8400-e29b-41d4-a716-446655440000, 4111111111111112"},
            "");
        row("card that fails its check", {"4111 1111 1111 1112"}, "");
    }
    void finds()
    {
        QFETCH(QList<QByteArray>, turns);
        QTEST(leaksOf(turns), "leaks");
    }

    void followsThePolicy()
    {
        MaskPolicy policy;
        policy.rules[std::size_t(Entity::IpAddress)].action = MaskAction::Keep;
        QCOMPARE(leaksOf({"192.0.2.7"}, policy), QString());
        policy.exceptions.append({.kind = MaskException::Kind::Allow,
                                  .entity = Entity::Email,
                                  .text = QStringLiteral("HELP@example.com"),
                                  .interactionId = QStringLiteral("one"),
                                  .expires = {},
                                  .note = {}});
        QCOMPARE(leaksOf({"help@example.com"}, policy, {.interactionId = QStringLiteral("one"), .now = {}}), QString());
        QCOMPARE(leaksOf({"help@example.com"}, policy, {.interactionId = QStringLiteral("two"), .now = {}}),
                 QStringLiteral("0:0-16 email"));
    }
};

MUSTER_TEST(TestLeakCheck, muster::tests::NoApplication)

} // namespace tst_leakcheck
#include "tst_leakcheck.moc"
