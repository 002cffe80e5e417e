// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/sinks/csvrows.h"
#include "network/sandbox/sandboxdata.h"
#include "tests/app/support/killedoperation.h"
#include "tests/app/support/musterprocess.h"
#include "tests/support/loopbackserver.h"
#include "tests/support/testprogram.h"

#include <QDirIterator>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QMap>
#include <QSet>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace tst_exportkill {

namespace {

/// What is wrong with what a receiver was given of the export that wrote `csv`: each contact in one delivery, which may
/// have come more than once, and then as it was.
QStringList recordsMissing(const QList<LoopbackServer::Request> &requests, const QByteArray &csv)
{
    QMap<QByteArray, QByteArray> deliveries;
    QStringList wrong;
    for (const LoopbackServer::Request &request : requests) {
        const qsizetype at = request.head.toLower().indexOf("\r\nwebhook-id: ") + 14;
        const QByteArray id = request.head.mid(at, 32);
        if (deliveries.contains(id) && deliveries.value(id) != request.body)
            wrong.append(u"another body under the same id"_s);
        deliveries.insert(id, request.body);
    }
    QSet<QString> given;
    for (const QByteArray &body : std::as_const(deliveries)) {
        const QJsonArray contacts = QJsonDocument::fromJson(body)["contacts"_L1].toArray();
        for (const QJsonValue &contact : contacts) {
            const QString id = contact["contactId"_L1].toString();
            if (given.contains(id))
                wrong.append(u"twice: "_s + id);
            given.insert(id);
        }
    }
    CsvReader reader(csv, TextProfile::Machines);
    qsizetype rows = 0;
    (void)reader.next();
    for (auto row = reader.next(); row && *row; row = reader.next(), ++rows) {
        if (!given.contains(QString::fromStdString(**(*row)->begin())))
            wrong.append(u"not given: "_s + QString::fromStdString(**(*row)->begin()));
    }
    if (rows != given.size())
        wrong.append(u"%1 rows, %2 given"_s.arg(rows).arg(given.size()));
    return wrong.mid(0, 5);
}

/// E-mail addresses and numbers of every fifth contact.
QByteArrayList rawValues(const SandboxSettings &settings)
{
    const SandboxData data(settings.seed, settings.contacts);
    QByteArrayList values;
    for (qint64 contact = 0; contact < settings.contacts; contact += 5) {
        for (const SandboxAttribute attribute : {SandboxAttribute::Email, SandboxAttribute::Phone}) {
            std::string value;
            if (data.appendValue(contact, attribute, value) && !value.empty())
                values.append(QByteArray::fromStdString(value));
        }
    }
    return values;
}

/// Where any of them stands in a file under `folder`.
QStringList rawOnDisk(const QString &folder, const QByteArrayList &values)
{
    QStringList found;
    QDirIterator files(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext() && !values.isEmpty()) {
        const QString file = files.next();
        const QByteArray bytes = readFile(file);
        for (const QByteArray &value : values) {
            if (bytes.contains(value))
                found.append(file + u": "_s + QString::fromUtf8(value));
        }
    }
    return found.mid(0, 5);
}

} // namespace

/// F90: kill -9 while a segment is exported.
class ExportKillTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void F90_killedAgainAndAgainTheFileIsStillTheSame_data();
    void F90_killedAgainAndAgainTheFileIsStillTheSame();
    void F90_killedAgainAndAgainTheReceiverHasEveryRecord();
};

void ExportKillTest::F90_killedAgainAndAgainTheFileIsStillTheSame_data()
{
    QTest::addColumn<QString>("ending");
    QTest::addColumn<bool>("masked");
    QTest::newRow("csv") << u".csv"_s << false;
    QTest::newRow("jsonl") << u".jsonl"_s << false;
    QTest::newRow("xlsx") << u".xlsx"_s << false;
    QTest::newRow("masked") << u".csv"_s << true;
}

