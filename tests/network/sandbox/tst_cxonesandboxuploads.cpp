// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cxonedoor.h"
#include "sandboxdoor.h"

#include "tests/support/testprogram.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace tst_cxonesandboxuploads {

namespace {

constexpr auto jobTime = 4s;

QByteArray jobPath(qint64 job)
{
    return "/lists/call-lists/jobs/" + QByteArray::number(job);
}

/// `count` rows of external ids from `first` on, with a number each.
QByteArray newRows(int first, int count)
{
    QByteArray csv = "externalId,phone\n";
    for (int at = 0; at < count; ++at)
        csv += QByteArray::number(first + at) + ",121255501" + QByteArray::number(10 + at) + '\n';
    return csv;
}

} // namespace

class TestCxoneSandboxUploads : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_door = std::make_unique<CxoneDoor>(CxoneSandboxSettings{.tenant = {.contacts = 100, .jobTime = jobTime}});
    }
    void jobHasTheMembersOfTheDescription();
    void mergesByExternalId();
    void withoutOverwriteLeavesWhatIsThere();
    void countsRowsThatAreNone();
    void takesItsRowsInTime();
    void cancelledJobChangesNothingMore();
    void completeJobIsNotCancelled();
    void unfitFileChangesNothing_data();
    void unfitFileChangesNothing();
    void ringsOnlyWhereASkillDials_data();
    void ringsOnlyWhereASkillDials();
    void ringsAsFarAsItGot();
    void listsJobsByTime();
    void refuses_data();
    void refuses();
    void mutates();

private:
    [[nodiscard]] QJsonObject job(qint64 id);
    [[nodiscard]] QList<CxoneSandboxRecord> truth(qint64 list) { return m_door->tenant.listContents(list); }

    std::unique_ptr<CxoneDoor> m_door;
};

QJsonObject TestCxoneSandboxUploads::job(qint64 id)
{
    const QJsonArray jobs = bodyOf(m_door->get(jobPath(id))).value("uploadJobs"_L1).toArray(); // an array, for one, too
    return jobs.size() == 1 ? jobs[0].toObject() : QJsonObject();
}

void TestCxoneSandboxUploads::jobHasTheMembersOfTheDescription()
{
    const qint64 id = m_door->upload(dozenList, newRows(1, 1));
    QVERIFY(id > 0);
    QCOMPARE(membersOf(job(id)), u"completedDate isCancelled isComplete jobId listId listName startDate submitDate"_s);
    QCOMPARE(job(id).value("jobId"_L1).toInteger(), id);
    QCOMPARE(job(id).value("listId"_L1).toInteger(), dozenList);
    QCOMPARE(job(id).value("listName"_L1).toString(), u"A dozen to try"_s);
    QCOMPARE(job(id).value("submitDate"_L1).toString(), u"2026-03-01T12:00:00Z"_s);
    QCOMPARE(job(id).value("isComplete"_L1), QJsonValue(false));
    m_door->pass(jobTime - 1ms);
    QCOMPARE(job(id).value("isComplete"_L1), QJsonValue(false));
    m_door->pass(1ms);
    QCOMPARE(job(id).value("isComplete"_L1), QJsonValue(true));
    QCOMPARE(job(id).value("isCancelled"_L1), QJsonValue(false));
    QCOMPARE(job(id).value("completedDate"_L1).toString(), u"2026-03-01T12:00:04Z"_s);
    QCOMPARE(m_door->get(jobPath(1)).status, 404);
}

void TestCxoneSandboxUploads::mergesByExternalId()
{
    const auto before = truth(springList);
    const QByteArray csv = "\xef\xbb\xbf"
                           "externalId,phone,city,unknown\r\n"
        + before[3].externalId.toUtf8() + ",\"(212) 555-0177\",\"Köln, Süd\",x\r\n900000001,+44 20 7946 0001,,\r\n";
    QVERIFY(m_door->upload(springList, csv) > 0);
    m_door->pass(jobTime);
    auto wanted = before;
    wanted[3].destinations = {u"2125550177"_s};
    wanted[3].members.insert(u"city"_s, u"Köln, Süd"_s);
    wanted[3].modified = m_door->wallNow;
    const auto after = truth(springList);
    QCOMPARE(after.size(), before.size() + 1);
    QCOMPARE(after.mid(0, before.size()), wanted); // what the file does not say stays
    QCOMPARE(after.last().externalId, u"900000001"_s);
    QCOMPARE(after.last().destinations, QStringList{u"442079460001"_s});
    QCOMPARE(after.last().created, m_door->wallNow);
    // The same file again changes nothing but the time.
    QVERIFY(m_door->upload(springList, csv) > 0);
    m_door->pass(jobTime);
    QCOMPARE(truth(springList).size(), before.size() + 1);
}

