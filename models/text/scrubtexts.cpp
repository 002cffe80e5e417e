// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/text/scrubtexts.h"

#include "models/text/plaintext.h"
#include "models/text/wordtable.h"

#include <QFileInfo>
#include <QLocale>

namespace muster {

namespace {

struct ScrubTexts
{
    Q_DECLARE_TR_FUNCTIONS(ScrubTexts)
};

constexpr WordRow<RegistryKind> registryKinds[]{
    {RegistryKind::DoNotCall, QT_TRANSLATE_NOOP("ScrubTexts", "Do-not-call")},
    {RegistryKind::Disposable, QT_TRANSLATE_NOOP("ScrubTexts", "Disposable numbers")},
};
constexpr WordRow<ScrubSource::Kind> sourceKinds[]{
    {ScrubSource::Kind::Registry, QT_TRANSLATE_NOOP("ScrubTexts", "Do-not-call registry")},
    {ScrubSource::Kind::Disposable, QT_TRANSLATE_NOOP("ScrubTexts", "Disposable numbers")},
    {ScrubSource::Kind::Group, QT_TRANSLATE_NOOP("ScrubTexts", "Do-not-call group")},
};
constexpr WordRow<ScrubVerdict> verdicts[]{
    {ScrubVerdict::Free, QT_TRANSLATE_NOOP("ScrubTexts", "May be dialled")},
    {ScrubVerdict::Blocked, QT_TRANSLATE_NOOP("ScrubTexts", "Blocked")},
    {ScrubVerdict::NoNumber, QT_TRANSLATE_NOOP("ScrubTexts", "No number")},
    {ScrubVerdict::Unreadable, QT_TRANSLATE_NOOP("ScrubTexts", "Not a phone number")},
    {ScrubVerdict::NeedsRegion, QT_TRANSLATE_NOOP("ScrubTexts", "No country code, and no region chosen")},
    {ScrubVerdict::TextAround, QT_TRANSLATE_NOOP("ScrubTexts", "Text beside the number")},
    {ScrubVerdict::Damaged, QT_TRANSLATE_NOOP("ScrubTexts", "Digits lost in a spreadsheet")},
};

QString longDay(const QDate &day)
{
    return QLocale().toString(day, QLocale::LongFormat);
}

QString cellHtml(const QString &text)
{
    return visibleText(text, 300).toHtmlEscaped();
}

QString fileName(const QString &path)
{
    return QFileInfo(path).fileName();
}

QString utc(const QDateTime &time)
{
    return time.toUTC().toString(Qt::ISODate);
}

/// A table of the printed page; cells are escaped here.
class EvidenceTable
{
public:
    EvidenceTable(QString &html, const QString &title)
        : m_html(html)
    {
        m_html += QStringLiteral("<h2>%1</h2>\n<table border=\"1\" cellspacing=\"0\" cellpadding=\"4\" width=\"100%\">\n")
                      .arg(title.toHtmlEscaped());
    }
    ~EvidenceTable() { m_html += QStringLiteral("</table>\n"); }
    EvidenceTable(const EvidenceTable &) = delete;
    EvidenceTable &operator=(const EvidenceTable &) = delete;

    void header(const QStringList &cells) { row(cells, QStringLiteral("th"), -1); }
    /// From `numbersFrom` on cells are figures; -1: none is.
    void row(const QStringList &cells, int numbersFrom = -1) { row(cells, QStringLiteral("td"), numbersFrom); }

private:
    void row(const QStringList &cells, const QString &tag, int numbersFrom)
    {
        m_html += QStringLiteral("<tr>");
        for (int cell = 0; cell < cells.size(); ++cell) {
            const bool isFigure = numbersFrom >= 0 && cell >= numbersFrom;
            QString attributes = isFigure ? QStringLiteral(" align=\"right\"") : QStringLiteral(" align=\"left\"");
            if (cells.size() == 2 && cell == 0)
                attributes += QStringLiteral(" width=\"35%\""); // what things are called, in all tables alike
            m_html += u'<' + tag + attributes + u'>' + cellHtml(cells[cell]) + QStringLiteral("</") + tag + u'>';
        }
        m_html += QStringLiteral("</tr>\n");
    }

