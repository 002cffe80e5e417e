// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/files/filetrial.h"

#include "models/store/maskpolicystore.h"
#include "tests/support/testprogram.h"

#include <QSignalSpy>
#include <QTemporaryDir>

using namespace muster;

namespace tst_filetrial {

class TestFileTrial : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void masksAndSaysWhere_data();
    void masksAndSaysWhere();
    void linesAreDocumentsOfTheirOwn();
    void wrongFiles();
    void S39_nothingIsWritten();
    void onAWorker();

private:
    QString put(const char *name, const QByteArray &content) const
    {
        QFile file(m_folder.filePath(QString::fromLatin1(name)));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("cannot write %s", name);
        return file.fileName();
    }
    QTemporaryDir m_folder;
};

void TestFileTrial::masksAndSaysWhere_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("JSON") << QByteArray(
        R"({"interactionId":"i-1","transcript":{"turns":[{"speaker":"customer","text":"Write to ann@example.com."}]}})");
    QTest::newRow("an array") << QByteArray(
        R"([{"interactionId":"i-1","transcript":{"turns":[{"speaker":"customer","text":"Write to ann@example.com."}]}}])");
    QTest::newRow("JSON Lines") << QByteArray(
        "\n{\"turns\":[{\"speaker\":\"customer\",\"text\":\"Write to ann@example.com.\"}]}\n{\"turns\":[]}\n");
    QTest::newRow("text") << QByteArray("Agent: Hello.\nCustomer: Write to ann@example.com.\n");
}

void TestFileTrial::masksAndSaysWhere()
{
    QFETCH(QByteArray, content);
    const auto view = maskFileToShow(put("said", content), MaskPolicyStore::builtIn());
    QVERIFY(view);
    const TranscriptText &transcript = *view->transcript;
    QVERIFY(transcript.text.find("ann@example.com") == std::string::npos);
    QVERIFY(transcript.masked);
    QCOMPARE(view->held, 0U);
    QCOMPARE(transcript.findings.size(), 1U);
    const TranscriptText::Finding &finding = transcript.findings.front();
    QVERIFY(finding.turn != TranscriptText::Finding::nowhere);
    QCOMPARE(QByteArray::fromStdString(std::string(transcript.slice(finding.begin, finding.end))),
             QByteArray("[EMAIL_MASKED]"));
    QVERIFY(!transcript.ruleOf(finding).empty());
}

void TestFileTrial::linesAreDocumentsOfTheirOwn()
{
    const auto view = maskFileToShow(
        put("lines", "{\"text\":\"a@example.com\"}\n\n{\"text\":\"none\"}\r\n{\"text\":\"b@example.com\"}"),
        MaskPolicyStore::builtIn());
    QVERIFY(view);
    QCOMPARE(view->documents, 3U);
    QCOMPARE(view->transcript->findings.size(), 2U);
    for (const TranscriptText::Finding &finding : view->transcript->findings)
        QVERIFY(finding.turn != TranscriptText::Finding::nowhere);
    const auto broken
        = maskFileToShow(put("broken", "{\"text\":\"a\"}\n{\"text\":\"b\"}\n{\"text\":\n"), MaskPolicyStore::builtIn());
    QVERIFY(!broken);
    QCOMPARE(broken.error().detail, QStringLiteral("3"));
    QVERIFY(broken.error().subject.endsWith(u"/broken"));
}

void TestFileTrial::wrongFiles()
{
    const MaskPolicy policy = MaskPolicyStore::builtIn();
    QCOMPARE(maskFileToShow(m_folder.filePath(QStringLiteral("gone")), policy).error().code,
             QStringLiteral("not_found"));
    QCOMPARE(maskFileToShow(put("json", "{\"a\":"), policy).error().code, QStringLiteral("document_cut"));
    QCOMPARE(maskFileToShow(put("bytes", "Agent: \xff\n"), policy).error().code, QStringLiteral("document_not_utf8"));
    QFile large(m_folder.filePath(QStringLiteral("large")));
    QVERIFY(large.open(QIODevice::WriteOnly) && large.resize(triedFileLimit + 1));
    QCOMPARE(maskFileToShow(large.fileName(), policy).error().code, QStringLiteral("file_too_large_to_try"));
    std::stop_source stop;
    stop.request_stop();
    QCOMPARE(maskFileToShow(put("stopped", "{\"a\":1}\n{\"a\":2}\n"), policy, stop.get_token()).error().kind,
             ErrorKind::Cancelled);
}

void TestFileTrial::S39_nothingIsWritten()
{
    QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("said.txt"));
    QFile device(file);
    QVERIFY(device.open(QIODevice::WriteOnly));
    device.write("Customer: ann@example.com\n");
    device.close();
    QVERIFY(maskFileToShow(file, MaskPolicyStore::builtIn()));
    QCOMPARE(QDir(folder.path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot),
             QStringList{QStringLiteral("said.txt")});
    QVERIFY(device.open(QIODevice::ReadOnly));
    QCOMPARE(device.readAll(), QByteArray("Customer: ann@example.com\n"));
}

void TestFileTrial::onAWorker()
{
    FileTrial masker;
    QList<FileTrialView> views;
    connect(&masker, &FileTrial::masked, this, [&](const FileTrialView &view) { views << view; });
    const QSignalSpy failed(&masker, &FileTrial::failed);
    masker.request(put("first", "Agent: a\n"), MaskPolicyStore::builtIn());
    masker.request(put("second", "Agent: b\n"), MaskPolicyStore::builtIn());
    QTRY_COMPARE_WITH_TIMEOUT(views.size(), 1, 60'000); // the first was overtaken
    QVERIFY(views.first().file.endsWith(u"/second"));
    QCOMPARE(views.first().policy, MaskPolicyStore::builtIn().name);
    masker.request(m_folder.filePath(QStringLiteral("gone")), MaskPolicyStore::builtIn());
    QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, 60'000);
}

MUSTER_TEST(TestFileTrial, QCoreApplication)

} // namespace tst_filetrial
#include "tst_filetrial.moc"
