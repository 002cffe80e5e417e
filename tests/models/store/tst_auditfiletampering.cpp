// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/auditlog.h"

#include "tests/support/sanitized.h"
#include "tests/support/testprogram.h"

#include "auditfilesfixture.h"

#include <random>

using namespace muster;
using muster::test::sampleEvery;

namespace tst_auditfiletampering {
using test::AuditFilesFixture;
using test::AuditFixture;

/// What somebody does to the files of a history behind the log's back, and what is found of it.
class TestAuditFileTampering : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void S31_filesThatAreGoneExchangedOrDoubledAreNamed_data();
    void S31_filesThatAreGoneExchangedOrDoubledAreNamed();
    void S31_tenThousandRandomChangesAreNamed();
    void S32_anOlderStateOfAllFilesIsFoundByTheHead();
};

namespace {

constexpr auto linesOf = &AuditFilesFixture::linesOf;
constexpr auto joined = &AuditFilesFixture::joined;
constexpr auto replaceFile = &AuditFilesFixture::replaceFile;
constexpr auto appendOne = &AuditFilesFixture::appendOne;

} // namespace

void TestAuditFileTampering::S31_filesThatAreGoneExchangedOrDoubledAreNamed_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("which"); // Of five: four closed ones and the one that is written.
    QTest::addColumn<QString>("reason");
    QTest::addColumn<int>("badFile");
    const auto row = [](const char *name, int kind, int which, const char *reason, int badFile) {
        QTest::newRow(name) << kind << which << QString::fromLatin1(reason) << badFile;
    };
    row("first one removed", 0, 0, "closed_missing", 0);
    row("one in the middle removed", 0, 2, "closed_missing", 2);
    row("last closed one removed", 0, 3, "closed_missing", 3);
    row("the written one removed", 0, 4, "file_missing", 3);
    row("two in a row removed", 1, 1, "closed_missing", 1);
    row("all closed ones removed", 2, 0, "closed_missing", 0);
    row("first and second exchanged", 3, 0, "closed_exchanged", 0);
    row("third and fourth exchanged", 3, 2, "closed_exchanged", 2);
    row("fourth and the written one exchanged", 3, 3, "closed_exchanged", 3);
    row("order of three turned", 4, 1, "closed_exchanged", 1);
    row("doubled under a later name", 5, 1, "closed_doubled", -1);
    row("doubled under an earlier name", 6, 2, "closed_doubled", -1);
    row("overwritten by a copy of the next", 7, 1, "closed_doubled", 1);
    row("the written one overwritten by a copy of the first", 8, 4, "closed_doubled", 4);
    row("renamed", 9, 2, "closed_exchanged", -1);
    row("a closed one emptied", 10, 2, "missing", 3);
    row("last line of a closed one removed", 11, 2, "missing", 3);
    row("half of the last line of a closed one removed", 12, 2, "changed", 2);
    row("line end of a closed one removed", 13, 2, "changed", 2);
    row("something appended to a closed one", 14, 2, "changed", 2);
    row("a closed one that cannot be read", 15, 2, "unreadable", 2);
}

void TestAuditFileTampering::S31_filesThatAreGoneExchangedOrDoubledAreNamed()
{
    QFETCH(int, kind);
    QFETCH(int, which);
    QFETCH(QString, reason);
    QFETCH(int, badFile);
    AuditFilesFixture files;
    files.fill(4);
    const QStringList paths = files.allPaths();
    QCOMPARE(paths.size(), 5);
    QList<QByteArray> contents;
    QList<qint64> firsts;
    qint64 next = 1;
    for (const QString &path : paths) {
        contents.append(AuditFixture::bytesOf(path));
        firsts.append(next);
        next += contents.last().count('\n');
    }
    const auto move = [&](int from, int to) { replaceFile(paths[to], contents[from]); };
    QString bad = badFile < 0 ? QString() : paths[badFile];
    qint64 firstBad = firsts[which];
    QByteArray changed = contents[which];
    switch (kind) {
    case 0:
    case 1:
    case 2:
        for (int file = which; file <= (kind == 2 ? 3 : which + kind); ++file)
            QVERIFY(QFile::remove(paths[file]));
        break;
    case 3:
        move(which, which + 1);
        move(which + 1, which);
        break;
    case 4:
        move(which, which + 1);
        move(which + 1, which + 2);
        move(which + 2, which);
        break;
    case 5:
        bad = ClosedAuditFile::pathFor(files.file, 9000);
        replaceFile(bad, contents[which]);
        firstBad = firsts[4];
        break;
    case 6:
        bad = ClosedAuditFile::pathFor(files.file, firsts[1] + 1);
        replaceFile(bad, contents[which]);
        break;
    case 7:
        move(which + 1, which);
        break;
    case 8:
        move(0, which);
        break;
    case 9:
        bad = ClosedAuditFile::pathFor(files.file, firsts[which] + 1);
        QVERIFY(QFile::rename(paths[which], bad));
        break;
    case 10:
        replaceFile(paths[which], {});
        break;
    case 11:
        changed.truncate(changed.lastIndexOf('\n', -2) + 1);
        replaceFile(paths[which], changed);
        firstBad = firsts[which + 1] - 1;
        break;
    case 12:
    case 13:
        changed.chop(kind == 12 ? 50 : 1);
        replaceFile(paths[which], changed);
        firstBad = firsts[which + 1] - 1; // half a line is none
        break;
    case 14:
        replaceFile(paths[which], contents[which] + "x");
        firstBad = firsts[which + 1];
        break;
    default:
        QVERIFY(QFile::remove(paths[which]) && QFile::link(paths[0], paths[which]));
        break;
    }
    const auto log = files.open(true);
    if (kind == 5) // what was added there hides nothing
        QVERIFY(*log->readLines(firsts[4], 100) == linesOf(contents[4]));
    const AuditVerdict verdict = log->verify();
    QVERIFY(!verdict.intact);
    QCOMPARE(verdict.reasonKey, reason);
    QCOMPARE(verdict.firstBad, firstBad);
    QCOMPARE(verdict.entries, firstBad - 1);
    QCOMPARE(verdict.file, QFileInfo(bad).fileName());
}

