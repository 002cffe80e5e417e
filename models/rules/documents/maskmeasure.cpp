// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/documents/maskmeasure.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>
#include <set>

namespace muster {

namespace {

/// A finding where labels count: in one of the text's strings.
struct Found
{
    MarkedText::Span span;
    std::string rule;
};

constexpr std::string_view turnsPath = "$.turns[";

/// The index in "$.turns[12]"; -1: it is none of the strings.
qsizetype turnOf(const std::string &path)
{
    if (!path.starts_with(turnsPath) || !path.ends_with(']'))
        return -1;
    bool isNumber = false;
    const QByteArray digits
        = QByteArray::fromStdString(path).mid(qsizetype(turnsPath.size())).chopped(1); // without "]"
    const qsizetype turn = digits.toLongLong(&isNumber);
    return isNumber ? turn : -1;
}

/// What masking found in a text, and whether the second look found more.
struct Masked
{
    std::vector<Found> found;
    bool isHeld = false;
};

Result<Masked> maskedPlaces(const MarkedText &text, DocumentMasker &masker)
{
    const MaskContext context{.interactionId = {}, .now = QDateTime::currentDateTimeUtc()};
    const QJsonObject object{{QStringLiteral("turns"), QJsonArray::fromStringList(text.turns)}};
    TRY(document,
        text.isTurns ? masker.maskJson(QJsonDocument(object).toJson(QJsonDocument::Compact), context)
                     : masker.maskText(text.turns.first().toUtf8(), context));
    std::vector<Found> found;
    found.reserve(document->findings.size());
    for (const DocumentFinding &finding : document->findings) {
        const qsizetype turn = text.isTurns ? turnOf(document->paths[finding.path]) : 0;
        if (turn >= 0 && turn < text.turns.size() && !finding.inKey) {
            found.push_back(
                {{turn, qint64(finding.begin), qint64(finding.end), finding.entity}, document->rules[finding.rule]});
        }
    }
    return Masked{std::move(found), !document->isClean()};
}

/// Whether every letter and digit of the label lies in one of the findings, of its kind or of any.
bool isMasked(const MarkedText::Span &label, const std::vector<char32_t> &text, const std::vector<Found> &found,
              bool anyKind)
{
    for (qint64 at = label.begin; at < label.end; ++at) {
        if (!QChar::isLetterOrNumber(text[std::size_t(at)]))
            continue;
        const MarkedText::Span here{label.turn, at, at + 1, label.entity};
        const bool inside = std::ranges::any_of(found, [&](const Found &one) {
            return one.span.touches(here) && (anyKind || one.span.entity == label.entity);
        });
        if (!inside)
            return false;
    }
    return true;
}

} // namespace

double MaskScore::f2() const
{
    const double weighted = 4 * precision() + recall();
    return weighted == 0 ? 0 : 5 * precision() * recall() / weighted;
}

MaskScore &MaskScore::operator+=(const MaskScore &other)
{
    labels += other.labels;
    found += other.found;
    covered += other.covered;
    findings += other.findings;
    right += other.right;
    return *this;
}

Result<MaskMeasure> MaskMeasure::of(const QByteArray &file, DocumentMasker &masker, const std::stop_token &stop,
                                    Excerpts excerpts)
{
    MaskMeasure result;
    for (MarkedLines lines(file);;) {
        if (stop.stop_requested())
            return failure(ErrorKind::Cancelled, {});
        TRY(text, lines.next());
        if (!*text)
            break;
        TRY_VOID(result.add(**text, lines.line(), masker, excerpts));
    }
    if (result.m_texts == 0)
        return failure(ErrorKind::BadInput, "labels_none");
    return result;
}

Result<void> MaskMeasure::add(const MarkedText &text, qint64 line, DocumentMasker &masker, Excerpts excerpts)
{
    TRY(masked, maskedPlaces(text, masker));
    const std::vector<Found> &found = masked->found;
    bool isLost = false;
    std::vector<std::vector<char32_t>> turns;
    for (const QString &turn : text.turns) {
        const QList<uint> points = turn.toUcs4();
        turns.emplace_back(points.begin(), points.end());
    }
    const auto differ = [&](LabelDifference::What what, const MarkedText::Span &span, const std::string &rule) {
        if (m_differences.size() == LabelDifference::most)
            return;
        m_differences.push_back({.line = line,
                                 .what = what,
                                 .span = span,
                                 .language = text.language,
                                 .rule = rule,
                                 .excerpt = excerpts == Excerpts::Kept ? excerptOf(text, span) : TextExcerpt()});
    };
    ++m_texts;
    for (const MarkedText::Span &label : text.spans) {
        const std::vector<char32_t> &points = turns[std::size_t(label.turn)];
        const bool isFound = isMasked(label, points, found, false);
        const bool isCovered = isFound || isMasked(label, points, found, true);
        m_scores[{label.entity, text.language}]
            += {.labels = 1, .found = isFound ? 1U : 0U, .covered = isCovered ? 1U : 0U, .findings = 0, .right = 0};
        // What the policy keeps is no loss.
        isLost = isLost || (!isCovered && masker.engine().policy().rule(label.entity).action != MaskAction::Keep);
        if (!isFound)
            differ(isCovered ? LabelDifference::What::OtherKind : LabelDifference::What::OnlyFirst, label, {});
    }
    for (const Found &one : found) {
        const bool isRight = std::ranges::any_of(text.spans, [&](const MarkedText::Span &label) {
            return label.entity == one.span.entity && label.touches(one.span);
        });
        m_scores[{one.span.entity, text.language}]
            += {.labels = 0, .found = 0, .covered = 0, .findings = 1, .right = isRight ? 1U : 0U};
        if (!isRight)
            differ(LabelDifference::What::OnlySecond, one.span, one.rule);
    }
    ++(isLost ? m_secondLook.lost : m_secondLook.whole);
    if (masked->isHeld)
        ++(isLost ? m_secondLook.lostHeld : m_secondLook.wholeHeld);
    return {};
}

MaskScore MaskMeasure::score(std::optional<Entity> kind, const std::optional<QString> &language) const
{
    MaskScore sum;
    for (const auto &[key, score] : m_scores) {
        if ((!kind || key.first == *kind) && (!language || key.second == *language))
            sum += score;
    }
    return sum;
}

QStringList MaskMeasure::languages() const
{
    std::set<QString> all;
    for (const auto &[key, score] : m_scores)
        all.insert(key.second);
    return {all.begin(), all.end()};
}

} // namespace muster
