// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/help/helpindex.h"

#include "tests/support/testprogram.h"

using namespace muster;
using namespace Qt::StringLiterals;

namespace tst_helpsearch {

/// What the search of the manual finds, in which order, and what it shows of it.
class TestHelpSearch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void termsAreWordsAndPhrases()
    {
        QCOMPARE(helpTerms(u"  Line \"Do  not call\" line "_s), (QStringList{u"line"_s, u"do not call"_s}));
        QCOMPARE(helpTerms(u"\"open"_s), QStringList{u"open"_s});
        QVERIFY(helpTerms(u" \" "_s).isEmpty());
    }

    void foldingKeepsPlaces()
    {
        const QString text = u"Ärger: Straße \U0001F600 CAFÉ\n½"_s;
        const QString folded = helpFolded(text);
        QCOMPARE(folded.size(), text.size());
        QVERIFY(folded.startsWith(u"arger"));
        QCOMPARE(folded.indexOf(u"cafe"_s), text.indexOf(u"CAFÉ"_s));
    }

    void marksBeginWords()
    {
        const QList<HelpMark> expected{{0, 4}, {21, 4}};
        QCOMPARE(helpMarks(u"List unlisted enlist listed"_s, {u"list"_s}), expected);
        // Of places that overlap the longer one stays.
        QCOMPARE(helpMarks(u"resumed"_s, (QStringList{u"re"_s, u"resume"_s})), (QList<HelpMark>{{0, 6}}));
        QCOMPARE(helpMarks(u"use --check now"_s, {u"--check"_s}), (QList<HelpMark>{{4, 7}}));
    }

    void titlesComeFirst()
    {
        const HelpSearch search({readHelpPage(u"a"_s, u"# Lists\nHow to resume.\n## More\nresume\n"_s),
                                 readHelpPage(u"b"_s, u"# Runs\ntext\n## Resume a run\nPress it.\n"_s),
                                 readHelpPage(u"c"_s, u"# Resume\nAll of it.\n## Else\nnothing\n"_s)});
        const QList<HelpHit> hits = search.find(u"resume"_s);
        QCOMPARE(hits.size(), 4);
        QCOMPARE(hits[0].page, 2);
        QCOMPARE(hits[0].section, 0);
        QCOMPARE(hits[1].page, 1);
        QCOMPARE(hits[1].section, 1);
        QCOMPARE(hits[2].page, 0);
        QCOMPARE(hits[2].section, 0);
        QCOMPARE(search.find(u"resume"_s, 2).size(), 2);
    }

    void wholeWordsAndPhrasesComeFirst()
    {
        const HelpSearch search({readHelpPage(u"a"_s, u"# A\nBe called, do nothing\n## Callbacks\ndo not\n"_s),
                                 readHelpPage(u"b"_s, u"# B\nlists of do-not-call numbers\n## C\ncall\n"_s)});
        const QList<HelpHit> hits = search.find(u"do not call"_s);
        QCOMPARE(hits.size(), 3);
        QCOMPARE(hits[0].page, 1);
        QCOMPARE(hits[0].section, 0);
        const QList<HelpHit> calls = search.find(u"call"_s);
        QCOMPARE(calls.size(), 4);
        QCOMPARE(calls[0].section, 1); // a title, even by its beginning
        QCOMPARE(calls[1].page, 1); // a whole word of a text
        QCOMPARE(calls.last().page, 0);
    }

    void allWordsHaveToBeThere()
    {
        const HelpSearch search({readHelpPage(u"a"_s, u"# Lists\npurge and restore\n## B\npurge\n"_s)});
        QCOMPARE(search.find(u"purge rest"_s).size(), 1);
        QVERIFY(search.find(u"purge enrich"_s).isEmpty());
        QVERIFY(search.find(u""_s).isEmpty());
        QVERIFY(search.find(u"estore"_s).isEmpty());
    }

    void snippetsShowThePlaceAndItsMarks()
    {
        const QString text = u"word "_s.repeated(100) % u"the needle is here "_s % u"tail "_s.repeated(100);
        const HelpSearch search({readHelpPage(u"a"_s, u"# A\n"_s % text)});
        const QList<HelpHit> hits = search.find(u"needle here"_s);
        QCOMPARE(hits.size(), 1);
        const QString &snippet = hits[0].snippet;
        QVERIFY(snippet.startsWith(u"\u2026 word ") && snippet.endsWith(u" tail \u2026"));
        QVERIFY(snippet.size() <= 170);
        QCOMPARE(hits[0].marks.size(), 2);
        QCOMPARE(snippet.sliced(hits[0].marks[0].start, hits[0].marks[0].length), u"needle"_s);
        QCOMPARE(snippet.sliced(hits[0].marks[1].start, hits[0].marks[1].length), u"here"_s);
    }

    void aWordOfAThousandLettersIsNoTrouble()
    {
        const HelpSearch search({readHelpPage(u"a"_s, u"# A\n"_s % QString(5000, u'x'))});
        QCOMPARE(search.find(u"xxx"_s).size(), 1);
        QVERIFY(search.find(u"xxx"_s).first().snippet.size() < 6000);
    }
};

MUSTER_TEST(TestHelpSearch, QCoreApplication)

} // namespace tst_helpsearch
#include "tst_helpsearch.moc"
