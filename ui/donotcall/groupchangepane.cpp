// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/donotcall/groupchangepane.h"

#include "models/items/donotcallmodels.h"
#include "models/text/amounttext.h"
#include "models/text/donotcallchangetexts.h"
#include "models/text/errortexts.h"
#include "models/text/plaintext.h"
#include "models/text/timetexts.h"
#include "ui/common/announcer.h"
#include "ui/common/badges.h"
#include "ui/common/confirmbutton.h"
#include "ui/common/datatable.h"
#include "ui/common/designtokens.h"
#include "ui/common/emptystate.h"
#include "ui/common/flowlayout.h"
#include "ui/common/formparts.h"
#include "ui/lists/regionchoice.h"

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QDateEdit>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QLocale>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>

namespace muster {

namespace {

constexpr int undoableShown = 10;

QString changeInvitation()
{
    return GroupChangePane::tr(
        "Enter numbers, choose a group, then preview what will happen. Nothing changes before you "
        "confirm.");
}

} // namespace

QString groupActText(const DoNotCallChangeOrder &order)
{
    const QString count = QLocale().toString(order.count);
    const int form = pluralForm(order.count);
    if (order.isUndo())
        return GroupChangePane::tr("Undo for %1 numbers", nullptr, form).arg(count);
    switch (order.aim.act) {
    case DoNotCallAct::Add:
        return GroupChangePane::tr("Add %1 numbers", nullptr, form).arg(count);
    case DoNotCallAct::Expire:
        return GroupChangePane::tr("Expire %1 numbers", nullptr, form).arg(count);
    case DoNotCallAct::Move:
        return GroupChangePane::tr("Move %1 numbers", nullptr, form).arg(count);
    }
    Q_UNREACHABLE();
}

GroupChangePane::GroupChangePane(QWidget *parent)
    : ConfirmPage(parent)
    , m_now([] { return BelievableTime(QDateTime::currentDateTimeUtc()); })
    , m_rows(new PreviewedNumbersModel(this))
{
    QHBoxLayout *head = buildHead(this, "groupChangeTitleLabel");
    m_title->setPlainText(tr("Change do-not-call groups"));
    QWidget *input = buildInput();
    m_table = new DataTable("groupChangeTable", tr("What will happen to each number"), m_rows, this);
    m_table->setColumnWidths({{PreviewedNumbersModel::Line, 64},
                              {PreviewedNumbersModel::Number, 150},
                              {PreviewedNumbersModel::Result, 190},
                              {PreviewedNumbersModel::Why, 420}});
    m_table->setMinimumHeight(96); // px; three rows
    m_empty = new EmptyOverlay(m_table, changeInvitation());
    m_summary = wrappedLabel(this, "groupChangeSummaryLabel");
    m_effects = wrappedLabel(this, "groupChangeEffectsLabel");
    m_limits = hintLabel(this);
    QWidget *typed = buildTypedCount("groupChange", tr("Number of numbers"));
    buildProblem(this, "groupChangeProblemLabel");
    auto *foot = new QWidget(this);
    buildActs(foot, "ChangeGroups");
    auto *acts = new FlowLayout(space::s, foot);
    acts->addStretch();
    addWidgets(acts, {m_arm, m_confirm});
    fillColumn(this, space::s,
               {head, input, {m_table, 1}, m_summary, m_effects, m_limits, typed, m_problem, foot});
    connect(m_confirm, &ConfirmButton::confirmed, this, [this] {
        m_isReady = false; // one confirmation, one run
        DoNotCallChangeOrder order = m_order;
        if (DoNotCallGate::asksCount(order.aim.act, false))
            order.typedCount = typedNumber(*m_count);
        Q_EMIT confirmed(order);
    });
    showAct();
    setOutside(tr("Open a connection to change groups."));
}

QWidget *GroupChangePane::buildInput()
{
    auto *box = new QWidget(this);
    m_edit = named("changeNumbersEdit", new QPlainTextEdit(box));
    m_edit->setAccessibleName(tr("Numbers to change, one per line"));
    m_edit->setPlaceholderText(tr("Numbers, one per line: +49 30 1234567, or 030 1234567 with a region chosen"));
    m_edit->setTabChangesFocus(true);
    m_edit->setMinimumHeight(72); // px; three lines
    connect(m_edit, &QPlainTextEdit::textChanged, this, &GroupChangePane::outdate);
    fillRow(box, space::m, {{m_edit, 5}, {buildChoices(box), 4}});
    box->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    return box;
}

QWidget *GroupChangePane::buildChoices(QWidget *parent)
{
    auto *box = new QWidget(parent);
    m_act = calmCombo(box, "groupActCombo", tr("What to do"));
    for (const auto &[act, key] : keyTable<DoNotCallAct>)
        m_act->addItem(doNotCallActText(act), int(act));
    m_group = calmCombo(box, "changedGroupCombo", tr("Do-not-call group"));
    m_target = calmCombo(box, "targetGroupCombo", tr("Group to move to"));
    m_ends = named("entryEndsCheck", new QCheckBox(tr("&Block only until"), box));
    m_ends->setToolTip(tr("That day included, in UTC"));
    m_until = calmSpin<QDateEdit>(box, "entryEndEdit");
    m_until->setAccessibleName(tr("Last day of the block"));
    m_until->setCalendarPopup(true);
    m_region = calmCombo(box, "changeRegionCombo", tr("Region of national numbers"));
    fillRegions(m_region, tr("No region"));
    m_open = pushButton(box, "openChangeNumbersButton", tr("&Open file…"), QStringLiteral("folder-open"));
    connect(m_open, &QPushButton::clicked, this, &GroupChangePane::openAsked);
    m_look = primaryButton(box, "previewGroupChangeButton", tr("&Preview"));
    connect(m_look, &QPushButton::clicked, this, [this] { Q_EMIT lookAsked(draft()); });
    m_stop = pushButton(box, "stopPreviewButton", tr("&Stop"), QStringLiteral("x"));
    connect(m_stop, &QPushButton::clicked, this, [this] {
        Q_EMIT stopAsked();
        m_isLooking = false;
        outdate();
    });
    m_undo = named("undoGroupChangeButton", new MenuButton(tr("&Undo a change"), box));
    m_form = bareLayout<QFormLayout>(box, space::xs);
    m_form->addRow(tr("&What to do"), m_act);
    m_form->addRow(tr("&Group"), m_group);
    m_form->addRow(tr("Move &to"), m_target);
    m_form->addRow(m_ends, m_until);
    m_form->addRow(tr("&Region of national numbers"), m_region);
    m_form->addRow(rowLayout(space::s, {m_open, m_undo, boxStretch(1), m_look, m_stop}));
    connect(m_act, &QComboBox::currentIndexChanged, this, &GroupChangePane::showAct);
    for (QComboBox *combo : {m_group, m_target, m_region})
        connect(combo, &QComboBox::currentIndexChanged, this, &GroupChangePane::outdate);
    connect(m_ends, &QCheckBox::toggled, this, &GroupChangePane::outdate);
    connect(m_until, &QDateEdit::dateChanged, this, &GroupChangePane::outdate);
    return box;
}

void GroupChangePane::setTime(std::function<BelievableTime()> now)
{
    m_now = std::move(now);
}

void GroupChangePane::setOutside(const QString &obstacle)
{
    m_isOutside = !obstacle.isEmpty();
    m_isLooking = false;
    m_edit->clear();
    m_group->clear();
    m_target->clear();
    m_ends->setChecked(false);
    m_until->setDate(m_now().clock.date().addMonths(6));
    setUndoable({});
    m_environment->setVisible(!m_isOutside);
    outdate();
    m_empty->setSentence(m_isOutside ? obstacle : changeInvitation());
}

void GroupChangePane::setTenant(const ConnectionProfile &profile)
{
    showProfile(profile);
}

void GroupChangePane::setGroups(const QList<DoNotCallGroup> &groups)
{
    bool isSame = true; // then a preview stays
    for (QComboBox *combo : {m_group, m_target}) {
        const QString chosen = combo->currentData().toString();
        const QSignalBlocker quiet(combo);
        combo->clear();
        for (const DoNotCallGroup &group : groups) {
            const QString name = visibleText(group.name, 100);
            combo->addItem(group.isActive ? name : tr("%1 (inactive)").arg(name), group.id);
        }
        const int kept = combo->findData(chosen);
        const int offered
            = combo == m_target ? std::min(1, combo->count() - 1) : 0; // none moves from a group to itself
        combo->setCurrentIndex(kept >= 0 ? kept : offered);
        isSame = isSame && combo->currentData().toString() == chosen;
    }
    if (isSame)
        showButtons();
    else
        outdate();
}

void GroupChangePane::setGroupsError(const ApiError &error)
{
    m_group->clear();
    m_target->clear();
    showError(error);
}

void GroupChangePane::setNumbers(const QByteArray &text, const QString &region)
{
    m_edit->setPlainText(QString::fromUtf8(text));
    m_region->setCurrentIndex(std::max(m_region->findData(region), 0));
}

void GroupChangePane::setUndoable(const QList<BackupInfo> &changes)
{
    m_undo->popupMenu()->clear();
    for (const BackupInfo &change : changes.first(std::min<qsizetype>(changes.size(), undoableShown))) {
        QAction *action = m_undo->popupMenu()->addAction(
            tr("%1, %2").arg(visibleText(change.groupName, 60), shortRecordTimeText(change.createdAt)));
        connect(action, &QAction::triggered, this, [this, run = change.runId] { Q_EMIT undoAsked(run); });
    }
    m_undo->setVisible(!changes.isEmpty());
}

DoNotCallAct GroupChangePane::act() const
{
    return DoNotCallAct(m_act->currentData().toInt());
}

DoNotCallDraft GroupChangePane::draft() const
{
    const bool isAddition = act() == DoNotCallAct::Add;
    return {.act = act(),
            .group = m_group->currentData().toString(),
            .target = act() == DoNotCallAct::Move ? m_target->currentData().toString() : QString(),
            .until = isAddition && m_ends->isChecked() ? m_until->date() : QDate(),
            .text = m_edit->toPlainText().toUtf8(),
            .region = m_region->currentData().toString()};
}

void GroupChangePane::showAct()
{
    m_form->setRowVisible(m_target, act() == DoNotCallAct::Move);
    m_form->setRowVisible(m_until, act() == DoNotCallAct::Add);
    m_limits->setPlainText(changeLimitsText(act()));
    outdate();
}

void GroupChangePane::outdate()
{
    if (m_isLooking) // for what is no longer entered
        Q_EMIT stopAsked();
    m_isLooking = false;
    m_isReady = false;
    m_error.clear();
    m_order = {};
    m_rows->setPreview({});
    m_summary->hide();
    m_effects->hide();
    if (m_empty != nullptr)
        m_empty->setSentence(changeInvitation());
    m_count->clear();
    showButtons();
}

void GroupChangePane::showLooking()
{
    outdate();
    m_isLooking = true;
    m_empty->setSentence(tr("Reading the group…"));
    showButtons();
}

void GroupChangePane::setPreview(const DoNotCallPreview &preview)
{
    m_isLooking = false;
    m_isReady = true;
    m_rows->setPreview(preview);
    m_order = {.aim = preview.aim,
               .changes = preview.changes(),
               .count = 0,
               .seenAt = preview.seenAt,
               .at = preview.at,
               .undoOf = {},
               .typedCount = std::nullopt};
    m_order.count = m_order.changes.size();
    m_summary->showText(previewSummaryText(preview));
    m_effects->showText(changeEffectTexts(preview).join(u' '));
    m_ask->setPlainText(changeConfirmText(m_order.count));
    setDestructive(m_confirm, DoNotCallGate::asksCount(preview.aim.act, false));
    setAct(groupActText(m_order));
    showButtons();
    Announcer::sayNewest(this, QStringLiteral("group change"), m_summary->plainText());
}

void GroupChangePane::showError(const ApiError &error)
{
    m_isLooking = false;
    m_error = errorSentence(error);
    m_empty->setSentence(changeInvitation());
    showButtons();
}

void GroupChangePane::showStartError(const ApiError &error)
{
    m_error = startProblem(error);
    m_isReady = true;
    showButtons();
}

QString GroupChangePane::whyNot() const
{
    if (!m_error.isEmpty())
        return m_error;
    if (!m_isReady)
        return {};
    if (m_order.count == 0)
        return tr("None of these numbers would change.");
    if (m_lookOnly)
        return lookOnlyProblem();
    if (const auto may = DoNotCallGate::mayChange(m_order.count, m_order.at, m_now()); !may)
        return errorSentence(may.error());
    return {};
}

void GroupChangePane::showButtons()
{
    if (m_confirm == nullptr)
        return; // still being built
    const bool hasGroup = m_group->count() > 0;
    m_open->setEnabled(!m_isOutside && !m_isLooking);
    m_look->setEnabled(!m_isOutside && hasGroup && !m_edit->document()->isEmpty());
    m_look->setVisible(!m_isLooking);
    m_stop->setVisible(m_isLooking);
    const QString problem = whyNot();
    showProblem(problem);
    const bool changes = m_isReady && m_order.count > 0;
    const bool asks = changes && DoNotCallGate::asksCount(m_order.aim.act, false);
    m_typed->setVisible(asks);
    m_arm->setVisible(changes && m_lookOnly);
    m_confirm->setVisible(changes);
    const bool isConfirmed
        = DoNotCallGate::confirmed(m_order.aim.act, false, m_order.count, typedNumber(*m_count)).has_value();
    m_confirm->setAllowed(changes && problem.isEmpty() && isConfirmed);
}

} // namespace muster
