// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/settings/settingslist.h"

#include "models/text/wordtable.h"

#include <QCoreApplication>
#include <algorithm>

namespace muster {

namespace {

struct SettingsList
{
    Q_DECLARE_TR_FUNCTIONS(SettingsList)
};

struct Row
{
    const char *id;
    SettingSection section;
    std::optional<Setting> setting;
    const char *title;
    const char *hint;
    const char *synonyms;
};

using S = SettingSection;

const Row rows[] = {
    {"language", S::Appearance, Setting::Language, QT_TRANSLATE_NOOP("SettingsList", "Language"),
     QT_TRANSLATE_NOOP("SettingsList",
                       "Of windows and the manual, at once; runs go on. The command line stays in English."),
     // The word for it in each of them: whoever cannot read the rest finds it.
     QT_TRANSLATE_NOOP("SettingsList",
                       "language locale translation sprache idioma langue english deutsch español français")},
    {"colours", S::Appearance, Setting::Colours, QT_TRANSLATE_NOOP("SettingsList", "Theme"),
     QT_TRANSLATE_NOOP("SettingsList", "Light or dark colors, or whatever the desktop uses."),
     QT_TRANSLATE_NOOP("SettingsList", "dark mode night light colors colours scheme style")},
    {"contrast", S::Appearance, Setting::Contrast, QT_TRANSLATE_NOOP("SettingsList", "Contrast"),
     QT_TRANSLATE_NOOP("SettingsList", "High contrast makes text, borders and the focus easier to see."),
     QT_TRANSLATE_NOOP("SettingsList", "accessibility readable vision borders")},
    {"textSize", S::Appearance, Setting::TextSize, QT_TRANSLATE_NOOP("SettingsList", "Text size"),
     QT_TRANSLATE_NOOP("SettingsList", "Compared to the size that the desktop gives."),
     QT_TRANSLATE_NOOP("SettingsList", "font zoom scale larger bigger smaller accessibility")},
    {"dates", S::Formats, Setting::Dates, QT_TRANSLATE_NOOP("SettingsList", "Dates and times"),
     QT_TRANSLATE_NOOP("SettingsList",
                       "From the next start on. History entries and the command line always use ISO 8601."),
     QT_TRANSLATE_NOOP("SettingsList", "format locale region day month year clock 24 hours calendar iso")},
    {"numbers", S::Formats, Setting::Numbers, QT_TRANSLATE_NOOP("SettingsList", "Numbers"),
     QT_TRANSLATE_NOOP("SettingsList",
                       "From the next start on: how digits are grouped, in what is shown and what you type. Exported "
                       "files don’t change."),
     QT_TRANSLATE_NOOP("SettingsList", "format locale decimal comma point thousands separator digits")},
    {"defaultRegion", S::NewWork, Setting::DefaultRegion, QT_TRANSLATE_NOOP("SettingsList", "Default region"),
     QT_TRANSLATE_NOOP("SettingsList",
                       "For numbers without a country code, in lists and files that you open next; with none, they "
                       "aren’t checked. A region chosen for a list stays with that list."),
     QT_TRANSLATE_NOOP("SettingsList", "country code phone prefix area dialing sanitize")},
    {"pageSize", S::NewWork, Setting::PageSize, QT_TRANSLATE_NOOP("SettingsList", "Page size of new connections"),
     QT_TRANSLATE_NOOP("SettingsList",
                       "Records per request when an export reads a segment. Each export form starts with the value of "
                       "its connection."),
     QT_TRANSLATE_NOOP("SettingsList", "export records request chunk segment")},
    {"batchSize", S::NewWork, Setting::BatchSize,
     QT_TRANSLATE_NOOP("SettingsList", "Write batch size of new connections"),
     QT_TRANSLATE_NOOP("SettingsList", "Contacts per request when a run changes a list."),
     QT_TRANSLATE_NOOP("SettingsList", "contacts update request chunk")},
    {"keepHistory", S::Retention, Setting::KeepHistory, QT_TRANSLATE_NOOP("SettingsList", "Keep history entries"),
     QT_TRANSLATE_NOOP("SettingsList",
                       "Nothing is removed automatically: you review the older files and remove them yourself."),
     QT_TRANSLATE_NOOP("SettingsList", "retention log delete remove prune age years")},
    {"backups", S::Retention, std::nullopt, QT_TRANSLATE_NOOP("SettingsList", "Backups of contacts"),
     QT_TRANSLATE_NOOP("SettingsList",
                       "Made before a run changes or purges contacts; removed automatically when their time is over."),
     QT_TRANSLATE_NOOP("SettingsList", "retention restore undo delete age days")},
    {"desktopMessages", S::Notifications, Setting::DesktopMessages,
     QT_TRANSLATE_NOOP("SettingsList", "Desktop notifications"),
     QT_TRANSLATE_NOOP("SettingsList", "When a run ends while another window is in front."),
     QT_TRANSLATE_NOOP("SettingsList", "message alert tray finished done failed popup")},
    {"taskBarMark", S::Notifications, Setting::TaskBarMark,
     QT_TRANSLATE_NOOP("SettingsList", "Highlight in the taskbar"),
     QT_TRANSLATE_NOOP("SettingsList", "Marks Muster when a run ends while another window is in front."),
     QT_TRANSLATE_NOOP("SettingsList", "notification alert flash attention dock")},
    {"quietMode", S::Notifications, Setting::QuietMode, QT_TRANSLATE_NOOP("SettingsList", "Quiet mode"),
     QT_TRANSLATE_NOOP("SettingsList",
                       "No desktop notifications and no highlight while it is on. Activity and the taskbar’s progress "
                       "go on as before."),
     QT_TRANSLATE_NOOP("SettingsList", "do not disturb silence mute notification")},
    {"notices", S::Notifications, std::nullopt, QT_TRANSLATE_NOOP("SettingsList", "Notifications to other systems"),
     QT_TRANSLATE_NOOP("SettingsList", "Webhooks that runs send, those that wait, and the keys that sign them."),
     QT_TRANSLATE_NOOP("SettingsList", "webhook outbox signing key receiver")},
    {"schedules", S::Notifications, std::nullopt, QT_TRANSLATE_NOOP("SettingsList", "Scheduled work"),
     QT_TRANSLATE_NOOP("SettingsList", "Commands that the system starts at set times, and the alarms about them."),
     QT_TRANSLATE_NOOP("SettingsList", "schedule timer cron systemd automatic alarm digest night")},
    {"keyStore", S::KeyStore, std::nullopt, QT_TRANSLATE_NOOP("SettingsList", "Key store"),
     QT_TRANSLATE_NOOP("SettingsList",
                       "Holds client secrets of connections, the password of the team database, the account for line "
                       "type look-ups, and the keys for webhooks, backups, pseudonyms and looked-up answers. None of "
                       "them is ever written to a file."),
     QT_TRANSLATE_NOOP("SettingsList", "keychain keyring wallet secret password token credentials security")},
    {"shortcuts", S::Shortcuts, Setting::Shortcuts, QT_TRANSLATE_NOOP("SettingsList", "Keys of actions"),
     QT_TRANSLATE_NOOP("SettingsList",
                       "Select an action to give it other keys. Keys marked as fixed can’t be changed."),
     QT_TRANSLATE_NOOP("SettingsList", "hotkey keyboard binding rebind accelerator shortcut")},
    {"support", S::Support, std::nullopt, QT_TRANSLATE_NOOP("SettingsList", "Collect for support"),
     QT_TRANSLATE_NOOP(
         "SettingsList",
         "One file with versions, settings, requests, runs and events: no secret, no name, no contact, no "
         "number. You see all of it before it is saved, and Muster sends it to no one."),
     QT_TRANSLATE_NOOP("SettingsList", "diagnostics bug report problem log bundle help redacted")},
};

} // namespace

bool holdsAllWords(const QString &text, const QString &typed)
{
    const QStringList words = typed.split(u' ', Qt::SkipEmptyParts);
    return std::ranges::all_of(words,
                               [&text](const QString &word) { return text.contains(word, Qt::CaseInsensitive); });
}

bool SettingEntry::matches(const QString &typed) const
{
    return holdsAllWords(title % u' ' % hint % u' ' % synonyms % u' ' % settingSectionText(section), typed);
}

QList<SettingEntry> settingEntries()
{
    QList<SettingEntry> entries;
    for (const Row &row : rows) {
        entries << SettingEntry{row.id, row.section, row.setting, SettingsList::tr(row.title), SettingsList::tr(row.hint),
                                SettingsList::tr(row.synonyms)};
    }
    return entries;
}

QString settingSectionText(SettingSection section)
{
    static constexpr WordRow<SettingSection> words[]{
        {S::Appearance, QT_TRANSLATE_NOOP("SettingsList", "Appearance")},
        {S::Formats, QT_TRANSLATE_NOOP("SettingsList", "Dates and numbers")},
        {S::NewWork, QT_TRANSLATE_NOOP("SettingsList", "Defaults for new work")},
        {S::Retention, QT_TRANSLATE_NOOP("SettingsList", "Retention")},
        {S::Notifications, QT_TRANSLATE_NOOP("SettingsList", "Notifications")},
        {S::KeyStore, QT_TRANSLATE_NOOP("SettingsList", "Secrets")},
        {S::Shortcuts, QT_TRANSLATE_NOOP("SettingsList", "Keyboard shortcuts")},
        {S::Support, QT_TRANSLATE_NOOP("SettingsList", "Support")},
    };
    return wordIn("SettingsList", words, section);
}

} // namespace muster
