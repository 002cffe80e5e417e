// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cxonelistbench.h"
#include "models/runs/lists/deletion/listdeletionrun.h"
#include "network/api/callinglistpublisher.h"
#include "tests/support/deletionwitness.h"
#include "tests/support/interposeddisk.h"
#include "tests/support/testprogram.h"

#include <QScopeGuard>
#include <atomic>
#include <cerrno>

using namespace muster;
using namespace muster::test;
using namespace muster::test::cxonelistruns;

namespace tst_listdeletionrun {

namespace {

using Fault = SandboxFault;

const QStringList old{u"4106"_s, u"4107"_s, u"4108"_s};
constexpr int contactsOfOne = 40;

/// Three old lists that nobody uses, and a witness beside the server.
struct DeletionBench : Bench
{
    DeletionBench()
        : Bench({.tenant = {.contacts = 160}, .oldLists = 3})
        , witness(sandbox, folder.filePath(u"home/data/backups"_s), {4106, 4107, 4108})
    {
        sandbox.setWatcher([this](const SandboxRequest &request) {
            witness.see(request);
            if (seen)
                seen(request);
        });
    }
    ~DeletionBench() { sandbox.setWatcher({}); }

    ListDeletionOrder orderFor(const QStringList &ids, const DeletionLeave &leave = {.uncalledToo = true})
    {
        ListDeletionOrder order{
            .lists = {}, .seenAt = clock.wallNow().toUTC(), .leave = leave, .typedCount = {}, .typedName = {}};
        const auto lists = QCoro::waitFor(client().list(nullptr, {}));
        for (const ContactListSummary &list : *lists) {
            if (ids.contains(list.id))
                order.lists.append(previewed(list));
        }
        order.typedCount = ListDeletionGate::contactsOf(order.lists);
        order.typedName = ListDeletionGate::nameToType(order.lists, session->profile().name);
        return order;
    }
    RunOutcome deleted(const ListDeletionOrder &order)
    {
        const auto started = startListDeletion(workspace->runs(), *session, order);
        if (!started)
            return {.kind = RunOutcome::Kind::Refused, .error = started.error()};
        return ended();
    }
    RunOutcome deleted(const QStringList &ids = old) { return deleted(orderFor(ids)); }

    /// "4106 applied none", a line per list of the run that has ended.
    QStringList results()
    {
        QStringList lines;
        const auto *run = qobject_cast<ListDeletionRun *>(workspace->runs().runs().last());
        for (const ListDeletionResult &result : run->results()) {
            lines.append(result.list.id + u' ' + unitStateKey(result.state)
                         + (result.reason == ListDeletionReason::None ? QString() : u' ' + keyOf(result.reason)));
        }
        return lines;
    }
    QStringList present()
    {
        QStringList ids;
        for (const QString &id : old) {
            if (!truth(id).isEmpty())
                ids.append(id);
        }
        return ids;
    }
    int orders()
    {
        int orders = 0;
        for (const QString &id : old)
            orders += witness.orders(id.toLongLong());
        return orders;
    }
    /// Of the deletion of that list.
    void failDeletion(const QString &list, Fault fault)
    {
        fail(std::move(fault), u"DELETE"_s, u"/call-lists/"_s + list);
    }

