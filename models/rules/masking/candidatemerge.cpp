// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/masking/candidatemerge.h"

#include <algorithm>
#include <tuple>
#include <unordered_map>

namespace muster {

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

} // namespace muster