void TestCxoneSandboxUploads::withoutOverwriteLeavesWhatIsThere()
{
    const auto before = truth(springList);
    const QByteArray csv = "externalId,phone\n" + before[0].externalId.toUtf8() + ",12125550177\n5,12125550178\n";
    QVERIFY(m_door->upload(springList, csv, {{u"forceOverwrite"_s, false}}) > 0);
    m_door->pass(jobTime);
    QCOMPARE(truth(springList).mid(0, before.size()), before);
    QCOMPARE(truth(springList).size(), before.size() + 1);
}

void TestCxoneSandboxUploads::countsRowsThatAreNone()
{
    const auto before = truth(springList);
    // No id; no number; a known record whose number would be lost; two that are good.
    const QByteArray csv = "externalId,phone\n,12125550177\n5,call me\n" + before[0].externalId.toUtf8() + ",n/a\n"
        + before[1].externalId.toUtf8() + ",12125550177\n6,12125550178\n";
    QVERIFY(m_door->upload(springList, csv) > 0);
    m_door->pass(jobTime);
    QCOMPARE(truth(springList)[0], before[0]);
    QCOMPARE(truth(springList).size(), 101);
    const QJsonObject list = bodyOf(m_door->get("/lists/call-lists/4101")).value("resultSet"_L1).toObject();
    QCOMPARE(list.value("invalidRecords"_L1).toInt(), 3);
    QCOMPARE(list.value("validRecords"_L1).toInt(), 101);
    QCOMPARE(list.value("totalRecords"_L1).toInt(), 104);
    // A row without the number's column changes a record; it makes none.
    QVERIFY(m_door->upload(springList, "externalId,city\n6,Leeds\n7,York\n") > 0);
    m_door->pass(jobTime);
    QCOMPARE(truth(springList).size(), 101);
    QCOMPARE(truth(springList).last().members.value(u"city"_s), u"Leeds"_s);
}

void TestCxoneSandboxUploads::takesItsRowsInTime()
{
    QVERIFY(m_door->upload(emptyList, newRows(1, 8)) > 0);
    QCOMPARE(truth(emptyList).size(), 0);
    m_door->pass(jobTime / 4);
    QCOMPARE(truth(emptyList).size(), 2);
    m_door->pass(jobTime / 2);
    QCOMPARE(truth(emptyList).size(), 6);
    m_door->pass(jobTime);
    QCOMPARE(truth(emptyList).size(), 8);
    const QJsonObject list = bodyOf(m_door->get("/lists/call-lists/4104")).value("resultSet"_L1).toObject();
    QCOMPARE(list.value("totalRecords"_L1).toInt(), 8);
    QCOMPARE(list.value("uploadDate"_L1).toString(), m_door->wallNow.toString(Qt::ISODate));
}

void TestCxoneSandboxUploads::cancelledJobChangesNothingMore()
{
    const qint64 id = m_door->upload(emptyList, newRows(1, 8));
    m_door->pass(jobTime / 2);
    const SandboxAnswer answer = m_door->acd("DELETE", jobPath(id));
    QCOMPARE(answer.status, 200);
    QCOMPARE(headerOf(answer, "icStatusDescription"), "Success"_ba);
    QCOMPARE(truth(emptyList).size(), 4); // what it did until then stays
    m_door->pass(jobTime);
    QCOMPARE(truth(emptyList).size(), 4);
    QCOMPARE(job(id).value("isCancelled"_L1), QJsonValue(true));
    QCOMPARE(job(id).value("isComplete"_L1), QJsonValue(false));
    QCOMPARE(m_door->acd("DELETE", jobPath(1)).status, 404);
}

void TestCxoneSandboxUploads::completeJobIsNotCancelled()
{
    const qint64 id = m_door->upload(emptyList, newRows(1, 8));
    m_door->pass(jobTime);
    QCOMPARE(m_door->acd("DELETE", jobPath(id)).status, 200);
    QCOMPARE(job(id).value("isCancelled"_L1), QJsonValue(false));
    QCOMPARE(truth(emptyList).size(), 8);
}

