// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/palette/palettesource.h"

#include <QList>
#include <QPointer>
#include <QSet>
#include <functional>

class QAbstractButton;
class QAction;
class QMenu;
class QShortcut;
class QWidget;

namespace muster {

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
