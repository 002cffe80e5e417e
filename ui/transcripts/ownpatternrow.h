// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/masking/maskpolicy.h"

#include <QWidget>

class QLineEdit;

namespace muster {

class ActionChoice;

/// One pattern of the person's own: name, RE2 expression, action.
class OwnPatternRow : public QWidget
{
    Q_OBJECT

public:
    explicit OwnPatternRow(const OwnPattern &pattern, QWidget *parent = nullptr);
    [[nodiscard]] OwnPattern pattern() const;

Q_SIGNALS:
    void changed();
    void removeAsked();

private:
    QLineEdit *m_name = nullptr;
    QLineEdit *m_pattern = nullptr;
    ActionChoice *m_action = nullptr;
};

} // namespace muster
