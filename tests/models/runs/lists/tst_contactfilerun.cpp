// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/lists/read/contactlistreadrun.h"

#include "tests/support/fakeclock.h"
#include "tests/support/testprogram.h"

#include <QCoro/QCoroTask>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace muster;

namespace tst_contactfilerun {
using test::FakeClock;
using Kind = RunOutcome::Kind;

/// A dry run's reading of a file, as a run: pages in their order, one end, whatever happens.
class TestContactFileRun : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsTheWholeFileInItsOrder();
    void F62_rowsWithoutAnIdAreCounted();
    void S23_whatCannotBeReadEndsIt_data();
    void S23_whatCannotBeReadEndsIt();
    void F105_cancelEndsItBetweenPages();
    void heldItWaits();
    void cancelEndsTheHoldAsWell();

private:
    [[nodiscard]] QString write(const QByteArray &csv) const
    {
        const QString name = m_folder.filePath(QStringLiteral("Spring leads.csv"));
        QFile file(name);
        if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate) || file.write(csv) != csv.size())
            qFatal("cannot write");
        return name;
    }
    [[nodiscard]] static QByteArray contacts(int count)
    {
        QByteArray csv = "id,phone,name\n";
        for (int i = 0; i < count; ++i)
            csv += "c" + QByteArray::number(i) + ",+1202555" + QByteArray::number(10'000 + i % 10'000).last(4) + ",x\n";
        return csv;
    }
    std::unique_ptr<ContactFileRun> make(const QByteArray &csv, const ContactCsvReader::Columns &columns = {})
    {
        auto run = std::make_unique<ContactFileRun>(QString(32, u'a'), write(csv), columns, m_clock, nullptr);
        m_ids.clear();
        m_pages = 0;
        connect(run.get(), &ListReadRun::pageArrived, this, [this](const std::shared_ptr<const RecordPage> &page) {
            ++m_pages;
            for (std::size_t row = 0; row < page->rowCount(); ++row)
                m_ids.append(QString::fromUtf8(page->id(row).data(), qsizetype(page->id(row).size())));
        });
        return run;
    }
    static RunOutcome end(ContactFileRun &run)
    {
        QSignalSpy finished(&run, &Run::finished);
        QCoro::waitFor(run.live());
        if (finished.count() != 1)
            qFatal("it did not end once");
        return run.outcome().value_or(RunOutcome{});
    }

    QTemporaryDir m_folder;
    FakeClock m_clock;
    QStringList m_ids;
    int m_pages = 0;
};

void TestContactFileRun::readsTheWholeFileInItsOrder()
{
    const auto run = make(contacts(2'500));
    QCOMPARE(run->kind(), RunKind::ListRead);
    QCOMPARE(run->title(), QStringLiteral("Spring leads.csv"));
    QVERIFY(run->listId().isEmpty());
    const RunOutcome outcome = end(*run);
    QCOMPARE(outcome.kind, Kind::Complete);
    QVERIFY(outcome.findings.isEmpty());
    QCOMPARE(m_pages, 3);
    QCOMPARE(m_ids.size(), 2'500);
    for (int i = 0; i < m_ids.size(); ++i)
        QCOMPARE(m_ids[i], QStringLiteral("c%1").arg(i));
    QCOMPARE(run->metrics().records, 2'500);
    const RunMeasures measures = run->measures();
    QVERIFY(measures.time.decoding && measures.time.idle);
    QVERIFY(!measures.time.writing); // there is nothing to write
    QCOMPARE(measures.time.sum(), measures.wall);
    QCOMPARE(run->metrics().pages, 3);
    QCOMPARE(run->metrics().phase, QStringLiteral("reading"));
}

void TestContactFileRun::F62_rowsWithoutAnIdAreCounted()
{
    const auto run = make("id,phone\na,+12025550100\n,+12025550101\nb,+12025550102\n");
    const RunOutcome outcome = end(*run);
    QCOMPARE(outcome.kind, Kind::CompleteWithFindings);
    QCOMPARE(outcome.findings, QStringList{QStringLiteral("quarantined:1")});
    QCOMPARE(m_ids, (QStringList{QStringLiteral("a"), QStringLiteral("b")}));
    QCOMPARE(run->metrics().records, 2);
    QCOMPARE(run->metrics().quarantined, 1);
}

void TestContactFileRun::S23_whatCannotBeReadEndsIt_data()
{
    QTest::addColumn<QByteArray>("csv");
    QTest::addColumn<QString>("code");
    QTest::addColumn<int>("pages");
    QTest::newRow("empty") << QByteArray() << QStringLiteral("csv_empty") << 0;
    QTest::newRow("no numbers") << QByteArray("id,name\na,b\n") << QStringLiteral("csv_no_phone_column") << 0;
    QTest::newRow("a quote left open on the second page")
        << QByteArray(contacts(1'500) + "x,\"+1202\n") << QStringLiteral("csv_quote_open") << 1;
}

void TestContactFileRun::S23_whatCannotBeReadEndsIt()
{
    QFETCH(QByteArray, csv);
    QFETCH(QString, code);
    const auto run = make(csv);
    const RunOutcome outcome = end(*run);
    QCOMPARE(outcome.kind, Kind::Failed); // there is nothing that could be resumed
    QVERIFY(outcome.error);
    QCOMPARE(outcome.error->code, code);
    QTEST(m_pages, "pages");

    ContactFileRun gone(QString(32, u'b'), m_folder.filePath(QStringLiteral("no such file")), {}, m_clock, nullptr);
    const RunOutcome missing = end(gone);
    QCOMPARE(missing.kind, Kind::Failed);
    QCOMPARE(missing.error->kind, ErrorKind::File);
}

void TestContactFileRun::F105_cancelEndsItBetweenPages()
{
    const auto run = make(contacts(5'000));
    connect(run.get(), &ListReadRun::pageArrived, this, [&run, this] {
        if (m_pages == 2)
            run->cancel();
    });
    QCOMPARE(end(*run).kind, Kind::Cancelled);
    QCOMPARE(m_pages, 2);

    const auto early = make(contacts(10));
    early->cancel();
    QCOMPARE(end(*early).kind, Kind::Cancelled);
    QCOMPARE(m_pages, 0);
}

void TestContactFileRun::heldItWaits()
{
    const auto run = make(contacts(3'000));
    QSignalSpy held(run.get(), &ListReadRun::heldChanged);
    int beforeGoing = -1;
    connect(run.get(), &ListReadRun::pageArrived, this, [&] {
        if (m_pages != 1)
            return;
        run->hold();
        QTimer::singleShot(20, run.get(), [&] {
            beforeGoing = m_pages;
            run->proceed();
        });
    });
    QCOMPARE(end(*run).kind, Kind::Complete);
    QCOMPARE(beforeGoing, 1);
    QCOMPARE(m_ids.size(), 3'000); // none lost, none doubled
    QCOMPARE(held.count(), 2);
}

void TestContactFileRun::cancelEndsTheHoldAsWell()
{
    const auto run = make(contacts(3'000));
    connect(run.get(), &ListReadRun::pageArrived, this, [&] {
        run->hold();
        QTimer::singleShot(0, run.get(), [&run] { run->cancel(); });
    });
    QCOMPARE(end(*run).kind, Kind::Cancelled);
    QCOMPARE(m_pages, 1);
}

MUSTER_TEST(TestContactFileRun, QCoreApplication)

} // namespace tst_contactfilerun
#include "tst_contactfilerun.moc"
