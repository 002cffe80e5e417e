// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/common/forward.h"

#include <QKeySequence>
#include <QWidget>

namespace muster {

/// The left side: one entry a page with icon, word and key (Ctrl+1 to Ctrl+9), a badge for what wants to be seen; can
/// be collapsed to icons.
class Navigation : public QWidget
{
    Q_OBJECT

public:
    explicit Navigation(QWidget *parent = nullptr);
    /// Returns the entry's number, from 0.
    int addEntry(const QString &name, const QString &iconName, const QString &label);
    void addDivider();
    /// Something beside the pages, above the button that collapses; takes `button` over and shows it as an entry.
    void addFoot(QToolButton *button, const QString &iconName, const QString &label);
    void setCurrent(int entry);
    [[nodiscard]] int current() const { return m_current; }
    [[nodiscard]] int count() const { return int(m_entries.size()); }
    [[nodiscard]] QString label(int entry) const { return m_entries[entry].label; }
    /// By its place, from 0: Ctrl+1 and so on.
    [[nodiscard]] static QKeySequence keysOf(int entry) { return Qt::CTRL | Qt::Key(int(Qt::Key_1) + entry); }
    [[nodiscard]] QKeySequence keys(int entry) const { return m_entries[entry].shortcut; }
    void choose(int entry); ///< As its button does.
    void setBadge(int entry, const QString &badge); ///< Empty: none.
    void setCollapsed(bool collapsed);
    [[nodiscard]] bool isCollapsed() const { return m_collapsed; }

Q_SIGNALS:
    void chosen(int entry);
    void collapsedChanged(bool collapsed); ///< By its button.

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    struct Entry
    {
        QToolButton *button = nullptr;
        QString label;
        QString badge;
        QKeySequence shortcut;
    };
    void fitWords();
    void showEntry(const Entry &entry);
    [[nodiscard]] int pagesEnd() const; ///< Where the column has room for the next page's entry.

    QVBoxLayout *m_column = nullptr;
    QToolButton *m_collapse = nullptr;
    QList<Entry> m_entries;
    QList<Entry> m_feet;
    int m_current = -1;
    bool m_collapsed = false;
};

} // namespace muster