void TestCxoneSandboxUploads::unfitFileChangesNothing_data()
{
    QTest::addColumn<QByteArray>("csv");
    const QByteArray good = newRows(1, 2);
    QTest::newRow("row too long") << QByteArray(good + "3,12125550101" + QByteArray(513, ' ') + '\n');
    QTest::newRow("no UTF-8") << QByteArray(good + "3,1212555010\xe9\n");
    QTest::newRow("too many rows") << QByteArray(good + QByteArray("4,12125550101\n").repeated(500'000));
    QTest::newRow("no external id") << "id,phone\n1,12125550101\n"_ba;
    QTest::newRow("column twice") << "externalId,phone,phone\n1,12125550101,12125550102\n"_ba;
    QTest::newRow("more cells than columns") << QByteArray(good + "3,12125550101,x\n");
    QTest::newRow("open quotes") << QByteArray(good + "3,\"12125550101\n");
    QTest::newRow("nothing") << ""_ba;
}

void TestCxoneSandboxUploads::unfitFileChangesNothing()
{
    QFETCH(QByteArray, csv);
    const qint64 id = m_door->upload(emptyList, csv, {{u"startSkill"_s, true}});
    QVERIFY(id > 0);
    m_door->pass(jobTime);
    QCOMPARE(job(id).value("isComplete"_L1), QJsonValue(true)); // and not a word of why
    QCOMPARE(truth(emptyList).size(), 0);
    QVERIFY(m_door->tenant.dialled().isEmpty());
    QCOMPARE(bodyOf(m_door->get("/lists/call-lists/4104")).value("resultSet"_L1)[u"totalRecords"].toInt(), 0);
}

void TestCxoneSandboxUploads::ringsOnlyWhereASkillDials_data()
{
    QTest::addColumn<qint64>("list");
    QTest::addColumn<QJsonObject>("members");
    QTest::addColumn<bool>("rings");
    const auto row = [](const char *name, qint64 list, const QJsonObject &members, bool rings) {
        QTest::newRow(name) << list << members << rings;
    };
    row("skill stands still", dozenList, {}, false);
    row("no skill", inactiveList, {}, false);
    row("for a skill that stands still", inactiveList, {{u"skillId"_s, CxoneSandboxList::stoppedSkill}}, false);
    row("the list's skill runs", emptyList, {}, true);
    row("for a skill that runs", dozenList, {{u"skillId"_s, CxoneSandboxList::runningSkill}}, true);
    row("starts the skill", dozenList, {{u"startSkill"_s, true}}, true);
}

void TestCxoneSandboxUploads::ringsOnlyWhereASkillDials()
{
    QFETCH(qint64, list);
    QFETCH(QJsonObject, members);
    QFETCH(bool, rings);
    const QByteArray csv = "externalId,phone\n1,+1 212 555 0101\n2,call me\n3,+12125550103\n";
    QVERIFY(m_door->upload(list, csv, members) > 0);
    QVERIFY(m_door->tenant.dialled().isEmpty());
    m_door->pass(jobTime);
    const QStringList numbers{u"12125550101"_s, u"12125550103"_s};
    QCOMPARE(m_door->tenant.dialled(), rings ? numbers : QStringList());
    // What is there already and is not overwritten does not ring again.
    QJsonObject again = members;
    again.insert(u"forceOverwrite"_s, false);
    QVERIFY(m_door->upload(list, csv, again) > 0);
    m_door->pass(jobTime);
    QCOMPARE(m_door->tenant.dialled(), rings ? numbers : QStringList());
    const QJsonObject stopped = bodyOf(m_door->get("/skills/3301"));
    QCOMPARE(stopped.value("isRunning"_L1), QJsonValue(members.value("startSkill"_L1).toBool()));
}

void TestCxoneSandboxUploads::ringsAsFarAsItGot()
{
    const qint64 id = m_door->upload(emptyList, newRows(1, 4));
    m_door->pass(jobTime / 2);
    QCOMPARE(m_door->tenant.dialled(), (QStringList{u"12125550110"_s, u"12125550111"_s}));
    QCOMPARE(m_door->acd("DELETE", jobPath(id)).status, 200);
    m_door->pass(jobTime);
    QCOMPARE(m_door->tenant.dialled().size(), 2);
}

void TestCxoneSandboxUploads::listsJobsByTime()
{
    const qint64 first = m_door->upload(dozenList, newRows(1, 1));
    m_door->pass(1h);
    const qint64 second = m_door->upload(dozenList, newRows(2, 1));
    const auto ids = [this](const QByteArray &query) {
        QList<qint64> found;
        for (const QJsonValue &one :
             bodyOf(m_door->get("/lists/call-lists/jobs?" + query)).value("uploadJobs"_L1).toArray())
            found.append(one[u"jobId"].toInteger());
        return found;
    };
    const QByteArray both = "startDate=2026-03-01T00:00:00Z&endDate=2026-03-02T00:00:00Z";
    QCOMPARE(ids(both), (QList<qint64>{first, second}));
    QCOMPARE(ids("startDate=2026-03-01T12:30:00Z&endDate=2026-03-02T00:00:00Z"), QList<qint64>{second});
    QCOMPARE(ids("startDate=2026-03-01T00:00:00Z&endDate=2026-03-01T12:30:00Z"), QList<qint64>{first});
    QCOMPARE(ids(both + "&skip=1&top=1"), QList<qint64>{second});
    const SandboxAnswer answer = m_door->get("/lists/call-lists/jobs?" + both);
    QCOMPARE(membersOf(bodyOf(answer)), u"_links businessUnitId lastPollTime totalRecords uploadJobs"_s);
    QCOMPARE(bodyOf(answer).value("totalRecords"_L1).toInt(), 2);
    QCOMPARE(m_door->get("/lists/call-lists/jobs").status, 400);
    QCOMPARE(m_door->get("/lists/call-lists/jobs?startDate=2026-03-01T00:00:00Z").status, 400);
}

void TestCxoneSandboxUploads::refuses_data()
{
    QTest::addColumn<QByteArray>("list");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    const QByteArray rest
        = R"(,"expirationDate":"2026-06-01T00:00:00Z","forceOverwrite":true,"startSkill":false,"sendEmail":false})";
    const auto row = [](const char *name, const QByteArray &list, const QByteArray &body, int status) {
        QTest::newRow(name) << list << body << status;
    };
    row("good", "4104", R"({"listFile":"YQ==")" + rest, 202);
    row("with all that there is", "4104",
        R"({"listFile":"YQ==","fileName":"a.csv","skillId":3301,"defaultTimeZone":"Europe/London")" + rest, 202);
    row("no such list", "4199", R"({"listFile":"YQ==")" + rest, 404);
    row("no such skill", "4104", R"({"listFile":"YQ==","skillId":1)" + rest, 400);
    row("skill as text", "4104", R"({"listFile":"YQ==","skillId":"3301")" + rest, 400);
    row("no file", "4104", R"({"fileName":"a.csv")" + rest, 400);
    row("no base64", "4104", R"({"listFile":"a,b\n")" + rest, 400);
    row("file is a number", "4104", R"({"listFile":1)" + rest, 400);
    row("unknown member", "4104", R"({"listFile":"YQ==","startskill":true)" + rest, 400);
    row("member twice", "4104", R"({"listFile":"YQ==","startSkill":true)" + rest, 400);
    for (const char *missing : {"expirationDate", "forceOverwrite", "startSkill", "sendEmail"}) {
        QByteArray body = R"({"listFile":"YQ==")" + rest;
        QJsonObject object = QJsonDocument::fromJson(body).object();
        object.remove(QLatin1String(missing));
        row(missing, "4104", QJsonDocument(object).toJson(), 400);
    }
    row("flag as text", "4104",
        R"({"listFile":"YQ==","expirationDate":"2026-06-01","forceOverwrite":"true","startSkill":false,"sendEmail":false})",
        400);
    row("no such day", "4104",
        R"({"listFile":"YQ==","expirationDate":"soon","forceOverwrite":true,"startSkill":false,"sendEmail":false})",
        400);
    row("cut", "4104", R"({"listFile":"YQ==)", 400);
}

void TestCxoneSandboxUploads::refuses()
{
    QFETCH(QByteArray, list);
    QFETCH(QByteArray, body);
    QFETCH(int, status);
    const SandboxAnswer answer = m_door->acd("POST", "/lists/call-lists/" + list + "/upload", body);
    QCOMPARE(answer.status, status);
    if (status == 202) {
        QCOMPARE(membersOf(bodyOf(answer)), u"jobId"_s);
        QCOMPARE(headerOf(answer, "icStatusDescription"), "Accepted. Upload job queued"_ba);
    } else {
        QCOMPARE(membersOf(bodyOf(answer)), u"error error_description"_s);
    }
}

void TestCxoneSandboxUploads::mutates()
{
    const QByteArray body = QJsonDocument(QJsonObject{{u"listFile"_s, QString::fromLatin1(newRows(1, 2).toBase64())},
                                                      {u"expirationDate"_s, u"2026-06-01T00:00:00Z"_s},
                                                      {u"forceOverwrite"_s, true},
                                                      {u"startSkill"_s, true},
                                                      {u"sendEmail"_s, false}})
                                .toJson();
    const SandboxAnswer answer
        = m_door->acd("POST", "/lists/call-lists/4104/upload", body, SandboxFault::Mutation::AcceptWithoutDoing);
    QCOMPARE(answer.status, 202);
    m_door->pass(jobTime);
    QCOMPARE(job(bodyOf(answer).value("jobId"_L1).toInteger()).value("isComplete"_L1), QJsonValue(true));
    QVERIFY(truth(emptyList).isEmpty());
    QVERIFY(m_door->tenant.dialled().isEmpty());
}

MUSTER_TEST(TestCxoneSandboxUploads, QCoreApplication)

} // namespace tst_cxonesandboxuploads
#include "tst_cxonesandboxuploads.moc"
