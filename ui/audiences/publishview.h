// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/audiences/publishpreparation.h"
#include "ui/common/confirmpage.h"
#include "ui/common/forward.h"

#include <optional>

class QDateEdit;

namespace muster {

class CriteriaLinesTable;

/// The last look before an audience is published: what the new calling list is to be, who goes along and who does not.
/// Whatever is changed in it has to be looked at again. Confirming hands out what was shown and nothing else.
class PublishView : public ConfirmPage
{
    Q_OBJECT
    Q_CLASSINFO("help", "audiences#publish")

public:
    explicit PublishView(QWidget *parent = nullptr);
    /// Of an audience and the contacts at hand, whose fields are offered. What was chosen before stays where it is
    /// offered still. `areOfTenant`: read from there, where numbers stand without their plus.
    void begin(const ConnectionProfile &profile, const QString &name, const ContactColumns &contacts, bool areOfTenant);
    void offerRegion(const QString &code); ///< Of numbers without a country code, where none is entered.
    /// After begin(): as an earlier run was told, as far as the fields are offered. A last day that is over is today.
    void take(const NewCallingList &list, const PublishChoice &choice);
    /// What is chosen, without audience and contacts.
    [[nodiscard]] PublishRequest request() const;
    void showReading(); ///< It is being found out what would happen.
    void showFacts(const AudiencePublishOrder &order);
    void showError(const QString &sentence); ///< Nothing can be published so; nothing was sent.

Q_SIGNALS:
    void changed(); ///< By the person: what was shown holds no more.
    void confirmed(); ///< The order as it was shown.

private:
    QWidget *buildSheet();
    void fillFields(QComboBox *box, const ContactColumns &contacts, const QString &likely);
    void touch();
    void showButtons() override;

    std::optional<AudiencePublishOrder> m_order; ///< As shown.
    bool m_isReading = false;
    bool m_isFilling = false;

    PlainLabel *m_what = nullptr;
    QLineEdit *m_name = nullptr;
    QDateEdit *m_expires = nullptr;
    QComboBox *m_idField = nullptr;
    QComboBox *m_numberField = nullptr;
    QLineEdit *m_region = nullptr;
    QCheckBox *m_international = nullptr;
    QListWidget *m_columns = nullptr;
    CriteriaLinesTable *m_facts = nullptr;
};

} // namespace muster
