// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/sandbox/sandboxdata.h"

#include "tests/support/testprogram.h"

#include <QDate>
#include <QRegularExpression>
#include <QSet>
#include <algorithm>

using namespace muster;
using namespace Qt::StringLiterals;

namespace tst_sandboxdata {

namespace {

std::optional<QString> valueOf(const SandboxData &data, qint64 contact, SandboxAttribute attribute)
{
    std::string text;
    if (!data.appendValue(contact, attribute, text))
        return std::nullopt;
    return QString::fromStdString(text);
}

} // namespace

class TestSandboxData : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void idsAreUuidsAndDiffer();
    void sameSeedSameWorld();
    void valuesKeepToTheirForm_data();
    void valuesKeepToTheirForm();
    void valuesAreSometimesAbsent();
    void plainValuesNeedNoEscaping();
    void holdsWhatTripsPrograms();
    void tiersHaveExactShares();
    void membersAreFoundWithoutAScan();
};

void TestSandboxData::idsAreUuidsAndDiffer()
{
    const SandboxData data(3, 200'000);
    const QRegularExpression form(u"^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"_s);
    QSet<QString> ids;
    for (qint64 contact = 0; contact < data.contacts(); ++contact) {
        std::string id;
        data.appendId(contact, id);
        const QString text = QString::fromStdString(id);
        if (contact < 1000)
            QVERIFY2(form.match(text).hasMatch(), id.c_str());
        ids.insert(text);
    }
    QCOMPARE(ids.size(), data.contacts());
}

void TestSandboxData::sameSeedSameWorld()
{
    const SandboxData one(5, 100);
    const SandboxData same(5, 1'000'000'000);
    const SandboxData other(6, 100);
    int differences = 0;
    for (qint64 contact = 0; contact < 100; ++contact) {
        for (int at = 0; at < SandboxData::attributeCount; ++at) {
            const auto attribute = static_cast<SandboxAttribute>(at);
            QCOMPARE(valueOf(one, contact, attribute), valueOf(same, contact, attribute));
            differences += valueOf(one, contact, attribute) != valueOf(other, contact, attribute) ? 1 : 0;
        }
    }
    QVERIFY(differences > 500);
}

void TestSandboxData::valuesKeepToTheirForm_data()
{
    QTest::addColumn<int>("attribute");
    QTest::addColumn<QString>("form");
    const auto row = [](SandboxAttribute attribute, const QString &form) {
        const QString name = SandboxData::attributes()[static_cast<qsizetype>(attribute)].name;
        QTest::newRow(qPrintable(name)) << static_cast<int>(attribute) << form;
    };
    // Reserved for examples: RFC 2606. Reserved for fiction: NANPA 555-01xx, Ofcom, ARCEP, BNetzA, ACMA.
    row(SandboxAttribute::Email, uR"(^[a-z.-]+[0-9]+@example\.(com|org|net)$)"_s);
    const QString phone
        = uR"(^(\+1[2-9][0-9]{2}55501[0-9]{2}|\+441134960[0-9]{3}|\+442079460[0-9]{3}|\+3319900[0-9]{4})"_s
        + uR"(|\+3363998[0-9]{4}|\+493023125[0-9]{3}|\+6125550[0-9]{4})$)"_s;
    row(SandboxAttribute::Phone, phone);
    row(SandboxAttribute::FaxNumber, phone);
    row(SandboxAttribute::Country, u"^(US|CA|GB|FR|DE|AU)$"_s);
    row(SandboxAttribute::Tier, u"^(bronze|silver|gold|platinum)$"_s);
    row(SandboxAttribute::LoyaltyPoints, u"^(0|[1-9][0-9]{0,4})$"_s);
    row(SandboxAttribute::Revenue, uR"(^-?(0|[1-9][0-9]*)\.[0-9]{2}$)"_s);
    row(SandboxAttribute::BirthDate, uR"(^(19[4-9][0-9]|200[0-6])-[01][0-9]-[0-3][0-9]$)"_s);
    row(SandboxAttribute::LastPurchase, uR"(^202[0-5]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]Z$)"_s);
}

void TestSandboxData::valuesKeepToTheirForm()
{
    QFETCH(int, attribute);
    QFETCH(QString, form);
    const QRegularExpression expression(form);
    const SandboxData data(11, 20'000);
    int seen = 0;
    for (qint64 contact = 0; contact < data.contacts(); ++contact) {
        const auto value = valueOf(data, contact, static_cast<SandboxAttribute>(attribute));
        if (!value)
            continue;
        ++seen;
        QVERIFY2(expression.match(*value).hasMatch(), qPrintable(*value));
        if (static_cast<SandboxAttribute>(attribute) == SandboxAttribute::BirthDate)
            QVERIFY(QDate::fromString(*value, Qt::ISODate).isValid());
        if (static_cast<SandboxAttribute>(attribute) == SandboxAttribute::LastPurchase)
            QVERIFY(QDateTime::fromString(*value, Qt::ISODate).isValid());
    }
    QVERIFY(seen > 500);
}

void TestSandboxData::valuesAreSometimesAbsent()
{
    const SandboxData data(1, 20'000);
    QSet<int> percentages;
    for (int at = 0; at < SandboxData::attributeCount; ++at) {
        int seen = 0;
        for (qint64 contact = 0; contact < data.contacts(); ++contact)
            seen += valueOf(data, contact, static_cast<SandboxAttribute>(at)) ? 1 : 0;
        QVERIFY(seen > 0);
        percentages.insert(seen * 100 / 20'000);
    }
    QVERIFY(percentages.size() >= 8);
    QVERIFY(percentages.contains(100));
}

void TestSandboxData::plainValuesNeedNoEscaping()
{
    const SandboxData data(2, 20'000);
    for (int at = 0; at < SandboxData::attributeCount; ++at) {
        const auto attribute = static_cast<SandboxAttribute>(at);
        for (qint64 contact = 0; SandboxData::isPlain(attribute) && contact < data.contacts(); ++contact) {
            const QString value = valueOf(data, contact, attribute).value_or(QString());
            const bool plain = std::none_of(value.cbegin(), value.cend(),
                                            [](QChar c) { return c < u' ' || c == u'"' || c == u'\\'; });
            QVERIFY2(plain, qPrintable(value));
        }
    }
}

void TestSandboxData::holdsWhatTripsPrograms()
{
    const SandboxData data(1, 5'000);
    QSet<QChar> seen;
    bool formula = false;
    bool empty = false;
    for (qint64 contact = 0; contact < data.contacts(); ++contact) {
        for (const auto attribute : {SandboxAttribute::Notes, SandboxAttribute::FirstName, SandboxAttribute::City}) {
            const auto value = valueOf(data, contact, attribute);
            if (!value)
                continue;
            formula |= value->startsWith(u'=');
            empty |= value->isEmpty();
            QVERIFY(!value->contains(QChar::ReplacementCharacter));
            for (const QChar c : *value)
                seen.insert(c);
        }
    }
    QVERIFY(formula && empty);
    for (const QChar wanted : QString(u"\n\r\t\",+-@\\\u00e9\u0645\u4e16"_s + QChar(0xd83d)))
        QVERIFY2(seen.contains(wanted), qPrintable(QString::number(wanted.unicode(), 16)));
}

void TestSandboxData::tiersHaveExactShares()
{
    const SandboxData data(9, 20'000);
    QHash<QString, int> counts;
    for (qint64 contact = 0; contact < data.contacts(); ++contact)
        ++counts[*valueOf(data, contact, SandboxAttribute::Tier)];
    QCOMPARE(
        counts,
        (QHash<QString, int>{{u"bronze"_s, 10'000}, {u"silver"_s, 6'000}, {u"gold"_s, 3'000}, {u"platinum"_s, 1'000}}));
}

void TestSandboxData::membersAreFoundWithoutAScan()
{
    for (const qint64 contacts : {qint64(0), qint64(1), qint64(7), qint64(20), qint64(999), qint64(2001)}) {
        const SandboxData data(13, contacts);
        for (const SandboxSegment &segment : sandboxSegments()) {
            qint64 ordinal = 0;
            for (qint64 contact = 0; contact < contacts; ++contact) {
                const int place = data.place(contact, segment.block, segment.salt);
                if (place >= segment.from && place < segment.to)
                    QCOMPARE(segment.contactAt(data, ordinal++), contact);
            }
            QCOMPARE(segment.size(data), ordinal);
        }
    }
    const SandboxData huge(13, 3'000'000'000);
    QCOMPARE(sandboxSegments()[1].size(huge), 450'000'000);
    const qint64 last = sandboxSegments()[1].contactAt(huge, 449'999'999);
    QCOMPARE(valueOf(huge, last, SandboxAttribute::Tier).value_or(QString()), u"gold"_s);
}

MUSTER_TEST(TestSandboxData, QCoreApplication)

} // namespace tst_sandboxdata
#include "tst_sandboxdata.moc"
