// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/auditentry.h"

#include "models/store/auditline.h"
#include "tests/support/testprogram.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QMessageAuthenticationCode>
#include <random>

using namespace muster;

namespace tst_auditentry {

namespace {

const QByteArray key(32, 'k');

AuditEntry plainEntry()
{
    AuditEntry entry;
    entry.sequence = 7;
    entry.at = QDateTime(QDate(2025, 1, 2), QTime(3, 4, 5, 6), Qt::UTC);
    entry.event = QStringLiteral("export.page");
    entry.runId = QStringLiteral("r1");
    entry.actor = QStringLiteral("anna");
    entry.facts = {{QStringLiteral("pages"), 3}, {QStringLiteral("records"), 1500}};
    entry.previous = auditGenesis();
    return entry;
}

} // namespace

class TestAuditEntry : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theEncodingIsTheDocumentedOne();
    void S34_namesCannotForgeEntries_data();
    void S34_namesCannotForgeEntries();
    void S34_onlyOneSpellingIsRead_data();
    void S34_onlyOneSpellingIsRead();
    void theSealNeedsTheKey();
    void S34_theQuickReaderTakesOneSpellingOnly();
};

void TestAuditEntry::theEncodingIsTheDocumentedOne()
{
    AuditEntry entry = plainEntry();
    sealAuditEntry(entry, key);
    const QByteArray body
        = "{\"sequence\":7,\"at\":\"2025-01-02T03:04:05.006Z\",\"event\":\"export.page\",\"run\":\"r1\","
          "\"actor\":\"anna\",\"facts\":{\"pages\":3,\"records\":1500},\"previous\":\""
        + QByteArray(64, '0') + '"';
    const QByteArray seal = QMessageAuthenticationCode::hash(body, key, QCryptographicHash::Sha256).toHex();
    const QByteArray sealed = body + ",\"seal\":\"" + seal + '"';
    const QByteArray digest = QCryptographicHash::hash(sealed, QCryptographicHash::Sha256).toHex();
    QCOMPARE(encodeAuditEntry(entry), sealed + ",\"digest\":\"" + digest + "\"}");
    const auto back = decodeAuditEntry(encodeAuditEntry(entry));
    QVERIFY(back);
    QVERIFY(*back == entry);
}

void TestAuditEntry::S34_namesCannotForgeEntries_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("line feed and a whole entry")
        << QStringLiteral("x\n{\"sequence\":8,\"event\":\"export.completed\"}\n");
    QTest::newRow("carriage return") << QStringLiteral("a\r\nb");
    QTest::newRow("quote and members") << QStringLiteral("x\",\"event\":\"other\",\"y\":\"");
    QTest::newRow("backslash") << QStringLiteral("x\\\",\\u000a");
    QTest::newRow("nul") << QString(QStringLiteral("a") + QChar(0) + QStringLiteral("b"));
    QTest::newRow("unicode line ends") << QString(QChar(0x2028)) + QChar(0x2029) + QChar(0x85) + QChar(0x0b);
    QTest::newRow("bidi") << QString(QChar(0x202e)) + QStringLiteral("gnp.exe");
    QTest::newRow("astral") << QString::fromUtf8("\xf0\x9f\x98\x80");
    QTest::newRow("braces") << QStringLiteral("}}}{{{,,:::");
}

void TestAuditEntry::S34_namesCannotForgeEntries()
{
    QFETCH(QString, name);
    AuditEntry entry = plainEntry();
    entry.event = name;
    entry.runId = name;
    entry.actor = name;
    entry.facts = {{QStringLiteral("name"), name}, {name, QJsonArray{name, QJsonObject{{name, name}}}}};
    sealAuditEntry(entry, key);
    const QByteArray line = encodeAuditEntry(entry);
    QCOMPARE(line.count('\n'), 0);
    QCOMPARE(line.count('\r'), 0);
    QCOMPARE(line.count('\0'), 0);
    const auto back = decodeAuditEntry(line);
    QVERIFY(back);
    QVERIFY(*back == entry);
    QCOMPARE(back->facts.value(QStringLiteral("name")).toString(), name);
}

