// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lists/restore/undopage.h"

#include "models/runs/enrich/undo/undorules.h"
#include "models/text/amounttext.h"
#include "models/text/enrichtexts.h"
#include "models/text/errortexts.h"
#include "models/text/plaintext.h"
#include "models/text/timetexts.h"
#include "ui/common/badges.h"
#include "ui/common/commands.h"
#include "ui/common/confirmbutton.h"
#include "ui/common/datatable.h"
#include "ui/common/emptystate.h"
#include "ui/common/errorpanel.h"
#include "ui/common/formparts.h"
#include "ui/common/theme.h"
#include "ui/common/tooltips.h"

#include <QAction>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QTimer>

namespace muster {

namespace {

constexpr int typingPauseMs = 150;

} // namespace

UndoValuesPane::UndoValuesPane(QWidget *parent)
    : QWidget(parent)
    , m_values(new UndoValuesModel(this))
    , m_typing(new QTimer(this))
{
    m_typing->setSingleShot(true);
    m_typing->setInterval(typingPauseMs);
    connect(m_typing, &QTimer::timeout, this, &UndoValuesPane::filter);
    fillColumn(this, space::s, {buildTools(), {buildTable(), 1}});
    connect(m_values, &UndoValuesModel::viewChanged, this, &UndoValuesPane::showView);
    connect(m_values, &UndoValuesModel::choiceChanged, this, [this] {
        fillShown();
        Q_EMIT choiceChanged();
    });
    showReading();
}

QWidget *UndoValuesPane::buildTools()
{
    auto *tools = new QWidget(this);
    m_shown = calmCombo(tools, "shownUndoValuesCombo");
    m_shown->setMinimumWidth(240);
    connect(m_shown, &QComboBox::currentIndexChanged, this, &UndoValuesPane::filter);
    auto *label = buddyLabel(tools, tr("Sho&w"), m_shown);
    m_search = searchEdit(tools, "undoSearchEdit", tr("Find a contact or a value"), tr("Find (Ctrl+F)"));
    m_search->setMaximumWidth(220);
    connect(m_search, &QLineEdit::textChanged, m_typing, qOverload<>(&QTimer::start));
    connect(addCommand(Command::Find, this), &QAction::triggered, this, [this] { m_table->openFind(); });
    m_cut = elidedLabel(tools, "undoCutLabel", ColourRole::Muted,
                        tr("The first %1 are listed.").arg(numberText(qint64(UndoView::maxRows))));
    const auto button = [&](const char *name, const QString &text, const QString &tip, bool checked) {
        auto *made = pushButton(tools, name, text);
        made->setAccessibleName(tip);
        toolTips::set(made, tip);
        connect(made, &QPushButton::clicked, this, [this, checked] { m_values->setShownChecked(checked); });
        return made;
    };
    m_all = button("takeAllBackButton", tr("Choose &all"), tr("Bring back all contacts found"), true);
    m_none = button("takeNoneBackButton", tr("Choose &none"), tr("Leave out all contacts found"), false);
    fillRow(tools, space::s, {label, m_shown, {m_search, 1}, {m_cut, 1}, boxStretch(), m_all, m_none});
    return tools;
}

QWidget *UndoValuesPane::buildTable()
{
    m_stack = new QStackedWidget(this);
    m_table = new DataTable("undoValuesTable",
                            tr("Enrichment values and what happens to them; unchecked contacts are left out"), m_values,
                            m_stack);
    m_table->setSearch(m_search);
    m_table->setColumnWidths({{UndoValuesModel::ContactId, 300},
                              {UndoValuesModel::Attribute, 150},
                              {UndoValuesModel::Written, 170},
                              {UndoValuesModel::Before, 170}});
    // Whatever column the person stands in, Enter checks the contact; the space bar does so in the first by itself.
    connect(m_table, &DataTable::activatedRow, this, [this](const QModelIndex &index) {
        const QModelIndex first = index.siblingAtColumn(UndoValuesModel::ContactId);
        const bool checked = first.data(Qt::CheckStateRole).toInt() == Qt::Checked;
        m_values->setData(first, checked ? Qt::Unchecked : Qt::Checked, Qt::CheckStateRole);
    });
    m_skeleton = new SkeletonRows(tr("Comparing the backup with the list…"), m_stack);
    m_panel = named("undoErrorPanel", new ErrorPanel(m_stack));
    connect(m_panel, &ErrorPanel::retry, this, &UndoValuesPane::retryAsked);
    addWidgets(m_stack, {m_table, m_skeleton, m_panel});
    return m_stack;
}

void UndoValuesPane::showReading()
{
    m_isReady = false;
    m_values->setPreview(nullptr);
    m_cut->hide();
    {
        const QSignalBlocker quietShown(m_shown), quietSearch(m_search);
        m_shown->clear();
        m_search->clear();
    }
    m_typing->stop();
    for (QWidget *one : Widgets{m_shown, m_search, m_all, m_none})
        one->setEnabled(false);
    m_stack->setCurrentWidget(m_skeleton);
}

void UndoValuesPane::showPreview(const SharedUndoPreview &preview)
{
    showReading();
    m_values->setPreview(preview);
}

void UndoValuesPane::showError(const ApiError &error)
{
    m_panel->setError(error);
    m_stack->setCurrentWidget(m_panel);
}

void UndoValuesPane::filter()
{
    const QVariant fate = m_shown->currentData();
    m_values->setFilter(
        {fate.isValid() ? std::optional(UndoFate(fate.toInt())) : std::nullopt, m_search->text().trimmed()});
}

void UndoValuesPane::showView()
{
    m_cut->setVisible(m_values->isCut());
    if (m_isReady)
        return;
    m_isReady = true;
    fillShown();
    m_shown->setEnabled(true);
    m_search->setEnabled(true);
    m_stack->setCurrentWidget(m_table);
    Q_EMIT ready();
}

/// The counts follow the choice; what is shown stays.
void UndoValuesPane::fillShown()
{
    const bool mayChoose = m_values->isReady() && !m_values->isChoosing();
    m_all->setEnabled(mayChoose);
    m_none->setEnabled(mayChoose);
    if (!mayChoose)
        return;
    const QSignalBlocker quiet(m_shown);
    const QVariant current = m_shown->currentData();
    m_shown->clear();
    m_shown->addItem(tr("All enrichment values"));
    for (int fate = 0; fate < undoFateCount; ++fate) {
        const qint64 count = m_values->counts().count(UndoFate(fate));
        if (count > 0 || current == QVariant(fate))
            //: What happens to values, and how many there are.
            m_shown->addItem(tr("%1 (%2)").arg(undoFateText(UndoFate(fate)), numberText(count)), fate);
    }
    m_shown->setCurrentIndex(current.isValid() ? m_shown->findData(current) : 0);
}

UndoPage::UndoPage(QWidget *parent)
    : ListConfirmPage(parent)
    , m_values(new UndoValuesPane(this))
{
    setAccessibleName(tr("Undo an enrichment"));
    fillPage(this, space::m, {buildScope(), {m_values, 1}, buildFoot()});
    connect(m_values, &UndoValuesPane::retryAsked, this, &UndoPage::retryAsked);
    connect(m_values, &UndoValuesPane::ready, this, [this] {
        showCounts();
        m_cancel->setFocus();
    });
    connect(m_values, &UndoValuesPane::choiceChanged, this, &UndoPage::showCounts);
    showReading({});
}

QWidget *UndoPage::buildScope()
{
    auto *head = new QWidget(this);
    QHBoxLayout *line = buildHead(head, "undoTitleLabel");
    m_scope = wrappedLabel(head, "undoScopeLabel");
    m_left = wrappedLabel(head, "undoLeftLabel", ColourRole::Warn);
    m_save = pushButton(head, "saveNotUndoneButton", tr("&Save these as CSV…"), QStringLiteral("save"));
    m_save->setToolTip(tr("Contact ID, attribute, previous value, written value, and why it stays"));
    connect(m_save, &QPushButton::clicked, this,
            [this] { Q_EMIT saveAsked(m_values->values().preview(), m_values->values().leftOut()); });
    auto *left = rowLayout(space::s, {{m_left, 1}, {m_save, 0, Qt::AlignTop}});
    fillColumn(head, space::s, {line, m_scope, left});
    return head;
}

QWidget *UndoPage::buildFoot()
{
    auto *foot = new QWidget(this);
    buildProblem(foot, "undoProblemLabel");
    buildActs(foot, "Undo", tr("Cancel"));
    connect(m_confirm, &ConfirmButton::confirmed, this, [this] {
        const UndoValuesModel &values = m_values->values();
        Q_EMIT confirmed(values.choice(), values.counts().contactsBack);
    });
    m_count = typedCountEdit(foot, "undoTypedCountEdit");
    connect(m_count, &QLineEdit::textChanged, this, &UndoPage::showButtons);
    m_countLabel = buddyLabel(foot, tr("Type the &number of contacts to allow it"), m_count);
    auto *row = rowLayout(space::s, {m_countLabel, m_count, boxStretch(1), m_arm, m_cancel, m_confirm});
    fillColumn(foot, space::s, {buildDial(foot), m_problem, row});
    return foot;
}

void UndoPage::setProfile(const ConnectionProfile &profile)
{
    showProfile(profile);
    showButtons();
}

void UndoPage::showReading(const BackupInfo &backup)
{
    m_backup = backup;
    m_error.clear();
    m_message.clear();
    m_values->showReading();
    m_count->clear();
    m_confirm->setAllowed(false); // what was armed was for another backup
    m_title->setPlainText(tr("Undo the enrichment of “%1”").arg(visibleText(backup.listName, 200)));
    m_scope->setPlainText(tr("Enriched %1; the backup is kept until %2.")
                              .arg(exactTimeText(backup.createdAt), exactTimeText(backup.expiresAt)));
    m_left->hide();
    m_save->hide();
    showButtons();
    askDialers(backup.listId);
}

void UndoPage::showError(const ApiError &error)
{
    m_values->showError(error);
    showButtons();
}

void UndoPage::showCounts()
{
    const UndoCounts &counts = m_values->values().counts();
    const qint64 back = counts.count(UndoFate::ComesBack);
    m_scope->setPlainText(
        tr("%1 values return to what they were before the run. Contacts affected: %2.", nullptr, pluralForm(back))
            .arg(numberText(back), numberText(counts.contactsBack)));
    QStringList left;
    const auto add = [&](UndoFate fate) {
        if (counts.count(fate) > 0)
            left << undoLeftText(fate, counts.count(fate));
    };
    for (const UndoFate fate :
         {UndoFate::ChangedSince, UndoFate::WasEmpty, UndoFate::NotWritable, UndoFate::Gone, UndoFate::LeftOut})
        add(fate);
    const SharedUndoPreview &preview = m_values->values().preview();
    if (preview && !preview->values().holdAny())
        left = QStringList{tr("The backup holds no previous values: the attributes were empty, or the list didn’t show "
                              "them. The server accepts no empty values, so what was written stays.")};
    m_left->showText(left.join(u' '));
    m_save->setVisible(!left.isEmpty());
    showButtons();
}

void UndoPage::showMessage(const QString &sentence)
{
    m_message = sentence;
    showButtons();
}

QString UndoPage::whyNot() const
{
    const UndoValuesModel &values = m_values->values();
    if (!m_error.isEmpty() || !values.isReady())
        return m_error;
    if (values.counts().contactsBack == 0) {
        return values.counts().count(UndoFate::LeftOut) > 0 ? tr("None of the chosen contacts gets anything back.")
                                                            : tr("Nothing can be restored.");
    }
    if (!values.fitsOrder())
        return tr("This many contacts can’t be chosen one by one. Choose more, or fewer.");
    if (m_lookOnly)
        return lookOnlyProblem();
    return dialProblem();
}

void UndoPage::showButtons()
{
    const UndoValuesModel &values = m_values->values();
    const UndoCounts &counts = values.counts();
    const QString problem = whyNot();
    showProblem(problem, m_message);
    // With nothing to bring back there is nothing to allow or to press; what stands above says why.
    const bool isOffered = !values.isReady() || counts.contactsBack + counts.count(UndoFate::LeftOut) > 0;
    m_confirm->setVisible(isOffered);
    m_arm->setVisible(values.isReady() && m_lookOnly && isOffered);
    const bool asks = values.isReady() && UndoGate::asksForCount(counts);
    m_count->setVisible(asks);
    m_countLabel->setVisible(asks);
    const qint64 back = counts.count(UndoFate::ComesBack);
    setAct(back > 0 ? undoActText(back) : tr("Undo the enrichment"));
    const bool isConfirmed = (!asks || typedNumber(*m_count) == counts.contactsBack) && isDialAllowed();
    m_confirm->setAllowed(values.isReady() && !values.isChoosing() && back > 0 && problem.isEmpty() && isConfirmed);
}

} // namespace muster
