// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/numberliststore.h"

#include "tests/support/testprogram.h"

#include "storefixture.h"
#include "tests/support/failingdisk.h"

#include <QSignalSpy>
#include <QThreadPool>
#include <cerrno>

using namespace muster;

namespace tst_numberliststore {
using test::FailingDisk;
using test::StoreFixture;

namespace {

using Answer = Result<NumberListImport>;

Answer import(NumberListStore &store, const QString &name, const QString &file,
              NumberListUse use = NumberListUse::Suppression, const QString &region = {})
{
    Answer answer = failure({.code = QStringLiteral("no_answer")});
    int answers = 0;
    QObject receiver;
    QObject::connect(&store, &NumberListStore::importFinished, &receiver, [&](const Answer &result) {
        answer = result;
        ++answers;
    });
    store.importFile(name, use, file, region);
    (void)muster::tests::waitFor([&] { return answers > 0; }, 20'000);
    return answers == 1 ? answer : failure({.code = QStringLiteral("answers")});
}

} // namespace

class TestNumberListStore : public QObject
{
    Q_OBJECT

    static QString source(const StoreFixture &fixture, const QByteArray &text, const char *name = "dnc.csv")
    {
        QFile file(fixture.folder.filePath(QString::fromLatin1(name)));
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("cannot write");
        return file.fileName();
    }

private Q_SLOTS:
    void anImportIsACopyThatOutlivesItsSource()
    {
        StoreFixture fixture;
        const QString file = source(fixture, "phone,last_seen\n07911 123456,2026-01-02\nnobody,\n+4470*,\n");
        QString id;
        {
            NumberListStore store(fixture.config);
            const Answer answer = import(store, QStringLiteral(" Do not call "), file, NumberListUse::Suppression,
                                         QStringLiteral("GB"));
            QVERIFY2(answer.has_value(), answer ? "" : qPrintable(answer.error().code));
            QCOMPARE(answer->info.name, QStringLiteral("Do not call"));
            QCOMPARE(answer->info.source, QStringLiteral("dnc.csv"));
            QCOMPARE(answer->info.numbers, 1);
            QCOMPARE(answer->info.prefixes, 1);
            QCOMPARE(answer->info.unreadable, 1);
            QCOMPARE(answer->report.unreadableRows, QList<qint64>{3});
            id = answer->info.id;
        }
        QVERIFY(QFile::remove(file));
        NumberListStore store(fixture.config);
        QVERIFY(!store.load());
        QCOMPARE(store.lists().size(), 1);
        SanitizationDirective directive;
        directive.suppressionLists = {id};
        const auto loaded = NumberListStore::loadFor(directive, store.lists(), store.folder());
        QVERIFY2(loaded.has_value(), loaded ? "" : qPrintable(loaded.error().code));
        QCOMPARE(loaded->suppression.front().set->find(447911123456)->lastSeen, QDate(2026, 1, 2));
        QVERIFY(loaded->suppression.front().set->contains(447000000000));
        QCOMPARE(loaded->digests, QStringList{store.lists().first().digest});
    }

    void S03_copiesArePrivateAndTheirNamesSayNothing()
    {
        StoreFixture fixture;
        NumberListStore store(fixture.config);
        QVERIFY(import(store, QStringLiteral("447911123456"), source(fixture, "+447911123456\n")));
        QCOMPARE(StoreFixture::modeOf(fixture.config), mode_t(0700));
        const auto files = QDir(fixture.config).entryList(QDir::Files);
        QCOMPARE(files.size(), 2);
        for (const QString &file : files) {
            QCOMPARE(StoreFixture::modeOf(fixture.config + u'/' + file), mode_t(0600));
            QVERIFY(!file.contains(QStringLiteral("447911123456")));
        }
    }

    void importingAgainReplacesUnderTheSameId()
    {
        StoreFixture fixture;
        NumberListStore store(fixture.config);
        const auto first = import(store, QStringLiteral("A"), source(fixture, "+447911123456\n"));
        const auto second = import(store, QStringLiteral("a"), source(fixture, "+447911123457\n"));
        const auto other
            = import(store, QStringLiteral("A"), source(fixture, "+447911123457\n"), NumberListUse::Disposable);
        QVERIFY(first && second && other);
        QCOMPARE(second->info.id, first->info.id);
        QVERIFY(other->info.id != first->info.id);
        QCOMPARE(store.lists().size(), 2);
        // The old copy is gone; the one that both share is there until the last list of it goes.
        QCOMPARE(QDir(fixture.config).entryList({QStringLiteral("*.txt")}).size(), 1);
        QVERIFY(store.remove(first->info.id));
        QCOMPARE(QDir(fixture.config).entryList({QStringLiteral("*.txt")}).size(), 1);
        QVERIFY(store.remove(other->info.id));
        QVERIFY(QDir(fixture.config).entryList({QStringLiteral("*.txt")}).isEmpty());
        QCOMPARE(store.remove(other->info.id).error().code, QStringLiteral("unknown_number_list"));
    }

