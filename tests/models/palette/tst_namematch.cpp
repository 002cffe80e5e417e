// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/palette/namesearch.h"

#include "tests/support/testprogram.h"

#include <QElapsedTimer>

using namespace muster;

namespace tst_namematch {

/// What is found by which letters, which of them are marked, and which of two names comes first.
class TestNameMatch : public QObject
{
    Q_OBJECT

private:
    /// The name with what is marked in brackets; "-" when it is not found.
    static QString shown(const QString &name, const QString &typed, const QString &more = {})
    {
        const FoldedName folded(name, more);
        const NameQuery query(typed);
        if (!nameScore(folded, query))
            return QStringLiteral("-");
        QString marked = name;
        const QList<CharRange> ranges = nameMarks(folded, query);
        for (auto range = ranges.crbegin(); range != ranges.crend(); ++range) {
            marked.insert(range->start + range->length, u']');
            marked.insert(range->start, u'[');
        }
        return marked;
    }

private Q_SLOTS:
    void finds_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("marked");
        const auto row = [](const char *what, const char *name, const char *typed, const char *marked) {
            QTest::newRow(what) << QString::fromUtf8(name) << QString::fromUtf8(typed) << QString::fromUtf8(marked);
        };
        row("beginning of a word", "Gold tier", "go", "[Go]ld tier");
        row("beginning of a later word", "Gold tier", "tie", "Gold [tie]r");
        row("initials", "Gold tier", "gt", "[G]old [t]ier");
        row("beginnings of several words", "Reload the segments", "resegm", "[Re]load the [segm]ents");
        row("words in any order", "Reload the segments", "segm rel", "[Rel]oad the [segm]ents");
        row("a part of a word", "Gold tier", "old", "G[old] tier");
        row("nothing", "Gold tier", "gx", "-");
        row("letters without order", "Gold tier", "tg", "-");
        row("scattered letters", "Gold tier", "gdr", "-");
        row("each word has to be found", "Gold tier", "gold silver", "-");
        row("case", "gold TIER", "GoLD ti", "[gold] [TI]ER");
        row("accents in the name", "Z\u00fcrich caf\u00e9", "zurich cafe", "[Z\u00fcrich] [caf\u00e9]");
        row("accents in what is typed", "Zurich", "z\u00fcr", "[Zur]ich");
        row("an accent of its own", "cafe\u0301 bar", "cafe b", "[cafe]\u0301 [b]ar");
        row("a letter that becomes two", "Stra\u00dfe", "strasse", "[Stra\u00dfe]");
        row("a ligature", "\ufb01lter", "fil", "[\ufb01l]ter");
        row("another script", "\u041c\u043e\u0441\u043a\u0432\u0430 2", "\u043c\u043e\u0441",
            "[\u041c\u043e\u0441]\u043a\u0432\u0430 2");
        row("capitals within a word", "exportToCsv", "etc", "[e]xport[T]o[C]sv");
        row("digits", "Campaign 2026-04", "04", "Campaign 2026-[04]");
        row("a sign within what is typed", "e-mail opt-in", "opt-in", "e-mail [opt-in]");
        row("blanks alone find everything", "Gold tier", "   ", "Gold tier");
        row("nothing typed", "Gold tier", "", "Gold tier");
        row("a name without letters", "\u2026", "a", "-");
        row("an empty name", "", "a", "-");
        // "a" must not be spent on "alpha" when "ab" needs it for "ab"; one that only looks ahead finds it.
        row("the first word that fits is the wrong one", "alpha beta abacus", "aab", "[a]lpha beta [ab]acus");
    }

    void finds()
    {
        QFETCH(QString, name);
        QFETCH(QString, typed);
        QFETCH(QString, marked);
        QCOMPARE(shown(name, typed), marked);
    }

