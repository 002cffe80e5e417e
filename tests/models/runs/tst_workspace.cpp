// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/workspace.h"

#include "models/runs/lists/lookup/lookupservice.h"
#include "models/runs/runmanager.h"
#include "models/runs/tenantsession.h"
#include "models/store/appsettings.h"
#include "models/store/auditlog.h"
#include "models/store/directivestore.h"
#include "models/store/draftstore.h"
#include "models/store/fieldprofilestore.h"
#include "models/store/journal.h"
#include "models/store/mappingstore.h"
#include "models/store/maskpolicystore.h"
#include "models/store/numberliststore.h"
#include "models/store/profilestore.h"
#include "models/store/recentitems.h"
#include "models/store/storethread.h"
#include "models/store/webhookstore.h"
#include "network/http/clock.h"
#include "network/wire/connectionprofile.h"
#include "tests/support/testprogram.h"

#include <QCoreApplication>
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QMap>
#include <QSemaphore>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace muster;

namespace tst_workspace {

namespace {

ConnectionProfile profileNamed(const QString &name)
{
    ConnectionProfile profile = contractProfile(name, QUrl(QStringLiteral("https://api.example.com")));
    profile.clientId = QStringLiteral("client");
    return profile;
}

EnrichmentMapping mappingNamed(const QString &name)
{
    EnrichmentMapping mapping;
    mapping.name = name;
    mapping.idColumn = QStringLiteral("id");
    return mapping;
}

SanitizationDirective directiveNamed(const QString &name)
{
    SanitizationDirective directive;
    directive.name = name;
    return directive;
}

MaskPolicy policyNamed(const QString &name)
{
    MaskPolicy policy;
    policy.name = name;
    return policy;
}

QString codeOf(const Result<void> &result)
{
    return result ? QString() : result.error().code;
}

template <typename Value>
QString codeOf(const Result<Value> &result)
{
    return result ? QString() : result.error().code;
}

} // namespace

/// What Musters on one folder may do, and one on a folder that it cannot have for itself.
class TestWorkspace : public QObject
{
    Q_OBJECT

    [[nodiscard]] std::unique_ptr<Workspace> open(const QString &config, const QString &data)
    {
        auto workspace = Workspace::open({m_folder->filePath(config), m_folder->filePath(data)}, m_clock);
        return workspace ? *std::move(workspace) : nullptr;
    }
    [[nodiscard]] std::unique_ptr<Workspace> open() { return open(QStringLiteral("config"), QStringLiteral("data")); }

    /// Of all files but SQLite's shared memory, into which readers write, and its log while that is empty.
    [[nodiscard]] QMap<QString, QByteArray> contents() const
    {
        QMap<QString, QByteArray> all;
        QDirIterator files(m_folder->path(), QDir::Files | QDir::Hidden | QDir::System, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            const bool isOfReaders = file.fileName().endsWith(QLatin1String("-shm"))
                || (file.fileName().endsWith(QLatin1String("-wal")) && file.size() == 0);
            if (!isOfReaders && file.open(QIODevice::ReadOnly))
                all.insert(file.fileName(), file.readAll());
        }
        return all;
    }

    static void fill(Workspace &workspace)
    {
        QVERIFY(workspace.profiles().save(profileNamed(QStringLiteral("North"))));
        QVERIFY(workspace.directives().save(directiveNamed(QStringLiteral("Strict"))));
        QVERIFY(workspace.mappings().save(QStringLiteral("list"), mappingNamed(QStringLiteral("CRM"))));
        QVERIFY(workspace.maskPolicies().save(policyNamed(QStringLiteral("Own"))));
        workspace.settings().setValue(QStringLiteral("theme"), QStringLiteral("dark"));
        QVERIFY(workspace.settings().save());
        QVERIFY(workspace.audit().append(QStringLiteral("run.started"), QStringLiteral("r"), {}));
    }

