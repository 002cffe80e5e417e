// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

// bench_audit [ENTRIES]: first, where MUSTER_FLAT_SIZES is set, what an entry costs in files of these sizes; then the
// verification of an audit file (200,000 entries unless said otherwise) beside what sha256sum takes for the same bytes,
// in turns in one run. sha256sum reads bytes once; ours decodes each entry, and checks digest, seal, chain and head.

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
                               QStringLiteral("0b5f1c9e-58a1-4c36-9f0e-2d7f6f1f0001"),
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
    [[nodiscard]] QString file() const { return m_log->file(); }

private:
    const qint64 m_entries;
    const QTemporaryDir m_data, m_head;
    std::unique_ptr<AuditLog> m_log;
};

/// Processor time of sha256sum over the file, the start of its process included.
double sumSeconds(const std::string &path)
{
    const pid_t child = fork();
    if (child == 0) {
        const int nothing = open("/dev/null", O_WRONLY | O_CLOEXEC);
        dup2(nothing, STDOUT_FILENO);
        execlp("sha256sum", "sha256sum", path.c_str(), nullptr);
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
    const std::string path = log.file().toStdString();
    std::vector<double> ours, theirs;
    for (int round = 0; round < 5; ++round) {
        ours.push_back(perf::costOf([&] { return log.verify(); }).seconds);
        theirs.push_back(sumSeconds(path));
    }
    std::sort(ours.begin(), ours.end());
    std::sort(theirs.begin(), theirs.end());
    std::printf("%lld entries, %.0f MB\n", static_cast<long long>(entries), double(QFileInfo(log.file()).size()) / 1e6);
    perf::report({.name = "audit verify",
                  .unit = "us an entry",
                  .ours = ours[2] / double(entries) * 1e6,
                  .reference = "sha256sum",
                  .theirs = theirs[2] / double(entries) * 1e6,
                  .ratio = perf::Ratio::OfTheirs});
    return 0;
}
