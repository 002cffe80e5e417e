// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lists/enrich/fields/mappingbar.h"

#include "models/rules/enrich/transformstep.h"
#include "models/text/enrichtexts.h"
#include "models/text/plaintext.h"
#include "ui/common/designtokens.h"
#include "ui/common/formparts.h"
#include "ui/common/icons.h"
#include "ui/common/layoutmemory.h"
#include "ui/common/prompts.h"
#include "ui/common/theme.h"
#include "ui/common/tooltips.h"

#include <QAction>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QToolButton>
#include <algorithm>

namespace muster {

MappingWordsDialog::MappingWordsDialog(const EnrichmentMapping &mapping, QWidget *parent)
    : QDialog(parent)
    , m_words(named("guardWordsEdit", new QPlainTextEdit(this)))
    , m_locale(named("mappingLocaleEdit", new QLineEdit(mapping.locale, this)))
    , m_problem(wrappedLabel(this, "mappingWordsProblemLabel", ColourRole::Bad))
{
    setObjectName(QStringLiteral("mappingWordsDialog"));
    setWindowTitle(tr("Empty values, language"));
    setAttribute(Qt::WA_DeleteOnClose);
    m_words->setAccessibleName(tr("Empty values, one per line"));
    m_words->setPlainText(mapping.guardWords.join(u'\n'));
    m_words->setTabChangesFocus(true);
    m_words->setMinimumHeight(m_words->fontMetrics().lineSpacing() * 5);
    m_locale->setAccessibleName(tr("Language of the file"));
    m_locale->setPlaceholderText(tr("English"));
    m_locale->setMaxLength(int(MappingLimits::name));
    auto *form = bareLayout<QFormLayout>(space::s);
    form->addRow(tr("Empty &values"), m_words);
    form->addRow(QString(),
                 hintLabel(this,
                           tr("One per line, compared exactly. A cell with one of these values is not sent. null, NULL "
                              "and N/A are never sent, whatever you enter here.")));
    form->addRow(tr("&Language"), m_locale);
    form->addRow(
        QString(),
        hintLabel(this, tr("For month names, words for yes and no, and letter case, for example de or pt_BR.")));
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_accept = primaryButton(buttons, "acceptWordsButton", tr("&Use these"));
    m_accept->setDefault(true);
    buttons->addButton(m_accept, QDialogButtonBox::AcceptRole);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_words, &QPlainTextEdit::textChanged, this, &MappingWordsDialog::showState);
    connect(m_locale, &QLineEdit::textChanged, this, &MappingWordsDialog::showState);
    fillPage(this, space::s, {form, m_problem, buttons});
    resize(480, sizeHint().height());
    rememberSize(*this);
    showState();
}

QStringList MappingWordsDialog::guardWords() const
{
    QStringList words;
    for (const QString &line : m_words->toPlainText().split(u'\n')) {
        if (const QString word = line.trimmed(); !word.isEmpty() && !words.contains(word))
            words << word;
    }
    return words;
}

QString MappingWordsDialog::locale() const
{
    return m_locale->text().trimmed();
}

void MappingWordsDialog::showState()
{
    EnrichmentMapping mapping;
    mapping.guardWords = guardWords();
    QString problem;
    if (!limitFault(mapping).isEmpty())
        problem
            = tr("“0” and “false” are values and can’t count as empty. Enter at most %1 values of up to %2 characters.")
                  .arg(MappingLimits::guardWords)
                  .arg(MappingLimits::name);
    else if (!mappingLocale(locale()))
        problem = mappingFindingText({.fault = MappingFault::BadLocale, .subject = locale()});
    m_problem->showText(problem);
    m_accept->setEnabled(problem.isEmpty());
}

MappingBar::MappingBar(QWidget *parent)
    : QWidget(parent)
    , m_names(calmCombo(this, "mappingNameCombo", tr("Mapping name")))
    , m_save(pushButton(this, "saveMappingButton", tr("Sa&ve"), QStringLiteral("save")))
    , m_state(named("mappingStateLabel", hintLabel(this)))
    , m_message(wrappedLabel(this, "mappingMessageLabel"))
{
    m_more = buildMenu();
    m_names->setEditable(true);
    m_names->setInsertPolicy(QComboBox::NoInsert);
    m_names->lineEdit()->setPlaceholderText(tr("Name"));
    m_names->lineEdit()->setMaxLength(int(MappingLimits::name));
    m_save->setAccessibleName(tr("Save the mapping under this name"));
    connect(m_names, &QComboBox::activated, this, [this] { Q_EMIT loadAsked(m_names->currentData().toString()); });
    connect(m_names, &QComboBox::editTextChanged, this, &MappingBar::showState);
    connect(m_save, &QPushButton::clicked, this, [this] { Q_EMIT saveAsked(typedName()); });
    auto *row = rowLayout(space::s, {sectionTitle(this, tr("Mapping")), {m_names, 3}, m_save, m_more, {m_state, 2}});
    fillColumn(this, space::xs, {row, m_message});
    clear();
}

