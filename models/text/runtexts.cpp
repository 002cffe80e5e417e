// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/text/runtexts.h"

#include "models/text/errortexts.h"
#include "models/text/plaintext.h"
#include "models/text/plurals.h"
#include "models/text/timetexts.h"

#include <QCoreApplication>
#include <QLocale>
#include <array>
#include <cmath>

namespace muster {

namespace {

struct RunTexts
{
    Q_DECLARE_TR_FUNCTIONS(RunTexts)
};

QString number(qint64 n)
{
    return n < 0 ? RunTexts::tr("an unknown number of") : QLocale().toString(n);
}

struct EventRow
{
    const char *code;
    const char *text; ///< %1, %2: the arguments named next to it.
    const char *arg1;
    const char *arg2;
    const char *counted = nullptr; ///< The argument that the text's plural goes by.
};

constexpr std::array events{
    EventRow{"signed_in", QT_TRANSLATE_NOOP("RunTexts", "Signed in to the server."), nullptr, nullptr},
    EventRow{"retry", QT_TRANSLATE_NOOP("RunTexts", "%1: trying again in %2."), "kind", "wait_ms"},
    EventRow{"throttled", QT_TRANSLATE_NOOP("RunTexts", "Throttled by the server; waiting %1."), "wait_ms", nullptr},
    EventRow{"page_size_lowered",
             QT_TRANSLATE_N_NOOP("RunTexts", "The server keeps throttling; asking for %1 records a page from now on."),
             "size", nullptr, "size"},
    EventRow{"page_asked_again", QT_TRANSLATE_NOOP("RunTexts", "%1: asking for the page once more."), "kind", nullptr},
    EventRow{"page_oversized",
             QT_TRANSLATE_N_NOOP("RunTexts", "The server sent %1 records where %2 were asked for; all were kept."),
             "records", "asked", "records"},
    EventRow{"record_failed", QT_TRANSLATE_NOOP("RunTexts", "The journal or the audit could not be written: %1."),
             "kind", nullptr},
    EventRow{"page", QT_TRANSLATE_N_NOOP("RunTexts", "Page %1 is in the file (%2 records)."), "page", "records",
             "records"},
    EventRow{"paused", QT_TRANSLATE_NOOP("RunTexts", "Paused. Nothing is lost."), nullptr, nullptr},
};

QString argText(const char *name, const QVariantMap &args)
{
    const QString key = QString::fromLatin1(name);
    const QVariant value = args.value(key);
    if (!value.isValid())
        return RunTexts::tr("an unknown number of");
    if (key == u"wait_ms")
        return durationText(std::chrono::ceil<std::chrono::seconds>(std::chrono::milliseconds(value.toLongLong())));
    if (key == u"kind")
        return errorKeyText(value.toString());
    if (value.typeId() == QMetaType::QStringList) {
        QStringList shown;
        for (const QString &item : value.toStringList())
            shown << visibleText(item, 60);
        return shown.join(QStringLiteral(", "));
    }
    bool isNumber = false;
    const qint64 n = value.toLongLong(&isNumber);
    return isNumber ? QLocale().toString(n) : visibleText(value.toString(), 120);
}

QString reasonSentence(const RunOutcome &outcome)
{
    return outcome.error ? errorSentence(*outcome.error) : QString();
}

} // namespace

QString runKindText(RunKind kind)
{
    switch (kind) {
    case RunKind::SegmentExport:
        return RunTexts::tr("Export");
    }
    return {};
}

QString runStateText(RunState state)
{
    switch (state) {
    case RunState::Preparing:
        return RunTexts::tr("Preparing");
    case RunState::Running:
        return RunTexts::tr("Running");
    case RunState::WaitingForServer:
        return RunTexts::tr("Waiting for the server");
    case RunState::Throttled:
        return RunTexts::tr("Throttled by the server");
    case RunState::WaitingForSignIn:
        return RunTexts::tr("Waiting for sign-in");
    case RunState::Stopping:
        return RunTexts::tr("Stopping, finishing what is in flight");
    case RunState::Finished:
        return RunTexts::tr("Ended");
    }
    return {};
}

QString runStateText(RunState state, const RunMetrics &metrics)
{
    const bool waits = state == RunState::WaitingForServer || state == RunState::Throttled;
    if (!waits || !metrics.waitLeft)
        return runStateText(state);
    return RunTexts::tr("%1, next try in %2")
        .arg(runStateText(state), durationText(std::chrono::ceil<std::chrono::seconds>(*metrics.waitLeft)));
}

QString outcomeKindText(RunOutcome::Kind kind)
{
    switch (kind) {
    case RunOutcome::Kind::Complete:
        return RunTexts::tr("Complete");
    case RunOutcome::Kind::CompleteWithFindings:
        return RunTexts::tr("Complete, with findings");
    case RunOutcome::Kind::Paused:
        return RunTexts::tr("Paused");
    case RunOutcome::Kind::Halted:
        return RunTexts::tr("Halted");
    case RunOutcome::Kind::Failed:
        return RunTexts::tr("Failed");
    case RunOutcome::Kind::Refused:
        return RunTexts::tr("Refused");
    case RunOutcome::Kind::Cancelled:
        return RunTexts::tr("Cancelled");
    }
    return {};
}

OutcomeWords outcomeWords(const RunOutcome &outcome, const RunMetrics &metrics)
{
    const QString records = recordsText(metrics.records);
    QStringList findings;
    for (const QString &finding : outcome.findings)
        findings << findingText(finding);
    const QString reason = reasonSentence(outcome);
    switch (outcome.kind) {
    case RunOutcome::Kind::Complete:
        return {RunTexts::tr("Exported %1").arg(records), findings.join(u' ')};
    case RunOutcome::Kind::CompleteWithFindings:
        return {RunTexts::tr("Exported %1, with findings to look at").arg(records), findings.join(u' ')};
    case RunOutcome::Kind::Paused:
        return {RunTexts::tr("Paused after %1").arg(records),
                reason.isEmpty() ? RunTexts::tr("Nothing is lost. Resume it under Activity whenever you like.")
                                 : reason};
    case RunOutcome::Kind::Halted:
        return {RunTexts::tr("Halted after %1").arg(records), reason};
    case RunOutcome::Kind::Failed:
        return {RunTexts::tr("Failed after %1").arg(records),
                QString(reason % u' ' % RunTexts::tr("What was written keeps its .partial name.")).trimmed()};
    case RunOutcome::Kind::Refused:
        return {RunTexts::tr("Refused before anything was sent"), reason};
    case RunOutcome::Kind::Cancelled:
        return {RunTexts::tr("Cancelled after %1").arg(records),
                RunTexts::tr("It can still be resumed under Activity, until you discard it.")};
    }
    return {};
}

QString recordsText(qint64 count)
{
    return RunTexts::tr("%1 records", nullptr, pluralForm(count)).arg(number(count));
}

QString findingText(const QString &finding)
{
    const QString key = finding.section(u':', 0, 0);
    const qint64 n = finding.section(u':', 1).toLongLong();
    const QString count = number(n);
    const int form = pluralForm(n);
    if (key == u"duplicates")
        return RunTexts::tr("%1 contacts came more than once with the same content and were written once.", nullptr,
                            form)
            .arg(count);
    if (key == u"conflicts")
        return RunTexts::
            tr("%1 contacts came again with other content: the first is in the file, the others in the conflicts file "
               "beside it.",
               nullptr, form)
                .arg(count);
    if (key == u"quarantined")
        return RunTexts::tr("%1 records without a usable contact id were set aside.", nullptr, form).arg(count);
    if (key == u"formula_cells")
        return RunTexts::tr("%1 cells look like formulas to a spreadsheet.", nullptr, form).arg(count);
    if (key == u"count_mismatch")
        return RunTexts::tr("The server's own count differs from the records received.");
    if (key == u"undelivered")
        return RunTexts::tr("%1 notices to the webhook could not be delivered.", nullptr, form).arg(count);
    return visibleText(finding, 120);
}

QString eventText(const RunEvent &event)
{
    for (const EventRow &row : events) {
        if (event.code != QLatin1String(row.code))
            continue;
        const qint64 count = row.counted ? event.args.value(QString::fromLatin1(row.counted)).toLongLong() : -1;
        const QString text = row.counted ? RunTexts::tr(row.text, nullptr, pluralForm(count)) : RunTexts::tr(row.text);
        if (row.arg1 && row.arg2)
            return text.arg(argText(row.arg1, event.args), argText(row.arg2, event.args));
        return row.arg1 ? text.arg(argText(row.arg1, event.args)) : text;
    }
    return visibleText(event.code, 60);
}

QString progressText(const RunMetrics &metrics)
{
    if (metrics.total && *metrics.total >= metrics.records && *metrics.total > 0)
        return RunTexts::tr("%1 of about %2").arg(number(metrics.records), number(*metrics.total));
    return recordsText(metrics.records);
}

std::optional<double> progressShare(const RunMetrics &metrics)
{
    if (!metrics.total || *metrics.total <= 0 || metrics.records < 0 || metrics.records > *metrics.total)
        return std::nullopt; // an estimate that was overtaken says nothing any more
    return double(metrics.records) / double(*metrics.total);
}

QString rateText(double recordsPerSecond)
{
    if (!(recordsPerSecond > 0) || recordsPerSecond > 1e9)
        return RunTexts::tr("\u2013 records/s");
    return RunTexts::tr("%1 records/s").arg(QLocale().toString(qint64(std::llround(recordsPerSecond))));
}

} // namespace muster
