// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/settings/shortcutspane.h"

#include "ui/common/announcer.h"
#include "ui/common/datatable.h"
#include "ui/common/formparts.h"
#include "ui/settings/settingeffects.h"
#include "ui/settings/settingslist.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QPushButton>
#include <QRegularExpression>
#include <QSortFilterProxyModel>
#include <algorithm>

namespace muster {

namespace {

/// Where the keys of a row are heard. The actions of the canvas have no command; they are a part of the audiences.
CommandPlace placeOf(const ShortcutRow &row)
{
    if (row.command)
        return commandInfo(*row.command).place;
    return row.place == commandPlaceText(CommandPlace::Window) ? CommandPlace::Window : CommandPlace::Audiences;
}

/// Tables, sheets and what belongs to the window are on every page.
bool areBothHeard(CommandPlace one, CommandPlace other)
{
    const auto isEverywhere = [](CommandPlace place) {
        return place == CommandPlace::Window || place == CommandPlace::Tables || place == CommandPlace::Sheets;
    };
    return one == other || isEverywhere(one) || isEverywhere(other);
}

bool isLetter(int key)
{
    return key >= Qt::Key_Space && key <= Qt::Key_ydiaeresis;
}

/// Every action: navigation, commands with and without keys, the canvas.
QList<ShortcutRow> allRows(const QList<ShortcutRow> &navigation)
{
    QList<ShortcutRow> rows = navigation, canvas;
    const QList<ShortcutRow> withKeys = allShortcuts({});
    std::ranges::copy_if(withKeys, std::back_inserter(canvas), [](const ShortcutRow &row) { return !row.command; });
    const QList<CommandInfo> commands = commandList();
    for (const CommandInfo &info : commands)
        rows << ShortcutRow{commandPlaceText(info.place), info.text, info.keys, info.command};
    return rows + canvas;
}

} // namespace

QString keysObstacle(Command command, const QKeySequence &keys, const QList<ShortcutRow> &rows)
{
    if (keys.isEmpty())
        return {};
    const QKeyCombination pressed = keys[0];
    const CommandPlace place = commandInfo(command).place;
    const Qt::KeyboardModifiers modifiers = pressed.keyboardModifiers() & ~Qt::KeypadModifier;
    if (isLetter(pressed.key()) && (modifiers & ~Qt::ShiftModifier) == 0 && place != CommandPlace::Review)
        return ShortcutsPane::tr("This key is needed for typing. Add Ctrl, or use a function key.");
    if (isLetter(pressed.key()) && (modifiers & ~Qt::ShiftModifier) == Qt::AltModifier)
        return ShortcutsPane::tr("Alt with a letter is for the underlined letters in the window. Add Ctrl.");
    for (const ShortcutRow &row : rows) {
        if (row.command == command || !row.keys.contains(keys) || !areBothHeard(place, placeOf(row)))
            continue;
        const bool canGive = row.command && CommandKeys::canChoose(*row.command);
        return canGive ? ShortcutsPane::tr("Already used by “%1” (%2). Give that action other keys first.")
                             .arg(row.text, row.place)
                       : ShortcutsPane::tr("Already used by “%1” (%2), whose keys are fixed.").arg(row.text, row.place);
    }
    return {};
}

KeysEdit::KeysEdit(QWidget *parent)
    : QLineEdit(parent)
{
    setReadOnly(true); // what is pressed is shown by name
    setContextMenuPolicy(Qt::NoContextMenu);
    setPlaceholderText(tr("Press the new keys"));
}

void KeysEdit::setKeys(const QKeySequence &keys)
{
    m_keys = keys;
    setText(keys.toString(QKeySequence::NativeText));
}

bool KeysEdit::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        event->accept(); // pressed for this field, not for what they do now
        return true;
    }
    return QLineEdit::event(event);
}

