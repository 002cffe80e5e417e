// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What an estimate of an audience costs: ten conditions in nested groups over a million contacts, cold, after an edit
// and with samples, beside the same condition as SQL over an in-memory SQLite table of typed columns (prepared; the
// better of with and without indices on every column). CPU time, medians of one run; counts are compared.
// First, where MUSTER_FLAT_SIZES is set, what a contact costs at each of these sizes.
// Usage: bench_audience [MILLIONS, default 1 [ROUNDS of our own, default 25]]

#include "models/audiences/estimate/audiencecount.h"
#include "models/audiences/estimate/audiencesamples.h"
#include "models/audiences/estimate/contactcolumns.h"
#include "tests/perf/figures.h"

#include <QCoreApplication>
#include <QDate>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <algorithm>
#include <cstdio>
#include <ctime>
#include <functional>
#include <random>
#include <span>

using namespace muster;

namespace {

using Op = CriteriaOperator;

double cpuMilliseconds()
{
    timespec time{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return double(time.tv_sec) * 1e3 + double(time.tv_nsec) / 1e6;
}

double median(int runs, const std::function<void()> &work)
{
    std::vector<double> times;
    for (int i = 0; i < runs; ++i) {
        const double begin = cpuMilliseconds();
        work();
        times.push_back(cpuMilliseconds() - begin);
    }
    std::sort(times.begin(), times.end());
    return times[times.size() / 2];
}

void tell(const char *what, double milliseconds, const char *wanted = "")
{
    std::printf("%-52s %10.2f ms CPU  %s\n", what, milliseconds, wanted);
    std::fflush(stdout);
}

[[noreturn]] void give(const QString &why)
{
    std::fprintf(stderr, "%s\n", qPrintable(why));
    std::exit(1);
}

QString text(const char *utf8)
{
    return QString::fromUtf8(utf8);
}

CriteriaNode condition(const char *field, Op op, const CriteriaValue &value)
{
    return {CriteriaCondition{text(field), op, value}};
}

CriteriaQuestion question(const char *revenue)
{
    const CriteriaGroup size{CriteriaJoin::Or,
                             {condition("employees", Op::GreaterThan, CriteriaNumber{"500"}),
                              condition("engagement", Op::GreaterThan, CriteriaNumber{"85"})}};
    const CriteriaGroup lately{
        CriteriaJoin::And,
        {condition("tier", Op::NotEquals, text("basic")), condition("joined", Op::GreaterThan, text("2022-06-30"))}};
    const CriteriaGroup where{CriteriaJoin::Or,
                              {condition("country", Op::Equals, text("DE")),
                               condition("email", Op::Contains, text("@mail.example")),
                               {lately}}};
    return {{CriteriaJoin::And,
             {condition("revenue", Op::GreaterThan, CriteriaNumber{revenue}),
              condition("industry", Op::NotEquals, text("industry 3")),
              {size},
              {where},
              condition("name", Op::StartsWith, text("Customer")),
              condition("active", Op::Equals, true)}},
            {}};
}

QString sql(const char *revenue)
{
    return text("SELECT count(*) FROM contacts WHERE revenue > %1 AND industry IS NOT 'industry 3'"
                " AND (employees > 500 OR engagement > 85)"
                " AND (country = 'DE' OR instr(email, '@mail.example') > 0"
                " OR (tier IS NOT 'basic' AND joined > '2022-06-30'))"
                " AND name >= 'Customer' AND name < 'Customes' AND active = 1")
        .arg(text(revenue));
}

using Rows = std::function<void(std::span<const std::string> cells)>;

/// The same contacts whenever it is called.
void makeContacts(std::uint32_t count, const Rows &take)
{
    std::mt19937 random(1);
    static constexpr const char *countries[] = {"DE", "US", "GB", "FR", "ES", "PT", "CA", "IN"};
    static constexpr const char *tiers[] = {"basic", "silver", "gold", ""};
    for (std::uint32_t i = 0; i < count; ++i) {
        const auto below = [&random](std::uint32_t limit) { return random() % limit; };
        const std::string number = std::to_string(i);
        const std::string cells[] = {"contact-" + number,
                                     (below(3) > 0 ? "Customer " : "Prospect ") + number,
                                     "person." + number + (below(4) == 0 ? "@mail.example" : "@post.example"),
                                     countries[below(8)],
                                     "industry " + std::to_string(below(20)),
                                     tiers[below(4)],
                                     below(10) == 0 ? "" : std::to_string(below(1'000'000)) + ".50",
                                     std::to_string(below(1'000)),
                                     std::to_string(below(100)),
                                     QDate(2020, 1, 1).addDays(below(2'000)).toString(Qt::ISODate).toStdString(),
                                     below(2) == 0 ? "true" : "false"};
        take(cells);
    }
}

SharedContactColumns makeColumns(std::uint32_t count)
{
    ContactColumnsBuilder builder({text("id"), text("name"), text("email"), text("country"), text("industry"),
                                   text("tier"), text("revenue"), text("employees"), text("engagement"), text("joined"),
                                   text("active")});
    makeContacts(count, [&](std::span<const std::string> cells) {
        const std::vector<std::string_view> row(cells.begin(), cells.end());
        if (const auto taken = builder.append(row); !taken)
            give(taken.error().code);
    });
    return builder.finish().value();
}

void fill(QSqlDatabase &database, std::uint32_t count)
{
    QSqlQuery query(database);
    if (!query.exec(text("CREATE TABLE contacts(id TEXT, name TEXT, email TEXT, country TEXT, industry TEXT, tier TEXT,"
                         " revenue REAL, employees INTEGER, engagement INTEGER, joined TEXT, active INTEGER)"))
        || !database.transaction() || !query.prepare(text("INSERT INTO contacts VALUES(?,?,?,?,?,?,?,?,?,?,?)")))
        give(query.lastError().text());
    makeContacts(count, [&](std::span<const std::string> cells) {
        for (std::size_t column = 0; column < cells.size(); ++column) {
            const QString cell = QString::fromStdString(cells[column]);
            query.addBindValue(cell.isEmpty()                   ? QVariant()
                                   : column == 6                ? QVariant(cell.toDouble())
                                   : column == 7 || column == 8 ? QVariant(cell.toInt())
                                   : column == 10               ? QVariant(cell == text("true") ? 1 : 0)
                                                                : QVariant(cell));
        }
        if (!query.exec())
            give(query.lastError().text());
    });
    if (!database.commit())
        give(database.lastError().text());
}

struct Asked
{
    double milliseconds = 0;
    qint64 count = 0;
};

Asked ask(QSqlDatabase &database, const char *revenue)
{
    QSqlQuery query(database);
    query.setForwardOnly(true);
    if (!query.prepare(sql(revenue)))
        give(query.lastError().text());
    Asked asked;
    asked.milliseconds = median(5, [&] {
        if (!query.exec() || !query.next())
            give(query.lastError().text());
        asked.count = query.value(0).toLongLong();
        query.finish();
    });
    return asked;
}

void index(QSqlDatabase &database)
{
    QSqlQuery query(database);
    for (const char *column :
         {"name", "country", "industry", "tier", "revenue", "employees", "engagement", "joined", "active"}) {
        if (!query.exec(text("CREATE INDEX by_%1 ON contacts(%1)").arg(text(column))))
            give(query.lastError().text());
    }
    if (!query.exec(text("ANALYZE")))
        give(query.lastError().text());
}

} // namespace

int main(int argc, char **argv)
{
    perf::reportFlatness("contacts for estimates", perf::flatSizes(), [](std::int64_t contacts) {
        return perf::costApart([&] { return perf::costOf([&] { return makeColumns(std::uint32_t(contacts)); }); });
    });
    perf::reportFlatness("estimate, cold", perf::flatSizes(), [](std::int64_t contacts) {
        return perf::costApart([&] {
            const SharedContactColumns columns = makeColumns(std::uint32_t(contacts));
            return perf::costOf([&] {
                ConditionCache cache(columns);
                return countAudience(cache, question("200000"), {})->matched.lower;
            });
        });
    });
    const QCoreApplication application(argc, argv);
    const double millions = argc > 1 ? std::max(std::atof(argv[1]), 0.001) : 1;
    const int rounds = argc > 2 ? std::max(std::atoi(argv[2]), 1) : 25;
    QSqlDatabase database = QSqlDatabase::addDatabase(text("QSQLITE"));
    database.setDatabaseName(text(":memory:"));
    if (!database.open())
        give(database.lastError().text());
    const auto count = std::uint32_t(millions * 1e6);
    const perf::MemoryGrowth growth;
    const SharedContactColumns contacts = makeColumns(count);
    const double memory = growth.mebibytes();
    fill(database, count);
    std::printf("%u contacts, %.0f bytes each\n", contacts->rowCount(),
                double(contacts->bytes()) / double(contacts->rowCount()));

    const char *const amounts[] = {"200000", "300000"};
    qint64 counts[2] = {};
    const double cold = median(rounds, [&] {
        ConditionCache cache(contacts);
        counts[0] = countAudience(cache, question(amounts[0]), {})->matched.lower;
    });
    tell("ten conditions and their groups, cold", cold, "< 50 a million");
    ConditionCache cache(contacts);
    int edits = 0;
    const double edited = median(rounds, [&] {
        // A value that was never asked before.
        const QByteArray value = QByteArray::number(300'001 + ++edits);
        (void)countAudience(cache, question(value.constData()), {});
    });
    tell("the same after an edit of one condition", edited, "< 50 a million");
    const double joined
        = median(rounds, [&] { counts[1] = countAudience(cache, question(amounts[1]), {})->matched.lower; });
    tell("with every condition known (a join changed, undo)", joined);
    tell("fifty that match and fifty that just miss",
         median(rounds, [&] { (void)sampleAudience(cache, question(amounts[1]), 50, {}); }));

    Asked plain[2], indexed[2];
    for (int i = 0; i < 2; ++i)
        plain[i] = ask(database, amounts[i]);
    index(database);
    for (int i = 0; i < 2; ++i)
        indexed[i] = ask(database, amounts[i]);
    for (int i = 0; i < 2; ++i) {
        if (counts[i] != plain[i].count || counts[i] != indexed[i].count)
            give(text("counts differ: %1, SQLite %2 and %3").arg(counts[i]).arg(plain[i].count).arg(indexed[i].count));
    }
    const double best = std::min(plain[0].milliseconds, indexed[0].milliseconds);
    tell("SQLite, no index (the whole alone, no groups)", plain[0].milliseconds);
    tell("SQLite, an index on every column", indexed[0].milliseconds);
    std::printf("%lld and %lld contacts match\n", static_cast<long long>(counts[0]), static_cast<long long>(counts[1]));
    const std::string sqlite = "SQLite in memory";
    perf::report({.name = "estimate, cold",
                  .unit = "ms",
                  .ours = cold,
                  .reference = sqlite,
                  .theirs = best,
                  .wanted = 10,
                  .memory = memory});
    perf::report({.name = "estimate, one condition edited",
                  .unit = "ms",
                  .ours = edited,
                  .reference = sqlite,
                  .theirs = best,
                  .wanted = 10});
    return 0;
}
