// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/masking/masktrial.h"

#include "models/rules/masking/maskengine.h"
#include "models/runs/detach.h"
#include "models/store/frameseal.h"

#include <QCoro/QCoroFuture>
#include <QCoro/QCoroTask>
#include <QtConcurrent>

namespace muster {

Result<DocumentMasker> trialMasker(const MaskPolicy &policy)
{
    return MaskEngine::make(policy).and_then([](std::shared_ptr<const MaskEngine> engine) {
        return DocumentMasker::make(std::move(engine), FrameSeal::makeKey());
    });
}

MaskContext trialContext()
{
    return {.interactionId = {}, .now = QDateTime::currentDateTimeUtc()};
}

MaskTrialResult tryPolicy(const MaskPolicy &policy, const QString &sample)
{
    MaskTrialResult result;
    result.sample = sample.left(MaskTrial::maxSample);
    auto document = trialMasker(policy).and_then(
        [&](DocumentMasker masker) { return masker.maskText(result.sample.toUtf8(), trialContext()); });
    if (document)
        result.document = *std::move(document);
    else
        result.error = document.error();
    return result;
}

void MaskTrial::ask(const MaskPolicy &policy, const QString &sample)
{
    m_next = Question{policy, sample};
    if (!m_isBusy)
        detach(answer(this), this, [](MaskTrial *self, const ApiError &thrown) {
            self->m_isBusy = false;
            MaskTrialResult result;
            result.error = thrown;
            Q_EMIT self->answered(result);
        });
}

// Has values alone and looks for the object before it speaks to it.
QCoro::Task<void> MaskTrial::answer(Self self)
{
    self->m_isBusy = true;
    while (!self.isNull() && self->m_next) {
        const Question question = *std::exchange(self->m_next, std::nullopt);
        const QFuture<MaskTrialResult> trying
            = QtConcurrent::run([question] { return tryPolicy(question.policy, question.sample); });
        const MaskTrialResult result = co_await trying;
        if (self.isNull())
            co_return;
        if (!self->m_next)
            Q_EMIT self->answered(result);
    }
    if (!self.isNull())
        self->m_isBusy = false;
}

Result<QList<MaskReason>> askWhy(const MaskPolicy &policy, const QString &text, const QString &before,
                                 const QString &interactionId)
{
    TRY(engine, MaskEngine::make(policy));
    const MaskContext context{.interactionId = interactionId, .now = QDateTime::currentDateTimeUtc()};
    const std::vector<MaskReason> reasons = explainMasking(**engine, text.toStdString(), before.toStdString(), context);
    return QList<MaskReason>(reasons.begin(), reasons.end());
}

WhyMasked::WhyMasked(QObject *parent)
    : QObject(parent)
    , m_job(this, &WhyMasked::answered, &WhyMasked::failed)
{
}

void WhyMasked::ask(const MaskPolicy &policy, const QString &text, const QString &before, const QString &interactionId)
{
    m_job.start([policy, text, before, interactionId](const std::stop_token &) {
        return std::make_shared<Result<QList<MaskReason>>>(askWhy(policy, text, before, interactionId));
    });
}

} // namespace muster