void KeysEdit::keyPressEvent(QKeyEvent *event)
{
    const int key = event->key();
    event->accept();
    if (key == 0 || key == Qt::Key_unknown || (key >= Qt::Key_Shift && key <= Qt::Key_ScrollLock)
        || key == Qt::Key_AltGr || (key >= Qt::Key_Super_L && key <= Qt::Key_Direction_R))
        return; // a modifier that something else follows
    const Qt::KeyboardModifiers modifiers = event->modifiers() & ~Qt::KeypadModifier;
    if (modifiers == 0 && (key == Qt::Key_Return || key == Qt::Key_Enter))
        return Q_EMIT confirmed();
    const bool empties = modifiers == 0 && (key == Qt::Key_Escape || key == Qt::Key_Backspace);
    // Of a sign that is typed with Shift the sign itself is the key: "Ctrl+?".
    const bool isSign = isLetter(key) && !(key >= Qt::Key_A && key <= Qt::Key_Z) && key != Qt::Key_Space;
    const Qt::KeyboardModifiers kept = isSign ? modifiers & ~Qt::ShiftModifier : modifiers;
    setKeys(empties ? QKeySequence() : QKeySequence(QKeyCombination(kept, Qt::Key(key))));
    Q_EMIT keysPressed(m_keys);
}

class ShortcutsPane::Model final : public QAbstractTableModel
{
public:
    enum Column { Text, Keys, Place, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;
    [[nodiscard]] const QList<ShortcutRow> &rows() const { return m_rows; }
    void setRows(const QList<ShortcutRow> &rows)
    {
        if (rows.size() != m_rows.size()) {
            beginResetModel();
            m_rows = rows;
            endResetModel();
            return;
        }
        m_rows = rows; // the same actions, so that the selection stays
        Q_EMIT dataChanged(index(0, 0), index(int(rows.size()) - 1, ColumnCount - 1));
    }
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : int(m_rows.size());
    }
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : ColumnCount;
    }
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override
    {
        if (!checkIndex(index, CheckIndexOption::IndexIsValid) || role != Qt::DisplayRole)
            return {};
        const ShortcutRow &row = m_rows[index.row()];
        switch (index.column()) {
        case Text:
            return row.text;
        case Keys:
            return keysWords(row);
        default:
            return row.place;
        }
    }
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override
    {
        if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
            return {};
        return section == Text ? ShortcutsPane::tr("Action")
            : section == Keys  ? ShortcutsPane::tr("Keys")
                               : ShortcutsPane::tr("Where");
    }

private:
    static QString keysWords(const ShortcutRow &row)
    {
        const QString keys = row.keys.isEmpty() ? ShortcutsPane::tr("none") : keysText(row.keys);
        if (!row.command || !CommandKeys::canChoose(*row.command))
            return ShortcutsPane::tr("%1 (fixed)").arg(keys); //: %1 are keys.
        if (row.keys != CommandKeys::ownKeys(*row.command))
            return ShortcutsPane::tr("%1 (changed)").arg(keys); //: %1 are keys.
        return keys;
    }

    QList<ShortcutRow> m_rows;
};

ShortcutsPane::ShortcutsPane(Preferences &preferences, QList<ShortcutRow> navigation, QWidget *parent)
    : QWidget(parent)
    , m_preferences(preferences)
    , m_navigation(std::move(navigation))
    , m_model(new Model(this))
    , m_proxy(new QSortFilterProxyModel(this))
{
    setObjectName(QStringLiteral("shortcutsPane"));
    fill();
    m_proxy->setSourceModel(m_model);
    m_proxy->setFilterKeyColumn(Model::Text);
    m_table = new DataTable("settingsShortcutsTable", tr("Keyboard shortcuts"), m_proxy, this);
    m_table->setColumnWidths({{Model::Text, 340}, {Model::Keys, 200}});
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->setMinimumHeight(rowHeight * 9);
    fillColumn(this, space::s, {m_table, buildEditor()});
    setFocusProxy(m_table);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &ShortcutsPane::showChosen);
    connect(m_table, &DataTable::activatedRow, this, [this] {
        if (m_edit->isEnabled())
            m_edit->setFocus(Qt::OtherFocusReason);
    });
    connect(&CommandKeys::instance(), &CommandKeys::changed, this, [this] {
        fill();
        showChosen();
    });
    showChosen();
}

