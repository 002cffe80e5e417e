// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/headless/headlesscommand.h"
#include "models/audiences/audiencefile.h"
#include "models/audiences/estimate/audiencecount.h"
#include "models/audiences/estimate/audiencesamples.h"
#include "models/audiences/estimate/contactsfile.h"
#include "models/rules/criteria/criteriafield.h"
#include "models/rules/criteria/criteriarules.h"

#include <stop_token>

namespace muster {

/// `muster audiences validate|explain|diff`: files alone, no tenant.
class CriteriaCommand final : public HeadlessCommand
{
    Q_OBJECT

public:
    enum class Act { Validate, Explain, Diff };

    CriteriaCommand(const HeadlessContext &context, Act act)
        : HeadlessCommand(context)
        , m_act(act)
    {
    }
    void start() override;

private:
    /// Nothing: it was said what is wrong with it, and the command has ended.
    [[nodiscard]] std::optional<AudienceFile> read(const QString &name);
    /// False: they could not be read, which ended the command.
    [[nodiscard]] bool readFields();
    void refuse(const QString &name, const QByteArray &bytes, const CriteriaFault &fault);
    void validate(const AudienceFile &file);
    void explain(const AudienceFile &file);
    void diff(const AudienceFile &older, const AudienceFile &newer);

    CriteriaFields m_fields;
    const Act m_act;
};

/// `muster audiences estimate`: two local files, no tenant. Counts alone are written, no contact.
class EstimateCommand final : public HeadlessCommand
{
    Q_OBJECT

public:
    using HeadlessCommand::HeadlessCommand;
    ~EstimateCommand() override { m_stop.request_stop(); }

    void start() override;
    void interrupt() override { m_stop.request_stop(); }
    void terminate() override { m_stop.request_stop(); }

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
