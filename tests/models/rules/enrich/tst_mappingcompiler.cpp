// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "enrichfixture.h"

#include "tests/support/testprogram.h"

#include <QSet>

using namespace muster;
using namespace muster::test;

namespace tst_mappingcompiler {

namespace {

QString a()
{
    return QStringLiteral("a");
}

} // namespace

class TestMappingCompiler : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatDoesNotFitIsFound_data()
    {
        QTest::addColumn<EnrichmentMapping>("mapping");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *name, const EnrichmentMapping &mapping, const QByteArray &expected) {
            QTest::newRow(name) << mapping << QString::fromUtf8(expected);
        };
        const auto step = [](const char *attribute, FieldTransform transform) {
            return mappingOf({fieldOf(a(), QString::fromLatin1(attribute), {std::move(transform)})});
        };
        row("no fields", mappingOf({}), "no_fields -1  ");
        EnrichmentMapping mapping = mappingOf({fieldOf(a(), QStringLiteral("string"))});
        mapping.idColumn.clear();
        row("no id column", mapping, "no_id_column -1  ");
        mapping.idColumn = QStringLiteral("ID");
        row("id column of other letters", mapping, "unknown_column -1 ID ");
        mapping.idColumn = QStringLiteral("twice");
        row("id column twice", mapping, "repeated_column -1 twice "); // S23
        mapping.idColumn = QStringLiteral("id");
        mapping.locale = QStringLiteral("qq_QQ");
        row("no such language", mapping, "bad_locale -1 qq_QQ ");
        row("no such column", mappingOf({fieldOf(QStringLiteral("c"), QStringLiteral("string"))}),
            "unknown_column 0 c ");
        row("column twice", mappingOf({fieldOf(QStringLiteral("twice"), QStringLiteral("string"))}),
            "repeated_column 0 twice ");
        row("no such attribute", mappingOf({fieldOf(a(), QStringLiteral("String"))}), "unknown_attribute 0 String ");
        row("attribute twice",
            mappingOf({fieldOf(a(), QStringLiteral("string")), fieldOf(QStringLiteral("b"), QStringLiteral("string"))}),
            "repeated_attribute 1 string ");
        row("type nobody knows", mappingOf({fieldOf(a(), QStringLiteral("odd"))}), "unknown_type 0 odd geo");
        row("no source", mappingOf({{.attribute = QStringLiteral("string")}}), "no_source 0  ");
        FieldMapping both = fieldOf(a(), QStringLiteral("string"));
        both.source.constant = QStringLiteral("x");
        row("two sources", mappingOf({both}), "no_source 0  ");
        FieldMapping clears = fieldOf(a(), QStringLiteral("string"));
        clears.policy.empty = EmptyCell::Clear;
        row("clearing", mappingOf({clears}), "cannot_clear 0 string ");
        for (const char *constant : {"", " ", "null", "N/A"}) {
            row(qPrintable(QStringLiteral("constant \"%1\"").arg(QLatin1String(constant))),
                mappingOf({{.attribute = QStringLiteral("string"), .source = {.constant = QLatin1String(constant)}}}),
                "bad_constant 0 string ");
        }
        row("constant of another type",
            mappingOf({{.attribute = QStringLiteral("integer"), .source = {.constant = QStringLiteral("1.5")}}}),
            "bad_constant 0 integer fraction");
        row("date as number", step("integer", ReadDate{QStringLiteral("d.M.yyyy"), {}}), "wrong_result 0 integer date");
        row("number as date", step("date", ReadNumber()), "wrong_result 0 date number");
        row("number as boolean", step("boolean", ReadNumber()), "wrong_result 0 boolean number");
        row("boolean as number", step("decimal", ReadBoolean()), "wrong_result 0 decimal boolean");
        row("table",
            step("boolean",
                 ValueTable{
                     {{QStringLiteral("x"), QStringLiteral("true")}, {QStringLiteral("y"), QStringLiteral("perhaps")}},
                     ValueTable::Unlisted::Refuse,
                     {}}),
            "bad_table_value 0 boolean perhaps");
        row("table's rest", step("integer", ValueTable{{}, ValueTable::Unlisted::Replace, QStringLiteral("many")}),
            "bad_table_value 0 integer many");
        row("pattern", step("string", ReplacePattern{QStringLiteral("(x"), {}}), "bad_pattern 0 string missing ): (x");
        row("empty pattern", step("string", ReplacePattern()), "bad_pattern 0 string empty");
        row("group that is not there", step("string", ReplacePattern{QStringLiteral("x"), QStringLiteral("\\1")}),
            "bad_pattern 0 string Rewrite schema requests 1 matches, but the regexp only has 0 parenthesized "
            "subexpressions.");
        row("date format without a year", step("date", ReadDate{QStringLiteral("d.M."), {}}),
            "bad_date_format 0 date d.M.");
        row("date format that runs together", step("date", ReadDate{QStringLiteral("dMyyyy"), {}}),
            "bad_date_format 0 date dMyyyy");
        row("date format with letters", step("date", ReadDate{QStringLiteral("d.M.yyyy hh"), {}}),
            "bad_date_format 0 date d.M.yyyy hh");
        row("date language", step("date", ReadDate{QStringLiteral("d.M.yyyy"), QStringLiteral("xx")}),
            "bad_locale 0 xx ");
        const EnrichmentMapping plain = mappingOf({fieldOf(a(), QStringLiteral("string"))});
        EnrichmentMapping matched = plain;
        matched.match.attribute = QStringLiteral("String");
        row("match by what is not there", matched, "unknown_attribute -1 String ");
        for (const char *attribute : {"decimal", "boolean", "date", "odd"}) {
            matched.match.attribute = QLatin1String(attribute);
            row(qPrintable(QStringLiteral("match by %1").arg(QLatin1String(attribute))), matched,
                QByteArray("unmatchable_type -1 " + QByteArray(attribute) + " "));
        }
        EnrichmentMapping dated = plain;
        dated.recency.column = QStringLiteral("c");
        row("newest by what is not there", dated, "unknown_column -1 c ");
        dated.recency.column = QStringLiteral("b");
        dated.recency.format = QStringLiteral("dd.MM.");
        row("newest by half a date", dated, "bad_row_date -1 b dd.MM.");
        dated.recency.format.clear();
        dated.recency.attribute = QStringLiteral("integer");
        row("contact's date is a number", dated, "undated_type -1 integer ");
        const auto writing = [](const char *attribute, FieldWrite write) {
            FieldMapping field = fieldOf(a(), QString::fromLatin1(attribute));
            field.policy.write = write;
            return mappingOf({field});
        };
        row("the greater text", writing("string", FieldWrite::OnlyIfGreater), "unordered_type 0 string ");
        row("the smaller truth", writing("boolean", FieldWrite::OnlyIfSmaller), "unordered_type 0 boolean ");
        row("the newer without a date", writing("string", FieldWrite::OnlyIfNewer), "no_row_date 0 string ");
        row("marks the same", step("decimal", ReadNumber{QStringLiteral("."), QStringLiteral(".")}),
            "bad_number_marks 0 decimal ");
        row("mark of two", step("decimal", ReadNumber{QStringLiteral(".,"), {}}), "bad_number_marks 0 decimal ");
        row("mark is a digit", step("decimal", ReadNumber{QStringLiteral("5"), {}}), "bad_number_marks 0 decimal ");
        row("mark is a sign", step("decimal", ReadNumber{QStringLiteral(","), QStringLiteral("-")}),
            "bad_number_marks 0 decimal ");
        row("no words for no", step("boolean", ReadBoolean{{QStringLiteral("x")}, {}}), "bad_boolean_words 0 boolean ");
        row("word for both", step("boolean", ReadBoolean{{QStringLiteral("X")}, {QStringLiteral("x")}}),
            "bad_boolean_words 0 boolean ");
    }

    void whatDoesNotFitIsFound()
    {
        QFETCH(EnrichmentMapping, mapping);
        QFETCH(QString, expected);
        const SourceShape shape = shapeOf(
            {QStringLiteral("id"), a(), QStringLiteral("b"), QStringLiteral("twice"), QStringLiteral("twice")});
        const MappingCompilation compilation = compileMapping(mapping, shape, everyTypeSchema());
        QCOMPARE(faultsOf(compilation.findings), expected);
        QVERIFY(!compilation.mapping);
    }

    void allFindingsAreTold()
    {
        EnrichmentMapping mapping = mappingOf({fieldOf(QStringLiteral("c"), QStringLiteral("nothing")),
                                               fieldOf(a(), QStringLiteral("date"), {ReadDate(), ReplacePattern()})});
        mapping.idColumn.clear();
        const auto findings = compileMapping(mapping, shapeOf(), everyTypeSchema()).findings;
        QCOMPARE(faultsOf(findings),
                 QStringLiteral("no_id_column -1  ;unknown_column 0 c ;unknown_attribute 0 nothing ;"
                                "bad_date_format 1 date ;bad_pattern 1 date empty"));
        QCOMPARE(findings[4].transform, 1);
    }

    void aFieldCanBeCompiledAlone()
    {
        EnrichmentMapping mapping = mappingOf(
            {fieldOf(QStringLiteral("c"), QStringLiteral("nothing")), fieldOf(a(), QStringLiteral("integer"))});
        mapping.idColumn.clear();
        const MappingCompilation good = compileField(mapping, 1, shapeOf(), everyTypeSchema());
        QVERIFY(good.mapping);
        QCOMPARE(good.mapping->fields.size(), std::size_t(1));
        RowChecker checker(good.mapping);
        CheckedRow row;
        const std::string_view cells[] = {"1", "42"};
        checker.check({cells, 2}, row);
        QCOMPARE(row.text(row.values().at(0)), std::string_view("42"));
        QCOMPARE(compileField(mapping, 0, shapeOf(), everyTypeSchema()).findings.size(), 2);
    }

    void stepsBehindAReadingStepMayChangeItsType()
    {
        const auto mapping = mappingOf(
            {fieldOf(a(), QStringLiteral("integer"),
                     {ReadDate{QStringLiteral("d.M.yyyy"), {}}, ReplacePattern{QStringLiteral("-.*"), {}}})});
        RowBench bench(mapping);
        QCOMPARE(bench.line({"1", "3.4.1985"}), QStringLiteral("send 1: integer=1985"));
    }

    void everyFaultHasAKey()
    {
        QSet<QString> keys;
        for (int fault = 0; fault < mappingFaultCount; ++fault)
            keys.insert(keyOf(MappingFault(fault)));
        QCOMPARE(keys.size(), mappingFaultCount);
        for (int rule = 0; rule < enrichRuleCount; ++rule)
            QCOMPARE(valueOf<EnrichRule>(keyOf(EnrichRule(rule))), std::optional(EnrichRule(rule)));
        QVERIFY(!valueOf<EnrichRule>(u"nothing"));
    }
};

MUSTER_TEST(TestMappingCompiler, QCoreApplication)

} // namespace tst_mappingcompiler
#include "tst_mappingcompiler.moc"
