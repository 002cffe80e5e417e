// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a contact list under the hand costs: open, judge, judge again, sort, filter, bytes a contact, and how long the
// GUI thread is held. Prints each figure beside the one that is wanted, and ratios to QSortFilterProxyModel over the
// same rows in the same run. Usage: bench_contacts [MILLIONS, default 1]; the proxy is left out above 2.

#include "models/items/contacttablemodel.h"
#include "models/lists/contactviewmaker.h"
#include "models/lists/listworkbench.h"
#include "models/rules/numbers/numberengine.h"
#include "tests/support/contactpages.h"
#include "tests/support/guiwatchdog.h"

#include <QEventLoop>
#include <QFile>
#include <QSortFilterProxyModel>
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

void tellRatio(const Time &theirs, const Time &ours, const char *wanted)
{
    std::printf("    times ours: %.1f by the clock, %.1f by CPU %s\n", theirs.wall / ours.wall, theirs.cpu / ours.cpu,
                wanted);
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
    [[nodiscard]] int columnCount(const QModelIndex & = {}) const override { return 2 + int(m_contacts->members().size()); }
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
        tell("append, the longest page (CPU)", longest, "ms", "< 16");
        tellTime("open and judge as pages come, a million",
                 {(opening.wall - making.wall) / millions, (opening.cpu - making.cpu) / millions});
        tell("GUI held at most while it opened (CPU)", m_application.longestMilliseconds(), "ms", "< 16");
        tell("bytes a contact, own count", double(m_bench.bytes()) / double(m_count), "", "<= 170");
        tell("bytes a contact, resident", (residentBytes() - resident) / double(m_count), "", "");
    }

    void judge()
    {
        const auto contacts = m_bench.table().snapshot();
        const double millions = double(m_count) / 1e6;
        AnswerSettings settings{.defaultRegion = QStringLiteral("US")};
        const auto perMillion = [millions](const Time &time) { return Time{time.wall / millions, time.cpu / millions}; };
        tellTime("judge anew, a million",
                 perMillion(median(3, [&] { m_answers = ContactAnswers::make(contacts, settings, {}, {}); })));
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
        tellTime("judge again after a changed directive, all of it", again, "<= 2 a million");
    }

    Time sort(const char *what, int column)
    {
        m_application.restartWatch();
        const Time time = timeOf([&] {
            m_bench.sortBy(column, Qt::AscendingOrder);
            settle();
        });
        tellTime(what, time);
        tell("    GUI held at most (CPU)", m_application.longestMilliseconds(), "ms", "< 16");
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
};

} // namespace

int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
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
        tellRatio(theirs, ours, "(wanted: 25)");
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
        tellRatio(theirs, ours, "(wanted: 50)");
    };
    filtered("search digits in everything", -1, digits.search, byDigits);
    filtered("search digits in the number only", 0, digits.search, byDigits);
    filtered("search a word in everything", -1, word.search, byWord);
    filtered("search a word in the first name only", 2, word.search, byWord);
    return 0;
}
