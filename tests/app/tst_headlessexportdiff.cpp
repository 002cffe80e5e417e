// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/exportfiles.h"
#include "tests/support/testprogram.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <csignal>

using namespace muster;
using namespace muster::test;

namespace tst_headlessexportdiff {

/// `muster export diff` as a process of its own; no tenant is there to be asked.
class TestHeadlessExportDiff : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup()
    {
        for (const QString &name : QDir(m_folder.path()).entryList(QDir::Files))
            QFile::remove(path(name));
    }

    void tellsWhatDiffersAndWritesIt()
    {
        const QString older
            = writeExport(path(u"old.csv"_qs), {u"name"_qs, u"gone"_qs},
                          {{"secret-a", {text("Ann"), text("x")}, {}}, {"secret-b", {text("Bob"), text("x")}, {}}});
        const QString newer = writeExport(path(u"new.csv"_qs), {u"name"_qs},
                                          {{"secret-a", {text("Anne")}, {}}, {"secret-c", {text("Cy")}, {}}});
        auto muster = start({older, newer, u"--json"_qs, u"--changes-only"_qs, path(u"changes.csv"_qs)});
        QVERIFY(muster->waitForFinished(60'000));
        QCOMPARE(muster->exitCode(), 0);
        const QByteArray out = muster->readAllStandardOutput(), err = muster->readAllStandardError();
        const QJsonObject object = QJsonDocument::fromJson(out).object();
        QCOMPARE(object[u"outcome"].toString(), u"complete"_qs);
        QCOMPARE(object[u"same"].toBool(true), false);
        for (const char *kind : {"changed", "joined", "left"})
            QCOMPARE(object[QLatin1String(kind)].toInteger(), 1);
        QCOMPARE(object[u"unchanged"].toInteger(-1), 0);
        QCOMPARE(object[u"columns"].toArray(), (QJsonArray{QJsonObject{{u"name"_qs, u"name"_qs}, {u"changed"_qs, 1}}}));
        QCOMPARE(object[u"columns_not_compared"][u"older"].toArray(), QJsonArray{u"gone"_qs});
        QCOMPARE(object[u"older"][u"proven"].toBool(), true);
        QCOMPARE(object[u"changes_file"].toString(), path(u"changes.csv"_qs));
        QCOMPARE(readText(path(u"changes.csv"_qs)),
                 QByteArray("contactId,name,change\r\nsecret-a,Anne,changed\r\nsecret-c,Cy,joined\r\n"
                            "secret-b,Bob,left\r\n"));
        QVERIFY(!out.contains("secret") && !err.contains("secret")); // counts alone are told
        QVERIFY2(err.contains("only the older file has it: gone"), err.constData());
        const QByteArray history = readText(path(u"data/data/audit.jsonl"_qs));
        QVERIFY2(history.contains("\"event\":\"export.changes_saved\"") && history.contains("\"file\":\"changes.csv\"")
                     && !history.contains("secret"),
                 history.constData());
        const QByteArray plain = finished({older, newer}, 0);
        QVERIFY2(plain.contains("Changed    1\n"), plain.constData());
    }

    void refusesAChangedFileBeforeItComparesAnything()
    {
        const QString older = writeExport(path(u"old.csv"_qs), {u"n"_qs}, {{"a", {text("1")}, {}}});
        const QString newer = writeExport(path(u"new.csv"_qs), {u"n"_qs}, {{"a", {text("2")}, {}}});
        writeText(newer, readText(newer).replace("a,2", "a,3"));
        auto muster = start({older, newer, u"--json"_qs, u"--changes-only"_qs, path(u"changes.csv"_qs)});
        QVERIFY(muster->waitForFinished(60'000));
        QCOMPARE(muster->exitCode(), 2);
        const QJsonObject object = QJsonDocument::fromJson(muster->readAllStandardOutput()).object();
        QCOMPARE(object[u"outcome"].toString(), u"refused"_qs);
        QCOMPARE(object[u"error"][u"code"].toString(), u"export_changed"_qs);
        QVERIFY(!QFile::exists(path(u"changes.csv"_qs)));
    }

    void overwritesOnlyWhenAsked()
    {
        const QString older = writeExport(path(u"old.csv"_qs), {u"n"_qs}, {{"a", {text("1")}, {}}});
        const QString newer = writeExport(path(u"new.csv"_qs), {u"n"_qs}, {{"a", {text("2")}, {}}});
        const QString out = writeText(path(u"changes.csv"_qs), "mine");
        (void)finished({older, newer, u"--changes-only"_qs, out}, 2);
        QCOMPARE(readText(out), QByteArray("mine"));
        (void)finished({older, newer, u"--changes-only"_qs, out, u"--overwrite"_qs}, 0);
        QCOMPARE(readText(out), QByteArray("contactId,n,change\r\na,2,changed\r\n"));
        (void)finished({older, newer, u"--overwrite"_qs}, 2); // of nothing
    }

    void endsWhenItIsInterrupted()
    {
        // A pair that takes seconds; the interruption comes as soon as the comparison says that it has begun.
        QByteArray rows = "contactId,n\n";
        for (int id = 0; id < 2'000'000; ++id)
            rows += QByteArray::number(id) + ",value of some length that has to be read\n";
        const QString file = writeText(path(u"big.csv"_qs), rows);
        auto muster = start({file, file});
        QByteArray err;
        while (!err.contains("Comparing") && muster->waitForReadyRead(60'000))
            err += muster->readAllStandardError();
        QVERIFY2(err.contains("Comparing"), err.constData());
        QCOMPARE(::kill(pid_t(muster->processId()), SIGINT), 0);
        QVERIFY(muster->waitForFinished(60'000));
        QCOMPARE(muster->exitCode(), 130);
    }

private:
    [[nodiscard]] QString path(const QString &name) const { return m_folder.filePath(name); }
    [[nodiscard]] std::unique_ptr<QProcess> start(const QStringList &arguments) const
    {
        auto process = std::make_unique<QProcess>();
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"DBUS_SESSION_BUS_ADDRESS"_qs, u"unix:path=/nowhere"_qs);
        process->setProcessEnvironment(environment);
        process->setReadChannel(QProcess::StandardError);
        process->start(QStringLiteral(MUSTER_PROGRAM),
                       QStringList{u"--data-dir"_qs, path(u"data"_qs), u"export"_qs, u"diff"_qs} + arguments);
        return process;
    }
    [[nodiscard]] QByteArray finished(const QStringList &arguments, int exitCode) const
    {
        const auto process = start(arguments);
        if (!process->waitForFinished(60'000) || process->exitCode() != exitCode) {
            QTest::qFail(process->readAllStandardError().constData(), __FILE__, __LINE__);
            return {};
        }
        return process->readAllStandardOutput();
    }

    QTemporaryDir m_folder;
};

MUSTER_TEST(TestHeadlessExportDiff, QCoreApplication)

} // namespace tst_headlessexportdiff
#include "tst_headlessexportdiff.moc"
