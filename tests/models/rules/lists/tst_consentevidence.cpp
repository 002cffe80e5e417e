// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/lists/consentevidence.h"

#include "tests/support/testprogram.h"

using namespace muster;

namespace tst_consentevidence {

class TestConsentEvidence : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void S38_whatAMemberSays_data();
    void S38_whatAMemberSays();
    void S38_longAndOddTextsAreNoTrouble();
};

void TestConsentEvidence::S38_whatAMemberSays_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<int>("says");
    const auto row = [](const char *name, const char *value, ConsentEvidence says) {
        QTest::newRow(qPrintable(QString::fromUtf8(name) + QStringLiteral(" = ") + QString::fromUtf8(value)))
            << QByteArray(name) << QByteArray(value) << int(says);
    };
    using enum ConsentEvidence;
    for (const char *name :
         {"optOut", "opt_out", "OPT-OUT", "opt out at", "smsOptOutDate", "optedOut", "doNotCall", "do_not_call_since",
          "DNC", "is_dnc", "unsubscribed", "Unsubscribe date", "doNotContact"}) {
        row(name, "true", OptOut);
        row(name, "2026-03-01", OptOut);
        row(name, "by mail", OptOut);
        row(name, "false", None);
        row(name, "No", None);
        row(name, "0", None);
        row(name, "", None);
        row(name, "null", None);
    }
    for (const char *name : {"consent", "consent_date", "tcpaConsent", "gdpr-consent", "optIn", "opted_in"}) {
        row(name, "true", Consent);
        row(name, "2026-03-01T10:00:00Z", Consent);
        row(name, "false", OptOut); // a consent that was refused
        row(name, " Revoked ", OptOut);
        row(name, "withdrawn", OptOut);
        row(name, "", None);
        row(name, "[]", None);
    }
    row("consent_revoked", "true", OptOut);
    row("consent_revoked", "false", None);
    row("consent", "{\"at\":\"2026-03-01\"}", Consent);
    // What only sounds like it.
    for (const char *name :
         {"phone", "country", "updatedAt", "option", "output", "adoption", "content", "dncx", "callee", "optician", ""})
        row(name, "true", None);
}

void TestConsentEvidence::S38_whatAMemberSays()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, value);
    QTEST(int(consentEvidenceOf(name.toStdString(), value.toStdString())), "says");
}

void TestConsentEvidence::S38_longAndOddTextsAreNoTrouble()
{
    const std::string longText(1'000'000, 'x');
    QCOMPARE(consentEvidenceOf(longText, longText), ConsentEvidence::None);
    QCOMPARE(consentEvidenceOf("opt_out", longText), ConsentEvidence::OptOut);
    QCOMPARE(consentEvidenceOf("\xff\xfe\0\x80", "\xff"), ConsentEvidence::None);
}

MUSTER_TEST(TestConsentEvidence, muster::tests::NoApplication)

} // namespace tst_consentevidence
#include "tst_consentevidence.moc"
