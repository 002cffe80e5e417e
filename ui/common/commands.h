// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/common/forward.h"

#include <QHash>
#include <QKeySequence>
#include <QList>
#include <QObject>
#include <QString>
#include <optional>

class QAbstractButton;

namespace muster {

/// What has a key of its own or belongs to the window as a whole. The criteria canvas has actions of its own (see
/// CanvasActions), and the entries of the navigation get their keys by their places.
enum class Command {
    OpenPalette,
    ShowShortcuts,
    OpenSettings,
    OpenHelp, ///< HelpCentre hears its key, in dialogs as well.
    NextRegion, ///< These two: RegionKeys.
    PreviousRegion,
    ToggleNavigation,
    AppearanceSystem,
    AppearanceLight,
    AppearanceDark,
    ContrastSystem,
    ContrastStandard,
    ContrastHigh,
    ToggleArmed,
    Quit,
    GoBack,
    Confirm,
    Find,
    FindNext, ///< These two: DataTable and FindBar, while it is looked for something.
    FindPrevious,
    LoadAgain,
    CopyRows, ///< DataTable does it, in whatever table has the focus.
    RemoveRecentItem,
    ExportSegment,
    ToggleSide,
    RemoveNumberList,
    PasteRows,
    PreviousFinding,
    NextFinding,
    AcceptFinding,
    RejectFinding,
    SkipFinding,
    CloseTab,
    NextTab,
    PreviousTab,
    RemoveExclusion,
};

/// Where a command can be given. Keys of one place are given to one command only; those of the window to no other.
enum class CommandPlace { Window, Tables, Sheets, Welcome, Segments, Lists, Transcripts, Review, Audiences };

/// The one place for a command's words, icon and keys, which are those of CommandKeys.
struct CommandInfo
{
    Command command = Command::OpenPalette;
    const char *id = nullptr; ///< "openPalette"; stable.
    CommandPlace place = CommandPlace::Window;
    QString text;
    const char *icon = nullptr;
    QList<QKeySequence> keys; ///< The first one is shown.
};

/// Keys that a person chose in place of those that commands come with; for the whole application, at once: what was
/// made by addCommand() and its like follows. GUI thread.
class CommandKeys : public QObject
{
    Q_OBJECT

public:
    [[nodiscard]] static CommandKeys &instance();

    /// In place of those before. What is not in it has its own keys; empty: none.
    void choose(const QHash<Command, QKeySequence> &keys);
    [[nodiscard]] const QHash<Command, QKeySequence> &chosen() const { return m_chosen; }
    [[nodiscard]] static QList<QKeySequence> ownKeys(Command command);
    /// False for the few that are heard by every program alike, such as Ctrl+F and Esc.
    [[nodiscard]] static bool canChoose(Command command);

Q_SIGNALS:
    void changed();

private:
    CommandKeys() = default;

    QHash<Command, QKeySequence> m_chosen;
};

[[nodiscard]] QList<CommandInfo> commandList(); ///< All, in the order in which they are shown.
[[nodiscard]] CommandInfo commandInfo(Command command);
[[nodiscard]] std::optional<Command> commandNamed(const QString &id);
[[nodiscard]] QString commandPlaceText(CommandPlace place);

/// An action of `owner` with the command's words, icon and keys; named after its id: "openPaletteAction".
[[nodiscard]] QAction *addCommand(Command command, QWidget *owner,
                                  Qt::ShortcutContext context = Qt::WidgetWithChildrenShortcut);
/// Keys alone, while `owner` or a child has the focus.
[[nodiscard]] QShortcut *addCommandKeys(Command command, QWidget *owner,
                                        Qt::ShortcutContext context = Qt::WidgetWithChildrenShortcut);
/// The widget's tool tip says the command's keys behind its own words.
void tellKeys(Command command, QWidget *widget);
/// The button gives the command: it gets the keys, and its tool tip says them.
void joinCommand(Command command, QAbstractButton *button);
/// Of what was made or joined by one of the above.
[[nodiscard]] std::optional<Command> commandOf(const QObject *object);

/// "Load the segments again (F5)", as tool tips say it.
[[nodiscard]] QString withKeys(const QString &text, const QKeySequence &keys);

} // namespace muster
