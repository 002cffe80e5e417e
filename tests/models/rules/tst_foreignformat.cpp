// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/files/filekind.h"
#include "models/rules/foreignformat.h"
#include "models/rules/lists/numberlistreader.h"
#include "models/rules/numbers/numberengine.h"
#include "models/runs/enrich/check/sourcesample.h"
#include "models/runs/lists/read/contactcsvreader.h"
#include "models/text/errortexts.h"
#include "models/transcripts/interactionids.h"
#include "tests/support/testprogram.h"

#include <QFile>
#include <QTemporaryDir>

using namespace muster;

namespace tst_foreignformat {

namespace {

QByteArray tarHead()
{
    QByteArray tar(512, '\0');
    tar.replace(0, 8, "list.csv");
    tar.replace(257, 5, "ustar");
    return tar;
}

/// Entities that would grow to a gigabyte, or read a file, were it parsed.
const QByteArray bomb
    = "<?xml version=\"1.0\"?>\n<!DOCTYPE a [<!ENTITY b \"bb\"><!ENTITY c SYSTEM \"file:///etc/passwd\">]>\n"
      "<a>&b;&c;</a>\n";

} // namespace

/// Archives and markup are known by their first bytes, whatever their names say, and refused with words wherever a
/// table, ids, numbers or a transcript are expected (S17, S18).
class TestForeignFormat : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    [[nodiscard]] QString file(const QByteArray &bytes)
    {
        const QString name = m_folder.filePath(QStringLiteral("crm.csv"));
        QFile file(name);
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("cannot write a sample");
        return name;
    }

private Q_SLOTS:
    void isKnownByItsFirstBytes_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<ForeignFormat>("format");
        const auto row = [](const char *name, const QByteArray &bytes, ForeignFormat format) {
            QTest::newRow(name) << bytes << format;
        };
        row("S18 zip", QByteArray("PK\x03\x04\x14\x00../../etc/passwd", 22), ForeignFormat::Packed);
        row("S18 zip of nothing", "PK\x05\x06", ForeignFormat::Packed);
        row("S18 gzip", "\x1F\x8B\x08", ForeignFormat::Packed);
        row("S18 bzip2", "BZh91AY", ForeignFormat::Packed);
        row("S18 xz",
            QByteArray("\xFD"
                       "7zXZ\0",
                       6),
            ForeignFormat::Packed);
        row("S18 7z", "7z\xBC\xAF\x27\x1C", ForeignFormat::Packed);
        row("S18 rar", "Rar!\x1A\x07", ForeignFormat::Packed);
        row("S18 zstd", "\x28\xB5\x2F\xFD", ForeignFormat::Packed);
        row("S18 tar", tarHead(), ForeignFormat::Packed);
        row("old workbook", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", ForeignFormat::Document);
        row("PDF", "%PDF-1.7", ForeignFormat::Document);
        row("S17 XML", bomb, ForeignFormat::Markup);
        row("S17 XML behind a mark", "\xEF\xBB\xBF<?xml version=\"1.0\"?>", ForeignFormat::Markup);
        row("S17 XML in UTF-16", QByteArray("\xFF\xFE<\0?\0x\0m\0l\0", 12), ForeignFormat::Markup);
        row("S17 page", "\n <!DOCTYPE html><html>", ForeignFormat::Markup);
        row("table", "id,phone\n1,+12015550123\n", ForeignFormat::None);
        row("table with a tag", "<b>name</b>,phone\n", ForeignFormat::None);
        row("PK is a word", "PK,phone\n", ForeignFormat::None);
        row("JSON", "{\"a\":1}", ForeignFormat::None);
        row("nothing", "", ForeignFormat::None);
    }
    void isKnownByItsFirstBytes()
    {
        QFETCH(QByteArray, bytes);
        QTEST(foreignFormatOf(bytes), "format");
    }

    void S17_S18_isRefusedWhereverFilesComeIn_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("code");
        const QString packed = QStringLiteral("file_workbook"), markup = QStringLiteral("file_markup");
        QTest::newRow("zip") << QByteArray("PK\x03\x04id,phone\n1,+12015550123\n") << packed;
        QTest::newRow("gzip") << QByteArray("\x1F\x8B\x08id,phone\n1,+12015550123\n") << packed;
        QTest::newRow("tar") << tarHead() + "id,phone\n1,+12015550123\n" << packed;
        QTest::newRow("xml") << bomb << markup;
    }
    void S17_S18_isRefusedWhereverFilesComeIn()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, code);
        const QString name = file(bytes);
        const auto sample = SourceSample::read(name, std::nullopt, {}, {});
        QVERIFY(sample->error);
        QCOMPARE(sample->error->code, code);
        QVERIFY(sample->columns.isEmpty());
        // Also where somebody says how the table reads.
        const auto forced = SourceSample::read(name, TableFormat{}, {}, {});
        QVERIFY(forced->error);
        QCOMPARE(forced->error->code, code);
        const auto contacts = ContactCsvReader::open(name, {});
        QVERIFY(!contacts);
        QCOMPARE(contacts.error().code, code);
        const auto ids = IdList::read(name);
        QVERIFY(!ids);
        QCOMPARE(ids.error().code, code);
        const auto numbers = readNumberList(NumberEngine::shared(), name, 0);
        QVERIFY(!numbers);
        QCOMPARE(numbers.error().code, code);
        const auto dropped = guessFileKind(name);
        QVERIFY(!dropped);
        QCOMPARE(dropped.error().code, code);
        for (const ApiError &error :
             {*sample->error, contacts.error(), ids.error(), numbers.error(), dropped.error()}) {
            const ErrorWords words = errorWords(error);
            QVERIFY2(words.what.contains(QStringLiteral("crm.csv")), qPrintable(words.what));
            QVERIFY2(words.todo.contains(QStringLiteral("CSV")), qPrintable(words.todo));
        }
    }
};

MUSTER_TEST(TestForeignFormat, QCoreApplication)

} // namespace tst_foreignformat
#include "tst_foreignformat.moc"
