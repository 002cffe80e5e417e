// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QLayout>
#include <QList>
#include <QPointer>
#include <QWidget>

namespace muster {

/// While it lives the layouts of a widget and of all around it rest. Showing a hidden part makes Qt compute every
/// layout up to the window at once, labels that wrap included; where several parts come and go together that adds up to
/// more than a frame. Afterwards each is computed once, with the event that was posted for it anyway.
class LayoutPause
{
public:
    explicit LayoutPause(const QWidget *widget)
    {
        for (; widget; widget = widget->isWindow() ? nullptr : widget->parentWidget()) {
            QLayout *layout = widget->layout();
            if (!layout || !layout->isEnabled())
                continue; // somebody else's rest goes on when this one ends
            layout->setEnabled(false);
            m_layouts << layout;
        }
    }
    ~LayoutPause()
    {
        for (const QPointer<QLayout> &layout : std::as_const(m_layouts)) {
            if (layout)
                layout->setEnabled(true);
        }
    }
    LayoutPause(const LayoutPause &) = delete;
    LayoutPause &operator=(const LayoutPause &) = delete;

private:
    QList<QPointer<QLayout>> m_layouts;
};

} // namespace muster
