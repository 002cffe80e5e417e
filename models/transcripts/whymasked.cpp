// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/transcripts/whymasked.h"

#include "models/lists/workerjob.h"
#include "models/rules/masking/maskengine.h"

namespace muster {

Result<WhyAnswer> askWhy(const MaskPolicy &policy, const QString &text, const QString &interactionId)
{
    const auto engine = MaskEngine::make(policy);
    if (!engine)
        return failure(engine.error());
    WhyAnswer answer;
    for (const Entity entity : allEntities) {
        if (entity != Entity::Own && policy.rule(entity).action == MaskAction::Keep)
            answer.kept << entity;
    }
    for (const QChar c : text)
        answer.digits += c.isDigit() ? 1 : 0;
    Conversation conversation;
    conversation.append(text.toStdString());
    MaskScratch scratch;
    std::vector<MaskFinding> findings;
    const MaskContext context{.interactionId = interactionId, .now = QDateTime::currentDateTimeUtc()};
    if (const auto done = (*engine)->find(conversation, context, scratch, findings); !done)
        return failure(done.error());
    for (const MaskFinding &finding : findings)
        answer.found << WhyAnswer::Found{finding.entity, QString::fromStdString((*engine)->ruleKey(finding)),
                                         finding.score};
    return answer;
}

struct WhyMasked::Jobs
{
    WorkerJob<std::shared_ptr<Result<WhyAnswer>>> why;
};

WhyMasked::WhyMasked(QObject *parent)
    : QObject(parent)
    , m_jobs(new Jobs{
          WorkerJob<std::shared_ptr<Result<WhyAnswer>>>([this](const std::shared_ptr<Result<WhyAnswer>> &answer) {
              if (*answer)
                  Q_EMIT answered(**answer);
              else
                  Q_EMIT failed(answer->error());
          }),
      })
{
}

WhyMasked::~WhyMasked() = default;

void WhyMasked::ask(const MaskPolicy &policy, const QString &text, const QString &interactionId)
{
    m_jobs->why.start([policy, text, interactionId](const std::stop_token &) {
        return std::make_shared<Result<WhyAnswer>>(askWhy(policy, text, interactionId));
    });
}

} // namespace muster