// The lines of all files in a row are what is changed; where the files end is remembered.
void TestAuditFileTampering::S31_tenThousandRandomChangesAreNamed()
{
    constexpr int cases = 10'000 / sampleEvery;
    AuditFilesFixture files;
    files.fill(4);
    const auto log = files.open(true);
    QVERIFY(log && log->verify().intact);
    const QStringList paths = files.allPaths();
    QList<QList<QByteArray>> good;
    QList<int> firsts; // of the files, counted from 0
    QList<QByteArray> all;
    for (const QString &path : paths) {
        firsts.append(int(all.size()));
        good.append(linesOf(AuditFixture::bytesOf(path)));
        all += good.last();
        QVERIFY(good.last().size() > 2);
    }
    const QByteArray goodHead = AuditFixture::bytesOf(files.head());
    const auto fileOf
        = [&](int line) { return int(std::upper_bound(firsts.begin(), firsts.end(), line) - firsts.begin()) - 1; };
    const bool isSet = qEnvironmentVariableIsSet("MUSTER_SEED");
    const quint32 seed = isSet ? quint32(qEnvironmentVariableIntValue("MUSTER_SEED")) : std::random_device{}();
    std::mt19937 random(seed);
    const auto below = [&](qsizetype limit) { return int(random() % quint32(limit)); };
    for (int number = 0; number < cases; ++number) {
        QList<QList<QByteArray>> lines = good;
        QList<QByteArray> bytes(paths.size()); // of a file that is not made of whole lines
        QSet<int> removed;
        const int kind = below(11), file = below(paths.size()), last = int(paths.size()) - 1;
        const int at = below(good[file].size()), global = firsts[file] + at;
        const int other = (file + 1 + below(last)) % int(paths.size()), there = below(good[other].size());
        const int globalThere = firsts[other] + there;
        const bool isEnd = global == all.size() - 1;
        qint64 firstBad = global + 1;
        QString reason;
        switch (kind) {
        case 0: { // a bit
            bytes[file] = joined(lines[file]);
            const int offset = below(bytes[file].size());
            bytes[file][offset] = char(bytes[file][offset] ^ (1 << below(8)));
            firstBad = firsts[file] + joined(lines[file]).left(offset).count('\n') + 1;
            reason = QStringLiteral("changed");
            const bool isLastByte = offset == bytes[file].size() - 1;
            if (isLastByte && file == last)
                reason = QStringLiteral("cut"); // without its line end the last entry is half a line
            break;
        }
        case 1: // a line removed
            lines[file].removeAt(at);
            reason = isEnd ? QStringLiteral("cut") : QStringLiteral("missing");
            break;
        case 2: // two lines of different files exchanged
            std::swap(lines[file][at], lines[other][there]);
            firstBad = std::min(global, globalThere) + 1;
            reason = QStringLiteral("reordered");
            break;
        case 3: // a line moved into another file, where it is not in its place
            if ((there == 0 && globalThere - 1 == global) || globalThere == global + 1)
                continue;
            lines[file].removeAt(at);
            lines[other].insert(there, all[global]);
            firstBad = std::min(global, globalThere) + 1;
            reason = QStringLiteral("reordered");
            break;
        case 4: // a line doubled in another file
            if (globalThere == global + 1 || globalThere == global)
                continue;
            lines[other].insert(there, all[global]);
            firstBad = globalThere + 1;
            reason = QStringLiteral("reordered");
            break;
        case 5: // the end of a file cut
            bytes[file] = joined(lines[file]);
            bytes[file].truncate(below(bytes[file].size()));
            firstBad = firsts[file] + bytes[file].count('\n') + 1;
            reason = file == last                                     ? QStringLiteral("cut")
                : bytes[file].isEmpty() || bytes[file].endsWith('\n') ? QStringLiteral("missing")
                                                                      : QStringLiteral("changed");
            break;
        case 6: // a closed file removed
            removed.insert(file);
            firstBad = firsts[file] + 1;
            reason = file == last ? QStringLiteral("file_missing") : QStringLiteral("closed_missing");
            break;
        case 7: // two files exchanged
            lines.swapItemsAt(file, other);
            firstBad = firsts[std::min(file, other)] + 1;
            reason = QStringLiteral("closed_exchanged");
            break;
        case 8: // a file in the place of another
            lines[file] = good[other];
            firstBad = firsts[file] + 1;
            reason = QStringLiteral("closed_doubled");
            break;
        case 9: { // an entry put in with a right digest, and without the key
            AuditEntry forged = *decodeAuditEntry(all[global]);
            forged.event = QStringLiteral("forged");
            sealAuditEntry(forged, QByteArray(32, 'k'));
            lines[file].insert(at, encodeAuditEntry(forged));
            reason = QStringLiteral("changed");
            break;
        }
        default: { // another head, of this history or of none
            QByteArray head = goodHead;
            const int byte = below(160), slot = 4096;
            head[byte] = char(head[byte] ^ (1 << below(8)));
            head[slot + byte] = char(head[slot + byte] ^ (1 << below(8)));
            AuditFixture::setBytes(files.head(), head);
            firstBad = 0;
            reason = QStringLiteral("head_mismatch");
            break;
        }
        }
        QList<int> changed;
        for (int part = 0; part <= last; ++part) {
            const QByteArray now = bytes[part].isNull() ? joined(lines[part]) : bytes[part];
            if (removed.contains(part))
                QVERIFY(QFile::remove(paths[part]));
            else if (now != joined(good[part]))
                replaceFile(paths[part], now);
            else
                continue;
            changed.append(part);
        }
        const AuditVerdict verdict = log->verify();
        const QByteArray where = QByteArray("MUSTER_SEED=") + QByteArray::number(seed) + ", case "
            + QByteArray::number(number) + ", kind " + QByteArray::number(kind) + ", file " + QByteArray::number(file)
            + " line " + QByteArray::number(at) + ", other " + QByteArray::number(other) + " line "
            + QByteArray::number(there) + ": ";
        QVERIFY2(!verdict.intact, where.constData());
        QVERIFY2(verdict.reasonKey == reason,
                 qPrintable(QString::fromLatin1(where) + verdict.reasonKey + u" instead of " + reason));
        QVERIFY2(verdict.firstBad == firstBad,
                 qPrintable(QStringLiteral("%1%2 instead of %3")
                                .arg(QString::fromLatin1(where))
                                .arg(verdict.firstBad)
                                .arg(firstBad)));
        if (kind == 6 && file != last)
            QVERIFY2(verdict.file == QFileInfo(paths[file]).fileName(), where.constData());
        if (kind == 7 || kind == 8)
            QVERIFY2(verdict.file == QFileInfo(paths[fileOf(int(firstBad) - 1)]).fileName(), where.constData());
        for (const int part : std::as_const(changed))
            replaceFile(paths[part], joined(good[part]));
        if (kind == 10)
            AuditFixture::setBytes(files.head(), goodHead);
    }
    QVERIFY(log->verify().intact);
}

