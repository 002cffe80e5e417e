// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lists/stalelistspage.h"

#include "models/items/listmodels.h"
#include "models/text/connectiontexts.h"
#include "models/text/listindextexts.h"
#include "network/wire/capability.h"
#include "ui/common/announcer.h"
#include "ui/common/commands.h"
#include "ui/common/datatable.h"
#include "ui/common/designtokens.h"
#include "ui/common/flowlayout.h"
#include "ui/common/formparts.h"
#include "ui/common/indextable.h"
#include "ui/common/tooltips.h"

#include <QCheckBox>
#include <QComboBox>
#include <QPushButton>
#include <QShortcut>
#include <QSpinBox>

namespace muster {

StaleListsPage::StaleListsPage(QWidget *parent)
    : QWidget(parent)
    , m_now([] { return BelievableTime(QDateTime::currentDateTimeUtc()); })
    , m_stale(new StaleListsModel(this))
{
    auto *back = pushButton(this, "closeStaleListsButton", tr("‹ &Lists"));
    back->setAccessibleName(tr("Back to contact lists"));
    connect(back, &QPushButton::clicked, this, &StaleListsPage::closed);
    m_summary = wrappedLabel(this, "staleSummaryLabel", ColourRole::Muted);
    m_table = new IndexTable(m_stale, StaleListsModel::Name, "staleList", "staleLists", QStringLiteral("list-checks"),
                             {tr("Stale lists"), tr("Find a stale list by name"), tr("Refresh stale lists"),
                              tr("Loading contact lists…"), tr("No list matches these rules."),
                              tr("Back to contact lists"), tr("No lists match."), tr("Show all stale lists")},
                             this);
    m_table->table()->setColumnWidths(
        {{StaleListsModel::Contacts, 120}, {StaleListsModel::Why, 380}, {StaleListsModel::Id, 120}});
    m_table->table()->sortByColumn(StaleListsModel::Contacts, Qt::DescendingOrder);
    connect(m_table, &IndexTable::activated, this, &StaleListsPage::openSelected);
    connect(m_table, &IndexTable::noneActed, this, &StaleListsPage::closed);
    connect(m_table, &IndexTable::reloadAsked, this, &StaleListsPage::reloadAsked);
    QWidget *rules = buildRules();
    fillPage(this, space::m, {rowLayout(space::s, {back, {m_summary, 1}}), rules, {m_table, 1}, buildFoot()});
    m_table->allowSeveral();
    connect(m_table, &IndexTable::currentChanged, this, &StaleListsPage::showButtons);
    connect(m_table, &IndexTable::chosenChanged, this, &StaleListsPage::showButtons);
    setFocusProxy(m_table);
    connect(addCommandKeys(Command::GoBack, this), &QShortcut::activated, this, &StaleListsPage::closed);
}

QWidget *StaleListsPage::buildRules()
{
    auto *box = new QWidget(this);
    auto *row = new FlowLayout(space::s, box);
    m_match = calmCombo(box, "staleMatchCombo", tr("How the rules combine"));
    m_match->addItem(tr("All of these hold"), int(StaleRules::Match::All));
    m_match->addItem(tr("Any of these holds"), int(StaleRules::Match::Any));
    m_match->setMaximumWidth(200); // px; beside the rules
    connect(m_match, &QComboBox::currentIndexChanged, this, &StaleListsPage::judge);
    row->addWidget(m_match);
    const StaleRules standard;
    m_days = calmSpin<QSpinBox>(box, "staleDaysSpin");
    m_days->setAccessibleName(tr("Days without use"));
    m_days->setRange(1, StaleRules::mostDays);
    m_days->setValue(standard.unusedDays);
    setCountSuffix(m_days, [](int count) { return tr(" day(s)", nullptr, count); });
    const auto add = [&](StaleRule rule, const char *name, const QString &text) {
        auto *check = named(name, new QCheckBox(text, box));
        connect(check, &QCheckBox::toggled, this, &StaleListsPage::judge);
        m_rules.insert(rule, check);
        row->addWidget(check);
    };
    add(StaleRule::Unused, "staleUnusedCheck", tr("Not &used for"));
    row->addWidget(m_days);
    add(StaleRule::Finalized, "staleFinalizedCheck", tr("All records &finalized"));
    add(StaleRule::Inactive, "staleInactiveCheck", tr("&Inactive"));
    add(StaleRule::NoSkill, "staleNoSkillCheck", tr("No &skill uses it"));
    add(StaleRule::Empty, "staleEmptyCheck", tr("&Empty"));
    m_rules.value(StaleRule::Unused)->setChecked(true);
    connect(m_days, &QSpinBox::valueChanged, this, &StaleListsPage::judge);
    return box;
}

QWidget *StaleListsPage::buildFoot()
{
    auto *foot = new QWidget(this);
    auto *hint = hintLabel(foot,
                           tr("Last use is the latest upload or change that the tenant tells of."));
    m_delete = pushButton(foot, "deleteStaleListsButton", tr("&Delete…"), QStringLiteral("trash-2"));
    m_delete->setEnabled(false);
    connect(m_delete, &QPushButton::clicked, this, &StaleListsPage::deleteSelected);
    m_open = primaryButton(foot, "openStaleListButton", tr("&Open list"));
    m_open->setEnabled(false);
    connect(m_open, &QPushButton::clicked, this, &StaleListsPage::openSelected);
    fillRow(foot, space::s, {{hint, 1}, m_delete, m_open});
    return foot;
}

void StaleListsPage::setTime(std::function<BelievableTime()> now)
{
    m_now = std::move(now);
}

void StaleListsPage::setLists(const QList<ContactListSummary> &lists, qint64 ceiling)
{
    m_lists = lists;
    m_ceiling = ceiling;
    m_isLoaded = true;
    judge();
}

void StaleListsPage::showLoading()
{
    m_table->showLoading();
}

void StaleListsPage::setLoadError(const ApiError &error)
{
    m_isLoaded = false;
    m_summary->setPlainText({});
    m_table->showError(error);
}

StaleRules StaleListsPage::rules() const
{
    StaleRules chosen{.unusedDays = m_days->value(), .match = StaleRules::Match(m_match->currentData().toInt())};
    for (const auto &[rule, key] : keyTable<StaleRule>) {
        if (m_rules.value(rule)->isChecked())
            chosen.rules.append(rule);
    }
    return chosen;
}

void StaleListsPage::judge()
{
    if (!m_isLoaded)
        return;
    const StaleRules chosen = rules();
    const StaleFinding finding = findStaleLists(m_lists, chosen, m_now());
    m_stale->setFinding(finding, chosen);
    m_table->showRows(0);
    QString summary = chosen.rules.isEmpty() ? tr("Choose at least one rule.")
                                             : staleSummaryText(finding, m_lists.size(), m_ceiling);
    if (!finding.undecided.isEmpty())
        summary += u' ' + tr("%n list(s) can’t be decided.", nullptr, int(finding.undecided.size()));
    m_summary->setPlainText(summary);
    Announcer::sayNewest(this, QStringLiteral("stale lists"), summary);
}

void StaleListsPage::openSelected()
{
    if (const StaleList *stale = m_stale->at(m_table->currentRow()))
        Q_EMIT openAsked(stale->list);
}

void StaleListsPage::deleteSelected()
{
    QList<ContactListSummary> lists;
    for (const int row : m_table->chosenRows())
        lists.append(m_stale->at(row)->list);
    if (!lists.isEmpty())
        Q_EMIT deleteAsked(lists);
}

void StaleListsPage::setDeletion(const Capability &capability)
{
    m_canDelete = capability.mode != Capability::Mode::Unavailable;
    toolTips::set(m_delete,
                  m_canDelete ? tr("Review the chosen lists and delete them; each is copied to this computer first")
                              : capabilityReasonText(capability));
    showButtons();
}

void StaleListsPage::showButtons()
{
    m_open->setEnabled(m_stale->at(m_table->currentRow()) != nullptr);
    m_delete->setEnabled(m_canDelete && !m_table->chosenRows().isEmpty());
}

} // namespace muster
