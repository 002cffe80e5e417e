// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/estimate/localcontacts.h"

#include "models/runs/tenantsession.h"
#include "models/runs/workspace.h"
#include "models/store/secretstore.h"
#include "network/sandbox/sandboxserver.h"
#include "tests/support/contactpages.h"
#include "tests/support/fakeclock.h"
#include "tests/support/sandboxtruth.h"
#include "tests/support/testprogram.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace muster;
using namespace muster::test;

namespace tst_contactsathand {

namespace {

const QString segmentId = QStringLiteral("5a0d0001-7c1e-4b52-9d3a-000000000001");
const QString listId = QStringLiteral("11570001-7c1e-4b52-9d3a-000000000001"); // of all contacts

} // namespace

class TestLocalContacts : public QObject
{
    Q_OBJECT

private:
    QString put(const QByteArray &bytes)
    {
        QFile file(m_folder.filePath(QStringLiteral("people.csv")));
        return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() ? file.fileName() : QString();
    }
    /// Of the sandbox's 2,500 people.
    std::unique_ptr<TenantSession> openTenant();

    QTemporaryDir m_folder;
    FakeClock m_clock;
    std::unique_ptr<SandboxServer> m_server;
    std::unique_ptr<Workspace> m_workspace;

private Q_SLOTS:
    void cleanup();
    void readsAFile();
    void keepsWhatIsAtHandUntilTheNextIsWhole();
    void theNewestSourceWins();
    void isCancelled();
    void takesAnOpenList();
    void readsASegmentWhole();
    void F70_repeatedContactsCountOnce();
    void F13_aMissingSegmentIsSaid();
    void F47_aCutPageIsAskedForAgain();
    void aSegmentIsCancelled();
    void readsAListWhole();
    void F72_aListThatIsNotWholeIsRefused();
    void aListAboveTheLimitIsRefused();
    void F62_contactsWithoutAnIdMakeItAPart();
};

std::unique_ptr<TenantSession> TestLocalContacts::openTenant()
{
    qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus"); // nobody's key store
    SandboxSettings settings;
    settings.contacts = 2'500;
    m_server = std::make_unique<SandboxServer>(settings);
    if (!m_server->start())
        return nullptr;
    auto workspace = Workspace::open(Workspace::Paths::under(m_folder.filePath(QStringLiteral("home"))), m_clock);
    if (!workspace)
        return nullptr;
    m_workspace = *std::move(workspace);
    const ConnectionProfile profile = TenantOpener::profileForUrl(m_server->url(), m_server->clientId());
    m_workspace->secrets().keepForThisRun(profile, m_server->clientSecret());
    return m_workspace->connectTo(profile);
}

void TestLocalContacts::cleanup()
{
    m_workspace.reset();
    m_server.reset();
}

void TestLocalContacts::readsAFile()
{
    LocalContacts contacts;
    QSignalSpy loading(&contacts, &LocalContacts::loading), loaded(&contacts, &LocalContacts::loaded);
    QSignalSpy progressed(&contacts, &LocalContacts::progressed);
    const QString file = put("id,n\na,1\nb,2\n");
    contacts.readFile(file);
    QVERIFY(contacts.isLoading());
    QVERIFY(!contacts.contacts());
    QTRY_COMPARE(loaded.size(), 1);
    QCOMPARE(loading.size(), 1);
    QVERIFY(!contacts.isLoading());
    QCOMPARE(contacts.contacts()->rowCount(), 2U);
    QCOMPARE(contacts.source(), (LocalContacts::Source{LocalContacts::Kind::File, file}));
    QCOMPARE(progressed.constLast(), (QVariantList{qint64(2), 1.0}));
}

void TestLocalContacts::keepsWhatIsAtHandUntilTheNextIsWhole()
{
    LocalContacts contacts(nullptr, {.rows = 2});
    QSignalSpy loaded(&contacts, &LocalContacts::loaded), failed(&contacts, &LocalContacts::failed);
    const QString file = put("id\na\nb\n");
    contacts.readFile(file);
    QTRY_COMPARE(loaded.size(), 1);
    const auto before = contacts.contacts();
    contacts.readFile(put("id\na\nb\nc\n"));
    QCOMPARE(contacts.contacts(), before);
    QTRY_COMPARE(failed.size(), 1);
    QCOMPARE(failed[0][0].value<ApiError>().code, QStringLiteral("contacts_too_many"));
    QVERIFY(!contacts.isLoading());
    QCOMPARE(contacts.contacts(), before);
    contacts.readFile(m_folder.filePath(QStringLiteral("missing")));
    QTRY_COMPARE(failed.size(), 2);
    QCOMPARE(contacts.contacts(), before);
    QCOMPARE(contacts.source().name, file);
    contacts.clear();
    QVERIFY(!contacts.contacts());
    QCOMPARE(contacts.source(), LocalContacts::Source());
}

void TestLocalContacts::theNewestSourceWins()
{
    LocalContacts contacts;
    QSignalSpy loaded(&contacts, &LocalContacts::loaded), failed(&contacts, &LocalContacts::failed);
    contacts.readFile(m_folder.filePath(QStringLiteral("missing")));
    ContactMaker maker(3);
    ContactTable table;
    table.append(*contactPage(maker.many(10), 0, 10));
    contacts.takeList(QStringLiteral("Leads"), table.snapshot());
    contacts.readFile(put("id\na\n"));
    QTRY_COMPARE(loaded.size(), 1);
    QCOMPARE(failed.size(), 0);
    QCOMPARE(contacts.source().kind, LocalContacts::Kind::File);
    QCOMPARE(contacts.contacts()->rowCount(), 1U);
}

void TestLocalContacts::isCancelled()
{
    LocalContacts contacts;
    QSignalSpy loaded(&contacts, &LocalContacts::loaded), failed(&contacts, &LocalContacts::failed);
    QSignalSpy cancelled(&contacts, &LocalContacts::cancelled);
    contacts.readFile(put("id\na\n"));
    contacts.cancel();
    QVERIFY(!contacts.isLoading());
    QCOMPARE(cancelled.size(), 1);
    contacts.cancel(); // of nothing
    QCOMPARE(cancelled.size(), 1);
    contacts.readFile(put("id\na\nb\n"));
    QTRY_COMPARE(loaded.size(), 1);
    QCOMPARE(failed.size(), 0);
    QCOMPARE(contacts.contacts()->rowCount(), 2U);
}

void TestLocalContacts::takesAnOpenList()
{
    ContactMaker maker(3);
    const auto people = maker.many(100);
    ContactTable table;
    table.append(*contactPage(people, 0, 100));
    LocalContacts contacts;
    QSignalSpy loaded(&contacts, &LocalContacts::loaded), failed(&contacts, &LocalContacts::failed);
    contacts.takeList(QStringLiteral("Leads"), table.snapshot());
    table.clear(); // what was there then stays
    QTRY_COMPARE(loaded.size(), 1);
    QCOMPARE(contacts.contacts()->rowCount(), 100U);
    QVERIFY(contacts.contacts()->cell(7, 0) == people[7].id);
    QCOMPARE(contacts.source(), (LocalContacts::Source{LocalContacts::Kind::List, QStringLiteral("Leads")}));
    contacts.takeList(QStringLiteral("Empty"), ContactTable().snapshot());
    QTRY_COMPARE(failed.size(), 1);
    QCOMPARE(failed[0][0].value<ApiError>().code, QStringLiteral("contacts_empty"));
}

void TestLocalContacts::readsASegmentWhole()
{
    const auto session = openTenant();
    QVERIFY(session);
    LocalContacts contacts;
    QSignalSpy loaded(&contacts, &LocalContacts::loaded), failed(&contacts, &LocalContacts::failed);
    contacts.readSegment(*session, segmentId, QStringLiteral("All customers"));
    QTRY_VERIFY_WITH_TIMEOUT(loaded.size() + failed.size() == 1, 60'000);
    QCOMPARE(failed.size(), 0);
    const ContactColumns &columns = *contacts.contacts();
    QCOMPARE(columns.indexOf(QStringLiteral("fax_number")), -1); // deprecated: never asked for
    QCOMPARE(columns.field(0).name, QStringLiteral("contactId"));
    SegmentQuery query{.segmentId = segmentId};
    for (int field = 1; field < columns.fieldCount(); ++field)
        query.attributes.append(columns.field(field).name);
    std::uint32_t row = 0;
    bool same = true;
    const qint64 count = forEachSandboxRecord(1, 2'500, query, [&](const SandboxRecord &record) {
        same = same && columns.cell(row, 0) == record.contactId.toStdString();
        for (int field = 1; field < columns.fieldCount(); ++field) {
            const QByteArray cell = record.values[std::size_t(field - 1)].value_or(QByteArray());
            same = same && columns.cell(row, field) == cell.toStdString();
        }
        return ++row < columns.rowCount() && same;
    });
    QVERIFY2(same, qPrintable(QString::number(row)));
    QCOMPARE(qint64(columns.rowCount()), count);
    QCOMPARE(columns.field(columns.indexOf(QStringLiteral("loyalty_points"))).type, CriteriaFieldType::Number);
    QCOMPARE(columns.field(columns.indexOf(QStringLiteral("birth_date"))).type, CriteriaFieldType::Date);
    QCOMPARE(contacts.source().kind, LocalContacts::Kind::Segment);
}

void TestLocalContacts::F70_repeatedContactsCountOnce()
{
    const auto session = openTenant();
    QVERIFY(session);
    m_server->addFault({.kind = SandboxFault::Kind::Mutate,
                        .path = QStringLiteral("/contacts"),
                        .method = QStringLiteral("POST"),
                        .times = -1,
                        .mutation = SandboxFault::Mutation::DuplicateRecord});
    LocalContacts contacts;
    QSignalSpy loaded(&contacts, &LocalContacts::loaded), failed(&contacts, &LocalContacts::failed);
    contacts.readSegment(*session, segmentId, QStringLiteral("All customers"));
    QTRY_VERIFY_WITH_TIMEOUT(loaded.size() + failed.size() == 1, 60'000);
    QCOMPARE(failed.size(), 0);
    QSet<QByteArray> ids;
    for (std::uint32_t row = 0; row < contacts.contacts()->rowCount(); ++row) {
        const std::string_view id = contacts.contacts()->cell(row, 0);
        ids.insert(QByteArray(id.data(), qsizetype(id.size())));
    }
    QCOMPARE(ids.size(), qsizetype(contacts.contacts()->rowCount()));
}

void TestLocalContacts::F13_aMissingSegmentIsSaid()
{
    const auto session = openTenant();
    QVERIFY(session);
    LocalContacts contacts;
    QSignalSpy failed(&contacts, &LocalContacts::failed);
    contacts.readSegment(*session, QStringLiteral("5a0d0001-7c1e-4b52-9d3a-00000000ffff"), QStringLiteral("None"));
    QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, 60'000);
    QCOMPARE(failed[0][0].value<ApiError>().kind, ErrorKind::NotFound);
    QVERIFY(!contacts.isLoading());
}

void TestLocalContacts::F47_aCutPageIsAskedForAgain()
{
    const auto session = openTenant();
    QVERIFY(session);
    m_server->addFault({.kind = SandboxFault::Kind::Truncate,
                        .path = QStringLiteral("/contacts"),
                        .method = QStringLiteral("POST"),
                        .skip = 1,
                        .bytes = 5'000});
    LocalContacts contacts;
    QSignalSpy loaded(&contacts, &LocalContacts::loaded), failed(&contacts, &LocalContacts::failed);
    contacts.readSegment(*session, segmentId, QStringLiteral("All customers"));
    QTRY_VERIFY_WITH_TIMEOUT(loaded.size() + failed.size() == 1, 60'000);
    QCOMPARE(failed.size(), 0);
    QCOMPARE(contacts.contacts()->rowCount(), 2'500U);
}

void TestLocalContacts::aSegmentIsCancelled()
{
    const auto session = openTenant();
    QVERIFY(session);
    m_server->addFault({.kind = SandboxFault::Kind::Hang, .method = QStringLiteral("POST"), .skip = 2});
    LocalContacts contacts;
    QSignalSpy loaded(&contacts, &LocalContacts::loaded), failed(&contacts, &LocalContacts::failed);
    QSignalSpy progressed(&contacts, &LocalContacts::progressed);
    contacts.readSegment(*session, segmentId, QStringLiteral("All customers"));
    QTRY_VERIFY(progressed.size() > 0 && progressed.constLast()[0].toLongLong() > 0);
    QVERIFY(progressed.constLast()[1].toDouble() < 0); // nobody said how many there are
    contacts.cancel();
    QVERIFY(!contacts.isLoading());
    {
        LocalContacts another;
        another.readSegment(*session, segmentId, QStringLiteral("All customers"));
    }
    contacts.readFile(put("id\na\n"));
    QTRY_COMPARE(loaded.size(), 1);
    QCOMPARE(failed.size(), 0);
}

void TestLocalContacts::readsAListWhole()
{
    const auto session = openTenant();
    QVERIFY(session);
    LocalContacts contacts;
    QSignalSpy loading(&contacts, &LocalContacts::loading);
    QSignalSpy loaded(&contacts, &LocalContacts::loaded), failed(&contacts, &LocalContacts::failed);
    contacts.readList(*session, listId, QStringLiteral("All contacts"));
    QTRY_VERIFY_WITH_TIMEOUT(loaded.size() + failed.size() == 1, 60'000);
    QCOMPARE(failed.size(), 0);
    QCOMPARE(loading.size(), 1);
    const ContactColumns &columns = *contacts.contacts();
    const QList<SandboxListContact> truth = m_server->listTruth(listId);
    QCOMPARE(qsizetype(columns.rowCount()), truth.size());
    const int phone = columns.indexOf(QStringLiteral("phone")), country = columns.indexOf(QStringLiteral("country"));
    QVERIFY(columns.indexOf(QStringLiteral("id")) == 0 && phone > 0 && country > 0);
    bool same = true;
    for (std::uint32_t row = 0; row < columns.rowCount() && same; ++row) {
        const SandboxListContact &contact = truth[row];
        same = columns.cell(row, 0) == contact.id.toStdString()
            && columns.cell(row, phone) == contact.phone.toStdString()
            && columns.cell(row, country) == contact.country.value_or(QByteArray()).toStdString();
    }
    QVERIFY(same);
    QCOMPARE(contacts.source(),
             (LocalContacts::Source{LocalContacts::Kind::List, QStringLiteral("All contacts"), listId}));
    QVERIFY(!contacts.isPart());
}

void TestLocalContacts::F72_aListThatIsNotWholeIsRefused()
{
    const auto session = openTenant();
    QVERIFY(session);
    m_server->addFault({.kind = SandboxFault::Kind::Mutate,
                        .path = QStringLiteral("/contactlists"),
                        .times = -1,
                        .mutation = SandboxFault::Mutation::WrongCount});
    LocalContacts contacts;
    QSignalSpy loaded(&contacts, &LocalContacts::loaded), failed(&contacts, &LocalContacts::failed);
    contacts.readList(*session, listId, QStringLiteral("All contacts"));
    QTRY_VERIFY_WITH_TIMEOUT(loaded.size() + failed.size() == 1, 60'000);
    QCOMPARE(loaded.size(), 0);
    QCOMPARE(failed[0][0].value<ApiError>().code, QStringLiteral("count_mismatch"));
    QVERIFY(!contacts.contacts());
}

void TestLocalContacts::aListAboveTheLimitIsRefused()
{
    const auto session = openTenant();
    QVERIFY(session);
    LocalContacts contacts(nullptr, {.rows = 1'500});
    QSignalSpy loaded(&contacts, &LocalContacts::loaded), failed(&contacts, &LocalContacts::failed);
    contacts.readList(*session, listId, QStringLiteral("All contacts"));
    QTRY_VERIFY_WITH_TIMEOUT(loaded.size() + failed.size() == 1, 60'000);
    QCOMPARE(loaded.size(), 0);
    QCOMPARE(failed[0][0].value<ApiError>().code, QStringLiteral("contacts_too_many"));
    QCOMPARE(failed[0][0].value<ApiError>().subject, QStringLiteral("1500"));
    contacts.readFile(put("id\na\n"));
    contacts.readList(*session, listId, QStringLiteral("All contacts")); // and is overtaken by the next
    contacts.readFile(put("id\na\nb\n"));
    QTRY_COMPARE(loaded.size(), 1);
    QCOMPARE(contacts.contacts()->rowCount(), 2U);
    QCOMPARE(failed.size(), 1);
}

void TestLocalContacts::F62_contactsWithoutAnIdMakeItAPart()
{
    const auto session = openTenant();
    QVERIFY(session);
    m_server->addFault({.kind = SandboxFault::Kind::Mutate,
                        .path = QStringLiteral("/contacts"),
                        .method = QStringLiteral("POST"),
                        .mutation = SandboxFault::Mutation::BadIds});
    LocalContacts contacts;
    QSignalSpy loaded(&contacts, &LocalContacts::loaded), failed(&contacts, &LocalContacts::failed);
    contacts.readSegment(*session, segmentId, QStringLiteral("All customers"));
    QTRY_VERIFY_WITH_TIMEOUT(loaded.size() + failed.size() == 1, 60'000);
    QCOMPARE(failed.size(), 0);
    QVERIFY(contacts.isPart());
    contacts.readFile(put("id\na\n"));
    QTRY_COMPARE(loaded.size(), 2);
    QVERIFY(!contacts.isPart());
}

MUSTER_TEST(TestLocalContacts, QCoreApplication)

} // namespace tst_contactsathand
#include "tst_localcontacts.moc"
