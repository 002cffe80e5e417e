// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/audiences/values/valueeditor.h"

class QLineEdit;

namespace muster {

/// Text as it is compared: spaces at its ends count, and are remarked on because nobody sees them.
class TextValueEditor : public ValueEditor
{
    Q_OBJECT

public:
    TextValueEditor(const QStringList &knownValues, QWidget *parent);
    [[nodiscard]] Kind kind() const override { return Kind::Text; }
    void setValue(const CriteriaValue &value) override;
    void setSubject(const QString &name) override;

private:
    void remark();

    QLineEdit *m_edit = nullptr;
};

} // namespace muster
