// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/help/helpindex.h"
#include "ui/common/forward.h"

#include <QWidget>

namespace muster {

class HelpContentsPane;
class HelpPageView;
class ReportPrinter;

/// The line below the page in which one looks for a text within it. Hidden until it is opened; Esc closes it.
class HelpFindBar : public QWidget
{
    Q_OBJECT

public:
    explicit HelpFindBar(QWidget *parent = nullptr);
    void openBar();
    void closeBar();
    [[nodiscard]] QString text() const;
    void showResult(int current, int count); ///< "3 of 12".

Q_SIGNALS:
    /// 0: the text is another one; +1, -1: the next, the one before.
    void findAsked(const QString &text, int step);
    void closed();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    QLineEdit *m_field = nullptr;
    PlainLabel *m_result = nullptr;
};

/// The manual in a window of its own, beside the work: no dialog keeps it from being read. GUI thread.
class HelpWindow : public QWidget
{
    Q_OBJECT

public:
    explicit HelpWindow(HelpIndex index);

    /// Shows a place and remembers the one before for "back"; the first page where there is no such place.
    void go(const HelpPlace &place, const QStringList &terms = {});
    [[nodiscard]] const HelpPlace &place() const;
    /// Size, place, splitter and zoom, to be kept under a key of the caller's.
    [[nodiscard]] QByteArray layoutState() const;
    void restoreLayout(const QByteArray &state);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void build();
    [[nodiscard]] QWidget *buildTools();
    QToolButton *addTool(QWidget *bar, const char *name, const QString &icon, const QString &label);
    void addKeys();
    void showPlace(const HelpPlace &place, const QStringList &terms);
    void step(int direction);
    void showState();
    void print();

    const HelpIndex m_index;
    QSplitter *m_splitter = nullptr;
    HelpContentsPane *m_contents = nullptr;
    HelpPageView *m_page = nullptr;
    HelpFindBar *m_find = nullptr;
    QToolButton *m_back = nullptr;
    QToolButton *m_forward = nullptr;
    PlainLabel *m_zoom = nullptr;
    ReportPrinter *m_printer = nullptr;
    QList<HelpPlace> m_past; ///< The last is the one that is shown.
    QList<HelpPlace> m_future; ///< The last is the next.
};

} // namespace muster
