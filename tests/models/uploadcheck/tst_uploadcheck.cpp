// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/uploadcheck/uploadcheck.h"

#include "models/text/uploadtexts.h"
#include "tests/support/failingdisk.h"
#include "tests/support/testprogram.h"
#include "tests/support/uploadfixture.h"

#include <QCryptographicHash>
#include <QSet>

using namespace muster;
using namespace muster::test;

namespace tst_uploadcheck {

namespace {

using Findings = QList<UploadFinding>;

/// A row that nothing is to be said of, with its external id.
QByteArray sound(int id)
{
    return QByteArray::number(id) + ",+1201555" + QByteArray::number(10'000 + id).right(4) + '\n';
}

Findings all(const UploadCheck &check)
{
    Findings findings;
    const auto read = check.forEachFinding(
        [&findings](const UploadFinding &finding) -> Result<void> {
            findings.append(finding);
            return {};
        },
        {});
    if (!read)
        qFatal("cannot read");
    return findings;
}

} // namespace

/// Each rule has a file that keeps it and one that breaks it, and the finding names the row and the column.
class TestUploadCheck : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysWhichRuleIsBrokenWhere_data()
    {
        QTest::addColumn<QByteArray>("kept");
        QTest::addColumn<QByteArray>("broken");
        QTest::addColumn<QString>("rule");
        QTest::addColumn<qint64>("row");
        QTest::addColumn<int>("column");
        const QByteArray head = "externalId,phone\n", good = head + sound(1);
        const auto row = [](const char *rule, const QByteArray &kept, const QByteArray &broken, qint64 at, int column) {
            QTest::newRow(rule) << kept << broken << QString::fromLatin1(rule) << at << column;
        };
        row("encoding", "externalId,phone,name\n1,+12015550123,Jos\xC3\xA9 Ruiz\n",
            "externalId,phone,name\n1,+12015550123,Jos\xE9 Ruiz\n", 0, 0);
        row("encoding_guessed", good, "externalId,phone,name\n1,+12015550123,Jos\xE9 Ruiz\n", 0, 0);
        row("byte_order_mark", good, "\xEF\xBB\xBF" + good, 0, 0);
        row("separator", "externalId\tphone\n1\t+12015550123\n", "externalId;phone\n1;+12015550123\n", 0, 0);
        row("line_ends", good + sound(2), good + "2,+12015550124\r\n", 0, 0);
        row("no_rows", good, head, 0, 0);
        row("header_guessed", good, "4711,+12015550122\n" + sound(1), 0, 0);
        row("no_id_column", good, "name,phone\nAnn,+12015550123\n", 1, 0);
        row("no_phone_column", good, "externalId,name\n1,Ann\n", 1, 0);
        row("column_nameless", good, "externalId,,phone\n1,x,+12015550123\n", 1, 2);
        row("column_repeated", good, "externalId,phone,Phone\n1,+12015550123,+12015550124\n", 1, 3);
        row("column_characters", good, "externalId, phone\n1,+12015550123\n", 1, 2);
        row("header_long", good, "externalId,phone," + QByteArray(500, 'x') + "\n1,+12015550123,y\n", 1, 0);
        row("empty_columns", good, "externalId,phone,\n1,+12015550123\n", 1, 3);
        row("not_text", good, good + "2,\xC3\xA9\xC3\xA9\n3,\xC3(\n", 4, 2);
        row("nul", good, good + QByteArray("2,+1\0002\n", 7), 3, 2);
        row("quote_open", good, good + "2,\"+12015550123\n3,4\n", 3, 2);
        row("text_behind_quote", good, good + "\"2\"x,+12015550123\n", 3, 1);
        row("too_large", good, good + "2," + QByteArray(70'000, '1') + '\n', 3, 2);
        row("row_empty", good, good + "\n" + sound(2), 3, 0);
        row("cells_missing", good, good + "2\n", 3, 2);
        row("cells_extra", good, good + "2,+12015550123,x\n", 3, 3);
        row("row_long", head + "1,+12015550123" + '\n',
            "externalId,phone,note\n1,+12015550123," + QByteArray(498, 'x') + '\n', 2, 0);
        row("row_long_as_written", good, "externalId,phone,note\n1,\"+12015550123\"," + QByteArray(496, 'x') + '\n', 2,
            0);
        row("cell_characters", good, good + "2,+12015550123\x07\n", 3, 2);
        row("line_break", good, "externalId,phone,note\n1,+12015550123,\"a\nb\"\n", 2, 3);
        row("outer_blanks", good, good + "2, +12015550123\n", 3, 2);
        row("id_missing", good, good + ",+12015550123\n", 3, 1);
        row("id_repeated", good + sound(2), good + "1,+12015550199\n", 3, 1);
        row("id_not_digits", good, good + "A-7,+12015550123\n", 3, 1);
        row("phone_missing", good, good + "2,\n", 3, 2);
        row("phone_unreadable", good, good + "2,nobody\n", 3, 2);
        row("phone_length", good, good + "2,+2904321\n", 3, 2);
        row("phone_text", good, good + "2,Tel: +12015550123\n", 3, 2);
        row("phone_damaged", good, good + "2,1.2E+10\n", 3, 2);
        row("phone_needs_region", good, good + "2,(201) 555-0123\n", 3, 2);
        row("phone_repeated", good + sound(2), good + "2,+1 201-555-0001\n", 3, 2);
        row("time_zone", "externalId,phone,timeZone\n1,+12015550123,America/New_York\n",
            "externalId,phone,timeZone\n1,+12015550123,Middle Earth\n", 2, 3);
        row("date_form", "externalId,phone,expirationDate\n1,+12015550123,2026-12-31\n",
            "externalId,phone,expirationDate\n1,+12015550123,01/02/2026\n", 2, 3);
        row("number_expected", "externalId,phone,agentId\n1,+12015550123,77\n",
            "externalId,phone,agentId\n1,+12015550123,Ann\n", 2, 3);
    }
    void saysWhichRuleIsBrokenWhere()
    {
        QFETCH(QByteArray, kept);
        QFETCH(QByteArray, broken);
        QFETCH(QString, rule);
        QFETCH(qint64, row);
        QFETCH(int, column);
        const auto wanted = valueOf<UploadRule>(rule);
        QVERIFY(wanted);
        QCOMPARE(m_fixture.check(kept)->count(*wanted), 0);
        const auto check = m_fixture.check(broken);
        QCOMPARE(check->count(*wanted), 1);
        const UploadFinding found = check->first(*wanted).constFirst();
        QCOMPARE(found.row, row);
        QCOMPARE(found.column, column);
        QVERIFY(all(*check).contains(found));
        QVERIFY(!uploadRuleTitle(*wanted).isEmpty() && !uploadRuleText(*wanted).isEmpty());
        QCOMPARE(check->isFit(), check->breaks() == 0);
        QCOMPARE(factsOf(*wanted).breaks && check->isFit(), false);
    }

    void knowsTheRulesThatNeedMoreThanAFile()
    {
        const QString text = m_fixture.write("externalId,phone\n" + sound(1), u"contacts.txt"_qs);
        QCOMPARE(m_fixture.checkFile(text)->count(UploadRule::FileType), 1);
        QCOMPARE(m_fixture.checkFile(m_fixture.write("externalId\tphone\n1\t+12015550123\n", u"a.TAB"_qs))
                     ->count(UploadRule::FileType),
                 0);
        UploadCheckOrder order = m_fixture.order(m_fixture.write("externalId,phone\n" + sound(1) + sound(2)));
        order.limits.rows = 2;
        QCOMPARE(UploadCheck::run(order, {}, {}).value()->count(UploadRule::FileRows), 0);
        order.limits.rows = 1;
        QCOMPARE(UploadCheck::run(order, {}, {}).value()->count(UploadRule::FileRows), 1);
        const qint64 bytes = UploadCheck::run(order, {}, {}).value()->bytes;
        order.limits.bytes = bytes;
        QCOMPARE(UploadCheck::run(order, {}, {}).value()->count(UploadRule::FileBytes), 0);
        order.limits.bytes = bytes - 1;
        QCOMPARE(UploadCheck::run(order, {}, {}).value()->count(UploadRule::FileBytes), 1);
        // One number that can be dialled is enough; the other is told of.
        order = m_fixture.order(m_fixture.write("externalId,phone,mobile\n1,+12015550123,nobody\n2,nobody,nothing\n"));
        order.columns.phones = {u"PHONE"_qs, u"mobile"_qs};
        const auto check = UploadCheck::run(order, {}, {}).value();
        QCOMPARE(check->first(UploadRule::PhoneOther),
                 (Findings{{.row = 2, .column = 3, .rule = UploadRule::PhoneOther},
                           {.row = 3, .column = 3, .rule = UploadRule::PhoneOther}}));
        QCOMPARE(check->first(UploadRule::PhoneUnreadable),
                 (Findings{{.row = 3, .column = 2, .rule = UploadRule::PhoneUnreadable}}));
        QCOMPARE(check->broken, 1);
    }

    /// As it is published: 512 characters are allowed, and what looks like one is one.
    void countsCharactersAsTheyArePublished()
    {
        const QByteArray head = "externalId,phone,note\n1,+12015550123,";
        for (const auto &[letter, units] :
             {std::pair<QByteArray, int>("x", 1), {"\xC3\xA9", 1}, {"\xF0\x9F\x98\x80", 2}}) {
            const int fits = (512 - 15) / units; // "1,+12015550123," is 15
            QCOMPARE(m_fixture.check(head + letter.repeated(fits) + '\n')->count(UploadRule::RowLong), 0);
            QCOMPARE(m_fixture.check(head + letter.repeated(fits + 1) + '\n')->count(UploadRule::RowLong), 1);
        }
    }

    void countsRowsOnce()
    {
        const auto check = m_fixture.check("externalId,phone\n1,nobody\n1,+12015550123\n\n1,x\n2,+12015550124\n"
                                           "3,(201) 555-0125\n");
        QCOMPARE(check->rows, 5);
        QCOMPARE(check->broken, 3); // one both repeated and unreadable
        QCOMPARE(check->accepted(), 2);
        QCOMPARE(check->unjudged, 1);
        QCOMPARE(check->first(UploadRule::IdRepeated),
                 (Findings{{.row = 3, .other = 2, .column = 1, .rule = UploadRule::IdRepeated},
                           {.row = 5, .other = 2, .column = 1, .rule = UploadRule::IdRepeated}}));
        QVERIFY(check->isRepeated(3) && check->isRepeated(5) && !check->isRepeated(2) && !check->isRepeated(99));
        QCOMPARE(check->digest,
                 QString::fromLatin1(
                     QCryptographicHash::hash(m_fixture.read(u"contacts.csv"_qs), QCryptographicHash::Sha256).toHex()));
    }

    void readsEncodingsAndDoesNotGarbleDamage()
    {
        const QString text = u"externalId,phone,name\n1,+12015550123,Jos\u00E9\n"_qs;
        QByteArray little("\xFF\xFE"), big("\xFE\xFF");
        for (const QChar c : text) {
            little.append(char(c.cell())).append(char(c.row()));
            big.append(char(c.row())).append(char(c.cell()));
        }
        for (const QByteArray &bytes : {little, big}) {
            const auto check = m_fixture.check(bytes);
            QCOMPARE(check->count(UploadRule::Encoding), 1);
            QCOMPARE(check->count(UploadRule::EncodingGuessed), 0);
            QCOMPARE(check->rows, 1);
            QCOMPARE(check->broken, 0);
        }
        // Many letters are UTF-8 and one byte is not: it is damaged, and no other encoding.
        const auto damaged = m_fixture.check("externalId,phone,name\n1,+12015550123,\xC3\xA9\xC3\xA8\n"
                                             "2,+12015550124,\xE9x\n");
        QCOMPARE(damaged->count(UploadRule::NotText), 1);
        QVERIFY(!damaged->isWhole && damaged->digest.isEmpty());
        QCOMPARE(damaged->rows, 1);
        UploadCheckOrder order = m_fixture.order(damaged->file);
        order.encoding = SourceEncoding::Windows1252;
        const auto chosen = UploadCheck::run(order, {}, {}).value();
        QVERIFY(chosen->isWhole);
        QCOMPARE(chosen->count(UploadRule::EncodingGuessed), 0);
        QCOMPARE(chosen->count(UploadRule::Encoding), 1);
    }

    void refusesWhatIsNoTable()
    {
        const auto codeOf = [](const UploadCheckOrder &order) {
            const auto check = UploadCheck::run(order, {}, {});
            return check ? QString() : check.error().code;
        };
        QCOMPARE(codeOf(m_fixture.order(m_fixture.write("{\"externalId\":\"1\"}\n"))), u"upload_not_table"_qs);
        QCOMPARE(codeOf(m_fixture.order(m_fixture.write("PK\x03\x04xxxxxxxx"))), u"file_workbook"_qs);
        QCOMPARE(codeOf(m_fixture.order(m_fixture.write(""))), u"csv_empty"_qs);
        QCOMPARE(codeOf(m_fixture.order(m_fixture.path(u"none.csv"_qs))), u"not_found"_qs);
        UploadCheckOrder order = m_fixture.order(m_fixture.write("externalId,phone\n1,+12015550123\n"));
        order.columns.id = u"customer"_qs;
        QCOMPARE(codeOf(order), u"csv_no_such_column"_qs);
        order.columns.id.clear();
        order.defaultRegion = u"Atlantis"_qs;
        QCOMPARE(codeOf(order), u"unknown_region"_qs);
        std::stop_source stop;
        stop.request_stop();
        order.defaultRegion.clear();
        QCOMPARE(UploadCheck::run(order, {}, stop.get_token()).error().kind, ErrorKind::Cancelled);
    }

    /// Findings beyond what is kept are counted, and those of a rare rule are not pushed out by a common one.
    void keepsTheFirstAndCountsTheRest()
    {
        constexpr int many = UploadCheck::mostKept + 50;
        QByteArray text = "externalId,phone\n";
        for (int row = 0; row < many; ++row)
            text += ",+12015550123\n";
        text += "7,nobody\n";
        const auto check = m_fixture.check(text);
        QCOMPARE(check->count(UploadRule::IdMissing), many);
        QCOMPARE(check->first(UploadRule::IdMissing).size(), UploadCheck::mostShown);
        QCOMPARE(check->first(UploadRule::IdMissing).constLast().row, UploadCheck::mostShown + 1);
        const Findings findings = all(*check);
        QCOMPARE(std::ranges::count(findings, UploadRule::IdMissing, &UploadFinding::rule), UploadCheck::mostKept);
        QCOMPARE(check->first(UploadRule::PhoneUnreadable).constFirst().row, many + 2);
        QCOMPARE(check->first(UploadRule::PhoneRepeated).constFirst(),
                 (UploadFinding{.row = 3, .other = 2, .column = 2, .rule = UploadRule::PhoneRepeated}));
    }

    void F94_aFullDiskEndsTheCheck()
    {
        FailingDisk disk;
        disk.setFreeSpace(0);
        QByteArray text = "externalId,phone\n";
        for (int row = 0; row < 5'000; ++row)
            text += ",nobody\n";
        const auto check = UploadCheck::run(m_fixture.order(m_fixture.write(text)), {}, {}, disk);
        QVERIFY(!check);
        QCOMPARE(check.error().code, u"disk_full"_qs);
        QVERIFY(QDir(m_fixture.spill.path()).entryList(QDir::Files | QDir::Hidden).isEmpty());
    }

    void hasAKeyForEachRule()
    {
        QSet<QString> keys;
        for (const auto &[rule, key] : keyTable<UploadRule>)
            keys.insert(key);
        QCOMPARE(keys.size(), qsizetype(uploadRuleCount));
    }

private:
    const UploadFixture m_fixture;
};

MUSTER_TEST(TestUploadCheck, QCoreApplication)

} // namespace tst_uploadcheck
#include "tst_uploadcheck.moc"
