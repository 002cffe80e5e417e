// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/masking/leakcheck.h"
#include "models/rules/masking/maskengine.h"
#include "tests/fuzz/fuzzers.h"

#include <cstdlib>

namespace fuzz_masking {

using namespace muster;

namespace {

std::shared_ptr<const MaskEngine> engineOf(MaskEngine::Locator locator)
{
    MaskPolicy policy;
    policy.rules.fill({});
    policy.regions += {QStringLiteral("DE"), QStringLiteral("FR"), QStringLiteral("ES"), QStringLiteral("PT")};
    auto engine = MaskEngine::make(policy, locator);
    if (!engine)
        std::abort();
    return *engine;
}

void require(bool holds)
{
    if (!holds)
        std::abort();
}

bool isWithin(std::string_view text, std::size_t at)
{
    return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xc0U) == 0x80;
}

} // namespace

/// Lines are turns. Both locators must find the same, in order, apart and inside their texts; what the contract names
/// must not be left in the masked text, and the leak check must get along with anything.
int fuzz(const std::uint8_t *data, std::size_t size)
{
    static const auto best = engineOf(MaskEngine::Locator::Best), re2 = engineOf(MaskEngine::Locator::Re2);
    static MaskScratch scratch;
    if (size > 4096)
        return 0;
    // Callers hand over valid UTF-8; what is not becomes U+FFFD.
    const std::string text = QString::fromUtf8(reinterpret_cast<const char *>(data), qsizetype(size)).toStdString();
    Conversation conversation;
    for (std::size_t at = 0; at <= text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        conversation.append(std::string_view(text).substr(at, end - at), int(conversation.size() % 2));
        at = end + 1;
    }
    std::vector<MaskFinding> findings, others;
    require(best->find(conversation, {}, scratch, findings).has_value());
    require(re2->find(conversation, {}, scratch, others).has_value());
    require(findings == others);
    Conversation masked;
    std::size_t next = 0;
    for (std::uint32_t index = 0; index < conversation.size(); ++index) {
        const std::string_view turn = conversation.text(index);
        std::string out;
        std::size_t at = 0;
        for (; next < findings.size() && findings[next].text == index; ++next) {
            const MaskFinding &finding = findings[next];
            require(finding.begin >= at && finding.begin < finding.end && finding.end <= turn.size());
            require(!isWithin(turn, finding.begin) && !isWithin(turn, finding.end));
            out += turn.substr(at, finding.begin - at);
            out += entityTag(finding.entity);
            at = finding.end;
        }
        out += turn.substr(at);
        masked.append(out);
    }
    require(next == findings.size());
    static const LeakCheck check{MaskPolicy()};
    for (const MaskLeak &leak : check.find(masked, {}))
        require(leak.begin <= leak.end && leak.end <= masked.text(leak.text).size());
    return 0;
}

} // namespace fuzz_masking

MUSTER_FUZZER(fuzz_masking)
