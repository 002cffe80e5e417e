// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Documents that are masked (F78, S44). Whatever can be read is masked to something that can be read again, with every
// position inside its string and in order.

#include "models/rules/documents/documentmasker.h"
#include "tests/fuzz/fuzzers.h"

#include <cstdlib>

namespace fuzz_maskdocument {

namespace {

using namespace muster;

void require(bool condition)
{
    if (!condition)
        std::abort();
}

void checkFindings(const MaskedDocument &document)
{
    std::uint64_t counted = 0;
    for (const std::uint64_t count : document.counts)
        counted += count;
    require(counted == document.findings.size());
    const DocumentFinding *last = nullptr;
    for (const DocumentFinding &finding : document.findings) {
        require(finding.path < document.paths.size() && finding.rule < document.rules.size());
        require(finding.begin < finding.end && finding.outBegin <= finding.outEnd);
        if (last != nullptr && last->path == finding.path && last->inKey == finding.inKey)
            require(last->end <= finding.begin && last->outEnd <= finding.outBegin);
        last = &finding;
    }
}

} // namespace

int fuzz(const std::uint8_t *data, std::size_t size)
{
    static DocumentMasker masker = *DocumentMasker::make(*MaskEngine::make(MaskPolicy()), Secret());
    const QByteArray bytes(reinterpret_cast<const char *>(data), qsizetype(size));
    if (const auto document = masker.maskJson(bytes, {})) {
        checkFindings(*document);
        require(masker.maskJson(document->bytes, {}).has_value());
    }
    if (const auto document = masker.maskText(bytes, {})) {
        checkFindings(*document);
        require(masker.maskText(document->bytes, {}).has_value());
        require(document->bytes.count('\n') == bytes.count('\n'));
    }
    return 0;
}

} // namespace fuzz_maskdocument

MUSTER_FUZZER(fuzz_maskdocument)
