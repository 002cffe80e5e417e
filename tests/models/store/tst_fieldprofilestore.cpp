// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/fieldprofilestore.h"

#include "storefixture.h"
#include "tests/support/failingdisk.h"

#include <QSignalSpy>
#include <cerrno>

using namespace muster;
using test::FailingDisk;
using test::StoreFixture;

namespace {

constexpr const char *fileName = "audience-fields.json";

CriteriaFields tier(CriteriaFieldType type = CriteriaFieldType::Text)
{
    return CriteriaFields({{QStringLiteral("tier"), type, {}, {}}});
}

} // namespace

class TestFieldProfileStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void profilesSurvive()
    {
        StoreFixture fixture;
        FieldProfileStore store(fixture.config);
        QVERIFY(!store.load());
        QVERIFY(store.fields(AudienceSource::CrmSync).isEmpty());
        QSignalSpy changed(&store, &FieldProfileStore::changed);
        QVERIFY(store.save({AudienceSource::CrmSync, tier()}));
        QVERIFY(store.save({AudienceSource::Customer360, tier(CriteriaFieldType::Number)}));
        QVERIFY(store.save({AudienceSource::CrmSync, tier(CriteriaFieldType::Date)}));
        QCOMPARE(changed.count(), 3);
        FieldProfileStore again(fixture.config);
        QVERIFY(!again.load());
        QCOMPARE(again.fields(AudienceSource::CrmSync), tier(CriteriaFieldType::Date));
        QCOMPARE(again.fields(AudienceSource::Customer360), tier(CriteriaFieldType::Number));
        QVERIFY(!again.has(AudienceSource::InteractionHistory));
        QVERIFY(again.remove(AudienceSource::CrmSync));
        QVERIFY(again.remove(AudienceSource::CrmSync)); // nothing is left to be done
        QVERIFY(again.fields(AudienceSource::CrmSync).isEmpty());
        QVERIFY(again.has(AudienceSource::Customer360));
    }

    void f98SoundProfilesOfADamagedFileAreTaken()
    {
        StoreFixture fixture;
        {
            FieldProfileStore store(fixture.config);
            QVERIFY(!store.load());
            QVERIFY(store.save({AudienceSource::CrmSync, tier()}));
            QVERIFY(store.save({AudienceSource::Customer360, tier()}));
        }
        QFile file(fixture.config + u'/' + QLatin1String(fileName));
        QVERIFY(file.open(QIODevice::ReadWrite));
        QByteArray bytes = file.readAll();
        bytes.replace("\"customer_360\"", "\"customer_999\"");
        QVERIFY(file.seek(0) && file.write(bytes) == bytes.size());
        file.close();
        FieldProfileStore again(fixture.config);
        const auto notice = again.load();
        QVERIFY(notice);
        QCOMPARE(notice->code, QStringLiteral("field_profiles_damaged"));
        QVERIFY(again.has(AudienceSource::CrmSync));
        QVERIFY(!again.has(AudienceSource::Customer360));
    }

    void f94AFullDiskLeavesWhatWasThere()
    {
        StoreFixture fixture;
        FailingDisk disk;
        FieldProfileStore store(fixture.config, nullptr, disk);
        QVERIFY(!store.load());
        QVERIFY(store.save({AudienceSource::CrmSync, tier()}));
        disk.failNext(FailingDisk::Op::Write, ENOSPC);
        QCOMPARE(store.save({AudienceSource::CrmSync, tier(CriteriaFieldType::Date)}).error().kind, ErrorKind::File);
        QCOMPARE(store.fields(AudienceSource::CrmSync), tier());
    }

    void f97AReaderChangesNothing()
    {
        StoreFixture fixture;
        FieldProfileStore store(fixture.config);
        store.setReadOnly();
        QVERIFY(!store.load());
        QVERIFY(!store.save({AudienceSource::CrmSync, tier()}));
        QVERIFY(!store.has(AudienceSource::CrmSync));
    }
};

QTEST_GUILESS_MAIN(TestFieldProfileStore)
#include "tst_fieldprofilestore.moc"
