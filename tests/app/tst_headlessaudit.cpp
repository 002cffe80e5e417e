// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/app/support/musterprocess.h"

#include "tests/support/testprogram.h"

#include "models/store/auditcheckpoint.h"
#include "models/store/auditfile.h"
#include "models/store/audithead.h"
#include "models/store/auditlog.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace tst_headlessaudit {

/// The history on the command line: found, proved, taken elsewhere.
class HeadlessAuditTest : public QObject
{
    Q_OBJECT

    static QStringList list(const QStringList &filters) { return QStringList{u"audit"_s, u"list"_s} + filters; }
    static QStringList events(const CommandResult &result)
    {
        QStringList found;
        for (const QJsonValue &entry : result.json["entries"_L1].toArray())
            found << entry["event"_L1].toString();
        return found;
    }
    /// Two exports, the second of a folder's file that looks like a formula.
    void exportTwice()
    {
        for (const QString &name : {u"a.csv"_s, u"=b.csv"_s})
            QCOMPARE(m_station->run(m_station->exportEveryone(name, {u"--page-size"_s, u"100"_s})).exitCode, 0);
    }
    [[nodiscard]] QString historyFile() const { return m_station->file(u"data/data/audit.jsonl"_s); }
    /// As if all of it had been written a year ago.
    void moveHistoryBackAYear()
    {
        const auto folder = AuditHead::folderFor(m_station->file(u"data/config"_s), historyFile(), true);
        QVERIFY(folder);
        auto head = AuditHead::open(*folder, false, DiskAccess::system());
        QVERIFY(head);
        QByteArray bytes;
        AuditHead::Position last{0, auditGenesis()};
        const QList<QByteArray> lines = readFile(historyFile()).trimmed().split('\n');
        for (const QByteArray &line : lines) {
            auto entry = decodeAuditEntry(line);
            QVERIFY(entry);
            entry->at = entry->at.addYears(-1);
            entry->previous = last.digest;
            sealAuditEntry(*entry, head->key());
            last = {entry->sequence, entry->digest};
            bytes += encodeAuditEntry(*entry) + '\n';
        }
        QFile file(historyFile());
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate) && file.write(bytes) == bytes.size());
        QVERIFY(head->begin(last));
    }

