// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QObject>
#include <QPointer>

class QWidget;

namespace muster {

/// Sees to it that keys always go somewhere: a page or pane that is given the focus hands it on to its first control,
/// and where the control that had it goes away or is disabled the nearest one around it takes over. GUI thread.
class FocusKeeper : public QObject
{
    Q_OBJECT

public:
    explicit FocusKeeper(QWidget *window);

private:
    void moved(QWidget *now);
    void keep();

    QWidget *const m_window;
    QList<QPointer<QWidget>> m_around; ///< Of the control that had it last: itself, then what is around it.
};

/// Can Tab reach it now?
[[nodiscard]] bool takesFocus(const QWidget *widget);

} // namespace muster
