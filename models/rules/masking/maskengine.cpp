// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/masking/maskengine.h"

#include "models/rules/masking/birthdates.h"
#include "models/rules/masking/candidatemerge.h"
#include "models/rules/masking/contractrules.h"
#include "models/rules/masking/letteredids.h"
#include "models/rules/masking/masklocator.h"
#include "models/rules/masking/maskrule.h"
#include "models/rules/masking/networknames.h"
#include "models/rules/masking/optionalkinds.h"
#include "models/rules/masking/ownpatterns.h"
#include "models/rules/masking/spokenaddresses.h"
#include "models/rules/masking/spokennumbers.h"
#include "models/rules/masking/writtennumbers.h"

#include <algorithm>

namespace muster {

MaskEngine::MaskEngine(const MaskPolicy &policy)
    : m_policy(policy)
    , m_exceptions(policy.exceptions)
    , m_scope(MaskScope::of(policy))
{
}

MaskEngine::~MaskEngine() = default;

Result<std::shared_ptr<const MaskEngine>> MaskEngine::make(const MaskPolicy &policy, Locator locator)
{
    for (const Entity entity : {Entity::Email, Entity::Phone, Entity::Ssn}) {
        if (policy.rule(entity).action == MaskAction::Keep)
            return failure({.kind = ErrorKind::BadInput,
                            .code = QStringLiteral("contract_kind_kept"),
                            .subject = QString::fromLatin1(entityKey(entity))});
    }
    if (std::size_t(policy.exceptions.size()) > MaskExceptions::maxEntries)
        return failure({.kind = ErrorKind::LimitExceeded, .code = QStringLiteral("too_many_exceptions")});
    const auto tooLong = [](const MaskException &exception) {
        return exception.text.toUtf8().size() > qsizetype(MaskExceptions::maxText);
    };
    if (std::ranges::any_of(policy.exceptions, tooLong))
        return failure({.kind = ErrorKind::LimitExceeded, .code = QStringLiteral("exception_too_long")});
    TRY(own, OwnPatterns::make(policy.patterns));
    std::shared_ptr<MaskEngine> engine(new MaskEngine(policy));
    engine->m_own = *std::move(own);
    const std::vector<LocatorPattern> patterns = engine->m_scope.patterns();
    if (locator != Locator::Re2)
        engine->m_vectorscan = MaskLocator::makeVectorscan(patterns);
    if (locator == Locator::Vectorscan && engine->m_vectorscan == nullptr)
        return failure({.kind = ErrorKind::BadInput, .code = QStringLiteral("no_vectorscan")});
    engine->m_re2 = MaskLocator::makeRe2(patterns);
    return engine;
}

bool MaskEngine::locate(std::string_view text, MaskScratch &scratch) const
{
    if (m_vectorscan != nullptr && m_vectorscan->locate(text, scratch))
        return true;
    return m_re2->locate(text, scratch);
}

Result<void> MaskEngine::find(const Conversation &conversation, const MaskContext &context, MaskScratch &scratch,
                              std::vector<MaskFinding> &findings) const
{
    findings.clear();
    if (conversation.joined().size() > Conversation::maxBytes)
        return failure({.kind = ErrorKind::LimitExceeded, .code = QStringLiteral("conversation_too_long")});
    scratch.candidates.clear();
    scratch.groups = 0;
    scratch.folded.set(conversation.joined());
    const std::string_view text = scratch.folded.text();
    if (!locate(text, scratch))
        return failure({.kind = ErrorKind::LimitExceeded, .code = QStringLiteral("search_out_of_memory")});
    findContractKinds(text, scratch.hits.of(MaskMark::DigitGroup), scratch);
    if (!m_scope.contractOnly)
        findWidely({text, conversation, m_scope, scratch});
    m_own->find(conversation, scratch);
    m_exceptions.findDenied(text, context, scratch.candidates);
    mergeCandidates(scratch.candidates);
    if (m_exceptions.hasAllowed())
        m_exceptions.removeAllowed(text, context, scratch.candidates);
    toFindings(scratch.candidates, scratch.folded, conversation, findings);
    return {};
}

void MaskEngine::findWidely(const MaskSearch &search)
{
    const MaskScope &scope = search.scope;
    findDigitGroups(search.text, search.scratch.hits.of(MaskMark::DigitGroup), search.scratch.groupsOfDigits);
    const DigitRun groups = search.scratch.groupsOfDigits;
    findWideAddresses(search);
    findWrittenNumbers(search, groups);
    findLetteredIds(search, groups);
    if (scope.wants(Entity::IpAddress))
        findIpV6(search);
    if (scope.wants(Entity::BirthDate))
        findBirthDates(search);
    if (scope.spoken) {
        findSpokenNumbers(search, groups);
        findSpokenAddresses(search);
    }
    findOptionalKinds(search);
}

std::string MaskEngine::ruleKey(const MaskFinding &finding) const
{
    if (finding.rule >= firstOwnRule)
        return "own." + std::to_string(finding.rule - firstOwnRule + 1);
    return std::string(maskRuleKey(static_cast<MaskRule>(finding.rule)));
}

} // namespace muster
