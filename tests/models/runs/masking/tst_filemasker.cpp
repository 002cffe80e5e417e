// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/masking/filemasker.h"

#include "models/runs/masking/maskfilesjob.h"
#include "tests/support/testprogram.h"
#include "tests/support/withoutdigests.h"

#include <QDir>
#include <QTemporaryDir>

using namespace muster;

namespace tst_filemasker {

namespace {

PreparedPolicy kit()
{
    static const auto engine = *MaskEngine::make(MaskPolicy());
    return {engine, {}};
}

/// Gives `bytes` in pieces of `step`.
FileMasker::Read reader(const QByteArray &bytes, qsizetype step)
{
    return [bytes, step, at = qsizetype(0)](qsizetype size) mutable -> Result<QByteArray> {
        const QByteArray piece = bytes.mid(at, std::min(step, size));
        at += piece.size();
        return piece;
    };
}

struct Outcome
{
    Result<MaskTally> tally = failure({});
    QByteArray out;
    QList<std::pair<quint64, quint64>> spans; ///< In what was read, of plain text.
};

Outcome masked(const QByteArray &bytes, std::optional<DocumentForm> form = {}, qsizetype step = 1 << 20)
{
    auto masker = *kit().masker();
    Outcome outcome;
    FileMasker file(masker, QStringLiteral("x"), {});
    outcome.tally = file.mask(reader(bytes, step), form, [&](const MaskedPiece &piece, bool held) -> Result<void> {
        for (const DocumentFinding &finding : piece.document.findings)
            outcome.spans.append({piece.in + finding.begin, piece.in + finding.end});
        if (!held)
            outcome.out += piece.document.bytes + piece.ending.toByteArray();
        return {};
    });
    return outcome;
}

QByteArray contentOf(const QString &name)
{
    QFile file(name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(not there)");
}

} // namespace

class TestFileMasker : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// Masked as text it would look done, and hold everything.
    void S18_whatIsPackedIsRefused()
    {
        for (const QByteArray &bytes : {QByteArray("PK\x03\x04 and more"), QByteArray("\x1F\x8B\x08 and more")}) {
            for (const auto form : {std::optional<DocumentForm>(), std::optional(DocumentForm::Text)}) {
                const Outcome outcome = masked(bytes, form);
                QVERIFY(!outcome.tally);
                QCOMPARE(outcome.tally.error().code, QStringLiteral("file_workbook"));
                QVERIFY(outcome.out.isEmpty());
            }
        }
    }
    void formsAreRecognised_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArray>("form");
        const auto row = [](const char *bytes, const char *form) {
            QTest::addRow("%s", bytes) << QByteArray(bytes) << QByteArray(form);
        };
        row("", "text");
        row("hello", "text");
        row("[10:31] Agent: hello\n", "text");
        row("\"Yes\", she said", "text");
        row("{\"a\":1}", "json");
        row("{\"a\":1}\n\n", "json");
        row("{\n\"a\":1}\n", "json");
        row("[\n1,\n2]", "json");
        row("{\"a\":1,}\n{\"a\":2}\n", "json"); // damaged, and no text for that
        row("{\"a\":1}\n{\"a\":2}\n", "jsonl");
        row("\xef\xbb\xbf{\"a\":1}\r\n\r\n{\"a\":2}", "jsonl");
        row("\"a\"\n\"b\"\n", "jsonl");
    }

