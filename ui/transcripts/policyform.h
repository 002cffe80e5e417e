// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/masking/maskpolicy.h"
#include "ui/common/forward.h"

#include <QWidget>

namespace muster {

class MaskExceptionsModel;

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

/// The rules of a policy: what is done with each kind, the regions, own patterns, and the decisions that reviews made.
/// Holds a value; judges nothing.
class PolicyForm : public QWidget
{
    Q_OBJECT

public:
    explicit PolicyForm(QWidget *parent = nullptr);
    void setPolicy(const MaskPolicy &policy);
    [[nodiscard]] MaskPolicy policy() const; ///< With the name and the version that it was given.
    /// Regions that are no two letters; empty: all are.
    [[nodiscard]] QString badRegions() const;

Q_SIGNALS:
    void changed();

private:
    QWidget *buildKinds();
    QWidget *buildReading();
    QWidget *buildPatterns();
    QWidget *buildExceptions();
    void addPattern(const OwnPattern &pattern);
    void showExceptions();

    MaskPolicy m_policy;
    std::array<ActionChoice *, entityCount> m_actions{}; ///< By Entity; none for Own.
    QLineEdit *m_regions = nullptr;
    QCheckBox *m_spoken = nullptr;
    QCheckBox *m_context = nullptr;
    QVBoxLayout *m_patternLines = nullptr;
    QList<OwnPatternRow *> m_patterns;
    MaskExceptionsModel *m_exceptions = nullptr;
    DataTable *m_exceptionTable = nullptr;
    PlainLabel *m_noExceptions = nullptr;
    QWidget *m_removeException = nullptr;
};

} // namespace muster
