// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/codec/cxoneuploadcodec.h"

#include "tests/support/testprogram.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

using namespace muster;
using namespace Qt::StringLiterals;

namespace tst_cxoneuploadcodec {

namespace {

const QStringList columns{u"id"_s, u"phone"_s};

CxoneUploadFile file(const CxoneFileLimits &limits = {})
{
    return CxoneUploadFile::of(columns, limits).value();
}

QString said(const std::optional<ApiError> &error)
{
    return error ? errorKindKey(error->kind) + u' ' + error->code + u' ' + error->subject : u"added"_s;
}

QString placeOf(const ApiError &error)
{
    return errorKindKey(error.kind) + u' ' + error.details.value(0).field;
}

} // namespace

class TestCxoneUploadCodec : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesRowsAsRfc4180();
    void namesTheRecordThatCannotBeWritten_data();
    void namesTheRecordThatCannotBeWritten();
    void aRefusedRecordLeavesNoTrace();
    void keepsThePublishedLimits();
    void refusesColumnsThatNameNothing_data();
    void refusesColumnsThatNameNothing();
    void neverStartsASkill();
    void startsASkillOnlyWhenItIsTold();
    void readsJobs();
    void readsAListsSkills();
    void aListThatHidesItsSkillsIsNone_data();
    void aListThatHidesItsSkillsIsNone();
    void readsASkill_data();
    void readsASkill();
    void F61_answersThatAreNoneAreNamed();
};

void TestCxoneUploadCodec::writesRowsAsRfc4180()
{
    auto made = CxoneUploadFile::of({u"id"_s, u"phone"_s, u"Plan, \"new\""_s});
    QVERIFY(made);
    QCOMPARE(said(made->add({u"007"_s, u"+12125550101"_s, u"a,b"_s})), u"added"_s);
    QCOMPARE(said(made->add({u"Jürgen"_s, QString(), u"say \"so\""_s})), u"added"_s);
    QCOMPARE(made->rows(), 2);
    QCOMPARE(made->csv(),
             QByteArray("id,phone,\"Plan, \"\"new\"\"\"\r\n"
                        "007,+12125550101,\"a,b\"\r\n"
                        "J\xc3\xbcrgen,,\"say \"\"so\"\"\"\r\n"));
}

void TestCxoneUploadCodec::namesTheRecordThatCannotBeWritten_data()
{
    QTest::addColumn<QStringList>("cells");
    QTest::addColumn<QString>("code");
    QTest::newRow("fits") << QStringList{u"b"_s, u"1"_s} << u"added"_s;
    QTest::newRow("too few cells") << QStringList{u"b"_s} << u"bad_input upload_cells b"_s;
    QTest::newRow("no id") << QStringList{QString(), u"1"_s} << u"bad_input upload_no_id "_s;
    QTest::newRow("id twice") << QStringList{u"a"_s, u"1"_s} << u"bad_input upload_repeated_id a"_s;
    QTest::newRow("line end") << QStringList{u"b"_s, u"1\n2"_s} << u"bad_input upload_characters b"_s;
    QTest::newRow("blank in front") << QStringList{u"b"_s, u" 1"_s} << u"bad_input upload_characters b"_s;
    QTest::newRow("half a pair") << QStringList{u"b"_s, QString(QChar(0xd83d))} << u"bad_input upload_characters b"_s;
    // "b," and 510 more are 512.
    QTest::newRow("longest") << QStringList{u"b"_s, QString(510, u'1')} << u"added"_s;
    QTest::newRow("too long") << QStringList{u"b"_s, QString(511, u'1')} << u"bad_input upload_row_long b"_s;
    QTest::newRow("too long by its quotes")
        << QStringList{u"b"_s, QString(508, u'1') + u','} << u"bad_input upload_row_long b"_s;
}

void TestCxoneUploadCodec::namesTheRecordThatCannotBeWritten()
{
    QFETCH(QStringList, cells);
    QFETCH(QString, code);
    CxoneUploadFile made = file();
    QCOMPARE(said(made.add({u"a"_s, u"1"_s})), u"added"_s);
    const auto error = made.add(cells);
    QCOMPARE(said(error), code);
    if (code.contains("upload_characters"_L1))
        QCOMPARE(error->details.value(0).field, u"phone"_s);
}

void TestCxoneUploadCodec::aRefusedRecordLeavesNoTrace()
{
    CxoneUploadFile made = file();
    QVERIFY(made.add({u"a"_s, u"1\t"_s}));
    QCOMPARE(made.csv(), QByteArray("id,phone\r\n"));
    QCOMPARE(said(made.add({u"a"_s, u"1"_s})), u"added"_s);
    QCOMPARE(made.rows(), 1);
}

