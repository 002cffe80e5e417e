// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/exportpresetstore.h"

#include "tests/support/testprogram.h"

#include "storefixture.h"
#include "tests/support/failingdisk.h"

#include <QSignalSpy>
#include <cerrno>

using namespace muster;

namespace tst_exportpresetstore {
using test::FailingDisk;
using test::StoreFixture;

namespace {

constexpr const char *fileName = "export-presets.json";

ExportPreset preset(const QString &name, const QString &attribute = QStringLiteral("city"))
{
    return {.name = name,
            .attributes = {attribute},
            .filters = {{QStringLiteral("phone"), FilterOperator::StartsWith, QStringLiteral("+49")}},
            .target = QStringLiteral("/data/{segment}.csv")};
}

QStringList namesOf(const ExportPresetStore &store)
{
    QStringList names;
    for (const ExportPreset &preset : store.presets())
        names << preset.name;
    return names;
}

} // namespace

class TestExportPresetStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsPresetsByName()
    {
        const StoreFixture fix;
        ExportPresetStore store(fix.config);
        QVERIFY(!store.load());
        QSignalSpy changed(&store, &ExportPresetStore::changed);
        QVERIFY(store.save(preset(QStringLiteral(" Weekly "))));
        QVERIFY(store.save(preset(QStringLiteral("daily"))));
        QVERIFY(store.save(preset(QStringLiteral("WEEKLY"), QStringLiteral("name")))); // in the place of the first
        QCOMPARE(changed.size(), 3);
        QCOMPARE(namesOf(store), (QStringList{QStringLiteral("daily"), QStringLiteral("WEEKLY")}));
        QCOMPARE(StoreFixture::modeOf(fix.path(fileName)), mode_t(0600));

        ExportPresetStore again(fix.config);
        QVERIFY(!again.load());
        QCOMPARE(again.presets(), store.presets());
        QCOMPARE(again.byName(QStringLiteral("weekly"))->attributes, QStringList{QStringLiteral("name")});
    }

    void renamesAndRemoves()
    {
        const StoreFixture fix;
        ExportPresetStore store(fix.config);
        QVERIFY(store.save(preset(QStringLiteral("one"))));
        QVERIFY(store.save(preset(QStringLiteral("two"), QStringLiteral("name"))));
        QCOMPARE(store.rename(QStringLiteral("none"), QStringLiteral("x")).error().code,
                 QStringLiteral("unknown_export_preset"));
        QCOMPARE(store.rename(QStringLiteral("one"), QStringLiteral("TWO")).error().code,
                 QStringLiteral("export_preset_name_taken"));
        QCOMPARE(store.rename(QStringLiteral("one"), QStringLiteral(" ")).error().code, QStringLiteral("name_missing"));
        QVERIFY(store.rename(QStringLiteral("one"), QStringLiteral("ONE"))); // another spelling of its own name
        QVERIFY(store.rename(QStringLiteral("two"), QStringLiteral("three")));
        QCOMPARE(namesOf(store), (QStringList{QStringLiteral("ONE"), QStringLiteral("three")}));
        QCOMPARE(store.byName(QStringLiteral("three"))->attributes, QStringList{QStringLiteral("name")});
        QCOMPARE(store.remove(QStringLiteral("two")).error().code, QStringLiteral("unknown_export_preset"));
        QVERIFY(store.remove(QStringLiteral("one")));
        ExportPresetStore again(fix.config);
        QVERIFY(!again.load());
        QCOMPARE(namesOf(again), QStringList{QStringLiteral("three")});
    }

    void refusesNamesAndTooMany()
    {
        const StoreFixture fix;
        ExportPresetStore store(fix.config);
        const auto codeOf = [&store](const QString &name) { return store.save(preset(name)).error().code; };
        QCOMPARE(codeOf(QString()), QStringLiteral("name_missing"));
        QCOMPARE(codeOf(QString(ExportPresetStore::maxName + 1, u'x')), QStringLiteral("name_too_long"));
        QCOMPARE(codeOf(QString(QChar(0xD800))), QStringLiteral("name_too_long"));
        ExportPreset relative = preset(QStringLiteral("r"));
        relative.target = QStringLiteral("out.csv");
        QCOMPARE(store.save(relative).error().code, QStringLiteral("bad_export_preset"));
        for (int i = 0; i < ExportPresetStore::maxPresets; ++i)
            QVERIFY(store.save(preset(QString::number(i))));
        QCOMPARE(codeOf(QStringLiteral("more")), QStringLiteral("too_many_export_presets"));
        QVERIFY(store.save(preset(QStringLiteral("7"), QStringLiteral("name")))); // one that is there
    }

    void F98_damageIsKeptBeside_data() { StoreFixture::damagedContents(); }
    void F98_damageIsKeptBeside()
    {
        QFETCH(QByteArray, content);
        const StoreFixture fix;
        fix.write(fileName, content);
        ExportPresetStore store(fix.config);
        const auto notice = store.load();
        QVERIFY(notice);
        QCOMPARE(notice->code, QStringLiteral("export_presets_damaged"));
        QCOMPARE(StoreFixture::bytesOf(notice->subject), content);
        QVERIFY(store.save(preset(QStringLiteral("new"))));
    }

    void aDiskThatFailsChangesNothing()
    {
        const StoreFixture fix;
        FailingDisk disk;
        ExportPresetStore store(fix.config, nullptr, disk);
        QVERIFY(store.save(preset(QStringLiteral("one"))));
        disk.failAlways(FailingDisk::Op::Rename, EIO);
        QVERIFY(!store.save(preset(QStringLiteral("two"))));
        QVERIFY(!store.remove(QStringLiteral("one")));
        QCOMPARE(namesOf(store), QStringList{QStringLiteral("one")});
    }

    void F97_readOnlyWritesNothing()
    {
        const StoreFixture fix;
        ExportPresetStore store(fix.config);
        store.setReadOnly();
        QVERIFY(!store.load());
        QCOMPARE(store.save(preset(QStringLiteral("one"))).error().kind, ErrorKind::InUse);
        QVERIFY(!QFile::exists(fix.path(fileName)));
    }
};

MUSTER_TEST(TestExportPresetStore, QCoreApplication)

} // namespace tst_exportpresetstore
#include "tst_exportpresetstore.moc"
