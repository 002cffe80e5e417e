// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

class QStackedWidget;

namespace muster {

class FileSheet;
class RecentPane;

/// The ways in: explore the sandbox, connect a tenant, open a file; below them what was opened last. In their place the
/// sheet that asks what files are. What the first start shows; can be reached again at any time.
class WelcomePage : public QWidget
{
    Q_OBJECT

public:
    explicit WelcomePage(QWidget *parent = nullptr);
    [[nodiscard]] FileSheet *sheet() const { return m_sheet; }
    [[nodiscard]] RecentPane *recent() const { return m_recent; }
    void showWays();
    void showSheet();
    [[nodiscard]] bool isSheetShown() const;

Q_SIGNALS:
    void sandboxAsked();
    void connectAsked();
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
