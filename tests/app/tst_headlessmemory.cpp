// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/app/support/liststation.h"

#include "tests/support/testprogram.h"

#include <QFileInfo>
#include <QJsonArray>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace {

enum class Size { Rows, Bytes, BytesUntold };

} // namespace

Q_DECLARE_METATYPE(Size)

/// How much memory the program needs at most, by the kernel's own high-water mark.
class HeadlessMemoryTest : public QObject
{
    Q_OBJECT

    static constexpr long mebibyte = 1024; // the kernel counts KiB

    struct Peak
    {
        CommandResult result;
        long resident = 0; ///< KiB.
    };
    static Peak peakOf(MusterStation &station, const QStringList &arguments)
    {
        const auto process = station.start(arguments);
        Peak peak;
        while (process->state() != QProcess::NotRunning) {
            const QByteArray status = readFile(u"/proc/%1/status"_s.arg(process->processId()));
            const qsizetype at = status.indexOf("VmHWM:");
            if (at >= 0)
                peak.resident
                    = std::max(peak.resident, status.mid(at + 6, status.indexOf("kB", at) - at - 6).trimmed().toLong());
            QTest::qWait(10);
        }
        peak.result = MusterStation::finish(*process);
        return peak;
    }
    static QByteArray kib(long resident) { return QByteArray::number(qlonglong(resident)) + " KiB"; }

    static long peakOfExport(qint64 contacts)
    {
        MusterStation station({.contacts = contacts, .seed = 7});
        const Peak peak
            = peakOf(station, station.exportEveryone(u"all.csv"_s, {u"--page-size"_s, u"1000"_s, u"--quiet"_s}));
        const bool complete = peak.result.exitCode == 0 && peak.result.json["records"_L1].toInteger() == contacts;
        return complete ? peak.resident : 0;
    }

    struct ListPeaks
    {
        long preview = 0, apply = 0; ///< 0: did not end well.
    };
    static ListPeaks peaksOfList(qint64 contacts)
    {
        ListStation station({.contacts = contacts, .seed = 7});
        const Peak preview = peakOf(station,
                                    {u"lists"_s, u"sanitize"_s, SandboxList::all()[0].id, u"--default-region"_s,
                                     u"US"_s, u"--plan"_s, station.plan(), u"--quiet"_s});
        // Who is purged is asked about one by one, which a server of a million takes hours for: the plan is held as a
        // whole all the same.
        const Peak apply = peakOf(station,
                                  {u"lists"_s, u"apply"_s, u"--plain-backup"_s, u"--plan"_s, station.plan(),
                                   u"--no-purge"_s, u"--confirm-count"_s,
                                   QString::number(preview.result.json["purges"_L1].toInteger()), u"--quiet"_s});
        const bool complete = preview.result.exitCode == 0 && apply.result.exitCode == 0
            && preview.result.json["contacts"_L1].toInteger() == contacts
            && apply.result.json["figures"_L1]["fixed"_L1] == preview.result.json["fixes"_L1]
            && preview.result.json["fixes"_L1].toInteger() > contacts / 100;
        if (!complete)
            qWarning("%s%s", preview.result.err.constData(), apply.result.err.constData());
        return complete ? ListPeaks{preview.resident, apply.resident} : ListPeaks();
    }

    /// More than any page may be, of records that read like `record`.
    static QByteArray hugePage(const QByteArray &records, const QByteArray &record, Size size)
    {
        QByteArray body = "{\"" + records + "\":[";
        const int count = size == Size::Rows ? 1'000'001 : 10;
        body.reserve(count * (record.size() + 1) + (size != Size::Rows ? 70'000'000 : 0));
        for (int at = 0; at < count; ++at)
            body += (at == 0 ? "" : ",") + record;
        body += "]";
        if (size != Size::Rows)
            body += ",\"more\":\"" + QByteArray(66LL * 1024 * 1024, 'x') + '"';
        return body + '}';
    }
    static void addHugePage(MusterStation &station, const QString &path, const QByteArray &records,
                            const QByteArray &record, Size size)
    {
        SandboxFault fault;
        fault.kind = SandboxFault::Kind::RawBody;
        fault.path = path;
        fault.status = 200;
        fault.contentType = "application/json";
        fault.body = hugePage(records, record, size);
        if (size == Size::BytesUntold)
            fault.framing = SandboxFault::Framing::ConnectionClose;
        fault.skip = 2;
        fault.times = -1;
        station.sandbox().addFault(fault);
    }

private Q_SLOTS:
    void F103_anExportOfAMillionNeedsNoMoreThanOneOfATenth();
    void F103_aListOfAMillionIsPreviewedAndCorrected();
    void F66_aHugePageStopsTheExport_data();
    void F66_aHugePageStopsTheExport();
    void F66_aHugePageStopsTheList_data();
    void F66_aHugePageStopsTheList();
};

