// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/lists/contactfilter.h"
#include "models/rules/lists/sanitizationdirective.h"
#include "ui/common/forward.h"

#include <QWidget>

namespace muster {

class DirectiveForm;
class LookupSection;

/// What another set of directives would change: how many contacts go from which verdict to which. Choosing a row shows
/// those contacts. Hidden without a comparison.
class ComparisonBox : public QWidget
{
    Q_OBJECT

public:
    explicit ComparisonBox(QWidget *parent = nullptr);
    void setMoves(const std::shared_ptr<const VerdictMoves> &moves); ///< Null: none.
    void setFilter(const MoveFilter &filter); ///< What the table shows; chosen here as well.

Q_SIGNALS:
    void filterAsked(const muster::MoveFilter &filter); ///< Also without `moves`, when the comparison goes.

private:
    void tellChoice();

    std::shared_ptr<const VerdictMoves> m_moves;
    PlainLabel *m_title = nullptr;
    QListWidget *m_list = nullptr;
};

/// The left side of the workbench: which directive, its fields, what it would change compared with another one.
class DirectivePane : public QWidget
{
    Q_OBJECT
    Q_CLASSINFO("help", "contact-lists#directives")

public:
    explicit DirectivePane(QWidget *parent = nullptr);
    [[nodiscard]] DirectiveForm *form() const { return m_form; }
    /// With another set of directives; goes as soon as these change.
    [[nodiscard]] ComparisonBox *comparison() const { return m_comparison; }
    [[nodiscard]] LookupSection *lookup() const { return m_lookup; }
    void setDirective(const SanitizationDirective &directive);
    void showName(const QString &name); ///< In place of one that was chosen or typed.
    /// Names of the saved directives, sorted.
    void setSaved(const QStringList &names);
    /// What was saved under `name` is what the fields now say.
    void markSaved(const SanitizationDirective &directive);
    void setReadOnly(); ///< Directives can be tried out, but neither they nor number lists are saved or deleted.
    void showError(const QString &sentence); ///< Empty: none.
    void showDigest(const QString &digest); ///< Of what the contacts are judged by; empty: not known yet.
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
    [[nodiscard]] static QString lookOnlyText();
    [[nodiscard]] QString typedName() const;

    DirectiveForm *m_form = nullptr;
    LookupSection *m_lookup = nullptr;
    QComboBox *m_names = nullptr;
    QPushButton *m_save = nullptr;
    MenuButton *m_compare = nullptr;
    QToolButton *m_delete = nullptr;
    PlainLabel *m_state = nullptr;
    PlainLabel *m_digest = nullptr;
    PlainLabel *m_error = nullptr;
    PlainLabel *m_note = nullptr;
    ComparisonBox *m_comparison = nullptr;
    QStringList m_savedNames;
    bool m_readOnly = false;
    SanitizationDirective m_saved; ///< As it was loaded or saved last.
};

} // namespace muster
