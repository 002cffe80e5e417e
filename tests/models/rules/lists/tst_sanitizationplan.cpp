// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/lists/sanitizationplan.h"

#include "tests/support/testprogram.h"

#include <QCryptographicHash>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>

using namespace muster;

namespace tst_sanitizationplan {

namespace {

using Action = PlannedChange::Action;

PlannedChange fix(std::string id)
{
    return {.action = Action::Fix,
            .contactId = std::move(id),
            .from = "0171 \"1\"\n\xC3\xA9",
            .to = "+441711234567",
            .content = 0xfedcba9876543210u,
            .reasons = reasonBit(ListReason::Reformatted)};
}

PlannedChange purge(std::string id)
{
    return {.action = Action::Purge,
            .contactId = std::move(id),
            .from = "",
            .content = 1,
            .reasons = reasonBit(ListReason::Empty) | reasonBit(ListReason::Suppressed),
            .e164 = 441711234568};
}

PlanHeader header(qint64 fixes, qint64 purges)
{
    PlanHeader header;
    header.profileId = QStringLiteral("p");
    header.profileName = QStringLiteral("Team \"A\"");
    header.environment = Environment::Test;
    header.listId = QStringLiteral("l");
    header.listName = QStringLiteral("Spring\n");
    header.directiveName = QStringLiteral("D");
    header.directiveDigest = QStringLiteral("dd");
    header.createdAt = QDateTime(QDate(2026, 11, 21), QTime(12, 0, 0, 7), Qt::UTC);
    header.createdBy = QStringLiteral("someone");
    header.contactsInList = fixes + purges + 10;
    header.readComplete = true;
    header.scope = QStringLiteral("all");
    header.unchanged = 4;
    header.review = 3;
    header.notChecked = 2;
    header.fixes = fixes;
    header.purges = purges;
    header.scopeCount = fixes + purges + 9;
    return header;
}

SharedPlan somePlan()
{
    return freezePlan(header(2, 1), {fix("a"), purge("b"), fix("c")}).value();
}

} // namespace

class TestSanitizationPlan : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    QString path(const char *name = "plan.jsonl") { return m_folder.filePath(QString::fromLatin1(name)); }
    QByteArray bytes()
    {
        QFile file(path());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    void put(const QByteArray &content)
    {
        QFile file(path());
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        QCOMPARE(file.write(content), content.size());
    }

private Q_SLOTS:
    void init() { QFile::remove(path()); }

    void whatIsWrittenReadsBack()
    {
        const SharedPlan plan = somePlan();
        QVERIFY(writePlan(*plan, path(), false));
        QCOMPARE(QFileInfo(path()).permissions() & ~QFile::Permissions(QFile::ReadUser | QFile::WriteUser),
                 QFile::ReadOwner | QFile::WriteOwner);
        const auto read = readPlan(path());
        QVERIFY2(read.has_value(), read ? "" : qPrintable(read.error().code + read.error().subject));
        QCOMPARE((*read)->header, plan->header);
        QVERIFY((*read)->changes == plan->changes);
        QCOMPARE((*read)->digest, plan->digest);
        QVERIFY(!writePlan(*plan, path(), false));
        QVERIFY(writePlan(*plan, path(), true));
    }

    void whatAVerdictTookReadsBack()
    {
        QVERIFY(!planHeaderLine(header(1, 0)).contains("verdict_ns")); // plans without it are as they always were
        PlanHeader measured = header(1, 0);
        measured.verdictNanos = 412;
        const QByteArray line = planHeaderLine(measured);
        QVERIFY(line.contains("\"verdict_ns\":412"));
        QCOMPARE(readPlanHeader(line.chopped(1)), std::optional(measured));
        for (const char *wrong : {"0", "-1", "1000000000001", "\"412\"", "4.5"}) {
            QByteArray other = line.chopped(1);
            other.replace(QByteArrayLiteral("\"verdict_ns\":412"), QByteArray("\"verdict_ns\":").append(wrong));
            QVERIFY2(!readPlanHeader(other), wrong);
        }
    }

    void fixesComeFirstAndKeepTheirOrder()
    {
        const SharedPlan plan = somePlan();
        QCOMPARE(plan->changes[0].contactId, std::string("a"));
        QCOMPARE(plan->changes[1].contactId, std::string("c"));
        QCOMPARE(plan->changes[2].contactId, std::string("b"));
    }

    void digestIsOfTheBytesBeforeTheLastLine()
    {
        QVERIFY(writePlan(*somePlan(), path(), false));
        const QByteArray all = bytes();
        const qsizetype last = all.lastIndexOf('\n', -2) + 1;
        const QByteArray digest = QCryptographicHash::hash(all.left(last), QCryptographicHash::Sha256).toHex();
        QCOMPARE(somePlan()->digest, QString::fromLatin1(digest));
        QCOMPARE(all.mid(last), "{\"digest\":\"" + digest + "\"}\n");
        QVERIFY(all.startsWith("{\"format\":\"muster-plan\",\"version\":1,"));
    }

    void F115_everyAlteredByteIsFound()
    {
        QVERIFY(writePlan(*somePlan(), path(), false));
        const QByteArray all = bytes();
        const QString digest = somePlan()->digest;
        QVERIFY(checkPlanFile(path(), digest));
        QCOMPARE(checkPlanFile(path(), QString(64, u'0')).error().code, QStringLiteral("plan_altered"));
        for (qsizetype at = 0; at < all.size(); ++at) {
            QByteArray other = all;
            other[at] = char(other[at] ^ 1);
            put(other);
            const auto read = readPlan(path());
            QVERIFY2(!read && read.error().kind == ErrorKind::Damaged, qPrintable(QString::number(at)));
            QVERIFY2(!checkPlanFile(path(), digest), qPrintable(QString::number(at)));
        }
        // Where the digest line is whole, it is called an alteration.
        put(QByteArray(all).replace("\"purges\":1", "\"purges\":0"));
        QCOMPARE(readPlan(path()).error().code, QStringLiteral("plan_altered"));
        put(QByteArray(all).replace("\"action\":\"purge\"", "\"action\":\"purges\""));
        QCOMPARE(readPlan(path()).error().code, QStringLiteral("plan_altered"));
    }

    void F115_aPlanThatIsCutShortIsRefused()
    {
        QVERIFY(writePlan(*somePlan(), path(), false));
        const QByteArray all = bytes();
        for (qsizetype size = 0; size < all.size(); ++size) {
            put(all.left(size));
            const auto read = readPlan(path());
            QVERIFY(!read);
            QCOMPARE(read.error().code, QStringLiteral("plan_unreadable"));
            QVERIFY(!checkPlanFile(path(), somePlan()->digest));
        }
        QVERIFY(!checkPlanFile(path("none.jsonl"), somePlan()->digest));
    }

    void F115_aNewDigestDoesNotMakeAFalsePlanGood_data()
    {
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::newRow("count") << QByteArray("\"purges\":1") << QByteArray("\"purges\":2");
        QTest::newRow("no E.164") << QByteArray("\"+441711234567\"") << QByteArray("\"441711234567\"");
        QTest::newRow("id twice") << QByteArray("\"id\":\"c\"") << QByteArray("\"id\":\"a\"");
        QTest::newRow("no id") << QByteArray("\"id\":\"c\"") << QByteArray("\"id\":\"\"");
        QTest::newRow("purge without ground") << QByteArray("[\"empty\",\"suppressed\"]") << QByteArray("[]");
        QTest::newRow("unknown reason") << QByteArray("[\"empty\",") << QByteArray("[\"bored\",");
        QTest::newRow("more members") << QByteArray("\"id\":\"c\"") << QByteArray("\"x\":1,\"id\":\"c\"");
        QTest::newRow("spelling") << QByteArray("\"id\":\"c\"") << QByteArray("\"id\": \"c\"");
        QTest::newRow("version") << QByteArray("\"version\":1") << QByteArray("\"version\":2");
    }

    void F115_aNewDigestDoesNotMakeAFalsePlanGood()
    {
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, to);
        QVERIFY(writePlan(*somePlan(), path(), false));
        QByteArray all = bytes();
        all = all.left(all.lastIndexOf('\n', -2) + 1);
        QCOMPARE(all.count(from) > 0, true);
        all.replace(all.indexOf(from), from.size(), to);
        put(all + "{\"digest\":\"" + QCryptographicHash::hash(all, QCryptographicHash::Sha256).toHex() + "\"}\n");
        const auto read = readPlan(path());
        QVERIFY(!read);
        QCOMPARE(read.error().kind, ErrorKind::Damaged);
    }

