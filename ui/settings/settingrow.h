// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/common/forward.h"
#include "ui/settings/settingslist.h"

#include <QWidget>

class QToolButton;

namespace muster {

/// One setting: its name and what it does, the control beside it (below it where that needs the width), and the way
/// back to the default while it is not at it.
class SettingRow : public QWidget
{
    Q_OBJECT

public:
    enum class Place { Beside, Below };

    /// Owns the control, which gets the setting's name and description for those who do not see the row.
    SettingRow(const SettingEntry &entry, QWidget *control, Place place, QWidget *parent);
    [[nodiscard]] const SettingEntry &entry() const { return m_entry; }
    [[nodiscard]] QWidget *control() const { return m_control; }
    void setCanReset(bool can);
    void setNote(const QString &note); ///< What must be known of what is chosen now; empty: nothing.

Q_SIGNALS:
    void resetAsked();

private:
    const SettingEntry m_entry;
    QWidget *const m_control;
    PlainLabel *m_note = nullptr;
    QToolButton *m_reset = nullptr;
};

} // namespace muster
