// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/documents/labeldifference.h"

#include <array>
#include <map>
#include <optional>
#include <stop_token>
#include <vector>

namespace muster {

/// How two people agree on what is personal, of one kind in one language or of many.
struct AgreementScore
{
    quint64 first = 0, second = 0; ///< Labels of each.
    quint64 firstMet = 0, secondMet = 0; ///< Of these, those that touch one of the other's of their kind.
    /// Cohen's kappa over letters and digits: 1 for full agreement, 0 for what chance alone would give, below 0 for
    /// less. 1 where neither labelled anything. Over several kinds, both must have said the same kind.
    double kappa = 1;

    /// The share of all labels that the other has, too, 0 to 1: the F1 of either person measured by the other's labels.
    /// It takes no count of what both left alone, which has no number in running text (Hripcsak and Rothschild, 2005,
    /// doi:10.1197/jamia.M1733). 1 without labels.
    [[nodiscard]] double agreement() const
    {
        return isEmpty() ? 1 : double(firstMet + secondMet) / double(first + second);
    }
    [[nodiscard]] bool isEmpty() const { return first + second == 0; } ///< Of no label.
};

/// Compares what two people labelled in the same texts. One thread.
class LabelAgreement
{
public:
    struct File
    {
        QString name; ///< For errors.
        QByteArray content;
    };

    /// The texts of both files must be the same, in the same order; language and channel are the first's. Errors as
    /// MarkedLines, with the file's name in brackets behind the place; BadInput "labels_differ", `subject`: the line of
    /// the first file at which the second has another text or none; "labels_none"; Cancelled.
    [[nodiscard]] static Result<LabelAgreement> of(const File &first, const File &second, const std::stop_token &stop,
                                                   Excerpts excerpts = Excerpts::None);

    /// Of one kind, or of all; in one language, or in all.
    [[nodiscard]] AgreementScore score(std::optional<Entity> kind, const std::optional<QString> &language) const;
    [[nodiscard]] QStringList languages() const; ///< Sorted; an empty one where it was not said.
    [[nodiscard]] const std::vector<LabelDifference> &differences() const { return m_differences; }
    [[nodiscard]] qint64 texts() const { return m_texts; }

private:
    using Labels = std::pair<Entity, QString>; ///< Kind and language.
    /// How many letters and digits each person gave to which kind: [first][second]; the last place is "not personal".
    using Letters = std::array<std::array<quint64, entityCount + 1>, entityCount + 1>;

    void add(const MarkedText &first, const MarkedText &second, qint64 line, Excerpts excerpts);
    void countLetters(const MarkedText &first, const MarkedText &second);

    std::map<Labels, AgreementScore> m_labels; ///< Without kappa.
    std::map<QString, Letters> m_letters; ///< By language.
    std::vector<LabelDifference> m_differences;
    qint64 m_texts = 0;
};

} // namespace muster
