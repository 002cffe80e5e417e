// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/audienceversions.h"
#include "tests/support/failingdisk.h"
#include "tests/support/testprogram.h"

#include <QCryptographicHash>
#include <QDir>
#include <QDirIterator>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QtTest>
#include <cerrno>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace tst_audienceversions {

namespace {

const QString audienceId = u"3f2504e0-4f89-41d3-9a0c-0305e82c3301"_s;

AudienceVersion version(qint64 number, const QString &runId = u"run"_s)
{
    return {u"p"_s,
            u"Tenant"_s,
            audienceId,
            number,
            QDateTime({2026, 3, 1}, {12, 0, 0, 250}, Qt::UTC),
            u"kim"_s,
            runId,
            AudienceVersions::digestOf(QByteArray::number(number))};
}

QStringList filesBelow(const QString &folder)
{
    QStringList files;
    QDirIterator all(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (all.hasNext())
        files.append(all.next());
    files.sort();
    return files;
}

} // namespace

class TestAudienceVersions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void payloadsComeBackByDigest();
    void changedPayloadsAreNotGivenOut();
    void versionsNewestFirst();
    void theOldestGo();
    void anErasedPayloadIsGoneAndItsVersionSaysSo();
    void theSameAgainChangesNothing();
    void tenantsAndAudiencesAreKeptApart();
    void keptIsWhatNoRunHasRegistered();
    void S03_filesArePrivate();
    void F94_aFullDiskIsTold();
    void F98_damagedIsKeptBeside();
};

void TestAudienceVersions::payloadsComeBackByDigest()
{
    const QTemporaryDir folder;
    const AudienceVersions versions(folder.filePath(u"a"_s));
    const QByteArray payload = R"({"name":"Gold"})";
    QVERIFY(versions.keepPayload(payload));
    QVERIFY(versions.keepPayload(payload));
    const QString digest = QString::fromLatin1(QCryptographicHash::hash(payload, QCryptographicHash::Sha256).toHex());
    QCOMPARE(versions.payload(digest).value(), payload);
    QCOMPARE(filesBelow(folder.path()).size(), 1);
    QCOMPARE(versions.payload(QString(64, u'0')).error().code, u"not_found"_s);
    QCOMPARE(versions.payload(u"../../etc/passwd"_s).error().code, u"not_found"_s);
}

void TestAudienceVersions::changedPayloadsAreNotGivenOut()
{
    const QTemporaryDir folder;
    const AudienceVersions versions(folder.path());
    const QByteArray payload = R"({"name":"Gold"})";
    QVERIFY(versions.keepPayload(payload));
    QFile file(filesBelow(folder.path()).constFirst());
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("{}") == 2);
    file.close();
    const QString digest = AudienceVersions::digestOf(payload);
    QCOMPARE(versions.payload(digest).error().code, u"payload_changed"_s);
    // What is sent again is kept again.
    QVERIFY(versions.keepPayload(payload));
    QCOMPARE(versions.payload(digest).value(), payload);
}

void TestAudienceVersions::versionsNewestFirst()
{
    const QTemporaryDir folder;
    const AudienceVersions versions(folder.path());
    QVERIFY(versions.versions(u"p"_s, audienceId)->isEmpty());
    for (qint64 number = 1; number <= 3; ++number)
        QVERIFY(versions.keepPayload(QByteArray::number(number)) && versions.add(version(number)));
    const auto found = versions.versions(u"p"_s, audienceId.toUpper());
    QVERIFY(found);
    QCOMPARE(found->size(), 3);
    QVERIFY(found->at(0) == version(3));
    QVERIFY(found->at(2) == version(1));
}

void TestAudienceVersions::theOldestGo()
{
    const QTemporaryDir folder;
    const AudienceVersions versions(folder.path());
    QVERIFY(versions.add(version(1)));
    // Each version writes the file anew; what a thousand of them would have written stands there at once.
    QFile file(filesBelow(folder.path()).constFirst());
    QVERIFY(file.open(QIODevice::ReadOnly));
    QJsonObject written = QJsonDocument::fromJson(file.readAll()).object();
    file.close();
    QJsonArray items = written[u"items"_s].toArray();
    for (qint64 number = 2; number <= AudienceVersions::maxVersions; ++number) {
        QJsonObject item = items.first().toObject();
        item[u"version"_s] = number;
        items.append(item);
    }
    written[u"items"_s] = items;
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(QJsonDocument(written).toJson()) > 0);
    file.close();
    QCOMPARE(versions.versions(u"p"_s, audienceId)->size(), AudienceVersions::maxVersions);
    QVERIFY(versions.add(version(AudienceVersions::maxVersions + 1)));
    const auto found = versions.versions(u"p"_s, audienceId);
    QCOMPARE(found->size(), AudienceVersions::maxVersions);
    QCOMPARE(found->constLast().version, 2);
}

