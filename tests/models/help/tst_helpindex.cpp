// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/help/helpindex.h"
#include "resources/resources.h"
#include "tests/support/testprogram.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

using namespace muster;
using namespace Qt::StringLiterals;

namespace tst_helpindex {

/// The pages of a manual in the order of its contents.
class TestHelpIndex : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void contentsGiveOrderAndGroups()
    {
        const HelpPage contents = readHelpPage(
            u"README"_s,
            u"# Manual\n\n## Jobs\n\n- [B](b.md): about *b*.\n- [Gone](gone.md): no.\n\n## More\n- [A](a.md)\n"_s);
        const HelpIndex index(
            contents,
            {readHelpPage(u"a"_s, u"# A"_s), readHelpPage(u"b"_s, u"# B\n## In b"_s), readHelpPage(u"z"_s, u"# Z"_s)});
        QCOMPARE(index.pages().size(), 3);
        QCOMPARE(index.pages()[0].id, u"b"_s);
        QCOMPARE(index.pages()[0].group, u"Jobs"_s);
        QCOMPARE(index.pages()[0].summary, u"about b."_s);
        QCOMPARE(index.pages()[1].group, u"More"_s);
        QCOMPARE(index.pages()[2].id, u"z"_s);
        QVERIFY(index.pages()[2].group.isEmpty());
        QVERIFY(index.has(helpPlace(u"b#in-b"_s)) && index.has(helpPlace(u"a"_s)));
        QVERIFY(!index.has(helpPlace(u"b#in-a"_s)) && !index.has(helpPlace(u"c"_s)) && !index.page(u"README"));
        QCOMPARE(index.search(u"in b"_s).first().page, 0);
    }

    void filesAreThoseOfTheManualOnly_data()
    {
        QTest::addColumn<QString>("link");
        QTest::addColumn<QString>("file");
        QTest::newRow("a page") << u"lists.md#a"_s << u":/help/en/lists.md"_s;
        QTest::newRow("a picture") << u"../pictures/a.png"_s << u":/help/pictures/a.png"_s;
        QTest::newRow("a licence") << u"../../../LICENSES/MIT.txt"_s << u":/LICENSES/MIT.txt"_s;
        for (const char *link : {"https://example.org/a.png", "/etc/passwd", "file:///etc/passwd", "../../icons/x.svg",
                                 "../../../etc/passwd", ":/icons/x.svg", "//host/share", "qrc:/icons/x.svg",
                                 "../../../LICENSES/../icons/x.svg", "%2e%2e/%2e%2e/icons/x.svg"})
            QTest::newRow(link) << QString::fromLatin1(link) << QString();
    }

    void filesAreThoseOfTheManualOnly()
    {
        initResources();
        QFETCH(QString, link);
        QTEST(HelpIndex::compiledIn().fileOf(link), "file");
    }

    void aFolderIsRead()
    {
        QTemporaryDir folder;
        const auto write = [&folder](const char *name, const char *text) {
            QFile file(folder.filePath(QLatin1String(name)));
            return file.open(QIODevice::WriteOnly) && file.write(text) > 0;
        };
        QVERIFY(write("README.md", "## Jobs\n- [Two](two.md): second\n- [One](one.md): first\n"));
        QVERIFY(write("one.md", "# One\n") && write("two.md", "# Two \xc3\xa9\n") && write("notes.txt", "no"));
        const HelpIndex index = HelpIndex::fromFolder(folder.path());
        QCOMPARE(index.pages().size(), 2);
        QCOMPARE(index.pages()[0].title, u"Two é"_s);
        QCOMPARE(index.folder(), QDir(folder.path()).path());
        QVERIFY(HelpIndex::fromFolder(folder.filePath(u"none"_s)).pages().isEmpty());
    }

    void eachPageIsInTheLanguageOrInEnglish()
    {
        QTemporaryDir folder;
        QDir dir(folder.path());
        QVERIFY(dir.mkdir(u"en"_s) && dir.mkdir(u"de"_s));
        const auto write = [&dir](const char *name, const char *text) {
            QFile file(dir.filePath(QLatin1String(name)));
            return file.open(QIODevice::WriteOnly) && file.write(text) > 0;
        };
        QVERIFY(write("en/README.md", "## Jobs\n- [One](one.md): first\n- [Two](two.md): second\n"));
        QVERIFY(write("en/one.md", "# One\nA list.\n## Checks\nWhat is checked.\n"));
        QVERIFY(write("en/two.md", "# Two\nA [list](one.md#checks).\n"));
        QVERIFY(write("de/one.md",
                      "# Eins\nEine Liste.\n## Pr\xc3\xbc"
                      "fungen\nSiehe [Zwei](../en/two.md).\n"));
        QVERIFY(write("de/three.md", "# Drei\n")); // of no page: it is left out
        const HelpIndex index = HelpIndex::fromFolder(dir.filePath(u"en"_s), dir.filePath(u"de"_s));
        QCOMPARE(index.pages().size(), 2);
        QCOMPARE(index.page(u"one")->title, u"Eins"_s);
        QCOMPARE(index.page(u"one")->group, u"Jobs"_s);
        QCOMPARE(index.page(u"two")->title, u"Two"_s);
        // Found where the program and pages in English look for it, and by its own heading.
        QVERIFY(index.has(helpPlace(u"one#checks"_s)) && index.has(helpPlace(u"one#prüfungen"_s)));
        QVERIFY(!index.has(helpPlace(u"one#drei"_s)));
        QCOMPARE(index.search(u"prüfungen"_s).size(), 1);
        QVERIFY(index.search(u"checked"_s).isEmpty()); // what is not shown is not found
        QCOMPARE(index.fileOf(u"../en/two.md"_s), dir.filePath(u"en/two.md"_s));
        QCOMPARE(index.fileOf(u"two.md"_s), dir.filePath(u"en/two.md"_s));
        // A language that has no page at all.
        QCOMPARE(HelpIndex::fromFolder(dir.filePath(u"en"_s), dir.filePath(u"fr"_s)).page(u"one")->title, u"One"_s);
    }
};

MUSTER_TEST(TestHelpIndex, QCoreApplication)

} // namespace tst_helpindex
#include "tst_helpindex.moc"
