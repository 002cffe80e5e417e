// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Rows of the team's database, which another program may have filled. The input's cells are parted by U+001F; one that
// begins with # is a number, as a column of another type would give it.

#include "models/store/team/teamrows.h"
#include "tests/fuzz/fuzzers.h"

namespace fuzz_teamrows {

using namespace muster;
using muster::tests::check;
using Limits = TeamRowLimits;

void lookAtSource(const TeamSource &source)
{
    for (const QString *text : {&source.machine, &source.computer, &source.role})
        check(text->size() <= Limits::name);
}

void lookAtTime(const QDateTime &at)
{
    check(!at.isValid() || (at.timeSpec() == Qt::UTC && at.date().year() >= 1970 && at.date().year() <= 9999));
}

int fuzz(const std::uint8_t *data, std::size_t size)
{
    QVariantList row;
    for (const QByteArray &cell : QByteArray(reinterpret_cast<const char *>(data), qsizetype(size)).split('\x1f')) {
        if (cell.startsWith('#'))
            row.append(cell.mid(1).toLongLong());
        else
            row.append(QString::fromUtf8(cell));
    }
    lookAtSource(teamSourceOf(row));
    if (const auto told = teamEntryOf(row)) {
        lookAtSource(told->source);
        check(row.value(3).toString().toUtf8().size() <= maxAuditLine && told->entry.sequence > 0);
    }
    const TeamRunRow told = teamRunOf(row);
    lookAtSource(told.run.source);
    const RunRecord &record = told.run.record;
    const JournalRun &run = record.run;
    for (const QString *text : {&told.run.actor, &run.id, &run.kind, &run.profileName, &run.state, &run.reasonKey})
        check(text->size() <= Limits::name);
    check(run.title.size() <= Limits::title && run.target.size() <= Limits::target
          && run.orderDigest.size() <= Limits::digest);
    lookAtTime(run.startedAt);
    lookAtTime(run.changedAt);
    check(record.lives >= 0 && record.livesWithoutMeasures() >= 0);
    check(!record.measuresAreDamaged || (!record.measures && !told.isWhole));
    check(!TeamDatabase::digestOf(record).isEmpty());
    check(TeamDatabase::digestOf(record) == TeamDatabase::digestOf(teamRunOf(row).run.record));
    return 0;
}

} // namespace fuzz_teamrows

MUSTER_FUZZER(fuzz_teamrows)
