// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/audiences/values/valueeditor.h"

class QComboBox;

namespace muster {

class BooleanValueEditor : public ValueEditor
{
    Q_OBJECT

public:
    explicit BooleanValueEditor(QWidget *parent);
    [[nodiscard]] Kind kind() const override { return Kind::Boolean; }
    void setValue(const CriteriaValue &value) override;
    void setSubject(const QString &name) override;

private:
    QComboBox *m_combo = nullptr;
};

} // namespace muster
