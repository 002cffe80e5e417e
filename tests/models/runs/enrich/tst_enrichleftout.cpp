// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/enrich/send/enrichrun.h"

#include "tests/support/testprogram.h"

#include "enrichbench.h"

using namespace muster;
using namespace muster::test;

namespace tst_enrichleftout {

/// Rows and cells that do not fit: they refuse the run, or are left out, and the result names them.
class TestEnrichLeftOut : public QObject, protected EnrichBench
{
    Q_OBJECT

    /// Of the last row of a file, which does not fit; with the names of the columns in row 1, as a person counts.
    [[nodiscard]] QByteArray leftOutRow() const
    {
        return "contactId,action,state,reason,row\n" + m_before[rows].id + ",enrich,skipped,not_integer,"
            + QByteArray::number(rows + 2) + "\n";
    }

private Q_SLOTS:
    void init() { open(); }
    void cleanup()
    {
        if (m_run != nullptr && m_run->outcome()->kind != Kind::Refused)
            QVERIFY(figure("rows") < 0 || sumAddsUp());
        close();
    }

    void rowsThatDoNotFitRefuseTheRun()
    {
        write(csvOf(m_before, rows) + m_before[rows].id + ",Fair,many\n");
        const RunOutcome outcome = run(order());
        QCOMPARE(outcome.kind, Kind::Refused);
        QCOMPARE(outcome.error->code, QStringLiteral("rows_do_not_fit"));
        QCOMPARE(batches(), 0);
    }

    void rowsThatDoNotFitCanBeLeftOut()
    {
        write(csvOf(m_before, rows) + m_before[rows].id + ",Fair,many\n");
        EnrichOrder valid = order();
        valid.sendValid = true;
        const RunOutcome outcome = run(valid);
        QCOMPARE(outcome.kind, Kind::CompleteWithFindings);
        QVERIFY(outcome.findings.contains(QStringLiteral("rows_left_out:1")));
        QCOMPARE(enriched(), rows);
        QCOMPARE(figure("left_out"), 1);
        QCOMPARE(listed(outcome), leftOutRow());
    }

    /// The rows are known before the first batch only; the run that ends is another life of it.
    void rowsLeftOutAreNamedHoweverOftenItIsInterrupted()
    {
        write(csvOf(m_before, rows) + m_before[rows].id + ",Fair,many\n");
        EnrichOrder valid = order();
        valid.sendValid = true;
        m_server->addFault(
            onBatches({.kind = Fault::Kind::Mutate, .skip = 1, .mutation = Fault::Mutation::WrongCount}));
        const RunOutcome interrupted = run(valid);
        QCOMPARE(interrupted.kind, Kind::Paused);
        QCOMPARE(listed(interrupted).count('\n'), 1 + 125 + 1); // the batch in doubt, too
        QVERIFY(listed(interrupted).contains(leftOutRow().split('\n')[1]));
        const RunOutcome outcome = resume();
        QCOMPARE(outcome.kind, Kind::CompleteWithFindings);
        QCOMPARE(listed(outcome), leftOutRow());
    }

    /// The contact keeps what it has there; what else its row says is sent.
    void aRunThatLeavesOutEveryRowNamesThem()
    {
        write("id,source,score\n" + m_before[0].id + ",Fair,many\n");
        EnrichOrder valid = order();
        valid.sendValid = true;
        const RunOutcome outcome = run(valid);
        QCOMPARE(outcome.kind, Kind::CompleteWithFindings);
        QCOMPARE(
            listed(outcome),
            QByteArray("contactId,action,state,reason,row\n" + m_before[0].id + ",enrich,skipped,not_integer,2\n"));
        QCOMPARE(batches(), 0);
    }

    /// Everything is sent by then: what cannot be read costs its rows and nothing else.
    void aListOfThemThatCannotBeReadCostsNothingElse()
    {
        write(csvOf(m_before, rows) + m_before[rows].id + ",Fair,many\n");
        EnrichOrder valid = order();
        valid.sendValid = true;
        m_server->addFault(
            onBatches({.kind = Fault::Kind::Mutate, .skip = 1, .mutation = Fault::Mutation::WrongCount}));
        QCOMPARE(run(valid).kind, Kind::Paused);
        writeFile(m_workspace->runFile(m_run->id(), "leftout.csv"), "contactId,action\n\"");
        const RunOutcome outcome = resume();
        QCOMPARE(outcome.kind, Kind::CompleteWithFindings);
        QVERIFY(outcome.findings.contains(QStringLiteral("rows_left_out:1")));
        QCOMPARE(listed(outcome), QByteArray());
        QCOMPARE(enriched(), rows);
    }

    void cellsThatDoNotFitCanBeLeftOutAlone()
    {
        QByteArray csv = csvOf(m_before, rows);
        const QByteArray line = m_before[3].id + ",Fair 3,3\n";
        QCOMPARE(csv.count(line), 1);
        csv.replace(line, QByteArray(m_before[3].id + ",Fair 3,many\n"));
        write(csv);
        EnrichOrder lenient = order();
        for (FieldMapping &field : lenient.mapping.fields)
            field.policy.invalid = InvalidCell::LeaveOut;
        const RunOutcome outcome = run(lenient);
        QVERIFY2(outcome.kind == Kind::Complete, outcome.error ? qPrintable(outcome.error->code) : "");
        QVERIFY(outcome.findings.contains(QStringLiteral("cells_left_out:1")));
        QCOMPARE(figure("enriched"), rows);
        QCOMPARE(figure("left_out"), 0);
        const QList<QPair<QString, QByteArray>> sourceAlone{{QStringLiteral("lead_source"), "\"Fair 3\""}};
        QCOMPARE(m_server->listTruth(leads)[3].enriched, sourceAlone);
    }
};

MUSTER_TEST(TestEnrichLeftOut, QCoreApplication)

} // namespace tst_enrichleftout
#include "tst_enrichleftout.moc"