    void formsAreRecognised()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QByteArray, form);
        QCOMPARE(QByteArray(documentFormKey(*formatOfDocument(bytes, true)).data()), form);
        // However little is seen at first.
        const Outcome outcome = masked(bytes, {}, 1);
        if (outcome.tally)
            QCOMPARE(QByteArray(documentFormKey(outcome.tally->form).data()), form);
        else
            QCOMPARE(form, QByteArray("json"));
    }

    void jsonLinesAreDocumentsOfTheirOwn()
    {
        for (const qsizetype step : {1, 7, 1 << 20}) {
            const Outcome outcome = masked("{\"a\":\"a@example.com\"}\r\n\n[\"415-555-0123\"]\n{\"b\":1}", {}, step);
            QVERIFY(outcome.tally.has_value());
            QCOMPARE(outcome.out, QByteArray("{\"a\":\"[EMAIL_MASKED]\"}\r\n\n[\"[PHONE_MASKED]\"]\n{\"b\":1}"));
            QCOMPARE(outcome.tally->documents, quint64(3));
            QCOMPARE(outcome.tally->held, quint64(0));
        }
    }

    void aWrongLineIsNamed()
    {
        const Outcome outcome = masked("{\"a\":1}\n{\"a\":}\n");
        QCOMPARE(outcome.tally.error().code, QStringLiteral("document_not_json"));
        QCOMPARE(outcome.tally.error().subject, QStringLiteral("2"));
        QCOMPARE(outcome.tally.error().detail, QStringLiteral("5"));
    }

    /// Blocks must not show: the same as in one piece, with positions of the whole text.
    void longTextsAreMaskedInBlocks()
    {
        QByteArray text;
        QByteArray expected;
        QList<std::pair<quint64, quint64>> spans;
        quint64 points = 0;
        for (int i = 0; i < 60'000; ++i) {
            const QByteArray before = "Agent: h\xc3\xa9llo number " + QByteArray::number(i) + " ";
            const bool isPersonal = i % 97 == 0;
            points += quint64(before.size()) - 1;
            if (isPersonal)
                spans.append({points, points + 13});
            const QByteArray personal = isPersonal ? QByteArray("a@example.com") : QByteArray("nothing");
            points += quint64(personal.size()) + 1;
            text += before + personal + '\n';
            expected += before + (isPersonal ? QByteArray("[EMAIL_MASKED]") : personal) + '\n';
        }
        QVERIFY(text.size() > FileMasker::blockBytes * 3 / 2);
        const Outcome outcome = masked(text, {}, 300'001);
        QVERIFY(outcome.tally.has_value());
        QVERIFY(outcome.out == expected);
        QVERIFY(outcome.spans == spans);
        QVERIFY(outcome.tally->documents > 1);
        QCOMPARE(outcome.tally->strings, quint64(60'000));
    }

    void aStopIsHeard()
    {
        auto masker = *kit().masker();
        std::stop_source stop;
        FileMasker file(masker, QStringLiteral("x"), stop.get_token());
        quint64 taken = 0;
        const auto read = [](qsizetype) -> Result<QByteArray> { return QByteArray("{\"a\":1}\n"); }; // for ever
        const auto tally = file.mask(read, DocumentForm::JsonLines, [&](const MaskedPiece &, bool) -> Result<void> {
            if (++taken == 10)
                stop.request_stop();
            return {};
        });
        QCOMPARE(tally.error().kind, ErrorKind::Cancelled);
        QCOMPARE(taken, quint64(10));
    }

    void S39_namesThatArePersonalAreNotUsed()
    {
        QTemporaryDir folder;
        const auto put = [&](const QString &name, const QByteArray &bytes) {
            QFile file(folder.filePath(name));
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(bytes);
        };
        put(QStringLiteral("415-555-0123.json"), "[\"a@example.com\"]");
        put(QStringLiteral("call.json"), "[\"b@example.com\"]");
        const QString out = folder.filePath(QStringLiteral("out"));
        MaskFilesOrder order{.files = {folder.filePath(QStringLiteral("415-555-0123.json")),
                                       folder.filePath(QStringLiteral("call.json"))},
                             .folder = out,
                             .form = std::nullopt};
        const MaskFilesReport report = MaskFilesJob(order, kit(), [](QByteArrayView) { return true; }, {}).run();
        QVERIFY(!report.error);
        QCOMPARE(QDir(out).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot),
                 (QStringList{QStringLiteral("call.json"), QStringLiteral("document.json"),
                              QStringLiteral("manifest.json")}));
        QCOMPARE(contentOf(out + QStringLiteral("/document.json")), QByteArray("[\"[EMAIL_MASKED]\"]"));
        const QByteArray manifest = contentOf(out + QStringLiteral("/manifest.json"));
        QVERIFY2(!test::withoutDigests(manifest).contains("555") && manifest.contains(R"("findings":{"email":1})")
                     && manifest.contains(R"("complete":true)"),
                 manifest.constData());
        QCOMPARE(QFileInfo(out + QStringLiteral("/call.json")).permissions() & (QFile::ReadGroup | QFile::ReadOther),
                 QFile::Permissions());
        // Nothing is replaced.
        const MaskFilesReport again = MaskFilesJob(order, kit(), [](QByteArrayView) { return true; }, {}).run();
        QCOMPARE(again.error->code, QStringLiteral("exists"));
        QCOMPARE(again.files.size(), 0);
    }

    void whatCannotBeReadLeavesNothingBehind()
    {
        QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("bad.json")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{\"a\":\"a@example.com\"}\n{\"a\":");
        file.close();
        const QString out = folder.filePath(QStringLiteral("out"));
        const MaskFilesReport report
            = MaskFilesJob({.files = {file.fileName(), folder.filePath(QStringLiteral("none.json"))},
                            .folder = out,
                            .form = std::nullopt},
                           kit(), [](QByteArrayView) { return true; }, {})
                  .run();
        QCOMPARE(report.failed(), qsizetype(2));
        QCOMPARE(report.files[0].error->code, QStringLiteral("document_cut"));
        QCOMPARE(report.files[1].error->code, QStringLiteral("not_found"));
        QCOMPARE(QDir(out).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot),
                 QStringList{QStringLiteral("manifest.json")});
        QVERIFY(contentOf(out + QStringLiteral("/manifest.json")).contains(R"("complete":false)"));
    }
};

MUSTER_TEST(TestFileMasker, QCoreApplication)

} // namespace tst_filemasker
#include "tst_filemasker.moc"
