// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/common/forward.h"

#include <QWidget>
#include <array>
#include <optional>

namespace muster {

/// The steps to a tenant of one's own, beside the form that they speak of: what is entered, what is proved, what comes
/// next, and one
/// button for that. Holds no value of the form.
class ConnectionGuide : public QWidget
{
    Q_OBJECT

public:
    enum class Step { Address, SignIn, Test, Open };

    explicit ConnectionGuide(QWidget *parent = nullptr);
    struct Known
    {
        bool address = false; ///< Name and address are there and sound.
        bool signIn = false; ///< Client id and secret are there; whether they are right, the test says.
        bool test = false; ///< Everything answered.
        std::optional<Step> failed = std::nullopt; ///< What the test stumbled over.
        bool operator==(const Known &) const = default;
    };
    void setKnown(const Known &known);
    void setDialect(const QString &dialect); ///< Whose words the steps use.
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
    QString m_dialect;
    QPushButton *m_act = nullptr;
    Known m_known;
};

} // namespace muster
