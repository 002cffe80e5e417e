// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/audiences/publish/publishedpeople.h"
#include "tests/support/testprogram.h"

#include <QCryptographicHash>
#include <QtTest>

using namespace muster;
using namespace Qt::StringLiterals;

namespace tst_publishedpeople {

namespace {

SharedPeople twoPeople()
{
    PublishedPeopleBuilder builder;
    for (const CallingListPerson &person :
         {CallingListPerson{u"A"_s, u"12012001000"_s, {u"\u00c4nn, \"x\""_s, QString()}},
          CallingListPerson{u"\u00df"_s, u"12012001001"_s, {u"Bo"_s, u"2"_s}}}) {
        if (!builder.append(person))
            qFatal("no person");
    }
    return builder.finish();
}

} // namespace

class TestPublishedPeople : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comeBackAsTheyWere()
    {
        const SharedPeople people = twoPeople();
        QCOMPARE(people->size(), 2);
        const auto read = PublishedPeople::of(people->text(), 2);
        QVERIFY(read);
        QCOMPARE((*read)->size(), 2);
        QCOMPARE((*read)->at(0), (CallingListPerson{u"A"_s, u"12012001000"_s, {u"\u00c4nn, \"x\""_s, u""_s}}));
        QCOMPARE((*read)->at(1).values, (QStringList{u"Bo"_s, u"2"_s}));
        QCOMPARE((*read)->id(1), QByteArrayView("\xc3\x9f"));
        QCOMPARE((*read)->digest(), people->digest());
        QCOMPARE(people->digest().toLatin1(),
                 QCryptographicHash::hash(people->text(), QCryptographicHash::Sha256).toHex());
    }
    void nobodyIsAFileTooAndNoPerson()
    {
        const SharedPeople nobody = PublishedPeopleBuilder().finish();
        QCOMPARE(nobody->size(), 0);
        QCOMPARE((*PublishedPeople::of(nobody->text(), 3))->size(), 0);
    }
    void F99_whatIsDamagedIsNotRead_data()
    {
        const QByteArray text = twoPeople()->text();
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("columns");
        QTest::newRow("empty") << QByteArray() << 2;
        QTest::newRow("of something else") << QByteArray("id,phone\nA,1\n") << 2;
        QTest::newRow("torn") << text.chopped(3) << 2;
        QTest::newRow("of other columns") << text << 3;
        QTest::newRow("an empty line") << QByteArray(text + '\n') << 2;
        QTest::newRow("a newer version") << QByteArray(text).replace("people 1", "people 2") << 2;
    }
    void F99_whatIsDamagedIsNotRead()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const int, columns);
        const auto read = PublishedPeople::of(text, columns);
        QVERIFY(!read);
        QCOMPARE(read.error().code, u"people_file_damaged"_s);
    }
};

MUSTER_TEST(TestPublishedPeople, QCoreApplication)

} // namespace tst_publishedpeople
#include "tst_publishedpeople.moc"
