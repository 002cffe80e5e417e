// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/transcripts/transcriptworker.h"
#include "network/codec/cxonetranscriptscodec.h"
#include "network/codec/transcriptscodec.h"
#include "tests/support/testpaths.h"
#include "tests/support/testprogram.h"

#include <QDir>
#include <QTemporaryDir>

using namespace muster;

namespace tst_transcriptworker {

/// One transcript from its artifact to the disk, or not to it (F78).
class TestTranscriptWorker : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    /// Takes a transcript of one turn; `dropped` is a pattern whose finds are taken out.
    TranscriptWorker::Piece take(const QString &said, const QString &dropped, TranscriptFormat format)
    {
        MaskPolicy policy;
        policy.patterns = {{QStringLiteral("filler"), dropped, {MaskAction::Drop, 0}}};
        TranscriptWorker::Setup setup;
        setup.binding = {QStringLiteral("run"), QStringLiteral("order")};
        setup.folder = m_folder.path();
        setup.format = format;
        setup.names = {{QStringLiteral("int-1"), QStringLiteral("int-1")}};
        setup.now = QDateTime::currentDateTimeUtc();
        const auto worker = TranscriptWorker::make(setup, MaskEngine::make(policy).value(), {}).value();
        const QByteArray json = "{\"interactionId\":\"int-1\",\"transcript\":{\"turns\":[{\"text\":\"" + said.toUtf8()
            + "\"}]},\"masked\":false}";
        return worker->take({.interactionId = QStringLiteral("int-1"), .mediaType = {}, .timestamp = {}, .json = json})
            .value();
    }
    [[nodiscard]] QStringList files() const
    {
        return QDir(m_folder.path()).entryList(QDir::Files | QDir::Hidden, QDir::Name);
    }
    void isHeld(const TranscriptWorker::Piece &piece) const
    {
        QVERIFY(piece.result.fate == TranscriptFate::Held);
        QCOMPARE(piece.result.held.size(), std::size_t(1));
        QVERIFY(piece.result.held[0].entity == Entity::Phone);
        QVERIFY(piece.result.file.isEmpty() && piece.result.findingsFile.isEmpty());
        QVERIFY(piece.masked.isEmpty() && piece.side.isEmpty());
        QVERIFY2(files().isEmpty(), qPrintable(files().join(u' ')));
    }

private Q_SLOTS:
    void cleanup()
    {
        const QStringList names = files();
        for (const QString &name : names)
            QVERIFY(QFile::remove(m_folder.filePath(name)));
    }

    void F78_whatTheSecondLookFindsIsNotWritten()
    {
        // What a pattern takes out leaves a number behind that was none before.
        for (const TranscriptFormat format : allTranscriptFormats)
            isHeld(take(QStringLiteral("see 415-~~~555-0123 there"), QStringLiteral("~~~"), format));
    }

    /// A person decides about it, with the masked text around it, in memory alone.
    void whatIsHeldWaitsForAPerson()
    {
        const TranscriptWorker::Piece piece
            = take(QStringLiteral("to ann@example.com or 415-~~~555-0123 there"), QStringLiteral("~~~"), {});
        isHeld(piece);
        QCOMPARE(piece.review.size(), 1);
        const ReviewItem &item = piece.review.first();
        QVERIFY(item.isHeld);
        QCOMPARE(item.interactionId, QStringLiteral("int-1"));
        QCOMPARE(item.path, QStringLiteral("$.transcript.turns[0].text"));
        QCOMPARE(item.original, QStringLiteral("415-555-0123"));
        QCOMPARE(item.before, QStringLiteral("to [EMAIL_MASKED] or "));
        QCOMPARE(item.after, QStringLiteral(" there"));
        QCOMPARE(item.rule, QStringLiteral("second.shape"));
    }

