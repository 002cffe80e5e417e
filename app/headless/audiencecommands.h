// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/headless/followingcommand.h"
#include "models/runs/audiences/audienceputorder.h"
#include "network/wire/audience.h"

#include <QJsonObject>
#include <QStringList>

namespace muster {

class Run;

/// What `--json` says of an audience; its definition by the contract's names, so that it can be given to `put` again.
[[nodiscard]] QJsonObject audienceObject(const Audience &audience);
/// Version, size and status of a row or an audience.
[[nodiscard]] QJsonObject evaluationObject(const AudienceEvaluation &evaluation);
/// What a run that registered or published an audience (or did not) adds to its summary; nothing for any other run.
void insertRegistration(QJsonObject &summary, const Run &run);
/// The same for people: whose version stands there, and which parts of it are not those of the base, or of mine. Empty
/// unless the run met a conflict.
[[nodiscard]] QStringList conflictLines(const Run &run);

/// `muster audiences list`
class AudiencesListCommand final : public HeadlessCommand
{
    Q_OBJECT

public:
    using HeadlessCommand::HeadlessCommand;
    void start() override;

private:
    void show(const QList<AudienceSummary> &audiences);
};

/// `muster audiences show`
class AudiencesShowCommand final : public HeadlessCommand
{
    Q_OBJECT

public:
    using HeadlessCommand::HeadlessCommand;
    void start() override;

private:
    void show(const Audience &audience);

    bool m_isCounted = true; ///< By the tenant.
};

/// `muster audiences put`: reads the definition, registers it, tells what stands in the way where somebody else has
/// changed it (exit code ExitConflict). An interrupted one of the same definition goes on with `runs resume`.
class AudiencesPutCommand final : public FollowingCommand
{
    Q_OBJECT

public:
    using FollowingCommand::FollowingCommand;
    void start() override;

private:
    /// Of a tenant without audiences: the definition stays on this computer, and there is no run to follow.
    void save(TenantSession &session, const AudiencePutOrder &order);
    [[nodiscard]] Result<AudiencePutOrder> wantedOrder() const;
    [[nodiscard]] Result<AudienceDefinition> wantedDefinition() const; ///< Of the file, or of --like.
    [[nodiscard]] std::optional<ApiError> definitionRefusal(const AudienceDefinition &definition) const;
};

} // namespace muster
