// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "enrichsamples.h"

#include "tests/support/testprogram.h"

#include <QCryptographicHash>

using namespace muster;

namespace tst_enrichorder {

class TestEnrichOrder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void survivesTheJournal();
    void F99_anAlteredOrderIsRefused();
};

namespace {

FrozenEnrich sample()
{
    EnrichOrder order;
    order.listId = QStringLiteral("list-1");
    order.listName = QStringLiteral("Leads \u201cnew\u201d");
    order.campaignId = QStringLiteral("camp_1");
    order.source = {QStringLiteral("/somewhere/crm.csv"),
                    {.encoding = SourceEncoding::Windows1252, .separator = ';', .hasHeader = false}};
    order.sourceDigest = QString(64, u'a');
    order.mapping = test::leadMapping();
    order.mapping.fields[0].transforms.append(ReplacePattern{QStringLiteral("^x"), QStringLiteral("y")});
    order.sendValid = true;
    order.refresh = false;
    order.contacts = 12'345;
    ConnectionProfile profile;
    profile.id = QStringLiteral("profile-1");
    profile.name = QStringLiteral("Example");
    profile.environment = Environment::Test;
    return freeze(order, profile);
}

} // namespace

void TestEnrichOrder::survivesTheJournal()
{
    const FrozenEnrich frozen = sample();
    const auto thawed = thawEnrich(frozen.json, frozen.digest);
    QVERIFY2(thawed, thawed ? "" : qPrintable(thawed.error().code));
    QCOMPARE(thawed->profileId, frozen.profileId);
    QCOMPARE(thawed->environment, Environment::Test);
    const EnrichOrder &order = thawed->order;
    QCOMPARE(order.listName, frozen.order.listName);
    QCOMPARE(order.campaignId, frozen.order.campaignId);
    QCOMPARE(order.source, frozen.order.source);
    QCOMPARE(order.sourceDigest, frozen.order.sourceDigest);
    QCOMPARE(order.mapping, frozen.order.mapping);
    QVERIFY(order.sendValid);
    QVERIFY(!order.refresh);
    QCOMPARE(order.contacts, 12'345);
}

void TestEnrichOrder::F99_anAlteredOrderIsRefused()
{
    const FrozenEnrich frozen = sample();
    QByteArray altered = frozen.json;
    altered.replace("camp_1", "camp_2");
    QCOMPARE(thawEnrich(altered, frozen.digest).error().code, QStringLiteral("order_digest_differs"));
    for (const char *member : {"\"encoding\"", "\"mapping\"", "\"contacts\"", "\"separator\""}) {
        QByteArray other = frozen.json;
        other.replace(member, "\"another\"");
        const QString digest = QString::fromLatin1(QCryptographicHash::hash(other, QCryptographicHash::Sha256).toHex());
        QVERIFY(!thawEnrich(other, digest));
    }
}

MUSTER_TEST(TestEnrichOrder, QCoreApplication)

} // namespace tst_enrichorder
#include "tst_enrichorder.moc"
