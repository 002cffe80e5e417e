// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/headless/headlesscommand.h"
#include "models/runs/masking/maskfilesjob.h"

#include <QJsonArray>
#include <stop_token>

namespace muster {

/// `muster transcripts mask`: local files or standard input, no tenant.
class MaskCommand final : public HeadlessCommand
{
    Q_OBJECT

public:
    using HeadlessCommand::HeadlessCommand;
    ~MaskCommand() override;

    void start() override;
    void interrupt() override;
    void terminate() override;

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
