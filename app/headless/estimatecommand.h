// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/headless/headlesscommand.h"
#include "models/audiences/audiencefile.h"
#include "models/audiences/estimate/audiencecount.h"
#include "models/audiences/estimate/audiencesamples.h"
#include "models/audiences/estimate/contactsfile.h"

#include <stop_token>

namespace muster {

/// `muster audiences estimate`: two local files, no tenant. Counts alone are written, no contact.
class EstimateCommand final : public HeadlessCommand
{
    Q_OBJECT

public:
    using HeadlessCommand::HeadlessCommand;
    ~EstimateCommand() override;

    void start() override;
    void interrupt() override;
    void terminate() override;

private:
    struct Estimate
    {
        ContactsFile file;
        AudienceCount count;
        AudienceSamples samples;
        double milliseconds = 0; ///< Of counting.
    };
    [[nodiscard]] QCoro::Task<void> work(QString contacts);
    [[nodiscard]] Result<Estimate> estimate(const QString &contacts, const std::stop_token &stop);
    void show(const Estimate &estimate) const;
    [[nodiscard]] QJsonObject object(const Estimate &estimate) const;
    [[nodiscard]] QString jsonPath(const CriteriaPath &path) const;

    AudienceFile m_audience;
    std::stop_source m_stop;
};

} // namespace muster
