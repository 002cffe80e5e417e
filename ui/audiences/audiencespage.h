// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

class QTabWidget;

namespace muster {

class AudienceEditor;
class AudienceIndexPane;

/// The page of audiences: the list, and a tab for each audience that is worked on. Its views tell what the person
/// wants; the controllers of this folder act.
class AudiencesPage : public QWidget
{
    Q_OBJECT

public:
    explicit AudiencesPage(QWidget *parent = nullptr);
    [[nodiscard]] AudienceIndexPane *index() const { return m_index; }
    [[nodiscard]] QWidget *editorParent() const; ///< Whom an editor is born to that is added then.
    /// The tab is the page's; its title is the name of its audience with a mark while something is not registered.
    void add(AudienceEditor *editor);
    void remove(AudienceEditor *editor); ///< Deletes it later; also one that was not added.
    void show(QWidget *tab); ///< index() or an editor of this page; one that was not added yet is left alone.
    using QWidget::show;
    void showTitle(AudienceEditor *editor); ///< Name or mark have changed.
    [[nodiscard]] QList<AudienceEditor *> editors() const;
    [[nodiscard]] AudienceEditor *current() const; ///< nullptr: the list.

    [[nodiscard]] QByteArray layoutState() const;
    void restoreLayout(const QByteArray &state);

Q_SIGNALS:
    void closeAsked(muster::AudienceEditor *editor);

protected:
    void focusInEvent(QFocusEvent *event) override;

private:
    void closeTab(int tab);
    void moveTab(int step);

    QTabWidget *m_tabs = nullptr;
    AudienceIndexPane *m_index = nullptr;
    QByteArray m_editorLayout;
};

} // namespace muster
