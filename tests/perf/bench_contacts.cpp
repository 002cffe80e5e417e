// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a contact list under the hand costs: open, judge, judge again, sort, filter, bytes a contact, and how long the
// GUI thread is held. Prints each figure beside the one that is wanted, and ratios to QSortFilterProxyModel over the
// same rows in the same run; first, where MUSTER_FLAT_SIZES is set, what a contact costs in lists of these sizes.
// Usage: bench_contacts [MILLIONS, default 1]; the proxy is left out above 2.

#include "models/items/contacttablemodel.h"
#include "models/lists/contactviewmaker.h"
#include "models/lists/listworkbench.h"
#include "models/rules/numbers/numberengine.h"
#include "tests/perf/figures.h"
#include "tests/support/contactpages.h"
#include "tests/support/guiwatchdog.h"

#include <QEventLoop>
#include <QFile>
#include <QSortFilterProxyModel>
#include <QThreadPool>
#include <cstdio>
#include <ctime>
#include <functional>

using namespace muster;
using namespace muster::test;

namespace {

double processorTime(clockid_t clock)
{
    timespec time{};
    clock_gettime(clock, &time);
    return double(time.tv_sec) * 1e3 + double(time.tv_nsec) / 1e6;
}

/// Milliseconds by the clock, and of CPU in all threads: on a busy machine only the latter compares.
struct Time
{
    double wall = 0, cpu = 0;
};

Time timeOf(const std::function<void()> &work)
{
    const double cpu = processorTime(CLOCK_PROCESS_CPUTIME_ID), wall = processorTime(CLOCK_MONOTONIC);
    work();
    return {processorTime(CLOCK_MONOTONIC) - wall, processorTime(CLOCK_PROCESS_CPUTIME_ID) - cpu};
}

/// The middle one of several runs.
Time median(int runs, const std::function<void()> &work)
{
    std::vector<double> walls, cpus;
    for (int i = 0; i < runs; ++i) {
        const Time time = timeOf(work);
        walls.push_back(time.wall);
        cpus.push_back(time.cpu);
    }
    std::sort(walls.begin(), walls.end());
    std::sort(cpus.begin(), cpus.end());
    return {walls[walls.size() / 2], cpus[cpus.size() / 2]};
}

void tell(const char *what, double value, const char *unit, const char *wanted = "")
{
    std::printf("%-52s %12.2f %-12s %s\n", what, value, unit, wanted);
    std::fflush(stdout);
}

void tellTime(const char *what, const Time &time, const char *wanted = "")
{
    std::printf("%-52s %12.2f ms %10.2f ms CPU  %s\n", what, time.wall, time.cpu, wanted);
    std::fflush(stdout);
}

void tellRatio(const std::string &what, const Time &theirs, const Time &ours, double wanted)
{
    std::printf("    times ours: %.1f by the clock, %.1f by CPU\n", theirs.wall / ours.wall, theirs.cpu / ours.cpu);
    perf::report({.name = "table, " + what,
                  .unit = "ms",
                  .ours = ours.cpu,
                  .reference = "QSortFilterProxyModel",
                  .theirs = theirs.cpu,
                  .wanted = wanted});
}

void tellLimit(const char *what, const char *unit, double value, double most)
{
    perf::report({.name = std::string("table, ") + what, .unit = unit, .ours = value, .wanted = most});
}

double residentBytes()
{
    QFile file(QStringLiteral("/proc/self/statm"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    return file.readAll().split(' ').value(1).toDouble() * 4'096;
}

/// The same rows for the proxy: as cheap as a plain model can be.
class PlainModel final : public QAbstractTableModel
{
public:
    explicit PlainModel(std::shared_ptr<const ContactTable::Snapshot> contacts)
        : m_contacts(std::move(contacts))
    {
    }
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : int(m_contacts->rowCount());
    }
    [[nodiscard]] int columnCount(const QModelIndex & = {}) const override
    {
        return 2 + int(m_contacts->members().size());
    }
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override
    {
        if (role != Qt::DisplayRole)
            return {};
        const auto row = ContactTable::Row(index.row());
        const std::string_view text = index.column() == 0 ? m_contacts->phone(row)
            : index.column() == 1                         ? m_contacts->id(row)
                                                          : m_contacts->member(row, index.column() - 2);
        return QString::fromUtf8(text.data(), qsizetype(text.size()));
    }

private:
    const std::shared_ptr<const ContactTable::Snapshot> m_contacts;
};

class Bench
{
public:
    Bench(WatchedApplication &application, std::size_t count)
        : m_application(application)
        , m_count(count)
    {
        m_directive.defaultRegion = QStringLiteral("US");
    }

    void open()
    {
        const double resident = residentBytes();
        ContactMaker maker(1);
        double longest = 0, all = 0;
        m_bench.setDirective(m_directive);
        m_bench.begin({});
        m_application.restartWatch();
        Time making;
        const Time opening = timeOf([&] {
            for (std::size_t done = 0; done < m_count; done += 1'000) {
                std::shared_ptr<const RecordPage> page;
                const Time made = timeOf([&] { page = contactPage(maker.many(1'000), 0, 1'000); });
                making.wall += made.wall;
                making.cpu += made.cpu;
                const double before = processorTime(CLOCK_THREAD_CPUTIME_ID);
                m_bench.append(page);
                const double time = processorTime(CLOCK_THREAD_CPUTIME_ID) - before;
                longest = std::max(longest, time);
                all += time;
                QCoreApplication::processEvents();
            }
            m_bench.finishReading({});
            settle();
        });
        const double millions = double(m_count) / 1e6;
        tell("append, a page of 1,000 on average (CPU)", all / (double(m_count) / 1'000), "ms");
        tellTime("open and judge as pages come, a million",
                 {(opening.wall - making.wall) / millions, (opening.cpu - making.cpu) / millions});
        tellLimit("the longest page appended", "ms", longest, 16);
        tellLimit("GUI held while it opened", "ms", m_application.longestMilliseconds(), 16);
        tellLimit("memory of a contact", "bytes", double(m_bench.bytes()) / double(m_count), 170);
        tell("bytes a contact, resident", (residentBytes() - resident) / double(m_count), "", "");
    }

    void judge()
    {
        const auto contacts = m_bench.table().snapshot();
        const double millions = double(m_count) / 1e6;
        AnswerSettings settings{.defaultRegion = QStringLiteral("US")};
        const auto perMillion
            = [millions](const Time &time) { return Time{time.wall / millions, time.cpu / millions}; };
        tellTime("judge anew, a million",
                 perMillion(median(3, [&] { m_answers = ContactAnswers::make(contacts, settings, {}, {}); })));
        QThreadPool &pool = *QThreadPool::globalInstance();
        const int threads = pool.maxThreadCount();
        std::vector<double> one, two;
        for (int round = 0; round < 7; ++round) { // in turn, so that both see the same machine
            for (const int count : {1, 2}) {
                pool.setMaxThreadCount(count);
                const Time time = timeOf([&] { (void)ContactAnswers::make(contacts, settings, {}, {}); });
                (count == 1 ? one : two).push_back(time.wall / millions);
            }
        }
        pool.setMaxThreadCount(threads);
        perf::report({.name = "table, a million judged on two threads", // the best of each: least disturbed by others
                      .unit = "ms",
                      .ours = *std::min_element(two.begin(), two.end()),
                      .reference = "one thread",
                      .theirs = *std::min_element(one.begin(), one.end()),
                      .wanted = 1.8});
        settings.survivor = SurvivorRule::First;
        tellTime("look for duplicates, a million",
                 perMillion(timeOf([&] { (void)ContactAnswers::make(contacts, settings, m_answers, {}); })));
        tell("classes of contacts", double(m_answers->classes().size()), "");
        bool isFlagged = false;
        const Time again = median(21, [&] {
            isFlagged = !isFlagged;
            m_directive.region = isFlagged ? DirectiveAction::Flag : DirectiveAction::Purge;
            m_bench.setDirective(m_directive); // judged, counted and told when it returns
        });
        settle();
        tellTime("judge again after a changed directive, all of it", again);
        tellLimit("judged again, a million", "ms", again.cpu / millions, 2);
    }

    Time sort(const char *what, int column)
    {
        m_application.restartWatch();
        const Time time = timeOf([&] {
            m_bench.sortBy(column, Qt::AscendingOrder);
            settle();
        });
        tellTime(what, time);
        m_heldBySorts = std::max(m_heldBySorts, m_application.longestMilliseconds());
        return time;
    }

    Time filter(const char *what, const ContactFilter &filter)
    {
        m_application.restartWatch();
        // The pass alone, as a worker makes it; the way there and back is in the next line.
        const JudgedContacts list = m_bench.model()->view()->list;
        std::size_t found = 0;
        const Time time = median(9, [&] { found = filterContacts(list, filter, {}).size(); });
        const Time shown = timeOf([&] {
            m_bench.setFilter(filter);
            settle();
        });
        tellTime(what, time);
        std::printf("    %zu rows; shown after %.1f ms, GUI held at most %.2f ms (CPU)\n", found, shown.wall,
                    m_application.longestMilliseconds());
        m_bench.setFilter({});
        settle();
        return time;
    }

    [[nodiscard]] double heldBySorts() const { return m_heldBySorts; }
    ListWorkbench &workbench() { return m_bench; }

private:
    void settle()
    {
        while (m_bench.isBusy()) {
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 50);
        }
    }

    WatchedApplication &m_application;
    const std::size_t m_count;
    ListWorkbench m_bench;
    SanitizationDirective m_directive;
    std::shared_ptr<const ContactAnswers> m_answers;
    double m_heldBySorts = 0; ///< Milliseconds.
};

/// To open a list and judge it. The pages are there before.
perf::Cost costOfOpening(std::int64_t contacts)
{
    int argc = 0;
    const QApplication application(argc, nullptr);
    (void)NumberEngine::shared();
    ContactMaker maker(1);
    std::vector<std::shared_ptr<const RecordPage>> pages;
    for (std::int64_t done = 0; done < contacts; done += 1'000)
        pages.push_back(contactPage(maker.many(1'000), 0, 1'000));
    return perf::costOf([&] {
        auto bench = std::make_unique<ListWorkbench>();
        SanitizationDirective directive;
        directive.defaultRegion = QStringLiteral("US");
        bench->setDirective(directive);
        bench->begin({});
        for (const auto &page : pages) {
            bench->append(page);
            QCoreApplication::processEvents();
        }
        bench->finishReading({});
        while (bench->isBusy())
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 50);
        return bench;
    });
}

} // namespace

int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    perf::reportFlatness("list opened and judged", perf::flatSizes(), [](std::int64_t contacts) {
        return perf::costApart([&] { return costOfOpening(contacts); });
    });
    WatchedApplication application(argc, argv);
    const double millions = argc > 1 ? std::max(std::atof(argv[1]), 0.001) : 1;
    const auto count = std::size_t(millions * 1e6);
    (void)NumberEngine::shared();
    std::printf("%zu contacts\n", count);
    Bench bench(application, count);
    bench.open();
    bench.judge();

    using Model = ContactTableModel;
    const int name = Model::FirstMember, time = Model::FirstMember + 2;
    const Time byNumber = bench.sort("sort by number", Model::Original);
    const Time byId = bench.sort("sort by contact id", Model::ContactId);
    const Time byName = bench.sort("sort by first name (dictionary)", name);
    const Time byTime = bench.sort("sort by time", time);
    bench.sort("sort by new number", Model::WillBecome);
    bench.sort("sort by verdict", Model::Verdict);
    bench.sort("sort by reasons", Model::Why);
    bench.sort("sort by region", Model::Region);
    bench.sort("back to the list's order", -1);
    tellLimit("GUI held by a sort", "ms", bench.heldBySorts(), 16);

    ContactFilter digits, word, facets;
    digits.search = QStringLiteral("5550");
    word.search = QStringLiteral("bami");
    facets.verdicts = {ListVerdict::Fix};
    facets.regions = {QStringLiteral("GB")};
    const Time byDigits = bench.filter("search digits in everything", digits);
    const Time byWord = bench.filter("search a word in everything", word);
    bench.filter("facets (verdict and region)", facets);

    if (millions > 2)
        return 0;
    std::printf("\nQSortFilterProxyModel over the same rows\n");
    PlainModel plain(bench.workbench().table().snapshot());
    QSortFilterProxyModel proxy;
    proxy.setSourceModel(&plain);
    const auto sorted = [&](const char *what, int column, const Time &ours) {
        const Time theirs = timeOf([&] { proxy.sort(column); });
        proxy.sort(-1);
        tellTime(what, theirs);
        tellRatio(what, theirs, ours, 25);
    };
    sorted("sort by number", 0, byNumber);
    sorted("sort by contact id", 1, byId);
    sorted("sort by first name", 2, byName);
    sorted("sort by time", 4, byTime);
    const auto filtered = [&](const char *what, int column, const QString &part, const Time &ours) {
        proxy.setFilterKeyColumn(column);
        proxy.setFilterCaseSensitivity(Qt::CaseInsensitive);
        const Time theirs = timeOf([&] {
            proxy.setFilterFixedString(part);
            (void)proxy.rowCount();
        });
        proxy.setFilterFixedString({});
        tellTime(what, theirs);
        tellRatio(what, theirs, ours, 50);
    };
    filtered("search digits in everything", -1, digits.search, byDigits);
    filtered("search digits in the number only", 0, digits.search, byDigits);
    filtered("search a word in everything", -1, word.search, byWord);
    filtered("search a word in the first name only", 2, word.search, byWord);
    return 0;
}
