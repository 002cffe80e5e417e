// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/transcriptmodels.h"

#include "models/rules/masking/maskfinding.h"
#include "models/text/displayformats.h"
#include "models/text/errortexts.h"
#include "models/text/exporttexts.h"
#include "models/text/maskingtexts.h"
#include "models/text/plaintext.h"
#include "models/text/timetexts.h"

#include <QLocale>

namespace muster {

void TranscriptModel::setTranscript(const SharedTranscript &transcript)
{
    beginResetModel();
    m_transcript = transcript;
    endResetModel();
}

void TranscriptModel::setSearched(const QString &searched)
{
    if (searched == m_searched)
        return;
    m_searched = searched;
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0), index(rowCount() - 1), {Qt::DisplayRole});
}

VisibleSegment TranscriptModel::visible(int row) const
{
    return visibleSegment(*m_transcript, std::size_t(row), m_searched);
}

int TranscriptModel::rowOfFinding(std::size_t finding) const
{
    if (!m_transcript || finding >= m_transcript->findings.size())
        return -1;
    const TranscriptText::Finding &place = m_transcript->findings[finding];
    if (place.turn == TranscriptText::Finding::nowhere)
        return -1;
    // Of a turn that is empty since everything in it was dropped there is a segment of no length.
    std::size_t segment = m_transcript->segmentAt(place.begin);
    while (segment > 0 && m_transcript->segments[segment].turn > place.turn)
        --segment;
    return int(segment);
}

int TranscriptModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() || !m_transcript ? 0 : int(m_transcript->segments.size());
}

QVariant TranscriptModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const TranscriptText::Turn &turn = m_transcript->turns[m_transcript->segments[std::size_t(index.row())].turn];
    switch (role) {
    case Qt::DisplayRole:
        return visible(index.row()).text;
    case Qt::AccessibleTextRole:
        return spoken(index.row());
    case HeadRole:
        return turnHeadText(*m_transcript, turn);
    case TimeRole:
        return turnTimeText(turn);
    case SpeakerRole:
        return turn.speaker;
    case FirstOfTurnRole:
        return m_transcript->isFirstOfTurn(std::size_t(index.row()));
    default:
        return {};
    }
}

QString TranscriptModel::spoken(int row) const
{
    const VisibleSegment shown = visible(row);
    QString text;
    qsizetype at = 0;
    for (const VisibleSegment::Chip &chip : shown.chips) {
        //: Read by a screen reader in the place of what is masked. %1 is a kind: "phone number".
        const QString word = tr("(masked: %1)").arg(entityText(m_transcript->findings[chip.finding].entity));
        text += shown.text.mid(at, chip.begin - at) + word;
        at = chip.end;
    }
    text += shown.text.mid(at);
    if (!m_transcript->isFirstOfTurn(std::size_t(row)))
        return text;
    const TranscriptText::Turn &turn = m_transcript->turns[m_transcript->segments[std::size_t(row)].turn];
    const QString time = turnTimeText(turn), head = turnHeadText(*m_transcript, turn);
    //: Who says it, when, and what.
    return time.isEmpty() ? tr("%1: %2").arg(head, text) : tr("%1, %2: %3").arg(head, time, text);
}

namespace {

QString problemText(const InteractionProblem &problem)
{
    switch (problem.kind) {
    case InteractionProblem::Kind::Repeated:
        return InteractionProblemsModel::tr("duplicate: requested only once");
    case InteractionProblem::Kind::Unknown:
        return InteractionProblemsModel::tr("unknown to the tenant");
    case InteractionProblem::Kind::OtherMedia:
        return InteractionProblemsModel::tr("medium not requested");
    case InteractionProblem::Kind::Malformed:
        break;
    }
    switch (problem.fault) {
    case InteractionIdFault::TooLong:
        return InteractionProblemsModel::tr("too long for an interaction ID");
    case InteractionIdFault::BadCharacter:
        return InteractionProblemsModel::tr("contains a character not allowed in interaction IDs");
    case InteractionIdFault::Empty:
    case InteractionIdFault::None:
        break;
    }
    return InteractionProblemsModel::tr("not an interaction ID");
}

Tone toneOf(TranscriptFate fate)
{
    switch (fate) {
    case TranscriptFate::Written:
        return Tone::Good;
    case TranscriptFate::Held:
    case TranscriptFate::Missing:
    case TranscriptFate::Unexpected:
        return Tone::Warn;
    case TranscriptFate::Failed:
        return Tone::Bad;
    case TranscriptFate::LeftOut:
        break;
    }
    return Tone::Neutral;
}

} // namespace

