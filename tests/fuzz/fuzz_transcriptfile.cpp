// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Written transcripts as the viewer reads them, with their findings (S24 to S26, S44): whatever the bytes are, segments
// cover every turn without a gap, findings lie in their turn, and what is painted holds no control character.

#include "models/transcripts/transcriptreader.h"
#include "models/transcripts/transcripttext.h"
#include "tests/fuzz/fuzzers.h"

#include <cstdlib>

namespace fuzz_transcriptfile {

namespace {

using namespace muster;

void check(const TranscriptText &transcript)
{
    for (const TranscriptText::Finding &finding : transcript.findings) {
        if (finding.turn == TranscriptText::Finding::nowhere)
            continue;
        const TranscriptText::Turn &turn = transcript.turns[finding.turn];
        if (finding.begin < turn.begin || finding.end < finding.begin || finding.end > turn.end)
            std::abort();
    }
    std::uint32_t at = 0;
    for (std::size_t number = 0; number < transcript.segments.size(); ++number) {
        const TranscriptText::Segment &segment = transcript.segments[number];
        if (segment.begin < at || segment.begin > at + 1 || segment.end < segment.begin) // one byte: a line break
            std::abort();
        at = segment.end;
        const QString shown = visibleSegment(transcript, number).text;
        for (const QChar c : shown) {
            if (c.unicode() < 0x20 || c.unicode() == 0x7f || c.unicode() == 0x202e)
                std::abort();
        }
    }
}

} // namespace

int fuzz(const std::uint8_t *data, std::size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), qsizetype(size));
    // The part after a zero byte, if any, is the side file.
    const qsizetype zero = bytes.indexOf('\0');
    std::optional<std::vector<WrittenFinding>> findings;
    if (zero >= 0) {
        if (auto read = parseWrittenFindings(bytes.mid(zero + 1)))
            findings = std::move(*read);
    }
    if (const auto read = readTranscript(bytes.left(zero), findings))
        check(**read);
    if (const auto read = readTextTranscript(bytes.left(zero), findings))
        check(**read);
    return 0;
}

} // namespace fuzz_transcriptfile

MUSTER_FUZZER(fuzz_transcriptfile)
