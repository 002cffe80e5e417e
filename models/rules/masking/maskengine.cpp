// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/masking/maskengine.h"

#include "models/rules/masking/contractrules.h"
#include "models/rules/masking/letteredids.h"
#include "models/rules/masking/mistypednumbers.h"
#include "models/rules/masking/networknames.h"
#include "models/rules/masking/particulars.h"
#include "models/rules/masking/spokenaddresses.h"
#include "models/rules/masking/spokennumbers.h"
#include "models/rules/masking/writtennumbers.h"

#include <algorithm>
#include <re2/re2.h>
#include <tuple>
#include <unordered_map>

namespace muster {

namespace {

constexpr std::int64_t patternMemory = 8LL * 1024 * 1024;

tl::unexpected<ApiError> refused(const OwnPattern &pattern, const char *code, const QString &detail = {})
{
    return failure(
        {.kind = ErrorKind::BadInput, .code = QString::fromLatin1(code), .detail = detail, .subject = pattern.name});
}

} // namespace

OwnPatterns::OwnPatterns() = default;
OwnPatterns::~OwnPatterns() = default;

Result<std::unique_ptr<const OwnPatterns>> OwnPatterns::make(const QList<OwnPattern> &patterns)
{
    if (patterns.size() > maxPatterns)
        return failure(ErrorKind::LimitExceeded, "too_many_patterns");
    re2::RE2::Options options;
    options.set_log_errors(false);
    options.set_max_mem(patternMemory);
    std::unique_ptr<OwnPatterns> own(new OwnPatterns);
    for (qsizetype i = 0; i < patterns.size(); ++i) {
        const OwnPattern &pattern = patterns[i];
        if (pattern.pattern.isEmpty())
            return refused(pattern, "pattern_empty");
        if (pattern.pattern.size() > maxPattern)
            return refused(pattern, "pattern_too_long");
        auto compiled = std::make_unique<const re2::RE2>(pattern.pattern.toStdString(), options);
        if (!compiled->ok()) {
            const bool costly = compiled->error_code() == re2::RE2::ErrorPatternTooLarge;
            return refused(pattern, costly ? "pattern_too_costly" : "pattern_invalid",
                           QString::fromStdString(compiled->error()));
        }
        if (compiled->ProgramSize() > maxProgram || compiled->ReverseProgramSize() > maxProgram)
            return refused(pattern, "pattern_too_costly");
        if (re2::RE2::FullMatch("", *compiled))
            return refused(pattern, "pattern_matches_nothing");
        if (pattern.rule.action != MaskAction::Keep)
            own->m_patterns.push_back({std::uint16_t(firstOwnRule + i), std::move(compiled)});
    }
    return std::unique_ptr<const OwnPatterns>(std::move(own));
}

void OwnPatterns::find(const Conversation &conversation, MaskScratch &scratch) const
{
    const std::string_view all = scratch.folded.text();
    for (const Pattern &pattern : m_patterns) {
        for (std::uint32_t index = 0; index < conversation.size(); ++index) {
            const std::size_t start = conversation.start(index);
            const std::size_t from = scratch.folded.placeOf(start);
            const std::size_t end = scratch.folded.placeOf(start + conversation.text(index).size());
            const re2::StringPiece text(all.data() + from, end - from);
            re2::StringPiece match;
            std::size_t at = 0;
            scratch.steps += end - from;
            while (at <= text.size()
                   && pattern.expression->Match(text, at, text.size(), re2::RE2::UNANCHORED, &match, 1)) {
                const std::size_t begin = std::size_t(match.data() - text.data());
                at = begin + std::max<std::size_t>(match.size(), 1); // an empty match, as of \b, masks nothing
                if (!match.empty())
                    scratch.candidates.push_back(
                        {from + begin, from + begin + match.size(), Entity::Own, pattern.rule});
            }
        }
    }
}

namespace {

bool isBlank(char byte)
{
    return byte == ' ' || byte == '\n' || byte == '\t' || byte == '\r';
}

/// Whether `a` rather than `b` names what both are part of.
bool names(const MaskCandidate &a, const MaskCandidate &b)
{
    const auto key
        = [](const MaskCandidate &one) { return std::tuple(one.end - one.begin, one.score, -int(one.rule)); };
    return key(a) > key(b);
}

} // namespace

void mergeCandidates(std::vector<MaskCandidate> &candidates)
{
    std::ranges::sort(candidates, {}, [](const MaskCandidate &one) {
        return std::tuple(one.begin, one.end, one.entity, one.rule, one.score, one.group);
    });
    std::size_t merged = 0;
    for (std::size_t i = 0; i < candidates.size();) {
        MaskCandidate best = candidates[i];
        const std::size_t begin = candidates[i].begin;
        std::size_t end = candidates[i].end;
        std::uint32_t group = best.group;
        for (++i; i < candidates.size() && candidates[i].begin < end; ++i) {
            end = std::max(end, candidates[i].end);
            if (names(candidates[i], best))
                best = candidates[i];
            if (group == 0)
                group = candidates[i].group;
        }
        if (best.group == 0)
            best.group = group;
        best.begin = begin;
        best.end = end;
        candidates[merged++] = best;
    }
    candidates.resize(merged);
}

void toFindings(const std::vector<MaskCandidate> &candidates, const FoldedText &folded,
                const Conversation &conversation, std::vector<MaskFinding> &findings)
{
    findings.clear();
    std::unordered_map<std::uint32_t, std::uint32_t> groups; // numbered anew, in the order of the texts
    std::uint32_t next = 0;
    const std::string_view joined = conversation.joined();
    for (const MaskCandidate &candidate : candidates) {
        std::uint32_t group = next;
        if (candidate.group != 0)
            group = groups.try_emplace(candidate.group, next).first->second;
        if (group == next)
            ++next;
        std::size_t begin = folded.origin(candidate.begin);
        const std::size_t all = folded.origin(candidate.end);
        while (begin < all) {
            const std::uint32_t text = conversation.textAt(begin);
            const std::size_t start = conversation.start(text), stop = start + conversation.text(text).size();
            std::size_t from = begin, end = std::min(all, stop);
            begin = stop + 1;
            while (from < end && isBlank(joined[from]))
                ++from;
            while (from < end && isBlank(joined[end - 1]))
                --end;
            if (from < end)
                findings.push_back({text, std::uint32_t(from - start), std::uint32_t(end - start), candidate.entity,
                                    candidate.score, candidate.rule, group});
        }
    }
}

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
            return failure(ErrorKind::BadInput, "contract_kind_kept", QString::fromLatin1(entityKey(entity)));
    }
    if (std::size_t(policy.exceptions.size()) > MaskExceptions::maxEntries)
        return failure(ErrorKind::LimitExceeded, "too_many_exceptions");
    const auto tooLong = [](const MaskException &exception) {
        return exception.text.toUtf8().size() > qsizetype(MaskExceptions::maxText);
    };
    if (std::ranges::any_of(policy.exceptions, tooLong))
        return failure(ErrorKind::LimitExceeded, "exception_too_long");
    TRY(own, OwnPatterns::make(policy.patterns));
    std::shared_ptr<MaskEngine> engine(new MaskEngine(policy));
    engine->m_own = *std::move(own);
    engine->m_locators = MaskLocators::of(engine->m_scope.patterns());
    if (locator == Locator::Re2)
        engine->m_locators.vectorscan = nullptr;
    if (locator == Locator::Vectorscan && engine->m_locators.vectorscan == nullptr)
        return failure(ErrorKind::BadInput, "no_vectorscan");
    return engine;
}

bool MaskEngine::locate(std::string_view text, MaskScratch &scratch) const
{
    if (m_locators.vectorscan != nullptr && m_locators.vectorscan->locate(text, scratch))
        return true;
    return m_locators.re2->locate(text, scratch);
}

Result<void> MaskEngine::find(const Conversation &conversation, const MaskContext &context, MaskScratch &scratch,
                              std::vector<MaskFinding> &findings) const
{
    findings.clear();
    if (conversation.joined().size() > Conversation::maxBytes)
        return failure(ErrorKind::LimitExceeded, "conversation_too_long");
    scratch.candidates.clear();
    scratch.groups = 0;
    scratch.folded.set(conversation.joined());
    const std::string_view text = scratch.folded.text();
    if (!locate(text, scratch))
        return failure(ErrorKind::LimitExceeded, "search_out_of_memory");
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
    if (!scope.regions.empty() || !scope.foreign.empty())
        findMistypedNumbers(search, groups);
    if (scope.wants(Entity::IpAddress))
        findIpV6(search);
    if (scope.wants(Entity::BirthDate))
        findBirthDates(search);
    findCardChecks(search);
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
