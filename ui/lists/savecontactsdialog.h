// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/lists/contactreport.h"
#include "models/rules/exportorder.h"
#include "ui/common/forward.h"

#include <QDialog>
#include <QWidget>

class QButtonGroup;

namespace muster {

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

/// Which contacts are saved as CSV, and for whom the file is written. The file itself is chosen afterwards.
class SaveContactsDialog : public QDialog
{
    Q_OBJECT
    Q_CLASSINFO("help", "contact-lists#save-contacts-as-csv")

public:
    /// How many contacts each scope has; a scope without any cannot be chosen.
    struct Counts
    {
        qint64 all = 0, shown = 0, selected = 0, changes = 0;
    };

    SaveContactsDialog(const Counts &counts, TextProfile profile, QWidget *parent = nullptr);
    [[nodiscard]] ReportScope scope() const;
    [[nodiscard]] TextProfile profile() const;

private:
    void addScope(ReportScope scope, const char *objectName, const QString &text, bool possible);

    QButtonGroup *m_scopes = nullptr;
    TextProfileChoice *m_profile = nullptr;
};

} // namespace muster
