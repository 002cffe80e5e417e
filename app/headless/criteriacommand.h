// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/headless/headlesscommand.h"
#include "models/audiences/audiencefile.h"
#include "models/rules/criteria/criteriafield.h"
#include "models/rules/criteria/criteriafinding.h"

namespace muster {

/// `muster audiences validate|explain|diff`: files alone, no tenant.
class CriteriaCommand final : public HeadlessCommand
{
    Q_OBJECT

public:
    using HeadlessCommand::HeadlessCommand;
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
};

} // namespace muster
