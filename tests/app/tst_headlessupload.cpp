// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/app/support/cxonestation.h"
#include "tests/app/support/musterprocess.h"
#include "tests/app/support/programstation.h"
#include "tests/support/testprogram.h"
#include "tests/support/withoutdigests.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace tst_headlessupload {

/// `muster upload check` and `muster upload reconcile` as processes of their own.
class TestHeadlessUpload : public QObject
{
    Q_OBJECT

private:
    [[nodiscard]] QString path(const QString &name) const { return m_folder.filePath(name); }
    [[nodiscard]] QString write(const QString &name, const QByteArray &bytes) const
    {
        QFile file(path(name));
        if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate) || file.write(bytes) != bytes.size())
            qFatal("cannot write");
        return file.fileName();
    }
    [[nodiscard]] QByteArray read(const QString &name) const
    {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("<unreadable>");
    }
    [[nodiscard]] static QStringList check(const QStringList &more)
    {
        return QStringList{u"upload"_s, u"check"_s} + more;
    }

private Q_SLOTS:
    void cleanup() { QDir(m_folder.path()).removeRecursively(), QDir().mkpath(m_folder.path()); }

    void checksCopiesAndReports()
    {
        CxoneStation station({.tenant = {.contacts = 160, .seed = 7}});
        const QByteArray text = "\xEF\xBB\xBF"
                                "externalId;phone\n1;+12015550121\n2;nobody\n3;+12015550123\n";
        const QString contacts = write(u"contacts.csv"_s, text);
        const CommandResult done = station.run(
            check({contacts, u"--out"_s, m_folder.path(), u"--rows"_s, u"1"_s, u"--report"_s, path(u"report.json"_s)}));
        QVERIFY2(done.exitCode == 0, done.err.constData());
        QCOMPARE(done.json[u"outcome"_s].toString(), u"complete"_s);
        QCOMPARE(done.json[u"rows"_s].toInteger(), 3);
        QCOMPARE(done.json[u"breaking_rows"_s].toInteger(), 1);
        QCOMPARE(done.json[u"fit"_s].toBool(), false);
        QCOMPARE(read(u"contacts-upload-1.csv"_s), QByteArray("externalId,phone\r\n1,+12015550121\r\n"));
        QCOMPARE(read(u"contacts-upload-2.csv"_s), QByteArray("externalId,phone\r\n3,+12015550123\r\n"));
        QCOMPARE(read(u"contacts-rejected.csv"_s),
                 QByteArray("row,rules,externalId,phone\r\n3,phone_unreadable,2,nobody\r\n"));
        QCOMPARE(read(u"contacts.csv"_s), text);
        for (const QByteArray &bytes : {done.out, done.err, read(u"report.json"_s)})
            QVERIFY2(!withoutDigests(bytes).contains("5550") && !bytes.contains("nobody"), bytes.constData());
        // No tenant was asked.
        QVERIFY(station.sandbox().requests().isEmpty());
    }

    void refusesBeforeAnythingIsWritten()
    {
        CxoneStation station({.tenant = {.contacts = 160, .seed = 7}});
        const QString contacts = write(u"contacts.csv"_s, "externalId,phone\n1,+12015550121\n");
        const auto codeOf = [&](const QStringList &arguments) {
            const CommandResult refused = station.run(check(arguments));
            return refused.exitCode == 2 ? refused.json[u"error"_s][u"code"].toString()
                                         : u"exit %1"_s.arg(refused.exitCode);
        };
        QCOMPARE(codeOf({contacts, u"--out"_s, path(u"none"_s)}), u"not_found"_s);
        QCOMPARE(codeOf({contacts, u"--out"_s, m_folder.path(), u"--size"_s, u"245"_s}), u"upload_copy_size"_s);
        QCOMPARE(codeOf({contacts, u"--out"_s, m_folder.path(), u"--rows"_s, u"0"_s}), u"upload_copy_size"_s);
        QCOMPARE(codeOf({contacts, u"--encoding"_s, u"ebcdic"_s}), u"unknown_encoding"_s);
        QCOMPARE(codeOf({contacts, u"--id-column"_s, u"customer"_s}), u"csv_no_such_column"_s);
        QCOMPARE(codeOf({contacts, u"--report"_s, contacts, u"--overwrite"_s}), u"upload_over_input"_s);
        const QString mine = write(u"contacts-upload-1.csv"_s, "mine");
        QCOMPARE(codeOf({contacts, u"--out"_s, m_folder.path()}), u"exists"_s);
        QCOMPARE(codeOf({contacts, u"--report"_s, mine}), u"exists"_s);
        QCOMPARE(read(u"contacts-upload-1.csv"_s), QByteArray("mine"));
    }

    void reconcilesWithTheTenant()
    {
        CxoneStation station({.tenant = {.contacts = 160, .seed = 7}});
        // A report of a file as large as a list of the tenant is, and one of another size.
        const auto truth = station.sandbox().listTruth(4105);
        const auto valid
            = std::ranges::count_if(truth, [](const CxoneSandboxRecord &record) { return record.isValid; });
        const auto reportOf = [&](const QString &name, qint64 rows, const QByteArray &phone) {
            QByteArray text = "externalId,phone\n";
            for (qint64 row = 0; row < rows; ++row)
                text += QByteArray::number(row + 1) + ',' + (row == 0 ? phone : QByteArray("+12015550123")) + '\n';
            const QString report = path(name);
            const CommandResult made = station.run(check({write(u"contacts.csv"_s, text), u"--report"_s, report}));
            if (made.exitCode != 0)
                qFatal("no report: %s", made.err.constData());
            return report;
        };
        const auto reconcile = [&](const QString &report, const QString &list) {
            return station.run({u"upload"_s, u"reconcile"_s, report, u"--list"_s, list});
        };
        const qint64 records = truth.size();
        const CommandResult more = reconcile(reportOf(u"more.json"_s, records + 3, "+12015550123"), u"4105"_s);
        QCOMPARE(more.exitCode, 1);
        QCOMPARE(more.json[u"outcome"_s].toString(), u"not_as_expected"_s);
        const QJsonArray counts = more.json[u"counts"_s].toArray();
        QCOMPARE(counts[0][u"result"].toString(), u"too_few"_s);
        QCOMPARE(counts[0][u"difference"].toInteger(), -3);
        QCOMPARE(counts[1][u"told"].toInteger(), valid);
        QCOMPARE(counts[2][u"told"].toInteger(), records - valid);
        QCOMPARE(reconcile(path(u"more.json"_s), u"4711"_s).exitCode, 2);
        QCOMPARE(reconcile(write(u"x.json"_s, "{}"), u"4105"_s).json[u"error"_s][u"code"].toString(),
                 u"upload_report_unreadable"_s);
        // A tenant that tells nothing but how many there are is never taken to agree.
        MusterStation plain;
        const CommandResult lists = plain.run({u"lists"_s, u"list"_s});
        const QJsonObject first = lists.json[u"lists"_s][0].toObject();
        const QString same
            = reportOf(u"same.json"_s, std::min<qint64>(first[u"contacts"_s].toInteger(), 20'000), "+12015550123");
        const CommandResult unknown
            = plain.run({u"upload"_s, u"reconcile"_s, same, u"--list"_s, first[u"id"_s].toString()});
        QCOMPARE(unknown.exitCode, 1);
        QCOMPARE(unknown.json[u"counts"_s][1][u"result"].toString(), u"not_told"_s);
        QVERIFY(unknown.json[u"counts"_s][1][u"difference"].isNull());
    }

private:
    QTemporaryDir m_folder;
};

MUSTER_TEST(TestHeadlessUpload, QCoreApplication)

} // namespace tst_headlessupload
#include "tst_headlessupload.moc"
