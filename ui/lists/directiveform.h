// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/lists/sanitizationdirective.h"
#include "ui/lists/numberlistpicker.h"

#include <QWidget>
#include <functional>

class QComboBox;
class QFormLayout;
class QLineEdit;
class QListWidget;
class QVBoxLayout;

namespace muster {

class RegionChips;

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
