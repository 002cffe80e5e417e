// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

// bench_audit [ENTRIES]: first, where MUSTER_FLAT_SIZES is set, what an entry costs in files of these sizes; then the
// verification of a history (200,000 entries unless said otherwise) beside what sha256sum takes for the same bytes,
// in turns in one run. sha256sum reads bytes once; ours decodes each entry, and checks digest, seal, chain and head. At
// the end what it takes to find entries: the index made anew and read again, some questions, and the first lines of the
// table.

#include "models/items/auditmodel.h"
#include "models/store/auditindex.h"
#include "models/store/auditlog.h"
#include "tests/perf/figures.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QTemporaryDir>
#include <sys/resource.h>
#include <utility>

using namespace muster;

namespace {

[[noreturn]] void give(const std::string &why)
{
    std::fprintf(stderr, "%s\n", why.c_str());
    std::exit(1);
}

/// A log of that many entries, as exports write them, in a folder of its own.
class FilledLog
{
public:
    explicit FilledLog(qint64 entries)
        : m_entries(entries)
    {
        auto log = AuditLog::open(m_data.filePath(QStringLiteral("audit.jsonl")), m_head.path(), false);
        if (!log)
            give(log.error().code.toStdString());
        m_log = *std::move(log);
        for (qint64 written = 0; written < entries;) {
            QList<AuditDraft> drafts;
            for (; drafts.size() < 1'000 && written < entries; ++written) {
                drafts.append({QStringLiteral("export.page"),
                               QStringLiteral("0b5f1c9e-58a1-4c36-9f0e-%1").arg(written / 60, 12, 16, QLatin1Char('0')),
                               {{QStringLiteral("page"), written},
                                {QStringLiteral("records"), 500},
                                {QStringLiteral("bytes"), 171'000 + written % 977}}});
            }
            if (const auto appended = m_log->appendAll(drafts); !appended)
                give(appended.error().code.toStdString());
        }
    }

    /// Ends the program unless the file is found to be whole.
    qint64 verify() const
    {
        const AuditVerdict verdict = m_log->verify();
        if (!verdict.intact || verdict.entries < m_entries)
            give("the file is not whole: " + verdict.reasonKey.toStdString());
        return verdict.entries;
    }
    /// The oldest first.
    [[nodiscard]] QStringList files() const
    {
        QStringList paths;
        for (const ClosedAuditFile &closed : ClosedAuditFile::of(m_log->file()))
            paths.append(closed.path);
        return paths + QStringList{m_log->file()};
    }
    /// As a start does; returns how many entries there are.
    qint64 openAnew() const
    {
        const auto log = AuditLog::open(m_log->file(), m_head.path(), true);
        if (!log)
            give(log.error().code.toStdString());
        return (*log)->count();
    }
    [[nodiscard]] QString indexFile() const { return m_data.filePath(QStringLiteral("audit-index.sqlite")); }
    [[nodiscard]] AuditLog &log() const { return *m_log; }

private:
    const qint64 m_entries;
    const QTemporaryDir m_data, m_head;
    std::unique_ptr<AuditLog> m_log;
};

/// Processor time of sha256sum over the files, the start of its process included.
double sumSeconds(std::vector<std::string> paths)
{
    std::vector<char *> arguments;
    static std::string program = "sha256sum";
    arguments.push_back(program.data());
    for (std::string &path : paths)
        arguments.push_back(path.data());
    arguments.push_back(nullptr);
    const pid_t child = fork();
    if (child == 0) {
        const int nothing = open("/dev/null", O_WRONLY | O_CLOEXEC);
        dup2(nothing, STDOUT_FILENO);
        execvp("sha256sum", arguments.data());
        _exit(127);
    }
    int status = 0;
    rusage usage{};
    wait4(child, &status, 0, &usage);
    if (status != 0)
        give("sha256sum failed");
    const auto seconds = [](const timeval &time) { return double(time.tv_sec) + double(time.tv_usec) / 1e6; };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

std::size_t found(AuditIndex &index, const AuditQuery &query)
{
    QFuture<Result<AuditMatches>> future = index.find(query, {});
    future.waitForFinished();
    if (const Result<AuditMatches> matches = future.result(); matches && matches->isComplete)
        return matches->sequences.size();
    give("a question was not answered");
}

void reportSearch(const FilledLog &filled, double entries)
{
    const auto each = [&](const char *name, double seconds) {
        perf::report({.name = name, .unit = "us an entry", .ours = seconds / entries * 1e6});
    };
    const auto whole = [&](const char *name, double seconds, std::optional<double> wanted = {}) {
        perf::report({.name = name, .unit = "ms", .ours = seconds * 1e3, .wanted = wanted});
    };
    {
        AuditIndex index(filled.log(), filled.indexFile(), false);
        each("audit index made anew", perf::costOf([&] { return found(index, {}); }).seconds);
    }
    AuditIndex index(filled.log(), filled.indexFile(), false);
    const perf::Cost read = perf::costOf([&] { return found(index, {}); });
    perf::report({.name = "audit index read again",
                  .unit = "us an entry",
                  .ours = read.seconds / entries * 1e6,
                  .memory = read.mebibytes});
    AuditQuery run, job, text;
    run.runId = QStringLiteral("0b5f1c9e-58a1-4c36-9f0e-%1").arg(7, 12, 16, QLatin1Char('0'));
    job.job = QStringLiteral("export");
    job.since = QDateTime(QDate(2020, 1, 1), QTime(), Qt::UTC);
    text.text = QStringLiteral("171000");
    whole("audit entries of a run", perf::costOf([&] { return found(index, run); }).seconds);
    whole("audit entries of a kind of work", perf::costOf([&] { return found(index, job); }).seconds);
    each("audit entries with a text", perf::costOf([&] { return found(index, text); }).seconds);

    // What a person waits for who opens the page: lines before anything was searched.
    AuditModel model;
    const auto firstLines = [&] {
        model.setHistory(&filled.log(), &index);
        while (!model.entry(0))
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        return model.index(0, AuditModel::Event).data();
    };
    whole("audit table, first lines", perf::costOf(firstLines).seconds, 100);
    while (model.isSearching())
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    const auto scrolled = [&] {
        for (int step = 0; step < 100; ++step) {
            const int row = int(qint64(model.rowCount() - 1) * step / 100);
            while (!model.entry(row))
                QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        }
        return 0;
    };
    whole("audit table, a hundred places", perf::costOf(scrolled).seconds);
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    std::unique_ptr<const FilledLog> flat;
    std::int64_t filled = 0;
    perf::reportFlatness("audit verify", perf::flatSizes(), [&](std::int64_t size) {
        if (std::exchange(filled, size) != size)
            flat = std::make_unique<const FilledLog>(size);
        return perf::costApart([&] { return perf::costOf([&] { return flat->verify(); }); });
    });
    flat.reset();
    const qint64 entries = argc > 1 ? std::max(std::atoll(argv[1]), 1ll) : 200'000;
    const FilledLog log(entries);
    std::vector<std::string> paths;
    qint64 bytes = 0;
    for (const QString &path : log.files()) {
        paths.push_back(path.toStdString());
        bytes += QFileInfo(path).size();
    }
    std::vector<double> ours, theirs;
    for (int round = 0; round < 5; ++round) {
        ours.push_back(perf::costOf([&] { return log.verify(); }).seconds);
        theirs.push_back(sumSeconds(paths));
    }
    std::sort(ours.begin(), ours.end());
    std::sort(theirs.begin(), theirs.end());
    std::printf("%lld entries, %.0f MB in %zu files\n", static_cast<long long>(entries), double(bytes) / 1e6,
                paths.size());
    perf::report({.name = "audit opened",
                  .unit = "ms",
                  .ours = perf::costOf([&] { return log.openAnew(); }).seconds * 1e3,
                  .wanted = 100});
    perf::report({.name = "audit verify",
                  .unit = "us an entry",
                  .ours = ours[2] / double(entries) * 1e6,
                  .reference = "sha256sum",
                  .theirs = theirs[2] / double(entries) * 1e6,
                  .ratio = perf::Ratio::OfTheirs,
                  .wanted = 1.5});
    reportSearch(log, double(entries));
    return 0;
}
