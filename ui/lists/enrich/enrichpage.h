// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/enrich/campaignbudget.h"
#include "models/runs/enrich/check/sourcesample.h"
#include "models/runs/enrich/enrichorders.h"
#include "network/wire/apierror.h"
#include "network/wire/connectionprofile.h"
#include "network/wire/contactlist.h"
#include "ui/common/forward.h"
#include "ui/lists/enrich/enrichcheckpane.h"

#include <QWidget>
#include <optional>

namespace muster {

class EnrichMappingPane;
class EnrichSourcePane;

/// For which campaign a list is enriched, and what its budget makes of the sending: so many batches of so many
/// contacts, or why it cannot be.
class EnrichCampaignPane : public QWidget
{
    Q_OBJECT

public:
    explicit EnrichCampaignPane(QWidget *parent = nullptr);
    /// The campaigns are being loaded. `latency`: of the service lately, for the expected time.
    void showLoading(const QString &listId, std::optional<std::chrono::milliseconds> latency,
                     const EnrichmentPace &pace);
    void setCampaigns(const QList<Campaign> &campaigns, const EnrichmentPace &pace);
    void prefer(const QString &campaignId); ///< Chosen when the campaigns come, if it is offered and takes updates.
    void setError(const ApiError &error);
    void setContacts(std::optional<qint64> contacts); ///< That would be sent; nothing: not known yet.
    [[nodiscard]] std::optional<Campaign> campaign() const; ///< The chosen one, if it can take updates.
    /// Of the chosen one, whether it can take updates or not; before they have come of the preferred one.
    [[nodiscard]] QString campaignId() const;
    [[nodiscard]] QString obstacle() const; ///< What to do where there is none.
    [[nodiscard]] QString planText() const; ///< Empty while there is none.

Q_SIGNALS:
    void changed();
    void retryAsked();

private:
    void showPlan();

    QString m_listId;
    QString m_preferred; ///< Id of a campaign; empty: none.
    QList<Campaign> m_all;
    QList<Campaign> m_offered; ///< Of the list, or of no list that is said.
    EnrichmentPace m_pace;
    std::optional<std::chrono::milliseconds> m_latency;
    std::optional<qint64> m_contacts;
    CampaignBudget m_budget;
    PlainLabel *m_heading = nullptr;
    QComboBox *m_combo = nullptr;
    PlainLabel *m_plan = nullptr;
    QPushButton *m_retry = nullptr;
};

/// Filling a list's contacts from a file: choose it, map its columns, check every row, see what would be sent. Nothing
/// leaves this computer from here; that is the review page's. EnrichController acts.
class EnrichPage : public QWidget
{
    Q_OBJECT
    Q_CLASSINFO("help", "enrichment")

public:
    explicit EnrichPage(QWidget *parent = nullptr);
    /// Begins anew with that list; schema and campaigns are being loaded.
    void prepare(const ConnectionProfile &profile, const ContactListSummary &list,
                 std::optional<std::chrono::milliseconds> latency, const EnrichmentPace &pace);
    void setOffersWebhooks(bool offers); ///< Whether the tenant can tell a CRM.
    void showReading(const QString &file);
    void setSample(const SharedSourceSample &sample);
    void showChecking(const RunMetrics &metrics);
    /// nullptr: the check was stopped.
    void endCheck(const EnrichCheckPane::Report &report);
    void endCheck(const ApiError &error);
    void showSavingRejects(const RunMetrics &metrics);
    void endSavingRejects(const QString &sentence, bool good);
    void forgetCheck(); ///< What was found need not hold any more: a run has used it.

    [[nodiscard]] EnrichSourcePane *source() const { return m_source; }
    [[nodiscard]] EnrichMappingPane *mapping() const { return m_mapping; }
    [[nodiscard]] EnrichCampaignPane *campaign() const { return m_campaign; }
    [[nodiscard]] const EnrichCheckPane::Report &report() const { return m_report; }
    [[nodiscard]] const ContactListSummary &list() const { return m_list; }
    [[nodiscard]] EnrichCheckOrder checkOrder() const;
    [[nodiscard]] EnrichOrder order() const; ///< Of what was checked, with the choices of the person.

Q_SIGNALS:
    void closed();
    void fileChosen(const QString &file);
    void pasteAsked(); ///< The table in the clipboard is to be the source.
    void checkAsked();
    void stopAsked();
    void reviewAsked();
    void checkForgotten(); ///< What was found holds no more.
    void saveRejectsAsked();
    void stopRejectsAsked();
    void webhooksAsked();

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    QWidget *buildPanes();
    QWidget *buildHead();
    QWidget *buildFoot();
    void showState();
    void fixCells();
    void divide(); ///< Room for what was found, once there is something.
    [[nodiscard]] QString obstacle() const; ///< What keeps the rows from being checked; empty: nothing.
    [[nodiscard]] bool maySend() const;

    ContactListSummary m_list;
    SharedSourceSample m_sample;
    EnrichCheckPane::Report m_report;
    bool m_reading = false, m_checking = false;
    QSplitter *m_down = nullptr;
    PlainLabel *m_title = nullptr;
    EnvironmentBadge *m_environment = nullptr;
    EnrichSourcePane *m_source = nullptr;
    EnrichMappingPane *m_mapping = nullptr;
    EnrichCheckPane *m_check = nullptr;
    EnrichCampaignPane *m_campaign = nullptr;
    PlainLabel *m_hint = nullptr;
    QPushButton *m_webhooks = nullptr;
    QPushButton *m_checkButton = nullptr;
    QPushButton *m_review = nullptr;
};

} // namespace muster
