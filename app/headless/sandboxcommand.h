// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/headless/headlesscommand.h"

namespace muster {

/// `muster sandbox`: serves the sandbox tenant until it is interrupted. Prints the address and, to standard error, the
/// credentials, which are good for this process only.
class SandboxCommand final : public HeadlessCommand
{
    Q_OBJECT

public:
    explicit SandboxCommand(HeadlessContext context);
    void start() override;
    void interrupt() override;
    void terminate() override;

private:
    SandboxServer m_server;
};

} // namespace muster
