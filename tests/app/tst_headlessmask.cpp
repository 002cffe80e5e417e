// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/testprogram.h"
#include "tests/support/withoutdigests.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <cstdlib>
#include <fcntl.h>
#include <unistd.h>

namespace {

struct Ended
{
    int exitCode = -1;
    QByteArray out, err;
    [[nodiscard]] QJsonObject json() const
    {
        return QJsonDocument::fromJson(out.trimmed().split('\n').last()).object();
    }
};

QByteArray contentOf(const QString &name)
{
    QFile file(name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(not there)");
}

} // namespace

/// `muster transcripts mask` and `policies` as a process of their own; no tenant is there to be asked.
class TestHeadlessMask : public QObject
{
    Q_OBJECT

private:
    [[nodiscard]] QString path(const char *name) const { return m_folder->filePath(QString::fromLatin1(name)); }
    QString put(const char *name, const QByteArray &bytes)
    {
        QFile file(path(name));
        const bool isOpen = file.open(QIODevice::WriteOnly);
        return isOpen && file.write(bytes) == bytes.size() ? file.fileName() : QString();
    }
    std::unique_ptr<QProcess> launch(const QStringList &arguments)
    {
        auto process = std::make_unique<QProcess>();
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("DBUS_SESSION_BUS_ADDRESS"), QStringLiteral("unix:path=/nowhere"));
        process->setProcessEnvironment(environment);
        process->start(QStringLiteral(MUSTER_PROGRAM),
                       QStringList{QStringLiteral("--data-dir"), path("data")} + arguments);
        return process;
    }
    Ended run(const QStringList &arguments, const QByteArray &input = {})
    {
        const auto process = launch(QStringList{QStringLiteral("transcripts")} + arguments);
        process->write(input);
        process->closeWriteChannel();
        Ended ended;
        if (process->waitForFinished(60'000))
            ended.exitCode = process->exitStatus() == QProcess::NormalExit ? process->exitCode() : -2;
        ended.out = process->readAllStandardOutput();
        ended.err = process->readAllStandardError();
        return ended;
    }
    static QStringList words(const char *line) { return QString::fromLatin1(line).split(u' '); }

    std::unique_ptr<QTemporaryDir> m_folder;

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void standardInputIsFiltered();
    void S25_sequencesAreKeptForAPipe();
    void S25_aTerminalGetsNoSequences();
    void S39_namesOfFilesTellNothing();
    void linesAreConversationsOfTheirOwn();
    void findingsAreExplainedWithoutTheirText();
    void filesGetAFolderAndAManifest();
    void damagedFilesAreNamed();
    void aPolicyIsMeasuredOnLabelledTexts();
    void twoPeoplesLabelsAreCompared();
    void unreadableLabelsAreNamed();
    void wrongCallsAreRefused();
    void policiesAreImportedUsedAndRemoved();
    void S02_pseudonymsAreRefusedWithoutAKeyStore();
    void F78_whatTheSecondLookFindsIsHeld();
    void S39_aKillLeavesNoUnmaskedByte();
    void F94_aFullDiskLeavesNothing();
};

void TestHeadlessMask::standardInputIsFiltered()
{
    const Ended text = run(words("mask"), "Agent: call 415-555-0123\nor a@example.com");
    QCOMPARE(text.exitCode, 0);
    QCOMPARE(text.out, QByteArray("Agent: call [PHONE_MASKED]\nor [EMAIL_MASKED]"));
    const Ended lines = run(words("mask -"), "{\"a\":\"123-45-6789\"}\n{\"phone\":4155550123}\n");
    QCOMPARE(lines.out, QByteArray("{\"a\":\"[SSN_MASKED]\"}\n{\"phone\":\"[PHONE_MASKED]\"}\n"));
    const Ended forced = run(words("mask --format text"), "{\"phone\":\n");
    QCOMPARE(forced.out, QByteArray("{\"phone\":\n"));
    QCOMPARE(forced.exitCode, 0);
}

void TestHeadlessMask::S25_sequencesAreKeptForAPipe()
{
    // A pipe is no terminal: what is given on is what came, but for what was masked.
    QCOMPARE(run(words("mask"), "\x1b]52;c;x\x07 a@example.com").out, QByteArray("\x1b]52;c;x\x07 [EMAIL_MASKED]"));
}

void TestHeadlessMask::S25_aTerminalGetsNoSequences()
{
    const int terminal = ::posix_openpt(O_RDWR | O_NOCTTY);
    QVERIFY(terminal >= 0 && ::grantpt(terminal) == 0 && ::unlockpt(terminal) == 0);
    const QString line = QString::fromLocal8Bit(::ptsname(terminal));
    // Held open by the test as well: what was written would be gone with the last who has it open.
    const int held = ::open(qPrintable(line), O_RDWR | O_NOCTTY);
    QVERIFY(held >= 0);
    const QString file = put("hostile.txt",
                             "a@example.com \x1b]52;c;x\x07 \x1b[2J \xc2\x9b"
                             "1m \xe2\x80\xae"
                             "end\n");
    QProcess process;
    process.setStandardOutputFile(line);
    process.start(QStringLiteral(MUSTER_PROGRAM),
                  {QStringLiteral("--data-dir"), path("data"), QStringLiteral("transcripts"), QStringLiteral("mask"),
                   QStringLiteral("--format"), QStringLiteral("text"), file});
    QVERIFY(process.waitForFinished(30'000));
    QCOMPARE(process.exitCode(), 0);
    char buffer[4096];
    const auto size = ::read(terminal, buffer, sizeof buffer);
    ::close(held);
    ::close(terminal);
    QVERIFY(size > 0);
    const QString seen = QString::fromUtf8(buffer, qsizetype(size));
    QVERIFY2(seen.contains(QStringLiteral("[EMAIL_MASKED]")) && seen.contains(QStringLiteral("end")), qPrintable(seen));
    for (const QChar c : seen) {
        const bool ends = c == u'\r' || c == u'\n';
        QVERIFY2(ends || (c.category() != QChar::Other_Control && c.category() != QChar::Other_Format),
                 qPrintable(QString::number(c.unicode(), 16)));
    }
}

void TestHeadlessMask::S39_namesOfFilesTellNothing()
{
    const QString out = path("out");
    const Ended ended = run({QStringLiteral("mask"), put("415-555-0123.json", R"({"text":"good day"})"),
                             put("pat@example.com.txt", "good day\n"), QStringLiteral("--out"), out});
    QCOMPARE(ended.exitCode, 0);
    const QStringList names = QDir(out).entryList(QDir::Files);
    QCOMPARE(names.size(), 3);
    const QByteArray manifest = contentOf(out + QStringLiteral("/manifest.json"));
    for (const char *personal : {"415-555-0123", "pat@example.com"}) {
        QVERIFY2(!manifest.contains(personal), manifest.constData());
        QVERIFY(names.filter(QLatin1String(personal)).isEmpty());
    }
}

void TestHeadlessMask::linesAreConversationsOfTheirOwn()
{
    const QByteArray first = R"({"text":"my number is four one five, five five five"})";
    const QByteArray second = R"({"text":"zero one two three"})";
    // As turns of one document the number is found; lines are not put together, and the help says so.
    const Ended whole = run(words("mask"), '[' + first + ',' + second + ']');
    QVERIFY2(!whole.out.contains("zero one two three"), whole.out.constData());
    const Ended lines = run(words("mask"), first + '\n' + second + '\n');
    QVERIFY2(lines.out.contains("zero one two three"), lines.out.constData());
    QVERIFY(run(words("mask --help")).out.simplified().contains("is not joined"));
}

void TestHeadlessMask::findingsAreExplainedWithoutTheirText()
{
    const QString file = put("a.json", R"({"turns":[{"text":"hé a@example.com"}],"b@example.com":1})");
    const Ended ended = run({QStringLiteral("mask"), file, QStringLiteral("--explain")});
    QCOMPARE(ended.exitCode, 0);
    const QList<QByteArray> lines = ended.out.trimmed().split('\n');
    QCOMPARE(lines.size(), 2);
    const QByteArray start = R"({"file":")" + file.toUtf8() + R"(","path":)";
    QCOMPARE(lines[0],
             start + R"("$.turns[0].text","start":3,"end":16,"entity":"email","rule":"email.address","score":100})");
    QCOMPARE(
        lines[1],
        start
            + R"("$[\"[EMAIL_MASKED]\"]","in_key":true,"start":0,"end":13,"entity":"email","rule":"email.address","score":100})");
    QVERIFY(!ended.out.contains("example.com"));
}

void TestHeadlessMask::filesGetAFolderAndAManifest()
{
    const QString one = put("one.json", R"({"interactionId":"i-1","transcript":{"t":"a@example.com"},"masked":false})");
    const QString two = put("two.txt", "415-555-0123\n");
    const Ended ended
        = run({QStringLiteral("mask"), one, two, QStringLiteral("--out"), path("out"), QStringLiteral("--json")});
    QCOMPARE(ended.exitCode, 0);
    QCOMPARE(contentOf(path("out/one.json")),
             QByteArray(R"({"interactionId":"i-1","transcript":{"t":"[EMAIL_MASKED]"},"masked":true})"));
    QCOMPARE(contentOf(path("out/two.txt")), QByteArray("[PHONE_MASKED]\n"));
    const QJsonObject manifest = QJsonDocument::fromJson(contentOf(path("out/manifest.json"))).object();
    QCOMPARE(manifest[QStringLiteral("files")].toArray().size(), 2);
    QCOMPARE(manifest[QStringLiteral("policy")][QStringLiteral("name")].toString(), QStringLiteral("Default"));
    const QJsonObject json = ended.json();
    QCOMPARE(json[QStringLiteral("outcome")].toString(), QStringLiteral("complete"));
    QCOMPARE(json[QStringLiteral("files")][0][QStringLiteral("findings")][QStringLiteral("email")].toInt(), 1);
    const QJsonArray left = json[QStringLiteral("not_masked")].toArray();
    QCOMPARE(left, QJsonArray({QStringLiteral("address"), QStringLiteral("person_name")}));
    QVERIFY2(ended.err.contains("Not masked by this policy: postal addresses"), ended.err.constData());
    QCOMPARE(json[QStringLiteral("policy_sha256")], manifest[QStringLiteral("policy")][QStringLiteral("sha256")]);
}

void TestHeadlessMask::aPolicyIsMeasuredOnLabelledTexts()
{
    const auto labelled = [](const char *text, const QJsonArray &spans) -> QByteArray {
        return QJsonDocument(QJsonObject{{QStringLiteral("language"), QStringLiteral("en")},
                                         {QStringLiteral("text"), QString::fromUtf8(text)},
                                         {QStringLiteral("spans"), spans}})
                   .toJson(QJsonDocument::Compact)
            + '\n';
    };
    const QJsonObject phone{
        {QStringLiteral("start"), 5}, {QStringLiteral("end"), 17}, {QStringLiteral("entity"), QStringLiteral("phone")}};
    const QString file = put("labelled.jsonl",
                             labelled("call 415-555-0123", {phone}) + labelled("call someone at once", {phone})
                                 + labelled("or a@example.com", {}));
    const Ended ended = run({QStringLiteral("evaluate"), file, QStringLiteral("--explain"), QStringLiteral("--json")});
    QCOMPARE(ended.exitCode, 0);
    const QJsonObject report = ended.json();
    QCOMPARE(report.value(QStringLiteral("texts")).toInt(), 3);
    QCOMPARE(report.value(QStringLiteral("scores")).toArray().size(), 2);
    const QJsonObject all = report.value(QStringLiteral("all")).toObject();
    QCOMPARE(all.value(QStringLiteral("labels")).toInt(), 2);
    QCOMPARE(all.value(QStringLiteral("found")).toInt(), 1);
    QCOMPARE(all.value(QStringLiteral("precision")).toDouble(), 0.5);
    QCOMPARE(all.value(QStringLiteral("recall")).toDouble(), 0.5);
    const Ended table = run({QStringLiteral("evaluate"), file, QStringLiteral("--explain")});
    QVERIFY2(table.out.contains("\"difference\":\"missed\"") && table.out.contains("\"rule\":\"email.address\""),
             table.out.constData());
    QVERIFY(!table.out.contains("example.com") && !table.out.contains("someone")); // places, never their text
    QVERIFY(table.out.contains("PRECISION %"));
}

void TestHeadlessMask::unreadableLabelsAreNamed()
{
    const QString file = put("labelled.jsonl", "{\"text\":\"a\",\"spans\":[]}\n\n{\"text\":\"a\"}\n");
    const Ended ended = run({QStringLiteral("evaluate"), file});
    QCOMPARE(ended.exitCode, 2);
    QVERIFY2(ended.err.contains("3, spans"), ended.err.constData());
    QCOMPARE(run({QStringLiteral("evaluate"), put("none.jsonl", "\n")}).exitCode, 2);
    QCOMPARE(run({QStringLiteral("evaluate"), path("nowhere")}).exitCode, 2);
}

void TestHeadlessMask::twoPeoplesLabelsAreCompared()
{
    const QByteArray first
        = R"({"language":"en","text":"call 415-555-0123","spans":[{"start":5,"end":17,"entity":"phone"}]})"
          "\n"
          R"({"language":"de","text":"von ann","spans":[{"start":4,"end":7,"entity":"person_name"}]})"
          "\n";
    QByteArray second = first;
    second.replace("person_name", "own");
    const QString one = put("first.jsonl", first), other = put("second.jsonl", second);
    const Ended same = run({QStringLiteral("agreement"), one, one, QStringLiteral("--json")});
    QCOMPARE(same.exitCode, 0);
    QCOMPARE(same.json().value(QStringLiteral("all")).toObject().value(QStringLiteral("kappa")).toDouble(), 1.0);
    const Ended differ
        = run({QStringLiteral("agreement"), one, other, QStringLiteral("--explain"), QStringLiteral("--json")});
    QCOMPARE(differ.exitCode, 0);
    const QJsonObject report = differ.json();
    QCOMPARE(report.value(QStringLiteral("texts")).toInt(), 2);
    QCOMPARE(report.value(QStringLiteral("all")).toObject().value(QStringLiteral("agreement")).toDouble(), 0.5);
    QCOMPARE(report.value(QStringLiteral("scores")).toArray().size(), 3);
    const Ended table = run({QStringLiteral("agreement"), one, other, QStringLiteral("--explain")});
    QVERIFY2(table.out.contains("\"difference\":\"other_kind\"") && table.out.contains("KAPPA"), table.out.constData());
    QVERIFY(!table.out.contains("ann")); // places, never their text
    QVERIFY2(table.err.contains("often disagree"), table.err.constData());

    const QString shorter = put("shorter.jsonl", first.left(first.indexOf('\n') + 1));
    const Ended wrong = run({QStringLiteral("agreement"), one, shorter});
    QCOMPARE(wrong.exitCode, 2);
    QVERIFY2(wrong.err.contains("differ from line \xe2\x80\x9c"
                                "2\xe2\x80\x9d"),
             wrong.err.constData());
    QCOMPARE(run({QStringLiteral("agreement"), one, path("nowhere")}).exitCode, 2);
}

void TestHeadlessMask::damagedFilesAreNamed()
{
    const QString bad = put("bad.json", R"({"a":"a@example.com",})");
    const Ended ended = run({QStringLiteral("mask"), bad, QStringLiteral("--out"), path("out")});
    QCOMPARE(ended.exitCode, 1);
    QVERIFY2(ended.err.contains("bad.json"), ended.err.constData());
    QVERIFY(!ended.err.contains("example.com"));
    QCOMPARE(QDir(path("out")).entryList(QDir::Files | QDir::Hidden), QStringList{QStringLiteral("manifest.json")});
}

void TestHeadlessMask::wrongCallsAreRefused()
{
    QCOMPARE(run(words("mask --policy nobody"), "x").exitCode, 2);
    QCOMPARE(run(words("mask --format xml"), "x").exitCode, 2);
    QCOMPARE(run(words("mask - -"), "x").exitCode, 2);
    QCOMPARE(run(words("policies show nobody")).exitCode, 2);
}

void TestHeadlessMask::policiesAreImportedUsedAndRemoved()
{
    QCOMPARE(run(words("policies export Default") << path("p.json")).exitCode, 0);
    QByteArray policy = contentOf(path("p.json"));
    policy.replace(R"("name":"Default")", R"("name":"Last two")");
    policy.replace(R"("phone":{"action":"tag","keep":0})", R"("phone":{"action":"keep_last","keep":2})");
    const QString file = put("q.json", policy);
    QCOMPARE(run({QStringLiteral("mask"), QStringLiteral("--policy"), file}, "415-555-0123").out,
             QByteArray("[PHONE_MASKED:23]"));
    QCOMPARE(run({QStringLiteral("policies"), QStringLiteral("import"), file}).exitCode, 0);
    QCOMPARE(run({QStringLiteral("mask"), QStringLiteral("--policy"), QStringLiteral("last TWO")}, "415-555-0123").out,
             QByteArray("[PHONE_MASKED:23]"));
    const Ended list = run(words("policies list --json"));
    QCOMPARE(list.json()[QStringLiteral("policies")].toArray().size(), 4);
    QVERIFY(run({QStringLiteral("policies"), QStringLiteral("show"), QStringLiteral("Last two")})
                .out.contains("keep_last 2"));
    QCOMPARE(run({QStringLiteral("policies"), QStringLiteral("delete"), QStringLiteral("Last two")}).exitCode, 0);
    QCOMPARE(run({QStringLiteral("policies"), QStringLiteral("remove"), QStringLiteral("Default")}).exitCode, 2);
    QCOMPARE(run({QStringLiteral("policies"), QStringLiteral("import"), put("r.json", "{}")}).exitCode, 2);
}

void TestHeadlessMask::S02_pseudonymsAreRefusedWithoutAKeyStore()
{
    QCOMPARE(run(words("policies export Default") << path("p.json")).exitCode, 0);
    QByteArray policy = contentOf(path("p.json"));
    policy.replace(R"("phone":{"action":"tag")", R"("phone":{"action":"pseudonym_project")");
    const Ended ended
        = run({QStringLiteral("mask"), QStringLiteral("--policy"), put("q.json", policy)}, "415-555-0123");
    QCOMPARE(ended.exitCode, 2);
    QCOMPARE(ended.out, QByteArray());
    QVERIFY2(ended.err.contains("key store"), ended.err.constData());
}

void TestHeadlessMask::F78_whatTheSecondLookFindsIsHeld()
{
    QCOMPARE(run(words("policies export Default") << path("p.json")).exitCode, 0);
    QByteArray policy = contentOf(path("p.json"));
    policy.replace("\"patterns\":[]",
                   "\"patterns\":[{\"name\":\"Filler\",\"pattern\":\"~~~\",\"action\":\"drop\",\"keep\":0}]");
    const QString with = put("q.json", policy);
    const QByteArray lines = "{\"t\":\"one\"}\n{\"t\":\"see 415-~~~555-0123 there\"}\n{\"t\":\"three\"}\n";
    const Ended filter = run({QStringLiteral("mask"), QStringLiteral("--policy"), with}, lines);
    QCOMPARE(filter.exitCode, 1);
    QCOMPARE(filter.out, QByteArray("{\"t\":\"one\"}\n{\"t\":\"three\"}\n"));
    QVERIFY2(filter.err.contains("line 2, $.t, characters 4 to 16: phone"), filter.err.constData());
    QVERIFY(!muster::test::withoutDigests(filter.err).contains("555"));
    const Ended files = run({QStringLiteral("mask"), QStringLiteral("--policy"), with, put("a.jsonl", lines),
                             QStringLiteral("--out"), path("out"), QStringLiteral("--json")});
    QCOMPARE(files.exitCode, 1);
    QCOMPARE(files.json()[QStringLiteral("files")][0][QStringLiteral("held")].toInt(), 1);
    QVERIFY(!muster::test::withoutDigests(files.out).contains("555"));
    QCOMPARE(QDir(path("out")).entryList(QDir::Files | QDir::Hidden), QStringList{QStringLiteral("manifest.json")});
}

/// Killed while it writes: nothing has its name, and nothing unmasked is anywhere.
void TestHeadlessMask::S39_aKillLeavesNoUnmaskedByte()
{
    const auto process
        = launch({QStringLiteral("transcripts"), QStringLiteral("mask"), QStringLiteral("-"),
                  QStringLiteral("--format"), QStringLiteral("jsonl"), QStringLiteral("--out"), path("out")});
    QVERIFY(process->waitForStarted());
    const QByteArray line = "{\"t\":\"secret.person@example.com\"}\n";
    const auto grown = [&] {
        qint64 size = 0;
        for (const QFileInfo &file : QDir(path("out")).entryInfoList(QDir::Files | QDir::Hidden))
            size += file.size();
        return size;
    };
    // The first megabyte is on the disk as soon as it is full.
    for (int i = 0; i < 500 && grown() == 0; ++i) {
        process->write(line.repeated(4000));
        QVERIFY(process->waitForBytesWritten(30'000));
    }
    QVERIFY(grown() > 0);
    process->kill();
    QVERIFY(process->waitForFinished());
    QCOMPARE(process->exitStatus(), QProcess::CrashExit);
    const QStringList left = QDir(path("out")).entryList(QDir::Files | QDir::Hidden);
    QVERIFY(!left.contains(QStringLiteral("stdin")));
    QVERIFY(!left.contains(QStringLiteral("manifest.json")));
    for (const QString &name : left)
        QVERIFY(!contentOf(path("out/") + name).contains("secret"));
}

void TestHeadlessMask::F94_aFullDiskLeavesNothing()
{
    const QString file = put("big.txt", QByteArray("a@example.com\n").repeated(400'000));
    QProcess process;
    // 1 MiB is all a file may have: writing then fails as on a full disk, once SIGXFSZ is ignored.
    process.start(QStringLiteral("sh"),
                  {QStringLiteral("-c"),
                   QStringLiteral("trap '' XFSZ; ulimit -f 2048; exec \"$0\" --data-dir \"$1\" transcripts mask \"$2\" "
                                  "--out \"$3\""),
                   QStringLiteral(MUSTER_PROGRAM), path("data"), file, path("out")});
    QVERIFY(process.waitForFinished(60'000));
    QCOMPARE(process.exitCode(), 1);
    QVERIFY(!QFile::exists(path("out/big.txt")));
    QCOMPARE(QDir(path("out")).entryList(QDir::Files | QDir::Hidden), QStringList{QStringLiteral("manifest.json")});
}

MUSTER_TEST(TestHeadlessMask, QCoreApplication)
#include "tst_headlessmask.moc"
