// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/transcripts/interactionids.h"

#include "tests/support/testprogram.h"

using namespace muster;

namespace tst_idlist {

class TestIdList : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsOneALineAndOthersApart();
    void namesWhatIsWrongByItsLine();
    void spacesPartQuotesGoRemarksAreSkipped();
    void limitsAreKept();
};

void TestIdList::readsOneALineAndOthersApart()
{
    const auto list = IdList::parse("\xef\xbb\xbfint-1\r\n\n  int-2\t\"int-3\", int-4;int-5\r\nint-6");
    QVERIFY(list);
    QCOMPARE(list->ids,
             QStringList({QStringLiteral("int-1"), QStringLiteral("int-2"), QStringLiteral("int-3"),
                          QStringLiteral("int-4"), QStringLiteral("int-5"), QStringLiteral("int-6")}));
    QVERIFY(list->malformed.isEmpty() && list->duplicates.isEmpty());
    QVERIFY(IdList::parse("")->ids.isEmpty());
}

void TestIdList::namesWhatIsWrongByItsLine()
{
    const auto list = IdList::parse("a\nb\x7f"
                                    "c\na\n..\n"
                                    + QByteArray(201, 'x') + "\na\nA\n");
    QVERIFY(list);
    QCOMPARE(list->ids, QStringList({QStringLiteral("a"), QStringLiteral("A")}));
    using Fault = InteractionIdFault;
    const QList<IdList::Place> malformed = {{2,
                                             QStringLiteral("b\x7f"
                                                            "c"),
                                             Fault::BadCharacter},
                                            {4, QStringLiteral(".."), Fault::BadCharacter},
                                            {5, QString(200, u'x'), Fault::TooLong}};
    const QList<IdList::Place> duplicates
        = {{3, QStringLiteral("a"), Fault::None}, {6, QStringLiteral("a"), Fault::None}};
    QCOMPARE(list->malformed, malformed);
    QCOMPARE(list->duplicates, duplicates);
    const IdList given = IdList::of({QStringLiteral("a"), QStringLiteral("b,.."), QStringLiteral("a")});
    QCOMPARE(given.ids, QStringList({QStringLiteral("a"), QStringLiteral("b")}));
    QCOMPARE(given.malformed.size(), 1);
    QCOMPARE(given.malformed.first().line, 2);
    QCOMPARE(given.duplicates.first().line, 3);
}

void TestIdList::spacesPartQuotesGoRemarksAreSkipped()
{
    const auto list
        = IdList::parse("# of March\nint-1 int-2\xc2\xa0int-3\n  # int-9\n\" int-4 \"\n\"\" ,,; \rint-5 #6\n");
    QVERIFY(list);
    QCOMPARE(list->ids,
             QStringList({QStringLiteral("int-1"), QStringLiteral("int-2"), QStringLiteral("int-3"),
                          QStringLiteral("int-4"), QStringLiteral("int-5"), QStringLiteral("#6")}));
    QVERIFY(list->malformed.isEmpty() && list->duplicates.isEmpty());
    // On the command line nobody writes remarks.
    QCOMPARE(IdList::of({QStringLiteral("#7")}).ids, QStringList(QStringLiteral("#7")));
}

void TestIdList::limitsAreKept()
{
    QCOMPARE(IdList::parse("a\xff").error().code, QStringLiteral("not_utf8"));
    QByteArray many;
    for (qsizetype i = 0; i <= IdList::maxIds; ++i)
        many += "a\n";
    QCOMPARE(IdList::parse(many).error().code, QStringLiteral("too_many_ids"));
    QCOMPARE(IdList::read(QStringLiteral("/nonexistent")).error().code, QStringLiteral("not_found"));
}

MUSTER_TEST(TestIdList, QCoreApplication)

} // namespace tst_idlist
#include "tst_idlist.moc"
