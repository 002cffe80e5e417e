// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/documents/policyjson.h"

#include "tests/support/testprogram.h"

using namespace muster;

namespace tst_policyjson {

namespace {

MaskPolicy richPolicy()
{
    MaskPolicy policy;
    policy.name = QStringLiteral("Support");
    policy.rules[static_cast<std::size_t>(Entity::Phone)] = {MaskAction::KeepLast, 2};
    policy.rules[static_cast<std::size_t>(Entity::BirthDate)] = {MaskAction::ShiftDate, 0};
    policy.rules[static_cast<std::size_t>(Entity::IpAddress)] = {MaskAction::Keep, 0};
    policy.regions = {QStringLiteral("DE"), QStringLiteral("US")};
    policy.spokenForms = false;
    policy.patterns = {{QStringLiteral("Customer"), QStringLiteral("K-[0-9]{6}"), {MaskAction::Drop, 0}}};
    policy.exceptions = {{MaskException::Kind::Allow,
                          Entity::Phone,
                          QStringLiteral("555-0100"),
                          {},
                          std::nullopt,
                          QStringLiteral("our own switchboard")},
                         {MaskException::Kind::Deny,
                          Entity::Own,
                          QStringLiteral("Falcon \u201cnine\u201d"),
                          QStringLiteral("int-1"),
                          QDateTime(QDate(2027, 1, 2), QTime(3, 4, 5, 6), Qt::UTC),
                          {}}};
    return policy;
}

QString place(const MaskPolicy &policy)
{
    const auto read = parsePolicy(policyJson(policy));
    return read ? QString() : read.error().subject;
}

} // namespace

class TestPolicyJson : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theDefaultIsWrittenOut();
    void whatIsWrittenIsReadBack();
    void faultsNameTheirPlace();
    void foreignBytesAreRefused_data();
    void foreignBytesAreRefused();
    void limitsHold();
    void aFileOfANewerVersionSaysSo();
    void S39_theDigestHoldsNoWordsOfPeople();
};

void TestPolicyJson::theDefaultIsWrittenOut()
{
    const QByteArray tag = R"({"action":"tag","keep":0})";
    const QByteArray keep = R"({"action":"keep","keep":0})";
    QCOMPARE(policyJson(MaskPolicy()),
             R"({"entities":{"email":)" + tag + R"(,"phone":)" + tag + R"(,"ssn":)" + tag + R"(,"nino":)" + tag
                 + R"(,"sin":)" + tag + R"(,"national_id":)" + tag + R"(,"payment_card":)" + tag + R"(,"iban":)" + tag
                 + R"(,"ip_address":)" + tag + R"(,"birth_date":)" + tag + R"(,"address":)" + keep
                 + R"(,"person_name":)" + keep
                 + R"(},"regions":["US","GB","CA"],"spoken_forms":true,"context":true,"patterns":[],"exceptions":[]})");
}

void TestPolicyJson::whatIsWrittenIsReadBack()
{
    MaskPolicy expected = richPolicy();
    const auto file = parsePolicyFile(policyFile(expected));
    QVERIFY(file.has_value());
    QVERIFY(*file == expected);
    expected.name.clear();
    const auto read = parsePolicy(policyJson(expected));
    QVERIFY(read.has_value());
    QVERIFY(*read == expected);
}

void TestPolicyJson::faultsNameTheirPlace()
{
    const auto with = [](auto &&change) {
        MaskPolicy policy = richPolicy();
        change(policy);
        return place(policy);
    };
    QCOMPARE(with([](MaskPolicy &) { }), QString());
    QCOMPARE(with([](MaskPolicy &p) { p.rules[0] = {MaskAction::Keep, 0}; }), QStringLiteral("entities.email.action"));
    QCOMPARE(with([](MaskPolicy &p) { p.rules[1] = {MaskAction::KeepLast, 0}; }),
             QStringLiteral("entities.phone.keep"));
    QCOMPARE(with([](MaskPolicy &p) { p.rules[1] = {MaskAction::KeepLast, 5}; }),
             QStringLiteral("entities.phone.keep"));
    QCOMPARE(with([](MaskPolicy &p) { p.regions = {QStringLiteral("us")}; }), QStringLiteral("regions"));
    QCOMPARE(with([](MaskPolicy &p) { p.regions = {QStringLiteral("US"), QStringLiteral("US")}; }),
             QStringLiteral("regions"));
    QCOMPARE(with([](MaskPolicy &p) { p.patterns[0].name = QStringLiteral(" "); }), QStringLiteral("patterns[0].name"));
    QCOMPARE(with([](MaskPolicy &p) { p.patterns[0].pattern.clear(); }), QStringLiteral("patterns[0].pattern"));
    QCOMPARE(with([](MaskPolicy &p) { p.patterns[0].rule = {MaskAction::Keep, 0}; }),
             QStringLiteral("patterns[0].action"));
    QCOMPARE(with([](MaskPolicy &p) { p.exceptions[1].text = QStringLiteral(" "); }),
             QStringLiteral("exceptions[1].text"));
}

