// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/testprogram.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>

namespace {

struct Ended
{
    int exitCode = -1;
    QByteArray out, err;
    [[nodiscard]] QJsonObject json() const
    {
        return QJsonDocument::fromJson(out.trimmed().split('\n').last()).object();
    }
};

const QByteArray good = R"({"name": "Big accounts", "data_source": "crm_sync", "version": 3,
 "exclusions": ["00000000-0000-4000-8000-000000000001"],
 "criteria": {"operator": "AND", "conditions": [
  {"field": "annual_revenue", "operator": "greater_than", "value": 500000},
  {"operator": "OR", "conditions": [
   {"field": "industry", "operator": "equals", "value": "technology"},
   {"field": "industry", "operator": "starts_with", "value": "fin"}]}]}})";

/// Groups one in the other.
QByteArray nested(int levels)
{
    return QByteArray(R"({"operator":"AND","conditions":[)").repeated(levels)
        + R"({"field":"a","operator":"equals","value":1})" + QByteArray("]}").repeated(levels);
}

} // namespace

/// `muster audiences validate`, `explain` and `diff` as a process of their own; no tenant is there to be asked.
class TestHeadlessCriteria : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void validPasses();
    void depthAndEmptyGroupsAndFalseIdsAreRefusedF76_data();
    void depthAndEmptyGroupsAndFalseIdsAreRefusedF76();
    void warningsDoNotRefuse();
    void fieldsTellTypesAndLabels();
    void ownIdIsNotExcluded();
    void unreadableIsRefusedAtItsPlace();
    void missingFileIsRefused();
    void controlsInAFileAreMadeVisibleS25();
    void explains();
    void tellsWhatIsDifferent();