    /// Every store that a window or a command can write to refuses, with the same reason.
    void refusesEverything(Workspace &workspace)
    {
        const QString readOnly = QStringLiteral("read_only");
        QVERIFY(workspace.isReadOnly());
        QCOMPARE(codeOf(workspace.profiles().save(profileNamed(QStringLiteral("South")))), readOnly);
        QCOMPARE(codeOf(workspace.profiles().remove(workspace.profiles().profiles().first().id)), readOnly);
        QCOMPARE(codeOf(workspace.directives().save(directiveNamed(QStringLiteral("Other")))), readOnly);
        QCOMPARE(codeOf(workspace.directives().remove(QStringLiteral("Strict"))), readOnly);
        QCOMPARE(codeOf(workspace.mappings().save(QStringLiteral("list"), mappingNamed(QStringLiteral("Other")))),
                 readOnly);
        QCOMPARE(codeOf(workspace.mappings().remove(QStringLiteral("list"), QStringLiteral("CRM"))), readOnly);
        QCOMPARE(codeOf(workspace.maskPolicies().save(policyNamed(QStringLiteral("Other")))), readOnly);
        QCOMPARE(codeOf(workspace.maskPolicies().remove(QStringLiteral("Own"))), readOnly);
        QCOMPARE(codeOf(workspace.webhooks().keep({})()), readOnly);
        QCOMPARE(codeOf(workspace.audit().append(QStringLiteral("run.started"), QStringLiteral("r"), {})), readOnly);
        workspace.settings().setValue(QStringLiteral("theme"), QStringLiteral("light"));
        QVERIFY(workspace.settings().save()); // preferences hold as long as it is open

        QFile numbers(m_folder->filePath(QStringLiteral("numbers.txt")));
        QVERIFY(numbers.open(QIODevice::WriteOnly) && numbers.write("+12025550123\n") > 0);
        numbers.close();
        QSignalSpy imported(&workspace.numberLists(), &NumberListStore::importFinished);
        workspace.numberLists().importFile(QStringLiteral("Own"), NumberListUse::Suppression, numbers.fileName(), {});
        QTRY_COMPARE(imported.size(), 1);
        QCOMPARE(codeOf(imported.first().first().value<Result<NumberListImport>>()), readOnly);
        QVERIFY(numbers.remove());
        QSignalSpy draft(&workspace.drafts(), &DraftStore::saveFailed);
        AudienceDraft unsaved;
        unsaved.id = DraftStore::newId();
        workspace.drafts().save(unsaved);
        QTRY_COMPARE(draft.size(), 1);
        QSignalSpy fields(&workspace.fieldProfiles(), &FieldProfileStore::failed);
        (void)workspace.fieldProfiles().save({});
        QTRY_COMPARE(fields.size(), 1);
        QCOMPARE(fields.first().last().value<ApiError>().code, readOnly);

        // What is there can be looked at.
        QCOMPARE(workspace.profiles().profiles().size(), 1);
        QVERIFY(workspace.directives().byName(QStringLiteral("Strict")));
        QVERIFY(workspace.mappings().byName(QStringLiteral("list"), QStringLiteral("CRM")));
        QVERIFY(workspace.maskPolicies().byName(QStringLiteral("Own")));
        QVERIFY(workspace.audit().verify().intact);
    }

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void F97_aSecondMusterWritesToNoStore()
    {
        auto first = open();
        QVERIFY(first && !first->isReadOnly());
        fill(*first);
        const auto before = contents();
        auto second = open();
        QVERIFY(second);
        refusesEverything(*second);
        QCOMPARE(second->readOnlyReason()->kind, ErrorKind::InUse);
        QCOMPARE(second->readOnlyReason()->code, QStringLiteral("folder_in_use"));
        QCOMPARE(second->notices().size(), 1);
        QVERIFY(second->outboxRunner() == nullptr);
        second.reset();
        QCOMPARE(contents().keys(), before.keys());
        QVERIFY(contents() == before);
        first.reset();
        QVERIFY(!open()->isReadOnly());
    }

    void F97_dataFoldersThatShareTheirSettingsHaveOneWriterAtATime()
    {
        const QString config = QStringLiteral("config");
        auto one = open(config, QStringLiteral("one"));
        QVERIFY(one && !one->isReadOnly());
        fill(*one);
        auto two = open(config, QStringLiteral("two"));
        QVERIFY(two);
        QVERIFY(two->isReadOnly());
        QCOMPARE(two->readOnlyReason()->code, QStringLiteral("config_in_use"));
        QCOMPARE(codeOf(two->directives().save(directiveNamed(QStringLiteral("Other")))), QStringLiteral("read_only"));
        two.reset();
        one.reset();
        for (int round = 0; round < 2; ++round) { // in turns: neither breaks the other's history
            for (const char *data : {"two", "one"}) {
                const auto workspace = open(config, QString::fromLatin1(data));
                QVERIFY(workspace && !workspace->isReadOnly());
                QVERIFY(workspace->notices().isEmpty());
                QVERIFY(workspace->audit().append(QStringLiteral("run.started"), QStringLiteral("r"), {}));
                QVERIFY(workspace->audit().verify().intact);
            }
        }
    }

