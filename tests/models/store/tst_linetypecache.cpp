// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/linetypecache.h"

#include "tests/support/testprogram.h"

#include "storefixture.h"
#include "tests/support/failingdisk.h"
#include "tests/support/memoryvault.h"

#include <QCoro/QCoroTask>
#include <QSignalSpy>
#include <QtEndian>
#include <cerrno>

using namespace muster;
using namespace muster::test;
using namespace std::chrono_literals;

namespace tst_linetypecache {

namespace {

const QDateTime today = QDateTime::fromSecsSinceEpoch(1'700'000'000, Qt::UTC);
constexpr auto keepFor = std::chrono::days(180);
constexpr std::uint64_t first = 12015550100;

LineTypeEntry entry(std::uint64_t e164, LookupLineType type = LookupLineType::NonFixedVoip, const QDateTime &at = today,
                    LookupSource source = LookupSource::Twilio)
{
    return {e164, source, {type, true, std::uint32_t(at.toSecsSinceEpoch())}};
}

} // namespace

/// The durable cache of looked-up line types.
class TestLineTypeCache : public QObject
{
    Q_OBJECT

private:
    void open(bool readOnly = false)
    {
        m_cache = std::make_unique<LineTypeCache>(m_fixture->config, m_vault, readOnly, m_disk);
    }
    Result<void> load(const QDateTime &now = today) { return QCoro::waitFor(m_cache->open(keepFor, now, {})); }
    Result<void> keep(const LineTypeEntry &one)
    {
        if (const auto prepared = QCoro::waitFor(m_cache->prepare({})); !prepared)
            return prepared;
        return QCoro::waitFor(m_cache->keep(one));
    }
    void fill(int count)
    {
        open();
        QVERIFY(load());
        for (int i = 0; i < count; ++i)
            QVERIFY(keep(entry(first + std::uint64_t(i))));
    }
    void reopen(const QDateTime &now = today)
    {
        m_cache.reset();
        open();
        QVERIFY(load(now));
    }
    [[nodiscard]] std::size_t known(LookupSource source = LookupSource::Twilio) const
    {
        return m_cache->types(source)->size();
    }
    [[nodiscard]] QString file() const { return m_fixture->path("answers"); }
    [[nodiscard]] QByteArray bytes() const { return m_fixture->read("answers"); }
    [[nodiscard]] QStringList files() const
    {
        return QDir(m_fixture->config).entryList(QDir::Files | QDir::Hidden, QDir::Name);
    }
    static QByteArray little(std::uint64_t e164)
    {
        QByteArray at(8, '\0');
        qToLittleEndian<quint64>(e164, at.data());
        return at.left(5); // the digits of any number
    }

    std::unique_ptr<StoreFixture> m_fixture;
    FailingDisk m_disk;
    MemoryVault m_vault;
    std::unique_ptr<LineTypeCache> m_cache;

private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<StoreFixture>();
        m_disk = FailingDisk();
        m_vault.keys.clear();
        m_vault.available = true;
    }
    void cleanup() { m_cache.reset(); }

