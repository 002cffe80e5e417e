// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/exportorder.h"

#include <QWidget>

class QComboBox;

namespace muster {

class PlainLabel;

/// For whom a file of cells is written, and what that does to them.
class TextProfileChoice : public QWidget
{
    Q_OBJECT

public:
    explicit TextProfileChoice(TextProfile profile, QWidget *parent = nullptr);
    [[nodiscard]] TextProfile profile() const;

private:
    QComboBox *m_profile = nullptr;
    PlainLabel *m_hint = nullptr;
};

} // namespace muster
