// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/headless/headlesscommand.h"
#include "models/files/labelledtrial.h"

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

/// `muster transcripts agreement`: how well two people's labels of the same texts agree. Nothing is written, no tenant
/// is asked, and no text of the files is shown.
class AgreementCommand final : public HeadlessCommand
{
    Q_OBJECT

public:
    using HeadlessCommand::HeadlessCommand;

    void start() override;
    void interrupt() override;
    void terminate() override { interrupt(); }

private:
    void conclude(const LabelAgreement &agreement);

    WorkerJob<Result<SharedComparison>> m_job{[this](const Result<SharedComparison> &compared) {
        if (compared)
            conclude((*compared)->agreement);
        else
            fail(compared.error(), ExitRefused);
    }};
};

} // namespace muster
