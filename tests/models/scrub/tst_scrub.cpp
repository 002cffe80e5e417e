// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/scrub/scrub.h"

#include "models/rules/numbers/numberengine.h"
#include "models/scrub/contactspool.h"
#include "models/scrub/groupnumbers.h"
#include "models/scrub/numbersetfile.h"
#include "models/scrub/scrubfiles.h"
#include "models/store/auditlog.h"
#include "models/text/scrubtexts.h"
#include "network/wire/mapped.h"
#include "tests/support/recordpages.h"
#include "tests/support/testprogram.h"
#include "tests/support/withoutdigests.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonObject>
#include <QTemporaryDir>
#include <algorithm>
#include <random>
#include <set>
#include <sys/stat.h>

using namespace muster;
using namespace muster::test;

namespace tst_scrub {

namespace {

using Numbers = std::set<std::uint64_t>;

void ignore(double) { }

QByteArray bytesOf(const QString &file)
{
    QFile in(file);
    return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray("<unreadable>");
}

ScrubAgainst against(const char *name, const Numbers &numbers, const QDate &asOf = QDate(2026, 11, 1))
{
    return {.source = {.name = QLatin1String(name),
                       .origin = QStringLiteral("list.csv"),
                       .asOf = asOf,
                       .entries = qint64(numbers.size()),
                       .digest = QString(64, u'a')},
            .contain = [numbers](std::span<const std::uint64_t> e164, std::span<bool> found) {
                std::ranges::transform(e164, found.begin(), [&](std::uint64_t one) { return numbers.contains(one); });
            }};
}

struct Fixture
{
    QTemporaryDir folder, history;
    std::unique_ptr<AuditLog> audit
        = AuditLog::open(history.filePath(QStringLiteral("audit.jsonl")), history.path(), false).value();

    [[nodiscard]] QString path(const char *name) const { return folder.filePath(QLatin1String(name)); }
    [[nodiscard]] QString write(const QByteArray &text, const char *name = "contacts.csv") const
    {
        QFile file(path(name));
        if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate) || file.write(text) != text.size())
            qFatal("cannot write");
        return file.fileName();
    }
    [[nodiscard]] ScrubOrder order(const QByteArray &text) const
    {
        return {.file = write(text), .folder = folder.path(), .today = QDate(2026, 11, 20)};
    }
    [[nodiscard]] QStringList files() const
    {
        return QDir(folder.path()).entryList(QDir::Files | QDir::Hidden, QDir::Name);
    }
};

const Numbers none;

} // namespace

