// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/evidencestore.h"

#include "tests/support/testprogram.h"

#include "storefixture.h"
#include "tests/support/failingdisk.h"
#include "tests/support/memoryvault.h"

#include <QSignalSpy>

using namespace muster;

namespace tst_evidencestore {
using test::FailingDisk;
using test::MemoryVault;
using test::StoreFixture;

namespace {

const QDateTime now = QDateTime::fromMSecsSinceEpoch(1'790'000'000'000, Qt::UTC);
constexpr std::uint64_t known = 12025550123, other = 12025550124;

EvidenceStore::Entry optOut(const char *number = "+12025550123")
{
    return {number, std::string("opt_out\0true\n", 13), ConsentEvidence::OptOut};
}

QString codeOf(const Result<void> &result)
{
    return result ? QStringLiteral("ok") : result.error().code;
}

} // namespace

class TestEvidenceStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void S38_whatIsKeptIsFoundAgain();
    void S38_nothingReadableIsOnTheDisk();
    void S38_theSameAgainIsNotWrittenTwice();
    void S38_withoutAKeyStoreNothingIsKept();
    void S38_aLockedKeyStoreIsNotAnEmptyOne();
    void S38_anotherKeyIsNoticed();
    void F94_aFullDiskLeavesTheFileAsItWas();
    void F97_theSecondWindowKeepsNothing();
    void F99_aDamagedFileIsNotPassedOver();
    void F100_aTornLineIsCut_data();
    void F100_aTornLineIsCut();
    void aStopEndsTheWait();

private:
    void open(bool readOnly = false)
    {
        m_store = std::make_unique<EvidenceStore>(m_folder->filePath(QStringLiteral("evidence")), m_vault, readOnly,
                                                  m_disk);
    }
    [[nodiscard]] Result<void> keep(const QList<EvidenceStore::Entry> &entries)
    {
        return QCoro::waitFor(m_store->keep(entries, now, {}));
    }
    [[nodiscard]] Result<EvidenceStore::Kept> load() { return QCoro::waitFor(m_store->load({})); }
    [[nodiscard]] QString file() const { return m_folder->filePath(QStringLiteral("evidence/entries")); }
    [[nodiscard]] QByteArray bytes() const { return StoreFixture::bytesOf(file()); }
    void setBytes(const QByteArray &bytes) const
    {
        QFile target(file());
        QVERIFY(target.open(QIODevice::WriteOnly | QIODevice::Truncate) && target.write(bytes) == bytes.size());
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    FailingDisk m_disk;
    MemoryVault m_vault;
    std::unique_ptr<EvidenceStore> m_store;
};

void TestEvidenceStore::init()
{
    m_store.reset();
    m_disk.heal();
    m_folder = std::make_unique<QTemporaryDir>();
    m_vault.available = true;
    m_vault.keys.clear();
    open();
}

void TestEvidenceStore::S38_whatIsKeptIsFoundAgain()
{
    const auto none = load();
    QVERIFY(none && !*none);
    QSignalSpy changed(m_store.get(), &EvidenceStore::changed);
    QCOMPARE(codeOf(keep({optOut(), {"none 12", "consent", ConsentEvidence::Consent}})), QStringLiteral("ok"));
    QCOMPARE(changed.count(), 1);
    open(); // as the next start finds it
    const auto kept = load();
    QVERIFY(kept && *kept);
    QCOMPARE((*kept)->size(), std::size_t(2));
    QVERIFY((*kept)->holds(known));
    QVERIFY(!(*kept)->holds(other));
    QVERIFY(!(*kept)->holds(0));
    QVERIFY(bytes().contains(" opt_out 2026-09-21T") && bytes().contains(" consent 2026-09-21T"));
}

void TestEvidenceStore::S38_nothingReadableIsOnTheDisk()
{
    QCOMPARE(codeOf(keep({optOut()})), QStringLiteral("ok"));
    QCOMPARE(StoreFixture::modeOf(file()), mode_t(0600));
    QCOMPARE(StoreFixture::modeOf(m_folder->filePath(QStringLiteral("evidence"))), mode_t(0700));
    const QByteArray all = bytes();
    QVERIFY(!all.contains("2025550123") && !all.contains("true"));
    // Not what anybody could make of the number without the key either.
    QVERIFY(!all.contains(QCryptographicHash::hash("+12025550123", QCryptographicHash::Sha256).toHex()));
    QCOMPARE(m_vault.keys.size(), 1);
    QVERIFY(!all.contains(m_vault.keys.value(QStringLiteral("evidence")).bytes().toByteArray()));
    QVERIFY(!all.contains(m_vault.keys.value(QStringLiteral("evidence")).bytes().toByteArray().toHex()));
}

void TestEvidenceStore::S38_theSameAgainIsNotWrittenTwice()
{
    QCOMPARE(codeOf(keep({optOut(), optOut()})), QStringLiteral("ok"));
    const QByteArray before = bytes();
    QCOMPARE(before.count('\n'), 2);
    QCOMPARE(codeOf(keep({optOut()})), QStringLiteral("ok")); // as a resumed run does
    QCOMPARE(bytes(), before);
    EvidenceStore::Entry more = optOut();
    more.evidence += "and more";
    QCOMPARE(codeOf(keep({more})), QStringLiteral("ok"));
    QCOMPARE(bytes().count('\n'), 3); // other evidence of the same number
}

void TestEvidenceStore::S38_withoutAKeyStoreNothingIsKept()
{
    m_vault.available = false;
    QCOMPARE(codeOf(keep({optOut()})), QStringLiteral("evidence_no_key"));
    QVERIFY(!QFile::exists(file()));
    QCOMPARE(codeOf(keep({})), QStringLiteral("ok")); // nothing to keep
}

void TestEvidenceStore::S38_aLockedKeyStoreIsNotAnEmptyOne()
{
    QCOMPARE(codeOf(keep({optOut()})), QStringLiteral("ok"));
    const QByteArray before = bytes();
    const auto keys = m_vault.keys;
    m_vault.keys.clear(); // what a locked one says
    QCOMPARE(codeOf(keep({optOut("+12025550124")})), QStringLiteral("evidence_no_key"));
    QVERIFY(m_vault.keys.isEmpty()); // no second key
    QCOMPARE(bytes(), before);
    const auto kept = load();
    QVERIFY(!kept);
    QCOMPARE(kept.error().code, QStringLiteral("evidence_no_key"));
    m_vault.keys = keys;
    QCOMPARE(codeOf(keep({optOut("+12025550124")})), QStringLiteral("ok"));
    QVERIFY(load().value()->holds(other));
}

void TestEvidenceStore::S38_anotherKeyIsNoticed()
{
    QCOMPARE(codeOf(keep({optOut()})), QStringLiteral("ok"));
    m_vault.keys.insert(QStringLiteral("evidence"), Secret(QByteArray(32, 'k')));
    const auto kept = load();
    QVERIFY(!kept); // else it would say of everybody that nothing was kept
    QCOMPARE(kept.error().code, QStringLiteral("evidence_no_key"));
    QCOMPARE(codeOf(keep({optOut()})), QStringLiteral("evidence_no_key"));
}

void TestEvidenceStore::F94_aFullDiskLeavesTheFileAsItWas()
{
    QCOMPARE(codeOf(keep({optOut()})), QStringLiteral("ok"));
    const QByteArray before = bytes();
    m_disk.setFreeSpace(50); // a part of the line fits
    QCOMPARE(codeOf(keep({optOut("+12025550124")})), QStringLiteral("disk_full"));
    QCOMPARE(bytes(), before);
    m_disk.heal();
    QCOMPARE(codeOf(keep({optOut("+12025550124")})), QStringLiteral("ok"));
    QVERIFY(load().value()->holds(known) && load().value()->holds(other));
}

void TestEvidenceStore::F97_theSecondWindowKeepsNothing()
{
    QCOMPARE(codeOf(keep({optOut()})), QStringLiteral("ok"));
    open(true);
    QCOMPARE(codeOf(keep({optOut("+12025550124")})), QStringLiteral("read_only"));
    QVERIFY(load().value()->holds(known)); // it judges all the same
}

void TestEvidenceStore::F99_aDamagedFileIsNotPassedOver()
{
    QCOMPARE(codeOf(keep({optOut(), optOut("+12025550124")})), QStringLiteral("ok"));
    QByteArray damaged = bytes();
    damaged[damaged.indexOf('\n') + 5] = 'X'; // in the first entry
    setBytes(damaged);
    const auto kept = load();
    QVERIFY(!kept);
    QCOMPARE(kept.error().kind, ErrorKind::Damaged);
    QCOMPARE(kept.error().code, QStringLiteral("evidence_damaged"));
    QCOMPARE(codeOf(keep({optOut("+12025550125")})), QStringLiteral("evidence_damaged"));
    QCOMPARE(bytes(), damaged);
}

void TestEvidenceStore::F100_aTornLineIsCut_data()
{
    QTest::addColumn<int>("left"); // bytes of the file
    QTest::newRow("within the header") << 10;
    QTest::newRow("within an entry") << -20;
    QTest::newRow("nothing but its end") << -1;
}

void TestEvidenceStore::F100_aTornLineIsCut()
{
    QFETCH(int, left);
    QCOMPARE(codeOf(keep({optOut()})), QStringLiteral("ok"));
    const QByteArray whole = bytes();
    setBytes(left > 0 ? whole.first(left) : whole.chopped(-left));
    const auto kept = load();
    QVERIFY(kept && !*kept); // it was never acknowledged
    QCOMPARE(codeOf(keep({optOut(), optOut("+12025550124")})), QStringLiteral("ok"));
    QVERIFY(load().value()->holds(known) && load().value()->holds(other));
    QCOMPARE(bytes().count('\n'), 3);
}

void TestEvidenceStore::aStopEndsTheWait()
{
    QCOMPARE(codeOf(keep({optOut()})), QStringLiteral("ok"));
    std::stop_source stopped;
    stopped.request_stop();
    const auto kept = QCoro::waitFor(m_store->load(stopped.get_token()));
    QVERIFY(!kept);
    QCOMPARE(kept.error().kind, ErrorKind::Cancelled);
}

MUSTER_TEST(TestEvidenceStore, QCoreApplication)

} // namespace tst_evidencestore
#include "tst_evidencestore.moc"