    void furtherWordsFindButAreNotMarked()
    {
        QCOMPARE(shown(QStringLiteral("Gold tier"), QStringLiteral("segment gold"), QStringLiteral("audience segment")),
                 QStringLiteral("[Gold] tier"));
        QCOMPARE(shown(QStringLiteral("Gold tier"), QStringLiteral("tieraud"), QStringLiteral("audience segment")),
                 QStringLiteral("Gold [tier]"));
    }

    void ranks_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("better");
        QTest::addColumn<QString>("worse");
        const auto row = [](const char *typed, const char *better, const char *worse) {
            QTest::addRow("%s: %s before %s", typed, better, worse)
                << QString::fromUtf8(typed) << QString::fromUtf8(better) << QString::fromUtf8(worse);
        };
        row("gold", "Gold", "Gold tier"); // the whole name
        row("gold", "Gold tier", "Golden tier"); // a whole word
        row("gold", "Gold tier", "Old gold"); // in front
        row("go", "Gold tier", "Great offers"); // one word before initials
        row("go", "Great offers", "Cargo"); // initials before a part
        row("export s", "Export segments", "Segments: export");
        row("tier", "Gold tier", "Gold tier of the customers of the north-western region"); // the shorter one
    }

    void ranks()
    {
        QFETCH(QString, typed);
        QFETCH(QString, better);
        QFETCH(QString, worse);
        const NameQuery query(typed);
        const auto a = nameScore(FoldedName(better), query), b = nameScore(FoldedName(worse), query);
        QVERIFY(a && b);
        QVERIFY2(*a > *b, qPrintable(QStringLiteral("%1 and %2").arg(*a).arg(*b)));
    }

    void aNameCountsMoreThanFurtherWords()
    {
        const NameQuery query(QStringLiteral("segment"));
        QVERIFY(*nameScore(FoldedName(QStringLiteral("My segment")), query)
                > *nameScore(FoldedName(QStringLiteral("Mine"), QStringLiteral("segment")), query));
    }

    void goesOn_data()
    {
        QTest::addColumn<QString>("earlier");
        QTest::addColumn<QString>("later");
        QTest::addColumn<bool>("narrows");
        QTest::newRow("a letter more") << QStringLiteral("go") << QStringLiteral("gol") << true;
        QTest::newRow("a word more") << QStringLiteral("go") << QStringLiteral("go ti") << true;
        QTest::newRow("a blank more") << QStringLiteral("go") << QStringLiteral("go ") << true;
        QTest::newRow("from nothing") << QString() << QStringLiteral("g") << true;
        QTest::newRow("a letter less") << QStringLiteral("gol") << QStringLiteral("go") << false;
        QTest::newRow("another letter") << QStringLiteral("go") << QStringLiteral("ga") << false;
    }

    void goesOn()
    {
        QFETCH(QString, earlier);
        QFETCH(QString, later);
        QFETCH(bool, narrows);
        QCOMPARE(NameQuery(later).narrows(NameQuery(earlier)), narrows);
    }

    /// Repetitions make the cutting into beginnings try everything; its work stays bounded.
    void noNameTakesLong()
    {
        const FoldedName name(QStringLiteral("a ").repeated(120));
        const NameQuery query(QString(QStringLiteral("a").repeated(70) + u'b'));
        const FoldedName withB(QString(QStringLiteral("a ").repeated(110) + QStringLiteral("xb")));
        QElapsedTimer clock;
        clock.start();
        QVERIFY(!nameScore(name, query));
        QVERIFY(!nameScore(withB, query));
        QVERIFY2(clock.elapsed() < 500, qPrintable(QString::number(clock.elapsed())));
    }

    void longNamesAndQueriesAreCut()
    {
        const QString name(5000, u'x');
        QVERIFY(nameScore(FoldedName(name), NameQuery(QString(400, u'x'))));
        QVERIFY(!nameScore(FoldedName(QString(name + QStringLiteral(" tail"))), NameQuery(QStringLiteral("tail"))));
    }
};

MUSTER_TEST(TestNameMatch, QCoreApplication)

} // namespace tst_namematch
#include "tst_namematch.moc"
