// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/mappingstore.h"

#include "tests/support/testprogram.h"

#include "storefixture.h"
#include "tests/support/failingdisk.h"

#include <QSignalSpy>
#include <cerrno>

using namespace muster;

namespace tst_mappingstore {
using test::FailingDisk;
using test::StoreFixture;

namespace {

constexpr const char *fileName = "mappings.json";

QString list1()
{
    return QStringLiteral("list_1");
}

EnrichmentMapping mappingOf(const QString &name, const QString &column = QStringLiteral("Mail"))
{
    EnrichmentMapping mapping;
    mapping.name = name;
    mapping.idColumn = QStringLiteral("id");
    mapping.locale = QStringLiteral("de");
    mapping.guardWords = {QStringLiteral("-")};
    mapping.fields = {{.attribute = QStringLiteral("email"),
                       .source = {.columns = {column}},
                       .transforms = {TrimText(), ReplacePattern{QStringLiteral("\\s"), QString()}},
                       .policy = {FieldWrite::NeverClear, EmptyCell::SkipRow}}};
    return mapping;
}

QStringList namesOf(const QList<EnrichmentMapping> &mappings)
{
    QStringList names;
    for (const EnrichmentMapping &mapping : mappings)
        names.append(mapping.name + u' ' + QString::number(mapping.version));
    return names;
}

} // namespace

class TestMappingStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyMemberSurvives()
    {
        StoreFixture fixture;
        EnrichmentMapping mapping = mappingOf(QStringLiteral("Autumn"));
        {
            MappingStore store(fixture.config);
            QVERIFY(!store.load());
            QCOMPARE(store.save(list1(), mapping)->version, 1);
            QCOMPARE(StoreFixture::modeOf(fixture.path(fileName)), mode_t(0600)); // S03
        }
        MappingStore store(fixture.config);
        QVERIFY(!store.load());
        mapping.version = 1;
        QCOMPARE(store.mappings(list1()), QList<EnrichmentMapping>{mapping});
    }

    void everyListHasItsOwn()
    {
        StoreFixture fixture;
        MappingStore store(fixture.config);
        QVERIFY(store.save(list1(), mappingOf(QStringLiteral("b"))));
        QVERIFY(store.save(list1(), mappingOf(QStringLiteral("A"))));
        QVERIFY(store.save(QStringLiteral("list_2"), mappingOf(QStringLiteral("c"))));
        QCOMPARE(namesOf(store.mappings(list1())), QStringList({QStringLiteral("A 1"), QStringLiteral("b 1")}));
        QVERIFY(store.byName(list1(), QStringLiteral(" B ")));
        QVERIFY(!store.byName(list1(), QStringLiteral("c")));
        QCOMPARE(store.remove(list1(), QStringLiteral("c")).error().code, QStringLiteral("unknown_mapping"));
        QVERIFY(store.remove(QStringLiteral("list_2"), QStringLiteral("C")));
        QVERIFY(store.mappings(QStringLiteral("list_2")).isEmpty());
    }

    void everyChangeIsAVersion()
    {
        StoreFixture fixture;
        MappingStore store(fixture.config);
        QSignalSpy changed(&store, &MappingStore::changed);
        QCOMPARE(store.save(list1(), mappingOf(QStringLiteral("m"), QStringLiteral("c1")))->version, 1);
        QCOMPARE(store.save(list1(), mappingOf(QStringLiteral("m"), QStringLiteral("c1")))->version, 1);
        QCOMPARE(changed.size(), 1);
        QCOMPARE(store.save(list1(), mappingOf(QStringLiteral("M"), QStringLiteral("c1")))->version, 1); // renamed
        QCOMPARE(changed.size(), 2);
        for (int i = 2; i <= 8; ++i) {
            const QString column = QStringLiteral("c%1").arg(i);
            QCOMPARE(store.save(list1(), mappingOf(QStringLiteral("m"), column))->version, i);
        }
        MappingStore again(fixture.config);
        QVERIFY(!again.load());
        for (const MappingStore *one : {&store, &again}) {
            QCOMPARE(namesOf(one->mappings(list1())), QStringList{QStringLiteral("m 8")});
            QVERIFY(!one->byVersion(list1(), QStringLiteral("m"), 3));
            QCOMPARE(one->byVersion(list1(), QStringLiteral("m"), 4)->fields[0].source.columns,
                     QStringList{QStringLiteral("c4")});
        }
    }

