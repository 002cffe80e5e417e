// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/profilestore.h"

#include "tests/support/testprogram.h"

#include "models/store/profilejson.h"
#include "storefixture.h"
#include "tests/support/failingdisk.h"

#include <QDir>
#include <QJsonDocument>
#include <QSignalSpy>
#include <cerrno>

using namespace muster;

namespace tst_profilestore {
using test::FailingDisk;
using test::StoreFixture;

namespace {

ConnectionProfile northProfile(const QString &name = QStringLiteral("North"))
{
    ConnectionProfile profile = contractProfile(name, QUrl(QStringLiteral("https://api.example.com/base")));
    profile.clientId = QStringLiteral("client");
    return profile;
}

QStringList faultsOf(const ConnectionProfile &profile)
{
    QStringList list;
    for (const FieldFault &fault : ProfileStore::faults(profile))
        list.append(fault.field + u':' + fault.issue);
    return list;
}

} // namespace

class TestProfileStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyMemberSurvives();
    void namesAreUniqueWithoutRegardToCase();
    void savesReplacesAndRemoves();
    void faultsAreNamedByField_data();
    void faultsAreNamedByField();
    void readingIsStrict_data();
    void readingIsStrict();
    void importGivesAFreshIdAndExportNoSecret();
    void importTellsWhatIsWrong_data();
    void importTellsWhatIsWrong();
    void S03_folderAndFileArePrivate();
    void S20_exportNeverOverwrites();
    void F94_aFullDiskLeavesTheOldProfiles();
    void F98_damagedFilesAreKeptBeside_data();
    void F98_damagedFilesAreKeptBeside();
    void F98_soundProfilesOfADamagedFileStay();
    void F98_aNewerFileIsNeverRewritten();
    void F97_aReadOnlyMusterLeavesADamagedFileWhereItIs();
    void anUnknownFlavourStaysAsItIs();
};

void TestProfileStore::anUnknownFlavourStaysAsItIs()
{
    StoreFixture files;
    ProfileStore store(files.config);
    QVERIFY(!store.load());
    QVERIFY(store.save(northProfile()));
    const QString name = files.config + QStringLiteral("/profiles.json");
    QFile file(name);
    QVERIFY(file.open(QIODevice::ReadWrite));
    QByteArray content = file.readAll();
    QVERIFY(content.contains("\"contract\""));
    content.replace("\"contract\"", "\"tomorrow\"");
    QVERIFY(file.resize(0) && file.seek(0) && file.write(content) == content.size());
    file.close();
    QVERIFY(!store.load()); // no damage: who knows it goes on with it
    ProfileStore again(files.config);
    QVERIFY(!again.load());
    QCOMPARE(again.profiles().size(), 1);
    const ConnectionProfile unknown = again.profiles().first();
    QCOMPARE(unknown.dialect, QStringLiteral("tomorrow"));
    const auto refused = again.save(unknown);
    QVERIFY(!refused);
    QCOMPARE(refused.error().details,
             (QList<FieldFault>{{QStringLiteral("dialect"), QStringLiteral("unknown_dialect")}}));
    ConnectionProfile other = northProfile();
    other.id = QString(32, u'c');
    other.name = QStringLiteral("Another");
    QVERIFY(again.save(other));
    QVERIFY(!again.load());
    QCOMPARE(again.byId(unknown.id)->dialect, QStringLiteral("tomorrow"));
}

void TestProfileStore::everyMemberSurvives()
{
    ConnectionProfile profile = northProfile();
    profile.environment = Environment::Test;
    profile.services[Service::Transcripts] = {QUrl(QStringLiteral("http://127.0.0.1:8080/t")),
                                              AuthDialect::FormBody,
                                              {QStringLiteral("a:b"), QStringLiteral("c")}};
    profile.services[Service::Audiences].scopes.clear();
    profile.pageSize = 250;
    profile.batchSize = 7;
    profile.freshnessLimit = std::chrono::seconds(3601);
    profile.tokenTimeout = std::chrono::milliseconds(1001);
    profile.callTimeout = std::chrono::milliseconds(1002);
    profile.pageTimeout = std::chrono::milliseconds(1003);
    profile.tries = 3;
    profile.jobPolls = 40;
    profile.runLimit = std::chrono::seconds(7200);
    profile.throttleCeiling = std::chrono::seconds(0);
    profile.caCertificates = {QStringLiteral("/etc/ssl/own.pem")};
    profile.downloadHosts = {QStringLiteral("files.example.org"), QStringLiteral("[::1]:8443")};
    StoreFixture files;
    {
        ProfileStore store(files.config);
        QVERIFY(!store.load());
        QVERIFY(store.save(profile));
    }
    ProfileStore store(files.config);
    QVERIFY(!store.load());
    QCOMPARE(store.profiles().size(), 1);
    QVERIFY(store.profiles().first() == profile);
    QVERIFY(*store.byId(profile.id) == profile);
    QVERIFY(!store.byId(QStringLiteral("none")));
}

