// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/schedule/timerunit.h"

#include "models/schedule/systemscheduler.h"
#include "tests/support/testprogram.h"

#include <QDir>
#include <QFile>
#include <QRandomGenerator>
#include <QTemporaryDir>

using namespace muster;
using namespace Qt::StringLiterals;

namespace tst_timerunit {

namespace {

/// What systemd.syntax(7) and systemd.unit(5) say of a line of words: quotes around whole words, escapes of C within,
/// %% for a percent sign. Anything else has no meaning here and ends the test.
QStringList readWords(const QString &line)
{
    QStringList words;
    qsizetype at = 0;
    while (at < line.size()) {
        if (line[at] != u'"')
            qFatal("a word without quotes");
        QString word;
        for (++at; at < line.size() && line[at] != u'"'; ++at) {
            if (line[at] == u'%') {
                if (line.mid(++at, 1) != u"%")
                    qFatal("a specifier");
                word += u'%';
            } else if (line[at] == u'\\') {
                ++at;
                if (line[at] == u'x') {
                    word += QChar(line.mid(at + 1, 2).toInt(nullptr, 16));
                    at += 2;
                } else if (line[at] == u'"' || line[at] == u'\\') {
                    word += line[at];
                } else {
                    qFatal("an unknown escape");
                }
            } else {
                word += line[at];
            }
        }
        words.append(word);
        if (++at < line.size() && line[at++] != u' ')
            qFatal("words that touch");
    }
    return words;
}

QString valueOfKey(const QByteArray &unit, const QByteArray &key)
{
    for (const QByteArray &line : unit.split('\n')) {
        if (line.startsWith(key) && line.mid(key.size(), 1) == "=")
            return QString::fromUtf8(line.mid(key.size() + 1));
    }
    return {};
}

TimerUnit sampleUnit()
{
    return {.id = u"0123456789ab"_s,
            .description = u"Muster: Morning"_s,
            .command = {u"/usr/bin/muster"_s, u"schedule"_s, u"run"_s, u"0123456789ab"_s},
            .calendar = u"*-*-* 06:00:00 UTC"_s};
}

} // namespace

class TestTimerUnit : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// Whatever a folder is called, systemd starts the program with it.
    void anyWordComesBackAsItWas()
    {
        QRandomGenerator random(20261126);
        const QString signs = u" \t\n%%$${}\"'\\;#:@-+!|&<>*?~äß漢🙂\u0085\u200f\x7f%h%i$HOME${x}"_s;
        for (int round = 0; round < 5'000; ++round) {
            TimerUnit unit = sampleUnit();
            QString word;
            for (int length = random.bounded(24); length > 0; --length)
                word += signs[random.bounded(int(signs.size()))];
            if (!word.isValidUtf16()) // half a character is no word that a command can have
                continue;
            unit.command.append(word);
            const QByteArray text = unit.serviceText();
            QCOMPARE(text.count('\n'), 7); // nothing of it is a line of its own
            QStringList wanted = unit.command;
            wanted[0].prepend(u':'); // no variables
            QCOMPARE(readWords(valueOfKey(text, "ExecStart")), wanted);
        }
    }

    void freeTextStaysOnItsLine()
    {
        QCOMPARE(unitText(u"100 %h\nExecStart=/bin/sh \\\\"_s), u"100 %%h ExecStart=/bin/sh "_s);
        TimerUnit unit = sampleUnit();
        unit.description = u"a\n[Service]\nExecStart=/bin/x\\"_s;
        QCOMPARE(unit.serviceText().count("\nExecStart="), 1);
        QCOMPARE(unit.timerText().count("\n["), 3);
    }

    void theTimerIsPersistent()
    {
        const QByteArray text = sampleUnit().timerText();
        QCOMPARE(valueOfKey(text, "OnCalendar"), u"*-*-* 06:00:00 UTC"_s);
        QCOMPARE(valueOfKey(text, "Persistent"), u"true"_s);
        QCOMPARE(valueOfKey(text, "WantedBy"), u"timers.target"_s);
    }

    void whatOthersWroteIsLeftAlone()
    {
        QTemporaryDir home;
        const QString folder = home.filePath(u"systemd/user"_s);
        const UnitFolder units(folder);
        const TimerUnit unit = sampleUnit();
        QCOMPARE(units.state(unit.id), TimerFiles::Missing);
        QVERIFY(units.remove(unit.id)); // nothing is there
        QVERIFY(units.write(unit));
        QCOMPARE(units.state(unit.id), TimerFiles::Ours);
        QVERIFY(units.isAsMeant(unit));
        TimerUnit later = unit;
        later.calendar = u"*-*-* 07:00:00 UTC"_s;
        QVERIFY(!units.isAsMeant(later));
        QVERIFY(units.write(later)); // ours is replaced
        QVERIFY(units.isAsMeant(later));

        QFile timer(folder + u"/muster-0123456789ab.timer"_s);
        QVERIFY(timer.open(QIODevice::Append) && timer.write("# mine\n") > 0);
        timer.close();
        QCOMPARE(units.state(unit.id), TimerFiles::Altered);
        QCOMPARE(units.write(unit).error().code, u"unit_altered"_s);
        QCOMPARE(units.remove(unit.id).error().subject, timer.fileName());
        QVERIFY(timer.open(QIODevice::ReadOnly) && timer.readAll().endsWith("# mine\n"));
        QCOMPARE(units.ids(), QStringList{unit.id});
    }

    void removesExactlyItsOwn()
    {
        QTemporaryDir home;
        const UnitFolder units(home.path());
        QFile other(home.filePath(u"muster-backup.timer"_s));
        QVERIFY(other.open(QIODevice::WriteOnly));
        TimerUnit second = sampleUnit();
        second.id = u"ffffffffffff"_s;
        QVERIFY(units.write(sampleUnit()) && units.write(second));
        QVERIFY(units.remove(second.id));
        QCOMPARE(QDir(home.path()).entryList(QDir::Files | QDir::Hidden),
                 (QStringList{u"muster-0123456789ab.service"_s, u"muster-0123456789ab.timer"_s, u"muster-backup.timer"_s}));
        QCOMPARE(units.ids(), QStringList{u"0123456789ab"_s});
    }

    void readsWhatSystemctlShows()
    {
        const auto timers = timersFromShow("Id=muster-a.timer\nActiveState=active\n"
                                           "LastTriggerUSec=Thu 2026-11-26 06:00:00 UTC\n\n"
                                           "Id=muster-b.timer\nActiveState=inactive\nLastTriggerUSec=n/a\n");
        QCOMPARE(timers.size(), 2);
        QVERIFY(timers[u"muster-a.timer"_s].isActive && !timers[u"muster-b.timer"_s].isActive);
        QCOMPARE(timers[u"muster-a.timer"_s].last, QDateTime(QDate(2026, 11, 26), QTime(6, 0), Qt::UTC));
        QVERIFY(!timers[u"muster-b.timer"_s].last.isValid());
        QVERIFY(timersFromShow({}).isEmpty());
    }
};

MUSTER_TEST(TestTimerUnit, QCoreApplication)

} // namespace tst_timerunit
#include "tst_timerunit.moc"
