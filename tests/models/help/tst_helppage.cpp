// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/help/helppage.h"

#include "tests/support/testprogram.h"

using namespace muster;
using namespace Qt::StringLiterals;

namespace tst_helppage {

/// A page of Markdown as sections of plain text.
class TestHelpPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aPageIsItsSections()
    {
        const HelpPage page = readHelpPage(u"lists"_s,
                                           u"# Contact lists\n\nFirst line\nsecond line.\n\n- one\n- two\n\n"
                                           "## What is stored?\n\nText.\n"_s);
        QCOMPARE(page.title, u"Contact lists"_s);
        QCOMPARE(page.sections.size(), 2);
        QCOMPARE(page.sections[0].text, u"First line second line.\none\ntwo"_s);
        QCOMPARE(page.sections[0].level, 1);
        QCOMPARE(page.sections[1].anchor, u"what-is-stored"_s);
        QCOMPARE(page.sections[1].level, 2);
        QVERIFY(page.section(u"what-is-stored") == &page.sections[1]);
        QVERIFY(!page.section(u"what"));
    }

    void withoutAHeadingTheIdIsTheTitle()
    {
        QCOMPARE(readHelpPage(u"x"_s, QString()).title, u"x"_s);
        QCOMPARE(readHelpPage(u"x"_s, u"text\n\n# Late\n"_s).title, u"x"_s);
    }

    void headingsOfOneTitleHaveAnchorsOfTheirOwn()
    {
        const HelpPage page = readHelpPage(u"x"_s, u"# A\n## Check\n## Check\n## Check\n"_s);
        QCOMPARE(page.sections[1].anchor, u"check"_s);
        QCOMPARE(page.sections[2].anchor, u"check-1"_s);
        QCOMPARE(page.sections[3].anchor, u"check-2"_s);
    }

    void codeAndTablesAreText()
    {
        const HelpPage page = readHelpPage(
            u"x"_s,
            u"# A\n```\n# no heading\n[no](link.md)\n```\n| Key | Means |\n|---|---|\n| `a\\|b` | **both** |\n"_s);
        QCOMPARE(page.sections.size(), 1);
        QCOMPARE(page.sections[0].text, u"# no heading\n[no](link.md)\nKey \u00b7 Means\na|b \u00b7 both"_s);
        QVERIFY(page.links.isEmpty());
    }

    void linksAndPicturesAreCollected()
    {
        const HelpPage page
            = readHelpPage(u"x"_s, u"# A\nSee [the *other*](b.md#c) and ![a table](../pictures/t.png).\n"_s);
        QCOMPARE(page.links, QStringList{u"b.md#c"_s});
        QCOMPARE(page.pictures, QStringList{u"../pictures/t.png"_s});
        QCOMPARE(page.sections[0].text, u"See the other and a table."_s);
    }

    void marksAreTakenAway_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("plain");
        QTest::newRow("strong") << u"Press **Export…** now"_s << u"Press Export… now"_s;
        QTest::newRow("emphasis") << u"*fax_number* is _left_ out"_s << u"fax_number is left out"_s;
        QTest::newRow("a name with underscores") << u"count_mismatch_now"_s << u"count_mismatch_now"_s;
        QTest::newRow("code") << u"`--check` sends nothing"_s << u"--check sends nothing"_s;
        QTest::newRow("escaped") << u"a\\*b\\_c"_s << u"a*b_c"_s;
        QTest::newRow("a product") << u"2 * 3 * 4"_s << u"2 * 3 * 4"_s;
    }

    void marksAreTakenAway()
    {
        QFETCH(QString, line);
        QTEST(plainMarkdown(line), "plain");
    }
};

MUSTER_TEST(TestHelpPage, QCoreApplication)

} // namespace tst_helppage
#include "tst_helppage.moc"
