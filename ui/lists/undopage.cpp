// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lists/undopage.h"

#include "models/text/connectiontexts.h"
#include "models/text/enrichtexts.h"
#include "models/text/errortexts.h"
#include "models/text/plaintext.h"
#include "models/text/plurals.h"
#include "models/text/timetexts.h"
#include "ui/common/confirmbutton.h"
#include "ui/common/confirmparts.h"
#include "ui/common/datatable.h"
#include "ui/common/environmentbadge.h"
#include "ui/common/errorpanel.h"
#include "ui/common/formparts.h"
#include "ui/common/icons.h"
#include "ui/common/plainlabel.h"
#include "ui/common/skeletonrows.h"
#include "ui/common/theme.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QShortcut>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace muster {

namespace {

QString number(qint64 n)
{
    return QLocale().toString(n);
}

} // namespace

UndoPage::UndoPage(QWidget *parent)
    : QWidget(parent)
    , m_values(new UndoValuesModel(this))
{
    setAccessibleName(tr("Undo an enrichment"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::l, space::l, space::l, space::l);
    column->setSpacing(space::m);
    column->addWidget(buildHead());
    column->addWidget(buildValues(), 1);
    column->addWidget(buildFoot());
    auto *escape = new QShortcut(QKeySequence(Qt::Key_Escape), this);
    escape->setContext(Qt::WidgetWithChildrenShortcut);
    connect(escape, &QShortcut::activated, this, &UndoPage::closed);
    showReading({});
}

QWidget *UndoPage::buildHead()
{
    auto *head = new QWidget(this);
    m_title = pageTitle(head, {});
    m_title->setObjectName(QStringLiteral("undoTitleLabel"));
    m_environment = new EnvironmentBadge(head);
    auto *line = new QHBoxLayout;
    line->setSpacing(space::s);
    line->addWidget(m_title, 1);
    line->addWidget(m_environment);
    m_scope = new PlainLabel(PlainLabel::Fit::Wrap, head);
    m_scope->setObjectName(QStringLiteral("undoScopeLabel"));
    m_left = new PlainLabel(PlainLabel::Fit::Wrap, head);
    m_left->setObjectName(QStringLiteral("undoLeftLabel"));
    m_left->setRole(ColourRole::Warn);
    m_save = new QPushButton(themedIcon(QStringLiteral("save")), tr("&Save these as CSV\u2026"), head);
    m_save->setObjectName(QStringLiteral("saveNotUndoneButton"));
    m_save->setToolTip(tr("Contact id, attribute, what it held, what was written, and why it stays"));
    connect(m_save, &QPushButton::clicked, this, [this] { Q_EMIT saveAsked(m_values->preview()); });
    auto *left = new QHBoxLayout;
    left->setSpacing(space::s);
    left->addWidget(m_left, 1);
    left->addWidget(m_save, 0, Qt::AlignTop);
    auto *column = new QVBoxLayout(head);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::s);
    column->addLayout(line);
    column->addWidget(m_scope);
    column->addLayout(left);
    return head;
}

QWidget *UndoPage::buildValues()
{
    auto *box = new QWidget(this);
    m_shown = calmCombo(box, "shownUndoValuesCombo");
    m_shown->setMinimumWidth(260);
    connect(m_shown, &QComboBox::currentIndexChanged, this, [this] {
        const QVariant fate = m_shown->currentData();
        m_values->setShown(fate.isValid() ? std::optional(UndoFate(fate.toInt())) : std::nullopt);
        m_cut->setVisible(m_values->isCut());
    });
    auto *label = new QLabel(tr("Sho&w"), box);
    label->setBuddy(m_shown);
    m_cut = new PlainLabel(PlainLabel::Fit::Wrap, box);
    m_cut->setObjectName(QStringLiteral("undoCutLabel"));
    m_cut->setRole(ColourRole::Muted);
    m_cut->setPlainText(tr("The first %1 are listed.").arg(number(qint64(UndoValuesModel::maxRows))));
    auto *tools = new QHBoxLayout;
    tools->setSpacing(space::s);
    tools->addWidget(label);
    tools->addWidget(m_shown);
    tools->addWidget(m_cut, 1);
    tools->addStretch();
    m_stack = new QStackedWidget(box);
    m_table = new DataTable(m_stack);
    m_table->setObjectName(QStringLiteral("undoValuesTable"));
    m_table->setAccessibleName(tr("Values of the enrichment and what happens to them"));
    m_table->setModel(m_values);
    const std::pair<int, int> widths[] = {{UndoValuesModel::Attribute, 170},
                                          {UndoValuesModel::Written, 190},
                                          {UndoValuesModel::Before, 190},
                                          {UndoValuesModel::Happens, 330}};
    for (const auto &[column, width] : widths)
        m_table->setColumnWidth(column, width);
    m_skeleton = new SkeletonRows(m_stack);
    m_skeleton->setSentence(tr("Comparing the backup with the list\u2026"));
    m_panel = new ErrorPanel(m_stack);
    m_panel->setObjectName(QStringLiteral("undoErrorPanel"));
    connect(m_panel, &ErrorPanel::retry, this, &UndoPage::retryAsked);
    for (QWidget *one :
         {static_cast<QWidget *>(m_table), static_cast<QWidget *>(m_skeleton), static_cast<QWidget *>(m_panel)})
        m_stack->addWidget(one);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::s);
    column->addLayout(tools);
    column->addWidget(m_stack, 1);
    return box;
}

