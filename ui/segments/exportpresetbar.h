// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/exportpreset.h"
#include "ui/common/forward.h"

#include <QWidget>

namespace muster {

struct ApiError;

/// The saved presets of exports: one is chosen from the list, or a name is typed for saving what is entered or for
/// calling the chosen one otherwise. Asks; whoever has the store acts.
class ExportPresetBar : public QWidget
{
    Q_OBJECT

public:
    explicit ExportPresetBar(QWidget *parent = nullptr);
    /// What the store has now; the chosen one stays so. `canSave`: it is not read-only.
    void setPresets(const QList<ExportPreset> &presets, bool canSave);
    void setNone(); ///< Another segment: none is chosen.
    void setChosen(const QString &name); ///< It was saved or renamed.
    /// Below the name: what a preset has that the segment has not, or why something could not be done; empty: nothing.
    void showHint(const QString &hint, bool isWrong);

Q_SIGNALS:
    void chosen(const muster::ExportPreset &preset);
    void saveAsked(const QString &name); ///< What is entered in the form; asked before, where there is such a preset.
    void renameAsked(const QString &from, const QString &to);
    void removeAsked(const QString &name);

private:
    [[nodiscard]] const ExportPreset *find(const QString &name) const;
    void choose(int row);
    void save();
    void remove();
    void showButtons();

    QList<ExportPreset> m_presets;
    QString m_chosen; ///< Name; empty: none.
    bool m_canSave = false;
    QComboBox *m_name = nullptr;
    QToolButton *m_save = nullptr;
    QToolButton *m_rename = nullptr;
    QToolButton *m_remove = nullptr;
    PlainLabel *m_hint = nullptr;
};

} // namespace muster
