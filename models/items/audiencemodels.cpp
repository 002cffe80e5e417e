// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/audiencemodels.h"

#include "models/text/audiencetexts.h"
#include "models/text/criteriawords.h"
#include "models/text/plaintext.h"
#include "models/text/timetexts.h"

#include <QLocale>

namespace muster {

namespace {

struct StatusLook
{
    Tone tone;
    const char *icon;
};

StatusLook look(EvaluationStatus status)
{
    switch (status) {
    case EvaluationStatus::Pending:
        return {Tone::Neutral, "clock"};
    case EvaluationStatus::Recalculating:
        return {Tone::Info, "hourglass"};
    case EvaluationStatus::Completed:
        return {Tone::Good, "circle-check"};
    case EvaluationStatus::Failed:
        return {Tone::Bad, "circle-x"};
    case EvaluationStatus::Other:
        return {Tone::Neutral, "circle"};
    }
    Q_UNREACHABLE();
}

} // namespace

AudiencesModel::AudiencesModel(QObject *parent)
    : RowsModel(
          {{.title = tr("Name"),
            .text = [](const AudienceSummary &audience) { return visibleText(audience.name, 200); },
            .raw = [](const AudienceSummary &audience) { return audience.name; }},
           {.title = tr("Source"),
            .text
            = [](const AudienceSummary &audience) { return audienceSourceText(audience.source, audience.sourceWord); },
            .raw = [](const AudienceSummary &audience) { return audience.sourceWord; }},
           {.title = tr("Size"),
            .text = [](const AudienceSummary &audience) { return audienceSizeText(audience.evaluation.size); },
            .raw = [](const AudienceSummary &audience) { return audience.evaluation.size.value_or(-1); },
            .align = Qt::AlignRight},
           {.title = tr("Evaluation"),
            .text = [](const AudienceSummary &audience) { return evaluationText(audience.evaluation); },
            .raw = [](const AudienceSummary &audience) { return int(audience.evaluation.status); },
            .tip =
                [](const AudienceSummary &audience) {
                    return audience.evaluation.error.isEmpty()
                        ? QString()
                        : tr("Server: “%1”").arg(visibleText(audience.evaluation.error, 300));
                },
            .tone = [](const AudienceSummary &audience) { return look(audience.evaluation.status).tone; },
            .icon =
                [](const AudienceSummary &audience) {
                    return QString::fromLatin1(look(audience.evaluation.status).icon);
                }},
           {.title = tr("Last evaluated"),
            .text =
                [this](const AudienceSummary &audience) {
                    const QDateTime &at = audience.evaluation.lastEvaluated;
                    return at.isValid() ? relativeTimeText(at, m_now) : tr("never");
                },
            .raw = [](const AudienceSummary &audience) { return audience.evaluation.lastEvaluated; },
            .tip =
                [](const AudienceSummary &audience) {
                    const QDateTime &at = audience.evaluation.lastEvaluated;
                    return at.isValid() ? exactTimeText(at) : QString();
                }},
           {.title = tr("Version"),
            .text = [](const AudienceSummary &audience) { return QLocale().toString(audience.version); },
            .raw = [](const AudienceSummary &audience) { return audience.version; },
            .align = Qt::AlignRight}},
          Spoken::TitleAndText, parent)
    , m_now(QDateTime::currentDateTimeUtc())
{
}

void AudiencesModel::setNow(const QDateTime &now)
{
    m_now = now;
    columnsChanged(LastEvaluated, LastEvaluated);
}

int AudiencesModel::rowOf(const QString &audienceId) const
{
    return find(
        [&](const AudienceSummary &audience) { return audience.id.compare(audienceId, Qt::CaseInsensitive) == 0; });
}

namespace {

constexpr int spacesPerLevel = 4;

} // namespace

CriteriaLinesModel::CriteriaLinesModel(const QStringList &headings, QObject *parent)
    : RowsModel(
          {{.title = headings.value(Word),
            .text = [](const CriteriaLine &line) { return line.word; },
            .full = [](const CriteriaLine &line) { return line.word; },
            .tone = [](const CriteriaLine &line) { return line.tone; },
            .icon = [](const CriteriaLine &line) { return line.icon; },
            .align = Qt::AlignLeft},
           {.title = headings.value(Text),
            .text
            = [](const CriteriaLine &line) { return QString(QString(line.depth * spacesPerLevel, u' ') + line.text); },
            .spoken
            = [title = headings.value(Text)](const CriteriaLine &line) { return QString(title % u": " % line.text); },
            .full = [](const CriteriaLine &line) { return line.text; }},
           {.title = headings.value(Aside),
            .text = [](const CriteriaLine &line) { return line.aside; },
            .full = [](const CriteriaLine &line) { return line.aside; }}},
          Spoken::TitleAndText, parent)
{
}

void CriteriaLinesModel::setLines(const QList<CriteriaLine> &lines)
{
    if (m_rows == lines)
        return;
    if (m_rows.size() == lines.size()) {
        // Another count of the same lines: what is chosen stays chosen.
        m_rows = lines;
        columnsChanged(0, ColumnCount - 1);
        return;
    }
    setRows(lines);
}

CriteriaNodeId CriteriaLinesModel::node(int row) const
{
    const CriteriaLine *line = at(row);
    return line ? line->node : noCriteriaNode;
}

SampleRowsModel::SampleRowsModel(QObject *parent)
    : QAbstractTableModel(parent)
    , m_headings{tr("Result"), tr("Contact")}
{
}

void SampleRowsModel::setRows(const SampleRows &rows, const CriteriaFields &fields)
{
    QStringList headings = m_headings.first(FirstField);
    for (const SampleRows::Field &field : rows.fields)
        headings << criteriaFieldText(field.name, fields);
    if (rows == m_rows && headings == m_headings)
        return;
    beginResetModel();
    m_rows = rows;
    m_headings = headings;
    endResetModel();
}

qint64 SampleRowsModel::contact(int row) const
{
    return row >= 0 && row < m_rows.rows.size() ? qint64(m_rows.rows[row].row) : -1;
}

int SampleRowsModel::rowOf(qint64 contact) const
{
    for (qsizetype row = 0; row < m_rows.rows.size(); ++row) {
        if (qint64(m_rows.rows[row].row) == contact)
            return int(row);
    }
    return -1;
}

int SampleRowsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.rows.size());
}

int SampleRowsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_headings.size());
}

bool SampleRowsModel::fails(const SampleRow &row, int column) const
{
    return column >= FirstField && row.cells[column - FirstField].fails;
}

QString SampleRowsModel::text(const SampleRow &row, int column) const
{
    if (column == Verdict) {
        return row.changes == 0 ? tr("matches")
            : row.changes == 1  ? tr("just misses")
                               //: A contact would be in if that many conditions turned out differently.
                               : tr("misses by %1").arg(QLocale().toString(row.changes));
    }
    if (column == Contact) {
        return row.id.isEmpty() ? tr("contact %1").arg(QLocale().toString(qint64(row.row) + 1))
                                : visibleText(row.id, SampleRows::longestText);
    }
    const qsizetype field = column - FirstField;
    const QString &cell = row.cells[field].text;
    return m_rows.fields[field].isMissing ? tr("no such field")
        : cell.isEmpty()                  ? tr("empty")
                                          : visibleText(cell, SampleRows::longestText);
}

/// What is drawn as an icon is a word here.
QString SampleRowsModel::spoken(const SampleRow &row, int column) const
{
    const QString heading = m_headings[column], words = text(row, column);
    //: %1 is the name of a field, %2 what a contact has there; a condition on it keeps the contact out.
    return fails(row, column) ? tr("%1: %2, excludes the contact").arg(heading, words)
                              : tr("%1: %2").arg(heading, words);
}

QVariant SampleRowsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const SampleRow &row = m_rows.rows[index.row()];
    const int column = index.column();
    const bool isOut = fails(row, column);
    switch (role) {
    case Qt::DisplayRole:
        return text(row, column);
    case RawRole:
        return column >= FirstField ? row.cells[column - FirstField].text : text(row, column);
    case Qt::AccessibleTextRole:
    case FullTextRole:
        return spoken(row, column);
    case ToneRole:
        return column == Verdict ? QVariant::fromValue(row.changes == 0 ? Tone::Good : Tone::Neutral)
            : isOut              ? QVariant::fromValue(Tone::Bad)
                                 : QVariant();
    case Qt::DecorationRole:
        return column == Verdict
            ? QVariant(row.changes == 0 ? QStringLiteral("circle-check") : QStringLiteral("circle"))
            : isOut ? QVariant(QStringLiteral("circle-x"))
                    : QVariant();
    case Qt::TextAlignmentRole:
        return int(Qt::AlignLeft | Qt::AlignVCenter);
    default:
        return {};
    }
}

QVariant SampleRowsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignLeft | Qt::AlignVCenter);
    return role == Qt::DisplayRole ? m_headings.value(section) : QVariant();
}

} // namespace muster
