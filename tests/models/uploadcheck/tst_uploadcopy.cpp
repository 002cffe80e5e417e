// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/uploadcheck/uploadcopy.h"

#include "tests/support/failingdisk.h"
#include "tests/support/testprogram.h"
#include "tests/support/uploadfixture.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <sys/stat.h>

using namespace muster;
using namespace muster::test;

namespace tst_uploadcopy {

class TestUploadCopy : public QObject
{
    Q_OBJECT

private:
    [[nodiscard]] Result<UploadCopy> copy(const UploadCheck &check, UploadCopyOrder order = {},
                                          DiskAccess &disk = DiskAccess::system()) const
    {
        order.folder = m_fixture->folder.path();
        return writeUploadCopy(check, order, *m_fixture->audit, {}, {}, disk);
    }

private Q_SLOTS:
    void init() { m_fixture = std::make_unique<UploadFixture>(); }

    void isWhatAnUploadTakes_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("wanted");
        const QByteArray plain = "externalId,phone,name\r\n1,+12015550123,Jos\xC3\xA9\r\n";
        QTest::newRow("as it is") << plain << plain;
        QTest::newRow("byte order mark") << "\xEF\xBB\xBF" + plain << plain;
        QTest::newRow("windows-1252") << QByteArray("externalId,phone,name\r\n1,+12015550123,Jos\xE9 Ruiz\r\n")
                                      << QByteArray("externalId,phone,name\r\n1,+12015550123,Jos\xC3\xA9 Ruiz\r\n");
        QTest::newRow("separator, line ends, no end")
            << QByteArray("externalId;phone;name\n1;+12015550123;Jos\xC3\xA9") << plain;
        QTest::newRow("quotes nobody needs")
            << QByteArray("\"externalId\",\"phone\",\"name\"\n\"1\",\"+12015550123\",\"Jos\xC3\xA9\"\n") << plain;
        QTest::newRow("empty rows and cells")
            << QByteArray("\n\nexternalId,phone,name,\n,,\n1,+12015550123,Jos\xC3\xA9,\n\n") << plain;
        // No value is another: blanks, leading zeros, plus signs, quotes and what looks like a formula.
        QTest::newRow("values stay") << QByteArray(
            "externalId;phone;note\n007;+12015550123; a \n008;\"+12015550124\";\"=1+1,\"\"x\"\"\"\n")
                                     << QByteArray("externalId,phone,note\r\n007,+12015550123, a \r\n"
                                                   "008,+12015550124,\"=1+1,\"\"x\"\"\"\r\n");
    }
    void isWhatAnUploadTakes()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, wanted);
        const auto made = copy(*m_fixture->check(text));
        QVERIFY(made);
        QCOMPARE(m_fixture->files(), (QStringList{u"contacts-upload-1.csv"_qs, u"contacts.csv"_qs}));
        QCOMPARE(m_fixture->read(u"contacts-upload-1.csv"_qs), wanted);
        QCOMPARE(m_fixture->read(u"contacts.csv"_qs), text);
        QCOMPARE(made->parts.constFirst().bytes, wanted.size());
        QCOMPARE(made->parts.constFirst().sha256,
                 QString::fromLatin1(QCryptographicHash::hash(wanted, QCryptographicHash::Sha256).toHex()));
        // What was mended is taken without another word.
        const auto again = m_fixture->checkFile(m_fixture->path(u"contacts-upload-1.csv"_qs));
        QCOMPARE(again->breaks(), 0);
        QCOMPARE(again->count(UploadRule::ByteOrderMark) + again->count(UploadRule::LineEnds)
                     + again->count(UploadRule::RowEmpty),
                 0);
    }

    void putsRowsThatBreakARuleAside()
    {
        const auto check = m_fixture->check("externalId,phone\n1,+12015550121\n1,nobody\n,+12015550122\n4\n"
                                            "5,+12015550125,x\n6,+12015550126\n6,+12015550127\n");
        const auto made = copy(*check);
        QVERIFY(made);
        QCOMPARE(m_fixture->read(u"contacts-upload-1.csv"_qs),
                 QByteArray("externalId,phone\r\n1,+12015550121\r\n6,+12015550126\r\n"));
        QCOMPARE(m_fixture->read(u"contacts-rejected.csv"_qs),
                 QByteArray("row,rules,externalId,phone\r\n3,phone_unreadable id_repeated,1,nobody\r\n"
                            "4,id_missing,,+12015550122\r\n5,cells_missing phone_missing,4\r\n"
                            "6,cells_extra,5,+12015550125,x\r\n8,id_repeated,6,+12015550127\r\n"));
        QCOMPARE(made->rows() + made->rejected->rows, check->rows);
        QCOMPARE(made->rejected->rows, check->broken);
        struct stat status = {};
        QCOMPARE(::stat(qPrintable(m_fixture->path(u"contacts-rejected.csv"_qs)), &status), 0);
        QCOMPARE(status.st_mode & 0777, mode_t(0600));
        // The history has names, digests and counts, and no value.
        const AuditEntry entry = m_fixture->audit->read(m_fixture->audit->count(), 1)->first();
        QCOMPARE(entry.event, u"upload.copied"_qs);
        QCOMPARE(entry.facts[u"files"].toArray()[0][u"sha256"].toString(), made->parts.constFirst().sha256);
        QCOMPARE(entry.facts[u"rejected"][u"rows"].toInteger(), 5);
    }

    void keepsThemWhereThatIsWanted()
    {
        UploadCopyOrder order;
        order.rejects = false;
        const auto made = copy(*m_fixture->check("externalId;phone\n1;nobody\n2\n3;+12015550123;x\n"), order);
        QVERIFY(made && !made->rejected);
        QCOMPARE(m_fixture->read(u"contacts-upload-1.csv"_qs),
                 QByteArray("externalId,phone\r\n1,nobody\r\n2\r\n3,+12015550123,x\r\n"));
    }

    void splitsByRowsAndBySize()
    {
        QByteArray text = "externalId,phone\r\n", rows;
        for (int row = 0; row < 5'000; ++row)
            rows += QByteArray::number(row) + ",+1201" + QByteArray::number(2'000'000 + row) + "\r\n";
        const auto check = m_fixture->check(text + rows);
        QCOMPARE(check->broken, 0);
        UploadCopyOrder order;
        order.rowsPerFile = 2'000;
        auto made = copy(*check, order);
        QVERIFY(made);
        QCOMPARE(made->parts.size(), 3);
        QCOMPARE(made->parts[1].rows, 2'000);
        QCOMPARE(made->parts[2].rows, 1'000);
        for (const UploadPart &part : made->parts)
            QVERIFY(QFile::remove(part.file));
        order = {};
        order.bytesPerFile = UploadCopyOrder::leastBytes;
        made = copy(*check, order);
        QVERIFY(made && made->parts.size() > 1);
        QByteArray joined;
        for (const UploadPart &part : made->parts) {
            const QByteArray bytes = m_fixture->read(QFileInfo(part.file).fileName());
            QCOMPARE(bytes.size(), part.bytes);
            QVERIFY(part.bytes <= UploadCopyOrder::leastBytes);
            QVERIFY(bytes.startsWith(text));
            joined += bytes.mid(text.size());
        }
        QCOMPARE(joined, rows);
    }

    void refusesWhatCannotBeWhole()
    {
        const auto codeOf = [this](const QByteArray &text, const UploadCopyOrder &order = {}) {
            const auto made = copy(*m_fixture->check(text), order);
            return made ? QString() : made.error().code;
        };
        QCOMPARE(codeOf("externalId,phone\n1,\"2\n"), u"upload_not_whole"_qs);
        QCOMPARE(codeOf("externalId,phone,phone\n1,+12015550123,\n"), u"upload_column_names"_qs);
        QCOMPARE(codeOf("name,phone\n1,+12015550123\n"), u"upload_column_names"_qs);
        QCOMPARE(codeOf("externalId,phone\n"), u"upload_no_rows"_qs);
        QByteArray many = "externalId,phone\n";
        for (int row = 0; row <= UploadCopyOrder::mostFiles; ++row)
            many += QByteArray::number(row) + ",+1201555" + QByteArray::number(2000 + row) + '\n';
        UploadCopyOrder order;
        order.rowsPerFile = 1;
        QCOMPARE(codeOf(many, order), u"upload_many_files"_qs);
        order.rowsPerFile = 0;
        QCOMPARE(codeOf(many, order), u"upload_copy_size"_qs);
        QCOMPARE(m_fixture->files(), QStringList{u"contacts.csv"_qs});
    }

    /// A name that is taken is never given again, and what was written before goes.
    void replacesNothing()
    {
        const auto check = m_fixture->check("externalId,phone\n1,+12015550121\n2,+12015550122\n3,nobody\n");
        UploadCopyOrder order;
        order.rowsPerFile = 1;
        for (const QString &taken : {u"contacts-upload-2.csv"_qs, u"contacts-rejected.csv"_qs}) {
            (void)m_fixture->write("mine", taken);
            const auto made = copy(*check, order);
            QVERIFY(!made);
            QCOMPARE(made.error().code, u"exists"_qs);
            QCOMPARE(m_fixture->files(), (QStringList{taken, u"contacts.csv"_qs}));
            QCOMPARE(m_fixture->read(taken), QByteArray("mine"));
            QVERIFY(QFile::remove(m_fixture->path(taken)));
        }
        QCOMPARE(m_fixture->audit->count(), 0);
    }

    void F94_leavesNothingOfAFullDisk()
    {
        QByteArray text = "externalId,phone\n";
        for (int row = 0; row < 20'000; ++row)
            text += QByteArray::number(row) + ",+1201" + QByteArray::number(2'000'000 + row) + '\n';
        const auto check = m_fixture->check(text);
        FailingDisk disk;
        disk.setFreeSpace(200'000);
        UploadCopyOrder order;
        order.rowsPerFile = 5'000; // the first file has room
        const auto made = copy(*check, order, disk);
        QVERIFY(!made);
        QCOMPARE(made.error().code, u"disk_full"_qs);
        QCOMPARE(m_fixture->files(), QStringList{u"contacts.csv"_qs});
        QCOMPARE(m_fixture->audit->count(), 0);
    }

    void sendsNobodyAFileThatWasNotChecked()
    {
        const auto check = m_fixture->check("externalId,phone\n1,+12015550121\n");
        (void)m_fixture->write("externalId,phone\n1,+12015550122\n");
        const auto made = copy(*check);
        QVERIFY(!made);
        QCOMPARE(made.error().code, u"upload_file_changed"_qs);
        QCOMPARE(m_fixture->files(), QStringList{u"contacts.csv"_qs});
    }

private:
    std::unique_ptr<UploadFixture> m_fixture;
};

MUSTER_TEST(TestUploadCopy, QCoreApplication)

} // namespace tst_uploadcopy
#include "tst_uploadcopy.moc"
