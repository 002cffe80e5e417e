// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/app/support/musterprocess.h"
#include "tests/support/testprogram.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace tst_headlesssupport {

/// `muster support collect` as a script meets it.
class HeadlessSupportTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void S08_whatIsShownIsWhatIsSaved()
    {
        MusterStation station;
        QVERIFY(station.run(station.exportEveryone(u"mary-planted.csv"_s)).exitCode == 0);
        const CommandResult shown
            = station.run({u"support"_s, u"collect"_s, u"--show"_s, u"--out"_s, station.file(u"support.json"_s)});
        QVERIFY2(shown.exitCode == 0, shown.err.constData());
        QFile file(station.file(u"support.json"_s));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray saved = file.readAll();
        QCOMPARE(shown.out, saved);
        const QJsonObject object = QJsonDocument::fromJson(saved).object();
        QCOMPARE(object["format"_L1].toString(), u"muster-support"_s);
        const QJsonObject run = object["runs"_L1].toArray().first().toObject();
        QCOMPARE(run["kind"_L1].toString(), u"segment_export"_s);
        QCOMPARE(run["state"_L1].toString(), u"complete"_s);
        QCOMPARE(run["records"_L1].toInt(), 5000);
        for (const QByteArray &word : {QByteArray("planted"), station.sandbox().clientSecret().bytes().toByteArray(),
                                       station.sandbox().clientId().toUtf8()})
            QVERIFY2(!saved.contains(word), QByteArray(word + " in " + saved).constData());
    }

    void aFileIsNotOverwritten()
    {
        MusterStation station;
        const QStringList command{u"support"_s, u"collect"_s, u"--out"_s, station.file(u"support.json"_s)};
        const CommandResult first = station.run(command);
        QVERIFY2(first.exitCode == 0, first.err.constData());
        QCOMPARE(first.json["output_file"_L1].toString(), station.file(u"support.json"_s));
        QVERIFY(station.run(command).exitCode != 0);
        QCOMPARE(station.run({u"support"_s, u"collect"_s}).exitCode, 2); // neither shown nor saved
    }
};

MUSTER_TEST(HeadlessSupportTest, QCoreApplication)

} // namespace tst_headlesssupport
#include "tst_headlesssupport.moc"
