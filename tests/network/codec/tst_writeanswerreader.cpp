// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/codec/contactlistscodec.h"

#include "tests/support/testprogram.h"

#include <QtTest>

using namespace muster;

Q_DECLARE_METATYPE(muster::WriteFate)
Q_DECLARE_METATYPE(QList<muster::WriteFate>)

namespace {

const QList<ContactPhone> sent = {{QStringLiteral("a"), QStringLiteral("+12015550100")},
                                  {QStringLiteral("b"), QStringLiteral("+12015550101")},
                                  {QStringLiteral("c"), QStringLiteral("+12015550102")}};

QList<WriteFate> fates(const WriteAnswer &answer)
{
    QList<WriteFate> found;
    for (const RecordFate &record : answer.fates)
        found.append(record.fate);
    return found;
}

QByteArray results(const QByteArray &entries, const QByteArray &before = {})
{
    return "{" + before + "\"results\":[" + entries + "]}";
}

} // namespace

class TestWriteAnswerReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void corrections_data();
    void corrections();
    void restores_data();
    void restores();
    void F25_statusesOfRecords_data();
    void F25_statusesOfRecords();
    void F12_refusalsNameRecords();
};

void TestWriteAnswerReader::corrections_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QList<WriteFate>>("expected");
    using enum WriteFate;
    const auto row = [](const char *name, int status, const QByteArray &body, const QList<WriteFate> &expected) {
        QTest::newRow(name) << status << body << expected;
    };
    const QList<WriteFate> applied(3, Applied), accepted(3, Accepted), unknown(3, Unknown);
    row("all", 200, R"({"updatedCount":3})", applied);
    row("all, more members", 200, R"({"updatedCount":3,"x":{}})", applied);
    row("no body", 200, "", applied);
    row("blank body", 200, " \r\n", applied);
    row("204", 204, "", applied);
    row("F24 202", 202, "", accepted);
    row("F24 202 with a count", 202, R"({"updatedCount":3})", accepted);
    row("F24 202 with another count", 202, R"({"updatedCount":2})", unknown);
    row("fewer", 200, R"({"updatedCount":2})", unknown);
    row("none", 200, R"({"updatedCount":0})", unknown);
    row("more", 200, R"({"updatedCount":4})", unknown);
    row("S43 negative", 200, R"({"updatedCount":-1})", unknown);
    row("S43 huge", 200, R"({"updatedCount":1e30})", unknown);
    row("text", 200, R"({"updatedCount":"3"})", unknown);
    row("null", 200, R"({"updatedCount":null})", unknown);
    row("fraction", 200, R"({"updatedCount":3.5})", unknown);
    row("nothing said", 200, "{}", unknown);
    row("an error after all", 200, R"({"error":"oops"})", unknown);
    row("array", 200, "[]", unknown);
    row("S16 repeated key", 200, R"({"updatedCount":2,"updatedCount":3})", unknown);
    row("F60 trailing rubbish", 200, R"({"updatedCount":3}x)", unknown);
    row("F28 markup", 200, "<html>", unknown);
    row("207 without results", 207, R"({"updatedCount":3})", unknown);
    row("207 without a body", 207, "", unknown);
    const QByteArray ab = R"({"id":"a","status":200},{"id":"b","status":400})";
    row("each", 207, results(ab + R"(,{"id":"c","status":204})"), {Applied, Rejected, Applied});
    row("each, in another order", 200, results(R"({"id":"c","status":202},)" + ab), {Applied, Rejected, Accepted});
    row("each, and the count fits", 207, results(ab + R"(,{"id":"c","status":200})", R"("updatedCount":2,)"),
        {Applied, Rejected, Applied});
    row("each, and the count does not fit", 207, results(ab + R"(,{"id":"c","status":200})", R"("updatedCount":3,)"),
        unknown);
    row("one not named", 207, results(ab), {Applied, Rejected, Unknown});
    row("one not named, but counted", 207, results(ab, R"("updatedCount":2,)"), {Applied, Rejected, Applied});
    row("one not named and not counted", 207, results(ab, R"("updatedCount":1,)"), {Applied, Rejected, Unknown});
    row("count below the results", 207, results(ab, R"("updatedCount":0,)"), unknown);
    row("none named, all counted", 200, results({}, R"("updatedCount":3,)"), applied);
    row("none named, none counted", 200, results({}), unknown);
    row("another record", 207, results(ab + R"(,{"id":"d","status":200})"), unknown);
    row("a record twice", 207, results(ab + R"(,{"id":"a","status":200})"), unknown);
    row("id is a number", 207, results(R"({"id":7,"status":200})"), unknown);
    row("status is text", 207, results(R"({"id":"a","status":"ok"})"), unknown);
    row("status without meaning", 207, results(ab + R"(,{"id":"c","status":99999999999})"),
        {Applied, Rejected, Unknown});
    row("no status", 207, results(ab + R"(,{"id":"c"})"), {Applied, Rejected, Unknown});
    row("entry is text", 207, results(ab + R"(,"c")"), unknown);
    row("results is an object", 207, R"({"results":{}})", unknown);
}

