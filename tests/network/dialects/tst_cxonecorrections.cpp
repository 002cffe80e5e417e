// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/dialects/cxone/cxonecontactlists.h"

#include "tests/support/simulatedcxonelists.h"
#include "tests/support/testprogram.h"

#include <QJsonArray>
#include <QtTest>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace tst_cxonecorrections {

using namespace cxonelists;
using Simulated = SimulatedCxoneLists;

/// New numbers for contacts of calling lists: what leaves, and what it is said to have come to.
class TestCxoneCorrections : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void correctsTheFirstNumberOnly();
    void leavesFurtherNumbersAlone();
    void aWrongColumnChangesNothing();
    void whatDoesNotFitIntoAFileIsRejected();
    void aFewCorrectionsGoAheadOfTheOthers();
    void valuesThatChangeBesidesEndIt_data();
    void valuesThatChangeBesidesEndIt();
    void F70_nothingIsSentToAListThatMoves();
    void aFileThatSomebodyCancelsEndsIt();
    void F12_F17_aFileIsNotSentInPieces_data();
    void F12_F17_aFileIsNotSentInPieces();
    void F43_aLostFileIsSettledByReading();
    void F22_aFileInTroubleIsInDoubt();
};

void TestCxoneCorrections::correctsTheFirstNumberOnly()
{
    Simulated tenant;
    const auto before = tenant.sandbox.listTruth(leads.toLongLong());
    const QString first = before.at(0).externalId, padded = before.at(7).externalId;
    QVERIFY(padded.startsWith(u"00"_s)); // an id that a number could not keep is corrected like any other
    QCOMPARE(said(tenant.correct(leads, {{first, u"+12125550101"_s}, {padded, u"+442079460321"_s}})),
             (QStringList{first + u" applied"_s, padded + u" applied"_s}));
    QCOMPARE(tenant.numbersOf(leads, first), QStringList{u"12125550101"_s});
    QCOMPARE(tenant.numbersOf(leads, padded), QStringList{u"442079460321"_s});
    auto after = tenant.sandbox.listTruth(leads.toLongLong());
    for (const qsizetype at : {qsizetype(0), qsizetype(7)}) {
        QCOMPARE(after.at(at).members, before.at(at).members);
        QCOMPARE(after.at(at).others, before.at(at).others);
        after[at] = before.at(at);
    }
    QCOMPARE(after, before);
    QCOMPARE(tenant.writes("/upload").size(), 1);
    QCOMPARE(tenant.sandbox.dialled(), QStringList());
}

void TestCxoneCorrections::leavesFurtherNumbersAlone()
{
    Simulated tenant({}, {{u"phone_column"_s, u"home"_s}});
    // A list whose records have two numbers, made as a person would; the first call finds out where the API is.
    QVERIFY(QCoro::waitFor(tenant.client->list(&tenant.observer, {})));
    const auto post = [&tenant](const QByteArray &path, const QJsonObject &body) {
        const auto token = QCoro::waitFor(tenant.transport->signIn(Service::ContactLists, nullptr, {}));
        HttpRequest request{.method = "POST",
                            .url = QUrl(tenant.sandbox.apiUrl().toString() + u"/incontactapi/services/v31.0"_s
                                        + QString::fromLatin1(path))};
        request.headers = {{"Accept", "application/json"},
                           {"Content-Type", "application/json"},
                           {"Authorization", "Bearer " + token->bytes().toByteArray()}};
        request.body = QJsonDocument(body).toJson(QJsonDocument::Compact);
        const auto reply = QCoro::waitFor(tenant.channel.send(request, {}));
        return reply ? reply->body : QByteArray("failed");
    };
    const auto mapping = [](const char *name, const char *column) {
        QJsonObject object;
        object.insert(u"fieldName"_s, QLatin1String(name));
        object.insert(u"fieldValue"_s, QLatin1String(column));
        return object;
    };
    QJsonObject columns;
    columns.insert(u"destinationMappings"_s, QJsonArray{mapping("Home", "home"), mapping("Cell", "cell")});
    const QByteArray made = post("/lists/call-lists?listName=Two&externalIdColumn=externalId", columns);
    const QString list = QString::number(QJsonDocument::fromJson(made).object().value(u"listId"_s).toInteger());
    auto file = CxoneUploadFile::of({u"externalId"_s, u"home"_s, u"cell"_s}).value();
    QVERIFY(!file.add({u"7"_s, u"2125550101"_s, u"3125550142"_s}));
    const auto outcome
        = QCoro::waitFor(CxoneUploads(*tenant.transport).upload({list, file.csv(), 1, {}}, &tenant.observer, {}));
    QCOMPARE(outcome.fate, WriteFate::Accepted);
    QCOMPARE(tenant.numbersOf(list, u"7"_s), (QStringList{u"2125550101"_s, u"3125550142"_s}));
    const qsizetype uploads = tenant.writes("/upload").size();
    QCOMPARE(said(tenant.correct(list, {{u"7"_s, u"+12125550101"_s}})),
             QStringList{u"7 rejected: upload_more_numbers"_s});
    QCOMPARE(tenant.writes("/upload").size(), uploads);
    QCOMPARE(tenant.numbersOf(list, u"7"_s), (QStringList{u"2125550101"_s, u"3125550142"_s}));
}

