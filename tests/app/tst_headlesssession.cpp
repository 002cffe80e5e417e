// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/sandbox/sandboxlist.h"
#include "tests/app/support/musterprocess.h"
#include "tests/app/support/relay.h"
#include "tests/app/support/transcriptworld.h"
#include "tests/support/loopbackserver.h"
#include "tests/support/testprogram.h"

#include <QDir>
#include <QDirIterator>
#include <QJsonArray>
#include <functional>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

/// All that a person does in a day, by the real program, and then a look at every byte that it left behind.
class HeadlessSessionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void S01_S07_nothingSecretIsLeftByASessionOfEveryJob();

private:
    static SandboxSettings world()
    {
        SandboxSettings settings = transcriptWorld();
        settings.contacts = 1000;
        settings.evaluationTime = {};
        return settings;
    }
    /// In a home of its own, whose logs say all they can.
    QProcessEnvironment environment(const QByteArray &secret) const;
    CommandResult run(const QStringList &arguments, const QByteArray &secret);
    CommandResult run(const QStringList &arguments)
    {
        return run(arguments, m_station->sandbox().clientSecret().bytes().toByteArray());
    }
    [[nodiscard]] QString out(const char *name) const { return m_station->file(u"out/"_s + QLatin1String(name)); }
    void write(const char *name, const QByteArray &bytes) const
    {
        QFile file(out(name));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
    }
    void exportAndSanitize();
    void enrichAndUndo();
    void transcripts();
    void audiencesAndNotices();
    void look();
    /// Where one of the texts stands, in any spelling: names of files, and of commands whose words hold it.
    [[nodiscard]] QStringList places(const QList<QByteArray> &texts,
                                     const std::function<bool(const QString &)> &where) const;

    std::unique_ptr<MusterStation> m_station;
    std::unique_ptr<Relay> m_relay;
    std::unique_ptr<LoopbackServer> m_receiver;
    QList<std::pair<QString, QByteArray>> m_said;
};

void HeadlessSessionTest::init()
{
    m_station = std::make_unique<MusterStation>(world());
    m_relay = std::make_unique<Relay>(quint16(m_station->sandbox().url().port()));
    m_receiver = std::make_unique<LoopbackServer>();
    m_receiver->script({LoopbackServer::answer(202, "{}")});
    QVERIFY(QDir().mkpath(out("")));
}

QProcessEnvironment HeadlessSessionTest::environment(const QByteArray &secret) const
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const char *name : {"DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS"})
        environment.remove(QLatin1String(name));
    for (const char *name : {"HOME", "TMPDIR", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME",
                             "XDG_RUNTIME_DIR"}) {
        const QString folder = m_station->file(QLatin1String(name));
        QDir().mkpath(folder);
        QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        environment.insert(QLatin1String(name), folder);
    }
    SandboxServer &sandbox = m_station->sandbox();
    environment.insert(u"QT_LOGGING_RULES"_s, u"*.debug=true"_s);
    environment.insert(u"CXONE_CLIENT_ID"_s, sandbox.clientId());
    environment.insert(u"CXONE_CLIENT_SECRET"_s, QString::fromUtf8(secret));
    environment.insert(u"LOOKUP_BASE_URL"_s, m_relay->url().toString());
    environment.insert(u"LOOKUP_ACCOUNT"_s, sandbox.lookupAccount());
    environment.insert(u"LOOKUP_SECRET"_s, QString::fromUtf8(sandbox.lookupSecret().bytes()));
    return environment;
}

