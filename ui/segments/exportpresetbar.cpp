// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/segments/exportpresetbar.h"

#include "models/text/plaintext.h"
#include "ui/common/designtokens.h"
#include "ui/common/formparts.h"
#include "ui/common/prompts.h"

#include <QComboBox>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QToolButton>
#include <algorithm>

namespace muster {

ExportPresetBar::ExportPresetBar(QWidget *parent)
    : QWidget(parent)
{
    m_name = calmCombo(this, "exportPresetCombo", tr("Choose a preset, or enter a name to save one"));
    m_name->setEditable(true);
    m_name->setMinimumContentsLength(3); // its label takes more in some languages
    m_name->setInsertPolicy(QComboBox::NoInsert);
    m_name->setCompleter(nullptr); // a name that is typed is a new one until it is whole
    m_name->lineEdit()->setAccessibleName(m_name->accessibleName());
    m_name->lineEdit()->setPlaceholderText(tr("No preset"));
    m_save = iconButton(this, "savePresetButton", QStringLiteral("save"), tr("Save current settings as this preset"));
    m_rename = iconButton(this, "renamePresetButton", QStringLiteral("pencil"), tr("Rename selected preset"));
    m_remove = iconButton(this, "removePresetButton", QStringLiteral("trash-2"), tr("Delete this preset"));
    m_hint = wrappedLabel(this, "exportPresetHintLabel", ColourRole::Muted);
    m_hint->hide();
    fillColumn(
        this, space::xs,
        {rowLayout(space::xs, {buddyLabel(this, tr("Prese&t"), m_name), {m_name, 1}, m_save, m_rename, m_remove}),
         m_hint});
    connect(m_name, &QComboBox::activated, this, &ExportPresetBar::choose);
    connect(m_name, &QComboBox::editTextChanged, this, &ExportPresetBar::showButtons);
    connect(m_save, &QToolButton::clicked, this, &ExportPresetBar::save);
    connect(m_rename, &QToolButton::clicked, this,
            [this] { Q_EMIT renameAsked(m_chosen, m_name->currentText().trimmed()); });
    connect(m_remove, &QToolButton::clicked, this, &ExportPresetBar::remove);
    showButtons();
}

void ExportPresetBar::setPresets(const QList<ExportPreset> &presets, bool canSave)
{
    const QSignalBlocker blocker(m_name);
    const QString typed = m_name->currentText();
    m_presets = presets;
    m_canSave = canSave;
    m_name->clear();
    for (const ExportPreset &preset : presets)
        m_name->addItem(visibleText(preset.name, 100));
    if (!find(m_chosen))
        m_chosen.clear();
    m_name->setCurrentIndex(-1);
    m_name->setEditText(typed);
    showButtons();
}

void ExportPresetBar::setNone()
{
    setChosen({});
    showHint({}, false);
}

void ExportPresetBar::setChosen(const QString &name)
{
    m_chosen = name;
    m_name->setCurrentIndex(-1);
    m_name->setEditText(name);
    showButtons();
}

void ExportPresetBar::showHint(const QString &hint, bool isWrong)
{
    m_hint->setPlainText(hint, isWrong ? ColourRole::Bad : ColourRole::Muted);
    m_hint->setVisible(!hint.isEmpty());
}

const ExportPreset *ExportPresetBar::find(const QString &name) const
{
    const auto found = std::find_if(m_presets.begin(), m_presets.end(), [&name](const ExportPreset &preset) {
        return preset.name.trimmed().compare(name.trimmed(), Qt::CaseInsensitive) == 0; // as the store compares them
    });
    return found == m_presets.end() ? nullptr : &*found;
}

void ExportPresetBar::choose(int row)
{
    if (row < 0 || row >= m_presets.size())
        return;
    const ExportPreset preset = m_presets[row];
    setChosen(preset.name);
    showHint({}, false);
    Q_EMIT chosen(preset);
}

void ExportPresetBar::save()
{
    const QString name = m_name->currentText().trimmed();
    const ExportPreset *taken = find(name);
    if (!taken) {
        Q_EMIT saveAsked(name);
        return;
    }
    askFirst(this,
             {.title = tr("Replace the preset?"),
              .text = tr("There is already a preset “%1”. Its settings will be replaced by the current ones.")
                          .arg(visibleText(taken->name, 100)),
              .detail = {},
              .acceptLabel = tr("Replace the preset"),
              .rejectLabel = {}},
             this, [this, name] { Q_EMIT saveAsked(name); });
}

void ExportPresetBar::remove()
{
    const ExportPreset *preset = find(m_name->currentText());
    if (!preset)
        return;
    askFirst(
        this,
        {.title = tr("Delete the preset?"),
         .text = tr("The preset “%1” is deleted. Files exported with it stay.").arg(visibleText(preset->name, 100)),
         .detail = {},
         .acceptLabel = tr("Delete the preset"),
         .rejectLabel = {}},
        this, [this, name = preset->name] { Q_EMIT removeAsked(name); });
}

void ExportPresetBar::showButtons()
{
    const QString name = m_name->currentText().trimmed();
    m_save->setEnabled(m_canSave && !name.isEmpty());
    m_rename->setEnabled(m_canSave && !m_chosen.isEmpty() && !name.isEmpty() && name != m_chosen);
    m_remove->setEnabled(m_canSave && find(name) != nullptr);
}

} // namespace muster