    void F93_whatWasKeptIsThereAfterAKill()
    {
        fill(5);
        // No goodbye: what another process finds in the folder now.
        const QString copy = m_fixture->folder.filePath(QStringLiteral("killed"));
        QVERIFY(QDir().mkpath(copy) && QFile::copy(file(), copy + QStringLiteral("/answers")));
        LineTypeCache after(copy, m_vault, false);
        QVERIFY(QCoro::waitFor(after.open(keepFor, today, {})));
        QCOMPARE(after.types(LookupSource::Twilio)->size(), std::size_t(5));
        QCOMPARE(after.types(LookupSource::Twilio)->find(first + 4),
                 std::optional(LineKnowledge{LookupLineType::NonFixedVoip, true, 1'700'000'000}));
        QCOMPARE(StoreFixture::modeOf(file()), mode_t(0600));
        QCOMPARE(StoreFixture::modeOf(m_fixture->config), mode_t(0700));
    }

    void S37_withAKeyStoreItIsEncrypted()
    {
        fill(3);
        QVERIFY(m_cache->isEncrypted());
        QCOMPARE(m_vault.keys.size(), 1);
        for (int i = 0; i < 3; ++i)
            QVERIFY(!bytes().contains(little(first + std::uint64_t(i))));
        reopen();
        QCOMPARE(known(), std::size_t(3));
        QVERIFY(m_cache->isEncrypted());
        QVERIFY(keep(entry(first + 9)));
        reopen();
        QCOMPARE(known(), std::size_t(4));
        QCOMPARE(m_vault.keys.size(), 1); // and the key is the same one
    }

    void S02_withoutAKeyStoreItSaysSo()
    {
        m_vault.available = false;
        fill(3);
        QVERIFY(!m_cache->isEncrypted());
        QVERIFY(bytes().contains(little(first))); // what the words in the window are about
        QCOMPARE(StoreFixture::modeOf(file()), mode_t(0600));
        // A key store that came later is used from the next look-up on.
        m_vault.available = true;
        reopen();
        QVERIFY(!m_cache->isEncrypted());
        QVERIFY(keep(entry(first + 7)));
        QVERIFY(m_cache->isEncrypted());
        QVERIFY(!bytes().contains(little(first)));
        reopen();
        QCOMPARE(known(), std::size_t(4));
    }

    void withoutItsKeyNothingIsReadAndNothingOverwritten()
    {
        fill(3);
        const QByteArray before = bytes();
        m_cache.reset();
        const auto keys = std::exchange(m_vault.keys, {});
        open();
        const auto refused = load();
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, QStringLiteral("line_types_key"));
        QVERIFY(!m_cache->isOpen());
        QCOMPARE(bytes(), before);
        // Another key is as good as none.
        m_vault.keys.insert(keys.constBegin().key(), FrameSeal::makeKey());
        QCOMPARE(load().error().code, QStringLiteral("line_types_key"));
        m_vault.keys = keys;
        QVERIFY(load());
        QCOMPARE(known(), std::size_t(3));
    }

    void theSandboxTellsNothingOfRealNumbers()
    {
        fill(1);
        QVERIFY(keep(entry(first + 1, LookupLineType::Mobile, today, LookupSource::Sandbox)));
        reopen();
        QVERIFY(!m_cache->types(LookupSource::Twilio)->find(first + 1));
        QVERIFY(!m_cache->types(LookupSource::Sandbox)->find(first));
        QCOMPARE(m_cache->types(LookupSource::Sandbox)->find(first + 1)->type, LookupLineType::Mobile);
    }

    void whatHasExpiredGoesFromTheDisk()
    {
        m_vault.available = false; // so that the bytes can be looked at
        fill(0);
        QVERIFY(keep(entry(first, LookupLineType::Mobile, today.addDays(-181))));
        QVERIFY(keep(entry(first + 1, LookupLineType::Mobile, today.addDays(-179))));
        reopen();
        QCOMPARE(known(), std::size_t(1));
        QVERIFY(!bytes().contains(little(first)));
        QVERIFY(bytes().contains(little(first + 1)));
    }

    void unopenedItExpiresAsAWhole()
    {
        fill(3);
        m_cache.reset();
        open();
        const QDateTime written = QFileInfo(file()).lastModified();
        m_cache->forgetIfExpired(keepFor, written.addDays(179));
        QVERIFY(QFile::exists(file()));
        m_cache->forgetIfExpired(keepFor, written.addDays(181));
        QVERIFY(!QFile::exists(file()));
        QVERIFY(m_vault.keys.isEmpty());
    }

    void forgettingErasesEverything()
    {
        fill(3);
        m_fixture->write("answers.damaged-20260101-000000", "numbers of people");
        QSignalSpy changed(m_cache.get(), &LineTypeCache::changed);
        QCoro::waitFor(m_cache->settle());
        const auto gone = QCoro::waitFor(m_cache->forget());
        QVERIFY(gone);
        QCOMPARE(*gone, 3);
        QCOMPARE(files(), QStringList());
        QVERIFY(m_vault.keys.isEmpty());
        QCOMPARE(known(), std::size_t(0));
        QVERIFY(changed.size() >= 2);
        QVERIFY(keep(entry(first))); // and it goes on
        reopen();
        QCOMPARE(known(), std::size_t(1));
    }

    void F100_aTornEndIsLeftBehind()
    {
        fill(4);
        m_cache.reset();
        const QByteArray whole = bytes();
        const qsizetype frame = 4 + 16 + 16;
        for (qsizetype cut = 1; cut < frame; ++cut) {
            m_fixture->write("answers", whole.chopped(cut));
            open();
            QVERIFY(load());
            QVERIFY2(!m_cache->notice(), qPrintable(QString::number(cut)));
            QCOMPARE(known(), std::size_t(3));
            m_cache.reset();
        }
        // Written in full length but not in content, as file systems leave it after a power cut.
        QByteArray zeros = whole;
        zeros.replace(whole.size() - 16, 16, QByteArray(16, '\0'));
        m_fixture->write("answers", zeros);
        open();
        QVERIFY(load() && !m_cache->notice());
        QCOMPARE(known(), std::size_t(3));
        // No frame's number is used twice: what is kept now is in a file of another salt.
        QVERIFY(keep(entry(first + 50)));
        QVERIFY(bytes().left(64) != whole.left(64));
        reopen();
        QCOMPARE(known(), std::size_t(4));
    }

    void F98_damageIsToldAndTheSoundPartUsed()
    {
        fill(6);
        m_cache.reset();
        QByteArray damaged = bytes();
        damaged[damaged.size() - 2 * 36 - 5] = char(damaged.at(damaged.size() - 2 * 36 - 5) ^ 1);
        m_fixture->write("answers", damaged);
        open();
        QVERIFY(load());
        QVERIFY(m_cache->notice());
        QCOMPARE(m_cache->notice()->code, QStringLiteral("line_types_damaged"));
        QCOMPARE(StoreFixture::bytesOf(m_cache->notice()->subject), damaged); // kept beside
        QCOMPARE(known(), std::size_t(3));
        reopen();
        QVERIFY(!m_cache->notice());
        QCOMPARE(known(), std::size_t(3));
    }

    void F98_whatIsNoCacheIsPutAside_data() { StoreFixture::damagedContents(); }
    void F98_whatIsNoCacheIsPutAside()
    {
        QFETCH(QByteArray, content);
        m_fixture->write("answers", content);
        open();
        QVERIFY(load());
        QVERIFY(m_cache->notice());
        QCOMPARE(known(), std::size_t(0));
        QVERIFY(keep(entry(first)));
        reopen();
        QCOMPARE(known(), std::size_t(1));
    }

    void everyFlippedBitIsFound()
    {
        fill(2);
        m_cache.reset();
        const QByteArray whole = bytes();
        for (qsizetype at = 0; at < whole.size() - 36; at += 3) { // all but the last frame, which may count as torn
            QByteArray changed = whole;
            changed[at] = char(changed.at(at) ^ 0x10);
            m_fixture->write("answers", changed);
            open();
            const bool isFine = load() && !m_cache->notice() && known() == 2;
            QVERIFY2(!isFine, qPrintable(QString::number(at)));
            m_cache.reset();
            for (const QString &name : files())
                QFile::remove(m_fixture->config + u'/' + name);
        }
    }

    void F94_aFullDiskLosesNothingAndPasses()
    {
        fill(2);
        m_disk.setFreeSpace(10);
        const auto full = QCoro::waitFor(m_cache->keep(entry(first + 10)));
        QVERIFY(!full);
        QCOMPARE(full.error().code, QStringLiteral("disk_full"));
        m_disk.heal();
        QVERIFY(QCoro::waitFor(m_cache->keep(entry(first + 11))));
        reopen();
        QCOMPARE(known(), std::size_t(3));
        QVERIFY(!m_cache->types(LookupSource::Twilio)->find(first + 10));
    }

    void F95_afterAFailedSyncNothingIsPromised()
    {
        fill(2);
        m_disk.failNext(FailingDisk::Op::SyncData, EIO);
        QCOMPARE(QCoro::waitFor(m_cache->keep(entry(first + 10))).error().code, QStringLiteral("io_error"));
        QCOMPARE(QCoro::waitFor(m_cache->keep(entry(first + 11))).error().code, QStringLiteral("io_error"));
    }

    void F97_theSecondMusterOnlyReads()
    {
        fill(2);
        const QByteArray before = bytes();
        LineTypeCache second(m_fixture->config, m_vault, true);
        QVERIFY(QCoro::waitFor(second.open(keepFor, today.addDays(400), {})));
        QCOMPARE(second.types(LookupSource::Twilio)->size(), std::size_t(0)); // expired, and left to its owner
        QCOMPARE(QCoro::waitFor(second.prepare({})).error().kind, ErrorKind::InUse);
        QCOMPARE(QCoro::waitFor(second.forget()).error().kind, ErrorKind::InUse);
        second.forgetIfExpired(keepFor, today.addYears(100));
        QCOMPARE(bytes(), before);
    }

    void manyAtOnceShareASync()
    {
        fill(0);
        QVERIFY(QCoro::waitFor(m_cache->prepare({})));
        const int before = m_disk.calls(FailingDisk::Op::SyncData);
        int kept = 0;
        std::vector<QCoro::Task<void>> tasks;
        for (int i = 0; i < 500; ++i)
            tasks.push_back(m_cache->keep(entry(first + std::uint64_t(i))).then([&kept](const Result<void> &one) {
                kept += one ? 1 : 0;
            }));
        QTRY_COMPARE(kept, 500);
        QVERIFY(m_disk.calls(FailingDisk::Op::SyncData) - before <= 3);
        QTRY_COMPARE(known(), std::size_t(500)); // the snapshot follows by itself
        reopen();
        QCOMPARE(known(), std::size_t(500));
    }
};

MUSTER_TEST(TestLineTypeCache, QCoreApplication)

} // namespace tst_linetypecache
#include "tst_linetypecache.moc"
