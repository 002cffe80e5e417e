// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/masking/maskpolicy.h"
#include "models/rules/masking/maskreason.h"
#include "network/wire/result.h"

#include <QList>
#include <QObject>
#include <memory>

namespace muster {

/// Why a text of a transcript is, or is not, masked by a policy; `before` stands in front of it. See explainMasking().
/// Blocks while the policy is compiled; any thread. Errors as MaskEngine::make().
[[nodiscard]] Result<QList<MaskReason>> askWhy(const MaskPolicy &policy, const QString &text, const QString &before,
                                               const QString &interactionId);

/// The same on a worker, for a window: what is asked anew overtakes what was asked before. GUI thread.
class WhyMasked : public QObject
{
    Q_OBJECT

public:
    explicit WhyMasked(QObject *parent = nullptr);
    ~WhyMasked() override;
    void ask(const MaskPolicy &policy, const QString &text, const QString &before, const QString &interactionId);

Q_SIGNALS:
    void answered(const QList<muster::MaskReason> &reasons);
    void failed(const muster::ApiError &error);

private:
    struct Jobs;
    std::unique_ptr<Jobs> m_jobs;
};

} // namespace muster
