// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/masking/maskpolicy.h"
#include "network/wire/result.h"

#include <QObject>
#include <memory>

namespace muster {

/// Why a text is masked or not, by a policy.
struct WhyAnswer
{
    struct Found
    {
        Entity entity = Entity::Email;
        QString rule;
        int score = 0;
    };
    QList<Found> found; ///< What of it would be masked.
    QList<Entity> kept; ///< Kinds that the policy leaves as they are.
    int digits = 0; ///< In the text, of any script.
};

/// Blocks while the policy is compiled; any thread. Errors as MaskEngine::make().
[[nodiscard]] Result<WhyAnswer> askWhy(const MaskPolicy &policy, const QString &text, const QString &interactionId);

/// The same on a worker, for a window: what is asked anew overtakes what was asked before. GUI thread.
class WhyMasked : public QObject
{
    Q_OBJECT

public:
    explicit WhyMasked(QObject *parent = nullptr);
    ~WhyMasked() override;
    void ask(const MaskPolicy &policy, const QString &text, const QString &interactionId);

Q_SIGNALS:
    void answered(const muster::WhyAnswer &answer);
    void failed(const muster::ApiError &error);

private:
    struct Jobs;
    std::unique_ptr<Jobs> m_jobs;
};

} // namespace muster
