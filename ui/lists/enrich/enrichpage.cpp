// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lists/enrich/enrichpage.h"

#include "models/text/amounttext.h"
#include "models/text/enrichtexts.h"
#include "models/text/errortexts.h"
#include "models/text/plaintext.h"
#include "ui/common/badges.h"
#include "ui/common/commands.h"
#include "ui/common/formparts.h"
#include "ui/common/theme.h"
#include "ui/lists/enrich/cellfixdialog.h"
#include "ui/lists/enrich/enrichmappingpane.h"
#include "ui/lists/enrich/enrichsourcepane.h"

#include <QComboBox>
#include <QDragEnterEvent>
#include <QLocale>
#include <QMimeData>
#include <QPushButton>
#include <QScrollArea>
#include <QSet>
#include <QShortcut>
#include <QSignalBlocker>
#include <QSplitter>
#include <QUrl>
#include <algorithm>

namespace muster {

namespace {

constexpr std::chrono::milliseconds guessedLatency{200}; // until a batch has been answered

} // namespace

EnrichCampaignPane::EnrichCampaignPane(QWidget *parent)
    : QWidget(parent)
{
    m_combo = calmCombo(this, "enrichCampaignCombo", tr("Campaign whose budget applies"));
    m_combo->setMinimumWidth(200);
    m_plan = wrappedLabel(this, "enrichPlanLabel");
    m_retry = pushButton(this, "reloadCampaignsButton", tr("Refresh campaigns"), QStringLiteral("refresh-cw"));
    connect(m_retry, &QPushButton::clicked, this, &EnrichCampaignPane::retryAsked);
    connect(m_combo, &QComboBox::currentIndexChanged, this, [this] {
        showPlan();
        Q_EMIT changed();
    });
    m_heading = sectionTitle(this, tr("Campaign"));
    fillRow(this, space::s, {m_heading, {m_combo, 1}, {m_plan, 3}, m_retry});
}

void EnrichCampaignPane::showLoading(const QString &listId, std::optional<std::chrono::milliseconds> latency,
                                     const EnrichmentPace &pace)
{
    m_listId = listId;
    m_preferred.clear();
    m_latency = latency;
    m_contacts.reset();
    setCampaigns({}, pace);
    m_plan->setPlainText(pace.hasBudget() ? tr("Loading campaigns…") : tr("Checking which skill calls from this list…"),
                         ColourRole::Muted);
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
        const auto takesUpdates
            = [this](const Campaign &campaign) { return !CampaignBudget::of(campaign, m_all, m_pace).fault; };
        auto open = std::find_if(m_offered.cbegin(), m_offered.cend(), [&](const Campaign &campaign) {
            return campaign.id == m_preferred && takesUpdates(campaign);
        });
        if (open == m_offered.cend())
            open = std::find_if(m_offered.cbegin(), m_offered.cend(), takesUpdates);
        m_combo->setCurrentIndex(open == m_offered.cend() ? 0 : int(open - m_offered.cbegin()));
    }
    m_combo->setEnabled(!m_offered.isEmpty());
    // Without budgets there is nothing to choose: the list stands for itself.
    m_combo->setVisible(m_pace.hasBudget());
    m_heading->setPlainText(m_pace.hasBudget() ? tr("Campaign") : tr("Sending"));
    m_retry->setText(m_pace.hasBudget() ? tr("Refresh campaigns") : tr("Check again"));
    m_retry->hide();
    showPlan();
    Q_EMIT changed();
}

void EnrichCampaignPane::prefer(const QString &campaignId)
{
    m_preferred = campaignId;
}

