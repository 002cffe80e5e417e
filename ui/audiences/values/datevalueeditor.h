// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/audiences/values/valueeditor.h"

#include <QDate>

class QLineEdit;
class QToolButton;

namespace muster {

/// A day: typed, taken from a calendar, or by its distance from today. What is kept is the day itself, and that is said
/// where the words sound as if it moved.
class DateValueEditor : public ValueEditor
{
    Q_OBJECT

public:
    explicit DateValueEditor(QWidget *parent);
    [[nodiscard]] Kind kind() const override { return Kind::Date; }
    void setValue(const CriteriaValue &value) override;
    void setSubject(const QString &name) override;

private:
    void read(const QString &typed);
    void settle();
    void openCalendar();
    void take(QDate day);

    QLineEdit *m_edit = nullptr;
    QToolButton *m_button = nullptr;
    CriteriaValue m_value = QString();
};

} // namespace muster
