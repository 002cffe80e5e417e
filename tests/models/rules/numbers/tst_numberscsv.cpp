// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/numbers/numberengine.h"
#include "models/rules/numbers/numberscsv.h"
#include "tests/support/testprogram.h"

#include <QBuffer>

using namespace muster;

namespace tst_numberscsv {

namespace {

const QByteArray header = "input,e164,valid,region,type,possible,extension\n";

/// Hands out a few bytes at a time, as a pipe does; fails after `failAt` bytes.
class SlowDevice : public QIODevice
{
    Q_OBJECT

public:
    SlowDevice(QByteArray bytes, qint64 step, qint64 failAt = -1)
        : m_bytes(std::move(bytes))
        , m_step(step)
        , m_failAt(failAt)
    {
        open(QIODevice::ReadOnly | QIODevice::Unbuffered);
    }
    [[nodiscard]] bool isSequential() const override { return true; }

protected:
    qint64 readData(char *data, qint64 most) override
    {
        if (m_failAt >= 0 && m_at >= m_failAt)
            return -1;
        const qint64 count = std::min({most, m_step, qint64(m_bytes.size()) - m_at});
        std::copy_n(m_bytes.constData() + m_at, count, data);
        m_at += count;
        return count;
    }
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    QByteArray m_bytes;
    qint64 m_step, m_failAt, m_at = 0;
};

/// Takes so many bytes and then no more.
class FullDevice : public QIODevice
{
    Q_OBJECT

public:
    FullDevice() { open(QIODevice::WriteOnly | QIODevice::Unbuffered); }

protected:
    qint64 readData(char *, qint64) override { return -1; }
    qint64 writeData(const char *, qint64) override { return -1; }
};

} // namespace

class TestNumbersCsv : public QObject
{
    Q_OBJECT

    NumbersCsv::Report run(const QByteArray &input, QByteArray &output, const char *region = "DE",
                           qint64 step = 64 * 1024)
    {
        SlowDevice in(input, step);
        QBuffer out(&output);
        out.open(QIODevice::WriteOnly);
        return NumbersCsv(m_engine, m_engine.regions().indexOf(region), out).run(in);
    }

private Q_SLOTS:
    void rows_data()
    {
        QTest::addColumn<QByteArray>("input");
        QTest::addColumn<QByteArray>("rows");
        const auto row = [](const char *name, const QByteArray &input, const QByteArray &rows) {
            QTest::newRow(name) << input << rows;
        };
        row("nothing", "", "");
        row("a number", "030 12345678\n", "030 12345678,+493012345678,true,DE,fixed_line,is_possible,\n");
        row("without a last line feed", "030 12345678", "030 12345678,+493012345678,true,DE,fixed_line,is_possible,\n");
        row("CRLF", "030 12345678\r\n", "030 12345678,+493012345678,true,DE,fixed_line,is_possible,\n");
        row("empty lines", "\n\n", ",,false,,unknown,,\n,,false,,unknown,,\n");
        row("no number", "n/a\n", "n/a,,false,,unknown,,\n");
        row("not valid", "+1 123 456 7890\n", "+1 123 456 7890,+11234567890,false,,unknown,is_possible,\n");
        row("too short", "030 12345678\n+1 212\n",
            "030 12345678,+493012345678,true,DE,fixed_line,is_possible,\n"
            "+1 212,+1212,false,,unknown,too_short,\n");
        row("non-geographic", "+80012345678\n", "+80012345678,+80012345678,true,001,toll_free,is_possible,\n");
        row("extension", "030 12345678 x9\n", "030 12345678 x9,+493012345678,true,DE,fixed_line,is_possible,9\n");
        row("comma", "030 123,45\n", "\"030 123,45\",+4930123,true,DE,fixed_line,is_possible,45\n");
        row("quote", "\"030\" 12345678\n", "\"\"\"030\"\" 12345678\",,false,,unknown,,\n");
        row("CR inside", "030\r1\n", "\"030\r1\",,false,,unknown,,\n");
        row("two CR", "030 12345678\r\r\n", "\"030 12345678\r\",+493012345678,true,DE,fixed_line,is_possible,\n");
        row("broken UTF-8", "030\xff\n", "030\xff,,false,,unknown,,\n");
        row("NUL",
            QByteArray("030\0"
                       "1\n",
                       6),
            QByteArray("030\0"
                       "1,,false,,unknown,,\n",
                       24));
        row("twenty digits", "+881 12345678901234567\n",
            "+881 12345678901234567,+88112345678901234567,false,001,unknown,too_long,\n");
    }
    void rows()
    {
        QFETCH(QByteArray, input);
        QFETCH(QByteArray, rows);
        for (const qint64 step : {1, 2, 7, 65536}) { // however the bytes arrive
            QByteArray output;
            const NumbersCsv::Report report = run(input, output, "DE", step);
            QCOMPARE(output, header + rows);
            QCOMPARE(report.end, NumbersCsv::End::Complete);
        }
    }
    void S23_longLines()
    {
        // The longest line that is judged, one byte more, and a huge one: each has its row with its whole input.
        const QByteArray longest = "030 12345678" + QByteArray(NumbersCsv::maxLine - 12, ' ');
        const QByteArray longer = longest + ' ';
        const QByteArray huge = QByteArray(3'000'000, '7') + "\"\r,";
        for (const qint64 step : {1000, 65536}) {
            QByteArray output;
            const NumbersCsv::Report report = run(
                longest + '\n' + longest + "\r\n" + longer + '\n' + huge + "\r\n030 12345678\n", output, "DE", step);
            const QByteArray good = "+493012345678,true,DE,fixed_line,is_possible,\n";
            QCOMPARE(report.rows, 5);
            QCOMPARE(report.tooLong, 2);
            const QByteArray expected = header + longest + ',' + good + longest + ',' + good + '"' + longer
                + "\",,false,,unknown,,\n" + '"' + huge.chopped(3) + "\"\"\r,\",,false,,unknown,,\n030 12345678,"
                + good;
            QVERIFY(output == expected);
        }
    }
    void S23_memoryStaysSmall()
    {
        // One block at a time is all that is kept: the rows of a block are gone before the next one is read.
        class Counting : public QIODevice
        {
        public:
            qint64 largest = 0;
            Counting() { open(QIODevice::WriteOnly | QIODevice::Unbuffered); }

        protected:
            qint64 readData(char *, qint64) override { return -1; }
            qint64 writeData(const char *, qint64 size) override { return largest = std::max(largest, size), size; }
        };
        SlowDevice in(QByteArray(4'000'000, '\n') + QByteArray(8'000'000, '"'), 1 << 20);
        Counting out;
        const NumbersCsv::Report report = NumbersCsv(m_engine, 0, out).run(in);
        QCOMPARE(report.rows, 4'000'001);
        QVERIFY(out.largest < 2'000'000); // 64 Ki rows of 19 bytes
    }
    void stopAndProgress()
    {
        SlowDevice in(QByteArray("030 12345678\n").repeated(1000), 130);
        QByteArray output;
        QBuffer out(&output);
        out.open(QIODevice::WriteOnly);
        std::stop_source stop;
        qint64 seen = 0;
        const auto report = NumbersCsv(m_engine, 0, out)
                                .run(
                                    in,
                                    [&](qint64 rows) {
                                        seen = rows;
                                        if (rows >= 100)
                                            stop.request_stop();
                                    },
                                    stop.get_token());
        QCOMPARE(report.end, NumbersCsv::End::Stopped);
        QCOMPARE(report.rows, seen);
        QCOMPARE(report.rows, 100);
        QCOMPARE(output.count('\n'), 101);
    }
    void failures()
    {
        SlowDevice broken(QByteArray("030 12345678\n").repeated(1000), 130, 1300);
        QByteArray output;
        QBuffer out(&output);
        out.open(QIODevice::WriteOnly);
        const auto report = NumbersCsv(m_engine, 0, out).run(broken);
        QCOMPARE(report.end, NumbersCsv::End::ReadFailed);
        QCOMPARE(report.rows, 100);
        FullDevice full;
        SlowDevice in("1\n", 10);
        QCOMPARE(NumbersCsv(m_engine, 0, full).run(in).end, NumbersCsv::End::WriteFailed);
    }

