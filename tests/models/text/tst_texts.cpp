// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/text/audittexts.h"
#include "models/text/connectiontexts.h"
#include "models/text/errorcodes.h"
#include "models/text/errortexts.h"
#include "models/text/exporttexts.h"
#include "models/text/listtexts.h"
#include "models/text/outcometexts.h"
#include "models/text/plaintext.h"
#include "models/text/runtexts.h"
#include "models/text/timetexts.h"
#include "resources/resources.h"
#include "tests/support/testprogram.h"

#include <QSet>
#include <pwd.h>
#include <unistd.h>

using namespace muster;

namespace tst_texts {

class TestTexts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        installTranslations(*QCoreApplication::instance());
    }

    void aKeyThatIsNotThereIsNotCalledAClientSecret()
    {
        for (const QStringView code : {u"export_key_not_kept", u"export_key_locked", u"no_pseudonym_key",
                                       u"no_backup_key", u"signing_key_locked", u"line_types_key"}) {
            const ErrorWords words
                = errorWords({.kind = ErrorKind::KeyStore, .code = code.toString(), .subject = QStringLiteral("x")});
            for (const QString &text : {words.title, words.what, words.todo})
                QVERIFY2(!text.contains(u"client secret", Qt::CaseInsensitive), qPrintable(text));
        }
    }

    void policiesHaveTheSameWordsInARunAndOutOfIt()
    {
        // The first table that knows a code wins; a second row for it would be words that nobody ever reads.
        for (const QStringView code : {u"unknown_policy", u"bad_policy", u"no_pseudonym_key"}) {
            QVERIFY(maskingErrors.find(code) != nullptr);
            QVERIFY2(transcriptErrors.find(code) == nullptr, qPrintable(code.toString()));
        }
    }

    void everyErrorKindHasWords_data()
    {
        QTest::addColumn<int>("kind");
        // BadInput is the last of the enumeration: a kind added behind it must be added here and to the catalogue.
        for (int kind = 0; kind <= int(ErrorKind::BadInput); ++kind)
            QTest::newRow(qPrintable(errorKindKey(ErrorKind(kind)))) << kind;
    }

    void everyErrorKindHasWords()
    {
        QFETCH(int, kind);
        ApiError error;
        error.kind = ErrorKind(kind);
        const ErrorWords bare = errorWords(error);
        for (const QString &text : {bare.title, bare.what, bare.todo}) {
            QVERIFY(!text.isEmpty());
            QVERIFY(!text.contains(u'%'));
        }
        QVERIFY(bare.what.endsWith(u'.'));
        QVERIFY(bare.todo.endsWith(u'.'));
        error.subject = QStringLiteral("Gold <tier>");
        QVERIFY(errorWords(error).what.contains(QStringLiteral("\u201cGold <tier>\u201d")));
        QVERIFY(!errorKeyText(errorKindKey(error.kind)).isEmpty());
        QVERIFY(errorKeyText(errorKindKey(error.kind)) != errorKindKey(error.kind));
    }

    void everyVerdictReasonAndLineTypeHasWords()
    {
        QSet<QString> words;
        for (int i = 0; i < listVerdictCount; ++i)
            words << listVerdictText(ListVerdict(i));
        QCOMPARE(words.size(), listVerdictCount);
        words.clear();
        for (int i = 0; i < listReasonCount; ++i) {
            words << listReasonText(ListReason(i));
            QVERIFY2(listReasonSentence(ListReason(i)).endsWith(u'.'), qPrintable(QString::number(i)));
        }
        QVERIFY(!words.contains(QString()));
        QCOMPARE(words.size(), listReasonCount);
        words.clear();
        for (int i = 0; i <= int(NumberType::Unknown); ++i)
            words << lineTypeText(NumberType(i));
        QVERIFY(!words.contains(QString()));
        QCOMPARE(words.size(), int(NumberType::Unknown) + 1);
        QCOMPARE(listReasonsText(reasonBit(ListReason::Duplicate) | reasonBit(ListReason::TooShort)),
                 QStringLiteral("too short, duplicate"));
    }

    void catalogueHasEachKindOnce()
    {
        const QList<ErrorKind> kinds = allErrorKinds();
        QCOMPARE(kinds.size(), int(ErrorKind::BadInput) + 1);
        QCOMPARE(QSet<ErrorKind>(kinds.begin(), kinds.end()).size(), kinds.size());
    }

    void S29_serverWordsNeverEnterOurSentences()
    {
        ApiError error;
        error.kind = ErrorKind::Forbidden;
        error.detail = QStringLiteral("PLEASE SIGN IN AGAIN");
        error.scope = QStringLiteral("contact:segments:read");
        const ErrorWords words = errorWords(error);
        QVERIFY(!words.what.contains(error.detail) && !words.todo.contains(error.detail));
        QVERIFY(words.what.contains(error.scope));
        QCOMPARE(words.quote, error.detail);
    }

    void aCallThatIsMissingIsNobodysMistake()
    {
        const ApiError missing{.kind = ErrorKind::BadInput, .code = QStringLiteral("operation_unavailable")};
        const QString sentence = errorWords(missing).what;
        QVERIFY2(sentence.contains(QStringLiteral("doesn’t support this")), qPrintable(sentence));
        QVERIFY2(!sentence.contains(QStringLiteral("entered")), qPrintable(sentence));
    }
    void throttledErrorSaysHowLong()
    {
        ApiError error;
        error.kind = ErrorKind::Throttled;
        error.retryAfter = std::chrono::milliseconds(90'500);
        QVERIFY(errorWords(error).what.contains(QStringLiteral("1 min 31 s")));
    }

    void S28_visibleText_data()
    {
        QTest::addColumn<QString>("raw");
        QTest::addColumn<QString>("shown");
        QTest::newRow("plain") << QStringLiteral("Gold & co <b>") << QStringLiteral("Gold & co <b>");
        QTest::newRow("break") << QStringLiteral("a\r\nb") << QStringLiteral("a b");
        QTest::newRow("override") << QStringLiteral("a\u202Eb") << QStringLiteral("a\u2039202E\u203ab");
        QTest::newRow("zero width") << QStringLiteral("a\u200Bb") << QStringLiteral("a\u2039200B\u203ab");
        QTest::newRow("bell") << QStringLiteral("a\ab") << QStringLiteral("a\u20390007\u203ab");
        QTest::newRow("escape") << QStringLiteral("\u001b]8;;x") << QStringLiteral("\u2039001B\u203a]8;;x");
        QTest::newRow("astral") << QStringLiteral("\U0001F600") << QStringLiteral("\U0001F600");
        QTest::newRow("tag") << QStringLiteral("\U000E0041") << QStringLiteral("\u2039E0041\u203a");
        QTest::newRow("lone surrogate") << QString(QChar(0xD800)) << QString(QChar(0xFFFD));
        QTest::newRow("long") << QString(600, u'x') << QString(500, u'x') + u'\u2026';
    }

    void S28_visibleText()
    {
        QFETCH(QString, raw);
        QFETCH(QString, shown);
        QCOMPARE(visibleText(raw), shown);
    }

    void durations_data()
    {
        QTest::addColumn<qint64>("seconds");
        QTest::addColumn<QString>("text");
        QTest::newRow("0") << qint64(0) << QStringLiteral("0 s");
        QTest::newRow("negative") << qint64(-5) << QStringLiteral("0 s");
        QTest::newRow("59") << qint64(59) << QStringLiteral("59 s");
        QTest::newRow("60") << qint64(60) << QStringLiteral("1 min");
        QTest::newRow("200") << qint64(200) << QStringLiteral("3 min 20 s");
        QTest::newRow("7500") << qint64(7500) << QStringLiteral("2 h 5 min");
        QTest::newRow("3 days 4 h") << qint64(3 * 86400 + 4 * 3600) << QStringLiteral("3 days 4 h");
    }

    void durations()
    {
        QFETCH(qint64, seconds);
        QFETCH(QString, text);
        QCOMPARE(durationText(std::chrono::seconds(seconds)), text);
    }

    void relativeTimes()
    {
        const QDateTime now(QDate(2026, 3, 2), QTime(14, 0), Qt::UTC);
        QCOMPARE(relativeTimeText(now.addSecs(-30), now), QStringLiteral("just now"));
        QCOMPARE(relativeTimeText(now.addSecs(-720), now), QStringLiteral("12 min ago"));
        QCOMPARE(relativeTimeText(now.addDays(-3), now), QStringLiteral("3 days ago"));
        QCOMPARE(relativeTimeText(now.addSecs(3600), now), QStringLiteral("in the future"));
        QCOMPARE(relativeTimeText({}, now), QStringLiteral("unknown"));
    }

    void recordedTimesAreExact()
    {
        const QDateTime at(QDate(2026, 3, 2), QTime(14, 6, 47), Qt::UTC);
        const QDateTime local = at.toLocalTime();
        const QString text = recordTimeText(at);
        QCOMPARE(QDateTime::fromString(text.left(19), Qt::ISODate), local); // nothing is lost
        QCOMPARE(text.mid(19), QString(QLatin1Char(' ') + local.timeZoneAbbreviation()));
    }

    void shareIsNeverRoundedToAllOrNothing()
    {
        QCOMPARE(percentText(0), QStringLiteral("0 %"));
        QCOMPARE(percentText(0.001), QStringLiteral("< 1 %"));
        QCOMPARE(percentText(0.999), QStringLiteral("> 99 %"));
        QCOMPARE(percentText(1), QStringLiteral("100 %"));
        QCOMPARE(percentText(0.61), QStringLiteral("61 %"));
    }

    void actNamesTheCountOnlyWhenItIsKnown()
    {
        QCOMPARE(exportActText(1234, false), QStringLiteral("Export 1,234 people"));
        QCOMPARE(exportActText(1234, true), QStringLiteral("Export segment"));
        QCOMPARE(exportActText(-1, false), QStringLiteral("Export segment"));
        QCOMPARE(exportActText(1, false), QStringLiteral("Export 1 person"));
    }

    void everyCheckHasWordsInEveryState()
    {
        for (int code = 0; code <= int(ExportCheck::Code::DaysAllowed); ++code) {
            for (int state = 0; state <= int(ExportCheck::State::Waived); ++state) {
                const ExportCheck check{ExportCheck::Code(code),
                                        ExportCheck::State(state),
                                        {QStringLiteral("7"), QStringLiteral("exists")}};
                const CheckWords words = checkWords(check);
                QVERIFY(!words.title.isEmpty() && !words.detail.isEmpty());
                QVERIFY(!words.detail.contains(QStringLiteral("%1")));
            }
        }
    }

    void aWaivedLimitNamesTheAccount()
    {
        const passwd *account = ::getpwuid(::geteuid());
        QVERIFY(account);
        const CheckWords words = checkWords({ExportCheck::Code::SegmentFresh,
                                             ExportCheck::State::Waived,
                                             {QStringLiteral("90000"), QStringLiteral("86400")}});
        QVERIFY(words.detail.contains(QString(QStringLiteral("The account ") + QString::fromLocal8Bit(account->pw_name)
                                              + QStringLiteral(" waived"))));
    }

    void everyOutcomeHasAHeadline()
    {
        for (int kind = 0; kind <= int(RunOutcome::Kind::Cancelled); ++kind) {
            RunOutcome outcome;
            outcome.kind = RunOutcome::Kind(kind);
            QVERIFY(!outcomeWords(RunKind::SegmentExport, outcome, {}).headline.isEmpty());
            QVERIFY(!outcomeKindText(outcome.kind).isEmpty());
        }
    }

    void aRunWithoutATotalSaysSo()
    {
        RunMetrics metrics;
        metrics.records = 1'200;
        metrics.recordsPerSecond = 40;
        QCOMPARE(liveText(RunState::Running, metrics),
                 QStringLiteral("Running: 1,200 records so far, total unknown, 40 records/s, time left unknown"));
        metrics.total = 2'000;
        metrics.etaLow = std::chrono::seconds(16);
        metrics.etaHigh = std::chrono::seconds(25);
        QCOMPARE(liveText(RunState::Running, metrics),
                 QStringLiteral("Running: 1,200 of about 2,000, 40 records/s, 16 to 25 s left"));
        metrics.total = 1'100; // an estimate that was overtaken is none any more
        QVERIFY(liveText(RunState::Running, metrics).contains(QStringLiteral("total unknown")));
    }

    void S43_hugeAndNegativeCounts()
    {
        RunMetrics metrics;
        metrics.records = std::numeric_limits<qint64>::max();
        metrics.total = -1;
        QVERIFY(!progressShare(metrics));
        QVERIFY(!progressText(metrics).isEmpty());
        QVERIFY(rateText(1e300).startsWith(u'\u2013'));
        QVERIFY(rateText(std::numeric_limits<double>::quiet_NaN()).startsWith(u'\u2013'));
        metrics.records = 10;
        metrics.total = 9;
        QVERIFY(!progressShare(metrics));
    }

    void verdictNamesTheFirstBadPlace()
    {
        AuditVerdict verdict;
        verdict.firstBad = 17;
        verdict.reasonKey = QStringLiteral("changed");
        QVERIFY(auditVerdictText(verdict).contains(QStringLiteral("17")));
        verdict.intact = true;
        QVERIFY(auditVerdictText(verdict).contains(QStringLiteral("checkpoint")));
    }
};

MUSTER_TEST(TestTexts, QCoreApplication)

} // namespace tst_texts
#include "tst_texts.moc"
