// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/shell/tasksource.h"

#include "ui/shell/mainwindow.h"

#include <QAbstractButton>
#include <algorithm>
#include <array>

namespace muster {

namespace {

struct Task
{
    const char *id;
    const char *title;
    const char *otherWords; ///< By which it is found, too; not shown.
    const char *icon;
    MainWindow::Page page;
    const char *button; ///< Its objectName; "": the page is where it begins.
};

using Page = MainWindow::Page;

constexpr std::array tasks = std::to_array<Task>({
    {"export-segment", QT_TRANSLATE_NOOP("TaskSource", "Export an audience segment"),
     QT_TRANSLATE_NOOP("TaskSource", "download save extract people contacts CSV Excel XLSX JSON spreadsheet"), "download",
     Page::Segments, ""},
    {"compare-exports", QT_TRANSLATE_NOOP("TaskSource", "Compare two exports"),
     QT_TRANSLATE_NOOP("TaskSource", "diff difference delta who joined left changed"), "columns-3", Page::Segments,
     "openCompareExportsButton"},
    {"clean-list", QT_TRANSLATE_NOOP("TaskSource", "Clean a contact list"),
     QT_TRANSLATE_NOOP("TaskSource", "sanitize dedupe duplicates invalid bad numbers fix format E.164 purge remove hygiene"),
     "list-checks", Page::Lists, ""},
    {"clean-file", QT_TRANSLATE_NOOP("TaskSource", "Check the numbers in a file"),
     QT_TRANSLATE_NOOP("TaskSource", "CSV dry run validate verify phone E.164 dedupe duplicates"), "file-text", Page::Lists,
     "openListFileButton"},
    {"enrich-list", QT_TRANSLATE_NOOP("TaskSource", "Fill in contact data from a file"),
     QT_TRANSLATE_NOOP("TaskSource", "enrich import update merge CRM map columns append attributes"), "upload", Page::Lists,
     ""},
    {"restore-contacts", QT_TRANSLATE_NOOP("TaskSource", "Undo a purge or an enrichment"),
     QT_TRANSLATE_NOOP("TaskSource", "restore bring back backup recover deleted contacts revert"), "archive-restore",
     Page::Lists, "openRestoreButton"},
    {"stale-lists", QT_TRANSLATE_NOOP("TaskSource", "Delete old contact lists"),
     QT_TRANSLATE_NOOP("TaskSource", "stale unused clean up housekeeping remove record limit full ceiling"), "clock",
     Page::Lists, "openStaleListsButton"},
    {"check-upload", QT_TRANSLATE_NOOP("TaskSource", "Check a file before uploading it"),
     QT_TRANSLATE_NOOP("TaskSource", "validate rows rejected errors encoding split import"), "upload", Page::Lists,
     "openUploadButton"},
    {"scrub-file", QT_TRANSLATE_NOOP("TaskSource", "Scrub numbers against registries"),
     QT_TRANSLATE_NOOP("TaskSource", "do not call DNC suppress suppression opt-out compliance TCPA washing"), "shield-check",
     Page::Lists, "openScrubButton"},
    {"check-blocked", QT_TRANSLATE_NOOP("TaskSource", "Check whether numbers are blocked"),
     QT_TRANSLATE_NOOP("TaskSource", "do not call DNC look up opt-out why not dialed"), "circle-slash", Page::DoNotCall, ""},
    {"fetch-transcripts", QT_TRANSLATE_NOOP("TaskSource", "Fetch masked transcripts"),
     QT_TRANSLATE_NOOP("TaskSource", "redact anonymize PII conversation recording text download"), "message-square-text",
     Page::Transcripts, "openFetchButton"},
    {"build-audience", QT_TRANSLATE_NOOP("TaskSource", "Build an audience"),
     QT_TRANSLATE_NOOP("TaskSource", "create new criteria conditions rules filter query target group"), "users",
     Page::Audiences, "newAudienceButton"},
    {"resume-run", QT_TRANSLATE_NOOP("TaskSource", "Resume an interrupted run"),
     QT_TRANSLATE_NOOP("TaskSource", "continue retry paused halted failed stopped crash"), "play", Page::Activity, ""},
    {"schedule-work", QT_TRANSLATE_NOOP("TaskSource", "Schedule work"),
     QT_TRANSLATE_NOOP("TaskSource", "automate cron timer nightly daily weekly repeat alarm"), "calendar", Page::Activity,
     "schedulesButton"},
    {"prove-history", QT_TRANSLATE_NOOP("TaskSource", "Verify the history"),
     QT_TRANSLATE_NOOP("TaskSource", "audit prove proof tamper log who did what checkpoint GDPR"), "history", Page::History,
     "verifyAuditButton"},
    {"change-connection", QT_TRANSLATE_NOOP("TaskSource", "Change a connection"),
     QT_TRANSLATE_NOOP("TaskSource", "tenant access key client secret credentials sign in URL address"), "plug",
     Page::Connections, ""},
    {"change-settings", QT_TRANSLATE_NOOP("TaskSource", "Change settings"),
     QT_TRANSLATE_NOOP("TaskSource", "preferences options configuration theme dark text size shortcuts retention"),
     "settings", Page::Settings, ""},
});

QString idOf(const Task &task)
{
    return QStringLiteral("task/") + QLatin1String(task.id);
}

} // namespace

TaskSource::TaskSource(MainWindow &window, QObject *parent)
    : PaletteSource(parent)
    , m_window(window)
{
}

qsizetype TaskSource::count() const
{
    return tasks.size();
}

PaletteEntry TaskSource::entry(qsizetype place) const
{
    const Task &task = tasks[std::size_t(place)];
    return {.id = idOf(task),
            .title = tr(task.title),
            .kind = tr("task"),
            .detail = {},
            .iconName = QLatin1String(task.icon),
            .keys = {},
            .reason = {},
            .otherWords = tr(task.otherWords)};
}

void TaskSource::open(const QString &id)
{
    const auto task = std::ranges::find(tasks, id, idOf);
    if (task == tasks.end())
        return;
    m_window.showPage(task->page);
    if (*task->button == '\0')
        return;
    // Another view of the page may be open, with somebody's work in it: that stays, and is left by hand.
    auto *button = m_window.findChild<QAbstractButton *>(QLatin1String(task->button));
    if (button != nullptr && button->isVisible() && button->isEnabled())
        button->click();
}

} // namespace muster
