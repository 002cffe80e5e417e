// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/columntreatment.h"
#include "ui/common/forward.h"

#include <QWidget>

namespace muster {

/// Below the columns of an export: how the contact ID is exported, which is no attribute, and, as long as some column
/// is masked or has a pseudonym, what that means. What the attributes have is told to it.
class ExportProtection : public QWidget
{
    Q_OBJECT

public:
    explicit ExportProtection(QWidget *parent = nullptr);
    void setAttributes(const TreatedColumns &attributes);
    /// Of the contact ID: none or one.
    [[nodiscard]] TreatedColumns contactId() const;
    void setContactId(ColumnTreatment treatment);

Q_SIGNALS:
    void changed();
    void replaceKeyAsked();

private:
    void showMeaning();

    TreatedColumns m_attributes;
    QComboBox *m_contactId = nullptr;
    PlainLabel *m_masked = nullptr;
    PlainLabel *m_pseudonyms = nullptr;
    QPushButton *m_replaceKey = nullptr;
};

} // namespace muster
