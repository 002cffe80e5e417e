// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

class QTimer;

namespace muster {

/// What stands in a table's place while its first rows are on the way: grey rows, and only after 150 ms, so that a
/// quick answer does not flicker. Does not move; says what is waited for to who cannot see it.
class SkeletonRows : public QWidget
{
    Q_OBJECT

public:
    static constexpr int delayMilliseconds = 150;

    explicit SkeletonRows(QWidget *parent = nullptr);
    void setSentence(const QString &sentence); ///< "Loading the contact lists…": accessible name, and small below.

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_sentence;
    bool m_drawn = false;
    QTimer *m_delay = nullptr;
};

} // namespace muster
