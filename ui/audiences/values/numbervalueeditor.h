// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/audiences/values/valueeditor.h"

class QLineEdit;

namespace muster {

/// A number of any length, kept digit for digit; typed and shown in the person's own way.
class NumberValueEditor : public ValueEditor
{
    Q_OBJECT

public:
    explicit NumberValueEditor(QWidget *parent);
    [[nodiscard]] Kind kind() const override { return Kind::Number; }
    void setValue(const CriteriaValue &value) override;
    void setSubject(const QString &name) override;

private:
    void read(const QString &typed);
    void settle();

    QLineEdit *m_edit = nullptr;
    CriteriaValue m_value = CriteriaNumber();
};

} // namespace muster