InteractionProblemsModel::InteractionProblemsModel(QObject *parent)
    : RowsModel({{.title = tr("Interaction"),
                  .text = [](const InteractionProblem &problem) { return visibleText(problem.id, 120); }},
                 {.title = tr("Reason"),
                  .text = problemText,
                  .tone =
                      [](const InteractionProblem &problem) {
                          return problem.kind == InteractionProblem::Kind::Repeated ? Tone::Neutral : Tone::Warn;
                      }},
                 {.title = tr("Line"),
                  .text =
                      [](const InteractionProblem &problem) {
                          return problem.line > 0 ? QString::number(problem.line) : QString();
                      },
                  .raw = [](const InteractionProblem &problem) { return problem.line; }}},
                Spoken::Text, parent)
{
}

TranscriptResultsModel::TranscriptResultsModel(QObject *parent)
    : RowsModel({{.title = tr("Interaction"),
                  .text = [](const TranscriptResult &result) { return visibleText(result.interactionId, 120); }},
                 {.title = tr("Outcome"),
                  .text = [](const TranscriptResult &result) { return fateText(result.fate); },
                  .raw = [](const TranscriptResult &result) { return int(result.fate); },
                  .tip = fateSentence,
                  .tone = [](const TranscriptResult &result) { return toneOf(result.fate); }},
                 {.title = tr("Medium"),
                  .text = [](const TranscriptResult &result) { return mediaTypeText(result.mediaType); }},
                 {.title = tr("Masked"),
                  .text =
                      [](const TranscriptResult &result) {
                          return result.fate == TranscriptFate::Written ? QLocale().toString(result.findings())
                                                                        : QString();
                      },
                  .raw = [](const TranscriptResult &result) { return result.findings(); }}},
                Spoken::Text, parent)
{
}

void TranscriptResultsModel::setResults(const QList<TranscriptResult> &results)
{
    m_rowOf.clear();
    for (int row = 0; row < results.size(); ++row)
        m_rowOf.insert(results[row].interactionId, row);
    setRows(results);
}

void TranscriptResultsModel::add(const TranscriptResult &result)
{
    if (const auto known = m_rowOf.constFind(result.interactionId); known != m_rowOf.cend()) {
        replace(*known, result);
        return;
    }
    m_rowOf.insert(result.interactionId, int(m_rows.size()));
    append(result);
}

QString TranscriptResultsModel::fateText(TranscriptFate fate)
{
    switch (fate) {
    case TranscriptFate::Written:
        return tr("written");
    case TranscriptFate::Held:
        return tr("held back");
    case TranscriptFate::Missing:
        return tr("missing");
    case TranscriptFate::Failed:
        return tr("failed");
    case TranscriptFate::LeftOut:
        return tr("left out");
    case TranscriptFate::Unexpected:
        return tr("unexpected");
    }
    return {};
}

QString TranscriptResultsModel::fateSentence(const TranscriptResult &result)
{
    switch (result.fate) {
    case TranscriptFate::Written:
        return tr("The transcript was masked, checked a second time, and written.");
    case TranscriptFate::Held: {
        QStringList kinds;
        for (const HeldTranscriptPlace &place : result.held) {
            if (const QString kind = entityText(place.entity); !kinds.contains(kind))
                kinds << kind;
        }
        const QString found = kinds.isEmpty() ? tr("personal data") : kinds.join(QStringLiteral(", "));
        return tr("A second check of the masked text still found: %1. So none of it was written. Review the "
                  "findings, or add a pattern or a kind to the masking policy, then fetch this interaction again.")
            .arg(found);
    }
    case TranscriptFate::Missing:
        return tr("The tenant has no transcript of this interaction, or left it out of the job’s result. Fetch it "
                  "again later, or find out why there is none.");
    case TranscriptFate::Failed:
        return result.error ? errorSentence(*result.error) : tr("The transcript could not be fetched.");
    case TranscriptFate::LeftOut:
        return tr("The interaction is of a medium that wasn’t requested.");
    case TranscriptFate::Unexpected:
        return tr("The job’s result includes this interaction although no one requested it. It was not fetched.");
    }
    return {};
}

TranscriptHitsModel::TranscriptHitsModel(QObject *parent)
    : RowsModel({{.title = tr("Interaction"),
                  .text =
                      [this](const TranscriptHit &hit) {
                          return visibleText(m_places.value(hit.transcript).interactionId, 120);
                      }},
                 {.title = tr("Text"), .text = [](const TranscriptHit &hit) { return hit.excerpt; }}},
                Spoken::Text, parent)
{
}

void TranscriptHitsModel::setHits(const TranscriptHits &hits, const QList<TranscriptPlace> &searched)
{
    beginResetModel();
    m_rows = hits.hits;
    m_places = searched;
    endResetModel();
}

TranscriptPlace TranscriptHitsModel::placeOf(int row) const
{
    const TranscriptHit *one = at(row);
    return one ? m_places.value(one->transcript) : TranscriptPlace{};
}

