// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/items/audiencemodels.h"
#include "ui/audiences/audiencehome.h"
#include "ui/common/forward.h"

#include <QWidget>

namespace muster {

class CriteriaLinesTable;

/// A version of the audience that can be looked at: one that was registered from here, or the one the tenant has.
struct AudienceVersionRow
{
    QString key; ///< Of the caller's.
    QString title; ///< "Version 3".
    QString detail; ///< Who and when; may be empty.
    bool isKept = false; ///< What was sent is kept here, and can be erased.
    bool isErased = false; ///< It was kept and is not any more: nothing can be compared with it.
};

/// The versions, what differs between any two of them or the draft, and the way back to one. Its parts are made when it
/// is first seen or has something to show.
class AudienceHistoryPane : public QWidget
{
    Q_OBJECT

public:
    explicit AudienceHistoryPane(QWidget *parent = nullptr);
    /// Newest first. The draft is offered beside them; what was chosen stays.
    void setVersions(const QList<AudienceVersionRow> &versions);
    /// Why versions are missing, in a sentence, with a way to read them again; empty: none is.
    void showTrouble(const QString &why);
    void showDifference(const QList<CriteriaLine> &lines);
    [[nodiscard]] QString from() const; ///< Key; empty: nothing to compare.
    [[nodiscard]] QString to() const; ///< Key; empty: the draft.
    void setReadOnly(); ///< Nothing can be erased.
    void setHome(AudienceHome home); ///< What its words speak of.

Q_SIGNALS:
    void retryAsked(); ///< Read the versions again.
    void compareAsked(); ///< from() and to() have changed.
    void revertAsked(const QString &key); ///< Make the draft that version.
    void eraseAsked(const QString &key, const QString &title); ///< What was sent as that version.
    void nodeChosen(muster::CriteriaNodeId node);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void build();
    [[nodiscard]] bool isBuilt() const { return m_from != nullptr; }
    void showButtons();
    void showWords();
    [[nodiscard]] QString noneYet() const;
    [[nodiscard]] bool isErased() const;

    AudienceHome m_home = AudienceHome::Tenant;
    QComboBox *m_from = nullptr;
    QComboBox *m_to = nullptr;
    PlainLabel *m_detail = nullptr;
    CriteriaLinesTable *m_lines = nullptr;
    QWidget *m_troubleBox = nullptr; ///< Shown while versions are missing.
    PlainLabel *m_trouble = nullptr;
    QPushButton *m_revert = nullptr;
    QPushButton *m_erase = nullptr;
};

} // namespace muster
