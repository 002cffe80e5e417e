// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/transcripts/policypage.h"
#include "ui/common/flowlayout.h"

#include "models/text/plaintext.h"
#include "ui/common/formparts.h"
#include "ui/common/icons.h"
#include "ui/common/menubutton.h"
#include "ui/common/plainlabel.h"
#include "ui/common/prompts.h"
#include "ui/transcripts/policyform.h"
#include "ui/transcripts/policytrialpane.h"

#include <QAction>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QLocale>
#include <QPointer>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QSplitter>
#include <QVBoxLayout>

namespace muster {

PolicyPage::PolicyPage(QWidget *parent)
    : QWidget(parent)
    , m_note(new PlainLabel(PlainLabel::Fit::Wrap, this))
    , m_form(new PolicyForm(this))
    , m_trial(new PolicyTrialPane(this))
    , m_splitter(new QSplitter(Qt::Horizontal, this))
{
    QScrollArea *scroll = formArea(m_form);
    scroll->setObjectName(QStringLiteral("policyFormArea"));
    scroll->setAccessibleName(tr("Rules of the policy"));
    m_splitter->addWidget(scroll);
    m_splitter->addWidget(m_trial);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setStretchFactor(0, 3);
    m_splitter->setStretchFactor(1, 2);
    m_splitter->setSizes({620, 440});
    m_trial->setMinimumWidth(280);
    m_note->setObjectName(QStringLiteral("policyNoteLabel"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::l, space::l, space::l, space::m);
    column->setSpacing(space::m);
    column->addWidget(buildHead());
    column->addWidget(m_note);
    column->addWidget(m_splitter, 1);
    connect(m_form, &PolicyForm::changed, this, [this] {
        refresh();
        Q_EMIT changed();
    });
    connect(m_trial, &PolicyTrialPane::sampleChanged, this, &PolicyPage::changed);
    setNames({});
    setPolicy({}, true);
}

QWidget *PolicyPage::buildHead()
{
    auto *head = new QWidget(this);
    auto *back = new QPushButton(tr("\u2039 &Transcripts"), head);
    back->setObjectName(QStringLiteral("closePolicyButton"));
    back->setAccessibleName(tr("Back to the transcripts"));
    connect(back, &QPushButton::clicked, this, [this] { leave([this] { Q_EMIT closed(); }, [] {}); });
    m_names = calmCombo(head, "policyNamesCombo");
    m_names->setAccessibleName(tr("Policy that is shown"));
    m_names->setMaximumWidth(200);
    connect(m_names, &QComboBox::activated, this, [this] {
        leave([this] { Q_EMIT loadAsked(m_names->currentData().toString()); },
              [this] { m_names->setCurrentIndex(m_builtIn ? 0 : std::max(0, m_names->findData(m_saved.name))); });
    });
    m_name = new QLineEdit(head);
    m_name->setObjectName(QStringLiteral("policyNameEdit"));
    m_name->setAccessibleName(tr("Save the policy under the name"));
    m_name->setPlaceholderText(tr("Name to save it under"));
    m_name->setMaxLength(120);
    m_name->setMaximumWidth(220);
    connect(m_name, &QLineEdit::textChanged, this, &PolicyPage::refresh);
    m_save = new QPushButton(themedIcon(QStringLiteral("save")), tr("&Save"), head);
    m_save->setObjectName(QStringLiteral("savePolicyButton"));
    connect(m_save, &QPushButton::clicked, this, [this] { Q_EMIT saveAsked(policy()); });
    m_delete = new QPushButton(themedIcon(QStringLiteral("trash-2")), tr("Delete\u2026"), head);
    m_delete->setObjectName(QStringLiteral("deletePolicyButton"));
    connect(m_delete, &QPushButton::clicked, this, [this] {
        const Question question{.title = tr("Delete a masking policy"),
                                .text = tr("Delete the policy \u201c%1\u201d?").arg(visibleText(m_saved.name, 120)),
                                .detail = tr("Transcripts that were masked by it stay as they are."),
                                .acceptLabel = tr("Delete the policy"),
                                .dangerous = true};
        Prompts::instance().ask(this, question, [self = QPointer(this), name = m_saved.name](bool accepted) {
            if (self && accepted)
                Q_EMIT self->deleteAsked(name);
        });
    });
    auto *more = new MenuButton(tr("File"), head);
    more->setObjectName(QStringLiteral("policyFileButton"));
    connect(more->add("importPolicyAction", tr("Import\u2026"), QStringLiteral("upload")), &QAction::triggered, this,
            &PolicyPage::importAsked);
    connect(more->add("exportPolicyAction", tr("Export\u2026"), QStringLiteral("download")), &QAction::triggered, this,
            [this] { Q_EMIT exportAsked(policy()); });
    auto *row = new FlowLayout(space::s, head);
    row->addWidget(back);
    PlainLabel *title = pageTitle(head, tr("Masking policies"));
    title->setMinimumWidth(title->sizeHint().width()); // never shortened: the names beside it may be
    row->addWidget(title);
    row->addWidget(m_names);
    row->addWidget(m_name);
    row->addWidget(m_save);
    row->addWidget(m_delete);
    row->addWidget(more);
    return head;
}

void PolicyPage::leave(std::function<void()> left, std::function<void()> stayed)
{
    if (!hasChanges())
        return left();
    const Question question{.title = tr("The policy has changes"),
                            .text = tr("Leave without saving them?"),
                            .acceptLabel = tr("Leave without saving"),
                            .rejectLabel = tr("Go on editing"),
                            .dangerous = true};
    Prompts::instance().ask(this, question,
                            [self = QPointer(this), left = std::move(left), stayed = std::move(stayed)](bool accepted) {
                                if (self)
                                    accepted ? left() : stayed();
                            });
}

void PolicyPage::setNames(const QStringList &saved)
{
    const QSignalBlocker blocker(m_names);
    m_names->clear();
    m_names->addItem(tr("Default (built in)"), QString());
    for (const QString &name : saved)
        m_names->addItem(visibleText(name, 80), name);
    m_names->setCurrentIndex(m_builtIn ? 0 : std::max(0, m_names->findData(m_saved.name)));
}

void PolicyPage::setPolicy(const MaskPolicy &policy, bool builtIn)
{
    m_builtIn = builtIn;
    m_form->setPolicy(policy);
    m_saved = m_form->policy();
    m_name->setText(builtIn ? QString() : policy.name);
    m_names->setCurrentIndex(builtIn ? 0 : std::max(0, m_names->findData(policy.name)));
    refresh();
    Q_EMIT changed();
}

void PolicyPage::setImported(const MaskPolicy &policy)
{
    m_builtIn = true; // of nothing that is kept: it can be saved under its name
    m_saved = {};
    m_form->setPolicy(policy);
    m_name->setText(policy.name);
    refresh();
    showNote(tr("The policy was read. It is not saved yet."));
    Q_EMIT changed();
}

MaskPolicy PolicyPage::policy() const
{
    MaskPolicy policy = m_form->policy();
    policy.name = m_name->text().trimmed();
    return policy;
}

bool PolicyPage::hasChanges() const
{
    return m_form->policy() != m_saved;
}

void PolicyPage::setReadOnly()
{
    m_readOnly = true;
    refresh();
}

void PolicyPage::refresh()
{
    const QString bad = m_form->badRegions();
    const bool named = !m_name->text().trimmed().isEmpty();
    m_save->setEnabled(!m_readOnly && named && bad.isEmpty()
                       && (hasChanges() || m_name->text().trimmed() != m_saved.name || m_builtIn));
    m_delete->setEnabled(!m_readOnly && !m_builtIn);
    if (!bad.isEmpty()) {
        showError(tr("These are no regions of two letters: %1.").arg(visibleText(bad, 100)));
    } else if (m_readOnly) {
        showNote(tr("This Muster is open to look only: policies can be tried out, but nothing is saved."));
    } else if (m_builtIn) {
        showNote(tr("This is the built-in policy. Save it under a name to change it."));
    } else {
        showNote(hasChanges()
                     ? tr("Version %1, with changes that are not saved.").arg(QLocale().toString(m_saved.version))
                     : tr("Version %1.").arg(QLocale().toString(m_saved.version)));
    }
}

void PolicyPage::showNote(const QString &sentence)
{
    m_note->setRole(ColourRole::Muted);
    m_note->setPlainText(sentence);
}

void PolicyPage::showError(const QString &sentence)
{
    m_note->setRole(ColourRole::Bad);
    m_note->setPlainText(sentence);
}

} // namespace muster
