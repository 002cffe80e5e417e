// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/sandbox/sandboxaudiencebody.h"
#include "network/sandbox/sandboxdata.h"
#include "network/sandbox/sandboxscript.h"
#include "network/sandbox/sandboxservice.h"
#include "network/wire/audience.h"
#include "network/wire/criteria.h"

#include <QHash>
#include <QList>
#include <QMutex>
#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace muster {

/// Which of the sandbox's people an audience's criteria catch. The contract is silent on it; this is what the segments
/// do (section 3): text is compared by its code units, case counts; the ordering operators compare numbers in integer
/// and decimal fields and text in date and datetime fields; a person without the field matches not_equals only. A
/// number field equals a text that is a number, too. Immutable; safe on any thread.
class SandboxMembers
{
public:
    SandboxMembers(const SandboxData &data, const CriteriaGroup &criteria);

    /// Why nobody can be counted, in the service's words: an unknown or deprecated field, an order asked of a text, a
    /// value that does not fit. Empty: nothing.
    [[nodiscard]] const QString &error() const { return m_error; }
    /// Only without error().
    [[nodiscard]] bool contains(qint64 contact) const;

private:
    struct Test
    {
        SandboxAttribute attribute;
        CriteriaOperator op;
        bool numeric = false; ///< Compared as numbers.
        double number = 0;
        std::string text;
    };
    struct Node
    { ///< Of a tree written in pre-order; a group's members follow it.
        bool isGroup = false;
        CriteriaJoin join = CriteriaJoin::And;
        std::size_t end = 0; ///< Behind the node's last descendant.
        std::size_t test = 0;
    };

    void add(const CriteriaGroup &group);
    void add(const CriteriaCondition &condition);
    [[nodiscard]] bool holds(std::size_t node, qint64 contact) const;
    [[nodiscard]] bool passes(const Test &test, qint64 contact) const;

    SandboxData m_data;
    QString m_error;
    std::vector<Test> m_tests;
    std::vector<Node> m_nodes;
};

/// An audience that the sandbox has from its start.
struct SandboxAudienceSeed
{
    QString id;
    AudienceDefinition definition;
    qint64 version = 1;
    bool evaluated = true; ///< false: never counted, and nobody asks for it.
    std::chrono::minutes age{0}; ///< Of the last evaluation when the tenant starts.
};

/// Six: two plain ones, one with exclusions and quotes in its name, one five levels deep, one never evaluated
/// (pending), one with a field that nobody has (failed).
[[nodiscard]] const QList<SandboxAudienceSeed> &sandboxAudienceSeeds();

/// Contract section 6.2: list, read, PUT. An evaluation takes its time and really counts the sandbox's people; those of
/// excluded audiences (by these audiences' criteria alone) are left out. state() and change() may be called from any
/// thread.
class SandboxAudiences final : public SandboxService
{
public:
    SandboxAudiences(const SandboxSettings &settings, const QDateTime &started);

    [[nodiscard]] Service service() const override { return Service::Audiences; }
    [[nodiscard]] QList<SandboxRoute> routes(const QStringList &path) const override;
    [[nodiscard]] SandboxAnswer answer(const SandboxRoute &route, const SandboxHttpRequest &request,
                                       const QDateTime &now, SandboxFault::Mutation mutation) override;

    [[nodiscard]] SandboxAudienceState state(const QString &id, const QDateTime &now);
    /// What a colleague does: registers `definition` in place of whatever is there, or as the first version. The new
    /// version; evaluated like any other.
    qint64 change(const QString &id, const AudienceDefinition &definition, const QDateTime &now);
    /// People whom these criteria catch, without those of the exclusions; nothing: they cannot be evaluated.
    [[nodiscard]] std::optional<qint64> count(const AudienceDefinition &definition);

private:
    struct Stored
    {
        AudienceDefinition definition;
        qint64 version = 1;
        std::optional<SandboxAudienceBody> lastBody; ///< That brought this version; nothing: a colleague or the seed.
        AudienceDefinition counting; ///< What the evaluation under way counts.
        QDateTime due; ///< When it ends; invalid: none is under way.
        std::optional<qint64> size;
        QDateTime lastEvaluated; ///< Invalid: never.
        QString error; ///< Of the last evaluation.

        [[nodiscard]] SandboxAudienceState state() const;
    };

    /// Ends an evaluation whose time has come.
    void settle(Stored &audience, const QDateTime &now) const;
    [[nodiscard]] std::optional<qint64> counted(const AudienceDefinition &definition, QString &error) const;
    /// One version more.
    Stored &put(const QString &id, const AudienceDefinition &definition, const QDateTime &now);
    [[nodiscard]] SandboxAnswer index(const QDateTime &now, SandboxFault::Mutation mutation);
    [[nodiscard]] SandboxAnswer read(const QString &id, const SandboxHttpRequest &request, const QDateTime &now,
                                     SandboxFault::Mutation mutation);
    [[nodiscard]] SandboxAnswer write(const QString &id, const QByteArray &body, const QDateTime &now,
                                      SandboxFault::Mutation mutation);

    const SandboxData m_data;
    const std::chrono::milliseconds m_evaluationTime;
    mutable QMutex m_mutex; ///< Guards what follows.
    QHash<QString, Stored> m_audiences; ///< By id, in lower case.
    QStringList m_order; ///< Of making.
};

} // namespace muster
