// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/numberscommand.h"

#include "tests/support/testprogram.h"

#include <CLI/CLI.hpp>
#include <QTemporaryDir>
#include <fcntl.h>
#include <unistd.h>

using namespace muster;

namespace tst_numberscommand {

namespace {

/// While it lives, a descriptor leads to or comes from a file.
class Redirected
{
public:
    Redirected(int descriptor, const QString &file, int flags)
        : m_descriptor(descriptor)
        , m_kept(dup(descriptor))
    {
        fflush(nullptr);
        const int other = open(file.toLocal8Bit().constData(), flags, 0600);
        dup2(other, descriptor);
        close(other);
    }
    Redirected(const Redirected &) = delete;
    Redirected &operator=(const Redirected &) = delete;
    ~Redirected()
    {
        fflush(nullptr);
        dup2(m_kept, m_descriptor);
        close(m_kept);
    }

private:
    int m_descriptor, m_kept;
};

} // namespace

class TestNumbersCommand : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    QString path(const char *name) const { return m_folder.filePath(QString::fromLatin1(name)); }
    QByteArray contents(const char *name) const
    {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("can’t be read");
    }
    void give(const char *name, const QByteArray &bytes) const
    {
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
    }
    int run(const NumbersOptions &options, const QString &out) const
    {
        const Redirected output(STDOUT_FILENO, out, O_WRONLY | O_CREAT | O_TRUNC);
        const Redirected errors(STDERR_FILENO, path("err"), O_WRONLY | O_CREAT | O_TRUNC);
        return classifyNumbers(options);
    }

private Q_SLOTS:
    void classifiesAFile()
    {
        give("in", "030 12345678\n\nn/a\n");
        QCOMPARE(run({QStringLiteral("de"), path("in")}, path("out")), 0);
        QCOMPARE(contents("out"),
                 QByteArray("input,e164,valid,region,type,possible,extension\n"
                            "030 12345678,+493012345678,true,DE,fixed_line,is_possible,\n"
                            ",,false,,unknown,,\nn/a,,false,,unknown,,\n"));
        QVERIFY(contents("err").startsWith("3 rows")); // standard output holds rows only
    }
    void classifiesStandardInput()
    {
        give("in", "+4930123456");
        const Redirected input(STDIN_FILENO, path("in"), O_RDONLY);
        QCOMPARE(run({QString(), QStringLiteral("-")}, path("out")), 0);
        QVERIFY(contents("out").endsWith("+4930123456,+4930123456,true,DE,fixed_line,is_possible,\n"));
    }
    void refusals()
    {
        give("in", "1\n");
        QCOMPARE(run({QStringLiteral("Germany"), path("in")}, path("out")), 2);
        QCOMPARE(contents("out"), QByteArray());
        QVERIFY(contents("err").contains("Germany"));
        QCOMPARE(run({QString(), path("missing")}, path("out")), 2);
        QCOMPARE(run({QStringLiteral("ZZ"), path("in")}, path("out")), 0); // the library's word for none
    }
    void fullDisk()
    {
        give("in", "1\n");
        QCOMPARE(run({QString(), path("in")}, QStringLiteral("/dev/full")), 1);
    }
    void numbersAreNotInTheMessages()
    {
        give("in", "+4930123456\n");
        run({QString(), path("in")}, path("out"));
        QVERIFY(!contents("err").contains("4930123456"));
    }
    void commandLine_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("exitCode"); // of running it; -1: refused by the parser
        QTest::newRow("file") << QStringList{QStringLiteral("numbers"), QStringLiteral("classify"), path("given")} << 0;
        QTest::newRow("region and file") << QStringList{QStringLiteral("numbers"), QStringLiteral("classify"),
                                                        QStringLiteral("--default-region"), QStringLiteral("DE"),
                                                        path("given")}
                                         << 0;
        QTest::newRow("bad region") << QStringList{QStringLiteral("numbers"), QStringLiteral("classify"),
                                                   QStringLiteral("--default-region"), QStringLiteral("Q"),
                                                   path("given")}
                                    << 2;
        QTest::newRow("no verb") << QStringList{QStringLiteral("numbers")} << -1;
        QTest::newRow("two files") << QStringList{QStringLiteral("numbers"), QStringLiteral("classify"),
                                                  QStringLiteral("a"), QStringLiteral("b")}
                                   << -1;
    }
    void commandLine()
    {
        QFETCH(QStringList, arguments);
        QFETCH(int, exitCode);
        give("given", "1\n");
        CLI::App app;
        std::function<int()> run;
        addNumbersCommand(app, run);
        std::vector<std::string> words;
        for (const QString &argument : arguments)
            words.insert(words.begin(), argument.toStdString()); // CLI11 takes them last first
        bool parsed = true;
        try {
            app.parse(words);
        } catch (const CLI::ParseError &) {
            parsed = false;
        }
        QCOMPARE(parsed, exitCode >= 0);
        QCOMPARE(bool(run), parsed);
        const Redirected output(STDOUT_FILENO, path("out"), O_WRONLY | O_CREAT | O_TRUNC);
        const Redirected errors(STDERR_FILENO, path("err"), O_WRONLY | O_CREAT | O_TRUNC);
        const int code = parsed ? run() : -1;
        QCOMPARE(code, exitCode);
    }
};

MUSTER_TEST(TestNumbersCommand, QCoreApplication)

} // namespace tst_numberscommand
#include "tst_numberscommand.moc"