private Q_SLOTS:
    void init()
    {
        m_station = std::make_unique<MusterStation>(SandboxSettings{.contacts = 1000, .seed = 7});
        exportTwice();
    }
    void cleanup() { m_station.reset(); }

    void entriesAreFoundByWhatTheySay()
    {
        const QJsonObject started = m_station->auditEntries(u"export.started"_s).last();
        const QString run = started["run"_L1].toString(), segment = started["facts"_L1]["segment"_L1].toString();
        QVERIFY(!run.isEmpty() && !segment.isEmpty());
        const CommandResult all = m_station->run(list({}));
        QCOMPARE(all.exitCode, 0);
        const int total = all.json["total"_L1].toInt();
        QVERIFY(total > 4);
        QCOMPARE(all.json["matches"_L1].toInt(), total);

        const CommandResult ofRun = m_station->run(list({u"--run"_s, run}));
        QCOMPARE(events(ofRun).first(), u"export.started"_s);
        QVERIFY(ofRun.json["matches"_L1].toInt() < total);
        for (const QJsonValue &entry : ofRun.json["entries"_L1].toArray())
            QCOMPARE(entry["run_id"_L1].toString(), run);

        // Entries that do not name the segment themselves belong to it by their run.
        const CommandResult ofObject = m_station->run(list({u"--object"_s, segment}));
        QVERIFY(events(ofObject).size() > 2);
        const CommandResult one = m_station->run(list({u"--object"_s, segment, u"--limit"_s, u"1"_s}));
        QCOMPARE(events(one), QStringList{events(ofObject).last()});
        QVERIFY(one.err.contains("--limit"));
        QCOMPARE(events(m_station->run(list({u"--action"_s, u"export.started"_s}))).size(), 2);
        QCOMPARE(events(m_station->run(list({u"--job"_s, u"export"_s, u"--text"_s, u"EXPORT STARTED"_s}))).size(), 2);
        QCOMPARE(events(m_station->run(list({u"--outcome"_s, u"failed"_s}))).size(), 0);
        QCOMPARE(events(m_station->run(list({u"--until"_s, u"2001-01-01"_s}))).size(), 0);
        QCOMPARE(events(m_station->run(list({u"--since"_s, u"2001-01-01"_s}))).size(), total);
        QCOMPARE(events(m_station->run(list({u"--actor"_s, u"nobody else"_s}))).size(), 0);
        const CommandResult wrong = m_station->run(list({u"--since"_s, u"yesterday"_s}));
        QCOMPARE(wrong.exitCode, 2);
        QCOMPARE(wrong.json["error"_L1]["code"_L1].toString(), u"not_time"_s);
    }

    void S33_aCheckpointThatWasKeptElsewhereFindsAReplacedHistory()
    {
        const QString file = m_station->file(u"kept.checkpoint"_s);
        const CommandResult made = m_station->run({u"audit"_s, u"checkpoint"_s, file});
        QCOMPARE(made.exitCode, 0);
        const QString digest = made.json["digest"_L1].toString();
        QCOMPARE(digest.size(), 64);
        const QByteArray bytes = readFile(file);
        QCOMPARE(m_station->run({u"audit"_s, u"checkpoint"_s, file}).exitCode, 1); // never overwritten
        QCOMPARE(readFile(file), bytes);
        for (const QString &checkpoint : {file, digest})
            QCOMPARE(m_station->run({u"audit"_s, u"verify"_s, u"--checkpoint"_s, checkpoint}).exitCode, 0);
        QCOMPARE(m_station->run(m_station->exportEveryone(u"c.csv"_s)).exitCode, 0); // going on does not make it stale
        QCOMPARE(m_station->run({u"audit"_s, u"verify"_s, u"--checkpoint"_s, file}).exitCode, 0);

        const QString none = m_station->file(u"none"_s), other = m_station->file(u"a.csv"_s);
        QCOMPARE(m_station->run({u"audit"_s, u"verify"_s, u"--checkpoint"_s, none}).exitCode, 2);
        const CommandResult wrong = m_station->run({u"audit"_s, u"verify"_s, u"--checkpoint"_s, other});
        QCOMPARE(wrong.exitCode, 2);
        QCOMPARE(wrong.json["error"_L1]["code"_L1].toString(), u"not_a_checkpoint"_s);

        // Another history of the same person, head and key included: intact by itself.
        MusterStation another({.contacts = 1000, .seed = 8});
        QCOMPARE(another.run(another.exportEveryone(u"a.csv"_s)).exitCode, 0);
        QCOMPARE(another.run({u"audit"_s, u"verify"_s}).exitCode, 0);
        const CommandResult replaced = another.run({u"audit"_s, u"verify"_s, u"--checkpoint"_s, file});
        QCOMPARE(replaced.exitCode, 1);
        QVERIFY(!replaced.json["intact"_L1].toBool());
    }

    void S31_aYearThatIsOverHasAFileOfItsOwnInOneHistory()
    {
        moveHistoryBackAYear();
        const CommandResult before = m_station->run({u"audit"_s, u"checkpoint"_s});
        const qint64 entries = before.json["sequence"_L1].toInteger();
        QCOMPARE(m_station->run(m_station->exportEveryone(u"c.csv"_s)).exitCode, 0);
        const QString closed = ClosedAuditFile::pathFor(historyFile(), 1);
        QCOMPARE(readFile(closed).count('\n'), entries);
        const QList<QByteArray> lines = readFile(historyFile()).split('\n');
        QCOMPARE(decodeAuditEntry(lines.first())->sequence, entries + 1);

        // Every command is about both.
        const QString digest = before.json["digest"_L1].toString();
        const CommandResult verified = m_station->run({u"audit"_s, u"verify"_s, u"--checkpoint"_s, digest});
        QCOMPARE(verified.exitCode, 0);
        QCOMPARE(verified.json["entries"_L1].toInteger(), entries + lines.size() - 1);
        QCOMPARE(events(m_station->run(list({u"--action"_s, u"export.started"_s}))).size(), 3);
        QCOMPARE(events(m_station->run(list({u"--action"_s, u"audit.continued"_s}))).size(), 1);
        QCOMPARE(m_station->run({u"audit"_s, u"export"_s, m_station->file(u"all.jsonl"_s)}).exitCode, 0);
        QCOMPARE(readFile(m_station->file(u"all.jsonl"_s)), readFile(closed) + readFile(historyFile()));
        QCOMPARE(m_station->run({u"audit"_s, u"verify"_s, m_station->file(u"all.jsonl"_s)}).exitCode, 0);

        QVERIFY(QFile::remove(closed));
        const CommandResult missed = m_station->run({u"audit"_s, u"verify"_s});
        QCOMPARE(missed.exitCode, 1);
        QCOMPARE(missed.json["reason"_L1].toString(), u"closed_missing"_s);
        QCOMPARE(missed.json["file"_L1].toString(), QFileInfo(closed).fileName());
        QCOMPARE(missed.json["first_bad"_L1].toInt(), 1);
    }

    void S37_closedFilesThatAreOldEnoughAreRemoved()
    {
        moveHistoryBackAYear();
        QCOMPARE(m_station->run(m_station->exportEveryone(u"c.csv"_s)).exitCode, 0);
        const QString closed = ClosedAuditFile::pathFor(historyFile(), 1);
        const QByteArray bytes = readFile(closed);
        const auto prune = [this](const QStringList &options) {
            return m_station->run(QStringList{u"audit"_s, u"prune"_s} + options);
        };
        const auto codeOf = [](const CommandResult &result) { return result.json["error"_L1]["code"_L1].toString(); };
        // Nobody has said for how long, so for ever.
        const CommandResult forEver = prune({u"--check"_s});
        QCOMPARE(forEver.exitCode, 2);
        QCOMPARE(codeOf(forEver), u"kept_forever"_s);
        QCOMPARE(codeOf(prune({u"--older-than"_s, u"soon"_s})), u"not_keep_time"_s);
        QCOMPARE(codeOf(prune({u"--before"_s, u"soon"_s})), u"not_time"_s);
        QCOMPARE(prune({u"--before"_s, u"2020-01-01"_s, u"--older-than"_s, u"1y"_s}).exitCode, 2);
        // Too young.
        const CommandResult none = prune({u"--older-than"_s, u"2y"_s, u"--confirm-count"_s, u"0"_s});
        QCOMPARE(none.exitCode, 0);
        QCOMPARE(none.json["files"_L1].toArray().size(), 0);

        const CommandResult checked = prune({u"--older-than"_s, u"1y"_s, u"--check"_s});
        QCOMPARE(checked.exitCode, 0);
        QCOMPARE(checked.json["files"_L1][0]["file"_L1].toString(), QFileInfo(closed).fileName());
        const qint64 entries = checked.json["entries"_L1].toInteger();
        QCOMPARE(entries, bytes.count('\n'));
        QCOMPARE(checked.json["bytes"_L1].toInteger(), bytes.size());
        for (const QStringList &count : {QStringList(), {u"--confirm-count"_s, QString::number(entries + 1)}}) {
            const CommandResult refused = prune(QStringList{u"--older-than"_s, u"1y"_s} + count);
            QCOMPARE(refused.exitCode, 2);
            QCOMPARE(codeOf(refused), u"prune_count"_s);
            QCOMPARE(readFile(closed), bytes);
        }
        const CommandResult before = m_station->run({u"audit"_s, u"checkpoint"_s});
        const QString old = m_station->file(u"old.checkpoint"_s);
        QFile file(old); // of an entry that is about to go, as it could have been kept
        const auto second = decodeAuditEntry(bytes.split('\n')[1]);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(AuditCheckpoint{2, second->digest}.toJson()) > 0);
        file.close();
        QCOMPARE(m_station->run({u"audit"_s, u"verify"_s, u"--checkpoint"_s, old}).exitCode, 0);

        const QString copies = m_station->file(u"copies"_s);
        QVERIFY(QDir().mkdir(copies));
        const CommandResult done = prune(
            {u"--older-than"_s, u"1y"_s, u"--confirm-count"_s, QString::number(entries), u"--copy-to"_s, copies});
        QCOMPARE(done.exitCode, 0);
        QVERIFY(!QFile::exists(closed));
        QCOMPARE(readFile(copies + u'/' + QFileInfo(closed).fileName()), bytes);
        const CommandResult verified = m_station->run({u"audit"_s, u"verify"_s});
        QCOMPARE(verified.exitCode, 0);
        QCOMPARE(verified.json["removed_through"_L1].toInteger(), entries);
        QCOMPARE(verified.json["removed_recorded_in"_L1].toInteger(), done.json["recorded_in"_L1].toInteger());
        QCOMPARE(m_station->auditEntries(u"audit.files_removed"_s).size(), 1);
        const CommandResult listed = m_station->run(list({}));
        QVERIFY(!events(listed).contains(u"audit.unreadable"_s));
        QCOMPARE(listed.json["entries"_L1][0]["sequence"_L1].toInteger(), entries + 1);
        // Of a checkpoint behind it nothing is lost; one of what went cannot be compared, and that is no success.
        QCOMPARE(
            m_station->run({u"audit"_s, u"verify"_s, u"--checkpoint"_s, before.json["digest"_L1].toString()}).exitCode,
            0);
        const CommandResult gone = m_station->run({u"audit"_s, u"verify"_s, u"--checkpoint"_s, old});
        QCOMPARE(gone.exitCode, 2);
        QVERIFY(gone.json["intact"_L1].toBool());
        QVERIFY(!gone.json["checkpoint_compared"_L1].toBool());
    }

    void S21_entriesLeaveInFormsThatOthersRead()
    {
        const auto exported = [this](const QString &name, const QStringList &more) {
            return m_station->run(QStringList{u"audit"_s, u"export"_s, m_station->file(name)} + more);
        };
        const CommandResult whole = exported(u"h.jsonl"_s, {});
        QCOMPARE(whole.exitCode, 0);
        QCOMPARE(readFile(m_station->file(u"h.jsonl"_s)), readFile(m_station->file(u"data/data/audit.jsonl"_s)));
        QCOMPARE(m_station
                     ->run({u"audit"_s, u"verify"_s, m_station->file(u"h.jsonl"_s), u"--checkpoint"_s,
                            m_station->file(u"h.jsonl.checkpoint"_s)})
                     .exitCode,
                 0);
        QCOMPARE(exported(u"h.jsonl"_s, {u"--format"_s, u"csv"_s}).exitCode, 1); // it is there

        const QStringList started{u"--action"_s, u"export.started"_s};
        QCOMPARE(exported(u"s.jsonl"_s, started).exitCode, 0);
        QCOMPARE(readFile(m_station->file(u"s.jsonl"_s)).count('\n'), 2);
        QVERIFY(
            readFile(m_station->file(u"h.jsonl"_s)).contains(readFile(m_station->file(u"s.jsonl"_s)).split('\n')[0]));
        QVERIFY(!QFile::exists(m_station->file(u"s.jsonl.checkpoint"_s))); // a selection proves nothing

        const CommandResult csv = exported(u"s.csv"_s, started + QStringList{u"--format"_s, u"csv"_s});
        QCOMPARE(csv.exitCode, 0);
        QCOMPARE(csv.json["entries"_L1].toInt(), 2);
        const QByteArray table = readFile(m_station->file(u"s.csv"_s));
        QVERIFY(table.startsWith("sequence,at,event,what,run,actor,facts,digest"));
        QVERIFY(table.contains("Export started"));

        QCOMPARE(exported(u"s.otel"_s, started + QStringList{u"--format"_s, u"otel"_s}).exitCode, 0);
        const QList<QByteArray> lines = readFile(m_station->file(u"s.otel"_s)).trimmed().split('\n');
        QCOMPARE(lines.size(), 2);
        const QJsonObject record = QJsonDocument::fromJson(lines[0])
                                       .object()["resourceLogs"_L1][0]["scopeLogs"_L1][0]["logRecords"_L1][0]
                                       .toObject();
        const QJsonObject entry = m_station->auditEntries(u"export.started"_s).first();
        QCOMPARE(record["body"_L1]["stringValue"_L1].toString(), u"Export started"_s);
        QCOMPARE(record["severityText"_L1].toString(), u"INFO"_s);
        QCOMPARE(record["timeUnixNano"_L1].toString().toLongLong() / 1'000'000,
                 QDateTime::fromString(entry["at"_L1].toString(), Qt::ISODateWithMs).toMSecsSinceEpoch());
        QJsonObject attributes;
        for (const QJsonValue &attribute : record["attributes"_L1].toArray())
            attributes.insert(attribute["key"_L1].toString(), attribute["value"_L1]);
        QCOMPARE(attributes["muster.fact.segment"_L1]["stringValue"_L1].toString(),
                 entry["facts"_L1]["segment"_L1].toString());
        QCOMPARE(attributes["muster.sequence"_L1]["intValue"_L1].toString(),
                 QString::number(entry["sequence"_L1].toInteger()));
        QCOMPARE(attributes["muster.digest"_L1]["stringValue"_L1].toString(), entry["digest"_L1].toString());
    }

    void F97_aSecondMusterMayLook()
    {
        MusterStation slow({.contacts = 5000, .seed = 7, .thinkTime = std::chrono::milliseconds(150)});
        auto first = slow.start(slow.exportEveryone(u"all.csv"_s));
        QTRY_VERIFY_WITH_TIMEOUT(slow.sandbox().requests().size() > 3, 60'000);
        const CommandResult found = slow.run(list({u"--action"_s, u"export.started"_s}));
        QCOMPARE(found.exitCode, 0);
        QCOMPARE(events(found).size(), 1);
        QVERIFY(!QFile::exists(slow.file(u"data/data/audit-index.sqlite"_s)));
        QCOMPARE(MusterStation::finish(*first).exitCode, 0);
        QCOMPARE(slow.run({u"audit"_s, u"verify"_s}).exitCode, 0);
    }

private:
    std::unique_ptr<MusterStation> m_station;
};

MUSTER_TEST(HeadlessAuditTest, QCoreApplication)

} // namespace tst_headlessaudit

#include "tst_headlessaudit.moc"
