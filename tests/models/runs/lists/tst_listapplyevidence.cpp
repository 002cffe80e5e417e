// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "applyfixture.h"

#include "models/rules/lists/consentevidence.h"

#include "tests/support/testprogram.h"

#include <QDir>
#include <QFile>

using namespace muster;

namespace tst_listapplyevidence {
using test::ApplyFixture;
using test::ListsWorld;
using Kind = RunOutcome::Kind;

/// S38: purges of contacts that carry an opt-out. In the fixture's world every third contact has a member more.
class TestListApplyEvidence : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup()
    {
        const QStringList findings = m_fixture ? m_fixture->findings : QStringList();
        m_fixture.reset();
        QCOMPARE(findings, QStringList());
    }

    void S38_evidenceIsKeptBeforeThePurge();
    void S38_withoutAKeyStoreSuchContactsStay();
    void S38_otherMembersAreNoEvidence();
    void S38_whatCannotBeWrittenHoldsThePurge();
    void S38_aResumedRunKeepsItAsWell();

private:
    static constexpr int fixes = 10, purges = 30, carrying = 10; ///< Purges with a member more.

    ApplyFixture &make(const QString &member = QStringLiteral("opt_out_at"))
    {
        m_fixture = std::make_unique<ApplyFixture>(fixes, purges);
        m_fixture->world.noteName = member;
        m_fixture->vault.available = true;
        m_fixture->plan();
        return *m_fixture;
    }
    [[nodiscard]] QString file() const { return m_fixture->folder.filePath(QStringLiteral("data/evidence/entries")); }
    /// Lines of the file, the header aside.
    [[nodiscard]] int kept() const
    {
        QFile entries(file());
        return entries.open(QIODevice::ReadOnly) ? int(entries.readAll().count('\n')) - 1 : 0;
    }

    std::unique_ptr<ApplyFixture> m_fixture;
};

void TestListApplyEvidence::S38_evidenceIsKeptBeforeThePurge()
{
    ApplyFixture &fixture = make();
    QList<int> keptThen;
    fixture.world.script = [&](const HttpRequest &, const ListsWorld::Write &write) {
        if (write.method == "DELETE")
            keptThen.append(kept());
        return std::optional<ListsWorld::Fault>();
    };
    QCOMPARE(fixture.run().kind, Kind::Complete);
    QCOMPARE(fixture.world.contacts, fixture.wanted());
    QCOMPARE(keptThen, QList<int>(purges, carrying)); // all of it on the disk before the first one left
    QCOMPARE(fixture.auditEvents().count(QStringLiteral("apply.evidence_kept")), 1);
    QVERIFY(fixture.auditBytes().contains("\"consents\":0,\"opt_outs\":10"));
    // By the key, and only by it, each number can be asked for.
    QFile entries(file());
    QVERIFY(entries.open(QIODevice::ReadOnly));
    const QByteArray all = entries.readAll();
    const Secret key = fixture.vault.keys.value(QStringLiteral("evidence"));
    for (int i = fixes; i < fixes + purges; ++i) {
        const std::string number = "none " + QByteArray::number(i).rightJustified(4, '0').toStdString();
        QCOMPARE(all.contains(KeptEvidence::numberDigest(key, number).toHex()), i % 3 == 0);
    }
    QVERIFY(!all.contains("none") && !all.contains("n12"));
}

void TestListApplyEvidence::S38_withoutAKeyStoreSuchContactsStay()
{
    ApplyFixture &fixture = make();
    fixture.vault.available = false;
    fixture.order.plainBackup = true;
    const RunOutcome outcome = fixture.run();
    QCOMPARE(outcome.kind, Kind::CompleteWithFindings);
    QVERIFY(outcome.findings.contains(QStringLiteral("evidence_not_kept:%1").arg(carrying)));
    QCOMPARE(outcome.findings.size(), 2); // and that the backup is not encrypted
    QCOMPARE(fixture.world.removals().size(), purges - carrying);
    for (int i = fixes; i < fixes + purges; ++i) {
        const QByteArray id = "c" + QByteArray::number(i).rightJustified(5, '0');
        QCOMPARE(fixture.world.find(id).has_value(), i % 3 == 0);
    }
    QCOMPARE(fixture.auditEvents().count(QStringLiteral("apply.evidence_not_kept")), 1);
    QVERIFY(!QFile::exists(file()));
    // They are listed with the reason.
    QFile left(outcome.resultFile);
    QVERIFY(left.open(QIODevice::ReadOnly));
    QCOMPARE(left.readAll().count("evidence_not_kept"), carrying);
}

void TestListApplyEvidence::S38_otherMembersAreNoEvidence()
{
    ApplyFixture &fixture = make(QStringLiteral("note"));
    QCOMPARE(fixture.run().kind, Kind::Complete);
    QCOMPARE(fixture.world.contacts, fixture.wanted());
    QVERIFY(!QFile::exists(file()));
    QVERIFY(!fixture.vault.keys.contains(QStringLiteral("evidence")));
}

void TestListApplyEvidence::S38_whatCannotBeWrittenHoldsThePurge()
{
    ApplyFixture &fixture = make();
    fixture.vault.keys.insert(QStringLiteral("evidence"), Secret(QByteArray(32, 'k')));
    // A folder stands where the file should be.
    QVERIFY(QDir().mkpath(file() + QStringLiteral("/in-the-way")));
    const RunOutcome outcome = fixture.run();
    QVERIFY(!outcome.succeeded());
    QVERIFY(outcome.error);
    QCOMPARE(fixture.world.writes.size(), 0);
    QVERIFY(QDir(file()).removeRecursively());
    QCOMPARE(fixture.run(RunStart::Resume).kind, Kind::Complete);
    QCOMPARE(kept(), carrying);
    QCOMPARE(fixture.world.contacts, fixture.wanted());
}

void TestListApplyEvidence::S38_aResumedRunKeepsItAsWell()
{
    ApplyFixture &fixture = make();
    ListApplyRun &run = fixture.begin();
    fixture.world.script = [&run](const HttpRequest &, const ListsWorld::Write &write) {
        if (write.method == "PATCH")
            run.cancel();
        return std::optional<ListsWorld::Fault>();
    };
    QCOMPARE(fixture.finish().kind, Kind::Cancelled);
    // As if it had been killed before anything was kept: the copy is there, the evidence is not.
    QVERIFY(QFile::remove(file()));
    fixture.world.script = {};
    fixture.restart();
    QCOMPARE(fixture.run(RunStart::Resume).kind, Kind::Complete);
    QCOMPARE(kept(), carrying);
    QCOMPARE(fixture.world.contacts, fixture.wanted());
}

MUSTER_TEST(TestListApplyEvidence, QCoreApplication)

} // namespace tst_listapplyevidence
#include "tst_listapplyevidence.moc"