QToolButton *MappingBar::buildMenu()
{
    auto *button = named("mappingMenuButton", new QToolButton(this));
    button->setText(tr("More"));
    button->setAccessibleName(tr("More mapping actions"));
    button->setPopupMode(QToolButton::InstantPopup);
    auto *menu = named("mappingMenu", new QMenu(button));
    const auto add = [menu](const char *icon, const QString &text, const char *name) {
        QAction *action = named(name, menu->addAction(themedIcon(QString::fromLatin1(icon)), text));
        return action;
    };
    QAction *words = add("pencil", tr("&Empty values, language…"), "mappingWordsAction");
    QAction *import = add("folder-open", tr("&Import from a file…"), "importMappingAction");
    m_export = add("download", tr("E&xport to a file…"), "exportMappingAction");
    m_delete = add("trash-2", tr("&Delete the saved mapping…"), "deleteMappingAction");
    connect(words, &QAction::triggered, this, &MappingBar::wordsAsked);
    connect(import, &QAction::triggered, this, &MappingBar::importAsked);
    connect(m_export, &QAction::triggered, this, [this] { Q_EMIT exportAsked(typedName()); });
    connect(m_delete, &QAction::triggered, this, &MappingBar::askDelete);
    button->setMenu(menu);
    return button;
}

QString MappingBar::typedName() const
{
    return m_names->currentText().simplified();
}

bool MappingBar::isKnown(const QString &name) const
{
    return std::any_of(m_savedNames.cbegin(), m_savedNames.cend(), [&name](const QString &saved) {
        return saved.trimmed().compare(name, Qt::CaseInsensitive) == 0; // as the store compares them
    });
}

void MappingBar::clear()
{
    m_mapping = {};
    {
        const QSignalBlocker quiet(m_names);
        m_names->setCurrentIndex(-1);
        m_names->setEditText({});
    }
    showNote({});
    showState();
}

void MappingBar::setSaved(const QStringList &names)
{
    m_savedNames = names;
    const QString typed = m_names->currentText();
    {
        const QSignalBlocker quiet(m_names);
        m_names->clear();
        for (const QString &name : names)
            m_names->addItem(visibleText(name, 100), name);
        m_names->setCurrentIndex(int(names.indexOf(typed)));
        m_names->setEditText(typed);
    }
    showState();
}

void MappingBar::setMapping(const EnrichmentMapping &mapping)
{
    m_mapping = mapping;
    if (!mapping.name.isEmpty()) {
        const QSignalBlocker quiet(m_names);
        m_names->setEditText(mapping.name);
    }
    showState();
}

void MappingBar::setLocked(bool locked)
{
    m_locked = locked;
    showState();
}

void MappingBar::setReadOnly()
{
    m_readOnly = true;
    const QString why = tr("Muster is read-only: you can try out mappings, but nothing is saved.");
    toolTips::set(m_save, why);
    m_delete->setToolTip(toolTips::text(why));
    m_more->menu()->setToolTipsVisible(true);
    showState();
}

void MappingBar::showState()
{
    const QString name = typedName();
    const bool known = isKnown(name);
    const bool saved = m_mapping.version > 0 && name.compare(m_mapping.name, Qt::CaseInsensitive) == 0;
    const bool hasFields = !m_mapping.fields.isEmpty();
    m_names->setEnabled(!m_locked);
    m_more->setEnabled(!m_locked);
    m_save->setEnabled(!m_readOnly && !m_locked && !name.isEmpty() && hasFields && !saved);
    m_delete->setEnabled(!m_readOnly && known);
    m_export->setEnabled(hasFields);
    m_state->setPlainText(m_readOnly           ? tr("Read-only.")
                              : saved          ? tr("Saved as version %1.").arg(m_mapping.version)
                              : name.isEmpty() ? tr("Not saved.")
                              : known          ? tr("Unsaved changes.")
                                               : tr("Not saved yet."));
}

void MappingBar::askDelete()
{
    const QString name = typedName();
    const Question question{
        .title = tr("Delete the mapping?"),
        .text = tr("Delete the saved mapping “%1”?").arg(visibleText(name, 100)),
        .detail
        = tr("All its versions are deleted. The fields keep their settings; runs and the history keep its digest."),
        .acceptLabel = tr("Delete"),
        .rejectLabel = tr("Keep"),
        .dangerous = true,
    };
    askFirst(this, question, this, [this, name] { Q_EMIT deleteAsked(name); });
}

void MappingBar::showNote(const QString &sentence)
{
    m_message->showText(sentence, ColourRole::Muted);
}

void MappingBar::showError(const QString &sentence)
{
    showNote(sentence);
    m_message->setRole(ColourRole::Bad);
}

} // namespace muster