private:
    QString put(const char *name, const QByteArray &bytes)
    {
        QFile file(m_folder->filePath(QString::fromLatin1(name)));
        const bool isOpen = file.open(QIODevice::WriteOnly);
        return isOpen && file.write(bytes) == bytes.size() ? file.fileName() : QString();
    }
    Ended run(const QStringList &arguments)
    {
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("DBUS_SESSION_BUS_ADDRESS"), QStringLiteral("unix:path=/nowhere"));
        environment.insert(QStringLiteral("LC_ALL"), QStringLiteral("en_US.UTF-8"));
        process.setProcessEnvironment(environment);
        process.start(QStringLiteral(MUSTER_PROGRAM),
                      QStringList{QStringLiteral("--data-dir"), m_folder->filePath(QStringLiteral("data")),
                                  QStringLiteral("audiences")}
                          + arguments);
        Ended ended;
        if (process.waitForFinished(60'000))
            ended.exitCode = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -2;
        ended.out = process.readAllStandardOutput();
        ended.err = process.readAllStandardError();
        return ended;
    }
    Ended json(const char *command, const QStringList &files)
    {
        return run(QStringList{QString::fromLatin1(command), QStringLiteral("--json")} + files);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestHeadlessCriteria::validPasses()
{
    const Ended ended = run({QStringLiteral("validate"), put("a.json", good)});
    QCOMPARE(ended.exitCode, 0);
    QCOMPARE(ended.out, QByteArray("No problems found.\n"));
    const Ended bare = json("validate", {put("b.json", nested(5))});
    QCOMPARE(bare.exitCode, 0);
    QCOMPARE(bare.json().value(QStringLiteral("outcome")).toString(), QStringLiteral("complete"));
    QVERIFY(bare.json().value(QStringLiteral("findings")).toArray().isEmpty());
}

void TestHeadlessCriteria::depthAndEmptyGroupsAndFalseIdsAreRefusedF76_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("path");
    QTest::newRow("at level 6") << nested(6) << "too_deep"
                                << "conditions[0].conditions[0].conditions[0].conditions[0].conditions[0]";
    QTest::newRow("sixth level of a definition")
        << QByteArray(R"({"name":"n","data_source":"crm_sync","criteria":)" + nested(6) + '}') << "too_deep"
        << "criteria.conditions[0].conditions[0].conditions[0].conditions[0].conditions[0]";
    QTest::newRow("nothing") << QByteArray(R"({"operator":"AND","conditions":[]})") << "empty_group" << "";
    QTest::newRow("empty group") << QByteArray(good).replace(
        R"("greater_than", "value": 500000})", R"("equals", "value": 1}, {"operator":"OR","conditions":[]})")
                                 << "empty_group" << "criteria.conditions[1]";
    QTest::newRow("false id") << QByteArray(good).replace("00000000-0000-4000-8000-000000000001",
                                                          "00000000-0000-4000-8000-00000000000g")
                              << "exclusion_no_uuid" << "exclusions[0]";
    QTest::newRow("blank name") << QByteArray(good).replace("Big accounts", " ") << "name_missing" << "name";
}

void TestHeadlessCriteria::depthAndEmptyGroupsAndFalseIdsAreRefusedF76()
{
    QFETCH(QByteArray, file);
    const QString name = put("a.json", file);
    const Ended ended = json("validate", {name});
    QCOMPARE(ended.exitCode, 2);
    QCOMPARE(ended.json().value(QStringLiteral("outcome")).toString(), QStringLiteral("refused"));
    const QJsonArray findings = ended.json().value(QStringLiteral("findings")).toArray();
    QCOMPARE(findings.size(), 1);
    const QJsonObject finding = findings[0].toObject();
    QTEST(finding.value(QStringLiteral("code")).toString(), "code");
    QTEST(finding.value(QStringLiteral("path")).toString(), "path");
    QCOMPARE(finding.value(QStringLiteral("severity")).toString(), QStringLiteral("error"));
    const Ended plain = run({QStringLiteral("validate"), name});
    QCOMPARE(plain.exitCode, 2);
    QFETCH(QString, path);
    QVERIFY2(plain.out.contains("Error") && plain.out.contains(path.toUtf8()) && plain.out.endsWith("refused.\n"),
             plain.out.constData());
}

void TestHeadlessCriteria::warningsDoNotRefuse()
{
    const QByteArray file = QByteArray(good).replace(
        R"("value": 500000})", R"("value": 500000}, {"field":"annual_revenue","operator":"less_than","value":3})");
    const Ended ended = json("validate", {put("a.json", file)});
    QCOMPARE(ended.exitCode, 0);
    const QJsonObject finding = ended.json().value(QStringLiteral("findings")).toArray().at(0).toObject();
    QCOMPARE(finding.value(QStringLiteral("code")).toString(), QStringLiteral("contradiction"));
    QCOMPARE(finding.value(QStringLiteral("path")).toString(), QStringLiteral("criteria.conditions[1]"));
    QCOMPARE(finding.value(QStringLiteral("other")).toString(), QStringLiteral("criteria.conditions[0]"));
    QVERIFY(run({QStringLiteral("validate"), put("a.json", file)}).out.endsWith("Can be sent.\n"));
}

void TestHeadlessCriteria::fieldsTellTypesAndLabels()
{
    const QString file = put("a.json", good);
    const QStringList fields{QStringLiteral("--fields"), put("fields.json", R"({"format": "muster-audience-fields",
        "version": 1, "source": "crm_sync", "fields": [
        {"name": "annual_revenue", "type": "text", "label": "turnover"}]})")};
    const Ended judged = json("validate", QStringList{file} + fields);
    QCOMPARE(judged.exitCode, 0);
    QStringList told;
    for (const QJsonValue &finding : judged.json().value(QStringLiteral("findings")).toArray())
        told.append(finding[QStringLiteral("code")].toString() + u' ' + finding[QStringLiteral("path")].toString());
    QCOMPARE(told,
             (QStringList{QStringLiteral("operator_does_not_fit criteria.conditions[0].operator"),
                          QStringLiteral("unknown_field criteria.conditions[1].conditions[0].field"),
                          QStringLiteral("unknown_field criteria.conditions[1].conditions[1].field")}));
    QVERIFY(
        run(QStringList{QStringLiteral("explain"), file} + fields).out.contains("Turnover is greater than 500,000"));
    const Ended broken = json("validate", {file, QStringLiteral("--fields"), put("broken.json", "{}")});
    QCOMPARE(broken.exitCode, 2);
    QVERIFY(broken.out.contains("field_profile_unreadable"));
}

void TestHeadlessCriteria::ownIdIsNotExcluded()
{
    const QString file = put("a.json", good);
    const Ended own
        = json("validate", {QStringLiteral("--id"), QStringLiteral("00000000-0000-4000-8000-000000000001"), file});
    QCOMPARE(own.exitCode, 2);
    QVERIFY(own.out.contains("exclusion_self"));
    const Ended other
        = json("validate", {QStringLiteral("--id"), QStringLiteral("00000000-0000-4000-8000-000000000002"), file});
    QCOMPARE(other.exitCode, 0);
    const Ended bare = json("validate", {QStringLiteral("--id"), QStringLiteral("no-id"), put("b.json", nested(1))});
    QCOMPARE(bare.exitCode, 2);
    QVERIFY(bare.out.contains("id_no_uuid") && !bare.out.contains("name_missing"));
}

void TestHeadlessCriteria::unreadableIsRefusedAtItsPlace()
{
    const QByteArray broken = QByteArray(good).replace("starts_with", "like");
    for (const char *command : {"validate", "explain"}) {
        const Ended ended = json(command, {put("a.json", broken)});
        QCOMPARE(ended.exitCode, 2);
        const QJsonObject fault = ended.json().value(QStringLiteral("fault")).toObject();
        QCOMPARE(fault.value(QStringLiteral("code")).toString(), QStringLiteral("unknown_operator"));
        QCOMPARE(fault.value(QStringLiteral("path")).toString(),
                 QStringLiteral("criteria.conditions[1].conditions[1].operator"));
        QCOMPARE(fault.value(QStringLiteral("line")).toInt(), 7);
        QCOMPARE(fault.value(QStringLiteral("column")).toInt(), 38);
        QVERIFY2(ended.err.contains("line 7, column 38"), ended.err.constData());
    }
    for (const QByteArray &bomb : {QByteArray("[").repeated(100000), nested(40), QByteArray((1 << 20) + 1, ' ')}) {
        const Ended ended = json("validate", {put("a.json", bomb)});
        QCOMPARE(ended.exitCode, 2);
        QVERIFY(!ended.err.isEmpty());
    }
    const Ended newer = json("diff", {put("a.json", good), put("b.json", "{")});
    QCOMPARE(newer.exitCode, 2);
    QVERIFY(newer.err.contains("b.json"));
}

void TestHeadlessCriteria::missingFileIsRefused()
{
    const Ended ended = json("explain", {m_folder->filePath(QStringLiteral("nowhere.json"))});
    QCOMPARE(ended.exitCode, 2);
    QVERIFY(ended.err.contains("nowhere.json"));
    QCOMPARE(ended.json().value(QStringLiteral("outcome")).toString(), QStringLiteral("refused"));
}

void TestHeadlessCriteria::controlsInAFileAreMadeVisibleS25()
{
    const QByteArray file
        = QByteArray(good).replace("Big accounts", "\\u001b[2Jname").replace("technology", "\\u001b[31m");
    for (const char *command : {"validate", "explain"})
        QVERIFY(!run({QString::fromLatin1(command), put("a.json", file)}).out.contains('\x1b'));
}

void TestHeadlessCriteria::explains()
{
    const QString file = put("a.json", good);
    const Ended ended = run({QStringLiteral("explain"), file});
    QCOMPARE(ended.exitCode, 0);
    QCOMPARE(ended.out,
             QByteArray("Name: Big accounts\nData source: CRM sync\n"
                        "Annual revenue is over 500,000 and (industry is technology or industry starts with "
                        "fin).\n"
                        "Excluding members of audience 00000000-0000-4000-8000-000000000001.\n"));
    const QJsonObject object = json("explain", {file}).json();
    const QString sentence = object.value(QStringLiteral("sentence")).toString();
    const QJsonArray parts = object.value(QStringLiteral("parts")).toArray();
    QCOMPARE(parts.size(), 5);
    const QJsonObject last = parts[4].toObject();
    QCOMPARE(last.value(QStringLiteral("path")).toString(), QStringLiteral("criteria.conditions[1].conditions[1]"));
    QCOMPARE(sentence.mid(last.value(QStringLiteral("start")).toInt(), last.value(QStringLiteral("length")).toInt()),
             QStringLiteral("industry starts with fin"));
    QCOMPARE(run({QStringLiteral("explain"), put("b.json", nested(1))}).out, QByteArray("A is 1.\n"));
}

void TestHeadlessCriteria::tellsWhatIsDifferent()
{
    const QString older = put("a.json", good);
    const QByteArray changed
        = QByteArray(good)
              .replace("Big accounts", "Bigger accounts")
              .replace("500000", "600000")
              .replace(R"({"operator": "OR", "conditions": [)",
                       R"({"field":"country","operator":"equals","value":"NZ"}, {"operator": "OR", "conditions": [)");
    const QString newer = put("b.json", changed);
    const Ended ended = json("diff", {older, newer});
    QCOMPARE(ended.exitCode, 0);
    const QJsonObject object = ended.json();
    QVERIFY(!object.value(QStringLiteral("same")).toBool());
    QCOMPARE(object.value(QStringLiteral("parts")).toArray().size(), 1);
    const QJsonArray changes = object.value(QStringLiteral("criteria")).toArray();
    QCOMPARE(changes.size(), 2);
    QCOMPARE(changes[0].toObject().value(QStringLiteral("kind")).toString(), QStringLiteral("changed"));
    QCOMPARE(changes[0].toObject().value(QStringLiteral("before")).toString(),
             QStringLiteral("criteria.conditions[0]"));
    QCOMPARE(changes[1].toObject().value(QStringLiteral("kind")).toString(), QStringLiteral("added"));
    QCOMPARE(changes[1].toObject().value(QStringLiteral("after")).toString(), QStringLiteral("criteria.conditions[1]"));
    QVERIFY(changes[1].toObject().value(QStringLiteral("before")).isNull());
    const QByteArray plain = run({QStringLiteral("diff"), older, newer}).out;
    QVERIFY2(plain.contains("“Big accounts” changed to “Bigger accounts”"), plain.constData());
    QVERIFY2(plain.contains("“annual revenue is over 500,000” changed to “annual revenue is over 600,000”"),
             plain.constData());
    QVERIFY2(plain.contains("country is NZ"), plain.constData());
    QCOMPARE(run({QStringLiteral("diff"), older, older}).out, QByteArray("No differences.\n"));
}

MUSTER_TEST(TestHeadlessCriteria, QCoreApplication)
#include "tst_headlesscriteria.moc"
