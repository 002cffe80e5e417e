// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/files/filekind.h"

#include "models/text/errortexts.h"
#include "models/text/filetexts.h"
#include "tests/support/testpaths.h"
#include "tests/support/testprogram.h"

#include <QSignalSpy>
#include <QStringEncoder>
#include <QTemporaryDir>
#include <sys/stat.h>
#include <unistd.h>

using namespace muster;

namespace tst_filekind {
using Sign = FileGuess::Sign;

namespace {

FileGuess guess(FileKind kind, bool isCertain, Sign sign, const char *subject = "")
{
    return {.kind = kind, .isCertain = isCertain, .sign = sign, .subject = QString::fromUtf8(subject)};
}

QByteArray utf16(const QString &text)
{
    QStringEncoder encoder(QStringEncoder::Utf16LE, QStringEncoder::Flag::WriteBom);
    return encoder(text);
}

} // namespace

class TestFileKind : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void guesses_data();
    void guesses();
    void refusals_data();
    void refusals();
    void isToldFromItsBeginning_data();
    void isToldFromItsBeginning();
    void files();
    void aPipeKeepsNobodyWaiting();
    void samplesOfTheService();
    void headsOfJson_data();
    void headsOfJson();
    void looksOnAWorker();
    void everyGuessHasWords();
};

