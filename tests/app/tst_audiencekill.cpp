// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/sandbox/sandboxaudiences.h"
#include "tests/app/support/killedoperation.h"
#include "tests/app/support/musterprocess.h"
#include "tests/support/loopbackserver.h"
#include "tests/support/testprogram.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace tst_audiencekill {

namespace {

const QString newId = u"b7c00001-0000-4000-8000-000000000001"_s;

} // namespace

/// F90: kill -9 while an audience is registered, and while a platform is told of it.
class AudienceKillTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void F90_killedAgainAndAgainNoVersionIsLostOrDoubled();
    void F90_killedAgainAndAgainEachVersionIsToldUnderOneId();

private:
    static SandboxSettings world() { return {.contacts = 3000, .evaluationTime = std::chrono::milliseconds(0)}; }
    /// Registers "Tier NAME" in place of the version that is there.
    static QStringList putting(MusterStation &station, const QString &name, const QStringList &more = {})
    {
        QFile file(station.file(name + u".json"_s));
        if (!file.open(QIODevice::WriteOnly))
            qFatal("no file");
        file.write(
            R"({"name":"Tier )" + name.toUtf8()
            + R"(","criteria":{"operator":"AND","conditions":[{"field":"tier","operator":"equals","value":"x"}]},)"
              R"("data_source":"customer_360"})");
        return QStringList{u"audiences"_s,
                           u"put"_s,
                           newId,
                           file.fileName(),
                           u"--expect-version"_s,
                           QString::number(station.sandbox().audienceTruth(newId).version),
                           u"--quiet"_s}
        + more;
    }
    static QString phaseOf(const SandboxRequest &request)
    {
        if (request.path.endsWith("/token"))
            return u"sign-in"_s;
        return request.method == "PUT" ? u"put"_s : request.path.contains("/audiences/") ? u"look"_s : QString();
    }
};

void AudienceKillTest::F90_killedAgainAndAgainNoVersionIsLostOrDoubled()
{
    MusterStation station(world());
    QString name;
    qint64 before = 0;
    KilledOperation operation({
        .begin =
            [&] {
                before = station.sandbox().audienceTruth(newId).version;
                name = u"v%1"_s.arg(before + 1);
                return KilledOperation::Round{&station, putting(station, name)};
            },
        .phaseOf = phaseOf,
        .writes = {u"put"_s},
        .isDone =
            [&] {
                const SandboxAudienceState now = station.sandbox().audienceTruth(newId);
                return now.version == before + 1 && now.definition.name == u"Tier "_s + name;
            },
    });
    QCOMPARE(operation.kill(24), QString());
    QCOMPARE(station.sandbox().audienceTruth(newId).version, operation.rounds());
    // Every request that the server saw had its intent in the audit trail before.
    QVERIFY(station.sent("PUT") <= int(station.auditEntries(u"audience.requested"_s).size()));
}

void AudienceKillTest::F90_killedAgainAndAgainEachVersionIsToldUnderOneId()
{
    MusterStation station(world());
    LoopbackServer platform;
    platform.script({LoopbackServer::answer(202, "{}")});
    const QStringList told{u"--webhook"_s, platform.url(u"/hook"_s).toString()};
    qint64 before = 0;
    KilledOperation operation({
        .begin =
            [&] {
                before = station.sandbox().audienceTruth(newId).version;
                return KilledOperation::Round{&station, putting(station, u"v%1"_s.arg(before + 1), told)};
            },
        .phaseOf = phaseOf,
        .writes = {u"put"_s},
        .isDone = [&] { return station.sandbox().audienceTruth(newId).version == before + 1; },
    });
    connect(&platform, &LoopbackServer::arrived, this, [&operation] { operation.see(u"notice"_s); });
    QCOMPARE(operation.kill(16), QString());
    // What was killed on the way to the platform is told by the next one who starts.
    const auto last = ProgramKiller(station, phaseOf).live(putting(station, u"last"_s, told));
    QVERIFY2(last.result.exitCode == 0, last.result.err.constData());
    QMap<qint64, QSet<QByteArray>> ids;
    for (const LoopbackServer::Request &request : platform.requests()) {
        const qint64 version = QJsonDocument::fromJson(request.body).object()["criteria_version"_L1].toInteger();
        const qsizetype at = request.head.toLower().indexOf("\nx-request-id:");
        ids[version].insert(at < 0 ? QByteArray() : request.head.mid(at + 14).split('\r')[0].trimmed());
    }
    QCOMPARE(qint64(ids.size()), station.sandbox().audienceTruth(newId).version); // none is lost,
    for (const QSet<QByteArray> &of : std::as_const(ids))
        QVERIFY(of.size() == 1 && !of.contains(QByteArray())); // and what was sent twice says so by its id.
}

MUSTER_TEST(AudienceKillTest, QCoreApplication)

} // namespace tst_audiencekill
#include "tst_audiencekill.moc"