void EnrichCampaignPane::setError(const ApiError &error)
{
    setCampaigns({}, m_pace);
    m_plan->setPlainText(errorSentence(error), ColourRole::Bad);
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

QString EnrichCampaignPane::campaignId() const
{
    return m_offered.isEmpty() ? m_preferred : m_offered[std::max(0, m_combo->currentIndex())].id;
}

QString EnrichCampaignPane::obstacle() const
{
    return m_pace.hasBudget() ? tr("Choose a campaign that accepts updates.")
                              : tr("This list can’t be enriched now; see the reason above.");
}

QString EnrichCampaignPane::planText() const
{
    return m_plan->plainText();
}

void EnrichCampaignPane::showPlan()
{
    const int index = m_combo->currentIndex();
    if (index < 0 || index >= m_offered.size()) {
        m_plan->setPlainText(m_pace.hasBudget() ? tr("No campaign uses this list, so its enrichment speed limit is "
                                                     "unknown. Assign it to a campaign in the tenant first.")
                                                : tr("The list no longer exists in the tenant."),
                             ColourRole::Bad);
        return;
    }
    m_budget = CampaignBudget::of(m_offered[index], m_all, m_pace);
    m_plan->setRole(m_budget.fault ? ColourRole::Bad : ColourRole::Text);
    if (m_budget.fault) {
        m_plan->setPlainText(budgetFaultText(m_budget, m_pace));
    } else if (m_contacts) {
        const BatchPlan plan = BatchPlan::of(*m_contacts, m_budget, m_pace, m_latency.value_or(guessedLatency));
        m_plan->setPlainText(batchPlanText(plan, m_budget));
    } else if (!m_pace.hasBudget()) {
        m_plan->setPlainText(uploadPaceText(m_budget));
    } else {
        m_plan->setPlainText(
            tr("Batches of at most %1 contacts, at most %2 per second.", nullptr, pluralForm(m_budget.batchSize))
                .arg(QLocale().toString(m_budget.batchSize), QLocale().toString(m_pace.contactsPerSecond)));
    }
}

namespace {

/// The one local file that is dragged; empty: something else is.
QString draggedFile(const QMimeData *data)
{
    const QList<QUrl> urls = data->urls();
    return urls.size() == 1 ? urls.constFirst().toLocalFile() : QString();
}

} // namespace

EnrichPage::EnrichPage(QWidget *parent)
    : QWidget(parent)
{
    setAccessibleName(tr("Enrich contacts"));
    setAcceptDrops(true);
    fillPage(this, space::m, {buildHead(), {buildPanes(), 1}, m_campaign = new EnrichCampaignPane(this), buildFoot()});
    setFocusProxy(m_source);

    connect(m_source, &EnrichSourcePane::fileChosen, this, &EnrichPage::fileChosen);
    connect(m_mapping, &EnrichMappingPane::mappingChanged, this, &EnrichPage::forgetCheck);
    connect(m_check, &EnrichCheckPane::cancelAsked, this, &EnrichPage::stopAsked);
    connect(m_check, &EnrichCheckPane::choiceChanged, this, &EnrichPage::showState);
    connect(m_check, &EnrichCheckPane::fixAsked, this, &EnrichPage::fixCells);
    connect(m_check, &EnrichCheckPane::saveAsked, this, &EnrichPage::saveRejectsAsked);
    connect(m_check, &EnrichCheckPane::stopSavingAsked, this, &EnrichPage::stopRejectsAsked);
    connect(m_campaign, &EnrichCampaignPane::changed, this, &EnrichPage::showState);
    connect(m_source, &EnrichSourcePane::pasteAsked, this, &EnrichPage::pasteAsked);
    connect(addCommandKeys(Command::PasteRows, this), &QShortcut::activated, this, [this] {
        if (!m_checking)
            Q_EMIT pasteAsked();
    });
    connect(addCommandKeys(Command::GoBack, this), &QShortcut::activated, this, &EnrichPage::closed);
    forgetCheck();
}

QWidget *EnrichPage::buildPanes()
{
    auto *across = new QSplitter(Qt::Horizontal, this);
    m_source = named("enrichSourcePane", new EnrichSourcePane(across));
    m_mapping = named("enrichMappingPane", new EnrichMappingPane(across));
    across->setChildrenCollapsible(false);
    across->setSizes({400, 680});
    across->setStretchFactor(0, 2);
    across->setStretchFactor(1, 3);
    m_down = new QSplitter(Qt::Vertical, this);
    m_check = named("enrichCheckPane", new EnrichCheckPane(m_down));
    m_down->insertWidget(0, across);
    m_down->setChildrenCollapsible(false);
    m_down->setStretchFactor(0, 1);
    auto *scroll = new QScrollArea(this); // a small window shows a part of it rather than nothing
    scroll->setObjectName(QStringLiteral("enrichScroll"));
    scroll->setAccessibleName(tr("Source, mapping, and check"));
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(m_down);
    scroll->viewport()->setAutoFillBackground(false);
    m_down->setAutoFillBackground(false);
    return scroll;
}

QWidget *EnrichPage::buildHead()
{
    auto *head = new QWidget(this);
    auto *back = pushButton(head, "leaveEnrichButton", tr("‹ &Lists"));
    back->setAccessibleName(tr("Back to contact lists"));
    connect(back, &QPushButton::clicked, this, &EnrichPage::closed);
    m_title = named("enrichTitleLabel", pageTitle(head, {}));
    m_webhooks = pushButton(head, "openWebhooksButton", tr("&Webhooks…"), QStringLiteral("plug"));
    m_webhooks->setToolTip(tr("Have the tenant notify your CRM of enriched contacts"));
    connect(m_webhooks, &QPushButton::clicked, this, &EnrichPage::webhooksAsked);
    m_environment = new EnvironmentBadge(head);
    fillRow(head, space::s, {back, {m_title, 1}, m_webhooks, m_environment});
    return head;
}

QWidget *EnrichPage::buildFoot()
{
    auto *foot = new QWidget(this);
    m_hint = wrappedLabel(foot, "enrichHintLabel", ColourRole::Muted);
    m_checkButton = pushButton(foot, "checkRowsButton", {}, QStringLiteral("shield-check"));
    connect(m_checkButton, &QPushButton::clicked, this, &EnrichPage::checkAsked);
    m_review = primaryButton(foot, "reviewEnrichButton");
    connect(m_review, &QPushButton::clicked, this, &EnrichPage::reviewAsked);
    fillRow(foot, space::s, {{m_hint, 1}, m_checkButton, m_review});
    return foot;
}

void EnrichPage::prepare(const ConnectionProfile &profile, const ContactListSummary &list,
                         std::optional<std::chrono::milliseconds> latency, const EnrichmentPace &pace)
{
    m_list = list;
    m_sample.reset();
    m_reading = m_checking = false;
    m_title->setPlainText(tr("Enrich “%1”").arg(visibleText(list.name, 200)));
    m_environment->setEnvironment(profile.environment);
    m_source->setLocked(false);
    m_source->clear();
    m_mapping->setLocked(false);
    m_mapping->showLoading();
    m_campaign->showLoading(list.id, latency, pace);
    forgetCheck();
}

void EnrichPage::setOffersWebhooks(bool offers)
{
    m_webhooks->setVisible(offers);
}

void EnrichPage::showReading(const QString &file)
{
    m_reading = true;
    m_source->showReading(file);
    forgetCheck();
}

void EnrichPage::setSample(const SharedSourceSample &sample)
{
    m_reading = false;
    m_sample = sample;
    m_source->setSample(sample);
    m_mapping->setSample(sample);
    forgetCheck();
}

void EnrichPage::showChecking(const RunMetrics &metrics)
{
    if (!m_checking) {
        m_checking = true;
        m_source->setLocked(true);
        m_mapping->setLocked(true);
        showState();
    }
    m_check->showChecking(metrics);
}

void EnrichPage::endCheck(const EnrichCheckPane::Report &report)
{
    m_checking = false;
    m_source->setLocked(false);
    m_mapping->setLocked(false);
    forgetCheck();
    m_report = report;
    if (report) {
        m_check->showReport(report);
        m_campaign->setContacts(report->rates.sent());
        divide();
    }
    showState();
}

void EnrichPage::endCheck(const ApiError &error)
{
    endCheck(EnrichCheckPane::Report());
    m_check->showError(error);
}

void EnrichPage::showSavingRejects(const RunMetrics &metrics)
{
    if (m_report)
        m_check->showSaving(metrics);
}

void EnrichPage::endSavingRejects(const QString &sentence, bool good)
{
    if (m_report)
        m_check->endSaving(sentence, good);
}

void EnrichPage::forgetCheck()
{
    m_report.reset();
    Q_EMIT checkForgotten();
    m_campaign->setContacts(std::nullopt);
    const QString missing = obstacle();
    m_check->clear(missing.isEmpty() ? tr("Check the rows to see which are valid. Nothing is sent.") : missing);
    divide();
    showState();
}

void EnrichPage::fixCells()
{
    if (!m_report || m_checking)
        return;
    const QStringList unfit = m_report->unfitAttributes();
    QSet<InvalidCell> rest;
    for (const FieldMapping &field : m_mapping->fields().mapping().fields) {
        if (unfit.contains(field.attribute))
            rest.insert(field.policy.invalid);
    }
    auto *dialog = new CellFixDialog(m_report, rest.size() == 1 ? std::optional(*rest.cbegin()) : std::nullopt, this);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        m_mapping->addFixes(dialog->fixes()); // which forgets what was found
        Q_EMIT checkAsked();
    });
    dialog->open();
}

