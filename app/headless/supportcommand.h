// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/headless/headlesscommand.h"

namespace muster {

/// `muster support collect`: what helps to find a fault, see diagnosticsOf(), to standard output, to a file, or both;
/// asks no tenant.
class SupportCollectCommand final : public HeadlessCommand
{
    Q_OBJECT

public:
    using HeadlessCommand::HeadlessCommand;
    void start() override;
};

} // namespace muster
