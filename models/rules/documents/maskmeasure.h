// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/documents/documentmasker.h"
#include "models/rules/documents/markedtext.h"

#include <map>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

namespace muster {

/// How masking did on labelled texts, of one kind in one language or of many.
struct MaskScore
{
    quint64 labels = 0; ///< Marked by the person.
    quint64 found = 0; ///< All of their letters and digits were masked as their kind.
    quint64 covered = 0; ///< The same, as whatever kind: nothing of them can be read.
    quint64 findings = 0; ///< Masked.
    quint64 right = 0; ///< Those of them that touch a label of their kind.

    /// 0 to 1; 1 where there is nothing to be found, or nothing was.
    [[nodiscard]] double recall() const { return labels == 0 ? 1 : double(found) / double(labels); }
    [[nodiscard]] double precision() const { return findings == 0 ? 1 : double(right) / double(findings); }
    /// Recall counts four times as much as precision: what is missed is somebody's number.
    [[nodiscard]] double f2() const;
    MaskScore &operator+=(const MaskScore &other);
};

/// A place at which masking and the person differ, without its text.
struct MaskDifference
{
    qint64 line = 0; ///< Of the labelled file, from 1.
    bool isMissed = false; ///< A label that was not found; else a finding that is none of the labels.
    bool isCovered = false; ///< Missed, but masked as another kind.
    MarkedText::Span span;
    std::string rule; ///< Of the finding.
};

/// Masks labelled texts and counts. One thread.
class MaskMeasure
{
public:
    static constexpr qsizetype maxFile = 256 * 1024 * 1024; ///< Bytes of a labelled file.
    static constexpr std::size_t mostDifferences = 10'000; ///< Kept; all are counted.

    using Key = std::pair<Entity, QString>; ///< Kind and language.

    /// Every line of `file`; empty ones are passed over. `masker` must outlive the call. BadInput "labels_unreadable",
    /// `subject` "LINE, PLACE"; "labels_none" where there is no text at all; Cancelled; errors of DocumentMasker.
    [[nodiscard]] static Result<MaskMeasure> of(const QByteArray &file, DocumentMasker &masker,
                                                const std::stop_token &stop);

    [[nodiscard]] const std::map<Key, MaskScore> &scores() const { return m_scores; }
    [[nodiscard]] MaskScore all() const;
    [[nodiscard]] MaskScore ofKind(Entity entity) const;
    [[nodiscard]] MaskScore ofLanguage(const QString &language) const;
    [[nodiscard]] const std::vector<MaskDifference> &differences() const { return m_differences; }
    [[nodiscard]] qint64 texts() const { return m_texts; }

private:
    [[nodiscard]] Result<void> add(const MarkedText &text, qint64 line, DocumentMasker &masker);

    std::map<Key, MaskScore> m_scores;
    std::vector<MaskDifference> m_differences;
    qint64 m_texts = 0;
};

} // namespace muster
