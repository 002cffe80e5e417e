// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/headless/headlesscommand.h"

#include <memory>

namespace muster {

class CxoneSandbox;
class SandboxServer;

/// `muster sandbox`: serves the sandbox tenant until it is interrupted. Prints the address and, to standard error, the
/// credentials, which are good for this process only.
class SandboxCommand final : public HeadlessCommand
{
    Q_OBJECT

public:
    explicit SandboxCommand(HeadlessContext context);
    ~SandboxCommand() override;
    void start() override;
    void interrupt() override;
    void terminate() override;

private:
    void serve();
    void serveCxone();

    // One of them, whichever was asked for.
    std::unique_ptr<SandboxServer> m_server;
    std::unique_ptr<CxoneSandbox> m_cxone;
};

} // namespace muster
