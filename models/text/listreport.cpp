// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/text/listreport.h"

#include "models/text/displayformats.h"
#include "models/text/listtexts.h"
#include "models/text/plaintext.h"
#include "models/text/wordtable.h"

#include <QCoreApplication>
#include <QHash>
#include <QLocale>
#include <array>

namespace muster {

namespace {

struct ListReport
{
    Q_DECLARE_TR_FUNCTIONS(ListReport)
};

constexpr qsizetype maxRegions = 60; ///< Rows of the table; the others are added up.

QString escaped(const QString &text)
{
    return visibleText(text, 500).toHtmlEscaped();
}

QString counted(qint64 count)
{
    return count < 0 ? ListReport::tr("unknown") : QLocale().toString(count);
}

QString timeText(const QDateTime &time)
{
    return time.isValid() ? longDayAndTimeText(time.toLocalTime()) : ListReport::tr("unknown");
}

QString endText(const QString &key)
{
    static constexpr KeyedWord rows[]{
        {"complete", QT_TRANSLATE_NOOP("ListReport", "complete")},
        {"paused", QT_TRANSLATE_NOOP("ListReport", "paused; what wasn’t attempted can still be done")},
        {"halted", QT_TRANSLATE_NOOP("ListReport", "halted after server errors; you have to allow sending again")},
        {"failed", QT_TRANSLATE_NOOP("ListReport", "failed")},
        {"refused", QT_TRANSLATE_NOOP("ListReport", "refused before anything was sent")},
        {"cancelled", QT_TRANSLATE_NOOP("ListReport", "cancelled")},
    };
    const QString known = wordIn("ListReport", rows, key);
    return known.isEmpty() ? visibleText(key, 40) : known;
}

/// Two columns; `value` is text of ours or escaped already.
class Table
{
public:
    Table(QString &html, const QString &title)
        : m_html(html)
    {
        m_html += QStringLiteral("<h2>%1</h2>\n<table border=\"1\" cellspacing=\"0\" cellpadding=\"4\">\n")
                      .arg(title.toHtmlEscaped());
    }
    ~Table() { m_html += QStringLiteral("</table>\n"); }
    Table(const Table &) = delete;
    Table &operator=(const Table &) = delete;

    void row(const QString &name, const QString &value)
    {
        m_html += QStringLiteral("<tr><td>") + name.toHtmlEscaped() + QStringLiteral("</td><td>") + value
            + QStringLiteral("</td></tr>\n");
    }
    void row(const QString &name, qint64 count)
    {
        m_html += QStringLiteral("<tr><td>") + name.toHtmlEscaped() + QStringLiteral("</td><td align=\"right\">")
            + counted(count).toHtmlEscaped() + QStringLiteral("</td></tr>\n");
    }

private:
    QString &m_html;
};

/// Name, before and, for a run, after.
class CountTable
{
public:
    CountTable(QString &html, const QString &title, bool hasAfter)
        : m_html(html)
        , m_hasAfter(hasAfter)
    {
        m_html += QStringLiteral("<h2>%1</h2>\n<table border=\"1\" cellspacing=\"0\" cellpadding=\"4\">\n")
                      .arg(title.toHtmlEscaped());
        if (hasAfter)
            m_html += QStringLiteral("<tr><th></th><th>%1</th><th>%2</th></tr>\n")
                          .arg(ListReport::tr("Before").toHtmlEscaped(), ListReport::tr("After").toHtmlEscaped());
    }
    ~CountTable() { m_html += QStringLiteral("</table>\n"); }
    CountTable(const CountTable &) = delete;
    CountTable &operator=(const CountTable &) = delete;

    void row(const QString &name, const ListReportCount &count)
    {
        m_html += QStringLiteral("<tr><td>") + name.toHtmlEscaped() + QStringLiteral("</td>") + cell(count.before);
        if (m_hasAfter)
            m_html += cell(count.after.value_or(-1));
        m_html += QStringLiteral("</tr>\n");
    }

private:
    static QString cell(qint64 count)
    {
        return QStringLiteral("<td align=\"right\">") + counted(count).toHtmlEscaped() + QStringLiteral("</td>");
    }

