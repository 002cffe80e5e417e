// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/text/runeventtexts.h"

#include "models/text/amounttext.h"
#include "models/text/errortexts.h"
#include "models/text/plaintext.h"
#include "models/text/timetexts.h"
#include "network/wire/mapped.h"

#include <QCoreApplication>
#include <QLocale>
#include <algorithm>
#include <array>

namespace muster {

namespace {

struct RunEventTexts
{
    Q_DECLARE_TR_FUNCTIONS(RunTexts) // one context for all that is said of a run
};

struct EventRow
{
    const char *code;
    const char *text; ///< %1, %2, %3: the arguments named next to it.
    const char *arg1;
    const char *arg2;
    const char *counted = nullptr; ///< The argument that the text's plural goes by.
    const char *arg3 = nullptr;
};

constexpr std::array events{
    EventRow{"signed_in", QT_TRANSLATE_NOOP("RunTexts", "Signed in to the server."), nullptr, nullptr},
    EventRow{"retry", QT_TRANSLATE_NOOP("RunTexts", "%1: trying again in %2."), "kind", "wait_ms"},
    EventRow{"throttled", QT_TRANSLATE_NOOP("RunTexts", "Throttled by the server; waiting %1."), "wait_ms", nullptr},
    EventRow{
        "page_size_lowered",
        QT_TRANSLATE_N_NOOP("RunTexts", "The server keeps throttling; requesting %1 records per page from now on."),
        "size", nullptr, "size"},
    EventRow{"page_asked_again", QT_TRANSLATE_NOOP("RunTexts", "%1: requesting the page again."), "kind", nullptr},
    EventRow{"page_oversized",
             QT_TRANSLATE_N_NOOP("RunTexts", "The server sent %1 records although %2 were requested; all were kept."),
             "records", "asked", "records"},
    EventRow{"begun_again", QT_TRANSLATE_NOOP("RunTexts", "The segment was recalculated: the export starts over."),
             nullptr, nullptr},
    EventRow{
        "went_on_recalculated",
        QT_TRANSLATE_NOOP("RunTexts", "The segment was recalculated: the export continues, and the result shows this."),
        nullptr, nullptr},
    EventRow{"recalculated", QT_TRANSLATE_NOOP("RunTexts", "The segment was recalculated while it was being read."),
             nullptr, nullptr},
    EventRow{"recalculation_unknown",
             QT_TRANSLATE_NOOP("RunTexts",
                               "Muster could not check whether the segment was recalculated in the meantime: %1."),
             "kind", nullptr},
    EventRow{"measures_failed", QT_TRANSLATE_NOOP("RunTexts", "The run’s metrics could not be saved: %1."), "kind",
             nullptr},
    EventRow{"record_failed",
             QT_TRANSLATE_NOOP("RunTexts", "The run’s record or the history could not be written: %1."), "kind",
             nullptr},
    EventRow{"page", QT_TRANSLATE_N_NOOP("RunTexts", "Page %1 is in the file (%2 records)."), "page", "records",
             "records"},
    EventRow{
        "units_recovered",
        QT_TRANSLATE_NOOP("RunTexts", "After a crash, the damaged end of the record of what was sent was cut off."),
        nullptr, nullptr},
    EventRow{"count_differs",
             QT_TRANSLATE_N_NOOP("RunTexts", "The server was sent %1 contacts and reports that it processed %2."),
             "sent", "processed", "sent"},
    EventRow{"contacts_refused",
             QT_TRANSLATE_N_NOOP("RunTexts", "The server refused %1 contacts; the others are sent again without them."),
             "contacts", nullptr, "contacts"},
    EventRow{"contacts_not_in_list", QT_TRANSLATE_N_NOOP("RunTexts", "%1 contacts are no longer in the list."),
             "contacts", nullptr, "contacts"},
    EventRow{
        "contacts_row_long",
        QT_TRANSLATE_N_NOOP("RunTexts",
                            "%1 contacts would need more than the 512 characters that the server accepts per contact."),
        "contacts", nullptr, "contacts"},
    EventRow{"contacts_unwritable",
             QT_TRANSLATE_N_NOOP("RunTexts", "%1 contacts have a value that can’t be sent in a file as is."),
             "contacts", nullptr, "contacts"},
    EventRow{"contacts_several_numbers",
             QT_TRANSLATE_N_NOOP("RunTexts", "%1 contacts have several numbers, which an upload might lose."),
             "contacts", nullptr, "contacts"},
    EventRow{"contacts_not_taken",
             QT_TRANSLATE_N_NOOP("RunTexts",
                                 "%1 contacts are unchanged, although the server reported the upload as complete."),
             "contacts", nullptr, "contacts"},
    EventRow{
        "contacts_other_value",
        QT_TRANSLATE_N_NOOP(
            "RunTexts",
            "%1 contacts show a different value than was sent, although the server reported the upload as complete."),
        "contacts", nullptr, "contacts"},
    EventRow{"batch_halved",
             QT_TRANSLATE_N_NOOP("RunTexts", "The server refused a batch of %1 contacts; it is sent again in halves."),
             "contacts", nullptr, "contacts"},
    EventRow{"lookup_counted",
             QT_TRANSLATE_N_NOOP("RunTexts", "%1 requests of an interrupted look-up count against the budget."),
             "requests", nullptr, "requests"},
    EventRow{"machine_slept",
             QT_TRANSLATE_NOOP("RunTexts", "The computer slept for %1; reconnecting and signing in again."), "wait_ms",
             nullptr},
    EventRow{
        "values_not_read",
        QT_TRANSLATE_NOOP("RunTexts", "Reading the contacts’ values is not allowed here, so this can’t be undone."),
        nullptr, nullptr},
    EventRow{"job_submitted", QT_TRANSLATE_NOOP("RunTexts", "The server is working on job %1."), "job", nullptr},
    EventRow{"submission_unknown",
             QT_TRANSLATE_NOOP("RunTexts", "A submission got no clear answer; a second job may be left behind."),
             nullptr, nullptr},
    EventRow{"link_expired", QT_TRANSLATE_NOOP("RunTexts", "A download link expired; requesting a new one."), nullptr,
             nullptr},
    EventRow{"downloads_lowered",
             QT_TRANSLATE_N_NOOP("RunTexts", "The server can’t keep up; requesting %1 transcripts at a time."), "count",
             nullptr, "count"},
    EventRow{"downloads_raised",
             QT_TRANSLATE_N_NOOP("RunTexts", "The server keeps up; requesting %1 transcripts at a time again."),
             "count", nullptr, "count"},
    EventRow{"audience_registered", QT_TRANSLATE_NOOP("RunTexts", "Registered as version %1."), "version", nullptr},
    EventRow{"no_cdp_told",
             QT_TRANSLATE_NOOP("RunTexts",
                               "No customer data platform is notified: neither the run’s settings nor CDP_WEBHOOK_URL "
                               "specify an address."),
             nullptr, nullptr},
    EventRow{"list_made_anew",
             QT_TRANSLATE_NOOP("RunTexts", "The calling list %1 has not appeared, so it is created now."), "name",
             nullptr},
    EventRow{
        "group_not_heeded",
        QT_TRANSLATE_NOOP("RunTexts",
                          "Skills of this list that don’t honor the do-not-call group, and can call its numbers: %1."),
        "skills", nullptr},
    EventRow{"list_made", QT_TRANSLATE_NOOP("RunTexts", "The calling list %1 is created."), "name", nullptr},
    EventRow{"audience_attempt_failed",
             QT_TRANSLATE_NOOP("RunTexts", "Attempt %1 failed; the audience is read before anything else."), "attempt",
             nullptr},
    EventRow{"purge_wave", QT_TRANSLATE_NOOP("RunTexts", "Wave %1: %2 purged. List read again: %3 still there."), "wave",
             "done", nullptr, "surprises"},
    EventRow{"block_wave", QT_TRANSLATE_NOOP("RunTexts", "Wave %1: %2 numbers blocked. Group read again: %3 missing."),
             "wave", "done", nullptr, "surprises"},
    EventRow{"paused", QT_TRANSLATE_NOOP("RunTexts", "Paused. Nothing is lost."), nullptr, nullptr},
};

QString argText(const char *name, const QVariantMap &args)
{
    const QString key = QString::fromLatin1(name);
    const QVariant value = args.value(key);
    if (!value.isValid())
        return RunEventTexts::tr("an unknown number of");
    if (key == u"wait_ms")
        return durationText(std::chrono::ceil<std::chrono::seconds>(std::chrono::milliseconds(value.toLongLong())));
    if (key == u"kind")
        return errorKeyText(value.toString());
    if (value.typeId() == QMetaType::QStringList) {
        const QStringList shown
            = mapped(value.toStringList(), [](const QString &item) { return visibleText(item, 60); });
        return shown.join(QStringLiteral(", "));
    }
    bool isNumber = false;
    const qint64 n = value.toLongLong(&isNumber);
    return isNumber ? QLocale().toString(n) : visibleText(value.toString(), 120);
}

} // namespace

QString eventText(const RunEvent &event)
{
    for (const EventRow &row : events) {
        if (event.code != QLatin1String(row.code))
            continue;
        const qint64 count = row.counted ? event.args.value(QString::fromLatin1(row.counted)).toLongLong() : -1;
        const QString text
            = row.counted ? RunEventTexts::tr(row.text, nullptr, pluralForm(count)) : RunEventTexts::tr(row.text);
        if (row.arg3)
            return text.arg(argText(row.arg1, event.args), argText(row.arg2, event.args),
                            argText(row.arg3, event.args));
        if (row.arg1 && row.arg2)
            return text.arg(argText(row.arg1, event.args), argText(row.arg2, event.args));
        return row.arg1 ? text.arg(argText(row.arg1, event.args)) : text;
    }
    return visibleText(event.code, 60);
}

} // namespace muster
