// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/store/preferences.h"
#include "ui/common/forward.h"
#include "ui/palette/shortcutswindow.h"

#include <QLineEdit>
#include <QWidget>

class QSortFilterProxyModel;

namespace muster {

/// Why `command` cannot have `keys` among `rows`, in words: they are another one's where both are heard, or they are
/// needed for typing and for the letters that are underlined. Empty: it can, or there are no keys.
[[nodiscard]] QString keysObstacle(Command command, const QKeySequence &keys, const QList<ShortcutRow> &rows);

/// Takes the keys that are pressed in it, whatever they do elsewhere. Tab leaves it, Escape and Backspace empty it,
/// Return alone says that these are the ones.
class KeysEdit : public QLineEdit
{
    Q_OBJECT

public:
    explicit KeysEdit(QWidget *parent = nullptr);
    void setKeys(const QKeySequence &keys);
    [[nodiscard]] const QKeySequence &keys() const { return m_keys; }

Q_SIGNALS:
    void keysPressed(const QKeySequence &keys);
    void confirmed();

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    QKeySequence m_keys;
};

/// Every action there is, with its keys, and the field in which it gets other ones. A conflict is told before anything
/// changes. GUI thread.
class ShortcutsPane : public QWidget
{
    Q_OBJECT

public:
    /// `navigation`: the rows of its entries, which have their keys by their places. `preferences` outlives it.
    ShortcutsPane(Preferences &preferences, QList<ShortcutRow> navigation, QWidget *parent = nullptr);
    /// Shows only the actions that hold all of these words; gives how many these are.
    int filter(const QString &typed);

private:
    [[nodiscard]] QWidget *buildEditor();
    void fill();
    void showChosen();
    void look();
    void assign(const QKeySequence &keys);
    void resetChosen();
    [[nodiscard]] std::optional<Command> chosen() const;

    class Model;

    Preferences &m_preferences;
    const QList<ShortcutRow> m_navigation;
    Model *m_model = nullptr;
    QSortFilterProxyModel *m_proxy = nullptr;
    DataTable *m_table = nullptr;
    PlainLabel *m_what = nullptr, *m_obstacle = nullptr;
    KeysEdit *m_edit = nullptr;
    QPushButton *m_assign = nullptr, *m_remove = nullptr, *m_reset = nullptr;
};

} // namespace muster
