// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/common/forward.h"
#include "ui/palette/shortcutswindow.h"
#include "ui/settings/settingrow.h"

#include <QHash>
#include <QList>
#include <QWidget>

class QVBoxLayout;

namespace muster {

class EmptyState;
class Workspace;

/// All settings of the program on one page, found by typing. A change holds at once, or the setting says when. Several
/// windows show the same: each follows Preferences. GUI thread.
class SettingsPage : public QWidget
{
    Q_OBJECT
    Q_CLASSINFO("help", "settings")

public:
    /// `navigation`: the keys of its entries, for the list of all keys. `workspace` outlives it.
    SettingsPage(Workspace &workspace, QList<ShortcutRow> navigation, QWidget *parent = nullptr);
    /// Scrolls to the setting, see SettingEntry::id, and gives it the focus.
    void showSetting(const QString &id);

Q_SIGNALS:
    void collectAsked(); ///< What support needs.
    void noticesAsked();
    void schedulesAsked();

private:
    struct Section
    {
        QWidget *box = nullptr;
        QList<SettingRow *> rows;
    };
    [[nodiscard]] QWidget *buildHead();
    [[nodiscard]] QWidget *buildSections();
    void addRow(const SettingEntry &entry, QVBoxLayout *column, QWidget *box);
    [[nodiscard]] QWidget *makeControl(const SettingEntry &entry, QWidget *parent);
    using Choices = QList<std::pair<QString, QString>>; ///< Words, and the value.
    QWidget *makeChoice(const SettingEntry &entry, const Choices &choices, QWidget *parent);
    QWidget *makeLocaleChoice(const SettingEntry &entry, QWidget *parent);
    QWidget *makeRegionChoice(const SettingEntry &entry, QWidget *parent);
    QWidget *makeNumber(const SettingEntry &entry, int most, QWidget *parent);
    QWidget *makeSwitch(const SettingEntry &entry, QWidget *parent);
    QWidget *makeHistoryChoice(const SettingEntry &entry, QWidget *parent);
    QWidget *makeKeyStoreWords(QWidget *parent);
    QWidget *makeButton(const SettingEntry &entry, const QString &text, void (SettingsPage::*asked)(), QWidget *parent);
    void set(Setting setting, const QJsonValue &value);
    void showSetting(SettingRow &row);
    [[nodiscard]] QString noteOn(Setting setting) const;
    void search(const QString &typed);
    void askToResetAll();

    Workspace &m_workspace;
    Preferences &m_preferences;
    const QList<ShortcutRow> m_navigation;
    QLineEdit *m_search = nullptr;
    QScrollArea *m_area = nullptr;
    QStackedWidget *m_stack = nullptr;
    EmptyState *m_nothing = nullptr;
    PlainLabel *m_readOnly = nullptr;
    QHash<SettingSection, Section> m_sections;
    QList<SettingRow *> m_rows;
    bool m_isShowing = false; ///< Controls change because the page shows what is set.
};

} // namespace muster