    void F108_withoutALockOneCanLook_data()
    {
        QTest::addColumn<QString>("folder");
        QTest::newRow("data") << QStringLiteral("data");
        QTest::newRow("settings") << QStringLiteral("config");
    }

    void F108_withoutALockOneCanLook()
    {
        QFETCH(QString, folder);
        {
            const auto workspace = open();
            QVERIFY(workspace && !workspace->isReadOnly());
            fill(*workspace);
        }
        const QString lock = m_folder->filePath(folder + QStringLiteral("/.lock"));
        QVERIFY(QFile::remove(lock) && QFile::link(QStringLiteral("/dev/null"), lock)); // no link is followed
        const auto before = contents();
        auto workspace = open();
        QVERIFY(workspace);
        refusesEverything(*workspace);
        QCOMPARE(workspace->readOnlyReason()->kind, ErrorKind::File);
        QCOMPARE(workspace->readOnlyReason()->code, QStringLiteral("folder_not_writable"));
        QCOMPARE(workspace->readOnlyReason()->subject, m_folder->filePath(folder));
        QVERIFY(!workspace->readOnlyReason()->detail.isEmpty());
        QCOMPARE(workspace->writeRefusal().kind, ErrorKind::File);
        workspace.reset();
        QCOMPARE(contents().keys(), before.keys());
        QVERIFY(contents() == before);
    }

    void F100_aTornJournalIsRecordedAndIsNoTampering()
    {
        QVERIFY(open());
        const QString journal = m_folder->filePath(QStringLiteral("data/journal.sqlite"));
        const auto write = [](const QString &name, const QByteArray &bytes) {
            QFile file(name);
            return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
        };
        // As a kill leaves it: the log beside the database, its last change not whole.
        QByteArray database, log;
        {
            const auto workspace = open();
            JournalRun run;
            run.id = QString(32, u'a');
            run.kind = QStringLiteral("segment_export");
            run.state = QStringLiteral("running");
            run.startedAt = run.changedAt = QDateTime::currentDateTimeUtc();
            QVERIFY(workspace->journal().insert(run));
            QFile base(journal), left(journal + QStringLiteral("-wal"));
            QVERIFY(base.open(QIODevice::ReadOnly) && left.open(QIODevice::ReadOnly));
            database = base.readAll();
            log = left.readAll();
        }
        QVERIFY(log.size() > 4096);
        QVERIFY(write(journal, database) && write(journal + QStringLiteral("-wal"), log.chopped(10)));
        const auto workspace = open();
        QVERIFY(workspace->notices().isEmpty());
        QVERIFY(!*workspace->journal().find(QString(32, u'a')));
        const auto newest = workspace->audit().read(workspace->audit().count(), 1);
        QVERIFY(newest && newest->size() == 1);
        QCOMPARE(newest->first().event, QStringLiteral("journal.recovered"));
        QVERIFY(newest->first().facts.value(QLatin1String("bytes")).toInteger() > 0);
        QVERIFY(workspace->audit().verify().intact);
    }

    void theGuiThreadDoesNotWaitForSettings()
    {
        const auto workspace = open();
        QSemaphore disk;
        workspace->storeThread().run([&disk]() -> Result<void> {
            disk.acquire();
            return {};
        });
        RegionMemory(workspace->settings()).keep({}, QStringLiteral("list"), {QStringLiteral("GB"), {}});
        workspace->recentItems().note(QStringLiteral("p"), RecentItem::Kind::List, QStringLiteral("l"),
                                      QStringLiteral("L"));
        workspace->recentItems().clear(QStringLiteral("p"));
        workspace->lookups().setKeepDays(40);
        const QString file = m_folder->filePath(QStringLiteral("config/settings.json"));
        const bool isWritten = QFile::exists(file);
        disk.release();
        QVERIFY(!isWritten);
        QTRY_VERIFY(QFile::exists(file));
    }

    void anUnknownApiFlavourIsNotOpened()
    {
        const auto workspace = open();
        TenantOpener opener(*workspace);
        ConnectionProfile profile = profileNamed(QStringLiteral("Tomorrow"));
        QVERIFY(opener.open(profile));
        profile.dialect = QStringLiteral("tomorrow");
        const auto refused = opener.open(profile);
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, ErrorKind::BadInput);
        QCOMPARE(refused.error().code, QStringLiteral("unknown_dialect"));
        QCOMPARE(refused.error().subject, profile.name);
        QCOMPARE(ProfileStore::faults(profile).size(), 1);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }

private:
    SystemClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
};

MUSTER_TEST(TestWorkspace, QCoreApplication)

} // namespace tst_workspace
#include "tst_workspace.moc"
