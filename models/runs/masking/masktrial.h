// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/background/workerjob.h"
#include "models/rules/documents/documentmasker.h"
#include "models/rules/documents/maskeddocument.h"
#include "models/rules/masking/maskpolicy.h"
#include "models/rules/masking/maskreason.h"
#include "network/wire/result.h"

#include <QList>
#include <QObject>
#include <QPointer>
#include <memory>

namespace QCoro {
template <typename T>
class Task;
}

namespace muster {

/// What a policy makes of a sample text.
struct MaskTrialResult
{
    QString sample; ///< What was tried.
    MaskedDocument document; ///< Of the sample as plain text; not there when `error` is.
    /// Pseudonyms and dates are made with a key that is thrown away: a sample shows their form, not their value.
    std::optional<ApiError> error; ///< BadInput of MaskEngine::make(): `subject` is the pattern, `code` what is wrong.
};

/// Tries policies on samples on a worker while somebody types. Only the newest question is answered; a running one is
/// let end first, so that fast typing does not pile up work. GUI thread.
class MaskTrial : public QObject
{
    Q_OBJECT

public:
    static constexpr qsizetype maxSample = 100'000; ///< Characters; the rest of a longer sample is not tried.

    using QObject::QObject;

    void ask(const MaskPolicy &policy, const QString &sample);

Q_SIGNALS:
    void answered(const muster::MaskTrialResult &result);

private:
    using Self = QPointer<MaskTrial>;
    static QCoro::Task<void> answer(Self self);

    struct Question
    {
        MaskPolicy policy;
        QString sample;
    };
    std::optional<Question> m_next;
    bool m_isBusy = false;
};

/// What tries mask with: pseudonyms and dates by a key that is thrown away. Any thread. Errors: those of
/// MaskEngine::make().
[[nodiscard]] Result<DocumentMasker> trialMasker(const MaskPolicy &policy);
/// A sample is nobody's interaction, and expired exceptions do not count.
[[nodiscard]] MaskContext trialContext();
/// The same at once, for a worker.
[[nodiscard]] MaskTrialResult tryPolicy(const MaskPolicy &policy, const QString &sample);

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
    void ask(const MaskPolicy &policy, const QString &text, const QString &before, const QString &interactionId);

Q_SIGNALS:
    void answered(const QList<muster::MaskReason> &reasons);
    void failed(const muster::ApiError &error);

private:
    WorkerJob<std::shared_ptr<Result<QList<MaskReason>>>> m_job;
};

} // namespace muster
