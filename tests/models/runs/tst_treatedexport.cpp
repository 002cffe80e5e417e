// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "exportbench.h"
#include "models/rules/celltreatment.h"
#include "models/runs/exportkeyactions.h"
#include "models/sinks/csvrows.h"
#include "tests/support/loopbackserver.h"
#include "tests/support/testprogram.h"

#include <QDirIterator>
#include <QJsonArray>
#include <QSignalSpy>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace tst_treatedexport {

namespace {

/// E-mail addresses masked, numbers and contacts under pseudonyms.
struct Bench : ExportBench
{
    Bench() { receiver.script({LoopbackServer::answer(204, {})}); }

    /// A run that the tenant has stopped half way, and that may be resumed by now. Its id; empty: it did not pause.
    [[nodiscard]] QString paused(const ExportOrder &order)
    {
        throttle("1200");
        Run *run = begin(order);
        const QString id = run ? run->id() : QString();
        if (!run || ended().kind != RunOutcome::Kind::Paused)
            return {};
        clock.advance(21min);
        workspace->runs().cancelReturn(id);
        return id;
    }

    [[nodiscard]] ExportOrder order(const QString &name = u"all.csv"_s)
    {
        ExportOrder order = orderFor(name, {});
        order.format = name.endsWith(u".jsonl"_s) ? FileFormat::JsonLines : FileFormat::Csv;
        order.treated = {{u"email"_s, ColumnTreatment::Masked},
                         {u"phone"_s, ColumnTreatment::Pseudonym},
                         {QString(contactIdColumn), ColumnTreatment::Pseudonym}};
        return order;
    }
    /// With the key of today, as it is confirmed.
    [[nodiscard]] FrozenExportOrder confirmed(ExportOrder order)
    {
        if (!needsPseudonymKey(order.treated))
            return freeze(order);
        const auto key = QCoro::waitFor(workspace->exportKey().key(clock.wallNow(), {}));
        order.pseudonymKey = key ? key->id : QString();
        return freeze(order);
    }
    Run *begin(const ExportOrder &order)
    {
        const auto run = workspace->runs().startExport(*session, confirmed(order));
        return run ? *run : nullptr;
    }
    RunOutcome run(const ExportOrder &order) { return begin(order) != nullptr ? ended() : RunOutcome(); }

    /// What must be nowhere: of every fifth person, so that looking for all of it takes no minutes.
    [[nodiscard]] static QByteArrayList rawValues()
    {
        const SandboxData data(7, contactCount);
        QByteArrayList values;
        for (qint64 contact = 0; contact < contactCount; contact += 5) {
            for (const SandboxAttribute attribute : {SandboxAttribute::Email, SandboxAttribute::Phone}) {
                std::string value;
                if (data.appendValue(contact, attribute, value) && !value.empty())
                    values.append(QByteArray::fromStdString(value));
            }
            std::string id;
            data.appendId(contact, id);
            values.append(QByteArray::fromStdString(id));
        }
        return values;
    }
    /// Everything on the disk: exports with all that stands beside them, and the data folder.
    [[nodiscard]] QStringList rawOnDisk() const
    {
        const QByteArrayList values = rawValues();
        QStringList found;
        QDirIterator files(folder.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            if (!file.open(QIODevice::ReadOnly))
                continue;
            const QByteArray bytes = file.readAll();
            for (const QByteArray &value : values) {
                if (bytes.contains(value))
                    found.append(file.fileName() + u": "_s + QString::fromUtf8(value));
            }
        }
        return found.mid(0, 5);
    }
    [[nodiscard]] QJsonObject facts(const QString &event) const
    {
        const auto entries = workspace->audit().read(1, 1000);
        for (const AuditEntry &entry : *entries) {
            if (entry.event == event)
                return entry.facts;
        }
        return {};
    }
    [[nodiscard]] QJsonObject manifest(const QString &name = u"all.csv"_s) const
    {
        return QJsonDocument::fromJson(content(name + u".manifest.json"_s)).object();
    }

