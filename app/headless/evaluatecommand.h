// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/headless/headlesscommand.h"
#include "models/rules/documents/maskmeasure.h"

#include <memory>
#include <stop_token>

namespace QCoro {
template <typename T>
class Task;
}

namespace muster {

/// `muster transcripts evaluate`: how well a policy masks a file of texts in which a person has marked what is
/// personal. Nothing is written, no tenant is asked, and no text of the file is shown.
class EvaluateCommand final : public HeadlessCommand
{
    Q_OBJECT

public:
    using HeadlessCommand::HeadlessCommand;
    ~EvaluateCommand() override { m_stop.request_stop(); }

    void start() override;
    void interrupt() override { m_stop.request_stop(); }
    void terminate() override { m_stop.request_stop(); }

private:
    [[nodiscard]] QCoro::Task<void> work(MaskPolicy policy, QString file);
    void conclude(const MaskMeasure &measure);

    std::stop_source m_stop;
    QString m_policyDigest;
};

} // namespace muster
