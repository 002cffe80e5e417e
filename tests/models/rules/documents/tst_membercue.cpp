// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/documents/membercue.h"

#include "tests/support/testprogram.h"

using namespace muster;

namespace tst_membercue {

class TestMemberCue : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesAnnounce_data();
    void namesAnnounce();
    void someNamesSayNothingOfTheirOwn();
    void digitsHaveToFit_data();
    void digitsHaveToFit();
};

void TestMemberCue::namesAnnounce_data()
{
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<int>("entity"); // -1: nothing
    const auto row = [](const char *key, int entity) { QTest::addRow("%s", key) << QByteArray(key) << entity; };
    for (const char *key : {"phone", "homePhone", "home_phone", "HOME-PHONE", "homephone", "phoneNumber1", "tel", "ANI",
                            "aniValue", "ANIValue", "mobile", "Telefonnummer", "callerId", "celular"})
        row(key, int(Entity::Phone));
    for (const char *key : {"ssn", "SSN", "socialSecurityNumber", "customer.ssn"})
        row(key, int(Entity::Ssn));
    for (const char *key : {"dob", "birthDate", "date_of_birth", "Geburtsdatum", "fechaNacimiento"})
        row(key, int(Entity::BirthDate));
    for (const char *key : {"card", "cardNumber", "credit_card", "PAN"})
        row(key, int(Entity::PaymentCard));
    row("emailAddress", int(Entity::Email));
    row("ipAddress", int(Entity::IpAddress));
    for (const char *key : {"postalAddress", "street", "Adresse", "direccion", "dirección", "endereço", "indirizzo",
                            "adres", "PLZ", "codePostal", "postal_code"})
        row(key, int(Entity::Address));
    for (const char *key : {"firstName", "name", "NAME", "nombre", "nom", "prénom", "Vorname", "nome", "cognome",
                            "naam", "achternaam", "agent_name"})
        row(key, int(Entity::PersonName));
    row("taxId", int(Entity::NationalId));
    for (const char *key :
         {"", "text", "timestamp", "id", "orderNumber", "hotel", "panel", "discard", "telemetry", "offsetMs", "anime",
          "sin", "fileName", "skill_name", "nominal", "phoneCallStartedAt", "callbackTime", "mobileCount"})
        row(key, -1);
    row("a sentence about a phone that is much too long to be the name of a member of any object", -1);
}

void TestMemberCue::namesAnnounce()
{
    QFETCH(QByteArray, key);
    QFETCH(int, entity);
    const MemberCue *cue = memberCue(key.toStdString());
    QCOMPARE(cue ? int(cue->entity) : -1, entity);
}

void TestMemberCue::someNamesSayNothingOfTheirOwn()
{
    QVERIFY(isNeutralKey("value"));
    QVERIFY(isNeutralKey("Number"));
    QVERIFY(!isNeutralKey("startedAt"));
    QVERIFY(!isNeutralKey(""));
}

void TestMemberCue::digitsHaveToFit_data()
{
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<bool>("covered");
    const auto row = [](const char *key, const char *value, bool covered) {
        QTest::addRow("%s %s", key, value) << QByteArray(key) << QByteArray(value) << covered;
    };
    row("phone", "4155550123", true);
    row("phone", " +1 (415) 555-0123 ", true);
    row("phone", "555012", false); // too short for any
    row("phone", "1234567890123456", false); // too long
    row("phone",
        "\xef\xbc\x94\xef\xbc\x91\xef\xbc\x95"
        "5550123",
        true); // full-width
    row("phone",
        "415\xe2\x80\x8b"
        "5550123",
        true); // a zero-width space
    row("phone", "call 4155550123", false); // words: the engine's
    row("phone", "", false);
    row("ssn", "12345678", true); // a leading zero was lost
    row("card", "4111111111111111", true);
    row("dob", "1980-02-29", true);
    row("dob", "-1234567890", true); // seconds
    row("firstName", "Jane", true);
    row("firstName", "  ", false);
    row("email", "12345", false);
}

void TestMemberCue::digitsHaveToFit()
{
    QFETCH(QByteArray, key);
    QFETCH(QByteArray, value);
    QFETCH(bool, covered);
    const MemberCue *cue = memberCue(key.toStdString());
    QVERIFY(cue != nullptr);
    QCOMPARE(cue->coversAll(value.toStdString()), covered);
}

MUSTER_TEST(TestMemberCue, muster::tests::NoApplication)

} // namespace tst_membercue
#include "tst_membercue.moc"
