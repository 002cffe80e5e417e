// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/items/criteriatreemodel.h"
#include "network/wire/audience.h"

#include <QObject>
#include <optional>

namespace muster {

/// One audience that is worked on: its draft, of which canvas, sentence and JSON are views, and what it began from. GUI
/// thread.
class AudienceWork : public QObject
{
    Q_OBJECT

public:
    /// `audienceId`: of the audience, or the one that a new one will get.
    explicit AudienceWork(const QString &audienceId, QObject *parent = nullptr);

    [[nodiscard]] const QString &audienceId() const { return m_audienceId; }
    [[nodiscard]] CriteriaTreeModel &tree() const { return *m_tree; }
    /// Everything but the criteria.
    [[nodiscard]] const AudienceDefinition &details() const { return m_details; }
    void setDetails(const AudienceDefinition &details); ///< Its criteria are not looked at.
    /// What would be registered now: without muted parts.
    [[nodiscard]] AudienceDefinition definition() const;
    /// Other criteria in the place of what is sent, as one step that can be undone; see CriteriaEdits::replace(). Why
    /// not: a locked part stands against it, or they are too deep or too many. The same again changes nothing.
    [[nodiscard]] std::optional<CriteriaRefusal> replaceCriteria(const CriteriaGroup &criteria);
    /// The same, and the details with them.
    [[nodiscard]] std::optional<CriteriaRefusal> replace(const AudienceDefinition &definition);

    /// What the tenant had when the draft began; nothing: it has no such audience.
    [[nodiscard]] const std::optional<Audience> &base() const { return m_base; }
    void setBase(const std::optional<Audience> &base); ///< The draft goes on from it.
    [[nodiscard]] bool isChanged() const; ///< Something would be registered.

Q_SIGNALS:
    void changed(); ///< The draft, or what it began from.

private:
    const QString m_audienceId;
    CriteriaTreeModel *const m_tree;
    AudienceDefinition m_details;
    std::optional<Audience> m_base;
};

} // namespace muster
