// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/masking/maskpolicy.h"

#include <QWidget>

class QComboBox;
class QSpinBox;

namespace muster {

/// What is done with findings: the action and, where it needs one, how much is kept.
class ActionChoice : public QWidget
{
    Q_OBJECT

public:
    /// `what` is named to screen readers; `keep`: whether leaving it as it is may be chosen; `dates`: whether it can be
    /// moved.
    ActionChoice(const QString &what, bool keep, bool dates, QWidget *parent = nullptr);
    void setRule(const EntityRule &rule);
    [[nodiscard]] EntityRule rule() const;

Q_SIGNALS:
    void changed();

private:
    void showKeep();

    QComboBox *m_action = nullptr;
    QSpinBox *m_keep = nullptr;
};

} // namespace muster