void TestCxoneCorrections::aWrongColumnChangesNothing()
{
    Simulated tenant({}, {{u"id_column"_s, u"Nummer"_s}});
    const auto before = tenant.sandbox.listTruth(dozen.toLongLong());
    // The job is complete and says nothing: only the reading shows that nothing was done.
    const WriteAnswer answer = tenant.correct(dozen, {{before.first().externalId, u"+12125550199"_s}});
    QCOMPARE(answer.fates.at(0).fate, WriteFate::Accepted);
    QVERIFY(!answer.error); // it is known of each of them
    QCOMPARE(tenant.sandbox.listTruth(dozen.toLongLong()), before);
    // Of many the others are not sent after that.
    const WriteAnswer many = tenant.correct(renewals, tenant.newNumbers(renewals, 60));
    QCOMPARE(many.error->code, u"upload_changed_nothing"_s);
    QCOMPARE(many.error->kind, ErrorKind::Refused);
    QCOMPARE(countOf(many, WriteFate::Accepted), 25);
    QCOMPARE(countOf(many, WriteFate::NotSent), 35);
    QCOMPARE(tenant.writes("/upload").size(), 2);
}

void TestCxoneCorrections::whatDoesNotFitIntoAFileIsRejected()
{
    Simulated tenant;
    const QString known = tenant.sandbox.listTruth(dozen.toLongLong()).first().externalId;
    // Somebody whose row is just short enough without the columns that are empty, which a correction repeats.
    const QString longest(496, u'x');
    QCOMPARE(tenant.fill(dozen, {u"externalId"_s, u"phone"_s, u"tier"_s}, {u"9"_s, u"2125550101"_s, longest}),
             WriteFate::Accepted);
    const WriteAnswer answer = tenant.correct(
        dozen, {{known, u"+12125550199"_s}, {u"9"_s, u"+12125550198"_s}, {u"nobody"_s, u"+12125550197"_s}});
    QCOMPARE(said(answer), (QStringList{known + u" applied"_s, u"9 rejected: upload_row_long"_s, u"nobody absent"_s}));
    QVERIFY(!answer.error);
    QCOMPARE(tenant.numbersOf(dozen, known), QStringList{u"12125550199"_s});
    QCOMPARE(tenant.numbersOf(dozen, u"9"_s), QStringList{u"2125550101"_s});
    QCOMPARE(tenant.sandbox.listTruth(dozen.toLongLong()).size(), 13); // nobody was made
}

void TestCxoneCorrections::aFewCorrectionsGoAheadOfTheOthers()
{
    Simulated tenant;
    const QList<ContactPhone> contacts = tenant.newNumbers(renewals, 60);
    const WriteAnswer answer = tenant.correct(renewals, contacts);
    QVERIFY(!answer.error);
    QCOMPARE(countOf(answer, WriteFate::Applied), 60);
    QCOMPARE(rowsOf(tenant.writes("/upload")), (QList<qsizetype>{25, 35}));
    // By now it is known what an upload to that list does.
    QVERIFY(!tenant.correct(renewals, {{contacts.at(0).contactId, u"+13125550142"_s, {}}}).error);
    QCOMPARE(tenant.numbersOf(renewals, contacts.at(0).contactId), QStringList{u"13125550142"_s});
    QCOMPARE(tenant.numbersOf(renewals, contacts.at(59).contactId), QStringList{u"12125560059"_s});
}

void TestCxoneCorrections::valuesThatChangeBesidesEndIt_data()
{
    QTest::addColumn<QString>("columns");
    QTest::addColumn<QString>("changed");
    QTest::newRow("emptied") << u"customer1=city"_s << u"city"_s;
    QTest::newRow("another one's") << u"city=firstName"_s << u"firstName"_s;
}

void TestCxoneCorrections::valuesThatChangeBesidesEndIt()
{
    QFETCH(QString, columns);
    // The connection's columns are wrong, so that the file that repeats what contacts hold fills other fields with it.
    Simulated tenant({}, {{u"member_columns"_s, columns}});
    const auto before = tenant.sandbox.listTruth(renewals.toLongLong());
    const WriteAnswer answer = tenant.correct(renewals, tenant.newNumbers(renewals, 60));
    QVERIFY(answer.error);
    QCOMPARE(answer.error->code, u"other_values_changed"_s);
    QCOMPARE(answer.error->kind, ErrorKind::Refused);
    QTEST(answer.error->subject, "changed");
    QCOMPARE(countOf(answer, WriteFate::Applied), 25);
    QCOMPARE(countOf(answer, WriteFate::NotSent), 35);
    QCOMPARE(rowsOf(tenant.writes("/upload")), QList<qsizetype>{25});
    // Nobody beyond the few was touched.
    QCOMPARE(tenant.sandbox.listTruth(renewals.toLongLong()).sliced(25), before.sliced(25));
}

