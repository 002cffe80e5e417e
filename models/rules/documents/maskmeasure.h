// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/documents/documentmasker.h"
#include "models/rules/documents/labeldifference.h"

#include <map>
#include <stop_token>
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
    [[nodiscard]] bool isEmpty() const { return labels + findings == 0; } ///< Of no label and no finding.
    MaskScore &operator+=(const MaskScore &other);
};

/// What the second look made of labelled texts: whether it holds back those in which masking lost something, and only
/// those.
struct SecondLookScore
{
    quint64 lost = 0; ///< Texts in which letters or digits of a label can be read.
    quint64 lostHeld = 0; ///< Those of them that are held.
    quint64 whole = 0, wholeHeld = 0; ///< The same of all others.
};

/// Masks labelled texts and counts. One thread.
class MaskMeasure
{
public:
    using Key = std::pair<Entity, QString>; ///< Kind and language.

    /// Every text of `file`. `masker` must outlive the call. Errors as MarkedLines; BadInput "labels_none" where there
    /// is no text at all; Cancelled; errors of DocumentMasker.
    [[nodiscard]] static Result<MaskMeasure> of(const QByteArray &file, DocumentMasker &masker,
                                                const std::stop_token &stop, Excerpts excerpts = Excerpts::None);

    [[nodiscard]] const std::map<Key, MaskScore> &scores() const { return m_scores; }
    /// Of one kind, or of all; in one language, or in all.
    [[nodiscard]] MaskScore score(std::optional<Entity> kind, const std::optional<QString> &language) const;
    [[nodiscard]] MaskScore all() const { return score({}, {}); }
    [[nodiscard]] MaskScore ofKind(Entity entity) const { return score(entity, {}); }
    [[nodiscard]] MaskScore ofLanguage(const QString &language) const { return score({}, language); }
    [[nodiscard]] QStringList languages() const; ///< Sorted; an empty one where it was not said.
    [[nodiscard]] const std::vector<LabelDifference> &differences() const { return m_differences; }
    [[nodiscard]] qint64 texts() const { return m_texts; }
    [[nodiscard]] const SecondLookScore &secondLook() const { return m_secondLook; }

private:
    [[nodiscard]] Result<void> add(const MarkedText &text, qint64 line, DocumentMasker &masker, Excerpts excerpts);

    std::map<Key, MaskScore> m_scores;
    std::vector<LabelDifference> m_differences;
    qint64 m_texts = 0;
    SecondLookScore m_secondLook;
};

} // namespace muster
