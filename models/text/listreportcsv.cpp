// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The report for programs and spreadsheets; its page for printing is in listreport.cpp.

#include "models/rules/spreadsheetcells.h"
#include "models/text/listreport.h"

namespace muster {

namespace {

/// A line of the CSV; every cell guarded as for spreadsheets.
class CsvLines
{
public:
    void line(const QStringList &cells)
    {
        for (qsizetype at = 0; at < cells.size(); ++at) {
            if (at > 0)
                m_csv += ',';
            m_csv += cellOf(cells[at]);
        }
        m_csv += "\r\n";
    }
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
    [[nodiscard]] const QByteArray &csv() const { return m_csv; }

private:
    static QByteArray cellOf(const QString &text)
    {
        QByteArray cell = QByteArray::fromStdString(guardCell(text.toStdString()));
        if (cell.contains(',') || cell.contains('"') || cell.contains('\r') || cell.contains('\n'))
            cell = '"' + cell.replace('"', "\"\"") + '"';
        return cell;
    }

    QByteArray m_csv;
};

void writeFacts(CsvLines &lines, const ListReportFacts &facts)
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

QByteArray listReportCsv(const ListReportFacts &facts)
{
    CsvLines lines;
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
    return lines.csv();
}

} // namespace muster
