// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/headless/headlesscommand.h"
#include "network/wire/contactlist.h"

namespace muster {

/// `muster lists list`
class ListsListCommand final : public HeadlessCommand
{
    Q_OBJECT

public:
    using HeadlessCommand::HeadlessCommand;
    void start() override;

private:
    [[nodiscard]] std::optional<Job> job() const override { return Job::ListSanitising; }
    void show(const QList<ContactListSummary> &lists);
};

} // namespace muster