void TestFileKind::guesses_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<FileGuess>("expected");
    const auto row = [](const char *tag, const char *name, const QByteArray &content, const FileGuess &expected) {
        QTest::newRow(tag) << QString::fromLatin1(name) << content << expected;
    };
    const FileGuess contacts = guess(FileKind::Contacts, true, Sign::Numbers, "phone");

    row("contacts", "a.csv", "id,name,phone,country\n1,A,+12015550100,US\n2,B,+12015550101,US\n", contacts);
    row("contacts, semicolons", "a.csv", "id;phone\r\n1;+12015550100\r\n2;+12015550101\r\n", contacts);
    row("contacts in tabs", "a.tsv", "id\tphone\n1\t+12015550100\n", contacts);
    row("contacts without a telling end", "a.dat", "id,phone\n1,+12015550100\n2,+12015550101\n", contacts);
    row("contacts by what the cells hold", "a.csv", "key,how\nx,(201) 555-0100\ny,(201) 555-0101\n",
        guess(FileKind::Contacts, false, Sign::Numbers, "how")); // "key" is nothing that a contact has
    row("contacts in UTF-16", "a.csv", utf16(QStringLiteral("id,phone\n1,+12015550100\n2,+12015550101\n")), contacts);
    row("contacts behind a byte order mark", "a.csv", "\xEF\xBB\xBFid,phone\n1,+12015550100\n", contacts);
    row("a lone column of numbers", "a.txt", "phone\n+12015550100\n+12015550101\n",
        guess(FileKind::Contacts, false, Sign::Numbers, "phone"));
    row("contacts as JSON Lines", "a.jsonl",
        "{\"id\":\"1\",\"phone\":\"+12015550100\"}\n{\"id\":\"2\",\"phone\":\"+12015550101\"}\n", contacts);

    row("numbers among CRM data", "a.csv", "id,phone,annual_revenue\n1,+12015550100,500\n2,+12015550101,7\n",
        guess(FileKind::Contacts, false, Sign::Numbers, "phone"));
    row("CRM data", "a.csv", "contact_id,annual_revenue\nc1,500\nc2,7\n",
        guess(FileKind::CrmData, true, Sign::Ids, "contact_id"));
    row("CRM data as JSON Lines", "a.ndjson", "{\"id\":\"1\",\"tier\":\"gold\"}\n{\"id\":\"2\",\"tier\":\"none\"}\n",
        guess(FileKind::CrmData, true, Sign::Ids, "id"));
    row("one line of JSON may be a table of one row", "a.json", "{\"id\":\"1\",\"tier\":\"gold\"}",
        guess(FileKind::CrmData, false, Sign::Ids, "id"));
    row("a table of no known columns", "a.csv", "colour,size\nred,5\nblue,6\n",
        guess(FileKind::CrmData, false, Sign::Table));
    row("a table that its page refuses", "a.csv", "phone,Phone\n1,2\n3,4\n",
        guess(FileKind::Contacts, false, Sign::Table));

    row("criteria", "a.json", "{\"operator\":\"AND\",\"conditions\":[]}",
        guess(FileKind::Criteria, true, Sign::Member, "conditions"));
    row("a definition", "a.txt", "{\n \"name\":\"x\",\n \"criteria\":{\"operator\":\"AND\",\"conditions\":[]}}",
        guess(FileKind::Criteria, true, Sign::Member, "criteria"));
    row("JsonLogic", "a.json", "{\"and\":[{\"==\":[{\"var\":\"a\"},1]}]}",
        guess(FileKind::Criteria, true, Sign::Member, "and"));

    row("a transcript", "a.json", "{\"interactionId\":\"i\",\"transcript\":{\"turns\":[]}}",
        guess(FileKind::Transcript, true, Sign::Member, "transcript"));
    row("several transcripts", "a.json", "[{\"interactionId\":\"i\",\"x\":{}},{}]",
        guess(FileKind::Transcript, true, Sign::Member, "interactionId"));
    row("transcripts as JSON Lines", "a.jsonl", "{\"turns\":[{\"text\":\"a\"}]}\n{\"turns\":[]}\n",
        guess(FileKind::Transcript, true, Sign::Member, "turns"));
    row("turns alone", "a.json", "[{\"speaker\":\"a\",\"text\":\"b\"}]",
        guess(FileKind::Transcript, true, Sign::Member, "speaker"));
    row("a conversation", "a.txt", "Agent: Hello, how are you?\nCustomer: Fine, thank you.\n",
        guess(FileKind::Transcript, true, Sign::Speakers));
    row("a conversation with times", "a.txt", "[10:31] Agent: Hello.\n[10:32] Frau M\u00fcller: Guten Tag.\n",
        guess(FileKind::Transcript, true, Sign::Speakers));
    row("a conversation with points of time", "a.txt", "[10.31] Agent: Hello.\n[10.32] Customer: Hi.\n",
        guess(FileKind::Transcript, true, Sign::Speakers));
    row("a conversation with interruptions", "a.txt", "Agent: Hello.\nHe coughs\nCustomer: Hi.\nthe line is bad\n",
        guess(FileKind::Transcript, false, Sign::Speakers));
    row("prose", "a.txt", "It was a dark night.\nNobody said anything.\n",
        guess(FileKind::Transcript, false, Sign::Nothing));
    row("JSON of another kind", "a.json", "{\"a\":{\"b\":1}}", guess(FileKind::Transcript, false, Sign::Nothing));
    row("an empty object", "a.json", "{}", guess(FileKind::Transcript, false, Sign::Nothing));
    row("a list of values", "a.json", "[1,2,3]", guess(FileKind::Transcript, false, Sign::Nothing));
}

void TestFileKind::guesses()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, content);
    QFETCH(FileGuess, expected);
    const Result<FileGuess> found = guessFileKind(content, true, name);
    QVERIFY2(found, found ? "" : qPrintable(found.error().code));
    QCOMPARE(found->kind, expected.kind);
    QCOMPARE(found->sign, expected.sign);
    QCOMPARE(found->subject, expected.subject);
    QCOMPARE(found->isCertain, expected.isCertain);
}