    void refusals_data()
    {
        QTest::addColumn<int>("index");
        QTest::addColumn<QString>("code");
        int index = 0;
        for (const char *code :
             {"plan_change_no_id", "plan_change_no_id", "plan_change_no_id", "plan_change_id_twice",
              "plan_change_not_e164", "plan_change_not_e164", "plan_change_not_e164", "plan_change_nothing_to_fix",
              "plan_change_purge_with_number", "plan_change_not_eligible", "plan_change_too_long",
              "plan_change_not_text", "plan_change_fix_with_number"}) {
            QTest::addRow("%d %s", index, code) << index << QString::fromLatin1(code);
            ++index;
        }
    }

    void refusals()
    {
        QFETCH(int, index);
        std::vector<PlannedChange> changes = {fix("good"), fix("x")};
        PlannedChange &change = changes.back();
        switch (index) {
        case 0:
            change.contactId.clear();
            break;
        case 1:
            change.contactId = "..";
            break;
        case 2:
            change.contactId = "a/b";
            break;
        case 3:
            change.contactId = "good";
            break;
        case 4:
            change.to = "+0441711234567";
            break;
        case 5:
            change.to = "+1234567890123456";
            break;
        case 6:
            change.to = "+4";
            break;
        case 7:
            change.from = change.to;
            break;
        case 8:
            change = purge("x");
            change.to = "+441711234567";
            break;
        case 9:
            change = purge("x");
            change.reasons = reasonBit(ListReason::Reformatted);
            break;
        case 10:
            change.from = std::string(1025, '1');
            break;
        case 11:
            change.from = "\xFF";
            break;
        case 12:
            change.e164 = 441711234567;
            break;
        }
        const bool isPurge = change.action == Action::Purge;
        const auto plan = freezePlan(header(isPurge ? 1 : 2, isPurge ? 1 : 0), changes);
        QVERIFY(!plan);
        QTEST(plan.error().code, "code");
        QCOMPARE(plan.error().subject, QStringLiteral("2")); // never an id or a number
    }

