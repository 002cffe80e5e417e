// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/common/forward.h"

#include <QWidget>

class QAbstractItemView;

namespace muster {

/// In place of a table that has nothing to show: one sentence and at most one button.
class EmptyState : public QWidget
{
    Q_OBJECT

public:
    explicit EmptyState(const QString &iconName, QWidget *parent = nullptr); ///< No name: no icon, for low places.
    EmptyState(const QString &iconName, const QString &sentence, QWidget *parent);
    void setSentence(const QString &sentence);
    void setSentenceWidth(int width); ///< Device-independent pixels; for a pane that is narrower than a page.
    void setAction(const QString &label); ///< Empty: no button.

Q_SIGNALS:
    void triggered();

private:
    PlainLabel *m_sentence = nullptr;
    QPushButton *m_button = nullptr;
};

/// What stands in a table while it has no rows, without a stack around it: what belongs there and what to do. Lies over
/// the view, comes and goes with its rows. Named after the view: "leftoversTable" has "leftoversTableEmptyState".
class EmptyOverlay : public EmptyState
{
    Q_OBJECT

public:
    /// The view has its name and its model, which it keeps; it owns this.
    EmptyOverlay(QAbstractItemView *view, const QString &sentence);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void follow();

    QAbstractItemView *const m_view;
};

/// What stands in a table's place while its first rows are on the way: grey rows, and only after 150 ms, so that a
/// quick answer does not flicker. Does not move; says what is waited for to who cannot see it.
class SkeletonRows : public QWidget
{
    Q_OBJECT

public:
    static constexpr int delayMilliseconds = 150;

    /// `sentence`: "Loading the contact lists…"; accessible name, and small below.
    explicit SkeletonRows(const QString &sentence, QWidget *parent = nullptr);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    const QString m_sentence;
    bool m_drawn = false;
    QTimer *m_delay = nullptr;
};

} // namespace muster
