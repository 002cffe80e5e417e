// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/lists/sanitizationdirective.h"

#include <QWidget>

class QComboBox;
class QMenu;
class QPushButton;
class QToolButton;

namespace muster {

class DirectiveForm;
class LookupSection;
class PlainLabel;

/// The left side of the workbench: which directive, its fields, what it would change compared with another one.
class DirectivePane : public QWidget
{
    Q_OBJECT

public:
    explicit DirectivePane(QWidget *parent = nullptr);
    [[nodiscard]] DirectiveForm *form() const { return m_form; }
    [[nodiscard]] LookupSection *lookup() const { return m_lookup; }
    void setDirective(const SanitizationDirective &directive);
    /// Names of the saved directives, sorted.
    void setSaved(const QStringList &names);
    /// What was saved under `name` is what the fields now say.
    void markSaved(const SanitizationDirective &directive);
    /// The answer of a comparison in words; empty: takes it away.
    void showComparison(const QString &text);
    void showError(const QString &sentence); ///< Empty: none.
    void showNote(const QString &sentence); ///< What became of an import; empty: none.
    void showChanged(); ///< The form was changed from outside: told like a change by hand.

Q_SIGNALS:
    void directiveChanged(const muster::SanitizationDirective &directive);
    void loadAsked(const QString &name);
    void saveAsked(const muster::SanitizationDirective &directive); ///< With the name that was typed.
    void deleteAsked(const QString &name);
    void compareAsked(const QString &name);

private:
    QWidget *buildHead();
    void showState();
    [[nodiscard]] QString typedName() const;

    DirectiveForm *m_form = nullptr;
    LookupSection *m_lookup = nullptr;
    QComboBox *m_names = nullptr;
    QPushButton *m_save = nullptr;
    QPushButton *m_compare = nullptr;
    QMenu *m_compareMenu = nullptr;
    QToolButton *m_delete = nullptr;
    PlainLabel *m_state = nullptr;
    PlainLabel *m_error = nullptr;
    PlainLabel *m_note = nullptr;
    QWidget *m_comparison = nullptr;
    PlainLabel *m_comparisonText = nullptr;
    QStringList m_savedNames;
    SanitizationDirective m_saved; ///< As it was loaded or saved last.
};

} // namespace muster
