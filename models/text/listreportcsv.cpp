// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The report for programs and spreadsheets; its page for printing is in listreport.cpp.

#include "models/text/listreport.h"

namespace muster {

namespace {

/// The facts and counts as rows.
class ReportRows
{
public:
    void line(const QStringList &cells) { m_rows.row(cells); }
    void fact(const char *key, const QString &value)
    {
        if (!value.isEmpty())
            line({QStringLiteral("fact"), QLatin1String(key), value, {}, {}});
    }
    void fact(const char *key, qint64 value) { fact(key, QString::number(value)); }
    void fact(const char *key, const QDateTime &time)
    {
        fact(key, time.isValid() ? time.toUTC().toString(Qt::ISODateWithMs) : QString());
    }
    [[nodiscard]] CsvRows take() { return std::move(m_rows); }

private:
    CsvRows m_rows{TextProfile::Spreadsheets};
};

void writeFacts(ReportRows &lines, const ListReportFacts &facts)
{
    const PlanHeader &plan = facts.plan;
    lines.fact("list", plan.listName);
    lines.fact("list_id", plan.listId);
    lines.fact("connection", plan.profileName);
    lines.fact("environment", environmentKey(plan.environment));
    lines.fact("directive", plan.directiveName);
    lines.fact("directive_digest", plan.directiveDigest);
    lines.fact("plan_digest", facts.planDigest);
    lines.fact("planned_by", plan.createdBy);
    lines.fact("planned_at", plan.createdAt);
    lines.fact("scope", plan.scope);
    lines.fact("scope_contacts", plan.scopeCount);
    lines.fact("list_read_whole", plan.readComplete ? QStringLiteral("yes") : QStringLiteral("no"));
    lines.fact("planned_fixes", plan.fixes);
    lines.fact("planned_purges", plan.purges);
    if (facts.outcome) {
        const ListReportOutcome &outcome = *facts.outcome;
        lines.fact("started_at", outcome.startedAt);
        lines.fact("ended_at", outcome.endedAt);
        lines.fact("outcome", outcome.endKey);
        const std::pair<const char *, qint64> sums[] = {{"fixed", outcome.fixed},
                                                        {"purged", outcome.purged},
                                                        {"absent", outcome.absent},
                                                        {"rejected", outcome.rejected},
                                                        {"unknown", outcome.unknown},
                                                        {"skipped", outcome.skipped},
                                                        {"not_attempted", outcome.notAttempted}};
        for (const auto &[key, count] : sums)
            lines.fact(key, count);
        lines.fact("backup", outcome.backupFile);
        lines.fact("backup_digest", outcome.backupDigest);
        lines.fact("backup_expires_at", outcome.backupExpiresAt);
        lines.fact("aggregator", outcome.notice);
    }
    lines.fact("read_again", facts.after ? QStringLiteral("yes") : QStringLiteral("no"));
    if (facts.after)
        lines.fact("read_again_at", facts.after->readAt);
}

QString kindKey(ListReportCount::Kind kind)
{
    switch (kind) {
    case ListReportCount::Kind::Contacts:
        return QStringLiteral("contacts");
    case ListReportCount::Kind::Verdict:
        return QStringLiteral("verdict");
    case ListReportCount::Kind::Reason:
        return QStringLiteral("reason");
    case ListReportCount::Kind::Region:
        return QStringLiteral("region");
    }
    return {};
}

QString keyOf(const ListReportCount &count)
{
    if (!count.key.isEmpty())
        return count.key;
    return count.kind == ListReportCount::Kind::Region ? QStringLiteral("none") : QStringLiteral("all");
}

} // namespace

CsvRows listReportCsv(const ListReportFacts &facts)
{
    ReportRows lines;
    lines.line({QStringLiteral("section"), QStringLiteral("key"), QStringLiteral("value"), QStringLiteral("before"),
                QStringLiteral("after")});
    writeFacts(lines, facts);
    const std::optional<ListSummary> after = facts.after ? std::optional(facts.after->summary) : std::nullopt;
    const QList<ListReportCount> counts = listReportCounts(facts.before, after);
    for (const ListReportCount &count : counts) {
        lines.line({kindKey(count.kind),
                    keyOf(count),
                    {},
                    QString::number(count.before),
                    count.after ? QString::number(*count.after) : QString()});
    }
    return lines.take();
}

} // namespace muster
