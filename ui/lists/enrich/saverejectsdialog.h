// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/exportorder.h"

#include <QDialog>

namespace muster {

class TextProfileChoice;

/// For whom the rows that do not fit are written. The file itself is chosen afterwards.
class SaveRejectsDialog : public QDialog
{
    Q_OBJECT

public:
    SaveRejectsDialog(qint64 rows, TextProfile profile, QWidget *parent = nullptr);
    [[nodiscard]] TextProfile profile() const;

private:
    TextProfileChoice *m_profile = nullptr;
};

} // namespace muster
