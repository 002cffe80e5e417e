// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/exportrules.h"

#include "tests/support/testprogram.h"

#include <QFile>
#include <QTemporaryDir>
#include <functional>

using namespace muster;

using Code = ExportCheck::Code;
using State = ExportCheck::State;
Q_DECLARE_METATYPE(std::function<void(ExportOrder &, SegmentDefinition &)>)

class TestExportRules : public QObject
{
    Q_OBJECT

private:
    using Change = std::function<void(ExportOrder &, SegmentDefinition &)>;

    const QDateTime m_now = QDateTime::fromSecsSinceEpoch(1'700'000'000, Qt::UTC);
    QTemporaryDir m_folder;

    ExportOrder order() const
    {
        ExportOrder order;
        order.query.segmentId = QStringLiteral("s");
        order.query.attributes = {QStringLiteral("name"), QStringLiteral("age")};
        order.targetFile = m_folder.filePath(QStringLiteral("out.csv"));
        return order;
    }
    SegmentDefinition definition() const
    {
        return {QStringLiteral("s"),
                QStringLiteral("S"),
                QStringLiteral("Active"),
                m_now.addSecs(-3600),
                {{QStringLiteral("name"), AttributeType::String, {}, true},
                 {QStringLiteral("age"), AttributeType::Integer, {}, true},
                 {QStringLiteral("old"), AttributeType::String, {}, false}}};
    }
    static std::optional<ExportCheck> find(const ExportVerdict &verdict, Code code)
    {
        for (const ExportCheck &check : verdict.checks) {
            if (check.code == code)
                return check;
        }
        return std::nullopt;
    }

private Q_SLOTS:
    void columnsAreTreatedWhereThatMakesSense_data()
    {
        using enum ColumnTreatment;
        QTest::addColumn<TreatedColumns>("treated");
        QTest::addColumn<bool>("mark");
        QTest::addColumn<QStringList>("args");
        const QString name = QStringLiteral("name"), age = QStringLiteral("age"), old = QStringLiteral("old");
        const QString fault = QStringLiteral("-1"), id = contactIdColumn;
        QTest::newRow("both ways") << TreatedColumns{{age, Pseudonym}, {name, Masked}, {id, Pseudonym}} << false
                                   << QStringList{QStringLiteral("1"), name, age, id};
        QTest::newRow("retired, so left out")
            << TreatedColumns{{old, Masked}} << false << QStringList{QStringLiteral("0")};
        QTest::newRow("not exported") << TreatedColumns{{QStringLiteral("fax"), Masked}, {name, Masked}} << false
                                      << QStringList{fault, QStringLiteral("not_exported"), QStringLiteral("fax")};
        QTest::newRow("id masked") << TreatedColumns{{id, Masked}} << false
                                   << QStringList{fault, QStringLiteral("id_masked"), id};
        QTest::newRow("mark") << TreatedColumns() << true << QStringList{fault, QStringLiteral("mark_needs_csv")};
    }
    void columnsAreTreatedWhereThatMakesSense()
    {
        QFETCH(TreatedColumns, treated);
        QFETCH(bool, mark);
        QFETCH(QStringList, args);
        ExportOrder asked = order();
        asked.query.attributes.append(QStringLiteral("old"));
        asked.treated = treated;
        asked.byteOrderMark = mark;
        asked.format = mark ? FileFormat::JsonLines : FileFormat::Csv;
        const ExportVerdict verdict = judgeExport(asked, definition(), m_now);
        const auto check = find(verdict, Code::ColumnsTreated);
        QVERIFY(check);
        QCOMPARE(check->args, args);
        const bool isFault = args.first() == QLatin1String("-1");
        QCOMPARE(check->state, isFault ? State::Failed : State::Passed);
        QCOMPARE(verdict.allowed(), !isFault);
        if (isFault)
            QCOMPARE(refusalOf(verdict).code, QStringLiteral("columns_treated"));
        else
            QCOMPARE(verdict.order.treated, treatedAmong(treated, {QStringLiteral("name"), QStringLiteral("age")}));
    }

    void goodOrderPasses()
    {
        const ExportVerdict verdict = judgeExport(order(), definition(), m_now);
        QVERIFY(verdict.allowed());
        QCOMPARE(verdict.order, order());
        QList<Code> codes;
        for (const ExportCheck &check : verdict.checks) {
            QCOMPARE(check.state, State::Passed);
            codes.append(check.code);
        }
        QCOMPARE(codes,
                 (QList<Code>{Code::SegmentActive, Code::SegmentFresh, Code::AttributesKnown, Code::AttributesValid,
                              Code::TargetWritable, Code::PageSizeAllowed}));
    }

    void checks_data()
    {
        QTest::addColumn<Change>("change");
        QTest::addColumn<int>("code");
        QTest::addColumn<int>("state");
        QTest::addColumn<QStringList>("args");
        const auto row = [](const char *name, Code code, State state, const QStringList &args, const Change &change) {
            QTest::newRow(name) << change << int(code) << int(state) << args;
        };
        const auto q = [](const char *text) { return QString::fromLatin1(text); };
        row("inactive", Code::SegmentActive, State::Failed, {q("Inactive")},
            [=](ExportOrder &, SegmentDefinition &d) { d.status = q("Inactive"); });
        row("at the limit", Code::SegmentFresh, State::Passed, {q("86400"), q("86400")},
            [this](ExportOrder &, SegmentDefinition &d) { d.lastUpdated = m_now.addDays(-1); });
        row("stale", Code::SegmentFresh, State::Failed, {q("86401"), q("86400")},
            [this](ExportOrder &, SegmentDefinition &d) { d.lastUpdated = m_now.addSecs(-86401); });
        row("stale, waived", Code::SegmentFresh, State::Waived, {q("86401"), q("86400")},
            [this](ExportOrder &o, SegmentDefinition &d) {
                d.lastUpdated = m_now.addSecs(-86401);
                o.ignoreAge = true;
            });
        row("fresh, nothing to waive", Code::SegmentFresh, State::Passed, {q("3600"), q("86400")},
            [](ExportOrder &o, SegmentDefinition &) { o.ignoreAge = true; });
        row("from the future", Code::SegmentFresh, State::Passed, {q("0"), q("86400")},
            [this](ExportOrder &, SegmentDefinition &d) { d.lastUpdated = m_now.addSecs(60); });
        row("F107: by a clock that is behind", Code::SegmentFresh, State::Warning, {q("0"), q("86400"), q("86400")},
            [this](ExportOrder &, SegmentDefinition &d) { d.lastUpdated = m_now.addDays(1); });
        const auto workbook = [](ExportOrder &o) {
            o.format = FileFormat::Xlsx;
            o.textProfile = TextProfile::Machines;
            o.recordsTo.clear();
        };
        row("workbook", Code::WorkbookFits, State::Passed, {q("3"), q("16384")},
            [=](ExportOrder &o, SegmentDefinition &) { workbook(o); });
        row("workbook for spreadsheets", Code::WorkbookFits, State::Failed, {q("3"), q("16384"), q("guarded")},
            [=](ExportOrder &o, SegmentDefinition &) {
                workbook(o);
                o.textProfile = TextProfile::Spreadsheets;
            });
        row("workbook and records in notices", Code::WorkbookFits, State::Failed, {q("3"), q("16384"), q("records")},
            [=](ExportOrder &o, SegmentDefinition &) {
                workbook(o);
                o.webhook = QUrl(q("https://hook.example/x"));
                o.recordsTo = q("hook.example");
            });
        for (const int columns : {16'383, 16'384}) {
            const bool fits = columns < 16'384;
            QStringList args{QString::number(columns + 1), q("16384")};
            if (!fits)
                args.append(q("columns"));
            row(fits ? "workbook with as many columns as it holds" : "workbook with too many columns",
                Code::WorkbookFits, fits ? State::Passed : State::Failed, args,
                [=](ExportOrder &o, SegmentDefinition &d) {
                    workbook(o);
                    o.query.attributes.clear();
                    for (int i = 0; i < columns; ++i) {
                        o.query.attributes.append(QString::number(i));
                        d.attributes.append({.name = QString::number(i)});
                    }
                });
        }
        row("without a date", Code::SegmentFresh, State::Failed, {q("-1"), q("86400")},
            [](ExportOrder &, SegmentDefinition &d) { d.lastUpdated = {}; });
        row("live, so without an age", Code::SegmentFresh, State::Passed, {}, [](ExportOrder &, SegmentDefinition &d) {
            d.lastUpdated = {};
            d.isLive = true;
        });
        row("unknown attribute", Code::AttributesKnown, State::Failed, {q("nope")},
            [=](ExportOrder &o, SegmentDefinition &) { o.query.attributes.append(q("nope")); });
        row("no attribute", Code::AttributesKnown, State::Failed, {},
            [](ExportOrder &o, SegmentDefinition &) { o.query.attributes.clear(); });
        row("deprecated", Code::AttributesValid, State::Warning, {q("old")},
            [=](ExportOrder &o, SegmentDefinition &) { o.query.attributes.append(q("old")); });
        row("deprecated, strict", Code::AttributesValid, State::Failed, {q("old")},
            [=](ExportOrder &o, SegmentDefinition &) {
                o.query.attributes.append(q("old"));
                o.strictAttributes = true;
            });
        row("only deprecated", Code::AttributesValid, State::Failed, {q("old")},
            [=](ExportOrder &o, SegmentDefinition &) { o.query.attributes = {q("old")}; });
        row("good filter", Code::FiltersFit, State::Passed, {}, [=](ExportOrder &o, SegmentDefinition &) {
            o.query.filters = {{q("age"), FilterOperator::GreaterThan, q("3")}};
        });
        row("good filter, applied here", Code::FiltersFit, State::Passed, {filteredHere()},
            [=](ExportOrder &o, SegmentDefinition &d) {
                o.query.filters = {{q("age"), FilterOperator::GreaterThan, q("3")}};
                d.isFilteredHere = true;
            });
        row("a filter that does not fit here either", Code::FiltersFit, State::Failed, {q("name less_than")},
            [=](ExportOrder &o, SegmentDefinition &d) {
                o.query.filters = {{q("name"), FilterOperator::LessThan, q("3")}};
                d.isFilteredHere = true;
            });
        row("filters that do not fit", Code::FiltersFit, State::Failed,
            {q("name less_than"), q("old equals"), q("nope contains")}, [=](ExportOrder &o, SegmentDefinition &) {
                o.query.filters = {{q("name"), FilterOperator::LessThan, q("3")},
                                   {q("age"), FilterOperator::Equals, q("3")},
                                   {q("old"), FilterOperator::Equals, q("3")},
                                   {q("nope"), FilterOperator::Contains, q("3")}};
            });
        row("page size 0", Code::PageSizeAllowed, State::Failed, {q("0")},
            [](ExportOrder &o, SegmentDefinition &) { o.pageSize = 0; });
        row("page size 1001", Code::PageSizeAllowed, State::Failed, {q("1001")},
            [](ExportOrder &o, SegmentDefinition &) { o.pageSize = 1001; });
        const QDate today = m_now.date();
        const auto days = [&](const char *name, const QDate &from, const QDate &to, const char *count,
                              const char *reason, bool isByDays = true) {
            QStringList args{from.toString(Qt::ISODate),
                             to.toString(Qt::ISODate),
                             q(count),
                             QString::number(q(count).toInt() * (isByDays ? 62 : 0)),
                             q(isByDays ? "30" : "0"),
                             q("14")};
            if (*reason != '\0')
                args.append(q(reason));
            row(name, Code::DaysAllowed, *reason != '\0' ? State::Failed : State::Passed, args,
                [=](ExportOrder &o, SegmentDefinition &d) {
                    o.query.from = from;
                    o.query.to = to;
                    if (isByDays)
                        d.days = SegmentDays{14, std::chrono::seconds(62), std::chrono::minutes(30)};
                });
        };
        days("yesterday", today.addDays(-1), today.addDays(-1), "1", "");
        days("two weeks", today.addDays(-13), today, "14", "");
        days("a day too early", today.addDays(-14), today, "15", "too_old");
        days("a day too late", today, today.addDays(1), "2", "future");
        days("turned round", today, today.addDays(-1), "0", "reversed");
        days("no last day", today, QDate(), "0", "missing");
        days("no days", QDate(), QDate(), "0", "missing");
        days("days of a segment that has none", today, today, "1", "not_taken", false);
        const auto webhook = [&](const char *name, const char *url, State state, const char *host, const char *reason) {
            row(name, Code::WebhookAllowed, state, {q(host), q(reason)},
                [url = QUrl(q(url))](ExportOrder &o, SegmentDefinition &) { o.webhook = url; });
        };
        webhook("webhook", "https://hooks.example.org/x", State::Passed, "hooks.example.org", "");
        webhook("S12 plain http", "http://hooks.example.org/x", State::Failed, "hooks.example.org", "not_https");
        webhook("S12 loopback", "http://127.0.0.1:8080/x", State::Passed, "127.0.0.1", "");
        webhook("S11 like loopback", "http://127.0.0.1.example.org/", State::Failed, "127.0.0.1.example.org",
                "not_https");
        webhook("S11 user info", "https://api.example.org@evil.example/", State::Failed, "evil.example", "user_info");
        webhook("S11 file", "file:///etc/passwd", State::Failed, "", "no_host");
        webhook("S11 ftp", "ftp://example.org/", State::Failed, "example.org", "scheme");
        const auto records = [&](const char *name, const char *url, const char *to, State state, const char *host) {
            row(name, Code::RecordsConfirmed, state, {q(host), q(to), q("2")},
                [url = QUrl(q(url)), to = q(to)](ExportOrder &o, SegmentDefinition &) {
                    o.webhook = url;
                    o.recordsTo = to;
                });
        };
        records("records", "https://hooks.example.org/x", "hooks.example.org", State::Warning, "hooks.example.org");
        records("records for another", "https://hooks.example.org/x", "hooks.example.com", State::Failed,
                "hooks.example.org");
        records("records to nobody", "", "hooks.example.org", State::Failed, "");
        webhook("relative", "hook", State::Failed, "", "no_host");
    }
    void checks()
    {
        QFETCH(Change, change);
        ExportOrder asked = order();
        SegmentDefinition about = definition();
        change(asked, about);
        const ExportVerdict verdict = judgeExport(asked, about, m_now);
        QFETCH(int, code);
        const auto check = find(verdict, Code(code));
        QVERIFY(check);
        QTEST(int(check->state), "state");
        QTEST(check->args, "args");
        QCOMPARE(verdict.allowed(), check->state != State::Failed);
    }

    void deprecatedAndRepeatedAttributesAreLeftOut()
    {
        ExportOrder asked = order();
        asked.query.attributes
            = {QStringLiteral("age"), QStringLiteral("old"), QStringLiteral("name"), QStringLiteral("age")};
        const ExportVerdict verdict = judgeExport(asked, definition(), m_now);
        QVERIFY(verdict.allowed());
        QCOMPARE(verdict.order.query.attributes, (QStringList{QStringLiteral("age"), QStringLiteral("name")}));
    }

    void F96_target_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("made");
        QTest::addColumn<bool>("replace");
        QTest::addColumn<QString>("reason");
        const auto q = [](const char *text) { return QString::fromLatin1(text); };
        QTest::newRow("missing folder") << q("no/out.csv") << QString() << true << q("folder_missing");
        QTest::newRow("exists") << q("a.csv") << q("a.csv") << false << q("exists");
        QTest::newRow("agreed") << q("b.csv") << q("b.csv") << true << QString();
        QTest::newRow("manifest exists") << q("c.csv") << q("c.csv.manifest.json") << false << q("exists");
        QTest::newRow("partial") << q("d.csv") << q("d.csv.partial") << true << q("partial_in_use");
        QTest::newRow("state") << q("e.csv") << q("e.csv.partial.state") << true << q("partial_in_use");
    }
    void F96_target()
    {
        QFETCH(QString, name);
        QFETCH(QString, made);
        QFETCH(bool, replace);
        if (!made.isEmpty()) {
            QFile file(m_folder.filePath(made));
            QVERIFY(file.open(QIODevice::WriteOnly));
        }
        ExportOrder asked = order();
        asked.targetFile = m_folder.filePath(name);
        asked.replaceExisting = replace;
        const auto check = find(judgeExport(asked, definition(), m_now), Code::TargetWritable);
        QVERIFY(check);
        QTEST(check->args.value(1), "reason");
        QCOMPARE(check->state == State::Passed, check->args.value(1).isEmpty());
    }

    void F96_links()
    {
        ExportOrder asked = order();
        asked.targetFile = m_folder.filePath(QStringLiteral("link.csv"));
        asked.replaceExisting = true;
        QVERIFY(QFile::link(m_folder.filePath(QStringLiteral("nowhere")), asked.targetFile));
        QCOMPARE(find(judgeExport(asked, definition(), m_now), Code::TargetWritable)->args.value(1),
                 QStringLiteral("link"));
        asked.targetFile = m_folder.path();
        QVERIFY(!judgeExport(asked, definition(), m_now).allowed());
        asked.targetFile = QStringLiteral("relative.csv");
        QVERIFY(!judgeExport(asked, definition(), m_now).allowed());
    }
};

MUSTER_TEST(TestExportRules, QCoreApplication)
#include "tst_exportrules.moc"
