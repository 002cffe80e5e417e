// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

// muster-leak-evidence FILE...: what the second look sees in labelled texts (JSON Lines as `muster transcripts
// evaluate` reads them), a line for each candidate: 1, 0 or "part" (personal, not, of both), the file and line it
// stands in, its evidence. fitleakweights.py makes weights of it.

#include "models/rules/documents/markedtext.h"
#include "models/rules/masking/leakcandidates.h"
#include "models/rules/masking/leaktext.h"
#include "models/rules/masking/maskscope.h"

#include <QFile>
#include <QFileInfo>
#include <algorithm>
#include <cstdio>

using namespace muster;

namespace {

/// A text as the second look reads it, and its labels in it.
struct Sample
{
    std::string joined;
    std::vector<std::pair<std::size_t, std::size_t>> labels;

    explicit Sample(const MarkedText &text)
    {
        std::vector<std::size_t> starts;
        for (const QString &turn : text.turns) {
            starts.push_back(joined.size());
            joined += turn.toStdString() + '\n';
        }
        for (const MarkedText::Span &span : text.spans) {
            if (span.entity == Entity::Address || span.entity == Entity::PersonName)
                continue; // most policies leave them, with their numbers
            const std::u32string points = text.turns[span.turn].toStdU32String();
            const auto bytes = [&](qint64 count) {
                return std::size_t(QString::fromUcs4(points.data(), qsizetype(count)).toUtf8().size());
            };
            labels.emplace_back(starts[std::size_t(span.turn)] + bytes(span.begin),
                                starts[std::size_t(span.turn)] + bytes(span.end));
        }
    }

    [[nodiscard]] const char *classOf(std::size_t begin, std::size_t end) const
    {
        std::size_t covered = 0;
        for (const auto &[from, to] : labels)
            covered += std::min(end, to) > std::max(begin, from) ? std::min(end, to) - std::max(begin, from) : 0;
        // Fillers and back-channels between the pieces of a dictation are not labelled.
        return covered == 0 ? "0" : covered * 5 >= (end - begin) * 2 ? "1" : "part";
    }
};

int show(const char *path)
{
    QFile file(QString::fromLocal8Bit(path));
    if (!file.open(QIODevice::ReadOnly)) {
        std::fprintf(stderr, "%s: cannot be read\n", path);
        return 1;
    }
    static const MaskScope scope = MaskScope::of(MaskPolicy());
    MarkedLines lines(file.readAll());
    for (;;) {
        const auto next = lines.next();
        if (!next) {
            std::fprintf(stderr, "%s: %s\n", path, qPrintable(next.error().subject));
            return 1;
        }
        if (!*next)
            return 0;
        const Sample sample(**next);
        const LeakText text(sample.joined);
        for (const LeakCandidate &candidate : leakCandidates(text.text(), scope)) {
            if (!candidate.canBeWeighed())
                continue;
            std::printf("%s\t%s:%lld\t", sample.classOf(text.origin(candidate.begin), text.origin(candidate.end)),
                        qPrintable(QFileInfo(file).fileName()), static_cast<long long>(lines.line()));
            for (const std::string &one : candidate.evidence)
                std::printf("%s ", one.c_str());
            std::printf("\n");
        }
    }
}

} // namespace

int main(int argc, char **argv)
{
    int result = argc < 2 ? 2 : 0;
    for (int i = 1; i < argc && result == 0; ++i)
        result = show(argv[i]);
    return result;
}
