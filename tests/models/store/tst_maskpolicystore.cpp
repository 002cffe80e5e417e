// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/maskpolicystore.h"

#include "tests/support/testprogram.h"

#include "models/rules/documents/policyjson.h"
#include "models/store/secretstore.h"
#include "storefixture.h"
#include "tests/support/failingdisk.h"
#include "tests/support/memoryvault.h"

#include <QCoro/QCoroTask>
#include <QSignalSpy>
#include <cerrno>

using namespace muster;

namespace tst_maskpolicystore {
using test::FailingDisk;
using test::MemoryVault;
using test::StoreFixture;

namespace {

constexpr const char *fileName = "mask-policies.json";

MaskPolicy policyOf(const QString &name, MaskAction phones = MaskAction::Drop)
{
    MaskPolicy policy;
    policy.name = name;
    policy.rules[static_cast<std::size_t>(Entity::Phone)].action = phones;
    policy.exceptions = {{MaskException::Kind::Allow, Entity::Phone, QStringLiteral("555-0100"), {}, std::nullopt, {}}};
    return policy;
}

QString namesOf(const MaskPolicyStore &store)
{
    QStringList names;
    for (const MaskPolicy &policy : store.policies())
        names.append(policy.name + u' ' + QString::number(policy.version));
    return names.join(QLatin1String(", "));
}

} // namespace

class TestMaskPolicyStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void policiesSurviveWithTheirVersions()
    {
        StoreFixture fixture;
        MaskPolicyStore store(fixture.config);
        QVERIFY(!store.load());
        QCOMPARE(namesOf(store), QStringLiteral("Default 1, Contract 1, Strict 1"));
        QSignalSpy changed(&store, &MaskPolicyStore::changed);
        QCOMPARE(store.save(policyOf(QStringLiteral("Support")))->version, 1);
        QCOMPARE(store.save(policyOf(QStringLiteral(" support "), MaskAction::Tag))->version, 2);
        QCOMPARE(store.save(policyOf(QStringLiteral("support"), MaskAction::Tag))->version, 2);
        QCOMPARE(store.save(policyOf(QStringLiteral("Audit")))->version, 1);
        QCOMPARE(changed.count(), 3);
        MaskPolicyStore again(fixture.config);
        QVERIFY(!again.load());
        QCOMPARE(namesOf(again), QStringLiteral("Default 1, Contract 1, Strict 1, Audit 1, support 2"));
        MaskPolicy expected = policyOf(QStringLiteral("support"), MaskAction::Tag);
        expected.version = 2;
        QVERIFY(again.byName(QStringLiteral("SUPPORT")) == expected);
        QVERIFY(again.remove(QStringLiteral("Support")).has_value());
        QVERIFY(!again.byName(QStringLiteral("support")));
        QCOMPARE(again.remove(QStringLiteral("Support")).error().code, QStringLiteral("unknown_policy"));
    }

    void S03_theFileIsForItsOwnerAlone()
    {
        StoreFixture fixture;
        MaskPolicyStore store(fixture.config);
        QVERIFY(store.save(policyOf(QStringLiteral("Support"))).has_value());
        const QFileInfo file(fixture.config + u'/' + QLatin1String(fileName));
        QCOMPARE(file.permissions() & ~(QFile::ReadUser | QFile::WriteUser), QFile::ReadOwner | QFile::WriteOwner);
    }

    void theBuiltInOneStays()
    {
        StoreFixture fixture;
        MaskPolicyStore store(fixture.config);
        QCOMPARE(store.save(policyOf(QStringLiteral("default"))).error().code, QStringLiteral("policy_built_in"));
        QCOMPARE(store.remove(QStringLiteral("Default")).error().code, QStringLiteral("policy_built_in"));
        QVERIFY(store.byName(QStringLiteral("DEFAULT")) == MaskPolicyStore::builtIn());
        QCOMPARE(store.save(policyOf(QStringLiteral(" strict "))).error().code, QStringLiteral("policy_built_in"));
        QCOMPARE(store.remove(QStringLiteral("contract")).error().code, QStringLiteral("policy_built_in"));
        QVERIFY(store.isBuiltIn(QStringLiteral("STRICT")) && !store.isBuiltIn(QStringLiteral("Support")));
    }

    /// Runs, schedules and saved choices hold digests: that of "Default" is what it was before there were others.
    void builtInPoliciesAreWhatTheirNamesSay()
    {
        QCOMPARE(policyDigest(MaskPolicyStore::builtIn()),
                 QStringLiteral("a3e89a3a5727a9996cbd18c3cfbfbbc58afabad6c0923b9e55d9e7056778667f"));
        QVERIFY(MaskPolicyStore::builtIns().first() == MaskPolicyStore::builtIn());
        StoreFixture fixture;
        const MaskPolicyStore store(fixture.config);
        const auto strict = store.byName(QStringLiteral("strict")), contract = store.byName(QStringLiteral("Contract"));
        QVERIFY(strict && contract);
        for (const Entity entity : allEntities) {
            QCOMPARE(strict->rule(entity).action, MaskAction::Tag);
            const bool isContracts = entity == Entity::Email || entity == Entity::Phone || entity == Entity::Ssn;
            if (entity != Entity::Own)
                QCOMPARE(contract->rule(entity).action, isContracts ? MaskAction::Tag : MaskAction::Keep);
        }
        QVERIFY(strict->regions == MaskPolicyStore::builtIn().regions && strict->context && strict->spokenForms);
        QVERIFY(contract->regions.isEmpty() && !contract->context && !contract->spokenForms);
    }