void EnrichPage::divide()
{
    constexpr int note = 60;
    const int all = std::max(m_down->height(), 2 * note);
    m_down->setSizes(m_report ? QList<int>{all * 3 / 5, all * 2 / 5} : QList<int>{all - note, note});
}

QString EnrichPage::obstacle() const
{
    if (!m_sample)
        return tr("Choose a file to see what it would change.");
    if (m_sample->error && m_sample->rows.empty())
        return errorSentence(*m_sample->error);
    if (m_sample->columns.isEmpty())
        return tr("The file can’t be read this way. Choose a different separator or another file.");
    const MappingFindings findings = m_mapping->fields().findings();
    return findings.isEmpty() ? QString() : mappingFindingText(findings.constFirst());
}

bool EnrichPage::maySend() const
{
    return m_report && !m_checking && m_report->rates.sent() > 0 && (m_report->fits() || m_check->leavesOut())
        && m_campaign->campaign();
}

void EnrichPage::showState()
{
    const bool ready = !m_reading && !m_checking && m_sample && obstacle().isEmpty();
    m_checkButton->setEnabled(ready);
    m_checkButton->setText(
        m_sample && m_sample->isWhole && m_sample->profiled > 0
            ? tr("&Check %1 rows", nullptr, pluralForm(m_sample->profiled)).arg(QLocale().toString(m_sample->profiled))
            : m_sample && !m_sample->rows.empty() ? tr("&Check whole file")
                                                  : tr("&Check"));
    const qint64 contacts = m_report ? m_report->rates.sent() : 0;
    m_review->setVisible(m_report != nullptr);
    //: Leads to the page where this is confirmed; %1 is the number of contacts.
    m_review->setText(tr("&Enrich %1 contacts…", nullptr, pluralForm(contacts)).arg(QLocale().toString(contacts)));
    m_review->setEnabled(maySend());
    const QString hint = !m_report                   ? QString()
        : contacts == 0                              ? tr("No rows can be sent.")
        : !m_report->fits() && !m_check->leavesOut() ? tr("Fix the file or the mapping, or leave out the invalid rows.")
        : !m_campaign->campaign()                    ? m_campaign->obstacle()
                                                     : QString();
    m_hint->setPlainText(hint);
}

