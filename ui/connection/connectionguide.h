// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>
#include <array>

class QPushButton;

namespace muster {

class PlainLabel;
class StatusBadge;

/// The steps to a tenant of one's own, beside the form that they speak of: what is done, what comes next, and one
/// button for that. Holds no value of the form.
class ConnectionGuide : public QWidget
{
    Q_OBJECT

public:
    enum class Step { Address, SignIn, Test, Open };

    explicit ConnectionGuide(QWidget *parent = nullptr);
    struct Done
    {
        bool address = false; ///< Name and address are there and sound.
        bool signIn = false; ///< Client id and secret are there.
        bool test = false; ///< Everything answered.
        bool operator==(const Done &) const = default;
    };
    void setDone(const Done &done);
    [[nodiscard]] Step step() const; ///< The one to do next.

Q_SIGNALS:
    void stepAsked(muster::ConnectionGuide::Step step); ///< The button: go to its field, or do it.
    void left();

private:
    void showSteps();

    struct Row
    {
        StatusBadge *badge = nullptr;
        PlainLabel *text = nullptr;
    };
    std::array<Row, 4> m_rows;
    QPushButton *m_act = nullptr;
    Done m_done;
};

} // namespace muster
