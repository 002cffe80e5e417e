// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/uploadcheck/uploadreport.h"

#include "models/text/uploadtexts.h"
#include "tests/support/failingdisk.h"
#include "tests/support/testprogram.h"
#include "tests/support/uploadfixture.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>

using namespace muster;
using namespace muster::test;

namespace tst_uploadreport {

class TestUploadReport : public QObject
{
    Q_OBJECT

private:
    [[nodiscard]] static UploadReportOrder order(std::shared_ptr<const UploadCheck> check)
    {
        return {.check = std::move(check),
                .copy = {},
                .program = u"Muster 1.2"_qs,
                .sentences = uploadRuleTexts(),
                .further = uploadFurtherText()};
    }
    [[nodiscard]] Result<qint64> save(const UploadReportOrder &order, const QString &name,
                                      DiskAccess &disk = DiskAccess::system()) const
    {
        return saveUploadReport(order, m_fixture->path(name), Existing::Refuse, *m_fixture->audit, {}, disk);
    }

private Q_SLOTS:
    void init() { m_fixture = std::make_unique<UploadFixture>(); }

    void isReadAgain()
    {
        UploadReportOrder made = order(m_fixture->check("externalId,phone\n1,+12015550121\n2,nobody\n"
                                                        "3,(201) 555-0123\n"));
        const auto entry = save(made, u"report.json"_qs);
        QVERIFY(entry);
        auto report = UploadReport::read(m_fixture->path(u"report.json"_qs));
        QVERIFY(report);
        QCOMPARE(report->file, u"contacts.csv"_qs);
        QCOMPARE(report->rows, 3);
        QCOMPARE(report->broken, 1);
        QCOMPARE(report->unjudged, 1);
        QVERIFY(report->checked.secsTo(made.check->at) == 0);
        // With a copy it is the copy that is uploaded.
        made.copy
            = writeUploadCopy(*made.check, {.folder = m_fixture->folder.path()}, *m_fixture->audit, {}, {}).value();
        QVERIFY(save(made, u"copied.json"_qs));
        report = UploadReport::read(m_fixture->path(u"copied.json"_qs));
        QVERIFY(report);
        QCOMPARE(report->rows, 2);
        QCOMPARE(report->broken, 0);
        QCOMPARE(UploadReport::of(made)->rows, report->rows);
        QCOMPARE(UploadReport::of(made)->broken, report->broken);
    }

    void holdsNoValueAndItsDigestIsInTheHistory()
    {
        const auto made
            = order(m_fixture->check("externalId,phone,name\n4711,+12015550121,Zelda\n4711,nobody,Xaver\n"));
        for (const QString &name : {u"report.json"_qs, u"report.csv"_qs}) {
            const auto entry = save(made, name);
            QVERIFY(entry);
            const QByteArray bytes = m_fixture->read(name);
            for (const char *value : {"4711", "5550121", "nobody", "Zelda", "Xaver"})
                QVERIFY2(!bytes.contains(value), bytes.constData());
            const AuditEntry told = m_fixture->audit->read(*entry, 1)->first();
            QCOMPARE(told.event, u"upload.checked"_qs);
            QCOMPARE(told.facts[u"report"][u"sha256"].toString(),
                     QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex()));
        }
        const QList<QByteArray> lines = m_fixture->read(u"report.csv"_qs).split('\n');
        QCOMPARE(lines[0], QByteArray("row,column,column name,rule,breaks,origin,first row,what\r"));
        QVERIFY2(lines[1].startsWith("3,2,phone,phone_unreadable,yes,own_upload,,"), lines[1].constData());
        QVERIFY2(lines[2].startsWith("3,1,externalId,id_repeated,yes,own_upload,2,"), lines[2].constData());
        QCOMPARE(lines.size(), 4);
    }

    void refusesWhatIsNoReport()
    {
        const auto codeOf = [this](const QByteArray &bytes) {
            const auto report = UploadReport::read(m_fixture->write(bytes, u"some.json"_qs));
            return report ? QString() : report.error().code;
        };
        QVERIFY(save(order(m_fixture->check("externalId,phone\n1,+12015550121\n")), u"good.json"_qs));
        const QByteArray good = m_fixture->read(u"good.json"_qs);
        QCOMPARE(codeOf(good), QString());
        QCOMPARE(codeOf("{"), u"upload_report_unreadable"_qs);
        QCOMPARE(codeOf("{}"), u"upload_report_unreadable"_qs);
        for (const auto &[from, to] : {std::pair("\"version\": 1", "\"version\": 2"),
                                       {"muster-upload-report", "other"},
                                       {"\"rows\": 1", "\"rows\": -1"},
                                       {"\"rows\": 1", "\"rows\": \"1\""},
                                       {"\"breaking_rows\": 0", "\"breaking_rows\": 2"}}) {
            QByteArray bad = good;
            bad.replace(from, to);
            QVERIFY(bad != good);
            QCOMPARE(codeOf(bad), u"upload_report_unreadable"_qs);
        }
        QVERIFY(save(order(m_fixture->check("externalId,phone\n1,\"2\n")), u"cut.json"_qs));
        QCOMPARE(UploadReport::read(m_fixture->path(u"cut.json"_qs)).error().code, u"upload_report_not_whole"_qs);
        QCOMPARE(UploadReport::of(order(m_fixture->check("externalId,phone\n1,\"2\n"))).error().code,
                 u"upload_report_not_whole"_qs);
    }

    void writesOverNothing()
    {
        const auto made = order(m_fixture->check("externalId,phone\n1,+12015550121\n"));
        QVERIFY(QFile::link(m_fixture->path(u"contacts.csv"_qs), m_fixture->path(u"link.json"_qs)));
        for (const QString &name : {u"contacts.csv"_qs, u"link.json"_qs}) {
            const auto saved = saveUploadReport(made, m_fixture->path(name), Existing::Replace, *m_fixture->audit, {});
            QVERIFY(!saved);
            QCOMPARE(saved.error().code, u"upload_over_input"_qs);
        }
        (void)m_fixture->write("mine", u"report.json"_qs);
        QCOMPARE(save(made, u"report.json"_qs).error().code, u"exists"_qs);
        QCOMPARE(m_fixture->read(u"report.json"_qs), QByteArray("mine"));
    }

    void F94_aReportThatCannotBeNamedIsTold()
    {
        const auto made = order(m_fixture->check("externalId,phone\n1,+12015550121\n"));
        FailingDisk disk;
        disk.failNext(FailingDisk::Op::Rename, EIO);
        QVERIFY(!save(made, u"report.json"_qs, disk));
        QVERIFY(!QFile::exists(m_fixture->path(u"report.json"_qs)));
        const auto entries = m_fixture->audit->read(1, 2);
        QVERIFY(entries);
        QCOMPARE(entries->value(0).event, u"upload.checked"_qs);
        QCOMPARE(entries->value(1).event, u"upload.report_not_saved"_qs);
    }

private:
    std::unique_ptr<UploadFixture> m_fixture;
};

MUSTER_TEST(TestUploadReport, QCoreApplication)

} // namespace tst_uploadreport
#include "tst_uploadreport.moc"
