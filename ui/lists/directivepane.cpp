// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lists/directivepane.h"

#include "models/text/amounttext.h"
#include "models/text/listtexts.h"
#include "models/text/plaintext.h"
#include "ui/common/confirmbutton.h"
#include "ui/common/designtokens.h"
#include "ui/common/flowlayout.h"
#include "ui/common/formparts.h"
#include "ui/common/prompts.h"
#include "ui/common/tooltips.h"
#include "ui/lists/directiveform.h"
#include "ui/lists/lookupsection.h"

#include <QComboBox>
#include <QLineEdit>
#include <QListWidget>
#include <QLocale>
#include <QMenu>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QToolButton>
#include <algorithm>

namespace muster {

namespace {

constexpr int mostRows = 6; ///< Seen at once.
constexpr int moveRole = Qt::UserRole; ///< From * listVerdictCount + to; -1: all of them.

} // namespace

ComparisonBox::ComparisonBox(QWidget *parent)
    : QWidget(parent)
{
    m_title = wrappedLabel(this, "comparisonLabel");
    auto *close = iconButton(this, "closeComparisonButton", QStringLiteral("x"), tr("Close comparison"));
    connect(close, &QToolButton::clicked, this, [this] { setMoves(nullptr); });
    m_list = named("comparisonList", new QListWidget(this));
    m_list->setAccessibleName(tr("Contacts whose verdict would change; select a row to show them in the table"));
    m_list->setTabKeyNavigation(false);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setUniformItemSizes(true);
    connect(m_list, &QListWidget::itemSelectionChanged, this, &ComparisonBox::tellChoice);
    auto *line = rowLayout(space::xs, {{m_title, 1}, {close, 0, Qt::AlignTop}});
    fillColumn(this, space::xs, {line, m_list}, QMargins(space::m, space::xs, space::s, space::s));
    hide();
}

void ComparisonBox::setMoves(const std::shared_ptr<const VerdictMoves> &moves)
{
    if (moves == m_moves)
        return;
    m_moves = moves;
    {
        const QSignalBlocker quiet(m_list);
        m_list->clear();
    }
    setVisible(moves != nullptr);
    Q_EMIT filterAsked({}); // of the comparison before
    if (!moves)
        return;
    const qint64 all = moves->moved();
    const QString name = visibleText(moves->name(), 60);
    m_title->setPlainText(all == 0
                              ? tr("Under “%1”, no contact’s verdict would change.").arg(name)
                              : tr("Under “%2”, the verdict of %1 contacts would change:", nullptr, pluralForm(all))
                                    .arg(numberText(all), name));
    const QSignalBlocker quiet(m_list);
    const auto add = [this](const QString &words, int move) {
        auto *item = new QListWidgetItem(words, m_list);
        item->setData(moveRole, move);
        item->setToolTip(toolTips::text(words));
    };
    add(tr("all: %1").arg(numberText(all)), -1);
    for (int from = 0; from < listVerdictCount; ++from) {
        for (int to = 0; to < listVerdictCount; ++to) {
            const qint64 count = moves->counts()[std::size_t(from)][std::size_t(to)];
            if (from != to && count > 0)
                //: %1 and %2 are verdicts, %3 is a count.
                add(tr("%1 \u2192 %2: %3")
                        .arg(listVerdictText(ListVerdict(from)), listVerdictText(ListVerdict(to)), numberText(count)),
                    from * listVerdictCount + to);
        }
    }
    m_list->setVisible(all > 0);
    m_list->setFixedHeight(m_list->sizeHintForRow(0) * std::min(m_list->count(), mostRows) + 2 * m_list->frameWidth()
                           + 2);
}

void ComparisonBox::setFilter(const MoveFilter &filter)
{
    const QSignalBlocker quiet(m_list);
    const int wanted = filter.fromTo ? int(filter.fromTo->first) * listVerdictCount + int(filter.fromTo->second) : -1;
    for (int row = 0; row < m_list->count(); ++row) {
        const bool isShown = filter.moves && filter.moves == m_moves;
        m_list->item(row)->setSelected(isShown && m_list->item(row)->data(moveRole).toInt() == wanted);
    }
}

void ComparisonBox::tellChoice()
{
    const QList<QListWidgetItem *> chosen = m_list->selectedItems();
    if (chosen.isEmpty())
        return;
    MoveFilter filter{m_moves, {}};
    if (const int move = chosen.first()->data(moveRole).toInt(); move >= 0)
        filter.fromTo = {ListVerdict(move / listVerdictCount), ListVerdict(move % listVerdictCount)};
    Q_EMIT filterAsked(filter);
}

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
    fillColumn(sections, 0, {m_form, m_lookup, boxStretch(1)});
    scroll->setWidget(sections);
    scroll->viewport()->setAutoFillBackground(false);
    sections->setAutoFillBackground(false);
    // Wide enough for the words of every language: the form scrolls downwards only.
    const int fields = std::max(sections->minimumSizeHint().width(), fontMetrics().averageCharWidth() * comfortable);
    scroll->setMinimumWidth(fields + scroll->verticalScrollBar()->sizeHint().width());
    m_lookup->setObjectName(QStringLiteral("lookupSection"));
    m_form->setObjectName(QStringLiteral("directiveForm"));
    m_error = wrappedLabel(this, "directiveErrorLabel", ColourRole::Bad);
    m_error->setContentsMargins(space::m, 0, space::m, 0);
    m_error->hide();
    m_note = named("directiveNoteLabel", hintLabel(this));
    m_note->setContentsMargins(space::m, 0, space::m, 0);
    m_note->hide();
    m_comparison = named("comparisonBox", new ComparisonBox(this));
    fillColumn(this, space::xs, {buildHead(), m_error, m_note, m_comparison, {scroll, 1}});
    connect(m_form, &DirectiveForm::changed, this, &DirectivePane::showChanged);
    showState();
}