    DeletionWitness witness;
    std::function<void(const SandboxRequest &)> seen; ///< In the server's thread.
};

Fault withStatus(int status, int times = 1)
{
    Fault fault;
    fault.status = status;
    fault.times = times;
    return fault;
}

Fault ofKind(Fault::Kind kind, Fault::Mutation mutation = Fault::Mutation::None)
{
    Fault fault;
    fault.kind = kind;
    fault.mutation = mutation;
    fault.bytes = -1;
    return fault;
}

QStringList all(const char *state)
{
    QStringList lines;
    for (const QString &id : old)
        lines.append(id + u' ' + QString::fromLatin1(state));
    return lines;
}

} // namespace

/// Whole lists are deleted, each behind a whole copy of it.
class TestListDeletionRun : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_bench = std::make_unique<DeletionBench>(); }
    void cleanup()
    {
        InterposedDisk::heal();
        const QStringList findings = m_bench->witness.findings();
        m_bench.reset();
        QCOMPARE(findings, QStringList());
    }

    void listsGoBehindTheirCopies();
    void theCopyHoldsWhatTheListHeld();
    void whatWasNotConfirmedIsRefused();
    void aListThatIsUsedIsLeftAlone_data();
    void aListThatIsUsedIsLeftAlone();
    void F112_whatHasChangedIsLeftAlone_data();
    void F112_whatHasChangedIsLeftAlone();
    void anActiveListTakesAPersonsWord();
    void F16_aRefusalLeavesTheOthersGo();
    void F14_aListThatIsGoneIsAbsent();
    void F46_aLostAnswerIsSettledByTheIndex_data();
    void F46_aLostAnswerIsSettledByTheIndex();
    void F18_aServerInTroubleIsAskedAgainAfterALook();
    void F21_fiveFailuresHalt();
    void F03_aThrottledOrderIsRepeatedAfterALook();
    void F116_twoSurprisesEndIt();
    void F10_aMissingRightEndsItAndNothingIsLost();
    void F72_aShortCopyDeletesNothing();
    void F94_aFullDiskDeletesNothingAndGoesOn();
    void F114_aCopyThatWasDamagedDeletesNothing();
    void withoutAKeyStoreAPersonIsAsked();
    void anotherRunOnOneOfTheListsKeepsItOff();
    void F90_pausedBetweenListsItGoesOn();
    void S07_theHistoryNamesListsAndNoContact();
    void theOrderComesBackAsItWas();

private:
    std::unique_ptr<DeletionBench> m_bench;
};

void TestListDeletionRun::listsGoBehindTheirCopies()
{
    const auto people = m_bench->truth(u"4105"_s);
    QCOMPARE(said(m_bench->deleted()), u"complete"_s);
    QCOMPARE(m_bench->results(), all("applied"));
    QCOMPARE(m_bench->present(), QStringList());
    QCOMPARE(m_bench->orders(), 3);
    QCOMPARE(m_bench->truth(u"4105"_s), people); // nobody else's list
    const QList<BackupInfo> copies = m_bench->workspace->backups().list();
    QCOMPARE(copies.size(), 3);
    for (const BackupInfo &copy : copies) {
        QVERIFY(copy.encrypted && isOfDeletedList(copy) && old.contains(copy.listId));
        QCOMPARE(copy.deletedBy, m_bench->runId);
        QCOMPARE(copy.deleted, contactsOfOne);
    }
    const QByteArray results = [this] {
        QFile file(m_bench->workspace->runFile(m_bench->runId, "lists.csv"));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }();
    QCOMPARE(results.count("applied"), 3);
    QCOMPARE(m_bench->sandbox.dialled(), QStringList());
}

void TestListDeletionRun::theCopyHoldsWhatTheListHeld()
{
    const QList<Contact> before = m_bench->read(u"4107"_s);
    QCOMPARE(said(m_bench->deleted({u"4107"_s})), u"complete"_s);
    const BackupInfo copy = m_bench->workspace->backups().list().first();
    const auto key = QCoro::waitFor(m_bench->workspace->backups().key(copy, {}));
    QVERIFY(key);
    QList<Contact> kept;
    QVERIFY(readBackup(copy.file, *key, [&kept](std::vector<BackupRecord> records) {
        for (const BackupRecord &record : records)
            kept.append({record.contactId, record.phone, record.extras});
        return true;
    }));
    std::ranges::sort(kept, {}, [](const Contact &contact) { return std::stoll(contact.id); });
    QCOMPARE(kept.size(), before.size());
    for (qsizetype at = 0; at < before.size(); ++at) {
        QCOMPARE(kept[at].id, before[at].id);
        QCOMPARE(kept[at].phone, before[at].phone);
        QCOMPARE(kept[at].extras, before[at].extras);
    }
}