QWidget *ShortcutsPane::buildEditor()
{
    auto *box = new QWidget(this);
    m_what = wrappedLabel(box, "shortcutWhatLabel");
    m_edit = named("shortcutKeysEdit", new KeysEdit(box));
    m_edit->setAccessibleName(tr("New keys"));
    m_assign = pushButton(box, "assignShortcutButton", tr("Assign"));
    m_remove = pushButton(box, "removeShortcutButton", tr("Remove keys"));
    m_reset = pushButton(box, "resetShortcutButton", tr("Use default"));
    m_obstacle = wrappedLabel(box, "shortcutObstacleLabel", ColourRole::Bad);
    m_obstacle->showText({});
    connect(m_edit, &KeysEdit::keysPressed, this, &ShortcutsPane::look);
    connect(m_edit, &KeysEdit::confirmed, m_assign, &QPushButton::click);
    connect(m_assign, &QPushButton::clicked, this, [this] { assign(m_edit->keys()); });
    connect(m_remove, &QPushButton::clicked, this, [this] { assign({}); });
    connect(m_reset, &QPushButton::clicked, this, &ShortcutsPane::resetChosen);
    fillColumn(box, space::xs,
               {m_what, rowLayout(space::s, {{m_edit, 1}, m_assign, m_remove, m_reset}), m_obstacle});
    return box;
}

void ShortcutsPane::fill()
{
    m_model->setRows(allRows(m_navigation));
}

int ShortcutsPane::filter(const QString &typed)
{
    // Each word somewhere in the row, in whatever order.
    QString pattern;
    const QStringList words = typed.split(u' ', Qt::SkipEmptyParts);
    for (const QString &word : words)
        pattern += QStringLiteral("(?=.*%1)").arg(QRegularExpression::escape(word));
    int count = 0;
    for (const ShortcutRow &row : m_model->rows())
        count += holdsAllWords(row.text, typed) ? 1 : 0;
    m_proxy->setFilterRegularExpression(QRegularExpression(pattern, QRegularExpression::CaseInsensitiveOption));
    return count;
}

std::optional<Command> ShortcutsPane::chosen() const
{
    const QModelIndex current = m_proxy->mapToSource(m_table->currentIndex());
    if (!current.isValid())
        return std::nullopt;
    const std::optional<Command> command = m_model->rows()[current.row()].command;
    return command && CommandKeys::canChoose(*command) ? command : std::nullopt;
}

void ShortcutsPane::showChosen()
{
    const QModelIndex current = m_proxy->mapToSource(m_table->currentIndex());
    const std::optional<Command> command = chosen();
    const QString action = current.isValid() ? m_model->rows()[current.row()].text : QString();
    m_what->setPlainText(!current.isValid() ? tr("Select an action to change its keys.")
                             : !command     ? tr("The keys of “%1” are fixed.").arg(action)
                                            : tr("Keys for “%1”").arg(action));
    m_edit->setKeys({});
    m_edit->setEnabled(command.has_value());
    m_remove->setEnabled(command && !commandInfo(*command).keys.isEmpty());
    m_reset->setEnabled(command && commandInfo(*command).keys != CommandKeys::ownKeys(*command));
    look();
}

void ShortcutsPane::look()
{
    const std::optional<Command> command = chosen();
    const QString obstacle = command ? keysObstacle(*command, m_edit->keys(), m_model->rows()) : QString();
    m_obstacle->showText(obstacle);
    if (!obstacle.isEmpty())
        Announcer::sayNewest(this, QStringLiteral("shortcut"), obstacle);
    m_assign->setEnabled(command && !m_edit->keys().isEmpty() && obstacle.isEmpty());
}

void ShortcutsPane::assign(const QKeySequence &keys)
{
    const std::optional<Command> command = chosen();
    if (!command)
        return;
    QHash<Command, QKeySequence> all = chosenKeys(m_preferences.value(Setting::Shortcuts).toObject());
    if (CommandKeys::ownKeys(*command) == (keys.isEmpty() ? QList<QKeySequence>() : QList{keys}))
        all.remove(*command);
    else
        all.insert(*command, keys);
    m_preferences.set(Setting::Shortcuts, chosenKeysObject(all));
}

void ShortcutsPane::resetChosen()
{
    const std::optional<Command> command = chosen();
    if (!command)
        return;
    // Its own keys may be another one's by now.
    const QKeySequence own = CommandKeys::ownKeys(*command).value(0);
    if (const QString obstacle = keysObstacle(*command, own, m_model->rows()); !obstacle.isEmpty()) {
        m_obstacle->showText(obstacle);
        return;
    }
    assign(own);
}

} // namespace muster
