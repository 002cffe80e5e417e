// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lists/deletion/listdeletionpage.h"

#include "models/items/listdeletionmodels.h"
#include "models/text/amounttext.h"
#include "models/text/errortexts.h"
#include "models/text/listdeletiontexts.h"
#include "models/text/plaintext.h"
#include "ui/common/confirmbutton.h"
#include "ui/common/datatable.h"
#include "ui/common/designtokens.h"
#include "ui/common/flowlayout.h"
#include "ui/common/formparts.h"

#include <QCheckBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>

namespace muster {

ListDeletionPage::ListDeletionPage(QWidget *parent)
    : ConfirmPage(parent)
    , m_now([] { return BelievableTime(QDateTime::currentDateTimeUtc()); })
    , m_candidates(new DeletionCandidatesModel(this))
{
    setAccessibleName(tr("Review and delete lists"));
    QHBoxLayout *head = buildHead(this, "listDeletionTitleLabel");
    m_title->setPlainText(tr("Delete contact lists"));
    m_summary = wrappedLabel(this, "listDeletionSummaryLabel");
    auto *table = new DataTable("deletionCandidatesTable", tr("Lists to delete"), m_candidates, this);
    table->setColumnWidths({{DeletionCandidatesModel::Name, 200},
                            {DeletionCandidatesModel::Contacts, 90},
                            {DeletionCandidatesModel::Skills, 150},
                            {DeletionCandidatesModel::LastUsed, 110}});
    table->setMinimumHeight(80);
    auto *copies = hintLabel(
        this,
        tr("Before a list is deleted, all of it is copied to this computer, and the copy is read back. Copies are kept "
           "for 30 days under “Restore from backup”, and can be published as new lists. Calls, attempts and skills of "
           "a list don’t come back. The tenant itself can’t undo a deletion."));
    buildProblem(this, "listDeletionProblemLabel");
    QWidget *leave = buildLeave(), *typed = buildTyped();
    fillPage(this, space::m,
             {head, m_summary, {table, 1}, leave, copies, typed, m_problem, buildFoot("DeleteLists", tr("Cancel"))});
    connect(m_confirm, &ConfirmButton::confirmed, this, [this] {
        m_isReady = false; // one confirmation, one run
        ListDeletionOrder order = m_order;
        order.typedCount = typedNumber(*m_count);
        order.typedName = m_name->text();
        Q_EMIT confirmed(order);
    });
    judge();
}

QWidget *ListDeletionPage::buildLeave()
{
    auto *box = new QWidget(this);
    auto *row = new FlowLayout(space::m, box);
    m_activeToo = named("deleteActiveCheck", new QCheckBox(tr("Also delete &active lists"), box));
    m_uncalledToo
        = named("deleteUncalledCheck", new QCheckBox(tr("Also delete lists with contacts still to be ca&lled"), box));
    for (QCheckBox *check : {m_activeToo, m_uncalledToo}) {
        connect(check, &QCheckBox::toggled, this, &ListDeletionPage::judge);
        row->addWidget(check);
    }
    return box;
}

QWidget *ListDeletionPage::buildTyped()
{
    makeTypedCount("deletion", tr("Number of contacts"));
    m_name = named("deletionNameEdit", new QLineEdit(m_typed));
    m_name->setMaximumWidth(320);
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(space::m);
    form->setVerticalSpacing(space::xs);
    form->addRow(buddyLabel(m_typed, tr("&Number of contacts"), m_count), m_count);
    form->addRow(buddyLabel(m_typed, tr("Na&me"), m_name), m_name);
    connect(m_name, &QLineEdit::textChanged, this, &ListDeletionPage::showButtons);
    auto *column = bareLayout<QVBoxLayout>(m_typed, space::s);
    column->addWidget(m_ask);
    column->addLayout(form);
    return m_typed;
}

void ListDeletionPage::setTime(std::function<BelievableTime()> now)
{
    m_now = std::move(now);
}

void ListDeletionPage::prepare(const ConnectionProfile &profile, const QList<ContactListSummary> &lists,
                               const QDateTime &seenAt)
{
    showProfile(profile);
    m_lists = lists;
    m_order.seenAt = seenAt;
    m_error.clear();
    m_isReady = true;
    for (QCheckBox *check : {m_activeToo, m_uncalledToo})
        check->setChecked(false);
    m_candidates->setNow(m_now().clock);
    judge();
    if (m_cancel)
        m_cancel->setFocus();
}

void ListDeletionPage::showStartError(const ApiError &error)
{
    m_error = startProblem(error);
    m_isReady = true;
    showButtons();
}

void ListDeletionPage::forgetTyped()
{
    m_count->clear();
    m_name->clear();
}

void ListDeletionPage::judge()
{
    m_order.leave = {m_activeToo->isChecked(), m_uncalledToo->isChecked()};
    m_order.lists.clear();
    QList<DeletionCandidate> rows;
    for (const ContactListSummary &list : std::as_const(m_lists)) {
        rows.append({list, ListDeletionGate::obstacles(list, m_order.leave)});
        if (rows.last().obstacles.isEmpty())
            m_order.lists.append(previewed(list));
    }
    m_candidates->setRows(rows);
    forgetTyped(); // it was typed for other lists
    const qsizetype lists = m_order.lists.size();
    const qint64 contacts = ListDeletionGate::contactsOf(m_order.lists);
    m_summary->setPlainText(deletionPreviewText(lists, contacts, m_lists.size() - lists));
    m_typed->setVisible(lists > 0);
    const QString name = visibleText(ListDeletionGate::nameToType(m_order.lists, m_profile.name), 120);
    m_ask->setPlainText(
        lists == 1 ? tr("To allow it, type the number of contacts, %1, and the list’s name, “%2”.")
                         .arg(QLocale().toString(contacts), name)
                   : tr("To allow it, type the number of contacts, %1, and the connection’s name, “%2”.")
                         .arg(QLocale().toString(contacts), name));
    setDestructive(m_confirm, lists > 0);
    setAct(lists == 0 ? tr("Delete")
                      : tr("Delete %1 lists", nullptr, pluralForm(lists)).arg(QLocale().toString(lists)));
    showButtons();
}

QString ListDeletionPage::whyNot() const
{
    if (!m_error.isEmpty())
        return m_error;
    if (m_order.lists.isEmpty()) {
        const bool canBeAllowed = std::ranges::any_of(m_lists, [](const ContactListSummary &list) {
            return ListDeletionGate::obstacles(list, {.activeToo = true, .uncalledToo = true}).isEmpty();
        });
        return canBeAllowed
            ? tr("To delete these lists, say above which of them may go.")
            : tr("Lists that a skill uses are never deleted from here. Remove the skill in the tenant first.");
    }
    if (m_lookOnly)
        return lookOnlyProblem();
    if (const auto may = ListDeletionGate::mayDelete(m_order.lists, m_order.seenAt, m_now()); !may)
        return errorSentence(may.error());
    return {};
}

void ListDeletionPage::showButtons()
{
    const QString problem = whyNot();
    showProblem(problem);
    m_arm->setVisible(m_lookOnly && !m_order.lists.isEmpty());
    const bool isTyped
        = ListDeletionGate::confirmed(m_order.lists, m_profile.name, typedNumber(*m_count), m_name->text()).has_value();
    m_confirm->setAllowed(m_isReady && problem.isEmpty() && isTyped);
}

} // namespace muster
