// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/apierror.h"
#include "network/wire/audience.h"
#include "ui/audiences/audiencehome.h"
#include "ui/common/forward.h"

#include <QWidget>

namespace muster {

class AudienceEditor;
class AudiencesModel;
class RelativeTimes;

/// A draft that is kept here and not open in a tab.
struct KeptDraft
{
    QString draftId;
    QString name; ///< From outside; made visible where it is shown.
    bool operator==(const KeptDraft &) const = default;
};

/// The tenant's audiences: find one and open it in a tab, begin a new one, read one from a file, go on with a draft.
class AudienceIndexPane : public QWidget
{
    Q_OBJECT

public:
    explicit AudienceIndexPane(QWidget *parent = nullptr);
    /// Whether there is a tenant whose audiences can be shown. Forgets the audiences.
    void setTenant(bool open);
    /// What its words speak of. On this computer nobody counts: it shows no such columns.
    void setHome(AudienceHome home);
    void showLoading();
    void setAudiences(const QList<AudienceSummary> &audiences);
    void setLoadError(const ApiError &error);
    void setNow(const QDateTime &now); ///< UTC.
    void setDrafts(const QList<KeptDraft> &drafts);
    /// Drafts that stood in tabs when Muster or the tenant was closed; above the list, by name. Empty: no offer.
    void offerAgain(const QList<KeptDraft> &drafts);
    void choose(const QString &audienceId); ///< Makes its row the current one, if it is there.
    /// Of the last answer, not only of what is found.
    [[nodiscard]] const QList<AudienceSummary> &audiences() const;

Q_SIGNALS:
    void reloadAsked();
    void openAsked(const muster::AudienceSummary &audience);
    void newAsked();
    void fileAsked();
    void draftAsked(const QString &draftId);
    void offeredAsked(); ///< All of offerAgain() are to be opened.
    void offeredLeft(); ///< They are to stay among the drafts.

private:
    QWidget *buildFoot();
    QWidget *buildOffer();
    [[nodiscard]] static QString nameOf(const KeptDraft &draft);
    void openSelected();
    void showButtons();
    [[nodiscard]] const AudienceSummary *selected() const;

    AudiencesModel *m_audiences = nullptr;
    IndexTable *m_table = nullptr;
    RelativeTimes *m_times = nullptr;
    AudienceHome m_home = AudienceHome::Tenant;
    QWidget *m_offer = nullptr;
    PlainLabel *m_offerWords = nullptr;
    QPushButton *m_again = nullptr;
    MenuButton *m_drafts = nullptr;
    QPushButton *m_new = nullptr;
    QPushButton *m_file = nullptr;
    QPushButton *m_open = nullptr;
};

/// The page of audiences: the list, and a tab for each audience that is worked on. Its views tell what the person
/// wants; the controllers of this folder act.
class AudiencesPage : public QWidget
{
    Q_OBJECT
    Q_CLASSINFO("help", "audiences")

public:
    explicit AudiencesPage(QWidget *parent = nullptr);
    [[nodiscard]] AudienceIndexPane *index() const { return m_index; }
    [[nodiscard]] QWidget *editorParent() const; ///< Whom an editor is born to that is added then.
    /// The tab is the page's; its title is the name of its audience with a mark while something is not registered.
    void add(AudienceEditor *editor);
    void remove(AudienceEditor *editor); ///< Deletes it later; also one that was not added.
    void show(QWidget *tab); ///< index() or an editor of this page; one that was not added yet is left alone.
    using QWidget::show;
    [[nodiscard]] bool holdsWork() const; ///< Something that no draft keeps is gone when the page is built anew.
    void showTitle(AudienceEditor *editor); ///< Name or mark have changed.
    [[nodiscard]] QList<AudienceEditor *> editors() const;
    [[nodiscard]] AudienceEditor *current() const; ///< nullptr: the list.

    [[nodiscard]] QByteArray layoutState() const;
    void restoreLayout(const QByteArray &state) { m_editorLayout = state; }

Q_SIGNALS:
    void closeAsked(muster::AudienceEditor *editor);
    void againAsked(const QStringList &audienceIds); ///< Those were open in tabs of a page before this one.

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