TranscriptFindingsModel::TranscriptFindingsModel(QObject *parent)
    : TableModel(
          {{.title = tr("Kind"),
            .text = [](const TranscriptText::Finding &finding) { return entityTitle(finding.entity); },
            .tip = [this](const TranscriptText::Finding &finding) { return findingText(*m_transcript, finding); }},
           {.title = tr("Score"),
            .text =
                [](const TranscriptText::Finding &finding) {
                    if (finding.score == 0)
                        return tr("no score");
                    return finding.score < reviewScore ? tr("review") : scoreText(finding.score);
                },
            .raw = [](const TranscriptText::Finding &finding) { return int(finding.score); },
            .tip = [this](const TranscriptText::Finding &finding) { return findingText(*m_transcript, finding); },
            .tone = [](const TranscriptText::Finding &finding) -> std::optional<Tone> {
                if (finding.score == 0)
                    return std::nullopt;
                return finding.score < reviewScore ? Tone::Warn : Tone::Good;
            }},
           {.title = tr("Where"),
            .text = [this](const TranscriptText::Finding &finding) { return whereText(finding); },
            .tip = [this](const TranscriptText::Finding &finding) { return findingText(*m_transcript, finding); }},
           {.title = tr("Rule"),
            .text =
                [this](const TranscriptText::Finding &finding) {
                    const std::string_view rule = m_transcript->ruleOf(finding);
                    return rule.empty() ? tr("no score")
                                        : visibleText(QString::fromUtf8(rule.data(), qsizetype(rule.size())), 120);
                },
            .tip = [this](const TranscriptText::Finding &finding) { return findingText(*m_transcript, finding); }}},
          Spoken::Text, parent)
{
}

void TranscriptFindingsModel::setTranscript(const SharedTranscript &transcript)
{
    beginResetModel();
    m_transcript = transcript;
    endResetModel();
}

int TranscriptFindingsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() || !m_transcript ? 0 : int(m_transcript->findings.size());
}

QString TranscriptFindingsModel::whereText(const TranscriptText::Finding &finding) const
{
    if (finding.turn == TranscriptText::Finding::nowhere)
        return tr("in a member name");
    const TranscriptText::Turn &turn = m_transcript->turns[finding.turn];
    const QString time = turnTimeText(turn), head = turnHeadText(*m_transcript, turn);
    return time.isEmpty() ? head : QString(head % u" \u00b7 " % time);
}

ReviewModel::ReviewModel(QObject *parent)
    : RowsModel({{.title = tr("Decision"),
                  .text =
                      [this](const ReviewItem &item) {
                          const std::optional<Decided> &decided = decisionOn(item);
                          if (!decided)
                              return tr("open");
                          return decided->personal ? tr("personal") : tr("not personal");
                      },
                  .tone =
                      [this](const ReviewItem &item) {
                          const std::optional<Decided> &decided = decisionOn(item);
                          return !decided ? Tone::Warn : decided->personal ? Tone::Good : Tone::Neutral;
                      }},
                 {.title = tr("Kind"), .text = [](const ReviewItem &item) { return entityTitle(item.entity); }},
                 {.title = tr("Text"), .text = [](const ReviewItem &item) { return visibleText(item.original, 200); }},
                 {.title = tr("Interaction"),
                  .text = [](const ReviewItem &item) { return visibleText(item.interactionId, 120); }}},
                Spoken::Text, parent)
{
}

void ReviewModel::setItems(const QList<ReviewItem> &items)
{
    beginResetModel();
    m_rows = items;
    m_decisions = QList<std::optional<Decided>>(items.size());
    endResetModel();
}

void ReviewModel::decide(int row, const Decided &decided)
{
    if (!isRow(row))
        return;
    m_decisions[row] = decided;
    Q_EMIT dataChanged(index(row, Decision), index(row, Decision));
}

const std::optional<ReviewModel::Decided> &ReviewModel::decisionOn(const ReviewItem &item) const
{
    return m_decisions[&item - m_rows.constData()];
}

int ReviewModel::open() const
{
    return int(std::count_if(m_decisions.begin(), m_decisions.end(), [](const auto &one) { return !one; }));
}

int ReviewModel::nextOpen(int row) const
{
    const int count = int(m_rows.size());
    for (int step = 1; step <= count; ++step) {
        if (const int number = (std::max(row, -1) + step) % count; !m_decisions[number])
            return number;
    }
    return -1;
}

