// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/app/support/musterprocess.h"

#include "tests/support/testprogram.h"

#include <QJsonArray>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace tst_headlessconnections {

/// `muster connections`: what there is, what it can do, and whether it works.
class HeadlessConnectionsTest : public QObject
{
    Q_OBJECT

    static QStringList outcomes(const CommandResult &ended)
    {
        QStringList lines;
        for (const QJsonValue &value : ended.json.value(u"steps").toArray()) {
            const QJsonObject step = value.toObject();
            lines << step.value(u"step").toString() % u' ' % step.value(u"outcome").toString();
        }
        return lines;
    }

private Q_SLOTS:
    void theListSaysWhatEachCanDoAndAsksNobody()
    {
        MusterStation station;
        const CommandResult listed = station.run({u"connections"_s, u"list"_s});
        QVERIFY2(listed.exitCode == 0, listed.err.constData());
        const QJsonArray connections = listed.json.value(u"connections").toArray();
        QCOMPARE(connections.size(), 2); // the built-in ones
        const QJsonObject sandbox = connections.first().toObject();
        QCOMPARE(sandbox.value(u"dialect").toString(), u"contract"_s);
        const QJsonObject capabilities = sandbox.value(u"capabilities").toObject();
        QCOMPARE(capabilities.keys(),
                 (QStringList{u"audiences"_s, u"do_not_call"_s, u"enrichment"_s, u"list_deletion"_s,
                              u"list_sanitising"_s, u"segment_export"_s, u"transcripts"_s}));
        for (const QString &job : capabilities.keys()) {
            const bool isMissing = job == u"do_not_call" || job == u"list_deletion";
            QCOMPARE(capabilities[job][u"mode"].toString(), isMissing ? u"unavailable"_s : u"native"_s);
        }
        QVERIFY(station.sandbox().requests().isEmpty());
    }

    void theTestTriesEveryStep()
    {
        MusterStation station;
        const CommandResult tested = station.run({u"connections"_s, u"test"_s});
        QVERIFY2(tested.exitCode == 0, tested.err.constData());
        QCOMPARE(tested.json.value(u"outcome").toString(), u"complete"_s);
        QStringList expected{u"resolve passed"_s};
        for (int service = 0; service < 5; ++service)
            expected << u"token passed"_s << u"read passed"_s;
        QCOMPARE(outcomes(tested), expected);
    }

    void aServiceThatRefusesIsNamedAndTheOthersAreStillTried()
    {
        MusterStation station;
        SandboxFault closed;
        closed.path = u"/outbound/campaigns"_s;
        closed.status = 403;
        closed.times = -1;
        station.sandbox().addFault(closed);
        const CommandResult tested = station.run({u"connections"_s, u"test"_s});
        QVERIFY2(tested.exitCode == 1, tested.err.constData());
        QCOMPARE(tested.json.value(u"outcome").toString(), u"failed"_s);
        QCOMPARE(outcomes(tested).filter(u"read failed"_s).size(), 1);
        QCOMPARE(outcomes(tested).filter(u"read passed"_s).size(), 4);
        for (const QJsonValue &value : tested.json.value(u"steps").toArray()) {
            const QJsonObject step = value.toObject();
            if (step.value(u"outcome").toString() == u"failed")
                QCOMPARE(step.value(u"service").toString(), u"enrichment"_s);
        }
    }
};

MUSTER_TEST(HeadlessConnectionsTest, QCoreApplication)

} // namespace tst_headlessconnections
#include "tst_headlessconnections.moc"
