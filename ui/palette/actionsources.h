// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/common/forward.h"
#include "ui/palette/palettesource.h"

#include <QList>
#include <QPointer>
#include <QSet>
#include <QString>
#include <functional>

class QAbstractButton;

namespace muster {

/// Why a button that is disabled cannot be pressed, in a few words: "Choose a list first". From the table here, by its
/// objectName; where the button says so itself, its tool tip.
[[nodiscard]] QString buttonNeed(const QWidget &button);
/// The same of an entry of a menu or of the canvas.
[[nodiscard]] QString actionNeed(const QAction &action);

/// Actions that are always there: of the window, not of a page. Disabled ones say by their "whyNot" property why.
class ActionSource : public PaletteSource
{
    Q_OBJECT

public:
    static constexpr const char *whyNotProperty = "whyNot";

    using PaletteSource::PaletteSource;
    /// `action` has an objectName. `keys`: shown where somebody else gives them, as buttons of the navigation do.
    void add(QAction *action, const QString &kind, const QKeySequence &keys = {});
    [[nodiscard]] qsizetype count() const override { return m_actions.size(); }
    [[nodiscard]] PaletteEntry entry(qsizetype place) const override;
    void open(const QString &id) override;

private:
    struct One
    {
        QAction *action = nullptr;
        QString kind;
        QKeySequence keys;
        QString iconName;
    };
    QList<One> m_actions;
};

/// Words of a button or a menu entry without the mark of its mnemonic.
[[nodiscard]] QString plainLabel(const QString &text);

/// What can be pressed on the page one is in: its buttons, the entries of its menus, its commands with keys. Looked up
/// when the palette opens, so that nothing has to be told twice. What cannot be pressed says what it needs (see
/// buttonNeed()). Buttons that must be pressed by hand (ConfirmButton) are only gone to.
class PageSource : public PaletteSource
{
    Q_OBJECT

public:
    /// `page` gives the page that is shown; nullptr: none.
    explicit PageSource(std::function<QWidget *()> page, QObject *parent = nullptr);
    [[nodiscard]] qsizetype count() const override { return m_found.size(); }
    [[nodiscard]] PaletteEntry entry(qsizetype place) const override { return m_found[place].entry; }
    void prepare() override;
    void open(const QString &id) override;

private:
    struct Found
    {
        PaletteEntry entry;
        QPointer<QObject> what;
    };
    void takeButton(QAbstractButton *button);
    void takeMenu(const QMenu *menu, const QWidget *button);
    void takeAction(QAction *action, const QString &whyNot = {});
    void takeShortcut(QShortcut *shortcut);
    void take(PaletteEntry entry, QObject *what);

    const std::function<QWidget *()> m_page;
    QString m_pageName;
    QList<Found> m_found;
    QSet<QString> m_titles; ///< A command may have a button and a key.
};

} // namespace muster
