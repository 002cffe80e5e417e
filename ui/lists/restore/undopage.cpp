// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lists/restore/undopage.h"
#include "models/text/amounttext.h"

#include "models/runs/enrich/undorules.h"
#include "models/text/connectiontexts.h"
#include "models/text/errortexts.h"
#include "models/text/plaintext.h"
#include "models/text/plurals.h"
#include "models/text/timetexts.h"
#include "models/text/undotexts.h"
#include "ui/common/commands.h"
#include "ui/common/confirmbutton.h"
#include "ui/common/confirmparts.h"
#include "ui/common/environmentbadge.h"
#include "ui/common/formparts.h"
#include "ui/common/icons.h"
#include "ui/common/plainlabel.h"
#include "ui/common/theme.h"
#include "ui/lists/restore/undovaluespane.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QShortcut>
#include <QVBoxLayout>

namespace muster {

namespace {

} // namespace

UndoPage::UndoPage(QWidget *parent)
    : QWidget(parent)
    , m_values(new UndoValuesPane(this))
{
    setAccessibleName(tr("Undo an enrichment"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::l, space::l, space::l, space::l);
    column->setSpacing(space::m);
    column->addWidget(buildHead());
    column->addWidget(m_values, 1);
    column->addWidget(buildFoot());
    connect(m_values, &UndoValuesPane::retryAsked, this, &UndoPage::retryAsked);
    connect(m_values, &UndoValuesPane::ready, this, [this] {
        showCounts();
        m_cancel->setFocus();
    });
    connect(m_values, &UndoValuesPane::choiceChanged, this, &UndoPage::showCounts);
    connect(addCommandKeys(Command::GoBack, this), &QShortcut::activated, this, &UndoPage::closed);
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
    connect(m_save, &QPushButton::clicked, this,
            [this] { Q_EMIT saveAsked(m_values->values().preview(), m_values->values().leftOut()); });
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
    connect(m_undo, &ConfirmButton::confirmed, this, [this] {
        const UndoValuesModel &values = m_values->values();
        Q_EMIT confirmed(values.choice(), values.counts().contactsBack);
    });
    m_count = new QLineEdit(foot);
    m_count->setObjectName(QStringLiteral("undoTypedCountEdit"));
    m_count->setMaximumWidth(160);
    m_count->setMaxLength(20);
    connect(m_count, &QLineEdit::textChanged, this, &UndoPage::showButtons);
    m_countLabel = new QLabel(tr("Type the &number of contacts to allow it"), foot);
    m_countLabel->setBuddy(m_count);
    auto *row = new QHBoxLayout;
    row->setSpacing(space::s);
    row->addWidget(m_countLabel);
    row->addWidget(m_count);
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
    m_error.clear();
    m_message.clear();
    m_values->showReading();
    m_count->clear();
    m_undo->setAllowed(false); // what was armed was for another backup
    m_title->setPlainText(tr("Undo the enrichment of \u201c%1\u201d").arg(visibleText(backup.listName, 200)));
    m_scope->setPlainText(tr("Enriched %1; the copy is kept until %2.")
                              .arg(exactTimeText(backup.createdAt), exactTimeText(backup.expiresAt)));
    m_left->hide();
    m_save->hide();
    showButtons();
}

void UndoPage::showError(const ApiError &error)
{
    m_values->showError(error);
    showButtons();
}

void UndoPage::showPreview(const SharedUndoPreview &preview)
{
    m_values->showPreview(preview);
}

void UndoPage::showCounts()
{
    const UndoCounts &counts = m_values->values().counts();
    const qint64 back = counts.count(UndoFate::ComesBack);
    m_scope->setPlainText(
        tr("%1 values come back as they were before the run. Contacts concerned: %2.", nullptr, pluralForm(back))
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
        left = QStringList{tr("The backup holds no value from before: the attributes were empty, or the list did not "
                              "show them. The server takes no empty values, so what was written stays.")};
    m_left->setPlainText(left.join(u' '));
    m_left->setVisible(!left.isEmpty());
    m_save->setVisible(!left.isEmpty());
    showButtons();
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

QString UndoPage::whyNot() const
{
    const UndoValuesModel &values = m_values->values();
    if (!m_error.isEmpty() || !values.isReady())
        return m_error;
    if (values.counts().contactsBack == 0) {
        return values.counts().count(UndoFate::LeftOut) > 0 ? tr("No contact is chosen that gets something back.")
                                                            : tr("Nothing can be brought back.");
    }
    if (!values.fitsOrder())
        return tr("So many contacts cannot be chosen one by one. Choose more, or fewer.");
    if (m_lookOnly)
        return tr("This %1 tenant is look only: allow changes first.").arg(environmentText(m_profile.environment));
    return {};
}

void UndoPage::showButtons()
{
    const UndoValuesModel &values = m_values->values();
    const UndoCounts &counts = values.counts();
    const QString problem = whyNot();
    m_problem->setRole(problem.isEmpty() ? ColourRole::Muted : ColourRole::Bad);
    m_problem->setPlainText(problem.isEmpty() ? m_message : problem);
    m_problem->setVisible(!m_problem->plainText().isEmpty());
    // With nothing to bring back there is nothing to allow or to press; what stands above says why.
    const bool isOffered = !values.isReady() || counts.contactsBack + counts.count(UndoFate::LeftOut) > 0;
    m_undo->setVisible(isOffered);
    m_arm->setVisible(values.isReady() && m_lookOnly && isOffered);
    const bool asks = values.isReady() && UndoGate::asksForCount(counts);
    m_count->setVisible(asks);
    m_countLabel->setVisible(asks);
    const qint64 back = counts.count(UndoFate::ComesBack);
    const QString act = back > 0 ? undoActText(back) : tr("Undo the enrichment");
    if (act != m_undo->text()) {
        m_undo->setAllowed(false); // another act than the one that was armed
        m_undo->setText(act);
    }
    const bool isConfirmed = !asks || typedNumber(*m_count) == counts.contactsBack;
    m_undo->setAllowed(values.isReady() && !values.isChoosing() && back > 0 && problem.isEmpty() && isConfirmed);
}

} // namespace muster
