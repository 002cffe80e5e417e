// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/numberscommand.h"

#include "app/options.h"
#include "models/rules/numbers/numberscsv.h"
#include "models/store/numberplanstore.h"
#include "models/text/errortexts.h"
#include "resources/resources.h"

#include <CLI/CLI.hpp>
#include <QElapsedTimer>
#include <QFile>
#include <cstdio>
#include <memory>
#include <unistd.h>

namespace muster {

namespace {

constexpr int exitComplete = 0, exitFailed = 1, exitRefused = 2;

int refuse(const char *format, const QString &word)
{
    std::fprintf(stderr, format, qUtf8Printable(word));
    return exitRefused;
}

} // namespace

int classifyNumbers(const NumbersOptions &options)
{
    QFile in, out;
    const bool fromStandardInput = options.file == QLatin1String("-");
    in.setFileName(options.file);
    // Unbuffered: a block is passed on as soon as it is there, and a full disk is told at once.
    const bool opened = fromStandardInput ? in.open(STDIN_FILENO, QIODevice::ReadOnly | QIODevice::Unbuffered)
                                          : in.open(QIODevice::ReadOnly | QIODevice::Unbuffered);
    if (!opened)
        return refuse("muster: cannot read %s\n", options.file);
    const NumberEngine &engine = NumberEngine::shared();
    const QString id = options.defaultRegion.toUpper();
    const RegionIndex region = engine.regions().indexOf(id.toStdString());
    if (region == 0 && !id.isEmpty() && id != QLatin1String("ZZ"))
        return refuse("muster: %s is not a known region; use two letters, such as DE, US or GB\n",
                      options.defaultRegion);
    if (!out.open(STDOUT_FILENO, QIODevice::WriteOnly | QIODevice::Unbuffered))
        return exitFailed;

    const bool watched = isatty(STDERR_FILENO) != 0;
    QElapsedTimer sinceShown;
    sinceShown.start();
    const auto progress = [&](qint64 rows) {
        if (!watched || sinceShown.elapsed() < 100)
            return;
        std::fprintf(stderr, "\r%lld rows", static_cast<long long>(rows));
        sinceShown.restart();
    };
    const NumbersCsv::Report report = NumbersCsv(engine, region, out).run(in, progress);
    std::fprintf(stderr, "%s%lld rows, %lld of them longer than %lld bytes and not classified\n", watched ? "\r" : "",
                 static_cast<long long>(report.rows), static_cast<long long>(report.tooLong),
                 static_cast<long long>(NumbersCsv::maxLine));
    if (report.end == NumbersCsv::End::ReadFailed)
        std::fprintf(stderr, "muster: reading failed; the rows up to that point were written\n");
    if (report.end == NumbersCsv::End::WriteFailed)
        std::fprintf(stderr, "muster: writing failed\n");
    return report.end == NumbersCsv::End::Complete ? exitComplete : exitFailed;
}

CLI::App &addNumbersCommand(CLI::App &app, std::function<int()> &run)
{
    const auto options = std::make_shared<NumbersOptions>();
    CLI::App *numbers = app.add_subcommand("numbers", "Phone numbers")->require_subcommand(1);
    CLI::App *classify = numbers->add_subcommand(
        "classify",
        "Classify one number per line; a CSV row for each goes to standard output, for programs, not for spreadsheets");
    addOption(*classify, "--default-region", options->defaultRegion,
              "Region for numbers without a country code, such as DE or US");
    addOption(*classify, "file", options->file, "File to read, or - for standard input")->type_name("FILE");
    classify->callback([options, &run] { run = [options] { return classifyNumbers(*options); }; });
    return *numbers;
}

void useChosenPlans(const QString &configFolder)
{
    initNumberPlans();
    NumberPlanStore plans(configFolder);
    plans.setReadOnly();
    if (const auto notice = plans.load())
        std::fprintf(stderr, "muster: %s\n", qUtf8Printable(errorSentence(*notice)));
    NumberEngine::setSharedPlan(plans.source());
}

} // namespace muster
