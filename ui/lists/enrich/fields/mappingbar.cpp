// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lists/enrich/fields/mappingbar.h"

#include "models/rules/enrich/mappinglimits.h"
#include "models/text/plaintext.h"
#include "ui/common/formparts.h"
#include "ui/common/icons.h"
#include "ui/common/plainlabel.h"
#include "ui/common/prompts.h"
#include "ui/common/theme.h"
#include "ui/common/tooltips.h"

#include <QAction>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QMenu>
#include <QPointer>
#include <QPushButton>
#include <QSignalBlocker>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

namespace muster {

MappingBar::MappingBar(QWidget *parent)
    : QWidget(parent)
    , m_names(calmCombo(this, "mappingNameCombo"))
    , m_save(new QPushButton(themedIcon(QStringLiteral("save")), tr("Sa&ve"), this))
    , m_state(hintLabel(this))
    , m_message(new PlainLabel(PlainLabel::Fit::Wrap, this))
{
    m_more = buildMenu();
    m_names->setEditable(true);
    m_names->setInsertPolicy(QComboBox::NoInsert);
    m_names->setAccessibleName(tr("Name of the mapping"));
    m_names->lineEdit()->setPlaceholderText(tr("Name, to save it"));
    m_names->lineEdit()->setMaxLength(int(MappingLimits::name));
    m_save->setObjectName(QStringLiteral("saveMappingButton"));
    m_save->setAccessibleName(tr("Save the mapping under its name"));
    m_state->setObjectName(QStringLiteral("mappingStateLabel"));
    m_message->setObjectName(QStringLiteral("mappingMessageLabel"));
    connect(m_names, &QComboBox::activated, this, [this] { Q_EMIT loadAsked(m_names->currentData().toString()); });
    connect(m_names, &QComboBox::editTextChanged, this, &MappingBar::showState);
    connect(m_save, &QPushButton::clicked, this, [this] { Q_EMIT saveAsked(typedName()); });
    auto *row = new QHBoxLayout;
    row->setSpacing(space::s);
    row->addWidget(sectionTitle(this, tr("Mapping")));
    row->addWidget(m_names, 3);
    row->addWidget(m_save);
    row->addWidget(m_more);
    row->addWidget(m_state, 2);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::xs);
    column->addLayout(row);
    column->addWidget(m_message);
    clear();
}

QToolButton *MappingBar::buildMenu()
{
    auto *button = new QToolButton(this);
    button->setObjectName(QStringLiteral("mappingMenuButton"));
    button->setText(tr("More"));
    button->setAccessibleName(tr("More about the mapping"));
    button->setPopupMode(QToolButton::InstantPopup);
    auto *menu = new QMenu(button);
    menu->setObjectName(QStringLiteral("mappingMenu"));
    const auto add = [menu](const char *icon, const QString &text, const char *name) {
        QAction *action = menu->addAction(themedIcon(QString::fromLatin1(icon)), text);
        action->setObjectName(QString::fromLatin1(name));
        return action;
    };
    QAction *words = add("pencil", tr("Words for &nothing, language\u2026"), "mappingWordsAction");
    QAction *import = add("folder-open", tr("&Import from a file\u2026"), "importMappingAction");
    m_export = add("download", tr("E&xport to a file\u2026"), "exportMappingAction");
    m_delete = add("trash-2", tr("&Delete the saved mapping\u2026"), "deleteMappingAction");
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
    const QString why = tr("This Muster is open to look only: mappings can be tried out, but nothing is saved.");
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
    m_state->setPlainText(m_readOnly           ? tr("Open to look only.")
                              : saved          ? tr("Saved as version %1.").arg(m_mapping.version)
                              : name.isEmpty() ? tr("Not saved.")
                              : known          ? tr("Changed since it was saved.")
                                               : tr("Not saved yet."));
}

void MappingBar::askDelete()
{
    const QString name = typedName();
    const Question question{
        .title = tr("Delete the mapping?"),
        .text = tr("Delete the saved mapping \u201c%1\u201d?").arg(visibleText(name, 100)),
        .detail = tr("All its versions go. The fields keep what they say; runs and the history keep its digest."),
        .acceptLabel = tr("Delete it"),
        .rejectLabel = tr("Keep it"),
        .dangerous = true,
    };
    Prompts::instance().ask(this, question, [self = QPointer<MappingBar>(this), name](bool accepted) {
        if (self && accepted)
            Q_EMIT self->deleteAsked(name);
    });
}

void MappingBar::showNote(const QString &sentence)
{
    m_message->setRole(ColourRole::Muted);
    m_message->setPlainText(sentence);
    m_message->setVisible(!sentence.isEmpty());
}

void MappingBar::showError(const QString &sentence)
{
    showNote(sentence);
    m_message->setRole(ColourRole::Bad);
}

} // namespace muster
