// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/lists/sanitizationdirective.h"
#include "ui/common/forward.h"

#include <QStringList>
#include <QWidget>
#include <functional>

namespace muster {

class RegionChips;

/// A named number list to choose from: what the person sees of it.
struct NumberListChoice
{
    QString id;
    QString label; ///< Name and number of rows.
    QString detail; ///< Source and date, for the tool tip.
};

/// Which of the named number lists a directive uses; and the way to import one more from a file.
class NumberListPicker : public QWidget
{
    Q_OBJECT

public:
    NumberListPicker(const QString &accessibleName, const QString &objectName, QWidget *parent = nullptr);
    /// A chosen id that is no longer there stays chosen and is shown as missing: it must not fall out silently.
    void setChoices(const QList<NumberListChoice> &choices);
    void setChosen(const QStringList &ids);
    /// Lists can be chosen, but none is imported or deleted; `why` is the buttons' tool tip.
    void setReadOnly(const QString &why);
    [[nodiscard]] QStringList chosen() const { return m_chosen; }

Q_SIGNALS:
    void changed();
    void importAsked();
    void removeAsked(const QString &id);

private:
    void rebuild();

    QList<NumberListChoice> m_choices;
    QStringList m_chosen;
    QListWidget *m_list = nullptr;
    QPushButton *m_import = nullptr;
    QShortcut *m_removal = nullptr;
    PlainLabel *m_empty = nullptr;
};

/// The fields of a directive. Each change is told at once; the table beside it shows what it does.
class DirectiveForm : public QWidget
{
    Q_OBJECT

public:
    explicit DirectiveForm(QWidget *parent = nullptr);
    void setDirective(const SanitizationDirective &directive); ///< Tells nothing.
    /// As the fields say; the name is that of the directive that was set.
    [[nodiscard]] SanitizationDirective directive() const;
    /// Columns that the list has beside id and number.
    void setMembers(const QStringList &members);
    void setNumberLists(const QList<NumberListChoice> &suppression, const QList<NumberListChoice> &disposable);
    void setListsReadOnly(const QString &why); ///< Number lists are chosen, but neither imported nor deleted.

Q_SIGNALS:
    void changed();
    void importAsked(bool disposable);
    void removeAsked(bool disposable, const QString &id);
    void numberPlansAsked();

private:
    struct Rule
    {
        DirectiveAction SanitizationDirective::*member;
        QComboBox *combo;
    };
    void buildReading(QVBoxLayout *column);
    void buildRegions(QVBoxLayout *column);
    void buildLines(QVBoxLayout *column);
    void buildWriting(QVBoxLayout *column);
    void buildDuplicates(QVBoxLayout *column);
    void buildNumberLists(QVBoxLayout *column);
    QFormLayout *addForm(QVBoxLayout *column);
    void addRule(QFormLayout *form, const QString &label, const char *objectName,
                 DirectiveAction SanitizationDirective::*member, const QList<DirectiveAction> &actions);
    void tell();
    void showDependent();

    SanitizationDirective m_directive;
    bool m_filling = false;
    QList<Rule> m_rules;
    QComboBox *m_defaultRegion = nullptr;
    QComboBox *m_regionMember = nullptr;
    RegionChips *m_regions = nullptr;
    QListWidget *m_lines = nullptr;
    QComboBox *m_survivor = nullptr;
    QComboBox *m_newest = nullptr;
    QWidget *m_newestLabel = nullptr;
    NumberListPicker *m_suppression = nullptr;
    NumberListPicker *m_disposable = nullptr;
};

} // namespace muster
