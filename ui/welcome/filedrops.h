// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/common/forward.h"

#include <QObject>
#include <QStringList>
#include <QWidget>
#include <functional>

class QDropEvent;

namespace muster {

/// Lies over a page while something is dragged over the window: what a drop would do, or why nothing can be dropped.
/// The mouse goes through it. Hidden at first.
class DropCurtain : public QWidget
{
    Q_OBJECT

public:
    explicit DropCurtain(QWidget *ground); ///< As large as that.
    void offer(int files);
    void refuse(const QString &why) { say(QStringLiteral("circle-slash"), why, true); }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void say(const QString &iconName, const QString &sentence, bool isRefused);

    QLabel *m_icon = nullptr;
    PlainLabel *m_sentence = nullptr;
    bool m_isRefused = false;
};

/// Files that are dropped anywhere on a window. Widgets in it that take drops themselves come first. While something is
/// dragged over it, the window says what a drop would do, or why nothing can be done with it.
class FileDrops : public QObject
{
    Q_OBJECT

public:
    /// What stands in the way of a drop at the moment, in a sentence; empty: nothing.
    using Obstacle = std::function<QString()>;

    /// Watches `window` and lays the words over `ground`, which is in it; both outlive it.
    FileDrops(QWidget *window, QWidget *ground, Obstacle obstacle, QObject *parent = nullptr);

    struct Judgement
    {
        QStringList files;
        QString refusal; ///< Why they can't be taken; empty: they can.
    };
    /// By what is dragged alone: local files, no folders, not too many.
    [[nodiscard]] static Judgement judge(const QMimeData &data);

Q_SIGNALS:
    void dropped(const QStringList &files);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void enter(QDropEvent *event);
    void leave();

    DropCurtain *m_curtain = nullptr;
    const Obstacle m_obstacle;
    Judgement m_judgement;
};

} // namespace muster