    QString &m_html;
};

void writeWhat(QString &html, const ScrubEvidence &evidence)
{
    const Scrub &scrub = *evidence.scrub;
    EvidenceTable table(html, ScrubTexts::tr("What was checked"));
    if (scrub.list) {
        table.row({ScrubTexts::tr("Contact list"), scrub.list->name});
        table.row({ScrubTexts::tr("Connection"), scrub.list->tenant});
        table.row({ScrubTexts::tr("SHA-256 of its contacts"), scrub.fileDigest});
    } else {
        table.row({ScrubTexts::tr("File"), fileName(scrub.file)});
        table.row({ScrubTexts::tr("SHA-256"), scrub.fileDigest});
    }
    table.row({ScrubTexts::tr("Rows"), numberText(scrub.rows)});
    table.row({ScrubTexts::tr("Column of the numbers"), scrub.columns[scrub.phoneColumn]});
    table.row({ScrubTexts::tr("Region of numbers without country code"),
               scrub.defaultRegion.isEmpty() ? ScrubTexts::tr("none") : scrub.defaultRegion});
    table.row({ScrubTexts::tr("Checked on"), QLocale().toString(scrub.at.toLocalTime(), QLocale::LongFormat)});
    table.row({ScrubTexts::tr("Checked by"),
               ScrubTexts::tr("%1 on %2").arg(evidence.account, evidence.computer)});
    table.row({ScrubTexts::tr("Program"), evidence.program});
}

void writeSources(QString &html, const Scrub &scrub)
{
    EvidenceTable table(html, ScrubTexts::tr("Checked against"));
    table.header({ScrubTexts::tr("Source"), ScrubTexts::tr("As of"), ScrubTexts::tr("Age in days"),
                  ScrubTexts::tr("Entries"), ScrubTexts::tr("Rows blocked")});
    for (qsizetype at = 0; at < scrub.sources.size(); ++at) {
        const ScrubSource &source = scrub.sources[at];
        table.row({ScrubTexts::tr("%1 (%2)").arg(source.name, sourceKindText(source.kind)), longDay(source.asOf),
                   numberText(source.asOf.daysTo(scrub.at.toLocalTime().date())), numberText(source.entries),
                   numberText(scrub.blockedBy[at])},
                  2);
    }
}

void writeDigests(QString &html, const ScrubEvidence &evidence)
{
    EvidenceTable table(html, ScrubTexts::tr("Digests (SHA-256)"));
    for (const ScrubSource &source : evidence.scrub->sources) {
        if (!source.digest.isEmpty())
            table.row({ScrubTexts::tr("Numbers of %1").arg(source.name), source.digest});
    }
    if (evidence.scrubbed)
        table.row({fileName(evidence.scrubbed->written.name), evidence.scrubbed->sha256});
    if (evidence.takenOut)
        table.row({fileName(evidence.takenOut->written.name), evidence.takenOut->sha256});
}

QStringList proofSentences()
{
    return {ScrubTexts::tr("Muster’s history holds the SHA-256 digest of this report in an entry “Numbers scrubbed”. "
                           "The history is a chain: an entry can’t be changed without breaking it."),
            ScrubTexts::tr("To check it: compute the digest of this file with sha256sum, find the entry with that digest "
                           "in the history, and verify the history. The manual’s page on scrubbing has the commands."),
            ScrubTexts::tr("Rows whose number could not be read were taken out with the blocked ones; they were never "
                           "counted as free to dial.")};
}

} // namespace

QString registryKindText(RegistryKind kind)
{
    return wordIn("ScrubTexts", registryKinds, kind);
}

QString sourceKindText(ScrubSource::Kind kind)
{
    return wordIn("ScrubTexts", sourceKinds, kind);
}

QString scrubVerdictText(ScrubVerdict verdict)
{
    return wordIn("ScrubTexts", verdicts, verdict);
}

QString registryAgeWarning(const QString &name, const QDate &asOf, const QDate &today)
{
    if (asOf.addDays(Registry::freshDays) >= today)
        return {};
    return ScrubTexts::tr("%1 is as of %2, %3 days ago. The US Telemarketing Sales Rule asks for a registry that is at "
                          "most 31 days old.")
        .arg(visibleText(name, 100), longDay(asOf), numberText(asOf.daysTo(today)));
}

QString registryReportText(const RegistryReport &report)
{
    QStringList parts{ScrubTexts::tr("Numbers imported: %1.").arg(numberText(report.numbers))};
    if (report.prefixes > 0)
        parts << ScrubTexts::tr("Prefixes: %1.").arg(numberText(report.prefixes));
    if (report.repeated > 0)
        parts << ScrubTexts::tr("Repeated rows: %1.").arg(numberText(report.repeated));
    if (report.unreadable > 0) {
        QStringList rows;
        for (const qint64 row : report.unreadableRows)
            rows << QString::number(row);
        const QString named = rows.join(QLatin1String(", "));
        parts << ScrubTexts::tr("Unreadable rows left out: %1 (%2).")
                     .arg(numberText(report.unreadable),
                          report.unreadable > rows.size() ? ScrubTexts::tr("%1 and others").arg(named) : named);
    }
    return parts.join(u' ');
}

QString scrubSummary(const Scrub &scrub)
{
    return ScrubTexts::tr("Rows: %1. May be dialled: %2. Blocked: %3. Could not be read: %4.")
        .arg(numberText(scrub.rows), numberText(scrub.free()), numberText(scrub.blocked()), numberText(scrub.unread()));
}

QStringList scrubNotes(const Scrub &scrub, const QDate &today)
{
    QStringList notes;
    for (const ScrubSource &source : scrub.sources) {
        if (const QString warning = registryAgeWarning(source.name, source.asOf, today); !warning.isEmpty())
            notes << warning;
    }
    if (scrub.count(ScrubVerdict::NeedsRegion) > 0) {
        notes << ScrubTexts::tr("Rows without a country code could not be checked: %1. Choose a region and scrub again.")
                     .arg(numberText(scrub.count(ScrubVerdict::NeedsRegion)));
    }
    return notes;
}

QString takenOutText(const Scrub &scrub, const ScrubbedRow &row)
{
    if (row.verdict != ScrubVerdict::Blocked)
        return scrubVerdictText(row.verdict);
    QStringList names;
    for (const int source : row.sources)
        names << visibleText(scrub.sources[source].name, 100);
    return names.join(QLatin1String("; "));
}

CsvRows scrubEvidenceCsv(const ScrubEvidence &evidence)
{
    const Scrub &scrub = *evidence.scrub;
    CsvRows rows(TextProfile::Spreadsheets);
    const auto row = [&rows](const char *section, const QString &key, const QString &value) {
        rows.row(QStringList{QLatin1String(section), key, value});
    };
    const auto number = [](qint64 count) { return QString::number(count); };
    rows.row(QStringList{QStringLiteral("section"), QStringLiteral("key"), QStringLiteral("value")});
    if (scrub.list) {
        row("checked", QStringLiteral("list"), scrub.list->name);
        row("checked", QStringLiteral("list_id"), scrub.list->id);
        row("checked", QStringLiteral("connection"), scrub.list->tenant);
    } else {
        row("checked", QStringLiteral("file"), fileName(scrub.file));
    }
    row("checked", QStringLiteral("sha256"), scrub.fileDigest);
    row("checked", QStringLiteral("column"), scrub.columns[scrub.phoneColumn]);
    row("checked", QStringLiteral("default_region"), scrub.defaultRegion);
    row("checked", QStringLiteral("at"), utc(scrub.at));
    row("checked", QStringLiteral("account"), evidence.account);
    row("checked", QStringLiteral("computer"), evidence.computer);
    row("checked", QStringLiteral("program"), evidence.program);
    row("count", QStringLiteral("rows"), number(scrub.rows));
    for (const auto &[verdict, key] : keyTable<ScrubVerdict>)
        row("count", key, number(scrub.count(verdict)));
    for (qsizetype at = 0; at < scrub.sources.size(); ++at) {
        const ScrubSource &source = scrub.sources[at];
        const QString section = QStringLiteral("source %1").arg(at + 1);
        const auto fact = [&](const char *key, const QString &value) {
            rows.row(QStringList{section, QLatin1String(key), value});
        };
        fact("name", source.name);
        fact("kind", keyOf(source.kind));
        fact("origin", source.origin);
        fact("as_of", source.asOf.toString(Qt::ISODate));
        fact("age_days", number(source.asOf.daysTo(scrub.at.toLocalTime().date())));
        fact("older_than_31_days", source.isOld ? QStringLiteral("yes") : QStringLiteral("no"));
        fact("entries", number(source.entries));
        fact("sha256", source.digest);
        fact("blocked", number(scrub.blockedBy[at]));
    }
    const auto file = [&](const char *section, const std::optional<ScrubbedFile> &written) {
        if (!written)
            return;
        row(section, QStringLiteral("file"), fileName(written->written.name));
        row(section, QStringLiteral("rows"), number(written->rows));
        row(section, QStringLiteral("sha256"), written->sha256);
    };
    file("scrubbed", evidence.scrubbed);
    file("taken out", evidence.takenOut);
    for (const QString &sentence : proofSentences())
        row("proof", QString(), sentence);
    return rows;
}

QString scrubEvidenceHtml(const ScrubEvidence &evidence)
{
    const Scrub &scrub = *evidence.scrub;
    QString html = QStringLiteral("<html><body>\n<h1>%1</h1>\n")
                       .arg(ScrubTexts::tr("Evidence of a do-not-call scrub").toHtmlEscaped());
    for (const ScrubSource &source : scrub.sources) {
        const QString warning
            = registryAgeWarning(source.name, source.asOf, scrub.at.toLocalTime().date());
        if (!warning.isEmpty())
            html += QStringLiteral("<p><b>%1</b></p>\n").arg(warning.toHtmlEscaped());
    }
    writeWhat(html, evidence);
    writeSources(html, scrub);
    {
        EvidenceTable table(html, ScrubTexts::tr("Result"));
        for (const auto &[verdict, key] : keyTable<ScrubVerdict>) {
            if (scrub.count(verdict) > 0 || verdict == ScrubVerdict::Free || verdict == ScrubVerdict::Blocked)
                table.row({scrubVerdictText(verdict), numberText(scrub.count(verdict))}, 1);
        }
    }
    writeDigests(html, evidence);
    html += QStringLiteral("<h2>%1</h2>\n").arg(ScrubTexts::tr("How to check this report").toHtmlEscaped());
    for (const QString &sentence : proofSentences())
        html += QStringLiteral("<p>%1</p>\n").arg(sentence.toHtmlEscaped());
    return html + QStringLiteral("</body></html>\n");
}

} // namespace muster
