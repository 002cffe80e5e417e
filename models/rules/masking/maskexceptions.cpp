// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/masking/maskexceptions.h"

#include "models/rules/masking/foldedtext.h"
#include "models/rules/masking/maskfinding.h"
#include "models/rules/masking/textclass.h"

#include <algorithm>
#include <unordered_map>

namespace muster {

namespace {

/// Appends what of a character is compared, and says whether anything is.
bool appendComparable(char32_t codePoint, std::string &result)
{
    if (codePoint < 0x80) {
        if (!isAsciiAlnum(char(codePoint)))
            return false;
        result += toAsciiLower(char(codePoint));
        return true;
    }
    if (const int folded = FoldedText::fold(codePoint); folded != FoldedText::keep)
        return folded != FoldedText::drop && appendComparable(char32_t(folded), result);
    if (!QChar::isLetterOrNumber(codePoint))
        return false;
    const char32_t folded = QChar::toCaseFolded(codePoint);
    result += QString::fromUcs4(&folded, 1).toStdString();
    return true;
}

} // namespace

std::string MaskExceptions::comparable(std::string_view text)
{
    std::string result;
    for (std::size_t at = 0; at < text.size();) {
        const CodePoint point = CodePoint::at(text, at);
        appendComparable(point.value, result);
        at += point.size;
    }
    return result;
}

MaskExceptions::MaskExceptions(const QList<MaskException> &exceptions)
{
    for (const MaskException &exception : exceptions) {
        Entry entry{comparable(exception.text.toStdString()), exception.entity, exception.interactionId,
                    exception.expires};
        if (!entry.text.empty())
            (exception.kind == MaskException::Kind::Allow ? m_allowed : m_denied).push_back(std::move(entry));
    }
    std::ranges::sort(m_allowed, {}, &Entry::text);
    std::ranges::sort(m_denied, {}, &Entry::text);
}

bool MaskExceptions::Entry::counts(const MaskContext &context) const
{
    if (!interactionId.isEmpty() && interactionId != context.interactionId)
        return false;
    return !expires || (context.now.isValid() && context.now < *expires);
}

bool MaskExceptions::allows(Entity entity, std::string_view text, const MaskContext &context) const
{
    if (m_allowed.empty())
        return false;
    const auto equal = std::ranges::equal_range(m_allowed, comparable(text), {}, &Entry::text);
    return std::ranges::any_of(equal,
                               [&](const Entry &entry) { return entry.entity == entity && entry.counts(context); });
}

void MaskExceptions::removeAllowed(std::string_view text, const MaskContext &context,
                                   std::vector<MaskCandidate> &candidates) const
{
    std::unordered_map<std::uint32_t, std::string> grouped;
    for (const MaskCandidate &candidate : candidates) {
        if (candidate.group != 0)
            grouped[candidate.group] += text.substr(candidate.begin, candidate.end - candidate.begin);
    }
    std::erase_if(candidates, [&](const MaskCandidate &candidate) {
        return allows(candidate.entity,
                      candidate.group != 0 ? std::string_view(grouped[candidate.group])
                                           : text.substr(candidate.begin, candidate.end - candidate.begin),
                      context);
    });
}

void MaskExceptions::findDenied(std::string_view text, const MaskContext &context,
                                std::vector<MaskCandidate> &candidates) const
{
    std::vector<const Entry *> entries;
    for (const Entry &entry : m_denied) {
        if (entry.counts(context))
            entries.push_back(&entry);
    }
    if (entries.empty())
        return;
    // The text as it is compared, with the place that each byte comes from, and where words begin and end.
    std::string stream;
    std::vector<std::size_t> begins, ends;
    std::vector<bool> startsWord, endsWord;
    bool inWord = false;
    for (std::size_t at = 0; at < text.size();) {
        const CodePoint point = CodePoint::at(text, at);
        const std::size_t before = stream.size();
        if (appendComparable(point.value, stream)) {
            begins.resize(stream.size(), at);
            ends.resize(stream.size(), at + point.size);
            startsWord.resize(stream.size(), false);
            endsWord.resize(stream.size(), false);
            startsWord[before] = !inWord;
            inWord = true;
        } else if (FoldedText::fold(point.value) != FoldedText::drop) {
            if (inWord)
                endsWord.back() = true;
            inWord = false;
        }
        at += point.size;
    }
    if (inWord)
        endsWord.back() = true;
    const auto firstByte = [](const Entry *entry) { return entry->text.front(); };
    for (std::size_t at = 0; at < stream.size(); ++at) {
        if (!startsWord[at])
            continue;
        for (const Entry *entry : std::ranges::equal_range(entries, stream[at], {}, firstByte)) {
            const std::size_t size = entry->text.size();
            if (stream.compare(at, size, entry->text) != 0 || !endsWord[at + size - 1])
                continue;
            // A plus sign is not compared, and is a part of the number: without it a shorter finding would lose to an
            // unsure one that has it.
            const bool hasPlus = entry->entity == Entity::Phone && begins[at] > 0 && text[begins[at] - 1] == '+';
            candidates.push_back({begins[at] - std::size_t(hasPlus), ends[at + size - 1], entry->entity,
                                  std::uint16_t(MaskRule::ExceptionDeny)});
        }
    }
}

} // namespace muster
