// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "applyfixture.h"

#include "models/store/auditlog.h"
#include "models/store/backupstore.h"
#include "tests/support/testprogram.h"

#include <QCoro/QCoroTask>
#include <QDirIterator>

using namespace muster;

namespace tst_listapplyprivacy {
using test::ApplyFixture;
using Kind = RunOutcome::Kind;

namespace {

QByteArray idOf(int index)
{
    return "c" + QByteArray::number(index).rightJustified(5, '0');
}

/// Of the data and the config folder.
QStringList filesWith(const ApplyFixture &fixture, const QByteArray &text)
{
    QStringList found;
    QDirIterator files(fixture.folder.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (file.open(QIODevice::ReadOnly) && file.readAll().contains(text))
            found.append(file.fileName());
    }
    return found;
}

} // namespace

/// What a run that changes contacts leaves of them on the disk.
class TestListApplyPrivacy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void S37_withoutAKeyStoreNothingIsChangedUnasked();
    void S37_encryptedCopiesAreTheOnlyOnes();
    void S36_S37_erasureReachesEveryCopy();
};

void TestListApplyPrivacy::S37_withoutAKeyStoreNothingIsChangedUnasked()
{
    ApplyFixture fixture(20, 10);
    fixture.vault.available = false;
    const RunOutcome refused = fixture.run();
    QCOMPARE(refused.kind, Kind::Refused);
    QCOMPARE(refused.question, RunQuestion::PlainCopy);
    QCOMPARE(refused.error.value_or(ApiError()).code, QStringLiteral("backup_not_encrypted"));
    QCOMPARE(fixture.world.writes.size(), 0);
    QCOMPARE(fixture.workspace->backups().list().size(), 0);
    fixture.order.plainBackup = true; // a person's word
    const RunOutcome agreed = fixture.run();
    QCOMPARE(agreed.kind, Kind::Complete);
    QCOMPARE(agreed.question, RunQuestion::None);
    QCOMPARE(agreed.findings, QStringList(QStringLiteral("backup_in_clear:30")));
    QVERIFY(fixture.auditBytes().contains("\"encrypted\":false"));
}

void TestListApplyPrivacy::S36_S37_erasureReachesEveryCopy()
{
    ApplyFixture fixture(0, 30);
    fixture.vault.available = false;
    fixture.order.plainBackup = true; // so that a search can find what is there
    QCOMPARE(fixture.run().kind, Kind::Complete);
    const QList<BackupInfo> backups = fixture.workspace->backups().list();
    QCOMPARE(backups.size(), 1);
    for (const QByteArray &personal : {idOf(7), QByteArray("none 0007")})
        QCOMPARE(filesWith(fixture, personal), QStringList(backups.first().file)); // the way back, and nowhere else
    QVERIFY(QCoro::waitFor(fixture.workspace->backups().remove(backups.first(), QStringLiteral("person"))));
    for (const QByteArray &personal : {idOf(7), QByteArray("none 0007")})
        QCOMPARE(filesWith(fixture, personal), QStringList());
    // What was done, when, by whom, why and to how many stays, and the chain holds.
    QVERIFY(fixture.workspace->audit().verify().intact);
    const auto entries = fixture.workspace->audit().read(1, 1000);
    QVERIFY(entries);
    const AuditEntry &last = entries->last();
    QCOMPARE(last.event, QStringLiteral("backup.removed"));
    QVERIFY(last.at.isValid() && !last.actor.isEmpty());
    QCOMPARE(last.facts.value(QLatin1String("why")).toString(), QStringLiteral("person"));
    QCOMPARE(last.facts.value(QLatin1String("purged")).toInteger(), 30);
}

/// Neither an id nor a number is readable anywhere once the run is over.
void TestListApplyPrivacy::S37_encryptedCopiesAreTheOnlyOnes()
{
    ApplyFixture fixture(0, 30);
    QCOMPARE(fixture.run().kind, Kind::Complete);
    const QList<BackupInfo> backups = fixture.workspace->backups().list();
    QCOMPARE(backups.size(), 1);
    QVERIFY(backups.first().encrypted);
    QCOMPARE(backups.first().createdAt.daysTo(backups.first().expiresAt), 30);
    for (const QByteArray &personal : {idOf(7), QByteArray("none 0007")})
        QCOMPARE(filesWith(fixture, personal), QStringList());
}

MUSTER_TEST(TestListApplyPrivacy, QCoreApplication)

} // namespace tst_listapplyprivacy
#include "tst_listapplyprivacy.moc"