void TestProfileStore::namesAreUniqueWithoutRegardToCase()
{
    StoreFixture files;
    ProfileStore store(files.config);
    QVERIFY(store.save(northProfile()));
    const auto refused = store.save(northProfile(QStringLiteral(" nORTH ")));
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, ErrorKind::BadInput);
    QCOMPARE(refused.error().details, (QList<FieldFault>{{QStringLiteral("name"), QStringLiteral("name_taken")}}));
    QVERIFY(store.byName(QStringLiteral("NORTH")));
    QVERIFY(!store.byName(QStringLiteral("Nort")));
    ConnectionProfile same = *store.byName(QStringLiteral("north"));
    same.name = QStringLiteral("NORTH");
    QVERIFY(store.save(same));
}

void TestProfileStore::savesReplacesAndRemoves()
{
    StoreFixture files;
    ProfileStore store(files.config);
    QSignalSpy changed(&store, &ProfileStore::changed);
    ConnectionProfile profile = northProfile();
    QVERIFY(store.save(profile));
    QVERIFY(store.save(northProfile(QStringLiteral("South"))));
    profile.pageSize = 100;
    QVERIFY(store.save(profile));
    QCOMPARE(store.profiles().size(), 2);
    QCOMPARE(store.profiles().first().pageSize, 100);
    QVERIFY(store.remove(profile.id));
    QCOMPARE(store.remove(profile.id).error().code, QStringLiteral("unknown_profile"));
    QCOMPARE(changed.count(), 4);
    ProfileStore again(files.config);
    QVERIFY(!again.load());
    QCOMPARE(again.profiles().size(), 1);
    QCOMPARE(again.profiles().first().name, QStringLiteral("South"));
}

