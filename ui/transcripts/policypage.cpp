// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/transcripts/policypage.h"

#include "models/text/plaintext.h"
#include "ui/common/flowlayout.h"
#include "ui/common/formparts.h"
#include "ui/common/plainlabel.h"
#include "ui/common/prompts.h"
#include "ui/transcripts/policychoice.h"
#include "ui/transcripts/policyform.h"

#include <QAction>
#include <QComboBox>
#include <QLineEdit>
#include <QLocale>
#include <QPlainTextEdit>
#include <QPointer>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QSplitter>

namespace muster {

namespace {

constexpr int longestSample = 20'000; // characters; a sample is looked at, not worked through

} // namespace

PolicyTrialPane::PolicyTrialPane(QWidget *parent)
    : QWidget(parent)
    , m_sample(named("policySampleEdit", new QPlainTextEdit(this)))
    , m_masked(named("policyMaskedEdit", new QPlainTextEdit(this)))
    , m_summary(wrappedLabel(this, "policyTrialLabel"))
{
    m_sample->setAccessibleName(tr("Sample"));
    m_sample->setTabChangesFocus(true);
    //: A sample text for masking; the number and the address belong to nobody. Keep both as they are.
    m_sample->setPlainText(tr("Please call me on 202-555-0143 or write to pat@example.com. My order is 4711-2026."));
    m_masked->setAccessibleName(tr("Masked sample"));
    m_masked->setReadOnly(true);
    m_masked->setTabChangesFocus(true);
    connect(m_sample, &QPlainTextEdit::textChanged, this, &PolicyTrialPane::sampleChanged);
    auto *labelled
        = pushButton(this, "openLabelledFileButton", tr("Try on a &labelled file…"), QStringLiteral("target"));
    labelled->setToolTip(tr("Measure the policy, as it is here, on texts in which a person marked what is personal"));
    connect(labelled, &QPushButton::clicked, this, &PolicyTrialPane::labelledFileAsked);
    fillColumn(this, space::xs,
               {sectionTitle(this, tr("Try it on a sample")),
                hintLabel(this, tr("Type or paste text. It stays in this window and isn’t saved.")),
                {m_sample, 1},
                sectionTitle(this, tr("Output")),
                {m_masked, 1},
                m_summary,
                {labelled, 0, Qt::AlignLeft}},
               QMargins(space::m, 0, 0, 0));
}

QString PolicyTrialPane::sample() const
{
    return m_sample->toPlainText().left(longestSample);
}

void PolicyTrialPane::showMasked(const QString &masked, const QString &summary)
{
    m_masked->setPlainText(visibleParagraphs(masked, longestSample));
    m_summary->setPlainText(summary, ColourRole::Text);
}

void PolicyTrialPane::showFault(const QString &sentence)
{
    m_masked->clear();
    m_summary->setPlainText(sentence, ColourRole::Bad);
}

void PolicyTrialPane::setPending()
{
    m_summary->setPlainText(tr("Trying it…"), ColourRole::Muted);
}

PolicyPage::PolicyPage(QWidget *parent)
    : QWidget(parent)
    , m_note(wrappedLabel(this, "policyNoteLabel"))
    , m_form(new PolicyForm(this))
    , m_trial(new PolicyTrialPane(this))
    , m_splitter(new QSplitter(Qt::Horizontal, this))
{
    QScrollArea *scroll = named("policyFormArea", formArea(m_form));
    scroll->setAccessibleName(tr("Policy rules"));
    fillSplitter(m_splitter, {{scroll, 3}, {m_trial, 2}});
    m_splitter->setSizes({620, 440});
    m_trial->setMinimumWidth(280);
    fillColumn(this, space::m, {buildHead(), m_note, {m_splitter, 1}},
               QMargins(space::l, space::l, space::l, space::m));
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
    auto *back = pushButton(head, "closePolicyButton", tr("‹ &Transcripts"));
    back->setAccessibleName(tr("Back to the transcripts"));
    connect(back, &QPushButton::clicked, this, [this] { leave([this] { Q_EMIT closed(); }, [] {}); });
    m_names = calmCombo(head, "policyNamesCombo", tr("Policy shown"));
    m_names->setMaximumWidth(200);
    connect(m_names, &QComboBox::activated, this, [this] {
        leave([this] { Q_EMIT loadAsked(m_names->currentData().toString()); }, [this] { showEntry(); });
    });
    m_name = lineEdit(head, "policyNameEdit", tr("Save the policy under this name"), tr("Name"));
    m_name->setMaxLength(120);
    m_name->setMaximumWidth(220);
    connect(m_name, &QLineEdit::textChanged, this, &PolicyPage::refresh);
    m_save = pushButton(head, "savePolicyButton", tr("&Save"), QStringLiteral("save"));
    connect(m_save, &QPushButton::clicked, this, [this] { Q_EMIT saveAsked(policy()); });
    m_delete = pushButton(head, "deletePolicyButton", tr("Delete…"), QStringLiteral("trash-2"));
    connect(m_delete, &QPushButton::clicked, this, [this] {
        const Question question{.title = tr("Delete a masking policy"),
                                .text = tr("Delete the policy “%1”?").arg(visibleText(m_saved.name, 120)),
                                .detail = tr("Transcripts already masked with it stay unchanged."),
                                .acceptLabel = tr("Delete policy"),
                                .dangerous = true};
        askFirst(this, question, this, [this, name = m_saved.name] { Q_EMIT deleteAsked(name); });
    });
    auto *more = named("policyFileButton", new MenuButton(tr("File"), head));
    connect(more->add("importPolicyAction", tr("Import…"), QStringLiteral("upload")), &QAction::triggered, this,
            &PolicyPage::importAsked);
    connect(more->add("exportPolicyAction", tr("Export…"), QStringLiteral("download")), &QAction::triggered, this,
            [this] { Q_EMIT exportAsked(policy()); });
    auto *row = new FlowLayout(space::s, head);
    row->addWidget(back);
    PlainLabel *title = pageTitle(head, tr("Masking policies"));
    title->setMinimumWidth(title->sizeHint().width()); // never shortened: the names beside it may be
    addWidgets(row, {title, m_names, m_name, m_save, m_delete, more});
    return head;
}

void PolicyPage::leave(std::function<void()> left, std::function<void()> stayed)
{
    if (!hasChanges())
        return left();
    const Question question{.title = tr("The policy has unsaved changes"),
                            .text = tr("Leave without saving?"),
                            .acceptLabel = tr("Leave without saving"),
                            .rejectLabel = tr("Keep editing"),
                            .dangerous = true};
    Prompts::instance().ask(this, question,
                            [self = QPointer(this), left = std::move(left), stayed = std::move(stayed)](bool accepted) {
                                if (self)
                                    accepted ? left() : stayed();
                            });
}

void PolicyPage::setNames(const PolicyNames &names)
{
    const QSignalBlocker blocker(m_names);
    fillPolicies(m_names, names);
    showEntry();
}

void PolicyPage::showEntry()
{
    m_names->setCurrentIndex(std::max(0, m_names->findData(m_entry)));
}

void PolicyPage::setPolicy(const MaskPolicy &policy, bool builtIn)
{
    m_builtIn = builtIn;
    m_form->setPolicy(policy);
    m_saved = m_form->policy();
    m_name->setText(builtIn ? QString() : policy.name);
    m_entry = policy.name;
    showEntry();
    refresh();
    Q_EMIT changed();
}

void PolicyPage::setImported(const MaskPolicy &policy)
{
    m_builtIn = true; // of nothing that is kept: it can be saved under its name
    m_saved = {};
    m_entry.clear();
    m_form->setPolicy(policy);
    m_name->setText(policy.name);
    refresh();
    showNote(tr("The policy was imported. It isn’t saved yet."));
    Q_EMIT changed();
}

MaskPolicy PolicyPage::policy() const
{
    MaskPolicy policy = m_form->policy();
    policy.name = m_name->text().trimmed();
    return policy;
}

QString PolicyPage::policyTitle() const
{
    if (m_builtIn && !hasChanges())
        return m_names->currentText();
    const QString name = m_name->text().trimmed();
    if (name.isEmpty())
        return tr("not saved yet");
    return hasChanges() ? tr("%1, with unsaved changes").arg(name) : name;
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
        showError(tr("These aren’t two-letter regions: %1.").arg(visibleText(bad, 100)));
    } else if (m_readOnly) {
        showNote(tr("Muster is read-only: you can try out policies, but nothing is saved."));
    } else if (m_builtIn) {
        showNote(tr("This is the built-in policy. Save it under a name to change it."));
    } else {
        showNote(hasChanges() ? tr("Version %1, with unsaved changes.").arg(QLocale().toString(m_saved.version))
                              : tr("Version %1.").arg(QLocale().toString(m_saved.version)));
    }
}

void PolicyPage::showNote(const QString &sentence)
{
    m_note->setPlainText(sentence, ColourRole::Muted);
}

void PolicyPage::showError(const QString &sentence)
{
    m_note->setPlainText(sentence, ColourRole::Bad);
}

} // namespace muster
