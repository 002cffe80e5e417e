// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/fieldprofilestore.h"

#include "tests/support/testprogram.h"

#include "storefixture.h"
#include "tests/support/failingdisk.h"
#include "tests/support/throwingdisk.h"

#include <QSignalSpy>
#include <cerrno>

using namespace muster;

namespace tst_fieldprofilestore {
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
        store.save({AudienceSource::CrmSync, tier()});
        store.save({AudienceSource::Customer360, tier(CriteriaFieldType::Number)});
        store.save({AudienceSource::CrmSync, tier(CriteriaFieldType::Date)});
        QVERIFY(!store.has(AudienceSource::CrmSync)); // not before it is on the disk
        QTRY_COMPARE(changed.count(), 3);
        FieldProfileStore again(fixture.config);
        QVERIFY(!again.load());
        QCOMPARE(again.fields(AudienceSource::CrmSync), tier(CriteriaFieldType::Date));
        QCOMPARE(again.fields(AudienceSource::Customer360), tier(CriteriaFieldType::Number));
        QVERIFY(!again.has(AudienceSource::InteractionHistory));
        QSignalSpy removed(&again, &FieldProfileStore::changed), failed(&again, &FieldProfileStore::failed);
        again.remove(AudienceSource::CrmSync);
        again.remove(AudienceSource::CrmSync); // nothing is left to be done
        QTRY_COMPARE(removed.count(), 2);
        QCOMPARE(failed.count(), 0);
        QVERIFY(again.fields(AudienceSource::CrmSync).isEmpty());
        QVERIFY(again.has(AudienceSource::Customer360));
    }

    void F98_soundProfilesOfADamagedFileAreTaken()
    {
        StoreFixture fixture;
        {
            FieldProfileStore store(fixture.config);
            QVERIFY(!store.load());
            store.save({AudienceSource::CrmSync, tier()});
            store.save({AudienceSource::Customer360, tier()});
        } // what was given is on the disk when the store is gone
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

    void F94_aFullDiskLeavesWhatWasThere()
    {
        StoreFixture fixture;
        FailingDisk disk;
        FieldProfileStore store(fixture.config, nullptr, disk);
        QVERIFY(!store.load());
        store.save({AudienceSource::CrmSync, tier()});
        QTRY_VERIFY(store.has(AudienceSource::CrmSync));
        QSignalSpy changed(&store, &FieldProfileStore::changed), failed(&store, &FieldProfileStore::failed);
        disk.failNext(FailingDisk::Op::Write, ENOSPC);
        const quint64 number = store.save({AudienceSource::CrmSync, tier(CriteriaFieldType::Date)});
        QTRY_COMPARE(failed.count(), 1);
        QCOMPARE(failed[0][0].toULongLong(), number);
        QCOMPARE(failed[0][1].value<ApiError>().kind, ErrorKind::File);
        QCOMPARE(store.fields(AudienceSource::CrmSync), tier());
        QCOMPARE(changed.count(), 0);
        // What failed is no part of what is written next.
        store.save({AudienceSource::Customer360, tier()});
        QTRY_COMPARE(changed.count(), 1);
        QCOMPARE(store.fields(AudienceSource::CrmSync), tier());
    }

    void F109_whatIsThrownIsAnswered()
    {
        StoreFixture fixture;
        test::ThrowingDisk disk;
        FieldProfileStore store(fixture.config, nullptr, disk);
        QVERIFY(!store.load());
        QSignalSpy changed(&store, &FieldProfileStore::changed), failed(&store, &FieldProfileStore::failed);
        disk.throws = true;
        const quint64 number = store.save({AudienceSource::CrmSync, tier()});
        QTRY_COMPARE(failed.count(), 1);
        QCOMPARE(failed[0][0].toULongLong(), number);
        QCOMPARE(failed[0][1].value<ApiError>().code, QStringLiteral("out_of_memory"));
        QVERIFY(!store.has(AudienceSource::CrmSync));
        disk.throws = false;
        store.save({AudienceSource::Customer360, tier()});
        QTRY_COMPARE(changed.count(), 1);
        QVERIFY(!store.has(AudienceSource::CrmSync));
    }

    void F97_aReaderChangesNothing()
    {
        StoreFixture fixture;
        FieldProfileStore store(fixture.config);
        store.setReadOnly();
        QVERIFY(!store.load());
        QSignalSpy failed(&store, &FieldProfileStore::failed);
        store.save({AudienceSource::CrmSync, tier()});
        QTRY_COMPARE(failed.count(), 1);
        QVERIFY(!store.has(AudienceSource::CrmSync));
    }
};

MUSTER_TEST(TestFieldProfileStore, QCoreApplication)

} // namespace tst_fieldprofilestore
#include "tst_fieldprofilestore.moc"