void ExportKillTest::F90_killedAgainAndAgainTheFileIsStillTheSame()
{
    QFETCH(QString, ending);
    QFETCH(bool, masked);
    MusterStation station({.contacts = 1500, .seed = 11});
    const QStringList treated = masked ? QStringList{u"--mask"_s, u"email"_s, u"--mask"_s, u"phone"_s} : QStringList();
    const auto exporting = [&station, &treated](const QString &name) {
        return station.exportEveryone(name,
                                      QStringList{u"--page-size"_s, u"50"_s, u"--resume"_s, u"--quiet"_s} + treated);
    };
    const QString whole = u"whole"_s + ending;
    QCOMPARE(station.run(exporting(whole)).exitCode, 0);
    const QByteArray expected = readFile(station.file(whole));
    QVERIFY(masked || ending != u".csv"_s || expected == station.expectedCsv(station.everyone()));
    QVERIFY(!masked || expected.contains("[EMAIL_MASKED]"));
    const QByteArrayList raw = masked ? rawValues(station.settings()) : QByteArrayList();
    QString name;
    int files = 0;
    KilledOperation operation({
        .begin =
            [&] {
                name = u"f%1"_s.arg(++files) + ending;
                return KilledOperation::Round{&station, exporting(name)};
            },
        .phaseOf =
            [](const SandboxRequest &request) {
                return request.path.contains("query") ? u"page"_s
                    : request.path.endsWith("/token") ? u"sign-in"_s
                                                      : u"segment"_s;
            },
        .isDone =
            [&] {
                return readFile(station.file(name)) == expected
                    && !QFileInfo::exists(station.file(name + u".partial"_s));
            },
        .commandResumes = true,
        // What the lives before left in journal, history and files is there as well.
        .findings = [&](const CommandResult &) { return rawOnDisk(station.folder(), raw); },
    });
    QCOMPARE(operation.kill(24), QString());
    QVERIFY(!masked || rawOnDisk(station.folder(), {expected.first(9)}).size() > 0); // or nothing was looked at
    // The one that was fetched and not yet on the disk, and the one after it, of which no answer came.
    QVERIFY(operation.askedAgain(u"page"_s) <= 2 * operation.kills());
}

void ExportKillTest::F90_killedAgainAndAgainTheReceiverHasEveryRecord()
{
    MusterStation station({.contacts = 1500, .seed = 11});
    LoopbackServer crm;
    crm.script({LoopbackServer::answer(204, {})});
    QString name;
    int files = 0;
    const auto hook = [&] { return u"/hook/%1/"_s.arg(files); };
    KilledOperation operation({
        .begin =
            [&] {
                name = u"r%1.csv"_s.arg(++files);
                return KilledOperation::Round{
                    &station,
                    station.exportEveryone(name,
                                           {u"--page-size"_s, u"100"_s, u"--resume"_s, u"--quiet"_s, u"--webhook"_s,
                                            crm.url(hook()).toString(), u"--notify-records"_s, u"127.0.0.1"_s})};
            },
        .phaseOf =
            [](const SandboxRequest &request) {
                return request.path.contains("query") ? u"page"_s
                    : request.path.endsWith("/token") ? u"sign-in"_s
                                                      : u"segment"_s;
            },
        .isDone = [&] { return QFileInfo::exists(station.file(name)); },
        .commandResumes = true,
        .findings =
            [&](const CommandResult &) {
                // By its own address: what a run of another round left waiting may come now.
                QList<LoopbackServer::Request> requests = crm.requests();
                requests.removeIf([&](const auto &request) { return !request.line().contains(hook().toUtf8()); });
                return recordsMissing(requests, readFile(station.file(name)));
            },
    });
    QCOMPARE(operation.kill(12), QString());
}

MUSTER_TEST(ExportKillTest, QCoreApplication)

} // namespace tst_exportkill
#include "tst_exportkill.moc"
