// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/enrich/enrichmentmapping.h"
#include "ui/common/forward.h"

#include <QDialog>
#include <QWidget>

namespace muster {

/// What counts for all fields of a mapping: words that stand for nothing, and the language of names, words and letter
/// case.
class MappingWordsDialog : public QDialog
{
    Q_OBJECT
    Q_CLASSINFO("help", "enrichment#mappings")

public:
    explicit MappingWordsDialog(const EnrichmentMapping &mapping, QWidget *parent = nullptr);
    [[nodiscard]] QStringList guardWords() const;
    [[nodiscard]] QString locale() const;

private:
    void showState();

    QPlainTextEdit *m_words = nullptr;
    QLineEdit *m_locale = nullptr;
    PlainLabel *m_problem = nullptr;
    QPushButton *m_accept = nullptr;
};

/// The saved mappings of a list: choose one, save what is there under a name, and, in a menu, the rest. Asks;
/// MappingsController acts.
class MappingBar : public QWidget
{
    Q_OBJECT

public:
    explicit MappingBar(QWidget *parent = nullptr);
    void setSaved(const QStringList &names); ///< Of the list, sorted.
    /// The mapping as it is now. With a version it is what is saved under its name; without, it is not saved.
    void setMapping(const EnrichmentMapping &mapping);
    void setLocked(bool locked);
    void setReadOnly(); ///< Mappings can be tried out and exported, but none is saved or deleted.
    void clear(); ///< Another list: no name is typed, nothing is said.
    void showNote(const QString &sentence); ///< What became of something; empty: nothing.
    void showError(const QString &sentence);

Q_SIGNALS:
    void loadAsked(const QString &name);
    void saveAsked(const QString &name);
    void deleteAsked(const QString &name);
    void importAsked();
    void exportAsked(const QString &name); ///< The name may be empty.
    void wordsAsked();

private:
    QToolButton *buildMenu();
    void showState();
    void askDelete();
    [[nodiscard]] QString typedName() const;
    [[nodiscard]] bool isKnown(const QString &name) const;

    EnrichmentMapping m_mapping;
    QStringList m_savedNames;
    bool m_locked = false;
    bool m_readOnly = false;
    QComboBox *m_names = nullptr;
    QPushButton *m_save = nullptr;
    QToolButton *m_more = nullptr;
    QAction *m_delete = nullptr;
    QAction *m_export = nullptr;
    PlainLabel *m_state = nullptr;
    PlainLabel *m_message = nullptr;
};

} // namespace muster
