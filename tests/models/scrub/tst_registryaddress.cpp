// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/scrub/registrystore.h"
#include "models/store/auditlog.h"
#include "tests/support/scriptedchannel.h"
#include "tests/support/testprogram.h"

#include <QTemporaryDir>

using namespace muster;
using namespace muster::test;

namespace tst_registryaddress {

namespace {

const QString address = QStringLiteral("https://registry.example.org/full.csv?key=s3cret");

struct Fixture
{
    QTemporaryDir folder;
    std::unique_ptr<AuditLog> audit
        = AuditLog::open(folder.filePath(QStringLiteral("audit.jsonl")), folder.path(), false).value();
    std::unique_ptr<RegistryStore> store
        = std::make_unique<RegistryStore>(folder.filePath(QStringLiteral("registries")), *audit);
    ScriptedChannel *channel = new ScriptedChannel;
    QList<Result<RegistryImport>> answers;
    QObject receiver;

    Fixture()
    {
        store->setChannel(std::unique_ptr<HttpChannel>(channel));
        QObject::connect(store.get(), &RegistryStore::importFinished, &receiver,
                         [this](const Result<RegistryImport> &result) { answers.append(result); });
    }
    [[nodiscard]] RegistryOrder order(const QString &source = address) const
    {
        return {.name = QStringLiteral("R"), .source = source};
    }
    /// The code, or "imported".
    [[nodiscard]] QString import(const RegistryOrder &order)
    {
        const qsizetype before = answers.size();
        store->import(order);
        (void)muster::tests::waitFor([&] { return answers.size() > before; }, 20'000);
        if (answers.size() != before + 1)
            return QStringLiteral("no answer");
        return answers.last() ? QStringLiteral("imported") : answers.last().error().code;
    }
};

} // namespace

class TestRegistryAddress : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void loadsAndReads()
    {
        Fixture fix;
        fix.channel->script("/full.csv",
                            {ScriptedChannel::status(200, {{"Last-Modified", "Sun, 01 Nov 2026 08:49:37 GMT"}},
                                                     "phone\n+12015550100\n+12015550101\n")});
        QCOMPARE(fix.import(fix.order()), QStringLiteral("imported"));
        const Registry registry = fix.store->registries().first();
        QCOMPARE(registry.numbers, 2);
        QCOMPARE(registry.asOf, QDate(2026, 11, 1));
        QCOMPARE(registry.source, address);
        QCOMPARE(fix.channel->requests().size(), 1);
        const HttpRequest &request = fix.channel->requests().first();
        QCOMPARE(request.method, QByteArray("GET"));
        QVERIFY(headerValue(request.headers, "Authorization").isEmpty());
        // Where others read it there is no key.
        QVERIFY(!encodeAuditEntry(fix.audit->read(1, 1)->first()).contains("s3cret"));
        QCOMPARE(registry.sourceName(), QStringLiteral("registry.example.org"));
        // Refreshed from there, too; a server that says no day means today.
        fix.channel->script("/full.csv", {ScriptedChannel::status(200, {}, "+12015550102\n")});
        fix.store->refresh(QStringLiteral("r"));
        QTRY_COMPARE(fix.answers.size(), 2);
        QCOMPARE(fix.store->registries().first().numbers, 1);
        QVERIFY(fix.store->registries().first().asOf >= QDate::currentDate().addDays(-1));
    }

    void theOldOneStaysWhateverComes_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("code");
        QTest::newRow("moved") << 301 << QByteArray("+12015550109\n") << QStringLiteral("download_moved");
        QTest::newRow("not found") << 404 << QByteArray("+12015550109\n") << QStringLiteral("download_refused");
        QTest::newRow("trouble") << 503 << QByteArray("+12015550109\n") << QStringLiteral("download_refused");
        QTest::newRow("a part") << 206 << QByteArray("+12015550109\n") << QStringLiteral("download_refused");
        QTest::newRow("a page") << 200 << QByteArray("<!DOCTYPE html><p>Sign in") << QStringLiteral("file_markup");
        QTest::newRow("nothing") << 200 << QByteArray() << QStringLiteral("csv_empty");
        QTest::newRow("words") << 200 << QByteArray("Come back\nlater\n") << QStringLiteral("registry_rows_unreadable");
        QTest::newRow("lost") << 0 << QByteArray() << QStringLiteral("gone");
    }
    void theOldOneStaysWhateverComes()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        QFETCH(QString, code);
        Fixture fix;
        fix.channel->script("/full.csv", {ScriptedChannel::status(200, {}, "+12015550100\n")});
        QCOMPARE(fix.import(fix.order()), QStringLiteral("imported"));
        const QList<Registry> before = fix.store->registries();
        fix.channel->script("/full.csv",
                            {status == 0 ? ScriptedChannel::failing(ErrorKind::ConnectionLost, QStringLiteral("gone"))
                                         : ScriptedChannel::status(
                                             status, {{"Location", "https://elsewhere.example.org/"}}, body)});
        QCOMPARE(fix.import(fix.order()), code);
        QCOMPARE(fix.store->registries(), before);
        QCOMPARE(fix.channel->requests().size(), 2); // one attempt, and nobody is followed
        QVERIFY(RegistryStore::numbersOf(before.first(), fix.store->folder()));
        QVERIFY(!fix.answers.last().error().subject.contains(u"s3cret"));
        QCOMPARE(fix.audit->count(), 1);
    }

    void onlyHttpsIsAsked_data()
    {
        QTest::addColumn<QString>("source");
        for (const char *source :
             {"http://registry.example.org/full.csv", "http://127.0.0.1/full.csv", "ftp://registry.example.org/full.csv",
              "https://name:word@registry.example.org/full.csv", "https:///full.csv", "https://169.254.1.1/full.csv"})
            QTest::newRow(source) << QString::fromLatin1(source);
    }
    void onlyHttpsIsAsked()
    {
        QFETCH(QString, source);
        Fixture fix;
        fix.store->import(fix.order(source));
        QTRY_COMPARE(fix.answers.size(), 1);
        QVERIFY(!fix.answers.first());
        QCOMPARE(fix.answers.first().error().kind, ErrorKind::AddressRefused);
        QCOMPARE(fix.channel->requests().size(), 0);
        QVERIFY(!fix.store->isImporting());
    }

    void canBeStoppedAndOutlived()
    {
        Fixture fix;
        ScriptedChannel::Step hanging;
        hanging.hang = true;
        fix.channel->script("/full.csv", {hanging});
        fix.store->import(fix.order());
        QCOMPARE(fix.channel->requests().size(), 1);
        QVERIFY2(fix.answers.isEmpty(),
                 qPrintable(fix.answers.isEmpty() || fix.answers.first() ? QString() : fix.answers.first().error().code));
        QVERIFY(fix.store->isImporting());
        fix.store->cancelImport();
        QTRY_COMPARE(fix.answers.size(), 1);
        QCOMPARE(fix.answers.first().error().kind, ErrorKind::Cancelled);
        fix.store->import(fix.order());
        QTRY_COMPARE(fix.channel->requests().size(), 2);
        fix.store.reset();
        QCoreApplication::processEvents();
        QCOMPARE(fix.answers.size(), 1); // nobody is told any more
    }
};

MUSTER_TEST(TestRegistryAddress, QCoreApplication)

} // namespace tst_registryaddress
#include "tst_registryaddress.moc"