void TestAuditEntry::S34_onlyOneSpellingIsRead_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    const auto row = [](const char *name, const char *from, const char *to) {
        QTest::newRow(name) << QByteArray(from) << QByteArray(to);
    };
    row("white space", "\"run\":", "\"run\": ");
    row("white space before", "{\"sequence\"", " {\"sequence\"");
    row("carriage return behind", "\"}", "\"}\r");
    row("escaped letter", "\"r1\"", "\"\\u0072\\u0031\"");
    row("member twice", "\"run\":\"r1\"", "\"run\":\"r1\",\"run\":\"r1\"");
    row("order of members", "\"run\":\"r1\",\"actor\":\"anna\"", "\"actor\":\"anna\",\"run\":\"r1\"");
    row("order of facts", "\"pages\":3,\"records\":1500", "\"records\":1500,\"pages\":3");
    row("number as text", "\"sequence\":7", "\"sequence\":\"7\"");
    row("number with exponent", "1500", "15e2");
    row("member more", "\"run\":\"r1\"", "\"run\":\"r1\",\"walk\":\"r1\"");
    row("member less", "\"run\":\"r1\",", "");
    row("text as number", "\"r1\"", "1");
    row("facts as list", "{\"pages\":3,\"records\":1500}", "[]");
    row("time with offset", "05.006Z", "05.006+00:00");
    row("upper-case digest", "\"digest\":\"", "\"DIGEST\":\"");
}

void TestAuditEntry::S34_onlyOneSpellingIsRead()
{
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    // The digest is made anew over the other spelling, as somebody who wants it to pass would.
    AuditEntry entry = plainEntry();
    sealAuditEntry(entry, key);
    QByteArray line = encodeAuditEntry(entry);
    QVERIFY(decodeAuditEntry(line));
    QVERIFY(line.contains(from));
    const qsizetype place = line.indexOf(from);
    line.replace(place, from.size(), to);
    QVERIFY(!decodeAuditEntry(line));
    const qsizetype end = line.indexOf(",\"digest\":\"");
    if (place < end) {
        const QByteArray digest = QCryptographicHash::hash(line.left(end), QCryptographicHash::Sha256).toHex();
        QVERIFY(!decodeAuditEntry(line.left(end) + ",\"digest\":\"" + digest + "\"}"));
    }
}

void TestAuditEntry::theSealNeedsTheKey()
{
    AuditEntry entry = plainEntry();
    sealAuditEntry(entry, key);
    const QByteArray line = encodeAuditEntry(entry);
    QVERIFY(auditSealFits(line, key));
    QVERIFY(!auditSealFits(line, QByteArray(32, 'x')));
    AuditEntry other = entry;
    sealAuditEntry(other, QByteArray(32, 'x'));
    QVERIFY(decodeAuditEntry(encodeAuditEntry(other)));
    QVERIFY(!auditSealFits(encodeAuditEntry(other), key));
}

// Lines that were changed at random and given the right digest again, as somebody without scruples would: what the
// quick reader takes is exactly what the entry that it stands for is written as.
void TestAuditEntry::S34_theQuickReaderTakesOneSpellingOnly()
{
    AuditEntry entry = plainEntry();
    entry.facts = {{QStringLiteral("a"), QJsonArray{1, QStringLiteral("x"), QJsonValue::Null}},
                   {QStringLiteral("b"), QJsonObject{{QStringLiteral("c"), true}, {QStringLiteral("d"), -20}}},
                   {QStringLiteral("list"), QStringLiteral("4711")},
                   {QStringLiteral("n"), 123456789012345.0}};
    sealAuditEntry(entry, key);
    const QByteArray good = encodeAuditEntry(entry);
    QVERIFY(AuditLine::parse(good) && AuditLine::parse(good)->isWhole());
    const QByteArray pieces = "{}[]\",:.-+0129eEtrufalsn \\/\n\x7f\xc3\xa9TZabcd";
    constexpr quint32 seed = 34;
    std::mt19937 random(seed);
    int taken = 0;
    for (int round = 0; round < 200'000; ++round) {
        QByteArray line = good;
        for (quint32 changes = 1 + random() % 3; changes > 0; --changes) {
            const qsizetype at = qsizetype(random() % quint32(line.size() - 80)); // the digest is made below
            const char piece = pieces[qsizetype(random() % quint32(pieces.size()))];
            if (random() % 3 == 0)
                line.remove(at, 1);
            else if (random() % 2 == 0)
                line.insert(at, piece);
            else
                line[at] = piece;
        }
        const auto plain = AuditLine::parse(line);
        if (!plain)
            continue;
        const QByteArray sealed = plain->sealedBody.toByteArray();
        const QByteArray digest = QCryptographicHash::hash(sealed, QCryptographicHash::Sha256).toHex();
        const QByteArray whole = sealed + ",\"digest\":\"" + digest + "\"}";
        const auto back = decodeAuditEntry(whole);
        QVERIFY2(back && encodeAuditEntry(*back) == whole, whole.constData());
        ++taken;
    }
    QVERIFY2(taken > 10'000, qPrintable(QString::number(taken)));
}

MUSTER_TEST(TestAuditEntry, QCoreApplication)

} // namespace tst_auditentry
#include "tst_auditentry.moc"
