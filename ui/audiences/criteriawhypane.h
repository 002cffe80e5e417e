// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/items/criterialinesmodel.h"

#include <QWidget>

class QComboBox;
class QLineEdit;
class QPushButton;

namespace muster {

class CriteriaLinesTable;
class PlainLabel;

/// A contact that can be asked about.
struct ContactChoice
{
    qint64 row = -1; ///< Among the contacts at hand.
    QString name; ///< From outside; made visible where it is shown.
    bool matches = false;
};

/// Why one contact is in or out: every condition and group, true, false or not known for it, and the smallest change
/// that would turn it.
class CriteriaWhyPane : public QWidget
{
    Q_OBJECT

public:
    explicit CriteriaWhyPane(QWidget *parent = nullptr);
    /// Those that match and those that just miss; the one that is asked about stays. Empty: no contacts are at hand.
    void setChoices(const QList<ContactChoice> &choices);
    void showNothing(const QString &sentence);
    /// `verdict`: whether it is in; `change`: what would turn it, may be empty.
    void showAnswer(const QString &verdict, Tone tone, const QString &change, const QList<CriteriaLine> &lines);

Q_SIGNALS:
    void rowAsked(qint64 row);
    void idAsked(const QString &id); ///< As typed.
    void nodeChosen(muster::CriteriaNodeId node);

private:
    QWidget *buildHead();

    QComboBox *m_choice = nullptr;
    QLineEdit *m_id = nullptr;
    QPushButton *m_ask = nullptr;
    PlainLabel *m_verdict = nullptr;
    PlainLabel *m_change = nullptr;
    CriteriaLinesTable *m_lines = nullptr;
};

} // namespace muster
