// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/testprogram.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <algorithm>
#include <csignal>

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

/// Revenue over 400, and tech, and (more than 500 employees, or fewer than 50).
constexpr const char *criteria = R"({"operator":"AND","conditions":[
  {"field":"revenue","operator":"greater_than","value":400},
  {"field":"industry","operator":"equals","value":"tech"},
  {"operator":"OR","conditions":[
    {"field":"employees","operator":"greater_than","value":500},
    {"field":"employees","operator":"less_than","value":50}]}]})";

constexpr const char *people = "contact_id,revenue,industry,employees\n"
                               "a,100,tech,10\nb,500,tech,\nc,700,retail,900\nd,900,tech,600\ne,,tech,800\n";

} // namespace

/// `muster audiences estimate` as a process of its own; no tenant is there to be asked.
class TestHeadlessEstimate : public QObject
{
    Q_OBJECT

private:
    QString put(const char *name, const QByteArray &bytes)
    {
        QFile file(m_folder->filePath(QString::fromLatin1(name)));
        return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() ? file.fileName() : QString();
    }
    std::unique_ptr<QProcess> launch(const QStringList &arguments)
    {
        auto process = std::make_unique<QProcess>();
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("DBUS_SESSION_BUS_ADDRESS"), QStringLiteral("unix:path=/nowhere"));
        process->setProcessEnvironment(environment);
        process->start(QStringLiteral(MUSTER_PROGRAM),
                       QStringList{QStringLiteral("--data-dir"), m_folder->filePath(QStringLiteral("data")),
                                   QStringLiteral("audiences"), QStringLiteral("estimate")}
                           + arguments);
        return process;
    }
    static Ended ended(QProcess &process)
    {
        Ended ended;
        if (process.waitForFinished(60'000))
            ended.exitCode = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -2;
        ended.out = process.readAllStandardOutput();
        ended.err = process.readAllStandardError();
        return ended;
    }
    Ended run(const QString &audience, const QString &contacts, bool json = true)
    {
        QStringList arguments{audience, QStringLiteral("--contacts"), contacts};
        if (json)
            arguments.append(QStringLiteral("--json"));
        return ended(*launch(arguments));
    }

    std::unique_ptr<QTemporaryDir> m_folder;

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void countsEveryNode();
    void saysItInWords();
    void takesAWholeDefinitionAndJsonLines();
    void aMissingColumnIsNotKnown();
    void aFileThatIsNoDefinitionIsRefused();
    void contactsThatDoNotReadAreRefused();
    void missingFilesAreRefused();
    void isCancelled();
};

void TestHeadlessEstimate::countsEveryNode()
{
    const Ended result = run(put("criteria.json", criteria), put("people.csv", people));
    QCOMPARE(result.exitCode, 0);
    const QJsonObject object = result.json();
    QCOMPARE(object[QLatin1String("outcome")].toString(), QStringLiteral("complete"));
    QCOMPARE(object[QLatin1String("contacts")].toInt(), 5);
    QCOMPARE(object[QLatin1String("matched")].toInt(), 1);
    QCOMPARE(object[QLatin1String("matched_at_most")].toInt(), 1);
    QCOMPARE(object[QLatin1String("share")].toDouble(), 0.2);
    QCOMPARE(object[QLatin1String("missed_by")].toArray(), (QJsonArray{4, 0, 0}));
    const QJsonArray nodes = object[QLatin1String("nodes")].toArray();
    const QStringList paths{QString(),
                            QStringLiteral("conditions[0]"),
                            QStringLiteral("conditions[1]"),
                            QStringLiteral("conditions[2]"),
                            QStringLiteral("conditions[2].conditions[0]"),
                            QStringLiteral("conditions[2].conditions[1]")};
    const QList<int> matched{1, 3, 4, 4, 3, 1}, soFar{-1, 3, 2, 1, 3, 4};
    QCOMPARE(nodes.size(), paths.size());
    for (qsizetype i = 0; i < nodes.size(); ++i) {
        const QJsonObject node = nodes[i].toObject();
        QCOMPARE(node[QLatin1String("path")].toString(), paths[i]);
        QCOMPARE(node[QLatin1String("matched")].toInt(-1), matched[i]);
        QCOMPARE(node[QLatin1String("so_far")].toInt(-1), soFar[i]);
        QVERIFY(!node.contains(QLatin1String("field_missing")));
    }
}

void TestHeadlessEstimate::saysItInWords()
{
    const Ended result = run(put("criteria.json", criteria), put("people.csv", people), false);
    QCOMPARE(result.exitCode, 0);
    QCOMPARE(result.out,
             QByteArray("Contacts:    5\n"
                        "Match:       1 (20 %)\n"
                        "Near misses: 4 would match with one condition fewer\n"
                        "\n"
                        "1  ALL of\n"
                        "3    revenue is over 400\n"
                        "4    industry is tech\n"
                        "4    ANY of\n"
                        "3      employees is over 500\n"
                        "1      employees is under 50\n"));
    QVERIFY(!result.out.contains("700") && !result.err.contains("retail")); // no contact is shown
}

void TestHeadlessEstimate::takesAWholeDefinitionAndJsonLines()
{
    const QByteArray definition
        = QByteArray(R"({"name":"Large ones","data_source":"crm_sync","version":3,"criteria":)") + criteria + "}";
    const Ended result = run(put("audience.json", definition),
                             put("people.jsonl",
                                 "{\"revenue\":900.5,\"industry\":\"tech\",\"employees\":600}\n"
                                 "{\"revenue\":null,\"industry\":\"tech\",\"employees\":600}\n"));
    QCOMPARE(result.exitCode, 0);
    QCOMPARE(result.json()[QLatin1String("matched")].toInt(), 1);
    const QJsonArray nodes = result.json()[QLatin1String("nodes")].toArray();
    QCOMPARE(nodes[0].toObject()[QLatin1String("path")].toString(), QStringLiteral("criteria"));
    QCOMPARE(nodes[4].toObject()[QLatin1String("path")].toString(),
             QStringLiteral("criteria.conditions[2].conditions[0]"));
}

void TestHeadlessEstimate::aMissingColumnIsNotKnown()
{
    const QString audience = put("criteria.json", criteria);
    const QString contacts = put("people.csv", "revenue,industry\n900,tech\n900,retail\n1,tech\n");
    const Ended result = run(audience, contacts);
    QCOMPARE(result.exitCode, 0);
    QCOMPARE(result.json()[QLatin1String("matched")].toInt(), 0);
    QCOMPARE(result.json()[QLatin1String("matched_at_most")].toInt(), 1);
    QVERIFY(result.json()[QLatin1String("nodes")].toArray()[4].toObject()[QLatin1String("field_missing")].toBool());
    QVERIFY2(result.err.contains("no field employees"), result.err.constData());
    const Ended words = run(audience, contacts, false);
    QVERIFY2(words.out.contains("Match:       0 (0 %)\nMay match:   1 ("), words.out.constData());
    QCOMPARE(words.err.count("no field employees"), 1); // two conditions ask for it
}

void TestHeadlessEstimate::aFileThatIsNoDefinitionIsRefused()
{
    const QString contacts = put("people.csv", people);
    const Ended wrong = run(
        put("wrong.json", R"({"operator":"AND","conditions":[{"field":"a","operator":"like","value":1}]})"), contacts);
    QCOMPARE(wrong.exitCode, 2);
    QCOMPARE(wrong.json()[QLatin1String("error")].toObject()[QLatin1String("subject")].toString(),
             QStringLiteral("conditions[0].operator"));
    QVERIFY2(wrong.err.contains("wrong.json") && wrong.err.contains("conditions[0].operator"), wrong.err.constData());
    QCOMPARE(run(put("cut.json", R"({"operator":"AND")"), contacts).exitCode, 2);
    QCOMPARE(run(put("empty.json", ""), contacts).exitCode, 2);
    const Ended large = run(put("large.json", QByteArray((1 << 20) + 1, ' ')), contacts);
    QCOMPARE(large.exitCode, 2);
    QCOMPARE(large.json()[QLatin1String("error")].toObject()[QLatin1String("code")].toString(),
             QStringLiteral("too_large"));
}

void TestHeadlessEstimate::contactsThatDoNotReadAreRefused()
{
    const QString audience = put("criteria.json", criteria);
    const auto codeOf = [&](const QByteArray &bytes) -> QString {
        const Ended result = run(audience, put("people.csv", bytes));
        return QString::number(result.exitCode) + u' '
            + result.json()[QLatin1String("error")].toObject()[QLatin1String("code")].toString();
    };
    QCOMPARE(codeOf("revenue,industry\n"), QStringLiteral("2 contacts_empty"));
    QCOMPARE(codeOf(""), QStringLiteral("2 csv_empty"));
    QCOMPARE(codeOf("revenue,industry\n1,\"open\n"), QStringLiteral("2 csv_quote_open"));
    QByteArray wide;
    for (int i = 0; i <= 500; ++i)
        wide += (i == 0 ? "c" : ",c") + QByteArray::number(i);
    QCOMPARE(codeOf(wide + "\n1\n"), QStringLiteral("2 contacts_too_many_fields"));
    QCOMPARE(codeOf("a,b\n1," + QByteArray(70'000, 'x') + "\n"), QStringLiteral("2 csv_cell_too_long"));
}

void TestHeadlessEstimate::missingFilesAreRefused()
{
    const QString nowhere = m_folder->filePath(QStringLiteral("nowhere"));
    QCOMPARE(run(nowhere, put("people.csv", people)).exitCode, 2);
    const Ended contacts = run(put("criteria.json", criteria), nowhere);
    QCOMPARE(contacts.exitCode, 2);
    QCOMPARE(contacts.json()[QLatin1String("error")].toObject()[QLatin1String("code")].toString(),
             QStringLiteral("not_found"));
    QCOMPARE(ended(*launch({put("criteria.json", criteria)})).exitCode, 2); // without --contacts
}

void TestHeadlessEstimate::isCancelled()
{
    QByteArray many = "revenue,industry,employees\n";
    for (int i = 0; i < 2'000'000; ++i)
        many += QByteArray::number(i) + ",tech,1\n";
    const auto process = launch({put("criteria.json", criteria), QStringLiteral("--contacts"), put("many.csv", many)});
    const qint64 id = process->processId();
    QVERIFY(id > 0); // 0 would be everybody in this test's group
    const QDir descriptors(QStringLiteral("/proc/%1/fd").arg(id));
    const auto isReading = [&descriptors] {
        const QFileInfoList open = descriptors.entryInfoList(QDir::AllEntries | QDir::System | QDir::NoDotAndDotDot);
        return std::any_of(open.begin(), open.end(), [](const QFileInfo &file) {
            return file.symLinkTarget().endsWith(QLatin1String("/many.csv"));
        });
    };
    QVERIFY(muster::tests::waitFor(isReading, 30'000));
    QCOMPARE(process->state(), QProcess::Running);
    ::kill(pid_t(id), SIGINT);
    const Ended result = ended(*process);
    QCOMPARE(result.exitCode, 130);
    QVERIFY(result.out.isEmpty());
}

MUSTER_TEST(TestHeadlessEstimate, QCoreApplication)
#include "tst_headlessestimate.moc"
