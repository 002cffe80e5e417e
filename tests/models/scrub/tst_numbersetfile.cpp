// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/scrub/numbersetfile.h"

#include "models/store/runningdigest.h"
#include "tests/support/failingdisk.h"
#include "tests/support/testprogram.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <cerrno>
#include <random>
#include <set>
#include <sys/stat.h>

using namespace muster;
using muster::test::FailingDisk;

namespace tst_numbersetfile {

namespace {

QByteArray bytesOf(const QString &file)
{
    QFile in(file);
    return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray();
}

void write(const QString &file, const QByteArray &bytes)
{
    QFile out(file);
    if (!out.open(QIODevice::WriteOnly | QIODevice::Truncate) || out.write(bytes) != bytes.size())
        qFatal("cannot write");
}

/// With a digest that fits, whatever is in it.
QByteArray sealed(QByteArray bytes)
{
    bytes.chop(64);
    const HexDigest digest = sha256Hex(bytes);
    return bytes.append(digest.data(), qsizetype(digest.size()));
}

template <typename Numbers>
Result<NumberSetWriter::Written> make(const QString &folder, const QString &file, const Numbers &numbers,
                                      const QList<std::pair<std::uint64_t, int>> &prefixes = {},
                                      const std::stop_token &stop = {})
{
    NumberSetWriter writer(folder);
    for (const std::uint64_t number : numbers)
        TRY_VOID(writer.addNumber(number));
    for (const auto &[digits, length] : prefixes)
        TRY_VOID(writer.addPrefix(digits, length));
    return writer.write(file, stop);
}

} // namespace

class TestNumberSetFile : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    [[nodiscard]] QString path(const char *name = "set") const { return m_folder.filePath(QLatin1String(name)); }

private Q_SLOTS:
    void holdsWhatASetHolds_data()
    {
        QTest::addColumn<quint64>("spread");
        QTest::addColumn<int>("count");
        QTest::newRow("close together") << quint64(200'000) << 30'000;
        QTest::newRow("a number in each run") << quint64(999'999'999'999'000) << 3'000;
        QTest::newRow("a numbering plan") << quint64(10'000'000'000) << 50'000;
        QTest::newRow("more than one sorted run") << quint64(40'000'000) << 1'200'000;
    }
    void holdsWhatASetHolds()
    {
        QFETCH(quint64, spread);
        QFETCH(int, count);
        std::mt19937_64 random(spread);
        const auto any = [&] { return random() % spread + 1; };
        std::vector<std::uint64_t> numbers;
        for (int at = 0; at < count; ++at)
            numbers.push_back(any());
        const std::set<std::uint64_t> wanted(numbers.begin(), numbers.end());
        const auto written = make(m_folder.path(), path(), numbers);
        QVERIFY(written);
        QCOMPARE(written->numbers, qint64(wanted.size()));
        const auto set = NumberSetFile::open(path());
        QVERIFY(set);
        QCOMPARE((*set)->numbers(), qint64(wanted.size()));
        QCOMPARE((*set)->digest(), written->digest);
        for (const std::uint64_t number : wanted)
            QVERIFY2((*set)->contains(number), qPrintable(QString::number(number)));
        for (int at = 0; at < 100'000; ++at) {
            const std::uint64_t number = any();
            QCOMPARE((*set)->contains(number), wanted.contains(number));
        }
        QVERIFY(!(*set)->contains(0) && !(*set)->contains(~std::uint64_t(0)));
    }

    void theSameNumbersAreTheSameFile()
    {
        QVERIFY(make(m_folder.path(), path("a"), std::vector<std::uint64_t>{3, 1, 70'000, 3}, {{4930, 4}}));
        QVERIFY(make(m_folder.path(), path("b"), std::vector<std::uint64_t>{70'000, 3, 1}, {{4930, 4}, {4930, 4}}));
        QCOMPARE(bytesOf(path("a")), bytesOf(path("b")));
        struct stat status = {};
        QCOMPARE(::stat(QFile::encodeName(path("a")).constData(), &status), 0);
        QCOMPARE(status.st_mode & 0777, mode_t(0600));
    }

    void prefixesStandForAllThatBeginsSo()
    {
        QVERIFY(make(m_folder.path(), path(), std::vector<std::uint64_t>{491701234567}, {{4470, 4}, {491511, 6}}));
        const auto set = NumberSetFile::open(path());
        QVERIFY(set);
        QCOMPARE((*set)->prefixes(), 2);
        QVERIFY((*set)->contains(447012345678) && (*set)->contains(4470) && (*set)->contains(4915112345678));
        QVERIFY(!(*set)->contains(447112345678) && !(*set)->contains(447) && !(*set)->contains(49151012345));
        QVERIFY((*set)->contains(491701234567) && !(*set)->contains(491701234568));
    }

    void anEmptyOneHoldsNothing()
    {
        QVERIFY(make(m_folder.path(), path(), std::vector<std::uint64_t>()));
        const auto set = NumberSetFile::open(path());
        QVERIFY(set);
        QVERIFY(!(*set)->contains(1) && !(*set)->contains(491701234567));
    }

    void damageIsFoundWhereverItIs()
    {
        QVERIFY(make(m_folder.path(), path("good"), std::vector<std::uint64_t>{1, 2, 70'000, 4'000'000'000},
                     {{4930, 4}}));
        const QByteArray good = bytesOf(path("good"));
        for (qsizetype at = 0; at < good.size(); ++at) {
            QByteArray bad = good;
            bad[at] = char(bad[at] ^ 1);
            write(path(), bad);
            const auto opened = NumberSetFile::open(path());
            QVERIFY2(!opened, qPrintable(QString::number(at)));
            QCOMPARE(opened.error().kind, ErrorKind::Damaged);
            QCOMPARE(opened.error().subject, path());
        }
        for (qsizetype size = 0; size < good.size(); ++size) {
            write(path(), good.first(size));
            QVERIFY2(!NumberSetFile::open(path()), qPrintable(QString::number(size)));
        }
        write(path(), good + QByteArray(8, '\0'));
        QVERIFY(!NumberSetFile::open(path()));
    }

    /// Nobody's accident: a digest that fits, and parts that do not.
    void partsThatLieAreRefused_data()
    {
        QTest::addColumn<int>("offset"); // behind the header; from the end when negative
        QTest::addColumn<quint64>("value");
        QTest::addColumn<int>("bytes");
        // The file: 16 header, 4 lows in 8, 3 runs in 48, 1 prefix in 8, counts in 24, digest.
        QTest::newRow("numbers beyond the file") << -88 << quint64(1) << 8;
        QTest::newRow("as many as overflow") << -88 << (quint64(1) << 63) << 8;
        QTest::newRow("runs as many as overflow") << -80 << (quint64(1) << 60) << 8;
        QTest::newRow("prefixes as many as overflow") << -72 << (quint64(1) << 61) << 8;
        QTest::newRow("a run that begins behind the end") << 24 + 24 << quint64(1'000'000) << 8;
        QTest::newRow("a run that begins before the one before") << 24 + 40 << quint64(1) << 8;
        QTest::newRow("a first run that does not begin at the first") << 24 + 8 << quint64(1) << 8;
        QTest::newRow("runs out of order") << 24 << quint64(5'000'000) << 8;
        QTest::newRow("a run beyond 15 digits") << 24 + 32 << (quint64(1) << 40) << 8;
        QTest::newRow("numbers out of order") << 16 << quint64(9) << 2;
        QTest::newRow("a prefix of another length") << 72 << quint64(4930 * 16 + 5) << 8;
        QTest::newRow("a prefix that is too short") << 72 << quint64(49 * 16 + 2) << 8;
    }
    void partsThatLieAreRefused()
    {
        QFETCH(int, offset);
        QFETCH(quint64, value);
        QFETCH(int, bytes);
        QVERIFY(make(m_folder.path(), path(), std::vector<std::uint64_t>{1, 2, 70'000, 4'000'000'000}, {{4930, 4}}));
        QByteArray bad = bytesOf(path());
        QCOMPARE(bad.size(), 16 + 8 + 48 + 8 + 24 + 64);
        write(path(), sealed(bad));
        QVERIFY(NumberSetFile::open(path())); // what sealed() makes is a file like another
        memcpy(bad.data() + (offset < 0 ? bad.size() + offset : offset), &value, std::size_t(bytes));
        write(path(), sealed(bad));
        const auto opened = NumberSetFile::open(path());
        QVERIFY(!opened);
        QCOMPARE(opened.error().code, QStringLiteral("number_set_unreadable"));
    }

    void aNewerVersionIsLeftAlone()
    {
        QVERIFY(make(m_folder.path(), path(), std::vector<std::uint64_t>{1}));
        QByteArray newer = bytesOf(path());
        newer[8] = 2;
        write(path(), sealed(newer));
        QCOMPARE(NumberSetFile::open(path()).error().code, QStringLiteral("newer_version"));
    }

    void whatIsNotWrittenWholeIsNotThere()
    {
        write(path(), "mine");
        std::vector<std::uint64_t> numbers;
        for (std::uint64_t number = 1; number < 200'000; ++number)
            numbers.push_back(number * 31);
        std::stop_source stop;
        stop.request_stop();
        QCOMPARE(make(m_folder.path(), path(), numbers, {}, stop.get_token()).error().kind, ErrorKind::Cancelled);
        QCOMPARE(bytesOf(path()), QByteArray("mine"));
        FailingDisk disk;
        for (const FailingDisk::Op op : {FailingDisk::Op::Sync, FailingDisk::Op::Rename, FailingDisk::Op::Write}) {
            disk.failNext(op, op == FailingDisk::Op::Write ? ENOSPC : EIO);
            NumberSetWriter writer(m_folder.path(), disk);
            for (const std::uint64_t number : numbers)
                QVERIFY(writer.addNumber(number));
            QVERIFY(!writer.write(path(), {}));
            disk.heal();
            QCOMPARE(bytesOf(path()), QByteArray("mine"));
        }
        QCOMPARE(QDir(m_folder.path()).entryList({QStringLiteral(".*")}, QDir::Files | QDir::Hidden), QStringList());
    }

    void itIsReadWhileAnotherTakesItsName()
    {
        QVERIFY(make(m_folder.path(), path(), std::vector<std::uint64_t>{5}));
        const auto old = NumberSetFile::open(path());
        QVERIFY(old);
        QVERIFY(make(m_folder.path(), path(), std::vector<std::uint64_t>{6}));
        QVERIFY((*old)->contains(5) && !(*old)->contains(6));
        const auto now = NumberSetFile::open(path());
        QVERIFY(now && (*now)->contains(6) && !(*now)->contains(5));
    }
};

MUSTER_TEST(TestNumberSetFile, QCoreApplication)

} // namespace tst_numbersetfile
#include "tst_numbersetfile.moc"
