// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lists/directivepane.h"
#include "ui/common/flowlayout.h"

#include "models/text/plaintext.h"
#include "ui/common/confirmparts.h"
#include "ui/common/designtokens.h"
#include "ui/common/formparts.h"
#include "ui/common/icons.h"
#include "ui/common/menubutton.h"
#include "ui/common/plainlabel.h"
#include "ui/common/prompts.h"
#include "ui/common/tooltips.h"
#include "ui/lists/comparisonbox.h"
#include "ui/lists/directiveform.h"
#include "ui/lists/lookupsection.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QToolButton>
#include <QVBoxLayout>

namespace muster {

namespace {

constexpr int comfortable = 34; // characters in a line of the form, where there is room for them

} // namespace

DirectivePane::DirectivePane(QWidget *parent)
    : QWidget(parent)
    , m_form(new DirectiveForm)
    , m_lookup(new LookupSection)
{
    setAccessibleName(tr("Directives"));
    auto *scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto *sections = new QWidget;
    auto *sectionColumn = new QVBoxLayout(sections);
    sectionColumn->setContentsMargins(0, 0, 0, 0);
    sectionColumn->setSpacing(0);
    sectionColumn->addWidget(m_form);
    sectionColumn->addWidget(m_lookup);
    sectionColumn->addStretch(1);
    scroll->setWidget(sections);
    scroll->viewport()->setAutoFillBackground(false);
    sections->setAutoFillBackground(false);
    // Wide enough for the words of every language: the form scrolls downwards only.
    const int fields = std::max(sections->minimumSizeHint().width(), fontMetrics().averageCharWidth() * comfortable);
    scroll->setMinimumWidth(fields + scroll->verticalScrollBar()->sizeHint().width());
    m_lookup->setObjectName(QStringLiteral("lookupSection"));
    m_form->setObjectName(QStringLiteral("directiveForm"));
    m_error = new PlainLabel(PlainLabel::Fit::Wrap, this);
    m_error->setObjectName(QStringLiteral("directiveErrorLabel"));
    m_error->setRole(ColourRole::Bad);
    m_error->setContentsMargins(space::m, 0, space::m, 0);
    m_error->hide();
    m_note = hintLabel(this);
    m_note->setObjectName(QStringLiteral("directiveNoteLabel"));
    m_note->setContentsMargins(space::m, 0, space::m, 0);
    m_note->hide();
    m_comparison = new ComparisonBox(this);
    m_comparison->setObjectName(QStringLiteral("comparisonBox"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::xs);
    column->addWidget(buildHead());
    column->addWidget(m_error);
    column->addWidget(m_note);
    column->addWidget(m_comparison);
    column->addWidget(scroll, 1);
    connect(m_form, &DirectiveForm::changed, this, &DirectivePane::showChanged);
    showState();
}

QWidget *DirectivePane::buildHead()
{
    auto *head = new QWidget(this);
    m_names = calmCombo(head, "directiveNameCombo");
    m_names->setEditable(true);
    m_names->setInsertPolicy(QComboBox::NoInsert);
    m_names->setAccessibleName(tr("Name of the directive"));
    m_names->lineEdit()->setPlaceholderText(tr("Name, to save it"));
    m_names->lineEdit()->setMaxLength(80);
    m_save = new QPushButton(themedIcon(QStringLiteral("save")), tr("Save"), head);
    m_save->setObjectName(QStringLiteral("saveDirectiveButton"));
    m_save->setAccessibleName(tr("Save the directive under its name"));
    m_compare = new MenuButton(tr("Compare\u2026"), head);
    m_compare->setObjectName(QStringLiteral("compareDirectiveButton"));
    m_compare->setAccessibleName(tr("Compare with a saved directive"));
    m_delete = iconButton(head, "deleteDirectiveButton", QStringLiteral("trash-2"), tr("Delete the saved directive"));
    m_state = hintLabel(head);
    m_state->setObjectName(QStringLiteral("directiveStateLabel"));
    m_digest = digestLabel(head, "directiveDigestLabel");
    m_digest->setToolTip(tr("Plans and reports name these directives by this digest"));
    connect(m_names, &QComboBox::activated, this, [this] { Q_EMIT loadAsked(m_names->currentData().toString()); });
    connect(m_names, &QComboBox::editTextChanged, this, &DirectivePane::showState);
    connect(m_save, &QPushButton::clicked, this, [this] {
        SanitizationDirective directive = m_form->directive();
        directive.name = typedName();
        Q_EMIT saveAsked(directive);
    });
    connect(m_delete, &QToolButton::clicked, this, [this] {
        const QString name = typedName();
        const Question question{
            .title = tr("Delete the directive?"),
            .text = tr("Delete the saved directive \u201c%1\u201d?").arg(visibleText(name, 80)),
            .detail = tr("The fields keep what they say; reports and the history keep its digest."),
            .acceptLabel = tr("Delete it"),
            .rejectLabel = tr("Keep it"),
            .dangerous = true,
        };
        Prompts::instance().ask(this, question, [this, name](bool accepted) {
            if (accepted)
                Q_EMIT deleteAsked(name);
        });
    });
    auto *buttons = new FlowLayout(space::xs);
    buttons->addWidget(m_save);
    buttons->addWidget(m_compare);
    buttons->addStretch();
    buttons->addWidget(m_delete);
    auto *column = new QVBoxLayout(head);
    column->setContentsMargins(space::m, space::m, space::m, 0);
    column->setSpacing(space::xs);
    column->addWidget(sectionTitle(head, tr("Directives")));
    column->addWidget(m_names);
    column->addLayout(buttons);
    column->addWidget(m_state);
    column->addWidget(m_digest);
    return head;
}

QString DirectivePane::typedName() const
{
    return m_names->currentText().simplified();
}

void DirectivePane::setDirective(const SanitizationDirective &directive)
{
    m_saved = directive;
    m_form->setDirective(directive);
    m_names->setEditText(directive.name);
    m_comparison->setMoves(nullptr); // it was with what the fields said before
    showState();
}

void DirectivePane::showName(const QString &name)
{
    m_names->setEditText(name);
    showState();
}

void DirectivePane::setSaved(const QStringList &names)
{
    m_savedNames = names;
    const QString typed = m_names->currentText();
    m_names->clear();
    m_compare->popupMenu()->clear();
    for (const QString &name : names) {
        m_names->addItem(visibleText(name, 80), name);
        QString shown = visibleText(name, 60);
        shown.replace(u'&', QStringLiteral("&&")); // a menu would make a mnemonic of it
        QAction *action = m_compare->popupMenu()->addAction(shown);
        action->setToolTip(toolTips::text(name));
        connect(action, &QAction::triggered, this, [this, name] { Q_EMIT compareAsked(name); });
    }
    m_names->setCurrentIndex(int(names.indexOf(typed)));
    m_names->setEditText(typed);
    showState();
}

void DirectivePane::markSaved(const SanitizationDirective &directive)
{
    m_saved = directive;
    m_form->setDirective(directive);
    m_names->setEditText(directive.name);
    showState();
}

void DirectivePane::showState()
{
    SanitizationDirective now = m_form->directive();
    now.name = typedName();
    const bool named = !now.name.isEmpty(), known = m_savedNames.contains(now.name);
    const bool changed = !(now == m_saved);
    m_save->setEnabled(!m_readOnly && named && (changed || !known));
    m_delete->setEnabled(!m_readOnly && known);
    m_compare->setEnabled(!m_savedNames.isEmpty());
    m_state->setPlainText(m_readOnly    ? lookOnlyText()
                              : !named  ? tr("Not saved. Type a name to keep these directives.")
                              : !known  ? tr("Not saved yet.")
                              : changed ? tr("Changed since it was saved.")
                                        : tr("Saved."));
}

void DirectivePane::setReadOnly()
{
    m_readOnly = true;
    toolTips::set(m_save, lookOnlyText());
    toolTips::set(m_delete, lookOnlyText());
    m_form->setListsReadOnly(lookOnlyText());
    showState();
}

QString DirectivePane::lookOnlyText()
{
    return tr("This Muster is open to look only: directives can be tried out, but nothing is saved.");
}

void DirectivePane::showError(const QString &sentence)
{
    m_error->setPlainText(sentence);
    m_error->setVisible(!sentence.isEmpty());
}

void DirectivePane::showDigest(const QString &digest)
{
    m_digest->setPlainText(digest.isEmpty() ? QString() : tr("Digest %1").arg(digest.left(16)));
}

void DirectivePane::showNote(const QString &sentence)
{
    m_note->setPlainText(sentence);
    m_note->setVisible(!sentence.isEmpty());
}

void DirectivePane::showChanged()
{
    showState();
    m_comparison->setMoves(nullptr); // it was with what the fields said before
    Q_EMIT directiveChanged(m_form->directive());
}

} // namespace muster
