// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/documents/textmasker.h"
#include "models/rules/documents/jsonoutline.h"

#include "models/rules/documents/utf8text.h"
#include "models/rules/masking/leakcheck.h"
#include "models/rules/masking/speakerlabel.h"

#include <algorithm>
#include <unordered_map>

namespace muster {

TextLines::TextLines(QByteArrayView text)
{
    std::string_view rest(text.data(), std::size_t(text.size()));
    std::unordered_map<std::string_view, int> speakers;
    while (!rest.empty()) {
        const std::size_t feed = rest.find('\n');
        const std::size_t next = feed == std::string_view::npos ? rest.size() : feed + 1;
        std::size_t size = feed == std::string_view::npos ? rest.size() : feed;
        if (size < next && size > 0 && rest[size - 1] == '\r')
            --size;
        Line line{rest.substr(0, size), rest.substr(size, next - size)};
        const std::string_view name = SpeakerLabel::at(line.text, 0).name;
        if (!name.empty() && (speakers.size() < JsonOutline::mostSpeakers || speakers.contains(name)))
            line.speaker = speakers.emplace(name, int(speakers.size()) + 1).first->second;
        m_lines.push_back(line);
        rest.remove_prefix(next);
    }
}

Result<MaskedDocument> maskLines(const TextLines &lines, std::size_t first, std::size_t end, const MaskEngine &engine,
                                 const MaskReplacer &replacer, const MaskContext &context, MaskScratch &scratch,
                                 MaskedNumbers &numbers)
{
    Conversation conversation;
    for (const TextLines::Line &line : lines.list())
        conversation.append(line.text, line.speaker);
    std::vector<MaskFinding> found;
    TRY_VOID(engine.find(conversation, context, scratch, found));
    std::vector<TextSpot> spots;
    spots.reserve(found.size());
    for (const MaskFinding &finding : found)
        spots.push_back(
            {finding.text, finding.begin, finding.end, finding.entity, finding.score, finding.rule, finding.group});

    for (const TextSpot &spot : spots) {
        if (MaskedNumbers::areOf(spot.entity))
            numbers.add(spot.group, lines.list()[spot.place].text.substr(spot.begin, spot.end - spot.begin));
    }

    SpotMasker masker(engine, replacer);
    masker.count(spots);
    auto spotsOf = [&, at = spots.begin()](std::size_t line) mutable {
        const auto from = std::find_if(at, spots.end(), [line](const TextSpot &spot) { return spot.place >= line; });
        at = std::find_if(from, spots.end(), [line](const TextSpot &spot) { return spot.place > line; });
        return SpotMasker::Spots(from, at);
    };
    for (auto spot = spots.begin(); spot != spots.end(); ++spot)
        masker.gather(lines.list()[spot->place].text, SpotMasker::Spots(spot, 1));

    MaskedDocument result;
    result.paths.push_back("$");
    SpotMasker::Origin from;
    std::string out;
    std::vector<DocumentFinding> unwanted;
    for (std::size_t i = 0; i < lines.list().size() && i < end; ++i) {
        const TextLines::Line &line = lines.list()[i];
        const SpotMasker::Spots here = spotsOf(i);
        const bool isWanted = i >= first;
        out.clear();
        masker.mask(line.text, here, from, out, isWanted ? result.findings : unwanted);
        if (!isWanted)
            continue;
        ++result.strings;
        for (const TextSpot &spot : here)
            ++result.counts[static_cast<std::size_t>(spot.entity)];
        out += line.ending;
        result.bytes.append(out.data(), qsizetype(out.size()));
        from = {from.in + codePoints(line.text) + line.ending.size(), from.out + codePoints(out)};
    }
    result.rules = masker.takeRules();
    return result;
}

std::vector<DocumentLeak> leaksInText(const QByteArray &masked, const LeakCheck &check, const MaskContext &context,
                                      const MaskedNumbers &known)
{
    const TextLines lines(masked);
    Conversation conversation;
    for (const TextLines::Line &line : lines.list())
        conversation.append(line.text, line.speaker);
    std::vector<DocumentLeak> leaks;
    std::uint64_t passed = 0; // code points in front of the line
    std::size_t at = 0;
    for (const MaskLeak &leak : check.find(conversation, context, known)) {
        for (; at < leak.text; ++at)
            passed += codePoints(lines.list()[at].text) + lines.list()[at].ending.size();
        const std::string_view text = lines.list()[leak.text].text;
        const std::uint64_t begin = passed + codePoints(text.substr(0, leak.begin));
        leaks.push_back({.path = "$",
                         .begin = begin,
                         .end = begin + codePoints(text.substr(leak.begin, leak.end - leak.begin)),
                         .entity = leak.entity,
                         .sign = leak.sign});
    }
    return leaks;
}

} // namespace muster
