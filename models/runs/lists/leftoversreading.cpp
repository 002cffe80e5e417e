// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/lists/leftoversreading.h"

#include "models/lists/workerjob.h"
#include "models/sinks/csvreader.h"
#include "models/store/durablefile.h"

namespace muster {

namespace {

constexpr qint64 mostBytes = qint64(4) * 1024 * 1024 * 1024; // 20 million contacts

QString text(const CsvReader::Cell &cell)
{
    return cell ? QString::fromStdString(*cell) : QString();
}

Result<Leftovers> readLeftovers(const QString &file, const std::stop_token &stop)
{
    TRY(bytes, readWholeFile(file, mostBytes));
    CsvReader reader(*bytes, TextProfile::Spreadsheets);
    Leftovers leftovers;
    for (bool isHeader = true;; isHeader = false) {
        if (stop.stop_requested())
            return failure({.kind = ErrorKind::Cancelled});
        const auto row = reader.next();
        if (!row)
            return failure({.kind = ErrorKind::Damaged, .code = row.error().code, .subject = file});
        if (!*row)
            return leftovers;
        const std::vector<CsvReader::Cell> &cells = **row;
        if (cells.size() != 4)
            return failure({.kind = ErrorKind::Damaged, .code = QStringLiteral("leftovers_row"), .subject = file});
        if (isHeader)
            continue;
        if (leftovers.all++ < LeftoversReading::most)
            leftovers.first.append({text(cells[0]), text(cells[1]), text(cells[2]), text(cells[3])});
    }
}

} // namespace

struct LeftoversReading::Job : WorkerJob<Result<Leftovers>>
{
    using WorkerJob::WorkerJob;
};

LeftoversReading::LeftoversReading(QObject *parent)
    : QObject(parent)
    , m_job(std::make_unique<Job>([this](const Result<Leftovers> &leftovers) {
        if (leftovers)
            Q_EMIT loaded(*leftovers);
        else
            Q_EMIT failed(leftovers.error());
    }))
{
}

LeftoversReading::~LeftoversReading() = default;

void LeftoversReading::request(const QString &file)
{
    m_job->start([file](const std::stop_token &stop) { return readLeftovers(file, stop); });
}

void LeftoversReading::stop()
{
    m_job->cancel();
}

} // namespace muster
