// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QTimer>
#include <QWidget>

namespace muster {

/// Says what a person who does not see the window would miss: that a run has begun or ended, how many were found. Part
/// of a window, invisible to the eye; to a screen reader a notification whose name is the newest sentence. Sentences
/// keep a second's distance, so that each can be heard. GUI thread.
class Announcer : public QWidget
{
    Q_OBJECT

public:
    static constexpr int distanceMilliseconds = 1000;

    explicit Announcer(QWidget *parent);
    /// Every sentence is said, in this order.
    void say(const QString &sentence) { sayNewest({}, sentence); }
    /// Said as well, unless a newer one of the same `subject` comes before its turn: counts and shares that move on.
    void sayNewest(const QString &subject, const QString &sentence);
    [[nodiscard]] const QString &sentence() const { return m_sentence; } ///< The one that was said last.

    /// By the announcer of the window that `part` is in; nothing where it has none or `part` is not shown.
    static void sayNewest(const QWidget *part, const QString &subject, const QString &sentence);

Q_SIGNALS:
    void said(const QString &sentence); ///< As it was told to the platform's accessibility.

private:
    struct Waiting
    {
        QString subject; ///< Empty: never replaced.
        QString sentence;
    };
    void sayNext();

    QList<Waiting> m_waiting;
    QString m_sentence;
    QTimer m_distance;
};

} // namespace muster
