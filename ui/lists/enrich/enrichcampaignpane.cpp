// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lists/enrich/enrichcampaignpane.h"

#include "models/text/enrichtexts.h"
#include "models/text/errortexts.h"
#include "models/text/plaintext.h"
#include "models/text/plurals.h"
#include "ui/common/formparts.h"
#include "ui/common/icons.h"
#include "ui/common/plainlabel.h"
#include "ui/common/theme.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLocale>
#include <QPushButton>
#include <QSignalBlocker>
#include <algorithm>

namespace muster {

namespace {

constexpr std::chrono::milliseconds guessedLatency{200}; // until a batch has been answered

} // namespace

EnrichCampaignPane::EnrichCampaignPane(QWidget *parent)
    : QWidget(parent)
{
    m_combo = calmCombo(this, "enrichCampaignCombo");
    m_combo->setAccessibleName(tr("Campaign whose budget counts"));
    m_combo->setMinimumWidth(200);
    m_plan = new PlainLabel(PlainLabel::Fit::Wrap, this);
    m_plan->setObjectName(QStringLiteral("enrichPlanLabel"));
    m_retry = new QPushButton(themedIcon(QStringLiteral("refresh-cw")), tr("Load campaigns again"), this);
    m_retry->setObjectName(QStringLiteral("reloadCampaignsButton"));
    connect(m_retry, &QPushButton::clicked, this, &EnrichCampaignPane::retryAsked);
    connect(m_combo, &QComboBox::currentIndexChanged, this, [this] {
        showPlan();
        Q_EMIT changed();
    });
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::s);
    row->addWidget(sectionTitle(this, tr("Campaign")));
    row->addWidget(m_combo, 1);
    row->addWidget(m_plan, 3);
    row->addWidget(m_retry);
}

void EnrichCampaignPane::showLoading(const QString &listId, std::optional<std::chrono::milliseconds> latency)
{
    m_listId = listId;
    m_latency = latency;
    m_contacts.reset();
    setCampaigns({}, {});
    m_plan->setRole(ColourRole::Muted);
    m_plan->setPlainText(tr("Loading the campaigns\u2026"));
}

void EnrichCampaignPane::setCampaigns(const QList<Campaign> &campaigns, const EnrichmentPace &pace)
{
    m_all = campaigns;
    m_pace = pace;
    m_offered.clear();
    {
        const QSignalBlocker quiet(m_combo);
        m_combo->clear();
        for (const Campaign &campaign : campaigns) {
            if (!campaign.contactListId.isEmpty() && campaign.contactListId != m_listId)
                continue;
            m_offered.append(campaign);
            const QString name = visibleText(campaign.name.isEmpty() ? campaign.id : campaign.name, 100);
            //: A campaign and its state in the service's own word.
            m_combo->addItem(tr("%1 (%2)").arg(name, visibleText(campaign.status, 40)));
        }
        const auto open = std::find_if(m_offered.cbegin(), m_offered.cend(), [this](const Campaign &campaign) {
            return !CampaignBudget::of(campaign, m_all, m_pace).fault;
        });
        m_combo->setCurrentIndex(open == m_offered.cend() ? 0 : int(open - m_offered.cbegin()));
    }
    m_combo->setEnabled(!m_offered.isEmpty());
    m_retry->hide();
    showPlan();
    Q_EMIT changed();
}

void EnrichCampaignPane::setError(const ApiError &error)
{
    setCampaigns({}, {});
    m_plan->setRole(ColourRole::Bad);
    m_plan->setPlainText(errorSentence(error));
    m_retry->show();
}

void EnrichCampaignPane::setContacts(std::optional<qint64> contacts)
{
    m_contacts = contacts;
    if (!m_offered.isEmpty())
        showPlan();
}

std::optional<Campaign> EnrichCampaignPane::campaign() const
{
    const int index = m_combo->currentIndex();
    if (index < 0 || index >= m_offered.size() || m_budget.fault)
        return std::nullopt;
    return m_offered[index];
}

QString EnrichCampaignPane::planText() const
{
    return m_plan->plainText();
}

void EnrichCampaignPane::showPlan()
{
    const int index = m_combo->currentIndex();
    if (index < 0 || index >= m_offered.size()) {
        m_plan->setRole(ColourRole::Bad);
        m_plan->setPlainText(tr("No campaign uses this list, so nothing says how fast it may be enriched. Give it to a "
                                "campaign at the tenant first."));
        return;
    }
    m_budget = CampaignBudget::of(m_offered[index], m_all, m_pace);
    m_plan->setRole(m_budget.fault ? ColourRole::Bad : ColourRole::Text);
    if (m_budget.fault) {
        m_plan->setPlainText(budgetFaultText(m_budget, m_pace));
    } else if (m_contacts) {
        const BatchPlan plan = BatchPlan::of(*m_contacts, m_budget, m_pace, m_latency.value_or(guessedLatency));
        m_plan->setPlainText(batchPlanText(plan, m_budget));
    } else {
        m_plan->setPlainText(
            tr("Batches of at most %1 contacts, at most %2 a second.", nullptr, pluralForm(m_budget.batchSize))
                .arg(QLocale().toString(m_budget.batchSize), QLocale().toString(m_pace.contactsPerSecond)));
    }
}

} // namespace muster