void TestFileKind::refusals_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<bool>("isWhole");
    QTest::addColumn<QString>("code");
    const auto row = [](const char *tag, const QByteArray &content, bool isWhole, const char *code) {
        QTest::newRow(tag) << content << isWhole << QString::fromLatin1(code);
    };
    row("nothing", "", true, "file_empty");
    row("blanks", " \r\n\t\n", true, "file_empty");
    row("a byte order mark", "\xEF\xBB\xBF", true, "file_empty");
    row("zeros", QByteArray(100, '\0'), true, "file_binary");
    row("a picture", QByteArray("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16), true, "file_binary");
    row("controls", QByteArray("a\x01\x02\x03\n"), true, "file_binary");
    row("a workbook", "PK\x03\x04\x14", true, "file_workbook");
    row("an old workbook", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", true, "file_workbook");
    row("a line without end", QByteArray(fileKindBytes, 'x'), false, "file_long_line");
    row("blanks without end", QByteArray(fileKindBytes, ' '), false, "file_long_line");
    row("broken JSON", "{\"id\":1 ?}", true, "file_broken_json");
    row("a policy of Muster", "{\"format\": \"muster-policy\", \"version\": 1}", true, "file_own");
}

void TestFileKind::refusals()
{
    QFETCH(QByteArray, content);
    QFETCH(bool, isWhole);
    QFETCH(QString, code);
    const Result<FileGuess> found = guessFileKind(content, isWhole, QStringLiteral("brought.csv"));
    QVERIFY(!found);
    QCOMPARE(found.error().code, code);
    const QString words = errorSentence(found.error());
    QVERIFY2(words.contains(code == u"file_own" ? QStringLiteral("muster-policy") : QStringLiteral("brought.csv")),
             qPrintable(words));
}

void TestFileKind::isToldFromItsBeginning_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("first");
    QTest::addColumn<FileKind>("kind");
    QTest::newRow("contacts") << QByteArray("1,+12015550100\n") << QByteArray("id,phone\n") << FileKind::Contacts;
    QTest::newRow("JSON Lines") << QByteArray("{\"id\":\"1\",\"tier\":\"gold\"}\n") << QByteArray()
                                << FileKind::CrmData;
    QTest::newRow("a conversation") << QByteArray("Agent: well, well\n") << QByteArray() << FileKind::Transcript;
    QTest::newRow("criteria") << QByteArray("{\"field\":\"a\",\"operator\":\"equals\",\"value\":1},")
                              << QByteArray("{\"operator\":\"AND\",\"conditions\":[") << FileKind::Criteria;
}

/// Wherever the beginning of a long file is cut, it is the same and certain.
void TestFileKind::isToldFromItsBeginning()
{
    QFETCH(QByteArray, line);
    QFETCH(QByteArray, first);
    QFETCH(FileKind, kind);
    const QByteArray text = first + line.repeated(3'000);
    for (qsizetype size = 2'000; size < 2'000 + 2 * line.size(); ++size) {
        const Result<FileGuess> found = guessFileKind(text.left(size), false, QStringLiteral("a.txt"));
        QVERIFY2(found, qPrintable(QString::number(size)));
        QCOMPARE(found->kind, kind);
        QVERIFY2(found->isCertain, qPrintable(QString::number(size)));
    }
}

void TestFileKind::files()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("contacts.csv"));
    QFile device(file);
    QVERIFY(device.open(QIODevice::WriteOnly));
    device.write("id,phone\n1,+12015550100\n");
    device.close();
    QCOMPARE(guessFileKind(file)->kind, FileKind::Contacts);
    QCOMPARE(guessFileKind(folder.path()).error().code, QStringLiteral("file_folder"));
    QCOMPARE(guessFileKind(folder.filePath(QStringLiteral("gone"))).error().code, QStringLiteral("not_found"));
    if (::geteuid() == 0)
        return; // nothing is unreadable to root
    QVERIFY(device.setPermissions({}));
    QCOMPARE(guessFileKind(file).error().code, QStringLiteral("not_readable"));
}

void TestFileKind::aPipeKeepsNobodyWaiting()
{
    const QTemporaryDir folder;
    const QString pipe = folder.filePath(QStringLiteral("pipe.csv"));
    QCOMPARE(::mkfifo(QFile::encodeName(pipe).constData(), 0600), 0);
    QCOMPARE(guessFileKind(pipe).error().code, QStringLiteral("file_special"));
}