    void anUncertainFindingComesWithTheTextAroundIt()
    {
        const TranscriptWorker::Piece piece
            = take(QStringLiteral("my phone is one two three four five six seven, mail ann@example.com"),
                   QStringLiteral("~~~"), {});
        QVERIFY(piece.result.fate == TranscriptFate::Written);
        QCOMPARE(piece.review.size(), 1);
        const ReviewItem &item = piece.review.first();
        QVERIFY(!item.isHeld);
        QCOMPARE(item.original, QStringLiteral("one two three four five six seven"));
        QCOMPARE(item.before, QStringLiteral("my phone is "));
        QCOMPARE(item.after, QStringLiteral(", mail [EMAIL_MASKED]"));
    }

    void F78_plainTextIsLookedAtOnceMore()
    {
        // Taken out of the middle it leaves itself behind: the JSON is clean, and only the text's own pass takes the
        // rest out.
        const QString said = QStringLiteral("see 415-x~x~~y~y555-0123 there");
        isHeld(take(said, QStringLiteral("x~~y"), TranscriptFormat::Text));
        const TranscriptWorker::Piece json = take(said, QStringLiteral("x~~y"), TranscriptFormat::Json);
        QVERIFY(json.result.fate == TranscriptFate::Written);
        QCOMPARE(files(), QStringList(QStringLiteral("int-1.json")));
        QVERIFY(json.masked.contains("415-x~~y555-0123"));
        QVERIFY(!json.side.isEmpty());
    }

    void F78_analyzedTranscriptsAreMaskedToTheLastExcerpt_data()
    {
        QTest::addColumn<QString>("sample");
        QTest::addColumn<QStringList>("personal");
        QTest::addColumn<QByteArray>("kept");
        const QStringList number{QStringLiteral("2125550143"), QStringLiteral("two one two"),
                                 QStringLiteral("oh one four")};
        QTest::newRow("voice") << QStringLiteral("cxone/voice.json") << number
                               << QByteArray("Go ahead.\", \"userId\": \"812345\"");
        const QStringList mail{QStringLiteral("Roe"), QStringLiteral("example.com"), QStringLiteral("4111")};
        QTest::newRow("e-mail") << QStringLiteral("cxone/email.json") << mail
                                << QByteArray("\"sentDate\":1772356500250,\"subject\":\"Refund to ");
    }

    void F78_analyzedTranscriptsAreMaskedToTheLastExcerpt()
    {
        QFETCH(QString, sample);
        QFETCH(QStringList, personal);
        QFETCH(QByteArray, kept);
        MaskPolicy policy;
        policy.rules[static_cast<std::size_t>(Entity::PersonName)].action = MaskAction::Tag;
        TranscriptWorker::Setup setup;
        setup.codec = std::make_shared<CxoneTranscriptsCodec>();
        setup.binding = {QStringLiteral("run"), QStringLiteral("order")};
        setup.folder = m_folder.path();
        setup.names = {{QStringLiteral("seg-1"), QStringLiteral("seg-1")}};
        setup.now = QDateTime::currentDateTimeUtc();
        const auto worker = TranscriptWorker::make(setup, MaskEngine::make(policy).value(), {}).value();
        const QByteArray body = test::dataBytes(sample);
        for (const QString &word : personal)
            QVERIFY(body.contains(word.toUtf8()));
        const auto artifacts = worker->cut(body, QStringLiteral("seg-1"));
        QVERIFY(artifacts);
        const TranscriptWorker::Piece piece = worker->take(artifacts->first()).value();
        QVERIFY(piece.result.fate == TranscriptFate::Written);
        for (const QString &word : personal)
            QVERIFY2(!piece.masked.contains(word.toUtf8()), piece.masked.constData());
        QVERIFY2(piece.masked.contains(kept), piece.masked.constData());
        QVERIFY(piece.masked.startsWith("{\"interactionId\":\"seg-1\",\"mediaType\":\""));
        QVERIFY(piece.masked.contains("\"masked\":true,\"transcript\":{"));
    }
};

MUSTER_TEST(TestTranscriptWorker, QCoreApplication)

} // namespace tst_transcriptworker
#include "tst_transcriptworker.moc"
