// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/audiencesmodel.h"

#include "models/items/itemroles.h"
#include "models/text/audiencetexts.h"
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

bool isNumber(int column)
{
    return column == AudiencesModel::Size || column == AudiencesModel::Version;
}

} // namespace

AudiencesModel::AudiencesModel(QObject *parent)
    : QAbstractTableModel(parent)
    , m_now(QDateTime::currentDateTimeUtc())
{
}

void AudiencesModel::setAudiences(const QList<AudienceSummary> &audiences)
{
    beginResetModel();
    m_audiences = audiences;
    endResetModel();
}

void AudiencesModel::setNow(const QDateTime &now)
{
    m_now = now;
    if (!m_audiences.isEmpty())
        Q_EMIT dataChanged(index(0, LastEvaluated), index(int(m_audiences.size()) - 1, LastEvaluated));
}

const AudienceSummary *AudiencesModel::audience(int row) const
{
    return row >= 0 && row < m_audiences.size() ? &m_audiences[row] : nullptr;
}

int AudiencesModel::rowOf(const QString &audienceId) const
{
    for (int row = 0; row < m_audiences.size(); ++row) {
        if (m_audiences[row].id.compare(audienceId, Qt::CaseInsensitive) == 0)
            return row;
    }
    return -1;
}

int AudiencesModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_audiences.size());
}

int AudiencesModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString AudiencesModel::text(const AudienceSummary &audience, int column) const
{
    switch (column) {
    case Name:
        return visibleText(audience.name, 200);
    case Source:
        return audienceSourceText(audience.source, audience.sourceWord);
    case Size:
        return audienceSizeText(audience.evaluation.size);
    case Status:
        return evaluationText(audience.evaluation);
    case LastEvaluated:
        return audience.evaluation.lastEvaluated.isValid() ? relativeTimeText(audience.evaluation.lastEvaluated, m_now)
                                                           : tr("never");
    case Version:
        return QLocale().toString(audience.version);
    }
    return {};
}

QVariant AudiencesModel::raw(const AudienceSummary &audience, int column)
{
    switch (column) {
    case Name:
        return audience.name;
    case Source:
        return audience.sourceWord;
    case Size:
        return audience.evaluation.size.value_or(-1);
    case Status:
        return int(audience.evaluation.status);
    case LastEvaluated:
        return audience.evaluation.lastEvaluated;
    case Version:
        return audience.version;
    }
    return {};
}

QVariant AudiencesModel::hint(const AudienceSummary &audience, int column)
{
    if (column == LastEvaluated && audience.evaluation.lastEvaluated.isValid())
        return exactTimeText(audience.evaluation.lastEvaluated);
    if (column == Status && !audience.evaluation.error.isEmpty())
        return tr("The server says: \u201c%1\u201d").arg(visibleText(audience.evaluation.error, 300));
    return {};
}

QVariant AudiencesModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const AudienceSummary &audience = m_audiences[index.row()];
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        return text(audience, column);
    case RawRole:
        return raw(audience, column);
    case Qt::AccessibleTextRole:
        return QString(headerData(column, Qt::Horizontal, Qt::DisplayRole).toString() % u": " % text(audience, column));
    case Qt::ToolTipRole:
        return hint(audience, column);
    case Qt::TextAlignmentRole:
        return int((isNumber(column) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case ToneRole:
        return column == Status ? QVariant::fromValue(look(audience.evaluation.status).tone) : QVariant();
    case Qt::DecorationRole:
        return column == Status ? QString::fromLatin1(look(audience.evaluation.status).icon) : QVariant();
    default:
        return {};
    }
}

QVariant AudiencesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((isNumber(section) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name:
        return tr("Name");
    case Source:
        return tr("Source");
    case Size:
        return tr("People");
    case Status:
        return tr("Evaluation");
    case LastEvaluated:
        return tr("Last evaluated");
    case Version:
        return tr("Version");
    }
    return {};
}

} // namespace muster