void TestListDeletionRun::whatWasNotConfirmedIsRefused()
{
    const ListDeletionOrder order = m_bench->orderFor(old);
    ListDeletionOrder wrong = order;
    wrong.typedCount = 119;
    QCOMPARE(said(m_bench->deleted(wrong)), u"refused deletion_count_wrong"_s);
    wrong = order;
    wrong.typedName = u"4106"_s;
    QCOMPARE(said(m_bench->deleted(wrong)), u"refused deletion_name_wrong"_s);
    wrong = order;
    wrong.seenAt = order.seenAt.addSecs(-3601);
    QCOMPARE(said(m_bench->deleted(wrong)), u"refused deletion_stale"_s);
    QCOMPARE(m_bench->orders(), 0);
    QCOMPARE(m_bench->present(), old);
    QCOMPARE(m_bench->workspace->backups().list().size(), 0);
}

void TestListDeletionRun::aListThatIsUsedIsLeftAlone_data()
{
    QTest::addColumn<QString>("list");
    QTest::addColumn<QString>("result");
    QTest::newRow("assigned") << u"4102"_s << u"4102 skipped assigned"_s;
    QTest::newRow("running") << u"4104"_s << u"4104 skipped assigned"_s;
    QTest::newRow("still to be called") << u"4106"_s << u"4106 skipped left_to_call"_s;
}

void TestListDeletionRun::aListThatIsUsedIsLeftAlone()
{
    QFETCH(QString, list);
    QFETCH(QString, result);
    const auto before = m_bench->truth(list);
    QCOMPARE(said(m_bench->deleted(m_bench->orderFor({list}, {.activeToo = true}))), u"findings"_s);
    QCOMPARE(m_bench->results(), QStringList{result});
    QCOMPARE(m_bench->sent(QByteArray("/call-lists/") + list.toLatin1()), 0);
    QCOMPARE(m_bench->truth(list), before);
    QCOMPARE(m_bench->workspace->backups().list().size(), 0);
}

void TestListDeletionRun::F112_whatHasChangedIsLeftAlone_data()
{
    /// Which question for the index behind the list's last page finds it changed; -1: all.
    QTest::addColumn<int>("index");
    QTest::addColumn<QString>("reason");
    QTest::newRow("before it is copied") << -1 << u"used"_s;
    QTest::newRow("while it is read") << 1 << u"copy_short"_s;
    QTest::newRow("behind the copy") << 2 << u"used"_s;
}

void TestListDeletionRun::F112_whatHasChangedIsLeftAlone()
{
    QFETCH(int, index);
    QFETCH(QString, reason);
    const ListDeletionOrder order = m_bench->orderFor(old);
    const auto fill = [sandbox = &m_bench->sandbox] { sandbox->putRecord(4107, u"99"_s, u"2125550101"_s); };
    if (index < 0)
        fill();
    auto asked = std::make_shared<int>(-1); // the server's thread alone counts
    m_bench->seen = [asked, index, fill](const SandboxRequest &request) {
        if (request.path.contains("/call-lists/4107?includeRecords"))
            *asked = 0;
        else if (*asked >= 0 && request.path.contains("/call-lists?") && ++*asked == index)
            fill();
    };
    QCOMPARE(said(m_bench->deleted(order)), u"findings"_s);
    QCOMPARE(m_bench->results(),
             (QStringList{u"4106 applied"_s, QString(u"4107 skipped "_s + reason), u"4108 applied"_s}));
    QCOMPARE(m_bench->witness.orders(4107), 0);
    QCOMPARE(m_bench->truth(u"4107"_s).size(), contactsOfOne + 1);
}

