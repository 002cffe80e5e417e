// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/common/forward.h"

#include <QDateTime>
#include <QObject>
#include <functional>

namespace muster {

/// Keeps "12 min ago" true: has it written anew whenever its widget comes into sight, and twice a minute while it is.
class RelativeTimes : public QObject
{
    Q_OBJECT

public:
    /// A child of `widget`. `write` is called on the GUI thread with the time that it is, UTC.
    RelativeTimes(QWidget *widget, std::function<void(const QDateTime &now)> write);
    void setNow(const QDateTime &now); ///< Writes at once; from here on time goes on as the wall clock does.

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void write();

    const std::function<void(const QDateTime &)> m_write;
    qint64 m_ahead = 0; ///< Milliseconds, of the wall clock.
    QTimer *m_timer = nullptr; ///< Runs while the widget is in sight.
};

} // namespace muster
