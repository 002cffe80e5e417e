// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/commands.h"

#include "models/text/wordtable.h"
#include "network/wire/mapped.h"
#include "ui/common/icons.h"
#include "ui/common/tooltips.h"

#include <QAbstractButton>
#include <QAction>
#include <QCoreApplication>
#include <QShortcut>
#include <algorithm>
#include <iterator>

namespace muster {

namespace {

constexpr const char *commandProperty = "musterCommand";

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Commands)
};

/// A row of the list; words to be translated, keys as QKeySequence reads them.
struct Spec
{
    Command command;
    const char *id;
    CommandPlace place;
    const char *text;
    const char *icon;
    const char *keys = nullptr;
};

constexpr Spec specs[] = {
    {Command::OpenPalette, "openPalette", CommandPlace::Window,
     QT_TRANSLATE_NOOP("Commands", "Search commands and objects"), "search", "Ctrl+K"},
    {Command::ShowShortcuts, "showShortcuts", CommandPlace::Window, QT_TRANSLATE_NOOP("Commands", "Keyboard shortcuts"),
     "keyboard", "Ctrl+/"},
    {Command::OpenSettings, "openSettings", CommandPlace::Window, QT_TRANSLATE_NOOP("Commands", "Settings"), "settings",
     "Ctrl+,"},
    {Command::OpenHelp, "openHelp", CommandPlace::Window,
     QT_TRANSLATE_NOOP("Commands", "Open the manual for the current view"), "circle-question-mark", "F1"},
    {Command::NextRegion, "nextRegion", CommandPlace::Window,
     QT_TRANSLATE_NOOP("Commands", "Go to the next area of the window"), "chevron-right", "F6"},
    {Command::PreviousRegion, "previousRegion", CommandPlace::Window,
     QT_TRANSLATE_NOOP("Commands", "Go to the previous area of the window"), "chevron-left", "Shift+F6"},
    {Command::ToggleNavigation, "toggleNavigation", CommandPlace::Window,
     QT_TRANSLATE_NOOP("Commands", "Show icons only in the navigation, or icons and labels"), "panel-left"},
    {Command::AppearanceSystem, "appearanceSystem", CommandPlace::Window,
     QT_TRANSLATE_NOOP("Commands", "System colors"), "contrast"},
    {Command::AppearanceLight, "appearanceLight", CommandPlace::Window, QT_TRANSLATE_NOOP("Commands", "Light colors"),
     "contrast"},
    {Command::AppearanceDark, "appearanceDark", CommandPlace::Window, QT_TRANSLATE_NOOP("Commands", "Dark colors"),
     "contrast"},
    {Command::ContrastSystem, "contrastSystem", CommandPlace::Window, QT_TRANSLATE_NOOP("Commands", "System contrast"),
     "contrast"},
    {Command::ContrastStandard, "contrastStandard", CommandPlace::Window,
     QT_TRANSLATE_NOOP("Commands", "Standard contrast"), "contrast"},
    {Command::ContrastHigh, "contrastHigh", CommandPlace::Window, QT_TRANSLATE_NOOP("Commands", "High contrast"),
     "contrast"},
    {Command::ToggleArmed, "toggleArmed", CommandPlace::Window,
     QT_TRANSLATE_NOOP("Commands", "Allow changes in this tenant, or make it read-only"), "lock"},
    {Command::Quit, "quit", CommandPlace::Window, QT_TRANSLATE_NOOP("Commands", "Close Muster"), "x", "Ctrl+Q"},
    {Command::Find, "find", CommandPlace::Tables, QT_TRANSLATE_NOOP("Commands", "Find in the table"), "search",
     "Ctrl+F"},
    {Command::FindNext, "findNext", CommandPlace::Tables, QT_TRANSLATE_NOOP("Commands", "Go to the next match"),
     "chevron-down", "F3"},
    {Command::FindPrevious, "findPrevious", CommandPlace::Tables,
     QT_TRANSLATE_NOOP("Commands", "Go to the previous match"), "chevron-up", "Shift+F3"},
    {Command::LoadAgain, "loadAgain", CommandPlace::Tables, QT_TRANSLATE_NOOP("Commands", "Refresh"), "refresh-cw",
     "F5"},
    {Command::CopyRows, "copyRows", CommandPlace::Tables,
     QT_TRANSLATE_NOOP("Commands", "Copy the selected rows with headers"), "copy", "Ctrl+C"},
    {Command::Confirm, "confirm", CommandPlace::Sheets, QT_TRANSLATE_NOOP("Commands", "Press the main button"), "check",
     "Ctrl+Return"},
    {Command::GoBack, "goBack", CommandPlace::Sheets, QT_TRANSLATE_NOOP("Commands", "Go back"), "chevron-left", "Esc"},
    {Command::RemoveRecentItem, "removeRecentItem", CommandPlace::Welcome,
     QT_TRANSLATE_NOOP("Commands", "Remove the selected item from recent items"), "trash-2", "Del"},
    {Command::ExportSegment, "exportSegment", CommandPlace::Segments,
     QT_TRANSLATE_NOOP("Commands", "Export the segment"), "download", "Ctrl+E"},
    {Command::ToggleSide, "toggleSide", CommandPlace::Lists,
     QT_TRANSLATE_NOOP("Commands", "Show or hide details and charts"), "panel-right", "Ctrl+D"},
    {Command::PasteRows, "pasteRows", CommandPlace::Lists,
     QT_TRANSLATE_NOOP("Commands", "Paste rows to enrich contacts"), "clipboard-paste", "Ctrl+V"},
    {Command::RemoveNumberList, "removeNumberList", CommandPlace::Lists,
     QT_TRANSLATE_NOOP("Commands", "Delete the selected number list"), "trash-2", "Del"},
    {Command::NextFinding, "nextFinding", CommandPlace::Transcripts, QT_TRANSLATE_NOOP("Commands", "Next masked place"),
     "chevron-down", "F8"},
    {Command::PreviousFinding, "previousFinding", CommandPlace::Transcripts,
     QT_TRANSLATE_NOOP("Commands", "Previous masked place"), "chevron-up", "Shift+F8"},
    {Command::AcceptFinding, "acceptFinding", CommandPlace::Review,
     QT_TRANSLATE_NOOP("Commands", "Accept: it is personal"), "check", "A"},
    {Command::RejectFinding, "rejectFinding", CommandPlace::Review,
     QT_TRANSLATE_NOOP("Commands", "Reject: it is not personal"), "x", "R"},
    {Command::SkipFinding, "skipFinding", CommandPlace::Review,
     QT_TRANSLATE_NOOP("Commands", "Skip for now and go to the next"), "chevron-right", "N"},
    {Command::CloseTab, "closeTab", CommandPlace::Audiences,
     QT_TRANSLATE_NOOP("Commands", "Close the tab and keep its draft"), "x", "Ctrl+W"},
    {Command::NextTab, "nextTab", CommandPlace::Audiences, QT_TRANSLATE_NOOP("Commands", "Next tab"), "chevron-right",
     "Ctrl+PgDown"},
    {Command::PreviousTab, "previousTab", CommandPlace::Audiences, QT_TRANSLATE_NOOP("Commands", "Previous tab"),
     "chevron-left", "Ctrl+PgUp"},
    {Command::RemoveExclusion, "removeExclusion", CommandPlace::Audiences,
     QT_TRANSLATE_NOOP("Commands", "Remove the selected exclusion"), "trash-2", "Del"},
};

