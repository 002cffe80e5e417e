// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/documents/labelagreement.h"

#include <algorithm>
#include <functional>
#include <numeric>

namespace muster {

namespace {

constexpr std::size_t notPersonal = entityCount;

/// What one person says of each code point of a turn.
using KindsOfTurn = std::vector<std::size_t>;

std::vector<KindsOfTurn> kindsOf(const MarkedText &labels, const QList<QList<uint>> &turns)
{
    std::vector<KindsOfTurn> kinds;
    for (const QList<uint> &turn : turns)
        kinds.emplace_back(std::size_t(turn.size()), notPersonal);
    for (const MarkedText::Span &span : labels.spans) {
        KindsOfTurn &turn = kinds[std::size_t(span.turn)];
        for (qint64 at = span.begin; at < span.end; ++at) {
            if (turn[std::size_t(at)] == notPersonal) // of labels that overlap, the first
                turn[std::size_t(at)] = std::size_t(span.entity);
        }
    }
    return kinds;
}

/// Whether the other person has a label there: of this one's kind, or of another.
bool isMet(const MarkedText::Span &span, const MarkedText &other)
{
    return std::ranges::any_of(
        other.spans, [&](const MarkedText::Span &one) { return one.entity == span.entity && one.touches(span); });
}

bool isTouched(const MarkedText::Span &span, const MarkedText &other)
{
    return std::ranges::any_of(other.spans, [&](const MarkedText::Span &one) { return one.touches(span); });
}

/// Cohen's, of two people who sort the same things into the same classes.
template <std::size_t Classes>
double kappaOf(const std::array<std::array<quint64, Classes>, Classes> &counts)
{
    double all = 0, same = 0, byChance = 0;
    for (std::size_t row = 0; row < Classes; ++row) {
        all += double(std::accumulate(counts[row].begin(), counts[row].end(), quint64(0)));
        same += double(counts[row][row]);
    }
    if (all == 0)
        return 1;
    for (std::size_t one = 0; one < Classes; ++one) {
        double first = 0, second = 0;
        for (std::size_t other = 0; other < Classes; ++other) {
            first += double(counts[one][other]);
            second += double(counts[other][one]);
        }
        byChance += first / all * (second / all);
    }
    return byChance == 1 ? 1 : (same / all - byChance) / (1 - byChance);
}

} // namespace

Result<LabelAgreement> LabelAgreement::of(const File &first, const File &second, const std::stop_token &stop,
                                          Excerpts excerpts)
{
    const auto named = [](const File &file, Result<std::optional<MarkedText>> text) {
        if (!text)
            text.error().subject = QStringLiteral("%1 (%2)").arg(text.error().subject, file.name);
        return text;
    };
    LabelAgreement result;
    MarkedLines ours(first.content), theirs(second.content);
    for (;;) {
        if (stop.stop_requested())
            return failure(ErrorKind::Cancelled, {});
        TRY(one, named(first, ours.next()));
        TRY(other, named(second, theirs.next()));
        if (!*one && !*other)
            break;
        if (!*one || !*other || (*one)->turns != (*other)->turns || (*one)->isTurns != (*other)->isTurns)
            return failure(ErrorKind::BadInput, "labels_differ", QString::number(ours.line()));
        result.add(**one, **other, ours.line(), excerpts);
    }
    if (result.m_texts == 0)
        return failure(ErrorKind::BadInput, "labels_none");
    return result;
}

void LabelAgreement::add(const MarkedText &first, const MarkedText &second, qint64 line, Excerpts excerpts)
{
    const auto differ = [&](LabelDifference::What what, const MarkedText::Span &span) {
        if (m_differences.size() == LabelDifference::most)
            return;
        m_differences.push_back({.line = line,
                                 .what = what,
                                 .span = span,
                                 .language = first.language,
                                 .rule = {},
                                 .excerpt = excerpts == Excerpts::Kept ? excerptOf(first, span) : TextExcerpt()});
    };
    ++m_texts;
    for (const MarkedText::Span &label : first.spans) {
        AgreementScore &score = m_labels[{label.entity, first.language}];
        ++score.first;
        if (isMet(label, second))
            ++score.firstMet;
        else
            differ(isTouched(label, second) ? LabelDifference::What::OtherKind : LabelDifference::What::OnlyFirst,
                   label);
    }
    for (const MarkedText::Span &label : second.spans) {
        AgreementScore &score = m_labels[{label.entity, first.language}];
        ++score.second;
        if (isMet(label, first)) {
            ++score.secondMet;
            continue;
        }
        // Two labels of one place and two kinds are one difference, which the first person's label told.
        const bool isTold = std::ranges::any_of(
            first.spans, [&](const MarkedText::Span &one) { return one.touches(label) && !isMet(one, second); });
        if (!isTold)
            differ(LabelDifference::What::OnlySecond, label);
    }
    countLetters(first, second);
}

void LabelAgreement::countLetters(const MarkedText &first, const MarkedText &second)
{
    QList<QList<uint>> turns;
    for (const QString &turn : first.turns)
        turns.append(turn.toUcs4());
    const std::vector<KindsOfTurn> ours = kindsOf(first, turns), theirs = kindsOf(second, turns);
    Letters &letters = m_letters[first.language];
    for (qsizetype turn = 0; turn < turns.size(); ++turn) {
        for (qsizetype at = 0; at < turns[turn].size(); ++at) {
            if (QChar::isLetterOrNumber(turns[turn][at]))
                ++letters[ours[std::size_t(turn)][std::size_t(at)]][theirs[std::size_t(turn)][std::size_t(at)]];
        }
    }
}

AgreementScore LabelAgreement::score(std::optional<Entity> kind, const std::optional<QString> &language) const
{
    AgreementScore sum;
    for (const auto &[labels, score] : m_labels) {
        if ((kind && labels.first != *kind) || (language && labels.second != *language))
            continue;
        sum.first += score.first;
        sum.second += score.second;
        sum.firstMet += score.firstMet;
        sum.secondMet += score.secondMet;
    }
    Letters all{};
    for (const auto &[spoken, letters] : m_letters) {
        for (std::size_t one = 0; one < all.size() && (!language || spoken == *language); ++one)
            std::ranges::transform(all[one], letters[one], all[one].begin(), std::plus());
    }
    if (!kind) {
        sum.kappa = kappaOf(all);
        return sum;
    }
    std::array<std::array<quint64, 2>, 2> isKind{};
    for (std::size_t one = 0; one < all.size(); ++one) {
        for (std::size_t other = 0; other < all.size(); ++other)
            isKind[one == std::size_t(*kind)][other == std::size_t(*kind)] += all[one][other];
    }
    sum.kappa = kappaOf(isKind);
    return sum;
}

QStringList LabelAgreement::languages() const
{
    QStringList all;
    for (const auto &[language, letters] : m_letters)
        all.append(language);
    return all;
}

} // namespace muster