void TestListDeletionRun::anActiveListTakesAPersonsWord()
{
    // The simulator's lists that no skill uses are inactive: one is made that is active.
    NewCallingList fresh{.name = u"Fresh"_s, .columns = {}, .expires = QDate(2099, 1, 31)};
    const auto made = QCoro::waitFor(m_bench->session->connection()->callingLists()->make(fresh, nullptr, {}));
    QCOMPARE(made.fate, WriteFate::Applied);
    const QString list = made.listId;
    QCOMPARE(said(m_bench->deleted({list})), u"findings"_s);
    QCOMPARE(m_bench->results(), QStringList{QString(list + u" skipped active"_s)});
    // It has nobody, and goes all the same, with a copy of nothing.
    DeletionWitness witness(m_bench->sandbox, {}, {});
    m_bench->sandbox.setWatcher([&witness](const SandboxRequest &request) { witness.see(request); });
    QCOMPARE(said(m_bench->deleted(m_bench->orderFor({list}, {.activeToo = true}))), u"complete"_s);
    QCOMPARE(m_bench->results(), QStringList{QString(list + u" applied"_s)});
    m_bench->sandbox.setWatcher({});
    const auto requests = m_bench->sandbox.requests();
    const auto order
        = std::ranges::find_if(requests, [](const SandboxRequest &request) { return request.method == "DELETE"; });
    QVERIFY(order != requests.end());
    QVERIFY2(order->path.contains("forceInactive=true") && order->path.contains("forceDelete=false"),
             order->path.constData());
    const QList<BackupInfo> copies = m_bench->workspace->backups().list();
    QCOMPARE(copies.size(), 1);
    QVERIFY(isOfDeletedList(copies.first()) && copies.first().deleted == 0);
}

void TestListDeletionRun::F16_aRefusalLeavesTheOthersGo()
{
    m_bench->failDeletion(u"4107"_s, withStatus(409));
    QCOMPARE(said(m_bench->deleted()), u"findings"_s);
    QCOMPARE(m_bench->results(), (QStringList{u"4106 applied"_s, u"4107 rejected in_use"_s, u"4108 applied"_s}));
    QCOMPARE(m_bench->present(), QStringList{u"4107"_s});
    QCOMPARE(m_bench->witness.orders(4107), 1);
}

void TestListDeletionRun::F14_aListThatIsGoneIsAbsent()
{
    const ListDeletionOrder order = m_bench->orderFor(old);
    // A colleague deletes it as its order arrives.
    m_bench->failDeletion(u"4106"_s, withStatus(404));
    QCOMPARE(said(m_bench->deleted(order)), u"complete"_s);
    QCOMPARE(m_bench->results().first(), u"4106 absent"_s);
    // One that the index does not have any more is not asked for at all.
    QCOMPARE(said(m_bench->deleted(order)), u"complete"_s);
    QCOMPARE(m_bench->witness.orders(4107), 1);
    QCOMPARE(m_bench->results().last(), u"4108 absent"_s);
}

void TestListDeletionRun::F46_aLostAnswerIsSettledByTheIndex_data()
{
    QTest::addColumn<bool>("isDone");
    QTest::newRow("it was done") << true;
    QTest::newRow("it never arrived") << false;
}

void TestListDeletionRun::F46_aLostAnswerIsSettledByTheIndex()
{
    QFETCH(bool, isDone);
    m_bench->failDeletion(u"4107"_s, ofKind(isDone ? Fault::Kind::CloseWithoutAnswer : Fault::Kind::Reset));
    QCOMPARE(said(m_bench->deleted()), u"complete"_s);
    QCOMPARE(m_bench->results(), all("applied"));
    QCOMPARE(m_bench->present(), QStringList());
    // Again only where the index shows that it is there: of the broken one the server has seen nothing. The copy is the
    // first one.
    QCOMPARE(m_bench->witness.orders(4107), 1);
    QCOMPARE(m_bench->workspace->backups().list().size(), 3);
}

