// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QLayout>

namespace muster {

/// Puts widgets beside each other and goes on in the next line when the width is used up. For chips, and for rows of
/// buttons, which must not be cut off where a window is small or a language long. In a line, what is left goes to its
/// stretches and to what grows sideways. What follows a stretch goes to the next line together, still at its end.
class FlowLayout : public QLayout
{
    Q_OBJECT

public:
    explicit FlowLayout(int gap, QWidget *parent = nullptr);
    ~FlowLayout() override;

    void addItem(QLayoutItem *item) override;
    void addStretch() { addItem(new QSpacerItem(0, 0, QSizePolicy::Expanding, QSizePolicy::Minimum)); }
    [[nodiscard]] int count() const override { return int(m_items.size()); }
    [[nodiscard]] QLayoutItem *itemAt(int index) const override { return m_items.value(index); }
    QLayoutItem *takeAt(int index) override;
    [[nodiscard]] Qt::Orientations expandingDirections() const override { return {}; }
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override { return arrange(QRect(0, 0, width, 0), false); }
    [[nodiscard]] QSize sizeHint() const override; ///< All in one line.
    [[nodiscard]] QSize minimumSize() const override;
    void setGeometry(const QRect &rect) override;

private:
    struct Line
    {
        QList<QLayoutItem *> items;
        int width = 0, height = 0, growing = 0;
    };

    [[nodiscard]] Line lineFrom(qsizetype first, int width) const;
    void place(const Line &line, const QRect &room) const;
    int arrange(const QRect &rect, bool apply) const; ///< Returns the height that it takes.

    const int m_gap;
    QList<QLayoutItem *> m_items;
};

} // namespace muster
