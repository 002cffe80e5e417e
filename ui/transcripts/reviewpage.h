// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/masking/maskpolicy.h"
#include "models/runs/transcripts/transcriptresult.h"
#include "ui/common/forward.h"

#include <QWidget>

namespace muster {

class ReviewModel;

/// What was masked with little certainty, one after the other: A accepts that it is personal, R rejects it, N goes on.
/// Texts are shown and held in memory alone; a decision is kept when the person keeps it in a policy.
class ReviewPage : public QWidget
{
    Q_OBJECT
    Q_CLASSINFO("help", "masking#review")

public:
    explicit ReviewPage(QWidget *parent = nullptr);
    /// What there is to decide; decisions that were not kept yet are dropped with it. `lost`: findings of earlier
    /// sessions, whose texts are nowhere any more. `maskedBy`: see there.
    void setItems(const QList<ReviewItem> &items, int lost, const QString &maskedBy = {});
    /// The policy by which the items were masked, which a new policy must not fall behind; empty: the built-in one.
    [[nodiscard]] QString maskedBy() const { return m_maskedBy; }
    [[nodiscard]] int count() const; ///< Of all items, decided or not.
    void setPolicies(const QStringList &names);
    /// The decisions that were made, as exceptions of a policy: rejected ones are allowed, accepted ones denied.
    [[nodiscard]] QList<MaskException> decisions() const;
    [[nodiscard]] QStringList decidedInteractions() const;
    [[nodiscard]] bool hasUnkept() const
    {
        return decidedInteractions() != m_kept;
    } ///< Decisions that are in no policy.
    void showKept(const QString &policy,
                  const QString &sentence); ///< They are in that policy now, where further ones go.
    void showError(const QString &sentence);

Q_SIGNALS:
    void closed();
    /// Keep them in the policy of that name; empty: a new one is wanted.
    void keepAsked(const QString &policy);
    void fetchAgainAsked(const QStringList &interactionIds);

private:
    QWidget *buildHead();
    QWidget *buildCard();
    QWidget *buildFoot();
    void decide(bool personal);
    void next();
    void showCurrent();
    [[nodiscard]] static QString aroundText(const ReviewItem &item);
    [[nodiscard]] static QString whyText(const ReviewItem &item);

    ReviewModel *m_items = nullptr;
    QString m_maskedBy;
    QStackedWidget *m_stack = nullptr;
    EmptyState *m_empty = nullptr;
    DataTable *m_table = nullptr;
    PlainLabel *m_text = nullptr;
    PlainLabel *m_around = nullptr;
    PlainLabel *m_why = nullptr;
    PlainLabel *m_count = nullptr;
    QPushButton *m_accept = nullptr;
    QPushButton *m_reject = nullptr;
    QPushButton *m_next = nullptr;
    QComboBox *m_scope = nullptr;
    QComboBox *m_expiry = nullptr;
    QLineEdit *m_note = nullptr;
    QComboBox *m_policy = nullptr;
    QPushButton *m_keep = nullptr;
    QPushButton *m_again = nullptr;
    PlainLabel *m_done = nullptr;
    QStringList m_kept; ///< Interactions whose decisions are in a policy.
};

} // namespace muster