QWidget *DirectivePane::buildHead()
{
    auto *head = new QWidget(this);
    m_names = calmCombo(head, "directiveNameCombo");
    m_names->setEditable(true);
    m_names->setInsertPolicy(QComboBox::NoInsert);
    m_names->setAccessibleName(tr("Directive name"));
    m_names->lineEdit()->setPlaceholderText(tr("Name"));
    m_names->lineEdit()->setMaxLength(80);
    m_save = pushButton(head, "saveDirectiveButton", tr("Save"), QStringLiteral("save"));
    m_save->setAccessibleName(tr("Save directive"));
    m_compare = named("compareDirectiveButton", new MenuButton(tr("Compare…"), head));
    m_compare->setAccessibleName(tr("Compare with saved directive"));
    m_delete = iconButton(head, "deleteDirectiveButton", QStringLiteral("trash-2"), tr("Delete saved directive"));
    m_state = named("directiveStateLabel", hintLabel(head));
    m_digest = digestLabel(head, "directiveDigestLabel");
    m_digest->setToolTip(tr("Plans and reports identify these directives by this digest"));
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
            .text = tr("Delete the saved directive “%1”?").arg(visibleText(name, 80)),
            .detail = tr("The fields stay unchanged; reports and the history keep its digest."),
            .acceptLabel = tr("Delete"),
            .rejectLabel = tr("Keep"),
            .dangerous = true,
        };
        askFirst(this, question, this, [this, name] { Q_EMIT deleteAsked(name); });
    });
    auto *buttons = new FlowLayout(space::xs);
    addWidgets(buttons, {m_save, m_compare});
    buttons->addStretch();
    buttons->addWidget(m_delete);
    fillColumn(head, space::xs, {sectionTitle(head, tr("Directives")), m_names, buttons, m_state, m_digest},
               QMargins(space::m, space::m, space::m, 0));
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
                              : !named  ? tr("Not saved. Enter a name to save these directives.")
                              : !known  ? tr("Not saved yet.")
                              : changed ? tr("Changed since last save.")
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
    return tr("Muster is open read-only: you can try out directives, but nothing is saved.");
}

void DirectivePane::showError(const QString &sentence)
{
    m_error->showText(sentence);
}

void DirectivePane::showDigest(const QString &digest)
{
    m_digest->setPlainText(digest.isEmpty() ? QString() : tr("Digest %1").arg(digest.left(16)));
}

void DirectivePane::showNote(const QString &sentence)
{
    m_note->showText(sentence);
}

void DirectivePane::showChanged()
{
    showState();
    m_comparison->setMoves(nullptr); // it was with what the fields said before
    Q_EMIT directiveChanged(m_form->directive());
}

} // namespace muster
