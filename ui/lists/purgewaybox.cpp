// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lists/purgewaybox.h"

#include "models/text/amounttext.h"
#include "models/text/applytexts.h"
#include "models/text/errortexts.h"
#include "models/text/plaintext.h"
#include "ui/common/formparts.h"
#include "ui/common/layoutpause.h"
#include "ui/common/plainlabel.h"
#include "ui/common/theme.h"

#include <QComboBox>
#include <QLabel>
#include <QRadioButton>
#include <QSignalBlocker>
#include <QVBoxLayout>
#include <algorithm>

namespace muster {

PurgeWayBox::PurgeWayBox(QWidget *parent)
    : QWidget(parent)
    , m_unavailable(named("blockUnavailableLabel", hintLabel(this)))
    , m_ways(new QWidget(this))
    , m_remove(named("purgeRemovesRadio", new QRadioButton(tr("&Purge the contacts"), m_ways)))
    , m_block(named("purgeBlocksRadio", new QRadioButton(tr("&Block their numbers in a do-not-call group"), m_ways)))
{
    m_unavailable->setPlainText(
        tr("Numbers can’t be blocked in a do-not-call group here: this tenant’s API has no such groups."));
    m_block->setToolTip(
        tr("The contacts stay in the list. Restoring from backup takes their numbers out of the group"));
    fillRow(m_ways, space::l, {m_remove, m_block, boxStretch(1)});
    fillColumn(this, space::xs, {m_unavailable, m_ways, buildGroup()});
    connect(m_block, &QRadioButton::toggled, this, &PurgeWayBox::chooseWay);
    start(false, {});
}

QWidget *PurgeWayBox::buildGroup()
{
    m_choice = new QWidget(this);
    m_group = calmCombo(m_choice, "blockGroupCombo");
    m_group->setMinimumWidth(260);
    m_heeds = wrappedLabel(m_choice, "blockHeedingLabel");
    auto *label = buddyLabel(m_choice, tr("Do-not-call &group"), m_group);
    connect(m_group, &QComboBox::currentIndexChanged, this, &PurgeWayBox::chooseGroup);
    fillRow(m_choice, space::m, {label, m_group, {m_heeds, 1}});
    return m_choice;
}

void PurgeWayBox::start(bool canBlock, const QString &listId)
{
    m_listId = listId;
    m_wantedGroup.clear();
    m_wantedName.clear();
    m_groups.clear();
    m_heeding.reset();
    m_error.clear();
    m_isKnown = false;
    m_unavailable->setVisible(!canBlock);
    m_ways->setVisible(canBlock);
    const QSignalBlocker a(m_remove), b(m_block), c(m_group);
    m_remove->setChecked(true);
    m_group->clear();
    refresh();
}

void PurgeWayBox::prefer(const QString &groupId, const QString &name)
{
    if (m_ways->isHidden())
        return;
    m_wantedGroup = groupId;
    m_wantedName = name;
    m_block->setChecked(true);
}

void PurgeWayBox::chooseWay()
{
    if (blocks() && !m_isKnown)
        Q_EMIT groupsAsked();
    refresh();
    Q_EMIT changed();
}

void PurgeWayBox::showGroups(const QList<DoNotCallGroup> &groups)
{
    m_isKnown = true;
    m_error.clear();
    m_groups = groups;
    m_groups.removeIf([](const DoNotCallGroup &group) { return !group.isActive; });
    {
        const QSignalBlocker quiet(m_group);
        m_group->clear();
        for (const DoNotCallGroup &group : std::as_const(m_groups)) {
            const QString name = visibleText(group.name, 100);
            m_group->addItem(group.numbers < 0 ? name : tr("%1 (%2)").arg(name, numberText(group.numbers)));
        }
        m_group->setCurrentIndex(-1); // a person chooses
        m_group->setPlaceholderText(tr("Choose a group"));
    }
    if (const auto wanted = std::ranges::find(m_groups, m_wantedGroup, &DoNotCallGroup::id); wanted != m_groups.end())
        m_group->setCurrentIndex(int(wanted - m_groups.begin()));
    refresh();
    Q_EMIT changed();
}

void PurgeWayBox::chooseGroup()
{
    m_heeding.reset();
    m_error.clear();
    if (const DoNotCallGroup *chosen = group())
        Q_EMIT heedingAsked(chosen->id, m_listId);
    refresh();
    Q_EMIT changed();
}

void PurgeWayBox::showHeeding(const GroupHeeding &heeding)
{
    const DoNotCallGroup *chosen = group();
    if (!chosen || chosen->id != heeding.groupId)
        return; // an answer that came too late
    m_heeding = heeding;
    refresh();
    Q_EMIT changed();
}

void PurgeWayBox::showError(const ApiError &error)
{
    m_error = errorSentence(error);
    refresh();
    Q_EMIT changed();
}

void PurgeWayBox::refresh()
{
    const LayoutPause rest(this);
    m_choice->setVisible(blocks());
    m_group->setEnabled(m_isKnown && !m_groups.isEmpty());
    const bool isWarning = m_heeding && !m_heeding->heedless.isEmpty();
    const QString text = !m_isKnown    ? (m_error.isEmpty() ? tr("Loading the groups…") : QString())
        : m_heeding                    ? heedingText(m_heeding->skills, m_heeding->heedless)
        : group() && m_error.isEmpty() ? tr("Checking which skills honor this group…")
                                       : QString();
    m_heeds->setPlainText(text, isWarning ? ColourRole::Warn : ColourRole::Text);
}

bool PurgeWayBox::blocks() const
{
    return m_block->isChecked();
}

bool PurgeWayBox::isReady() const
{
    return !blocks() || (group() && m_heeding && m_error.isEmpty());
}

const DoNotCallGroup *PurgeWayBox::group() const
{
    const int at = m_group->currentIndex();
    return blocks() && at >= 0 && at < m_groups.size() ? &m_groups.at(at) : nullptr;
}

QString PurgeWayBox::problem() const
{
    if (!blocks() || !m_error.isEmpty())
        return blocks() ? m_error : QString();
    if (m_isKnown && m_groups.isEmpty())
        return tr("The tenant has no active do-not-call group. Create one in CXone, or purge the contacts.");
    const bool isGone = m_isKnown && !group() && !m_wantedGroup.isEmpty()
        && std::ranges::find(m_groups, m_wantedGroup, &DoNotCallGroup::id) == m_groups.end();
    if (isGone) {
        return tr("The do-not-call group “%1” no longer exists. Choose another group for the numbers.")
            .arg(visibleText(m_wantedName, 100));
    }
    return m_isKnown && !group() ? tr("Choose the do-not-call group for the numbers.") : QString();
}

} // namespace muster