void TestListDeletionRun::F18_aServerInTroubleIsAskedAgainAfterALook()
{
    m_bench->failDeletion(u"4107"_s, withStatus(503, 2));
    QCOMPARE(said(m_bench->deleted()), u"complete"_s);
    QCOMPARE(m_bench->results(), all("applied"));
    QCOMPARE(m_bench->witness.orders(4107), 3);
    const auto requests = m_bench->sandbox.requests();
    QByteArrayList kinds; // of those about deletions and the index, in their order
    for (const SandboxRequest &request : requests) {
        if (request.method == "DELETE" && request.path.contains("/4107"))
            kinds.append("order");
        else if (request.path.contains("/call-lists?"))
            kinds.append("look");
    }
    QVERIFY(kinds.count("order") == 3 && !kinds.join(' ').contains("order order"));
}

void TestListDeletionRun::F21_fiveFailuresHalt()
{
    m_bench->failDeletion(u"4107"_s, withStatus(503, 5));
    const RunOutcome outcome = m_bench->deleted();
    QVERIFY2(outcome.kind == RunOutcome::Kind::Halted || outcome.kind == RunOutcome::Kind::Paused,
             qPrintable(said(outcome)));
    QCOMPARE(m_bench->present(), (QStringList{u"4107"_s, u"4108"_s}));
    m_bench->session->rearmBreakers();
    QCOMPARE(said(m_bench->resumed()), u"complete"_s);
    QCOMPARE(m_bench->present(), QStringList());
}

void TestListDeletionRun::F03_aThrottledOrderIsRepeatedAfterALook()
{
    m_bench->failDeletion(u"4106"_s, withStatus(429, 2));
    QCOMPARE(said(m_bench->deleted()), u"complete"_s);
    QCOMPARE(m_bench->witness.orders(4106), 3);
    QCOMPARE(m_bench->present(), QStringList());
}

void TestListDeletionRun::F116_twoSurprisesEndIt()
{
    Fault fault = ofKind(Fault::Kind::Mutate, Fault::Mutation::AcceptWithoutDoing);
    fault.times = 2;
    m_bench->fail(fault, u"DELETE"_s, u"/call-lists/"_s);
    QCOMPARE(said(m_bench->deleted()), u"paused deletions_doubtful"_s);
    QCOMPARE(m_bench->results(),
             (QStringList{u"4106 unknown not_done"_s, u"4107 unknown not_done"_s, u"4108 planned"_s}));
    QCOMPARE(m_bench->orders(), 2);
    QCOMPARE(m_bench->present(), old);
    // A person has looked, and goes on: all three are looked at again and go.
    QCOMPARE(said(m_bench->resumed()), u"complete"_s);
    QCOMPARE(m_bench->present(), QStringList());
    QCOMPARE(m_bench->workspace->backups().list().size(), 3);
}

void TestListDeletionRun::F10_aMissingRightEndsItAndNothingIsLost()
{
    m_bench->failDeletion(u"4106"_s, withStatus(403));
    const RunOutcome outcome = m_bench->deleted();
    QVERIFY(!outcome.succeeded() && outcome.error && outcome.error->kind == ErrorKind::Forbidden);
    QCOMPARE(m_bench->orders(), 1);
    QCOMPARE(m_bench->present(), old);
    QCOMPARE(m_bench->results().first(), u"4106 planned"_s);
}

void TestListDeletionRun::F72_aShortCopyDeletesNothing()
{
    Fault fault = ofKind(Fault::Kind::Mutate, Fault::Mutation::LostRecord);
    fault.times = -1; // of the next page as well, which begins behind what has come
    m_bench->fail(fault, u"GET"_s, u"/call-lists/4107?includeRecords"_s);
    QCOMPARE(said(m_bench->deleted()), u"findings"_s);
    QCOMPARE(m_bench->results(), (QStringList{u"4106 applied"_s, u"4107 skipped copy_short"_s, u"4108 applied"_s}));
    QCOMPARE(m_bench->witness.orders(4107), 0);
    QCOMPARE(m_bench->workspace->backups().list().size(), 2); // of the short one nothing is left
}