void TestCxoneUploadCodec::keepsThePublishedLimits()
{
    const CxoneFileLimits published;
    QCOMPARE(published.rows, 500'000);
    QCOMPARE(published.rowCharacters, 512);
    QVERIFY(published.bytes <= 256 * 1024 * 1024);
    CxoneUploadFile two = file({.rows = 2});
    QCOMPARE(said(two.add({u"a"_s, u"1"_s})), u"added"_s);
    QCOMPARE(said(two.add({u"b"_s, u"1"_s})), u"added"_s);
    QCOMPARE(said(two.add({u"c"_s, u"1"_s})), u"limit_exceeded upload_rows c"_s);
    // The names take 10 bytes, each row 5.
    CxoneUploadFile small = file({.bytes = 19});
    QCOMPARE(said(small.add({u"a"_s, u"1"_s})), u"added"_s);
    QCOMPARE(said(small.add({u"b"_s, u"1"_s})), u"limit_exceeded upload_bytes b"_s);
    QCOMPARE(small.csv().size(), 15);
}

void TestCxoneUploadCodec::refusesColumnsThatNameNothing_data()
{
    QTest::addColumn<QStringList>("names");
    QTest::newRow("none") << QStringList();
    QTest::newRow("empty") << QStringList{u"id"_s, QString()};
    QTest::newRow("twice") << QStringList{u"id"_s, u"phone"_s, u"id"_s};
    QTest::newRow("control character") << QStringList{u"id"_s, u"ph\rone"_s};
    QTest::newRow("too long") << QStringList{u"id"_s, QString(600, u'c')};
}

void TestCxoneUploadCodec::refusesColumnsThatNameNothing()
{
    QFETCH(QStringList, names);
    const auto made = CxoneUploadFile::of(names);
    QVERIFY(!made);
    QCOMPARE(made.error().code, u"upload_columns"_s);
}

void TestCxoneUploadCodec::neverStartsASkill()
{
    const QDateTime expires(QDate(2027, 1, 2), QTime(3, 4, 5), Qt::UTC);
    const QJsonObject body = QJsonDocument::fromJson(cxoneUploadBody("id\r\n\xff", expires)).object();
    QJsonObject expected;
    expected.insert(u"listFile"_s, u"aWQNCv8="_s);
    expected.insert(u"fileName"_s, u"muster.csv"_s);
    expected.insert(u"forceOverwrite"_s, true);
    expected.insert(u"expirationDate"_s, u"2027-01-02T03:04:05Z"_s);
    expected.insert(u"startSkill"_s, false);
    expected.insert(u"sendEmail"_s, false);
    QCOMPARE(body, expected);
}

void TestCxoneUploadCodec::startsASkillOnlyWhenItIsTold()
{
    const QDateTime expires(QDate(2027, 1, 2), QTime(3, 4, 5), Qt::UTC);
    const auto starts = [&](CxoneExisting existing, CxoneSkillStart start) {
        return QJsonDocument::fromJson(cxoneUploadBody("id\r\n", expires, existing, start))[u"startSkill"_s];
    };
    for (const CxoneExisting existing : {CxoneExisting::Overwritten, CxoneExisting::Kept}) {
        QCOMPARE(starts(existing, CxoneSkillStart::No), QJsonValue(false));
        QCOMPARE(starts(existing, CxoneSkillStart::Yes), QJsonValue(true));
    }
}

void TestCxoneUploadCodec::readsJobs()
{
    QCOMPARE(readCxoneUploadAnswer(R"({"jobId":770001})").value(), u"770001"_s);
    const auto jobs = readCxoneUploadJobs(R"({"uploadJobs":[{"jobId":1,"listId":7,"isComplete":true},)"
                                          R"({"jobId":"2","listId":7,"isCancelled":true,"isComplete":null},)"
                                          R"({"jobId":3,"listId":8,"isComplete":false,"isCancelled":false}]})");
    QVERIFY(jobs);
    QCOMPARE(jobs->size(), 3);
    QVERIFY(jobs->at(0).isComplete && !jobs->at(0).isCancelled && !jobs->at(0).isUnderWay());
    QVERIFY(jobs->at(1).isCancelled && !jobs->at(1).isUnderWay());
    QCOMPARE(jobs->at(1).id, u"2"_s);
    QVERIFY(jobs->at(2).isUnderWay());
    QCOMPARE(jobs->at(2).listId, u"8"_s);
    QVERIFY(readCxoneUploadJobs({})->isEmpty());
}

void TestCxoneUploadCodec::readsAListsSkills()
{
    const auto facts = readCxoneListFacts(
        R"({"resultSet":{"listName":"A","status":"Active","listExpirationDate":"2027-01-02T03:04:05Z",)"
        R"("skills":[{"skillId":3301,"skillName":"One"},{"skillId":"3302","skillName":"Two"}]}})");
    QVERIFY(facts);
    QCOMPARE(facts->name, u"A"_s);
    QCOMPARE(facts->expires, QDateTime(QDate(2027, 1, 2), QTime(3, 4, 5), Qt::UTC));
    QCOMPARE(
        facts->skills,
        QList<Dialer>({{u"3301"_s, u"One"_s, Dialer::State::Unknown}, {u"3302"_s, u"Two"_s, Dialer::State::Unknown}}));
    const auto bare = readCxoneListFacts(R"({"resultSet":{"listName":"A","status":"Active","skills":[]}})");
    QVERIFY(bare && bare->skills.isEmpty() && !bare->expires.isValid());
}

void TestCxoneUploadCodec::aListThatHidesItsSkillsIsNone_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("place");
    QTest::newRow("not there") << QByteArray(R"({"resultSet":{"listName":"A","status":"Active"}})")
                               << u"unexpected_shape resultSet.skills"_s;
    QTest::newRow("null") << QByteArray(R"({"resultSet":{"listName":"A","status":"Active","skills":null}})")
                          << u"unexpected_shape resultSet.skills"_s;
    QTest::newRow("without a name") << QByteArray(
        R"({"resultSet":{"listName":"A","status":"Active","skills":[{"skillId":1}]}})")
                                    << u"unexpected_shape resultSet.skills[0].skillName"_s;
    QTest::newRow("without an id") << QByteArray(
        R"({"resultSet":{"listName":"A","status":"Active","skills":[{"skillName":"x"}]}})")
                                   << u"unexpected_shape resultSet.skills[0].skillId"_s;
    QTest::newRow("no list") << QByteArray("{}") << u"unexpected_shape resultSet"_s;
}

