// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/transcripts/whymasked.h"

#include "models/lists/workerjob.h"
#include "models/rules/masking/maskengine.h"

namespace muster {

Result<QList<MaskReason>> askWhy(const MaskPolicy &policy, const QString &text, const QString &before,
                                 const QString &interactionId)
{
    TRY(engine, MaskEngine::make(policy));
    const MaskContext context{.interactionId = interactionId, .now = QDateTime::currentDateTimeUtc()};
    const std::vector<MaskReason> reasons = explainMasking(**engine, text.toStdString(), before.toStdString(), context);
    return QList<MaskReason>(reasons.begin(), reasons.end());
}

struct WhyMasked::Jobs
{
    WorkerJob<std::shared_ptr<Result<QList<MaskReason>>>> why;
};

WhyMasked::WhyMasked(QObject *parent)
    : QObject(parent)
    , m_jobs(new Jobs{
          WorkerJob<std::shared_ptr<Result<QList<MaskReason>>>>(
              [this](const std::shared_ptr<Result<QList<MaskReason>>> &reasons) {
                  if (*reasons)
                      Q_EMIT answered(**reasons);
                  else
                      Q_EMIT failed(reasons->error());
              }),
      })
{
}

WhyMasked::~WhyMasked() = default;

void WhyMasked::ask(const MaskPolicy &policy, const QString &text, const QString &before, const QString &interactionId)
{
    m_jobs->why.start([policy, text, before, interactionId](const std::stop_token &) {
        return std::make_shared<Result<QList<MaskReason>>>(askWhy(policy, text, before, interactionId));
    });
}

} // namespace muster
