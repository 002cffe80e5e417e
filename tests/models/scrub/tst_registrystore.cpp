// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/scrub/registrystore.h"

#include "models/store/auditlog.h"
#include "tests/support/failingdisk.h"
#include "tests/support/testprogram.h"
#include "tests/support/withoutdigests.h"

#include <QDir>
#include <QFile>
#include <QSemaphore>
#include <QTemporaryDir>
#include <QThreadPool>
#include <cerrno>

using namespace muster;
using muster::test::FailingDisk;

namespace tst_registrystore {

namespace {

using Answer = Result<RegistryImport>;

struct Fixture
{
    QTemporaryDir folder, history;
    std::unique_ptr<AuditLog> audit
        = AuditLog::open(history.filePath(QStringLiteral("audit.jsonl")), history.path(), false).value();

    [[nodiscard]] QString kept() const { return folder.filePath(QStringLiteral("registries")); }
    [[nodiscard]] QString source(const QByteArray &text, const char *name = "dnc.csv") const
    {
        QFile file(folder.filePath(QLatin1String(name)));
        if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate) || file.write(text) != text.size())
            qFatal("cannot write");
        return file.fileName();
    }
    [[nodiscard]] QStringList numberFiles() const
    {
        return QDir(kept()).entryList({QStringLiteral("*.numbers"), QStringLiteral(".*")}, QDir::Files | QDir::Hidden);
    }
};

Answer answerOf(RegistryStore &store, const std::function<void()> &ask)
{
    Answer answer = failure({.code = QStringLiteral("no_answer")});
    int answers = 0;
    QObject receiver;
    QObject::connect(&store, &RegistryStore::importFinished, &receiver, [&](const Answer &result) {
        answer = result;
        ++answers;
    });
    ask();
    (void)muster::tests::waitFor([&] { return answers > 0; }, 20'000);
    return answers == 1 ? answer : failure({.code = QStringLiteral("answers")});
}

Answer import(RegistryStore &store, const RegistryOrder &order)
{
    return answerOf(store, [&] { store.import(order); });
}

QString codeOf(const Answer &answer)
{
    return answer ? QStringLiteral("imported") : answer.error().code;
}

} // namespace

class TestRegistryStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anImportOutlivesItsSource()
    {
        const Fixture fix;
        const QString file = fix.source("phone,name\n+1 201-555-0100,a\n+12015550101,b\n+4470*,c\n+12015550100,d\n");
        {
            RegistryStore store(fix.kept(), *fix.audit);
            const Answer answer
                = import(store, {.name = QStringLiteral(" US "), .source = file, .asOf = QDate(2026, 11, 1)});
            QVERIFY2(answer.has_value(), qPrintable(codeOf(answer)));
            QCOMPARE(answer->registry.name, QStringLiteral("US"));
            QCOMPARE(answer->registry.numbers, 2);
            QCOMPARE(answer->registry.prefixes, 1);
            QCOMPARE(answer->report.rows, 4);
            QCOMPARE(answer->report.repeated, 1);
        }
        QVERIFY(QFile::remove(file));
        RegistryStore store(fix.kept(), *fix.audit);
        QVERIFY(!store.load());
        QCOMPARE(store.registries().size(), 1);
        const Registry registry = store.registries().first();
        QCOMPARE(registry.asOf, QDate(2026, 11, 1));
        QVERIFY(!registry.isOld(QDate(2026, 12, 2)));
        QVERIFY(registry.isOld(QDate(2026, 12, 3)));
        const auto numbers = RegistryStore::numbersOf(registry, store.folder());
        QVERIFY(numbers);
        QVERIFY((*numbers)->contains(12015550101) && (*numbers)->contains(447012345678));
        QVERIFY(!(*numbers)->contains(12015550102));
        QCOMPARE(QFile(fix.kept() + QStringLiteral("/index.json")).permissions() & QFile::ReadOther, QFile::Permissions());
        // Who looks into the history finds it, and no number.
        QCOMPARE(fix.audit->count(), 1);
        const AuditEntry entry = fix.audit->read(1, 1)->first();
        QCOMPARE(entry.event, QStringLiteral("registry.imported"));
        QCOMPARE(entry.facts[u"sha256"].toString(), registry.digest);
        QCOMPARE(entry.facts[u"source_sha256"].toString(), registry.sourceDigest);
        QVERIFY(!test::withoutDigests(encodeAuditEntry(entry)).contains("555"));
    }

    void withoutADateItIsTheFiles()
    {
        const Fixture fix;
        RegistryStore store(fix.kept(), *fix.audit);
        const QString name = fix.source("+12015550100\n");
        QFile file(name);
        QVERIFY(file.open(QIODevice::ReadWrite));
        QVERIFY(file.setFileTime(QDateTime(QDate(2026, 2, 3), QTime(12, 0)), QFileDevice::FileModificationTime));
        file.close();
        const Answer answer = import(store, {.name = QStringLiteral("a"), .source = name});
        QVERIFY(answer);
        QCOMPARE(answer->registry.asOf, QDate(2026, 2, 3));
        QCOMPARE(codeOf(import(store,
                               {.name = QStringLiteral("b"),
                                .source = name,
                                .asOf = QDate::currentDate().addDays(2)})),
                 QStringLiteral("registry_in_the_future"));
    }

    void readsRegistriesAsTheyAre_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QStringList>("columns");
        QTest::addColumn<QString>("region");
        QTest::addColumn<QString>("code"); // "imported": these numbers
        QTest::addColumn<QString>("about");
        QTest::addColumn<QList<quint64>>("numbers");
        const QStringList none;
        const QList<quint64> two{12015550100, 12015550101};
        const QString good = QStringLiteral("imported");
        QTest::newRow("a number a line") << QByteArray("2015550100\n2015550101\n") << none << "US" << good << "" << two;
        QTest::newRow("lines of Windows") << QByteArray("\xEF\xBB\xBF+12015550100\r\n\r\n+12015550101") << none << ""
                                          << good << "" << two;
        QTest::newRow("area code apart")
            << QByteArray("201,5550100\n201,5550101\n") << QStringList{QStringLiteral("1"), QStringLiteral("2")} << "US"
            << good << "" << two;
        QTest::newRow("by name") << QByteArray("id;area;local\n9;201;5550100\n8;201;5550101\n")
                                 << QStringList{QStringLiteral("Area"), QStringLiteral("local")} << "US" << good << ""
                                 << two;
        QTest::newRow("comments") << QByteArray("# 2 numbers\n+12015550100\n#\n+12015550101\n") << none << "" << good
                                  << "" << two;
        QTest::newRow("letters") << QByteArray("+12015550100\n+1 800 FLOWERS\n+12015550101\n") << none << ""
                                 << "registry_rows_unreadable" << "2" << QList<quint64>();
        QTest::newRow("prose") << QByteArray("Dear Sir,\nplease find attached\nthe registry\n") << none << "US"
                               << "registry_rows_unreadable" << "2, 3" << QList<quint64>();
        QTest::newRow("two numbers in a row") << QByteArray("+12015550100 / +12015550101\n+12015550100\n") << none << ""
                                              << "registry_rows_unreadable" << "1" << QList<quint64>();
        QTest::newRow("no region") << QByteArray("2015550100\n2015550101\n") << none << "" << "registry_needs_region"
                                   << "1, 2" << QList<quint64>();
        QTest::newRow("no such region") << QByteArray("2015550100\n") << none << "XX" << "unknown_region" << "XX"
                                        << QList<quint64>();
        QTest::newRow("no such column") << QByteArray("phone\n+12015550100\n") << QStringList{QStringLiteral("tel")}
                                        << "" << "csv_no_such_column" << "tel" << QList<quint64>();
        QTest::newRow("column 0") << QByteArray("+12015550100\n") << QStringList{QStringLiteral("0")} << ""
                                  << "csv_no_such_column" << "0" << QList<quint64>();
        QTest::newRow("two columns of numbers") << QByteArray("+12015550100,+12015550101\n") << none << ""
                                                << "number_column_unclear" << "1:2" << QList<quint64>();
        QTest::newRow("two columns of that name") << QByteArray("phone,mobile\n+12015550100,\n") << none << ""
                                                  << "number_column_twice" << "1:2" << QList<quint64>();
        QTest::newRow("only a header") << QByteArray("phone\n") << none << "" << "no_numbers" << "" << QList<quint64>();
        QTest::newRow("nothing") << QByteArray() << none << "" << "csv_empty" << "" << QList<quint64>();
        QTest::newRow("a workbook") << QByteArray("PK\x03\x04 and so on") << none << "" << "file_workbook" << ""
                                    << QList<quint64>();
        QTest::newRow("zeros") << QByteArray("+12015550100\n\0\0\n+12015550101\n", 30) << none << "" << "csv_nul" << "2:1"
                               << QList<quint64>();
        QTest::newRow("a quote that is never closed") << QByteArray("+12015550100\n\"+12015550101\n") << none << ""
                                                      << "csv_quote_open" << "2:1" << QList<quint64>();
    }
    void readsRegistriesAsTheyAre()
    {
        QFETCH(QByteArray, text);
        QFETCH(QStringList, columns);
        QFETCH(QString, region);
        QFETCH(QString, code);
        QFETCH(QString, about);
        QFETCH(QList<quint64>, numbers);
        const Fixture fix;
        RegistryStore store(fix.kept(), *fix.audit);
        const Answer answer
            = import(store,
                     {.name = QStringLiteral("a"),
                      .source = fix.source(text),
                      .format = {.columns = columns, .defaultRegion = region},
                      .asOf = QDate(2026, 11, 1)});
        QCOMPARE(codeOf(answer), code);
        if (!answer) {
            const bool isInDetail = code.startsWith(u"registry_");
            if (!about.isEmpty())
                QCOMPARE(isInDetail ? answer.error().detail : answer.error().subject, about);
            else
                QCOMPARE(answer.error().subject, fix.folder.filePath(QStringLiteral("dnc.csv")));
            QCOMPARE(store.registries().size(), 0);
            QCOMPARE(fix.numberFiles(), QStringList());
            QCOMPARE(fix.audit->count(), 0);
            return;
        }
        const auto set = RegistryStore::numbersOf(answer->registry, store.folder());
        QVERIFY(set);
        QCOMPARE((*set)->numbers(), numbers.size());
        for (const quint64 number : numbers)
            QVERIFY((*set)->contains(number));
    }

    void unreadableRowsAreLeftOutOnlyWhenAsked()
    {
        const Fixture fix;
        RegistryStore store(fix.kept(), *fix.audit);
        QByteArray text = "phone\n+12015550100\n";
        for (int row = 0; row < 25; ++row)
            text += "nobody\n";
        RegistryOrder order{.name = QStringLiteral("a"), .source = fix.source(text), .asOf = QDate(2026, 11, 1)};
        const Answer refused = import(store, order);
        QCOMPARE(codeOf(refused), QStringLiteral("registry_rows_unreadable"));
        QVERIFY(refused.error().detail.startsWith(u"3, 4, 5") && refused.error().detail.endsWith(u"22, …"));
        order.format.skipsUnreadable = true;
        const Answer answer = import(store, order);
        QVERIFY(answer);
        QCOMPARE(answer->registry.numbers, 1);
        QCOMPARE(answer->registry.unreadable, 25);
        QCOMPARE(answer->report.unreadableRows.size(), 20);
    }

    void theOldOneStaysUntilTheNewOneIsWhole()
    {
        const Fixture fix;
        FailingDisk disk;
        RegistryStore store(fix.kept(), *fix.audit, nullptr, disk);
        const QString name = QStringLiteral("a");
        const RegistryOrder order{.name = name, .source = fix.source("+12015550100\n"), .asOf = QDate(2026, 11, 1)};
        QVERIFY(import(store, order));
        const Registry old = store.registries().first();
        const auto stays = [&] {
            const auto numbers = RegistryStore::numbersOf(old, store.folder());
            return store.registries() == QList{old} && numbers && (*numbers)->contains(12015550100)
                && fix.numberFiles().size() == 1;
        };
        (void)fix.source("+12015550101\nnobody\n");
        QCOMPARE(codeOf(answerOf(store, [&] { store.refresh(name); })), QStringLiteral("registry_rows_unreadable"));
        QVERIFY(stays());
        (void)fix.source("+12015550101\n+12015550102\n");
        for (const FailingDisk::Op op : {FailingDisk::Op::Write, FailingDisk::Op::Sync, FailingDisk::Op::Rename}) {
            disk.failAlways(op, EIO);
            QVERIFY(!answerOf(store, [&] { store.refresh(name); }));
            disk.heal();
            QVERIFY(stays());
        }
        QVERIFY(QFile::remove(order.source));
        QCOMPARE(codeOf(answerOf(store, [&] { store.refresh(name); })), QStringLiteral("not_found"));
        QVERIFY(stays());
        (void)fix.source("+12015550101\n+12015550102\n");
        QVERIFY(answerOf(store, [&] { store.refresh(name, QDate(2026, 11, 9)); }));
        QCOMPARE(store.registries().size(), 1);
        QCOMPARE(store.registries().first().id, old.id);
        QCOMPARE(store.registries().first().asOf, QDate(2026, 11, 9));
        QCOMPARE(store.registries().first().numbers, 2);
        QCOMPARE(fix.numberFiles().size(), 1); // the old numbers are gone
    }

    void whatAKillLeftIsCleared()
    {
        const Fixture fix;
        {
            RegistryStore store(fix.kept(), *fix.audit);
            QVERIFY(import(store,
                           {.name = QStringLiteral("a"),
                            .source = fix.source("+12015550100\n"),
                            .asOf = QDate(2026, 11, 1)}));
        }
        const auto leave = [&](const char *name) {
            QFile file(fix.kept() + u'/' + QLatin1String(name));
            QVERIFY(file.open(QIODevice::WriteOnly) && file.write("x") == 1);
        };
        leave("incoming.numbers");
        leave("0123456789abcdef0123456789abcdef.numbers");
        leave(".spill-1234");
        leave(".incoming.numbers.12ab.tmp");
        RegistryStore store(fix.kept(), *fix.audit);
        QVERIFY(!store.load());
        QCOMPARE(fix.numberFiles().size(), 1);
        QVERIFY(RegistryStore::numbersOf(store.registries().first(), store.folder()));
    }

    void S35_withoutAnEntryNothingIsImported()
    {
        const Fixture fix;
        const auto readOnly
            = AuditLog::open(fix.history.filePath(QStringLiteral("audit.jsonl")), fix.history.path(), true).value();
        RegistryStore store(fix.kept(), *readOnly);
        QVERIFY(!import(
            store, {.name = QStringLiteral("a"), .source = fix.source("+12015550100\n"), .asOf = QDate(2026, 11, 1)}));
        QCOMPARE(store.registries().size(), 0);
        QCOMPARE(fix.numberFiles(), QStringList());
    }

    void anotherFileInItsPlaceIsNotUsed()
    {
        const Fixture fix;
        RegistryStore store(fix.kept(), *fix.audit);
        for (const char *name : {"a", "b"}) {
            QVERIFY(import(store,
                           {.name = QLatin1String(name),
                            .source = fix.source(name[0] == 'a' ? "+12015550100\n" : "+12015550101\n"),
                            .asOf = QDate(2026, 11, 1)}));
        }
        const Registry a = *store.byName(QStringLiteral("A")), b = *store.byName(QStringLiteral("b"));
        const auto file = [&](const Registry &registry) {
            return QString(fix.kept() + u'/' + registry.digest.left(32) + QStringLiteral(".numbers"));
        };
        QVERIFY(QFile::remove(file(a)) && QFile::copy(file(b), file(a)));
        const auto swapped = RegistryStore::numbersOf(a, store.folder());
        QVERIFY(!swapped);
        QCOMPARE(swapped.error().code, QStringLiteral("registry_altered"));
        QCOMPARE(swapped.error().subject, QStringLiteral("a"));
        QVERIFY(QFile::remove(file(a)));
        QCOMPARE(RegistryStore::numbersOf(a, store.folder()).error().code, QStringLiteral("registry_altered"));
    }

    void removesNumbersAndName()
    {
        const Fixture fix;
        RegistryStore store(fix.kept(), *fix.audit);
        QVERIFY(import(
            store, {.name = QStringLiteral("a"), .source = fix.source("+12015550100\n"), .asOf = QDate(2026, 11, 1)}));
        QCOMPARE(store.remove(QStringLiteral("b")).error().code, QStringLiteral("unknown_registry"));
        QVERIFY(store.remove(QStringLiteral("A")));
        QCOMPARE(fix.numberFiles(), QStringList());
        QCOMPARE(fix.audit->read(2, 1)->first().event, QStringLiteral("registry.removed"));
        QCOMPARE(codeOf(answerOf(store, [&] { store.refresh(QStringLiteral("a")); })),
                 QStringLiteral("unknown_registry"));
    }

    void oneAtATimeAndItCanBeStopped()
    {
        const Fixture fix;
        RegistryStore store(fix.kept(), *fix.audit);
        const RegistryOrder order{
            .name = QStringLiteral("a"), .source = fix.source("+12015550100\n"), .asOf = QDate(2026, 11, 1)};
        QStringList answers;
        connect(&store, &RegistryStore::importFinished, this,
                [&](const Answer &answer) { answers.append(codeOf(answer)); });
        // No thread is free before it is stopped.
        QThreadPool &pool = *QThreadPool::globalInstance();
        const int threads = pool.maxThreadCount();
        pool.setMaxThreadCount(1);
        QSemaphore stopped;
        pool.start([&stopped] { stopped.acquire(); });
        store.import(order);
        QVERIFY(store.isImporting());
        store.import(order);
        store.cancelImport();
        stopped.release();
        QTRY_COMPARE(answers.size(), 2);
        pool.setMaxThreadCount(threads);
        QVERIFY(answers.contains(QString())); // Cancelled has no code
        QCOMPARE(answers.count(QStringLiteral("import_running")), 1);
        QCOMPARE(store.registries().size(), 0);
        QVERIFY(!store.isImporting());
    }
};

MUSTER_TEST(TestRegistryStore, QCoreApplication)

} // namespace tst_registrystore
#include "tst_registrystore.moc"
