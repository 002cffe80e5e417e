// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/headless/headlesscommand.h"
#include "models/rules/masking/maskpolicy.h"
#include "models/runs/masking/maskfilesjob.h"
#include "network/wire/result.h"

#include <QJsonArray>
#include <stop_token>

namespace muster {

class MaskPolicyStore;

/// What `--policy` names: a saved policy, else a file (relative to the working folder); empty: the built-in one.
/// BadInput "unknown_policy" where there is neither; errors as readWholeFile() and parsePolicyFile(). Blocks.
[[nodiscard]] Result<MaskPolicy> policyByNameOrFile(const MaskPolicyStore &store, const QString &wanted);

/// `muster transcripts policies list|show|import|export|remove`
class PolicyCommand final : public HeadlessCommand
{
    Q_OBJECT

public:
    enum class Act { List, Show, Import, Export, Delete };

    PolicyCommand(const HeadlessContext &context, Act act)
        : HeadlessCommand(context)
        , m_act(act)
    {
    }
    void start() override;

private:
    void list();
    void show(const MaskPolicy &policy);
    void importFile();
    void exportFile(const MaskPolicy &policy);
    void remove();
    void finish(const QString &sentence, const MaskPolicy &policy);

    const Act m_act;
};

/// `muster transcripts mask`: local files or standard input, no tenant.
class MaskCommand final : public HeadlessCommand
{
    Q_OBJECT

public:
    using HeadlessCommand::HeadlessCommand;
    ~MaskCommand() override { m_stop.request_stop(); }

    void start() override;
    void interrupt() override { m_stop.request_stop(); }
    void terminate() override { m_stop.request_stop(); }

private:
    [[nodiscard]] QCoro::Task<void> work(MaskPolicy policy);
    void conclude(const MaskFilesReport &report);
    void showHeld(const MaskedFile &file);
    [[nodiscard]] QJsonObject reportObject(const MaskFilesReport &report) const;

    MaskFilesOrder m_order;
    QString m_policyName, m_policyDigest;
    QJsonArray m_notMasked; ///< Keys of the kinds that the policy leaves in clear.
    std::stop_source m_stop;
};

} // namespace muster