void TestPolicyJson::foreignBytesAreRefused_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<QString>("subject");
    const auto row = [](const char *name, const char *from, const char *to, const char *subject) {
        QTest::newRow(name) << QByteArray(from) << QByteArray(to) << QString::fromLatin1(subject);
    };
    row("action", R"("drop")", R"("burn")", "patterns[0].action");
    row("a member more", R"("context":true)", R"("context":true,"more":1)", "unexpected");
    row("a member less", R"("context":true,)", "", "context");
    row("a kind more", R"("entities":{)", R"("entities":{"shoe":{"action":"tag","keep":0},)", "entities.unexpected");
    row("type", R"("spoken_forms":false)", R"("spoken_forms":0)", "spoken_forms");
    row("kind", R"("deny")", R"("maybe")", "exceptions[1].kind");
    row("expiry", "2027-01-02T03:04:05.006Z", "2027-01-02T03:04:05.006", "exceptions[1].expires");
    row("half", R"(],"exceptions")", "", "object");
}

void TestPolicyJson::foreignBytesAreRefused()
{
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    QFETCH(QString, subject);
    QByteArray json = policyJson(richPolicy());
    QVERIFY(json.contains(from));
    json.replace(from, to);
    const auto read = parsePolicy(json);
    QVERIFY(!read.has_value());
    QCOMPARE(read.error().code, QStringLiteral("policy_unreadable"));
    QCOMPARE(read.error().subject, subject);
}

void TestPolicyJson::limitsHold()
{
    MaskPolicy policy;
    policy.patterns.fill({QStringLiteral("p"), QStringLiteral("x"), {}}, PolicyLimits::patterns);
    QCOMPARE(place(policy), QString());
    policy.patterns.append({QStringLiteral("p"), QStringLiteral("x"), {}});
    QCOMPARE(place(policy), QStringLiteral("patterns"));
    policy = MaskPolicy();
    policy.exceptions.append({MaskException::Kind::Allow, Entity::Own, QString(200, u'\u00e9'), {}, std::nullopt, {}});
    QCOMPARE(place(policy), QString());
    policy.exceptions[0].text += u'x'; // 401 bytes
    QCOMPARE(place(policy), QStringLiteral("exceptions[0].text"));
    QCOMPARE(parsePolicy(QByteArray(PolicyLimits::bytes + 1, ' ')).error().subject, QStringLiteral("size"));
}

void TestPolicyJson::aFileOfANewerVersionSaysSo()
{
    QByteArray file = policyFile(richPolicy());
    file.replace(R"("version":1,"name")", R"("version":2,"name")");
    QCOMPARE(parsePolicyFile(file).error().code, QStringLiteral("newer_version"));
    QCOMPARE(parsePolicyFile(policyJson(richPolicy())).error().subject, QStringLiteral("format"));
}

void TestPolicyJson::S39_theDigestHoldsNoWordsOfPeople()
{
    const QString digest = policyDigest(richPolicy());
    QCOMPARE(digest.size(), 64);
    MaskPolicy other = richPolicy();
    other.exceptions[0].text = QStringLiteral("555-0101");
    other.exceptions[0].note = QStringLiteral("another");
    other.name = QStringLiteral("Else");
    other.version = 7;
    QCOMPARE(policyDigest(other), digest);
    other.exceptions[0].entity = Entity::Ssn;
    QVERIFY(policyDigest(other) != digest);
    other = richPolicy();
    other.exceptions.removeLast();
    QVERIFY(policyDigest(other) != digest);
    other = richPolicy();
    other.rules[1].keep = 3;
    QVERIFY(policyDigest(other) != digest);
}

MUSTER_TEST(TestPolicyJson, muster::tests::NoApplication)

} // namespace tst_policyjson
#include "tst_policyjson.moc"