void TestCxoneUploadCodec::aListThatHidesItsSkillsIsNone()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, place);
    const auto facts = readCxoneListFacts(body);
    QVERIFY(!facts);
    QCOMPARE(placeOf(facts.error()), place);
}

void TestCxoneUploadCodec::readsASkill_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("state");
    QTest::newRow("running") << QByteArray(R"({"skillId":9,"skillName":"N","isRunning":true})")
                             << int(Dialer::State::Running);
    QTest::newRow("stopped") << QByteArray(R"({"skillId":9,"skillName":"N","isRunning":false})")
                             << int(Dialer::State::Stopped);
    QTest::newRow("in an array") << QByteArray(R"({"skills":[{"skillId":"9","skillName":"N","isRunning":false}]})")
                                 << int(Dialer::State::Stopped);
    QTest::newRow("does not say") << QByteArray(R"({"skillId":9,"skillName":"N"})") << int(Dialer::State::Unknown);
    QTest::newRow("says it otherwise") << QByteArray(R"({"skillId":9,"skillName":"N","isRunning":"False"})")
                                       << int(Dialer::State::Unknown);
}

void TestCxoneUploadCodec::readsASkill()
{
    QFETCH(QByteArray, body);
    QFETCH(int, state);
    const auto skill = readCxoneSkill(body);
    QVERIFY(skill);
    QCOMPARE(*skill, (Dialer{u"9"_s, u"N"_s, Dialer::State(state)}));
    // Only one that says that it is stopped counts as such.
    QCOMPARE(skill->mayDial(), state != int(Dialer::State::Stopped));
}

void TestCxoneUploadCodec::F61_answersThatAreNoneAreNamed()
{
    QCOMPARE(placeOf(readCxoneUploadAnswer(R"({"jobId":null})").error()), u"unexpected_shape jobId"_s);
    QCOMPARE(placeOf(readCxoneUploadAnswer(R"({"jobId":"a/b"})").error()), u"unexpected_shape jobId"_s);
    QCOMPARE(placeOf(readCxoneUploadAnswer(R"({"jobId":-1})").error()), u"unexpected_shape jobId"_s);
    QCOMPARE(placeOf(readCxoneUploadJobs("{}").error()), u"unexpected_shape uploadJobs"_s);
    QCOMPARE(placeOf(readCxoneUploadJobs(R"({"uploadJobs":[{"jobId":1,"listId":2,"isComplete":"yes"}]})").error()),
             u"unexpected_shape uploadJobs[0].isComplete"_s);
    QCOMPARE(placeOf(readCxoneSkill(R"({"skills":[]})").error()), u"unexpected_shape skills[0]"_s);
}

MUSTER_TEST(TestCxoneUploadCodec, QCoreApplication)

} // namespace tst_cxoneuploadcodec
#include "tst_cxoneuploadcodec.moc"
