// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/commandwords.h"

#include "tests/support/testprogram.h"

#include <QProcess>

using namespace muster;
using namespace Qt::StringLiterals;

namespace tst_commandwords {

/// Words that become the line of a shell and come back as they were, read by a shell and by Muster.
class TestCommandWords : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aShellReadsTheWordsAsTheyAre()
    {
        const QStringList words = samples();
        QProcess shell;
        shell.start(u"/bin/sh"_s, {u"-c"_s, u"printf '%s\\0' "_s + shellLine(words)});
        QVERIFY(shell.waitForFinished());
        QStringList read = QString::fromUtf8(shell.readAllStandardOutput()).split(QChar(u'\0'));
        read.removeLast(); // behind the last one
        QCOMPARE(read, words);
    }

    void musterReadsThemAsAShellDoes_data()
    {
        QTest::addColumn<QString>("line");
        QTest::newRow("our own line") << shellLine(samples());
        QTest::newRow("blanks around") << u"  segments   list  "_s;
        QTest::newRow("double quotes") << u"a \"two words\" \"q\\\"\\\\\\x\" b\"c\"d"_s;
        QTest::newRow("backslashes") << u"two\\ words \\' \\\\ x\\y"_s;
        QTest::newRow("nothing as a word") << u"'' \"\" a''"_s;
    }
    void musterReadsThemAsAShellDoes()
    {
        QFETCH(const QString, line);
        QProcess shell;
        shell.start(u"/bin/sh"_s, {u"-c"_s, u"printf '%s\\0' "_s + line});
        QVERIFY(shell.waitForFinished());
        QStringList read = QString::fromUtf8(shell.readAllStandardOutput()).split(QChar(u'\0'));
        read.removeLast();
        QVERIFY(shellWords(line));
        QCOMPARE(*shellWords(line), read);
    }

    void refusesAQuotationWithoutAnEnd()
    {
        for (const QString &line : {u"segments 'list"_s, u"a \"b"_s, u"a\\"_s})
            QVERIFY2(!shellWords(line), qPrintable(line));
        QCOMPARE(shellWords({}), QStringList());
    }

private:
    [[nodiscard]] static QStringList samples()
    {
        return {u"plain"_s, u"two words"_s, u"it's"_s, u"$HOME `id` \\n"_s, u"“Grüße”"_s,          u"a\nline feed"_s,
                u"--x=y"_s, QString(),      u"*"_s,    u"a;b|c&d>e"_s,      u"\"double\" '' end"_s};
    }
};

MUSTER_TEST(TestCommandWords, QCoreApplication)

} // namespace tst_commandwords
#include "tst_commandwords.moc"