void TestFileKind::samplesOfTheService()
{
    const auto kind = [](const char *name) { return guessFileKind(test::dataFile(QString::fromLatin1(name))); };
    QCOMPARE(kind("audiences/audience.json")->kind, FileKind::Criteria);
    QCOMPARE(kind("transcripts/voice.json")->kind, FileKind::Transcript);
    QCOMPARE(kind("transcripts/several.json")->kind, FileKind::Transcript);
    QVERIFY(kind("transcripts/several.json")->isCertain);
}

void TestFileKind::headsOfJson_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArrayList>("members");
    QTest::addColumn<bool>("isFlat");
    QTest::addColumn<qsizetype>("end");
    QTest::addColumn<qsizetype>("wrong");
    const auto row = [](const char *text, const QByteArrayList &members, bool isFlat, int end, int wrong) {
        QTest::newRow(text) << QByteArray(text) << members << isFlat << qsizetype(end) << qsizetype(wrong);
    };
    row("{}", {}, true, 2, -1);
    row(" {\"a\":1}x", {"a"}, true, 8, -1);
    row("{\"a\":{\"b\":1},\"c\":2}", {"a", "c"}, false, 19, -1);
    row("{\"a\":[{\"b\":1}]}", {"a"}, false, 15, -1);
    row("[{\"a\":1},{\"b\":2}]", {"a"}, true, 17, -1);
    row("[[{\"a\":1}]]", {}, true, 11, -1);
    row("{\"a\":\"}\\\"\"}", {"a"}, true, 11, -1);
    row("{\"a\":1,\"b", {"a"}, true, -1, -1);
    row("{\"a\\", {}, true, -1, -1);
    row("{a:1}", {}, true, -1, 1);
    row("{\"a\":1]", {"a"}, true, -1, 6);
    row("{\"a\":?}", {"a"}, true, -1, 5);
    row("[10:31] Agent", {}, true, -1, 3);
    row("[10.31] Agent", {}, true, 7, -1);
    row("hello", {}, true, -1, -1);
    QTest::newRow("deep") << QByteArray(600, '[') << QByteArrayList() << true << qsizetype(-1)
                          << qsizetype(JsonHead::maxDepth);
}

void TestFileKind::headsOfJson()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArrayList, members);
    QFETCH(bool, isFlat);
    QFETCH(qsizetype, end);
    QFETCH(qsizetype, wrong);
    const JsonHead head = lookAtJson(text);
    QCOMPARE(head.members, members);
    QCOMPARE(head.isFlat, isFlat);
    QCOMPARE(head.end, end);
    QCOMPARE(head.wrong, wrong);
}

void TestFileKind::looksOnAWorker()
{
    const QTemporaryDir folder;
    FileLook look;
    QList<LookedFile> answer;
    connect(&look, &FileLook::looked, this, [&](const QList<LookedFile> &files) { answer = files; });
    look.request({folder.filePath(QStringLiteral("overtaken"))});
    look.request({folder.path(), folder.filePath(QStringLiteral("gone"))});
    QVERIFY(answer.isEmpty());
    QTRY_COMPARE(answer.size(), 2);
    QCOMPARE(answer[0].file, folder.path());
    QCOMPARE(answer[0].guess.error().code, QStringLiteral("file_folder"));
    QCOMPARE(answer[1].guess.error().code, QStringLiteral("not_found"));
}

void TestFileKind::everyGuessHasWords()
{
    for (const FileKind kind : allFileKinds) {
        QVERIFY(!fileKindText(kind).isEmpty());
        QVERIFY(!fileOpenText(kind).isEmpty());
        for (const Sign sign : {Sign::Numbers, Sign::Ids, Sign::Table, Sign::Member, Sign::Speakers, Sign::Nothing}) {
            const QString words = fileGuessText({.kind = kind, .sign = sign, .subject = QStringLiteral("a\u202eb")});
            QVERIFY2(words.endsWith(u'.') && !words.contains(u"%1") && !words.contains(QChar(0x202e)),
                     qPrintable(words));
        }
    }
}

MUSTER_TEST(TestFileKind, QCoreApplication)

} // namespace tst_filekind
#include "tst_filekind.moc"