void TestAuditFileTampering::S32_anOlderStateOfAllFilesIsFoundByTheHead()
{
    AuditFilesFixture files;
    files.fill(2);
    QHash<QString, QByteArray> before;
    for (const QString &path : files.allPaths())
        before.insert(path, AuditFixture::bytesOf(path));
    const qint64 then = files.open(true)->count();
    const QByteArray key = AuditFixture::bytesOf(files.key());
    files.fill(4);
    for (const QString &path : files.allPaths())
        QVERIFY(QFile::remove(path));
    for (auto it = before.cbegin(); it != before.cend(); ++it)
        AuditFixture::setBytes(it.key(), it.value());
    const AuditVerdict verdict = files.open(true)->verify();
    QCOMPARE(verdict.reasonKey, QStringLiteral("cut"));
    QCOMPARE(verdict.firstBad, then + 1);
    const auto log = files.open();
    QVERIFY(log && log->notice());
    QCOMPARE(log->notice()->detail, QStringLiteral("cut"));
    QVERIFY(appendOne(*log));
    QCOMPARE(log->verify().reasonKey, QStringLiteral("cut"));
    QCOMPARE(AuditFixture::bytesOf(files.key()), key);
}

MUSTER_TEST(TestAuditFileTampering, QCoreApplication)

} // namespace tst_auditfiletampering
#include "tst_auditfiletampering.moc"