    void F113_aListThatIsGoneOrAlteredIsNotLoaded()
    {
        StoreFixture fixture;
        NumberListStore store(fixture.config);
        const auto list = import(store, QStringLiteral("A"), source(fixture, "+447911123456\n"));
        SanitizationDirective directive;
        directive.disposableLists = {list->info.id};
        const QString copy = fixture.config + u'/' + QDir(fixture.config).entryList({QStringLiteral("*.txt")}).first();
        QFile file(copy);
        QVERIFY(file.open(QIODevice::ReadWrite));
        QVERIFY(file.seek(5) && file.putChar('8'));
        file.close();
        const auto altered = NumberListStore::loadFor(directive, store.lists(), store.folder());
        QCOMPARE(altered.error().code, QStringLiteral("number_list_altered"));
        QCOMPARE(altered.error().subject, QStringLiteral("A"));
        QVERIFY(QFile::remove(copy));
        QCOMPARE(NumberListStore::loadFor(directive, store.lists(), store.folder()).error().code,
                 QStringLiteral("not_found"));
        QVERIFY(store.remove(list->info.id));
        QCOMPARE(NumberListStore::loadFor(directive, store.lists(), store.folder()).error().code,
                 QStringLiteral("unknown_number_list"));
    }

    void filesAreLoadedByName()
    {
        StoreFixture fixture;
        SanitizationDirective directive;
        directive.defaultRegion = QStringLiteral("GB");
        directive.suppressionLists = {source(fixture, "07911123456\nnobody\n")};
        const auto loaded = NumberListStore::loadFor(directive, {}, fixture.config);
        QVERIFY(loaded);
        QVERIFY(loaded->suppression.front().set->contains(447911123456));
        QCOMPARE(loaded->suppression.front().source, QStringLiteral("dnc.csv"));
        QCOMPARE(loaded->suppression.front().report.unreadableRows, QList<qint64>{2}); // said, not left out in silence
    }

    void refusals()
    {
        StoreFixture fixture;
        NumberListStore store(fixture.config);
        const QString file = source(fixture, "+447911123456\n");
        QCOMPARE(import(store, QStringLiteral(" "), file).error().code, QStringLiteral("name_missing"));
        QCOMPARE(import(store, QString(201, u'x'), file).error().code, QStringLiteral("name_too_long"));
        QCOMPARE(
            import(store, QStringLiteral("A"), file, NumberListUse::Suppression, QStringLiteral("QQ")).error().code,
            QStringLiteral("unknown_region"));
        QCOMPARE(import(store, QStringLiteral("A"), source(fixture, "words\n")).error().code,
                 QStringLiteral("no_numbers"));
        QCOMPARE(import(store, QStringLiteral("A"), fixture.folder.filePath(QStringLiteral("none"))).error().code,
                 QStringLiteral("not_found"));
        QVERIFY(store.lists().isEmpty());
        store.setReadOnly();
        QCOMPARE(import(store, QStringLiteral("A"), file).error().code, QStringLiteral("read_only"));
    }

    void theStoreMayGoWhileItImports()
    {
        StoreFixture fixture;
        QByteArray many;
        for (int row = 0; row < 300'000; ++row)
            many += "+4479" + QByteArray::number(10'000'000 + row) + '\n';
        const QString file = source(fixture, many);
        {
            NumberListStore store(fixture.config);
            store.importFile(QStringLiteral("A"), NumberListUse::Suppression, file, {});
        }
        QVERIFY(QThreadPool::globalInstance()->waitForDone(20'000));
        // Whatever the worker got done, nothing of it stays: no list names it.
        NumberListStore store(fixture.config);
        QVERIFY(!store.load());
        QVERIFY(QDir(fixture.config).entryList(QDir::Files | QDir::Hidden).isEmpty());
    }

    void copiesThatNoListHasAreRemoved()
    {
        StoreFixture fixture;
        NumberListStore store(fixture.config);
        QVERIFY(import(store, QStringLiteral("A"), source(fixture, "+447911123456\n")));
        fixture.write("0123456789abcdef0123456789abcdef.txt", "+447911123457\n");
        fixture.write(".x.txt.0123abcd.tmp", "+4479");
        NumberListStore again(fixture.config);
        QVERIFY(!again.load());
        QCOMPARE(QDir(fixture.config).entryList(QDir::Files | QDir::Hidden).size(), 2);
        SanitizationDirective directive;
        directive.suppressionLists = {again.lists().first().id};
        QVERIFY(NumberListStore::loadFor(directive, again.lists(), again.folder()));
    }

    void F94_aFullDiskLeavesNothingHalf()
    {
        StoreFixture fixture;
        FailingDisk disk;
        NumberListStore store(fixture.config, nullptr, disk);
        disk.failAlways(FailingDisk::Op::Write, ENOSPC);
        QCOMPARE(import(store, QStringLiteral("A"), source(fixture, "+447911123456\n")).error().code,
                 QStringLiteral("disk_full"));
        QVERIFY(store.lists().isEmpty());
        QVERIFY(QDir(fixture.config).entryList(QDir::Files | QDir::Hidden).isEmpty());
    }

    void F98_damagedIndex_data() { StoreFixture::damagedContents(); }
    void F98_damagedIndex()
    {
        QFETCH(QByteArray, content);
        StoreFixture fixture;
        fixture.write("index.json", content);
        NumberListStore store(fixture.config);
        const auto notice = store.load();
        QVERIFY(notice);
        QCOMPARE(notice->code, QStringLiteral("number_lists_damaged"));
        QCOMPARE(StoreFixture::bytesOf(notice->subject), content);
    }

    void F97_readOnlyStoresMendNothing()
    {
        StoreFixture fixture;
        fixture.write("index.json", "broken");
        NumberListStore store(fixture.config);
        store.setReadOnly();
        QVERIFY(store.load());
        QCOMPARE(fixture.read("index.json"), QByteArray("broken"));
    }
};

MUSTER_TEST(TestNumberListStore, QCoreApplication)

} // namespace tst_numberliststore
#include "tst_numberliststore.moc"