const Spec &specOf(Command command)
{
    const Spec *found = std::find_if(std::begin(specs), std::end(specs),
                                     [command](const Spec &spec) { return spec.command == command; });
    Q_ASSERT(found != std::end(specs)); // a test looks for each of them
    return *found;
}

QList<QKeySequence> keysOf(const Spec &spec)
{
    const auto &chosen = CommandKeys::instance().chosen();
    const auto found = chosen.constFind(spec.command);
    if (found == chosen.constEnd())
        return CommandKeys::ownKeys(spec.command);
    return found->isEmpty() ? QList<QKeySequence>() : QList<QKeySequence>{*found};
}

CommandInfo infoOf(const Spec &spec)
{
    return {spec.command, spec.id, spec.place, Words::tr(spec.text), spec.icon, keysOf(spec)};
}

/// Now, and whenever others are chosen.
template <typename Object, typename Take>
void giveKeys(Command command, Object *object, Take take)
{
    take(keysOf(specOf(command)));
    QObject::connect(&CommandKeys::instance(), &CommandKeys::changed, object,
                     [command, take] { take(keysOf(specOf(command))); });
}

void remember(QObject *object, Command command)
{
    object->setProperty(commandProperty, int(command));
}

} // namespace

QList<CommandInfo> commandList()
{
    return mapped(specs, infoOf);
}