void HeadlessMemoryTest::F103_anExportOfAMillionNeedsNoMoreThanOneOfATenth()
{
    // A short run does not always have as many pages on their way as it may have: the highest of three is its peak.
    long tenth = 0;
    for (int run = 0; run < 3; ++run)
        tenth = std::max(tenth, peakOfExport(100'000));
    const long whole = peakOfExport(1'000'000);
    qInfo("%s, %s", kib(tenth).constData(), kib(whole).constData());
    QVERIFY(tenth > 0);
    QVERIFY2(whole > 0 && whole <= 300 * mebibyte, kib(whole).constData());
    QVERIFY2(whole * 10 <= tenth * 11, QByteArray(kib(tenth) + " and " + kib(whole)).constData());
}

void HeadlessMemoryTest::F103_aListOfAMillionIsPreviewedAndCorrected()
{
    // Judging needs all contacts at once: it grows, and stays below the limit. What carries a plan out holds the plan,
    // once, and no contact.
    const ListPeaks tenth = peaksOfList(100'000), whole = peaksOfList(1'000'000);
    qInfo("preview %s, %s; apply %s, %s", kib(tenth.preview).constData(), kib(whole.preview).constData(),
          kib(tenth.apply).constData(), kib(whole.apply).constData());
    QVERIFY(tenth.preview > 0 && whole.preview > 0);
    QVERIFY2(whole.preview <= 300 * mebibyte, kib(whole.preview).constData());
    QVERIFY2(tenth.apply > 0 && whole.apply <= tenth.apply + 56 * mebibyte,
             QByteArray(kib(tenth.apply) + " and " + kib(whole.apply)).constData());
}

void HeadlessMemoryTest::F66_aHugePageStopsTheExport_data()
{
    QTest::addColumn<Size>("size");
    QTest::addColumn<int>("most"); // MiB
    QTest::newRow("more than a million records") << Size::Rows << 512;
    QTest::newRow("more than 64 MiB") << Size::Bytes << 192;
    QTest::newRow("more than 64 MiB, not announced") << Size::BytesUntold << 192;
}

void HeadlessMemoryTest::F66_aHugePageStopsTheExport()
{
    QFETCH(Size, size);
    QFETCH(int, most);
    MusterStation station;
    addHugePage(station, pageRoute, "items", R"({"contactId":"c1","attributes":{}})", size);
    const Peak peak = peakOf(station, station.exportEveryone(u"all.csv"_s, {u"--quiet"_s}));
    qInfo("%s", kib(peak.resident).constData());
    QVERIFY2(peak.result.exitCode == 1 || peak.result.exitCode == 3, peak.result.err.constData());
    QCOMPARE(peak.result.json["error"_L1]["kind"_L1].toString(), u"limit_exceeded"_s);
    QVERIFY(!QFileInfo::exists(station.file(u"all.csv"_s)));
    QVERIFY(QFileInfo::exists(station.file(u"all.csv.partial"_s)));
    QCOMPARE(peak.result.json["records"_L1].toInteger(), 1000); // the two pages before it
    QVERIFY2(peak.resident > 0 && peak.resident <= most * mebibyte, kib(peak.resident).constData());
}

void HeadlessMemoryTest::F66_aHugePageStopsTheList_data()
{
    F66_aHugePageStopsTheExport_data();
}

void HeadlessMemoryTest::F66_aHugePageStopsTheList()
{
    QFETCH(Size, size);
    QFETCH(int, most);
    ListStation station;
    addHugePage(station, ListStation::leads(), "contacts", R"({"id":"x1","phone":"+1"})", size);
    const Peak peak = peakOf(station,
                             {u"lists"_s, u"sanitize"_s, ListStation::leads(), u"--default-region"_s, u"US"_s,
                              u"--plan"_s, station.plan(), u"--quiet"_s});
    qInfo("%s", kib(peak.resident).constData());
    QVERIFY2(peak.result.exitCode == 1 || peak.result.exitCode == 3, peak.result.err.constData());
    QCOMPARE(peak.result.json["error"_L1]["kind"_L1].toString(), u"limit_exceeded"_s);
    QVERIFY(!QFileInfo::exists(station.plan())); // nobody is purged by a part of a list
    QVERIFY2(peak.resident > 0 && peak.resident <= most * mebibyte, kib(peak.resident).constData());
}

MUSTER_TEST(HeadlessMemoryTest, QCoreApplication)
#include "tst_headlessmemory.moc"
