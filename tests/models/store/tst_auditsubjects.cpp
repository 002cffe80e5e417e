// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/auditsubjects.h"

#include "tests/support/failingdisk.h"
#include "tests/support/testprogram.h"

#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>

using namespace muster;

namespace tst_auditsubjects {
using test::FailingDisk;

class TestAuditSubjects : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    [[nodiscard]] QString log() const { return m_folder.filePath(QStringLiteral("audit.jsonl")); }
    [[nodiscard]] QString keyFile() const { return m_folder.filePath(QStringLiteral("audit.subjects")); }
    [[nodiscard]] QString digest(const QString &id) const
    {
        const auto key = AuditSubjects(log()).key();
        return key && !key->isEmpty() ? AuditSubjects::digest(*key, id) : QString();
    }

private Q_SLOTS:
    void cleanup() { QFile::remove(keyFile()); }

    void S36_aDigestLastsAndTellsNothing()
    {
        QVERIFY(AuditSubjects(log()).find()->isEmpty()); // asking makes none
        QVERIFY(!QFile::exists(keyFile()));
        const QString id = QStringLiteral("int-000001");
        const QString first = digest(id);
        static const QRegularExpression form(QStringLiteral("^[0-9a-f]{32}$"));
        QVERIFY(form.match(first).hasMatch());
        QCOMPARE(digest(id), first);
        QVERIFY(digest(QStringLiteral("int-000002")) != first);
        QVERIFY((QFile::permissions(keyFile())
                 & ~(QFile::ReadOwner | QFile::WriteOwner | QFile::ReadUser | QFile::WriteUser))
                == 0);
    }

    void S36_aDestroyedKeyNeverComesBack()
    {
        const AuditSubjects subjects(log());
        const QString before = digest(QStringLiteral("int-000001"));
        QVERIFY(subjects.forget());
        QVERIFY(!QFile::exists(keyFile()));
        QVERIFY(subjects.find()->isEmpty());
        QVERIFY(subjects.forget()); // nothing is left to be done
        const QString after = digest(QStringLiteral("int-000001"));
        QVERIFY(!after.isEmpty() && after != before);
    }

    void whatIsNoKeyIsReplaced_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("short") << QByteArray(31, 'x');
        QTest::newRow("long") << QByteArray(33, 'x');
    }
    void whatIsNoKeyIsReplaced()
    {
        QFETCH(QByteArray, bytes);
        QFile file(keyFile());
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
        file.close();
        QVERIFY(AuditSubjects(log()).find()->isEmpty());
        QVERIFY(!digest(QStringLiteral("int-000001")).isEmpty());
        QCOMPARE(QFile(keyFile()).size(), 32);
    }

    void F94_withoutADiskThereIsNoKey()
    {
        FailingDisk disk;
        disk.setFreeSpace(0);
        const auto key = AuditSubjects(log(), disk).key();
        QVERIFY(!key);
        QCOMPARE(key.error().kind, ErrorKind::File);
        QVERIFY(!QFile::exists(keyFile()));
    }
};

MUSTER_TEST(TestAuditSubjects, QCoreApplication)

} // namespace tst_auditsubjects
#include "tst_auditsubjects.moc"