EnrichCheckOrder EnrichPage::checkOrder() const
{
    EnrichCheckOrder order;
    if (m_sample)
        order.source = m_sample->source;
    order.mapping = m_mapping->fields().mapping();
    order.schema = m_mapping->fields().schema();
    return order;
}

EnrichOrder EnrichPage::order() const
{
    EnrichOrder order;
    const std::optional<Campaign> campaign = m_campaign->campaign();
    if (!maySend() || !campaign)
        return order;
    order.listId = m_list.id;
    order.listName = m_list.name;
    order.campaignId = campaign->id;
    order.campaignName = campaign->name;
    order.source = m_sample->source;
    order.sourceDigest = m_report->sourceDigest;
    order.mapping = m_mapping->fields().mapping();
    order.sendValid = m_check->leavesOut();
    order.contacts = m_report->rates.sent();
    if (m_report->diff)
        order.agreed = AgreedValues{m_report->diff->overall().fills, m_report->diff->overall().changes};
    return order;
}

void EnrichPage::dragEnterEvent(QDragEnterEvent *event)
{
    if (m_checking || draggedFile(event->mimeData()).isEmpty())
        return;
    event->setDropAction(Qt::CopyAction); // never a move: the file stays where it is
    event->accept();
}

void EnrichPage::dropEvent(QDropEvent *event)
{
    const QString file = draggedFile(event->mimeData());
    if (m_checking || file.isEmpty())
        return;
    event->setDropAction(Qt::CopyAction);
    event->accept();
    Q_EMIT fileChosen(file);
}

} // namespace muster