void TestProfileStore::faultsAreNamedByField_data()
{
    using Change = std::function<void(ConnectionProfile &)>;
    QTest::addColumn<Change>("change");
    QTest::addColumn<QString>("fault");
    const auto row = [](const char *name, const Change &change, const char *fault) {
        QTest::newRow(name) << change << QString::fromLatin1(fault);
    };
    const auto url = [](const char *text) {
        return [text](ConnectionProfile &p) { p.baseUrl = QUrl(QString::fromLatin1(text)); };
    };
    row("good", [](ConnectionProfile &) { }, "");
    row("blank name", [](ConnectionProfile &p) { p.name = QStringLiteral("  "); }, "name:required");
    row("long name", [](ConnectionProfile &p) { p.name = QString(201, u'x'); }, "name:too_long");
    row("control", [](ConnectionProfile &p) { p.name = QStringLiteral("a\nb"); }, "name:control_characters");
    row("no client id", [](ConnectionProfile &p) { p.clientId.clear(); }, "client_id:required");
    row("no address", url(""), "base_url:required");
    row("http elsewhere", url("http://api.example.com"), "base_url:insecure");
    row("http look-alike", url("http://127.0.0.1.example.com"), "base_url:insecure");
    row("http localhost look-alike", url("http://localhost.example.com"), "base_url:insecure");
    row("http loopback", url("http://127.0.0.1:8080"), "");
    row("http loopback 6", url("http://[::1]:8080/x"), "");
    row("http localhost", url("http://localhost"), "");
    row("file", url("file:///etc/passwd"), "base_url:not_a_url");
    row("ftp", url("ftp://host/"), "base_url:not_http");
    row("credentials", url("https://u:p@host"), "base_url:has_credentials");
    row("query", url("https://host/?x=1"), "base_url:has_query");
    row("fragment", url("https://host/#x"), "base_url:has_query");
    row("page size 0", [](ConnectionProfile &p) { p.pageSize = 0; }, "page_size:out_of_range");
    row("page size 1000", [](ConnectionProfile &p) { p.pageSize = 1000; }, "");
    row("page size 1001", [](ConnectionProfile &p) { p.pageSize = 1001; }, "page_size:out_of_range");
    row("no try", [](ConnectionProfile &p) { p.tries = 0; }, "tries:out_of_range");
    row("11 tries", [](ConnectionProfile &p) { p.tries = 11; }, "tries:out_of_range");
    row("no limit of looks", [](ConnectionProfile &p) { p.jobPolls = 0; }, "");
    row("looks below none", [](ConnectionProfile &p) { p.jobPolls = -1; }, "job_polls:out_of_range");
    row(
        "a run of 8 days", [](ConnectionProfile &p) { p.runLimit = std::chrono::hours(192); },
        "run_limit_s:out_of_range");
    row("batch size 101", [](ConnectionProfile &p) { p.batchSize = 101; }, "batch_size:out_of_range");
    row(
        "timeout", [](ConnectionProfile &p) { p.callTimeout = std::chrono::milliseconds(0); },
        "call_timeout_ms:out_of_range");
    row(
        "service address",
        [](ConnectionProfile &p) { p.services[Service::Segments].baseUrl = QUrl(QStringLiteral("http://x.example")); },
        "services.segments.base_url:insecure");
    row(
        "scope with space",
        [](ConnectionProfile &p) { p.services[Service::Segments].scopes = {QStringLiteral("a b")}; },
        "services.segments.scopes:not_a_scope");
    row(
        "relative certificate", [](ConnectionProfile &p) { p.caCertificates = {QStringLiteral("x.pem")}; },
        "ca_certificates:relative_path");
    for (const char *host : {"", "https://files.example.org", "files.example.org/a", "user@files.example.org", "a b",
                             "files.example.org:0", "files.example.org:99999", "files.example.org?x", "@a", ":8443"})
        row(
            qPrintable(QStringLiteral("download host '%1'").arg(QLatin1String(host))),
            [host](ConnectionProfile &p) { p.downloadHosts = {QLatin1String(host)}; }, "download_hosts:not_a_host");
}

void TestProfileStore::faultsAreNamedByField()
{
    QFETCH(std::function<void(ConnectionProfile &)>, change);
    QFETCH(QString, fault);
    ConnectionProfile profile = northProfile();
    change(profile);
    QCOMPARE(faultsOf(profile).join(u' '), fault);
    StoreFixture files;
    ProfileStore store(files.config);
    QCOMPARE(store.save(profile).has_value(), fault.isEmpty());
}

