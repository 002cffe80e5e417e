// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/files/freename.h"

#include "models/rules/exportorder.h"
#include "tests/support/testprogram.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace muster;

namespace tst_freename {

class TestFreeName : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    QString path(const QString &name) const { return m_folder.filePath(name); }
    void make(const QString &name) const
    {
        QFile file(name);
        QVERIFY(file.open(QIODevice::WriteOnly));
    }

private Q_SLOTS:
    void aFreeNameStays()
    {
        QCOMPARE(freeNameBeside(path(QStringLiteral("a.csv"))), path(QStringLiteral("a.csv")));
        QCOMPARE(freeNameBeside(QString()), QString());
    }

    void takenNamesAreCountedOn()
    {
        make(path(QStringLiteral("people.csv")));
        QCOMPARE(freeNameBeside(path(QStringLiteral("people.csv"))), path(QStringLiteral("people (2).csv")));
        make(path(QStringLiteral("people (2).csv")));
        QCOMPARE(freeNameBeside(path(QStringLiteral("people.csv"))), path(QStringLiteral("people (3).csv")));
        QCOMPARE(freeNameBeside(path(QStringLiteral("people (2).csv"))), path(QStringLiteral("people (3).csv")));
        make(path(QStringLiteral("bare")));
        QCOMPARE(freeNameBeside(path(QStringLiteral("bare"))), path(QStringLiteral("bare (2)")));
    }

    void anUnfinishedExportAndALinkThatLeadsNowhereTakeANameToo()
    {
        make(ExportFiles(path(QStringLiteral("late.csv"))).partial());
        QCOMPARE(freeNameBeside(path(QStringLiteral("late.csv"))), path(QStringLiteral("late (2).csv")));
        QVERIFY(QFile::link(path(QStringLiteral("nowhere")), path(QStringLiteral("link.csv"))));
        QCOMPARE(freeNameBeside(path(QStringLiteral("link.csv"))), path(QStringLiteral("link (2).csv")));
    }
};

MUSTER_TEST(TestFreeName, QCoreApplication)

} // namespace tst_freename
#include "tst_freename.moc"
