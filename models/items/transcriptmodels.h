// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/items/rowsmodel.h"
#include "models/rules/masking/maskpolicy.h"
#include "models/runs/transcripts/transcriptresult.h"
#include "models/transcripts/interactionids.h"
#include "models/transcripts/transcriptloader.h"
#include "models/transcripts/transcripttext.h"

#include <QAbstractListModel>
#include <QDateTime>
#include <QHash>
#include <optional>

namespace muster {

/// A transcript as rows: one a segment, in the order of the file. What is painted is made when it is asked for, so that
/// a million rows cost nothing until they are seen.
class TranscriptModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role { HeadRole = 0x0200, TimeRole, SpeakerRole, FirstOfTurnRole };

    using QAbstractListModel::QAbstractListModel;
    void setTranscript(const SharedTranscript &transcript); ///< nullptr: nothing.
    [[nodiscard]] const SharedTranscript &transcript() const { return m_transcript; }
    void setSearched(const QString &searched); ///< What is marked in every row; empty: nothing.
    [[nodiscard]] VisibleSegment visible(int row) const;
    /// The row that a finding stands in; -1 where it is not painted.
    [[nodiscard]] int rowOfFinding(std::size_t finding) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

private:
    [[nodiscard]] QString spoken(int row) const; ///< What a screen reader says.

    SharedTranscript m_transcript;
    QString m_searched;
};

/// Interactions that are not fetched, with the reason.
class InteractionProblemsModel : public RowsModel<InteractionProblem>
{
    Q_OBJECT

public:
    enum Column { Id, Problem, Line, ColumnCount };

    explicit InteractionProblemsModel(QObject *parent = nullptr);
};

/// What became of the interactions of a job. Added to while the job goes on.
class TranscriptResultsModel : public RowsModel<TranscriptResult>
{
    Q_OBJECT

public:
    enum Column { Interaction, Fate, Medium, Masked, ColumnCount };

    explicit TranscriptResultsModel(QObject *parent = nullptr);
    void setResults(const QList<TranscriptResult> &results);
    void add(const TranscriptResult &result); ///< Or replaces the one of that interaction.

    [[nodiscard]] static QString fateText(TranscriptFate fate); ///< "written", "held back", ...
    /// Why, and what to do, in whole sentences; of Failed with the error's.
    [[nodiscard]] static QString fateSentence(const TranscriptResult &result);

private:
    QHash<QString, int> m_rowOf; ///< By interaction.
};

/// Where in the transcripts of a job something that was searched for stands.
class TranscriptHitsModel : public RowsModel<TranscriptHit>
{
    Q_OBJECT

public:
    enum Column { Interaction, Excerpt, ColumnCount };

    explicit TranscriptHitsModel(QObject *parent = nullptr);
    void setHits(const TranscriptHits &hits, const QList<TranscriptPlace> &searched);
    [[nodiscard]] TranscriptPlace placeOf(int row) const;

private:
    QList<TranscriptPlace> m_places;
};

/// What is masked in a transcript, place by place.
class TranscriptFindingsModel : public TableModel<TranscriptText::Finding>
{
    Q_OBJECT

public:
    enum Column { Kind, Sureness, Where, Rule, ColumnCount };

    explicit TranscriptFindingsModel(QObject *parent = nullptr);
    void setTranscript(const SharedTranscript &transcript);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;

private:
    [[nodiscard]] const TranscriptText::Finding &rowAt(int row) const override
    {
        return m_transcript->findings[std::size_t(row)];
    }
    [[nodiscard]] QString whereText(const TranscriptText::Finding &finding) const;

    SharedTranscript m_transcript;
};

/// Findings that wait for a person's decision, with the texts as they were said. In memory alone.
class ReviewModel : public RowsModel<ReviewItem>
{
    Q_OBJECT

public:
    enum Column { Decision, Kind, Text, Interaction, ColumnCount };
    struct Decided
    {
        bool personal = true;
        bool everywhere = false; ///< Else in its interaction alone.
        std::optional<QDateTime> expires;
    };

    explicit ReviewModel(QObject *parent = nullptr);
    void setItems(const QList<ReviewItem> &items);
    void decide(int row, const Decided &decided);
    [[nodiscard]] const std::optional<Decided> &decision(int row) const { return m_decisions[row]; }
    [[nodiscard]] int open() const; ///< Not decided.
    /// The next open one behind `row`, from the start again; -1: none.
    [[nodiscard]] int nextOpen(int row) const;

private:
    [[nodiscard]] const std::optional<Decided> &decisionOn(const ReviewItem &item) const;

    QList<std::optional<Decided>> m_decisions; ///< Beside the rows.
};

/// The decisions of a policy: what it leaves as it stands, and what it masks wherever it stands. Shows the texts
/// themselves, which are words of real people: for the editor only.
class MaskExceptionsModel : public RowsModel<MaskException>
{
    Q_OBJECT

public:
    enum Column { Decision, Kind, Text, Scope, Expires, Note, ColumnCount };

    explicit MaskExceptionsModel(QObject *parent = nullptr);
    void setExceptions(const QList<MaskException> &exceptions, const QDateTime &now);
    void remove(int row);

private:
    [[nodiscard]] bool isExpired(const MaskException &exception) const;

    QDateTime m_now;
};

/// A job as the table shows it.
struct TranscriptJobRow
{
    QString runId;
    QString name; ///< What the person calls it: the folder's name.
    QString jobId; ///< The tenant's; empty: none yet.
    QString state; ///< In words.
    Tone tone = Tone::Neutral;
    std::optional<double> progress; ///< 0 to 1; nullopt: not known.
    qint64 asked = -1; ///< -1: not known yet, of a job that was submitted elsewhere.
    qint64 written = 0, held = 0, missing = 0; ///< missing: with what failed.
    QDateTime started; ///< UTC.
    bool operator==(const TranscriptJobRow &) const = default;
};

/// Jobs that fetch transcripts, newest first: those that run, those that ended, and those that can be resumed.
class TranscriptJobsModel : public RowsModel<TranscriptJobRow>
{
    Q_OBJECT

public:
    enum Column { Name, State, Progress, Asked, Written, Held, Missing, Started, ColumnCount };

    explicit TranscriptJobsModel(QObject *parent = nullptr);
    /// Puts `row` in the place of the one with its run's id, or in front of all that did not start later.
    void put(const TranscriptJobRow &row);
    void remove(const QString &runId);
    void refreshTimes() { columnsChanged(Started, Started); } ///< Call now and then.
    [[nodiscard]] int rowOf(const QString &runId) const; ///< -1: not there.
};

} // namespace muster