class TestScrub : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsCellsAsTheyWouldBeDialled_data()
    {
        QTest::addColumn<QByteArray>("cell");
        QTest::addColumn<QByteArray>("region");
        QTest::addColumn<QString>("verdict");
        QTest::addColumn<quint64>("e164");
        const quint64 us = 12015550123;
        QTest::newRow("international") << QByteArray("+1 (201) 555-0123") << QByteArray() << "free" << us;
        QTest::newRow("national") << QByteArray("(201) 555-0123") << QByteArray("US") << "free" << us;
        QTest::newRow("national without a region") << QByteArray("2015550123") << QByteArray() << "needs_region"
                                                   << quint64(0);
        QTest::newRow("an extension aside") << QByteArray("+1 201 555 0123 ext. 7") << QByteArray() << "free" << us;
        QTest::newRow("two numbers") << QByteArray("+1 201 555 0123 / +1 201 555 0124") << QByteArray()
                                     << "unreadable" << quint64(0);
        QTest::newRow("a word in front") << QByteArray("Tel: +1 201 555 0123") << QByteArray() << "text_around" << us;
        QTest::newRow("blank") << QByteArray("  ") << QByteArray("US") << "no_number" << quint64(0);
        QTest::newRow("a name") << QByteArray("Smith") << QByteArray("US") << "unreadable" << quint64(0);
        QTest::newRow("too short") << QByteArray("+1 201") << QByteArray() << "unreadable" << quint64(0);
        QTest::newRow("a spreadsheet's") << QByteArray("1.2E+10") << QByteArray("US") << "damaged" << quint64(0);
    }
    void readsCellsAsTheyWouldBeDialled()
    {
        QFETCH(QByteArray, cell);
        QFETCH(QByteArray, region);
        QFETCH(QString, verdict);
        QFETCH(quint64, e164);
        const NumberEngine &engine = NumberEngine::shared();
        const ScrubReading reading
            = readForScrub(engine, {cell.constData(), std::size_t(cell.size())},
                           engine.regions().indexOf(region.toStdString()), NumberForm::Text);
        QCOMPARE(QString(keyOf(reading.verdict)), verdict);
        QCOMPARE(reading.e164, e164);
    }

    void partsRowsByVerdictAndSource()
    {
        const Fixture fix;
        const ScrubOrder order = fix.order("name,phone\n"
                                           "free,+12015550100\n"
                                           "both,+12015550101\n"
                                           "one,\"+1 201 555 0102, ext 5\"\n"
                                           "none,\n"
                                           "word,Tel: +12015550103\n"
                                           "blocked word,Tel: +12015550101\n"
                                           "national,2015550101\n");
        const auto scrub = Scrub::run(
            order, {against("A", {12015550101, 12015550102}), against("B", {12015550101})}, ignore, {});
        QVERIFY2(scrub, scrub ? "" : qPrintable(scrub.error().code));
        const Scrub &found = **scrub;
        QCOMPARE(found.rows, 7);
        QCOMPARE(found.free(), 1);
        QCOMPARE(found.blocked(), 3);
        QCOMPARE(found.unread(), 3);
        QCOMPARE(found.blockedBy, (QList<qint64>{3, 2}));
        QCOMPARE(found.fileDigest,
                 QString::fromLatin1(
                     QCryptographicHash::hash(bytesOf(order.file), QCryptographicHash::Sha256).toHex()));
        const auto rows = found.takenOut(0, 100);
        QVERIFY(rows);
        QStringList told;
        for (const ScrubbedRow &row : *rows)
            told << QString::number(row.number) + u' ' + takenOutText(found, row);
        QCOMPARE(told,
                 (QStringList{QStringLiteral("3 A; B"), QStringLiteral("4 A"), QStringLiteral("5 No number"),
                              QStringLiteral("6 Text beside the number"), QStringLiteral("7 A; B"),
                              QStringLiteral("8 No country code, and no region chosen")}));
        QCOMPARE(found.takenOut(4, 100)->size(), 2);
    }

    void writesBothPartsPrivatelyAndWhole()
    {
        const Fixture fix;
        const ScrubOrder order = fix.order("row;phone;note\n1;+12015550100;=2+3\n2;+12015550101;\"a;\"\"b\"\n3;x;\n");
        const auto scrub = Scrub::run(order, {against("A", {12015550101})}, ignore, {});
        QVERIFY(scrub);
        const auto free = writeScrubbed(**scrub, fix.path("free.csv"), {}, {});
        QVERIFY2(free, free ? "" : qPrintable(free.error().code));
        QCOMPARE(bytesOf(fix.path("free.csv")), QByteArray("row,phone,note\r\n1,+12015550100,=2+3\r\n"));
        QCOMPARE(free->rows, 1);
        QCOMPARE(free->written.formulaCells, 2);
        QCOMPARE(free->sha256,
                 QString::fromLatin1(
                     QCryptographicHash::hash(bytesOf(fix.path("free.csv")), QCryptographicHash::Sha256).toHex()));
        const auto out = writeTakenOut(**scrub, fix.path("out.csv"), {.profile = TextProfile::Spreadsheets}, {});
        QVERIFY(out);
        QCOMPARE(bytesOf(fix.path("out.csv")),
                 QByteArray("row,phone,note,row 2,verdict,blocked by\r\n2,'+12015550101,\"a;\"\"b\",3,blocked,A\r\n"
                            "3,x,,4,unreadable,\r\n"));
        struct stat status = {};
        QCOMPARE(::stat(QFile::encodeName(fix.path("out.csv")).constData(), &status), 0);
        QCOMPARE(status.st_mode & 0777, mode_t(0600));
    }

    void neverOverItsInput()
    {
        const Fixture fix;
        const ScrubOrder order = fix.order("phone\n+12015550100\n");
        const QByteArray before = bytesOf(order.file);
        QVERIFY(QFile::link(order.file, fix.path("link.csv")));
        const auto scrub = Scrub::run(order, {against("A", none)}, ignore, {});
        QVERIFY(scrub);
        const ScrubFileOptions replace{.existing = Existing::Replace};
        for (const QString &name :
             {order.file, fix.path("link.csv"), QString(fix.folder.path() + QStringLiteral("/./contacts.csv"))}) {
            QCOMPARE(writeScrubbed(**scrub, name, replace, {}).error().code, QStringLiteral("scrub_over_input"));
            QCOMPARE(writeTakenOut(**scrub, name, replace, {}).error().code, QStringLiteral("scrub_over_input"));
            QCOMPARE(saveScrubEvidence({.scrub = *scrub}, "x", name, Existing::Replace, *fix.audit).error().code,
                     QStringLiteral("scrub_over_input"));
        }
        QCOMPARE(bytesOf(order.file), before);
        (void)fix.write("mine", "free.csv");
        QCOMPARE(writeScrubbed(**scrub, fix.path("free.csv"), {}, {}).error().code, QStringLiteral("exists"));
        QCOMPARE(bytesOf(fix.path("free.csv")), QByteArray("mine"));
    }

    void aFileThatChangedMeanwhileIsNotWritten_data()
    {
        QTest::addColumn<QByteArray>("now");
        QTest::newRow("another number") << QByteArray("phone\n+12015550109\n+12015550101\n");
        QTest::newRow("another row") << QByteArray("phone\n+12015550100\n+12015550101\n+12015550102\n");
        QTest::newRow("another column") << QByteArray("phone,x\n+12015550100\n+12015550101\n");
    }
    void aFileThatChangedMeanwhileIsNotWritten()
    {
        QFETCH(QByteArray, now);
        const Fixture fix;
        const ScrubOrder order = fix.order("phone\n+12015550100\n+12015550101\n");
        const auto scrub = Scrub::run(order, {against("A", {12015550101})}, ignore, {});
        QVERIFY(scrub);
        (void)fix.write(now);
        const auto written = writeScrubbed(**scrub, fix.path("free.csv"), {}, {});
        QVERIFY(!written);
        QCOMPARE(written.error().code, QStringLiteral("scrub_file_changed"));
        QCOMPARE(fix.files(), QStringList{QStringLiteral("contacts.csv")});
    }

    void refusesWhatCannotBeScrubbed()
    {
        const Fixture fix;
        const auto code = [&](const ScrubOrder &order, const QList<ScrubAgainst> &sources) {
            const auto scrub = Scrub::run(order, sources, ignore, {});
            return scrub ? QString() : scrub.error().code;
        };
        const QList<ScrubAgainst> one{against("A", none)};
        ScrubOrder order = fix.order("phone\n+12015550100\n");
        QCOMPARE(code(order, {}), QStringLiteral("scrub_no_source"));
        QCOMPARE(code(order, QList<ScrubAgainst>(65, one.first())), QStringLiteral("too_many_sources"));
        order.column = QStringLiteral("mobile");
        QCOMPARE(code(order, one), QStringLiteral("csv_no_such_column"));
        order.column.clear();
        order.defaultRegion = QStringLiteral("QQ");
        QCOMPARE(code(order, one), QStringLiteral("unknown_region"));
        QCOMPARE(code(fix.order("a,b\nx,y\n"), one), QStringLiteral("csv_no_phone_column"));
        QCOMPARE(code(fix.order("PK\x03\x04 and so on"), one), QStringLiteral("file_workbook"));
        QCOMPARE(code(fix.order("phone\n\"+12015550100\n"), one), QStringLiteral("csv_quote_open"));
        std::stop_source stop;
        stop.request_stop();
        QCOMPARE(Scrub::run(fix.order("phone\n+12015550100\n"), one, ignore, stop.get_token()).error().kind,
                 ErrorKind::Cancelled);
    }

    /// Random files against random sources, beside what two lines of code would say.
    void agreesWithASet()
    {
        std::mt19937 random(31);
        for (int round = 0; round < 20; ++round) {
            const Fixture fix;
            Numbers listed;
            for (int at = 0; at < 200; ++at)
                listed.insert(12015550000 + random() % 1000);
            NumberSetWriter writer(fix.folder.path());
            for (const std::uint64_t number : listed)
                QVERIFY(writer.addNumber(number));
            QVERIFY(writer.write(fix.path("set"), {}));
            const auto set = NumberSetFile::open(fix.path("set"));
            QVERIFY(set);
            QByteArray text = "phone,id\n";
            QList<qint64> wanted;
            const int rows = int(random() % 500) + 1;
            for (int row = 0; row < rows; ++row) {
                const std::uint64_t number = 12015550000 + random() % 1000;
                text += '+' + QByteArray::number(qulonglong(number)) + ',' + QByteArray::number(row) + '\n';
                if (listed.contains(number))
                    wanted.append(row + 2);
            }
            const auto scrub = Scrub::run(
                fix.order(text),
                {{.source = {.name = QStringLiteral("A"), .asOf = QDate(2026, 11, 1)},
                  .contain = [set = *set](std::span<const std::uint64_t> e164,
                                          std::span<bool> found) { set->contain(e164, found); }}},
                ignore, {});
            QVERIFY(scrub);
            const auto found = (*scrub)->takenOut(0, rows);
            QVERIFY(found);
            QList<qint64> blocked;
            for (const ScrubbedRow &row : *found)
                blocked.append(row.number);
            QCOMPARE(blocked, wanted);
            QCOMPARE((*scrub)->free(), rows - wanted.size());
        }
    }

    void theEvidenceHoldsNoNumberAndIsInTheHistory()
    {
        const Fixture fix;
        const ScrubOrder order = fix.order("name,phone\nAnn,+12015550100\nBob,+12015550101\nCy,nobody\n");
        const auto scrub = Scrub::run(
            order, {against("Office <b>", {12015550101}), against("Old", none, QDate(2026, 1, 2))}, ignore, {});
        QVERIFY(scrub);
        ScrubEvidence evidence{.scrub = *scrub,
                               .account = QStringLiteral("kay"),
                               .computer = QStringLiteral("desk"),
                               .program = QStringLiteral("Muster 9")};
        evidence.takenOut = writeTakenOut(**scrub, fix.path("out.csv"), {}, {}).value();
        const QByteArray csv = scrubEvidenceCsv(evidence).take();
        const QString html = scrubEvidenceHtml(evidence);
        for (const QString &text : {QString::fromUtf8(csv), html}) {
            QVERIFY(text.contains((*scrub)->fileDigest) && text.contains(evidence.takenOut->sha256));
            QVERIFY(text.contains(QStringLiteral("contacts.csv")) && text.contains(QStringLiteral("kay")));
            QVERIFY(!withoutDigests(text).contains(QStringLiteral("555")) && !text.contains(QStringLiteral("Ann")));
        }
        QVERIFY(html.contains(QStringLiteral("Office &lt;b&gt;")) && !html.contains(QStringLiteral("<b>\"")));
        QVERIFY(html.contains(QStringLiteral("31 days")));
        QVERIFY(csv.contains("source 2,older_than_31_days,"));
        const auto entry = saveScrubEvidence(evidence, csv, fix.path("evidence.csv"), Existing::Refuse, *fix.audit);
        QVERIFY2(entry, entry ? "" : qPrintable(entry.error().code));
        QCOMPARE(*entry, 1);
        QCOMPARE(bytesOf(fix.path("evidence.csv")), csv);
        const AuditEntry told = fix.audit->read(1, 1)->first();
        QCOMPARE(told.event, QStringLiteral("dnc.scrubbed"));
        QCOMPARE(told.facts[u"evidence"].toObject()[u"sha256"].toString(),
                 QString::fromLatin1(QCryptographicHash::hash(csv, QCryptographicHash::Sha256).toHex()));
        QCOMPARE(told.facts[u"blocked"].toInteger(), 1);
        QCOMPARE(told.facts[u"unreadable"].toInteger(), 1);
        QCOMPARE(told.facts[u"sources"].toArray().size(), 2);
        const QByteArray line = encodeAuditEntry(told);
        QVERIFY(!withoutDigests(line).contains("555") && !line.contains("Ann"));
    }

    void aListIsReadAsATable()
    {
        const Fixture fix;
        ContactTable table;
        table.append(makePage({{"c1", {text("12015550100")}, "\"name\":\"Ann, \\\"A\\\"\",\"Phone\":\"x\""},
                               {"c2", {text("12015550101")}, "\"name\":\"Bo\""},
                               {"c3", {text("")}, {}}},
                              {}));
        const ScrubbedList list{QStringLiteral("7"), QStringLiteral("All"), QStringLiteral("Tenant")};
        const auto spool = ContactSpool::create(*table.snapshot(), list, fix.folder.path(), {});
        QVERIFY(spool);
        QCOMPARE(fix.files(), QStringList()); // no name, so nothing stays after a kill
        ScrubOrder order{.contacts = *spool,
                         .digitsAreInternational = true,
                         .groups = {against("A", {12015550101})},
                         .folder = fix.folder.path(),
                         .today = QDate(2026, 11, 20)};
        const auto scrub = Scrub::run(order, ignore, {});
        QVERIFY2(scrub, scrub ? "" : qPrintable(scrub.error().code));
        QCOMPARE((*scrub)->columns, (QStringList{QStringLiteral("contact_id"), QStringLiteral("phone"),
                                                 QStringLiteral("name"), QStringLiteral("Phone 2")}));
        QCOMPARE((*scrub)->free(), 1);
        QCOMPARE((*scrub)->blocked(), 1);
        QCOMPARE((*scrub)->count(ScrubVerdict::NoNumber), 1);
        QVERIFY((*scrub)->list == list);
        const auto written = writeScrubbed(**scrub, fix.path("free.csv"), {}, {});
        QVERIFY(written);
        QCOMPARE(bytesOf(fix.path("free.csv")),
                 QByteArray("contact_id,phone,name,Phone 2\r\nc1,12015550100,\"Ann, \"\"A\"\"\",x\r\n"));
        const ScrubEvidence evidence{.scrub = *scrub};
        QCOMPARE(scrubFacts(evidence)[u"list_name"].toString(), QStringLiteral("All"));
        QVERIFY(!scrubFacts(evidence).contains(u"input"));
        const QByteArray csv = scrubEvidenceCsv(evidence).take();
        QVERIFY2(csv.contains("checked,list,All") && csv.contains("checked,connection,Tenant"), csv.constData());
        QVERIFY(scrubEvidenceHtml(evidence).contains(QLatin1String("Contact list")));
    }

    void groupsBlockWithAndWithoutTheNorthAmericanCode_data()
    {
        QTest::addColumn<quint64>("number");
        QTest::addColumn<bool>("blocked");
        QTest::newRow("as recorded") << quint64(491701234567) << true;
        QTest::newRow("another") << quint64(491701234568) << false;
        QTest::newRow("recorded in ten digits") << quint64(12125550101) << true;
        QTest::newRow("recorded in eleven") << quint64(12125550102) << true;
        // Ten digits are no German number without its +49.
        QTest::newRow("ten digits of elsewhere") << quint64(492125550101) << false;
        QTest::newRow("no number") << quint64(0) << false;
    }
    void groupsBlockWithAndWithoutTheNorthAmericanCode()
    {
        QFETCH(quint64, number);
        QFETCH(bool, blocked);
        const auto held = std::make_shared<DoNotCallNumbers>(
            std::vector<std::uint64_t>{0, 491701234567, 2125550101, 12125550102});
        const ScrubAgainst group = scrubAgainst(
            {.group = {.id = QStringLiteral("5"), .name = QStringLiteral("Ours")},
             .tenant = QStringLiteral("Tenant"),
             .at = QDateTime(QDate(2026, 11, 20), QTime(12, 0), Qt::UTC),
             .numbers = held});
        const std::uint64_t asked[]{number};
        bool found[]{false};
        group.contain(asked, found);
        QCOMPARE(found[0], blocked);
        QVERIFY(group.source.kind == ScrubSource::Kind::Group && !group.source.isOld);
        QCOMPARE(group.source.entries, 4);
        QCOMPARE(group.source.origin, QStringLiteral("Tenant"));
    }

    void groupsAreNamedByIdOrName()
    {
        const QList<DoNotCallGroup> all{{.id = QStringLiteral("1"), .name = QStringLiteral("A")},
                                        {.id = QStringLiteral("2"), .name = QStringLiteral("B")},
                                        {.id = QStringLiteral("3"), .name = QStringLiteral("B")}};
        const auto idsOf = [&](const QStringList &words) {
            const auto named = groupsNamed(all, words);
            return named ? mapped(*named, &DoNotCallGroup::id) : QStringList(named.error().code);
        };
        QCOMPARE(idsOf({QStringLiteral("A"), QStringLiteral("3"), QStringLiteral("1")}),
                 (QStringList{QStringLiteral("1"), QStringLiteral("3")}));
        QCOMPARE(idsOf({QStringLiteral("B")}), QStringList{QStringLiteral("group_twice")});
        QCOMPARE(idsOf({QStringLiteral("A"), QStringLiteral("C")}), QStringList{QStringLiteral("group_unknown")});
    }

    void S35_withoutAnEntryThereIsNoEvidence()
    {
        const Fixture fix;
        const auto scrub
            = Scrub::run(fix.order("phone\n+12015550100\n"), {against("A", none)}, ignore, {});
        QVERIFY(scrub);
        const auto readOnly
            = AuditLog::open(fix.history.filePath(QStringLiteral("audit.jsonl")), fix.history.path(), true).value();
        QVERIFY(!saveScrubEvidence({.scrub = *scrub}, "x", fix.path("evidence.csv"), Existing::Refuse, *readOnly));
        QCOMPARE(fix.files(), QStringList{QStringLiteral("contacts.csv")});
    }

    void evidenceThatDidNotGetItsNameIsSaid()
    {
        const Fixture fix;
        const auto scrub
            = Scrub::run(fix.order("phone\n+12015550100\n"), {against("A", none)}, ignore, {});
        QVERIFY(scrub);
        // Somebody takes the name while the history is told.
        connect(fix.audit.get(), &AuditLog::appended, this, [&fix](const AuditEntry &entry) {
            if (entry.event == QLatin1String("dnc.scrubbed"))
                (void)fix.write("theirs", "evidence.csv");
        });
        QVERIFY(!saveScrubEvidence({.scrub = *scrub}, "x", fix.path("evidence.csv"), Existing::Refuse, *fix.audit));
        QCOMPARE(bytesOf(fix.path("evidence.csv")), QByteArray("theirs"));
        QCOMPARE(fix.audit->read(2, 1)->first().event, QStringLiteral("dnc.evidence_not_saved"));
    }
};

MUSTER_TEST(TestScrub, QCoreApplication)

} // namespace tst_scrub
#include "tst_scrub.moc"
