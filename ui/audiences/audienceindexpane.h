// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/apierror.h"
#include "network/wire/audience.h"

#include <QWidget>

class QPushButton;

namespace muster {

class AudiencesModel;
class IndexTable;
class MenuButton;
class PlainLabel;
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
    QWidget *m_offer = nullptr;
    PlainLabel *m_offerWords = nullptr;
    QPushButton *m_again = nullptr;
    MenuButton *m_drafts = nullptr;
    QPushButton *m_new = nullptr;
    QPushButton *m_file = nullptr;
    QPushButton *m_open = nullptr;
};

} // namespace muster