void TestProfileStore::readingIsStrict_data()
{
    QTest::addColumn<QByteArray>("member"); // Put in place of the same member of a good profile.
    QTest::addColumn<QString>("fault");
    const auto row = [](const char *name, const char *member, const char *fault) {
        QTest::newRow(name) << QByteArray(member) << QString::fromLatin1(fault);
    };
    row("unknown", R"({"pagesize":5})", "pagesize:unknown_member");
    row("a secret", R"({"client_secret":"x"})", "client_secret:unknown_member");
    row("number as text", R"({"page_size":"5"})", "page_size:not_a_number");
    row("fraction", R"({"page_size":5.5})", "page_size:out_of_range");
    row("huge", R"({"page_size":1e300})", "page_size:out_of_range");
    row("range", R"({"page_size":0})", "page_size:out_of_range");
    row("text as number", R"({"client_id":5})", "client_id:not_text");
    row("null", R"({"client_id":null})", "client_id:not_text");
    row("environment", R"({"environment":"prod"})", "environment:unknown");
    row("services a list", R"({"services":[]})", "services:not_an_object");
    row("unknown service", R"({"services":{"billing":{}}})", "services.billing:unknown_member");
    row("unknown auth", R"({"services":{"segments":{"auth":"none"}}})", "services.segments.auth:unknown");
    row("member of a service", R"({"services":{"segments":{"secret":"x"}}})",
        "services.segments.secret:unknown_member");
    row("service a text", R"({"services":{"segments":"x"}})", "services.segments:not_an_object");
    row("scopes a text", R"({"services":{"segments":{"scopes":"a b"}}})",
        "services.segments.scopes:not_a_list_of_texts");
    row("scopes of numbers", R"({"services":{"segments":{"scopes":[1]}}})",
        "services.segments.scopes:not_a_list_of_texts");
    row("bad address", R"({"base_url":"https://exa mple"})", "base_url:not_a_url");
}

void TestProfileStore::readingIsStrict()
{
    QFETCH(QByteArray, member);
    QFETCH(QString, fault);
    QJsonObject object = profileToJson(northProfile());
    QVERIFY(profileFromJson(object));
    const QJsonObject change = QJsonDocument::fromJson(member).object();
    QVERIFY(!change.isEmpty());
    for (auto it = change.constBegin(); it != change.constEnd(); ++it)
        object.insert(it.key(), it.value());
    const auto read = profileFromJson(object);
    QVERIFY(!read);
    QCOMPARE(read.error().kind, ErrorKind::BadInput);
    QCOMPARE(read.error().code, QStringLiteral("bad_profile"));
    const FieldFault &first = read.error().details.first();
    QCOMPARE(first.field + u':' + first.issue, fault);
}

void TestProfileStore::importGivesAFreshIdAndExportNoSecret()
{
    StoreFixture files;
    ProfileStore store(files.config);
    const ConnectionProfile profile = northProfile();
    QVERIFY(store.save(profile));
    const QString target = files.folder.filePath(QStringLiteral("north.json"));
    QVERIFY(store.exportTo(profile.id, target));
    QVERIFY(!StoreFixture::bytesOf(target).contains(profile.id.toLatin1()));
    QVERIFY(!StoreFixture::bytesOf(target).contains("secret"));
    auto read = ProfileStore::importFrom(target);
    QVERIFY(read);
    QVERIFY(read->id != profile.id);
    QCOMPARE(read->id.size(), 32);
    read->id = profile.id;
    QVERIFY(*read == profile);
    QCOMPARE(store.exportTo(QStringLiteral("none"), target).error().code, QStringLiteral("unknown_profile"));
}

void TestProfileStore::importTellsWhatIsWrong_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("fault");
    QTest::newRow("no JSON") << QByteArray("{\"format\":") << QStringLiteral("offset 10:not_json");
    QTest::newRow("another file") << QByteArray("{}") << QStringLiteral("format:unknown");
    QTest::newRow("newer") << QByteArray(R"({"format":"muster-profile","version":2})")
                           << QStringLiteral("version:newer");
    QTest::newRow("no profile") << QByteArray(R"({"format":"muster-profile","version":1})")
                                << QStringLiteral("name:required");
    QTest::newRow("unknown flavour") << QByteArray(
        R"({"format":"muster-profile","version":1,"profile":{"name":"North","dialect":"tomorrow","client_id":"c",)"
        R"("base_url":"https://api.example.com"}})")
                                     << QStringLiteral("dialect:unknown_dialect");
}

void TestProfileStore::importTellsWhatIsWrong()
{
    QFETCH(QByteArray, content);
    QFETCH(QString, fault);
    StoreFixture files;
    files.write("in.json", content);
    const auto read = ProfileStore::importFrom(files.path("in.json"));
    QVERIFY(!read);
    QCOMPARE(read.error().kind, ErrorKind::BadInput);
    QCOMPARE(read.error().details.first().field + u':' + read.error().details.first().issue, fault);
    QCOMPARE(ProfileStore::importFrom(files.path("none")).error().code, QStringLiteral("not_found"));
}

void TestProfileStore::S03_folderAndFileArePrivate()
{
    const mode_t before = ::umask(0);
    StoreFixture files;
    ProfileStore store(files.config);
    const auto saved = store.save(northProfile());
    ::umask(before);
    QVERIFY(saved);
    QCOMPARE(StoreFixture::modeOf(files.config), mode_t(0700));
    QCOMPARE(StoreFixture::modeOf(files.path("profiles.json")), mode_t(0600));
    QCOMPARE(::chmod(QFile::encodeName(files.path("profiles.json")).constData(), 0644), 0);
    QVERIFY(!store.load());
    QCOMPARE(StoreFixture::modeOf(files.path("profiles.json")), mode_t(0600));
}

void TestProfileStore::S20_exportNeverOverwrites()
{
    StoreFixture files;
    ProfileStore store(files.config);
    const ConnectionProfile profile = northProfile();
    QVERIFY(store.save(profile));
    files.write("victim", "precious");
    const QString link = files.path("link");
    QVERIFY(QFile::link(files.path("victim"), link));
    QCOMPARE(store.exportTo(profile.id, link).error().code, QStringLiteral("exists"));
    QCOMPARE(store.exportTo(profile.id, files.path("victim")).error().code, QStringLiteral("exists"));
    QCOMPARE(files.read("victim"), QByteArray("precious"));
}

void TestProfileStore::F94_aFullDiskLeavesTheOldProfiles()
{
    StoreFixture files;
    FailingDisk disk;
    ProfileStore store(files.config, nullptr, disk);
    QVERIFY(store.save(northProfile()));
    const QByteArray old = files.read("profiles.json");
    disk.setFreeSpace(10);
    QCOMPARE(store.save(northProfile(QStringLiteral("South"))).error().code, QStringLiteral("disk_full"));
    QCOMPARE(store.profiles().size(), 1);
    QCOMPARE(files.read("profiles.json"), old);
}

void TestProfileStore::F98_damagedFilesAreKeptBeside_data()
{
    StoreFixture::damagedContents();
}

void TestProfileStore::F98_damagedFilesAreKeptBeside()
{
    QFETCH(QByteArray, content);
    StoreFixture files;
    files.write("profiles.json", content);
    ProfileStore store(files.config);
    const auto notice = store.load();
    QVERIFY(notice);
    QCOMPARE(notice->kind, ErrorKind::Damaged);
    QCOMPARE(notice->code, QStringLiteral("profiles_damaged"));
    QVERIFY(notice->subject.startsWith(files.path("profiles.json.damaged-")));
    QCOMPARE(StoreFixture::bytesOf(notice->subject), content);
    QVERIFY(store.profiles().isEmpty());
    QVERIFY(!store.isReadOnly());
    QVERIFY(store.save(northProfile()));
    QVERIFY(!ProfileStore(files.config).load());
}

void TestProfileStore::F98_soundProfilesOfADamagedFileStay()
{
    StoreFixture files;
    {
        ProfileStore store(files.config);
        QVERIFY(store.save(northProfile()));
        QVERIFY(store.save(northProfile(QStringLiteral("South"))));
    }
    QByteArray content = files.read("profiles.json");
    content.replace(content.indexOf("\"page_size\": 500"), 16, "\"page_size\": 0  ");
    files.write("profiles.json", content);
    ProfileStore store(files.config);
    const auto notice = store.load();
    QVERIFY(notice);
    QCOMPARE(notice->details, (QList<FieldFault>{{QStringLiteral("page_size"), QStringLiteral("out_of_range")}}));
    QCOMPARE(StoreFixture::bytesOf(notice->subject), content);
    QCOMPARE(store.profiles().size(), 1);
    QCOMPARE(store.profiles().first().name, QStringLiteral("South"));
    ProfileStore again(files.config);
    QVERIFY(!again.load()); // told once
    QCOMPARE(again.profiles().size(), 1);
}

void TestProfileStore::F98_aNewerFileIsNeverRewritten()
{
    StoreFixture files;
    const QByteArray content = R"({"format":"muster-profiles","version":2,"profiles":{"shape":"unknown"}})";
    files.write("profiles.json", content);
    ProfileStore store(files.config);
    QCOMPARE(store.load()->code, QStringLiteral("newer_version"));
    QVERIFY(store.isReadOnly());
    QCOMPARE(store.save(northProfile()).error().code, QStringLiteral("newer_version"));
    QCOMPARE(files.read("profiles.json"), content);
    QCOMPARE(QDir(files.config).entryList(QDir::Files).size(), 1);
}

void TestProfileStore::F97_aReadOnlyMusterLeavesADamagedFileWhereItIs()
{
    StoreFixture files;
    files.write("profiles.json", "{torn");
    ProfileStore store(files.config);
    const auto notice = store.load(true);
    QVERIFY(notice);
    QCOMPARE(notice->code, QStringLiteral("profiles_damaged"));
    QVERIFY(store.isReadOnly());
    QVERIFY(!store.save(northProfile()));
    QCOMPARE(files.read("profiles.json"), QByteArray("{torn"));
    QCOMPARE(QDir(files.config).entryList({QStringLiteral("profiles*")}).size(), 1);
}

MUSTER_TEST(TestProfileStore, QCoreApplication)

} // namespace tst_profilestore
#include "tst_profilestore.moc"
