// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/audiences/estimate/audienceestimator.h"

#include "tests/support/testprogram.h"

#include "contactsamples.h"

#include <QSignalSpy>

using namespace muster;
using namespace muster::test;

namespace tst_audienceestimator {

using Op = CriteriaOperator;

namespace {

CriteriaQuestion over(const char *revenue)
{
    return {allOf({numberIs("revenue", Op::GreaterThan, revenue)}), {}};
}

} // namespace

class TestAudienceEstimator : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answersTheNewestQuestionOnly();
    void anOutdatedCountIsGoneAtOnce();
    void newContactsAreCountedAnew();
    void theSameQuestionAgainChangesNothing();
    void findsContacts();
    void mayGoWhileItCounts();
};

void TestAudienceEstimator::answersTheNewestQuestionOnly()
{
    AudienceEstimator estimator;
    QSignalSpy answers(&estimator, &AudienceEstimator::estimated);
    estimator.setContacts(fivePeople());
    for (const char *revenue : {"100", "200", "300", "500", "800"})
        estimator.setQuestion(over(revenue));
    QVERIFY(!estimator.current());
    QTRY_VERIFY(estimator.current());
    QCOMPARE(answers.size(), 1);
    const auto estimate = answers[0][0].value<SharedAudienceEstimate>();
    QCOMPARE(estimate->question, over("800"));
    QCOMPARE(estimate->count.matched, (CountBounds{1, 1}));
    QCOMPARE(estimate->samples.matching, QList<std::uint32_t>{3});
    QVERIFY(estimate->milliseconds >= 0);
    QVERIFY(estimate->contacts->cell(3, 0) == "d");
    QCOMPARE(estimator.current(), estimate);
}

void TestAudienceEstimator::anOutdatedCountIsGoneAtOnce()
{
    AudienceEstimator estimator;
    estimator.setContacts(fivePeople());
    estimator.setQuestion(over("400"));
    QTRY_VERIFY(estimator.current());
    QSignalSpy outdated(&estimator, &AudienceEstimator::outdated);
    estimator.setQuestion(over("600"));
    QCOMPARE(outdated.size(), 1);
    QVERIFY(!estimator.current());
    QTRY_VERIFY(estimator.current());
    QCOMPARE(estimator.current()->count.matched.lower, 2);
}

void TestAudienceEstimator::newContactsAreCountedAnew()
{
    AudienceEstimator estimator;
    estimator.setQuestion(over("400"));
    QVERIFY(!estimator.current()); // of nobody
    estimator.setContacts(fivePeople());
    QTRY_VERIFY(estimator.current());
    QCOMPARE(estimator.current()->count.contacts, 5);
    estimator.setContacts(columnsOf({QStringLiteral("revenue")}, {{"1000"}, {"1"}}));
    QVERIFY(!estimator.current());
    QTRY_VERIFY(estimator.current());
    QCOMPARE(estimator.current()->count.contacts, 2);
    QCOMPARE(estimator.current()->count.matched, (CountBounds{1, 1}));
    QSignalSpy answers(&estimator, &AudienceEstimator::estimated);
    estimator.setContacts(nullptr);
    QVERIFY(!estimator.current());
    QCOMPARE(answers.size(), 0);
}

void TestAudienceEstimator::theSameQuestionAgainChangesNothing()
{
    AudienceEstimator estimator;
    estimator.setContacts(fivePeople());
    estimator.setQuestion(over("400"));
    QTRY_VERIFY(estimator.current());
    QSignalSpy outdated(&estimator, &AudienceEstimator::outdated);
    estimator.setQuestion(over("400"));
    estimator.setContacts(estimator.contacts());
    QVERIFY(estimator.current());
    QCOMPARE(outdated.size(), 0);
}

void TestAudienceEstimator::findsContacts()
{
    AudienceEstimator estimator;
    QSignalSpy found(&estimator, &AudienceEstimator::found);
    estimator.find(0, QStringLiteral("d")); // among nobody: no answer
    estimator.setContacts(fivePeople());
    estimator.find(0, QStringLiteral("a"));
    estimator.find(0, QStringLiteral("d"));
    QTRY_COMPARE(found.size(), 1);
    QCOMPARE(found[0], (QVariantList{QStringLiteral("d"), qint64(3)}));
    estimator.find(0, QStringLiteral("z"));
    QTRY_COMPARE(found.size(), 2);
    QCOMPARE(found[1], (QVariantList{QStringLiteral("z"), qint64(-1)}));
}

void TestAudienceEstimator::mayGoWhileItCounts()
{
    int answers = 0;
    std::vector<std::weak_ptr<const ContactColumns>> contacts;
    for (int i = 0; i < 50; ++i) {
        AudienceEstimator estimator;
        const SharedContactColumns people = fivePeople();
        contacts.emplace_back(people);
        connect(&estimator, &AudienceEstimator::estimated, this, [&answers] { ++answers; });
        connect(&estimator, &AudienceEstimator::found, this, [&answers] { ++answers; });
        estimator.setContacts(people);
        estimator.setQuestion(over("400"));
        estimator.find(0, QStringLiteral("d"));
    }
    QThreadPool::globalInstance()->waitForDone();
    QCoreApplication::processEvents(); // what workers had to say to somebody who is gone
    QCOMPARE(answers, 0);
    for (const auto &people : contacts) // a million of them must not be left behind
        QVERIFY(people.expired());
    AudienceEstimator next;
    next.setContacts(fivePeople());
    next.setQuestion(over("400"));
    QTRY_VERIFY(next.current());
    QCOMPARE(next.current()->count.contacts, 5);
}

MUSTER_TEST(TestAudienceEstimator, QCoreApplication)

} // namespace tst_audienceestimator
#include "tst_audienceestimator.moc"