    LoopbackServer receiver;
};

/// The cells of a column, by their place in the file.
QStringList column(const QByteArray &csv, const QString &name)
{
    CsvReader reader(csv, TextProfile::Machines);
    const auto header = *reader.next();
    std::size_t place = 0;
    while (place < header->size() && QString::fromStdString(*(*header)[place]) != name)
        ++place;
    QStringList cells;
    for (auto row = reader.next(); row && *row; row = reader.next())
        cells.append(QString::fromStdString((**row)[place].value_or(std::string())));
    return cells;
}

} // namespace

/// Exports whose columns are masked or get pseudonyms.
class TestTreatedExport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void S02_nothingRawIsOnTheDisk_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("csv") << u"all.csv"_s;
        QTest::newRow("jsonl") << u"all.jsonl"_s;
    }
    void S02_nothingRawIsOnTheDisk()
    {
        QFETCH(QString, name);
        Bench bench;
        ExportOrder order = bench.order(name);
        order.webhook = bench.receiver.url(u"/hook"_s);
        order.recordsTo = u"127.0.0.1"_s;
        SandboxFault doubled; // a page with members that nobody asked for, and one with a contact that came before
        doubled.path = u"/contacts/query"_s;
        doubled.kind = SandboxFault::Kind::Mutate;
        doubled.mutation = SandboxFault::Mutation::ExtraMembers;
        bench.sandbox.addFault(doubled);
        SandboxFault conflict;
        conflict.path = u"/contacts/query"_s;
        conflict.kind = SandboxFault::Kind::Mutate;
        // A fault that has been used up lets the next one have its turn.
        conflict.mutation = SandboxFault::Mutation::ConflictingRecord;
        bench.sandbox.addFault(conflict);
        // Half of it is there, and the notices of that half wait.
        bench.receiver.script({LoopbackServer::answer(500, {})});
        bench.throttle("1200", 1, 0);
        Run *run = bench.begin(order);
        QVERIFY(run);
        const QString id = run->id();
        QCOMPARE(bench.ended().kind, RunOutcome::Kind::Paused);
        QVERIFY(!bench.content(name + u".partial"_s).isEmpty());
        QCOMPARE(bench.rawOnDisk(), QStringList());
        // Another life goes on, with the key that the order names.
        bench.clock.advance(21min);
        bench.workspace->runs().cancelReturn(id);
        bench.receiver.script({LoopbackServer::answer(204, {})});
        bench.close();
        bench.open();
        QVERIFY(bench.workspace->runs().resume(*bench.session, id));
        QVERIFY(bench.ended().succeeded());
        QTRY_VERIFY(bench.workspace->outbox().counts(id)->delivered > 0);
        QCOMPARE(bench.rawOnDisk(), QStringList());
        // And nothing raw has left this computer.
        const QByteArrayList raw = Bench::rawValues();
        bool hadRecords = false;
        for (const LoopbackServer::Request &request : bench.receiver.requests()) {
            hadRecords = hadRecords || request.body.contains("ps_");
            for (const QByteArray &value : raw)
                QVERIFY2(!request.body.contains(value), value.constData());
        }
        QVERIFY(hadRecords);
    }

    void theFileHasWhatTheTruthBecomes()
    {
        Bench bench;
        QVERIFY(bench.run(bench.order()).succeeded());
        const auto key = QCoro::waitFor(bench.workspace->exportKey().key(bench.clock.wallNow(), {}));
        QVERIFY(key);
        const CellTreatment cells(key->secret);
        const SandboxData data(7, contactCount);
        QStringList ids, phones, emails;
        const auto named = [&cells](const std::string &value) {
            return value.empty() ? QString() : QString::fromStdString(cells.pseudonym(value));
        };
        const SandboxSegment &segment = sandboxSegments().first();
        for (qint64 at = 0; at < contactCount; ++at) {
            const qint64 contact = segment.contactAt(data, at);
            std::string id, phone, email;
            data.appendId(contact, id);
            (void)data.appendValue(contact, SandboxAttribute::Phone, phone);
            (void)data.appendValue(contact, SandboxAttribute::Email, email);
            ids.append(named(id));
            phones.append(named(phone));
            emails.append(email.empty() ? QString() : QString::fromStdString(CellTreatment::masked(email)));
        }
        const QByteArray csv = bench.content(u"all.csv"_s);
        QCOMPARE(column(csv, contactIdColumn), ids);
        QCOMPARE(column(csv, u"phone"_s), phones);
        QCOMPARE(column(csv, u"email"_s), emails);
        QVERIFY(emails.contains(u"[EMAIL_MASKED]"_s));

        // The manifest and the history say how, and by which key; never the key.
        const QJsonObject treated = bench.manifest()[u"treated"_s].toObject();
        QCOMPARE(treated[u"email"_s].toObject(), (QJsonObject{{u"treatment"_s, u"masked"_s}}));
        QCOMPARE(treated[u"phone"_s].toObject(),
                 (QJsonObject{{u"treatment"_s, u"pseudonym"_s}, {u"keyId"_s, key->id}}));
        const QJsonObject started = bench.facts(u"export.started"_s);
        QCOMPARE(started[u"masked"_s].toArray(), QJsonArray{u"email"_s});
        QCOMPARE(started[u"pseudonyms"_s].toArray(), (QJsonArray{u"phone"_s, u"contactId"_s}));
        QCOMPARE(started[u"pseudonym_key"_s].toString(), key->id);
        // Fill rates are those of an export that is not treated.
        ExportOrder plain = bench.order(u"plain.csv"_s);
        plain.treated.clear();
        QVERIFY(bench.run(plain).succeeded());
        QCOMPARE(bench.manifest()[u"filled"_s], bench.manifest(u"plain.csv"_s)[u"filled"_s]);
        QVERIFY(!bench.manifest(u"plain.csv"_s).contains(u"treated"_s));
    }

    void theSameValueIsTheSamePseudonymTheNextTime()
    {
        Bench bench;
        QVERIFY(bench.run(bench.order(u"one.csv"_s)).succeeded());
        bench.close();
        bench.open();
        QVERIFY(bench.run(bench.order(u"two.csv"_s)).succeeded());
        QCOMPARE(bench.content(u"two.csv"_s), bench.content(u"one.csv"_s));
        // Until the key is replaced, which is in the history.
        ExportKeyActions actions(*bench.workspace);
        const QString before = actions.info()->id;
        QSignalSpy replaced(&actions, &ExportKeyActions::replaced);
        actions.replace();
        QTRY_COMPARE(replaced.size(), 1);
        QVERIFY(bench.run(bench.order(u"three.csv"_s)).succeeded());
        QVERIFY(column(bench.content(u"three.csv"_s), u"phone"_s) != column(bench.content(u"one.csv"_s), u"phone"_s));
        QCOMPARE(column(bench.content(u"three.csv"_s), u"email"_s), column(bench.content(u"one.csv"_s), u"email"_s));
        QCOMPARE(bench.facts(u"export_key.replaced"_s)[u"key_before"_s].toString(), before);
    }

    void S02_aLockedKeyStoreHoldsAResumeBackAndLosesNothing()
    {
        Bench bench;
        const QString id = bench.paused(bench.order());
        QVERIFY(!id.isEmpty());
        bench.close();
        bench.vault.available = false;
        bench.open();
        const qsizetype pages = bench.queries();
        QVERIFY(bench.workspace->runs().resume(*bench.session, id));
        const RunOutcome locked = bench.ended();
        QCOMPARE(locked.kind, RunOutcome::Kind::Paused);
        QCOMPARE(locked.error.value_or(ApiError()).code, u"export_key_locked"_s);
        QCOMPARE(bench.queries(), pages); // nobody was asked for what could not be written
        QCOMPARE(bench.workspace->runs().resumable().size(), 1);
        bench.vault.available = true;
        QVERIFY(bench.workspace->runs().resume(*bench.session, id));
        QVERIFY(bench.ended().succeeded());
        QVERIFY(bench.run(bench.order(u"undisturbed.csv"_s)).succeeded());
        QCOMPARE(bench.content(u"all.csv"_s), bench.content(u"undisturbed.csv"_s));
    }

    void S02_aReplacedKeyEndsWhatWasBegunWithTheOldOne()
    {
        Bench bench;
        const QString id = bench.paused(bench.order());
        QVERIFY(!id.isEmpty());
        QVERIFY(QCoro::waitFor(bench.workspace->exportKey().replace(bench.clock.wallNow(), {})));
        QVERIFY(bench.workspace->runs().resume(*bench.session, id));
        const RunOutcome outcome = bench.ended();
        QCOMPARE(outcome.kind, RunOutcome::Kind::Paused); // a person discards it
        QCOMPARE(outcome.error.value_or(ApiError()).code, u"export_key_replaced"_s);
        QVERIFY(bench.content(u"all.csv"_s).isEmpty());
        // Nor does a new run begin with an order that names it.
        ExportOrder order = bench.order(u"other.csv"_s);
        order.pseudonymKey = QString(16, u'0');
        QVERIFY(bench.workspace->runs().startExport(*bench.session, freeze(order)));
        QCOMPARE(bench.ended().kind, RunOutcome::Kind::Refused);
        QVERIFY(!QFile::exists(bench.folder.filePath(u"other.csv.partial"_s)));
    }

    void aPreviewShowsWhatWillBeWritten()
    {
        Bench bench;
        QSignalSpy ready(bench.session.get(), &TenantSession::previewReady);
        bench.session->requestPreview(bench.order());
        QTRY_COMPARE(ready.size(), 1);
        auto preview = ready.takeFirst().first().value<ExportPreview>();
        QVERIFY(preview.verdict.allowed());
        QVERIFY(!preview.pageError);
        QCOMPARE(preview.verdict.order.pseudonymKey, bench.workspace->exportKey().info()->id);
        QVERIFY(preview.firstPage);
        QVERIFY(preview.firstPage->id(0).starts_with(CellTreatment::pseudonymPrefix));
        for (const QByteArray &value : Bench::rawValues())
            QVERIFY2(!preview.firstPage->arena.contains(value), value.constData());
        // Without the key there is nothing to look at, and nothing to confirm.
        bench.close();
        bench.vault.available = false;
        bench.open();
        QSignalSpy again(bench.session.get(), &TenantSession::previewReady);
        bench.session->requestPreview(bench.order());
        QTRY_COMPARE(again.size(), 1);
        preview = again.takeFirst().first().value<ExportPreview>();
        QVERIFY(!preview.firstPage);
        QVERIFY(preview.pageError);
        QCOMPARE(preview.pageError->code, u"export_key_locked"_s);
    }

    void aByteOrderMarkStandsOnceAndOutlivesAResume()
    {
        Bench bench;
        ExportOrder order = bench.order();
        order.treated = {};
        order.byteOrderMark = true;
        const QString id = bench.paused(order);
        QVERIFY(!id.isEmpty());
        QVERIFY(bench.workspace->runs().resume(*bench.session, id));
        QVERIFY(bench.ended().succeeded());
        ExportOrder plain = order;
        plain.byteOrderMark = false;
        plain.targetFile = bench.folder.filePath(u"plain.csv"_s);
        QVERIFY(bench.run(plain).succeeded());
        QCOMPARE(bench.content(u"all.csv"_s), "\xEF\xBB\xBF" + bench.content(u"plain.csv"_s));
        QVERIFY(bench.manifest()[u"byteOrderMark"_s].toBool());
    }
};

MUSTER_TEST(TestTreatedExport, QCoreApplication)

} // namespace tst_treatedexport
#include "tst_treatedexport.moc"
