// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/headless/followingcommand.h"
#include "models/rules/lists/stalelists.h"
#include "models/runs/lists/deletion/listdeletionorder.h"
#include "network/wire/contactlist.h"
#include "network/wire/result.h"

namespace muster {

class TenantSession;

/// `muster lists delete`: says of lists whether they may be deleted, and writes which into a file; or deletes those of
/// such a file once their number of contacts and a name were given.
class ListsDeleteCommand final : public FollowingCommand
{
    Q_OBJECT

public:
    using FollowingCommand::FollowingCommand;

    void start() override;

private:
    void carryOut(TenantSession &session);
    void preview(const TenantSession &session, const QList<ContactListSummary> &lists);
    /// Those that were named, and of them, or of all, those that the rules find.
    [[nodiscard]] Result<QList<ContactListSummary>> chosen(const QList<ContactListSummary> &lists) const;
};

} // namespace muster
