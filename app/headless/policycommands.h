// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/headless/headlesscommand.h"
#include "models/rules/masking/maskpolicy.h"

namespace muster {

/// `muster transcripts policies list|show|import|export|remove`
class PolicyCommand final : public HeadlessCommand
{
    Q_OBJECT

public:
    using HeadlessCommand::HeadlessCommand;
    void start() override;

private:
    void list();
    void show(const MaskPolicy &policy);
    void importFile();
    void exportFile(const MaskPolicy &policy);
    void remove();
    void finish(const QString &sentence, const MaskPolicy &policy);
};

} // namespace muster