void TestWriteAnswerReader::corrections()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(QList<WriteFate>, expected);
    const WriteAnswer answer = ContractContactListsCodec().corrected(status, body, sent);
    QCOMPARE(fates(answer), expected);
    bool whole = true;
    for (qsizetype i = 0; i < sent.size(); ++i) {
        const RecordFate &record = answer.fates.at(i);
        QCOMPARE(record.contactId, sent.at(i).contactId);
        const bool good = record.fate == WriteFate::Applied || record.fate == WriteFate::Accepted;
        QCOMPARE(record.error.has_value(), !good);
        whole = whole && good;
    }
    QCOMPARE(answer.error.has_value(), !whole);
}

void TestWriteAnswerReader::restores_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<WriteFate>("expected");
    QTest::newRow("all") << 201 << QByteArray(R"({"createdCount":3})") << WriteFate::Applied;
    QTest::newRow("fewer") << 201 << QByteArray(R"({"createdCount":2})") << WriteFate::Unknown;
    QTest::newRow("the other count") << 201 << QByteArray(R"({"updatedCount":3})") << WriteFate::Unknown;
    QTest::newRow("no body") << 201 << QByteArray() << WriteFate::Unknown;
    QTest::newRow("F24 202") << 202 << QByteArray() << WriteFate::Accepted;
}

void TestWriteAnswerReader::restores()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(WriteFate, expected);
    QCOMPARE(fates(ContractContactListsCodec().restored(status, body, sent)), QList<WriteFate>(3, expected));
}

void TestWriteAnswerReader::F25_statusesOfRecords_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<WriteFate>("fate");
    QTest::addColumn<QString>("kind");
    const QList<std::tuple<int, WriteFate, const char *>> rows
        = {{400, WriteFate::Rejected, "invalid"},        {403, WriteFate::Rejected, "forbidden"},
           {404, WriteFate::Absent, "not_found"},        {410, WriteFate::Absent, "refused"},
           {409, WriteFate::Rejected, "conflict"},       {413, WriteFate::Rejected, "too_large"},
           {422, WriteFate::Rejected, "refused"},        {408, WriteFate::Unknown, "server_trouble"},
           {429, WriteFate::NotSent, "throttled"},       {500, WriteFate::Unknown, "server_trouble"},
           {503, WriteFate::Unknown, "server_trouble"},  {302, WriteFate::Unknown, "redirect_refused"},
           {100, WriteFate::Unknown, "unexpected_shape"}};
    for (const auto &[status, fate, kind] : rows)
        QTest::addRow("%d", status) << status << fate << QString::fromLatin1(kind);
}

void TestWriteAnswerReader::F25_statusesOfRecords()
{
    QFETCH(int, status);
    QFETCH(WriteFate, fate);
    QFETCH(QString, kind);
    const QByteArray body
        = results(R"({"id":"b","status":)" + QByteArray::number(status) + R"(,"error":"code","message":"words"})",
                  R"("updatedCount":2,)");
    const WriteAnswer answer = ContractContactListsCodec().corrected(200, body, sent);
    QCOMPARE(fates(answer), QList<WriteFate>({WriteFate::Applied, fate, WriteFate::Applied}));
    QCOMPARE(errorKindKey(answer.fates.at(1).error->kind), kind);
    QCOMPARE(answer.fates.at(1).error->subject, QStringLiteral("b"));
    QCOMPARE(answer.fates.at(1).error->code, QStringLiteral("code"));
    QCOMPARE(answer.error->kind, answer.fates.at(1).error->kind);
}

void TestWriteAnswerReader::F12_refusalsNameRecords()
{
    ApiError refusal;
    for (const char *field : {"contacts[1].phone", "contacts[1].id", "contacts", "contacts[7].id", "contacts[x]",
                              "contacts[-1]", "contacts[99999999999999999999]", "xcontacts[0]", "contacts[2]"})
        refusal.details.append({QString::fromLatin1(field), QStringLiteral("wrong")});
    QCOMPARE(ContractContactListsCodec().named(refusal, 3), std::vector<bool>({false, true, true}));
    QCOMPARE(ContractContactListsCodec().named({}, 2), std::vector<bool>({false, false}));
}

MUSTER_TEST(TestWriteAnswerReader, QCoreApplication)
#include "tst_writeanswerreader.moc"