void TestListDeletionRun::F94_aFullDiskDeletesNothingAndGoesOn()
{
    const ListDeletionOrder order = m_bench->orderFor(old);
    m_bench->seen = [](const SandboxRequest &request) {
        if (request.path.contains("/call-lists/4107?includeRecords"))
            InterposedDisk::failWrites(ENOSPC, "/backups/");
    };
    QCOMPARE(said(m_bench->deleted(order)), u"paused disk_full"_s);
    QCOMPARE(m_bench->present(), (QStringList{u"4107"_s, u"4108"_s}));
    QCOMPARE(m_bench->witness.orders(4107), 0);
    QVERIFY(InterposedDisk::failures() > 0);
    m_bench->seen = {};
    InterposedDisk::heal();
    QCOMPARE(said(m_bench->resumed()), u"complete"_s);
    QCOMPARE(m_bench->present(), QStringList());
    QCOMPARE(m_bench->workspace->backups().list().size(), 3);
}

void TestListDeletionRun::F114_aCopyThatWasDamagedDeletesNothing()
{
    // A copy is whole, and its list's order did not get through; then a byte of the copy turns.
    m_bench->failDeletion(u"4106"_s, withStatus(403));
    QVERIFY(!m_bench->deleted({u"4106"_s}).succeeded());
    QFile file(m_bench->workspace->backups().list().first().file);
    QVERIFY(file.open(QIODevice::ReadWrite) && file.seek(file.size() / 2));
    const char byte = file.read(1).at(0);
    QVERIFY(file.seek(file.size() / 2) && file.write(QByteArray(1, char(byte ^ 1))) == 1);
    file.close();
    QCOMPARE(said(m_bench->resumed()), u"failed backup_damaged"_s);
    QCOMPARE(m_bench->witness.orders(4106), 1);
    QCOMPARE(m_bench->present(), old);
}

void TestListDeletionRun::withoutAKeyStoreAPersonIsAsked()
{
    m_bench->vault.available = false;
    ListDeletionOrder order = m_bench->orderFor({u"4106"_s});
    const RunOutcome refused = m_bench->deleted(order);
    QCOMPARE(said(refused), u"refused backup_not_encrypted"_s);
    QCOMPARE(refused.question, RunQuestion::PlainCopy);
    QCOMPARE(m_bench->orders(), 0);
    order.plainBackup = true;
    const RunOutcome outcome = m_bench->deleted(order);
    QCOMPARE(said(outcome), u"complete"_s);
    QVERIFY(outcome.findings.contains(u"list_copies_in_clear:1"_s));
    QCOMPARE(m_bench->workspace->backups().list().first().encrypted, false);
}

void TestListDeletionRun::anotherRunOnOneOfTheListsKeepsItOff()
{
    Fault slow = ofKind(Fault::Kind::Hang);
    m_bench->fail(slow, u"GET"_s, u"/call-lists/4107?includeRecords"_s);
    const ListDeletionOrder order = m_bench->orderFor(old);
    const auto first = startListDeletion(m_bench->workspace->runs(), *m_bench->session, m_bench->orderFor({u"4107"_s}));
    QVERIFY(first);
    const auto second = startListDeletion(m_bench->workspace->runs(), *m_bench->session, order);
    QVERIFY(!second && second.error().code == u"list_in_use"_s);
    const auto other = startListDeletion(m_bench->workspace->runs(), *m_bench->session, m_bench->orderFor({u"4106"_s}));
    QVERIFY(other.has_value());
    (*first)->cancel();
    (void)m_bench->ended();
    QVERIFY(m_bench->present().contains(u"4107"_s));
}