MaskExceptionsModel::MaskExceptionsModel(QObject *parent)
    : RowsModel(
          {{.title = tr("Decision"),
            .text =
                [](const MaskException &exception) {
                    return exception.kind == MaskException::Kind::Allow ? tr("Leave as is") : tr("Always mask");
                }},
           {.title = tr("Kind"), .text = [](const MaskException &exception) { return entityTitle(exception.entity); }},
           {.title = tr("Text"),
            .text = [](const MaskException &exception) { return visibleText(exception.text, 200); }},
           {.title = tr("Where"),
            .text =
                [](const MaskException &exception) {
                    return exception.interactionId.isEmpty() ? tr("everywhere")
                                                             : visibleText(exception.interactionId, 60);
                }},
           {.title = tr("Until"),
            .text =
                [this](const MaskException &exception) {
                    if (!exception.expires)
                        return tr("never");
                    return isExpired(exception)
                        ? tr("expired")
                        : dayText(exception.expires->toLocalTime().date());
                },
            .raw = [](const MaskException &exception) { return exception.expires.value_or(QDateTime()); },
            .tone =
                [this](const MaskException &exception) {
                    return isExpired(exception) ? std::optional(Tone::Neutral) : std::nullopt;
                }},
           {.title = tr("Note"),
            .text = [](const MaskException &exception) { return visibleText(exception.note, 200); }}},
          Spoken::Text, parent)
{
}

void MaskExceptionsModel::setExceptions(const QList<MaskException> &exceptions, const QDateTime &now)
{
    m_now = now;
    setRows(exceptions);
}

void MaskExceptionsModel::remove(int row)
{
    if (isRow(row))
        removeAt(row);
}

bool MaskExceptionsModel::isExpired(const MaskException &exception) const
{
    return exception.expires && *exception.expires <= m_now;
}

namespace {

std::optional<Tone> warnIfAny(qint64 count)
{
    return count > 0 ? std::optional(Tone::Warn) : std::nullopt;
}

} // namespace

TranscriptJobsModel::TranscriptJobsModel(QObject *parent)
    : RowsModel(
          {{.title = tr("Job"),
            .text = [](const TranscriptJobRow &row) { return visibleText(row.name, 120); },
            .raw = [](const TranscriptJobRow &row) { return row.name; },
            .tip =
                [](const TranscriptJobRow &row) {
                    return row.jobId.isEmpty() ? QString() : tr("Job %1").arg(visibleText(row.jobId, 120));
                }},
           {.title = tr("State"),
            .text = [](const TranscriptJobRow &row) { return row.state; },
            .tone = [](const TranscriptJobRow &row) { return row.tone; }},
           {.title = tr("Progress"),
            .text
            = [](const TranscriptJobRow &row) { return row.progress ? percentText(*row.progress) : tr("unknown"); },
            .raw = [](const TranscriptJobRow &row) { return row.progress.value_or(-1); },
            .share = [](const TranscriptJobRow &row) { return row.progress ? QVariant(*row.progress) : QVariant(); }},
           {.title = tr("Interactions"),
            .text
            = [](const TranscriptJobRow &row) { return row.asked < 0 ? tr("unknown") : QLocale().toString(row.asked); },
            .raw = [](const TranscriptJobRow &row) { return row.asked; }},
           {.title = tr("Written"),
            .text = [](const TranscriptJobRow &row) { return QLocale().toString(row.written); },
            .raw = [](const TranscriptJobRow &row) { return row.written; }},
           {.title = tr("Held"),
            .text = [](const TranscriptJobRow &row) { return QLocale().toString(row.held); },
            .raw = [](const TranscriptJobRow &row) { return row.held; },
            .tone = [](const TranscriptJobRow &row) { return warnIfAny(row.held); }},
           {.title = tr("Missing"),
            .text = [](const TranscriptJobRow &row) { return QLocale().toString(row.missing); },
            .raw = [](const TranscriptJobRow &row) { return row.missing; },
            .tone = [](const TranscriptJobRow &row) { return warnIfAny(row.missing); }},
           {.title = tr("Started"),
            .text =
                [](const TranscriptJobRow &row) {
                    return relativeTimeText(row.started, QDateTime::currentDateTimeUtc());
                },
            .raw = [](const TranscriptJobRow &row) { return row.started; },
            .tip = [](const TranscriptJobRow &row) { return exactTimeText(row.started); }}},
          Spoken::Text, parent)
{
}

void TranscriptJobsModel::put(const TranscriptJobRow &row)
{
    const int number = rowOf(row.runId);
    if (number < 0) {
        int place = 0;
        while (place < m_rows.size() && m_rows[place].started > row.started)
            ++place;
        beginInsertRows({}, place, place);
        m_rows.insert(place, row);
        endInsertRows();
    } else if (m_rows[number] != row) {
        replace(number, row);
    }
}

void TranscriptJobsModel::remove(const QString &runId)
{
    if (const int number = rowOf(runId); number >= 0)
        removeAt(number);
}

int TranscriptJobsModel::rowOf(const QString &runId) const
{
    return find([&](const TranscriptJobRow &row) { return row.runId == runId; });
}

} // namespace muster
