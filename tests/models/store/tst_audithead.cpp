// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/audithead.h"

#include "models/store/auditlog.h"
#include "tests/support/testprogram.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

using namespace muster;

namespace tst_audithead {

namespace {

/// A config folder with data folders beside it, each with an audit file.
struct Place
{
    [[nodiscard]] QString config() const { return made(QStringLiteral("config")); }
    [[nodiscard]] QString data(const char *name) const { return made(QString::fromLatin1(name)); }
    [[nodiscard]] QString auditFile(const char *name) const { return data(name) + QStringLiteral("/audit.jsonl"); }
    [[nodiscard]] QString made(const QString &name) const
    {
        QDir(root.path()).mkpath(name);
        return root.filePath(name);
    }
    [[nodiscard]] std::unique_ptr<AuditLog> open(const char *name) const
    {
        const auto folder = AuditHead::folderFor(config(), auditFile(name), false);
        auto log = folder ? AuditLog::open(auditFile(name), *folder, false) : failure(folder.error());
        return log ? *std::move(log) : nullptr;
    }
    [[nodiscard]] QString legacyHead() const { return config() + QStringLiteral("/audit.head"); }

    QTemporaryDir root;
};

bool append(AuditLog &log, int entries)
{
    for (int i = 0; i < entries; ++i) {
        if (!log.append(QStringLiteral("run.started"), QStringLiteral("r%1").arg(i), {}))
            return false;
    }
    return true;
}

} // namespace

class TestAuditHead : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void F97_dataFoldersThatShareTheirSettingsKeepTheirChains();
    void theHeadOfEarlierVersionsIsTakenOver();
    void F97_ofTwoThatSharedAnEarlierHeadNeitherIsLost();
    void aMovedDataFolderKeepsItsChain();
    void F108_lookingTakesNothingOver();
    void S32_aFileThatIsGoneIsMissed_data();
    void S32_aFileThatIsGoneIsMissed();
};

void TestAuditHead::F97_dataFoldersThatShareTheirSettingsKeepTheirChains()
{
    const Place place;
    for (int round = 0; round < 3; ++round) {
        for (const char *name : {"one", "two"}) {
            const auto log = place.open(name);
            QVERIFY(log);
            QVERIFY(!log->notice());
            QVERIFY(append(*log, 3));
            QVERIFY(log->verify().intact);
            QCOMPARE(log->count(), 3 * (round + 1));
        }
    }
}

void TestAuditHead::theHeadOfEarlierVersionsIsTakenOver()
{
    const Place place;
    {
        const auto before = AuditLog::open(place.auditFile("one"), place.config(), false);
        QVERIFY(before && append(**before, 40));
    }
    QVERIFY(QFile::exists(place.legacyHead()));
    const auto log = place.open("one");
    QVERIFY(log && !log->notice());
    QCOMPARE(log->count(), 40);
    QVERIFY(append(*log, 1));
    QVERIFY(log->verify().intact);
    QVERIFY(!QFile::exists(place.legacyHead())); // two truths would go different ways
}

void TestAuditHead::F97_ofTwoThatSharedAnEarlierHeadNeitherIsLost()
{
    const Place place;
    for (const char *name : {"one", "two"}) {
        const auto before = AuditLog::open(place.auditFile(name), place.config(), false);
        QVERIFY(before && append(**before, 5));
    }
    // The head stood for whoever wrote last; the other one is told so once and goes on with the same key.
    const auto two = place.open("two");
    QVERIFY(two && !two->notice());
    QVERIFY(append(*two, 1));
    auto one = place.open("one");
    QVERIFY(one && one->notice());
    QCOMPARE(one->notice()->code, QStringLiteral("audit_mismatch"));
    QCOMPARE(one->notice()->detail, QStringLiteral("head_mismatch"));
    one.reset();
    one = place.open("one");
    QVERIFY(one && !one->notice());
    QVERIFY(append(*one, 1));
    // What was found then stays found; all seals fit, and nothing new is.
    for (const auto *log : {one.get(), two.get()}) {
        const AuditVerdict verdict = log->verify();
        const auto bad = log->read(verdict.firstBad, 1);
        QVERIFY(!verdict.intact && bad && !bad->isEmpty());
        QCOMPARE(bad->first().event, QStringLiteral("audit.mismatch"));
    }
}

void TestAuditHead::aMovedDataFolderKeepsItsChain()
{
    const Place place;
    {
        const auto log = place.open("one");
        QVERIFY(log && append(*log, 4));
    }
    QVERIFY(QDir(place.root.path()).rename(QStringLiteral("one"), QStringLiteral("elsewhere")));
    const auto log = place.open("elsewhere");
    QVERIFY(log && !log->notice());
    QVERIFY(append(*log, 1));
    QVERIFY(log->verify().intact);
}

void TestAuditHead::F108_lookingTakesNothingOver()
{
    const Place place;
    {
        const auto before = AuditLog::open(place.auditFile("one"), place.config(), false);
        QVERIFY(before && append(**before, 4));
    }
    const auto folder = AuditHead::folderFor(place.config(), place.auditFile("one"), true);
    QVERIFY(folder);
    const auto log = AuditLog::open(place.auditFile("one"), *folder, true);
    QVERIFY(log && (*log)->verify().intact);
    QVERIFY(QFile::exists(place.legacyHead()));
    QVERIFY(!QFile::exists(place.config() + QStringLiteral("/audit")));
}

void TestAuditHead::S32_aFileThatIsGoneIsMissed_data()
{
    QTest::addColumn<bool>("earlier");
    QTest::newRow("head in its own place") << false;
    QTest::newRow("head of an earlier version") << true;
}

void TestAuditHead::S32_aFileThatIsGoneIsMissed()
{
    QFETCH(bool, earlier);
    const Place place;
    {
        auto log = place.open("one");
        if (earlier) {
            log.reset();
            QVERIFY(QFile::remove(place.auditFile("one")));
            QVERIFY(QDir(place.config() + QStringLiteral("/audit")).removeRecursively());
            log = *AuditLog::open(place.auditFile("one"), place.config(), false);
        }
        QVERIFY(log && append(*log, 4));
    }
    QFile journal(place.data("one") + QStringLiteral("/journal.sqlite")); // the folder was in use
    QVERIFY(journal.open(QIODevice::WriteOnly));
    QVERIFY(QFile::remove(place.auditFile("one")));
    const auto log = place.open("one");
    QVERIFY(log && log->notice());
    QCOMPARE(log->notice()->detail, QStringLiteral("file_missing"));
}

MUSTER_TEST(TestAuditHead, QCoreApplication)

} // namespace tst_audithead
#include "tst_audithead.moc"
