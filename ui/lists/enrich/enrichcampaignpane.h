// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/enrich/campaignbudget.h"
#include "network/wire/apierror.h"

#include <QWidget>
#include <optional>

class QComboBox;
class QPushButton;

namespace muster {

class PlainLabel;

/// For which campaign a list is enriched, and what its budget makes of the sending: so many batches of so many
/// contacts, or why it cannot be.
class EnrichCampaignPane : public QWidget
{
    Q_OBJECT

public:
    explicit EnrichCampaignPane(QWidget *parent = nullptr);
    /// The campaigns are being loaded. `latency`: of the service lately, for the expected time.
    void showLoading(const QString &listId, std::optional<std::chrono::milliseconds> latency);
    void setCampaigns(const QList<Campaign> &campaigns, const EnrichmentPace &pace);
    void setError(const ApiError &error);
    void setContacts(std::optional<qint64> contacts); ///< That would be sent; nothing: not known yet.
    [[nodiscard]] std::optional<Campaign> campaign() const; ///< The chosen one, if it can take updates.
    [[nodiscard]] QString planText() const; ///< Empty while there is none.

Q_SIGNALS:
    void changed();
    void retryAsked();

private:
    void showPlan();

    QString m_listId;
    QList<Campaign> m_all;
    QList<Campaign> m_offered; ///< Of the list, or of no list that is said.
    EnrichmentPace m_pace;
    std::optional<std::chrono::milliseconds> m_latency;
    std::optional<qint64> m_contacts;
    CampaignBudget m_budget;
    QComboBox *m_combo = nullptr;
    PlainLabel *m_plan = nullptr;
    QPushButton *m_retry = nullptr;
};

} // namespace muster