    QString &m_html;
    const bool m_hasAfter;
};

void writeOrigin(QString &html, const ListReportFacts &facts)
{
    Table table(html, ListReport::tr("Results"));
    table.row(ListReport::tr("Contact list"), escaped(facts.plan.listName));
    table.row(ListReport::tr("Connection"), escaped(facts.plan.profileName));
    table.row(ListReport::tr("Directives"), escaped(facts.plan.directiveName));
    table.row(ListReport::tr("Directives digest"), escaped(facts.plan.directiveDigest));
    table.row(ListReport::tr("Plan author"), escaped(facts.plan.createdBy));
    table.row(ListReport::tr("Plan created"), escaped(timeText(facts.plan.createdAt)));
    table.row(ListReport::tr("Plan digest"), escaped(facts.planDigest));
    table.row(ListReport::tr("Scope"), escaped(facts.plan.scope));
    table.row(ListReport::tr("Contacts in scope"), facts.plan.scopeCount);
    table.row(ListReport::tr("List read completely"),
              (facts.plan.readComplete ? ListReport::tr("yes") : ListReport::tr("no")).toHtmlEscaped());
    if (!facts.outcome)
        return;
    table.row(ListReport::tr("Started"), escaped(timeText(facts.outcome->startedAt)));
    table.row(ListReport::tr("Ended"), escaped(timeText(facts.outcome->endedAt)));
    table.row(ListReport::tr("Outcome"), endText(facts.outcome->endKey).toHtmlEscaped());
    if (!facts.outcome->backupFile.isEmpty()) {
        table.row(ListReport::tr("Backup"), escaped(facts.outcome->backupFile));
        table.row(ListReport::tr("Backup digest"), escaped(facts.outcome->backupDigest));
        table.row(ListReport::tr("Backup expires"), escaped(timeText(facts.outcome->backupExpiresAt)));
    }
    if (!facts.outcome->notice.isEmpty())
        table.row(ListReport::tr("Notification to the aggregator"), escaped(facts.outcome->notice));
}

void writeOutcome(QString &html, const ListReportFacts &facts)
{
    Table table(html, ListReport::tr("Before and after"));
    table.row(ListReport::tr("Contacts before"), facts.plan.contactsInList);
    table.row(ListReport::tr("Numbers to correct"), facts.plan.fixes);
    table.row(facts.blockGroup.isEmpty() ? ListReport::tr("Contacts to purge") : ListReport::tr("Contacts to block"),
              facts.plan.purges);
    if (!facts.outcome) {
        table.row(ListReport::tr("Sent"), ListReport::tr("Nothing: this is a preview.").toHtmlEscaped());
        return;
    }
    const ListReportOutcome &outcome = *facts.outcome;
    table.row(ListReport::tr("Numbers corrected"), outcome.fixed);
    if (facts.blockGroup.isEmpty()) {
        table.row(ListReport::tr("Contacts purged"), outcome.purged);
    } else {
        table.row(ListReport::tr("Do-not-call group"), escaped(facts.blockGroup));
        table.row(ListReport::tr("Contacts blocked, still in the list"), outcome.blocked);
    }
    table.row(ListReport::tr("Already gone"), outcome.absent);
    table.row(ListReport::tr("Refused by the server"), outcome.rejected);
    table.row(ListReport::tr("Outcome unknown"), outcome.unknown);
    table.row(ListReport::tr("Left alone"), outcome.skipped);
    table.row(ListReport::tr("Not attempted"), outcome.notAttempted);
    if (facts.after) {
        table.row(ListReport::tr("List read again"), escaped(timeText(facts.after->readAt)));
        table.row(ListReport::tr("Contacts after"), facts.after->summary.contacts);
        return;
    }
    table.row(ListReport::tr("List read again"),
              ListReport::tr("no; its current size was not counted").toHtmlEscaped());
    // Only what is proved is counted off: contacts of unknown fate are said to be unknown, not gone.
    table.row(ListReport::tr("Contacts after, as far as known"), facts.plan.contactsInList - outcome.purged);
}

QString kindTitle(ListReportCount::Kind kind)
{
    switch (kind) {
    case ListReportCount::Kind::Contacts:
        break;
    case ListReportCount::Kind::Verdict:
        return ListReport::tr("By verdict");
    case ListReportCount::Kind::Reason:
        return ListReport::tr("By reason (a contact may have several)");
    case ListReportCount::Kind::Region:
        return ListReport::tr("By region");
    }
    return {};
}

void writeCounts(QString &html, const ListReportFacts &facts)
{
    using Kind = ListReportCount::Kind;
    const std::optional<ListSummary> after = facts.after ? std::optional(facts.after->summary) : std::nullopt;
    const QList<ListReportCount> counts = listReportCounts(facts.before, after);
    for (const Kind kind : {Kind::Verdict, Kind::Reason, Kind::Region}) {
        CountTable table(html, kindTitle(kind), facts.outcome.has_value());
        ListReportCount others{kind, {}, 0, after ? std::optional<qint64>(0) : std::nullopt};
        int rows = 0;
        for (const ListReportCount &count : counts) {
            if (count.kind != kind)
                continue;
            if (kind != Kind::Region || rows++ < maxRegions) {
                table.row(listReportNameText(count), count);
                continue;
            }
            others.before += count.before;
            if (others.after)
                *others.after += count.after.value_or(0);
        }
        if (others.before > 0 || others.after.value_or(0) > 0)
            table.row(ListReport::tr("others"), others);
    }
}

} // namespace

QString listReportHtml(const ListReportFacts &facts)
{
    const QString title = ListReport::tr("Sanitized contact list: %1").arg(visibleText(facts.plan.listName, 200));
    QString html
        = QStringLiteral("<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><title>%1</title></head><body>\n"
                         "<h1>%1</h1>\n")
              .arg(title.toHtmlEscaped());
    writeOrigin(html, facts);
    writeOutcome(html, facts);
    writeCounts(html, facts);
    html += QStringLiteral("</body></html>\n");
    return html;
}

QList<ListReportCount> listReportCounts(const ListSummary &before, const std::optional<ListSummary> &after)
{
    using Kind = ListReportCount::Kind;
    QList<ListReportCount> counts;
    const auto add = [&](Kind kind, const QString &key, qint64 was, qint64 is) {
        if (was > 0 || (after && is > 0))
            counts.append({kind, key, was, after ? std::optional(is) : std::nullopt});
    };
    const ListSummary now = after.value_or(ListSummary());
    counts.append({Kind::Contacts, {}, before.contacts, after ? std::optional(now.contacts) : std::nullopt});
    for (std::size_t verdict = 0; verdict < std::size_t(listVerdictCount); ++verdict)
        add(Kind::Verdict, keyOf(ListVerdict(verdict)), before.verdicts[verdict], now.verdicts[verdict]);
    for (std::size_t reason = 0; reason < std::size_t(listReasonCount); ++reason)
        add(Kind::Reason, keyOf(ListReason(reason)), before.reasons[reason], now.reasons[reason]);
    QHash<QString, qint64> regions(now.regions.cbegin(), now.regions.cend());
    for (const auto &[region, count] : before.regions)
        add(Kind::Region, region, count, regions.take(region));
    for (const auto &[region, count] : now.regions) {
        if (regions.contains(region))
            add(Kind::Region, region, 0, count);
    }
    return counts;
}

QString listReportKindText(ListReportCount::Kind kind)
{
    static constexpr WordRow<ListReportCount::Kind> rows[]{
        {ListReportCount::Kind::Contacts, QT_TRANSLATE_NOOP("ListReport", "Contacts")},
        {ListReportCount::Kind::Verdict, QT_TRANSLATE_NOOP("ListReport", "Verdict")},
        {ListReportCount::Kind::Reason, QT_TRANSLATE_NOOP("ListReport", "Reason")},
        {ListReportCount::Kind::Region, QT_TRANSLATE_NOOP("ListReport", "Region")},
    };
    return wordIn("ListReport", rows, kind);
}

QString listReportNameText(const ListReportCount &count)
{
    switch (count.kind) {
    case ListReportCount::Kind::Contacts:
        return ListReport::tr("all");
    case ListReportCount::Kind::Verdict:
        return listVerdictText(valueOf<ListVerdict>(count.key).value_or(ListVerdict::NotChecked));
    case ListReportCount::Kind::Reason:
        if (const auto reason = valueOf<ListReason>(count.key))
            return listReasonText(*reason);
        return count.key;
    case ListReportCount::Kind::Region:
        return count.key.isEmpty() ? ListReport::tr("none") : count.key;
    }
    return {};
}

// The report for programs and spreadsheets.

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
        const std::pair<const char *, qint64> sums[]
            = {{"fixed", outcome.fixed},       {"purged", outcome.purged},
               {"blocked", outcome.blocked},   {"absent", outcome.absent},
               {"rejected", outcome.rejected}, {"unknown", outcome.unknown},
               {"skipped", outcome.skipped},   {"not_attempted", outcome.notAttempted}};
        for (const auto &[key, count] : sums)
            lines.fact(key, count);
        lines.fact("do_not_call_group", facts.blockGroup);
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
    static constexpr std::array keys{"contacts", "verdict", "reason", "region"};
    static_assert(keys.size() == std::size_t(ListReportCount::Kind::Region) + 1);
    return QString::fromLatin1(keys.at(std::size_t(kind)));
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
