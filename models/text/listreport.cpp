// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/text/listreport.h"

#include "models/text/listtexts.h"
#include "models/text/plaintext.h"

#include <QCoreApplication>
#include <QLocale>

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
    return count < 0 ? ListReport::tr("not known") : QLocale().toString(count);
}

QString timeText(const QDateTime &time)
{
    return time.isValid() ? QLocale().toString(time.toLocalTime(), QLocale::LongFormat) : ListReport::tr("not known");
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

void writeOrigin(QString &html, const ListReportFacts &facts)
{
    Table table(html, ListReport::tr("What was done"));
    table.row(ListReport::tr("Contact list"), escaped(facts.plan.listName));
    table.row(ListReport::tr("Connection"), escaped(facts.plan.profileName));
    table.row(ListReport::tr("Directives"), escaped(facts.plan.directiveName));
    table.row(ListReport::tr("Digest of the directives"), escaped(facts.plan.directiveDigest));
    table.row(ListReport::tr("Plan made by"), escaped(facts.plan.createdBy));
    table.row(ListReport::tr("Plan made at"), escaped(timeText(facts.plan.createdAt)));
    table.row(ListReport::tr("Digest of the plan"), escaped(facts.planDigest));
    table.row(ListReport::tr("Scope"), escaped(facts.plan.scope));
    table.row(ListReport::tr("Contacts in the scope"), facts.plan.scopeCount);
    table.row(ListReport::tr("List read whole"),
              (facts.plan.readComplete ? ListReport::tr("yes") : ListReport::tr("no")).toHtmlEscaped());
    if (!facts.outcome)
        return;
    table.row(ListReport::tr("Started"), escaped(timeText(facts.outcome->startedAt)));
    table.row(ListReport::tr("Ended"), escaped(timeText(facts.outcome->endedAt)));
    if (!facts.outcome->backupFile.isEmpty()) {
        table.row(ListReport::tr("Backup"), escaped(facts.outcome->backupFile));
        table.row(ListReport::tr("Digest of the backup"), escaped(facts.outcome->backupDigest));
    }
}

void writeOutcome(QString &html, const ListReportFacts &facts)
{
    Table table(html, ListReport::tr("Before and after"));
    table.row(ListReport::tr("Contacts before"), facts.plan.contactsInList);
    table.row(ListReport::tr("Numbers to be corrected"), facts.plan.fixes);
    table.row(ListReport::tr("Contacts to be removed"), facts.plan.purges);
    if (!facts.outcome) {
        table.row(ListReport::tr("Sent"), ListReport::tr("Nothing: this is a preview.").toHtmlEscaped());
        return;
    }
    const ListReportOutcome &outcome = *facts.outcome;
    table.row(ListReport::tr("Numbers corrected"), outcome.fixed);
    table.row(ListReport::tr("Contacts removed"), outcome.purged);
    table.row(ListReport::tr("Gone before"), outcome.absent);
    table.row(ListReport::tr("Refused by the server"), outcome.rejected);
    table.row(ListReport::tr("What the server did is not known"), outcome.unknown);
    table.row(ListReport::tr("Left out, because the contact had changed"), outcome.skipped);
    table.row(ListReport::tr("Not attempted"), outcome.notAttempted);
    // Only what is proved is counted off: contacts of unknown fate are said to be unknown, not gone.
    table.row(ListReport::tr("Contacts after, as far as is known"), facts.plan.contactsInList - outcome.purged);
}

void writeCounts(QString &html, const ListSummary &summary)
{
    {
        Table verdicts(html, ListReport::tr("By verdict"));
        for (int verdict = 0; verdict < listVerdictCount; ++verdict)
            verdicts.row(listVerdictText(ListVerdict(verdict)), summary.verdicts[std::size_t(verdict)]);
    }
    {
        Table reasons(html, ListReport::tr("By reason (a contact may have several)"));
        for (int reason = 0; reason < listReasonCount; ++reason) {
            if (summary.reasons[std::size_t(reason)] > 0)
                reasons.row(listReasonText(ListReason(reason)), summary.reasons[std::size_t(reason)]);
        }
    }
    Table regions(html, ListReport::tr("By region"));
    qint64 others = 0;
    for (qsizetype at = 0; at < summary.regions.size(); ++at) {
        const auto &[region, count] = summary.regions[at];
        if (at < maxRegions)
            regions.row(region.isEmpty() ? ListReport::tr("none") : region, count);
        else
            others += count;
    }
    if (others > 0)
        regions.row(ListReport::tr("others"), others);
}

} // namespace

QString listReportHtml(const ListReportFacts &facts)
{
    const QString title = ListReport::tr("Sanitised contact list: %1").arg(visibleText(facts.plan.listName, 200));
    QString html
        = QStringLiteral("<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><title>%1</title></head><body>\n"
                         "<h1>%1</h1>\n")
              .arg(title.toHtmlEscaped());
    writeOrigin(html, facts);
    writeOutcome(html, facts);
    writeCounts(html, facts.before);
    html += QStringLiteral("</body></html>\n");
    return html;
}

} // namespace muster