    void countsHaveToAddUp()
    {
        for (qint64 PlanHeader::*count : {&PlanHeader::fixes, &PlanHeader::purges, &PlanHeader::review,
                                          &PlanHeader::scopeCount, &PlanHeader::unchanged, &PlanHeader::notChecked}) {
            PlanHeader wrong = header(1, 0);
            ++(wrong.*count);
            QCOMPARE(freezePlan(wrong, {fix("a")}).error().code, QStringLiteral("plan_counts"));
        }
        PlanHeader small = header(1, 0);
        small.contactsInList = small.scopeCount - 1;
        QCOMPARE(freezePlan(small, {fix("a")}).error().code, QStringLiteral("plan_counts"));
        PlanHeader negative = header(1, 0); // S43
        negative.review = -1;
        negative.unchanged = 8;
        QCOMPARE(freezePlan(negative, {fix("a")}).error().code, QStringLiteral("plan_counts"));
    }

    void longLinesAreRefused()
    {
        put(QByteArray(PlanLimits::maxLineBytes + 1, ' '));
        QCOMPARE(readPlan(path()).error().kind, ErrorKind::LimitExceeded);
        QCOMPARE(readPlan(path("none")).error().code, QStringLiteral("not_found"));
    }

    void contentHashIsFnv1a()
    {
        QCOMPARE(contentHash(""), std::uint64_t(0xcbf29ce484222325u)); // the offset basis and known vectors
        QCOMPARE(contentHash("a"), std::uint64_t(0xaf63dc4c8601ec8cu));
        QCOMPARE(contentHash("foobar"), std::uint64_t(0x85944171f73967e8u));
    }
};

MUSTER_TEST(TestSanitizationPlan, QCoreApplication)

} // namespace tst_sanitizationplan
#include "tst_sanitizationplan.moc"