    void F98_aSavedPolicyIsNotCoveredByABuiltInOneOfItsName()
    {
        StoreFixture fixture;
        {
            MaskPolicyStore store(fixture.config);
            QVERIFY(store.save(policyOf(QStringLiteral("Stricx"))).has_value());
        }
        QFile file(fixture.config + u'/' + QLatin1String(fileName)); // as an earlier Muster saved it
        QVERIFY(file.open(QIODevice::ReadWrite));
        QByteArray bytes = file.readAll();
        bytes.replace("Stricx", "Strict");
        QVERIFY(file.resize(0) && file.seek(0));
        QCOMPARE(file.write(bytes), bytes.size());
        file.close();
        MaskPolicyStore store(fixture.config);
        QVERIFY(!store.load());
        QCOMPARE(namesOf(store), QStringLiteral("Default 1, Contract 1, Strict 1"));
        QVERIFY(!store.isBuiltIn(QStringLiteral("Strict")));
        QCOMPARE(store.byName(QStringLiteral("strict"))->rule(Entity::Phone).action, MaskAction::Drop);
        QCOMPARE(store.save(policyOf(QStringLiteral("Strict"), MaskAction::Tag))->version, 2); // stays its owner's
        QVERIFY(store.remove(QStringLiteral("Strict")).has_value());
        QVERIFY(store.isBuiltIn(QStringLiteral("Strict")));
        QCOMPARE(store.byName(QStringLiteral("Strict"))->rule(Entity::PersonName).action, MaskAction::Tag);
    }

    void whatCouldNotBeReadBackIsNotSaved()
    {
        StoreFixture fixture;
        MaskPolicyStore store(fixture.config);
        QCOMPARE(store.save(policyOf(QStringLiteral("Bad"), MaskAction::Keep)).error().code,
                 QStringLiteral("bad_policy"));
        QCOMPARE(store.save(policyOf(QStringLiteral("Bad"), MaskAction::Keep)).error().details.first().field,
                 QStringLiteral("entities.phone.action"));
        QCOMPARE(store.save(policyOf(QStringLiteral("  "))).error().code, QStringLiteral("name_missing"));
        QCOMPARE(store.save(policyOf(QString(201, u'x'))).error().code, QStringLiteral("name_too_long"));
        QCOMPARE(namesOf(store), QStringLiteral("Default 1, Contract 1, Strict 1"));
    }

    void F98_damageIsKeptBesideAndTheRestGoesOn()
    {
        StoreFixture fixture;
        MaskPolicyStore store(fixture.config);
        QVERIFY(store.save(policyOf(QStringLiteral("A"))).has_value());
        QVERIFY(store.save(policyOf(QStringLiteral("B"))).has_value());
        QFile file(fixture.config + u'/' + QLatin1String(fileName));
        QVERIFY(file.open(QIODevice::ReadWrite));
        QByteArray bytes = file.readAll();
        bytes.replace(bytes.lastIndexOf("\"drop\""), 6, "\"burn\"");
        file.seek(0);
        file.write(bytes);
        file.close();
        MaskPolicyStore again(fixture.config);
        const auto notice = again.load();
        QVERIFY(notice.has_value());
        QCOMPARE(notice->code, QStringLiteral("mask_policies_damaged"));
        QVERIFY(QFile::exists(notice->subject));
        QCOMPARE(namesOf(again), QStringLiteral("Default 1, Contract 1, Strict 1, A 1"));
    }

    void F94_aFullDiskChangesNothing()
    {
        StoreFixture fixture;
        FailingDisk disk;
        MaskPolicyStore store(fixture.config, nullptr, disk);
        QVERIFY(store.save(policyOf(QStringLiteral("A"))).has_value());
        disk.failAlways(FailingDisk::Op::Write, ENOSPC);
        QCOMPARE(store.save(policyOf(QStringLiteral("B"))).error().code, QStringLiteral("disk_full"));
        QCOMPARE(namesOf(store), QStringLiteral("Default 1, Contract 1, Strict 1, A 1"));
    }

    void aKeyIsMadeOncePerPolicy()
    {
        MemoryVault vault;
        PseudonymKeys keys(vault);
        const auto one = QCoro::waitFor(keys.key(QStringLiteral("Support"), {}));
        QVERIFY(one.has_value());
        QCOMPARE(one->bytes().size(), qsizetype(32));
        QVERIFY(*QCoro::waitFor(keys.key(QStringLiteral(" support"), {})) == *one);
        QVERIFY(!(*QCoro::waitFor(keys.key(QStringLiteral("Audit"), {})) == *one));
        QCOMPARE(vault.keys.size(), 2);
    }

    void aKeyThatWasLockedAwayIsNotReplaced()
    {
        MemoryVault vault;
        PseudonymKeys keys(vault);
        const auto one = QCoro::waitFor(keys.key(QStringLiteral("Support"), {}));
        QVERIFY(one.has_value());
        vault.locked = true;
        const auto again = QCoro::waitFor(keys.key(QStringLiteral("Support"), {}));
        QVERIFY(again.has_value());
        QVERIFY(*again == *one);
        QCOMPARE(vault.keys.size(), 1); // nothing is left of the attempt
    }

    void S02_withoutAKeyStoreThereIsNoKey()
    {
        MemoryVault vault;
        vault.available = false;
        PseudonymKeys keys(vault);
        const auto refused = QCoro::waitFor(keys.key(QStringLiteral("Support"), {}));
        QVERIFY(!refused.has_value());
        QCOMPARE(refused.error().kind, ErrorKind::KeyStore);
        QCOMPARE(refused.error().code, QStringLiteral("no_pseudonym_key"));
        QCOMPARE(refused.error().subject, QStringLiteral("Support"));
    }
};

MUSTER_TEST(TestMaskPolicyStore, QCoreApplication)

} // namespace tst_maskpolicystore
#include "tst_maskpolicystore.moc"
