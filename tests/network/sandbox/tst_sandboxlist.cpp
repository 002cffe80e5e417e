// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/sandbox/sandboxlist.h"
#include "tests/support/sandboxtruth.h"
#include "tests/support/testprogram.h"

#include <QDateTime>
#include <QSet>
#include <array>

using namespace muster;
using namespace Qt::StringLiterals;

namespace tst_sandboxlist {

/// The lists as they are at the start: pure functions of seed and place.
class TestSandboxList : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isTheSameForTheSameSeed();
    void idsAreUuidsOfOneListOnly();
    void findsNothingForForeignIds();
    void everyoneIsThePeopleOfTheSegments();
    void leadsHaveTheirShares();
    void leadsMeetOnlyInTwins();
    void membersAreAsTheContractAllows();
    void millionsCostNothing();
};

void TestSandboxList::isTheSameForTheSameSeed()
{
    for (const SandboxList &list : SandboxList::all()) {
        const auto first = sandboxListTruth(7, 300, list.id);
        QCOMPARE(sandboxListTruth(7, 300, list.id), first);
        const auto other = sandboxListTruth(8, 300, list.id);
        QCOMPARE(other.size(), first.size());
        QVERIFY(first.isEmpty() || other.first().id != first.first().id);
    }
    QVERIFY(sandboxListTruth(7, 300, u"nope"_s).isEmpty());
}

void TestSandboxList::idsAreUuidsOfOneListOnly()
{
    const SandboxData data(7, 300);
    QSet<QByteArray> seen;
    for (const SandboxList &list : SandboxList::all()) {
        const auto contacts = sandboxListTruth(7, 300, list.id);
        QCOMPARE(contacts.size(), list.size(data));
        for (qsizetype place = 0; place < contacts.size(); ++place) {
            const QByteArray id = contacts[place].id;
            QCOMPARE(id.size(), 36);
            QVERIFY(!seen.contains(id));
            seen.insert(id);
            const auto found = sandboxListPlace(data, QString::fromLatin1(id));
            QVERIFY(found.has_value());
            QCOMPARE(found->list, &list);
            QCOMPARE(found->place, place);
        }
    }
    QCOMPARE(seen.size(), 300 + sandboxLeads + 12 + 150);
}

void TestSandboxList::findsNothingForForeignIds()
{
    const SandboxData data(7, 300);
    const QString id = QString::fromLatin1(sandboxListTruth(7, 300, SandboxList::all()[2].id).first().id);
    QVERIFY(sandboxListPlace(data, id).has_value());
    for (const QString &wrong :
         {QString(), u"x"_s, id.toUpper(), id.chopped(1), QString(id + u'0'), QString(u'{' + id + u'}'),
          QString(id).remove(u'-'), QString(id).replace(8, 1, u"0"_s), QString(36, u'-'), QString(36, u'f'),
          QString(36, u'é'), QString::fromLatin1(sandboxListTruth(8, 300, SandboxList::all()[2].id).first().id),
          // Everybody's last but one in a bigger sandbox of the same seed: no contact of this one.
          QString::fromLatin1(sandboxListTruth(7, 302, SandboxList::all()[0].id)[300].id)})
        QVERIFY2(!sandboxListPlace(data, wrong).has_value(), qPrintable(wrong));
}

void TestSandboxList::everyoneIsThePeopleOfTheSegments()
{
    const SandboxData data(7, 2000);
    const auto contacts = sandboxListTruth(7, 2000, SandboxList::all().first().id);
    int same = 0;
    for (qsizetype place = 0; place < contacts.size(); ++place) {
        std::string id;
        std::string phone;
        data.appendId(place, id);
        data.appendValue(place, SandboxAttribute::Phone, phone);
        QCOMPARE(contacts[place].id, QByteArray::fromStdString(id));
        same += contacts[place].phone == QByteArray::fromStdString(phone) ? 1 : 0;
    }
    QVERIFY2(same > 1900 && same < 2000, qPrintable(QString::number(same)));
}

void TestSandboxList::leadsHaveTheirShares()
{
    for (const quint64 seed : {quint64(1), quint64(7), quint64(12345)}) {
        const SandboxData data(seed, 0);
        std::array<int, sandboxLeadCount> counts{};
        for (qint64 place = 0; place < sandboxLeads; ++place)
            ++counts[static_cast<std::size_t>(sandboxLeadPhone(data, place).kind)];
        for (const int count : counts)
            QVERIFY(count >= 40 && count % 40 == 0); // Whole blocks, each kind at least once in each.
    }
}

void TestSandboxList::leadsMeetOnlyInTwins()
{
    const SandboxData data(7, 0);
    QHash<QString, int> digits;
    int twins = 0;
    for (qint64 place = 0; place < sandboxLeads; ++place) {
        const SandboxLeadPhone lead = sandboxLeadPhone(data, place);
        if (lead.kind != SandboxLead::CleanUs && lead.kind != SandboxLead::Twin && lead.kind != SandboxLead::Punctuated)
            continue;
        QString text;
        for (const QChar c : QString::fromStdString(lead.phone)) {
            if (c.isDigit())
                text += c;
        }
        ++digits[text];
        twins += lead.kind == SandboxLead::Twin ? 1 : 0;
    }
    QCOMPARE(twins, 40);
    QCOMPARE(std::count(digits.cbegin(), digits.cend(), 2), 40);
    QCOMPARE(std::count(digits.cbegin(), digits.cend(), 1), digits.size() - 40);
}

void TestSandboxList::membersAreAsTheContractAllows()
{
    for (const SandboxList &list : SandboxList::all()) {
        int without = 0;
        const auto contacts = sandboxListTruth(7, 1000, list.id);
        for (const SandboxListContact &contact : contacts) {
            QVERIFY(!contact.phone.isNull());
            const QDateTime time = QDateTime::fromString(QString::fromLatin1(contact.updatedAt), Qt::ISODate);
            QVERIFY(time.isValid());
            QCOMPARE(time.timeSpec(), Qt::UTC);
            QVERIFY(!contact.country || contact.country->size() == 2);
            without += contact.country ? 0 : 1;
        }
        QVERIFY(contacts.size() < 100 || (without > 0 && without < contacts.size() / 2));
    }
}

void TestSandboxList::millionsCostNothing()
{
    const SandboxData data(7, 100'000'000);
    const SandboxList &list = SandboxList::all().first();
    const SandboxListContact contact = list.contact(data, 99'999'999);
    QCOMPARE(sandboxListPlace(data, QString::fromLatin1(contact.id))->place, 99'999'999);
}

MUSTER_TEST(TestSandboxList, QCoreApplication)

} // namespace tst_sandboxlist
#include "tst_sandboxlist.moc"