CommandResult HeadlessSessionTest::run(const QStringList &arguments, const QByteArray &secret)
{
    QProcess process;
    process.setProcessEnvironment(environment(secret));
    process.setWorkingDirectory(m_station->folder());
    process.start(QStringLiteral(MUSTER_PROGRAM),
                  QStringList{u"--data-dir"_s, m_station->file(u"data"_s), u"--json"_s, u"--base-url"_s,
                              m_relay->url().toString()}
                      + arguments);
    // The relay lives in this process's event loop.
    (void)muster::tests::waitFor([&process] { return process.state() == QProcess::NotRunning; }, 120'000);
    const CommandResult result = MusterStation::finish(process);
    m_said.append({arguments.first(std::min<qsizetype>(2, arguments.size())).join(u' '), result.out + result.err});
    return result;
}

#define SUCCEEDS(result) QVERIFY2((result).exitCode == 0, (result).err.constData())

void HeadlessSessionTest::exportAndSanitize()
{
    const QString hook = m_receiver->url(u"/hook"_s).toString();
    SUCCEEDS(run(m_station->exportEveryone(u"out/all.csv"_s, {u"--page-size"_s, u"100"_s, u"--webhook"_s, hook})));
    const QString leads = SandboxList::all()[1].id;
    const CommandResult preview
        = run({u"lists"_s, u"sanitize"_s, leads, u"--default-region"_s, u"US"_s, u"--lookup"_s, u"--lookup-price"_s,
               u"0"_s, u"--plan"_s, out("leads.plan"), u"--report"_s, out("leads.csv")});
    SUCCEEDS(preview);
    QVERIFY(preview.json["purges"_L1].toInt() > 0);
    SUCCEEDS(run({u"lists"_s, u"apply"_s, u"--plain-backup"_s, u"--plan"_s, out("leads.plan"), u"--confirm-count"_s,
                  QString::number(preview.json["purges"_L1].toInt()), u"--backup"_s, out("leads.musterbackup"),
                  u"--aggregator"_s, hook}));
    SUCCEEDS(run({u"lists"_s, u"restore"_s, out("leads.musterbackup")}));
}

void HeadlessSessionTest::enrichAndUndo()
{
    const QString leads = SandboxList::all()[1].id;
    const QList<SandboxListContact> contacts = m_station->sandbox().listTruth(leads);
    QString runId;
    for (const QByteArray &word : {QByteArray("Fair"), QByteArray("Web")}) {
        QByteArray csv = "Customer,Source\n";
        for (qsizetype i = 0; i < 50; ++i)
            csv += contacts[i].id + ',' + word + ' ' + QByteArray::number(i) + '\n';
        write("values.csv", csv);
        const CommandResult done
            = run({u"lists"_s, u"enrich"_s, leads, u"--plain-backup"_s, u"--campaign"_s, u"camp_20b1"_s, u"--input"_s,
                   out("values.csv"), u"--id-column"_s, u"Customer"_s, u"--map"_s, u"Source=lead_source"_s});
        SUCCEEDS(done);
        runId = done.json["run_id"_L1].toString();
    }
    SUCCEEDS(run({u"lists"_s, u"enrich-undo"_s, runId, u"--confirm-count"_s, u"50"_s}));
}

void HeadlessSessionTest::transcripts()
{
    SUCCEEDS(run({u"transcripts"_s, u"search"_s, u"--media"_s, u"chat"_s}));
    SUCCEEDS(run(
        fetch(out("transcripts"), QStringList{u"--webhook"_s, m_receiver->url(u"/lake"_s).toString()} + plainIds(3))));
    write("words.txt", "call me at +1 415 555 0123\n");
    (void)run({u"transcripts"_s, u"mask"_s, out("words.txt"), u"--out"_s, out("masked.txt")});
}

void HeadlessSessionTest::audiencesAndNotices()
{
    write("gold.json",
          R"({"name":"Gold","criteria":{"operator":"AND","conditions":[{"field":"tier","operator":"equals",)"
          R"("value":"gold"}]},"data_source":"customer_360"})");
    SUCCEEDS(run({u"audiences"_s, u"put"_s, u"b7c00001-0000-4000-8000-000000000001"_s, out("gold.json"), u"--wait"_s,
                  u"--webhook"_s, m_receiver->url(u"/cdp"_s).toString()}));
    write("people.csv", "contactId,tier\nc1,gold\nc2,none\n");
    SUCCEEDS(run({u"audiences"_s, u"estimate"_s, out("gold.json"), u"--contacts"_s, out("people.csv")}));
    SUCCEEDS(run({u"webhooks"_s, u"register"_s, u"--name"_s, u"crm"_s, u"--url"_s, u"https://crm.example.org/told"_s,
                  u"--events"_s, u"contact.enriched"_s}));
    // One that is given up, so that something waits.
    (void)run({u"audiences"_s, u"put"_s, u"b7c00001-0000-4000-8000-000000000002"_s, out("gold.json"), u"--webhook"_s,
               u"http://127.0.0.1:9/"_s});
    SUCCEEDS(run({u"notices"_s, u"list"_s}));
}

void HeadlessSessionTest::look()
{
    // The connection as it is tried before it is kept: a right secret, a wrong one, an expired token.
    SUCCEEDS(run({u"segments"_s, u"list"_s}));
    QCOMPARE(run({u"segments"_s, u"list"_s}, "not+the/secret=0123456789").exitCode, 1);
    for (const QStringList &arguments :
         {QStringList{u"runs"_s, u"list"_s}, QStringList{u"audit"_s, u"list"_s}, QStringList{u"audit"_s, u"verify"_s},
          QStringList{u"audit"_s, u"export"_s, out("history.jsonl")},
          QStringList{u"support"_s, u"collect"_s, u"--out"_s, out("support.json")}, QStringList{u"webhooks"_s, u"list"_s},
          QStringList{u"campaigns"_s, u"list"_s}, QStringList{u"audiences"_s, u"list"_s},
          QStringList{u"lists"_s, u"list"_s}})
        SUCCEEDS(run(arguments));
}

QStringList HeadlessSessionTest::places(const QList<QByteArray> &texts,
                                        const std::function<bool(const QString &)> &where) const
{
    QList<std::pair<QString, QByteArray>> all = m_said;
    QDirIterator files(m_station->folder(), QDir::Files | QDir::Hidden | QDir::System, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString name = files.next();
        all.append({name, readFile(name) + '\n' + name.toUtf8()});
    }
    QStringList found;
    for (const auto &[name, bytes] : std::as_const(all)) {
        for (const QByteArray &text : texts) {
            if (where(name) && bytes.contains(text))
                found << name + u": "_s + QString::fromUtf8(text);
        }
    }
    found.removeDuplicates();
    return found;
}

void HeadlessSessionTest::S01_S07_nothingSecretIsLeftByASessionOfEveryJob()
{
    const QString leads = SandboxList::all()[1].id;
    const QList<SandboxListContact> contacts = m_station->sandbox().listTruth(leads);
    exportAndSanitize();
    enrichAndUndo();
    transcripts();
    audiencesAndNotices();
    look();
    QVERIFY(m_relay->used() > 30);
    QVERIFY(m_relay->tokens().size() >= 10); // each command signs in anew
    QVERIFY(m_receiver->requests().size() >= 5); // pages, the end, transcripts, the audience
    // Tokens and secrets: nowhere at all, in no spelling.
    QList<QByteArray> secrets{m_station->sandbox().clientSecret().bytes().toByteArray(),
                              m_station->sandbox().lookupSecret().bytes().toByteArray(), "not+the/secret=0123456789"};
    secrets << m_relay->tokens().values();
    QList<QByteArray> spellings;
    for (const QByteArray &secret : std::as_const(secrets)) {
        QVERIFY(secret.size() >= 16);
        spellings << secret << secret.toPercentEncoding() << secret.toHex();
        for (const QByteArray &before : {QByteArray(), QByteArray("x"), QByteArray("xy")}) {
            // Whatever stands before and behind: the characters that are the secret's own.
            const QByteArray encoded = QByteArray(before + secret).toBase64(QByteArray::OmitTrailingEquals);
            spellings << encoded.sliced(before.isEmpty() ? 0 : 4).chopped(4);
        }
    }
    const QStringList secretPlaces = places(spellings, [](const QString &) { return true; });
    QVERIFY2(secretPlaces.isEmpty(), qPrintable(secretPlaces.join(u'\n')));
    // Numbers: in the files that a person named, and in the copy of the enrichment that was to be in the clear.
    QList<QByteArray> numbers{"4155550123", "415 555 0123"};
    for (qsizetype i = 0; i < 200; ++i) {
        if (contacts[i].phone.size() >= 10)
            numbers << contacts[i].phone;
    }
    QVERIFY(numbers.size() > 100);
    const QString named = out("");
    const QStringList numberPlaces = places(numbers, [&named](const QString &name) {
        return !name.startsWith(named) && !name.endsWith(u".musterbackup"_s);
    });
    QVERIFY2(numberPlaces.isEmpty(), qPrintable(numberPlaces.join(u'\n')));
    // The search finds what is there.
    QVERIFY(!places(numbers, [&named](const QString &name) { return name.startsWith(named); }).isEmpty());
}

MUSTER_TEST(HeadlessSessionTest, QCoreApplication)
#include "tst_headlesssession.moc"
