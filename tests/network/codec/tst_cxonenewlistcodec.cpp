// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/codec/cxonenewlistcodec.h"
#include "tests/support/testprogram.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

using namespace muster;
using namespace Qt::StringLiterals;

namespace tst_cxonenewlistcodec {

class TestCxoneNewListCodec : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatAListIsLikeStandsInTheQuery()
    {
        const NewCallingList list{u"Gold"_s, {u"firstName"_s, u"plan"_s, u"priority"_s}, QDate(2027, 1, 31)};
        const QList<QPair<QString, QString>> expected{{u"listName"_s, u"Gold"_s},
                                                      {u"externalIdColumn"_s, u"externalId"_s},
                                                      {u"listExpirationDate"_s, u"2027-01-31T23:59:59Z"_s},
                                                      {u"firstNameColumn"_s, u"firstName"_s}};
        QCOMPARE(cxoneNewListQuery(list), expected);
        QCOMPARE(cxoneNewListColumns(list),
                 (QStringList{u"externalId"_s, u"phone"_s, u"firstName"_s, u"plan"_s, u"priority"_s}));
        const QJsonObject body = QJsonDocument::fromJson(cxoneNewListBody(list)).object();
        const auto mapping
            = [](const QString &name) { return QJsonObject{{u"fieldName"_s, name}, {u"fieldValue"_s, name}}; };
        QCOMPARE(body[u"destinationMappings"].toArray(), (QJsonArray{mapping(u"phone"_s)}));
        // What would change how somebody is called is a field like others.
        QCOMPARE(body[u"customFieldMappings"].toArray(), (QJsonArray{mapping(u"plan"_s), mapping(u"priority"_s)}));
        QCOMPARE(body.size(), 2);
    }
    void columnsAndAttributesAreNamedAlike()
    {
        QCOMPARE(cxoneAttributeOf(u"firstName"_s), u"firstName"_s);
        QCOMPARE(cxoneAttributeOf(u"plan"_s), u"otherFields.plan"_s);
        for (const QString &column : {u"firstName"_s, u"plan"_s, u"a.b"_s})
            QCOMPARE(cxoneColumnOf(cxoneAttributeOf(column)), column);
        QCOMPARE(cxoneColumnOf(u"otherFields."_s), u"otherFields."_s);
    }
    void F61_anAnswerMustNameTheList_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("id");
        QTest::newRow("number") << QByteArray("{\"listId\":4106}") << u"4106"_s;
        QTest::newRow("large") << QByteArray("{\"listId\":9007199254740993}") << u"9007199254740993"_s;
        QTest::newRow("text") << QByteArray("{\"listId\":\"4106\"}") << QString();
        QTest::newRow("zero") << QByteArray("{\"listId\":0}") << QString();
        QTest::newRow("negative") << QByteArray("{\"listId\":-1}") << QString();
        QTest::newRow("part") << QByteArray("{\"listId\":1.5}") << QString();
        QTest::newRow("missing") << QByteArray("{}") << QString();
        QTest::newRow("empty") << QByteArray() << QString();
        QTest::newRow("page") << QByteArray("<html>") << QString();
    }
    void F61_anAnswerMustNameTheList()
    {
        QFETCH(const QByteArray, body);
        QFETCH(const QString, id);
        const auto read = readCxoneNewList(body);
        QCOMPARE(read.has_value(), !id.isEmpty());
        if (read)
            QCOMPARE(*read, id);
    }
};

MUSTER_TEST(TestCxoneNewListCodec, QCoreApplication)

} // namespace tst_cxonenewlistcodec
#include "tst_cxonenewlistcodec.moc"