    void refusesWhatCouldNotBeReadBack()
    {
        StoreFixture fixture;
        MappingStore store(fixture.config);
        QCOMPARE(store.save(list1(), mappingOf(QStringLiteral(" "))).error().code, QStringLiteral("name_missing"));
        QCOMPARE(store.save(list1(), mappingOf(QString(201, u'x'))).error().code, QStringLiteral("name_too_long"));
        EnrichmentMapping mapping = mappingOf(QStringLiteral("x"));
        mapping.guardWords = {QStringLiteral("false")};
        const auto saved = store.save(list1(), mapping);
        QCOMPARE(saved.error().code, QStringLiteral("bad_mapping"));
        QCOMPARE(saved.error().details.first().field, QStringLiteral("guard_words"));
        QVERIFY(!QFile::exists(fixture.path(fileName)));
    }

    void theFileStaysReadable()
    {
        StoreFixture fixture;
        MappingStore store(fixture.config);
        EnrichmentMapping big = mappingOf(QStringLiteral("big"));
        ValueTable table;
        for (int i = 0; i < 900; ++i)
            table.entries.append({QString::number(i), QString(1000, u'x')});
        big.fields[0].transforms = {table};
        for (int i = 1; i <= 6; ++i) { // four of them are as much as there may be
            big.locale = QStringLiteral("l%1").arg(i);
            QCOMPARE(store.save(list1(), big)->version, i);
        }
        QVERIFY(!store.byVersion(list1(), QStringLiteral("big"), 2));
        QVERIFY(store.byVersion(list1(), QStringLiteral("big"), 3));
        big.name = QStringLiteral("another");
        QCOMPARE(store.save(list1(), big).error().code, QStringLiteral("mappings_too_large"));
        MappingStore again(fixture.config);
        QVERIFY(!again.load());
        QCOMPARE(again.byName(list1(), QStringLiteral("big"))->version, 6);
    }

    void F98_damagedFilesAreKeptBeside_data() { StoreFixture::damagedContents(); }
    void F98_damagedFilesAreKeptBeside()
    {
        QFETCH(QByteArray, content);
        StoreFixture fixture;
        fixture.write(fileName, content);
        MappingStore store(fixture.config);
        const auto notice = store.load();
        QVERIFY(notice);
        QCOMPARE(notice->code, QStringLiteral("mappings_damaged"));
        QCOMPARE(StoreFixture::bytesOf(notice->subject), content);
        QVERIFY(store.save(list1(), mappingOf(QStringLiteral("x"))));
    }

    void F98_soundMappingsOfADamagedFileStay()
    {
        StoreFixture fixture;
        {
            MappingStore store(fixture.config);
            QVERIFY(store.save(list1(), mappingOf(QStringLiteral("good"))));
            QVERIFY(store.save(list1(), mappingOf(QStringLiteral("worse"))));
        }
        QByteArray bytes = fixture.read(fileName);
        bytes.replace(bytes.lastIndexOf("\"skip_row\""), 10, "\"drop_row\"");
        fixture.write(fileName, bytes);
        MappingStore store(fixture.config);
        QVERIFY(store.load());
        QCOMPARE(namesOf(store.mappings(list1())), QStringList{QStringLiteral("good 1")});
        MappingStore again(fixture.config);
        QVERIFY(!again.load());
        QCOMPARE(again.mappings(list1()).size(), 1);
    }

    void F98_aNewerFileIsNeverRewritten()
    {
        StoreFixture fixture;
        const QByteArray newer = "{\"format\":\"muster-mappings\",\"version\":2,\"items\":{}}";
        fixture.write(fileName, newer);
        MappingStore store(fixture.config);
        QCOMPARE(store.load()->code, QStringLiteral("newer_version"));
        QVERIFY(store.isReadOnly());
        QCOMPARE(store.save(list1(), mappingOf(QStringLiteral("x"))).error().code, QStringLiteral("newer_version"));
        QCOMPARE(fixture.read(fileName), newer);
    }

    void F94_aFullDiskLeavesTheOldMappings()
    {
        StoreFixture fixture;
        FailingDisk disk;
        MappingStore store(fixture.config, nullptr, disk);
        QVERIFY(store.save(list1(), mappingOf(QStringLiteral("old"))));
        const QByteArray before = fixture.read(fileName);
        disk.failAlways(FailingDisk::Op::Write, ENOSPC);
        QCOMPARE(store.save(list1(), mappingOf(QStringLiteral("new"))).error().code, QStringLiteral("disk_full"));
        QCOMPARE(store.mappings(list1()).size(), 1);
        QCOMPARE(fixture.read(fileName), before);
    }
};

MUSTER_TEST(TestMappingStore, QCoreApplication)

} // namespace tst_mappingstore
#include "tst_mappingstore.moc"
