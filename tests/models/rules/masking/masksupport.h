// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/masking/maskengine.h"

#include <QByteArray>
#include <QList>

namespace muster::test {

/// Only the contract's three kinds: no speech, no context, no plans.
[[nodiscard]] inline MaskPolicy contractPolicy()
{
    MaskPolicy policy;
    for (const Entity entity : allEntities) {
        if (entity != Entity::Email && entity != Entity::Phone && entity != Entity::Ssn)
            policy.rules[static_cast<std::size_t>(entity)].action = MaskAction::Keep;
    }
    policy.regions.clear();
    policy.spokenForms = false;
    policy.context = false;
    return policy;
}

[[nodiscard]] inline std::shared_ptr<const MaskEngine> engineOf(const MaskPolicy &policy,
                                                                MaskEngine::Locator locator = MaskEngine::Locator::Best)
{
    auto engine = MaskEngine::make(policy, locator);
    if (!engine)
        qFatal("no engine: %s", qPrintable(engine.error().code));
    return *std::move(engine);
}

[[nodiscard]] inline std::vector<MaskFinding> findingsIn(const MaskEngine &engine, const Conversation &conversation,
                                                         const MaskContext &context = {})
{
    MaskScratch scratch;
    std::vector<MaskFinding> findings;
    if (!engine.find(conversation, context, scratch, findings))
        qFatal("nothing was searched");
    return findings;
}

/// How much work `bytes` of a piece said again and again are; of linear work twice as much for twice as many.
[[nodiscard]] inline double stepsFor(const MaskEngine &engine, const QByteArray &piece, qsizetype bytes)
{
    Conversation conversation;
    conversation.append(piece.repeated(bytes / piece.size()).toStdString());
    MaskScratch scratch;
    std::vector<MaskFinding> findings;
    if (!engine.find(conversation, {}, scratch, findings))
        qFatal("nothing was searched");
    return double(scratch.steps);
}

/// The turns with each finding replaced by its tag.
[[nodiscard]] inline QList<QByteArray> masked(const MaskEngine &engine, const QList<QByteArray> &turns,
                                              const MaskContext &context = {})
{
    Conversation conversation;
    for (qsizetype i = 0; i < turns.size(); ++i)
        conversation.append(turns[i].toStdString(), int(i % 2));
    QList<QByteArray> result = turns;
    const std::vector<MaskFinding> findings = findingsIn(engine, conversation, context);
    for (auto finding = findings.rbegin(); finding != findings.rend(); ++finding) {
        const std::string_view tag = entityTag(finding->entity);
        result[finding->text].replace(qsizetype(finding->begin), qsizetype(finding->end - finding->begin), tag.data(),
                                      qsizetype(tag.size()));
    }
    return result;
}

[[nodiscard]] inline QByteArray masked(const MaskEngine &engine, const QByteArray &text)
{
    return masked(engine, QList<QByteArray>{text}).first();
}

} // namespace muster::test
