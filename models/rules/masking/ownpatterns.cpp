// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/masking/ownpatterns.h"

#include "models/rules/masking/conversation.h"
#include "models/rules/masking/maskrule.h"

#include <re2/re2.h>

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
        return failure({.kind = ErrorKind::LimitExceeded, .code = QStringLiteral("too_many_patterns")});
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

} // namespace muster
