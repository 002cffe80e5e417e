// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStringList>
#include <QWidget>

class QListWidget;
class QPushButton;
class QShortcut;

namespace muster {

class PlainLabel;

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

} // namespace muster