CommandInfo commandInfo(Command command)
{
    return infoOf(specOf(command));
}

std::optional<Command> commandNamed(const QString &id)
{
    const Spec *found = std::find_if(std::begin(specs), std::end(specs),
                                     [&id](const Spec &spec) { return id == QLatin1String(spec.id); });
    return found == std::end(specs) ? std::nullopt : std::optional(found->command);
}

CommandKeys &CommandKeys::instance()
{
    static CommandKeys keys;
    return keys;
}

void CommandKeys::choose(const QHash<Command, QKeySequence> &keys)
{
    if (keys == m_chosen)
        return;
    m_chosen = keys;
    Q_EMIT changed();
}

QList<QKeySequence> CommandKeys::ownKeys(Command command)
{
    const char *keys = specOf(command).keys;
    return keys ? QList{QKeySequence(QLatin1String(keys))} : QList<QKeySequence>();
}

bool CommandKeys::canChoose(Command command)
{
    switch (command) {
    case Command::OpenHelp: // heard by HelpCentre in every dialog
    case Command::Find: // these by the tables and fields that have the focus
    case Command::FindNext:
    case Command::FindPrevious:
    case Command::CopyRows:
    case Command::Confirm:
    case Command::GoBack:
        return false;
    default:
        return true;
    }
}

QString commandPlaceText(CommandPlace place)
{
    static constexpr WordRow<CommandPlace> rows[]{
        {CommandPlace::Window, QT_TRANSLATE_NOOP("Commands", "Everywhere")},
        {CommandPlace::Tables, QT_TRANSLATE_NOOP("Commands", "Tables")},
        {CommandPlace::Sheets, QT_TRANSLATE_NOOP("Commands", "Sheets and steps")},
        {CommandPlace::Welcome, QT_TRANSLATE_NOOP("Commands", "Welcome")},
        {CommandPlace::Segments, QT_TRANSLATE_NOOP("Commands", "Segments")},
        {CommandPlace::Lists, QT_TRANSLATE_NOOP("Commands", "Contact lists")},
        {CommandPlace::Transcripts, QT_TRANSLATE_NOOP("Commands", "Transcripts")},
        {CommandPlace::Review, QT_TRANSLATE_NOOP("Commands", "Review of findings")},
        {CommandPlace::Audiences, QT_TRANSLATE_NOOP("Commands", "Audiences")},
    };
    return wordIn("Commands", rows, place);
}

QAction *addCommand(Command command, QWidget *owner, Qt::ShortcutContext context)
{
    const CommandInfo info = commandInfo(command);
    auto *action = new QAction(info.text, owner);
    action->setObjectName(QLatin1String(info.id) + QStringLiteral("Action"));
    if (info.icon)
        action->setIcon(themedIcon(QLatin1String(info.icon)));
    giveKeys(command, action, [action](const QList<QKeySequence> &keys) { action->setShortcuts(keys); });
    action->setShortcutContext(context);
    remember(action, command);
    owner->addAction(action);
    return action;
}

QShortcut *addCommandKeys(Command command, QWidget *owner, Qt::ShortcutContext context)
{
    auto *shortcut = new QShortcut(owner);
    giveKeys(command, shortcut, [shortcut](const QList<QKeySequence> &keys) { shortcut->setKeys(keys); });
    shortcut->setContext(context);
    remember(shortcut, command);
    return shortcut;
}

void tellKeys(Command command, QWidget *widget)
{
    giveKeys(command, widget, [widget, words = widget->toolTip()](const QList<QKeySequence> &keys) {
        toolTips::set(widget, withKeys(words, keys.value(0)));
    });
}

void joinCommand(Command command, QAbstractButton *button)
{
    const QString words = button->toolTip().isEmpty() ? commandInfo(command).text : button->toolTip();
    giveKeys(command, button, [button, words](const QList<QKeySequence> &keys) {
        button->setShortcut(keys.value(0));
        toolTips::set(button, withKeys(words, keys.value(0)));
    });
    remember(button, command);
}

std::optional<Command> commandOf(const QObject *object)
{
    const QVariant command = object->property(commandProperty);
    return command.isValid() ? std::optional(Command(command.toInt())) : std::nullopt;
}

QString withKeys(const QString &text, const QKeySequence &keys)
{
    //: %1 is what happens, %2 the keys for it: "Load again (F5)".
    return keys.isEmpty() ? text : Words::tr("%1 (%2)").arg(text, keys.toString(QKeySequence::NativeText));
}

} // namespace muster
