// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/items/itemroles.h"

#include <QWidget>

class QLabel;

namespace muster {

class PlainLabel;

/// A state: icon, word and colour, never colour alone.
class StatusBadge : public QWidget
{
    Q_OBJECT

public:
    explicit StatusBadge(QWidget *parent = nullptr);
    void setStatus(Tone tone, const QString &word);
    /// The same with an icon that says more than the tone does.
    void setStatus(Tone tone, const QString &word, const QString &iconName);
    [[nodiscard]] QString word() const;

private:
    void refresh();

    QLabel *m_icon = nullptr;
    PlainLabel *m_word = nullptr;
    QString m_iconName;
    Tone m_tone = Tone::Neutral;
};

[[nodiscard]] QString toneIconName(Tone tone);

} // namespace muster