void TestListDeletionRun::F90_pausedBetweenListsItGoesOn()
{
    const ListDeletionOrder order = m_bench->orderFor(old);
    const auto started = startListDeletion(m_bench->workspace->runs(), *m_bench->session, order);
    QVERIFY(started);
    // As the second list's copy begins.
    QPointer<Run> run = *started;
    std::atomic<bool> isThere = false, goesOn = false;
    m_bench->seen = [&](const SandboxRequest &request) {
        if (!goesOn && request.path.contains("/call-lists/4107?includeRecords")) {
            isThere = true;
            goesOn.wait(false);
        }
    };
    const auto letGo = [&goesOn] {
        goesOn = true;
        goesOn.notify_all();
    };
    const auto atTheEnd = qScopeGuard(letGo); // the server's thread waits, also where this ends early
    QTRY_VERIFY_WITH_TIMEOUT(isThere, 30'000);
    run->pause();
    letGo();
    QCOMPARE(said(m_bench->ended()), u"paused"_s);
    m_bench->seen = {};
    QCOMPARE(m_bench->present(), (QStringList{u"4107"_s, u"4108"_s}));
    m_bench->close();
    m_bench->open();
    QCOMPARE(said(m_bench->resumed()), u"complete"_s);
    QCOMPARE(m_bench->present(), QStringList());
    QCOMPARE(m_bench->orders(), 3);
    QCOMPARE(m_bench->workspace->backups().list().size(), 3);
}

void TestListDeletionRun::S07_theHistoryNamesListsAndNoContact()
{
    const QList<Contact> contacts = m_bench->read(u"4106"_s);
    QCOMPARE(said(m_bench->deleted({u"4106"_s})), u"complete"_s);
    m_bench->close();
    const QByteArray audit = m_bench->audit();
    QCOMPARE(audit.count("deletion.started"), 1);
    QCOMPARE(audit.count("deletion.list_copied"), 1);
    QCOMPARE(audit.count("deletion.list_requested"), 1);
    QCOMPARE(audit.count("deletion.list_deleted"), 1);
    QVERIFY(audit.indexOf("deletion.list_copied") < audit.indexOf("deletion.list_requested"));
    for (const Contact &contact : contacts) {
        QVERIFY(!audit.contains(contact.id.c_str()));
        QVERIFY(!audit.contains(contact.phone.c_str()));
    }
    m_bench->open();
}

void TestListDeletionRun::theOrderComesBackAsItWas()
{
    ListDeletionOrder order = m_bench->orderFor(old, {.activeToo = true});
    order.lists[1].lastUsed = {};
    const FrozenListDeletion frozen = freeze(order, m_bench->session->profile());
    QCOMPARE(frozen.title(), u"Old list 1 +2"_s);
    QCOMPARE(frozen.target(), old.join(u'\n'));
    const auto back = thawListDeletion(frozen.json, frozen.digest);
    QVERIFY(back);
    QVERIFY(back->order.lists == order.lists && back->order.leave == order.leave);
    QCOMPARE(back->order.seenAt, order.seenAt);
    QCOMPARE(back->order.typedCount, order.typedCount);
    QByteArray other = frozen.json;
    other.replace("4107", "4105");
    QVERIFY(!thawListDeletion(other, frozen.digest));
    const QString file = m_bench->folder.filePath(u"lists.json"_s);
    QVERIFY(writeListDeletion(frozen, file));
    QVERIFY(!writeListDeletion(frozen, file)); // never over another
    QCOMPARE(readListDeletion(file)->digest, frozen.digest);
    QFile damaged(file);
    QVERIFY(damaged.open(QIODevice::ReadWrite) && damaged.seek(1) && damaged.write("x") == 1);
    damaged.close();
    QCOMPARE(readListDeletion(file).error().code, u"deletion_file_damaged"_s);
}

MUSTER_TEST(TestListDeletionRun, QCoreApplication)

} // namespace tst_listdeletionrun
#include "tst_listdeletionrun.moc"