    void nationalFormatRules()
    {
        RegionPlan plan;
        plan.extensionPrefix = " ext. ";
        plan.formats = {{"(\\d{3})(\\d{4})", "", "$1-$2", ""},
                        {"(\\d{2})(\\d{3})(\\d{4})", "2|3[01]", "$1 $2 $3", "(0$1)"},
                        {"(\\d{2})(\\d{3})(\\d{4})", "", "$2/$1-$3", "0$1"}};
        plan.formats.push_back({"(\\d{4})(\\d{6})", "", "9 $1 $2", "0$1"});
        const NationalFormat format(plan);
        QVERIFY(format.covered());
        const auto write = [&format](const char *text, const char *extension = "") {
            std::vector<std::uint8_t> digits;
            for (const char *c = text; *c != 0; ++c)
                digits.push_back(std::uint8_t(*c - '0'));
            return format.write(digits, extension);
        };
        QCOMPARE(write("1234567"), std::string("123-4567"));
        QCOMPARE(write("201234567"), std::string("(020) 123 4567"));
        QCOMPARE(write("301234567", "5"), std::string("(030) 123 4567 ext. 5"));
        QCOMPARE(write("331234567"),
                 std::string("0123/33-4567")); // the prefix goes before the first group that is written
        QCOMPARE(write("1234567890"), std::string("9 01234 567890")); // also behind other text
        QCOMPARE(write("12345"), std::string("12345")); // no rule: as it is
        for (const char *rule : {"$NP$1", "0\\$1", "0$2", "0$"}) {
            plan.formats[1].nationalPrefixRule = rule;
            QVERIFY(!NationalFormat(plan).covered());
        }
        plan.formats[1] = {"(\\d+)", "", "$1", ""};
        QVERIFY(!NationalFormat(plan).covered());
        plan.formats[1] = {"(\\d{2})", "", "$12", ""};
        QVERIFY(!NationalFormat(plan).covered());
    }

private:
    const NumberEngine m_engine{NumberEngine::Mode::Unchecked};
};

MUSTER_TEST(TestNumbersCsv, QCoreApplication)

} // namespace tst_numberscsv
#include "tst_numberscsv.moc"
