// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/commandline.h"
#include "app/reference/commandreference.h"
#include "app/reference/referencewriters.h"
#include "tests/support/testprogram.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

using namespace muster;
using namespace Qt::StringLiterals;

namespace tst_commandreference {

/// The man page and the completions, judged by the shells themselves.
class CommandReferenceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyCommandHasWords();
    void theManPageHasEveryCommandAndOption();
    void theManualsPageIsCurrent();
    void textOfMarkdownIsText();
    void textOfRoffIsText();
    void bashCompletes_data();
    void bashCompletes();
    void fishCompletes_data();
    void fishCompletes();
    void zshReadsItsCompletion();

private:
    QString file(const char *name) const { return m_folder.filePath(QLatin1String(name)); }
    void write(const char *name, const QByteArray &bytes) const
    {
        QFile out(file(name));
        QVERIFY(out.open(QIODevice::WriteOnly) && out.write(bytes) == bytes.size());
    }
    static QStringList linesOf(const QString &program, const QStringList &arguments)
    {
        QProcess process;
        process.start(program, arguments);
        if (!process.waitForFinished(30'000) || process.exitStatus() != QProcess::NormalExit)
            return {u"%1 did not run: %2"_s.arg(program, process.errorString())};
        return QString::fromUtf8(process.readAllStandardOutput()).split(u'\n', Qt::SkipEmptyParts);
    }
    static void collect(const CommandReference &command, const QString &path,
                        QList<std::pair<QString, CommandReference>> &to)
    {
        to.append({path, command});
        for (const CommandReference &sub : command.commands)
            collect(sub, path + u' ' + sub.name, to);
    }
    static void words();

    QTemporaryDir m_folder;
    CommandReference m_program = describeCommandLine();
};

void CommandReferenceTest::initTestCase()
{
    QVERIFY(m_folder.isValid());
    write("muster.bash", bashCompletion(m_program));
    write("muster.fish", fishCompletion(m_program));
    write("muster.zsh", zshCompletion(m_program));
}

void CommandReferenceTest::everyCommandHasWords()
{
    QList<std::pair<QString, CommandReference>> all;
    collect(m_program, m_program.name, all);
    QVERIFY(all.size() > 20);
    for (const auto &[path, command] : all) {
        QVERIFY2(!command.help.isEmpty(), qPrintable(path));
        for (const OptionReference &option : command.options)
            QVERIFY2(!option.names.isEmpty() && !option.help.isEmpty(), qPrintable(path));
    }
}

void CommandReferenceTest::theManPageHasEveryCommandAndOption()
{
    const QString page = QString::fromUtf8(manPage(m_program, u"9.8.7"_s));
    QVERIFY(page.contains(u"\n.TH MUSTER 1 \"\" \"muster 9.8.7\""_s));
    QList<std::pair<QString, CommandReference>> all;
    collect(m_program, m_program.name, all);
    for (const auto &[path, command] : all) {
        if (!command.commands.isEmpty())
            continue;
        const qsizetype at = page.indexOf(u"\n.SS "_s + QString(path).replace(u'-', u"\\-"_s) + u'\n');
        QVERIFY2(at > 0, qPrintable(path));
        const QString section = page.sliced(at, std::max<qsizetype>(page.indexOf(u"\n.S"_s, at + 4), at) - at);
        for (const OptionReference &option : command.options) {
            const QString name = QString(option.names.last()).replace(u'-', u"\\-"_s);
            QVERIFY2(option.names.contains(u"--help"_s) || section.contains(name),
                     qPrintable(path + u' ' + option.names.last()));
        }
    }
}

void CommandReferenceTest::theManualsPageIsCurrent()
{
    QFile file(QStringLiteral(MUSTER_SOURCES "/resources/help/en/commands.md"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArrayList kept = file.readAll().split('\n'), made = commandPage(m_program).split('\n');
    for (qsizetype i = 0; i < std::min(kept.size(), made.size()); ++i)
        QVERIFY2(kept[i] == made[i],
                 QByteArray("commands.md is stale; tests/ui/refreshhelp.sh writes it anew: " + made[i]).constData());
    QCOMPARE(kept.size(), made.size());
    QList<std::pair<QString, CommandReference>> all;
    collect(m_program, m_program.name, all);
    const QString page = QString::fromUtf8(kept.join('\n'));
    for (const auto &[path, command] : all) {
        if (path != m_program.name)
            QVERIFY2(page.contains(u"# "_s + path + u'\n'), qPrintable(path));
    }
}

void CommandReferenceTest::textOfMarkdownIsText()
{
    const OptionReference option{{u"--mode"_s}, u"TEXT"_s, {u"a"_s, u"b"_s}, u"a | b <c> *d*"_s, false, true};
    const CommandReference program{u"tool"_s, u"Tool: does it"_s, {option}, {{u"do"_s, u"Does"_s, {}, {}, {}}}, {}};
    const QString page = QString::fromUtf8(commandPage(program));
    QVERIFY(page.contains(u"| `--mode a\\|b` | a \\| b \\<c\\> \\*d\\* (required) |\n"_s));
    QVERIFY(page.contains(u"## tool do\n\nDoes\n\n```\ntool do\n```\n"_s));
}

void CommandReferenceTest::textOfRoffIsText()
{
    CommandReference program{u"tool"_s, u"Tool: does it"_s, {}, {}, u".so /etc/passwd\n'br \\fBx"_s};
    const QString page = QString::fromUtf8(manPage(program, u"1"_s));
    QVERIFY(page.contains(u"\n\\&.so /etc/passwd\n"_s));
    QVERIFY(page.contains(u"\n\\(aqbr \\efBx\n"_s));
    QVERIFY(page.contains(u".SH NAME\ntool \\- does it\n"_s));
}

void CommandReferenceTest::words()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QStringList>("expected");
    QTest::newRow("a command") << u"muster seg"_s << QStringList{u"segments"_s};
    QTest::newRow("below it") << u"muster segments ex"_s << QStringList{u"export"_s};
    QTest::newRow("behind an option") << u"muster --quiet segments ex"_s << QStringList{u"export"_s};
    QTest::newRow("an option") << u"muster segments export --page"_s << QStringList{u"--page-size"_s};
    QTest::newRow("an option of the whole") << u"muster segments export --data"_s << QStringList{u"--data-dir"_s};
    QTest::newRow("its words") << u"muster segments export --format "_s << QStringList{u"csv"_s, u"jsonl"_s, u"xlsx"_s};
    QTest::newRow("no option of another command") << u"muster runs list --page"_s << QStringList();
}

void CommandReferenceTest::bashCompletes_data()
{
    words();
}

void CommandReferenceTest::bashCompletes()
{
    QFETCH(QString, line);
    QFETCH(QStringList, expected);
    const QStringList typed = line.split(u' ');
    const QString script = u"source \"$1\"; shift; COMP_WORDS=(\"$@\"); COMP_CWORD=$(($# - 1)); _muster 2>/dev/null; "
                           "printf '%s\\n' \"${COMPREPLY[@]}\""_s;
    QCOMPARE(linesOf(u"bash"_s, QStringList{u"-c"_s, script, u"bash"_s, file("muster.bash")} + typed), expected);
}

void CommandReferenceTest::fishCompletes_data()
{
    words();
}

void CommandReferenceTest::fishCompletes()
{
    QFETCH(QString, line);
    QFETCH(QStringList, expected);
    const QString script = u"source $argv[1]; complete -C $argv[2]"_s;
    QStringList offered = linesOf(u"fish"_s, {u"--no-config"_s, u"-c"_s, script, file("muster.fish"), line});
    for (QString &word : offered)
        word = word.section(u'\t', 0, 0);
    QCOMPARE(offered, expected);
}

void CommandReferenceTest::zshReadsItsCompletion()
{
    QProcess process;
    process.start(u"zsh"_s, {u"-n"_s, file("muster.zsh")});
    QVERIFY(process.waitForFinished(30'000));
    QVERIFY2(process.exitCode() == 0, process.readAllStandardError().constData());
}

MUSTER_TEST(CommandReferenceTest, QCoreApplication)

} // namespace tst_commandreference
#include "tst_commandreference.moc"