QWidget *UndoPage::buildFoot()
{
    auto *foot = new QWidget(this);
    m_problem = new PlainLabel(PlainLabel::Fit::Wrap, foot);
    m_problem->setObjectName(QStringLiteral("undoProblemLabel"));
    m_arm = allowChangesButton(foot, "armForUndoButton");
    connect(m_arm, &QPushButton::clicked, this, &UndoPage::armAsked);
    m_cancel = new QPushButton(tr("Cancel"), foot);
    m_cancel->setObjectName(QStringLiteral("cancelUndoButton"));
    connect(m_cancel, &QPushButton::clicked, this, &UndoPage::closed);
    m_undo = primaryConfirmButton(foot, "confirmUndoButton");
    connect(m_undo, &ConfirmButton::confirmed, this, &UndoPage::confirmed);
    auto *row = new QHBoxLayout;
    row->setSpacing(space::s);
    row->addStretch(1);
    row->addWidget(m_arm);
    row->addWidget(m_cancel);
    row->addWidget(m_undo);
    auto *column = new QVBoxLayout(foot);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::s);
    column->addWidget(m_problem);
    column->addLayout(row);
    return foot;
}

void UndoPage::setProfile(const ConnectionProfile &profile)
{
    m_profile = profile;
    m_environment->setEnvironment(profile.environment);
    showButtons();
}

void UndoPage::setLookOnly(bool lookOnly)
{
    m_lookOnly = lookOnly;
    showButtons();
}

void UndoPage::showReading(const BackupInfo &backup)
{
    m_backup = backup;
    m_back = 0;
    m_error.clear();
    m_message.clear();
    m_values->setPreview(nullptr);
    m_undo->setAllowed(false); // what was armed was for another backup
    m_title->setPlainText(tr("Undo the enrichment of \u201c%1\u201d").arg(visibleText(backup.listName, 200)));
    m_scope->setPlainText(tr("Enriched %1; the copy is kept until %2.")
                              .arg(exactTimeText(backup.createdAt), exactTimeText(backup.expiresAt)));
    m_left->hide();
    m_save->hide();
    m_cut->hide();
    {
        const QSignalBlocker quiet(m_shown);
        m_shown->clear();
    }
    m_shown->setEnabled(false);
    m_stack->setCurrentWidget(m_skeleton);
    showButtons();
}

void UndoPage::showError(const ApiError &error)
{
    m_panel->setError(error);
    m_stack->setCurrentWidget(m_panel);
    showButtons();
}

void UndoPage::showPreview(const SharedUndoPreview &preview)
{
    const UndoCounts counts = preview->counts();
    m_back = counts.count(UndoFate::ComesBack);
    m_values->setPreview(preview);
    m_cut->setVisible(m_values->isCut());
    m_stack->setCurrentWidget(m_table);
    fillShown(counts);
    showCounts(counts);
    showButtons();
    m_cancel->setFocus();
}

void UndoPage::fillShown(const UndoCounts &counts)
{
    const QSignalBlocker quiet(m_shown);
    m_shown->clear();
    m_shown->addItem(tr("All values of the enrichment"));
    for (int fate = 0; fate < undoFateCount; ++fate) {
        if (const qint64 count = counts.count(UndoFate(fate)); count > 0)
            //: What happens to values, and how many there are.
            m_shown->addItem(tr("%1 (%2)").arg(undoFateText(UndoFate(fate)), number(count)), fate);
    }
    m_shown->setEnabled(true);
}

void UndoPage::showCounts(const UndoCounts &counts)
{
    m_scope->setPlainText(
        tr("%1 values come back as they were before the run. Contacts concerned: %2.", nullptr, pluralForm(m_back))
            .arg(number(m_back), number(counts.contactsBack)));
    QStringList left;
    const auto add = [&](UndoFate fate) {
        if (counts.count(fate) > 0)
            left << undoLeftText(fate, counts.count(fate));
    };
    for (const UndoFate fate : {UndoFate::ChangedSince, UndoFate::WasEmpty, UndoFate::NotWritable, UndoFate::Gone})
        add(fate);
    m_left->setPlainText(left.join(u' '));
    m_left->setVisible(!left.isEmpty());
    m_save->setVisible(!left.isEmpty());
}

void UndoPage::showStartError(const ApiError &error)
{
    m_error = QString(tr("The run did not start; nothing was sent.") % u' ' % errorSentence(error));
    showButtons();
}

void UndoPage::showMessage(const QString &sentence)
{
    m_message = sentence;
    showButtons();
}

void UndoPage::showButtons()
{
    const bool isLoaded = m_values->preview() != nullptr;
    QString problem = m_error;
    if (problem.isEmpty() && isLoaded && m_back == 0)
        problem = tr("Nothing can be brought back.");
    else if (problem.isEmpty() && isLoaded && m_lookOnly)
        problem = tr("This %1 tenant is look only: allow changes first.").arg(environmentText(m_profile.environment));
    m_problem->setRole(problem.isEmpty() ? ColourRole::Muted : ColourRole::Bad);
    m_problem->setPlainText(problem.isEmpty() ? m_message : problem);
    m_problem->setVisible(!m_problem->plainText().isEmpty());
    m_arm->setVisible(isLoaded && m_lookOnly);
    m_undo->setText(m_back > 0 ? undoActText(m_back) : tr("Undo the enrichment"));
    m_undo->setAllowed(isLoaded && m_back > 0 && problem.isEmpty());
}

} // namespace muster