void TestAudienceVersions::anErasedPayloadIsGoneAndItsVersionSaysSo()
{
    const QTemporaryDir folder;
    const AudienceVersions versions(folder.path());
    for (const qint64 number : {1, 2})
        QVERIFY(versions.keepPayload(QByteArray::number(number)) && versions.add(version(number)));
    QVERIFY(versions.erasePayload(version(1).digest));
    QVERIFY(versions.erasePayload(version(1).digest)); // nothing is left to be done
    QCOMPARE(versions.payload(version(1).digest).error().code, u"not_found"_s);
    QCOMPARE(versions.payload(version(2).digest).value(), QByteArray("2"));
    const auto found = versions.versions(u"p"_s, audienceId);
    QCOMPARE(found->size(), 2);
    QVERIFY(!found->at(0).isErased && found->at(1).isErased);
    QCOMPARE(versions.erasePayload(u"../versions/x"_s).error().code, u"not_found"_s);
}

void TestAudienceVersions::theSameAgainChangesNothing()
{
    const QTemporaryDir folder;
    const AudienceVersions versions(folder.path());
    QVERIFY(versions.add(version(4)));
    QVERIFY(versions.add(version(4)));
    QVERIFY(versions.add(version(4, u"another"_s)));
    QCOMPARE(versions.versions(u"p"_s, audienceId)->size(), 2);
}

void TestAudienceVersions::tenantsAndAudiencesAreKeptApart()
{
    const QTemporaryDir folder;
    const AudienceVersions versions(folder.path());
    AudienceVersion other = version(1);
    other.profileId = u"../../q"_s;
    QVERIFY(versions.add(version(1)));
    QVERIFY(versions.add(other));
    QCOMPARE(versions.versions(u"p"_s, audienceId)->size(), 1);
    QCOMPARE(versions.versions(u"../../q"_s, audienceId)->size(), 1);
    QVERIFY(versions.versions(u"p"_s, u"3f2504e0-4f89-41d3-9a0c-0305e82c3302"_s)->isEmpty());
    QCOMPARE(QDir(folder.path()).entryList(QDir::Dirs | QDir::NoDotAndDotDot), QStringList{u"versions"_s});
}

void TestAudienceVersions::keptIsWhatNoRunHasRegistered()
{
    const QTemporaryDir folder;
    const AudienceVersions versions(folder.filePath(u"a"_s));
    QVERIFY(versions.kept(u"p"_s)->isEmpty());
    QVERIFY(!*versions.keptVersion(u"p"_s, audienceId));
    QVERIFY(versions.add(version(1)));
    QVERIFY(versions.kept(u"p"_s)->isEmpty()); // a run has registered it
    QVERIFY(versions.add(version(1, QString())));
    QVERIFY(versions.add(version(2, QString())));
    QVERIFY(versions.add(version(3)));
    QCOMPARE(versions.kept(u"p"_s)->size(), 1);
    QCOMPARE(versions.kept(u"p"_s)->first().version, 2);
    QCOMPARE((*versions.keptVersion(u"p"_s, audienceId.toUpper()))->version, 2);
    QVERIFY(versions.kept(u"q"_s)->isEmpty());
}

void TestAudienceVersions::S03_filesArePrivate()
{
    const QTemporaryDir folder;
    const AudienceVersions versions(folder.filePath(u"a"_s));
    QVERIFY(versions.keepPayload("{}") && versions.add(version(1)));
    constexpr auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    const QStringList files = filesBelow(folder.path());
    QCOMPARE(files.size(), 2);
    for (const QString &file : files)
        QVERIFY(!(QFile::permissions(file) & others));
}

void TestAudienceVersions::F94_aFullDiskIsTold()
{
    const QTemporaryDir folder;
    FailingDisk disk;
    const AudienceVersions versions(folder.path(), disk);
    QVERIFY(versions.add(version(1)));
    disk.setFreeSpace(0);
    QCOMPARE(versions.keepPayload("{}").error().code, u"disk_full"_s);
    QCOMPARE(versions.add(version(2)).error().code, u"disk_full"_s);
    disk.heal();
    QCOMPARE(versions.versions(u"p"_s, audienceId)->size(), 1);
    QVERIFY(versions.payload(AudienceVersions::digestOf("{}")).error().code == u"not_found"_s);
}

void TestAudienceVersions::F98_damagedIsKeptBeside()
{
    const QTemporaryDir folder;
    const AudienceVersions versions(folder.path());
    QVERIFY(versions.add(version(1)));
    const QString name = filesBelow(folder.path()).constFirst();
    QFile file(name);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("{\"items\":[]") > 0);
    file.close();
    QCOMPARE(versions.versions(u"p"_s, audienceId).error().code, u"versions_damaged"_s);
    QCOMPARE(filesBelow(folder.path()).size(), 1); // Whoever only looks mends nothing.
    QVERIFY(versions.add(version(2)));
    QCOMPARE(versions.versions(u"p"_s, audienceId)->size(), 1);
    QCOMPARE(filesBelow(folder.path()).size(), 2);
}

MUSTER_TEST(TestAudienceVersions, QCoreApplication)

} // namespace tst_audienceversions

#include "tst_audienceversions.moc"
