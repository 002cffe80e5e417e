// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QHash>
#include <QList>
#include <QObject>
#include <QPointer>

class QWidget;

namespace muster {

/// Sees to it that keys always go somewhere: a page or pane that is given the focus hands it on to its first control,
/// and where the control that had it goes away or is disabled the nearest one around it takes over, until it is back: a
/// button that is off while what it started runs has the focus again afterwards, unless the person went elsewhere. GUI
/// thread.
class FocusKeeper : public QObject
{
    Q_OBJECT

public:
    explicit FocusKeeper(QWidget *window);

    [[nodiscard]] bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void moved(QWidget *now);
    void standInFor(QWidget *lost);
    void remember(QWidget *control);
    void keep();
    void await(QWidget *control);

    QWidget *const m_window;
    QList<QPointer<QWidget>> m_around; ///< Of the control that had it last: itself, then what is around it.
    QPointer<QWidget> m_lost; ///< Was disabled or hidden with the focus; nobody has chosen a place since.
    QPointer<QWidget> m_awaited; ///< Gets it back when it can take it again and m_standIn still has it.
    QPointer<QWidget> m_standIn;
};

/// Can Tab reach it now?
[[nodiscard]] bool takesFocus(const QWidget *widget);

/// F6 and Shift+F6: from one region of a window to the next, in reading order and round. A region is what stands beside
/// something else: each of the window's parts, within them each pane of a splitter, and what is around the splitter. It
/// is entered where the person was in it, else at its first control. GUI thread.
class RegionKeys : public QObject
{
    Q_OBJECT

public:
    /// `parts` in reading order, all within `window`.
    RegionKeys(QWidget *window, const QList<QWidget *> &parts);
    /// Those that can be entered now, in order.
    [[nodiscard]] QList<QWidget *> regions() const;

private:
    [[nodiscard]] QList<QWidget *> all() const;
    void go(int step);
    void remember(QWidget *focus);
    [[nodiscard]] QWidget *entry(QWidget *region, const QList<QWidget *> &all) const;

    QWidget *const m_window;
    QList<QPointer<QWidget>> m_parts; ///< They go before the window does, and the focus moves meanwhile.
    QHash<const QWidget *, QPointer<QWidget>> m_last; ///< By region; the key is compared only.
};

} // namespace muster
