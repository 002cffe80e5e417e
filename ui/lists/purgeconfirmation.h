// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/lists/purgegate.h"

#include <QWidget>

class QCheckBox;
class QFormLayout;
class QLineEdit;

namespace muster {

class PlainLabel;

/// What stands before a purge, asked of a person: the number and the name to be typed (F111), the gate's refusal in
/// words (F110, F112), and the choice to update only.
class PurgeConfirmation : public QWidget
{
    Q_OBJECT

public:
    explicit PurgeConfirmation(QWidget *parent = nullptr);
    void start(const SharedPlan &plan);
    /// Asks the gate again; a plan grows old.
    void checkGate(const BelievableTime &now);
    [[nodiscard]] bool withholdsPurge() const; ///< By the person or by the gate.
    [[nodiscard]] std::optional<qint64> typedCount() const;
    [[nodiscard]] QString typedName() const;
    /// Whether what was typed is enough. Not concerned with a purge that is withheld.
    [[nodiscard]] bool isConfirmed() const;

Q_SIGNALS:
    void changed();

private:
    void refresh();

    SharedPlan m_plan;
    std::optional<ApiError> m_refusal;
    PlainLabel *m_refused = nullptr;
    QCheckBox *m_withhold = nullptr;
    PlainLabel *m_ask = nullptr;
    QWidget *m_countLabel = nullptr;
    QLineEdit *m_count = nullptr;
    QWidget *m_nameLabel = nullptr;
    QLineEdit *m_name = nullptr;
};

} // namespace muster
