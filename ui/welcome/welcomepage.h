// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/store/recentitems.h"
#include "ui/common/forward.h"

#include <QFrame>
#include <QWidget>

namespace muster {

class FileSheet;
class RecentItemsModel;

/// One way in: icon, title, what one gets, and the button that goes there.
class WayCard : public QFrame
{
    Q_OBJECT

public:
    struct Words
    {
        QString title, text, button;
    };
    /// The button's object is `buttonName`.
    WayCard(const QString &iconName, const Words &words, const char *buttonName, QWidget *parent = nullptr);
    /// A second way of the same kind, below the first one.
    QPushButton *addButton(const char *name, const QString &label);
    void setPrimary(); ///< The one thing to do next.

Q_SIGNALS:
    void chosen();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QPushButton *m_button = nullptr;
};

/// What was opened last with the connection that is open: open one again, take one out, take all out.
class RecentPane : public QWidget
{
    Q_OBJECT

public:
    explicit RecentPane(QWidget *parent = nullptr);
    void setItems(const QList<RecentItem> &items);
    void showError(const QString &sentence); ///< Empty: none.

Q_SIGNALS:
    void openAsked(const muster::RecentItem &item);
    void removeAsked(const muster::RecentItem &item);
    void clearAsked();

private:
    [[nodiscard]] const RecentItem *current() const;
    void showButtons();

    RecentItemsModel *m_items = nullptr;
    DataTable *m_table = nullptr;
    QStackedWidget *m_stack = nullptr;
    PlainLabel *m_error = nullptr;
    QPushButton *m_open = nullptr;
    QPushButton *m_remove = nullptr;
    QPushButton *m_clear = nullptr;
};

/// The ways in: explore the sandbox, connect a tenant, open a file; below them what was opened last. In their place the
/// sheet that asks what files are. What the first start shows; can be reached again at any time.
class WelcomePage : public QWidget
{
    Q_OBJECT
    Q_CLASSINFO("help", "first-steps#three-ways-in")

public:
    explicit WelcomePage(QWidget *parent = nullptr);
    [[nodiscard]] FileSheet *sheet() const { return m_sheet; }
    [[nodiscard]] RecentPane *recent() const { return m_recent; }
    void showWays();
    void showSheet();
    [[nodiscard]] bool isSheetShown() const;

Q_SIGNALS:
    void sandboxAsked();
    void connectAsked(const QString &dialect);
    void fileAsked(); ///< A file is to be chosen.

protected:
    void focusInEvent(QFocusEvent *event) override;

private:
    QWidget *buildWays();

    QStackedWidget *m_stack = nullptr;
    QWidget *m_ways = nullptr;
    RecentPane *m_recent = nullptr;
    FileSheet *m_sheet = nullptr;
};

} // namespace muster