void TestCxoneCorrections::F70_nothingIsSentToAListThatMoves()
{
    Simulated tenant;
    QStringList ids = mapped(tenant.sandbox.listTruth(renewals.toLongLong()), &CxoneSandboxRecord::externalId);
    ids.sort();
    SandboxFault moves{.kind = SandboxFault::Kind::Mutate, .times = -1};
    moves.mutation = SandboxFault::Mutation::DuplicateRecord;
    tenant.fail(moves, u"GET"_s, u"/4101?includeRecords=true&skip=1000"_s);
    const WriteAnswer answer = tenant.correct(renewals, {{ids.at(999), u"+12125550199"_s, {}}});
    QCOMPARE(said(answer), QStringList{ids.at(999) + u" not sent: list_moves"_s});
    QCOMPARE(answer.error->kind, ErrorKind::Refused);
    QVERIFY(tenant.writes("/upload").isEmpty());
}

void TestCxoneCorrections::aFileThatSomebodyCancelsEndsIt()
{
    Simulated tenant;
    QJsonObject job;
    job.insert(u"jobId"_s, 770'001);
    job.insert(u"listId"_s, renewals.toLongLong());
    job.insert(u"isComplete"_s, false);
    job.insert(u"isCancelled"_s, true);
    QJsonObject jobs;
    jobs.insert(u"uploadJobs"_s, QJsonArray{job});
    tenant.fail({.kind = SandboxFault::Kind::RawBody,
                 .times = -1,
                 .status = 200,
                 .body = QJsonDocument(jobs).toJson(),
                 .contentType = "application/json"},
                u"GET"_s, u"/call-lists/jobs/"_s);
    const WriteAnswer answer = tenant.correct(renewals, tenant.newNumbers(renewals, 60));
    QVERIFY(answer.error);
    QCOMPARE(answer.error->code, u"upload_cancelled"_s);
    QCOMPARE(answer.error->kind, ErrorKind::Refused);
    QCOMPARE(countOf(answer, WriteFate::Applied), 25); // what was taken counts
    QCOMPARE(countOf(answer, WriteFate::NotSent), 35);
    QCOMPARE(tenant.writes("/upload").size(), 1);
}

void TestCxoneCorrections::F12_F17_aFileIsNotSentInPieces_data()
{
    QTest::addColumn<int>("status");
    QTest::newRow("F12") << 400;
    QTest::newRow("F16") << 409;
    QTest::newRow("F17") << 413;
    QTest::newRow("F31") << 302;
}

void TestCxoneCorrections::F12_F17_aFileIsNotSentInPieces()
{
    QFETCH(int, status);
    Simulated tenant;
    tenant.fail({.status = status}, u"POST"_s, u"/upload"_s);
    const WriteAnswer answer = tenant.correct(renewals, tenant.newNumbers(renewals, 30));
    QVERIFY(answer.error);
    QCOMPARE(answer.error->kind, ErrorKind::Refused);
    QCOMPARE(countOf(answer, WriteFate::NotSent), 30); // for nothing that any of them is
    QCOMPARE(tenant.writes("/upload").size(), 1);
}

void TestCxoneCorrections::F43_aLostFileIsSettledByReading()
{
    Simulated tenant;
    const QString known = tenant.sandbox.listTruth(dozen.toLongLong()).first().externalId;
    tenant.fail({.kind = SandboxFault::Kind::CloseWithoutAnswer}, u"POST"_s, u"/upload"_s);
    const WriteAnswer answer = tenant.correct(dozen, {{known, u"+12125550199"_s}});
    QCOMPARE(said(answer), QStringList{known + u" applied"_s});
    QVERIFY(!answer.error);
    QCOMPARE(tenant.numbersOf(dozen, known), QStringList{u"12125550199"_s});
    QCOMPARE(tenant.writes("/upload").size(), 1);
}

void TestCxoneCorrections::F22_aFileInTroubleIsInDoubt()
{
    Simulated tenant;
    const QString known = tenant.sandbox.listTruth(dozen.toLongLong()).first().externalId;
    tenant.fail({.status = 503}, u"POST"_s, u"/upload"_s);
    const WriteAnswer answer = tenant.correct(dozen, {{known, u"+12125550199"_s}});
    QCOMPARE(answer.fates.at(0).fate, WriteFate::Unknown);
    QCOMPARE(answer.error->kind, ErrorKind::ServerTrouble);
    QCOMPARE(tenant.writes("/upload").size(), 1);
}

MUSTER_TEST(TestCxoneCorrections, QCoreApplication)

} // namespace tst_cxonecorrections
#include "tst_cxonecorrections.moc"
